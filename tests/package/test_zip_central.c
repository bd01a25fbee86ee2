/* SPDX-License-Identifier: MIT */
/* test_zip_central.c: the headers in a zip's directory: lengths, numbers, zip64 and Unicode fields, methods, sizes, types. */
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "package/zip_case.h"

#define CENTRAL(entry, at, width, value) {ZIP_CENTRAL, entry, at, width, value}
#define LOCAL(entry, at, width, value) {ZIP_LOCAL, entry, at, width, value}
#define CHANGE(at, width, value) .changes = {CENTRAL(ZIP_STORED, at, width, value)}
#define EXTRA(text) .central_extra = ZIP_BYTES(text)
#define BOTH(entry, at, width, value) CENTRAL(entry, (at) + 2, width, value), LOCAL(entry, at, width, value)

/* The CRC-32 of "bag/a.txt" before a name in UTF-8. */
#define UNICODE_TEXT "bag/\xE6\x96\x87.txt"
#define NAME_CRC "\x86" "\xD8" "\xFF" "\x37"
#define ZEROS8 "\0\0\0\0\0\0\0\0"

static const struct zip_case cases[] = {
	/* lengths */
	{"no mark", "zip-directory", "x.zip is wrong in the zip directory: the signature", CHANGE(0, 1, 'Q')},
	{"a longer name", "zip-directory", CHANGE(28, 2, 10)},
	{"a shorter name", "zip-directory", CHANGE(28, 2, 8)},
	{"a longer extra field", "zip-directory", CHANGE(30, 2, 1)},
	{"a longer comment", "zip-directory", CHANGE(32, 2, 3)},
	{"a name past the directory", "zip-directory", "the length", .changes = {CENTRAL(ZIP_NAMED, 28, 2, 300)}},
	{"a comment past the directory", "zip-directory", "the length", .changes = {CENTRAL(ZIP_NAMED, 32, 2, 1)}},
	/* extra fields */
	{"an extra field of some program", "", EXTRA("UT\5\0\1....")},
	{"two of them, one empty", "", EXTRA("UT\5\0\1....\xCA\xFE\0\0")},
	{"an extra field of three bytes", "zip-directory", "an extra field", EXTRA("abc")},
	{"an extra field that is cut off", "zip-directory", "an extra field", EXTRA("UT\5\0\1...")},
	{"bytes behind an extra field", "zip-directory", "an extra field", EXTRA("UT\1\0\1\0")},
	/* zip64 */
	{"zip64 numbers", "", .is_large = true},
	{"zip64 numbers that are not asked for", "zip-directory", "bag/a.txt is wrong in the zip directory: the zip64 field",
	 EXTRA("\1\0\x8\0" ZEROS8)},
	{"an empty zip64 field that is not asked for", "", EXTRA("\1\0\0\0")},
	{"two zip64 fields", "zip-directory", "the zip64 field", .is_large = true, EXTRA("\1\0\0\0")},
	{"a size in a zip64 field that is not there", "zip-directory", "the zip64 field", CHANGE(24, 4, 0xFFFFFFFF)},
	{"a packed size in a zip64 field that is not there", "zip-directory", "the zip64 field", CHANGE(20, 4, 0xFFFFFFFF)},
	{"an offset in a zip64 field that is not there", "zip-directory", "the zip64 field", CHANGE(42, 4, 0xFFFFFFFF)},
	{"a zip64 field of four bytes", "zip-directory", "the zip64 field", CHANGE(24, 4, 0xFFFFFFFF), EXTRA("\1\0\4\0\5\0\0\0")},
	{"a zip64 field of more than is asked for", "zip-directory", "the zip64 field", .is_large = true, CHANGE(42, 4, 39)},
	{"a zip64 offset without end", "zip-directory", "bag/a.txt is wrong in the zip directory: the offset", .is_large = true, .changes = {CENTRAL(ZIP_STORED, 75, 8, UINT64_MAX)}},
	{"a zip64 size that is another", "zip-size zip-local", .is_large = true, .changes = {CENTRAL(ZIP_STORED, 59, 8, 6)}},
	{"an entry in the directory", "zip-directory", "the offset", CHANGE(42, 4, 400)},
	/* disks */
	{"an entry on disk 1", "zip-disks", "bag/a.txt", CHANGE(34, 2, 1)},
	{"an entry on a disk that no field names", "zip-disks", CHANGE(34, 2, 0xFFFF)},
	{"an entry on disk 0, by a zip64 field", "", CHANGE(34, 2, 0xFFFF), EXTRA("\1\0\4\0\0\0\0\0")},
	{"an entry on disk 2, by a zip64 field", "zip-disks", "is 2 instead of 0", CHANGE(34, 2, 0xFFFF), EXTRA("\1\0\4\0\2\0\0\0")},
	/* Unicode names */
	{"a Unicode name", "", EXTRA("\x75\x70\x10\0\1" NAME_CRC UNICODE_TEXT)},
	{"a Unicode name made for another", "entry-unicode-stale", "bag/a.txt", EXTRA("\x75\x70\x10\0\1...." UNICODE_TEXT)},
	{"a Unicode name of a later version", "", EXTRA("\x75\x70\x10\0\2" NAME_CRC UNICODE_TEXT)},
	{"an empty Unicode field", "zip-directory", "the Unicode name field", EXTRA("\x75\x70\0\0")},
	{"a Unicode field without a CRC", "zip-directory", "the Unicode name field", EXTRA("\x75\x70\1\0\1")},
	{"a Unicode name in GBK", "zip-directory", "the Unicode name field", EXTRA("\x75\x70\x7\0\1" NAME_CRC "\xCE\xC4")},
	{"a Unicode name with NUL", "zip-directory", "the Unicode name field", EXTRA("\x75\x70\x8\0\1" NAME_CRC "a\0b")},
	{"two Unicode names", "zip-directory", "the Unicode name field",
	 EXTRA("\x75\x70\x10\0\1" NAME_CRC UNICODE_TEXT "\x75\x70\x10\0\1" NAME_CRC UNICODE_TEXT)},
	{"a UTF-8 name with another Unicode name", "zip-directory", "the Unicode name field",
	 EXTRA("\x75\x70\x10\0\1" NAME_CRC UNICODE_TEXT), .changes = {BOTH(ZIP_STORED, 6, 2, 0x800)}},
	{"a UTF-8 name with the same Unicode name", "", EXTRA("\x75\x70\xE\0\1" NAME_CRC "bag/a.txt"), .changes = {BOTH(ZIP_STORED, 6, 2, 0x800)}},
	/* methods */
	{"LZMA", "entry-method", "14 (LZMA)", .changes = {BOTH(ZIP_STORED, 8, 2, 14)}},
	{"a method without a name", "entry-method", "method 777,", .changes = {BOTH(ZIP_STORED, 8, 2, 777)}},
	{"patched data", "entry-method", "method 0,", .changes = {BOTH(ZIP_STORED, 6, 2, 1 << 5)}},
	{"an encrypted file is left to the judge of entries", "", .changes = {BOTH(ZIP_STORED, 6, 2, 1)}},
	{"so is a strongly encrypted one by AES", "", .changes = {BOTH(ZIP_STORED, 6, 4, 99u << 16 | 0x41)}},
	{"so is a masked one", "", .changes = {BOTH(ZIP_STORED, 6, 2, 1 << 13), LOCAL(ZIP_STORED, 14, 4, 0)}},
	/* sizes */
	{"a stored file of two sizes", "zip-size", "5 bytes packed, 6 unpacked", .changes = {BOTH(ZIP_STORED, 22, 4, 6)}},
	{"a deflated file of more than deflate can give", "zip-size zip-local", "it may be a bomb", .changes = {CENTRAL(ZIP_DEFLATED, 24, 4, 1033 * 600)}},
	{"a folder with data", "zip-folder", "5 bytes", .changes = {CENTRAL(ZIP_STORED, 38, 4, 0x41ED0000)}},
};

