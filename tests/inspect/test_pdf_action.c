/* SPDX-License-Identifier: MIT */
/* test_pdf_action.c: scripts, actions, files inside and signatures of a PDF. */
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "inspect/pdf_case.h"

static void assert_values(const struct taizhang_facts *facts, const char *name, const char *expected)
{
	const char *values = pdf_case_values(facts, name);

	ck_assert_msg(strcmp(values, expected) == 0, "%s is %s, not %s", name, values, expected);
}

#define PAGES "<< /Type /Pages /Kids [3 0 R] /Count 1 >>", "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>"

START_TEST(what_ghostscript_put_in_is_found)
{
	struct taizhang_facts *facts = pdf_case_facts_of("marked.pdf");

	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_WHOLE);
	assert_values(facts, "script", "JavaScript@OpenAction;");
	assert_values(facts, "comments", "1@;");
	assert_values(facts, "title", "标题@Title;");
	assert_values(facts, "created", "2017-08-05T09:30:00+08:00@CreationDate;");
	/* An address that a reader may follow is none of them. */
	ck_assert_uint_eq(taizhang_facts_count(facts, "external-link"), 2);
	ck_assert_ptr_nonnull(strstr(pdf_case_values(facts, "external-link"), "start.exe@第 1 页;"));
	ck_assert_ptr_nonnull(strstr(pdf_case_values(facts, "external-link"), "other.pdf@第 1 页;"));
	taizhang_facts_free(facts);
}
END_TEST

START_TEST(a_file_that_travels_inside_is_named)
{
	struct taizhang_facts *facts = pdf_case_facts_of("attached.pdf");

	assert_values(facts, "embedded-file", "附件.txt@Names;");
	taizhang_facts_free(facts);
}
END_TEST

START_TEST(a_file_that_is_pinned_to_a_page_is_named)
{
	struct taizhang_facts *facts = BUILT("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
					     "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Annots [4 0 R << /Subtype /FileAttachment >>] >>",
					     "<< /Subtype /FileAttachment /FS << /F (a.xls) >> >>");

	assert_values(facts, "embedded-file", "a.xls@第 1 页;?@第 1 页;");
	taizhang_facts_free(facts);
}
END_TEST

START_TEST(signed_fields_tell_who_and_when)
{
	struct taizhang_facts *facts = pdf_case_facts_of("signed.pdf");

	/* The third field still waits for its signature. */
	assert_values(facts, "signature", "示例单位 2017-11-01T10:00:00+08:00@AcroForm;ETSI.RFC3161@AcroForm;");
	taizhang_facts_free(facts);
}
END_TEST

START_TEST(scripts_are_found_wherever_they_hide)
{
	struct taizhang_facts *facts = BUILT("<< /Type /Catalog /Pages 2 0 R /AA << /WC << /S /JavaScript /JS (1) >> >> "
					     "/OpenAction << /S /GoTo /D [3 0 R /Fit] /Next [<< /S /Named >> << /S /JavaScript >>] >> "
					     "/Names << /JavaScript << /Kids [<< /Names [(a) << /S /JavaScript >>] >>] >> >> >>",
					     "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
					     "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /AA << /O << /S /JavaScript >> >> "
					     "/Annots [<< /Subtype /Widget /AA << /K << /S /JavaScript >> >> /A << /S /JavaScript >> >>] >>");

	assert_values(facts, "script",
		      "JavaScript@OpenAction;JavaScript@AA;JavaScript@Names;JavaScript@第 1 页;JavaScript@第 1 页;JavaScript@第 1 页;");
	taizhang_facts_free(facts);
}
END_TEST

START_TEST(what_opens_other_things_is_found)
{
	struct taizhang_facts *facts = BUILT("<< /Type /Catalog /Pages 2 0 R /OpenAction << /S /Launch /Win << /F (cmd.exe) >> "
					     "/Next << /S /SubmitForm /F << /FS /URL /F (http://example.invalid/f) >> "
					     "/Next << /S /GoToR /F (b.pdf) /Next << /S /URI /URI (http://example.invalid/) >> >> >> >> >>",
					     PAGES);

	assert_values(facts, "external-link", "cmd.exe@OpenAction;http://example.invalid/f@OpenAction;b.pdf@OpenAction;");
	taizhang_facts_free(facts);
}
END_TEST

START_TEST(a_place_to_begin_reading_is_no_action)
{
	struct taizhang_facts *facts = BUILT("<< /Type /Catalog /Pages 2 0 R /OpenAction [3 0 R /XYZ null null 0] >>", PAGES);

	assert_values(facts, "script", "");
	assert_values(facts, "external-link", "");
	taizhang_facts_free(facts);
}
END_TEST

START_TEST(trees_that_go_round_in_circles_end)
{
	struct taizhang_facts *facts = BUILT("<< /Type /Catalog /Pages 2 0 R /OpenAction 4 0 R /Names << /EmbeddedFiles 5 0 R /JavaScript 5 0 R >> "
					     "/AcroForm << /Fields [6 0 R 6 0 R] >> >>",
					     PAGES, "<< /S /JavaScript /Next [4 0 R 4 0 R] >>",
					     "<< /Kids [5 0 R 5 0 R] /Names [(a) (b)] >>", "<< /FT /Sig /V << /Name (n) >> /Kids [6 0 R 6 0 R] >>");

	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_LIMITED);
	taizhang_facts_free(facts);
}
END_TEST

START_TEST(things_of_another_kind_than_they_should_be_are_borne)
{
	struct taizhang_facts *facts = BUILT("<< /Type /Catalog /Pages 2 0 R /OpenAction 7 /AA [1] /Names (a) /AcroForm << /Fields 3 >> /Metadata 9 >>",
					     "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
					     "<< /Type /Page /Parent 2 0 R /MediaBox (box) /Annots << >> /AA 1 /Resources [ ] /Contents (q) >>");

	assert_values(facts, "pages", "1@;");
	taizhang_facts_free(facts);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("pdf_action");

	suite_add_behaviour(suite, "what programs put in",
			    TESTS(what_ghostscript_put_in_is_found, a_file_that_travels_inside_is_named,
				  a_file_that_is_pinned_to_a_page_is_named, signed_fields_tell_who_and_when));
	suite_add_behaviour(suite, "actions",
			    TESTS(scripts_are_found_wherever_they_hide, what_opens_other_things_is_found,
				  a_place_to_begin_reading_is_no_action));
	suite_add_behaviour(suite, "hostile",
			    TESTS(trees_that_go_round_in_circles_end, things_of_another_kind_than_they_should_be_are_borne));
	return suite;
}
