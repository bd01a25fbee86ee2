/* SPDX-License-Identifier: MIT */
/* test_finding.c: the collection of findings and their texts. */
#include "finding/finding.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "harness/assert.h"
#include "harness/suite.h"

static struct taizhang_findings *findings;

static void setup(void)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;

	findings = taizhang_findings_new(&err);
	tz_assert_ptr(findings, &err);
}

static void teardown(void)
{
	taizhang_findings_free(findings);
}

START_TEST(a_new_collection_is_empty)
{
	ck_assert_uint_eq(taizhang_findings_num(findings), 0);
	ck_assert_uint_eq(taizhang_findings_count(findings, 0), 0);
	ck_assert_ptr_null(taizhang_findings_get(findings, 0));
}
END_TEST

START_TEST(a_finding_keeps_every_place_it_was_given)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	const struct taizhang_finding *finding;
	char file[] = "catalog.xml";

	tz_assert_ok(tz_find(findings, XML_SCHEMA, &err, .item = "I-1-1-1-1", .record = 3, .file = file,
			     .line = 12, .field = "kind", .expected = "image", .found = "video",
			     .unit = "市教育局"), &err);
	file[0] = 'X';
	finding = taizhang_findings_get(findings, 0);
	ck_assert_str_eq(taizhang_finding_id(finding), "xml-schema");
	ck_assert_int_eq(tz_finding_number(finding), TZ_F_XML_SCHEMA);
	ck_assert_int_eq(taizhang_finding_severity(finding), TAIZHANG_ERROR);
	ck_assert_int_eq(taizhang_finding_aspect(finding), TAIZHANG_USABILITY);
	ck_assert_str_eq(taizhang_finding_item(finding), "I-1-1-1-1");
	ck_assert_uint_eq(taizhang_finding_record(finding), 3);
	ck_assert_str_eq(taizhang_finding_file(finding), "catalog.xml");
	ck_assert_int_eq(taizhang_finding_line(finding), 12);
	ck_assert_str_eq(taizhang_finding_field(finding), "kind");
	ck_assert_str_eq(taizhang_finding_expected(finding), "image");
	ck_assert_str_eq(taizhang_finding_found(finding), "video");
	ck_assert_str_eq(taizhang_finding_unit(finding), "市教育局");
}
END_TEST

START_TEST(findings_stay_in_the_order_they_were_made)
{
	tz_find(findings, XML_UNKNOWN, NULL, .found = "a");
	tz_find(findings, XML_NEWER, NULL, .found = "b");
	tz_find(findings, XML_UNKNOWN, NULL, .found = "c");
	ck_assert_uint_eq(taizhang_findings_num(findings), 3);
	ck_assert_str_eq(taizhang_finding_found(taizhang_findings_get(findings, 0)), "a");
	ck_assert_str_eq(taizhang_finding_found(taizhang_findings_get(findings, 1)), "b");
	ck_assert_str_eq(taizhang_finding_found(taizhang_findings_get(findings, 2)), "c");
}
END_TEST

START_TEST(a_default_lowers_the_severity_and_never_raises_it)
{
	tz_find(findings, XML_SCHEMA, NULL, .at_most = TAIZHANG_WARNING);
	tz_find(findings, XML_NEWER, NULL, .at_most = TAIZHANG_WARNING);
	ck_assert_int_eq(taizhang_finding_severity(taizhang_findings_get(findings, 0)),
			 TAIZHANG_WARNING);
	ck_assert_int_eq(taizhang_finding_severity(taizhang_findings_get(findings, 1)),
			 TAIZHANG_NOTE);
}
END_TEST

START_TEST(what_is_not_utf8_is_shown_as_replacement_characters)
{
	tz_find(findings, XML_UNKNOWN, NULL, .file = "\xD6\xD0.txt", .found = "ok中\xE4\xB8");
	ck_assert_str_eq(taizhang_finding_file(taizhang_findings_get(findings, 0)), "��.txt");
	ck_assert_str_eq(taizhang_finding_found(taizhang_findings_get(findings, 0)), "ok中��");
}
END_TEST

START_TEST(an_endless_text_is_cut)
{
	char *text = malloc(100001);

	ck_assert_ptr_nonnull(text);
	memset(text, 'x', 100000);
	text[100000] = '\0';
	tz_find(findings, XML_UNKNOWN, NULL, .found = text);
	free(text);
	ck_assert_uint_eq(strlen(taizhang_finding_found(taizhang_findings_get(findings, 0))),
			  TZ_LIMIT_PATH);
}
END_TEST

START_TEST(nobody_listening_is_no_failure)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;

	tz_assert_ok(tz_find(NULL, XML_SCHEMA, &err, .found = "x"), &err);
}
END_TEST

