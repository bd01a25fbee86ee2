/* SPDX-License-Identifier: MIT */
/* test_reading.c: what pictures and reports say of their records, and what is not believed. */
#include "inspect/reading.h"

#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"

static struct taizhang_facts *facts;
static struct tz_readings readings;
static struct taizhang_error err;

static void setup(void)
{
	taizhang_error_clear(&err);
	facts = tz_facts_new(&err);
	tz_assert_ptr(facts, &err);
	memset(&readings, 0, sizeof readings);
}

static void teardown(void)
{
	tz_readings_free(&readings);
	taizhang_facts_free(facts);
}

static void expect(const char *field, const char *value, const char *place)
{
	for (size_t i = 0; i < readings.num; i++)
		if (!strcmp(readings.entries[i].field, field)) {
			ck_assert_ptr_nonnull(value);
			ck_assert_str_eq(readings.entries[i].value, value);
			ck_assert_str_eq(readings.entries[i].place, place);
			return;
		}
	ck_assert_msg(!value, "%s was not read", field);
}

static void read_image(const char *taken)
{
	teardown();
	setup();
	tz_assert_ok(tz_facts_add(facts, TZ_FACT_TAKEN, taken, "Exif DateTimeOriginal", &err), &err);
	tz_facts_finish(facts);
	tz_assert_ok(tz_readings_image(facts, &readings, &err), &err);
}

START_TEST(a_picture_says_its_size_day_and_place)
{
	tz_assert_ok(tz_facts_add_number(facts, TZ_FACT_WIDTH, 4000, NULL, &err), &err);
	tz_assert_ok(tz_facts_add_number(facts, TZ_FACT_HEIGHT, 3000, NULL, &err), &err);
	tz_assert_ok(tz_facts_add(facts, TZ_FACT_TAKEN, "2017-05-01T09:30:00.25+08:00", "Exif DateTimeOriginal", &err), &err);
	tz_assert_ok(tz_facts_add(facts, TZ_FACT_GPS, "40.657400,109.840300", NULL, &err), &err);
	tz_facts_finish(facts);
	tz_assert_ok(tz_readings_image(facts, &readings, &err), &err);
	expect("width", "4000", "");
	expect("height", "3000", "");
	expect("taken", "2017-05-01", "Exif DateTimeOriginal");
	expect("place", "40.657400,109.840300", "Exif GPS");
}
END_TEST

START_TEST(a_clock_that_was_never_set_says_nothing)
{
	static const char *const wrong[] = {"1970-01-01T00:00:00", "1980-01-01T00:00:00", "2000-01-01T00:00:12", "2005-01-01T00:00:00",
					    "1904-01-01T00:00:00", "0000-00-00T00:00:00", "2017-02-30T10:00:00", "2017", "2017-05", "昨天"};

	for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++) {
		read_image(wrong[i]);
		ck_assert_msg(readings.num == 0, "%s", wrong[i]);
	}
	read_image("2017:05:01 09:30:00");
	expect("taken", "2017-05-01", "Exif DateTimeOriginal");
	read_image("2000-01-02T00:00:00");
	expect("taken", "2000-01-02", "Exif DateTimeOriginal");
}
END_TEST

static void read_report(const char *text)
{
	teardown();
	setup();
	tz_assert_ok(tz_facts_write(facts, text, strlen(text), &err), &err);
	tz_assert_ok(tz_facts_add_number(facts, TZ_FACT_WORDS, 812, NULL, &err), &err);
	tz_facts_finish(facts);
	tz_assert_ok(tz_readings_report(facts, &readings, &err), &err);
}

START_TEST(a_report_says_who_wrote_it_and_when)
{
	read_report("示例市公益广告宣传情况说明\n示例市工商局\n（2017年7月10日）\n今年以来，全市设置公益广告1200处，占广告总量的32%。\n一、主要做法\n");
	expect("title", "示例市公益广告宣传情况说明", "第 1 行");
	expect("author", "示例市工商局", "第 2 行");
	expect("date", "2017-07-10", "第 3 行");
	expect("words", "812", "");
	read_report("道德讲堂建设\n\n2017年，我市建成道德讲堂320个。\n\n示例市文明办\n2017年6月\n");
	expect("title", "道德讲堂建设", "第 1 行");
	expect("author", "示例市文明办", "第 5 行");
	expect("date", "2017-06", "第 6 行");
	read_report("今年以来，全市设置公益广告1200处，占广告总量的32%。\n");
	expect("title", NULL, NULL);
	expect("author", NULL, NULL);
	expect("date", NULL, NULL);
	read_report("");
	ck_assert_uint_eq(readings.num, 1);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("reading");
	TCase *tcase = tcase_create("pictures and reports");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, a_picture_says_its_size_day_and_place);
	tcase_add_test(tcase, a_clock_that_was_never_set_says_nothing);
	tcase_add_test(tcase, a_report_says_who_wrote_it_and_when);
	suite_add_tcase(suite, tcase);
	return suite;
}
