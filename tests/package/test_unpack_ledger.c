/* SPDX-License-Identifier: MIT */
/* test_unpack_ledger.c: tests of lib/package/unpack_ledger.c: the ledger that was packed comes back. */
#include <taizhang/package.h>
#include <taizhang/scan.h>

#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "ledger/ledger.h"
#include "package/bag_case.h"
#include "package/ledgers.h"

#define ROOT "包头市-2017-市教育局"
#define FIRST "materials/I-1-1-1-1 党的十九大精神学习宣传工作方案/关于学习宣传的通知.txt"
#define LAST "materials/I-1-1-2-1 党委中心组学习与干部学习考核制度/考核制度.pdf"

static const enum taizhang_format formats[] = {
	TAIZHANG_FORMAT_ZIP, TAIZHANG_FORMAT_TAR, TAIZHANG_FORMAT_TAR_GZ, TAIZHANG_FORMAT_TAR_ZST,
};
#define NUM_FORMATS 4

static struct taizhang_error err;
static struct taizhang_unpack_options options;
static struct taizhang_ledger *ledger;
static char package[4096];

static void pack(const struct taizhang_ledger *from, const char *name, enum taizhang_format format)
{
	struct taizhang_pack_options packing = TAIZHANG_PACK_OPTIONS_INIT;

	packing.format = format;
	packing.digests = TAIZHANG_DIGEST_SHA256 | TAIZHANG_DIGEST_SM3;
	packing.allow_incomplete = packing.force = true;
	snprintf(package, sizeof package, "%s", temp_path(name));
	tz_assert_ok(taizhang_pack(from, package, &packing, NULL, NULL, &err), &err);
}

static void set_up(void)
{
	taizhang_error_clear(&err);
	options = (struct taizhang_unpack_options)TAIZHANG_UNPACK_OPTIONS_INIT;
	options.as_ledger = true;
	ledger = make_filled_ledger("ledger");
	/* a time of their own, long before they are unpacked */
	ck_assert_int_eq(temp_shell("find '%s' -type f -name '*.*' -path '*materials*' -exec touch -d '2016-02-29 12:00:00.123456789Z' {} +",
				    taizhang_ledger_directory(ledger)), 0);
	scan_and_save(ledger);
}

static void tear_down(void)
{
	taizhang_ledger_free(ledger);
	temp_remove();
}

static void unpack(void)
{
	struct taizhang_unpack_result result;

	tz_assert_ok(taizhang_unpack(package, temp_path("out"), &options, &result, NULL, &err), &err);
	ck_assert_str_eq(result.root, "");
}

/* Names, bytes and times of all files, and the folders: nothing less, nothing more. */
static void assert_equal_folders(void)
{
	static const char list[] = "find . -name .taizhang-digests -o -type f -printf '%P %s %T@\n' -o -type d -printf '%P/\n' | LC_ALL=C sort";

	/* What a scan remembers is no part of a ledger; what the ledger's own documents were changed at is not kept: they are
	 * written anew. */
	ck_assert_int_eq(temp_shell("diff -r -x .taizhang-digests '%s' '%s'", temp_path("ledger"), temp_path("out")), 0);
	ck_assert_int_eq(temp_shell("touch -r '%s' '%s'/*.xml '%s'/*.xml; cd '%s' && %s >../one; cd '%s' && %s >../other; cmp ../one ../other",
				    temp_dir(), temp_path("ledger"), temp_path("out"), temp_path("ledger"), list, temp_path("out"), list), 0);
}

static void assert_packs_to_the_same_bytes(enum taizhang_format format)
{
	struct taizhang_ledger *other = taizhang_ledger_open(temp_path("out"), TAIZHANG_OPEN_READ, NULL, &err);
	char first[4096];

	tz_assert_ptr(other, &err);
	strcpy(first, package);
	pack(other, "again", format);
	taizhang_ledger_free(other);
	ck_assert_int_eq(temp_shell("cmp '%s' '%s'", first, package), 0);
	strcpy(package, first);
}

START_TEST(the_ledger_comes_back_and_packs_to_the_same_bytes)
{
	pack(ledger, "package", formats[_i]);
	unpack();
	assert_equal_folders();
	assert_packs_to_the_same_bytes(formats[_i]);
}
END_TEST

START_TEST(an_empty_folder_that_was_given_becomes_the_ledger)
{
	pack(ledger, "package", TAIZHANG_FORMAT_ZIP);
	ck_assert_int_eq(mkdir(temp_path("out"), 0755), 0);
	unpack();
	assert_equal_folders();
}
END_TEST

START_TEST(a_rescan_finds_nothing_new)
{
	struct taizhang_scan_summary summary;
	struct taizhang_ledger *other;

	pack(ledger, "package", TAIZHANG_FORMAT_ZIP);
	unpack();
	other = taizhang_ledger_open(temp_path("out"), TAIZHANG_OPEN_WRITE, NULL, &err);
	tz_assert_ptr(other, &err);
	tz_assert_ok(taizhang_ledger_scan(other, NULL, &summary, NULL, &err), &err);
	ck_assert_uint_eq(summary.new_files + summary.changed_files + summary.moved_files + summary.missing_files, 0);
	taizhang_ledger_free(other);
}
END_TEST

