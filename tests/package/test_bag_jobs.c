/* SPDX-License-Identifier: MIT */
/* test_bag_jobs.c: whatever the number of threads, the same is found, told in the same order and unpacked. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "harness/assert.h"
#include "harness/put_entry.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/deflate.h"
#include "package/ledgers.h"
#include "package/zip_case.h"
#include "package/zip_scan.h"

#define SMALL 600
#define LARGE (1300u << 10)
#define MANY 70000

static const unsigned int threads[] = {1, 2, 5};
#define NUM_THREADS (sizeof threads / sizeof threads[0])

static struct taizhang_error err;

/* --- a package of some ranges --- */

/* Text for the even, noise for the odd: what deflates and what does not. */
static void fill(char *bytes, size_t size, unsigned int number)
{
	uint32_t state = number * 2654435761u + 1;

	for (size_t i = 0; i < size; i++) {
		state = state * 1664525u + 1013904223u;
		bytes[i] = (char)(number % 2 ? state >> 24 : 'a' + (state >> 24) % 4);
	}
}

static void make_package(void)
{
	struct taizhang_pack_options options = TAIZHANG_PACK_OPTIONS_INIT;
	struct taizhang_ledger *ledger = make_folder_ledger("ledger");
	char *bytes = malloc(LARGE), name[64];

	taizhang_error_clear(&err);
	for (unsigned int i = 0; i < SMALL; i++) {
		fill(bytes, 1000 + i, i);
		snprintf(name, sizeof name, "%04u-情况.%s", i, i % 2 ? "jpg" : "txt");
		put_material(ledger, i % 3, name, bytes, 1000 + i);
	}
	for (unsigned int i = 0; i < 4; i++) {
		fill(bytes, LARGE, i);
		snprintf(name, sizeof name, "大%u.%s", i, i % 2 ? "jpg" : "txt");
		put_material(ledger, 1, name, bytes, LARGE);
	}
	free(bytes);
	scan_and_save(ledger);
	options.allow_incomplete = true;
	tz_assert_ok(taizhang_pack(ledger, temp_path("a.zip"), &options, NULL, NULL, &err), &err);
	taizhang_ledger_free(ledger);
}

/* --- spoiling it --- */

struct zip {
	char *bytes;
	size_t size;
	struct tz_zip_directory directory;
};

static struct zip load(const char *name)
{
	struct zip zip;
	struct taizhang_findings *findings = taizhang_findings_new(NULL);

	zip.bytes = temp_read(temp_path(name), &zip.size);
	ck_assert_int_eq(zip_judge(zip.bytes, zip.size, &zip.directory, findings), 1);
	taizhang_findings_free(findings);
	return zip;
}

static void save(struct zip *zip, const char *name)
{
	temp_write(name, zip->bytes, zip->size);
	tz_zip_directory_free(&zip->directory);
	free(zip->bytes);
}

static size_t find(const struct zip *zip, const char *part)
{
	size_t i = 0;

	while (i < zip->directory.num_entries && !strstr(zip->directory.entries[i].name, part))
		i++;
	ck_assert_uint_lt(i, zip->directory.num_entries);
	return i;
}

static unsigned char *data_of(const struct zip *zip, size_t number)
{
	unsigned char *local = (unsigned char *)zip->bytes + zip->directory.entries[number].offset;

	return local + TZ_ZIP_LOCAL + tz_zip_get16(local + 26) + tz_zip_get16(local + 28);
}

/* The header in the directory, which names the offset. */
static unsigned char *central_of(const struct zip *zip, size_t number)
{
	for (size_t at = 0; at + TZ_ZIP_CENTRAL < zip->size; at++) {
		unsigned char *header = (unsigned char *)zip->bytes + at;

		if (memcmp(header, "PK\1\2", 4) == 0 &&
		    tz_zip_get32(header + 42) == zip->directory.entries[number].offset)
			return header;
	}
	ck_abort_msg("no header");
}

static void flip(struct zip *zip, size_t number)
{
	data_of(zip, number)[zip->directory.entries[number].packed_size / 2] ^= 4;
}

