/* SPDX-License-Identifier: MIT */
/* test_xml_cursor.c: the nodes of a document one by one; validation is tested with xml_read. */
#include "base/xml_cursor.h"

#include <string.h>

#include "base/buffer.h"
#include "harness/assert.h"
#include "harness/suite.h"

static struct taizhang_error err;

static struct tz_xml_cursor *open_text(const char *text, struct tz_xml_input *input)
{
	struct tz_xml_cursor *cursor;

	taizhang_error_clear(&err);
	*input = (struct tz_xml_input){.name = "x.xml", .data = text, .size = strlen(text)};
	cursor = tz_xml_cursor_open(input, &err);
	tz_assert_ptr(cursor, &err);
	return cursor;
}

START_TEST(every_node_comes_in_its_order)
{
	static const char *const names[] = {"begin", "end", "text", "comment", "instruction", "other"};
	struct tz_buffer log = TZ_BUFFER_INIT;
	struct tz_xml_input input;
	struct tz_xml_cursor *cursor = open_text("<!--c--><a>\n<b/>t<![CDATA[u]]><?p q?><n:d xmlns:n='urn:n'></n:d></a>", &input);
	int result;

	while ((result = tz_xml_cursor_next(cursor, &err)) == 1)
		tz_buffer_printf(&log, "%d %s%s %s|%s|%s|%s %s\n", tz_xml_cursor_depth(cursor),
				 names[tz_xml_cursor_node(cursor)], tz_xml_cursor_is_empty(cursor) ? "*" : "",
				 tz_xml_cursor_name(cursor), tz_xml_cursor_prefix(cursor), tz_xml_cursor_local(cursor),
				 tz_xml_cursor_ns(cursor), tz_xml_cursor_text(cursor));
	tz_assert_ok(result, &err);
	ck_assert_str_eq(tz_buffer_text(&log),
			 "0 comment #comment||#comment| c\n0 begin a||a| \n1 text #text||#text| \n\n1 begin* b||b| \n"
			 "1 text #text||#text| t\n1 text #cdata-section||#cdata-section| u\n1 instruction p||p| q\n"
			 "1 begin n:d|n|d|urn:n \n1 end n:d|n|d|urn:n \n0 end a||a| \n");
	ck_assert_int_eq(tz_xml_cursor_next(cursor, &err), 0);
	tz_xml_cursor_free(cursor);
	tz_xml_cursor_free(NULL);
	tz_buffer_free(&log);
}
END_TEST

START_TEST(attributes_and_declarations_are_apart)
{
	struct tz_xml_input input;
	struct tz_xml_cursor *cursor = open_text("<a xmlns='urn:d' b='1&amp;2' n:c='' xmlns:n='urn:n'/>", &input);
	struct tz_xml_pair pair;

	tz_assert_ok(tz_xml_cursor_next_root(cursor, &err), &err);
	ck_assert(tz_xml_cursor_first_attribute(cursor, &pair));
	ck_assert_str_eq(pair.local, "b");
	ck_assert_str_eq(pair.ns, "");
	ck_assert_str_eq(pair.prefix, "");
	ck_assert_str_eq(tz_xml_cursor_value(cursor, pair.handle), "1&2");
	ck_assert(tz_xml_cursor_next_attribute(cursor, &pair));
	ck_assert_str_eq(pair.local, "c");
	ck_assert_str_eq(pair.ns, "urn:n");
	ck_assert_str_eq(pair.prefix, "n");
	ck_assert_str_eq(tz_xml_cursor_value(cursor, pair.handle), "");
	ck_assert(!tz_xml_cursor_next_attribute(cursor, &pair));
	ck_assert(tz_xml_cursor_first_declared(cursor, &pair));
	ck_assert_str_eq(pair.prefix, "");
	ck_assert_str_eq(pair.ns, "urn:d");
	ck_assert(tz_xml_cursor_next_declared(cursor, &pair));
	ck_assert_str_eq(pair.prefix, "n");
	ck_assert(!tz_xml_cursor_next_declared(cursor, &pair));
	tz_xml_cursor_free(cursor);
}
END_TEST

START_TEST(it_starts_anew)
{
	struct tz_xml_input input;
	struct tz_xml_cursor *cursor = open_text("<a>\n<b/></a>", &input);

	tz_assert_ok(tz_xml_cursor_next_root(cursor, &err), &err);
	ck_assert_int_eq(tz_xml_cursor_next(cursor, &err), 1);
	ck_assert_int_eq(tz_xml_cursor_next(cursor, &err), 1);
	ck_assert_int_eq(tz_xml_cursor_line(cursor), 2);
	tz_assert_ok(tz_xml_cursor_restart(cursor, NULL, NULL, NULL, &err), &err);
	tz_assert_ok(tz_xml_cursor_next_root(cursor, &err), &err);
	ck_assert_str_eq(tz_xml_cursor_local(cursor), "a");
	tz_xml_cursor_free(cursor);
}
END_TEST

START_TEST(a_document_without_a_root_has_none)
{
	struct tz_xml_input input;
	struct tz_xml_cursor *cursor = open_text("<!-- nothing -->", &input);

	ck_assert_int_eq(tz_xml_cursor_next_root(cursor, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_XML);
	tz_xml_cursor_free(cursor);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("xml_cursor");

	suite_add_behaviour(suite, "moves", TESTS(every_node_comes_in_its_order, attributes_and_declarations_are_apart,
		it_starts_anew, a_document_without_a_root_has_none));
	return suite;
}
