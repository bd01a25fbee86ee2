/* SPDX-License-Identifier: MIT */
/* test_pdf_text.c: the strings, dates and claims of a PDF's properties. */
#include "inspect/pdf_text.h"

#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"

static void assert_date(const char *text, const char *expected)
{
	char buf[TZ_PDF_DATE_SIZE] = "none";

	ck_assert_msg(tz_pdf_date(text, buf) == (expected != NULL), "%s", text);
	if (expected)
		ck_assert_str_eq(buf, expected);
}

START_TEST(dates_are_as_exact_as_they_are_written)
{
	assert_date("D:20170805093000+08'00'", "2017-08-05T09:30:00+08:00");
	assert_date("D:20170805093000+08'00", "2017-08-05T09:30:00+08:00");
	assert_date("D:20170805093000-05'30'", "2017-08-05T09:30:00-05:30");
	assert_date("D:20170805093000Z00'00'", "2017-08-05T09:30:00Z");
	assert_date("D:20170805093000", "2017-08-05T09:30:00");
	assert_date("D:201708050930", "2017-08-05T09:30:00");
	assert_date("D:2017080509", "2017-08-05");
	assert_date("D:20170805", "2017-08-05");
	assert_date("D:201708", "2017-08");
	assert_date("D:2017", "2017");
	assert_date("20170805093000+08:00", "2017-08-05T09:30:00+08:00");
}
END_TEST

START_TEST(what_is_no_date_is_none)
{
	assert_date("", NULL);
	assert_date("D:", NULL);
	assert_date("D:17", NULL);
	assert_date("2017年8月5日", "2017");
	assert_date("Sat Aug  5 09:30:00 2017", NULL);
	assert_date("D:20170230", NULL);
	assert_date("D:00000000", NULL);
	assert_date("D:20171345", "2017");
	assert_date("D:20170805093000+99'00'", "2017-08-05T09:30:00");
}
END_TEST

static void assert_claims(const char *metadata, const char *expected)
{
	struct tz_buffer claims = TZ_BUFFER_INIT;

	tz_pdf_claims(metadata, &claims);
	ck_assert_str_eq(tz_buffer_text(&claims), expected);
	tz_buffer_free(&claims);
}

START_TEST(claims_stand_as_elements_or_attributes)
{
	assert_claims("<pdfaid:part>1</pdfaid:part><pdfaid:conformance>B</pdfaid:conformance>", "PDF/A-1b\n");
	assert_claims("<rdf:Description pdfaid:part='2' pdfaid:conformance=\"U\"/>", "PDF/A-2u\n");
	assert_claims("<pdfaid:part>4</pdfaid:part>", "PDF/A-4\n");
	assert_claims("<x pdfaid:part = \"3\" pdfaid:conformance=\"A\" pdfuaid:part=\"1\"/>", "PDF/A-3a\nPDF/UA-1\n");
}
END_TEST

START_TEST(what_only_looks_like_a_claim_is_none)
{
	assert_claims("", "");
	assert_claims("pdfaid:part", "");
	assert_claims("<pdfaid:part>", "");
	assert_claims("<pdfaid:part>one</pdfaid:part>", "");
	assert_claims("<pdfaid:part>1111111111</pdfaid:part>", "");
	assert_claims("<x xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\"/>", "");
}
END_TEST

/* A PDF whose title is this string, as it stands between the brackets. */
static char *text_of(const char *title, size_t size)
{
	static const char head[] = "%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n"
				   "2 0 obj << /Type /Pages /Kids [3 0 R] /Count 1 >> endobj\n"
				   "3 0 obj << /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >> endobj\n4 0 obj << /Title (";
	static const char tail[] = ") >> endobj\ntrailer << /Root 1 0 R /Info 4 0 R /Size 5 >>\n";
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct tz_buffer file = TZ_BUFFER_INIT, text = TZ_BUFFER_INIT;
	enum tz_pdf_opening opening;
	struct tz_pdf *pdf;

	tz_buffer_text_add(&file, head);
	tz_buffer_add(&file, title, size);
	tz_buffer_text_add(&file, tail);
	pdf = tz_pdf_open(temp_write("t.pdf", file.data, file.size), &opening, &err);
	tz_assert_ptr(pdf, &err);
	ck_assert_int_eq(opening, TZ_PDF_OPEN);
	tz_assert_ok(tz_pdf_text(pdf, tz_pdf_get(pdf, tz_pdf_get(pdf, tz_pdf_trailer(pdf), "/Info"), "/Title"), &text, &err), &err);
	tz_pdf_close(pdf);
	tz_buffer_free(&file);
	return tz_buffer_take(&text, NULL);
}

static void assert_text(const char *title, size_t size, const char *expected)
{
	char *text = text_of(title, size);

	ck_assert_str_eq(text, expected);
	free(text);
}
#define ASSERT_TEXT(title, expected) assert_text(title, sizeof title - 1, expected)

START_TEST(strings_are_read_as_the_standard_says)
{
	ASSERT_TEXT("plain", "plain");
	ASSERT_TEXT("\xfe\xff\x68\x07\x98\x98", "标题");
	ASSERT_TEXT("M\xfcller", "Müller");
	ASSERT_TEXT("a\\(b\\)", "a(b)");
	ASSERT_TEXT("", "");
}
END_TEST

START_TEST(strings_are_also_read_as_producers_write_them)
{
	ASSERT_TEXT("标题", "标题");
	ASSERT_TEXT("\xb1\xea\xcc\xe2 1", "标题 1");
	ASSERT_TEXT("\xff\xfe\x07\x68\x98\x98", "标题");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("pdf_text");

	suite_add_behaviour(suite, "dates", TESTS(dates_are_as_exact_as_they_are_written, what_is_no_date_is_none));
	suite_add_behaviour(suite, "claims", TESTS(claims_stand_as_elements_or_attributes, what_only_looks_like_a_claim_is_none));
	suite_add_behaviour(suite, "strings",
			    TESTS(strings_are_read_as_the_standard_says, strings_are_also_read_as_producers_write_them));
	return suite;
}
