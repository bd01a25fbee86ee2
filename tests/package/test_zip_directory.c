/* SPDX-License-Identifier: MIT */
/* test_zip_directory.c: the run of judging a zip: limits, callbacks that fail, each bit and each cut of a sound zip, bombs, and the zips of
 * other programs. */
#include "package/zip_directory.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/member.h"
#include "harness/assert.h"
#include "harness/memory.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/entries.h"
#include "package/zip_case.h"

static const struct zip_case sound = {"sound", "", .is_zip64 = true, .is_large = true, .comment = ZIP_BYTES("comment")};
static struct taizhang_error err;
static struct taizhang_findings *findings;
static struct tz_zip_directory directory;

static void setup(void)
{
	taizhang_error_clear(&err);
	findings = taizhang_findings_new(NULL);
}

static void teardown(void)
{
	tz_zip_directory_free(&directory);
	taizhang_findings_free(findings);
	temp_remove();
}

static int judge(const void *data, size_t size)
{
	tz_zip_directory_free(&directory);
	taizhang_findings_free(findings);
	findings = taizhang_findings_new(NULL);
	return zip_judge(data, size, &directory, findings);
}

START_TEST(entries_may_be_as_many_as_the_limit)
{
	struct zip_made made = zip_make(&sound);
	struct zip_memory memory = {.data = made.bytes.data, .size = made.bytes.size};
	const struct tz_zip_file file = {zip_read_memory, &memory, memory.size, "x.zip"};

	ck_assert_int_eq(tz_zip_directory_read(&directory, &file, ZIP_ENTRIES, findings, &err), 1);
	ck_assert_uint_eq(taizhang_findings_num(findings), 0);
	tz_zip_directory_free(&directory);
	ck_assert_int_eq(tz_zip_directory_read(&directory, &file, ZIP_ENTRIES - 1, findings, &err), 0);
	ck_assert_str_eq(zip_ids(findings), "container-entries");
	ck_assert_uint_eq(directory.num_entries, 0);
	zip_free(&made);
}
END_TEST

/* A file of blanks before its last bytes. */
struct hollow {
	uint64_t size;
	const char *end;
	size_t end_size;
};

static int64_t read_hollow(void *context, uint64_t offset, void *buf, size_t size, struct taizhang_error *e)
{
	const struct hollow *h = context;
	uint64_t end_at = h->size - h->end_size;

	(void)e;
	memset(buf, ' ', size);
	if (offset + size > end_at) {
		ck_assert_uint_le(offset, end_at);
		memcpy((char *)buf + (end_at - offset), h->end, size - (size_t)(end_at - offset));
	}
	return (int64_t)size;
}

START_TEST(a_directory_may_not_be_larger_than_its_limit)
{
	/* 100 entries in a directory of one byte more than the limit: 0x08000001. */
	static const char end[] = "PK\5\6\0\0\0\0\x64\0\x64\0\1\0\0\x08\0\0\0\0\0";
	struct hollow hollow = {(uint64_t)TZ_LIMIT_ZIP_DIRECTORY + 1 + 22, end, 22};
	const struct tz_zip_file file = {read_hollow, &hollow, hollow.size, "x.zip"};

	ck_assert_int_eq(tz_zip_directory_read(&directory, &file, 1000, findings, &err), 0);
	ck_assert_str_eq(zip_ids(findings), "zip-directory");
	ck_assert_ptr_null(directory.bytes);
}
END_TEST

START_TEST(short_reads_make_no_difference)
{
	struct zip_made made = zip_make(&sound);
	struct zip_memory memory = {.data = made.bytes.data, .size = made.bytes.size, .step = 1};
	const struct tz_zip_file file = {zip_read_memory, &memory, memory.size, "x.zip"};

	ck_assert_int_eq(tz_zip_directory_read(&directory, &file, 10, findings, &err), 1);
	ck_assert_uint_eq(directory.num_entries, ZIP_ENTRIES);
	ck_assert_str_eq(directory.entries[ZIP_NAMED].name, "bag/\xE4\xB8\xAD.txt");
	zip_free(&made);
}
END_TEST

START_TEST(each_read_may_fail)
{
	struct zip_made made = zip_make(&sound);
	int result = -1;

	for (int at = 1; result != 1; at++) {
		struct zip_memory memory = {.data = made.bytes.data, .size = made.bytes.size, .fail_at = at};
		const struct tz_zip_file file = {zip_read_memory, &memory, memory.size, "x.zip"};

		taizhang_error_clear(&err);
		tz_zip_directory_free(&directory);
		result = tz_zip_directory_read(&directory, &file, 10, findings, &err);
		ck_assert_int_ne(result, 0);
		ck_assert_int_eq(err.code == TAIZHANG_E_CANCELLED, result < 0);
		ck_assert_int_lt(at, 100);
	}
	ck_assert_uint_eq(taizhang_findings_num(findings), 0);
	zip_free(&made);
}
END_TEST

