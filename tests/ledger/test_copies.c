/* SPDX-License-Identifier: MIT */
/* test_copies.c: what was added and not saved is taken away again, unless somebody else has touched it. */
#include "ledger/copies.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "ledger/small.h"

static bool is_there(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}

static void add(const char *name)
{
	const char *path = temp_write_text("in/x", name);
	char target[64];

	snprintf(target, sizeof target, "in/%s", name);
	ck_assert_int_eq(temp_shell("mv '%s' '%s'", path, temp_path(target)), 0);
	path = temp_path(target);
	tz_assert_ok(taizhang_ledger_add(small.ledger, NOTICE, &path, 1, NULL, NULL, NULL, &small.err), &small.err);
}

static void free_ledger(void)
{
	taizhang_ledger_free(small.ledger);
	small.ledger = NULL;
}

START_TEST(without_a_save_copies_and_their_new_folder_go)
{
	char *copy = strdup(small_disk(NOTICE, "a.docx")), *folder = strdup(small_disk(NOTICE, ""));

	ck_assert_int_eq(temp_shell("rmdir '%s'", folder), 0);
	add("a.docx");
	ck_assert(is_there(copy));
	free_ledger();
	ck_assert(!is_there(copy) && !is_there(folder));
	ck_assert(is_there(temp_path("in/a.docx")));
	free(copy);
	free(folder);
}
END_TEST

START_TEST(with_a_save_they_stay)
{
	char *copy = strdup(small_disk(NOTICE, "a.docx"));

	add("a.docx");
	tz_assert_ok(taizhang_ledger_save(small.ledger, &small.err), &small.err);
	free_ledger();
	ck_assert(is_there(copy));
	free(copy);
}
END_TEST

START_TEST(what_somebody_wrote_to_since_stays)
{
	char *copy = strdup(small_disk(NOTICE, "a.docx")), *other = strdup(small_disk(NOTICE, "b.docx"));

	add("a.docx");
	add("b.docx");
	ck_assert_int_eq(temp_shell("echo more >> '%s'", copy), 0);
	free_ledger();
	ck_assert(is_there(copy) && !is_there(other));
	free(copy);
	free(other);
}
END_TEST

START_TEST(only_those_from_a_number_on_are_taken_back)
{
	const char *a = temp_write_text("a", "a"), *b = temp_write_text("b", "b");

	tz_assert_ok(tz_copies_note(small.ledger, a, &small.err), &small.err);
	tz_assert_ok(tz_copies_note(small.ledger, b, &small.err), &small.err);
	tz_copies_take_back(small.ledger, 1);
	ck_assert(is_there(a) && !is_there(b));
	tz_copies_keep(small.ledger);
	tz_copies_take_back(small.ledger, 0);
	ck_assert(is_there(a));
	ck_assert_int_eq(tz_copies_note(small.ledger, temp_path("none"), &small.err), -1);
	tz_assert_code(&small.err, TAIZHANG_E_IO);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("copies");
	TCase *copies = tcase_create("copies");

	tcase_add_checked_fixture(copies, small_begin_official, small_end);
	tcase_add_test(copies, without_a_save_copies_and_their_new_folder_go);
	tcase_add_test(copies, with_a_save_they_stay);
	tcase_add_test(copies, what_somebody_wrote_to_since_stays);
	tcase_add_test(copies, only_those_from_a_number_on_are_taken_back);
	suite_add_tcase(suite, copies);
	return suite;
}
