/* SPDX-License-Identifier: MIT */
/* test_facts_cache.c: facts that are remembered by digest, in a file that anybody may spoil. */
#include "inspect/facts_cache.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "inspect/facts_code.h"
#include "inspect/stamp.h"

static struct tz_facts_cache *cache;
static struct taizhang_error err;

static void setup(void)
{
	taizhang_error_clear(&err);
	cache = NULL;
}

static void teardown(void)
{
	tz_facts_cache_free(cache);
	temp_remove();
}

static const char *path(void)
{
	return temp_path(TZ_FACTS_CACHE_NAME);
}

static bool exists(void)
{
	return access(path(), F_OK) == 0;
}

static struct tz_facts_key key_of(unsigned int number)
{
	struct tz_facts_key key;
	unsigned char digest[32] = {(unsigned char)number, (unsigned char)(number >> 8)};

	ck_assert(tz_facts_key_make(&key, digest, "通知.DOCX"));
	return key;
}

static void put(unsigned int number, const char *title)
{
	struct taizhang_facts *facts = tz_facts_new(&err);
	struct tz_facts_key key = key_of(number);
	struct tz_buffer bytes = TZ_BUFFER_INIT;

	tz_facts_add(facts, TZ_FACT_TITLE, title, NULL, &err);
	tz_facts_encode(facts, &bytes);
	tz_facts_cache_put(cache, &key, bytes.data, bytes.size);
	tz_buffer_free(&bytes);
	taizhang_facts_free(facts);
}

static void open_again(bool programs)
{
	tz_facts_cache_free(cache);
	cache = tz_facts_cache_open(temp_dir(), true, programs);
	ck_assert_ptr_nonnull(cache);
}

static void want(unsigned int number)
{
	struct tz_facts_key key = key_of(number);

	tz_facts_cache_want(cache, &key);
}

/* title NULL: nothing is known. */
static void assert_known(unsigned int number, const char *title)
{
	struct tz_facts_key key = key_of(number);
	struct taizhang_facts *facts = tz_facts_cache_find(cache, &key);

	ck_assert_msg(!facts == !title, "%u is %sknown", number, facts ? "" : "not ");
	if (title)
		ck_assert_str_eq(taizhang_fact_value(taizhang_facts_find(facts, "title")), title);
	taizhang_facts_free(facts);
}

/* A file of three. */
static void remember_three(void)
{
	open_again(true);
	put(3, "三");
	put(1, "一");
	put(2, "二");
	tz_facts_cache_save(cache);
}

START_TEST(what_was_put_is_found_by_the_next_one)
{
	struct tz_facts_key key = key_of(2);
	struct taizhang_facts *facts;

	ck_assert(!exists());
	open_again(true);
	ck_assert(tz_facts_cache_lasts(cache) && tz_facts_cache_helps(cache));
	put(2, "二");
	put(2, "another of the same bytes");
	assert_known(2, NULL);
	facts = tz_facts_cache_find_new(cache, &key);
	ck_assert_str_eq(taizhang_fact_value(taizhang_facts_find(facts, "title")), "二");
	taizhang_facts_free(facts);
	put(700, "七百");
	put(1, "一");
	ck_assert(!exists());
	tz_facts_cache_save(cache);
	open_again(true);
	assert_known(1, "一");
	assert_known(2, "二");
	assert_known(700, "七百");
	assert_known(3, NULL);
	ck_assert_ptr_null(tz_facts_cache_find_new(cache, &key));
}
END_TEST

START_TEST(what_the_ledger_has_no_more_is_left_out)
{
	remember_three();
	open_again(true);
	want(1);
	want(1);
	want(3);
	want(99);
	put(4, "四");
	tz_facts_cache_save(cache);
	open_again(true);
	assert_known(1, "一");
	assert_known(2, NULL);
	assert_known(3, "三");
	assert_known(4, "四");
}
END_TEST

START_TEST(where_nothing_is_new_the_file_stays)
{
	struct stat before, after;

	remember_three();
	ck_assert_int_eq(stat(path(), &before), 0);
	open_again(true);
	want(1);
	want(2);
	want(3);
	tz_facts_cache_save(cache);
	ck_assert_int_eq(stat(path(), &after), 0);
	ck_assert(before.st_ino == after.st_ino);
	open_again(true);
	want(1);
	tz_facts_cache_save(cache);
	ck_assert_int_eq(stat(path(), &after), 0);
	ck_assert(before.st_ino != after.st_ino);
}
END_TEST

