/* SPDX-License-Identifier: MIT */
/* test_ledger_read.c: reading gives back what writing wrote, keeps what others added, and refuses what cannot be. */
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/sample_ledger.h"
#include "harness/suite.h"
#include "ledger/ledger.h"

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

#define CATALOG "catalog=\"ncc-2017-reconstructed\""
#define ROOT "<ledger xmlns=\"urn:taizhang:ledger:1\" version=\"1.0\" city=\"包头市\" year=\"2017\" " CATALOG
#define ALL "<scope type=\"all\"/>"
#define REC(attributes) ALL "<item code=\"M001\"><record " attributes "/></item>"
#define FIL(attributes) ALL "<item code=\"M001\"><record ordinal=\"1\" kind=\"image\"><file " attributes "/></record></item>"
#define REC_OPEN ROOT ">" ALL "<item code=\"M001\"><record ordinal=\"1\" kind=\"image\">"
#define DIGEST "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef"

static void refuses(const char *xml, const char *what)
{
	taizhang_error_clear(&err);
	ck_assert_msg(!sample_read(xml, NULL, &err), "read: %s", what);
	tz_assert_code(&err, TAIZHANG_E_FORMAT);
	ck_assert_str_eq(err.where, "ledger.xml");
	if (!strcmp(taizhang_error_id(&err), "ledger-content"))
		ck_assert_int_gt(err.line, 0);
}

/* Reading and writing twice ends at the same bytes, in which part stands. */
static void keeps(const char *xml, const char *part)
{
	struct taizhang_ledger *read = sample_read(xml, NULL, &err), *again;
	char *first, *second;

	tz_assert_ptr(read, &err);
	first = sample_xml(read);
	ck_assert_msg(strstr(first, part) != NULL, "%s", first);
	again = sample_read(first, NULL, &err);
	tz_assert_ptr(again, &err);
	second = sample_xml(again);
	ck_assert_str_eq(first, second);
	free(first);
	free(second);
	taizhang_ledger_free(read);
	taizhang_ledger_free(again);
}

static size_t count(const char *text, const char *part)
{
	size_t num = 0;

	for (const char *p = strstr(text, part); p; p = strstr(p + 1, part))
		num++;
	return num;
}

/* Puts an attribute and an element of another namespace into the first element that begins so; frees xml. */
static char *put_extension(char *xml, const char *place)
{
	char *start = strstr(xml, place), *end = start ? strchr(start, '>') : NULL, *made;
	bool empty;
	const char *name = place + 1;

	ck_assert_msg(end != NULL, "no %s", place);
	empty = end[-1] == '/';
	made = malloc(strlen(xml) + 512);
	ck_assert_ptr_nonnull(made);
	sprintf(made,
		"%.*s xmlns:v=\"urn:vendor\" v:mark=\"甲\"><v:more "
		"n=\"1\"><v:deep>乙</v:deep></v:more>%s%.*s%s%s",
		(int)(end - xml - empty), xml, empty ? "</" : "",
		empty ? (int)strcspn(name, " ") : 0, name, empty ? ">" : "", end + 1);
	free(xml);
	return made;
}

static int see_package(void *context, struct tz_xml_reader *x, struct taizhang_error *error)
{
	(void)error;
	strcpy(tz_ledger_reader_more(context), tz_xml_attribute(x, "id"));
	return 0;
}

START_TEST(read_of_written_is_the_ledger_and_written_of_read_the_bytes)
{
	struct taizhang_findings *findings = taizhang_findings_new(&err);
	struct taizhang_ledger *read;
	char *before, *after;

	sample_fill(ledger);
	before = sample_xml(ledger);
	read = sample_read(before, findings, &err);
	tz_assert_ptr(read, &err);
	ck_assert_uint_eq(taizhang_findings_num(findings), 0);
	after = sample_xml(read);
	ck_assert_str_eq(before, after);
	ck_assert_str_eq(taizhang_record_title(
				 taizhang_ledger_get_record(read, sample_item(read, "M001"), 0)),
			 "关于印发方案的通知\n(试行)");
	free(before);
	free(after);
	taizhang_ledger_free(read);
	taizhang_findings_free(findings);
}
END_TEST

