/* SPDX-License-Identifier: MIT */
/* test_staging.c: tests of lib/ledger/staging.c and staging_journal.c: all files with the new ledger.xml, or none, also after a crash. */
#include "ledger/staging.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "ledger/ledger.h"

static struct taizhang_error err;
static struct taizhang_ledger *ledger;

static void set_up(void)
{
	struct taizhang_ledger_options o = TAIZHANG_LEDGER_OPTIONS_INIT;

	taizhang_error_clear(&err);
	o.city = "包头市";
	o.year = 2017;
	o.items = (const char *const[]){"M001"};
	o.num_items = 1;
	ledger = taizhang_ledger_create(temp_path("d"), taizhang_catalog_builtin("ncc-2017-reconstructed", NULL), &o, &err);
	tz_assert_ptr(ledger, &err);
	temp_write_text("d/old.txt", "old");
}

static void tear_down(void)
{
	taizhang_ledger_free(ledger);
	temp_remove();
}

static void stage(struct tz_staging *s, const char *target, const char *text)
{
	tz_assert_ok(tz_staging_begin(s, target, &err), &err);
	tz_assert_ok(tz_staging_write(s, text, strlen(text), &err), &err);
	tz_assert_ok(tz_staging_end(s, 1456747200, 0, &err), &err);
}

static void assert_text(const char *path, const char *expected)
{
	char *text = temp_read(temp_path(path), NULL);

	ck_assert_str_eq(text, expected);
	free(text);
}

static void change_ledger(void)
{
	tz_assert_ok(taizhang_ledger_set_contact(ledger, "王某", &err), &err);
}

START_TEST(a_commit_puts_all_in_place_and_saves)
{
	struct tz_staging *s = tz_staging_new(temp_path("d"), &err);
	struct stat status;

	tz_assert_ptr(s, &err);
	stage(s, "new/deep/a.txt", "a");
	stage(s, "b.txt", "b");
	tz_assert_ok(tz_staging_move(s, "old.txt", "kept/old.txt", &err), &err);
	tz_assert_ok(tz_staging_move(s, "gone.txt", "kept/gone.txt", &err), &err);
	ck_assert_int_eq(access(temp_path("d/b.txt"), F_OK), -1);
	change_ledger();
	tz_assert_ok(tz_staging_commit(s, ledger, &err), &err);
	tz_staging_free(s);
	assert_text("d/new/deep/a.txt", "a");
	assert_text("d/kept/old.txt", "old");
	ck_assert_int_eq(access(temp_path("d/old.txt"), F_OK), -1);
	ck_assert_int_eq(stat(temp_path("d/b.txt"), &status), 0);
	ck_assert_int_eq(status.st_mtim.tv_sec, 1456747200);
	ck_assert_int_eq(temp_shell("test -z \"$(ls -d '%s'/.taizhang-tmp* 2>/dev/null)\" && grep -q 王某 '%s'/ledger.xml", temp_path("d"),
				    temp_path("d")), 0);
}
END_TEST

START_TEST(without_a_commit_nothing_is_left)
{
	struct tz_staging *s = tz_staging_new(temp_path("d"), &err);

	ck_assert_int_eq(temp_shell("cp -a '%s' '%s'", temp_path("d"), temp_path("before")), 0);
	stage(s, "a.txt", "a");
	tz_assert_ok(tz_staging_move(s, "old.txt", "kept/old.txt", &err), &err);
	tz_staging_free(s);
	ck_assert_int_eq(temp_shell("rm -rf '%s'/.taizhang* && diff -r '%s' '%s'", temp_path("before"), temp_path("before"), temp_path("d")), 0);
	tz_staging_free(NULL);
}
END_TEST

