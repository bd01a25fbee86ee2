/* SPDX-License-Identifier: MIT */
/* test_ledger_write.c: a ledger as XML: equal ledgers give equal bytes, and the schema holds. */
#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "harness/assert.h"
#include "harness/sample_ledger.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "ledger/ledger.h"

static struct taizhang_error err;
static struct taizhang_ledger *ledger;

static void setup(void)
{
	taizhang_error_clear(&err);
	ledger = sample_ledger();
}

static void teardown(void)
{
	taizhang_ledger_free(ledger);
	temp_remove();
}

static void add_package_path(void *context, struct tz_xml_writer *w,
			     const struct taizhang_file *file)
{
	ck_assert_ptr_nonnull(file);
	tz_xml_put_attribute(w, "package-path", "data/x");
	++*(size_t *)context;
}

START_TEST(an_empty_ledger_is_short)
{
	char *xml = sample_xml(ledger);

	ck_assert_str_eq(xml, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
			 "<ledger xmlns=\"urn:taizhang:ledger:1\" version=\"1.0\" city=\"包头市\" year=\"2017\" "
			 "revision=\"1\" changed=\"1970-01-01T00:00:00Z\" catalog=\"ncc-2017-reconstructed\">\n"
			 "  <scope type=\"all\"/>\n</ledger>\n");
	free(xml);
}
END_TEST

START_TEST(equal_ledgers_give_equal_bytes_whatever_the_order_of_filling)
{
	struct taizhang_ledger *other = sample_ledger();
	char *a, *b;

	sample_fill(ledger);
	tz_assert_ok(taizhang_ledger_set(other, "N01", "note", "无", &err), &err);
	sample_fill(other);
	a = sample_xml(ledger);
	b = sample_xml(other);
	ck_assert_str_eq(a, b);
	free(a);
	free(b);
	taizhang_ledger_free(other);
}
END_TEST

START_TEST(the_published_schema_holds)
{
	char *xml;

	sample_fill(ledger);
	xml = sample_xml(ledger);
	temp_write_text("ledger.xml", xml);
	ck_assert_int_eq(
		temp_shell("xmllint --noout --schema '%s/data/schema/ledger.xsd' '%s' 2>'%s'",
			   getenv("abs_top_builddir"), temp_path("ledger.xml"), temp_path("out")),
		0);
	free(xml);
}
END_TEST

START_TEST(bytes_of_a_name_that_are_no_utf8_stand_in_hexadecimal)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_TABLE);
	struct taizhang_file *file = tz_record_add_file(record, "materials/x/表.xls", &err);
	char *xml;

	file->raw_path = strdup("materials/x/\xB1\xED.xls");
	file->missing = true;
	xml = sample_xml(ledger);
	ck_assert_ptr_nonnull(strstr(xml, "raw-path=\"6d6174657269616c732f782fb1ed2e786c73\""));
	ck_assert_ptr_nonnull(strstr(xml, "missing=\"yes\""));
	free(xml);
}
END_TEST

START_TEST(more_attributes_of_files_come_from_the_caller)
{
	struct tz_buffer xml = TZ_BUFFER_INIT;
	struct tz_xml_writer *w = tz_xml_writer_new(&xml, &err);
	size_t files = 0;

	sample_fill(ledger);
	tz_xml_begin_root(w, "manifest", "urn:taizhang:manifest:1", "1.0");
	tz_ledger_write_body(w, ledger, add_package_path, &files);
	tz_assert_ok(tz_xml_writer_finish(w, "manifest.xml", &err), &err);
	ck_assert_uint_eq(files, 8);
	ck_assert_ptr_nonnull(strstr(tz_buffer_text(&xml), " package-path=\"data/x\"/>"));
	tz_buffer_free(&xml);
}
END_TEST

START_TEST(its_digest_is_that_of_its_bytes)
{
	char streamed[TAIZHANG_DIGEST_HEX_SIZE], whole[TAIZHANG_DIGEST_HEX_SIZE];
	char *xml;

	sample_fill(ledger);
	xml = sample_xml(ledger);
	tz_assert_ok(tz_digest_bytes(TAIZHANG_DIGEST_SHA256, xml, strlen(xml), whole, &err), &err);
	tz_assert_ok(tz_ledger_digest(ledger, streamed, &err), &err);
	ck_assert_str_eq(streamed, whole);
	free(xml);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("ledger_write");
	TCase *tcase;

	tcase = tcase_create("writes");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, an_empty_ledger_is_short);
	tcase_add_test(tcase, equal_ledgers_give_equal_bytes_whatever_the_order_of_filling);
	tcase_add_test(tcase, the_published_schema_holds);
	tcase_add_test(tcase, its_digest_is_that_of_its_bytes);
	tcase_add_test(tcase, bytes_of_a_name_that_are_no_utf8_stand_in_hexadecimal);
	tcase_add_test(tcase, more_attributes_of_files_come_from_the_caller);
	suite_add_tcase(suite, tcase);
	return suite;
}
