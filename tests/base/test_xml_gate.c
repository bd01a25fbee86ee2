/* SPDX-License-Identifier: MIT */
/* test_xml_gate.c: what passes to the XML parser, whatever the size of the bites. */
#include "base/xml_gate.h"

#include <string.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"

static struct taizhang_error err;

/* Draws data through a gate in bites of size; 0, or -1 with err. What passed goes to out. */
static int pass(const struct tz_xml_input *input, int size, struct tz_buffer *out)
{
	struct tz_xml_gate gate;
	char bite[64];
	int got = -1;

	taizhang_error_clear(&err);
	if (tz_xml_gate_open(&gate, input, &err) == 0) {
		while ((got = tz_xml_gate_read(&gate, bite, size)) > 0)
			tz_buffer_add(out, bite, (size_t)got);
		if (got < 0) {
			err = gate.error;
			ck_assert_int_eq(tz_xml_gate_read(&gate, bite, size), -1);
		}
	}
	tz_xml_gate_close(&gate);
	return got;
}

static void assert_passes(const char *text)
{
	struct tz_xml_input input = {.name = "x.xml", .data = text, .size = strlen(text)};

	for (int size = 4; size < 20; size++) {
		struct tz_buffer out = TZ_BUFFER_INIT;

		tz_assert_ok(pass(&input, size, &out), &err);
		ck_assert_str_eq(tz_buffer_text(&out), text);
		tz_buffer_free(&out);
	}
}

static void assert_stopped(const char *text, const char *id, int line)
{
	struct tz_xml_input input = {.name = "x.xml", .data = text, .size = strlen(text)};

	for (int size = 4; size < 20; size++) {
		struct tz_buffer out = TZ_BUFFER_INIT;

		ck_assert_int_eq(pass(&input, size, &out), -1);
		ck_assert_str_eq(taizhang_error_id(&err), id);
		ck_assert_str_eq(err.where, "x.xml");
		ck_assert_int_eq(err.line, line);
		ck_assert_ptr_null(strstr(tz_buffer_text(&out), "<!D"));
		tz_buffer_free(&out);
	}
}

START_TEST(whole_characters_pass_in_any_bite)
{
	assert_passes("");
	assert_passes("<a b='测评'>𠮷𠮷é中𠮷x</a>");
	assert_passes("𠮷");
}
END_TEST

START_TEST(what_is_not_utf8_stops_in_any_bite)
{
	assert_stopped("<a>\n\n\xD6\xD0\n</a>", "not-utf8", 3);
	assert_stopped("\xE4\xB8", "not-utf8", 1);
	assert_stopped("\xF0\xA0\xAE", "not-utf8", 1);
	assert_stopped("\x80\x80\x80\x80\x80\x80", "not-utf8", 1);
	assert_stopped("\xFF", "not-utf8", 1);
}
END_TEST

START_TEST(a_doctype_stops_in_any_bite)
{
	assert_stopped("<!DOCTYPE a>", "xml-doctype", 1);
	assert_stopped("\n\n<!DOCTYPE a>", "xml-doctype", 3);
	assert_stopped("<?a?><!-- - -- > <--><!DOCTYPE a>", "xml-doctype", 1);
	assert_stopped("<!----><!DOCTYPE a>", "xml-doctype", 1);
	assert_stopped("<?x ?" "?><!DOCTYPE a>", "xml-doctype", 1);
	assert_stopped("<a><![CDATA[]]]]><!DOCTYPE a>", "xml-doctype", 1);
	assert_stopped("<a b='\"'><!DOCTYPE a>", "xml-doctype", 1);
	assert_stopped("<a b=\"'\" c='>'><!DOCTYPE a>", "xml-doctype", 1);
	assert_stopped("</a><!DOCTYPE a>", "xml-doctype", 1);
}
END_TEST

