/* SPDX-License-Identifier: MIT */
/* test_tables_read.c: tables of a city's own: what is taken, and every way in which they can be wrong. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/encoding.h"
#include "catalog/mini.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"

static struct taizhang_findings *findings;
static struct taizhang_catalog *catalog;

static void setup(void)
{
	findings = taizhang_findings_new(NULL);
	ck_assert_ptr_nonnull(findings);
	mini_tables();
}

static void teardown(void)
{
	taizhang_catalog_free(catalog);
	catalog = NULL;
	taizhang_findings_free(findings);
	temp_remove();
}

static void load_clean(void)
{
	catalog = mini_load(findings);
	ck_assert_str_eq(mini_said(findings), "");
}

START_TEST(sound_tables_are_taken_without_a_word)
{
	const struct taizhang_requirement *r;
	const struct taizhang_node *item;

	load_clean();
	ck_assert_int_eq(taizhang_catalog_status(catalog), TAIZHANG_STATUS_LOCAL);
	ck_assert_uint_eq(taizhang_catalog_num_items(catalog), 3);
	ck_assert_uint_eq(taizhang_catalog_num_nodes(catalog, TAIZHANG_LEVEL_STANDARD), 4);
	ck_assert_str_eq(taizhang_catalog_year_weight(catalog, 1), "60");
	item = taizhang_catalog_find(catalog, "M1");
	ck_assert_uint_eq(taizhang_node_num_requirements(item), 2);
	r = taizhang_node_get_requirement(item, 0);
	ck_assert(taizhang_requirement_all_roles(r));
	ck_assert_uint_eq(taizhang_requirement_num_formats(r), 3);
	ck_assert_str_eq(taizhang_requirement_get_format(r, 0), "pdf");
	ck_assert_str_eq(taizhang_requirement_get_format(r, 1), "jpg");
	ck_assert_str_eq(taizhang_requirement_get_format(r, 2), "docx");
	ck_assert_int_eq(taizhang_requirement_from(r).month, 8);
	ck_assert_int_eq(taizhang_requirement_to(r).day, 0);
	ck_assert_str_eq(taizhang_requirement_basis(r), "source");
	ck_assert_uint_eq(taizhang_node_methods(taizhang_catalog_find(catalog, "M2")), 7);
}
END_TEST

START_TEST(a_requirement_without_a_kind_is_of_the_items_kind)
{
	const struct taizhang_requirement *r;

	load_clean();
	r = taizhang_node_get_requirement(taizhang_catalog_find(catalog, "M2"), 0);
	ck_assert_int_eq(taizhang_requirement_kind(r), TAIZHANG_KIND_IMAGE);
	ck_assert_uint_eq(taizhang_requirement_captions(r), TAIZHANG_CAPTION_TIME | TAIZHANG_CAPTION_PLACE);
	ck_assert_str_eq(taizhang_requirement_basis(r), "");
}
END_TEST

START_TEST(the_mandatory_columns_are_enough)
{
	mini_replace("catalog", "key,value\nid,mini\ntitle_zh,小目录\nedition,2020\nclass,county\n");
	mini_replace("items", "item_id,content_id,title_zh,kind\nA-1-1-1-1,A-1-1-1,方案,normative\n");
	mini_replace("projects", "project_id,block_id,title_zh\nA-1,A,甲一\n");
	mini_replace("contents", "content_id,indicator_id,title_zh\nA-1-1-1,A-1-1,甲一一一\n");
	mini_replace("indicators", "indicator_id,project_id,title_zh\nA-1-1,A-1,甲一一\n");
	mini_replace("blocks", "block_id,title_zh\nA,甲\n");
	mini_replace("field_standards", NULL);
	mini_replace("requirements", NULL);
	mini_replace("thresholds", NULL);
	mini_replace("negative", NULL);
	mini_replace("facts", NULL);
	mini_replace("sources", NULL);
	mini_replace("editions", NULL);
	load_clean();
	ck_assert_uint_eq(taizhang_catalog_num_items(catalog), 1);
	ck_assert_uint_eq(taizhang_catalog_num_units(catalog), 0);
	ck_assert_int_eq(taizhang_catalog_declared(catalog, "blocks"), -1);
	ck_assert_str_eq(taizhang_catalog_title(catalog, TAIZHANG_LANG_EN), "小目录");
}
END_TEST

START_TEST(columns_stand_in_any_order_and_codes_in_any_writing)
{
	mini_replace("items", "kind,title_zh,content_id,item_id\n"
		     "规范文件,方案,a—1—1—1,A-1-1-1-1)\nimage,照片,(A)-1-1-1,A-1-1-1-2\ntable,表,A-1-1-2,A-1-1-2-1\n");
	mini_replace("thresholds", NULL);
	mini_replace("facts", NULL);
	load_clean();
	ck_assert_str_eq(taizhang_node_code(taizhang_catalog_get_item(catalog, 0)), "A-1-1-1-1)");
	ck_assert_str_eq(taizhang_node_path_code(taizhang_catalog_get_item(catalog, 0)), "A-1-1-1-1");
	ck_assert_int_eq(taizhang_node_kind(taizhang_catalog_get_item(catalog, 0)), TAIZHANG_KIND_NORMATIVE);
}
END_TEST

START_TEST(blanks_around_values_bom_and_crlf_do_not_matter)
{
	mini_replace("blocks", "\xEF\xBB\xBF" "block_id , title_zh\r\n A ,\xE3\x80\x80甲 \r\n\r\n,,\r\n");
	load_clean();
	ck_assert_str_eq(taizhang_node_title(taizhang_catalog_find(catalog, "A"), TAIZHANG_LANG_ZH), "甲");
}
END_TEST

START_TEST(quoted_fields_hold_commas_quotes_and_line_breaks)
{
	mini_replace("blocks", "block_id,title_zh\nA,\"甲,\n\"\"一\"\"\"\n");
	load_clean();
	ck_assert_str_eq(taizhang_node_title(taizhang_catalog_find(catalog, "A"), TAIZHANG_LANG_ZH), "甲,\n\"一\"");
}
END_TEST

START_TEST(tables_as_excel_on_a_chinese_windows_writes_them_are_read)
{
	static const char *const names[] = {"catalog", "blocks", "projects", "indicators", "contents", "items",
					    "field_standards", "requirements", "thresholds", "negative", "facts",
					    "sources", "editions"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		struct tz_buffer gb = TZ_BUFFER_INIT;
		char name[64];

		ck_assert_int_eq(tz_encoding_to_gb18030(mini_text(names[i]), &gb, NULL), 0);
		snprintf(name, sizeof name, "mini/%s.csv", names[i]);
		temp_write(name, gb.data, gb.size);
		tz_buffer_free(&gb);
	}
	load_clean();
	ck_assert_str_eq(taizhang_node_title(taizhang_catalog_find(catalog, "A"), TAIZHANG_LANG_ZH), "甲");
}
END_TEST

START_TEST(a_stated_position_orders_the_standards_of_a_content)
{
	const struct taizhang_node *content;

	mini_replace("field_standards", "standard_id,content_id,title_zh,method,position\n"
		     "A-1-1-1-3,A-1-1-1,满意度,questionnaire,1\n");
	mini_replace("items", "item_id,content_id,title_zh,kind,position\n"
		     "A-1-1-1-1,A-1-1-1,方案,normative,3\nA-1-1-1-2,A-1-1-1,照片,image,2\nA-1-1-2-1,A-1-1-2,表,table,\n");
	load_clean();
	content = taizhang_catalog_find(catalog, "A-1-1-1");
	ck_assert_str_eq(taizhang_node_code(taizhang_node_get_child(content, 0)), "A-1-1-1-3");
	ck_assert_str_eq(taizhang_node_code(taizhang_node_get_child(content, 2)), "A-1-1-1-1");
	ck_assert_str_eq(taizhang_node_code(taizhang_catalog_get_item(catalog, 0)), "A-1-1-1-2");
}
END_TEST

START_TEST(an_apostrophe_that_guards_a_formula_is_no_part_of_the_value)
{
	mini_replace("thresholds", "threshold_id,standard_id,metric_zh,comparator,value\nT1,A-1-1-2-1,覆盖率,'==,1\n"
		     "T2,A-1-1-2-1,'满意度,>,1\n");
	load_clean();
	ck_assert_str_eq(taizhang_threshold_comparator(taizhang_catalog_find_threshold(catalog, "T1")), "==");
	ck_assert_str_eq(taizhang_threshold_metric(taizhang_catalog_find_threshold(catalog, "T2"), TAIZHANG_LANG_ZH),
			 "'满意度");
}
END_TEST

START_TEST(numbers_are_kept_exactly_and_in_one_form)
{
	mini_replace("thresholds", "threshold_id,standard_id,metric_zh,comparator,value\n"
		     "T1,A-1-1-2-1,a,>=,\"1,234.50\"\nT2,A-1-1-2-1,b,>=,\xEF\xBC\x99\xEF\xBC\x95\n");
	load_clean();
	ck_assert_str_eq(taizhang_threshold_value(taizhang_catalog_find_threshold(catalog, "T1")), "1234.50");
	ck_assert_str_eq(taizhang_threshold_value(taizhang_catalog_find_threshold(catalog, "T2")), "95");
}
END_TEST

/* One table spoilt, and all that is said of it. */
static const struct {
	const char *table, *text, *said;
} cases[] = {
	{"editions", NULL, ""},
	{"sources", "", ""},
	{"blocks", NULL, "catalog-table-missing blocks.csv:0  |\n"},
	{"projects", "", "catalog-table-missing projects.csv:0  |\n"},
	{"indicators", "project_id,title_zh\nA-1,x\n", "catalog-column-missing indicators.csv:0 indicator_id |\n"
						      "catalog-reference-unknown negative.csv:2 indicator_id A-1-1|\n"},
	{"negative", "negative_id,title_zh\nN1,\x80\xFF\x81\n", "catalog-table-encoding negative.csv:0  |\n"},
	{"blocks", "block_id,title_en\nA,Jia\n", "catalog-column-missing blocks.csv:0 title_zh |\n"},
	{"catalog", "key\nid\n", "catalog-column-missing catalog.csv:0 value |\n"},
	{"blocks", "block_id,title_zh,remark,block_id\nA,甲,,B\n",
	 "catalog-column-unused blocks.csv:0 remark |\ncatalog-column-unused blocks.csv:0 block_id |\n"},
	{"blocks", "block_id,title_zh\nA,甲,more\n", "catalog-row-long blocks.csv:2  |\n"},
	{"blocks", "block_id,title_zh\nA,\"甲\n", "catalog-quote-open blocks.csv:2  |\n"},
	{"blocks", "block_id,title_zh\nA,\"甲\"乙\n", "catalog-quote-misplaced blocks.csv:2  |\n"},
	{"catalog", "key,value\nid,mini\ntitle_zh,\nedition,2020\n",
	 "catalog-value-missing catalog.csv:3 title_zh |\ncatalog-value-missing catalog.csv:0 class |\n"},
	{"catalog", "key,value\nid,mini\ntitle_zh,t\nedition,2020\nclass,x\ncolour,red\nid,twice\n",
	 "catalog-column-unused catalog.csv:6 colour |\ncatalog-column-unused catalog.csv:7 id |\n"},
	{"catalog", "key,value\nid,()\ntitle_zh,t\nedition,2020\nclass,x\nstatus,secret\nyear_weights,1;x\n",
	 "catalog-value catalog.csv:2 id ()|\ncatalog-value catalog.csv:6 status secret|official reconstructed local\n"
	 "catalog-value catalog.csv:7 year_weights 1;x|15;25;60\n"},
	{"catalog", "key,value\nid,a\ntitle_zh,t\nedition,2020\nclass,x\nmaterial_score_share,73\nfield_score_share,26.5\n"
		    "year_weights,15;25;60.000001\n",
	 "catalog-weights catalog.csv:0 material_score_share + field_score_share 99.5|100\n"
	 "catalog-weights catalog.csv:0 year_weights 100.000001|100\n"},
	{"catalog", "key,value\nid,a\ntitle_zh,t\nedition,2020\nclass,x\nyear_weights,-50;150\n",
	 "catalog-weights catalog.csv:0 year_weights -50|100\n"},
	{"items", "item_id,content_id,title_zh,kind,field_method\nA-1-1-1-1,A-1-1-1,,\n",
	 "catalog-value-missing items.csv:2 title_zh |\ncatalog-value-missing items.csv:2 kind |\n"
	 "catalog-parent-unknown requirements.csv:4 item_id A-1-1-1-2|\n"
	 "catalog-parent-unknown requirements.csv:5 item_id A-1-1-2-1|\n"
	 "catalog-parent-unknown thresholds.csv:2 standard_id A-1-1-2-1|\n"},
	{"items", "item_id,content_id,title_zh,kind,field_method\nA-1-1-1-1,A-1-1-1,方案,video,material\n"
		  "A-1-1-1-2,A-1-1-1,照片,image,none\nA-1-1-2-1,A-1-1-2,表\x01,table,none\n",
	 "catalog-value items.csv:2 kind video|normative report image table\n"
	 "catalog-value items.csv:2 field_method material|none site questionnaire\n"
	 "catalog-value items.csv:4 title_zh 表\x01|\n"},
	{"items", "item_id,content_id,title_zh,kind\nA-1-1-1-1,A-1-1-1,方案,normative\nA—1—1—1—1),A-1-1-1,照片,image\n"
		  "A-1-1-2-1,A-1-1-2,表,table\nA-1-1-1-2,A-1-1-1,照片,image\n",
	 "catalog-id-twice items.csv:3 item_id A—1—1—1—1)|items.csv\ncatalog-count projects.csv:2 items 4|3\n"
	 "catalog-count contents.csv:2 items 3|2\ncatalog-count facts.csv:3 standards 5|4\n"
	 "catalog-count facts.csv:2 material_items 4|3\n"},
	{"items", "item_id,content_id,title_zh,kind,serial\nA-1-1-1-1,A-1-1-1,方案,normative,M1\n"
		  "A-1-1-1-2,A-1-1-1,照片,image,\xEF\xBC\xAD" "1\nA-1-1-2-1,A-1-1-2,表,table,A-1\n",
	 "catalog-id-twice items.csv:3 serial \xEF\xBC\xAD" "1|items.csv\n"
	 "catalog-id-twice items.csv:4 serial A-1|projects.csv\n"},
	{"projects", "project_id,block_id,title_zh\nA-1,B,甲一\n", "catalog-parent-unknown projects.csv:2 block_id B|\n"},
	{"projects", "project_id,block_id,title_zh\nA-1,,甲一\n", "catalog-value-missing projects.csv:2 block_id |\n"},
	{"contents", "content_id,indicator_id,title_zh\nA-1-1-1,A-1,x\nA-1-1-2,A-1-1,y\n",
	 "catalog-parent-unknown contents.csv:2 indicator_id A-1|\n"},
	{"thresholds", "threshold_id,standard_id,metric_zh,comparator,value\nT1,A-1-1-9-9,x,>=,1\n",
	 "catalog-parent-unknown thresholds.csv:2 standard_id A-1-1-9-9|\n"},
	{"negative", "negative_id,indicator_id,title_zh,strength\nN1,A-1,x,explicit\nN2,,y,perhaps\n",
	 "catalog-value negative.csv:3 strength perhaps|explicit prohibit sanction\n"
	 "catalog-reference-unknown negative.csv:2 indicator_id A-1|\n"},
	{"negative", "negative_id,title_zh\nN1,x\nn1,y\n", "catalog-id-twice negative.csv:3 negative_id N1|negative.csv\n"},
	{"requirements", "item_id,kind,least\nA-1-1-1-3,image,1\n", "catalog-not-an-item requirements.csv:2  A-1-1-1-3|\n"},
	{"requirements", "item_id,kind,least\nA-1-1-1-1,image,1\n", "catalog-main-kind items.csv:2  normative|\n"},
	{"requirements", "item_id,least,most,from,to\nA-1-1-1-1,3,2,,\nA-1-1-1-1,,,2020-08,2020-07\nA-1-1-1-1,2,2,2020-08,2020\n",
	 "catalog-range requirements.csv:2 most 2|3\ncatalog-range requirements.csv:3 to 2020-07|2020-08\n"},
	{"requirements", "item_id,least,word_limit,caption_fields,roles,formats,from,basis\n"
			 "A-1-1-1-1,-1,many,smell,king,a/?,2020-02-30,rumour\n",
	 "catalog-value requirements.csv:2 least -1|0, 1, 2 …\ncatalog-value requirements.csv:2 word_limit many|0, 1, 2 …\n"
	 "catalog-value requirements.csv:2 caption_fields smell|time place people theme background reason medium column\n"
	 "catalog-value requirements.csv:2 roles king|body redhead seal attachment\n"
	 "catalog-value requirements.csv:2 formats a/?|jpg pdf docx …\n"
	 "catalog-value requirements.csv:2 from 2020-02-30|2017-08-05, 2017-08, 2017\n"
	 "catalog-value requirements.csv:2 basis rumour|source default\n"},
	{"thresholds", "threshold_id,standard_id,metric_zh,comparator,value,reference,active\n"
		       "T1,A-1-1-2-1,x,>=,1,全省,1\nT2,A-1-1-2-1,y,=>,,,maybe\n",
	 "catalog-value thresholds.csv:3 comparator =>|>= > <= < ==\ncatalog-value thresholds.csv:3 active maybe|1 0\n"
	 "catalog-threshold-value thresholds.csv:2  T1|\ncatalog-threshold-value thresholds.csv:3  T2|\n"},
	{"thresholds", "threshold_id,standard_id,metric_zh,comparator,value\nT1,A-1-1-2-1,x,>=,viele\n",
	 "catalog-value thresholds.csv:2 value viele|73, 1.5\ncatalog-count facts.csv:4 thresholds 1|2\n"},
	{"catalog", "key,value\nid,a\ntitle_zh,t\nedition,2020\nclass,x\nmaterial_score_share,much\nfield_score_share,27\n",
	 "catalog-value catalog.csv:6 material_score_share much|73, 1.5\n"},
	{"facts", "key,value,source\nmaterial_items,155,s9\nblocks,1,s1\n",
	 "catalog-reference-unknown facts.csv:2 source s9|\ncatalog-count facts.csv:2 material_items 3|155\n"},
	{"contents", "content_id,indicator_id,title_zh,material,items\nA-1-1-1,A-1-1,x,0,2\nA-1-1-2,A-1-1,y,1,two\n",
	 "catalog-count contents.csv:2 material 1|0\ncatalog-value contents.csv:3 items two|0, 1, 2 …\n"},
	{"contents", "content_id,indicator_id,title_zh\nA-1-1-1,A-1-1,x\nA-1-1-2,A-1-1,y\nA-1-1-3,A-1-1,z\n",
	 "catalog-count indicators.csv:2 contents 3|2\ncatalog-branch-empty contents.csv:4  A-1-1-3|\n"},
	{"field_standards", "standard_id,content_id,title_zh,method\nA-1-1-1-3,A-1-1-1,满意度,material\n",
	 "catalog-value field_standards.csv:2 method material|site questionnaire\n"},
	{"sources", "source,title_zh,edition\ns1,x,E9\ns2,y,\n", "catalog-reference-unknown sources.csv:2 edition E9|\n"},
	{"sources", "source,title_zh\ns1,x\n",
	 "catalog-reference-unknown items.csv:2 also_refs s2|\ncatalog-reference-unknown items.csv:4 source s2|\n"},
};

