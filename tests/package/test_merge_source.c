/* SPDX-License-Identifier: MIT */
/* test_merge_source.c: tests of lib/package/merge_source.c and merge_apply.c: which packages are merged, and which refused. */
#include "package/merge_case.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/bag_case.h"

static const struct material one[] = {{"M001", "通知.txt", "一"}, {NULL, NULL, NULL}};
static const char *a, *b;

/* A sound package, and one that is not. */
static void set_up_two(const char *target_field, const char *value)
{
	a = unit_of_one("a", "甲局", "通知.txt", "一");
	unit_make("b", "乙局", (const struct material[]){{"M002", "报告.docx", "二"}, {NULL, NULL, NULL}});
	if (target_field)
		unit_set("b", ".", target_field, value);
	b = unit_pack("b");
}

/* Unpacks b, changes it and packs it again as the bag it then is. */
static void edit(const struct bag_edit *edits, bool list_tags, enum taizhang_format format)
{
	static char path[4096];

	ck_assert_int_eq(temp_shell("mkdir '%s' && LC_ALL=C.UTF-8 bsdtar -xf '%s' -C '%s'", temp_path("case"), b, temp_path("case")), 0);
	bag_edit(temp_path("case/包头市-2017-乙局"), edits);
	if (list_tags)
		bag_list_tags(temp_path("case/包头市-2017-乙局"), "sha256");
	snprintf(path, sizeof path, "%s", bag_archive("case", "包头市-2017-乙局", format));
	b = path;
}

START_TEST(another_city_or_year_is_refused)
{
	static const char *const cases[][2] = {{"city", "呼和浩特市"}, {"year", "2018"}};

	set_up_two(cases[_i][0], cases[_i][1]);
	assert_refused("merge-other-ledger", a, b);
	ck_assert_str_eq(taizhang_finding_field(taizhang_findings_get(findings, 0)), cases[_i][0]);
	ck_assert_str_eq(taizhang_finding_found(taizhang_findings_get(findings, 0)), cases[_i][1]);
	ck_assert(!taizhang_merged_is_left_out(merged, 0));
	ck_assert(taizhang_merged_is_left_out(merged, 1));
}
END_TEST

START_TEST(another_catalogue_is_refused)
{
	struct taizhang_ledger_options o = TAIZHANG_LEDGER_OPTIONS_INIT;
	struct taizhang_catalog *catalog = taizhang_catalog_builtin("ncc-2017-reconstructed", &err);
	struct taizhang_ledger *other;

	tz_assert_ok(taizhang_catalog_save(catalog, temp_path("catalog.xml"), &err), &err);
	taizhang_catalog_free(catalog);
	ck_assert_int_eq(temp_shell("sed -i 's/ncc-2017-reconstructed/ncc-2017-other/' '%s'", temp_path("catalog.xml")), 0);
	catalog = taizhang_catalog_load(temp_path("catalog.xml"), NULL, &err);
	tz_assert_ptr(catalog, &err);
	o.city = "包头市";
	o.year = 2017;
	o.unit = "丙局";
	o.items = (const char *const[]){"M001"};
	o.num_items = 1;
	other = taizhang_ledger_create(temp_path("c"), catalog, &o, &err);
	tz_assert_ptr(other, &err);
	taizhang_ledger_free(other);
	unit_put("c", "M001", "通知.txt", "三");
	assert_refused("merge-other-ledger", unit_pack("c"));
	ck_assert_str_eq(taizhang_finding_field(taizhang_findings_get(findings, 0)), "catalog");
}
END_TEST

START_TEST(a_package_that_is_not_valid_is_named_with_what_is_wrong)
{
	static const struct bag_edit damage[] = {{BAG_APPEND, "data/I-1-1-1-2/01-报告.docx", "!", NULL}, {BAG_NO_EDIT, NULL, NULL, NULL}};
	const struct taizhang_finding *f;

	set_up_two(NULL, NULL);
	edit(damage, false, _i ? TAIZHANG_FORMAT_TAR_GZ : TAIZHANG_FORMAT_ZIP);
	ck_assert_int_eq(MERGE(a, b), -1);
	tz_assert_code(&err, TAIZHANG_E_REFUSED);
	f = taizhang_findings_get(findings, 0);
	ck_assert_str_eq(taizhang_finding_id(f), "merge-invalid");
	ck_assert_str_eq(taizhang_finding_file(f), b);
	ck_assert_uint_gt(taizhang_findings_num(findings), 1);
	ck_assert(taizhang_merged_is_left_out(merged, 1));
	assert_records("M001", "");
}
END_TEST

START_TEST(what_is_no_package_is_named_too)
{
	static const struct bag_edit damage[] = {{BAG_REMOVE, "manifest.xml", NULL, NULL}, {BAG_NO_EDIT, NULL, NULL, NULL}};

	set_up_two(NULL, NULL);
	edit(damage, true, TAIZHANG_FORMAT_ZIP);
	assert_refused("merge-invalid package-manifest-none", a, b);
	ck_assert_str_eq(taizhang_merged_root(merged, 1), "");
	ck_assert_int_eq(MERGE(a, temp_write_text("text.zip", "no archive at all")), -1);
	ck_assert(err.code == TAIZHANG_E_REFUSED || err.code == TAIZHANG_E_FORMAT);
	assert_records("M001", "");
}
END_TEST