START_TEST(a_list_and_a_unit_as_scope_come_back)
{
	keeps(ROOT "><scope type=\"items\"><item code=\"I-1-1-1-1\"/><item "
		   "code=\"I-1-1-1-2\"/></scope></ledger>",
	      "<scope type=\"items\">\n    <item code=\"I-1-1-1-1\"/>\n    <item "
	      "code=\"I-1-1-1-2\"/>\n  </scope>");
	keeps(ROOT " unit=\"教育\"><scope type=\"unit\" unit=\"市教育局\"/></ledger>",
	      "<scope type=\"unit\" unit=\"市教育局\"/>");
}
END_TEST

START_TEST(items_outside_the_scope_keep_what_they_have)
{
	keeps(ROOT "><scope type=\"items\"><item code=\"M002\"/></scope><item "
		   "code=\"M001\"><assignment lead=\"甲\"/></item>"
		   "</ledger>",
	      "<assignment lead=\"甲\"/>");
}
END_TEST

START_TEST(files_stand_by_path_whatever_the_order_in_the_document)
{
	struct taizhang_ledger *read = sample_read(
		REC_OPEN "<file path=\"b\" role=\"body\" size=\"1\"/><file path=\"a\" role=\"seal\" size=\"2\"/>"
			 "</record></item></ledger>", NULL, &err);
	struct taizhang_record *record;

	tz_assert_ptr(read, &err);
	record = taizhang_ledger_get_record(read, sample_item(read, "M001"), 0);
	ck_assert_str_eq(taizhang_file_path(taizhang_record_get_file(record, 0)), "a");
	ck_assert_int_eq(taizhang_file_role(taizhang_record_get_file(record, 0)), TAIZHANG_ROLE_SEAL);
	taizhang_ledger_free(read);
	refuses(REC_OPEN "<file path=\"b\"/><file path=\"a\"/><file path=\"b\"/></record></item></ledger>", "b twice");
}
END_TEST

START_TEST(records_stand_by_ordinal_whatever_the_order_in_the_document)
{
	const unsigned int num = 40000;
	struct tz_buffer xml = TZ_BUFFER_INIT;
	const struct taizhang_node *item;
	struct taizhang_ledger *read;

	tz_buffer_text_add(&xml, ROOT ">" ALL "<item code=\"M001\">");
	for (unsigned int i = num; i > 0; i -= 2)
		tz_buffer_printf(&xml, "<record ordinal=\"%u\" kind=\"table\" title=\"%u\"/>", i, i);
	tz_buffer_text_add(&xml, "</item><item code=\"M001\">");
	for (unsigned int i = num - 1; i < num; i -= 2)
		tz_buffer_printf(&xml, "<record ordinal=\"%u\" kind=\"image\" title=\"%u\"/>", i, i);
	tz_buffer_text_add(&xml, "</item></ledger>");
	read = sample_read(tz_buffer_text(&xml), NULL, &err);
	tz_assert_ptr(read, &err);
	item = sample_item(read, "M001");
	ck_assert_uint_eq(taizhang_ledger_num_records(read, item), num);
	for (unsigned int i = 1; i <= num; i++) {
		const struct taizhang_record *record = taizhang_ledger_get_record(read, item, i - 1);

		ck_assert_uint_eq(taizhang_record_ordinal(record), i);
		ck_assert_uint_eq(strtoul(taizhang_record_title(record), NULL, 10), i);
	}
	taizhang_ledger_free(read);
	tz_buffer_free(&xml);
}
END_TEST

