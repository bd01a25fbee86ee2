/* SPDX-License-Identifier: MIT */
/* test_catalog_load.c: loading from whatever stands at a path, and saving. */
#include "catalog/mini.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"

static void teardown(void)
{
	temp_remove();
}

START_TEST(a_folder_and_a_file_are_told_apart)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_catalog *tables, *xml;

	tables = taizhang_catalog_load(mini_tables(), NULL, &err);
	tz_assert_ptr(tables, &err);
	tz_assert_ok(taizhang_catalog_save(tables, temp_path("a.xml"), &err), &err);
	xml = taizhang_catalog_load(temp_path("a.xml"), NULL, &err);
	tz_assert_ptr(xml, &err);
	ck_assert_str_eq(taizhang_catalog_id(xml), taizhang_catalog_id(tables));
	taizhang_catalog_free(tables);
	taizhang_catalog_free(xml);
}
END_TEST

START_TEST(where_nobody_listens_a_catalogue_with_errors_is_an_error)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;

	mini_tables();
	mini_replace("blocks", "block_id,title_zh\nA,\n");
	ck_assert_ptr_null(taizhang_catalog_load(temp_path("mini"), NULL, &err));
	tz_assert_code(&err, TAIZHANG_E_FORMAT);
	ck_assert_str_eq(taizhang_error_id(&err), "catalog-invalid");
	ck_assert_int_eq(err.number, 1);
}
END_TEST

START_TEST(an_empty_folder_lacks_six_tables)
{
	struct taizhang_findings *findings = taizhang_findings_new(NULL);

	ck_assert_int_eq(temp_shell("mkdir '%s/mini'", temp_dir()), 0);
	taizhang_catalog_free(mini_load(findings));
	ck_assert_uint_eq(taizhang_findings_num(findings), 6);
	for (size_t i = 0; i < 6; i++)
		ck_assert_str_eq(taizhang_finding_id(taizhang_findings_get(findings, i)), "catalog-table-missing");
	taizhang_findings_free(findings);
}
END_TEST

START_TEST(what_is_not_there_is_an_error)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;

	ck_assert_ptr_null(taizhang_catalog_load(temp_path("nothing"), NULL, &err));
	tz_assert_code(&err, TAIZHANG_E_IO);
	taizhang_error_clear(&err);
	ck_assert_ptr_null(taizhang_catalog_load(NULL, NULL, &err));
	tz_assert_code(&err, TAIZHANG_E_INVAL);
}
END_TEST

START_TEST(a_table_that_is_a_folder_is_an_error)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_findings *findings = taizhang_findings_new(NULL);

	mini_tables();
	ck_assert_int_eq(temp_shell("cd '%s/mini' && rm items.csv && mkdir items.csv", temp_dir()), 0);
	ck_assert_ptr_null(taizhang_catalog_load(temp_path("mini"), findings, &err));
	ck_assert_int_ne(err.code, TAIZHANG_OK);
	taizhang_findings_free(findings);
}
END_TEST

START_TEST(saving_refuses_wrong_arguments_and_places)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_catalog *catalog = taizhang_catalog_builtin("ncc-2017-reconstructed", NULL);

	ck_assert_int_eq(taizhang_catalog_save(NULL, temp_path("a.xml"), &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&err);
	ck_assert_int_eq(taizhang_catalog_save(catalog, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&err);
	ck_assert_int_eq(taizhang_catalog_save(catalog, temp_path("no/such/folder/a.xml"), &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	taizhang_catalog_free(catalog);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("catalog_load");
	TCase *loads = tcase_create("loads");
	TCase *refuses = tcase_create("refuses");

	tcase_add_checked_fixture(loads, NULL, teardown);
	tcase_add_test(loads, a_folder_and_a_file_are_told_apart);
	tcase_add_test(loads, an_empty_folder_lacks_six_tables);
	suite_add_tcase(suite, loads);

	tcase_add_checked_fixture(refuses, NULL, teardown);
	tcase_add_test(refuses, where_nobody_listens_a_catalogue_with_errors_is_an_error);
	tcase_add_test(refuses, what_is_not_there_is_an_error);
	tcase_add_test(refuses, a_table_that_is_a_folder_is_an_error);
	tcase_add_test(refuses, saving_refuses_wrong_arguments_and_places);
	suite_add_tcase(suite, refuses);
	return suite;
}
