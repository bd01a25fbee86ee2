/* SPDX-License-Identifier: MIT */
/* test_bag_write.c: tests of lib/package/bag_write.c. */
#include "package/bag_write.h"

#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "package/ledgers.h"

static struct taizhang_error err;
static struct taizhang_ledger *ledger;
static struct tz_buffer out;

static void set_up(void)
{
	taizhang_error_clear(&err);
	ledger = make_ledger("包头市", "市教育局");
	out = (struct tz_buffer)TZ_BUFFER_INIT;
}

static void tear_down(void)
{
	taizhang_ledger_free(ledger);
	tz_buffer_free(&out);
}

static void write_info(unsigned int digests)
{
	static char producer[] = "某系统 2.1";
	const struct tz_manifest manifest = {.producer = producer, .time = 1520242201, .digests = digests,
					     .files = 3, .bytes = 5000000000};

	tz_bag_write_info(&out, ledger, &manifest);
	tz_assert_ok(tz_buffer_check(&out, &err), &err);
}

static void assert_line(const char *line)
{
	const char *found = strstr(tz_buffer_text(&out), line);

	ck_assert_msg(found != NULL, "no \"%s\" in:\n%s", line, tz_buffer_text(&out));
	ck_assert(found == out.data || found[-1] == '\n');
	ck_assert_int_eq(found[strlen(line)], '\n');
}

START_TEST(the_declaration_is_that_of_bagit_1_0)
{
	tz_bag_write_declaration(&out);
	ck_assert_str_eq(tz_buffer_text(&out), "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
}
END_TEST

START_TEST(a_part_says_of_what_and_which)
{
	static char producer[] = "某系统 2.1";
	struct tz_manifest manifest = {.producer = producer, .digests = TAIZHANG_DIGEST_SHA256, .part = 2, .parts = 12};

	strcpy(manifest.whole, "0123abcd");
	tz_bag_write_info(&out, ledger, &manifest);
	tz_assert_ok(tz_buffer_check(&out, &err), &err);
	assert_line("Bag-Group-Identifier: 0123abcd");
	assert_line("Bag-Count: 2 of 12");
}
END_TEST

START_TEST(an_only_package_is_of_no_group)
{
	write_info(TAIZHANG_DIGEST_SHA256);
	ck_assert_ptr_null(strstr(tz_buffer_text(&out), "Bag-Group-Identifier"));
	ck_assert_ptr_null(strstr(tz_buffer_text(&out), "Bag-Count"));
}
END_TEST

START_TEST(the_info_says_who_when_and_how_much)
{
	write_info(TAIZHANG_DIGEST_SHA256);
	assert_line("Source-Organization: 市教育局");
	assert_line("Bagging-Date: 2018-03-05");
	assert_line("Payload-Oxum: 5000000000.3");
	assert_line("Bag-Software-Agent: 某系统 2.1");
	assert_line("BagIt-Profile-Identifier: urn:taizhang:bagit-profile:1");
	assert_line("Taizhang-Digests: sha256");
	ck_assert_ptr_nonnull(strstr(tz_buffer_text(&out), "External-Description: 包头市 2017 "));
	ck_assert_ptr_null(strstr(tz_buffer_text(&out), "Contact-Name"));
}
END_TEST

START_TEST(sm3_is_named_beside_sha256)
{
	write_info(TAIZHANG_DIGEST_SHA256 | TAIZHANG_DIGEST_SM3);
	assert_line("Taizhang-Digests: sha256 sm3");
}
END_TEST

START_TEST(a_contact_cannot_begin_another_element)
{
	tz_assert_ok(taizhang_ledger_set_contact(ledger, "资料员\nPayload-Oxum: 1.1\t0472-1234567", &err), &err);
	write_info(TAIZHANG_DIGEST_SHA256);
	assert_line("Contact-Name: 资料员 Payload-Oxum: 1.1 0472-1234567");
	ck_assert_ptr_null(strstr(tz_buffer_text(&out), "\nPayload-Oxum: 1.1"));
}
END_TEST

START_TEST(without_a_unit_the_city_is_the_source)
{
	tz_assert_ok(taizhang_ledger_set_unit(ledger, "", &err), &err);
	write_info(TAIZHANG_DIGEST_SHA256);
	assert_line("Source-Organization: 包头市");
}
END_TEST

START_TEST(a_line_is_what_sha256sum_reads)
{
	tz_bag_write_line(&out, "ab12", "data/I-1/01-完成率.xlsx");
	tz_bag_write_line(&out, "cd34", "data/I-1/02-b.txt");
	ck_assert_str_eq(tz_buffer_text(&out), "ab12  data/I-1/01-完成率.xlsx\ncd34  data/I-1/02-b.txt\n");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("bag_write");
	TCase *tags = tcase_create("tag files");

	tcase_add_checked_fixture(tags, set_up, tear_down);
	tcase_add_test(tags, the_declaration_is_that_of_bagit_1_0);
	tcase_add_test(tags, the_info_says_who_when_and_how_much);
	tcase_add_test(tags, sm3_is_named_beside_sha256);
	tcase_add_test(tags, a_contact_cannot_begin_another_element);
	tcase_add_test(tags, without_a_unit_the_city_is_the_source);
	tcase_add_test(tags, a_part_says_of_what_and_which);
	tcase_add_test(tags, an_only_package_is_of_no_group);
	tcase_add_test(tags, a_line_is_what_sha256sum_reads);
	suite_add_tcase(suite, tags);
	return suite;
}
