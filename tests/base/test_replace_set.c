/* SPDX-License-Identifier: MIT */
/* test_replace_set.c: several files are replaced together, or none is. */
#include "base/replace_set.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"

static struct taizhang_error err;
static struct tz_replace items[3];

static void setup(void)
{
	taizhang_error_clear(&err);
}

static void teardown(void)
{
	temp_remove();
}

static void has(const char *name, const char *text)
{
	char *data = temp_read(temp_path(name), NULL);

	ck_assert_str_eq(data, text);
	free(data);
}

/* Begins a, b and c, each to be a new file. */
static void begin(bool exclusive)
{
	static const char *const names[] = {"a", "b", "c"};

	for (size_t i = 0; i < 3; i++) {
		tz_assert_ok(tz_replace_begin(&items[i], temp_path(names[i]), exclusive, &err), &err);
		tz_assert_ok(tz_replace_write(&items[i], "new", 3, &err), &err);
	}
}

START_TEST(all_are_put_in_their_places)
{
	temp_write_text("b", "old");
	begin(false);
	tz_assert_ok(tz_replace_commit_all(items, 3, &err), &err);
	has("a", "new");
	has("b", "new");
	has("c", "new");
	temp_assert_holds("", "a b c ");
}
END_TEST

START_TEST(none_at_all_is_no_fault)
{
	tz_assert_ok(tz_replace_commit_all(items, 0, &err), &err);
}
END_TEST

START_TEST(new_files_go_again_when_a_later_one_fails)
{
	begin(true);
	temp_write_text("c", "theirs");
	ck_assert_int_eq(tz_replace_commit_all(items, 3, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_STATE);
	ck_assert_str_eq(err.where, temp_path("c"));
	has("c", "theirs");
	temp_assert_holds("", "c ");
}
END_TEST

START_TEST(old_files_come_back_when_a_later_one_fails)
{
	temp_write_text("a", "old a");
	ck_assert_int_eq(symlink("nowhere", temp_path("b")), 0);
	begin(false);
	ck_assert_int_eq(mkdir(temp_path("c"), 0700), 0);
	ck_assert_int_eq(tz_replace_commit_all(items, 3, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	ck_assert_str_eq(taizhang_error_id(&err), "file-write");
	has("a", "old a");
	ck_assert_int_eq(temp_shell("test \"$(readlink '%s')\" = nowhere", temp_path("b")), 0);
	temp_assert_holds("", "a b c/ ");
}
END_TEST

START_TEST(a_full_disk_changes_no_name)
{
	temp_write_text("a", "old a");
	begin(false);
	close(items[1].fd);
	items[1].fd = -1;
	ck_assert_int_eq(tz_replace_commit_all(items, 3, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	ck_assert_str_eq(err.where, temp_path("b"));
	has("a", "old a");
	temp_assert_holds("", "a ");
}
END_TEST

START_TEST(a_folder_that_is_gone_is_told)
{
	/* The folder of the first goes away behind our back. */
	ck_assert_int_eq(mkdir(temp_path("folder"), 0700), 0);
	temp_write_text("folder/a", "old");
	begin(true);
	tz_replace_abort(&items[0]);
	unlink(temp_path("a"));
	tz_assert_ok(tz_replace_begin(&items[0], temp_path("folder/a"), false, &err), &err);
	ck_assert_int_eq(temp_shell("rm -r '%s'", temp_path("folder")), 0);
	ck_assert_int_eq(tz_replace_commit_all(items, 3, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	ck_assert_str_eq(err.where, temp_path("folder/a"));
	temp_assert_holds("", "");
}
END_TEST

START_TEST(what_cannot_be_taken_back_is_told)
{
	/* Two of one target: taking back the second leaves nothing that the first could take back. */
	begin(false);
	tz_replace_abort(&items[1]);
	tz_assert_ok(tz_replace_begin(&items[1], temp_path("a"), false, &err), &err);
	ck_assert_int_eq(mkdir(temp_path("c"), 0700), 0);
	ck_assert_int_eq(tz_replace_commit_all(items, 3, &err), -1);
	ck_assert_str_eq(taizhang_error_id(&err), "replace-half");
	ck_assert_str_eq(err.where, temp_path("a"));
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("replace_set");
	TCase *sets = tcase_create("sets");

	tcase_add_checked_fixture(sets, setup, teardown);
	tcase_add_test(sets, all_are_put_in_their_places);
	tcase_add_test(sets, none_at_all_is_no_fault);
	tcase_add_test(sets, new_files_go_again_when_a_later_one_fails);
	tcase_add_test(sets, old_files_come_back_when_a_later_one_fails);
	tcase_add_test(sets, a_full_disk_changes_no_name);
	tcase_add_test(sets, a_folder_that_is_gone_is_told);
	tcase_add_test(sets, what_cannot_be_taken_back_is_told);
	suite_add_tcase(suite, sets);
	return suite;
}
