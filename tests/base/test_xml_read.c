/* SPDX-License-Identifier: MIT */
/* test_xml_read.c: documents good, odd and hostile, read by a table of elements. */
#include "base/xml_read.h"

#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/embedded.h"
#include "base/extension.h"
#include "base/limits.h"
#include "base/xml_write.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"

#define NS "urn:test:box:1"
#define BOX(attributes, content) "<box xmlns=\"" NS "\" version=\"1.0\" " attributes ">" content "</box>"

/* Stands in for the table made at build: these tests need schemas of their own. */
const struct tz_embedded *tz_embedded_find(const char *name)
{
	static const char schema[] =
		"<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns='" NS "' targetNamespace='" NS "'"
		" elementFormDefault='qualified'>"
		"<xs:element name='box'><xs:complexType><xs:choice minOccurs='0' maxOccurs='unbounded'>"
		"<xs:element name='thing' maxOccurs='unbounded'><xs:complexType><xs:sequence>"
		"<xs:element name='title' type='xs:string' minOccurs='0'/>"
		"<xs:any namespace='##other' processContents='lax' minOccurs='0' maxOccurs='unbounded'/>"
		"</xs:sequence><xs:attribute name='count' type='xs:integer'/><xs:anyAttribute namespace='##other'"
		" processContents='lax'/></xs:complexType></xs:element>"
		"<xs:any namespace='##other' processContents='lax'/></xs:choice>"
		"<xs:attribute name='version' use='required'/><xs:attribute name='owner'/>"
		"<xs:anyAttribute namespace='##other' processContents='lax'/></xs:complexType></xs:element></xs:schema>";
	static const char broken[] = "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema'>"
		"<xs:element name='a' type='missing'/></xs:schema>";
	static const struct tz_embedded files[] = {
		{"box.xsd", (const unsigned char *)schema, sizeof schema - 1},
		{"broken.xsd", (const unsigned char *)broken, sizeof broken - 1},
	};

	for (size_t i = 0; i < 2; i++)
		if (strcmp(files[i].name, name) == 0)
			return &files[i];
	return NULL;
}

enum { IN_BOX = 1, IN_THING, IN_TITLE, IN_NEST };

struct told {
	struct tz_buffer log;		/* what the handlers saw */
	struct tz_buffer problems;
	struct tz_extensions box, thing;
	bool stop;
};

static struct taizhang_error err;

static int start_box(void *context, struct tz_xml_reader *x, struct taizhang_error *e)
{
	struct told *told = context;
	const char *owner = tz_xml_attribute(x, "owner");

	(void)e;
	tz_buffer_printf(&told->log, "box(%s)", owner ? owner : "-");
	return 0;
}

static int start_thing(void *context, struct tz_xml_reader *x, struct taizhang_error *e)
{
	struct told *told = context;
	const char *count = tz_xml_attribute(x, "count");

	tz_buffer_printf(&told->log, " thing(%s)@%d", count ? count : "-", (int)tz_xml_line(x));
	ck_assert_str_eq(tz_xml_name(x), "box.xml");
	if (told->stop) {
		if (e)
			e->code = TAIZHANG_E_REFUSED;
		return -1;
	}
	return 0;
}

static int end_thing(void *context, struct tz_xml_reader *x, const char *text, struct taizhang_error *e)
{
	struct told *told = context;

	(void)x;
	(void)e;
	ck_assert_ptr_null(text);
	tz_buffer_text_add(&told->log, " /thing");
	return 0;
}

static int end_title(void *context, struct tz_xml_reader *x, const char *text, struct taizhang_error *e)
{
	struct told *told = context;

	(void)x;
	(void)e;
	tz_buffer_printf(&told->log, " title[%s]", text);
	return 0;
}

static const struct tz_xml_element elements[] = {
	{TZ_XML_DOCUMENT, "box", IN_BOX, false, start_box, NULL},
	{IN_BOX, "thing", IN_THING, false, start_thing, end_thing},
	{IN_THING, "title", IN_TITLE, true, NULL, end_title},
	{IN_BOX, "nest", IN_NEST, false, NULL, NULL},
	{IN_NEST, "nest", IN_NEST, false, NULL, NULL},
	{0, NULL, 0, false, NULL, NULL},
};

static void on_problem(void *context, enum tz_xml_problem what, int64_t line, const char *detail)
{
	static const char *const names[] = {"schema", "unknown", "newer"};
	struct told *told = context;

	tz_buffer_printf(&told->problems, "%s@%d:%s\n", names[what], (int)line, detail);
}

static int on_extension(void *context, int state, bool is_attribute, const char *name, const char *text,
			struct taizhang_error *e)
{
	struct told *told = context;

	return tz_extensions_add(state == IN_BOX ? &told->box : &told->thing, is_attribute, name, text, e);
}

static struct tz_xml_document document = {NS, "box", 1, 0, elements, NULL, on_problem, on_extension};

static int read_input(const struct tz_xml_input *input, struct told *told)
{
	taizhang_error_clear(&err);
	return tz_xml_read(&document, input, told, &err);
}

static int read_bytes(const void *data, size_t size, struct told *told)
{
	struct tz_xml_input input = {.name = "box.xml", .data = data, .size = size};

	return read_input(&input, told);
}