START_TEST(an_ordinal_that_comes_again_is_refused_in_any_order_with_its_line)
{
	static const char *const orders[] = {"1 2 2", "1 2 1", "3 2 3", "3 2 2", "2 1 3 1", "5 4 3 6 6", "2 1 | 3 2", "1 | 1"};

	for (size_t i = 0; i < sizeof orders / sizeof *orders; i++) {
		struct tz_buffer xml = TZ_BUFFER_INIT;
		int line = 1;

		taizhang_error_clear(&err);
		tz_buffer_text_add(&xml, ROOT ">" ALL "<item code=\"M001\">");
		for (const char *p = orders[i]; *p; p++) {
			if (*p >= '0' && *p <= '9' && ++line)
				tz_buffer_printf(&xml, "\n<record ordinal=\"%c\" kind=\"table\"/>", *p);
			else if (*p == '|')
				tz_buffer_text_add(&xml, "</item><item code=\"M001\">");
		}
		tz_buffer_text_add(&xml, "\n\n</item></ledger>");
		ck_assert_msg(!sample_read(tz_buffer_text(&xml), NULL, &err), "%s", orders[i]);
		tz_assert_code(&err, TAIZHANG_E_FORMAT);
		ck_assert_int_eq(err.line, line);
		tz_buffer_free(&xml);
	}
}
END_TEST

#define EVENT(second, more) "<event time=\"2017-05-04T03:02:" second "Z\" who=\"甲\" action=\"edited\" " more "/>"

START_TEST(events_stand_by_time_and_keep_what_others_added_to_them)
{
	struct taizhang_ledger *read = sample_read(
		ROOT " xmlns:x=\"urn:x\">" ALL "<item code=\"M001\">" EVENT("09", "note=\"c\" x:n=\"3\"")
		EVENT("07", "note=\"a\" x:n=\"1\"") EVENT("08", "note=\"b\"") EVENT("07", "note=\"a2\" x:n=\"2\"")
		"</item></ledger>", NULL, &err);
	static const char *const notes[] = {"a", "a2", "b", "c"}, *const added[] = {"1", "2", NULL, "3"};
	const struct tz_ledger_item *item;

	tz_assert_ptr(read, &err);
	item = tz_ledger_item(read, sample_item(read, "M001"));
	ck_assert_uint_eq(item->num_events, 4);
	for (size_t i = 0; i < 4; i++) {
		const struct tz_extensions *extensions = &item->events[i].extensions;

		ck_assert_str_eq(item->events[i].note, notes[i]);
		ck_assert_uint_eq(tz_extensions_num(extensions), added[i] ? 1 : 0);
		if (added[i])
			ck_assert_str_eq(tz_extensions_get(extensions, 0)->text, added[i]);
	}
	taizhang_ledger_free(read);
}
END_TEST

START_TEST(a_manifests_file_has_its_path_in_the_package)
{
	struct taizhang_ledger *read = sample_read(
		ROOT
		"><scope type=\"all\"/><item code=\"M001\"><record ordinal=\"1\" "
		"kind=\"image\"><file path=\"a/b.jpg\" "
		"role=\"body\" size=\"1\" package-path=\"data/b.jpg\" media-type=\"image/jpeg\" "
		"sm3=\"" DIGEST "\"/></record></item></ledger>",
		NULL, &err);
	const struct taizhang_file *file;
	char hex[TAIZHANG_DIGEST_HEX_SIZE];

	tz_assert_ptr(read, &err);
	file = taizhang_record_get_file(
		taizhang_ledger_get_record(read, sample_item(read, "M001"), 0), 0);
	ck_assert_str_eq(tz_file_package_path(file), "data/b.jpg");
	ck_assert_str_eq(tz_file_sm3(file, hex), DIGEST);
	taizhang_ledger_free(read);
}
END_TEST

START_TEST(the_callers_own_rows_get_their_own_context)
{
	static const struct tz_xml_element more[] = {
		{TZ_LEDGER_STATE_ROOT, "package", TZ_LEDGER_STATE_FREE, false, see_package, NULL},
		{0, NULL, 0, false, NULL, NULL}};
	struct tz_xml_document document = tz_ledger_document;
	const char *xml = ROOT
		"><scope type=\"all\"/><package id=\"abc\" x:y=\"1\" xmlns:x=\"urn:x\"/></ledger>";
	const struct tz_xml_input input = {.name = "x", .data = xml, .size = strlen(xml)};
	struct taizhang_catalog *catalog = taizhang_catalog_builtin("ncc-2017-reconstructed", &err);
	struct taizhang_ledger *read;
	char id[16] = "";

	document.schema = NULL;
	read = tz_ledger_read(&document, &input, catalog, more, id, NULL, &err);
	tz_assert_ptr(read, &err);
	ck_assert_str_eq(id, "abc");
	taizhang_ledger_free(read);
}
END_TEST

