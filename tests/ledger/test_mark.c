/* SPDX-License-Identifier: MIT */
/* test_mark.c: the list of marks of one record or value. */
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "ledger/mark.h"

static const unsigned char one[TZ_MARK_DIGEST_BYTES] = {1}, other[TZ_MARK_DIGEST_BYTES] = {2};
static struct taizhang_error err;

START_TEST(a_field_has_one_mark)
{
	struct tz_marks marks = {NULL, 0, 0}, copy;

	ck_assert_ptr_null(tz_marks_find(NULL, "date"));
	ck_assert_ptr_null(tz_marks_find(&marks, "date"));
	tz_assert_ok(tz_marks_put(&marks, "date", one, "第 3 行", &err), &err);
	tz_assert_ok(tz_marks_put(&marks, "number", one, NULL, &err), &err);
	tz_assert_ok(tz_marks_put(&marks, "date", other, "第 4 行", &err), &err);
	ck_assert_uint_eq(marks.num, 2);
	ck_assert_str_eq(tz_marks_find(&marks, "date")->place, "第 4 行");
	ck_assert_int_eq(tz_marks_find(&marks, "date")->digest[0], 2);
	ck_assert_ptr_null(tz_marks_find(&marks, "number")->place);
	tz_assert_ok(tz_marks_copy(&marks, &copy, &err), &err);
	ck_assert(tz_marks_drop(&marks, "date"));
	ck_assert(!tz_marks_drop(&marks, "date"));
	ck_assert_uint_eq(marks.num, 1);
	ck_assert_ptr_nonnull(tz_marks_find(&marks, "number"));
	ck_assert_uint_eq(copy.num, 2);
	ck_assert_str_eq(tz_marks_find(&copy, "date")->place, "第 4 行");
	tz_marks_free(&marks);
	tz_marks_free(&copy);
	ck_assert_uint_eq(copy.num, 0);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("mark");
	TCase *tcase = tcase_create("mark");

	tcase_add_test(tcase, a_field_has_one_mark);
	suite_add_tcase(suite, tcase);
	return suite;
}
