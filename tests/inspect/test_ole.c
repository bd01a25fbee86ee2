/* SPDX-License-Identifier: MIT */
/* test_ole.c: old office documents: which they are, their properties, macros, objects, and how they are locked. */
#include <stdio.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "inspect/door_case.h"

static struct taizhang_facts *facts;

static void setup(void)
{
	facts = NULL;
}

static void teardown(void)
{
	taizhang_facts_free(facts);
}

START_TEST(the_streams_say_what_it_is)
{
	static const struct {
		const char *stream, *format;
	} kinds[] = {{"WordDocument", "doc"}, {"Workbook", "xls"}, {"Book", "xls"}, {"PowerPoint Document", "ppt"},
		     {"EncryptedPackage", "locked-office"}, {"FileHeader", "ole"}};
	struct tz_buffer bytes = TZ_BUFFER_INIT;

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++) {
		const struct door_case_stream streams[] = {{kinds[i].stream, -1, "data", 4}};

		door_case_ole(streams, 1, &bytes);
		taizhang_facts_free(facts);
		facts = door_case_facts("file", bytes.data, bytes.size, false);
		ck_assert_str_eq(taizhang_facts_format(facts), kinds[i].format);
	}
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_UNINSPECTED);
	tz_buffer_free(&bytes);
}
END_TEST

START_TEST(macros_and_embedded_objects_are_told)
{
	static const char compobj[] = "0123456789012345678901234567\x06\0\0\0Sheet\0rest";
	const struct door_case_stream streams[] = {
		{"FileHeader", -1, "x", 1}, {"Macros", -1, NULL, 0}, {"VBA", 1, NULL, 0}, {"dir", 2, "x", 1}, {"_VBA_PROJECT", 2, "x", 1},
		{"Module1", 2, "x", 1}, {"ObjectPool", -1, NULL, 0}, {"_1234", 6, NULL, 0}, {"\1CompObj", 7, compobj, sizeof compobj},
		{"MBD0001", -1, NULL, 0}, {"Workbook2", 9, "x", 1},
	};
	struct tz_buffer bytes = TZ_BUFFER_INIT;

	door_case_ole(streams, 11, &bytes);
	facts = door_case_facts("file", bytes.data, bytes.size, false);
	tz_buffer_free(&bytes);
	ck_assert_str_eq(door_case_values(facts, "macros"), "Macros/VBA/Module1;");
	ck_assert_str_eq(door_case_values(facts, "embedded-object"), "Sheet@ObjectPool/_1234;MBD0001@MBD0001;");
}
END_TEST

START_TEST(a_locked_docx_is_no_lie_and_says_how_it_is_locked)
{
	static const char agile[] = "\4\0\4\0\x40\0\0\0<encryption><keyData saltSize=\"16\" keyBits=\"256\" cipherAlgorithm=\"AES\" hashAlgorithm=\"SHA512\"/></encryption>";
	static const char standard[] = "\3\0\2\0\x24\0\0\0\x20\0\0\0\x24\0\0\0\0\0\0\0\x0e\x66\0\0";
	struct door_case_stream streams[] = {{"EncryptionInfo", -1, agile, sizeof agile - 1}, {"EncryptedPackage", -1, "x", 1}};
	struct tz_buffer bytes = TZ_BUFFER_INIT;

	door_case_ole(streams, 2, &bytes);
	facts = door_case_facts("说明.docx", bytes.data, bytes.size, false);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_ENCRYPTED);
	ck_assert_str_eq(taizhang_facts_format(facts), "locked-office");
	ck_assert_str_eq(door_case_values(facts, "encryption"), "agile AES-256 SHA512@EncryptionInfo;");
	ck_assert_str_eq(door_case_values(facts, "extension-differs"), "");
	streams[0].data = standard;
	streams[0].size = sizeof standard - 1;
	door_case_ole(streams, 2, &bytes);
	taizhang_facts_free(facts);
	facts = door_case_facts("说明.et", bytes.data, bytes.size, false);
	tz_buffer_free(&bytes);
	ck_assert_str_eq(door_case_values(facts, "encryption"), "standard AES-128@EncryptionInfo;");
}
END_TEST

START_TEST(what_has_no_directory_cannot_be_opened)
{
	static char file[600] = "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1";

	facts = door_case_facts("a.doc", file, sizeof file, false);
	ck_assert_str_eq(taizhang_facts_format(facts), "ole");
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_UNREADABLE);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("ole");
	TCase *tells = tcase_create("tells");

	tcase_add_checked_fixture(tells, setup, teardown);
	tcase_add_test(tells, the_streams_say_what_it_is);
	tcase_add_test(tells, macros_and_embedded_objects_are_told);
	tcase_add_test(tells, a_locked_docx_is_no_lie_and_says_how_it_is_locked);
	tcase_add_test(tells, what_has_no_directory_cannot_be_opened);
	suite_add_tcase(suite, tells);
	return suite;
}
