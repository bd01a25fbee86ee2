/* SPDX-License-Identifier: MIT */
/* test_zip_end.c: the end of a zip: its end record, the zip64 records, and where the directory lies. */
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "base/limits.h"
#include "package/zip_case.h"

#define END_CHANGE(at, width, value) .changes = {{ZIP_END, 0, at, width, value}}
#define RECORD_CHANGE(at, width, value) .is_zip64 = true, .changes = {{ZIP_RECORD64, 0, at, width, value}}
#define LOCATOR_CHANGE(at, width, value) .is_zip64 = true, .changes = {{ZIP_LOCATOR, 0, at, width, value}}
#define LITERAL(at, width, value) .is_zip64 = true, .changes = {{ZIP_END, 0, at, width, value}}
#define AS_COMMENT(text) .comment = ZIP_BYTES(text)
#define SECOND_END "PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0"

static const struct zip_case cases[] = {
	/* the end record */
	{"the sound zip", "", NULL, .before = 0},
	{"a comment", "", AS_COMMENT("台账")},
	{"an empty zip", "", .is_empty = true},
	{"an empty zip with a comment", "", .is_empty = true, AS_COMMENT("nothing")},
	{"no end record", "zip-end", END_CHANGE(0, 1, 'Q')},
	{"a comment that is cut off", "zip-end", "cut off", END_CHANGE(20, 2, 5)},
	{"a comment longer than it says", "zip-after", "2 bytes after", AS_COMMENT("abc"), END_CHANGE(20, 2, 1)},
	{"a byte after", "zip-after", "1 bytes after", .after = 1},
	{"more after than a comment can be", "zip-end", .after = 70000},
	{"the mark of an end record in the comment", "zip-end-twice", "2 places", AS_COMMENT("see PK\5\6 there")},
	{"a second end record in the comment", "zip-end-twice", "2 places", AS_COMMENT(SECOND_END "\0\0")},
	{"a second one with a comment of its own", "zip-end-twice", "2 places", AS_COMMENT(SECOND_END "\2\0hi")},
	{"the mark at the very end of the comment", "zip-end-twice", AS_COMMENT("PK\5\6")},
	{"disk 1", "zip-disks", "is 1 instead of 0", END_CHANGE(4, 2, 1)},
	{"a directory on disk 1", "zip-disks", "is 1 instead of 0", END_CHANGE(6, 2, 1)},
	{"fewer entries on this disk than in all", "zip-disks", "is 3 instead of 4", END_CHANGE(8, 2, 3)},
	/* the place of the directory */
	{"one entry too many", "zip-directory", "is 5 instead of 4", .changes = {{ZIP_END, 0, 8, 2, 5}, {ZIP_END, 0, 10, 2, 5}}},
	{"one entry too few", "zip-directory", "the length", .changes = {{ZIP_END, 0, 8, 2, 3}, {ZIP_END, 0, 10, 2, 3}}},
	{"no entries, but a directory", "zip-directory", "the length", .changes = {{ZIP_END, 0, 8, 4, 0}}},
	{"65535 entries", "container-entries", END_CHANGE(8, 4, 0xFFFFFFFF)},
	{"a directory of no bytes", "zip-gap", END_CHANGE(12, 4, 0)},
	{"a directory of 4 GB", "zip-directory", "the length", END_CHANGE(12, 4, 0xFFFFFFFF)},
	{"a directory past the end", "zip-directory", "the length", END_CHANGE(16, 4, 0xFFFFFFFF)},
	{"a directory at the start", "zip-directory", "the signature", END_CHANGE(16, 4, 0)},
	{"a directory some bytes early", "zip-directory", "the signature", END_CHANGE(16, 1, 0)},
	{"a directory at the start of a zip that was moved", "zip-directory", "the signature", .gap_end = 3, END_CHANGE(16, 4, 0)},
	{"bytes between directory and end", "zip-gap", "7 bytes", .gap_end = 7},
	{"bytes before, which the offsets know", "zip-before", "9 bytes", .before = 9},
	{"bytes before, which they do not", "zip-before", "9 bytes", .moved = 9},
	{"bytes before an empty zip", "zip-before", "4 bytes", .is_empty = true, .before = 4},
	{"bytes before an empty zip, which it does not know", "zip-before", "4 bytes", .is_empty = true, .moved = 4},
	/* zip64 */
	{"zip64", "", .is_zip64 = true},
	{"zip64 with a comment", "", .is_zip64 = true, AS_COMMENT("large")},
	{"zip64 and empty", "", .is_zip64 = true, .is_empty = true},
	{"zip64, with the true count beside it", "", LITERAL(8, 4, 0x00040004)},
	{"zip64, with disk 0 beside it", "", LITERAL(4, 4, 0)},
	{"zip64 and another disk", "zip-zip64", "the disk number", LITERAL(4, 2, 1)},
	{"zip64 and another disk of the directory", "zip-zip64", "the disk number", LITERAL(6, 2, 1)},
	{"zip64 and another count here", "zip-zip64", "is 3 instead of 4", LITERAL(8, 2, 3)},
	{"zip64 and another count", "zip-zip64", "is 5 instead of 4", LITERAL(10, 2, 5)},
	{"zip64 and another size", "zip-zip64", "the length", LITERAL(12, 4, 1)},
	{"zip64 and another offset", "zip-zip64", "the offset", LITERAL(16, 4, 0)},
	{"zip64 with an extensible data sector", "zip-zip64", "the extensible data sector", .is_zip64 = true, .sector = 10},
	{"a zip64 record one byte too long", "zip-zip64", "is 45 instead of 44", RECORD_CHANGE(4, 8, 45)},
	{"a zip64 record of no length", "zip-zip64", "is 0 instead of 44", RECORD_CHANGE(4, 8, 0)},
	{"a zip64 record without its mark", "zip-zip64", "the signature", RECORD_CHANGE(0, 1, 'Q')},
	{"a locator that points elsewhere", "zip-zip64", "the signature", LOCATOR_CHANGE(8, 8, 0)},
	{"a locator that points to itself", "zip-zip64", "the offset", LOCATOR_CHANGE(8, 8, UINT64_MAX)},
	{"a locator without its mark", "zip-disks", "is 65535 instead of 0", LOCATOR_CHANGE(0, 1, 'Q')},
	{"a zip64 record on disk 1", "zip-disks", LOCATOR_CHANGE(4, 4, 1)},
	{"two disks", "zip-disks", "is 2 instead of 1", LOCATOR_CHANGE(16, 4, 2)},
	{"no disk", "zip-disks", "is 0 instead of 1", LOCATOR_CHANGE(16, 4, 0)},
	{"zip64 on disk 1", "zip-disks", RECORD_CHANGE(16, 4, 1)},
	{"zip64 with a directory on disk 1", "zip-disks", RECORD_CHANGE(20, 4, 1)},
	{"zip64 with fewer entries here", "zip-disks", "is 3 instead of 4", RECORD_CHANGE(24, 8, 3)},
	{"zip64 with entries without number", "container-entries", .is_zip64 = true,
	 .changes = {{ZIP_RECORD64, 0, 24, 8, UINT64_MAX}, {ZIP_RECORD64, 0, 32, 8, UINT64_MAX}}},
	{"a zip64 directory without end", "zip-directory", "the length", RECORD_CHANGE(40, 8, UINT64_MAX)},
	{"a zip64 directory nowhere", "zip-directory", "the length", RECORD_CHANGE(48, 8, UINT64_MAX)},
	{"a zip64 directory whose end wraps round", "zip-directory", "the length", .is_zip64 = true,
	 .changes = {{ZIP_RECORD64, 0, 48, 8, UINT64_MAX}, {ZIP_RECORD64, 0, 40, 8, 500}}},
	{"bytes between directory and zip64 record", "zip-gap", "7 bytes", .is_zip64 = true, .gap_end = 7},
	{"zip64, and bytes before which it does not know", "zip-before", "9 bytes", .is_zip64 = true, .moved = 9},
};