static void clear(struct told *told)
{
	tz_buffer_free(&told->log);
	tz_buffer_free(&told->problems);
	tz_extensions_free(&told->box);
	tz_extensions_free(&told->thing);
}

static void assert_log(const char *xml, const char *expected)
{
	struct told told = {.stop = false};

	tz_assert_ok(read_bytes(xml, strlen(xml), &told), &err);
	ck_assert_str_eq(tz_buffer_text(&told.log), expected);
	ck_assert_str_eq(tz_buffer_text(&told.problems), "");
	clear(&told);
}

static void assert_problems(const char *xml, const char *expected)
{
	struct told told = {.stop = false};

	tz_assert_ok(read_bytes(xml, strlen(xml), &told), &err);
	ck_assert_str_eq(tz_buffer_text(&told.problems), expected);
	clear(&told);
}

static void assert_refused_bytes(const void *data, size_t size, int code, const char *id,
				 int line)
{
	struct told told = {.stop = false};

	ck_assert_int_eq(read_bytes(data, size, &told), -1);
	tz_assert_code(&err, code);
	ck_assert_str_eq(taizhang_error_id(&err), id);
	ck_assert_str_eq(err.where, "box.xml");
	if (line)
		ck_assert_int_eq(err.line, line);
	clear(&told);
}

static void assert_refused(const char *xml, int code, const char *id, int line)
{
	assert_refused_bytes(xml, strlen(xml), code, id, line);
}

/* --- reads --- */

START_TEST(handlers_see_attributes_text_and_lines)
{
	assert_log("<?xml version=\"1.0\"?>\n<!-- a -->\n" BOX("owner='市教育局'",
		   "\n<thing count='2'><title> 通知 </title></thing>\n\n<thing/>"),
		   "box(市教育局) thing(2)@4 title[ 通知 ] /thing thing(-)@6 /thing");
}
END_TEST

START_TEST(text_comes_whole_from_all_its_parts)
{
	assert_log(BOX("", "<thing><title>a&amp;b<!-- c --><![CDATA[<d>]]><?e f?>&#x4E2D;\n</title></thing>"),
		   "box(-) thing(-)@1 title[a&b<d>中\n] /thing");
	assert_log(BOX("", "<thing><title/></thing><thing><title></title></thing>"),
		   "box(-) thing(-)@1 title[] /thing thing(-)@1 title[] /thing");
	assert_log(BOX("", "<thing><title>a<x:y xmlns:x='urn:x'>z</x:y>b</title></thing>"),
		   "box(-) thing(-)@1 title[ab] /thing");
}
END_TEST

START_TEST(attributes_are_unescaped_and_may_be_empty)
{
	assert_log(BOX("owner='&lt;a&gt; &amp; &#34;b&quot;&#10;'", ""), "box(<a> & \"b\"\n)");
	assert_log(BOX("owner=''", ""), "box()");
}
END_TEST

START_TEST(prefixes_mean_nothing)
{
	assert_log("<p:box xmlns:p='" NS "' version='1.0'><p:thing count='1'/></p:box>",
		   "box(-) thing(1)@1 /thing");
}
END_TEST

START_TEST(a_long_text_is_whole)
{
	size_t size = 3000000;
	char *xml = malloc(size + 200);
	struct told told = {.stop = false};
	int head;

	ck_assert_ptr_nonnull(xml);
	head = sprintf(xml, "<box xmlns='%s' version='1.0'><thing><title>", NS);
	for (size_t i = 0; i < size; i += 3)
		memcpy(xml + head + i, "字", 3);
	strcpy(xml + (size_t)head + size, "</title></thing></box>");
	tz_assert_ok(read_bytes(xml, strlen(xml), &told), &err);
	ck_assert_uint_eq(told.log.size, size + strlen("box(-) thing(-)@1 title[] /thing"));
	ck_assert_ptr_null(strstr(told.log.data, "\xEF\xBF\xBD"));
	clear(&told);
	free(xml);
}
END_TEST

START_TEST(lines_past_the_sixteenth_bit_are_near)
{
	struct tz_buffer xml = TZ_BUFFER_INIT;
	struct told told = {.stop = false};
	const char *at;

	tz_buffer_text_add(&xml, "<box xmlns='" NS "' version='1.0'>");
	for (int i = 1; i < 70000; i++)
		tz_buffer_text_add(&xml, "\n");
	tz_buffer_text_add(&xml, "<thing/></box>");
	tz_assert_ok(read_bytes(xml.data, xml.size, &told), &err);
	at = strchr(tz_buffer_text(&told.log), '@');
	ck_assert_ptr_nonnull(at);
	ck_assert_int_eq(atoi(at + 1), 70000);
	clear(&told);
	tz_buffer_free(&xml);
}
END_TEST

START_TEST(a_file_reads_like_memory)
{
	const char *path = temp_write_text("包 1.xml", BOX("owner='a'", "<thing/>"));
	struct tz_xml_input input = {.name = "box.xml", .path = path};
	struct told told = {.stop = false};

	tz_assert_ok(read_input(&input, &told), &err);
	ck_assert_str_eq(tz_buffer_text(&told.log), "box(a) thing(-)@1 /thing");
	clear(&told);
}
END_TEST

