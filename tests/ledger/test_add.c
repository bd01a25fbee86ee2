/* SPDX-License-Identifier: MIT */
/* test_add.c: files come into an item's folder all together or not at all, and never over others. */
#include <string.h>
#include <sys/stat.h>

#include "ledger/small.h"

static int add(const char *item, const char *const *paths, size_t num)
{
	taizhang_findings_free(small.findings);
	small.findings = taizhang_findings_new(&small.err);
	taizhang_error_clear(&small.err);
	return taizhang_ledger_add(small.ledger, item, paths, num, NULL, &small.summary, small.findings, &small.err);
}
#define ADD(item, ...) add(item, (const char *const[]){__VA_ARGS__}, \
			   sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))

static bool is_there(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0;
}

START_TEST(files_are_copied_and_scanned)
{
	const char *a = temp_write_text("in/通知.docx", "a"), *b = temp_write_text("in/通知-盖章页.jpg", "b");

	ck_assert_int_eq(temp_shell("touch -d 2017-03-01T00:00:00Z '%s'", a), 0);
	tz_assert_ok(ADD("m001", a, b), &small.err);
	ck_assert_uint_eq(small.summary.new_files, 2);
	ck_assert_uint_eq(small_records(NOTICE), 1);
	ck_assert_uint_eq(taizhang_record_num_files(small_record(NOTICE, 1)), 2);
	ck_assert(is_there(a) && is_there(small_disk(NOTICE, "通知.docx")));
	ck_assert_int_eq(taizhang_file_mtime(taizhang_record_get_file(small_record(NOTICE, 1), 1)), 1488326400);
	small_none("");
}
END_TEST

START_TEST(the_same_bytes_are_not_copied_again)
{
	tz_assert_ok(ADD(NOTICE, temp_write_text("in/通知.docx", "a")), &small.err);
	tz_assert_ok(ADD(NOTICE, temp_write_text("in/换名.docx", "a")), &small.err);
	ck_assert_uint_eq(small_records(NOTICE), 1);
	ck_assert_str_eq(taizhang_finding_found(small_find("scan-already")), small_path(NOTICE, "通知.docx"));
	/* Not even where they were never scanned, and where one call names them twice. */
	small_write(NOTICE, "新.docx", "new");
	tz_assert_ok(ADD(NOTICE, temp_write_text("in/新.docx", "new"), temp_write_text("in/x.docx", "x"),
			 temp_write_text("in/y.docx", "x")), &small.err);
	ck_assert_uint_eq(small_count("scan-already"), 2);
	ck_assert_uint_eq(small.summary.files, 3);
}
END_TEST

START_TEST(bytes_that_were_there_once_are_copied_again)
{
	tz_assert_ok(ADD(NOTICE, temp_write_text("in/通知.docx", "a")), &small.err);
	ck_assert_int_eq(temp_shell("rm '%s'", small_disk(NOTICE, "通知.docx")), 0);
	tz_assert_ok(ADD(NOTICE, temp_path("in/通知.docx")), &small.err);
	ck_assert(is_there(small_disk(NOTICE, "通知.docx")));
	small_none("scan-already");
	ck_assert_uint_eq(small_records(NOTICE), 1);
}
END_TEST

START_TEST(a_taken_name_gets_a_number)
{
	tz_assert_ok(ADD(NOTICE, temp_write_text("in/通知.docx", "a")), &small.err);
	tz_assert_ok(ADD(NOTICE, temp_write_text("in/通知.docx", "b")), &small.err);
	tz_assert_ok(ADD(NOTICE, temp_write_text("in/通知.docx", "c")), &small.err);
	ck_assert(is_there(small_disk(NOTICE, "通知 (2).docx")));
	ck_assert(is_there(small_disk(NOTICE, "通知 (3).docx")));
	ck_assert_uint_eq(small.summary.files, 3);
}
END_TEST