START_TEST(each_case_is_judged_for_its_own_reason)
{
	zip_assert_case(&cases[_i]);
}
END_TEST

START_TEST(a_comment_may_be_as_long_as_its_limit)
{
	char *comment = malloc(65535);
	struct zip_case c = {"a long comment", "", .comment = {comment, TZ_LIMIT_ZIP_COMMENT}};

	memset(comment, 'c', 65535);
	zip_assert_case(&c);
	c.is_zip64 = true;
	zip_assert_case(&c);
	c = (struct zip_case){"a longer comment", "zip-comment", .comment = {comment, TZ_LIMIT_ZIP_COMMENT + 1}};
	zip_assert_case(&c);
	c.comment.size = 65535;
	zip_assert_case(&c);
	free(comment);
}
END_TEST

START_TEST(what_is_shorter_than_an_end_record_has_none)
{
	static const char zeros[22];

	for (size_t size = 0; size <= sizeof zeros; size++) {
		struct taizhang_findings *findings = taizhang_findings_new(NULL);
		struct tz_zip_directory directory;

		ck_assert_int_eq(zip_judge(zeros, size, &directory, findings), 0);
		ck_assert_str_eq(zip_ids(findings), "zip-end");
		tz_zip_directory_free(&directory);
		taizhang_findings_free(findings);
	}
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("zip_end");
	TCase *judges = tcase_create("judges");

	tcase_add_loop_test(judges, each_case_is_judged_for_its_own_reason, 0, sizeof cases / sizeof cases[0]);
	tcase_add_test(judges, a_comment_may_be_as_long_as_its_limit);
	tcase_add_test(judges, what_is_shorter_than_an_end_record_has_none);
	suite_add_tcase(suite, judges);
	return suite;
}
