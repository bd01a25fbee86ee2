/* SPDX-License-Identifier: MIT */
/* test_xml_hostile.c: what is hostile in XML is refused for the same reason in manifest, catalogue and ledger, however they are reached. */
#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <taizhang/catalog.h>
#include <taizhang/ledger.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/bag_case.h"
#include "package/bag_tally.h"

#define DECLARATION "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
#define XI "<xi:include xmlns:xi=\"http://www.w3.org/2001/XInclude\" href=\"file:///etc/passwd\" parse=\"text\"/>"
#define LAUGHS "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;\">]>\n"

/* One change of a sound document; what is NULL stays as it is. */
struct hostile {
	const char *name;
	const char *opening;	/* instead of the XML declaration */
	const char *attribute;	/* in the root's start tag */
	const char *inside;	/* behind the root's start tag */
	const char *closing;	/* at the very end */
	const char *recode;	/* the encoding into which all of it is brought, as iconv calls it */
	enum { NOTHING, DEPTH, ATTRIBUTES, TEXT, VALUE, NAME } much;	/* inside: an extension with num of these */
	size_t num;
	const char *error;	/* its id, where a ledger or a catalogue is opened; NULL: it is read */
	const char *finding;	/* in a package */
};

#define DOCTYPE .error = "xml-doctype", .finding = "package-xml-doctype"
#define INCLUDE .error = "xml-include", .finding = "package-xml-include"
#define ENCODING .error = "xml-encoding", .finding = "package-xml-encoding"
#define NOT_UTF8 .error = "not-utf8", .finding = "package-xml-encoding"
#define LIMIT .error = "xml-limit", .finding = "package-xml-limit"
#define SYNTAX .error = "xml-syntax", .finding = "package-xml"

