/* SPDX-License-Identifier: MIT */
/* test_tar_write.c: tests of lib/package/tar_write.c; other programs judge what it writes. */
#include "package/container_write.h"

#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/put_entry.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/entries.h"

static const struct {
	enum taizhang_format format;
	const char *name;
} tars[] = {
	{TAIZHANG_FORMAT_TAR, "a.tar"},
	{TAIZHANG_FORMAT_TAR_GZ, "a.tar.gz"},
	{TAIZHANG_FORMAT_TAR_ZST, "a.tar.zst"},
};
#define NUM_TARS 3

static struct taizhang_error err;

START_TEST(awkward_entries_come_back_though_the_locale_is_c)
{
	setlocale(LC_ALL, "C");
	assert_container_holds(write_container(tars[_i].name, tars[_i].format, TEST_TIME, awkward_entries),
			       awkward_entries);
	ck_assert_str_eq(setlocale(LC_ALL, NULL), "C");
	ck_assert(uselocale((locale_t)0) == LC_GLOBAL_LOCALE);
}
END_TEST

START_TEST(a_tar_of_nothing_is_a_tar)
{
	static const struct entry none[] = {{NULL, NULL, 0}};
	const char *path = write_container(tars[_i].name, tars[_i].format, TEST_TIME, none);

	ck_assert_int_eq(temp_shell("tar -tf '%s'", path), 0);
}
END_TEST

START_TEST(tar_and_bsdtar_list_the_names)
{
	const char *path = write_container(tars[_i].name, tars[_i].format, TEST_TIME, awkward_entries);
	const char *expected = temp_path("expected"), *list = temp_path("list");
	FILE *file = fopen(expected, "w");

	for (const struct entry *entry = awkward_entries; entry->name; entry++)
		fprintf(file, "%s\n", entry->name);
	fclose(file);
	ck_assert_int_eq(temp_shell("LC_ALL=C.UTF-8 tar --quoting-style=literal -tf '%s' >'%s'", path, list), 0);
	ck_assert_int_eq(temp_shell("diff '%s' '%s'", expected, list), 0);
	ck_assert_int_eq(temp_shell("LC_ALL=C.UTF-8 bsdtar -tf '%s' >'%s'", path, list), 0);
	ck_assert_int_eq(temp_shell("diff '%s' '%s'", expected, list), 0);
}
END_TEST

START_TEST(owner_mode_and_time_are_fixed)
{
	static const struct entry entries[] = {{"a", "x", 1}, {NULL, NULL, 0}};
	const char *path = write_container(tars[_i].name, tars[_i].format, TEST_TIME, entries);

	ck_assert_int_eq(temp_shell("TZ=UTC tar --numeric-owner --full-time -tvf '%s' | grep -q '^-rw-r--r-- 0/0  *1 2018-03-05 09:30:01 a$'", path), 0);
}
END_TEST

START_TEST(equal_entries_give_equal_bytes_in_another_zone_and_locale)
{
	char *first, *second;
	size_t first_size, second_size;

	setenv("TZ", "UTC", 1);
	first = temp_read(write_container("1", tars[_i].format, TEST_TIME, awkward_entries), &first_size);
	setenv("TZ", "Asia/Shanghai", 1);
	setlocale(LC_ALL, "C.UTF-8");
	second = temp_read(write_container("2", tars[_i].format, TEST_TIME, awkward_entries), &second_size);
	ck_assert_uint_eq(first_size, second_size);
	ck_assert_mem_eq(first, second, first_size);
	free(first);
	free(second);
}
END_TEST

START_TEST(gzip_has_no_time_stamp_and_no_name)
{
	size_t size;
	char *data = temp_read(write_container("a.tgz", TAIZHANG_FORMAT_TAR_GZ, TEST_TIME, awkward_entries), &size);

	ck_assert_mem_eq(data, "\x1f\x8b\x08\0\0\0\0\0", 8);
	free(data);
}
END_TEST

START_TEST(an_entry_in_many_blocks_comes_back)
{
	const size_t size = 3 << 20;
	unsigned char *data = malloc(size);
	struct entry entries[] = {{"大", data, size}, {"after", "a", 1}, {NULL, NULL, 0}};

	fill_random(data, size, 5);
	assert_container_holds(write_container(tars[_i].name, tars[_i].format, TEST_TIME, entries), entries);
	free(data);
}
END_TEST

START_TEST(a_sink_that_fails_fails_the_call_and_leaks_nothing)
{
	static unsigned char data[3 << 20];

	fill_random(data, sizeof data, 6);
	for (int writes = 0; writes < 3; writes++) {
		struct failing_sink failing;
		struct tz_container_writer *w;
		uint64_t bytes;
		int result;

		taizhang_error_clear(&err);
		failing_sink_init(&failing, writes);
		w = tz_container_writer_new(tars[_i].format, &failing.sink, "out.tar", TEST_TIME, &err);
		tz_assert_ptr(w, &err);
		result = put_entry(w, "a", data, sizeof data, &err) != 0 ||
			 tz_container_finish(w, &bytes, &err) != 0;
		ck_assert_int_eq(result, 1);
		tz_assert_code(&err, TAIZHANG_E_IO);
		ck_assert_str_eq(err.where, "sink");
		tz_container_free(w);
	}
}
END_TEST

START_TEST(a_writer_given_up_in_the_middle_writes_nothing_more)
{
	struct failing_sink failing;
	struct tz_container_writer *w;

	failing_sink_init(&failing, 0);
	w = tz_container_writer_new(tars[_i].format, &failing.sink, "out.tar", TEST_TIME, &err);
	tz_assert_ok(tz_container_begin(w, "a", 10, TZ_CODING_STORED, &err), &err);
	tz_assert_ok(tz_container_write(w, "12345", 5, &err), &err);
	tz_container_free(w);
	ck_assert_int_eq(failing.writes_left, 0);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("tar_write");
	TCase *entries = tcase_create("entries"), *others = tcase_create("other programs");
	TCase *bytes = tcase_create("bytes"), *fails = tcase_create("fails");

	tcase_set_timeout(entries, 60);
	tcase_add_loop_test(entries, awkward_entries_come_back_though_the_locale_is_c, 0, NUM_TARS);
	tcase_add_loop_test(entries, an_entry_in_many_blocks_comes_back, 0, NUM_TARS);
	suite_add_tcase(suite, entries);
	tcase_set_timeout(others, 60);
	tcase_add_loop_test(others, a_tar_of_nothing_is_a_tar, 0, NUM_TARS);
	tcase_add_loop_test(others, tar_and_bsdtar_list_the_names, 0, NUM_TARS);
	tcase_add_loop_test(others, owner_mode_and_time_are_fixed, 0, NUM_TARS);
	suite_add_tcase(suite, others);
	tcase_add_loop_test(bytes, equal_entries_give_equal_bytes_in_another_zone_and_locale, 0, NUM_TARS);
	tcase_add_test(bytes, gzip_has_no_time_stamp_and_no_name);
	suite_add_tcase(suite, bytes);
	tcase_set_timeout(fails, 60);
	tcase_add_loop_test(fails, a_sink_that_fails_fails_the_call_and_leaks_nothing, 0, NUM_TARS);
	tcase_add_loop_test(fails, a_writer_given_up_in_the_middle_writes_nothing_more, 0, NUM_TARS);
	suite_add_tcase(suite, fails);
	return suite;
}
