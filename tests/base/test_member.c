/* SPDX-License-Identifier: MIT */
/* test_member.c: containers of the four formats, whole, cut, damaged and disguised, from a file, from memory and from a callback. */
#include "base/member.h"

#include <archive.h>
#include <archive_entry.h>
#include <locale.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "base/buffer.h"
#include "base/error.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"

static struct taizhang_error err;

/* --- making containers --- */

static void add_file(struct archive *a, const char *name, const void *data, size_t size)
{
	struct archive_entry *entry = archive_entry_new();

	archive_entry_copy_pathname(entry, name);
	archive_entry_set_filetype(entry, name[strlen(name) - 1] == '/' ? AE_IFDIR : AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	archive_entry_set_size(entry, (la_int64_t)size);
	archive_entry_set_mtime(entry, 1501925400, 0);
	ck_assert_int_ge(archive_write_header(a, entry), ARCHIVE_WARN);
	ck_assert_int_eq((int)archive_write_data(a, data, size), (int)size);
	archive_entry_free(entry);
}

static void add_special(struct archive *a, const char *name, __LA_MODE_T type, const char *target, bool hard)
{
	struct archive_entry *entry = archive_entry_new();

	archive_entry_copy_pathname(entry, name);
	archive_entry_set_filetype(entry, type);
	archive_entry_set_perm(entry, 0644);
	archive_entry_set_size(entry, 0);
	if (hard)
		archive_entry_copy_hardlink(entry, target);
	else if (target)
		archive_entry_copy_symlink(entry, target);
	ck_assert_int_ge(archive_write_header(a, entry), ARCHIVE_WARN);
	archive_entry_free(entry);
}

static char photo[3000];

static void fill_tar(struct archive *a)
{
	for (size_t i = 0; i < sizeof photo; i++)
		photo[i] = (char)(i * i % 251);
	add_file(a, "bag/", NULL, 0);
	add_file(a, "bag/a.txt", "hello", 5);
	add_file(a, "bag/\xE7\x85\xA7\xE7\x89\x87.jpg", photo, sizeof photo);
	add_file(a, "bag/empty", NULL, 0);
}

/* A tar written by libarchive; filter is one of its ARCHIVE_FILTER_ codes, applied times times. */
static struct tz_buffer make_tar(int format, int filter, int times, void (*fill)(struct archive *))
{
	struct tz_buffer out = TZ_BUFFER_INIT;
	struct archive *a = archive_write_new();
	size_t used = 0;

	ck_assert_ptr_nonnull(tz_buffer_reserve(&out, 1 << 20));
	archive_write_set_format(a, format);
	archive_write_set_options(a, "hdrcharset=BINARY");
	archive_write_set_bytes_in_last_block(a, 1);
	while (times-- > 0)
		ck_assert_int_eq(archive_write_add_filter(a, filter), ARCHIVE_OK);
	ck_assert_int_eq(archive_write_open_memory(a, out.data, 1 << 20, &used), ARCHIVE_OK);
	fill(a);
	ck_assert_int_eq(archive_write_close(a), ARCHIVE_OK);
	archive_write_free(a);
	out.size = used;
	return out;
}

static void put16(struct tz_buffer *b, unsigned int value)
{
	char bytes[2] = {(char)(value & 255), (char)(value >> 8 & 255)};

	tz_buffer_add(b, bytes, 2);
}

static void put32(struct tz_buffer *b, unsigned long value)
{
	put16(b, (unsigned int)(value & 65535));
	put16(b, (unsigned int)(value >> 16 & 65535));
}

struct zip_member {
	const char *name;
	unsigned int flags;
	const char *data;
	bool wrong_crc;
};

/* The fields that the local header and the directory share. */
static void put_member(struct tz_buffer *b, const struct zip_member *m)
{
	unsigned long crc = crc32(0, (const Bytef *)m->data, (unsigned int)strlen(m->data));

	put16(b, 20);
	put16(b, m->flags);
	put16(b, 0);
	put32(b, 0x4B054BC0);
	put32(b, m->wrong_crc ? crc ^ 1 : crc);
	put32(b, strlen(m->data));
	put32(b, strlen(m->data));
	put16(b, (unsigned int)strlen(m->name));
	put16(b, 0);
}

static struct tz_buffer make_zip(const struct zip_member *members, size_t num)
{
	struct tz_buffer zip = TZ_BUFFER_INIT, directory = TZ_BUFFER_INIT;

	for (size_t i = 0; i < num; i++) {
		put32(&directory, 0x02014B50);
		put16(&directory, 0x0314);
		put_member(&directory, &members[i]);
		put16(&directory, 0);
		put16(&directory, 0);
		put16(&directory, 0);
		put32(&directory, members[i].name[strlen(members[i].name) - 1] == '/' ? 0x41ED0010 : 0x81A40000);
		put32(&directory, zip.size);
		tz_buffer_text_add(&directory, members[i].name);
		put32(&zip, 0x04034B50);
		put_member(&zip, &members[i]);
		tz_buffer_text_add(&zip, members[i].name);
		tz_buffer_text_add(&zip, members[i].data);
	}
	put32(&directory, 0x06054B50);
	put32(&directory, 0);
	put16(&directory, (unsigned int)num);
	put16(&directory, (unsigned int)num);
	put32(&directory, directory.size - 12);
	put32(&directory, zip.size);
	put16(&directory, 0);
	tz_buffer_add(&zip, directory.data, directory.size);
	tz_buffer_free(&directory);
	return zip;
}

static const struct zip_member plain[] = {
	{"bag/", 0, "", false},
	{"bag/a.txt", 0, "hello", false},
	{"bag/\xE7\x85\xA7\xE7\x89\x87.jpg", 0x800, "picture", false},
	{"bag/empty", 0, "", false},
};

/* --- reading them --- */

struct stream {
	const char *data;
	size_t size, at, step;
	int fail_at;		/* the call that fails, from 1 */
};

static int64_t read_stream(void *context, void *buf, size_t size)
{
	struct stream *s = context;
	size_t left = s->size - s->at;

	if (s->fail_at && --s->fail_at == 0)
		return -1;
	size = size < s->step ? size : s->step;
	size = size < left ? size : left;
	if (size)
		memcpy(buf, s->data + s->at, size);
	s->at += size;
	return (int64_t)size;
}

static int64_t read_anywhere(void *context, uint64_t offset, void *buf, size_t size)
{
	struct stream *s = context;

	s->at = offset < s->size ? (size_t)offset : s->size;
	return read_stream(s, buf, size);
}

enum way { FROM_MEMORY, FROM_FILE, FROM_OFFSETS, FROM_CALLBACK, NUM_WAYS };

static struct tz_member_reader *open_way(enum way way, const char *data, size_t size, struct stream *s)
{
	struct taizhang_input source = TAIZHANG_INPUT_INIT;

	source.name = "x.bin";
	taizhang_error_clear(&err);
	*s = (struct stream){.data = data, .size = size, .step = 777};
	if (way == FROM_MEMORY) {
		source.data = data;
		source.data_size = size;
	} else if (way == FROM_FILE) {
		source.path = temp_write("x.bin", data, size);
	} else if (way == FROM_OFFSETS) {
		source.read_at = read_anywhere;
		source.bytes = size;
		source.context = s;
	} else {
		source.read = read_stream;
		source.context = s;
	}
	return tz_member_open(&source, &err);
}

/* Reads all and writes a line a member into log; what tz_member_next ended with, or -1 where opening or reading failed. */
static int read_all(enum way way, const char *data, size_t size, struct tz_buffer *log)
{
	struct stream s;
	struct tz_member_reader *r = open_way(way, data, size, &s);
	struct tz_member m;
	char bytes[1000];
	int result = -1;
	int64_t got = 0;
	uint64_t before = 0;

	while (r && got == 0 && (result = tz_member_next(r, &m, &err)) == 1) {
		unsigned long crc = crc32(0, NULL, 0), sum = 0;

		while ((got = tz_member_read(r, bytes, sizeof bytes, &err)) > 0) {
			crc = crc32(crc, (Bytef *)bytes, (unsigned int)got);
			sum += (unsigned long)got;
		}
		ck_assert_uint_ge(tz_member_position(r), before);
		before = tz_member_position(r);
		if (log)
			tz_buffer_printf(log, "%s %c%s%s %lu/%lu %08lx\n", m.name, "fdlo"[m.type],
					 m.encrypted ? "e" : "", m.name_is_utf8 ? "" : "?",
					 m.size_known ? (unsigned long)m.size : 0, sum, crc);
	}
	if (got < 0)
		result = -1;
	if (result == 0) {
		ck_assert_uint_ge(tz_member_position(r), size);
		ck_assert_int_eq(tz_member_next(r, &m, &err), 0);
	} else {
		ck_assert_int_ne(err.code, TAIZHANG_OK);
	}
	tz_member_close(r);
	return result;
}

static void assert_members(const struct tz_buffer *container, const char *expected)
{
	for (int way = 0; way < NUM_WAYS; way++) {
		struct tz_buffer log = TZ_BUFFER_INIT;

		if (read_all((enum way)way, container->data, container->size, &log) != 0)
			tz_assert_ok(-1, &err);
		ck_assert_str_eq(tz_buffer_text(&log), expected);
		tz_buffer_free(&log);
	}
}

static void assert_refused(const void *data, size_t size, const char *id)
{
	for (int way = 0; way < NUM_WAYS; way++) {
		struct stream s;
		struct tz_member_reader *r = open_way((enum way)way, data, size, &s);

		ck_assert_ptr_null(r);
		tz_assert_code(&err, TAIZHANG_E_FORMAT);
		ck_assert_str_eq(taizhang_error_id(&err), id);
		ck_assert_str_eq(err.where, "x.bin");
	}
}

#define TAR_LOG "bag/ d 0/0 00000000\nbag/a.txt f 5/5 3610a686\n" \
	"bag/\xE7\x85\xA7\xE7\x89\x87.jpg f 3000/3000 %08lx\nbag/empty f 0/0 00000000\n"

static const int filters[] = {ARCHIVE_FILTER_NONE, ARCHIVE_FILTER_GZIP, ARCHIVE_FILTER_ZSTD};

START_TEST(tars_give_the_same_members_packed_or_not)
{
	static const int formats[] = {ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FORMAT_TAR_GNUTAR,
				      ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE};
	char expected[512];

	for (size_t i = 0; i < 9; i++) {
		struct tz_buffer tar = make_tar(formats[i / 3], filters[i % 3], 1, fill_tar);

		snprintf(expected, sizeof expected, TAR_LOG, crc32(0, (Bytef *)photo, sizeof photo));
		assert_members(&tar, expected);
		tz_buffer_free(&tar);
	}
}
END_TEST

START_TEST(zips_give_their_members)
{
	struct tz_buffer zip = make_zip(plain, 4);

	assert_members(&zip, "bag/ d 0/0 00000000\nbag/a.txt f 5/5 3610a686\n"
		       "bag/\xE7\x85\xA7\xE7\x89\x87.jpg f 7/7 16db4f89\nbag/empty f 0/0 00000000\n");
	tz_buffer_free(&zip);
}
END_TEST

START_TEST(the_format_is_known_by_the_bytes)
{
	for (int i = 0; i < 4; i++) {
		struct tz_buffer bytes = i == 3 ? make_zip(plain, 4) :
			make_tar(ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, filters[i], 1, fill_tar);
		struct stream s;
		struct tz_member_reader *r = open_way(FROM_CALLBACK, bytes.data, bytes.size, &s);

		tz_assert_ptr(r, &err);
		ck_assert_int_eq((int)tz_member_format(r), i == 3 ? (int)TZ_CONTAINER_ZIP : (int)TZ_CONTAINER_TAR + i);
		tz_member_close(r);
		tz_buffer_free(&bytes);
	}
	tz_member_close(NULL);
	ck_assert_int_eq(tz_member_library_version()[1], '.');
}
END_TEST

static void fill_nothing(struct archive *a)
{
	(void)a;
}

START_TEST(a_container_may_be_empty)
{
	for (size_t i = 0; i < 3; i++) {
		struct tz_buffer tar = make_tar(ARCHIVE_FORMAT_TAR_USTAR, filters[i], 1, fill_nothing);

		assert_members(&tar, "");
		tz_buffer_free(&tar);
	}
}
END_TEST

START_TEST(an_empty_zip_is_a_zip)
{
	struct tz_buffer zip = make_zip(NULL, 0);

	assert_members(&zip, "");
	tz_buffer_free(&zip);
}
END_TEST

static void fill_specials(struct archive *a)
{
	add_file(a, "\xE4\xB8\xAD", "x", 1);
	add_special(a, "hard", AE_IFREG, "\xE4\xB8\xAD", true);
	add_special(a, "soft", AE_IFLNK, "\xE4\xB8\xAD", false);
	add_special(a, "pipe", AE_IFIFO, NULL, false);
	add_special(a, "device", AE_IFCHR, NULL, false);
}

START_TEST(links_and_devices_are_told_from_files)
{
	struct tz_buffer tar = make_tar(ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, ARCHIVE_FILTER_NONE, 1, fill_specials);

	assert_members(&tar, "\xE4\xB8\xAD f 1/1 8cdc1683\nhard l 0/0 00000000\nsoft l 0/0 00000000\n"
		       "pipe o 0/0 00000000\ndevice o 0/0 00000000\n");
	tz_buffer_free(&tar);
}
END_TEST

START_TEST(members_can_be_passed_over)
{
	struct tz_buffer tar = make_tar(ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP, 1, fill_tar);
	struct stream s;
	struct tz_member_reader *r = open_way(FROM_MEMORY, tar.data, tar.size, &s);
	struct tz_member m;
	int num = 0;
	char c;

	tz_assert_ptr(r, &err);
	while (tz_member_next(r, &m, &err) == 1) {
		ck_assert_int_eq(m.mtime, 1501925400);
		if (++num == 3)
			ck_assert_int_eq(tz_member_read(r, &c, 1, &err), 1);
	}
	tz_assert_code(&err, TAIZHANG_OK);
	ck_assert_int_eq(num, 4);
	tz_member_close(r);
	tz_buffer_free(&tar);
}
END_TEST

/* --- names --- */

#define NFD "e\xCC\x81"

START_TEST(zip_names_come_as_they_stand)
{
	static const struct zip_member members[] = {
		{"\xE4\xB8\xAD\xC3\xA9", 0x800, "", false},	/* UTF-8, and says so */
		{"\xE6\x96\x87", 0, "", false},			/* UTF-8, unsaid */
		{"\xD6\xD0\xB9\xFA", 0, "", false},		/* GBK */
		{NFD, 0, "", false},
		{"\xED\xA0\x80", 0, "", false},
		{"a\\b", 0, "", false},				/* as old Windows programs write a/b */
		{"../x", 0, "", false},
	};
	struct tz_buffer zip = make_zip(members, 7);

	ck_assert_str_eq(setlocale(LC_ALL, NULL), "C");
	assert_members(&zip, "\xE4\xB8\xAD\xC3\xA9 f 0/0 00000000\n\xE6\x96\x87 f 0/0 00000000\n"
		       "\xD6\xD0\xB9\xFA f? 0/0 00000000\n" NFD " f 0/0 00000000\n\xED\xA0\x80 f? 0/0 00000000\n"
		       "a/b f 0/0 00000000\n../x f 0/0 00000000\n");
	tz_buffer_free(&zip);
}
END_TEST

START_TEST(a_zip_name_that_lies_about_utf8_is_a_failure)
{
	static const struct zip_member members[] = {{"a", 0, "x", false}, {"\xD6\xD0", 0x800, "", false}};
	struct tz_buffer zip = make_zip(members, 2);

	for (int way = 0; way < NUM_WAYS; way++) {
		ck_assert_int_eq(read_all((enum way)way, zip.data, zip.size, NULL), -1);
		tz_assert_code(&err, TAIZHANG_E_FORMAT);
	}
	tz_buffer_free(&zip);
}
END_TEST

static void fill_names(struct archive *a)
{
	char gbk[201];

	for (int i = 0; i < 200; i += 2)
		memcpy(gbk + i, "\xD6\xD0", 2);
	gbk[200] = '\0';
	add_file(a, NFD, NULL, 0);
	add_file(a, "\xD6\xD0", NULL, 0);
	add_file(a, gbk, NULL, 0);
}

START_TEST(tar_names_come_as_they_stand)
{
	static const int formats[] = {ARCHIVE_FORMAT_TAR_GNUTAR, ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE};
	char expected[400], gbk[201];

	for (int i = 0; i < 200; i += 2)
		memcpy(gbk + i, "\xD6\xD0", 2);
	gbk[200] = '\0';
	snprintf(expected, sizeof expected, NFD " f 0/0 00000000\n\xD6\xD0 f? 0/0 00000000\n%s f? 0/0 00000000\n", gbk);
	for (size_t i = 0; i < 2; i++) {
		struct tz_buffer tar = make_tar(formats[i], ARCHIVE_FILTER_NONE, 1, fill_names);

		assert_members(&tar, expected);
		tz_buffer_free(&tar);
	}
}
END_TEST

START_TEST(a_pax_name_in_utf8_is_not_normalised)
{
	/* GNU tar's own pax, whose header says UTF-8. */
	const char *path = temp_path("p.tar");
	struct tz_buffer tar = TZ_BUFFER_INIT;

	if (temp_shell("cd '%s' && touch 'e\xCC\x81\xE4\xB8\xAD' && LC_ALL=C.UTF-8 tar --format=pax -cf p.tar 'e\xCC\x81\xE4\xB8\xAD'",
		       temp_dir()) != 0)
		return;
	tar.data = temp_read(path, &tar.size);
	assert_members(&tar, NFD "\xE4\xB8\xAD f 0/0 00000000\n");
	tz_buffer_free(&tar);
}
END_TEST

START_TEST(the_thread_keeps_its_own_locale)
{
	struct tz_buffer zip = make_zip(plain, 4);
	locale_t mine = newlocale(LC_ALL_MASK, "C", (locale_t)0);
	struct stream s;
	struct tz_member_reader *r;
	struct tz_member m;

	uselocale(mine);
	r = open_way(FROM_MEMORY, zip.data, zip.size, &s);
	ck_assert(uselocale((locale_t)0) == mine);
	while (tz_member_next(r, &m, &err) == 1) {
		ck_assert(uselocale((locale_t)0) == mine);
		tz_member_read(r, &m, 1, &err);
		ck_assert(uselocale((locale_t)0) == mine);
	}
	tz_member_close(r);
	ck_assert_ptr_null(open_way(FROM_MEMORY, "", 0, &s));
	ck_assert(uselocale((locale_t)0) == mine);
	uselocale(LC_GLOBAL_LOCALE);
	freelocale(mine);
	tz_buffer_free(&zip);
}
END_TEST

/* --- damage --- */

/* No beginning of a container may pass for a whole one. */
static void assert_no_prefix_is_whole(const struct tz_buffer *whole, size_t step)
{
	for (size_t size = 0; size < whole->size; size += step)
		for (int way = 0; way < NUM_WAYS; way += FROM_CALLBACK)
			ck_assert_msg(read_all((enum way)way, whole->data, size, NULL) == -1,
				      "%zu bytes of %zu passed for the whole (way %d)", size, whole->size, way);
}

START_TEST(a_cut_tar_is_never_whole)
{
	struct tz_buffer tar = make_tar(ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, ARCHIVE_FILTER_NONE, 1, fill_tar);

	assert_no_prefix_is_whole(&tar, 1);
	tz_buffer_free(&tar);
	tar = make_tar(ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, ARCHIVE_FILTER_NONE, 1, fill_names);
	assert_no_prefix_is_whole(&tar, 64);
	tz_buffer_free(&tar);
}
END_TEST

START_TEST(a_cut_packed_tar_is_never_whole)
{
	for (size_t i = 1; i < 3; i++) {
		struct tz_buffer tar = make_tar(ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, filters[i], 1, fill_tar);

		assert_no_prefix_is_whole(&tar, 1);
		tz_buffer_free(&tar);
	}
}
END_TEST

static void fill_noise(struct archive *a)
{
	static char noise[300000];
	unsigned int state = 1;

	for (size_t i = 0; i < sizeof noise; i++) {
		state = state * 1103515245 + 12345;
		noise[i] = (char)(state >> 16 & 255);
	}
	add_file(a, "noise", noise, sizeof noise);
	add_file(a, "after", "x", 1);
}

/* Longer than a block, so that the cut is met after members were read, or in the check sum behind the last of them. */
START_TEST(a_long_packed_tar_is_read_to_its_very_end)
{
	static const size_t missing[] = {1, 2, 3, 4, 5, 7, 8, 9, 20, 1000, 100000};

	for (size_t i = 1; i < 3; i++) {
		struct tz_buffer tar = make_tar(ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, filters[i], 1, fill_noise);

		ck_assert_uint_gt(tar.size, 250000);
		for (int way = 0; way < NUM_WAYS; way++)
			ck_assert_int_eq(read_all((enum way)way, tar.data, tar.size, NULL), 0);
		for (size_t cut = 0; cut < sizeof missing / sizeof *missing; cut++) {
			ck_assert_msg(read_all(FROM_MEMORY, tar.data, tar.size - missing[cut], NULL) == -1,
				      "%zu bytes less passed for the whole (filter %zu)", missing[cut], i);
			tz_assert_code(&err, TAIZHANG_E_FORMAT);
			ck_assert_str_ne(err.detail, "");
		}
		tz_buffer_free(&tar);
	}
}
END_TEST

/* What libarchive leaves out. */
START_TEST(the_check_sum_and_the_length_of_a_gzip_are_verified)
{
	struct tz_buffer tar = make_tar(ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP, 1, fill_tar);

	for (size_t i = 1; i <= 8; i++) {
		tar.data[tar.size - i] ^= 1;
		for (int way = 0; way < NUM_WAYS; way++) {
			ck_assert_int_eq(read_all((enum way)way, tar.data, tar.size, NULL), -1);
			tz_assert_code(&err, TAIZHANG_E_FORMAT);
			ck_assert_str_eq(err.detail, i <= 4 ? "incorrect length check" : "incorrect data check");
			ck_assert_str_eq(err.where, "x.bin");
		}
		tar.data[tar.size - i] ^= 1;
	}
	tz_buffer_add(&tar, "x", 1);
	ck_assert_int_eq(read_all(FROM_MEMORY, tar.data, tar.size, NULL), -1);
	ck_assert_str_eq(err.detail, "bytes after the end of the gzip");
	tz_buffer_free(&tar);
}
END_TEST

static void fill_large_name(struct archive *a)
{
	static char name[3000];

	for (size_t i = 0; i < sizeof name - 1; i++)
		name[i] = i % 100 == 99 ? '/' : 'n';
	add_file(a, name, "x", 1);
}

START_TEST(an_extended_header_over_the_limit_ends_it_at_once)
{
	struct tz_buffer tar = make_tar(ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, ARCHIVE_FILTER_NONE, 1, fill_large_name);
	struct stream s;
	unsigned int sum = 0;

	ck_assert_int_eq(read_all(FROM_MEMORY, tar.data, tar.size, NULL), 0);
	/* The same header, which now says that it has 100 MB. */
	memcpy(tar.data + 124, "00575360400", 11);
	memset(tar.data + 148, ' ', 8);
	for (size_t i = 0; i < 512; i++)
		sum += (unsigned char)tar.data[i];
	snprintf(tar.data + 148, 8, "%06o", sum);
	ck_assert_ptr_null(open_way(FROM_CALLBACK, tar.data, tar.size, &s));
	tz_assert_code(&err, TAIZHANG_E_FORMAT);
	ck_assert_str_eq(err.detail, "an extended header that is too large");
	ck_assert_str_eq(err.where, "x.bin");
	ck_assert_uint_le(s.at, 65536);
	tz_buffer_free(&tar);
}
END_TEST

static void fill_sparse(struct archive *a)
{
	static const char data[100000];
	struct archive_entry *entry = archive_entry_new();

	archive_entry_copy_pathname(entry, "holes");
	archive_entry_set_filetype(entry, AE_IFREG);
	archive_entry_set_perm(entry, 0644);
	archive_entry_set_size(entry, sizeof data);
	archive_entry_sparse_add_entry(entry, 1000, 5);
	ck_assert_int_eq(archive_write_header(a, entry), ARCHIVE_OK);
	ck_assert_int_eq((int)archive_write_data(a, data, sizeof data), (int)sizeof data);
	archive_entry_free(entry);
	add_file(a, "after", "x", 1);
}

START_TEST(a_sparse_file_of_a_tar_is_told)
{
	struct tz_buffer tar = make_tar(ARCHIVE_FORMAT_TAR_PAX_INTERCHANGE, ARCHIVE_FILTER_NONE, 1, fill_sparse);
	struct stream s;
	struct tz_member_reader *r = open_way(FROM_MEMORY, tar.data, tar.size, &s);
	struct tz_member m;

	tz_assert_ptr(r, &err);
	ck_assert_int_eq(tz_member_next(r, &m, &err), 1);
	ck_assert(m.sparse);
	ck_assert_int_eq(tz_member_next(r, &m, &err), 1);
	ck_assert_str_eq(m.name, "after");
	ck_assert(!m.sparse);
	ck_assert_int_eq(tz_member_next(r, &m, &err), 0);
	tz_member_close(r);
	tz_buffer_free(&tar);
}
END_TEST

START_TEST(a_cut_zip_is_never_whole)
{
	struct tz_buffer zip = make_zip(plain, 4);

	assert_no_prefix_is_whole(&zip, 1);
	tz_buffer_free(&zip);
}
END_TEST

static void fill_zeros(struct archive *a)
{
	static const char zeros[4096];

	add_file(a, "zeros", zeros, sizeof zeros);
	add_file(a, "more/", NULL, 0);
}

START_TEST(zeros_of_a_file_are_not_the_end_of_a_tar)
{
	struct tz_buffer tar = make_tar(ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, 1, fill_zeros);

	assert_members(&tar, "zeros f 4096/4096 c71c0011\nmore/ d 0/0 00000000\n");
	ck_assert_int_eq(read_all(FROM_MEMORY, tar.data, 512 + 4096, NULL), -1);
	ck_assert_int_eq(read_all(FROM_MEMORY, tar.data, 512 + 4096 + 512, NULL), -1);
	tz_buffer_free(&tar);
}
END_TEST

START_TEST(padding_after_a_tar_is_taken_and_anything_else_is_not)
{
	struct tz_buffer tar = make_tar(ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, 1, fill_tar);
	static const char zeros[10240];

	tz_buffer_add(&tar, zeros, sizeof zeros);
	ck_assert_int_eq(read_all(FROM_MEMORY, tar.data, tar.size, NULL), 0);
	tz_buffer_add(&tar, "x", 1);
	ck_assert_int_eq(read_all(FROM_MEMORY, tar.data, tar.size, NULL), -1);
	ck_assert_str_eq(taizhang_error_id(&err), "container-format");
	tar.size--;
	for (int i = 0; i < 110; i++)
		tz_buffer_add(&tar, zeros, sizeof zeros);
	ck_assert_int_eq(read_all(FROM_MEMORY, tar.data, tar.size, NULL), -1);
	tz_buffer_free(&tar);
}
END_TEST

START_TEST(one_damaged_member_does_not_hide_the_next)
{
	static const struct zip_member members[] = {{"a", 0, "good", false}, {"b", 0, "bad", true}, {"c", 0, "good", false}};
	struct tz_buffer zip = make_zip(members, 3);
	struct stream s;
	struct tz_member_reader *r = open_way(FROM_MEMORY, zip.data, zip.size, &s);
	struct tz_member m;
	char bytes[16];

	tz_assert_ptr(r, &err);
	ck_assert_int_eq(tz_member_next(r, &m, &err), 1);
	ck_assert_int_eq(tz_member_read(r, bytes, 16, &err), 4);
	ck_assert_int_eq(tz_member_next(r, &m, &err), 1);
	ck_assert_int_eq(tz_member_read(r, bytes, 16, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_FORMAT);
	taizhang_error_clear(&err);
	ck_assert_int_eq(tz_member_next(r, &m, &err), 1);
	ck_assert_str_eq(m.name, "c");
	ck_assert_int_eq(tz_member_read(r, bytes, 16, &err), 4);
	ck_assert_int_eq(tz_member_read(r, bytes, 16, &err), 0);
	ck_assert_int_eq(tz_member_next(r, &m, &err), 0);
	tz_member_close(r);
	tz_buffer_free(&zip);
}
END_TEST

START_TEST(an_encrypted_member_is_told_and_not_read)
{
	static const struct zip_member members[] = {{"a", 1, "twelve bytes and more", false}};
	struct tz_buffer zip = make_zip(members, 1);
	struct stream s;
	struct tz_member_reader *r = open_way(FROM_MEMORY, zip.data, zip.size, &s);
	struct tz_member m;
	char bytes[16];

	tz_assert_ptr(r, &err);
	ck_assert_int_eq(tz_member_next(r, &m, &err), 1);
	ck_assert(m.encrypted);
	ck_assert_int_eq(tz_member_read(r, bytes, 16, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_FORMAT);
	tz_member_close(r);
	tz_buffer_free(&zip);
}
END_TEST

START_TEST(a_failure_sticks)
{
	struct tz_buffer tar = make_tar(ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, 1, fill_tar);
	struct stream s;
	struct tz_member_reader *r = open_way(FROM_MEMORY, tar.data, 1700, &s);
	struct taizhang_error again = TAIZHANG_ERROR_INIT;
	struct tz_member m;
	char bytes[16];

	tz_assert_ptr(r, &err);
	while (tz_member_next(r, &m, &err) == 1)
		;
	tz_assert_code(&err, TAIZHANG_E_FORMAT);
	ck_assert_int_eq(tz_member_next(r, &m, &again), -1);
	ck_assert_str_eq(again.detail, err.detail);
	ck_assert_int_eq(tz_member_read(r, bytes, 16, NULL), -1);
	ck_assert_int_eq(tz_member_next(r, &m, NULL), -1);
	tz_member_close(r);
	tz_buffer_free(&tar);
}
END_TEST

/* --- what is no container --- */

START_TEST(other_formats_are_refused)
{
	static const char text[] = "#mtree\n./a type=file\n";

	assert_refused("", 0, "container-format");
	assert_refused("PK", 2, "container-format");
	assert_refused(text, sizeof text - 1, "container-format");
	assert_refused("7z\xBC\xAF\x27\x1C\0\4rest of it", 18, "container-format");
	assert_refused("Rar!\x1A\7\1\0rest of it", 18, "container-format");
	assert_refused("\xFD" "7zXZ\0rest of it", 16, "container-format");
	assert_refused("!<arch>\nrest of it", 18, "container-format");
	assert_refused("\x1F\x8B\x08rest of it", 13, "container-format");
	assert_refused("\x28\xB5\x2F\xFDrest of it", 14, "container-format");
	assert_refused("\x50\x2A\x4D\x18\4\0\0\0test", 12, "container-format");
}
END_TEST

START_TEST(other_filters_are_refused)
{
	static const int others[] = {ARCHIVE_FILTER_BZIP2, ARCHIVE_FILTER_XZ, ARCHIVE_FILTER_UU};

	for (size_t i = 0; i < 3; i++) {
		struct tz_buffer tar = make_tar(ARCHIVE_FORMAT_TAR_USTAR, others[i], 1, fill_tar);

		assert_refused(tar.data, tar.size, "container-format");
		tz_buffer_free(&tar);
	}
}
END_TEST

START_TEST(packed_twice_is_refused)
{
	for (size_t i = 1; i < 3; i++) {
		struct tz_buffer tar = make_tar(ARCHIVE_FORMAT_TAR_USTAR, filters[i], 2, fill_tar);

		assert_refused(tar.data, tar.size, "container-format");
		tz_buffer_free(&tar);
	}
}
END_TEST

START_TEST(a_packed_file_that_is_no_tar_is_refused)
{
	struct tz_buffer zip = make_zip(plain, 4);
	const char *path = temp_write("a.zip", zip.data, zip.size);
	size_t size;
	char *packed;

	tz_buffer_free(&zip);
	ck_assert_int_eq(temp_shell("gzip -n '%s'", path), 0);
	packed = temp_read(temp_path("a.zip.gz"), &size);
	assert_refused(packed, size, "container-format");
	free(packed);
}
END_TEST

START_TEST(what_is_not_a_file_is_refused)
{
	struct taizhang_input source = TAIZHANG_INPUT_INIT;

	source.name = "x";
	source.path = temp_path("nothing");
	taizhang_error_clear(&err);
	ck_assert_ptr_null(tz_member_open(&source, &err));
	ck_assert_str_eq(taizhang_error_id(&err), "file-open");
	taizhang_error_clear(&err);
	source.path = temp_dir();
	ck_assert_ptr_null(tz_member_open(&source, &err));
	ck_assert_str_eq(taizhang_error_id(&err), "not-a-file");
}
END_TEST

START_TEST(a_callback_that_fails_is_heard)
{
	struct tz_buffer containers[] = {
		make_tar(ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_NONE, 1, fill_tar),
		make_tar(ARCHIVE_FORMAT_TAR_USTAR, ARCHIVE_FILTER_GZIP, 1, fill_tar),
		make_zip(plain, 4),
	};

	for (int i = 0; i < 3; i++) {
		for (int at = 1; at < 4; at++) {
			struct stream s = {.data = containers[i].data, .size = containers[i].size,
					   .step = containers[i].size / 3, .fail_at = at};
			struct taizhang_input source = {.size = sizeof source, .name = "s", .read = read_stream,
							.context = &s};
			struct tz_member_reader *r;
			struct tz_member m;
			int result = 1;

			taizhang_error_clear(&err);
			r = tz_member_open(&source, &err);
			while (r && result == 1)
				result = tz_member_next(r, &m, &err);
			ck_assert(!r || result == -1);
			tz_assert_code(&err, TAIZHANG_E_IO);
			ck_assert_str_eq(taizhang_error_id(&err), "input-read");
			ck_assert_str_eq(err.where, "s");
			tz_member_close(r);
		}
		tz_buffer_free(&containers[i]);
	}
}
END_TEST

START_TEST(a_large_zip_on_disk_is_read_with_few_bytes_twice)
{
	struct tz_buffer zip;
	char *data = malloc(3000001);
	struct zip_member members[2] = {{"big", 0, NULL, false}, {"small", 0, "x", false}};
	struct stream s;
	struct tz_member_reader *r;
	struct tz_member m;
	char bytes[4096];
	int64_t got;

	ck_assert_ptr_nonnull(data);
	memset(data, 'x', 3000000);
	data[3000000] = '\0';
	members[0].data = data;
	zip = make_zip(members, 2);
	for (int way = 0; way < NUM_WAYS; way++) {
		r = open_way((enum way)way, zip.data, zip.size, &s);
		tz_assert_ptr(r, &err);
		while (tz_member_next(r, &m, &err) == 1)
			while ((got = tz_member_read(r, bytes, sizeof bytes, &err)) > 0)
				;
		tz_assert_code(&err, TAIZHANG_OK);
		ck_assert_uint_ge(tz_member_position(r), 3000000);
		ck_assert_uint_lt(tz_member_position(r), zip.size + 4 * 65536);
		tz_member_close(r);
	}
	free(data);
	tz_buffer_free(&zip);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("member");

	suite_add_behaviour(suite, "reads", TESTS(tars_give_the_same_members_packed_or_not, zips_give_their_members,
		the_format_is_known_by_the_bytes, a_container_may_be_empty, an_empty_zip_is_a_zip,
		links_and_devices_are_told_from_files, members_can_be_passed_over,
		a_large_zip_on_disk_is_read_with_few_bytes_twice));
	suite_add_behaviour(suite, "names", TESTS(zip_names_come_as_they_stand, a_zip_name_that_lies_about_utf8_is_a_failure,
		tar_names_come_as_they_stand, a_pax_name_in_utf8_is_not_normalised, the_thread_keeps_its_own_locale));
	suite_add_behaviour(suite, "damage", TESTS(a_cut_tar_is_never_whole, a_cut_packed_tar_is_never_whole,
		a_long_packed_tar_is_read_to_its_very_end, the_check_sum_and_the_length_of_a_gzip_are_verified,
		an_extended_header_over_the_limit_ends_it_at_once, a_sparse_file_of_a_tar_is_told,
		a_cut_zip_is_never_whole, zeros_of_a_file_are_not_the_end_of_a_tar,
		padding_after_a_tar_is_taken_and_anything_else_is_not, one_damaged_member_does_not_hide_the_next,
		an_encrypted_member_is_told_and_not_read, a_failure_sticks));
	suite_add_behaviour(suite, "refuses", TESTS(other_formats_are_refused, other_filters_are_refused,
		packed_twice_is_refused, a_packed_file_that_is_no_tar_is_refused, what_is_not_a_file_is_refused,
		a_callback_that_fails_is_heard));
	return suite;
}