static const struct hostile cases[] = {
	{.name = "nothing changed"},
	{.name = "a DOCTYPE", .opening = DECLARATION "<!DOCTYPE x>\n", DOCTYPE},
	{.name = "a DOCTYPE from disk", .opening = "<!DOCTYPE x SYSTEM \"file:///etc/passwd\">\n", DOCTYPE},
	{.name = "a DOCTYPE from the network", .opening = "<!DOCTYPE x PUBLIC \"-//x\" \"http://127.0.0.1:9/x.dtd\">\n", DOCTYPE},
	{.name = "an internal entity", .opening = "<!DOCTYPE x [<!ENTITY a \"b\">]>\n", .inside = "&a;", DOCTYPE},
	{.name = "an external entity", .opening = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>\n",
	 .inside = "<o:x xmlns:o=\"urn:o\">&a;</o:x>", DOCTYPE},
	{.name = "a parameter entity", .opening = "<!DOCTYPE x [<!ENTITY % a SYSTEM \"http://127.0.0.1:9/x\"> %a;]>\n", DOCTYPE},
	{.name = "a billion laughs", .opening = LAUGHS, .inside = "&c;", DOCTYPE},
	{.name = "a DOCTYPE behind a comment", .opening = DECLARATION "<!-- x --><?x y?><!DOCTYPE x>\n", DOCTYPE},
	{.name = "a DOCTYPE inside", .inside = "<!DOCTYPE x>", DOCTYPE},
	{.name = "a DOCTYPE at the end", .closing = "<!DOCTYPE x>", DOCTYPE},
	{.name = "an element declaration inside", .inside = "<!ELEMENT x ANY>", DOCTYPE},
	{.name = "an entity that nobody declared", .inside = "<o:x xmlns:o=\"urn:o\">&a;</o:x>", SYNTAX},
	{.name = "such an entity in an attribute", .attribute = "xmlns:o=\"urn:o\" o:a=\"&a;\"", SYNTAX},
	{.name = "XInclude", .inside = XI, INCLUDE},
	{.name = "XInclude in an extension", .inside = "<o:x xmlns:o=\"urn:o\">" XI "</o:x>", INCLUDE},
	{.name = "XInclude of the draft", .inside = "<include xmlns=\"http://www.w3.org/2003/XInclude\" href=\"x\"/>", INCLUDE},
	{.name = "XInclude's fallback", .inside = "<fallback xmlns=\"http://www.w3.org/2001/XInclude\"/>", INCLUDE},
	{.name = "XInclude's name without an element", .attribute = "xmlns:xi=\"http://www.w3.org/2001/XInclude\""},
	{.name = "a base elsewhere", .attribute = "xml:base=\"http://127.0.0.1:9/\""},
	{.name = "a schema elsewhere",
	 .attribute = "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\" "
		      "xsi:schemaLocation=\"urn:x http://127.0.0.1:9/x.xsd\""},
	{.name = "a stylesheet elsewhere",
	 .opening = DECLARATION "<?xml-stylesheet type=\"text/xsl\" href=\"http://127.0.0.1:9/x.xsl\"?>\n"},
	{.name = "a catalogue of OASIS elsewhere",
	 .opening = DECLARATION "<?oasis-xml-catalog catalog=\"http://127.0.0.1:9/catalog\"?>\n"},
	{.name = "a comment that only looks like a DOCTYPE", .inside = "<!--<!DOCTYPE x>-->"},
	{.name = "UTF-16", .recode = "UTF-16", ENCODING},
	{.name = "UTF-16 that says so", .opening = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n", .recode = "UTF-16", ENCODING},
	{.name = "UTF-16 without its mark", .recode = "UTF-16LE", NOT_UTF8},
	{.name = "UTF-32", .recode = "UTF-32", ENCODING},
	{.name = "GB18030 that says UTF-8", .recode = "GB18030", NOT_UTF8},
	{.name = "GB18030 that says so", .opening = "<?xml version=\"1.0\" encoding=\"GB18030\"?>\n", .recode = "GB18030", ENCODING},
	{.name = "UTF-8 that says GB18030", .opening = "<?xml version=\"1.0\" encoding=\"GB18030\"?>\n", ENCODING},
	{.name = "UTF-8 that says UTF-16", .opening = "<?xml version=\"1.0\" encoding=\"UTF-16\"?>\n", ENCODING},
	{.name = "UTF-8 that says ISO-8859-1", .opening = "<?xml version='1.0' encoding='ISO-8859-1'?>\n", ENCODING},
	{.name = "UTF-7", .opening = "<?xml version=\"1.0\" encoding=\"UTF-7\"?>\n",
	 .inside = "+ADwAIQ-DOCTYPE x+AD4-", ENCODING},
	{.name = "UTF-7 behind the mark of UTF-8", .opening = "\xEF\xBB\xBF<?xml version=\"1.0\" encoding=\"UTF-7\"?>\n", ENCODING},
	{.name = "the mark of UTF-8", .opening = "\xEF\xBB\xBF" DECLARATION},
	{.name = "no declaration", .opening = ""},
	{.name = "a byte of GBK", .inside = "<!-- \xB2\xC4 -->", NOT_UTF8},
	{.name = "half a pair of UTF-16 in UTF-8", .inside = "<!-- \xED\xA0\x80 -->", NOT_UTF8},
	{.name = "a character written longer than it is", .inside = "<!-- \xC0\xBC -->", NOT_UTF8},
	{.name = "a control character", .inside = "<!-- \x01 -->", SYNTAX},
	{.name = "a control character by its number", .inside = "<o:x xmlns:o=\"urn:o\">&#1;</o:x>", SYNTAX},
	{.name = "NUL by its number", .inside = "<o:x xmlns:o=\"urn:o\">&#0;</o:x>", SYNTAX},
	{.name = "half a pair by its number", .inside = "<o:x xmlns:o=\"urn:o\">&#xD800;</o:x>", SYNTAX},
	{.name = "what is no character", .inside = "<!-- \xEF\xBF\xBF -->", SYNTAX},
	{.name = "an attribute twice", .attribute = "version=\"1.0\"", SYNTAX},
	{.name = "a prefix that nobody declared", .inside = "<o:x/>", SYNTAX},
	{.name = "a tag left open", .inside = "<o:x xmlns:o=\"urn:o\">", SYNTAX},
	{.name = "a second root", .closing = "<x/>", SYNTAX},
	{.name = "text behind the end", .closing = "x", SYNTAX},
	{.name = "as deep as the limit", .much = DEPTH, .num = TZ_LIMIT_XML_DEPTH - 1},
	{.name = "deeper than the limit", .much = DEPTH, .num = TZ_LIMIT_XML_DEPTH, LIMIT},
	{.name = "very deep", .much = DEPTH, .num = 100000, LIMIT},
	{.name = "as many attributes as the limit", .much = ATTRIBUTES, .num = TZ_LIMIT_XML_ATTRIBUTES - 1},
	{.name = "more attributes than the limit", .much = ATTRIBUTES, .num = TZ_LIMIT_XML_ATTRIBUTES, LIMIT},
	{.name = "very many attributes", .much = ATTRIBUTES, .num = 100000, LIMIT},
	{.name = "a text as long as the limit", .much = TEXT, .num = TZ_LIMIT_XML_TOKEN},
	{.name = "a text longer than the limit", .much = TEXT, .num = TZ_LIMIT_XML_TOKEN + 1, LIMIT},
	{.name = "a value longer than the limit", .much = VALUE, .num = TZ_LIMIT_XML_TOKEN, LIMIT},
	{.name = "a name longer than the limit", .much = NAME, .num = TZ_LIMIT_XML_TOKEN + 1, LIMIT},
	{.name = "a name longer than the parser takes", .much = NAME, .num = 100000, SYNTAX},
};

static void add_many(struct tz_buffer *out, char c, size_t num)
{
	char *room = tz_buffer_reserve(out, num);

	ck_assert_ptr_nonnull(room);
	memset(room, c, num);
	out->size += num;
}

static void add_much(struct tz_buffer *out, const struct hostile *h)
{
	switch (h->much) {
	case NOTHING:
		return;
	case DEPTH:
		for (size_t i = 0; i < h->num; i++)
			tz_buffer_text_add(out, "<o:x xmlns:o=\"urn:o\">");
		for (size_t i = 0; i < h->num; i++)
			tz_buffer_text_add(out, "</o:x>");
		return;
	case ATTRIBUTES:
		tz_buffer_text_add(out, "<o:x xmlns:o=\"urn:o\"");
		for (size_t i = 0; i < h->num; i++)
			tz_buffer_printf(out, " a%zu=\"\"", i);
		tz_buffer_text_add(out, "/>");
		return;
	case TEXT:
		tz_buffer_text_add(out, "<o:x xmlns:o=\"urn:o\">");
		add_many(out, 'x', h->num);
		tz_buffer_text_add(out, "</o:x>");
		return;
	case VALUE:
		tz_buffer_text_add(out, "<o:x xmlns:o=\"urn:o\" a=\"");
		add_many(out, 'x', h->num);
		tz_buffer_text_add(out, "\"/>");
		return;
	case NAME:
		tz_buffer_text_add(out, "<o:");
		add_many(out, 'x', h->num);
		tz_buffer_text_add(out, " xmlns:o=\"urn:o\"/>");
		return;
	}
}

/* Spoils the document that stands at path. */
static void spoil(const char *path, const struct hostile *h)
{
	char *text = temp_read(path, NULL);
	const char *body = strstr(text, "?>\n") + 3, *name_end = body + strcspn(body, " "), *rest = strchr(body, '>');
	struct tz_buffer out = TZ_BUFFER_INIT;
	FILE *file;

	tz_buffer_text_add(&out, h->opening ? h->opening : DECLARATION);
	tz_buffer_add(&out, body, (size_t)(name_end - body));
	if (h->attribute)
		tz_buffer_printf(&out, " %s", h->attribute);
	tz_buffer_add(&out, name_end, (size_t)(rest + 1 - name_end));
	tz_buffer_text_add(&out, h->inside);
	add_much(&out, h);
	tz_buffer_text_add(&out, rest + 1);
	tz_buffer_text_add(&out, h->closing);
	file = fopen(path, "wb");
	ck_assert_ptr_nonnull(file);
	ck_assert_uint_eq(fwrite(out.data, 1, out.size, file), out.size);
	ck_assert_int_eq(fclose(file), 0);
	if (h->recode)
		ck_assert_int_eq(temp_shell("iconv -f UTF-8 -t %s <'%s' >'%s.new' && mv '%s.new' '%s'", h->recode, path,
					    path, path, path), 0);
	tz_buffer_free(&out);
	free(text);
}

static void judge_error(const struct hostile *h, const char *what, bool opened, const struct taizhang_error *err)
{
	if (h->error)
		ck_assert_msg(!opened && strcmp(taizhang_error_id(err), h->error) == 0, "%s, %s: expected %s, found %s",
			      what, h->name, h->error, opened ? "nothing" : taizhang_error_id(err));
	else
		ck_assert_msg(opened, "%s, %s: %s", what, h->name, taizhang_error_id(err));
}

static void judge_package(const struct hostile *h, const char *document, const char *folder)
{
	struct taizhang_verify_options options = TAIZHANG_VERIFY_OPTIONS_INIT;
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	const char *path;
	char *ids;

	bag_list_tags(folder, "sha256");
	path = bag_archive("case", strrchr(folder, '/') + 1, TAIZHANG_FORMAT_ZIP);
	tz_assert_ok(taizhang_verify(path, &options, findings, NULL, &err), &err);
	ids = bag_ids(findings);
	if (h->finding)
		ck_assert_msg(strcmp(ids, h->finding) == 0, "%s, %s: expected %s, found %s", document, h->name, h->finding, ids);
	else
		ck_assert_msg(taizhang_findings_count(findings, TAIZHANG_ERROR) == 0, "%s, %s: %s", document, h->name, ids);
	free(ids);
	taizhang_findings_free(findings);
}

static void refused_in_package(const struct hostile *h, const char *document)
{
	const char *folder = package_make("case", false);
	char path[4096];

	snprintf(path, sizeof path, "%s/%s", folder, document);
	spoil(path, h);
	judge_package(h, document, folder);
	bag_tally_add(h->name, !h->finding, folder);
}

/* package_make leaves the ledger that it packed. */
static void refused_in_ledger(const struct hostile *h, const char *document)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_ledger *ledger;
	char path[64];

	package_make("case", false);
	snprintf(path, sizeof path, "ledger/%s", document);
	spoil(temp_path(path), h);
	ledger = taizhang_ledger_open(temp_path("ledger"), TAIZHANG_OPEN_READ, NULL, &err);
	judge_error(h, path, ledger != NULL, &err);
	taizhang_ledger_free(ledger);
	bag_tally_add(h->name, !h->error, temp_path("ledger"));
}