START_TEST(a_handler_can_stop)
{
	struct told told = {.stop = true};
	const char *xml = BOX("", "<thing/><thing/>");

	ck_assert_int_eq(read_bytes(xml, strlen(xml), &told), -1);
	tz_assert_code(&err, TAIZHANG_E_REFUSED);
	ck_assert_str_eq(tz_buffer_text(&told.log), "box(-) thing(-)@1");
	clear(&told);
	told = (struct told){.stop = true};
	ck_assert_int_eq(tz_xml_read(&document, &(struct tz_xml_input){.name = "box.xml", .data = xml, .size = strlen(xml)},
				     &told, NULL), -1);
	clear(&told);
}
END_TEST

/* --- encodings --- */

START_TEST(the_mark_of_utf8_is_passed_over)
{
	assert_log("\xEF\xBB\xBF" BOX("owner='包'", ""), "box(包)");
	assert_log("\xEF\xBB\xBF<?xml version='1.0' encoding='utf-8'?>" BOX("owner='包'", ""), "box(包)");
}
END_TEST

START_TEST(another_encoding_than_utf8_is_refused_by_name)
{
	assert_refused("<?xml version='1.0' encoding='GB18030'?>" BOX("owner='包'", ""), TAIZHANG_E_XML, "xml-encoding", 0);
	assert_refused("<?xml version='1.0' encoding='UTF-7'?>" BOX("owner='+ADw-'", ""), TAIZHANG_E_XML, "xml-encoding", 0);
	assert_refused_bytes("\xFF\xFE<\0b\0/\0>\0", 10, TAIZHANG_E_XML, "xml-encoding", 0);
	assert_refused_bytes("\xFE\xFF\0<\0b\0/\0>", 10, TAIZHANG_E_XML, "xml-encoding", 0);
	ck_assert_str_eq(err.detail, "UTF-16");
}
END_TEST

START_TEST(bytes_that_are_not_utf8_are_refused)
{
	const char *utf16 = "<\0b\0/\0>\0";

	assert_refused("\n" BOX("owner='\xB0\xFC'", ""), TAIZHANG_E_XML, "not-utf8", 0);
	assert_refused(BOX("", "\xED\xA0\x80"), TAIZHANG_E_XML, "not-utf8", 0);
	assert_refused("\x4C\x6F\xA7\x94\x93", TAIZHANG_E_XML, "not-utf8", 0);
	assert_refused(BOX("", "") "\xE5\x8C", TAIZHANG_E_XML, "not-utf8", 0);
	assert_refused_bytes(utf16, 8, TAIZHANG_E_XML, "not-utf8", 0);
}
END_TEST

/* --- refuses --- */

START_TEST(what_is_not_well_formed_is_refused_with_its_line)
{
	assert_refused("", TAIZHANG_E_XML, "xml-syntax", 0);
	assert_refused("   \n", TAIZHANG_E_XML, "xml-syntax", 0);
	assert_refused("not xml", TAIZHANG_E_XML, "xml-syntax", 1);
	assert_refused("<box xmlns='" NS "' version='1.0'>\n\n<thing>\n</box>", TAIZHANG_E_XML, "xml-syntax", 4);
	assert_refused("<box xmlns='" NS "' version='1.0'>", TAIZHANG_E_XML, "xml-syntax", 1);
	assert_refused(BOX("", "") "<more/>", TAIZHANG_E_XML, "xml-syntax", 1);
	assert_refused(BOX("owner='a' owner='b'", ""), TAIZHANG_E_XML, "xml-syntax", 1);
	assert_refused(BOX("", "<p:x/>"), TAIZHANG_E_XML, "xml-syntax", 1);
	assert_refused(BOX("", "&nothing;"), TAIZHANG_E_XML, "xml-syntax", 1);
	assert_refused(BOX("", "&#1;"), TAIZHANG_E_XML, "xml-syntax", 1);
	assert_refused(BOX("", "\x01"), TAIZHANG_E_XML, "xml-syntax", 1);
	assert_refused_bytes("<a>\0</a>", 8, TAIZHANG_E_XML, "not-utf8", 1);
}
END_TEST

START_TEST(what_is_not_well_formed_is_refused_under_a_schema_too)
{
	document.schema = "box.xsd";
	assert_refused("<box xmlns='" NS "' version='1.0'>", TAIZHANG_E_XML, "xml-syntax", 1);
	assert_refused("<box xmlns='" NS "' version='1.0'>\n\n<thing>\n</box>", TAIZHANG_E_XML, "xml-syntax", 4);
	assert_refused(BOX("", "<thing x<y/>"), TAIZHANG_E_XML, "xml-syntax", 1);
	assert_refused(BOX("", "") "<more/>", TAIZHANG_E_XML, "xml-syntax", 1);
	document.schema = NULL;
}
END_TEST

START_TEST(a_doctype_is_refused_wherever_it_stands)
{
	assert_refused("<!DOCTYPE box><box xmlns='" NS "' version='1.0'/>", TAIZHANG_E_XML, "xml-doctype", 1);
	assert_refused("<?xml version='1.0'?>\n<!-- <a '\" -- >\n<!-- > --><!DOCTYPE box SYSTEM 'file:///etc/passwd'>" BOX("", ""),
		       TAIZHANG_E_XML, "xml-doctype", 3);
	assert_refused("<?a ' ?><!doctype box>" BOX("", ""), TAIZHANG_E_XML, "xml-doctype", 1);
	assert_refused(BOX("", "<!DOCTYPE a>"), TAIZHANG_E_XML, "xml-doctype", 1);
	assert_refused("<!ENTITY a 'b'>" BOX("", ""), TAIZHANG_E_XML, "xml-doctype", 1);
}
END_TEST