START_TEST(only_its_owner_may_read_it)
{
	struct stat info;

	temp_write_text(TZ_FACTS_CACHE_NAME, "an old one that all may read");
	chmod(path(), 0666);
	remember_three();
	ck_assert_int_eq(stat(path(), &info), 0);
	ck_assert_int_eq(info.st_mode & 0777, 0600);
}
END_TEST

START_TEST(an_extension_makes_another_file_of_the_same_bytes)
{
	static const unsigned char digest[32] = {7};
	struct tz_facts_key docx, wps, none;

	ck_assert(tz_facts_key_make(&docx, digest, "a/通知.Docx"));
	ck_assert(tz_facts_key_make(&wps, digest, "通知.wps"));
	ck_assert(tz_facts_key_make(&none, digest, "通知"));
	ck_assert_int_ne(memcmp(&docx, &wps, sizeof docx), 0);
	ck_assert_int_ne(memcmp(&docx, &none, sizeof docx), 0);
	ck_assert(tz_facts_key_make(&wps, digest, "另一.dOCX"));
	ck_assert_int_eq(memcmp(&docx, &wps, sizeof docx), 0);
	ck_assert(tz_facts_key_make(&wps, digest, "x.12345678"));
	ck_assert(!tz_facts_key_make(&wps, digest, "x.123456789"));
}
END_TEST

START_TEST(what_others_inspected_by_other_means_is_not_believed)
{
	unsigned char with[TZ_INSPECT_STAMP_SIZE], without[TZ_INSPECT_STAMP_SIZE], again[TZ_INSPECT_STAMP_SIZE];

	tz_assert_ok(tz_inspect_stamp(true, with, &err), &err);
	tz_assert_ok(tz_inspect_stamp(true, again, &err), &err);
	tz_assert_ok(tz_inspect_stamp(false, without, &err), &err);
	ck_assert_int_eq(memcmp(with, again, sizeof with), 0);
	ck_assert_int_ne(memcmp(with, without, sizeof with), 0);
	remember_three();
	open_again(false);
	assert_known(1, NULL);
	open_again(true);
	assert_known(1, "一");
}
END_TEST

START_TEST(whatever_byte_is_another_gives_what_was_put_or_nothing)
{
	size_t size;
	char *bytes;

	remember_three();
	bytes = temp_read(path(), &size);
	for (size_t i = 0; i < size; i++) {
		bytes[i] = (char)(bytes[i] ^ (i % 2 ? 0x01 : 0xff));
		temp_write(TZ_FACTS_CACHE_NAME, bytes, size);
		bytes[i] = (char)(bytes[i] ^ (i % 2 ? 0x01 : 0xff));
		open_again(true);
		for (unsigned int n = 1; n <= 3; n++) {
			static const char *const titles[] = {"", "一", "二", "三"};
			struct tz_facts_key key = key_of(n);
			struct taizhang_facts *facts = tz_facts_cache_find(cache, &key);

			if (facts)
				ck_assert_str_eq(taizhang_fact_value(taizhang_facts_find(facts, "title")), titles[n]);
			taizhang_facts_free(facts);
		}
	}
	free(bytes);
}
END_TEST

START_TEST(what_breaks_off_anywhere_is_nothing_and_is_replaced)
{
	size_t size;
	char *bytes;

	remember_three();
	bytes = temp_read(path(), &size);
	for (size_t left = 0; left < size; left += 1 + left / 16) {
		temp_write(TZ_FACTS_CACHE_NAME, bytes, left);
		open_again(true);
		assert_known(1, NULL);
	}
	free(bytes);
	remember_three();
	open_again(true);
	assert_known(1, "一");
}
END_TEST

START_TEST(one_that_shrinks_while_it_is_used_is_nothing)
{
	remember_three();
	open_again(true);
	want(1);
	want(2);
	want(3);
	ck_assert_int_eq(truncate(path(), 20), 0);
	assert_known(1, NULL);
	put(4, "四");
	tz_facts_cache_save(cache);
	open_again(true);
	assert_known(1, NULL);
	assert_known(4, "四");
}
END_TEST