START_TEST(a_file_that_has_become_shorter_is_told)
{
	struct zip_made made = zip_make(&sound);
	int result = 0;

	for (int at = 1; result == 0; at++) {
		struct zip_memory memory = {.data = made.bytes.data, .size = made.bytes.size, .stop_at = at};
		const struct tz_zip_file file = {zip_read_memory, &memory, memory.size, "x.zip"};

		tz_zip_directory_free(&directory);
		result = tz_zip_directory_read(&directory, &file, 10, findings, &err);
		tz_assert_code(&err, TAIZHANG_OK);
		ck_assert_int_lt(at, 100);
	}
	ck_assert_int_eq(result, 1);
	ck_assert_str_eq(zip_ids(findings), "container-changed");
	zip_free(&made);
}
END_TEST

START_TEST(memory_that_runs_out_is_an_error)
{
	/* One fault of each kind of finding that needs memory, too. */
	static const struct zip_case faulty = {"", "", .gap = 1, .changes = {{ZIP_LOCAL, ZIP_NAMED, 8, 2, 8}}};
	const struct zip_case *const made_from[] = {&sound, &faulty};

	for (int i = 0; i < 2; i++) {
		struct zip_made made = zip_make(made_from[i]);
		struct zip_memory memory = {.data = made.bytes.data, .size = made.bytes.size};
		const struct tz_zip_file file = {zip_read_memory, &memory, memory.size, "x.zip"};
		int result = -1;

		for (size_t at = 0; result < 0; at++) {
			struct taizhang_findings *told = taizhang_findings_new(NULL);

			taizhang_error_clear(&err);
			tz_zip_directory_free(&directory);
			memory_fail_at(at);
			result = tz_zip_directory_read(&directory, &file, 10, told, &err);
			ck_assert_int_eq(result < 0, memory_has_failed());
			tz_assert_code(&err, result < 0 ? TAIZHANG_E_NOMEM : TAIZHANG_OK);
			memory_fail_at(SIZE_MAX);
			taizhang_findings_free(told);
		}
		ck_assert_int_eq(result, i == 0);
		zip_free(&made);
	}
}
END_TEST

/* --- every byte counts --- */

static bool is_within(size_t at, size_t from, size_t size)
{
	return at >= from && at < from + size;
}

/* Bytes that may be any: data, whose CRC-32 others verify; versions, times and attributes; the text of the comment. */
static bool is_free(const struct zip_made *made, size_t at)
{
	for (int i = 0; i < ZIP_ENTRIES; i++) {
		if (is_within(at, made->local[i] + 4, 2) || is_within(at, made->local[i] + 10, 4) ||
		    is_within(at, made->data[i], made->descriptor[i] - made->data[i]))
			return true;
		if (is_within(at, made->central[i] + 4, 4) || is_within(at, made->central[i] + 12, 4) ||
		    is_within(at, made->central[i] + 36, 6))
			return true;
	}
	return is_within(at, made->record64 + 12, 4) || at >= made->end + 22;
}

/* Flags that only say how hard a packer tried, or that nobody defined. */
static bool is_free_flag(const struct zip_made *made, size_t at, int bit)
{
	for (int i = 0; i < ZIP_ENTRIES; i++) {
		if (at == made->local[i] + 6 || at == made->central[i] + 8)
			return bit == 1 || bit == 2 || bit == 4 || bit == 7;
		if (at == made->local[i] + 7 || at == made->central[i] + 9)
			return bit != 3 && bit != 5;
	}
	return false;
}

START_TEST(no_bit_of_the_structure_can_change_unseen)
{
	struct zip_made made = zip_make(&sound);
	unsigned int changed = 0;

	for (size_t at = 0; at < made.bytes.size; at++) {
		for (int bit = 0; bit < 8; bit++) {
			if (is_free(&made, at) || is_free_flag(&made, at, bit))
				continue;
			made.bytes.data[at] = (char)(made.bytes.data[at] ^ 1 << bit);
			ck_assert_msg(judge(made.bytes.data, made.bytes.size) == 0, "byte %zu, bit %d", at, bit);
			made.bytes.data[at] = (char)(made.bytes.data[at] ^ 1 << bit);
			changed++;
		}
	}
	ck_assert_uint_gt(changed, 3000);
	ck_assert_int_eq(judge(made.bytes.data, made.bytes.size), 1);
	zip_free(&made);
}
END_TEST

