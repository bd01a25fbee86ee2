/* SPDX-License-Identifier: MIT */
/* test_package_whole.c: what a part says of its whole is judged by itself, each lie for the right reason. */
#include "package/package_whole.h"

#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/set_case.h"

#define ELSEWHERE "data/I-1-1-2-1/02-考核制度.pdf\" carried=\"3\""
#define SOUND "set-part-alone"

/* One change of a sound part, the first of three. */
static const struct {
	const char *name, *file, *text, *with, *expected;
} lies[] = {
	{"nothing", "manifest.xml", "<manifest ", "<manifest ", SOUND},
	{"a part that there is not", "manifest.xml", "carried=\"3\"", "carried=\"9\"", "package-carried " SOUND},
	{"its own number", "manifest.xml", "carried=\"3\"", "carried=\"1\"", "package-carried " SOUND},
	{"a base without a base", "manifest.xml", "carried=\"3\"", "carried=\"base\"", "package-carried " SOUND},
	{"part 0", "manifest.xml", "carried=\"3\"", "carried=\"0\"", "package-xml xml-schema"},
	{"a number that no machine holds", "manifest.xml", "carried=\"3\"", "carried=\"99999999999999999999\"", "package-xml"},
	{"the greatest number", "manifest.xml", "carried=\"3\"", "carried=\"4294967295\"", "package-xml"},
	{"a word", "manifest.xml", "carried=\"3\"", "carried=\"other\"", "package-xml xml-schema"},
	{"more parts than there can be", "manifest.xml", " parts=\"3\"", " parts=\"1000000000\"",
	 "package-group package-root set-part-alone"},
	{"too many parts", "manifest.xml", " parts=\"3\"", " parts=\"4294967296\"", "package-xml"},
	{"no parts", "manifest.xml", " parts=\"3\"", " parts=\"0\"", "package-xml xml-schema"},
	{"a part behind the last", "manifest.xml", " part=\"1\"", " part=\"4\"", "package-xml"},
	{"a part without parts", "manifest.xml", " parts=\"3\"", "", "package-xml"},
	{"a part before the first", "manifest.xml", " part=\"1\"", " part=\"0\"", "package-xml xml-schema"},
	{"another part", "manifest.xml", " part=\"1\"", " part=\"2\"",
	 "package-carried package-group package-root set-part-alone"},
	{"another whole", "manifest.xml", " whole=\"", " whole=\"0000000000000000000000000000000000000000000000000000000000000000\" was=\"",
	 "package-group package-whole set-part-alone xml-schema xml-unknown"},
	{"a whole that is no digest", "manifest.xml", " whole=\"", " whole=\"x", "package-xml xml-schema"},
	{"no whole", "manifest.xml", " whole=\"", " was=\"", "package-xml xml-schema"},
	{"fewer files", "manifest.xml", " whole-files=\"8\"", " whole-files=\"7\"", "package-whole set-part-alone"},
	{"more bytes", "manifest.xml", " whole-bytes=\"", " whole-bytes=\"1", "package-whole set-part-alone"},
	{"the version of a whole", "manifest.xml", " version=\"1.1\"", " version=\"1.0\"", "package-xml"},
	{"a file elsewhere under another name", "manifest.xml", ELSEWHERE, "data/I-1-1-2-1/x\" carried=\"3\"", "package-whole set-part-alone"},
	{"two files elsewhere of one path", "manifest.xml", ELSEWHERE, "data/I-1-1-2-1/03-考核办法.pdf\" carried=\"3\"",
	 "package-file-twice package-whole set-part-alone"},
	{"a file elsewhere at the path of one that is here", "manifest.xml", ELSEWHERE, "data/I-1-1-1-1/02-补充通知 完成率95％.pdf\" carried=\"3\"",
	 "package-file-twice package-whole set-part-alone"},
	{"paths that differ by case only", "manifest.xml", ELSEWHERE, "data/I-1-1-2-1/03-考核办法.PDF\" carried=\"3\"",
	 "entry-collision package-whole set-part-alone"},
	{"a file where a folder is", "manifest.xml", ELSEWHERE, "data/I-1-1-1-1\" carried=\"3\"",
	 "entry-conflict package-whole set-part-alone"},
	{"a path out of the payload", "manifest.xml", ELSEWHERE, "bagit.txt\" carried=\"3\"",
	 "package-carried package-whole set-part-alone xml-schema"},
	{"a path out of everything", "manifest.xml", ELSEWHERE, "../../x\" carried=\"3\"", "package-xml xml-schema"},
	{"a file elsewhere without a path", "manifest.xml", "package-path=\"" ELSEWHERE, "carried=\"3\"",
	 "package-carried package-whole set-part-alone"},
	{"a file that is here said to be elsewhere", "manifest.xml", "02-补充通知 完成率95％.pdf\"", "02-补充通知 完成率95％.pdf\" carried=\"2\"",
	 "package-file-undescribed " SOUND},
	{"another number in the root", "manifest.xml", "-1of3\"", "-2of3\"", "package-root set-part-alone"},
	{"a root that is not of a part", "manifest.xml", "-1of3\"", "\"", "package-root set-part-alone"},
	{"another group", "bag-info.txt", "Bag-Group-Identifier: ", "Bag-Group-Identifier: 0", "package-group " SOUND},
	{"another count", "bag-info.txt", "1 of 3", "1 of 4", "package-group " SOUND},
	{"no count", "bag-info.txt", "Bag-Count", "Bag-Number", "package-group " SOUND},
	{"a base that is not described", "manifest.xml", " parts=\"3\"/>", " parts=\"3\"><base id=\"x\"/></package>", "package-xml xml-schema"},
};
#define NUM_LIES (sizeof lies / sizeof lies[0])