START_TEST(file_names_have_the_bytes_that_they_had)
{
	static const char *const names[] = {
		"通知\xB0\xFC.txt", "\xB9\xD8\xD3\xDA.txt", "\xD5\x5C.txt", "back\\slash.txt", "line\nfeed.txt", "完成率95%.txt", "CON.txt", "点....",
		" blanks ", "-rf.txt", "C:x.txt", "\xC3\x28.txt", "A.txt", "a.TXT", "e\xCC\x81.txt", "\xC3\xA9.txt", "\xEF\xBF\xBF.txt", "\xFF/\xFE/x.txt",
	};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++)
		put_material(ledger, 0, names[i], names[i], strlen(names[i]));
	scan_and_save(ledger);
	pack(ledger, "package", formats[_i]);
	unpack();
	assert_equal_folders();
	assert_packs_to_the_same_bytes(formats[_i]);
}
END_TEST

START_TEST(what_was_entered_by_hand_comes_back)
{
	static const char *const rows[][3] = {
		{"M001/1", "number", "包教发〔2017〕12号"}, {"M001/1", "note", "“引号”<b>&amp;"}, {"M002", "owner", "资料员"},
		{"M002", "deadline", "2018-06-30"}, {"N01", "state", "none"}, {"T001", "value", "4.5"}, {".", "contact", "0472-0000000"},
	};

	for (size_t i = 0; i < sizeof rows / sizeof rows[0]; i++)
		tz_assert_ok(taizhang_ledger_set(ledger, rows[i][0], rows[i][1], rows[i][2], &err), &err);
	tz_assert_ok(taizhang_ledger_save(ledger, &err), &err);
	pack(ledger, "package", TAIZHANG_FORMAT_ZIP);
	unpack();
	assert_equal_folders();
	assert_packs_to_the_same_bytes(TAIZHANG_FORMAT_ZIP);
}
END_TEST

START_TEST(a_ledger_with_gaps_comes_back_with_them)
{
	/* one file went before it was scanned again, one after; an item has lost all it had */
	ck_assert_int_eq(temp_shell("cd '%s' && rm '" LAST "'", taizhang_ledger_directory(ledger)), 0);
	if (_i)
		scan_and_save(ledger);
	pack(ledger, "package", TAIZHANG_FORMAT_ZIP);
	unpack();
	assert_packs_to_the_same_bytes(TAIZHANG_FORMAT_ZIP);
	if (_i)
		assert_equal_folders();
	ck_assert_int_eq(temp_shell("test -d '%s'/materials/I-1-1-2-1*", temp_path("out")), 0);
}
END_TEST

START_TEST(an_item_without_material_has_its_folder)
{
	struct taizhang_ledger *empty = make_folder_ledger("less");

	put_material(empty, 1, "宣讲情况报告.docx", "PK", 2);
	scan_and_save(empty);
	pack(empty, "package", TAIZHANG_FORMAT_ZIP);
	taizhang_ledger_free(empty);
	unpack();
	ck_assert_int_eq(temp_shell("diff -r -x .taizhang-digests '%s' '%s'", temp_path("less"), temp_path("out")), 0);
}
END_TEST

START_TEST(a_folder_under_a_title_of_its_own_keeps_it)
{
	ck_assert_int_eq(temp_shell("cd '%s'/materials && mv I-1-1-2-1* 'I-1-1-2-1 考核'", taizhang_ledger_directory(ledger)), 0);
	scan_and_save(ledger);
	pack(ledger, "package", TAIZHANG_FORMAT_ZIP);
	unpack();
	assert_equal_folders();
}
END_TEST

/* The package with one text of manifest.xml replaced, sound otherwise. */
static void edit_manifest(const char *text, const char *with)
{
	const struct bag_edit edits[] = {{BAG_REPLACE, "manifest.xml", text, with}, {BAG_NO_EDIT, NULL, NULL, NULL}};

	pack(ledger, "package", TAIZHANG_FORMAT_TAR);
	ck_assert_int_eq(temp_shell("mkdir -p '%s' && LC_ALL=C.UTF-8 bsdtar -xf '%s' -C '%s'", temp_path("case"), package, temp_path("case")), 0);
	bag_edit(temp_path("case/" ROOT), edits);
	bag_list_tags(temp_path("case/" ROOT), "sha256");
	bag_list_tags(temp_path("case/" ROOT), "sm3");
	snprintf(package, sizeof package, "%s", bag_archive("case", ROOT, TAIZHANG_FORMAT_ZIP));
}

