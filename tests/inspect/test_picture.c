/* SPDX-License-Identifier: MIT */
/* test_picture.c: what all doors of pictures tell alike. */
#include "inspect/picture.h"

#include <string.h>

#include "base/limits.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "inspect/gallery.h"

static struct taizhang_error err;
static struct tz_inspection inspection;

static void setup(void)
{
	inspection.facts = tz_facts_new(&err);
	tz_assert_ptr(inspection.facts, &err);
}

static void teardown(void)
{
	taizhang_facts_free(inspection.facts);
}

static const char *fact(const char *name)
{
	return gallery_fact(inspection.facts, name);
}

START_TEST(size_and_colour_are_told)
{
	tz_assert_ok(tz_picture_size(&inspection, 4000, 3000, "grey+alpha", 16, &err), &err);
	ck_assert_str_eq(fact("width"), "4000");
	ck_assert_str_eq(fact("height"), "3000");
	ck_assert_str_eq(fact("colour"), "grey+alpha 16");
}
END_TEST

START_TEST(the_lesser_resolution_counts_and_what_cannot_be_is_left_out)
{
	tz_assert_ok(tz_picture_resolution(&inspection, 0, 300, NULL, &err), &err);
	tz_assert_ok(tz_picture_resolution(&inspection, 1, 1, NULL, &err), &err);
	tz_assert_ok(tz_picture_resolution(&inspection, 1e9, 1e9, NULL, &err), &err);
	tz_assert_ok(tz_picture_resolution(&inspection, -5, 200, NULL, &err), &err);
	ck_assert_uint_eq(taizhang_facts_count(inspection.facts, "resolution"), 0);
	tz_assert_ok(tz_picture_resolution(&inspection, 299.72, 600, "JFIF", &err), &err);
	ck_assert_str_eq(fact("resolution"), "300");
}
END_TEST

START_TEST(damage_has_its_place)
{
	tz_assert_ok(tz_picture_damaged(&inspection, "breaks off", 0, 120, 400, &err), &err);
	ck_assert_str_eq(gallery_place(inspection.facts, "damage"), "120/400");
	ck_assert_int_eq(taizhang_facts_state(inspection.facts), TAIZHANG_FACTS_DAMAGED);
}
END_TEST

START_TEST(damage_of_a_page_says_which_and_no_row_is_past_the_last)
{
	tz_assert_ok(tz_picture_damaged(&inspection, "breaks off", 3, 408, 400, &err), &err);
	ck_assert_str_eq(gallery_place(inspection.facts, "damage"), "#3 400/400");
}
END_TEST

START_TEST(what_was_not_read_is_said)
{
	tz_assert_ok(tz_picture_unread(&inspection, TZ_REASON_TOO_LARGE, &err), &err);
	gallery_assert_unread(inspection.facts, "too-large");
}
END_TEST

START_TEST(neither_no_pixels_fit_nor_too_many)
{
	ck_assert(tz_picture_fits(1, 1));
	ck_assert(tz_picture_fits(20000, 20000));
	ck_assert(!tz_picture_fits(0, 5));
	ck_assert(!tz_picture_fits(5, 0));
	ck_assert(!tz_picture_fits(20001, 20000));
	ck_assert(!tz_picture_fits(TZ_LIMIT_INSPECT_SIDE + 1, 1));
	ck_assert(!tz_picture_fits(UINT32_MAX, UINT32_MAX));
}
END_TEST

START_TEST(a_picture_in_memory_is_measured_as_its_rows_are)
{
	unsigned char grey[40 * 40];
	struct tz_pixels *pixels = tz_pixels_new(40, 40, &err);
	char hash[TZ_PIXELS_HASH_SIZE];

	tz_assert_ptr(pixels, &err);
	for (unsigned int i = 0; i < sizeof grey; i++)
		grey[i] = (unsigned char)(i * i / 7);
	for (unsigned int y = 0; y < 40; y++)
		tz_pixels_row(pixels, grey + 40 * (size_t)y);
	ck_assert(tz_pixels_hash(pixels, hash));
	tz_assert_ok(tz_picture_measure(&inspection, grey, 40, 40, &err), &err);
	ck_assert_str_eq(fact("perceptual-hash"), hash);
	ck_assert_int_eq(taizhang_fact_number(taizhang_facts_find(inspection.facts, "sharpness")), tz_pixels_sharpness(pixels));
	tz_assert_ok(tz_picture_measured(&inspection, pixels, &err), &err);
	ck_assert_uint_eq(taizhang_facts_count(inspection.facts, "perceptual-hash"), 2);
	tz_pixels_free(pixels);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("picture");
	TCase *tcase = tcase_create("facts");

	tcase_add_checked_fixture(tcase, setup, teardown);
	suite_add_tcase(suite, tcase);
	tcase_add_test(tcase, size_and_colour_are_told);
	tcase_add_test(tcase, the_lesser_resolution_counts_and_what_cannot_be_is_left_out);
	tcase_add_test(tcase, damage_has_its_place);
	tcase_add_test(tcase, damage_of_a_page_says_which_and_no_row_is_past_the_last);
	tcase_add_test(tcase, what_was_not_read_is_said);
	tcase_add_test(tcase, neither_no_pixels_fit_nor_too_many);
	tcase_add_test(tcase, a_picture_in_memory_is_measured_as_its_rows_are);
	return suite;
}