START_TEST(an_entity_bomb_is_not_lit)
{
	struct tz_buffer xml = TZ_BUFFER_INIT;

	tz_buffer_text_add(&xml, "<!DOCTYPE box [<!ENTITY a0 'aaaaaaaaaa'>");
	for (int i = 1; i < 12; i++)
		tz_buffer_printf(&xml, "<!ENTITY a%d '&a%d;&a%d;&a%d;&a%d;&a%d;&a%d;&a%d;&a%d;'>", i, i - 1,
				 i - 1, i - 1, i - 1, i - 1, i - 1, i - 1, i - 1);
	tz_buffer_text_add(&xml, "]><box xmlns='" NS "' version='1.0' owner='&a11;'/>");
	assert_refused_bytes(xml.data, xml.size, TAIZHANG_E_XML, "xml-doctype", 1);
	tz_buffer_free(&xml);
}
END_TEST

START_TEST(what_only_looks_like_a_doctype_passes)
{
	assert_log("<!-- <!DOCTYPE a> --><?p <!DOCTYPE a> ?>" BOX("owner='&lt;!DOCTYPE a>'",
		   "<thing><title><![CDATA[<!DOCTYPE a>]]]></title></thing>"),
		   "box(<!DOCTYPE a>) thing(-)@1 title[<!DOCTYPE a>]] /thing");
	assert_log("<!----><!-- <![CDATA[ --><?p <!-- ?>" BOX("", ""), "box(-)");
}
END_TEST

static void nest(struct tz_buffer *xml, int depth, const char *open, const char *close)
{
	tz_buffer_text_add(xml, "<box xmlns='" NS "' version='1.0'>");
	for (int i = 1; i < depth; i++)
		tz_buffer_text_add(xml, open);
	for (int i = 1; i < depth; i++)
		tz_buffer_text_add(xml, close);
	tz_buffer_text_add(xml, "</box>");
}

START_TEST(depth_is_limited_everywhere)
{
	static const char *const tags[][2] = {{"<nest>", "</nest>"}, {"<x:y xmlns:x='urn:x'>", "</x:y>"},
					      {"<other>", "</other>"}};

	for (size_t i = 0; i < 3; i++) {
		struct tz_buffer xml = TZ_BUFFER_INIT;
		struct told told = {.stop = false};

		nest(&xml, TZ_LIMIT_XML_DEPTH, tags[i][0], tags[i][1]);
		tz_assert_ok(read_bytes(xml.data, xml.size, &told), &err);
		clear(&told);
		tz_buffer_free(&xml);
		nest(&xml, TZ_LIMIT_XML_DEPTH + 1, tags[i][0], tags[i][1]);
		assert_refused_bytes(xml.data, xml.size, TAIZHANG_E_LIMIT, "xml-limit", 1);
		tz_buffer_free(&xml);
	}
}
END_TEST

START_TEST(depth_is_limited_as_asked)
{
	static const int asked[] = {1, 3, 63, 65, TZ_LIMIT_XML_DEPTH_MOST, 1000000};

	for (size_t i = 0; i < sizeof asked / sizeof asked[0]; i++) {
		int depth = asked[i] < TZ_LIMIT_XML_DEPTH_MOST ? asked[i] : TZ_LIMIT_XML_DEPTH_MOST;

		for (int more = 0; more < 2; more++) {
			struct tz_buffer xml = TZ_BUFFER_INIT;
			struct told told = {.stop = false};
			struct tz_xml_input input = {.name = "box.xml", .depth = (uint64_t)asked[i]};

			taizhang_error_clear(&err);
			nest(&xml, depth + more, "<nest>", "</nest>");
			input.data = xml.data;
			input.size = xml.size;
			ck_assert_int_eq(read_input(&input, &told), -more);
			ck_assert_str_eq(taizhang_error_id(&err), more ? "xml-limit" : "none");
			clear(&told);
			tz_buffer_free(&xml);
		}
	}
}
END_TEST

START_TEST(an_include_is_refused_wherever_it_stands)
{
#define XI "<xi:include xmlns:xi='http://www.w3.org/2001/XInclude' href='/etc/passwd' parse='text'/>"
	assert_refused("\n" BOX("", XI), TAIZHANG_E_XML, "xml-include", 2);
	assert_refused(BOX("", "<o:x xmlns:o='urn:o'><o:y>" XI "</o:y></o:x>"), TAIZHANG_E_XML, "xml-include", 1);
	assert_refused(BOX("", "<include xmlns='http://www.w3.org/2003/XInclude'/>"), TAIZHANG_E_XML, "xml-include", 1);
	assert_refused("<fallback xmlns='http://www.w3.org/2001/XInclude'/>", TAIZHANG_E_XML, "xml-include", 1);
	assert_log(BOX("xmlns:xi='http://www.w3.org/2001/XInclude'", ""), "box(-)");
#undef XI
}
END_TEST

