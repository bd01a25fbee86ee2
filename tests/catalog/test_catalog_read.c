/* SPDX-License-Identifier: MIT */
/* test_catalog_read.c: catalogues as XML: what is taken, and what is told of it with its line. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "catalog/catalog.h"
#include "catalog/mini.h"
#include "harness/assert.h"
#include "harness/suite.h"

#define NS "xmlns=\"urn:taizhang:catalog:1\""
#define EDITION "id=\"x\" title-zh=\"题\" edition=\"2020\" class=\"county\""
#define ROOT "<catalog " NS " version=\"1.0\" " EDITION ">\n"
#define ABOVE "<block code=\"A\" title-zh=\"a\"><project code=\"A-1\" title-zh=\"a\">" \
	"<indicator code=\"A-1-1\" title-zh=\"a\"><content code=\"A-1-1-1\" title-zh=\"a\">\n"
#define ITEM "<standard code=\"A-1-1-1-1\" title-zh=\"a\" methods=\"material\" kind=\"table\"/>\n"
#define BELOW "</content></indicator></project></block>\n"
#define END "</catalog>\n"

static struct taizhang_findings *findings;

static void setup(void)
{
	findings = taizhang_findings_new(NULL);
	ck_assert_ptr_nonnull(findings);
}

static void teardown(void)
{
	taizhang_findings_free(findings);
}

static struct taizhang_catalog *read_text(const char *text, struct taizhang_error *err)
{
	const struct tz_xml_input input = {.name = "c.xml", .data = text, .size = strlen(text)};

	return tz_catalog_read(&input, findings, err);
}

static char *written(const struct taizhang_catalog *catalog)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct tz_buffer out = TZ_BUFFER_INIT;

	tz_assert_ok(tz_catalog_write(catalog, &out, &err), &err);
	return tz_buffer_take(&out, &err);
}

START_TEST(a_sound_document_is_taken_without_a_word)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_catalog *catalog = read_text(
		ROOT ABOVE
		"<standard code=\"A-1-1-1-1\" title-zh=\"a\" methods=\"questionnaire\"><threshold id=\"T1\" metric-zh=\"m\""
		" comparator=\"&gt;=\" value=\"90\" active=\"false\" due=\"2020\"/></standard>\n"
		"<standard code=\"A-1-1-1-2\" title-zh=\"a\" methods=\"material site\" kind=\"image\" serial=\"M1\">"
		"<requirement least=\"2\" captions=\"time place\" roles=\"redhead|seal\" formats=\"jpg jpeg\" from=\"2016-08\""
		" to=\"2017-07-31\" basis=\"default\"/></standard>\n"
		BELOW "<negative id=\"N1\" title-zh=\"n\" indicator=\"\xEF\xBC\xA1—1—1\" strength=\"explicit\"/>" END, &err);
	const struct taizhang_requirement *r;

	tz_assert_ptr(catalog, &err);
	ck_assert_str_eq(mini_said(findings), "");
	ck_assert_int_eq(taizhang_catalog_status(catalog), TAIZHANG_STATUS_LOCAL);
	ck_assert_uint_eq(taizhang_catalog_num_items(catalog), 1);
	r = taizhang_node_get_requirement(taizhang_catalog_find(catalog, "M1"), 0);
	ck_assert_int_eq(taizhang_requirement_kind(r), TAIZHANG_KIND_IMAGE);
	ck_assert(!taizhang_requirement_all_roles(r));
	ck_assert_int_eq(taizhang_requirement_to(r).day, 31);
	ck_assert(!taizhang_threshold_is_active(taizhang_catalog_find_threshold(catalog, "T1")));
	ck_assert_str_eq(taizhang_node_code(taizhang_negative_indicator(taizhang_catalog_find_negative(catalog, "N1"))),
			 "A-1-1");
	taizhang_catalog_free(catalog);
}
END_TEST

/* A document, and all that is said of it; the schema's own sentences are left out, only their lines are compared. */
static const struct {
	const char *text, *said;
} cases[] = {
	{ROOT END, "catalog-empty c.xml:0  |\n"},
	{ROOT ABOVE "<standard code=\"A-1-1-1-1\" title-zh=\"a\" methods=\"material\"/>\n" BELOW END,
	 "catalog-value-missing c.xml:3 kind |\n"},
	{ROOT ABOVE "<standard code=\"A-1-1-1-1\" title-zh=\"a\" methods=\"material\" kind=\"video\"/>\n" BELOW END,
	 "xml-schema c.xml:3 "},
	{ROOT ABOVE ITEM "<standard code=\"A-1-1-1-2\" methods=\"site\"/>\n" BELOW END, "xml-schema c.xml:4 "},
	{ROOT ABOVE ITEM "<colour/>\n" BELOW END, "xml-schema c.xml:4 "},
	{ROOT ABOVE ITEM BELOW "<negative id=\"N\" title-zh=\"n\" colour=\"red\"/>" END, "xml-schema c.xml:5 "},
	{ROOT ABOVE "<standard code=\"A-1-1-1-1\" title-zh=\"a\" methods=\"material\" kind=\"table\">"
	 "<requirement from=\"2020-02-30\"/></standard>\n" BELOW END, "xml-schema c.xml:3 "},
	{ROOT ABOVE "<standard code=\"A-1-1-1-1\" title-zh=\"a\" methods=\"material\" kind=\"table\">"
	 "<threshold id=\"T\" metric-zh=\"m\" comparator=\"&gt;\" value=\"1,5\"/></standard>\n" BELOW END, "xml-schema c.xml:3 "},
	{ROOT ABOVE ITEM "<standard code=\"A—1—1—1—1)\" title-zh=\"a\" methods=\"site\"/>\n" BELOW END,
	 "catalog-id-twice c.xml:4 code A—1—1—1—1)|c.xml\n"},
	{ROOT ABOVE "<standard code=\"A-1-1-1-1\" title-zh=\"a\" methods=\"site\"><requirement least=\"1\"/></standard>\n" ITEM BELOW END,
	 "catalog-id-twice c.xml:4 code A-1-1-1-1|c.xml\ncatalog-not-an-item c.xml:3  A-1-1-1-1|\n"},
	{ROOT "<source key=\"s\" title-zh=\"t\"/><fact key=\"standards\" value=\"7\" source=\"r\"/>\n" ABOVE ITEM BELOW END,
	 "catalog-reference-unknown c.xml:2 source r|\ncatalog-count c.xml:2 standards 1|7\n"},
	{ROOT ABOVE "<standard code=\"A-1-1-1-1\" title-zh=\"a\" methods=\"material\" kind=\"table\">"
	 "<requirement least=\"3\" most=\"2\"/><requirement kind=\"image\" from=\"2020\" to=\"2019-12\"/></standard>\n" BELOW END,
	 "catalog-range c.xml:3 most 2|3\ncatalog-range c.xml:3 to 2019-12|2020\n"},
	{ROOT ABOVE ITEM BELOW "<negative id=\"N\" title-zh=\"n\" indicator=\"A\"/>" END,
	 "catalog-reference-unknown c.xml:5 indicator A|\n"},
	{ROOT "<block code=\"()\" title-zh=\"t\"><project code=\"B\" title-zh=\"t\"/></block>\n" ABOVE ITEM BELOW END,
	 "catalog-value c.xml:2 code ()|\ncatalog-branch-empty c.xml:2  B|\n"},
	{"<catalog " NS " version=\"1.0\" " EDITION " year-weights=\"50 40\" material-score-share=\"80\" field-score-share=\"30\">\n"
	 ABOVE ITEM BELOW END,
	 "catalog-weights c.xml:1 material-score-share + field-score-share 110|100\ncatalog-weights c.xml:1 year-weights 90|100\n"},
	{"<catalog " NS " version=\"1.7\" " EDITION ">\n" ABOVE ITEM "<colour xmlns=\"urn:taizhang:catalog:1\"/>\n"
	 "<standard code=\"A-1-1-1-2\" title-zh=\"a\" methods=\"smell\"/>\n" BELOW END,
	 "xml-newer c.xml:1  1.7|\nxml-unknown c.xml:4  colour|\n"
	 "catalog-value c.xml:5 methods smell|material site questionnaire\n"},
};

