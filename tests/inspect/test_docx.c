/* SPDX-License-Identifier: MIT */
/* test_docx.c: what is told of docx: as LibreOffice writes it, and as odd programs do. */
#include <stdlib.h>
#include <string.h>

#include "harness/suite.h"
#include "inspect/office.h"

static struct taizhang_facts *facts;

START_TEST(a_document_of_libreoffice_is_read_whole)
{
	facts = office_file("report.docx");
	office_is(facts, "whole");
	ck_assert_str_eq(taizhang_facts_format(facts), "docx");
	office_says(facts, "示例市志愿服务情况报告\n全市注册志愿者共3,500人，占常住人口的13.5％。\n公开部分到此为止。\n各区情况见注释。\n文本框里的话\n"
			   "区\t志愿者 （人）\n示例区\t1,200\n详见网页。\n\t数据来源：示例市统计局。\n页眉：示例市文明办\n内部资料\n");
	ck_assert_str_eq(office_value(facts, "title"), "示例市志愿服务情况报告");
	ck_assert_str_eq(office_value(facts, "subject"), "志愿服务");
	ck_assert_str_eq(office_value(facts, "author"), "示例单位");
	ck_assert_str_eq(office_value(facts, "last-author"), "示例单位办公室");
	ck_assert_str_eq(office_value(facts, "created"), "2017-08-05T09:30:00Z");
	ck_assert_str_eq(office_value(facts, "modified"), "2017-08-06T10:00:00Z");
	ck_assert_ptr_nonnull(strstr(office_value(facts, "producer"), "LibreOffice"));
	ck_assert_str_eq(office_value(facts, "tracked-changes"), "2");
	ck_assert_str_eq(office_value(facts, "comments"), "1");
	ck_assert_str_eq(office_value(facts, "hidden-text"), "6");
	ck_assert_str_eq(office_value(facts, "words"), "82");
	ck_assert_str_eq(office_place(facts, "external-link"), "hyperlink");
	ck_assert_str_eq(office_value(facts, "format-version"), "transitional");
}
END_TEST

START_TEST(of_alternate_content_one_branch_counts)
{
	facts = office_docx("<w:p><w:r><w:t>前</w:t></w:r><w:r><mc:AlternateContent><mc:Choice Requires=\"wps\"><w:txbxContent><w:p><w:r><w:t>框</w:t>"
			    "</w:r></w:p></w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>框</w:t></w:r></w:p></w:txbxContent>"
			    "</mc:Fallback></mc:AlternateContent></w:r><w:r><w:t>后</w:t></w:r></w:p>");
	office_says(facts, "前后\n框\n");
	ck_assert_str_eq(office_value(facts, "words"), "3");
}
END_TEST

START_TEST(what_was_inserted_counts_and_what_was_deleted_does_not)
{
	facts = office_docx("<w:p><w:ins><w:r><w:t>加上</w:t></w:r></w:ins><w:del><w:r><w:delText>删去</w:delText><w:t>删去</w:t></w:r></w:del>"
			    "<w:moveFrom><w:r><w:t>搬走</w:t></w:r></w:moveFrom><w:moveTo><w:r><w:t>搬来</w:t></w:r></w:moveTo></w:p>");
	office_says(facts, "加上搬来\n");
	ck_assert_str_eq(office_value(facts, "tracked-changes"), "4");
}
END_TEST

START_TEST(hidden_text_is_counted_apart)
{
	facts = office_docx("<w:p><w:pPr><w:rPr><w:vanish/></w:rPr></w:pPr><w:r><w:rPr><w:vanish/></w:rPr><w:t>藏着</w:t></w:r>"
			    "<w:r><w:rPr><w:vanish w:val=\"0\"/></w:rPr><w:t>看见</w:t></w:r></w:p>");
	office_says(facts, "看见\n");
	ck_assert_str_eq(office_value(facts, "hidden-text"), "2");
	ck_assert_str_eq(office_value(facts, "words"), "2");
}
END_TEST