START_TEST(severities_are_counted_apart_and_together)
{
	tz_find(findings, XML_SCHEMA, NULL, .line = 1);
	tz_find(findings, XML_SCHEMA, NULL, .line = 2);
	tz_find(findings, XML_UNKNOWN, NULL, .line = 3);
	ck_assert_uint_eq(taizhang_findings_count(findings, TAIZHANG_ERROR), 2);
	ck_assert_uint_eq(taizhang_findings_count(findings, TAIZHANG_WARNING), 1);
	ck_assert_uint_eq(taizhang_findings_count(findings, TAIZHANG_NOTE), 0);
	ck_assert_uint_eq(taizhang_findings_count(findings, 0), 3);
}
END_TEST

START_TEST(past_the_limit_of_one_id_findings_are_only_counted)
{
	for (int i = 0; i < TZ_LIMIT_FINDINGS + 5; i++)
		tz_find(findings, XML_SCHEMA, NULL, .line = i + 1);
	tz_find(findings, XML_SCHEMA, NULL, .at_most = TAIZHANG_NOTE);
	tz_find(findings, XML_UNKNOWN, NULL, .found = "still kept");
	ck_assert_uint_eq(taizhang_findings_num(findings), TZ_LIMIT_FINDINGS + 1);
	ck_assert_uint_eq(taizhang_findings_count(findings, TAIZHANG_ERROR), TZ_LIMIT_FINDINGS + 5);
	ck_assert_uint_eq(taizhang_findings_count(findings, TAIZHANG_NOTE), 1);
}
END_TEST

START_TEST(the_sentence_is_in_both_languages_and_drops_what_is_absent)
{
	const struct taizhang_finding *finding;
	char text[256];

	tz_find(findings, XML_SCHEMA, NULL, .file = "a.xml", .line = 7, .found = "x");
	tz_find(findings, XML_SCHEMA, NULL, .file = "a.xml", .found = "x");
	finding = taizhang_findings_get(findings, 0);
	taizhang_finding_text(finding, TAIZHANG_LANG_EN, text, sizeof text);
	ck_assert_str_eq(text, "a.xml:7 breaks its schema: x");
	taizhang_finding_text(finding, TAIZHANG_LANG_ZH, text, sizeof text);
	ck_assert_str_eq(text, "a.xml 第 7 行不符合规定格式：x");
	taizhang_finding_text(taizhang_findings_get(findings, 1), TAIZHANG_LANG_EN, text, sizeof text);
	ck_assert_str_eq(text, "a.xml breaks its schema: x");
}
END_TEST

START_TEST(the_remedy_is_in_both_languages)
{
	const struct taizhang_finding *finding;
	char text[256];

	tz_find(findings, XML_SCHEMA, NULL, .file = "a.xml");
	finding = taizhang_findings_get(findings, 0);
	taizhang_finding_remedy(finding, TAIZHANG_LANG_EN, text, sizeof text);
	ck_assert_str_eq(text, "mend the line, or let this program write the file again");
	taizhang_finding_remedy(finding, TAIZHANG_LANG_ZH, text, sizeof text);
	ck_assert_str_eq(text, "按提示修改该行，或用本程序重新生成该文件");
}
END_TEST

START_TEST(a_short_buffer_gets_whole_characters_and_the_length_is_told)
{
	const struct taizhang_finding *finding;
	char text[12];
	size_t need;

	tz_find(findings, XML_SCHEMA, NULL, .file = "a.xml");
	finding = taizhang_findings_get(findings, 0);
	need = taizhang_finding_remedy(finding, TAIZHANG_LANG_ZH, NULL, 0);
	ck_assert_uint_eq(need, strlen("按提示修改该行，或用本程序重新生成该文件"));
	ck_assert_uint_eq(taizhang_finding_remedy(finding, TAIZHANG_LANG_ZH, text, sizeof text), need);
	ck_assert_str_eq(text, "按提示");
}
END_TEST

START_TEST(a_control_character_never_reaches_a_terminal)
{
	char text[256];

	tz_find(findings, XML_UNKNOWN, NULL, .file = "a.xml", .found = "\x1b[2Jx");
	taizhang_finding_text(taizhang_findings_get(findings, 0), TAIZHANG_LANG_EN, text, sizeof text);
	ck_assert_ptr_null(strchr(text, '\x1b'));
}
END_TEST

