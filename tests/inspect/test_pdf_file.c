/* SPDX-License-Identifier: MIT */
/* test_pdf_file.c: the objects of a PDF: what is asked of nothing, of the wrong kind, too often; streams that are not unpacked. */
#include "inspect/pdf_file.h"

#include <string.h>

#include "base/limits.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "inspect/ability.h"
#include "inspect/pdf_case.h"

static struct taizhang_error err = TAIZHANG_ERROR_INIT;

static struct tz_pdf *open_built(const char *const *objects)
{
	struct tz_buffer bytes = TZ_BUFFER_INIT;
	enum tz_pdf_opening opening;
	struct tz_pdf *pdf;

	pdf_case_build(objects, &bytes);
	pdf = tz_pdf_open(temp_write("a.pdf", bytes.data, bytes.size), &opening, &err);
	tz_assert_ptr(pdf, &err);
	ck_assert_int_eq(opening, TZ_PDF_OPEN);
	tz_buffer_free(&bytes);
	return pdf;
}
#define OPEN(...) open_built((const char *const[]){__VA_ARGS__, NULL})
#define PAGES "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"

START_TEST(objects_are_looked_up_by_key_and_number)
{
	struct tz_pdf *pdf = OPEN("<< /Type /Catalog /Pages 2 0 R /A [1 2.5 (s) /N] >>", PAGES);
	tz_pdf_object root = tz_pdf_root(pdf), array = tz_pdf_get(pdf, root, "/A"), values[9];
	size_t size;

	ck_assert_str_eq(tz_pdf_version(pdf), "1.4");
	ck_assert_int_eq(tz_pdf_num_pages(pdf), 1);
	ck_assert_int_eq(tz_pdf_id(pdf, tz_pdf_page(pdf, 0)), 3);
	ck_assert_uint_eq(tz_pdf_length(pdf, array), 4);
	ck_assert(tz_pdf_number(pdf, tz_pdf_item(pdf, array, 1), 0) == 2.5);
	ck_assert_str_eq(tz_pdf_string(pdf, tz_pdf_item(pdf, array, 2), &size), "s");
	ck_assert_uint_eq(size, 1);
	ck_assert_str_eq(tz_pdf_utf8(pdf, tz_pdf_item(pdf, array, 2)), "s");
	ck_assert_str_eq(tz_pdf_name(pdf, tz_pdf_item(pdf, array, 3)), "N");
	ck_assert(tz_pdf_is_name(pdf, tz_pdf_item(pdf, array, 3), "/N"));
	ck_assert(tz_pdf_is_array(pdf, array) && tz_pdf_is_string(pdf, tz_pdf_item(pdf, array, 2)) && tz_pdf_is_dictionary(pdf, root));
	ck_assert_uint_eq(tz_pdf_values(pdf, root, values, 9), 3);
	ck_assert_uint_eq(tz_pdf_values(pdf, root, values, 2), 2);
	tz_pdf_close(pdf);
}
END_TEST

START_TEST(of_nothing_and_of_another_kind_every_answer_is_empty)
{
	struct tz_pdf *pdf = OPEN("<< /Type /Catalog /Pages 2 0 R /A 7 >>", PAGES);
	tz_pdf_object number = tz_pdf_get(pdf, tz_pdf_root(pdf), "/A"), all[2], values[1];
	struct tz_buffer out = TZ_BUFFER_INIT;
	bool grave, done = true;
	size_t size = 1;

	all[0] = 0;
	all[1] = number;
	for (int i = 0; i < 2; i++) {
		ck_assert_uint_eq(tz_pdf_get(pdf, all[i], "/K"), 0);
		ck_assert_uint_eq(tz_pdf_item(pdf, all[i], 0), 0);
		ck_assert_uint_eq(tz_pdf_length(pdf, all[i]), 0);
		ck_assert_uint_eq(tz_pdf_values(pdf, all[i], values, 1), 0);
		ck_assert_str_eq(tz_pdf_name(pdf, all[i]), "");
		ck_assert_str_eq(tz_pdf_utf8(pdf, all[i]), "");
		ck_assert_str_eq(tz_pdf_string(pdf, all[i], &size), "");
		ck_assert_uint_eq(size, 0);
		ck_assert(!tz_pdf_is_stream(pdf, all[i]) && !tz_pdf_is_name(pdf, all[i], "/N"));
		tz_assert_ok(tz_pdf_unpack(pdf, all[i], &out, &done, &err), &err);
		ck_assert(!done && !out.size);
	}
	ck_assert(tz_pdf_number(pdf, 0, 5) == 5);
	ck_assert_int_eq(tz_pdf_id(pdf, 0), 0);
	/* None of it was asked of the library, so it has nothing to complain of. */
	ck_assert_ptr_null(tz_pdf_complaint(pdf, &grave));
	tz_pdf_close(pdf);
	tz_pdf_close(NULL);
}
END_TEST