START_TEST(a_ledgers_folder_is_no_package)
{
	unit_make("a", "甲局", one);
	snapshot("before");
	ck_assert_int_eq(MERGE(temp_path("a")), -1);
	assert_snapshot("before");
}
END_TEST

START_TEST(a_part_or_a_supplement_alone_is_refused)
{
	static struct bag_edit part[] = {
		{BAG_REPLACE, "manifest.xml", "manifest:1\" version=\"1.0\"", "manifest:1\" version=\"1.1\""},
		{BAG_REPLACE, "manifest.xml", "<package ",
		 "<package whole=\"0000000000000000000000000000000000000000000000000000000000000000\" whole-files=\"1\" whole-bytes=\"3\" part=\"1\" parts=\"2\" "},
		{BAG_NO_EDIT, NULL, NULL, NULL},
	};
	char *found;

	set_up_two(NULL, NULL);
	edit(part, true, TAIZHANG_FORMAT_ZIP);
	ck_assert_int_eq(MERGE(a, b), -1);
	tz_assert_code(&err, TAIZHANG_E_REFUSED);
	found = bag_ids(findings);
	ck_assert_msg(strstr(found, "merge-part") != NULL, "%s", found);
	free(found);
}
END_TEST

START_TEST(items_outside_the_scope_are_told)
{
	struct taizhang_ledger_options o = TAIZHANG_LEDGER_OPTIONS_INIT;

	a = unit_of_one("a", "甲局", "通知.txt", "一");
	ck_assert_int_eq(temp_shell("rm -r '%s'", temp_path("city")), 0);
	o.city = "包头市";
	o.year = 2017;
	o.items = (const char *const[]){"M002"};
	o.num_items = 1;
	taizhang_ledger_free(taizhang_ledger_create(temp_path("city"), taizhang_catalog_builtin("ncc-2017-reconstructed", NULL), &o, &err));
	assert_refused("merge-scope", a);
	ck_assert_str_eq(taizhang_finding_item(taizhang_findings_get(findings, 0)), "I-1-1-1-1");
	/* --take is about conflicts */
	take_words("LAST", NULL, NULL);
	assert_refused("merge-scope", a);
}
END_TEST

START_TEST(a_word_that_names_no_unit_is_refused)
{
	a = unit_of_one("a", "甲局", "通知.txt", "一");
	take_words("LSAT", NULL, NULL);
	snapshot("before");
	ck_assert_int_eq(MERGE(a), -1);
	tz_assert_code(&err, TAIZHANG_E_NOT_FOUND);
	assert_snapshot("before");
	take_words("甲局", NULL, NULL);
	assert_merges(a);
}
END_TEST

START_TEST(a_city_folder_that_cannot_be_written_stays_as_it_was)
{
	a = unit_of_one("a", "甲局", "通知.txt", "一");
	/* root may write anywhere: a file where a folder has to be stops anybody */
	ck_assert_int_eq(temp_shell("cd '%s'/materials && rmdir I-1-1-1-1* && touch 'I-1-1-1-1 党的十九大精神学习宣传工作方案'", temp_path("city")), 0);
	snapshot("before");
	ck_assert_int_eq(MERGE(a), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	ck_assert_ptr_null(merged);
	assert_snapshot("before");
}
END_TEST

START_TEST(the_text_has_a_line_a_package_and_the_totals)
{
	struct taizhang_render_options render = TAIZHANG_RENDER_OPTIONS_INIT;
	char *text;

	set_up_two(NULL, NULL);
	assert_merges(a, b);
	text = taizhang_merged_text(merged, NULL, &err);
	tz_assert_ptr(text, &err);
	ck_assert_ptr_nonnull(strstr(text, "新增"));
	ck_assert_ptr_nonnull(strstr(text, strrchr(b, '/') + 1));
	ck_assert_ptr_nonnull(strstr(text, "合计"));
	taizhang_text_free(text);
	render.lang = TAIZHANG_LANG_EN;
	text = taizhang_merged_text(merged, &render, &err);
	ck_assert_ptr_nonnull(strstr(text, "total"));
	taizhang_text_free(text);
	render.json = true;
	text = taizhang_merged_text(merged, &render, &err);
	ck_assert_ptr_nonnull(strstr(text, "\"root\": \"包头市-2017-乙局\""));
	ck_assert_ptr_nonnull(strstr(text, "\"saved\": true"));
	taizhang_text_free(text);
	ck_assert_ptr_null(taizhang_merged_text(NULL, NULL, &err));
	tz_assert_code(&err, TAIZHANG_E_INVAL);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("merge_source");
	TCase *refuses = merge_behaviour(suite, "refuses"), *tells = merge_behaviour(suite, "tells");

	tcase_add_loop_test(refuses, another_city_or_year_is_refused, 0, 2);
	tcase_add_test(refuses, another_catalogue_is_refused);
	tcase_add_loop_test(refuses, a_package_that_is_not_valid_is_named_with_what_is_wrong, 0, 2);
	tcase_add_test(refuses, what_is_no_package_is_named_too);
	tcase_add_test(refuses, a_ledgers_folder_is_no_package);
	tcase_add_test(refuses, a_part_or_a_supplement_alone_is_refused);
	tcase_add_test(refuses, items_outside_the_scope_are_told);
	tcase_add_test(refuses, a_word_that_names_no_unit_is_refused);
	tcase_add_test(refuses, a_city_folder_that_cannot_be_written_stays_as_it_was);
	tcase_add_test(tells, the_text_has_a_line_a_package_and_the_totals);
	return suite;
}
