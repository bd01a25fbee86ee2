/* SPDX-License-Identifier: MIT */
/* test_zip_local.c: local headers against the directory, descriptors, overlaps and gaps. */
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "package/zip_case.h"

#define CENTRAL(entry, at, width, value) {ZIP_CENTRAL, entry, at, width, value}
#define LOCAL(entry, at, width, value) {ZIP_LOCAL, entry, at, width, value}
#define CHANGE(at, width, value) .changes = {LOCAL(ZIP_STORED, at, width, value)}
#define LATER(at, width, value) .changes = {LOCAL(ZIP_DEFLATED, at, width, value)}
#define BEHIND(at, width, value) .changes = {{ZIP_DESCRIPTOR, ZIP_DEFLATED, at, width, value}}
#define EXTRA(text) .local_extra = ZIP_BYTES(text)
#define UNICODE_TEXT "bag/\xE6\x96\x87.txt"
#define NAME_CRC "\x86" "\xD8" "\xFF" "\x37"
#define BOTH_EXTRAS(text) .local_extra = ZIP_BYTES(text), .central_extra = ZIP_BYTES(text)
#define UNICODE(text) "\x75\x70\x10\0\1" NAME_CRC text
#define IN_LARGE(at, width, value) .is_large = true, .changes = {LOCAL(ZIP_STORED, at, width, value)}

static const struct zip_case cases[] = {
	/* one header against the other */
	{"no mark", "zip-local", "the signature (at byte 34)", CHANGE(0, 1, 'Q')},
	{"another version needed", "", CHANGE(4, 2, 45)},
	{"another level of packing", "", LATER(6, 2, 8 | 2)},
	{"encrypted here alone", "zip-local", "the flags", CHANGE(6, 2, 1)},
	{"a descriptor here alone", "zip-local", "the flags", CHANGE(6, 2, 8)},
	{"a descriptor there alone", "zip-local", "the flags", LATER(6, 2, 0)},
	{"UTF-8 here alone", "zip-local", "the flags", CHANGE(6, 2, 0x800)},
	{"UTF-8 there alone", "zip-local", "the flags", .changes = {LOCAL(ZIP_NAMED, 6, 2, 0)}},
	{"masked here alone", "zip-local", "the flags", CHANGE(6, 2, 1 << 13)},
	{"another method", "zip-local", "the method (at byte 34) is 8 instead of 0", CHANGE(8, 2, 8)},
	{"another time", "", CHANGE(10, 4, 0)},
	{"another CRC-32", "zip-local", "is 3610a687 instead of 3610a686", CHANGE(14, 1, 0x87)},
	{"no CRC-32", "zip-local", "the CRC-32", CHANGE(14, 4, 0)},
	{"another packed size", "zip-local", "the packed size", CHANGE(18, 4, 4)},
	{"no packed size", "zip-local", "the packed size", CHANGE(18, 4, 0)},
	{"another size", "zip-local", "the size", CHANGE(22, 4, 6)},
	{"another name", "zip-local", "the name", CHANGE(34, 1, 'b')},
	{"another name that differs by case", "zip-local", "the name", CHANGE(34, 1, 'A')},
	{"a name with NUL here alone", "zip-local", "the name", CHANGE(34, 1, 0)},
	{"a shorter name", "zip-local zip-gap", .changes = {LOCAL(ZIP_STORED, 26, 2, 8)}},
	{"a longer name", "zip-overlap", .changes = {LOCAL(ZIP_STORED, 26, 2, 10)}},
	{"a name past the zip", "zip-overlap", .changes = {LOCAL(ZIP_NAMED, 26, 2, 0xFFFF)}},
	{"NUL in both names", "", .stored_name = ZIP_BYTES("bag/a\0txt")},
	/* extra fields */
	{"an extra field here alone", "", EXTRA("\xFE\xCA\0\0")},
	{"an extra field of three bytes", "zip-local", "an extra field", EXTRA("abc")},
	{"an extra field that is cut off", "zip-local", "an extra field", EXTRA("UT\2\0\1")},
	{"a Unicode name in both", "", BOTH_EXTRAS(UNICODE(UNICODE_TEXT))},
	{"a Unicode name here alone", "zip-local", "the Unicode name field", EXTRA(UNICODE(UNICODE_TEXT))},
	{"a stale Unicode name here alone", "", EXTRA("\x75\x70\x10\0\1...." UNICODE_TEXT)},
	{"another Unicode name", "zip-local", "the Unicode name field", EXTRA(UNICODE("bag/\xE6\x96\x88.txt")),
	 .central_extra = ZIP_BYTES(UNICODE(UNICODE_TEXT))},
	{"a Unicode name that is no UTF-8", "zip-local", "the Unicode name field", EXTRA("\x75\x70\x6\0\1" NAME_CRC "\xD6")},
	{"two Unicode names", "zip-local", "the Unicode name field", EXTRA(UNICODE(UNICODE_TEXT) UNICODE(UNICODE_TEXT))},
	/* zip64 */
	{"zip64 sizes", "", .is_large = true},
	{"zip64 sizes that are not asked for", "", EXTRA("\1\0\x10\0\5\0\0\0\0\0\0\0\5\0\0\0\0\0\0\0")},
	{"other zip64 sizes, not asked for", "zip-local", "the size", EXTRA("\1\0\x10\0\6\0\0\0\0\0\0\0\5\0\0\0\0\0\0\0")},
	{"another zip64 packed size, not asked for", "zip-local", "the packed size", EXTRA("\1\0\x10\0\5\0\0\0\0\0\0\0\6\0\0\0\0\0\0\0")},
	{"another zip64 size", "zip-local", "the size", IN_LARGE(43, 8, 6)},
	{"another zip64 packed size", "zip-local", "the packed size", IN_LARGE(51, 8, 6)},
	{"another size beside the zip64 field", "zip-local", "the size", IN_LARGE(22, 4, 6)},
	{"a size in a zip64 field that is not there", "zip-local", "the size", CHANGE(22, 4, 0xFFFFFFFF)},
	{"a size in a zip64 field of its own", "", CHANGE(22, 4, 0xFFFFFFFF), EXTRA("\1\0\x8\0\5\0\0\0\0\0\0\0")},
	{"a zip64 field of one size that neither asks for", "zip-local", "the zip64 field", EXTRA("\1\0\x8\0\5\0\0\0\0\0\0\0")},
	{"a zip64 field of three numbers", "zip-local", "the zip64 field", EXTRA("\1\0\x18\0\5\0\0\0\0\0\0\0\5\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0")},
	{"two zip64 fields", "zip-local", "the zip64 field", .is_large = true, EXTRA("\1\0\0\0")},
	/* descriptors */
	{"a descriptor without its mark", "", .descriptor = 12},
	{"a descriptor of long sizes without its mark", "", .descriptor = 20},
	{"a descriptor of long sizes", "", .descriptor = 24},
	{"no descriptor", "zip-local", "the data descriptor", .descriptor = 1},
	{"a descriptor without its mark where it had one", "zip-local", "the data descriptor", BEHIND(0, 1, 'Q')},
	{"a descriptor with another CRC-32", "zip-local", "the data descriptor", BEHIND(4, 1, 0)},
	{"a descriptor with another packed size", "zip-local", "the data descriptor", BEHIND(8, 4, 99)},
	{"a descriptor with another size", "zip-local", "the data descriptor", BEHIND(12, 4, 601)},
	{"true numbers before the data as well", "", LATER(22, 4, 600)},
	{"another size before the data", "zip-local", "the size", LATER(22, 4, 601)},
	{"another CRC-32 before the data", "zip-local", "the CRC-32", LATER(14, 4, 1)},
	/* folders */
	{"a folder of which nothing was deflated", "", .folder_data = ZIP_BYTES("\3\0")},
	{"a folder with other bytes", "zip-folder", "2 bytes", .folder_data = ZIP_BYTES("\1\0")},
	{"a folder with more bytes", "zip-folder", "5 bytes", .folder_data = ZIP_BYTES("\1\0\0\xFF\xFF")},
	/* order, gaps, overlaps */
	{"a directory in another order", "", .is_reversed = true},
	{"bytes between entries", "zip-gap", "3 bytes from byte 78", .gap = 3},
	{"bytes between the last entry and the directory", "zip-gap", "3 bytes", .gap_directory = 3},
	{"bytes between entries that are a header", "zip-gap", .gap = 40},
	{"a packed size into the next entry", "zip-overlap", "\"bag/a.txt\" and bag/b.txt", .changes = {CENTRAL(ZIP_STORED, 20, 4, 6), CENTRAL(ZIP_STORED, 24, 4, 6)}},
	{"a packed size into the directory", "zip-overlap", "and the zip directory", .changes = {CENTRAL(ZIP_NAMED, 20, 4, 8), CENTRAL(ZIP_NAMED, 24, 4, 8)}},
	{"a packed size without end", "zip-overlap", .changes = {CENTRAL(ZIP_STORED, 20, 4, 0xFFFFFFFE), CENTRAL(ZIP_STORED, 24, 4, 0xFFFFFFFE)}},
	{"two entries at one place", "zip-overlap", .changes = {CENTRAL(ZIP_STORED, 42, 4, 0)}},
	{"an entry inside another's data", "zip-overlap", .changes = {CENTRAL(ZIP_DEFLATED, 42, 4, 74)}},
	{"a fault of one entry beside that of another", "zip-local", "the method", .changes = {LOCAL(ZIP_FOLDER, 8, 2, 8), LOCAL(ZIP_NAMED, 14, 1, 0)}},
};

