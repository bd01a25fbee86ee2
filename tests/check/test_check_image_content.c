/* SPDX-License-Identifier: MIT */
/* test_check_image_content.c: what pictures are. */
#include <string.h>

#include "check/facts_maker.h"
#include "ledger/small.h"

static struct taizhang_facts *facts;

static void begin(void)
{
	small_begin_official();
	small_set(".", "window", "2017-01..2017-12");
	small_write(PICTURES, "图.jpg", "a");
	small_scan();
	facts = made_for(PICTURES, "图.jpg", TZ_FORMAT_JPEG);
}

static void end(void)
{
	made_end();
	small_end();
}

static void none_of_images(void)
{
	static const char *const ids[] = {"image-small", "image-unsharp", "image-taken-outside", "image-place-outside", "content-differs"};

	for (size_t i = 0; i < sizeof ids / sizeof ids[0]; i++)
		small_none(ids[i]);
}

static void size(int64_t width, int64_t height)
{
	made_number(facts, TZ_FACT_WIDTH, width);
	made_number(facts, TZ_FACT_HEIGHT, height);
}

START_TEST(a_good_picture_gives_nothing)
{
	size(640, 480);
	made_number(facts, TZ_FACT_SHARPNESS, 10);
	made_fact(facts, TZ_FACT_TAKEN, "2017-12-31T23:59:59+08:00");
	made_check(NULL);
	none_of_images();
}
END_TEST

START_TEST(a_picture_below_the_least_size_is_small_either_way_up)
{
	size(479, 2000);
	made_check(NULL);
	ck_assert_str_eq(taizhang_finding_found(small_find("image-small")), "479x2000");
	ck_assert_int_eq(taizhang_finding_severity(small_find("image-small")), TAIZHANG_WARNING);
}
END_TEST

START_TEST(a_picture_may_not_be_short_on_its_longer_side)
{
	size(639, 500);
	made_check(NULL);
	ck_assert_uint_eq(small_count("image-small"), 1);
}
END_TEST

START_TEST(an_unsharp_picture_is_told)
{
	size(4000, 3000);
	made_number(facts, TZ_FACT_SHARPNESS, 9);
	made_check(NULL);
	ck_assert_uint_eq(small_count("image-unsharp"), 1);
	small_set(PICTURES "/1", "origin", "screenshot");
	made_check(NULL);
	small_none("image-unsharp");
}
END_TEST

START_TEST(a_picture_taken_outside_the_window_is_told)
{
	made_fact(facts, TZ_FACT_TAKEN, "2016-12-31T23:59:59");
	made_check(NULL);
	ck_assert_str_eq(taizhang_finding_found(small_find("image-taken-outside")), "2016-12-31");
	ck_assert_str_eq(taizhang_finding_expected(small_find("image-taken-outside")), "2017-01..2017-12");
	/* Of a press page the file does not know when it appeared. */
	small_set(PICTURES "/1", "origin", "press");
	made_check(NULL);
	small_none("image-taken-outside");
}
END_TEST

START_TEST(a_day_that_was_entered_is_held_against_the_file)
{
	made_fact(facts, TZ_FACT_TAKEN, "2017-05-12T09:30:00");
	small_set(PICTURES "/1", "taken", "2017-05-13");
	made_check(NULL);
	ck_assert_str_eq(taizhang_finding_field(small_find("content-differs")), "taken");
	ck_assert_str_eq(taizhang_finding_expected(small_find("content-differs")), "2017-05-12");
	ck_assert_str_eq(taizhang_finding_found(small_find("content-differs")), "2017-05-13");
	small_set(PICTURES "/1", "taken", "2017-05");
	made_check(NULL);
	none_of_images();
}
END_TEST

START_TEST(the_time_of_the_caption_is_held_against_the_file_too)
{
	made_fact(facts, TZ_FACT_TAKEN, "2017-05-12T09:30:00");
	small_set(PICTURES "/1", "time", "2017年5月14日");
	made_check(NULL);
	ck_assert_str_eq(taizhang_finding_field(small_find("content-differs")), "time");
	small_set(PICTURES "/1", "time", "2017年春季");
	made_check(NULL);
	none_of_images();
}
END_TEST

START_TEST(what_was_entered_outside_the_window_is_told_once)
{
	made_fact(facts, TZ_FACT_TAKEN, "2016-05-12T09:30:00");
	small_set(PICTURES "/1", "taken", "2016-05-12");
	made_check(NULL);
	ck_assert_uint_eq(small_count("date-outside"), 1);
	small_none("image-taken-outside");
}
END_TEST

START_TEST(a_clock_that_was_never_set_says_nothing)
{
	made_fact(facts, TZ_FACT_TAKEN, "2000-01-01T00:00:00");
	small_set(PICTURES "/1", "taken", "2017-05-12");
	made_check(NULL);
	none_of_images();
}
END_TEST

START_TEST(coordinates_outside_the_city_are_told_where_its_box_is_known)
{
	made_fact(facts, TZ_FACT_GPS, "39.900000,116.400000");
	made_check(NULL);
	small_none("image-place-outside");
	small_set(".", "bounds", "40.2,109.2,42.7,111.4");
	made_check(NULL);
	ck_assert_str_eq(taizhang_finding_found(small_find("image-place-outside")), "39.900000,116.400000");
	small_set(".", "bounds", "39.9,116.4,42.7,117");
	made_check(NULL);
	small_none("image-place-outside");
}
END_TEST

Suite *module_suite(void)
{
	const TTest *const tests[] = {
		a_good_picture_gives_nothing, a_picture_below_the_least_size_is_small_either_way_up,
		a_picture_may_not_be_short_on_its_longer_side, an_unsharp_picture_is_told,
		a_picture_taken_outside_the_window_is_told, a_day_that_was_entered_is_held_against_the_file,
		the_time_of_the_caption_is_held_against_the_file_too, what_was_entered_outside_the_window_is_told_once,
		a_clock_that_was_never_set_says_nothing, coordinates_outside_the_city_are_told_where_its_box_is_known,
	};
	Suite *suite = suite_create("check_image_content");
	TCase *images = tcase_create("images");

	tcase_add_checked_fixture(images, begin, end);
	for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
		tcase_add_test(images, tests[i]);
	suite_add_tcase(suite, images);
	return suite;
}