START_TEST(tables_are_rows_with_tabs_and_frames_keep_their_lines)
{
	facts = office_docx("<w:tbl><w:tr><w:tc><w:p><w:r><w:t>区</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>一</w:t></w:r></w:p><w:p><w:r><w:t>二</w:t></w:r></w:p>"
			    "</w:tc><w:tc><w:p/></w:tc></w:tr><w:tr><w:tc><w:p><w:r><w:t>框住的</w:t></w:r></w:p><w:p><w:r><w:t>两行</w:t></w:r></w:p></w:tc></w:tr>"
			    "<w:tr><w:tc><w:tbl><w:tr><w:tc><w:p><w:r><w:t>里</w:t></w:r></w:p></w:tc><w:tc><w:p><w:r><w:t>面</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
			    "<w:p/></w:tc><w:tc><w:p><w:r><w:t>外</w:t></w:r></w:p></w:tc></w:tr></w:tbl><w:p><w:r><w:t>尾</w:t><w:tab/><w:t>注</w:t><w:br/><w:t>完</w:t></w:r></w:p>");
	office_says(facts, "区\t一 二\t\n框住的\n两行\n里\t面\t外\n尾\t注\n完\n");
}
END_TEST

START_TEST(pictures_ruby_and_field_codes_are_no_text)
{
	facts = office_docx("<w:p><w:r><w:ruby><w:rt><w:r><w:t>zì</w:t></w:r></w:rt><w:rubyBase><w:r><w:t>字</w:t></w:r></w:rubyBase></w:ruby></w:r>"
			    "<w:r><w:instrText>PAGE</w:instrText></w:r><w:r><w:drawing><a:blip r:embed=\"r1\"/><a:blip r:link=\"r2\"/></w:drawing></w:r>"
			    "<w:r><w:pict><v:imagedata r:id=\"r3\"/></w:pict></w:r></w:p>");
	office_says(facts, "字\n");
	ck_assert_str_eq(office_value(facts, "pictures"), "2");
}
END_TEST

START_TEST(a_strict_document_of_wps_is_known)
{
	struct stored_zip zip = {0};

	stored_zip_text(&zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/a.xml\" "
			"ContentType=\"application/vnd.ms-word.document.macroEnabled.main+xml\"/></Types>");
	stored_zip_text(&zip, "_rels/.rels", RELATIONS("<Relationship Id=\"1\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/officeDocument\" Target=\"/a.xml\"/>"
			"<Relationship Id=\"2\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/extendedProperties\" Target=\"app.xml\"/>"
			"<Relationship Id=\"3\" Type=\"http://purl.oclc.org/ooxml/officeDocument/relationships/customProperties\" Target=\"custom.xml\"/>"));
	stored_zip_text(&zip, "A.XML", "<w:document xmlns:w=\"http://purl.oclc.org/ooxml/wordprocessingml/main\"><w:body><w:p><w:r><w:t>严格</w:t></w:r></w:p></w:body></w:document>");
	stored_zip_text(&zip, "app.xml", "<Properties xmlns=\"http://purl.oclc.org/ooxml/officeDocument/extendedProperties\"><Application>Microsoft Office Word</Application>"
			"<Pages>3</Pages><Company>示例单位</Company></Properties>");
	stored_zip_text(&zip, "custom.xml", "<Properties xmlns=\"http://purl.oclc.org/ooxml/officeDocument/customProperties\"><property name=\"别的\"><v>x</v></property>"
			"<property name=\"KSOProductBuildVer\"><v>2052-11.1.0.1</v></property></Properties>");
	stored_zip_text(&zip, "_rels/a.xml.rels", RELATIONS(RELATION("1", "vbaProject", "vbaProject.bin") OUTSIDE("2", "attachedTemplate", "file:///C:/模板.dot")
			RELATION("3", "oleObject", "embeddings/o.bin") OUTSIDE("4", "hyperlink", "http://www.example.com/") RELATION("5", "image", "../../../etc/passwd")));
	facts = office_zip(&zip);
	office_is(facts, "whole");
	ck_assert_str_eq(taizhang_facts_format(facts), "docx");
	ck_assert_str_eq(taizhang_facts_media_type(facts), "application/vnd.ms-word.document.macroEnabled");
	ck_assert_str_eq(office_value(facts, "format-version"), "strict");
	ck_assert_str_eq(office_value(facts, "producer"), "Microsoft Office Word (WPS 2052-11.1.0.1)");
	ck_assert_str_eq(office_value(facts, "pages"), "3");
	ck_assert_str_eq(office_value(facts, "company"), "示例单位");
	ck_assert_str_eq(office_place(facts, "macros"), "vbaProject.bin");
	ck_assert_str_eq(office_value(facts, "embedded-object"), "embeddings/o.bin");
	ck_assert_str_eq(office_value(facts, "external-link"), "file:///C:/模板.dot");
	ck_assert_str_eq(office_place(facts, "external-link"), "attachedTemplate");
	ck_assert_uint_eq(taizhang_facts_count(facts, "external-link"), 3);
	office_says(facts, "严格\n");
}
END_TEST