START_TEST(no_cut_and_no_doubling_of_a_zip_is_a_zip)
{
	struct zip_made made = zip_make(&sound);

	for (size_t size = 0; size < made.bytes.size; size++) {
		char *part = malloc(size + 1);

		memcpy(part, made.bytes.data, size);
		ck_assert_msg(judge(part, size) == 0, "the first %zu bytes", size);
		/* an exact copy, so that the sanitizer sees each byte beyond */
		memcpy(part, made.bytes.data + made.bytes.size - size, size);
		ck_assert_msg(judge(part, size) == 0, "the last %zu bytes", size);
		free(part);
	}
	/* Room first: what is added must not move. */
	ck_assert_ptr_nonnull(tz_buffer_reserve(&made.bytes, made.bytes.size));
	tz_buffer_add(&made.bytes, made.bytes.data, made.bytes.size);
	ck_assert_int_eq(judge(made.bytes.data, made.bytes.size), 0);
	zip_free(&made);
}
END_TEST

/* --- bombs --- */

static void put(struct tz_buffer *b, uint64_t value, unsigned int width)
{
	for (unsigned int i = 0; i < width; i++, value >>= 8)
		tz_buffer_add(b, &(char){(char)(value & 255)}, 1);
}

/* A local header, or one of the directory, of a deflated file called "a", from its flags on. */
static void put_header(struct tz_buffer *b, bool is_central, uint64_t packed, uint64_t size, uint64_t offset)
{
	tz_buffer_add(b, is_central ? "PK\1\2\x14\0\x14\0" : "PK\3\4\x14\0", is_central ? 8 : 6);
	put(b, 8 << 16, 12);
	put(b, packed, 4);
	put(b, size, 4);
	put(b, 1, 4);
	if (is_central) {
		put(b, 0, 10);
		put(b, offset, 4);
	}
	tz_buffer_add(b, "a", 1);
}

/* Many files that share one piece of packed data, as bombs do that are never unpacked within one another: all at one place, or each beginning
 * inside the one before. */
START_TEST(a_bomb_of_overlapping_files_is_known_by_its_first_two)
{
	enum { FILES = 900, KERNEL = 1000 };
	struct tz_buffer zip = TZ_BUFFER_INIT;
	uint64_t directory_at;
	bool at_one_place = _i == 0;

	for (int i = 0; i < (at_one_place ? 1 : FILES); i++)
		put_header(&zip, false, (uint64_t)(at_one_place ? 0 : 31 * (FILES - 1 - i)) + KERNEL, 1000000, 0);
	for (int i = 0; i < KERNEL; i++)
		put(&zip, 0, 1);
	directory_at = zip.size;
	for (int i = 0; i < FILES; i++)
		put_header(&zip, true, (uint64_t)(at_one_place ? 0 : 31 * (FILES - 1 - i)) + KERNEL, 1000000, at_one_place ? 0 : (uint64_t)i * 31);
	tz_buffer_add(&zip, "PK\5\6", 4);
	put(&zip, 0, 4);
	put(&zip, FILES, 2);
	put(&zip, FILES, 2);
	put(&zip, zip.size - 12 - directory_at, 4);
	put(&zip, directory_at, 4);
	put(&zip, 0, 2);
	ck_assert_int_eq(judge(zip.data, zip.size), 0);
	ck_assert_str_eq(zip_ids(findings), "zip-overlap");
	ck_assert_uint_eq(taizhang_findings_num(findings), 1);
	tz_buffer_free(&zip);
}
END_TEST

/* --- other programs --- */

/* Entry for entry what libarchive finds, and in its order. */
static void assert_same_walk(const char *path)
{
	struct taizhang_input input = TAIZHANG_INPUT_INIT;
	struct tz_member_reader *reader;
	struct tz_member member;
	size_t i = 0;

	input.name = input.path = path;
	reader = tz_member_open(&input, &err);
	tz_assert_ptr(reader, &err);
	for (; tz_member_next(reader, &member, &err) == 1; i++) {
		ck_assert_uint_lt(i, directory.num_entries);
		ck_assert_str_eq(member.name, directory.entries[i].name);
		ck_assert_int_eq(member.type == TZ_MEMBER_DIRECTORY, directory.entries[i].type == TZ_ENTRY_DIRECTORY);
		if (member.size_known && member.type == TZ_MEMBER_FILE)
			ck_assert_uint_eq(member.size, directory.entries[i].size);
	}
	tz_assert_code(&err, TAIZHANG_OK);
	ck_assert_uint_eq(i, directory.num_entries);
	tz_member_close(reader);
}

static void assert_sound(const char *path, const char *how)
{
	size_t size;
	char *data = temp_read(path, &size);
	int result = judge(data, size);

	ck_assert_msg(result == 1 && taizhang_findings_num(findings) == 0, "%s: %s", how, zip_ids(findings));
	ck_assert_uint_gt(directory.num_entries, 0);
	assert_same_walk(path);
	free(data);
}