static void put32(unsigned char *at, uint32_t value)
{
	for (int i = 0; i < 4; i++)
		at[i] = (unsigned char)(value >> 8 * i);
}

/* Another byte and the CRC to it, so that only a digest can tell. */
static void change(struct zip *zip, size_t number)
{
	const struct tz_zip_entry *entry = &zip->directory.entries[number];
	unsigned char *data = data_of(zip, number);
	uint32_t crc;

	ck_assert_uint_eq(entry->method, TZ_ZIP_STORED);
	data[0] ^= 1;
	crc = tz_crc32(0, data, (size_t)entry->size);
	put32((unsigned char *)zip->bytes + entry->offset + 14, crc);
	put32(central_of(zip, number) + 16, crc);
}

static void resize(struct zip *zip, size_t number, int by)
{
	uint32_t size = (uint32_t)zip->directory.entries[number].size + (uint32_t)by;

	put32((unsigned char *)zip->bytes + zip->directory.entries[number].offset + 22, size);
	put32(central_of(zip, number) + 24, size);
}

static void spoil_nothing(struct zip *zip)
{
	(void)zip;
}

static void spoil_bits(struct zip *zip)
{
	size_t last = zip->directory.num_entries;

	for (size_t i = 3; i < last; i += last / 5)
		flip(zip, i);
	flip(zip, find(zip, "大1.jpg"));
	flip(zip, find(zip, "大2.txt"));
}

static void spoil_every_second(struct zip *zip)
{
	for (size_t i = 1; i < SMALL; i += 2)
		flip(zip, i);
}

static void spoil_contents(struct zip *zip)
{
	change(zip, find(zip, "0001-"));
	change(zip, find(zip, "0311-"));
	change(zip, find(zip, "大3.jpg"));
	change(zip, find(zip, "0599-"));
}

static void spoil_crc(struct zip *zip)
{
	size_t number = find(zip, "0100-");

	put32((unsigned char *)zip->bytes + zip->directory.entries[number].offset + 14, 7);
	put32(central_of(zip, number) + 16, 7);
}

static void spoil_sizes(struct zip *zip)
{
	resize(zip, find(zip, "0200-"), 1);
	resize(zip, find(zip, "0202-"), -1);
	resize(zip, find(zip, "大0.txt"), -900000);
}

static void spoil_manifest(struct zip *zip)
{
	flip(zip, find(zip, "/manifest-sha256.txt"));
	flip(zip, find(zip, "0300-"));
}

static void spoil_manifest_xml(struct zip *zip)
{
	flip(zip, find(zip, "manifest.xml"));
	flip(zip, find(zip, "0300-"));
}

static void spoil_end(struct zip *zip)
{
	zip->size -= 5000;
}

static const struct {
	void (*spoil)(struct zip *zip);
	const char *ids;
} spoilt[] = {
	{spoil_nothing, ""},
	{spoil_bits, "container-damaged package-count"},
	{spoil_every_second, "container-damaged package-count"},
	{spoil_contents, "bag-digest package-file-digest"},
	{spoil_crc, "container-damaged"},
	{spoil_sizes, "container-damaged package-count"},
	{spoil_manifest, NULL},
	{spoil_manifest_xml, NULL},
	{spoil_end, "zip-end"},
};

/* --- what is found --- */

static char *all_texts(const struct taizhang_findings *findings)
{
	struct tz_buffer out = TZ_BUFFER_INIT;
	char text[2048];

	for (size_t i = 0; i < taizhang_findings_num(findings); i++) {
		const struct taizhang_finding *finding = taizhang_findings_get(findings, i);

		taizhang_finding_text(finding, TAIZHANG_LANG_ZH, text, sizeof text);
		tz_buffer_printf(&out, "%s %s\n", taizhang_finding_id(finding), text);
	}
	return tz_buffer_take(&out, NULL);
}