START_TEST(attributes_and_elements_of_others_are_kept_everywhere)
{
	static const char *const places[] = {"<scope type=\"all\"",
					     "<item code=\"I-1-1-1-1\"",
					     "<assignment ",
					     "<event ",
					     "<record ordinal=\"1\"",
					     "<file ",
					     "<value ",
					     "<negative "};
	struct taizhang_findings *findings = taizhang_findings_new(&err);
	struct taizhang_ledger *read, *again;
	char *xml, *first, *second;

	sample_fill(ledger);
	xml = sample_xml(ledger);
	for (size_t i = 0; i < sizeof places / sizeof *places; i++)
		xml = put_extension(xml, places[i]);
	read = sample_read(xml, findings, &err);
	tz_assert_ptr(read, &err);
	ck_assert_uint_eq(taizhang_findings_num(findings), 0);
	first = sample_xml(read);
	ck_assert_uint_ge(count(first, "urn:vendor"), sizeof places / sizeof *places);
	ck_assert_uint_eq(count(first, "乙"), sizeof places / sizeof *places);
	again = sample_read(first, findings, &err);
	tz_assert_ptr(again, &err);
	ck_assert_uint_eq(taizhang_findings_num(findings), 0);
	second = sample_xml(again);
	ck_assert_str_eq(first, second);
	free(xml);
	free(first);
	free(second);
	taizhang_ledger_free(read);
	taizhang_ledger_free(again);
	taizhang_findings_free(findings);
}
END_TEST

START_TEST(what_a_scopes_item_and_the_root_carry_is_kept)
{
	keeps(ROOT " xmlns:v=\"urn:vendor\" v:a=\"1\"><scope type=\"items\"><item code=\"M001\" "
		   "v:b=\"2\"><v:c>文</v:c></item></scope>"
		   "<v:d/></ledger>",
	      "文");
}
END_TEST

START_TEST(a_newer_minor_version_is_read_noted_and_kept)
{
	struct taizhang_findings *findings = taizhang_findings_new(&err);
	struct taizhang_ledger *read = sample_read(
		"<ledger xmlns=\"urn:taizhang:ledger:1\" version=\"1.7\" city=\"包头市\" year=\"2017\" mood=\"good\" "
		"catalog=\"ncc-2017-reconstructed\"><scope type=\"all\"/><weather day=\"1\">晴</weather></ledger>",
		findings, &err);
	char *xml;

	tz_assert_ptr(read, &err);
	ck_assert_uint_gt(taizhang_findings_num(findings), 0);
	ck_assert_str_eq(taizhang_finding_id(taizhang_findings_get(findings, 0)), "xml-newer");
	xml = sample_xml(read);
	ck_assert_ptr_nonnull(strstr(xml, "version=\"1.7\""));
	ck_assert_ptr_nonnull(strstr(xml, "mood=\"good\""));
	ck_assert_ptr_nonnull(strstr(xml, "晴"));
	free(xml);
	taizhang_ledger_free(read);
	taizhang_findings_free(findings);
}
END_TEST

START_TEST(a_newer_major_version_is_refused)
{
	ck_assert_ptr_null(sample_read("<ledger xmlns=\"urn:taizhang:ledger:2\" version=\"2.0\"/>",
				       NULL, &err));
	tz_assert_code(&err, TAIZHANG_E_UNSUPPORTED);
}
END_TEST

START_TEST(another_document_is_refused)
{
	ck_assert_ptr_null(sample_read(
		"<catalog xmlns=\"urn:taizhang:catalog:1\" version=\"1.0\"/>", NULL, &err));
	tz_assert_code(&err, TAIZHANG_E_XML);
}
END_TEST