START_TEST(without_its_main_part_it_cannot_be_opened)
{
	struct stored_zip zip = {0};

	stored_zip_text(&zip, "[Content_Types].xml", "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Override PartName=\"/word/document.xml\" "
			"ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>");
	stored_zip_text(&zip, "_rels/.rels", RELATIONS(RELATION("1", "officeDocument", "word/document.xml")));
	facts = office_zip(&zip);
	ck_assert_str_eq(taizhang_facts_format(facts), "docx");
	office_is(facts, "unreadable");
}
END_TEST

START_TEST(what_came_before_a_fault_is_kept)
{
	struct tz_buffer body = TZ_BUFFER_INIT;

	/* The parser reads ahead by some kilobytes, and stops where it stumbles. */
	for (int i = 0; i < 1000; i++)
		tz_buffer_text_add(&body, "<w:p><w:r><w:t>完好</w:t></w:r></w:p>");
	tz_buffer_text_add(&body, "<w:p></w:r>");
	facts = office_docx(body.data);
	tz_buffer_free(&body);
	office_is(facts, "damaged");
	ck_assert_uint_eq(taizhang_facts_count(facts, "damage"), 1);
	ck_assert_int_gt(taizhang_fact_number(taizhang_facts_find(facts, "words")), 1000);
	ck_assert_str_eq(office_place(facts, "damage"), "word/document.xml:1");
}
END_TEST

START_TEST(other_encodings_and_declarations_are_said_to_be_unread)
{
	struct stored_zip zip = {0};

	stored_zip_text(&zip, "word/document.xml", "<!DOCTYPE a [<!ENTITY b \"c\">]><w:document " W_NS "/>");
	facts = office_zip(&zip);
	office_is(facts, "whole");
	ck_assert_str_eq(office_value(facts, "not-read"), "no-reader");
	ck_assert_str_eq(office_place(facts, "not-read"), "word/document.xml:1");
}
END_TEST

START_TEST(a_locked_part_is_told)
{
	struct stored_zip zip = {.locked = true};

	stored_zip_text(&zip, "word/document.xml", "?");
	facts = office_zip(&zip);
	office_is(facts, "encrypted");
	ck_assert_str_eq(office_value(facts, "encryption"), "zip");
}
END_TEST

START_TEST(a_document_cut_anywhere_is_told_and_harms_nobody)
{
	size_t size;
	char *data = office_read("report.docx", &size);

	for (size_t cut = 4; cut < size; cut += cut % 97 + 1) {
		facts = office_bytes(data, cut);
		ck_assert_int_ne(taizhang_facts_state(facts), TAIZHANG_FACTS_WHOLE);
	}
	free(data);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("docx");

	suite_add_behaviour(suite, "reads", TESTS(a_document_of_libreoffice_is_read_whole, of_alternate_content_one_branch_counts,
						  what_was_inserted_counts_and_what_was_deleted_does_not, hidden_text_is_counted_apart,
						  tables_are_rows_with_tabs_and_frames_keep_their_lines, pictures_ruby_and_field_codes_are_no_text,
						  a_strict_document_of_wps_is_known));
	suite_add_behaviour(suite, "tells", TESTS(without_its_main_part_it_cannot_be_opened, what_came_before_a_fault_is_kept,
						  other_encodings_and_declarations_are_said_to_be_unread, a_locked_part_is_told,
						  a_document_cut_anywhere_is_told_and_harms_nobody));
	return suite;
}