START_TEST(each_case_is_judged_for_its_own_reason)
{
	zip_assert_case(&cases[_i]);
}
END_TEST

/* The stored file, of the zip that a case makes. */
static struct tz_zip_entry judged(const struct zip_case *c, struct tz_zip_directory *directory)
{
	struct zip_made made = zip_make(c);

	zip_judge(made.bytes.data, made.bytes.size, directory, NULL);
	ck_assert_uint_eq(directory->num_entries, ZIP_ENTRIES);
	zip_free(&made);
	return directory->entries[ZIP_STORED];
}

START_TEST(what_is_known_of_an_entry_comes_from_the_directory)
{
	static const struct zip_case plain = {"", "", NULL, .before = 0},
		unicode = {"", "", EXTRA("\x75\x70\x10\0\1" NAME_CRC UNICODE_TEXT), .is_large = true},
		nul = {"", "", .stored_name = ZIP_BYTES("bag/a\0txt")},
		locked = {"", "", .changes = {BOTH(ZIP_STORED, 6, 2, 1)}};
	struct tz_zip_directory directory;
	struct tz_zip_entry entry = judged(&plain, &directory);

	ck_assert_str_eq(entry.name, "bag/a.txt");
	ck_assert_ptr_null(entry.unicode_name);
	ck_assert(!entry.name_is_utf8 && !entry.encrypted);
	ck_assert_uint_eq(entry.method, 0);
	ck_assert_uint_eq(entry.flags, 0);
	ck_assert_uint_eq(entry.size, 5);
	ck_assert_uint_eq(entry.packed_size, 5);
	ck_assert_uint_eq(entry.crc, crc32(0, (const Bytef *)ZIP_HELLO, 5));
	ck_assert_uint_eq(entry.offset, 34);
	ck_assert_uint_eq(directory.entries[ZIP_DEFLATED].size, 600);
	ck_assert_uint_eq(directory.entries[ZIP_DEFLATED].method, 8);
	ck_assert(directory.entries[ZIP_NAMED].name_is_utf8);
	tz_zip_directory_free(&directory);
	entry = judged(&unicode, &directory);
	ck_assert_str_eq(entry.name, "bag/a.txt");
	ck_assert_str_eq(entry.unicode_name, UNICODE_TEXT);
	ck_assert_uint_eq(entry.size, 5);
	ck_assert_uint_eq(entry.offset, 34);
	tz_zip_directory_free(&directory);
	ck_assert_str_eq(judged(&nul, &directory).name, "bag/a\1txt");
	tz_zip_directory_free(&directory);
	ck_assert(judged(&locked, &directory).encrypted);
	tz_zip_directory_free(&directory);
}
END_TEST