#define NUM_CASES (sizeof cases / sizeof cases[0])

START_TEST(what_is_wrong_is_told_once_with_its_line)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_catalog *catalog = read_text(cases[_i].text, &err);
	const char *said = mini_said(findings);

	tz_assert_ptr(catalog, &err);
	if (strncmp(cases[_i].said, "xml-schema", 10) == 0) {
		ck_assert_msg(strncmp(said, cases[_i].said, strlen(cases[_i].said)) == 0, "got\n%s", said);
		ck_assert_msg(strstr(said, "catalog-") == NULL && strstr(said, "xml-unknown") == NULL, "got\n%s", said);
	} else {
		ck_assert_str_eq(said, cases[_i].said);
	}
	taizhang_catalog_free(catalog);
}
END_TEST

START_TEST(what_is_no_catalogue_is_an_error)
{
	static const struct {
		const char *text;
		int code;
	} bad[] = {
		{"<catalog", TAIZHANG_E_XML},
		{"", TAIZHANG_E_XML},
		{"<ledger xmlns=\"urn:taizhang:ledger:1\" version=\"1.0\"/>", TAIZHANG_E_XML},
		{"<!DOCTYPE catalog><catalog " NS " version=\"1.0\"/>", TAIZHANG_E_XML},
		{"<catalog xmlns=\"urn:taizhang:catalog:2\" version=\"2.0\"/>", TAIZHANG_E_UNSUPPORTED},
	};

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct taizhang_error err = TAIZHANG_ERROR_INIT;

		ck_assert_ptr_null(read_text(bad[i].text, &err));
		ck_assert_int_eq(err.code, bad[i].code);
	}
}
END_TEST

