/* SPDX-License-Identifier: MIT */
/* test_entry_name.c: names that do not say their encoding: UTF-8, or GB18030 for all of them, or refused; and what is told. */
#include "package/entry_name.h"

#include <stdlib.h>
#include <string.h>

#include "finding/finding.h"
#include "harness/assert.h"
#include "harness/suite.h"

/* In GBK: 目录 is valid UTF-8 too ("Ŀ¼"), 公告 is not, and the second byte of 乗 is a backslash. */
#define GBK_MULU "\xC4\xBF\xC2\xBC"
#define GBK_GONGGAO "\xB9\xAB\xB8\xE6"
#define GBK_CHENG "\x81\x5C"

static struct taizhang_error err;

/* Surveys and reads all; expected are the names, NULL for one that is refused. */
static void names_become(enum taizhang_names asked, const struct tz_raw_name *raw, const char *const *expected,
			 size_t num, int64_t guessed)
{
	struct tz_names names;

	taizhang_error_clear(&err);
	tz_names_open(&names, asked);
	for (size_t i = 0; i < num; i++)
		tz_assert_ok(tz_names_survey(&names, &raw[i], &err), &err);
	for (size_t i = 0; i < num; i++) {
		bool refused = false;
		char *name = tz_names_read(&names, &raw[i], &refused, &err);

		tz_assert_ptr(name, &err);
		ck_assert_int_eq(refused, !expected[i]);
		ck_assert_str_eq(name, expected[i] ? expected[i] : raw[i].bytes);
		free(name);
	}
	ck_assert_int_eq(names.guessed, guessed);
	tz_names_free(&names);
}

START_TEST(names_in_utf8_stay)
{
	const struct tz_raw_name raw[] = {{.bytes = "a.txt"}, {.bytes = "目录"}, {.bytes = "Ŀ¼", .is_utf8 = true}};

	names_become(TAIZHANG_NAMES_AUTO, raw, (const char *const[]){"a.txt", "目录", "Ŀ¼"}, 3, 0);
	names_become(TAIZHANG_NAMES_UTF8, raw, (const char *const[]){"a.txt", "目录", "Ŀ¼"}, 3, 0);
}
END_TEST

START_TEST(one_name_that_is_not_utf8_tells_of_all)
{
	const struct tz_raw_name raw[] = {{.bytes = GBK_MULU}, {.bytes = "a.txt"}, {.bytes = GBK_GONGGAO},
					  {.bytes = GBK_CHENG}, {.bytes = "通知", .is_utf8 = true},
					  {.bytes = "\xFF", .unicode = "说明"}};

	names_become(TAIZHANG_NAMES_AUTO, raw, (const char *const[]){"目录", "a.txt", "公告", "乗", "通知", "说明"}, 6, 3);
	names_become(TAIZHANG_NAMES_GB18030, raw, (const char *const[]){"目录", "a.txt", "公告", "乗", "通知", "说明"}, 6, 0);
	names_become(TAIZHANG_NAMES_UTF8, raw, (const char *const[]){"Ŀ¼", "a.txt", NULL, NULL, "通知", "说明"}, 6, 0);
}
END_TEST

START_TEST(a_name_that_is_neither_stops_the_guess)
{
	const struct tz_raw_name raw[] = {{.bytes = GBK_GONGGAO}, {.bytes = "\xFF\xFF"}, {.bytes = "说明"}};

	names_become(TAIZHANG_NAMES_AUTO, raw, (const char *const[]){NULL, NULL, "说明"}, 3, 0);
	names_become(TAIZHANG_NAMES_GB18030, raw, (const char *const[]){"公告", NULL, "璇存槑"}, 3, 0);
}
END_TEST

START_TEST(a_name_that_only_utf8_can_be_stays_beside_a_guess)
{
	/* three bytes: no GBK */
	const struct tz_raw_name raw[] = {{.bytes = GBK_GONGGAO}, {.bytes = "中"}};

	names_become(TAIZHANG_NAMES_AUTO, raw, (const char *const[]){"公告", "中"}, 2, 1);
}
END_TEST

START_TEST(a_name_that_says_it_is_utf8_and_is_not_is_refused)
{
	const struct tz_raw_name raw[] = {{.bytes = GBK_GONGGAO, .is_utf8 = true}};

	for (int asked = TAIZHANG_NAMES_AUTO; asked <= TAIZHANG_NAMES_GB18030; asked++)
		names_become((enum taizhang_names)asked, raw, (const char *const[]){NULL}, 1, 0);
}
END_TEST

START_TEST(a_guess_is_told_once_with_its_count)
{
	const struct tz_raw_name raw = {.bytes = GBK_GONGGAO};
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct tz_names names;
	bool refused;

	tz_names_open(&names, TAIZHANG_NAMES_AUTO);
	ck_assert_str_eq(tz_names_wanted(&names), "UTF-8 / GB18030");
	tz_assert_ok(tz_names_tell(&names, "x.zip", findings, &err), &err);
	ck_assert_uint_eq(taizhang_findings_num(findings), 0);
	tz_assert_ok(tz_names_survey(&names, &raw, &err), &err);
	for (int i = 0; i < 2; i++)
		free(tz_names_read(&names, &raw, &refused, &err));
	for (int i = 0; i < 2; i++)
		tz_assert_ok(tz_names_tell(&names, "x.zip", findings, &err), &err);
	ck_assert_uint_eq(taizhang_findings_num(findings), 1);
	ck_assert_str_eq(taizhang_finding_id(taizhang_findings_get(findings, 0)), "entry-encoding-guessed");
	ck_assert_str_eq(taizhang_finding_found(taizhang_findings_get(findings, 0)), "公告");
	ck_assert_int_eq(taizhang_finding_severity(taizhang_findings_get(findings, 0)), TAIZHANG_WARNING);
	tz_names_free(&names);
	taizhang_findings_free(findings);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("entry_name");

	suite_add_behaviour(suite, "reads", TESTS(names_in_utf8_stay, one_name_that_is_not_utf8_tells_of_all,
		a_name_that_is_neither_stops_the_guess, a_name_that_only_utf8_can_be_stays_beside_a_guess,
		a_name_that_says_it_is_utf8_and_is_not_is_refused));
	suite_add_behaviour(suite, "tells", TESTS(a_guess_is_told_once_with_its_count));
	return suite;
}
