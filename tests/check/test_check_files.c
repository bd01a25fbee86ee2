/* SPDX-License-Identifier: MIT */
/* test_check_files.c: files that are gone, changed, empty or not recorded. */
#include <stdio.h>
#include <string.h>

#include "check/check.h"
#include "ledger/digest_cache.h"
#include "ledger/scan.h"
#include "ledger/small.h"

static void begin(void)
{
	small_begin_official();
	small_write(NOTICE, "通知.docx", "abc");
	small_scan();
}

static void check_ledger_only(void)
{
	struct taizhang_check_options options = TAIZHANG_CHECK_OPTIONS_INIT;

	options.look_at_files = false;
	taizhang_findings_free(small.findings);
	small.findings = taizhang_findings_new(&small.err);
	tz_assert_ok(taizhang_check(small.ledger, &options, small.findings, &small.err), &small.err);
}

START_TEST(files_as_recorded_are_right)
{
	small_check(NULL);
	small_none("file-missing");
	small_none("file-changed");
	small_none("file-empty");
	small_none("file-undigested");
	small_none("file-unrecorded");
}
END_TEST

START_TEST(a_file_that_is_gone_is_an_error)
{
	ck_assert_int_eq(temp_shell("rm '%s'", small_disk(NOTICE, "通知.docx")), 0);
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_file(small_find("file-missing")), small_path(NOTICE, "通知.docx"));
	ck_assert_int_eq(taizhang_finding_severity(small_find("file-missing")), TAIZHANG_ERROR);
	/* Without a look at the disk, what the last scan saw counts. */
	check_ledger_only();
	small_none("file-missing");
	small_scan();
	check_ledger_only();
	ck_assert_uint_eq(small_count("file-missing"), 1);
}
END_TEST

START_TEST(a_missing_materials_folder_is_no_failure)
{
	ck_assert_int_eq(temp_shell("rm -r '%s'", temp_path("台账/materials")), 0);
	small_check(NULL);
	ck_assert_uint_eq(small_count("file-missing"), 1);
}
END_TEST

START_TEST(a_link_in_the_place_of_a_file_is_no_file)
{
	ck_assert_int_eq(temp_shell("mv '%s' '%s' && ln -s '%s' '%s'", small_disk(NOTICE, "通知.docx"), temp_path("away"),
				    temp_path("away"), small_disk(NOTICE, "通知.docx")), 0);
	small_check(NULL);
	ck_assert_uint_eq(small_count("file-missing"), 1);
}
END_TEST

START_TEST(other_bytes_are_an_error_of_any_length)
{
	small_write(NOTICE, "通知.docx", "abcd");
	small_check(NULL);
	ck_assert_int_eq(taizhang_finding_severity(small_find("file-changed")), TAIZHANG_ERROR);
	small_write(NOTICE, "通知.docx", "xyz");
	ck_assert_int_eq(temp_shell("touch -d 2001-01-01 '%s'", small_disk(NOTICE, "通知.docx")), 0);
	small_check(NULL);
	ck_assert_uint_eq(small_count("file-changed"), 1);
}
END_TEST

START_TEST(another_time_with_the_same_bytes_is_nothing)
{
	ck_assert_int_eq(temp_shell("touch -d 2001-01-01 '%s'", small_disk(NOTICE, "通知.docx")), 0);
	small_check(NULL);
	small_none("file-changed");
}
END_TEST

static void see_end(void *data, uint64_t done, uint64_t total, const char *current)
{
	uint64_t *seen = data;

	(void)current;
	ck_assert_uint_le(done, total);
	seen[0] = done;
	seen[1] = total;
}

START_TEST(what_must_be_read_shows_in_the_progress)
{
	struct taizhang_check_options options = TAIZHANG_CHECK_OPTIONS_INIT;
	uint64_t seen[2] = {1, 2};

	ck_assert_int_eq(temp_shell("touch -d 2001-01-01 '%s'", small_disk(NOTICE, "通知.docx")), 0);
	options.progress.progress = see_end;
	options.progress.data = seen;
	tz_assert_ok(taizhang_check(small.ledger, &options, small.findings, &small.err), &small.err);
	ck_assert_uint_eq(seen[0], 3);
	ck_assert_uint_eq(seen[1], 3);
}
END_TEST

static uint64_t read_by_check(int seconds)
{
	struct taizhang_check_options options = TAIZHANG_CHECK_OPTIONS_INIT;
	uint64_t seen[2] = {0, 0};

	options.progress.progress = see_end;
	options.progress.data = seen;
	taizhang_findings_free(small.findings);
	small.findings = taizhang_findings_new(&small.err);
	tz_assert_ok(tz_check_at(small.ledger, &options, tz_digest_cache_clock() + seconds * INT64_C(1000000000),
				 small.findings, &small.err), &small.err);
	return seen[1];
}

static void scan_later(void)
{
	tz_assert_ok(tz_scan_at(small.ledger, NULL, tz_digest_cache_clock() + INT64_C(10000000000), &small.summary, NULL,
				&small.err), &small.err);
}

START_TEST(what_the_last_scan_read_is_not_read)
{
	ck_assert_int_eq(temp_shell("touch -d 2001-01-01 '%s'", small_disk(NOTICE, "通知.docx")), 0);
	scan_later();
	ck_assert_uint_eq(read_by_check(10), 0);
	small_none("file-changed");
	/* without what was remembered, the record's word counts */
	ck_assert_int_eq(temp_shell("rm '%s'", temp_path("台账/" TZ_DIGEST_CACHE_NAME)), 0);
	ck_assert_uint_eq(read_by_check(10), 0);
	small_none("file-changed");
}
END_TEST