static char *verify(const char *path, unsigned int num)
{
	struct taizhang_verify_options options = TAIZHANG_VERIFY_OPTIONS_INIT;
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct taizhang_package *package;
	char *texts;

	options.threads = num;
	tz_assert_ok(taizhang_verify(path, &options, findings, &package, &err), &err);
	texts = all_texts(findings);
	taizhang_package_free(package);
	taizhang_findings_free(findings);
	return texts;
}

/* The ids of the errors, each once, as the texts begin. */
static bool has_id(const char *texts, const char *id)
{
	char line[64];

	snprintf(line, sizeof line, "\n%s ", id);
	return strncmp(texts, line + 1, strlen(line) - 1) == 0 || strstr(texts, line) != NULL;
}

START_TEST(the_same_is_told_by_any_number_of_threads)
{
	struct zip zip;
	char *first = NULL, ids[128], *rest, *id;

	make_package();
	zip = load("a.zip");
	spoilt[_i].spoil(&zip);
	save(&zip, "b.zip");
	for (size_t i = 0; i < NUM_THREADS; i++) {
		char *texts = verify(temp_path("b.zip"), threads[i]);

		if (first)
			ck_assert_str_eq(texts, first);
		free(first);
		first = texts;
	}
	snprintf(ids, sizeof ids, "%s", spoilt[_i].ids ? spoilt[_i].ids : "container-damaged");
	for (id = strtok_r(ids, " ", &rest); id; id = strtok_r(NULL, " ", &rest))
		ck_assert_msg(has_id(first, id), "no %s in:\n%s", id, first);
	if (!spoilt[_i].ids || *spoilt[_i].ids)
		ck_assert_str_ne(first, "");
	else
		ck_assert(!has_id(first, "container-damaged") && !has_id(first, "bag-digest"));
	free(first);
}
END_TEST

START_TEST(a_damaged_file_does_not_hide_another)
{
	const char *at;
	struct zip zip;
	size_t num = 0;
	char *texts;

	make_package();
	zip = load("a.zip");
	flip(&zip, find(&zip, "0100-"));
	flip(&zip, find(&zip, "0102-"));
	flip(&zip, find(&zip, "0301-"));
	save(&zip, "b.zip");
	texts = verify(temp_path("b.zip"), 2);
	for (at = texts; (at = strstr(at, "container-damaged")); at++)
		num++;
	ck_assert_uint_eq(num, 3);
	free(texts);
}
END_TEST

/* --- what is unpacked --- */

static int unpack(const char *path, const char *to, unsigned int num, const struct taizhang_progress *progress)
{
	struct taizhang_unpack_options options = TAIZHANG_UNPACK_OPTIONS_INIT;
	struct taizhang_unpack_result result;
	int status;

	options.threads = num;
	if (progress)
		options.progress = *progress;
	taizhang_error_clear(&err);
	status = taizhang_unpack(path, temp_path(to), &options, &result, NULL, &err);
	if (status == 0)
		ck_assert_uint_eq(result.files, SMALL + 4);
	return status;
}

START_TEST(the_same_is_unpacked_by_any_number_of_threads)
{
	char to[16];

	make_package();
	for (size_t i = 0; i < NUM_THREADS; i++) {
		snprintf(to, sizeof to, "out%zu", i);
		tz_assert_ok(unpack(temp_path("a.zip"), to, threads[i], NULL), &err);
		ck_assert_int_eq(temp_shell("cd '%s' && find */data -type f -printf '%%P %%s %%m %%T@\\n' | sort > ../list%zu && "
					    "find . -type f | sort | xargs -d '\\n' sha256sum >> ../list%zu && cmp ../list0 ../list%zu",
					    temp_path(to), i, i, i), 0);
	}
}
END_TEST

START_TEST(nothing_is_left_of_a_spoilt_one)
{
	struct zip zip;

	make_package();
	zip = load("a.zip");
	spoilt[_i].spoil(&zip);
	save(&zip, "b.zip");
	for (size_t i = 0; i < NUM_THREADS; i++) {
		ck_assert_int_eq(unpack(temp_path("b.zip"), "out", threads[i], NULL), -1);
		tz_assert_code(&err, TAIZHANG_E_REFUSED);
		ck_assert_int_eq(temp_shell("test ! -e '%s'", temp_path("out")), 0);
	}
}
END_TEST