START_TEST(in_the_manifest_of_a_package)
{
	refused_in_package(&cases[_i], "manifest.xml");
}
END_TEST

START_TEST(in_the_catalogue_of_a_package)
{
	refused_in_package(&cases[_i], "catalog.xml");
}
END_TEST

START_TEST(in_a_ledger)
{
	refused_in_ledger(&cases[_i], "ledger.xml");
}
END_TEST

START_TEST(in_the_catalogue_of_a_ledger)
{
	refused_in_ledger(&cases[_i], "catalog.xml");
}
END_TEST

START_TEST(in_a_catalogue_by_itself)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_catalog *catalog = taizhang_catalog_builtin("ncc-2017-reconstructed", &err);

	tz_assert_ptr(catalog, &err);
	tz_assert_ok(taizhang_catalog_save(catalog, temp_path("catalog.xml"), &err), &err);
	taizhang_catalog_free(catalog);
	spoil(temp_path("catalog.xml"), &cases[_i]);
	catalog = taizhang_catalog_load(temp_path("catalog.xml"), NULL, &err);
	judge_error(&cases[_i], "catalog.xml", catalog != NULL, &err);
	taizhang_catalog_free(catalog);
	bag_tally_add(cases[_i].name, !cases[_i].error, temp_path("catalog.xml"));
}
END_TEST