START_TEST(each_lie_is_found_for_the_right_reason)
{
	struct set_package sound;
	size_t wrong = 0;

	set_split("set.zip");
	sound = packed[0];
	for (size_t i = 0; i < NUM_LIES; i++) {
		const struct bag_edit edits[BAG_MAX_EDITS] = {{BAG_REPLACE, lies[i].file, lies[i].text, lies[i].with}};
		char *found;

		packed[0] = sound;
		set_change(0, edits, TAIZHANG_FORMAT_TAR);
		found = set_ids(packed[0].path, NULL, NULL);
		if (strcmp(found, lies[i].expected) != 0) {
			fprintf(stderr, "%s: \"%s\" expected, \"%s\" found\n", lies[i].name, lies[i].expected, found);
			wrong++;
		}
		free(found);
	}
	ck_assert_uint_eq(wrong, 0);
}
END_TEST

START_TEST(a_part_is_known_by_its_getters)
{
	struct taizhang_package *package;
	const struct taizhang_ledger *inside;
	const char *id = NULL;
	size_t here = 0, there = 0;

	set_split("set.zip");
	package = taizhang_package_open(packed[1].path, NULL, NULL, &err);
	tz_assert_ptr(package, &err);
	ck_assert_uint_eq(taizhang_package_part(package), 2);
	ck_assert_uint_eq(taizhang_package_parts(package), 3);
	ck_assert_uint_eq(strlen(taizhang_package_whole(package)), 64);
	ck_assert_uint_eq(strlen(taizhang_package_tags(package)), 64);
	ck_assert_uint_eq(taizhang_package_whole_files(package), 8);
	ck_assert_uint_eq(taizhang_package_whole_bytes(package), 345 * 1024);
	ck_assert_uint_eq(taizhang_package_num_bases(package), 0);
	ck_assert_int_eq(taizhang_package_get_base(package, 0, &id, NULL, NULL), -1);
	ck_assert_str_eq(taizhang_package_version(package), "1.1");
	inside = taizhang_package_ledger(package);
	for (size_t i = 0; i < taizhang_ledger_num_items(inside); i++) {
		const struct taizhang_node *item = taizhang_ledger_get_item(inside, i);

		for (size_t j = 0; j < taizhang_ledger_num_records(inside, item); j++) {
			const struct taizhang_record *record = taizhang_ledger_get_record(inside, item, j);

			for (size_t k = 0; k < taizhang_record_num_files(record); k++) {
				unsigned int part = taizhang_file_carried(taizhang_record_get_file(record, k));

				ck_assert(part == 0 || part == 1 || part == 3);
				here += part == 0;
				there += part != 0;
			}
		}
	}
	ck_assert_uint_eq(here, taizhang_package_files(package));
	ck_assert_uint_eq(here + there, 8);
	taizhang_package_free(package);
}
END_TEST

START_TEST(a_package_that_is_whole_says_so)
{
	struct taizhang_package *package;

	set_pack("one.zip", 0, NULL);
	package = taizhang_package_open(packed[0].path, NULL, NULL, &err);
	tz_assert_ptr(package, &err);
	ck_assert(!tz_package_is_partial(package));
	ck_assert(tz_package_is_complete(package));
	ck_assert_uint_eq(taizhang_package_part(package), 0);
	ck_assert_str_eq(taizhang_package_whole(package), "");
	taizhang_package_free(package);
	ck_assert_uint_eq(taizhang_package_parts(NULL), 0);
	ck_assert_uint_eq(taizhang_package_whole_files(NULL), 0);
	ck_assert_uint_eq(taizhang_package_whole_bytes(NULL), 0);
	ck_assert_uint_eq(taizhang_package_num_bases(NULL), 0);
	ck_assert_uint_eq(taizhang_file_carried(NULL), 0);
	ck_assert_str_eq(taizhang_package_tags(NULL), "");
}
END_TEST

START_TEST(a_whole_says_nothing_of_other_places)
{
	static const struct bag_edit edits[BAG_MAX_EDITS] = {
		{BAG_REPLACE, "manifest.xml", "02-补充通知 完成率95％.pdf\"", "02-补充通知 完成率95％.pdf\" carried=\"2\""},
	};

	set_pack("one.zip", 0, NULL);
	set_change(0, edits, TAIZHANG_FORMAT_ZIP);
	set_verify(packed[0].path, NULL, NULL, "package-carried package-file-undescribed");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("package_whole");
	TCase *whole = add_behaviour(suite, "of the whole");

	tcase_add_test(whole, each_lie_is_found_for_the_right_reason);
	tcase_add_test(whole, a_part_is_known_by_its_getters);
	tcase_add_test(whole, a_package_that_is_whole_says_so);
	tcase_add_test(whole, a_whole_says_nothing_of_other_places);
	return suite;
}