START_TEST(every_row_of_the_table_speaks_both_languages_and_no_id_stands_twice)
{
	for (size_t i = 0; i < taizhang_finding_num_ids(); i++) {
		const struct taizhang_finding *finding;
		char text[512];
		size_t last;

		ck_assert_int_eq(tz_findings_add(findings, (enum tz_finding_id)i,
						 &(struct tz_place_found){.file = "f"}, NULL), 0);
		last = taizhang_findings_num(findings) - 1;
		finding = taizhang_findings_get(findings, last);
		ck_assert_str_eq(taizhang_finding_id(finding), taizhang_finding_get_id(i));
		ck_assert_ptr_nonnull(taizhang_severity_name(taizhang_finding_severity(finding)));
		ck_assert_ptr_nonnull(taizhang_aspect_name(taizhang_finding_aspect(finding)));
		for (enum taizhang_lang lang = TAIZHANG_LANG_ZH; lang <= TAIZHANG_LANG_EN; lang++) {
			ck_assert_uint_gt(taizhang_finding_text(finding, lang, text, sizeof text), 0);
			ck_assert_uint_gt(taizhang_finding_remedy(finding, lang, text, sizeof text), 0);
		}
		for (size_t j = 0; j < i; j++)
			ck_assert_str_ne(taizhang_finding_get_id(i), taizhang_finding_get_id(j));
	}
	ck_assert_ptr_null(taizhang_finding_get_id(taizhang_finding_num_ids()));
}
END_TEST

START_TEST(getters_take_null)
{
	char text[4] = "abc";

	taizhang_findings_free(NULL);
	ck_assert_uint_eq(taizhang_findings_num(NULL), 0);
	ck_assert_uint_eq(taizhang_findings_count(NULL, 0), 0);
	ck_assert_ptr_null(taizhang_findings_get(NULL, 0));
	ck_assert_str_eq(taizhang_finding_id(NULL), "");
	ck_assert_int_eq(taizhang_finding_severity(NULL), 0);
	ck_assert_int_eq(taizhang_finding_aspect(NULL), 0);
	ck_assert_str_eq(taizhang_finding_item(NULL), "");
	ck_assert_uint_eq(taizhang_finding_record(NULL), 0);
	ck_assert_str_eq(taizhang_finding_file(NULL), "");
	ck_assert_int_eq(taizhang_finding_line(NULL), 0);
	ck_assert_str_eq(taizhang_finding_field(NULL), "");
	ck_assert_str_eq(taizhang_finding_expected(NULL), "");
	ck_assert_str_eq(taizhang_finding_found(NULL), "");
	ck_assert_str_eq(taizhang_finding_unit(NULL), "");
	ck_assert_int_eq(tz_finding_number(NULL), TZ_NUM_FINDING_IDS);
	ck_assert_uint_eq(taizhang_finding_text(NULL, TAIZHANG_LANG_ZH, text, sizeof text), 0);
	ck_assert_str_eq(text, "");
	ck_assert_uint_eq(taizhang_finding_remedy(NULL, TAIZHANG_LANG_ZH, NULL, 0), 0);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("finding");
	TCase *keeps = tcase_create("keeps");
	TCase *counts = tcase_create("counts");
	TCase *speaks = tcase_create("speaks");

	tcase_add_checked_fixture(keeps, setup, teardown);
	tcase_add_test(keeps, a_new_collection_is_empty);
	tcase_add_test(keeps, a_finding_keeps_every_place_it_was_given);
	tcase_add_test(keeps, findings_stay_in_the_order_they_were_made);
	tcase_add_test(keeps, a_default_lowers_the_severity_and_never_raises_it);
	tcase_add_test(keeps, what_is_not_utf8_is_shown_as_replacement_characters);
	tcase_add_test(keeps, an_endless_text_is_cut);
	tcase_add_test(keeps, nobody_listening_is_no_failure);
	tcase_add_test(keeps, getters_take_null);
	suite_add_tcase(suite, keeps);

	tcase_add_checked_fixture(counts, setup, teardown);
	tcase_add_test(counts, severities_are_counted_apart_and_together);
	tcase_add_test(counts, past_the_limit_of_one_id_findings_are_only_counted);
	suite_add_tcase(suite, counts);

	tcase_add_checked_fixture(speaks, setup, teardown);
	tcase_add_test(speaks, the_sentence_is_in_both_languages_and_drops_what_is_absent);
	tcase_add_test(speaks, the_remedy_is_in_both_languages);
	tcase_add_test(speaks, a_short_buffer_gets_whole_characters_and_the_length_is_told);
	tcase_add_test(speaks, a_control_character_never_reaches_a_terminal);
	tcase_add_test(speaks, every_row_of_the_table_speaks_both_languages_and_no_id_stands_twice);
	suite_add_tcase(suite, speaks);
	return suite;
}
