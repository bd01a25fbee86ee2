/* SPDX-License-Identifier: MIT */
/* test_xml_write.c: the bytes of the documents we write. */
#include "base/xml_write.h"

#include <string.h>

#include "base/error.h"
#include "harness/assert.h"
#include "harness/suite.h"

#define HEAD "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"

static struct taizhang_error err;
static struct tz_buffer out;
static struct tz_xml_writer *w;

static void begin(void)
{
	taizhang_error_clear(&err);
	out = (struct tz_buffer)TZ_BUFFER_INIT;
	w = tz_xml_writer_new(&out, &err);
	tz_assert_ptr(w, &err);
}

static void assert_document(const char *expected)
{
	tz_assert_ok(tz_xml_writer_finish(w, "ledger.xml", &err), &err);
	ck_assert_str_eq(tz_buffer_text(&out), expected);
	tz_buffer_free(&out);
}

static void assert_refused(const char *detail)
{
	ck_assert_int_eq(tz_xml_writer_finish(w, "ledger.xml", &err), -1);
	tz_assert_code(&err, TAIZHANG_E_XML);
	ck_assert_str_eq(taizhang_error_id(&err), "xml-write");
	ck_assert_str_eq(err.where, "ledger.xml");
	ck_assert_str_eq(err.detail, detail);
	tz_buffer_free(&out);
}

START_TEST(elements_are_indented_by_two)
{
	begin();
	tz_xml_begin_root(w, "ledger", "urn:taizhang:ledger:1", "1.0");
	tz_xml_put_attribute(w, "city", "包头市");
	tz_xml_begin(w, "item");
	tz_xml_put_integer(w, "ordinal", -3);
	tz_xml_put_element(w, "title", "通知");
	tz_xml_begin(w, "file");
	tz_xml_end(w);
	tz_xml_end(w);
	tz_xml_end(w);
	assert_document(HEAD "<ledger xmlns=\"urn:taizhang:ledger:1\" version=\"1.0\" city=\"包头市\">\n"
			"  <item ordinal=\"-3\">\n    <title>通知</title>\n    <file/>\n  </item>\n</ledger>\n");
}
END_TEST

START_TEST(what_is_empty_is_left_out)
{
	begin();
	tz_xml_begin(w, "a");
	tz_xml_put_attribute(w, "x", NULL);
	tz_xml_put_attribute(w, "y", "");
	tz_xml_put_element(w, "b", NULL);
	tz_xml_put_element(w, "b", "");
	tz_xml_put_text(w, NULL);
	tz_xml_put_raw(w, NULL);
	assert_document(HEAD "<a/>\n");
}
END_TEST

START_TEST(finish_ends_what_is_open)
{
	begin();
	tz_xml_begin(w, "a");
	tz_xml_begin(w, "b");
	tz_xml_put_text(w, "t");
	assert_document(HEAD "<a>\n  <b>t</b>\n</a>\n");
}
END_TEST

START_TEST(marks_and_blanks_are_escaped)
{
	begin();
	tz_xml_begin(w, "a");
	tz_xml_put_attribute(w, "x", "<&>\"'\t\n\r");
	tz_xml_put_text(w, "<&> ]]> \r\n");
	assert_document(HEAD "<a x=\"&lt;&amp;&gt;&quot;'&#9;&#10;&#13;\">&lt;&amp;&gt; ]]&gt; &#13;\n</a>\n");
}
END_TEST

START_TEST(rare_characters_stand_as_themselves)
{
	begin();
	tz_xml_begin(w, "a");
	tz_xml_put_attribute(w, "x", "𠮷\xEE\x80\x80");
	tz_xml_put_text(w, "𠮷〔2017〕");
	assert_document(HEAD "<a x=\"𠮷\xEE\x80\x80\">𠮷〔2017〕</a>\n");
}
END_TEST

START_TEST(characters_that_xml_has_not_are_refused)
{
	static const char *const texts[] = {"a\x01", "\x1F", "\xEF\xBF\xBE", "\xEF\xBF\xBF", "ab\x08z"};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		begin();
		tz_xml_begin(w, "a");
		tz_xml_put_attribute(w, "title", texts[i]);
		assert_refused("title");
	}
}
END_TEST

START_TEST(text_that_is_not_utf8_is_refused)
{
	static const char *const texts[] = {"\xB0\xFC\xCD\xB7", "\xC3", "\xED\xA0\x80", "\xC0\x80", "\xF4\x90\x80\x80"};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		begin();
		tz_xml_begin(w, "a");
		tz_xml_put_element(w, "note", texts[i]);
		assert_refused("note");
		begin();
		tz_xml_begin(w, "a");
		tz_xml_put_raw(w, texts[i]);
		assert_refused("xml");
		begin();
		tz_xml_begin(w, "a");
		tz_xml_put_text(w, texts[i]);
		assert_refused("text");
	}
}
END_TEST

START_TEST(the_first_failure_sticks)
{
	begin();
	tz_xml_begin(w, "a");
	tz_xml_put_attribute(w, "first", "\x01");
	tz_xml_put_attribute(w, "second", "\x02");
	tz_xml_begin(w, "b");
	tz_xml_put_integer(w, "n", 1);
	tz_xml_put_raw(w, "<x/>");
	tz_xml_put_foreign(w, "{urn:x}y", "z");
	tz_xml_put_text(w, "t");
	tz_xml_end(w);
	assert_refused("first");
}
END_TEST

