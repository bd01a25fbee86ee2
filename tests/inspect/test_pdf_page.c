/* SPDX-License-Identifier: MIT */
/* test_pdf_page.c: which pages are scans, how fine they are, and which are not. */
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "inspect/pdf_case.h"

#define CATALOG "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>"
/* A page of A4 on whose commands and resources the case says more. */
#define PAGE(more) "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] " more " >>"
#define STREAM(size, more, data) "<< /Length " #size " " more " >>\nstream\n" data "\nendstream"
/* 1240 by 1754 pixels on A4 are 150 dpi. */
#define PICTURE STREAM(1, "/Subtype /Image /Width 1240 /Height 1754 /ColorSpace /DeviceGray /BitsPerComponent 8", "0")
#define FULL STREAM(31, "", "q 595 0 0 842 0 0 cm /Im Do Q  ")

static void assert_scan(struct taizhang_facts *facts, int pages, int resolution, int pictures)
{
	const struct taizhang_fact *scanned = taizhang_facts_find(facts, "scanned-pages"), *dpi = taizhang_facts_find(facts, "scan-resolution");

	ck_assert_int_eq(taizhang_fact_number(scanned), pages);
	ck_assert_int_eq(taizhang_fact_number(dpi), resolution);
	ck_assert_int_eq(taizhang_fact_number(taizhang_facts_find(facts, "pictures")), pictures);
	taizhang_facts_free(facts);
}

START_TEST(a_page_of_one_picture_is_a_scan)
{
	assert_scan(pdf_case_facts_of("scan-150.pdf"), 1, 150, 1);
	assert_scan(BUILT(CATALOG, PAGE("/Contents 4 0 R /Resources << /XObject << /Im 5 0 R >> >>"), FULL, PICTURE), 1, 150, 1);
}
END_TEST

START_TEST(of_several_the_poorest_counts)
{
	assert_scan(pdf_case_facts_of("scan-mixed.pdf"), 2, 150, 2);
}
END_TEST

START_TEST(a_page_of_text_is_none)
{
	assert_scan(pdf_case_facts_of("report.pdf"), 0, 0, 0);
}
END_TEST

START_TEST(a_picture_under_text_is_no_scan)
{
	assert_scan(BUILT(CATALOG, PAGE("/Contents [4 0 R 6 0 R] /Resources << /XObject << /Im 5 0 R >> >>"), FULL, PICTURE,
			  STREAM(27, "", "BT /F 9 Tf (text) Tj ET    ")),
		    0, 0, 1);
}
END_TEST

START_TEST(text_that_was_recognised_lies_unseen_under_a_scan)
{
	assert_scan(BUILT(CATALOG, PAGE("/Contents [6 0 R 4 0 R] /Resources << /XObject << /Im 5 0 R >> >>"), FULL, PICTURE,
			  STREAM(27, "", "BT 3 Tr /F 9 Tf (te) Tj ET ")),
		    1, 150, 1);
}
END_TEST

START_TEST(a_small_picture_on_a_page_is_no_scan)
{
	assert_scan(BUILT(CATALOG, PAGE("/Contents 4 0 R /Resources << /XObject << /Im 5 0 R >> >>"),
			  STREAM(31, "", "q 300 0 0 400 0 0 cm /Im Do Q  "), PICTURE),
		    0, 0, 1);
}
END_TEST

START_TEST(strips_and_turned_pictures_make_a_scan)
{
	assert_scan(BUILT(CATALOG, PAGE("/Contents 4 0 R /Resources << /XObject << /Im 5 0 R >> >>"),
			  STREAM(65, "", "q 595 0 0 421 0 0 cm /Im Do Q q 595 0 0 421 0 421 cm /Im Do Q    "), PICTURE),
		    1, 150, 1);
	/* 1754 pixels high across 595 points, 1240 wide up 842: 106 dpi. */
	assert_scan(BUILT(CATALOG, PAGE("/Contents 4 0 R /Resources << /XObject << /Im 5 0 R >> >>"),
			  STREAM(35, "", "q 0 842 -595 0 595 0 cm /Im Do Q   "), PICTURE),
		    1, 106, 1);
}
END_TEST