#define NUM_CASES (sizeof cases / sizeof cases[0])

START_TEST(what_is_wrong_is_told_with_its_table_row_and_column)
{
	const char *said;

	mini_replace(cases[_i].table, cases[_i].text);
	catalog = mini_load(findings);
	said = mini_said(findings);
	ck_assert_str_eq(said, cases[_i].said);
}
END_TEST

START_TEST(a_field_without_end_is_cut_and_told)
{
	size_t size = 2u << 20;
	char *text = malloc(size + 1);

	ck_assert_ptr_nonnull(text);
	memset(text, 'x', size);
	memcpy(text, "block_id,title_zh\nA,", 20);
	text[size] = '\0';
	mini_replace("blocks", text);
	free(text);
	catalog = mini_load(findings);
	ck_assert_str_eq(mini_said(findings), "catalog-field-long blocks.csv:2  |\n");
}
END_TEST

START_TEST(all_that_is_wrong_is_told_in_one_run_in_both_languages)
{
	char text[512];

	mini_replace("blocks", "block_id,title_zh\nA,\n");
	mini_replace("items", "item_id,content_id,title_zh,kind\nA-1-1-1-1,X,方案,video\n");
	mini_replace("thresholds", "threshold_id,standard_id,metric_zh,comparator,value\nT1,A-1-1-1-1,x,=>,viele\n");
	mini_replace("requirements", NULL);
	catalog = mini_load(findings);
	ck_assert_str_eq(mini_said(findings),
			 "catalog-value-missing blocks.csv:2 title_zh |\ncatalog-parent-unknown items.csv:2 content_id X|\n"
			 "catalog-value items.csv:2 kind video|normative report image table\n"
			 "catalog-value thresholds.csv:2 comparator =>|>= > <= < ==\n"
			 "catalog-value thresholds.csv:2 value viele|73, 1.5\n");
	taizhang_finding_text(taizhang_findings_get(findings, 2), TAIZHANG_LANG_EN, text, sizeof text);
	ck_assert_ptr_nonnull(strstr(text, "/items.csv:2: kind cannot be \"video\"; it takes normative report image table"));
	taizhang_finding_text(taizhang_findings_get(findings, 2), TAIZHANG_LANG_ZH, text, sizeof text);
	ck_assert_ptr_nonnull(strstr(text, "/items.csv 第 2 行的“kind”不能是“video”"));
}
END_TEST