START_TEST(what_stands_in_the_way_stops_the_commit_and_stays)
{
	struct tz_staging *s = tz_staging_new(temp_path("d"), &err);

	stage(s, "new/a.txt", "a");
	stage(s, "old.txt", "mine");
	change_ledger();
	ck_assert_int_eq(tz_staging_commit(s, ledger, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	tz_staging_free(s);
	assert_text("d/old.txt", "old");
	ck_assert_int_eq(access(temp_path("d/new"), F_OK), -1);
	ck_assert_int_eq(temp_shell("! grep -q 王某 '%s'/ledger.xml", temp_path("d")), 0);
}
END_TEST

START_TEST(no_path_goes_through_a_link_or_out_of_the_folder)
{
	static const char *const targets[] = {"link/a.txt", "../a.txt", "x/../../a.txt", "/a.txt", "x//a.txt"};
	struct tz_staging *s = tz_staging_new(temp_path("d"), &err);

	ck_assert_int_eq(mkdir(temp_path("outside"), 0777), 0);
	ck_assert_int_eq(symlink(temp_path("outside"), temp_path("d/link")), 0);
	stage(s, targets[_i], "a");
	ck_assert_int_eq(tz_staging_commit(s, ledger, &err), -1);
	tz_staging_free(s);
	temp_assert_holds("outside", "");
	ck_assert_int_eq(access(temp_path("a.txt"), F_OK), -1);
	taizhang_error_clear(&err);
	s = tz_staging_new(temp_path("d"), &err);
	ck_assert_int_eq(tz_staging_move(s, "link", "kept", &err), -1);
	tz_staging_free(s);
}
END_TEST

/* The state in which a process was killed: a.txt is placed, old.txt has its second name, ledger.xml was saved or not. */
static void crash(bool saved)
{
	struct tz_staging_ops ops = {NULL, 0, 0};
	char digest[TAIZHANG_DIGEST_HEX_SIZE];
	struct stat status;

	ck_assert_int_eq(temp_shell("cd '%s' && mkdir .taizhang-tmp-staging-abcdef new kept && printf a > new/a.txt && ln old.txt kept/old.txt",
				    temp_path("d")), 0);
	tz_assert_ok(tz_staging_ledger_digest(temp_path("d"), digest, &err), &err);
	tz_assert_ok(tz_staging_add(&ops, TZ_STAGING_PLACE, "new/a.txt", &err), &err);
	ck_assert_int_eq(stat(temp_path("d/new/a.txt"), &status), 0);
	ops.list[0].inode = status.st_ino;
	tz_assert_ok(tz_staging_add(&ops, TZ_STAGING_DROP, "old.txt", &err), &err);
	tz_assert_ok(tz_staging_add(&ops, TZ_STAGING_PLACE, "kept/old.txt", &err), &err);
	ck_assert_int_eq(stat(temp_path("d/old.txt"), &status), 0);
	ops.list[1].inode = ops.list[2].inode = status.st_ino;
	tz_assert_ok(tz_staging_add(&ops, TZ_STAGING_FOLDER, "new", &err), &err);
	tz_assert_ok(tz_staging_add(&ops, TZ_STAGING_FOLDER, "kept", &err), &err);
	tz_assert_ok(tz_staging_note(temp_path("d/.taizhang-tmp-staging-abcdef"), digest, &ops, &err), &err);
	tz_staging_ops_free(&ops);
	change_ledger();
	if (saved)
		tz_assert_ok(taizhang_ledger_save(ledger, &err), &err);
	taizhang_ledger_free(ledger);
}

START_TEST(opening_for_writing_undoes_what_was_not_saved_and_ends_what_was)
{
	crash(_i);
	ledger = taizhang_ledger_open(temp_path("d"), TAIZHANG_OPEN_WRITE, NULL, &err);
	tz_assert_ptr(ledger, &err);
	ck_assert_int_eq(access(temp_path("d/.taizhang-tmp-staging-abcdef"), F_OK), -1);
	ck_assert_int_eq(access(temp_path("d/new/a.txt"), F_OK) == 0, _i);
	ck_assert_int_eq(access(temp_path("d/kept/old.txt"), F_OK) == 0, _i);
	ck_assert_int_eq(access(temp_path("d/old.txt"), F_OK) == 0, !_i);
	if (!_i)
		ck_assert_int_eq(access(temp_path("d/new"), F_OK), -1);
}
END_TEST

START_TEST(what_is_no_longer_the_file_that_was_placed_is_not_removed)
{
	crash(false);
	ck_assert_int_eq(temp_shell("cd '%s' && printf theirs > x && mv x new/a.txt", temp_path("d")), 0);
	tz_assert_ok(tz_staging_recover(temp_path("d"), &err), &err);
	assert_text("d/new/a.txt", "theirs");
	ledger = NULL;
}
END_TEST

START_TEST(a_hidden_folder_without_a_journal_is_removed)
{
	ck_assert_int_eq(temp_shell("cd '%s' && mkdir .taizhang-tmp-staging-x && touch .taizhang-tmp-staging-x/0", temp_path("d")), 0);
	tz_assert_ok(tz_staging_recover(temp_path("d"), &err), &err);
	ck_assert_int_eq(access(temp_path("d/.taizhang-tmp-staging-x"), F_OK), -1);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("staging");
	TCase *commits = tcase_create("commits"), *recovers = tcase_create("recovers");

	tcase_add_checked_fixture(commits, set_up, tear_down);
	tcase_add_test(commits, a_commit_puts_all_in_place_and_saves);
	tcase_add_test(commits, without_a_commit_nothing_is_left);
	tcase_add_test(commits, what_stands_in_the_way_stops_the_commit_and_stays);
	tcase_add_loop_test(commits, no_path_goes_through_a_link_or_out_of_the_folder, 0, 5);
	suite_add_tcase(suite, commits);
	tcase_add_checked_fixture(recovers, set_up, tear_down);
	tcase_add_loop_test(recovers, opening_for_writing_undoes_what_was_not_saved_and_ends_what_was, 0, 2);
	tcase_add_test(recovers, what_is_no_longer_the_file_that_was_placed_is_not_removed);
	tcase_add_test(recovers, a_hidden_folder_without_a_journal_is_removed);
	suite_add_tcase(suite, recovers);
	return suite;
}