/* The ids found with limits of the caller's own. */
static void assert_found(const char *folder, uint64_t bytes, uint64_t depth, const char *expected)
{
	struct taizhang_verify_options options = TAIZHANG_VERIFY_OPTIONS_INIT;
	struct taizhang_limits limits = TAIZHANG_LIMITS_INIT;
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_package *package;
	char *ids;

	limits.xml_bytes = bytes;
	limits.xml_depth = depth;
	options.limits = &limits;
	tz_assert_ok(taizhang_verify(folder, &options, findings, NULL, &err), &err);
	ids = bag_ids(findings);
	ck_assert_msg(strcmp(ids, expected) == 0, "%d bytes, depth %d: expected \"%s\", found \"%s\"", (int)bytes, (int)depth,
		      expected, ids);
	free(ids);
	taizhang_findings_free(findings);
	package = taizhang_package_open(folder, &limits, NULL, &err);
	ck_assert_int_eq(package != NULL, !*expected);
	taizhang_package_free(package);
}

START_TEST(within_the_limits_that_the_caller_sets)
{
	const char *folder = package_make("case", false);
	const struct hostile deep = {.much = DEPTH, .num = 99};
	char path[4096];
	size_t size;

	snprintf(path, sizeof path, "%s/catalog.xml", folder);
	free(temp_read(path, &size));
	assert_found(folder, size, 0, "");
	assert_found(folder, size - 1, 0, "package-xml-limit");
	snprintf(path, sizeof path, "%s/manifest.xml", folder);
	spoil(path, &deep);
	bag_list_tags(folder, "sha256");
	assert_found(folder, 0, 100, "");
	assert_found(folder, 0, 99, "package-xml-limit");
	assert_found(folder, 0, 0, "package-xml-limit");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("xml_hostile");
	TCase *refused = tcase_create("refused"), *limits = tcase_create("limits");
	static const TTest *const *const each[] = {
		&in_the_manifest_of_a_package, &in_the_catalogue_of_a_package, &in_a_ledger,
		&in_the_catalogue_of_a_ledger, &in_a_catalogue_by_itself,
	};

	bag_tally_begin("xml_hostile");
	tcase_add_checked_fixture(refused, NULL, temp_remove);
	tcase_add_checked_fixture(limits, NULL, temp_remove);
	for (size_t i = 0; i < sizeof each / sizeof each[0]; i++)
		tcase_add_loop_test(refused, *each[i], 0, sizeof cases / sizeof cases[0]);
	tcase_add_test(limits, within_the_limits_that_the_caller_sets);
	suite_add_tcase(suite, refused);
	suite_add_tcase(suite, limits);
	return suite;
}
