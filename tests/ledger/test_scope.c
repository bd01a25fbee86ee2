/* SPDX-License-Identifier: MIT */
/* test_scope.c: a ledger answers for all items, for those of a unit, or for a list. */
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

/* A ledger on a catalogue of its own, or NULL with err; what is left of a failure is freed here. */
static struct taizhang_ledger *make_with(const struct taizhang_ledger_options *options)
{
	struct taizhang_catalog *catalog = taizhang_catalog_builtin("ncc-2017-reconstructed", &err);
	struct taizhang_ledger *of = tz_ledger_new(catalog, options, &err);

	if (!of)
		taizhang_catalog_free(catalog);
	return of;
}

static struct taizhang_ledger *make(const char *unit, const char *const *items, size_t num)
{
	struct taizhang_ledger_options options = TAIZHANG_LEDGER_OPTIONS_INIT;

	options.city = "包头市";
	options.year = 2017;
	options.unit = unit;
	options.items = items;
	options.num_items = num;
	return make_with(&options);
}

static struct taizhang_ledger *make_of(const char *city, int year)
{
	struct taizhang_ledger_options options = TAIZHANG_LEDGER_OPTIONS_INIT;

	options.city = city;
	options.year = year;
	return make_with(&options);
}

START_TEST(without_unit_and_items_it_is_all_items)
{
	ck_assert_int_eq(taizhang_ledger_scope(ledger), TAIZHANG_SCOPE_ALL);
	ck_assert_uint_eq(taizhang_ledger_num_items(ledger), 155);
	ck_assert(taizhang_ledger_has_item(ledger, taizhang_ledger_get_item(ledger, 154)));
	ck_assert_ptr_null(taizhang_ledger_get_item(ledger, 155));
}
END_TEST

START_TEST(a_unit_has_the_items_that_the_catalogue_gives_it)
{
	struct taizhang_ledger *of;
	const struct taizhang_item_filter filter = {.unit = "市教育局"};

	of = make("市教育局", NULL, 0);
	tz_assert_ptr(of, &err);
	ck_assert_int_eq(taizhang_ledger_scope(of), TAIZHANG_SCOPE_UNIT);
	ck_assert_str_eq(taizhang_ledger_unit(of), "市教育局");
	ck_assert_uint_eq(taizhang_ledger_num_items(of),
			  taizhang_catalog_select(taizhang_ledger_catalog(of), &filter, NULL, 0));
	for (size_t i = 0; i < taizhang_ledger_num_items(of); i++)
		ck_assert_str_eq(taizhang_node_unit(taizhang_ledger_get_item(of, i)), "市教育局");
	ck_assert(!taizhang_ledger_has_item(of, sample_item(of, "M001")));
	taizhang_ledger_free(of);
}
END_TEST

START_TEST(renaming_the_unit_leaves_the_scope)
{
	struct taizhang_ledger *of = make("市教育局", NULL, 0);
	size_t num = taizhang_ledger_num_items(of);

	tz_assert_ok(taizhang_ledger_set_unit(of, "市教育体育局", &err), &err);
	ck_assert_uint_eq(taizhang_ledger_num_items(of), num);
	taizhang_ledger_free(of);
}
END_TEST

START_TEST(a_list_takes_codes_and_serials_as_people_write_them_and_in_any_order)
{
	static const char *const items[] = {"M003", "Ⅰ—1—1—1—1", "i-1-1-1-1", "M001"};
	struct taizhang_ledger *of = make("市教育局", items, 4);

	tz_assert_ptr(of, &err);
	ck_assert_int_eq(taizhang_ledger_scope(of), TAIZHANG_SCOPE_ITEMS);
	ck_assert_uint_eq(taizhang_ledger_num_items(of), 2);
	ck_assert_str_eq(taizhang_node_serial(taizhang_ledger_get_item(of, 0)), "M001");
	ck_assert_str_eq(taizhang_node_serial(taizhang_ledger_get_item(of, 1)), "M003");
	taizhang_ledger_free(of);
}
END_TEST

START_TEST(an_unknown_unit_and_names_those_like_it)
{
	ck_assert_ptr_null(make("教育局", NULL, 0));
	tz_assert_code(&err, TAIZHANG_E_NOT_FOUND);
	ck_assert_str_eq(err.where, "教育局");
	ck_assert_str_eq(err.detail, "市教育局");
}
END_TEST

START_TEST(a_unit_like_none_and_names_as_many_as_fit)
{
	ck_assert_ptr_null(make("x", NULL, 0));
	tz_assert_code(&err, TAIZHANG_E_NOT_FOUND);
	ck_assert_ptr_nonnull(strstr(err.detail, "市委宣传部"));
	ck_assert_ptr_nonnull(strstr(err.detail, "、"));
}
END_TEST

START_TEST(unknown_items_and_names_all_of_them)
{
	static const char *const items[] = {"M001", "M999", "I-1", NULL};

	ck_assert_ptr_null(make(NULL, items, 4));
	tz_assert_code(&err, TAIZHANG_E_NOT_FOUND);
	ck_assert_str_eq(err.where, "M999、I-1、\"\"");
}
END_TEST

START_TEST(a_ledger_without_city_or_year)
{
	ck_assert_ptr_null(tz_ledger_new(NULL, NULL, NULL));
	ck_assert_ptr_null(make_of("", 2017));
	ck_assert_ptr_null(make_of("包头市", 0));
	tz_assert_code(&err, TAIZHANG_E_INVAL);
}
END_TEST

START_TEST(nodes_that_are_no_items_of_its_catalogue)
{
	struct taizhang_ledger *other = sample_ledger();

	ck_assert(!taizhang_ledger_has_item(ledger, NULL));
	ck_assert(!taizhang_ledger_has_item(NULL, sample_item(ledger, "M001")));
	ck_assert(!taizhang_ledger_has_item(ledger,
					    taizhang_node_parent(sample_item(ledger, "M001"))));
	ck_assert(!taizhang_ledger_has_item(ledger, sample_item(other, "M001")));
	ck_assert_uint_eq(taizhang_ledger_num_items(NULL), 0);
	ck_assert_ptr_null(taizhang_ledger_get_item(NULL, 0));
	ck_assert_int_eq(taizhang_ledger_scope(NULL), 0);
	taizhang_ledger_free(other);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("scope");
	TCase *tcase;

	tcase = tcase_create("scope");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, without_unit_and_items_it_is_all_items);
	tcase_add_test(tcase, a_unit_has_the_items_that_the_catalogue_gives_it);
	tcase_add_test(tcase, renaming_the_unit_leaves_the_scope);
	tcase_add_test(tcase, a_list_takes_codes_and_serials_as_people_write_them_and_in_any_order);
	suite_add_tcase(suite, tcase);

	tcase = tcase_create("refuses");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, an_unknown_unit_and_names_those_like_it);
	tcase_add_test(tcase, a_unit_like_none_and_names_as_many_as_fit);
	tcase_add_test(tcase, unknown_items_and_names_all_of_them);
	tcase_add_test(tcase, a_ledger_without_city_or_year);
	tcase_add_test(tcase, nodes_that_are_no_items_of_its_catalogue);
	suite_add_tcase(suite, tcase);
	return suite;
}