START_TEST(attributes_of_one_element_are_limited)
{
	for (int more = 0; more < 2; more++) {
		struct tz_buffer xml = TZ_BUFFER_INIT;
		struct told told = {.stop = false};

		/* xmlns and version are two of them. */
		tz_buffer_text_add(&xml, "<box xmlns='" NS "' version='1.0'");
		for (int i = 0; i < TZ_LIMIT_XML_ATTRIBUTES - 2 + more; i++)
			tz_buffer_printf(&xml, " a%d=\">'\"", i);
		tz_buffer_text_add(&xml, "/>");
		ck_assert_int_eq(read_bytes(xml.data, xml.size, &told), -more);
		if (more) {
			tz_assert_code(&err, TAIZHANG_E_LIMIT);
			ck_assert_str_eq(taizhang_error_id(&err), "xml-limit");
		}
		clear(&told);
		tz_buffer_free(&xml);
	}
}
END_TEST

START_TEST(bytes_are_limited)
{
	const char *xml = BOX("", "<thing/>");
	const char *path = temp_write_text("a.xml", xml);

	for (int file = 0; file < 2; file++) {
		struct tz_xml_input input = {
			.name = "box.xml", .path = file ? path : NULL, .data = file ? NULL : xml,
			.size = file ? 0 : strlen(xml), .limit = strlen(xml),
		};
		struct told told = {.stop = false};

		tz_assert_ok(read_input(&input, &told), &err);
		clear(&told);
		input.limit--;
		ck_assert_int_eq(read_input(&input, &told), -1);
		tz_assert_code(&err, TAIZHANG_E_LIMIT);
		clear(&told);
	}
}
END_TEST