struct watch {
	size_t calls, stop_at;
	pthread_t owner;
	uint64_t last;
};

static int cancel(void *data)
{
	struct watch *watch = data;

	ck_assert(pthread_equal(watch->owner, pthread_self()));
	return ++watch->calls >= watch->stop_at;
}

static void progress(void *data, uint64_t done, uint64_t total, const char *current)
{
	struct watch *watch = data;

	ck_assert(pthread_equal(watch->owner, pthread_self()));
	ck_assert_uint_ge(done, watch->last);
	ck_assert_uint_le(done, total);
	ck_assert(current || done == total);
	watch->last = done;
}

START_TEST(cancelling_stops_every_thread)
{
	struct watch watch = {.stop_at = 2 + (size_t)_i, .owner = pthread_self()};
	const struct taizhang_progress listener = {progress, cancel, &watch};

	make_package();
	for (size_t i = 0; i < NUM_THREADS; i++) {
		watch.calls = watch.last = 0;
		ck_assert_int_eq(unpack(temp_path("a.zip"), "out", threads[i], &listener), -1);
		tz_assert_code(&err, TAIZHANG_E_CANCELLED);
		ck_assert_int_eq(temp_shell("test ! -e '%s'", temp_path("out")), 0);
	}
	watch.stop_at = SIZE_MAX;
	watch.last = 0;
	tz_assert_ok(unpack(temp_path("a.zip"), "out", 5, &listener), &err);
}
END_TEST

/* --- other ways in --- */

struct source {
	const char *bytes;
	size_t size;
	pthread_t owner;
};

static int64_t read_at(void *context, uint64_t offset, void *buf, size_t size)
{
	const struct source *source = context;

	ck_assert(pthread_equal(source->owner, pthread_self()));
	if (offset >= source->size)
		return 0;
	size = size < source->size - offset ? size : source->size - (size_t)offset;
	memcpy(buf, source->bytes + offset, size);
	return (int64_t)size;
}

START_TEST(a_callback_is_called_on_the_callers_thread)
{
	struct taizhang_verify_options options = TAIZHANG_VERIFY_OPTIONS_INIT;
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct taizhang_input input = TAIZHANG_INPUT_INIT;
	struct source source = {.owner = pthread_self()};
	char *bytes, *texts, *expected;

	make_package();
	source.bytes = bytes = temp_read(temp_path("a.zip"), &source.size);
	input.read_at = read_at;
	input.bytes = source.size;
	input.context = &source;
	options.threads = 5;
	tz_assert_ok(taizhang_verify_input(&input, &options, findings, NULL, &err), &err);
	texts = all_texts(findings);
	expected = verify(temp_path("a.zip"), 2);
	ck_assert_str_eq(texts, expected);
	free(texts);
	free(expected);
	free(bytes);
	taizhang_findings_free(findings);
}
END_TEST

START_TEST(a_folder_is_read_by_any_number_of_threads)
{
	char *one, *five;

	make_package();
	tz_assert_ok(unpack(temp_path("a.zip"), "out", 2, NULL), &err);
	ck_assert_int_eq(temp_shell("cd '%s'/*/data && printf x | tee -a */*0100-* */*0301-* > /dev/null && rm */*0200-*", temp_path("out")), 0);
	ck_assert_int_eq(temp_shell("ln -s '%s'/* '%s'", temp_path("out"), temp_path("bag")), 0);
	one = verify(temp_path("bag"), 1);
	five = verify(temp_path("bag"), 5);
	ck_assert_str_eq(one, five);
	ck_assert(has_id(one, "bag-digest") && has_id(one, "bag-file-missing"));
	free(one);
	free(five);
}
END_TEST

static int write_bytes(void *context, uint64_t at, const void *data, size_t size, struct taizhang_error *e)
{
	struct tz_buffer *out = context;

	(void)e;
	ck_assert_uint_eq(at, out->size);
	tz_buffer_add(out, data, size);
	return 0;
}

