/* SPDX-License-Identifier: MIT */
/* test_scan_read.c: a scan reads what it does not know, on any number of threads, and no more. */
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "ledger/scan.h"
#include "ledger/small.h"

#define SECOND INT64_C(1000000000)

static struct taizhang_scan_options options;
static uint64_t read_bytes;	/* by the last scan, as its progress said */

static void note_progress(void *data, uint64_t done, uint64_t total, const char *current)
{
	(void)data;
	(void)current;
	ck_assert_uint_le(done, total);
	read_bytes = total;
}

static void begin(void)
{
	small_begin_official();
	options = (struct taizhang_scan_options)TAIZHANG_SCAN_OPTIONS_INIT;
	options.progress.progress = note_progress;
}

/* As if so many seconds had gone by. Returns the bytes that were read. */
static uint64_t scan_after(int seconds)
{
	tz_assert_ok(tz_scan_at(small.ledger, &options, tz_digest_cache_clock() + seconds * SECOND, &small.summary, NULL,
				&small.err), &small.err);
	return read_bytes;
}

/* Gives a file a time of last change, in seconds from now. */
static void touch(const char *path, int seconds)
{
	const int64_t time = tz_digest_cache_clock() / SECOND + seconds;
	const struct timespec times[2] = {{.tv_nsec = UTIME_OMIT}, {.tv_sec = (time_t)time}};

	ck_assert_int_eq(utimensat(AT_FDCWD, path, times, 0), 0);
}

static const char *cache(void)
{
	return temp_path("台账/" TZ_DIGEST_CACHE_NAME);
}

START_TEST(what_was_read_is_not_read_again)
{
	small_write(NOTICE, "a.docx", "12345");
	small_write(REPORT, "b.docx", "67");
	ck_assert_uint_eq(scan_after(10), 7);
	ck_assert_uint_eq(scan_after(10), 0);
	ck_assert_uint_eq(small.summary.same_files, 2);
	small_reopen();
	small_write(NOTICE, "c.docx", "890");
	ck_assert_uint_eq(scan_after(10), 3);
	ck_assert_uint_eq(small.summary.new_files, 1);
}
END_TEST

START_TEST(what_was_touched_just_before_is_read_again)
{
	small_write(NOTICE, "a.docx", "12345");
	touch(small_disk(NOTICE, "a.docx"), -3600);
	/* its ctime is of this moment */
	ck_assert_uint_eq(scan_after(0), 5);
	ck_assert_uint_eq(scan_after(10), 5);
	ck_assert_uint_eq(scan_after(10), 0);
}
END_TEST

START_TEST(a_time_in_the_future_is_never_trusted)
{
	small_write(NOTICE, "a.docx", "12345");
	touch(small_disk(NOTICE, "a.docx"), 3600);
	ck_assert_uint_eq(scan_after(10), 5);
	ck_assert_uint_eq(scan_after(10), 5);
	ck_assert_uint_eq(scan_after(3700), 5);
	ck_assert_uint_eq(scan_after(3700), 0);
	/* and then the clock is set back */
	ck_assert_uint_eq(scan_after(10), 5);
}
END_TEST

START_TEST(bytes_that_changed_behind_their_size_and_time_are_seen)
{
	const char *path = small_disk(NOTICE, "a.docx");

	small_write(NOTICE, "a.docx", "12345");
	touch(path, -3600);
	ck_assert_uint_eq(scan_after(10), 5);
	/* the same inode */
	ck_assert_int_eq(temp_shell("touch -r '%s' '%s' && printf 54321 > '%s' && touch -r '%s' '%s'", path, temp_path("time"),
				    path, temp_path("time"), path), 0);
	ck_assert_uint_eq(scan_after(10), 5);
	ck_assert_uint_eq(small.summary.changed_files, 1);
	/* another one */
	ck_assert_int_eq(temp_shell("printf 11111 > '%s' && touch -r '%s' '%s' && mv '%s' '%s'", temp_path("other"), path,
				    temp_path("other"), temp_path("other"), path), 0);
	ck_assert_uint_eq(scan_after(10), 5);
	ck_assert_uint_eq(small.summary.changed_files, 1);
}
END_TEST