START_TEST(a_full_buffer_is_told)
{
	begin();
	out.limit = 100;
	tz_xml_begin(w, "a");
	for (int i = 0; i < 5000; i++)
		tz_xml_put_element(w, "b", "text");
	ck_assert_int_eq(tz_xml_writer_finish(w, "x", &err), -1);
	tz_assert_code(&err, TAIZHANG_E_LIMIT);
	ck_assert_int_eq(err.number, 100);
	tz_buffer_free(&out);
}
END_TEST

START_TEST(a_writer_can_be_given_up)
{
	begin();
	tz_xml_begin(w, "a");
	tz_xml_put_foreign(w, "{urn:x}y", "z");
	tz_xml_writer_free(w);
	tz_xml_writer_free(NULL);
	tz_buffer_free(&out);
}
END_TEST

START_TEST(foreign_attributes_share_a_prefix_for_one_namespace)
{
	begin();
	tz_xml_begin_root(w, "a", "urn:ours", "1.0");
	tz_xml_put_foreign(w, "{urn:x}p", "1");
	tz_xml_put_foreign(w, "{urn:x}q", "");
	tz_xml_put_foreign(w, "{urn:xx}p", "<");
	tz_xml_begin(w, "b");
	tz_xml_put_foreign(w, "{urn:xx}p", "3");
	tz_xml_end(w);
	assert_document(HEAD "<a xmlns=\"urn:ours\" version=\"1.0\" xmlns:x1=\"urn:x\" x1:p=\"1\" x1:q=\"\""
			" xmlns:x2=\"urn:xx\" x2:p=\"&lt;\">\n  <b xmlns:x1=\"urn:xx\" x1:p=\"3\"/>\n</a>\n");
}
END_TEST

START_TEST(the_prefix_xml_needs_no_declaration_and_a_bare_name_no_prefix)
{
	begin();
	tz_xml_begin(w, "a");
	tz_xml_put_foreign(w, "{http://www.w3.org/XML/1998/namespace}lang", "zh");
	tz_xml_put_foreign(w, "later", "1");
	assert_document(HEAD "<a xml:lang=\"zh\" later=\"1\"/>\n");
}
END_TEST

START_TEST(raw_elements_stand_on_their_own_lines)
{
	begin();
	tz_xml_begin(w, "a");
	tz_xml_put_raw(w, "<x:e xmlns:x=\"urn:x\"/>");
	tz_xml_put_raw(w, "<x:f xmlns:x=\"urn:x\">\n  t\n</x:f>");
	tz_xml_begin(w, "b");
	tz_xml_put_element(w, "c", "t");
	tz_xml_put_raw(w, "<y/>");
	tz_xml_end(w);
	tz_xml_begin(w, "d");
	tz_xml_end(w);
	assert_document(HEAD "<a>\n  <x:e xmlns:x=\"urn:x\"/>\n  <x:f xmlns:x=\"urn:x\">\n  t\n</x:f>\n"
			"  <b>\n    <c>t</c>\n    <y/>\n  </b>\n  <d/>\n</a>\n");
}
END_TEST

static int refuse(void *context, const void *data, size_t size, struct taizhang_error *error)
{
	(void)context, (void)data, (void)size;
	return tz_error_set(error, TAIZHANG_E_IO, TZ_MSG_FILE_WRITE, "ledger.xml");
}

START_TEST(what_a_drain_fails_with_is_told)
{
	struct tz_drain drain = {refuse, NULL, TAIZHANG_ERROR_INIT};

	begin();
	out.drain = &drain;
	tz_xml_begin(w, "a");
	for (int i = 0; i < 20000; i++)
		tz_xml_put_element(w, "b", "text");
	ck_assert_int_eq(tz_xml_writer_finish(w, "ledger.xml", &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	tz_buffer_free(&out);
}
END_TEST

START_TEST(quotes_are_escaped_in_text_too)
{
	begin();
	tz_xml_begin(w, "a");
	tz_xml_put_element(w, "b", "\"1\" \t'2'");
	assert_document(HEAD "<a>\n  <b>&quot;1&quot; \t'2'</b>\n</a>\n");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("xml_write");

	suite_add_behaviour(suite, "writes", TESTS(elements_are_indented_by_two, what_is_empty_is_left_out,
		finish_ends_what_is_open, marks_and_blanks_are_escaped, quotes_are_escaped_in_text_too,
		rare_characters_stand_as_themselves));
	suite_add_behaviour(suite, "refuses", TESTS(characters_that_xml_has_not_are_refused,
		text_that_is_not_utf8_is_refused, the_first_failure_sticks, a_full_buffer_is_told, what_a_drain_fails_with_is_told,
		a_writer_can_be_given_up));
	suite_add_behaviour(suite, "extensions", TESTS(foreign_attributes_share_a_prefix_for_one_namespace,
		the_prefix_xml_needs_no_declaration_and_a_bare_name_no_prefix, raw_elements_stand_on_their_own_lines));
	return suite;
}