START_TEST(who_asks_without_end_gets_no_more_answers)
{
	struct tz_pdf *pdf = OPEN("<< /Type /Catalog /Pages 2 0 R >>", PAGES);
	tz_pdf_object root = tz_pdf_root(pdf);

	for (unsigned int i = 0; i < TZ_LIMIT_PDF_OBJECTS; i++) {
		size_t mark = tz_pdf_mark(pdf);

		ck_assert(!tz_pdf_is_spent(pdf));
		ck_assert_uint_ne(tz_pdf_get(pdf, root, "/Pages"), 0);
		tz_pdf_release(pdf, mark);
	}
	ck_assert(tz_pdf_is_spent(pdf));
	ck_assert_uint_eq(tz_pdf_get(pdf, root, "/Pages"), 0);
	ck_assert_uint_eq(tz_pdf_page(pdf, 0), 0);
	tz_pdf_close(pdf);
}
END_TEST

static void assert_unpacks(const char *stream, bool expected)
{
	struct tz_pdf *pdf = OPEN("<< /Type /Catalog /Pages 2 0 R /S 4 0 R >>", PAGES, stream);
	struct tz_buffer out = TZ_BUFFER_INIT;
	bool done;

	tz_assert_ok(tz_pdf_unpack(pdf, tz_pdf_get(pdf, tz_pdf_root(pdf), "/S"), &out, &done, &err), &err);
	ck_assert_msg(done == expected, "%s", stream);
	ck_assert_str_eq(tz_buffer_text(&out), expected ? "abc" : "");
	tz_buffer_free(&out);
	tz_pdf_close(pdf);
}

START_TEST(streams_are_unpacked_where_it_is_clear_how_much_comes)
{
	assert_unpacks("<< /Length 3 >>\nstream\nabc\nendstream", true);
	assert_unpacks("<< /Length 7 /Filter /ASCIIHexDecode >>\nstream\n616263>\nendstream", true);
	assert_unpacks("<< /Length 7 /Filter [/ASCIIHexDecode] >>\nstream\n616263>\nendstream", true);
	assert_unpacks("<< /Length 7 /Filter [/ASCIIHexDecode /FlateDecode] >>\nstream\n616263>\nendstream", false);
	assert_unpacks("<< /Length 7 /Filter /NoSuchDecode >>\nstream\n616263>\nendstream", false);
	assert_unpacks("<< /Length 7 /Filter /FlateDecode >>\nstream\n616263>\nendstream", false);
}
END_TEST

START_TEST(what_cannot_be_opened_says_why)
{
	enum tz_pdf_opening opening;
	bool grave = false;
	struct tz_pdf *pdf = tz_pdf_open(temp_write_text("b.pdf", "%PDF-1.4\nnothing"), &opening, &err);

	tz_assert_ptr(pdf, &err);
	ck_assert_int_eq(opening, TZ_PDF_BROKEN);
	ck_assert_ptr_nonnull(tz_pdf_complaint(pdf, &grave));
	ck_assert(grave);
	tz_pdf_close(pdf);
	pdf = tz_pdf_open("/nonexistent/file", &opening, &err);
	ck_assert_int_eq(opening, TZ_PDF_BROKEN);
	tz_pdf_close(pdf);
}
END_TEST

START_TEST(the_library_tells_its_version)
{
	char version[64];

	tz_libqpdf_version(version, sizeof version);
	ck_assert_ptr_nonnull(strchr(version, '.'));
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("pdf_file");

	suite_add_behaviour(suite, "objects",
			    TESTS(objects_are_looked_up_by_key_and_number, of_nothing_and_of_another_kind_every_answer_is_empty,
				  who_asks_without_end_gets_no_more_answers));
	suite_add_behaviour(suite, "streams", TESTS(streams_are_unpacked_where_it_is_clear_how_much_comes));
	suite_add_behaviour(suite, "the library", TESTS(what_cannot_be_opened_says_why, the_library_tells_its_version));
	return suite;
}