/* A bag of so many files with a byte each. */
static struct tz_buffer make_many(size_t num)
{
	static const char bagit[] = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";
	struct tz_buffer out = TZ_BUFFER_INIT, manifest = TZ_BUFFER_INIT;
	const struct tz_sink sink = {write_bytes, &out};
	struct tz_container_writer *w = tz_container_writer_new(TAIZHANG_FORMAT_ZIP, &sink, "many", 0, &err);
	char hex[TAIZHANG_DIGEST_HEX_SIZE], name[64];
	uint64_t bytes;

	tz_assert_ptr(w, &err);
	tz_assert_ok(tz_digest_bytes(TAIZHANG_DIGEST_SHA256, "x", 1, hex, &err), &err);
	tz_assert_ok(put_entry(w, "bag/bagit.txt", bagit, sizeof bagit - 1, &err), &err);
	for (size_t i = 0; i < num; i++) {
		snprintf(name, sizeof name, "bag/data/%zu/%zu", i / 1000, i);
		tz_assert_ok(put_entry(w, name, "x", 1, &err), &err);
		tz_buffer_printf(&manifest, "%s  %s\n", hex, name + 4);
	}
	tz_assert_ok(put_entry(w, "bag/manifest-sha256.txt", manifest.data, manifest.size, &err), &err);
	tz_assert_ok(tz_container_finish(w, &bytes, &err), &err);
	tz_container_free(w);
	tz_buffer_free(&manifest);
	return out;
}

START_TEST(more_entries_than_two_bytes_count)
{
	struct taizhang_verify_options options = TAIZHANG_VERIFY_OPTIONS_INIT;
	struct tz_buffer zip = make_many(MANY);
	struct taizhang_input input = TAIZHANG_INPUT_INIT;

	input.data = zip.data;
	input.data_size = zip.size;
	options.bag_only = true;
	for (size_t i = 0; i < NUM_THREADS; i++) {
		struct taizhang_findings *findings = taizhang_findings_new(NULL);
		struct taizhang_package *package;

		options.threads = threads[i];
		tz_assert_ok(taizhang_verify_input(&input, &options, findings, &package, &err), &err);
		ck_assert_uint_eq(taizhang_findings_count(findings, TAIZHANG_ERROR), 0);
		ck_assert_uint_eq(taizhang_package_files(package), MANY);
		ck_assert_uint_eq(taizhang_package_bytes(package), MANY);
		taizhang_package_free(package);
		taizhang_findings_free(findings);
	}
	tz_buffer_free(&zip);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("bag_jobs");
	TCase *tells = tcase_create("tells"), *unpacks = tcase_create("unpacks"), *inputs = tcase_create("inputs");
	const int num = sizeof spoilt / sizeof spoilt[0];

	tcase_add_checked_fixture(tells, NULL, temp_remove);
	tcase_add_checked_fixture(unpacks, NULL, temp_remove);
	tcase_add_checked_fixture(inputs, NULL, temp_remove);
	tcase_set_timeout(tells, 120);
	tcase_set_timeout(unpacks, 120);
	tcase_set_timeout(inputs, 120);
	tcase_add_loop_test(tells, the_same_is_told_by_any_number_of_threads, 0, num);
	tcase_add_test(tells, a_damaged_file_does_not_hide_another);
	tcase_add_test(unpacks, the_same_is_unpacked_by_any_number_of_threads);
	tcase_add_loop_test(unpacks, nothing_is_left_of_a_spoilt_one, 1, num);
	tcase_add_loop_test(unpacks, cancelling_stops_every_thread, 0, 6);
	tcase_add_test(inputs, a_callback_is_called_on_the_callers_thread);
	tcase_add_test(inputs, a_folder_is_read_by_any_number_of_threads);
	tcase_add_test(inputs, more_entries_than_two_bytes_count);
	suite_add_tcase(suite, tells);
	suite_add_tcase(suite, unpacks);
	suite_add_tcase(suite, inputs);
	return suite;
}
