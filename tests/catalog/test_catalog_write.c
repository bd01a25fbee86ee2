/* SPDX-License-Identifier: MIT */
/* test_catalog_write.c: XML written, read and written again is the same bytes, and valid for another program. */
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

static struct taizhang_catalog *load(const char *path)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_catalog *catalog = path ? taizhang_catalog_load(path, NULL, &err) :
		taizhang_catalog_builtin("ncc-2017-reconstructed", &err);

	tz_assert_ptr(catalog, &err);
	return catalog;
}

static void save(struct taizhang_catalog *catalog, const char *name)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;

	tz_assert_ok(taizhang_catalog_save(catalog, temp_path(name), &err), &err);
	taizhang_catalog_free(catalog);
}

static void same_file(const char *a, const char *b)
{
	ck_assert_int_eq(temp_shell("cmp '%s/%s' '%s/%s'", temp_dir(), a, temp_dir(), b), 0);
}

START_TEST(the_built_in_edition_is_the_same_bytes_after_reading)
{
	save(load(NULL), "a.xml");
	save(load(temp_path("a.xml")), "b.xml");
	same_file("a.xml", "b.xml");
}
END_TEST

START_TEST(tables_and_xml_hold_the_same)
{
	struct taizhang_catalog *catalog;

	mini_tables();
	save(load(temp_path("mini")), "a.xml");
	save(load(temp_path("a.xml")), "b.xml");
	same_file("a.xml", "b.xml");
	catalog = load(temp_path("b.xml"));
	ck_assert_int_eq(taizhang_catalog_save_tables(catalog, temp_path("out"), NULL), 0);
	taizhang_catalog_free(catalog);
	save(load(temp_path("out")), "c.xml");
	same_file("a.xml", "c.xml");
}
END_TEST

START_TEST(line_breaks_and_marks_in_values_survive)
{
	mini_tables();
	mini_replace("blocks", "block_id,title_zh,locator\nA,\"甲 <&> \"\"'\",\"1\n\t2\r\n3\"\n");
	save(load(temp_path("mini")), "a.xml");
	save(load(temp_path("a.xml")), "b.xml");
	same_file("a.xml", "b.xml");
}
END_TEST

START_TEST(xmllint_finds_it_valid)
{
	const char *build = getenv("abs_top_builddir");

	if (temp_shell("command -v xmllint >/dev/null") != 0)
		return;
	save(load(NULL), "a.xml");
	mini_tables();
	save(load(temp_path("mini")), "b.xml");
	ck_assert_int_eq(temp_shell("xmllint --nonet --noout --schema '%s/data/schema/catalog.xsd' '%s/a.xml' '%s/b.xml' 2>&1",
				    build ? build : "..", temp_dir(), temp_dir()), 0);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("catalog_write");
	TCase *returns = tcase_create("returns");
	TCase *others = tcase_create("others");

	tcase_add_checked_fixture(returns, NULL, teardown);
	tcase_add_test(returns, the_built_in_edition_is_the_same_bytes_after_reading);
	tcase_add_test(returns, tables_and_xml_hold_the_same);
	tcase_add_test(returns, line_breaks_and_marks_in_values_survive);
	suite_add_tcase(suite, returns);

	tcase_add_checked_fixture(others, NULL, teardown);
	tcase_add_test(others, xmllint_finds_it_valid);
	suite_add_tcase(suite, others);
	return suite;
}
