/* SPDX-License-Identifier: MIT */
/* test_image.c: the fields of a picture and the elements of its caption. */
#include <string.h>

#include "ledger/ledger.h"

#include "harness/assert.h"
#include "harness/sample_ledger.h"
#include "harness/suite.h"

static struct taizhang_error err;
static struct taizhang_ledger *ledger;

static void setup(void)
{
	taizhang_error_clear(&err);
	ledger = sample_ledger();
}

static void teardown(void)
{
	taizhang_ledger_free(ledger);
}

START_TEST(each_element_of_the_caption_is_its_own)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_IMAGE);

	for (unsigned int i = 0; i < TAIZHANG_NUM_CAPTIONS; i++)
		tz_assert_ok(taizhang_image_set_caption(
				     record, (enum taizhang_caption)(1u << i),
				     taizhang_list_name(TAIZHANG_LIST_CAPTION, 1u << i), &err),
			     &err);
	for (unsigned int i = 0; i < TAIZHANG_NUM_CAPTIONS; i++)
		ck_assert_str_eq(taizhang_image_caption(record, (enum taizhang_caption)(1u << i)),
				 taizhang_list_name(TAIZHANG_LIST_CAPTION, 1u << i));
}
END_TEST

START_TEST(origin_day_and_size_are_kept)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_IMAGE);
	struct taizhang_date taken = {2017, 5, 1}, impossible = {2017, 13, 0};

	tz_assert_ok(taizhang_image_set_origin(record, TAIZHANG_ORIGIN_PRESS, &err), &err);
	tz_assert_ok(taizhang_image_set_taken(record, &taken, &err), &err);
	tz_assert_ok(taizhang_image_set_size(record, 4000, 3000, &err), &err);
	ck_assert_int_eq(taizhang_image_origin(record), TAIZHANG_ORIGIN_PRESS);
	ck_assert_int_eq(taizhang_image_taken(record).day, 1);
	ck_assert_uint_eq(taizhang_image_width(record), 4000);
	ck_assert_uint_eq(taizhang_image_height(record), 3000);
	ck_assert_int_eq(taizhang_image_set_taken(record, &impossible, NULL), -1);
	ck_assert_int_eq(taizhang_image_set_origin(record, (enum taizhang_origin)9, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	tz_assert_ok(taizhang_image_set_origin(record, TAIZHANG_ORIGIN_NONE, NULL), &err);
	ck_assert_int_eq(taizhang_image_origin(record), TAIZHANG_ORIGIN_NONE);
}
END_TEST

START_TEST(what_is_no_element_or_several)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_IMAGE);

	ck_assert_int_eq(taizhang_image_set_caption(record, (enum taizhang_caption)3, "a", &err),
			 -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_int_eq(taizhang_image_set_caption(record, (enum taizhang_caption)0, "a", NULL),
			 -1);
	ck_assert_int_eq(taizhang_image_set_caption(record, (enum taizhang_caption)256, "a", NULL),
			 -1);
	ck_assert_str_eq(taizhang_image_caption(record, (enum taizhang_caption)3), "");
}
END_TEST

START_TEST(a_record_of_another_kind)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_TABLE);

	ck_assert_int_eq(taizhang_image_set_caption(record, TAIZHANG_CAPTION_TIME, "a", &err), -1);
	tz_assert_code(&err, TAIZHANG_E_STATE);
	ck_assert_str_eq(err.where, "time");
	ck_assert_int_eq(taizhang_image_set_origin(record, TAIZHANG_ORIGIN_SITE, NULL), -1);
	ck_assert_int_eq(taizhang_image_set_taken(record, NULL, NULL), -1);
	ck_assert_int_eq(taizhang_image_set_size(record, 1, 1, NULL), -1);
	ck_assert_str_eq(taizhang_image_caption(record, TAIZHANG_CAPTION_TIME), "");
	ck_assert_int_eq(taizhang_image_origin(record), TAIZHANG_ORIGIN_NONE);
	ck_assert_int_eq(taizhang_image_taken(record).year, 0);
	ck_assert_uint_eq(taizhang_image_width(NULL), 0);
	ck_assert_uint_eq(taizhang_image_height(NULL), 0);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("image");
	TCase *tcase;

	tcase = tcase_create("fields");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, each_element_of_the_caption_is_its_own);
	tcase_add_test(tcase, origin_day_and_size_are_kept);
	suite_add_tcase(suite, tcase);

	tcase = tcase_create("refuses");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, what_is_no_element_or_several);
	tcase_add_test(tcase, a_record_of_another_kind);
	suite_add_tcase(suite, tcase);
	return suite;
}