START_TEST(a_picture_in_a_drawing_is_found)
{
	assert_scan(BUILT(CATALOG, PAGE("/Contents 4 0 R /Resources << /XObject << /Fm 6 0 R >> >>"),
			  STREAM(31, "", "q 595 0 0 842 0 0 cm /Fm Do Q  "), PICTURE,
			  STREAM(22, "/Subtype /Form /Matrix [0.5 0 0 0.5 0 0] /Resources << /XObject << /Im 5 0 R >> >>",
				 "2 0 0 2 0 0 cm /Im Do ")),
		    1, 150, 1);
}
END_TEST

START_TEST(what_a_page_does_not_say_its_parents_do)
{
	assert_scan(BUILT("<< /Type /Catalog /Pages 2 0 R >>",
			  "<< /Type /Pages /Kids [3 0 R] /Count 1 /MediaBox [0 0 595 842] /Resources << /XObject << /Im 5 0 R >> >> >>",
			  "<< /Type /Page /Parent 2 0 R /Contents 4 0 R >>", FULL, PICTURE),
		    1, 150, 1);
}
END_TEST

START_TEST(a_larger_unit_makes_a_scan_coarser)
{
	assert_scan(BUILT(CATALOG, PAGE("/UserUnit 2 /Contents 4 0 R /Resources << /XObject << /Im 5 0 R >> >>"), FULL, PICTURE), 1, 75, 1);
}
END_TEST

START_TEST(a_picture_on_many_pages_is_one)
{
	assert_scan(BUILT("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R 6 0 R] /Count 2 >>",
			  PAGE("/Contents 4 0 R /Resources << /XObject << /Im 5 0 R >> >>"), FULL, PICTURE,
			  PAGE("/Contents 4 0 R /Resources << /XObject << /Im 5 0 R >> >>")),
		    2, 150, 1);
}
END_TEST

START_TEST(drawings_that_draw_themselves_end)
{
	assert_scan(BUILT(CATALOG, PAGE("/Contents 4 0 R /Resources << /XObject << /Fm 4 0 R /Im 5 0 R >> >>"),
			  STREAM(15, "/Subtype /Form", "/Fm Do /Fm Do  "), PICTURE),
		    0, 0, 1);
}
END_TEST

START_TEST(pages_and_pictures_of_impossible_size_are_borne)
{
	assert_scan(BUILT(CATALOG, "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 0 0] /Contents 4 0 R /Resources << /XObject << /Im 5 0 R >> >> >>",
			  FULL, PICTURE),
		    0, 0, 1);
	assert_scan(BUILT(CATALOG, PAGE("/UserUnit 0 /Contents 4 0 R /Resources << /XObject << /Im 5 0 R >> >>"), FULL,
			  STREAM(1, "/Subtype /Image /Width -1 /Height 99999999999999", "0")),
		    0, 0, 1);
}
END_TEST

START_TEST(comments_are_counted_and_stamps_are_not)
{
	struct taizhang_facts *facts = BUILT(CATALOG, PAGE("/Annots [<< /Subtype /Text >> << /Subtype /Highlight >> << /Subtype /StrikeOut >> "
							   "<< /Subtype /Stamp >> << /Subtype /Link >> << /Subtype /Popup >> 7]"));

	ck_assert_int_eq(taizhang_fact_number(taizhang_facts_find(facts, "comments")), 3);
	taizhang_facts_free(facts);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("pdf_page");

	suite_add_behaviour(suite, "scans",
			    TESTS(a_page_of_one_picture_is_a_scan, of_several_the_poorest_counts,
				  text_that_was_recognised_lies_unseen_under_a_scan, strips_and_turned_pictures_make_a_scan,
				  a_picture_in_a_drawing_is_found, what_a_page_does_not_say_its_parents_do,
				  a_larger_unit_makes_a_scan_coarser, a_picture_on_many_pages_is_one));
	suite_add_behaviour(suite, "no scans",
			    TESTS(a_page_of_text_is_none, a_picture_under_text_is_no_scan, a_small_picture_on_a_page_is_no_scan,
				  drawings_that_draw_themselves_end, pages_and_pictures_of_impossible_size_are_borne));
	suite_add_behaviour(suite, "comments", TESTS(comments_are_counted_and_stamps_are_not));
	return suite;
}