START_TEST(what_was_touched_as_it_was_scanned_is_read)
{
	/* begin() has just written and scanned it */
	ck_assert_uint_eq(read_by_check(0), 3);
	scan_later();
	ck_assert_uint_eq(read_by_check(10), 0);
}
END_TEST

START_TEST(bytes_that_changed_behind_a_time_that_was_put_back_are_seen)
{
	const char *path = small_disk(NOTICE, "通知.docx");

	scan_later();
	ck_assert_int_eq(temp_shell("touch -r '%s' '%s' && printf xyz > '%s' && touch -r '%s' '%s'", path, temp_path("time"), path,
				    temp_path("time"), path), 0);
	ck_assert_uint_eq(read_by_check(10), 3);
	ck_assert_uint_eq(small_count("file-changed"), 1);
	scan_later();
	ck_assert_uint_eq(read_by_check(10), 0);
	small_none("file-changed");
}
END_TEST

START_TEST(bytes_that_only_a_scan_knows_that_was_not_saved_are_not_those_of_the_record)
{
	scan_later();
	small_reopen();
	small_write(NOTICE, "通知.docx", "xyz");
	scan_later();
	taizhang_ledger_free(small.ledger);
	small.ledger = taizhang_ledger_open(temp_path("台账"), TAIZHANG_OPEN_READ, NULL, &small.err);
	tz_assert_ptr(small.ledger, &small.err);
	ck_assert_uint_eq(read_by_check(10), 0);
	ck_assert_uint_eq(small_count("file-changed"), 1);
}
END_TEST

START_TEST(an_empty_file_is_an_error)
{
	small_write(TABLE, "表.xlsx", "");
	small_scan();
	small_check(NULL);
	ck_assert_str_eq(taizhang_finding_item(small_find("file-empty")), TABLE);
	ck_assert_int_eq(taizhang_finding_severity(small_find("file-empty")), TAIZHANG_ERROR);
}
END_TEST

START_TEST(files_that_nobody_scanned_are_counted)
{
	small_write(NOTICE, "新.docx", "a");
	small_write(TABLE, "表.xlsx", "b");
	small_write(TABLE, "Thumbs.db", "b");
	temp_write_text("台账/materials/散落.docx", "c");
	small_check(NULL);
	ck_assert_uint_eq(small_count("file-unrecorded"), 1);
	ck_assert_str_eq(taizhang_finding_found(small_find("file-unrecorded")), "新.docx、表.xlsx、散落.docx");
}
END_TEST

START_TEST(many_gone_files_of_an_item_are_one_finding)
{
	char name[32];

	for (int i = 0; i < 9; i++) {
		snprintf(name, sizeof name, "%d.docx", i);
		small_write(OPINION, name, name);
	}
	small_scan();
	ck_assert_int_eq(temp_shell("rm -r '%s'", small_disk(OPINION, "")), 0);
	small_check(NULL);
	ck_assert_uint_eq(small_count("file-missing"), 1);
	ck_assert_str_eq(taizhang_finding_found(small_find("file-missing")), "0.docx、1.docx、2.docx…");
}
END_TEST

START_TEST(a_file_without_a_digest_is_said)
{
	small_reopen();
	ck_assert_int_eq(temp_shell("sed -i 's/ sha256=\"[0-9a-f]*\"//' '%s'", temp_path("台账/ledger.xml")), 0);
	taizhang_ledger_free(small.ledger);
	small.ledger = taizhang_ledger_open(temp_path("台账"), TAIZHANG_OPEN_WRITE, NULL, &small.err);
	tz_assert_ptr(small.ledger, &small.err);
	small_check(NULL);
	ck_assert_uint_eq(small_count("file-undigested"), 1);
	small_scan();
	small_check(NULL);
	small_none("file-undigested");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("check_files");
	TCase *looks = tcase_create("looks");

	tcase_add_checked_fixture(looks, begin, small_end);
	tcase_add_test(looks, files_as_recorded_are_right);
	tcase_add_test(looks, a_file_that_is_gone_is_an_error);
	tcase_add_test(looks, a_missing_materials_folder_is_no_failure);
	tcase_add_test(looks, a_link_in_the_place_of_a_file_is_no_file);
	tcase_add_test(looks, other_bytes_are_an_error_of_any_length);
	tcase_add_test(looks, another_time_with_the_same_bytes_is_nothing);
	tcase_add_test(looks, what_must_be_read_shows_in_the_progress);
	tcase_add_test(looks, what_the_last_scan_read_is_not_read);
	tcase_add_test(looks, what_was_touched_as_it_was_scanned_is_read);
	tcase_add_test(looks, bytes_that_changed_behind_a_time_that_was_put_back_are_seen);
	tcase_add_test(looks, bytes_that_only_a_scan_knows_that_was_not_saved_are_not_those_of_the_record);
	tcase_add_test(looks, an_empty_file_is_an_error);
	tcase_add_test(looks, files_that_nobody_scanned_are_counted);
	tcase_add_test(looks, many_gone_files_of_an_item_are_one_finding);
	tcase_add_test(looks, a_file_without_a_digest_is_said);
	suite_add_tcase(suite, looks);
	return suite;
}