START_TEST(what_only_looks_like_one_passes_in_any_bite)
{
	assert_passes("<!--<!ATTLIST-->");
	assert_passes("<!---><!ATTLIST-->");
	assert_passes("<?x <!ATTLIST > ? >?>");
	assert_passes("<?><!ATTLIST?>");
	assert_passes("<a><![CDATA[<!ATTLIST ]> ]]]></a>");
	assert_passes("<a b='<!ATTLIST>' c=\"'<!ATTLIST>\"/>");
}
END_TEST

START_TEST(lines_are_counted_wherever_they_end)
{
	assert_stopped("<a\nb='1\n2'\n\n>\ntext\n\n<!--\n-\n--\n>\n--><![CDATA[\n]\n]]>\n<?p\n?>\n<!DOCTYPE", "xml-doctype", 17);
	assert_stopped("<a>\n\n</a>\n<!\n", "xml-doctype", 5);
}
END_TEST

START_TEST(attributes_are_counted_for_each_element)
{
	struct tz_buffer text = TZ_BUFFER_INIT;

	for (int element = 0; element < 3; element++) {
		tz_buffer_text_add(&text, "<a");
		for (int i = 0; i < TZ_LIMIT_XML_ATTRIBUTES; i++)
			tz_buffer_text_add(&text, " b='>\"'");
		tz_buffer_text_add(&text, ">'\"'\"");
	}
	assert_passes(tz_buffer_text(&text));
	text.size -= 5;
	tz_buffer_text_add(&text, " b=''");
	assert_stopped(tz_buffer_text(&text), "xml-limit", 1);
	tz_buffer_free(&text);
}
END_TEST

/* One token of size bytes: what stands before it, in it over and over, and after it. */
static void token(struct tz_buffer *out, const char *before, char in, size_t size, const char *after)
{
	char *room;

	tz_buffer_text_add(out, before);
	room = tz_buffer_reserve(out, size);
	ck_assert_ptr_nonnull(room);
	memset(room, in, size);
	out->size += size;
	tz_buffer_text_add(out, after);
}

START_TEST(one_token_has_a_limit_of_its_own)
{
	static const struct {
		const char *before, *after;
		size_t counted;		/* bytes of before and after that belong to the token */
	} tokens[] = {
		{"<a>", "</a>", 0},		/* a text */
		{"<a b='", "'/>", 7},		/* a tag with one long value; '<' and '>' are not counted */
		{"<a ", "/>", 3},
		{"<!--", "--><a/>", 5},
		{"<a><![CDATA[", "]]></a>", 10},
		{"<?x ", "?><a/>", 4},
	};

	for (size_t i = 0; i < sizeof tokens / sizeof tokens[0]; i++)
		for (int more = 0; more < 2; more++) {
			struct tz_buffer text = TZ_BUFFER_INIT;
			struct tz_xml_input input = {.name = "x.xml"};
			struct tz_xml_gate gate;
			static char bite[1 << 16];
			int got;

			taizhang_error_clear(&err);
			token(&text, tokens[i].before, i == 2 ? ' ' : 'x',
			      TZ_LIMIT_XML_TOKEN - tokens[i].counted + (size_t)more, tokens[i].after);
			input.data = text.data;
			input.size = text.size;
			tz_assert_ok(tz_xml_gate_open(&gate, &input, &err), &err);
			while ((got = tz_xml_gate_read(&gate, bite, sizeof bite)) > 0)
				continue;
			ck_assert_msg(got == -more, "%zu, %d", i, more);
			ck_assert_str_eq(taizhang_error_id(&gate.error), more ? "xml-limit" : "none");
			tz_xml_gate_close(&gate);
			tz_buffer_free(&text);
		}
}
END_TEST

