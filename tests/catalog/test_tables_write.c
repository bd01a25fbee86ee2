/* SPDX-License-Identifier: MIT */
/* test_tables_write.c: exporting tables and loading them gives the same catalogue. */
#include <stdlib.h>
#include <string.h>

#include "catalog/catalog.h"
#include "catalog/mini.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"

static void teardown(void)
{
	temp_remove();
}

/* All that a catalogue is, as XML; equal texts are equal catalogues. */
static char *all_of(const struct taizhang_catalog *catalog)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct tz_buffer out = TZ_BUFFER_INIT;

	tz_assert_ok(tz_catalog_write(catalog, &out, &err), &err);
	return tz_buffer_take(&out, &err);
}

static void comes_back(const struct taizhang_catalog *catalog, const char *folder)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_catalog *again = taizhang_catalog_load(folder, NULL, &err);
	char *before = all_of(catalog), *after;

	tz_assert_ptr(again, &err);
	after = all_of(again);
	ck_assert_str_eq(before, after);
	free(before);
	free(after);
	taizhang_catalog_free(again);
}

static struct taizhang_catalog *builtin(void)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_catalog *catalog = taizhang_catalog_builtin("ncc-2017-reconstructed", &err);

	tz_assert_ptr(catalog, &err);
	return catalog;
}

START_TEST(the_built_in_edition_comes_back_whole)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_catalog *catalog = builtin();

	tz_assert_ok(taizhang_catalog_save_tables(catalog, temp_path("new/folder"), &err), &err);
	comes_back(catalog, temp_path("new/folder"));
	taizhang_catalog_free(catalog);
}
END_TEST

START_TEST(its_tables_are_those_it_was_made_of)
{
	static const char *const names[] = {"catalog", "blocks", "projects", "indicators", "contents", "items",
					    "field_standards", "requirements", "negative", "facts", "sources", "editions"};
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_catalog *catalog = builtin();
	const char *top = getenv("abs_top_srcdir");

	tz_assert_ok(taizhang_catalog_save_tables(catalog, temp_path("out"), &err), &err);
	taizhang_catalog_free(catalog);
	/* apart from the byte order mark and CRLF; thresholds.csv has the comparator "==", which is guarded */
	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		ck_assert_int_eq(temp_shell("tail -c +4 '%s/out/%s.csv' | tr -d '\\r' | "
					    "cmp - '%s/data/catalog/ncc-2017-reconstructed/%s.csv'", temp_dir(), names[i],
					    top ? top : "../..", names[i]), 0);
	ck_assert_int_eq(temp_shell("sed \"s/\\\"'==\\\"/==/\" '%s/out/thresholds.csv' | tail -c +4 | tr -d '\\r' | "
				    "cmp - '%s/data/catalog/ncc-2017-reconstructed/thresholds.csv'", temp_dir(),
				    top ? top : "../.."), 0);
}
END_TEST

START_TEST(a_catalogue_of_ones_own_comes_back_whole)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_catalog *catalog;

	mini_tables();
	mini_replace("blocks", "block_id,title_zh,source_edition\nA,\"甲,\n\"\"一\"\"\",E1\n");
	catalog = mini_load(NULL);
	tz_assert_ok(taizhang_catalog_save_tables(catalog, temp_path("out"), &err), &err);
	comes_back(catalog, temp_path("out"));
	taizhang_catalog_free(catalog);
}
END_TEST

START_TEST(a_round_trip_through_gb18030_loses_nothing)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_catalog *catalog = builtin();

	tz_assert_ok(taizhang_catalog_save_tables(catalog, temp_path("utf8"), &err), &err);
	ck_assert_int_eq(temp_shell("mkdir '%s/gb' && cd '%s/utf8' && for f in *.csv; do "
				    "tail -c +4 \"$f\" | iconv -f UTF-8 -t GB18030 > ../gb/\"$f\" || exit 1; done; "
				    "! cmp -s items.csv ../gb/items.csv", temp_dir(), temp_dir()), 0);
	comes_back(catalog, temp_path("gb"));
	taizhang_catalog_free(catalog);
}
END_TEST

START_TEST(an_order_that_two_tables_cannot_hold_is_stated)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_catalog *catalog;
	char *items;

	mini_tables();
	mini_replace("field_standards", "standard_id,content_id,title_zh,method,position\n"
		     "A-1-1-1-3,A-1-1-1,满意度,questionnaire,1\n");
	catalog = mini_load(NULL);
	tz_assert_ok(taizhang_catalog_save_tables(catalog, temp_path("out"), &err), &err);
	comes_back(catalog, temp_path("out"));
	items = temp_read(temp_path("out/items.csv"), NULL);
	ck_assert_ptr_nonnull(strstr(items, "position"));
	free(items);
	taizhang_catalog_free(catalog);
}
END_TEST

START_TEST(tables_that_are_there_already_are_not_touched)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_catalog *catalog = builtin();

	temp_write_text("out/sources.csv", "mine");
	ck_assert_int_eq(taizhang_catalog_save_tables(catalog, temp_path("out"), &err), -1);
	tz_assert_code(&err, TAIZHANG_E_STATE);
	ck_assert_int_eq(temp_shell("test \"$(ls '%s/out')\" = sources.csv", temp_dir()), 0);
	taizhang_catalog_free(catalog);
}
END_TEST

START_TEST(wrong_arguments_and_places_are_refused)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_catalog *catalog = builtin();

	ck_assert_int_eq(taizhang_catalog_save_tables(NULL, temp_path("out"), &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&err);
	ck_assert_int_eq(taizhang_catalog_save_tables(catalog, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&err);
	temp_write_text("file", "");
	ck_assert_int_eq(taizhang_catalog_save_tables(catalog, temp_path("file/below"), &err), -1);
	ck_assert_int_ne(err.code, TAIZHANG_OK);
	taizhang_catalog_free(catalog);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("tables_write");
	TCase *returns = tcase_create("returns");
	TCase *refuses = tcase_create("refuses");

	tcase_add_checked_fixture(returns, NULL, teardown);
	tcase_add_test(returns, the_built_in_edition_comes_back_whole);
	tcase_add_test(returns, its_tables_are_those_it_was_made_of);
	tcase_add_test(returns, a_catalogue_of_ones_own_comes_back_whole);
	tcase_add_test(returns, a_round_trip_through_gb18030_loses_nothing);
	tcase_add_test(returns, an_order_that_two_tables_cannot_hold_is_stated);
	suite_add_tcase(suite, returns);

	tcase_add_checked_fixture(refuses, NULL, teardown);
	tcase_add_test(refuses, tables_that_are_there_already_are_not_touched);
	tcase_add_test(refuses, wrong_arguments_and_places_are_refused);
	suite_add_tcase(suite, refuses);
	return suite;
}
