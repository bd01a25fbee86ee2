/* SPDX-License-Identifier: MIT */
/* test_xlsx.c: what is told of xlsx: sheets, cells as people see them, formulas that failed, what is hidden. */
#include <string.h>

#include "harness/suite.h"
#include "inspect/office.h"

#define BOOK "<workbook " S_NS " " R_NS ">%s<sheets><sheet name=\"表\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"

static struct taizhang_facts *facts;

/* A workbook with one sheet of these rows, styles and shared texts. */
static void make(const char *rows, const char *styles, const char *strings, const char *properties)
{
	struct stored_zip zip = {0};
	struct tz_buffer text = TZ_BUFFER_INIT;

	stored_zip_text(&zip, "_rels/.rels", RELATIONS(RELATION("1", "officeDocument", "xl/workbook.xml")));
	stored_zip_text(&zip, "xl/_rels/workbook.xml.rels", RELATIONS(RELATION("r1", "worksheet", "worksheets/sheet1.xml") RELATION("r2", "styles", "styles.xml")
			RELATION("r3", "sharedStrings", "sharedStrings.xml") RELATION("r4", "connections", "connections.xml")));
	tz_buffer_printf(&text, BOOK, properties);
	stored_zip_text(&zip, "xl/workbook.xml", text.data);
	text.size = 0;
	tz_buffer_printf(&text, "<worksheet " S_NS ">%s</worksheet>", rows);
	stored_zip_text(&zip, "xl/worksheets/sheet1.xml", text.data);
	text.size = 0;
	tz_buffer_printf(&text, "<styleSheet " S_NS ">%s</styleSheet>", styles);
	stored_zip_text(&zip, "xl/styles.xml", text.data);
	text.size = 0;
	tz_buffer_printf(&text, "<sst " S_NS ">%s</sst>", strings);
	stored_zip_text(&zip, "xl/sharedStrings.xml", text.data);
	stored_zip_text(&zip, "xl/connections.xml", "<connections " S_NS "><connection name=\"统计库\"/></connections>");
	tz_buffer_free(&text);
	facts = office_zip(&zip);
}

/* Both forms of one workbook tell the same, but for how its dates show. */
static void check_table(const char *date)
{
	office_is(facts, "whole");
	ck_assert_uint_eq(taizhang_facts_count(facts, "sheet"), 2);
	ck_assert_str_eq(office_value(facts, "hidden-sheet"), "底稿");
	ck_assert_str_eq(office_value(facts, "cells"), "19");
	ck_assert_str_eq(office_value(facts, "formulas"), "2");
	ck_assert_str_eq(office_value(facts, "formula-error"), "#DIV/0!");
	ck_assert_str_eq(office_place(facts, "formula-error"), "统计表!C5");
	ck_assert_str_eq(office_value(facts, "comments"), "1");
	ck_assert_str_eq(office_cell(facts, "统计表", 1, 1), "示例市志愿服务统计表");
	ck_assert_str_eq(office_cell(facts, "统计表", 3, 2), "13.5%");
	ck_assert_str_eq(office_cell(facts, "统计表", 3, 3), date);
	ck_assert_str_eq(office_cell(facts, "统计表", 4, 2), "12,345.68");
	ck_assert_str_eq(office_marks(facts, "统计表", 5, 2), "F");
	ck_assert_str_eq(office_marks(facts, "统计表", 5, 3), "FE");
	ck_assert_str_eq(office_marks(facts, "统计表", 2, 4), "H");
	ck_assert_str_eq(office_marks(facts, "统计表", 6, 1), "H");
	ck_assert_str_eq(office_cell(facts, "统计表", 8, 2), "同");
	ck_assert_str_eq(office_marks(facts, "底稿", 1, 1), "H");
	ck_assert_ptr_nonnull(strstr(taizhang_facts_text(facts, NULL), "指标\t数值\t日期\t隐藏列\n"));
}

START_TEST(a_workbook_of_libreoffice_is_read_as_people_see_it)
{
	facts = office_file("table.xlsx");
	check_table("2017-08-05");
}
END_TEST

START_TEST(so_is_that_of_opendocument)
{
	facts = office_file("table.ods");
	check_table("2017年8月5日");
}
END_TEST

START_TEST(texts_come_from_the_list_or_stand_in_the_cell)
{
	make("<sheetData><row r=\"2\"><c r=\"B2\" t=\"s\"><v>0</v></c><c t=\"s\"><v>1</v></c><c t=\"s\"><v>9</v></c><c r=\"F2\" t=\"inlineStr\"><is><r><t>就</t></r><r><t>地</t></r>"
	     "</is></c><c t=\"str\"><f>A1</f><v>算出</v></c><c t=\"b\"><v>1</v></c><c t=\"d\"><v>2017-08-05</v></c></row><row><c><v>7</v></c></row></sheetData>",
	     "", "<si><r><t>两</t></r><r><t>段</t></r><rPh><t>liang</t></rPh></si><si><t>一\n行</t></si>", "");
	office_is(facts, "whole");
	ck_assert_str_eq(office_cell(facts, "表", 2, 2), "两段");
	ck_assert_str_eq(office_cell(facts, "表", 2, 3), "一 行");
	ck_assert_str_eq(office_cell(facts, "表", 2, 4), "");
	ck_assert_str_eq(office_cell(facts, "表", 2, 6), "就地");
	ck_assert_str_eq(office_cell(facts, "表", 2, 7), "算出");
	ck_assert_str_eq(office_cell(facts, "表", 2, 8), "TRUE");
	ck_assert_str_eq(office_cell(facts, "表", 2, 9), "2017-08-05");
	ck_assert_str_eq(office_cell(facts, "表", 3, 1), "7");
	office_says(facts, "两段\t一 行\t就地\t算出\tTRUE\t2017-08-05\n7\n");
	ck_assert_str_eq(office_value(facts, "external-link"), "统计库");
	ck_assert_str_eq(office_place(facts, "external-link"), "connection");
}
END_TEST

