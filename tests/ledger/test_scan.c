/* SPDX-License-Identifier: MIT */
/* test_scan.c: a scan recognises what is new, changed, moved and gone, and keeps what people entered. */
#include <stdlib.h>
#include <string.h>

#include "ledger/small.h"

static const struct taizhang_file *file_of(const char *code, unsigned int ordinal, size_t index)
{
	return taizhang_record_get_file(small_record(code, ordinal), index);
}

/* A folder without its last byte, so that the shell can fill in the rest of a name. */
static void move(const char *from, const char *to)
{
	ck_assert_int_eq(temp_shell("mv '%s' '%s'", from, to), 0);
}

START_TEST(a_file_becomes_a_record_of_the_main_kind)
{
	small_write(NOTICE, "01-关于做好工作的通知.docx", "abc");
	small_scan();
	ck_assert_uint_eq(small.summary.new_files, 1);
	ck_assert_uint_eq(small.summary.new_records, 1);
	ck_assert_uint_eq(small.summary.records, 1);
	ck_assert_uint_eq(small.summary.files, 1);
	ck_assert_uint_eq(small.summary.bytes, 3);
	ck_assert_int_eq(taizhang_record_kind(small_record(NOTICE, 1)), TAIZHANG_KIND_NORMATIVE);
	ck_assert_str_eq(taizhang_record_title(small_record(NOTICE, 1)), "关于做好工作的通知");
	ck_assert_str_eq(taizhang_file_path(file_of(NOTICE, 1, 0)), small_path(NOTICE, "01-关于做好工作的通知.docx"));
	ck_assert_str_eq(taizhang_file_digest(file_of(NOTICE, 1, 0), (char[TAIZHANG_DIGEST_HEX_SIZE]){""}),
			 "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	ck_assert_uint_eq(taizhang_file_size(file_of(NOTICE, 1, 0)), 3);
	ck_assert_ptr_null(taizhang_file_raw_path(file_of(NOTICE, 1, 0)));
	small_none("");
}
END_TEST

START_TEST(a_second_scan_finds_nothing_to_do)
{
	small_write(NOTICE, "通知.docx", "abc");
	small_scan();
	small_reopen();
	small_scan();
	ck_assert_uint_eq(small.summary.same_files, 1);
	ck_assert_uint_eq(small.summary.new_files + small.summary.changed_files + small.summary.moved_files, 0);
	ck_assert_uint_eq(small.summary.new_records, 0);
	small_none("");
}
END_TEST

START_TEST(a_changed_file_is_said_and_keeps_its_record)
{
	small_write(NOTICE, "通知.docx", "abc");
	small_scan();
	small_set(NOTICE "/1", "number", "包教发〔2017〕1号");
	small_write(NOTICE, "通知.docx", "abcd");
	small_scan();
	ck_assert_uint_eq(small.summary.changed_files, 1);
	ck_assert_str_eq(taizhang_finding_file(small_find("scan-changed")), small_path(NOTICE, "通知.docx"));
	ck_assert_uint_eq(taizhang_finding_record(small_find("scan-changed")), 1);
	ck_assert_str_eq(taizhang_normative_number(small_record(NOTICE, 1)), "包教发〔2017〕1号");
	ck_assert_uint_eq(taizhang_file_size(file_of(NOTICE, 1, 0)), 4);
}
END_TEST

START_TEST(a_touched_file_is_the_same)
{
	small_write(NOTICE, "通知.docx", "abc");
	small_scan();
	ck_assert_int_eq(temp_shell("touch -d 2001-02-03T04:05:06Z '%s'", small_disk(NOTICE, "通知.docx")), 0);
	small_scan();
	ck_assert_uint_eq(small.summary.same_files, 1);
	ck_assert_int_eq(taizhang_file_mtime(file_of(NOTICE, 1, 0)), 981173106);
	ck_assert_int_eq(taizhang_file_mtime_ns(file_of(NOTICE, 1, 0)), 0);
	small_none("");
}
END_TEST

START_TEST(another_time_is_enough_to_look_again)
{
	const char *path = small_disk(NOTICE, "通知.docx");

	small_write(NOTICE, "通知.docx", "abc");
	ck_assert_int_eq(temp_shell("touch -d '2017-01-01 00:00:00.5' '%s'", path), 0);
	small_scan();
	small_write(NOTICE, "通知.docx", "xyz");
	ck_assert_int_eq(temp_shell("touch -d '2017-01-01 00:00:01.5' '%s'", path), 0);
	small_scan();
	ck_assert_uint_eq(small.summary.changed_files, 1);
	small_write(NOTICE, "通知.docx", "123");
	ck_assert_int_eq(temp_shell("touch -d '2017-01-01 00:00:01.6' '%s'", path), 0);
	small_scan();
	ck_assert_uint_eq(small.summary.changed_files, 1);
}
END_TEST

START_TEST(a_change_that_hides_behind_size_and_time_is_found)
{
	const char *path = small_disk(NOTICE, "通知.docx");

	small_write(NOTICE, "通知.docx", "abc");
	ck_assert_int_eq(temp_shell("touch -d 2017-01-01 '%s'", path), 0);
	small_scan();
	small_write(NOTICE, "通知.docx", "xyz");
	ck_assert_int_eq(temp_shell("touch -d 2017-01-01 '%s'", path), 0);
	small_scan();
	ck_assert_uint_eq(small.summary.changed_files, 1);
}
END_TEST

START_TEST(a_renamed_file_keeps_its_record)
{
	small_write(NOTICE, "通知.docx", "abc");
	small_scan();
	small_set(NOTICE "/1", "title", "正式标题");
	move(small_disk(NOTICE, "通知.docx"), small_disk(NOTICE, "新名字.docx"));
	small_scan();
	ck_assert_uint_eq(small.summary.moved_files, 1);
	ck_assert_uint_eq(small_records(NOTICE), 1);
	ck_assert_str_eq(taizhang_record_title(small_record(NOTICE, 1)), "正式标题");
	ck_assert_str_eq(taizhang_file_path(file_of(NOTICE, 1, 0)), small_path(NOTICE, "新名字.docx"));
	ck_assert_str_eq(taizhang_finding_found(small_find("scan-moved")), small_path(NOTICE, "通知.docx"));
	ck_assert_uint_eq(small.summary.missing_files, 0);
}
END_TEST

START_TEST(a_copy_is_new_while_the_first_is_still_there)
{
	small_write(NOTICE, "通知.docx", "abc");
	small_scan();
	small_write(NOTICE, "副本.docx", "abc");
	small_scan();
	ck_assert_uint_eq(small.summary.moved_files, 0);
	ck_assert_uint_eq(small.summary.new_files, 1);
	ck_assert_uint_eq(small_records(NOTICE), 2);
}
END_TEST

START_TEST(many_files_of_one_content_move_each_once)
{
	char name[32];

	for (int i = 0; i < 5; i++) {
		snprintf(name, sizeof name, "旧%d.docx", i);
		small_write(NOTICE, name, "same");
	}
	small_scan();
	small_set(NOTICE "/1", "note", "first");
	ck_assert_int_eq(temp_shell("cd '%s' && for i in 0 1 2 3 4; do mv 旧$i.docx 新$i.docx; done",
				    small_disk(NOTICE, "")), 0);
	small_scan();
	ck_assert_uint_eq(small.summary.moved_files, 5);
	ck_assert_uint_eq(small_records(NOTICE), 5);
	ck_assert_str_eq(taizhang_record_note(small_record(NOTICE, 1)), "first");
}
END_TEST

START_TEST(an_empty_file_that_went_is_not_an_empty_file_that_came)
{
	small_write(NOTICE, "甲.docx", "");
	small_scan();
	move(small_disk(NOTICE, "甲.docx"), small_disk(NOTICE, "乙.docx"));
	small_scan();
	ck_assert_uint_eq(small.summary.moved_files, 0);
	ck_assert_uint_eq(small.summary.missing_files, 1);
	ck_assert_uint_eq(small_records(NOTICE), 2);
}
END_TEST

START_TEST(a_record_moves_to_another_item_with_all_that_was_entered)
{
	small_write(NOTICE, "通知.docx", "abc");
	small_write(NOTICE, "通知-盖章页.jpg", "seal");
	small_write(NOTICE, "别的.docx", "other");
	small_scan();
	ck_assert_uint_eq(taizhang_record_num_files(small_record(NOTICE, 2)), 2);
	small_set(NOTICE "/2", "number", "包教发〔2017〕1号");
	ck_assert_int_eq(temp_shell("mv '%s'/通知* '%s'", small_disk(NOTICE, ""), small_disk(OPINION, "")), 0);
	small_scan();
	ck_assert_uint_eq(small.summary.moved_files, 2);
	ck_assert_uint_eq(small.summary.new_records, 0);
	ck_assert_uint_eq(small_records(NOTICE), 1);
	ck_assert_uint_eq(small_records(OPINION), 1);
	ck_assert_str_eq(taizhang_normative_number(small_record(OPINION, 1)), "包教发〔2017〕1号");
	ck_assert_uint_eq(taizhang_record_num_files(small_record(OPINION, 1)), 2);
	ck_assert_ptr_eq(taizhang_record_item(small_record(OPINION, 1)), small_item(OPINION));
}
END_TEST

START_TEST(a_part_of_a_record_in_another_item_is_new_there)
{
	small_write(NOTICE, "通知.docx", "abc");
	small_write(NOTICE, "通知-盖章页.jpg", "seal");
	small_scan();
	move(small_disk(NOTICE, "通知-盖章页.jpg"), small_disk(OPINION, "盖章页.jpg"));
	small_scan();
	ck_assert_uint_eq(small.summary.missing_files, 1);
	ck_assert_uint_eq(small.summary.new_files, 1);
	ck_assert_uint_eq(small_records(OPINION), 1);
	ck_assert(taizhang_file_is_missing(file_of(NOTICE, 1, 0)));
	ck_assert(!taizhang_file_is_missing(file_of(NOTICE, 1, 1)));
}
END_TEST

START_TEST(items_in_which_nothing_came_or_went_keep_all_but_what_the_disk_says)
{
	const struct taizhang_record *record;

	small_write(NOTICE, "通知.docx", "abc");
	small_write(REPORT, "报告.docx", "def");
	small_scan();
	small_set(NOTICE "/1/通知.docx", "role", "redhead");
	small_set(NOTICE "/1", "title", "标题");
	record = small_record(NOTICE, 1);
	small_write(NOTICE, "通知.docx", "longer");
	small_write(REPORT, "报告二.docx", "ghi");
	small_scan();
	ck_assert_ptr_eq(small_record(NOTICE, 1), record);
	ck_assert_str_eq(taizhang_record_title(record), "标题");
	ck_assert_int_eq(taizhang_file_role(file_of(NOTICE, 1, 0)), TAIZHANG_ROLE_REDHEAD);
	ck_assert_uint_eq(taizhang_file_size(file_of(NOTICE, 1, 0)), 6);
	ck_assert_uint_eq(small.summary.changed_files, 1);
	ck_assert_uint_eq(small.summary.new_files, 1);
	ck_assert_uint_eq(small.summary.records, 3);
}
END_TEST

START_TEST(a_gone_file_stays_marked_and_comes_back)
{
	small_write(NOTICE, "通知.docx", "abc");
	small_scan();
	small_set(NOTICE "/1", "issuer", "市教育局");
	move(small_disk(NOTICE, "通知.docx"), temp_path("away"));
	small_scan();
	ck_assert_uint_eq(small.summary.missing_files, 1);
	ck_assert_uint_eq(small.summary.files, 0);
	ck_assert(taizhang_file_is_missing(file_of(NOTICE, 1, 0)));
	ck_assert_str_eq(taizhang_finding_item(small_find("scan-missing")), NOTICE);
	move(temp_path("away"), small_disk(NOTICE, "通知.docx"));
	small_scan();
	ck_assert_uint_eq(small.summary.same_files, 1);
	ck_assert(!taizhang_file_is_missing(file_of(NOTICE, 1, 0)));
	ck_assert_str_eq(taizhang_normative_issuer(small_record(NOTICE, 1)), "市教育局");
	small_none("");
}
END_TEST

START_TEST(what_comes_under_the_stem_of_a_gone_file_goes_on_with_its_record)
{
	small_write(NOTICE, "通知.doc", "abc");
	small_scan();
	small_set(NOTICE "/1", "issuer", "市教育局");
	ck_assert_int_eq(temp_shell("rm '%s'", small_disk(NOTICE, "通知.doc")), 0);
	small_write(NOTICE, "通知.docx", "converted");
	small_scan();
	ck_assert_uint_eq(small_records(NOTICE), 1);
	ck_assert_uint_eq(taizhang_record_num_files(small_record(NOTICE, 1)), 2);
	ck_assert_str_eq(taizhang_normative_issuer(small_record(NOTICE, 1)), "市教育局");
	small_prune();
	ck_assert_uint_eq(taizhang_record_num_files(small_record(NOTICE, 1)), 1);
	ck_assert_uint_eq(small.summary.missing_files, 0);
}
END_TEST

START_TEST(prune_drops_what_is_gone_and_keeps_ordinals)
{
	small_write(NOTICE, "甲.docx", "a");
	small_write(NOTICE, "乙.docx", "b");
	small_scan();
	ck_assert_str_eq(taizhang_record_title(small_record(NOTICE, 1)), "乙");
	ck_assert_int_eq(temp_shell("rm '%s'", small_disk(NOTICE, "乙.docx")), 0);
	small_prune();
	ck_assert_uint_eq(small.summary.dropped_records, 1);
	ck_assert_str_eq(taizhang_finding_found(small_find("scan-dropped")), "乙");
	ck_assert_uint_eq(small_records(NOTICE), 1);
	ck_assert_str_eq(taizhang_record_title(small_record(NOTICE, 2)), "甲");
	small_write(NOTICE, "丙.docx", "c");
	small_scan();
	ck_assert_str_eq(taizhang_record_title(small_record(NOTICE, 3)), "丙");
}
END_TEST

START_TEST(new_records_take_ordinals_in_the_order_of_paths)
{
	small_write(NOTICE, "b.docx", "b");
	small_write(NOTICE, "a.docx", "a");
	small_scan();
	ck_assert_str_eq(taizhang_record_title(small_record(NOTICE, 1)), "a");
	ck_assert_str_eq(taizhang_record_title(small_record(NOTICE, 2)), "b");
	small_write(NOTICE, "0.docx", "0");
	small_scan();
	ck_assert_str_eq(taizhang_record_title(small_record(NOTICE, 3)), "0");
}
END_TEST

struct watch {
	uint64_t last, total;
	int calls, stop_after;
};

static void watch_progress(void *data, uint64_t done, uint64_t total, const char *current)
{
	struct watch *watch = data;

	(void)current;
	ck_assert(done >= watch->last && done <= total);
	watch->last = done;
	watch->total = total;
	watch->calls++;
}

static int watch_cancel(void *data)
{
	struct watch *watch = data;

	return watch->stop_after && watch->calls >= watch->stop_after;
}

START_TEST(progress_speaks_of_bytes_and_ends_at_all_of_them)
{
	struct taizhang_scan_options options = TAIZHANG_SCAN_OPTIONS_INIT;
	struct watch watch = {0, 0, 0, 0};

	small_write(NOTICE, "a.docx", "12345");
	ck_assert_int_eq(temp_shell("head -c 9000000 /dev/zero > '%s'", small_disk(NOTICE, "b.docx")), 0);
	options.progress = (struct taizhang_progress){watch_progress, watch_cancel, &watch};
	tz_assert_ok(taizhang_ledger_scan(small.ledger, &options, NULL, NULL, &small.err), &small.err);
	ck_assert_uint_eq(watch.last, 9000005);
	ck_assert_uint_eq(watch.total, 9000005);
	ck_assert_int_ge(watch.calls, 5);
}
END_TEST

START_TEST(a_cancelled_scan_leaves_the_ledger_as_it_was)
{
	struct taizhang_scan_options options = TAIZHANG_SCAN_OPTIONS_INIT;
	struct watch watch = {0, 0, 0, 2};

	small_write(NOTICE, "a.docx", "old");
	small_scan();
	small_write(NOTICE, "a.docx", "new bytes");
	small_write(NOTICE, "b.docx", "b");
	options.progress = (struct taizhang_progress){watch_progress, watch_cancel, &watch};
	ck_assert_int_eq(taizhang_ledger_scan(small.ledger, &options, NULL, NULL, &small.err), -1);
	tz_assert_code(&small.err, TAIZHANG_E_CANCELLED);
	ck_assert_uint_eq(small_records(NOTICE), 1);
	ck_assert_uint_eq(taizhang_file_size(file_of(NOTICE, 1, 0)), 3);
}
END_TEST

START_TEST(bad_arguments_are_refused)
{
	struct taizhang_scan_options options = TAIZHANG_SCAN_OPTIONS_INIT;

	ck_assert_int_eq(taizhang_ledger_scan(NULL, NULL, NULL, NULL, &small.err), -1);
	tz_assert_code(&small.err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&small.err);
	options.size = 0;
	ck_assert_int_eq(taizhang_ledger_scan(small.ledger, &options, NULL, NULL, &small.err), -1);
	tz_assert_code(&small.err, TAIZHANG_E_INVAL);
}
END_TEST

START_TEST(options_of_an_older_caller_are_taken_as_far_as_they_go)
{
	struct taizhang_scan_options options = TAIZHANG_SCAN_OPTIONS_INIT;

	small_write(NOTICE, "a.docx", "a");
	small_scan();
	ck_assert_int_eq(temp_shell("rm '%s'", small_disk(NOTICE, "a.docx")), 0);
	options.prune = true;
	options.size = offsetof(struct taizhang_scan_options, prune);
	tz_assert_ok(taizhang_ledger_scan(small.ledger, &options, &small.summary, NULL, &small.err), &small.err);
	ck_assert_uint_eq(small.summary.dropped_records, 0);
}
END_TEST

START_TEST(a_missing_materials_folder_is_an_error_and_changes_nothing)
{
	small_write(NOTICE, "a.docx", "a");
	small_scan();
	move(temp_path("台账/materials"), temp_path("away"));
	ck_assert_int_eq(taizhang_ledger_scan(small.ledger, NULL, NULL, NULL, &small.err), -1);
	tz_assert_code(&small.err, TAIZHANG_E_IO);
	ck_assert(!taizhang_file_is_missing(file_of(NOTICE, 1, 0)));
}
END_TEST

static void write_more(void *data, uint64_t done, uint64_t total, const char *current)
{
	(void)done;
	(void)total;
	if (current && ++*(int *)data == 1)
		ck_assert_int_eq(temp_shell("echo more >> '%s'", small_disk(NOTICE, "a.docx")), 0);
}

START_TEST(a_file_that_is_written_to_while_it_is_digested_is_named)
{
	static char bytes[9000000];
	struct taizhang_scan_options options = TAIZHANG_SCAN_OPTIONS_INIT;
	char path[1100];
	int seen = 0;

	snprintf(path, sizeof path, "台账/%s", small_path(NOTICE, "a.docx"));
	temp_write(path, bytes, sizeof bytes);
	options.progress.progress = write_more;
	options.progress.data = &seen;
	ck_assert_int_eq(taizhang_ledger_scan(small.ledger, &options, NULL, NULL, &small.err), -1);
	ck_assert_str_eq(taizhang_error_id(&small.err), "file-changed");
	ck_assert_str_eq(small.err.where, small_path(NOTICE, "a.docx"));
	ck_assert_uint_eq(small_records(NOTICE), 0);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("scan");
	TCase *recognises = tcase_create("recognises"), *runs = tcase_create("runs");

	tcase_add_checked_fixture(recognises, small_begin_official, small_end);
	tcase_add_test(recognises, a_file_becomes_a_record_of_the_main_kind);
	tcase_add_test(recognises, a_file_that_is_written_to_while_it_is_digested_is_named);
	tcase_add_test(recognises, a_second_scan_finds_nothing_to_do);
	tcase_add_test(recognises, a_changed_file_is_said_and_keeps_its_record);
	tcase_add_test(recognises, a_touched_file_is_the_same);
	tcase_add_test(recognises, another_time_is_enough_to_look_again);
	tcase_add_test(recognises, a_change_that_hides_behind_size_and_time_is_found);
	tcase_add_test(recognises, a_renamed_file_keeps_its_record);
	tcase_add_test(recognises, a_copy_is_new_while_the_first_is_still_there);
	tcase_add_test(recognises, many_files_of_one_content_move_each_once);
	tcase_add_test(recognises, an_empty_file_that_went_is_not_an_empty_file_that_came);
	tcase_add_test(recognises, a_record_moves_to_another_item_with_all_that_was_entered);
	tcase_add_test(recognises, a_part_of_a_record_in_another_item_is_new_there);
	tcase_add_test(recognises, a_gone_file_stays_marked_and_comes_back);
	tcase_add_test(recognises, items_in_which_nothing_came_or_went_keep_all_but_what_the_disk_says);
	tcase_add_test(recognises, what_comes_under_the_stem_of_a_gone_file_goes_on_with_its_record);
	tcase_add_test(recognises, prune_drops_what_is_gone_and_keeps_ordinals);
	tcase_add_test(recognises, new_records_take_ordinals_in_the_order_of_paths);
	suite_add_tcase(suite, recognises);
	tcase_add_checked_fixture(runs, small_begin_official, small_end);
	tcase_add_test(runs, progress_speaks_of_bytes_and_ends_at_all_of_them);
	tcase_add_test(runs, a_cancelled_scan_leaves_the_ledger_as_it_was);
	tcase_add_test(runs, bad_arguments_are_refused);
	tcase_add_test(runs, options_of_an_older_caller_are_taken_as_far_as_they_go);
	tcase_add_test(runs, a_missing_materials_folder_is_an_error_and_changes_nothing);
	suite_add_tcase(suite, runs);
	return suite;
}