START_TEST(one_bad_file_leaves_nothing_of_the_others)
{
	const char *a = temp_write_text("in/a.docx", "a");

	ck_assert_int_eq(ADD(NOTICE, a, temp_path("in/none.docx")), -1);
	tz_assert_code(&small.err, TAIZHANG_E_IO);
	ck_assert(!is_there(small_disk(NOTICE, "a.docx")));
	ck_assert_uint_eq(small_records(NOTICE), 0);
	ck_assert_int_eq(ADD(NOTICE, a, temp_path("in")), -1);
	tz_assert_code(&small.err, TAIZHANG_E_INVAL);
	ck_assert(!is_there(small_disk(NOTICE, "a.docx")));
}
END_TEST

static int stop_late(void *data)
{
	return ++*(int *)data > 4;
}

START_TEST(a_cancelled_add_takes_its_copies_back)
{
	struct taizhang_scan_options options = TAIZHANG_SCAN_OPTIONS_INIT;
	const char *paths[] = {temp_write_text("in/a.docx", "a"), temp_write_text("in/b.docx", "b")};
	int asked = 0;

	ck_assert_int_eq(temp_shell("rmdir '%s'", small_disk(NOTICE, "")), 0);
	options.progress.cancel = stop_late;
	options.progress.data = &asked;
	ck_assert_int_eq(taizhang_ledger_add(small.ledger, NOTICE, paths, 2, &options, NULL, NULL, &small.err), -1);
	tz_assert_code(&small.err, TAIZHANG_E_CANCELLED);
	ck_assert(!is_there(small_disk(NOTICE, "")));
	ck_assert_uint_eq(small_records(NOTICE), 0);
}
END_TEST

START_TEST(a_missing_folder_is_made_and_a_renamed_one_found)
{
	ck_assert_int_eq(temp_shell("rmdir '%s' && mv '%s' '%s'", small_disk(NOTICE, ""),
				    small_disk(REPORT, ""), temp_path("台账/materials/" REPORT "-改过名")), 0);
	tz_assert_ok(ADD(NOTICE, temp_write_text("in/a.docx", "a")), &small.err);
	ck_assert(is_there(small_disk(NOTICE, "a.docx")));
	tz_assert_ok(ADD(REPORT, temp_write_text("in/b.docx", "b")), &small.err);
	ck_assert(is_there(temp_path("台账/materials/" REPORT "-改过名/b.docx")));
}
END_TEST

START_TEST(names_are_made_fit_and_junk_is_not_taken)
{
	tz_assert_ok(ADD(NOTICE, temp_write_text("in/\xCD\xA8\xD6\xAA.docx", "a"),
			 temp_write_text("in/Thumbs.db", "x")), &small.err);
	ck_assert(is_there(small_disk(NOTICE, "通知.docx")));
	ck_assert(!is_there(small_disk(NOTICE, "Thumbs.db")));
	ck_assert_uint_eq(small_count("scan-junk"), 1);
}
END_TEST

struct seen {
	uint64_t done, total;
};

static void see(void *data, uint64_t done, uint64_t total, const char *current)
{
	struct seen *seen = data;

	(void)current;
	ck_assert(done >= seen->done && done <= total);
	*seen = (struct seen){done, total};
}

START_TEST(progress_goes_on_from_copying_to_scanning)
{
	struct taizhang_scan_options options = TAIZHANG_SCAN_OPTIONS_INIT;
	const char *path = temp_write_text("in/a.docx", "0123456789");
	struct seen seen = {0, 0};

	options.progress.progress = see;
	options.progress.data = &seen;
	tz_assert_ok(taizhang_ledger_add(small.ledger, NOTICE, &path, 1, &options, NULL, NULL, &small.err), &small.err);
	ck_assert_uint_eq(seen.done, seen.total);
	ck_assert_uint_eq(seen.total, 30);
}
END_TEST

static int seen_source;