/* The package as such, where its manifest is one at all, lands as a bag. */
static void assert_no_ledger(int code, const char *id)
{
	ck_assert_int_eq(taizhang_unpack(package, temp_path("out"), &options, NULL, NULL, &err), -1);
	tz_assert_code(&err, code);
	ck_assert_str_eq(taizhang_error_id(&err), id);
	ck_assert_int_eq(access(temp_path("out"), F_OK), -1);
	ck_assert_int_eq(access(temp_path("evil"), F_OK), -1);
	ck_assert_int_eq(mkdir(temp_path("out"), 0755), 0);
	ck_assert_int_eq(taizhang_unpack(package, temp_path("out"), &options, NULL, NULL, NULL), -1);
	temp_assert_holds("out", "");
}

START_TEST(original_paths_that_climb_are_refused_with_the_manifest)
{
	static const char *const paths[] = {
		"../evil", "materials/../../evil", "materials/..", "/tmp/evil", "C:/evil", "materials\\evil", "materials//evil", "materials/a/", "",
		"materials/a&#10;b",
	};
	char with[256];

	snprintf(with, sizeof with, "path=\"%s\"", paths[_i]);
	edit_manifest("path=\"" LAST "\"", with);
	assert_no_ledger(TAIZHANG_E_REFUSED, "unpack-not-valid");
}
END_TEST

START_TEST(raw_paths_that_climb_are_refused_with_the_manifest)
{
	/* "../evil", "materials/../../evil", "/evil", "materials/\xFF/..", "materials//x", a NUL, an odd digit, "materials/." */
	static const char *const hex[] = {
		"2e2e2f6576696c", "6d6174657269616c732f2e2e2f2e2e2f6576696c", "2f6576696c", "6d6174657269616c732fff2f2e2e",
		"6d6174657269616c732f2f78", "6d6174657269616c732f0078", "6d6174657269616c732f7", "6d6174657269616c732f2e", "",
	};
	char with[512];

	snprintf(with, sizeof with, "path=\"" LAST "\" raw-path=\"%s\"", hex[_i]);
	edit_manifest("path=\"" LAST "\"", with);
	assert_no_ledger(TAIZHANG_E_REFUSED, "unpack-not-valid");
}
END_TEST

START_TEST(original_paths_outside_materials_or_on_top_of_each_other_are_refused)
{
	/* outside; the ledger's own documents; twice the same; a file where another's folder is, and the other way round; by raw bytes */
	static const char *const paths[] = {
		"path=\"evil\"", "path=\"ledger.xml\"", "path=\"materialsevil\"", "path=\"" FIRST "\"",
		"path=\"materials/I-1-1-1-1 党的十九大精神学习宣传工作方案\"", "path=\"" LAST "\" raw-path=\"6576696c\"",
		/* "materials" alone */
		"path=\"" LAST "\" raw-path=\"6d6174657269616c73\"",
	};

	edit_manifest("path=\"" LAST "\"", paths[_i]);
	assert_no_ledger(TAIZHANG_E_UNSAFE, "unpack-original");
	ck_assert_int_eq(rmdir(temp_path("out")), 0);
	taizhang_error_clear(&err);
	options.as_ledger = false;
	tz_assert_ok(taizhang_unpack(package, temp_path("out"), &options, NULL, NULL, &err), &err);
}
END_TEST

START_TEST(a_file_below_a_file_is_refused)
{
	edit_manifest("path=\"" LAST "\"", "path=\"" FIRST "/below\"");
	ck_assert_int_eq(taizhang_unpack(package, temp_path("out"), &options, NULL, NULL, &err), -1);
	ck_assert_int_eq(access(temp_path("out"), F_OK), -1);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("unpack_ledger");
	TCase *gives = tcase_create("gives back"), *refuses = tcase_create("refuses");

	tcase_add_checked_fixture(gives, set_up, tear_down);
	tcase_add_loop_test(gives, the_ledger_comes_back_and_packs_to_the_same_bytes, 0, NUM_FORMATS);
	tcase_add_test(gives, an_empty_folder_that_was_given_becomes_the_ledger);
	tcase_add_test(gives, a_rescan_finds_nothing_new);
	tcase_add_loop_test(gives, file_names_have_the_bytes_that_they_had, 0, NUM_FORMATS);
	tcase_add_test(gives, what_was_entered_by_hand_comes_back);
	tcase_add_loop_test(gives, a_ledger_with_gaps_comes_back_with_them, 0, 2);
	tcase_add_test(gives, an_item_without_material_has_its_folder);
	tcase_add_test(gives, a_folder_under_a_title_of_its_own_keeps_it);
	suite_add_tcase(suite, gives);
	tcase_add_checked_fixture(refuses, set_up, tear_down);
	tcase_add_loop_test(refuses, original_paths_that_climb_are_refused_with_the_manifest, 0, 10);
	tcase_add_loop_test(refuses, raw_paths_that_climb_are_refused_with_the_manifest, 0, 9);
	tcase_add_loop_test(refuses, original_paths_outside_materials_or_on_top_of_each_other_are_refused, 0, 7);
	tcase_add_test(refuses, a_file_below_a_file_is_refused);
	suite_add_tcase(suite, refuses);
	return suite;
}
