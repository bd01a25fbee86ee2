/* SPDX-License-Identifier: MIT */
/* test_requirement.c: what a requirement tells; what is not stated is absent. */
#include <taizhang/catalog.h>

#include "harness/assert.h"
#include "harness/suite.h"

static struct taizhang_catalog *catalog;

static void setup(void)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;

	catalog = taizhang_catalog_builtin("ncc-2017-reconstructed", &err);
	tz_assert_ptr(catalog, &err);
}

static void teardown(void)
{
	taizhang_catalog_free(catalog);
}

static const struct taizhang_requirement *of(const char *code)
{
	return taizhang_node_get_requirement(taizhang_catalog_find(catalog, code), 0);
}

START_TEST(pictures_want_a_caption)
{
	const struct taizhang_requirement *r = of("I-1-2-2-1");

	ck_assert_int_eq(taizhang_requirement_kind(r), TAIZHANG_KIND_IMAGE);
	ck_assert_int_eq(taizhang_requirement_least(r), 2);
	ck_assert_uint_eq(taizhang_requirement_captions(r),
			  TAIZHANG_CAPTION_TIME | TAIZHANG_CAPTION_PLACE | TAIZHANG_CAPTION_THEME);
	ck_assert_uint_eq(taizhang_requirement_roles(r), 0);
	ck_assert_str_eq(taizhang_requirement_basis(r), "default");
}
END_TEST

START_TEST(normative_documents_want_a_red_head_or_a_seal)
{
	const struct taizhang_requirement *r = of("I-1-1-1-1");

	ck_assert_uint_eq(taizhang_requirement_roles(r), TAIZHANG_ROLE_REDHEAD | TAIZHANG_ROLE_SEAL);
	ck_assert(!taizhang_requirement_all_roles(r));
}
END_TEST

START_TEST(what_is_not_stated_is_absent)
{
	const struct taizhang_requirement *r = of("I-1-1-1-2");

	ck_assert_int_eq(taizhang_requirement_most(r), -1);
	ck_assert_int_eq(taizhang_requirement_word_limit(r), -1);
	ck_assert_uint_eq(taizhang_requirement_captions(r), 0);
	ck_assert_uint_eq(taizhang_requirement_num_formats(r), 0);
	ck_assert_ptr_null(taizhang_requirement_get_format(r, 0));
	ck_assert_int_eq(taizhang_requirement_from(r).year, 0);
	ck_assert_int_eq(taizhang_requirement_to(r).year, 0);
}
END_TEST

START_TEST(getters_take_null)
{
	ck_assert_int_eq(taizhang_requirement_kind(NULL), TAIZHANG_KIND_NONE);
	ck_assert_int_eq(taizhang_requirement_least(NULL), -1);
	ck_assert_int_eq(taizhang_requirement_most(NULL), -1);
	ck_assert_int_eq(taizhang_requirement_word_limit(NULL), -1);
	ck_assert_uint_eq(taizhang_requirement_captions(NULL), 0);
	ck_assert_uint_eq(taizhang_requirement_roles(NULL), 0);
	ck_assert(!taizhang_requirement_all_roles(NULL));
	ck_assert_uint_eq(taizhang_requirement_num_formats(NULL), 0);
	ck_assert_ptr_null(taizhang_requirement_get_format(NULL, 0));
	ck_assert_int_eq(taizhang_requirement_from(NULL).year, 0);
	ck_assert_int_eq(taizhang_requirement_to(NULL).year, 0);
	ck_assert_str_eq(taizhang_requirement_basis(NULL), "");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("requirement");
	TCase *tells = tcase_create("tells");

	tcase_add_checked_fixture(tells, setup, teardown);
	tcase_add_test(tells, pictures_want_a_caption);
	tcase_add_test(tells, normative_documents_want_a_red_head_or_a_seal);
	tcase_add_test(tells, what_is_not_stated_is_absent);
	tcase_add_test(tells, getters_take_null);
	suite_add_tcase(suite, tells);
	return suite;
}