static void write_more(void *data, uint64_t done, uint64_t total, const char *current)
{
	(void)done;
	(void)total;
	if (current && strstr(current, "grows.docx") && ++seen_source == *(const int *)data)
		ck_assert_int_eq(temp_shell("echo more >> '%s'", temp_path("in/grows.docx")), 0);
}

/* While it is digested first; while it is copied; and between the two, when only the digests tell. */
START_TEST(a_source_that_changes_is_named_and_nothing_is_left)
{
	static char bytes[600000];
	struct taizhang_scan_options options = TAIZHANG_SCAN_OPTIONS_INIT;
	int at = _i + 2;
	const char *path = temp_write("in/grows.docx", bytes, sizeof bytes);

	seen_source = 0;
	options.progress.progress = write_more;
	options.progress.data = &at;
	ck_assert_int_eq(taizhang_ledger_add(small.ledger, NOTICE, &path, 1, &options, NULL, NULL, &small.err), -1);
	ck_assert_str_eq(taizhang_error_id(&small.err), "file-changed");
	ck_assert_str_eq(small.err.where, path);
	ck_assert(!is_there(small_disk(NOTICE, "grows.docx")));
}
END_TEST

START_TEST(wrong_items_and_ledgers_are_refused)
{
	const char *path = temp_write_text("in/a.docx", "a");

	ck_assert_int_eq(ADD("I-9-9", path), -1);
	tz_assert_code(&small.err, TAIZHANG_E_NOT_FOUND);
	ck_assert_int_eq(ADD("I-1-1", path), -1);
	tz_assert_code(&small.err, TAIZHANG_E_NOT_FOUND);
	ck_assert_int_eq(ADD(NULL, path), -1);
	tz_assert_code(&small.err, TAIZHANG_E_INVAL);
	ck_assert_int_eq(add(NOTICE, NULL, 1), -1);
	tz_assert_code(&small.err, TAIZHANG_E_INVAL);
	ck_assert_int_eq(ADD(NOTICE, path, NULL), -1);
	tz_assert_code(&small.err, TAIZHANG_E_INVAL);
	tz_assert_ok((taizhang_error_clear(&small.err), taizhang_ledger_save(small.ledger, &small.err)), &small.err);
	taizhang_ledger_free(small.ledger);
	small.ledger = taizhang_ledger_open(temp_path("台账"), TAIZHANG_OPEN_READ, NULL, &small.err);
	ck_assert_int_eq(ADD(NOTICE, path), -1);
	tz_assert_code(&small.err, TAIZHANG_E_STATE);
	ck_assert_int_eq(taizhang_ledger_add(NULL, NOTICE, &path, 1, NULL, NULL, NULL, NULL), -1);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("add");
	TCase *copies = tcase_create("copies"), *refuses = tcase_create("refuses");

	tcase_add_checked_fixture(copies, small_begin_official, small_end);
	tcase_add_test(copies, files_are_copied_and_scanned);
	tcase_add_test(copies, the_same_bytes_are_not_copied_again);
	tcase_add_test(copies, bytes_that_were_there_once_are_copied_again);
	tcase_add_test(copies, a_taken_name_gets_a_number);
	tcase_add_test(copies, a_missing_folder_is_made_and_a_renamed_one_found);
	tcase_add_test(copies, names_are_made_fit_and_junk_is_not_taken);
	tcase_add_test(copies, progress_goes_on_from_copying_to_scanning);
	suite_add_tcase(suite, copies);
	tcase_add_checked_fixture(refuses, small_begin_official, small_end);
	tcase_add_test(refuses, one_bad_file_leaves_nothing_of_the_others);
	tcase_add_test(refuses, a_cancelled_add_takes_its_copies_back);
	tcase_add_loop_test(refuses, a_source_that_changes_is_named_and_nothing_is_left, 0, 6);
	tcase_add_test(refuses, wrong_items_and_ledgers_are_refused);
	suite_add_tcase(suite, refuses);
	return suite;
}
