/* SPDX-License-Identifier: MIT */
/* test_aspects.c: the checks of the four natures: made or not, on how much, and how much passed. */
#include "check/aspects.h"

#include <stdlib.h>
#include <string.h>

#include "finding/finding.h"
#include "ledger/small.h"

static struct tz_aspect_check *checks;
static size_t num;
static struct taizhang_check_options options;

static void setup(void)
{
	static const struct taizhang_check_options defaults = TAIZHANG_CHECK_OPTIONS_INIT;

	small_begin_official();
	options = defaults;
	checks = NULL;
	for (int i = 0; i < 3; i++) {
		char name[] = "方案0.txt";

		name[strlen("方案")] = (char)('0' + i);
		small_write(NOTICE, name, name);
	}
	small_write(REPORT, "报告.docx", "x");
	small_scan();
	taizhang_findings_free(small.findings);
	small.findings = taizhang_findings_new(&small.err);
}

static void teardown(void)
{
	free(checks);
	small_end();
}

/* The check that an id fails. */
static const struct tz_aspect_check *check_of(const char *id)
{
	free(checks);
	checks = tz_aspects_make(small.ledger, small.findings, &options, &num, &small.err);
	tz_assert_ptr(checks, &small.err);
	for (size_t i = 0; i < num; i++) {
		const char *at = strstr(checks[i].ids, id);

		if (at && (at[strlen(id)] == ' ' || !at[strlen(id)]) && (at == checks[i].ids || at[-1] == ' '))
			return &checks[i];
	}
	return NULL;
}

START_TEST(each_id_stands_once_under_its_own_aspect)
{
	struct taizhang_findings *all = taizhang_findings_new(&small.err);

	for (size_t i = 0; i < taizhang_finding_num_ids(); i++) {
		const char *id = taizhang_finding_get_id(i);
		const struct tz_aspect_check *check = check_of(id);
		size_t times = 0;

		for (size_t k = 0; k < num; k++) {
			const char *rest = checks[k].ids;

			for (const char *at; (at = strstr(rest, id)); rest = at + 1)
				times += (at == checks[k].ids || at[-1] == ' ') && (at[strlen(id)] == ' ' || !at[strlen(id)]);
		}
		ck_assert_msg(times <= 1, "%s stands %zu times", id, times);
		tz_findings_add(all, (enum tz_finding_id)i, &(struct tz_place_found){.item = "x"}, NULL);
		if (check)
			ck_assert_msg(check->aspect == taizhang_finding_aspect(taizhang_findings_get(all, i)), "%s is of another aspect", id);
	}
	taizhang_findings_free(all);
}
END_TEST

START_TEST(each_name_in_the_table_is_a_finding)
{
	check_of("");
	for (size_t i = 0; i < num; i++)
		for (const char *at = checks[i].ids; *at; at += strcspn(at, " "), at += *at == ' ') {
			char id[64] = "";
			size_t k = 0;

			strncat(id, at, strcspn(at, " "));
			while (k < taizhang_finding_num_ids() && strcmp(taizhang_finding_get_id(k), id) != 0)
				k++;
			ck_assert_msg(k < taizhang_finding_num_ids(), "%s is no finding", id);
		}
}
END_TEST

START_TEST(a_thing_fails_once_however_much_is_wrong_with_it)
{
	tz_find(small.findings, NUMBER_MALFORMED, NULL, .item = NOTICE, .record = 1, .at_most = TAIZHANG_WARNING);
	tz_find(small.findings, NUMBER_YEAR, NULL, .item = NOTICE, .record = 1);
	tz_find(small.findings, NUMBER_YEAR, NULL, .item = NOTICE, .record = 2);
	ck_assert_uint_eq(check_of("number-year")->of, 3);
	ck_assert_uint_eq(check_of("number-year")->failed, 2);
	ck_assert_int_eq(check_of("number-year")->worst, TAIZHANG_WARNING);
	ck_assert_uint_eq(check_of("item-empty")->failed, 0);
	ck_assert_uint_eq(check_of("item-empty")->of, 5);
	ck_assert_int_eq(check_of("item-empty")->worst, 0);
}
END_TEST

START_TEST(a_finding_that_counts_many_fails_as_many)
{
	tz_find(small.findings, FIELD_MISSING, NULL, .item = NOTICE, .count = 3);
	ck_assert_uint_eq(check_of("field-missing")->failed, 3);
	tz_find(small.findings, FIELD_MISSING, NULL, .item = REPORT, .count = 300);
	ck_assert_uint_eq(check_of("field-missing")->failed, check_of("field-missing")->of);
	tz_find(small.findings, LEAD_MISSING, NULL, .count = 4);
	ck_assert_uint_eq(check_of("lead-missing")->failed, 4);
}
END_TEST

START_TEST(what_was_not_looked_at_was_not_made)
{
	ck_assert(!check_of("content-unreadable")->made);
	ck_assert_int_eq(check_of("content-unreadable")->means, TZ_MEANS_CONTENTS);
	ck_assert(check_of("file-missing")->made);
	options.inspect = true;
	ck_assert(check_of("content-unreadable")->made);
	options.look_at_files = false;
	ck_assert(!check_of("file-missing")->made);
	/* What was found was looked for. */
	tz_find(small.findings, FILE_MISSING, NULL, .item = NOTICE, .record = 1, .file = "方案0.txt");
	ck_assert(check_of("file-missing")->made);
	ck_assert_int_eq(check_of("file-missing")->worst, TAIZHANG_ERROR);
}
END_TEST

START_TEST(what_no_row_names_is_not_left_out)
{
	size_t before;

	check_of("");
	before = num;
	tz_find(small.findings, SCAN_LINK, NULL, .file = "x");
	check_of("");
	ck_assert_uint_eq(num, before + 1);
	ck_assert_int_eq(checks[num - 1].aspect, TAIZHANG_SECURITY);
	ck_assert_uint_eq(checks[num - 1].failed, 1);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("aspects");
	TCase *table = tcase_create("table"), *counts = tcase_create("counts");

	tcase_add_checked_fixture(table, setup, teardown);
	tcase_add_test(table, each_id_stands_once_under_its_own_aspect);
	tcase_add_test(table, each_name_in_the_table_is_a_finding);
	suite_add_tcase(suite, table);
	tcase_add_checked_fixture(counts, setup, teardown);
	tcase_add_test(counts, a_thing_fails_once_however_much_is_wrong_with_it);
	tcase_add_test(counts, a_finding_that_counts_many_fails_as_many);
	tcase_add_test(counts, what_was_not_looked_at_was_not_made);
	tcase_add_test(counts, what_no_row_names_is_not_left_out);
	suite_add_tcase(suite, counts);
	return suite;
}