START_TEST(a_link_or_a_folder_in_its_place_is_not_followed)
{
	remember_three();
	ck_assert_int_eq(rename(path(), temp_path("elsewhere")), 0);
	ck_assert_int_eq(symlink("elsewhere", path()), 0);
	open_again(true);
	assert_known(1, NULL);
	ck_assert_int_eq(unlink(path()), 0);
	ck_assert_int_eq(mkdir(path(), 0700), 0);
	open_again(true);
	put(1, "一");
	tz_facts_cache_save(cache);
	ck_assert_int_eq(rmdir(path()), 0);
}
END_TEST

START_TEST(where_no_file_can_be_it_is_memory)
{
	struct tz_facts_key key = key_of(1);
	struct taizhang_facts *facts;

	cache = tz_facts_cache_open(temp_path("no/such/folder"), true, true);
	put(1, "一");
	ck_assert(!tz_facts_cache_lasts(cache));
	facts = tz_facts_cache_find_new(cache, &key);
	ck_assert_ptr_nonnull(facts);
	taizhang_facts_free(facts);
	tz_facts_cache_save(cache);
	tz_facts_cache_free(cache);
	cache = tz_facts_cache_open(NULL, true, true);
	ck_assert(!tz_facts_cache_lasts(cache) && !tz_facts_cache_helps(cache));
	put(1, "一");
	facts = tz_facts_cache_find_new(cache, &key);
	ck_assert_ptr_nonnull(facts);
	taizhang_facts_free(facts);
}
END_TEST

START_TEST(one_that_only_reads_leaves_the_file_alone)
{
	size_t size, size_after;
	char *before, *after;

	remember_three();
	before = temp_read(path(), &size);
	tz_facts_cache_free(cache);
	cache = tz_facts_cache_open(temp_dir(), false, true);
	ck_assert(!tz_facts_cache_lasts(cache) && tz_facts_cache_helps(cache));
	assert_known(2, "二");
	put(4, "四");
	tz_facts_cache_save(cache);
	after = temp_read(path(), &size_after);
	ck_assert_uint_eq(size, size_after);
	ck_assert_int_eq(memcmp(before, after, size), 0);
	free(before);
	free(after);
}
END_TEST

START_TEST(two_at_once_leave_what_one_of_them_knew)
{
	struct tz_facts_cache *other;

	remember_three();
	open_again(true);
	want(1);
	put(4, "四");
	other = cache;
	cache = NULL;
	open_again(true);
	want(1);
	put(5, "五");
	tz_facts_cache_save(cache);
	tz_facts_cache_save(other);
	tz_facts_cache_free(other);
	open_again(true);
	assert_known(1, "一");
	assert_known(4, "四");
	assert_known(5, NULL);
}
END_TEST

START_TEST(one_that_found_no_memory_is_empty)
{
	struct tz_facts_key key = key_of(1);

	ck_assert(!tz_facts_cache_lasts(NULL) && !tz_facts_cache_helps(NULL));
	ck_assert_ptr_null(tz_facts_cache_find(NULL, &key));
	ck_assert_ptr_null(tz_facts_cache_find_new(NULL, &key));
	tz_facts_cache_put(NULL, &key, "", 0);
	tz_facts_cache_want(NULL, &key);
	tz_facts_cache_save(NULL);
	tz_facts_cache_free(NULL);
}
END_TEST

static void behaviour(Suite *suite, const char *name, const TTest *const *tests)
{
	TCase *tcase = tcase_create(name);

	tcase_add_checked_fixture(tcase, setup, teardown);
	for (; *tests; tests++)
		tcase_add_test(tcase, *tests);
	suite_add_tcase(suite, tcase);
}

Suite *module_suite(void)
{
	Suite *suite = suite_create("facts_cache");

	behaviour(suite, "remembers", TESTS(what_was_put_is_found_by_the_next_one, what_the_ledger_has_no_more_is_left_out,
					    where_nothing_is_new_the_file_stays, an_extension_makes_another_file_of_the_same_bytes,
					    two_at_once_leave_what_one_of_them_knew));
	behaviour(suite, "is not believed", TESTS(what_others_inspected_by_other_means_is_not_believed,
						  whatever_byte_is_another_gives_what_was_put_or_nothing,
						  what_breaks_off_anywhere_is_nothing_and_is_replaced,
						  one_that_shrinks_while_it_is_used_is_nothing, a_link_or_a_folder_in_its_place_is_not_followed));
	behaviour(suite, "never fails", TESTS(where_no_file_can_be_it_is_memory, one_that_only_reads_leaves_the_file_alone,
					      one_that_found_no_memory_is_empty, only_its_owner_may_read_it));
	return suite;
}
