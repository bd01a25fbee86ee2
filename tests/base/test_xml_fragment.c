/* SPDX-License-Identifier: MIT */
/* test_xml_fragment.c: an extension's element as it stands alone. */
#include "base/xml_fragment.h"

#include "harness/suite.h"

static void assert_written(struct tz_xml_fragment *f, const char *expected)
{
	ck_assert_int_eq((int)f->out.failed, 0);
	ck_assert_str_eq(tz_buffer_text(&f->out), expected);
	ck_assert_uint_eq(f->num_bindings, 0);
	tz_xml_fragment_free(f);
}

START_TEST(a_namespace_is_declared_where_it_is_first_needed)
{
	struct tz_xml_fragment f = TZ_XML_FRAGMENT_INIT;

	tz_xml_fragment_begin(&f, "a:x");
	tz_xml_fragment_bind(&f, "a", "urn:a");
	tz_xml_fragment_begin(&f, "a:y");
	tz_xml_fragment_bind(&f, "a", "urn:a");
	tz_xml_fragment_bind(&f, "b", "urn:b");
	tz_xml_fragment_attribute(&f, "b", "k", "v");
	tz_xml_fragment_end(&f, "a:y");
	tz_xml_fragment_begin(&f, "b:z");
	tz_xml_fragment_bind(&f, "b", "urn:b");
	tz_xml_fragment_end(&f, "b:z");
	tz_xml_fragment_end(&f, "a:x");
	assert_written(&f, "<a:x xmlns:a=\"urn:a\"><a:y xmlns:b=\"urn:b\" b:k=\"v\"/><b:z xmlns:b=\"urn:b\"/></a:x>");
}
END_TEST

START_TEST(a_prefix_can_change_its_meaning_and_back)
{
	struct tz_xml_fragment f = TZ_XML_FRAGMENT_INIT;

	tz_xml_fragment_begin(&f, "p:x");
	tz_xml_fragment_bind(&f, "p", "urn:1");
	tz_xml_fragment_begin(&f, "p:x");
	tz_xml_fragment_bind(&f, "p", "urn:2");
	tz_xml_fragment_end(&f, "p:x");
	tz_xml_fragment_begin(&f, "p:x");
	tz_xml_fragment_bind(&f, "p", "urn:1");
	tz_xml_fragment_end(&f, "p:x");
	tz_xml_fragment_end(&f, "p:x");
	assert_written(&f, "<p:x xmlns:p=\"urn:1\"><p:x xmlns:p=\"urn:2\"/><p:x/></p:x>");
}
END_TEST

START_TEST(no_namespace_is_said_too)
{
	struct tz_xml_fragment f = TZ_XML_FRAGMENT_INIT;

	tz_xml_fragment_begin(&f, "x");
	tz_xml_fragment_bind(&f, "", "");
	tz_xml_fragment_bind(&f, "xml", "http://www.w3.org/XML/1998/namespace");
	tz_xml_fragment_attribute(&f, "xml", "lang", "zh");
	tz_xml_fragment_attribute(&f, "", "k", "");
	tz_xml_fragment_end(&f, "x");
	assert_written(&f, "<x xmlns=\"\" xml:lang=\"zh\" k=\"\"/>");
}
END_TEST

START_TEST(text_and_values_are_escaped)
{
	struct tz_xml_fragment f = TZ_XML_FRAGMENT_INIT;

	tz_xml_fragment_begin(&f, "x");
	tz_xml_fragment_bind(&f, "", "urn:\"&\"");
	tz_xml_fragment_attribute(&f, "", "k", "<&>\"'\t\n\r 文");
	tz_xml_fragment_text(&f, "<&>\"'\t\n\r ]]> 文");
	tz_xml_fragment_text(&f, "");
	tz_xml_fragment_end(&f, "x");
	assert_written(&f, "<x xmlns=\"urn:&quot;&amp;&quot;\" k=\"&lt;&amp;&gt;&quot;'&#9;&#10;&#13; 文\">"
		       "&lt;&amp;&gt;\"'\t\n&#13; ]]&gt; 文</x>");
}
END_TEST

START_TEST(comments_and_instructions_are_kept)
{
	struct tz_xml_fragment f = TZ_XML_FRAGMENT_INIT;

	tz_xml_fragment_begin(&f, "x");
	tz_xml_fragment_bind(&f, "", "urn:x");
	tz_xml_fragment_comment(&f, " a < b ");
	tz_xml_fragment_instruction(&f, "p", "q & r");
	tz_xml_fragment_instruction(&f, "s", "");
	tz_xml_fragment_end(&f, "x");
	assert_written(&f, "<x xmlns=\"urn:x\"><!-- a < b --><?p q & r?><?s?></x>");
}
END_TEST

START_TEST(one_can_be_given_up)
{
	struct tz_xml_fragment f = TZ_XML_FRAGMENT_INIT;

	tz_xml_fragment_begin(&f, "x");
	tz_xml_fragment_bind(&f, "p", "urn:x");
	tz_xml_fragment_begin(&f, "y");
	tz_xml_fragment_bind(&f, "q", "urn:y");
	tz_xml_fragment_free(&f);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("xml_fragment");

	suite_add_behaviour(suite, "namespaces", TESTS(a_namespace_is_declared_where_it_is_first_needed,
		a_prefix_can_change_its_meaning_and_back, no_namespace_is_said_too));
	suite_add_behaviour(suite, "content", TESTS(text_and_values_are_escaped, comments_and_instructions_are_kept,
		one_can_be_given_up));
	return suite;
}
