/* SPDX-License-Identifier: MIT */
/* test_odf.c: what is told of texts and slides of OpenDocument, of pptx, and of packed UOF. */
#include <string.h>

#include "harness/suite.h"
#include "inspect/office.h"

static struct taizhang_facts *facts;

static void make(const char *type, const char *body)
{
	struct stored_zip zip = {0};
	struct tz_buffer text = TZ_BUFFER_INIT;

	stored_zip_text(&zip, "mimetype", type);
	tz_buffer_printf(&text, "<office:document-content " O_NS ">%s</office:document-content>", body);
	stored_zip_text(&zip, "content.xml", text.data);
	stored_zip_text(&zip, "Basic/script-lc.xml", "<a/>");
	stored_zip_text(&zip, "Basic/Standard/Module1.xml", "<a/>");
	tz_buffer_free(&text);
	facts = office_zip(&zip);
}

START_TEST(a_text_of_libreoffice_is_read_whole)
{
	facts = office_file("report.odt");
	office_is(facts, "whole");
	office_says(facts, "示例市志愿服务情况报告\n全市注册志愿者共3,500人，占常住人口的13.5％。\n公开部分到此为止。\n各区情况见注释。\n文本框里的话\n数据来源：示例市统计局。\n"
			   "区\t志愿者 （人）\n示例区\t1,200\n详见网页。\n页眉：示例市文明办\n内部资料\n");
	ck_assert_str_eq(office_value(facts, "title"), "示例市志愿服务情况报告");
	ck_assert_str_eq(office_value(facts, "author"), "示例单位");
	ck_assert_str_eq(office_value(facts, "last-author"), "示例单位办公室");
	ck_assert_str_eq(office_value(facts, "created"), "2017-08-05T09:30:00");
	ck_assert_str_eq(office_value(facts, "words"), "82");
	ck_assert_str_eq(office_value(facts, "tracked-changes"), "2");
	ck_assert_str_eq(office_value(facts, "comments"), "1");
	ck_assert_str_eq(office_value(facts, "hidden-text"), "6");
	ck_assert_str_eq(office_value(facts, "pages"), "1");
}
END_TEST

START_TEST(slides_are_read_in_order_with_their_notes)
{
	static const char *const names[] = {"slides.odp", "slides.pptx"};

	for (size_t i = 0; i < 2; i++) {
		facts = office_file(names[i]);
		office_is(facts, "whole");
		ck_assert_str_eq(taizhang_facts_format(facts), names[i] + 7);
		office_says(facts, "创建工作汇报\n第一部分\n第二部分\n备注里的话\n成效\n");
		ck_assert_str_eq(office_value(facts, "pages"), "3");
		ck_assert_str_eq(office_value(facts, "hidden-text"), "6");
	}
}
END_TEST

START_TEST(blanks_boxes_and_what_hangs_in_a_text_are_told)
{
	make("application/vnd.oasis.opendocument.text-template",
	     "<office:body><office:text><text:p>  多  个 <text:s text:c=\"2\"/>空格<text:tab/>跳<text:line-break/>行</text:p>"
	     "<text:p>前<draw:frame><draw:text-box><text:p>框</text:p><table:table><table:table-row><table:table-cell><text:p>格</text:p></table:table-cell>"
	     "<table:table-cell><text:p>子</text:p></table:table-cell></table:table-row></table:table></draw:text-box></draw:frame>后</text:p>"
	     "<text:p><draw:frame><draw:object xlink:href=\"./Object 1\"/><draw:image xlink:href=\"./ObjectReplacements/Object 1\"/></draw:frame>"
	     "<draw:frame><draw:image xlink:href=\"http://www.example.com/a.png\"/></draw:frame><text:a xlink:href=\"#书签\">内</text:a></text:p>"
	     "<text:list xml:id=\"一\"/><text:list xml:id=\"一\"/></office:text></office:body>");
	office_is(facts, "whole");
	ck_assert_str_eq(taizhang_facts_media_type(facts), "application/vnd.oasis.opendocument.text-template");
	office_says(facts, "多 个   空格\t跳\n行\n前后\n框\n格\t子\n内\n");
	ck_assert_str_eq(office_value(facts, "embedded-object"), "Object 1");
	ck_assert_str_eq(office_place(facts, "external-link"), "image");
	ck_assert_uint_eq(taizhang_facts_count(facts, "external-link"), 1);
	ck_assert_str_eq(office_value(facts, "pictures"), "1");
	ck_assert_str_eq(office_place(facts, "macros"), "Basic/Standard/Module1.xml");
	ck_assert_uint_eq(taizhang_facts_count(facts, "macros"), 1);
}
END_TEST

START_TEST(an_encrypted_one_is_told_and_left)
{
	struct stored_zip zip = {0};

	stored_zip_text(&zip, "mimetype", "application/vnd.oasis.opendocument.text");
	stored_zip_text(&zip, "META-INF/manifest.xml", "<m:manifest xmlns:m=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\"><m:file-entry m:full-path=\"content.xml\">"
			"<m:encryption-data><m:algorithm m:algorithm-name=\"http://www.w3.org/2001/04/xmlenc#aes256-cbc\"/></m:encryption-data></m:file-entry></m:manifest>");
	stored_zip_text(&zip, "content.xml", "\x80\x81");
	facts = office_zip(&zip);
	office_is(facts, "encrypted");
	ck_assert_str_eq(office_value(facts, "encryption"), "aes256-cbc");
	ck_assert_uint_eq(taizhang_facts_count(facts, "damage"), 0);
}
END_TEST

START_TEST(one_without_its_type_is_known_by_its_manifest_and_one_without_content_cannot_be_opened)
{
	struct stored_zip zip = {0};

	stored_zip_text(&zip, "META-INF/manifest.xml", "<m:manifest xmlns:m=\"urn:oasis:names:tc:opendocument:xmlns:manifest:1.0\">"
			"<m:file-entry m:full-path=\"/\" m:media-type=\"application/vnd.oasis.opendocument.presentation\"/></m:manifest>");
	facts = office_zip(&zip);
	ck_assert_str_eq(taizhang_facts_format(facts), "odp");
	office_is(facts, "unreadable");
}
END_TEST

START_TEST(a_packed_uof_gives_its_text)
{
	struct stored_zip zip = {0};

	stored_zip_text(&zip, "uof.xml", "<a/>");
	stored_zip_text(&zip, "content.xml", "<字:文字处理文档_4225 xmlns:字=\"http://schemas.uof.org/cn/2009/wordproc\"><字:段落_416B><字:句_419D><字:文本串_415B>标文通</字:文本串_415B>"
			"</字:句_419D></字:段落_416B></字:文字处理文档_4225>");
	facts = office_zip(&zip);
	ck_assert_str_eq(taizhang_facts_format(facts), "uof");
	office_is(facts, "whole");
	office_says(facts, "标文通\n");
	ck_assert_str_eq(office_value(facts, "words"), "3");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("odf");

	suite_add_behaviour(suite, "reads", TESTS(a_text_of_libreoffice_is_read_whole, slides_are_read_in_order_with_their_notes,
						  blanks_boxes_and_what_hangs_in_a_text_are_told, a_packed_uof_gives_its_text));
	suite_add_behaviour(suite, "tells", TESTS(an_encrypted_one_is_told_and_left,
						  one_without_its_type_is_known_by_its_manifest_and_one_without_content_cannot_be_opened));
	return suite;
}