START_TEST(a_file_that_is_none_is_refused)
{
	struct tz_xml_input input = {.name = "box.xml", .path = temp_path("nothing.xml")};
	struct told told = {.stop = false};

	ck_assert_int_eq(read_input(&input, &told), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	ck_assert_str_eq(taizhang_error_id(&err), "file-open");
	input.path = temp_dir();
	ck_assert_int_eq(read_input(&input, &told), -1);
	ck_assert_str_eq(taizhang_error_id(&err), "not-a-file");
	input.path = temp_path("pipe");
	ck_assert_int_eq(temp_shell("mkfifo '%s'", input.path), 0);
	ck_assert_int_eq(read_input(&input, &told), -1);
	ck_assert_str_eq(taizhang_error_id(&err), "not-a-file");
}
END_TEST

/* --- versions --- */

static void assert_root(const char *xml, int code, const char *id, const char *detail)
{
	assert_refused(xml, code, id, 1);
	ck_assert_str_eq(err.detail, detail);
}

START_TEST(another_document_is_refused_by_name)
{
	assert_root("<html/>", TAIZHANG_E_XML, "xml-root", "html");
	assert_root("<box/>", TAIZHANG_E_XML, "xml-root", "box");
	assert_root("<box xmlns='urn:x'/>", TAIZHANG_E_XML, "xml-root", "{urn:x}box");
	assert_root("<chest xmlns='" NS "'/>", TAIZHANG_E_XML, "xml-root", "{" NS "}chest");
	assert_root("<box xmlns='urn:test:box:0'/>", TAIZHANG_E_XML, "xml-root", "{urn:test:box:0}box");
}
END_TEST

START_TEST(a_newer_major_version_is_refused)
{
	assert_root("<box xmlns='" NS "' version='2.0'/>", TAIZHANG_E_UNSUPPORTED, "xml-version", "2.0");
	assert_root("<box xmlns='urn:test:box:2' version='2.1'/>", TAIZHANG_E_UNSUPPORTED, "xml-version", "2.1");
	assert_root("<box xmlns='urn:test:box:10'/>", TAIZHANG_E_UNSUPPORTED, "xml-version", "urn:test:box:10");
}
END_TEST

START_TEST(a_version_that_is_none_is_refused)
{
	assert_root("<box xmlns='" NS "' version='new'/>", TAIZHANG_E_XML, "xml-version-bad", "new");
	assert_root("<box xmlns='" NS "' version=''/>", TAIZHANG_E_XML, "xml-version-bad", "");
}
END_TEST

START_TEST(a_newer_minor_version_is_kept_and_not_validated)
{
	struct told told = {.stop = false};
	const char *xml = "<box xmlns='" NS "' version='1.7' owner='a' size='b'><thing count='x' colour='red'>"
			  "<weight unit='kg'>3</weight><title>t</title></thing></box>";

	document.schema = "box.xsd";
	tz_assert_ok(read_bytes(xml, strlen(xml), &told), &err);
	document.schema = NULL;
	ck_assert_str_eq(tz_buffer_text(&told.problems),
			 "newer@1:1.7\nunknown@1:size\nunknown@1:colour\nunknown@1:weight\n");
	ck_assert_str_eq(tz_buffer_text(&told.log), "box(a) thing(x)@1 title[t] /thing");
	ck_assert_uint_eq(tz_extensions_num(&told.box), 1);
	ck_assert_str_eq(tz_extensions_get(&told.box, 0)->name, "size");
	ck_assert_str_eq(tz_extensions_get(&told.box, 0)->text, "b");
	ck_assert_uint_eq(tz_extensions_num(&told.thing), 2);
	ck_assert_str_eq(tz_extensions_get(&told.thing, 0)->name, "colour");
	ck_assert(tz_extensions_get(&told.thing, 0)->is_attribute);
	ck_assert_str_eq(tz_extensions_get(&told.thing, 1)->text, "<weight xmlns=\"" NS "\" unit=\"kg\">3</weight>");
	clear(&told);
}
END_TEST

/* --- schema --- */

START_TEST(a_valid_document_has_no_problems)
{
	document.schema = "box.xsd";
	assert_problems(BOX("", "<thing count='3'><title>a</title><x:y xmlns:x='urn:x'/></thing>"), "");
	document.schema = NULL;
}
END_TEST

START_TEST(every_violation_is_told_with_its_line)
{
	struct told told = {.stop = false};
	const char *xml = "<box xmlns='" NS "' version='1.0'>\n<thing count='many'/>\n<thing>\n<title>a</title>\n"
			  "<title>b</title></thing>\n</box>", *second;

	document.schema = "box.xsd";
	tz_assert_ok(read_bytes(xml, strlen(xml), &told), &err);
	document.schema = NULL;
	ck_assert_msg(strncmp(tz_buffer_text(&told.problems), "schema@2:", 9) == 0, "%s",
		      tz_buffer_text(&told.problems));
	second = strstr(told.problems.data, "\nschema@5:");
	ck_assert_msg(second != NULL, "%s", told.problems.data);
	ck_assert_str_eq(tz_buffer_text(&told.log),
			 "box(-) thing(many)@2 /thing thing(-)@3 title[a] title[b] /thing");
	clear(&told);
}
END_TEST

START_TEST(a_schema_named_by_the_document_is_not_loaded)
{
	const char *location = temp_write_text("other.xsd", "<not a schema");
	struct tz_buffer xml = TZ_BUFFER_INIT;
	struct told told = {.stop = false};

	tz_buffer_printf(&xml, "<box xmlns='" NS "' version='1.0' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
			 " xsi:schemaLocation='urn:x file://%s'><x xmlns='urn:x'/></box>", location);
	document.schema = "box.xsd";
	tz_assert_ok(read_bytes(xml.data, xml.size, &told), &err);
	document.schema = NULL;
	ck_assert_str_eq(tz_buffer_text(&told.problems), "");
	clear(&told);
	tz_buffer_free(&xml);
}
END_TEST

START_TEST(a_schema_that_cannot_be_loaded_is_an_error)
{
	struct told told = {.stop = false};
	const char *xml = BOX("", "");

	document.schema = "nowhere.xsd";
	ck_assert_int_eq(read_bytes(xml, strlen(xml), &told), -1);
	ck_assert_str_eq(taizhang_error_id(&err), "xml-schema");
	ck_assert_str_eq(err.where, "nowhere.xsd");
	clear(&told);
	document.schema = "broken.xsd";
	ck_assert_int_eq(read_bytes(xml, strlen(xml), &told), -1);
	ck_assert_str_eq(taizhang_error_id(&err), "xml-schema");
	ck_assert_str_eq(err.where, "broken.xsd");
	ck_assert_str_ne(err.detail, "");
	clear(&told);
	document.schema = NULL;
}
END_TEST

/* --- unknown and foreign --- */

START_TEST(what_the_table_lacks_is_told_and_passed_over)
{
	assert_problems(BOX("size='1'", "\n<thing><deep><title>x</title></deep></thing>\n<title>y</title><thing/>"),
			"unknown@1:size\nunknown@2:deep\nunknown@3:title\n");
}
END_TEST

START_TEST(nobody_need_listen)
{
	struct tz_xml_document deaf = document;
	struct told told = {.stop = false};
	const char *xml = BOX("size='1' x:a='1' xmlns:x='urn:x'", "<deep/><x:y>t<x:z/></x:y><thing count='x'/>");
	struct tz_xml_input input = {.name = "box.xml", .data = xml, .size = strlen(xml)};

	deaf.problem = NULL;
	deaf.extension = NULL;
	deaf.schema = "box.xsd";
	tz_assert_ok(tz_xml_read(&deaf, &input, &told, &err), &err);
	ck_assert_str_eq(tz_buffer_text(&told.log), "box(-) thing(x)@1 /thing");
	clear(&told);
}
END_TEST

static const char *const extensions[][2] = {
	/* as found, and as it stands alone */
	{"<c:remark c:by='a' plain='b'>t</c:remark>",
	 "<c:remark xmlns:c=\"urn:c\" c:by=\"a\" plain=\"b\">t</c:remark>"},
	{"<remark xmlns='urn:r'><in xmlns=''/><in/></remark>",
	 "<remark xmlns=\"urn:r\"><in xmlns=\"\"/><in/></remark>"},
	{"<c:a><b:b xmlns:b='urn:b' d:x='1'/><d:c/></c:a>",
	 "<c:a xmlns:c=\"urn:c\"><b:b xmlns:b=\"urn:b\" xmlns:d=\"urn:d\" d:x=\"1\"/><d:c xmlns:d=\"urn:d\"/></c:a>"},
	{"<c:a><thing/></c:a>", "<c:a xmlns:c=\"urn:c\"><thing xmlns=\"" NS "\"/></c:a>"},
	{"<none xmlns=''>\n  <!-- n --><?p q?><?r?> </none>", "<none xmlns=\"\">\n  <!-- n --><?p q?><?r?> </none>"},
	{"<c:a xml:lang='zh' q='&quot;&#10;&lt;'><![CDATA[<&>]]>&#13;</c:a>",
	 "<c:a xmlns:c=\"urn:c\" xml:lang=\"zh\" q=\"&quot;&#10;&lt;\">&lt;&amp;&gt;&#13;</c:a>"},
	{"<c:a></c:a>", "<c:a xmlns:c=\"urn:c\"/>"},
	{"<c:a xmlns:c='urn:other' xmlns:t='urn:t' type='t:x'/>",
	 "<c:a xmlns:c=\"urn:other\" xmlns:t=\"urn:t\" type=\"t:x\"/>"},
};
#define NUM_EXTENSIONS (sizeof extensions / sizeof *extensions)

START_TEST(an_extension_is_handed_over_standing_alone)
{
	struct tz_buffer xml = TZ_BUFFER_INIT;
	struct told told = {.stop = false};

	tz_buffer_text_add(&xml, "<box xmlns='" NS "' version='1.0' xmlns:c='urn:c' xmlns:d='urn:d'>");
	for (size_t i = 0; i < NUM_EXTENSIONS; i++)
		tz_buffer_text_add(&xml, extensions[i][0]);
	tz_buffer_text_add(&xml, "<thing/></box>");
	tz_assert_ok(read_bytes(xml.data, xml.size, &told), &err);
	ck_assert_uint_eq(tz_extensions_num(&told.box), NUM_EXTENSIONS);
	for (size_t i = 0; i < NUM_EXTENSIONS; i++) {
		ck_assert_str_eq(tz_extensions_get(&told.box, i)->text, extensions[i][1]);
		ck_assert(!tz_extensions_get(&told.box, i)->is_attribute);
	}
	ck_assert_str_eq(tz_extensions_get(&told.box, 0)->name, "{urn:c}remark");
	ck_assert_str_eq(tz_extensions_get(&told.box, 4)->name, "none");
	ck_assert_str_eq(tz_buffer_text(&told.log), "box(-) thing(-)@2 /thing");
	ck_assert_str_eq(tz_buffer_text(&told.problems), "");
	clear(&told);
	tz_buffer_free(&xml);
}
END_TEST

static void write_box(const struct told *told, struct tz_buffer *out)
{
	struct tz_xml_writer *w;

	taizhang_error_clear(&err);
	w = tz_xml_writer_new(out, &err);
	tz_assert_ptr(w, &err);
	tz_xml_begin_root(w, "box", NS, "1.0");
	tz_extensions_write_attributes(&told->box, w);
	tz_xml_begin(w, "thing");
	tz_extensions_write_attributes(&told->thing, w);
	tz_xml_put_element(w, "title", "t");
	tz_extensions_write_elements(&told->thing, w);
	tz_xml_end(w);
	tz_extensions_write_elements(&told->box, w);
	tz_assert_ok(tz_xml_writer_finish(w, "box.xml", &err), &err);
}

START_TEST(extensions_survive_read_write_read_byte_for_byte)
{
	struct tz_buffer xml = TZ_BUFFER_INIT, first = TZ_BUFFER_INIT, second = TZ_BUFFER_INIT;
	struct told told = {.stop = false}, again = {.stop = false};

	tz_buffer_text_add(&xml, "<o:box xmlns:o='" NS "' version='1.0' xmlns:c='urn:c' xmlns:d='urn:d' c:a='1&#9;' d:b='' c:e='&lt;'"
			   " xml:lang='zh'><o:thing c:f='\xE4\xB8\xAD'><o:title>t</o:title>");
	for (size_t i = 0; i < NUM_EXTENSIONS; i++)
		tz_buffer_text_add(&xml, extensions[i][0]);
	tz_buffer_text_add(&xml, "</o:thing><c:g>\n  <c:h/>\n</c:g></o:box>");
	tz_assert_ok(read_bytes(xml.data, xml.size, &told), &err);
	write_box(&told, &first);
	tz_assert_ok(read_bytes(first.data, first.size, &again), &err);
	write_box(&again, &second);
	ck_assert_str_eq(tz_buffer_text(&first), tz_buffer_text(&second));
	ck_assert_uint_eq(tz_extensions_num(&again.box), tz_extensions_num(&told.box));
	ck_assert_uint_eq(tz_extensions_num(&again.thing), tz_extensions_num(&told.thing));
	for (size_t i = 0; i < tz_extensions_num(&told.thing); i++) {
		ck_assert_str_eq(tz_extensions_get(&again.thing, i)->name, tz_extensions_get(&told.thing, i)->name);
		ck_assert_str_eq(tz_extensions_get(&again.thing, i)->text, tz_extensions_get(&told.thing, i)->text);
	}
	ck_assert_str_eq(tz_extensions_get(&told.box, 0)->name, "{urn:c}a");
	ck_assert_str_eq(tz_extensions_get(&told.box, 0)->text, "1\t");
	ck_assert_str_eq(tz_extensions_get(&again.box, 0)->text, "1\t");
	clear(&told);
	clear(&again);
	tz_buffer_free(&xml);
	tz_buffer_free(&first);
	tz_buffer_free(&second);
}
END_TEST

START_TEST(an_extension_cut_off_is_refused)
{
	assert_refused(BOX("xmlns:x='urn:x'", "<x:a><x:b></x:a>"), TAIZHANG_E_XML, "xml-syntax", 1);
}
END_TEST

/* --- identifies --- */

static void assert_identity(const char *xml, const char *expected_ns, const char *expected_root)
{
	struct tz_xml_input input = {.name = "x.xml", .data = xml, .size = strlen(xml)};
	char *ns, *root;

	tz_assert_ok(tz_xml_identify(&input, &ns, &root, &err), &err);
	ck_assert_str_eq(ns, expected_ns);
	ck_assert_str_eq(root, expected_root);
	free(ns);
	free(root);
	tz_assert_ok(tz_xml_identify(&input, NULL, NULL, &err), &err);
}

START_TEST(the_root_says_what_a_document_is)
{
	struct tz_xml_input input = {.name = "x.xml", .data = "text", .size = 4};
	char *ns = NULL;

	assert_identity("<?xml version='1.0'?><!-- c --><p:ledger xmlns:p='urn:l'><broken", "urn:l", "ledger");
	assert_identity("<a/>", "", "a");
	ck_assert_int_eq(tz_xml_identify(&input, &ns, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_XML);
	ck_assert_ptr_null(ns);
	ck_assert_int_eq(tz_xml_library_version()[0], '2');
}
END_TEST

/* --- threads --- */

static void *read_often(void *failed)
{
	const char *xml = BOX("owner='a'", "<thing count='x'><title>t</title><x:y xmlns:x='urn:x'>t</x:y></thing>");
	struct tz_xml_input input = {.name = "box.xml", .data = xml, .size = strlen(xml)};
	struct tz_xml_document own = document;

	own.schema = "box.xsd";
	for (int i = 0; i < 50; i++) {
		struct told told = {.stop = false};

		if (tz_xml_read(&own, &input, &told, NULL) < 0 || tz_extensions_num(&told.thing) != 1 ||
		    strncmp(tz_buffer_text(&told.problems), "schema@1:", 9) != 0)
			*(bool *)failed = true;
		clear(&told);
	}
	return NULL;
}

START_TEST(readers_in_threads_do_not_meet)
{
	pthread_t threads[4];
	bool failed[4] = {false};

	for (int i = 0; i < 4; i++)
		ck_assert_int_eq(pthread_create(&threads[i], NULL, read_often, &failed[i]), 0);
	for (int i = 0; i < 4; i++) {
		pthread_join(threads[i], NULL);
		ck_assert(!failed[i]);
	}
}
END_TEST

START_TEST(nothing_is_printed)
{
	static const char *const texts[] = {"<a>", "\xB0", "<!DOCTYPE a>", BOX("", "&x;"), BOX("", "<thing count='x'/>"),
		"<?xml version='1.0' encoding='bad'?><a", "\xFF\xFE\x00\xD8", "\xFF\xFE<"};
	const char *path = temp_path("stderr");
	size_t size;

	ck_assert_ptr_nonnull(freopen(path, "w", stderr));
	document.schema = "box.xsd";
	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct told told = {.stop = false};

		read_bytes(texts[i], strlen(texts[i]), &told);
		clear(&told);
	}
	document.schema = NULL;
	fflush(stderr);
	free(temp_read(path, &size));
	ck_assert_uint_eq(size, 0);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("xml_read");

	suite_add_behaviour(suite, "reads", TESTS(handlers_see_attributes_text_and_lines, text_comes_whole_from_all_its_parts,
		attributes_are_unescaped_and_may_be_empty, prefixes_mean_nothing, a_long_text_is_whole,
		lines_past_the_sixteenth_bit_are_near, a_file_reads_like_memory, a_handler_can_stop));
	suite_add_behaviour(suite, "encodings", TESTS(the_mark_of_utf8_is_passed_over,
		another_encoding_than_utf8_is_refused_by_name, bytes_that_are_not_utf8_are_refused));
	suite_add_behaviour(suite, "refuses", TESTS(what_is_not_well_formed_is_refused_with_its_line,
		what_is_not_well_formed_is_refused_under_a_schema_too,
		a_doctype_is_refused_wherever_it_stands, an_entity_bomb_is_not_lit, what_only_looks_like_a_doctype_passes,
		an_include_is_refused_wherever_it_stands, depth_is_limited_everywhere, depth_is_limited_as_asked,
		attributes_of_one_element_are_limited, bytes_are_limited,
		a_file_that_is_none_is_refused));
	suite_add_behaviour(suite, "versions", TESTS(another_document_is_refused_by_name, a_newer_major_version_is_refused,
		a_version_that_is_none_is_refused, a_newer_minor_version_is_kept_and_not_validated));
	suite_add_behaviour(suite, "schema", TESTS(a_valid_document_has_no_problems, every_violation_is_told_with_its_line,
		a_schema_named_by_the_document_is_not_loaded, a_schema_that_cannot_be_loaded_is_an_error));
	suite_add_behaviour(suite, "extensions", TESTS(what_the_table_lacks_is_told_and_passed_over, nobody_need_listen,
		an_extension_is_handed_over_standing_alone, extensions_survive_read_write_read_byte_for_byte,
		an_extension_cut_off_is_refused));
	suite_add_behaviour(suite, "identifies", TESTS(the_root_says_what_a_document_is));
	suite_add_behaviour(suite, "guest", TESTS(readers_in_threads_do_not_meet, nothing_is_printed));
	return suite;
}