static const struct {
	const char *name;
	unsigned int made_by;
	uint32_t attributes;
	enum tz_entry_type type;
} types[] = {
	{"bag/a.txt", 3, 0100644u << 16, TZ_ENTRY_FILE},
	{"bag/a.txt", 3, 0, TZ_ENTRY_FILE},
	{"bag/a.txt", 3, 0600u << 16, TZ_ENTRY_FILE},
	{"bag/a.txt", 3, 0040755u << 16, TZ_ENTRY_DIRECTORY},
	{"bag/a.txt", 3, 0120777u << 16, TZ_ENTRY_LINK},
	{"bag/a.txt", 19, 0120777u << 16, TZ_ENTRY_LINK},
	{"bag/a.txt", 3, 0010644u << 16, TZ_ENTRY_SPECIAL},
	{"bag/a.txt", 3, 0020644u << 16, TZ_ENTRY_SPECIAL},
	{"bag/a.txt", 3, 0060644u << 16, TZ_ENTRY_SPECIAL},
	{"bag/a.txt", 3, 0140644u << 16, TZ_ENTRY_SPECIAL},
	{"bag/a.txt", 3, 0100644u << 16 | 0x10, TZ_ENTRY_FILE},
	{"bag/a.txt", 0, 0x20, TZ_ENTRY_FILE},
	{"bag/a.txt", 0, 0x10, TZ_ENTRY_DIRECTORY},
	{"bag/a.txt", 0, 0120777u << 16, TZ_ENTRY_FILE},
	{"bag/a.tx/", 0, 0x20, TZ_ENTRY_DIRECTORY},
	{"bag/a.tx/", 3, 0, TZ_ENTRY_DIRECTORY},
	{"bag/a.tx/", 3, 0100644u << 16, TZ_ENTRY_DIRECTORY},
	{"bag/a.tx/", 3, 0120777u << 16, TZ_ENTRY_LINK},
	{"", 3, 0, TZ_ENTRY_FILE},
};

START_TEST(types_come_from_unix_modes_slashes_and_dos_attributes)
{
	struct zip_case c = {"", "", .stored_name = {types[_i].name, strlen(types[_i].name)},
			     .changes = {CENTRAL(ZIP_STORED, 5, 1, types[_i].made_by), CENTRAL(ZIP_STORED, 38, 4, types[_i].attributes)}};
	struct tz_zip_directory directory;

	ck_assert_int_eq(judged(&c, &directory).type, types[_i].type);
	tz_zip_directory_free(&directory);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("zip_central");
	TCase *judges = tcase_create("judges"), *tells = tcase_create("tells");

	tcase_add_loop_test(judges, each_case_is_judged_for_its_own_reason, 0, sizeof cases / sizeof cases[0]);
	suite_add_tcase(suite, judges);
	tcase_add_test(tells, what_is_known_of_an_entry_comes_from_the_directory);
	tcase_add_loop_test(tells, types_come_from_unix_modes_slashes_and_dos_attributes, 0, sizeof types / sizeof types[0]);
	suite_add_tcase(suite, tells);
	return suite;
}
