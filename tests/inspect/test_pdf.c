/* SPDX-License-Identifier: MIT */
/* test_pdf.c: what real programs' PDF documents are, whole, locked and damaged. */
#include <fcntl.h>
#include <string.h>
#include <unistd.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "inspect/pdf_case.h"
#include "inspect/program.h"

static void assert_values(const struct taizhang_facts *facts, const char *name, const char *expected)
{
	const char *values = pdf_case_values(facts, name);

	ck_assert_msg(strcmp(values, expected) == 0, "%s is %s, not %s", name, values, expected);
}

START_TEST(an_office_programs_document_tells_its_properties)
{
	struct taizhang_facts *facts = pdf_case_facts_of("report.pdf");

	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_WHOLE);
	assert_values(facts, "format-version", "1.6@;");
	assert_values(facts, "producer", "Writer@Creator;LibreOffice 7.4@Producer;");
	assert_values(facts, "title", "示例市创建工作报告@Title;");
	assert_values(facts, "subject", "创建工作@Subject;");
	assert_values(facts, "author", "示例单位@Author;");
	assert_values(facts, "pages", "2@;");
	assert_values(facts, "not-read", "no-program@text;");
	ck_assert_uint_eq(strlen(taizhang_fact_value(taizhang_facts_find(facts, "created"))), strlen("2017-08-05T09:30:00Z"));
	for (const char *const *none = (const char *const[]){"conformance", "forbids", "encryption", "script", "signature", "damage",
							       "external-link", "embedded-file", "scanned-pages", "comments", NULL};
	     *none; none++)
		assert_values(facts, *none, "");
	taizhang_facts_free(facts);
}
END_TEST

START_TEST(the_text_is_that_of_all_pages)
{
	struct tz_buffer bytes = TZ_BUFFER_INIT;
	struct taizhang_facts *facts;
	const char *text;

	pdf_case_load("report.pdf", &bytes);
	facts = pdf_case_facts(&bytes, true);
	text = taizhang_facts_text(facts, NULL);
	if (tz_program_is_there("pdftotext")) {
		ck_assert_ptr_nonnull(strstr(text, "示例市开展志愿服务活动"));
		ck_assert_ptr_nonnull(strstr(text, "第二页：完成年度任务。\n"));
		assert_values(facts, "not-read", "");
	} else {
		puts("skipped: pdftotext is not installed");
		assert_values(facts, "not-read", "no-program@text;");
	}
	taizhang_facts_free(facts);
	tz_buffer_free(&bytes);
}
END_TEST

START_TEST(a_scan_has_no_text_and_that_is_no_failure)
{
	struct tz_buffer bytes = TZ_BUFFER_INIT;
	struct taizhang_facts *facts;

	pdf_case_load("scan-150.pdf", &bytes);
	facts = pdf_case_facts(&bytes, true);
	ck_assert_str_eq(taizhang_facts_text(facts, NULL), "");
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_WHOLE);
	if (tz_program_is_there("pdftotext"))
		assert_values(facts, "not-read", "");
	taizhang_facts_free(facts);
	tz_buffer_free(&bytes);
}
END_TEST

START_TEST(a_claim_to_be_for_archives_is_told)
{
	struct taizhang_facts *facts = pdf_case_facts_of("archive-2b.pdf");

	assert_values(facts, "conformance", "PDF/A-2b@Metadata;");
	taizhang_facts_free(facts);
}
END_TEST

START_TEST(the_catalogue_may_tell_a_later_version)
{
	struct taizhang_facts *facts = BUILT("<< /Type /Catalog /Pages 2 0 R /Version /1.7 >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
					     "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] >>");

	assert_values(facts, "format-version", "1.7@;");
	taizhang_facts_free(facts);
}
END_TEST

START_TEST(each_way_of_locking_is_told)
{
	static const char *const ways[][2] = {{"locked-40.pdf", "RC4 40@;"},
					      {"locked-128.pdf", "RC4 128@;"},
					      {"locked-aes-128.pdf", "AES-128@;"},
					      {"locked-aes-256.pdf", "AES-256@;"}};

	for (size_t i = 0; i < sizeof ways / sizeof ways[0]; i++) {
		struct taizhang_facts *facts = pdf_case_facts_of(ways[i][0]);

		ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_ENCRYPTED);
		assert_values(facts, "encryption", ways[i][1]);
		assert_values(facts, "forbids", "");
		assert_values(facts, "damage", "");
		taizhang_facts_free(facts);
	}
}
END_TEST

START_TEST(what_opens_and_forbids_is_read)
{
	struct taizhang_facts *facts = pdf_case_facts_of("guarded.pdf");

	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_WHOLE);
	assert_values(facts, "encryption", "AES-256@;");
	assert_values(facts, "forbids", "print@;copy@;modify@;annotate@;assemble@;fill@;");
	assert_values(facts, "title", "示例市创建工作报告@Title;");
	taizhang_facts_free(facts);
}
END_TEST

START_TEST(another_lock_than_a_password_is_one_too)
{
	struct tz_buffer bytes = TZ_BUFFER_INIT;
	struct taizhang_facts *facts;

	tz_buffer_text_add(&bytes, "%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 2 0 R >> endobj\n2 0 obj << /Type /Pages /Kids [] /Count 0 >> endobj\n"
				   "trailer << /Root 1 0 R /Size 3 /Encrypt << /Filter /Adobe.PubSec /V 4 >> >>\n");
	facts = pdf_case_facts(&bytes, false);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_ENCRYPTED);
	assert_values(facts, "encryption", "Adobe.PubSec@;");
	taizhang_facts_free(facts);
	tz_buffer_free(&bytes);
}
END_TEST