START_TEST(a_copy_of_a_ledger_is_read_once)
{
	small_write(NOTICE, "a.docx", "12345");
	ck_assert_uint_eq(scan_after(10), 5);
	small_reopen();
	ck_assert_int_eq(temp_shell("cp -a '%s' '%s'", temp_path("台账"), temp_path("副本")), 0);
	taizhang_ledger_free(small.ledger);
	small.ledger = taizhang_ledger_open(temp_path("副本"), TAIZHANG_OPEN_WRITE, NULL, &small.err);
	tz_assert_ptr(small.ledger, &small.err);
	ck_assert_uint_eq(scan_after(10), 5);
	ck_assert_uint_eq(small.summary.same_files, 1);
	ck_assert_uint_eq(scan_after(10), 0);
}
END_TEST

START_TEST(a_cache_that_is_gone_or_spoilt_costs_only_reading)
{
	small_write(NOTICE, "a.docx", "12345");
	ck_assert_uint_eq(scan_after(10), 5);
	ck_assert_int_eq(unlink(cache()), 0);
	ck_assert_uint_eq(scan_after(10), 5);
	ck_assert_uint_eq(small.summary.same_files, 1);
	ck_assert_uint_eq(scan_after(10), 0);
	temp_write_text("台账/" TZ_DIGEST_CACHE_NAME, "taizhang digests 1\nnonsense");
	ck_assert_uint_eq(scan_after(10), 5);
	ck_assert_uint_eq(scan_after(10), 0);
	ck_assert_int_eq(temp_shell("rm '%s' && mkdir '%s'", cache(), cache()), 0);
	ck_assert_uint_eq(scan_after(10), 5);
	ck_assert_uint_eq(scan_after(10), 5);
	ck_assert_int_eq(rmdir(cache()), 0);
}
END_TEST

START_TEST(the_cache_is_no_material)
{
	small_write(NOTICE, "a.docx", "12345");
	scan_after(10);
	small_check(NULL);
	ck_assert_uint_eq(small.summary.left_out + small.summary.unclaimed, 0);
	small_none("file-unrecorded");
}
END_TEST

START_TEST(rehash_reads_all_and_begins_the_cache_anew)
{
	struct stat before, after;

	small_write(NOTICE, "a.docx", "12345");
	scan_after(10);
	ck_assert_int_eq(stat(cache(), &before), 0);
	options.rehash = true;
	ck_assert_uint_eq(scan_after(10), 5);
	ck_assert_int_eq(stat(cache(), &after), 0);
	ck_assert_uint_ne(before.st_ino, after.st_ino);
	options.rehash = false;
	ck_assert_uint_eq(scan_after(10), 0);
}
END_TEST

START_TEST(a_ledger_opened_for_reading_leaves_its_folder_alone)
{
	small_write(NOTICE, "a.docx", "12345");
	taizhang_ledger_free(small.ledger);
	small.ledger = taizhang_ledger_open(temp_path("台账"), TAIZHANG_OPEN_READ, NULL, &small.err);
	tz_assert_ptr(small.ledger, &small.err);
	ck_assert_uint_eq(scan_after(10), 5);
	ck_assert_int_ne(access(cache(), F_OK), 0);
}
END_TEST

static int stop_late(void *data)
{
	return ++*(int *)data == 4;
}

START_TEST(a_cancelled_scan_is_taken_up_where_it_ended)
{
	char name[32];
	int calls = 0;

	for (int i = 0; i < 500; i++) {
		snprintf(name, sizeof name, "%03d.docx", i);
		small_write(NOTICE, name, "1234567890");
	}
	options.threads = 1;
	options.progress.cancel = stop_late;
	options.progress.data = &calls;
	ck_assert_int_eq(tz_scan_at(small.ledger, &options, tz_digest_cache_clock() + 10 * SECOND, NULL, NULL, &small.err), -1);
	tz_assert_code(&small.err, TAIZHANG_E_CANCELLED);
	ck_assert_uint_eq(small_records(NOTICE), 0);
	ck_assert_uint_lt(scan_after(10), 4500);
	ck_assert_uint_eq(small.summary.new_files, 500);
}
END_TEST