START_TEST(additions_of_other_namespaces_are_kept_wherever_they_stand)
{
	static const char text[] =
		"<catalog " NS " xmlns:v=\"urn:vendor\" version=\"1.0\" v:mark=\"0\" " EDITION ">\n"
		"<v:first a=\"1\">text &amp; more<v:deep/></v:first>\n"
		"<edition key=\"E\" title-zh=\"t\" v:mark=\"1\"><v:e/></edition>\n"
		"<source key=\"s\" title-zh=\"t\" v:mark=\"2\"/><fact key=\"k\" value=\"v\" v:mark=\"3\"/>\n"
		"<block code=\"A\" title-zh=\"a\" v:mark=\"4\"><v:b/><project code=\"A-1\" title-zh=\"a\" v:mark=\"5\">"
		"<indicator code=\"A-1-1\" title-zh=\"a\" v:mark=\"6\"><content code=\"A-1-1-1\" title-zh=\"a\" v:mark=\"7\">\n"
		"<standard code=\"A-1-1-1-1\" title-zh=\"a\" methods=\"material\" kind=\"table\" v:mark=\"8\">"
		"<requirement least=\"1\" v:mark=\"9\"><v:r/></requirement><threshold id=\"T\" metric-zh=\"m\" comparator=\"&lt;\""
		" value=\"1\" v:mark=\"10\"/></standard></content></indicator></project></block>\n"
		"<negative id=\"N\" title-zh=\"n\" v:mark=\"11\"/>" END;
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_catalog *catalog = read_text(text, &err), *again;
	char *once, *twice, mark[32];

	tz_assert_ptr(catalog, &err);
	ck_assert_str_eq(mini_said(findings), "");
	once = written(catalog);
	for (int i = 0; i <= 11; i++) {
		snprintf(mark, sizeof mark, ":mark=\"%d\"", i);
		ck_assert_msg(strstr(once, mark) != NULL, "%s is lost", mark);
	}
	ck_assert_ptr_nonnull(strstr(once, "text &amp; more<v:deep/>"));
	ck_assert_ptr_nonnull(strstr(once, "v:b"));
	again = read_text(once, &err);
	tz_assert_ptr(again, &err);
	ck_assert_str_eq(mini_said(findings), "");
	twice = written(again);
	ck_assert_str_eq(once, twice);
	free(once);
	free(twice);
	taizhang_catalog_free(catalog);
	taizhang_catalog_free(again);
}
END_TEST

START_TEST(what_a_newer_minor_version_adds_is_kept_under_its_version)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_catalog *catalog = read_text(
		"<catalog " NS " version=\"1.3\" " EDITION " colour=\"red\">\n" ABOVE ITEM BELOW "<taste>sweet</taste>" END, &err);
	char *text;

	tz_assert_ptr(catalog, &err);
	ck_assert_uint_eq(taizhang_findings_count(findings, TAIZHANG_ERROR), 0);
	text = written(catalog);
	ck_assert_ptr_nonnull(strstr(text, "version=\"1.3\""));
	ck_assert_ptr_nonnull(strstr(text, "colour=\"red\""));
	ck_assert_ptr_nonnull(strstr(text, ">sweet</"));
	free(text);
	taizhang_catalog_free(catalog);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("catalog_read");
	TCase *takes = tcase_create("takes");
	TCase *tells = tcase_create("tells");
	TCase *keeps = tcase_create("keeps");

	tcase_add_checked_fixture(takes, setup, teardown);
	tcase_add_test(takes, a_sound_document_is_taken_without_a_word);
	suite_add_tcase(suite, takes);

	tcase_add_checked_fixture(tells, setup, teardown);
	tcase_add_loop_test(tells, what_is_wrong_is_told_once_with_its_line, 0, NUM_CASES);
	tcase_add_test(tells, what_is_no_catalogue_is_an_error);
	suite_add_tcase(suite, tells);

	tcase_add_checked_fixture(keeps, setup, teardown);
	tcase_add_test(keeps, additions_of_other_namespaces_are_kept_wherever_they_stand);
	tcase_add_test(keeps, what_a_newer_minor_version_adds_is_kept_under_its_version);
	suite_add_tcase(suite, keeps);
	return suite;
}