START_TEST(what_breaks_the_schema_only_is_a_finding_with_its_line)
{
	struct taizhang_findings *findings = taizhang_findings_new(&err);
	struct taizhang_ledger *read = sample_read(
		ROOT ">\n<scope type=\"all\"/>\n<item code=\"M001\">\n<assignment/><assignment/>"
		     "</item></ledger>",
		findings, &err);

	tz_assert_ptr(read, &err);
	ck_assert_uint_gt(taizhang_findings_count(findings, TAIZHANG_ERROR), 0);
	ck_assert_str_eq(taizhang_finding_id(taizhang_findings_get(findings, 0)), "xml-schema");
	ck_assert_str_eq(taizhang_finding_file(taizhang_findings_get(findings, 0)), "ledger.xml");
	ck_assert_int_eq(taizhang_finding_line(taizhang_findings_get(findings, 0)), 4);
	taizhang_ledger_free(read);
	taizhang_findings_free(findings);
}
END_TEST

START_TEST(what_it_does_not_know_is_told_and_not_lost_on_saving)
{
	struct taizhang_findings *findings = taizhang_findings_new(&err);
	struct taizhang_ledger *read = sample_read(
		ROOT
		"><scope type=\"all\"/><item code=\"M001\"><record ordinal=\"1\" kind=\"image\" "
		"tilte=\"志愿者\"><memo>手写</memo></record></item></ledger>",
		findings, &err);
	char *xml;

	tz_assert_ptr(read, &err);
	ck_assert_uint_gt(taizhang_findings_count(findings, TAIZHANG_ERROR), 0);
	xml = sample_xml(read);
	ck_assert_ptr_nonnull(strstr(xml, "tilte=\"志愿者\""));
	ck_assert_ptr_nonnull(strstr(xml, ">手写</memo>"));
	free(xml);
	taizhang_ledger_free(read);
	taizhang_findings_free(findings);
}
END_TEST

START_TEST(what_cannot_be_is_an_error_with_file_and_line)
{
	static const char *const bodies[] = {
		"",
		"<scope/>",
		"<scope type=\"some\"/>",
		"<scope type=\"unit\"/>",
		"<scope type=\"unit\" unit=\"某局\"/>",
		"<scope type=\"items\"><item code=\"I-1\"/></scope>",
		"<scope type=\"all\"><item code=\"M001\"/></scope>",
		ALL "<item/>",
		ALL "<item code=\"M999\"/>",
		ALL "<item code=\"M001\"><assignment deadline=\"2017-02-30\"/></item>",
		ALL "<item code=\"M001\"><event who=\"a\" action=\"b\"/></item>",
		ALL "<item code=\"M001\"><event time=\"2017-01-01T00:00:00Z\" who=\"\" "
		    "action=\"b\"/></item>",
		REC("ordinal=\"1\""),
		REC("kind=\"image\""),
		REC("kind=\"film\" ordinal=\"1\""),
		REC("kind=\"image\" ordinal=\"0\""),
		REC("kind=\"image\" ordinal=\"99999999999\""),
		REC("kind=\"image\" ordinal=\"1\" number=\"哈办发〔2012〕9号\""),
		REC("kind=\"report\" ordinal=\"1\" words=\"many\""),
		ALL "<item code=\"M001\"><record ordinal=\"1\" kind=\"image\"/><record "
		    "ordinal=\"1\" kind=\"image\"/></item>",
		FIL(""),
		FIL("path=\"../x\""),
		FIL("path=\"/etc/passwd\""),
		FIL("path=\"a/\""),
		FIL("path=\"a\\\\b\""),
		FIL("path=\"a\" raw-path=\"2e2e2f61\""),
		FIL("path=\"a\" raw-path=\"6g\""),
		FIL("path=\"a\" raw-path=\"6\""),
		FIL("path=\"a\" raw-path=\"6100\""),
		FIL("path=\"a\" raw-path=\"\""),
		FIL("path=\"a\" role=\"cover\""),
		FIL("path=\"a\" size=\"-1\""),
		FIL("path=\"a\" size=\"99999999999999999999\""),
		FIL("path=\"a\" size=\"\""),
		FIL("path=\"a\" changed=\"yesterday\""),
		FIL("path=\"a\" sha256=\"abc\""),
		FIL("path=\"a\" missing=\"so\""),
		FIL("path=\"a\" package-path=\"data/../x\""),
		FIL("path=\"a\" sm3=\"x\""),
		ALL "<item code=\"M001\"><record ordinal=\"1\" kind=\"image\"><file "
		    "path=\"a\"/><file path=\"a\"/></record></item>",
		ALL "<value threshold=\"T001\" cell=\"a\"/><value threshold=\"T001\" cell=\"b\"/>",
		ALL "<negative id=\"N01\" note=\"a\"/><negative id=\"N01\"/>",
		ALL "<item code=\"M001\"><assignment lead=\"a\"/></item><item "
		    "code=\"M001\"><assignment/></item>",
		ALL "<value/>",
		ALL "<value threshold=\"T999\"/>",
		ALL "<value threshold=\"T001\" value=\"much\"/>",
		ALL "<negative/>",
		ALL "<negative id=\"N99\"/>",
		ALL "<negative id=\"N01\" state=\"perhaps\"/>"};

	for (size_t i = 0; i < sizeof bodies / sizeof *bodies; i++) {
		char xml[2048];

		snprintf(xml, sizeof xml, "%s>\n%s</ledger>", ROOT, bodies[i]);
		refuses(xml, bodies[i]);
	}
}
END_TEST