/* Small files, some of the same bytes, an empty one, and one that takes several jobs. */
static void fill(void)
{
	char name[32], text[32];

	for (int i = 0; i < 300; i++) {
		snprintf(name, sizeof name, "%03d.docx", i);
		snprintf(text, sizeof text, "%d", i % 290);
		small_write(i % 3 ? NOTICE : REPORT, name, text);
	}
	small_write(TABLE, "empty.xlsx", "");
	ck_assert_int_eq(temp_shell("head -c 9000001 /dev/zero > '%s' && head -c 5000000 /dev/zero > '%s'",
				    small_disk(PICTURES, "b.jpg"), small_disk(OPINION, "c.docx")), 0);
}

START_TEST(the_number_of_threads_does_not_show)
{
	static const unsigned int numbers[] = {1, 2, 5, 0};
	struct tz_buffer first = TZ_BUFFER_INIT;

	fill();
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++) {
		struct tz_buffer xml = TZ_BUFFER_INIT;

		taizhang_ledger_free(small.ledger);
		ck_assert_int_eq(temp_shell("rm -f '%s'", cache()), 0);
		small.ledger = taizhang_ledger_open(temp_path("台账"), TAIZHANG_OPEN_WRITE, NULL, &small.err);
		tz_assert_ptr(small.ledger, &small.err);
		options.threads = numbers[i];
		scan_after(10);
		ck_assert_uint_eq(small.summary.new_files, 303);
		tz_assert_ok(tz_ledger_write(small.ledger, i ? &xml : &first, &small.err), &small.err);
		if (i)
			ck_assert_str_eq(tz_buffer_text(&xml), tz_buffer_text(&first));
		tz_buffer_free(&xml);
	}
	ck_assert_ptr_nonnull(strstr(tz_buffer_text(&first), /* of no bytes */
				     "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"));
	tz_buffer_free(&first);
}
END_TEST

START_TEST(the_first_file_that_cannot_be_read_is_named_on_any_number_of_threads)
{
	fill();
	options.threads = 3;
	ck_assert_int_eq(temp_shell("chmod 0 '%s' '%s'", small_disk(NOTICE, "100.docx"), small_disk(NOTICE, "200.docx")), 0);
	if (access(small_disk(NOTICE, "100.docx"), R_OK) == 0)
		return;	/* nothing is closed to this user */
	ck_assert_int_eq(taizhang_ledger_scan(small.ledger, &options, NULL, NULL, &small.err), -1);
	ck_assert_str_eq(small.err.where, small_path(NOTICE, "100.docx"));
	ck_assert_uint_eq(small_records(NOTICE), 0);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("scan_read");
	TCase *remembers = tcase_create("remembers"), *threads = tcase_create("threads");

	tcase_add_checked_fixture(remembers, begin, small_end);
	tcase_add_test(remembers, what_was_read_is_not_read_again);
	tcase_add_test(remembers, what_was_touched_just_before_is_read_again);
	tcase_add_test(remembers, a_time_in_the_future_is_never_trusted);
	tcase_add_test(remembers, bytes_that_changed_behind_their_size_and_time_are_seen);
	tcase_add_test(remembers, a_copy_of_a_ledger_is_read_once);
	tcase_add_test(remembers, a_cache_that_is_gone_or_spoilt_costs_only_reading);
	tcase_add_test(remembers, the_cache_is_no_material);
	tcase_add_test(remembers, rehash_reads_all_and_begins_the_cache_anew);
	tcase_add_test(remembers, a_ledger_opened_for_reading_leaves_its_folder_alone);
	tcase_add_test(remembers, a_cancelled_scan_is_taken_up_where_it_ended);
	tcase_add_checked_fixture(threads, begin, small_end);
	tcase_add_test(threads, the_number_of_threads_does_not_show);
	tcase_add_test(threads, the_first_file_that_cannot_be_read_is_named_on_any_number_of_threads);
	suite_add_tcase(suite, remembers);
	suite_add_tcase(suite, threads);
	return suite;
}