START_TEST(numbers_follow_their_styles_and_the_workbook_s_calendar)
{
	make("<sheetData><row r=\"1\"><c r=\"A1\" s=\"1\"><v>0.155</v></c><c s=\"2\"><v>41490</v></c><c s=\"9\"><v>1.5E-2</v></c><c s=\"3\"><v>1</v></c></row></sheetData>",
	     "<numFmts><numFmt numFmtId=\"170\" formatCode=\"0.0%\"/></numFmts><cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
	     "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"170\"/><xf numFmtId=\"14\"/><xf numFmtId=\"2\"/></cellXfs>", "", "<workbookPr date1904=\"1\"/>");
	ck_assert_str_eq(office_cell(facts, "表", 1, 1), "15.5%");
	ck_assert_str_eq(office_cell(facts, "表", 1, 2), "2017-08-05");
	ck_assert_str_eq(office_cell(facts, "表", 1, 3), "0.015");
	ck_assert_str_eq(office_cell(facts, "表", 1, 4), "1.00");
}
END_TEST

START_TEST(pictures_of_wps_in_cells_are_no_text_and_places_beyond_the_sheet_are_none)
{
	make("<cols><col min=\"2\" max=\"3\" hidden=\"1\"/></cols><sheetData><row r=\"1\" hidden=\"1\"><c r=\"A1\" t=\"str\"><f>_xlfn.DISPIMG(\"ID_1\",1)</f><v>=DISPIMG(\"ID_1\",1)</v></c>"
	     "<c r=\"ZZZZ1\"><v>1</v></c><c r=\"A9999999\"><v>1</v></c></row><row r=\"5\"><c r=\"C5\" t=\"e\"><f>X</f><v>#REF!</v></c></row></sheetData>", "", "", "");
	ck_assert_uint_eq(taizhang_facts_num_cells(facts), 1);
	ck_assert_str_eq(office_marks(facts, "表", 5, 3), "FEH");
	ck_assert_str_eq(office_place(facts, "formula-error"), "表!C5");
}
END_TEST

START_TEST(a_sheet_that_is_missing_and_the_binary_form_are_told)
{
	struct stored_zip zip = {0};

	stored_zip_text(&zip, "xl/workbook.xml", "<workbook " S_NS " " R_NS "><sheets><sheet name=\"表\" r:id=\"r1\" state=\"veryHidden\"/></sheets></workbook>");
	facts = office_zip(&zip);
	office_is(facts, "damaged");
	ck_assert_str_eq(office_place(facts, "damage"), "表");
	ck_assert_str_eq(office_value(facts, "hidden-sheet"), "表");
	stored_zip_text(&zip, "_rels/.rels", RELATIONS(RELATION("1", "officeDocument", "xl/workbook.bin")));
	stored_zip_text(&zip, "xl/workbook.bin", "?");
	facts = office_zip(&zip);
	office_is(facts, "uninspected");
	ck_assert_str_eq(office_place(facts, "not-read"), "cells");
}
END_TEST

START_TEST(a_row_that_repeats_a_million_times_is_bounded)
{
	struct stored_zip zip = {0};

	stored_zip_text(&zip, "mimetype", "application/vnd.oasis.opendocument.spreadsheet");
	stored_zip_text(&zip, "content.xml", "<office:document-content " O_NS "><office:body><office:spreadsheet><table:table table:name=\"表\">"
			"<table:table-row table:number-rows-repeated=\"99999999\"><table:table-cell table:number-columns-repeated=\"99999\"><text:p>大</text:p></table:table-cell>"
			"</table:table-row></table:table><table:table table:name=\"'file:///C:/别处.ods'#表\"/></office:spreadsheet></office:body></office:document-content>");
	facts = office_zip(&zip);
	office_is(facts, "limited");
	ck_assert_uint_eq(taizhang_facts_num_cells(facts), 100000);
	ck_assert_str_eq(office_value(facts, "external-link"), "file:///C:/别处.ods");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("xlsx");

	suite_add_behaviour(suite, "reads", TESTS(a_workbook_of_libreoffice_is_read_as_people_see_it, so_is_that_of_opendocument,
						  texts_come_from_the_list_or_stand_in_the_cell, numbers_follow_their_styles_and_the_workbook_s_calendar));
	suite_add_behaviour(suite, "tells", TESTS(pictures_of_wps_in_cells_are_no_text_and_places_beyond_the_sheet_are_none,
						  a_sheet_that_is_missing_and_the_binary_form_are_told, a_row_that_repeats_a_million_times_is_bounded));
	return suite;
}