START_TEST(a_root_that_cannot_be_is_an_error_too)
{
	static const char *const attributes[] = {
		"year=\"2017\" " CATALOG,
		"city=\"a\" " CATALOG,
		"city=\"a\" year=\"17\" " CATALOG,
		"city=\"a\" year=\"2017\"",
		"city=\"a\" year=\"2017\" catalog=\"another\"",
		"city=\"a\" year=\"2017\" from=\"x\" " CATALOG,
		"city=\"a\" year=\"2017\" to=\"2017-13\" " CATALOG,
		"city=\"a\" year=\"2017\" from=\"2018\" to=\"2017\" " CATALOG,
		"city=\"a\" year=\"2017\" revision=\"0\" " CATALOG,
		"city=\"a\" year=\"2017\" changed=\"now\" " CATALOG};

	for (size_t i = 0; i < sizeof attributes / sizeof *attributes; i++) {
		char xml[1024];

		snprintf(xml, sizeof xml,
			 "<ledger xmlns=\"urn:taizhang:ledger:1\" version=\"1.0\" %s>" ALL
			 "</ledger>",
			 attributes[i]);
		refuses(xml, attributes[i]);
	}
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("ledger_read");
	TCase *tcase;

	tcase = tcase_create("round_trip");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, read_of_written_is_the_ledger_and_written_of_read_the_bytes);
	tcase_add_test(tcase, a_list_and_a_unit_as_scope_come_back);
	tcase_add_test(tcase, items_outside_the_scope_keep_what_they_have);
	tcase_add_test(tcase, files_stand_by_path_whatever_the_order_in_the_document);
	tcase_add_test(tcase, records_stand_by_ordinal_whatever_the_order_in_the_document);
	tcase_add_test(tcase, an_ordinal_that_comes_again_is_refused_in_any_order_with_its_line);
	tcase_add_test(tcase, events_stand_by_time_and_keep_what_others_added_to_them);
	tcase_add_test(tcase, a_manifests_file_has_its_path_in_the_package);
	tcase_add_test(tcase, the_callers_own_rows_get_their_own_context);
	suite_add_tcase(suite, tcase);

	tcase = tcase_create("extensions");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, attributes_and_elements_of_others_are_kept_everywhere);
	tcase_add_test(tcase, what_a_scopes_item_and_the_root_carry_is_kept);
	suite_add_tcase(suite, tcase);

	tcase = tcase_create("versions");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, a_newer_minor_version_is_read_noted_and_kept);
	tcase_add_test(tcase, a_newer_major_version_is_refused);
	tcase_add_test(tcase, another_document_is_refused);
	suite_add_tcase(suite, tcase);

	tcase = tcase_create("judges");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, what_breaks_the_schema_only_is_a_finding_with_its_line);
	tcase_add_test(tcase, what_it_does_not_know_is_told_and_not_lost_on_saving);
	tcase_add_test(tcase, what_cannot_be_is_an_error_with_file_and_line);
	tcase_add_test(tcase, a_root_that_cannot_be_is_an_error_too);
	suite_add_tcase(suite, tcase);
	return suite;
}