START_TEST(a_hundred_thousand_rows_of_one_parent_take_no_time_that_grows_with_their_square)
{
	size_t num = 100000, used;
	char *text = malloc(64 * (num + 1));

	ck_assert_ptr_nonnull(text);
	used = (size_t)sprintf(text, "item_id,content_id,title_zh,kind\n");
	for (size_t i = 0; i < num; i++)
		used += (size_t)sprintf(text + used, "A-1-1-1-%zu,A-1-1-1,x,table\n", i);
	mini_replace("items", text);
	free(text);
	catalog = mini_load(findings);
	ck_assert_uint_eq(taizhang_catalog_num_items(catalog), num);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("tables_read");
	TCase *takes = tcase_create("takes");
	TCase *tells = tcase_create("tells");

	tcase_add_checked_fixture(takes, setup, teardown);
	tcase_add_test(takes, sound_tables_are_taken_without_a_word);
	tcase_add_test(takes, a_requirement_without_a_kind_is_of_the_items_kind);
	tcase_add_test(takes, the_mandatory_columns_are_enough);
	tcase_add_test(takes, columns_stand_in_any_order_and_codes_in_any_writing);
	tcase_add_test(takes, blanks_around_values_bom_and_crlf_do_not_matter);
	tcase_add_test(takes, quoted_fields_hold_commas_quotes_and_line_breaks);
	tcase_add_test(takes, tables_as_excel_on_a_chinese_windows_writes_them_are_read);
	tcase_add_test(takes, a_stated_position_orders_the_standards_of_a_content);
	tcase_add_test(takes, an_apostrophe_that_guards_a_formula_is_no_part_of_the_value);
	tcase_add_test(takes, numbers_are_kept_exactly_and_in_one_form);
	suite_add_tcase(suite, takes);

	tcase_add_checked_fixture(tells, setup, teardown);
	tcase_add_loop_test(tells, what_is_wrong_is_told_with_its_table_row_and_column, 0, NUM_CASES);
	tcase_add_test(tells, a_field_without_end_is_cut_and_told);
	tcase_add_test(tells, all_that_is_wrong_is_told_in_one_run_in_both_languages);
	tcase_add_test(tells, a_hundred_thousand_rows_of_one_parent_take_no_time_that_grows_with_their_square);
	suite_add_tcase(suite, tells);
	return suite;
}