START_TEST(each_case_is_judged_for_its_own_reason)
{
	zip_assert_case(&cases[_i]);
}
END_TEST

START_TEST(an_extra_field_may_be_longer_than_is_read_at_first)
{
	static char extra[65535] = "UT\xFB\xFF";
	struct zip_case c = {"a long extra field", "", .local_extra = {extra, sizeof extra}};

	zip_assert_case(&c);
	extra[2]++;
	c.ids = "zip-local";
	zip_assert_case(&c);
}
END_TEST

START_TEST(faults_of_several_entries_are_all_told)
{
	static const struct zip_case c = {"", "", .changes = {LOCAL(ZIP_FOLDER, 8, 2, 8), LOCAL(ZIP_STORED, 0, 1, 0), LOCAL(ZIP_NAMED, 14, 1, 0)}};
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct zip_made made = zip_make(&c);
	struct tz_zip_directory directory;

	ck_assert_int_eq(zip_judge(made.bytes.data, made.bytes.size, &directory, findings), 0);
	ck_assert_uint_eq(taizhang_findings_num(findings), 3);
	tz_zip_directory_free(&directory);
	taizhang_findings_free(findings);
	zip_free(&made);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("zip_local");
	TCase *judges = tcase_create("judges");

	tcase_add_loop_test(judges, each_case_is_judged_for_its_own_reason, 0, sizeof cases / sizeof cases[0]);
	tcase_add_test(judges, an_extra_field_may_be_longer_than_is_read_at_first);
	tcase_add_test(judges, faults_of_several_entries_are_all_told);
	suite_add_tcase(suite, judges);
	return suite;
}