static const struct {
	const char *tool, *command;
} others[] = {
	{"zip", "zip -q -r ../x.zip ."},
	{"zip", "zip -q -0 -r ../x.zip ."},
	{"zip", "zip -q -r - . | cat >../x.zip"},
	{"zip", "zip -q -fz- -r - . | cat >../x.zip"},
	{"zip", "cat a.txt | zip -q - - | cat >../x.zip"},
	{"zip", "cat a.txt | zip -q ../x.zip -"},
	{"zip", "echo comment | zip -q -z -r ../x.zip . >../log"},
	{"zip", "zip -q ../x.zip a.txt && zip -q ../x.zip empty && zip -q -d ../x.zip a.txt"},
	{"7z", "7z a -bd -tzip ../x.zip . >../log"},
	{"7z", "7z a -bd -tzip -mx0 ../x.zip . >../log"},
	{"7z", "7z a -bd -tzip -mcu=on ../x.zip . >../log"},
	{"7z", "7z a -bd -tzip -so x . >../x.zip 2>../log"},
	{"bsdtar", "bsdtar --format zip -cf ../x.zip ."},
	{"bsdtar", "bsdtar --format zip --options zip:compression=store -cf ../x.zip ."},
	{"bsdtar", "bsdtar --format zip --options zip:zip64 -cf ../x.zip ."},
	{"jar", "jar cf ../x.zip ."},
	{"jar", "jar c0f ../x.zip ."},
	{"jar", "jar c . | cat >../x.zip"},
	{"python3", "python3 -m zipfile -c ../x.zip ."},
	{"python3", "python3 -c 'import zipfile\nz=zipfile.ZipFile(\"../x.zip\",\"w\")\n"
	 "with z.open(\"a\",\"w\",force_zip64=True) as f: f.write(b\"x\"*99)\nz.writestr(\"d/\",\"\")\nz.comment=b\"hi\"\nz.close()'"},
	{"python3", "python3 -c 'import sys,zipfile\nz=zipfile.ZipFile(sys.stdout.buffer,\"w\",8)\nz.write(\"a.txt\")\n"
	 "with z.open(\"b\",\"w\",force_zip64=True) as f: f.write(b\"x\"*99)\nz.close()' | cat >../x.zip"},
	{"soffice", "timeout 200 soffice -env:UserInstallation=file://$PWD/../office --headless --convert-to ods --outdir .. t.csv >../log 2>&1 && mv ../t.ods ../x.zip"},
};

START_TEST(the_zips_of_other_programs_are_sound)
{
	if (temp_shell("command -v %s >'%s'", others[_i].tool, temp_path("which")) != 0) {
		printf("%s is not at hand: passed over\n", others[_i].tool);
		return;
	}
	ck_assert_int_eq(temp_shell("mkdir -p '%s' && cd '%s' && echo hello >a.txt && : >empty && printf 'a,b\\n1,2\\n' >t.csv && mkdir 材料 && "
				    "head -c 30000 /dev/urandom >材料/照片.jpg && seq 5000 >材料/数.txt", temp_path("in"), temp_path("in")), 0);
	if (temp_shell("cd '%s' && export LC_ALL=C.UTF-8 && %s", temp_path("in"), others[_i].command) != 0) {
		printf("%s could not be run: passed over\n", others[_i].command);
		return;
	}
	assert_sound(temp_path("x.zip"), others[_i].command);
}
END_TEST

START_TEST(ours_are_sound)
{
	assert_sound(write_container("ours.zip", TAIZHANG_FORMAT_ZIP, TEST_TIME, awkward_entries), "ours");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("zip_directory");
	TCase *runs = tcase_create("runs"), *refuses = tcase_create("refuses"), *takes = tcase_create("takes");

	tcase_add_checked_fixture(runs, setup, teardown);
	tcase_add_checked_fixture(refuses, setup, teardown);
	tcase_add_checked_fixture(takes, setup, teardown);
	tcase_add_test(runs, entries_may_be_as_many_as_the_limit);
	tcase_add_test(runs, a_directory_may_not_be_larger_than_its_limit);
	tcase_add_test(runs, short_reads_make_no_difference);
	tcase_add_test(runs, each_read_may_fail);
	tcase_add_test(runs, a_file_that_has_become_shorter_is_told);
	tcase_add_test(runs, memory_that_runs_out_is_an_error);
	suite_add_tcase(suite, runs);
	tcase_add_test(refuses, no_bit_of_the_structure_can_change_unseen);
	tcase_add_test(refuses, no_cut_and_no_doubling_of_a_zip_is_a_zip);
	tcase_add_loop_test(refuses, a_bomb_of_overlapping_files_is_known_by_its_first_two, 0, 2);
	suite_add_tcase(suite, refuses);
	tcase_add_loop_test(takes, the_zips_of_other_programs_are_sound, 0, sizeof others / sizeof others[0]);
	tcase_add_test(takes, ours_are_sound);
	suite_add_tcase(suite, takes);
	return suite;
}