START_TEST(only_utf8_may_be_declared)
{
	static const char *const taken[] = {
		"<?xml version='1.0' encoding='UTF-8'?><a/>", "<?xml version=\"1.0\" encoding = \"utf-8\" ?><a/>",
		"<?xml version='1.0'?><a/>", "<?xml version='1.0' standalone='yes'?><a/>",
		"\xEF\xBB\xBF<?xml version='1.0' encoding='UTF-8'?><a/>", "<?xml-stylesheet encoding='GBK'?><a/>",
		"<a/><?xml encoding='GBK'?>",
	};
	static const char *const refused[] = {
		"<?xml version='1.0' encoding='UTF-7'?><a/>", "<?xml version='1.0' encoding='GB18030'?><a/>",
		"<?xml version='1.0' encoding='UTF-16'?><a/>", "<?xml version='1.0' encoding='no-such'?><a/>",
		"<?xml version='1.0'\n\tencoding\n=\n\"ISO-8859-1\"\n?><a/>",
		"\xEF\xBB\xBF<?xml version='1.0' encoding='UTF-7'?><a/>",
		"<?xml version='1.0'encoding='UTF-7'?><a/>", "<?xml standalone='encoding=\"UTF-8\"' encoding='UTF-7'?><a/>",
		"\xFF\xFE<", "\xFE\xFF",
	};
	struct tz_buffer padded = TZ_BUFFER_INIT;

	for (size_t i = 0; i < sizeof taken / sizeof taken[0]; i++)
		assert_passes(taken[i]);
	for (size_t i = 0; i < sizeof refused / sizeof refused[0]; i++)
		assert_stopped(refused[i], "xml-encoding", 0);
	token(&padded, "<?xml version='1.0'", ' ', 600, "encoding='UTF-7'?><a/>");
	assert_stopped(tz_buffer_text(&padded), "xml-limit", 1);
	tz_buffer_free(&padded);
}
END_TEST

START_TEST(the_limit_of_bytes_is_exact)
{
	struct tz_xml_input input = {.name = "x.xml", .data = "<abcdefgh/>", .size = 11, .limit = 11};
	struct tz_buffer out = TZ_BUFFER_INIT;

	tz_assert_ok(pass(&input, 4, &out), &err);
	input.limit = 10;
	ck_assert_int_eq(pass(&input, 4, &out), -1);
	tz_assert_code(&err, TAIZHANG_E_LIMIT);
	ck_assert_str_eq(taizhang_error_id(&err), "xml-limit");
	ck_assert_str_eq(err.detail, "> 10 B");
	tz_buffer_free(&out);
}
END_TEST

START_TEST(it_can_be_passed_twice)
{
	const char *text = "\xEF\xBB\xBF<a b='1'";

	for (int file = 0; file < 2; file++) {
		struct tz_xml_input input = {
			.name = "x.xml", .path = file ? temp_write_text("a.xml", text) : NULL,
			.data = file ? NULL : text, .size = file ? 0 : strlen(text), .limit = strlen(text),
		};
		struct tz_xml_gate gate;
		char bite[64];

		taizhang_error_clear(&err);
		tz_assert_ok(tz_xml_gate_open(&gate, &input, &err), &err);
		ck_assert_int_eq(tz_xml_gate_read(&gate, bite, 5), 5);
		tz_assert_ok(tz_xml_gate_rewind(&gate, &err), &err);
		ck_assert_int_eq(tz_xml_gate_read(&gate, bite, 64), (int)strlen(text));
		ck_assert_int_eq(memcmp(bite, text, strlen(text)), 0);
		tz_xml_gate_close(&gate);
	}
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("xml_gate");

	suite_add_behaviour(suite, "passes", TESTS(whole_characters_pass_in_any_bite,
		what_only_looks_like_one_passes_in_any_bite, it_can_be_passed_twice));
	suite_add_behaviour(suite, "stops", TESTS(what_is_not_utf8_stops_in_any_bite, a_doctype_stops_in_any_bite,
		lines_are_counted_wherever_they_end, attributes_are_counted_for_each_element, one_token_has_a_limit_of_its_own, only_utf8_may_be_declared,
		the_limit_of_bytes_is_exact));
	return suite;
}