START_TEST(arrangement_for_the_web_is_no_damage)
{
	struct taizhang_facts *facts = pdf_case_facts_of("linear.pdf");

	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_WHOLE);
	assert_values(facts, "damage", "");
	taizhang_facts_free(facts);
}
END_TEST

START_TEST(something_before_or_after_it_is_no_damage)
{
	struct tz_buffer bytes = TZ_BUFFER_INIT;
	struct taizhang_facts *facts;

	tz_buffer_text_add(&bytes, "some junk\n");
	pdf_case_load("report.pdf", &bytes);
	tz_buffer_text_add(&bytes, "\n\n");
	facts = pdf_case_facts(&bytes, false);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_WHOLE);
	assert_values(facts, "pages", "2@;");
	taizhang_facts_free(facts);
	tz_buffer_free(&bytes);
}
END_TEST

START_TEST(what_breaks_off_is_damaged_or_unreadable_wherever_it_does)
{
	struct tz_buffer bytes = TZ_BUFFER_INIT;
	size_t whole;

	pdf_case_load("report.pdf", &bytes);
	whole = bytes.size;
	for (size_t tenth = 1; tenth < 10; tenth++) {
		struct taizhang_facts *facts;
		enum taizhang_facts_state state;

		bytes.size = whole * tenth / 10;
		facts = pdf_case_facts(&bytes, false);
		state = taizhang_facts_state(facts);
		ck_assert_msg(state == TAIZHANG_FACTS_DAMAGED || state == TAIZHANG_FACTS_UNREADABLE, "%s after %zu tenths",
			      taizhang_facts_state_name(state), tenth);
		ck_assert_str_ne(pdf_case_values(facts, "damage"), "");
		taizhang_facts_free(facts);
	}
	tz_buffer_free(&bytes);
}
END_TEST

START_TEST(a_lost_table_of_objects_is_damage_and_the_rest_is_read)
{
	struct tz_buffer bytes = TZ_BUFFER_INIT;
	struct taizhang_facts *facts;

	pdf_case_load("report.pdf", &bytes);
	memcpy(strstr(bytes.data + bytes.size - 40, "startxref") + 10, "99", 2);
	facts = pdf_case_facts(&bytes, false);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_DAMAGED);
	assert_values(facts, "title", "示例市创建工作报告@Title;");
	assert_values(facts, "pages", "2@;");
	taizhang_facts_free(facts);
	tz_buffer_free(&bytes);
}
END_TEST

START_TEST(what_has_no_page_cannot_be_opened)
{
	struct taizhang_facts *facts = BUILT("<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [] /Count 0 >>");

	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_UNREADABLE);
	taizhang_facts_free(facts);
}
END_TEST

START_TEST(nothing_is_printed_whatever_comes)
{
	int kept = dup(STDERR_FILENO), out = dup(STDOUT_FILENO);
	int quiet = open(temp_path("printed"), O_RDWR | O_CREAT, 0600);
	static const char *const spoilt[] = {"%PDF-1.4\n", "%PDF-1.4\ntrailer << /Root 1 0 R >>", "%PDF-1.4\n1 0 obj << /Type /Catalog /Pages 1 0 R >> endobj trailer << /Root 1 0 R >>"};
	struct tz_buffer bytes = TZ_BUFFER_INIT;
	off_t printed;

	pdf_case_load("report.pdf", &bytes);
	fflush(stdout);
	dup2(quiet, STDERR_FILENO);
	dup2(quiet, STDOUT_FILENO);
	for (size_t i = 0; i < bytes.size; i += 997) {
		bytes.data[i] ^= 0x15;
		taizhang_facts_free(pdf_case_facts(&bytes, true));
	}
	for (size_t i = 0; i < sizeof spoilt / sizeof spoilt[0]; i++) {
		bytes.size = 0;
		tz_buffer_text_add(&bytes, spoilt[i]);
		taizhang_facts_free(pdf_case_facts(&bytes, true));
	}
	fflush(stdout);
	printed = lseek(quiet, 0, SEEK_END);
	dup2(kept, STDERR_FILENO);
	dup2(out, STDOUT_FILENO);
	close(kept);
	close(out);
	close(quiet);
	ck_assert_int_eq(printed, 0);
	tz_buffer_free(&bytes);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("pdf");

	suite_add_behaviour(suite, "reads",
			    TESTS(an_office_programs_document_tells_its_properties, the_text_is_that_of_all_pages,
				  a_scan_has_no_text_and_that_is_no_failure, a_claim_to_be_for_archives_is_told,
				  the_catalogue_may_tell_a_later_version));
	suite_add_behaviour(suite, "tells locks",
			    TESTS(each_way_of_locking_is_told, what_opens_and_forbids_is_read, another_lock_than_a_password_is_one_too));
	suite_add_behaviour(suite, "tells damage, and nothing else",
			    TESTS(arrangement_for_the_web_is_no_damage, something_before_or_after_it_is_no_damage,
				  what_breaks_off_is_damaged_or_unreadable_wherever_it_does,
				  a_lost_table_of_objects_is_damage_and_the_rest_is_read, what_has_no_page_cannot_be_opened,
				  nothing_is_printed_whatever_comes));
	return suite;
}
