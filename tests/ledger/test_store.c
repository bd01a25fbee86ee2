/* SPDX-License-Identifier: MIT */
/* test_store.c: a ledger on disk: made whole or not at all, opened, locked, saved when it changed. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/limits.h"
#include "harness/assert.h"
#include "harness/sample_ledger.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "ledger/ledger.h"

static struct taizhang_error err;
static struct taizhang_ledger *ledger;
static struct taizhang_ledger *ledger_on_disk;

static void setup(void)
{
	taizhang_error_clear(&err);
	ledger = sample_ledger();
}

static void teardown(void)
{
	taizhang_ledger_free(ledger);
	taizhang_ledger_free(ledger_on_disk);
	ledger_on_disk = NULL;
	temp_remove();
}

static const char *const items[] = {"M001", "M002"};

/* A ledger on disk of two items; NULL with err. */
static struct taizhang_ledger *create(const char *path)
{
	struct taizhang_ledger_options options = TAIZHANG_LEDGER_OPTIONS_INIT;
	struct taizhang_catalog *catalog = taizhang_catalog_builtin("ncc-2017-reconstructed", &err);
	struct taizhang_ledger *made;

	options.city = "包头市";
	options.year = 2017;
	options.items = items;
	options.num_items = 2;
	made = taizhang_ledger_create(path, catalog, &options, &err);
	if (!made)
		taizhang_catalog_free(catalog);
	return made;
}

static bool exists(const char *path)
{
	return access(path, F_OK) == 0;
}

/* Opens for writing and keeps it open. */
static bool opens_for_writing(const char *path)
{
	struct taizhang_ledger *opened =
		taizhang_ledger_open(path, TAIZHANG_OPEN_WRITE, NULL, &err);
	if (!opened)
		return false;
	ledger_on_disk = opened;
	return true;
}

static void set_time(const char *path)
{
	const struct timespec times[2] = {{1000000000, 0}, {1000000000, 0}};

	ck_assert_int_eq(utimensat(AT_FDCWD, path, times, 0), 0);
}

static bool has_time(const char *path)
{
	struct stat st;

	return stat(path, &st) == 0 && st.st_mtime == 1000000000;
}

START_TEST(a_folder_an_item_and_both_documents)
{
	ledger_on_disk = create(temp_path("a/b/台账"));
	tz_assert_ptr(ledger_on_disk, &err);
	ck_assert_str_eq(taizhang_ledger_directory(ledger_on_disk), temp_path("a/b/台账"));
	ck_assert(exists(temp_path("a/b/台账/ledger.xml")));
	ck_assert(exists(temp_path("a/b/台账/catalog.xml")));
	ck_assert(exists(temp_path("a/b/台账/materials/I-1-1-1-1 党的十九大精神学习宣传工作方案")));
	ck_assert_int_eq(temp_shell("test $(ls '%s/materials' | wc -l) = 2", temp_path("a/b/台账")),
			 0);
	ck_assert_int_gt(taizhang_ledger_changed(ledger_on_disk), 0);
}
END_TEST

START_TEST(an_empty_folder_is_taken)
{
	ck_assert_int_eq(mkdir(temp_path("empty"), 0777), 0);
	ledger_on_disk = create(temp_path("empty"));
	tz_assert_ptr(ledger_on_disk, &err);
}
END_TEST

START_TEST(a_folder_that_is_not_empty_is_refused_and_left_alone)
{
	temp_write_text("full/notes.txt", "x");
	ck_assert_ptr_null(create(temp_path("full")));
	tz_assert_code(&err, TAIZHANG_E_STATE);
	ck_assert_int_eq(temp_shell("test \"$(ls -A '%s')\" = notes.txt", temp_path("full")), 0);
}
END_TEST

START_TEST(a_failure_leaves_nothing_behind)
{
	struct taizhang_ledger_options options = TAIZHANG_LEDGER_OPTIONS_INIT;

	ck_assert_ptr_null(taizhang_ledger_create(temp_path("x"), NULL, &options, NULL));
	ck_assert(!exists(temp_path("x")));
	/* A file where a folder should be: found only when half of the path is made. */
	temp_write_text("file", "x");
	ck_assert_ptr_null(create(temp_path("file/new")));
	ck_assert_int_ne(err.code, 0);
	ck_assert_ptr_null(create(""));
	if (geteuid() != 0) {
		ck_assert_int_eq(mkdir(temp_path("closed"), 0555), 0);
		ck_assert_ptr_null(create(temp_path("closed/a/b")));
		ck_assert(!exists(temp_path("closed/a")));
	}
}
END_TEST

START_TEST(a_failure_half_way_takes_away_what_was_made)
{
	struct rlimit old, small = {1000, RLIM_INFINITY};
	void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);

	/* catalog.xml does not fit: the folders are there by then. */
	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &old), 0);
	small.rlim_max = old.rlim_max;
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
	ledger_on_disk = create(temp_path("deep/new"));
	setrlimit(RLIMIT_FSIZE, &old);
	signal(SIGXFSZ, handler);
	ck_assert_ptr_null(ledger_on_disk);
	tz_assert_code(&err, TAIZHANG_E_IO);
	ck_assert(!exists(temp_path("deep")));
}
END_TEST

START_TEST(what_was_saved_is_there_again)
{
	ledger_on_disk = create(temp_path("t"));
	tz_assert_ok(taizhang_ledger_set(ledger_on_disk, "M001", "lead", "市委宣传部", &err), &err);
	tz_assert_ok(taizhang_ledger_save(ledger_on_disk, &err), &err);
	taizhang_ledger_free(ledger_on_disk);
	ledger_on_disk = taizhang_ledger_open(temp_path("t"), TAIZHANG_OPEN_READ, NULL, &err);
	tz_assert_ptr(ledger_on_disk, &err);
	ck_assert_str_eq(
		taizhang_assignment_lead(ledger_on_disk, sample_item(ledger_on_disk, "M001")),
		"市委宣传部");
	ck_assert_uint_eq(taizhang_ledger_num_items(ledger_on_disk), 2);
	ck_assert_str_eq(taizhang_ledger_directory(ledger_on_disk), temp_path("t"));
}
END_TEST

/* What others send is held to less. */
START_TEST(one_s_own_ledger_may_be_larger_than_what_others_send)
{
	const size_t piece = 4 << 20;
	char *comment = malloc(piece);
	FILE *file;

	taizhang_ledger_free(create(temp_path("d")));
	ck_assert_int_eq(temp_shell("cd '%s'/d && sed -i '/<\\/ledger>/d' ledger.xml", temp_dir()), 0);
	file = fopen(temp_path("d/ledger.xml"), "a");
	ck_assert_ptr_nonnull(file);
	memset(comment, '-', piece);
	for (size_t i = 1; i < piece; i += 2)
		comment[i] = ' ';
	for (size_t size = 0; size <= TZ_LIMIT_XML_BYTES; size += piece)
		ck_assert_int_gt(fprintf(file, "<!--%.*s-->\n", (int)piece - 1, comment + 1), 0);
	fputs("</ledger>\n", file);
	fclose(file);
	free(comment);
	ledger_on_disk = taizhang_ledger_open(temp_path("d"), TAIZHANG_OPEN_WRITE, NULL, &err);
	tz_assert_ptr(ledger_on_disk, &err);
	ck_assert_str_eq(taizhang_ledger_city(ledger_on_disk), "包头市");
}
END_TEST

START_TEST(a_folder_that_is_no_ledger_is_said_so)
{
	ck_assert_int_eq(mkdir(temp_path("empty"), 0777), 0);
	ck_assert_ptr_null(
		taizhang_ledger_open(temp_path("empty"), TAIZHANG_OPEN_WRITE, NULL, &err));
	tz_assert_code(&err, TAIZHANG_E_NOT_FOUND);
	ck_assert_str_eq(taizhang_error_id(&err), "ledger-none");
	ck_assert_ptr_null(taizhang_ledger_open(NULL, TAIZHANG_OPEN_READ, NULL, NULL));
	ck_assert_ptr_null(
		taizhang_ledger_open(temp_path("nowhere"), TAIZHANG_OPEN_READ, NULL, NULL));
}
END_TEST

START_TEST(a_catalogue_with_errors_is_an_error)
{
	struct taizhang_findings *findings = taizhang_findings_new(&err);

	taizhang_ledger_free(create(temp_path("t")));
	ck_assert_int_eq(temp_shell("sed -i 's/ serial=\"M002\"/ serial=\"M001\"/' '%s'",
				    temp_path("t/catalog.xml")),
			 0);
	ck_assert_ptr_null(
		taizhang_ledger_open(temp_path("t"), TAIZHANG_OPEN_READ, findings, &err));
	tz_assert_code(&err, TAIZHANG_E_FORMAT);
	ck_assert_str_eq(taizhang_error_id(&err), "ledger-catalog");
	ck_assert_uint_gt(taizhang_findings_count(findings, TAIZHANG_ERROR), 0);
	ck_assert_ptr_null(taizhang_ledger_open(temp_path("t"), TAIZHANG_OPEN_READ, NULL, NULL));
	taizhang_findings_free(findings);
}
END_TEST

START_TEST(a_damaged_ledger_names_file_and_line)
{
	taizhang_ledger_free(create(temp_path("t")));
	ck_assert_int_eq(
		temp_shell("sed -i 's/M001\\|I-1-1-1-1/M999/' '%s'", temp_path("t/ledger.xml")), 0);
	ck_assert_ptr_null(taizhang_ledger_open(temp_path("t"), TAIZHANG_OPEN_WRITE, NULL, &err));
	tz_assert_code(&err, TAIZHANG_E_FORMAT);
	ck_assert_int_eq(err.line, 4);
	/* The lock went with it. */
	ck_assert_int_eq(temp_shell("sed -i 's/M999/M001/' '%s'", temp_path("t/ledger.xml")), 0);
	taizhang_error_clear(&err);
	ledger_on_disk = taizhang_ledger_open(temp_path("t"), TAIZHANG_OPEN_WRITE, NULL, &err);
	tz_assert_ptr(ledger_on_disk, &err);
}
END_TEST

START_TEST(nothing_where_nothing_changed)
{
	char *before, *after;

	ledger_on_disk = create(temp_path("t"));
	set_time(temp_path("t/ledger.xml"));
	before = temp_read(temp_path("t/ledger.xml"), NULL);
	tz_assert_ok(taizhang_ledger_set(ledger_on_disk, "M001", "lead", "甲", &err), &err);
	tz_assert_ok(taizhang_ledger_set(ledger_on_disk, "M001", "lead", "", &err), &err);
	tz_assert_ok(taizhang_ledger_save(ledger_on_disk, &err), &err);
	after = temp_read(temp_path("t/ledger.xml"), NULL);
	ck_assert_str_eq(before, after);
	ck_assert(has_time(temp_path("t/ledger.xml")));
	free(before);
	free(after);
}
END_TEST

START_TEST(nothing_where_another_program_only_formatted_it)
{
	taizhang_ledger_free(create(temp_path("t")));
	ck_assert_int_eq(temp_shell("xmllint --noblanks --output '%s' '%s'",
				    temp_path("t/ledger.xml"), temp_path("t/ledger.xml")),
			 0);
	set_time(temp_path("t/ledger.xml"));
	ledger_on_disk = taizhang_ledger_open(temp_path("t"), TAIZHANG_OPEN_WRITE, NULL, &err);
	tz_assert_ptr(ledger_on_disk, &err);
	tz_assert_ok(taizhang_ledger_save(ledger_on_disk, &err), &err);
	ck_assert(has_time(temp_path("t/ledger.xml")));
}
END_TEST

START_TEST(a_change_moves_the_time_of_change)
{
	ledger_on_disk = create(temp_path("t"));
	taizhang_ledger_free(ledger_on_disk);
	ck_assert_int_eq(
		temp_shell("sed -i 's/changed=\"[^\"]*\"/changed=\"2001-01-01T00:00:00Z\"/' '%s'",
			   temp_path("t/ledger.xml")),
		0);
	ledger_on_disk = taizhang_ledger_open(temp_path("t"), TAIZHANG_OPEN_WRITE, NULL, &err);
	ck_assert_int_eq(taizhang_ledger_changed(ledger_on_disk), 978307200);
	tz_assert_ok(taizhang_ledger_set_contact(ledger_on_disk, "办公室", &err), &err);
	tz_assert_ok(taizhang_ledger_save(ledger_on_disk, &err), &err);
	ck_assert_int_gt(taizhang_ledger_changed(ledger_on_disk), 978307200);
	ck_assert_int_eq(temp_shell("grep -q 'contact=\"办公室\"' '%s'", temp_path("t/ledger.xml")),
			 0);
}
END_TEST

START_TEST(a_failure_leaves_the_file_and_the_time_of_change)
{
	struct rlimit old, small = {10, RLIM_INFINITY};
	void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
	char *before, *after;
	int64_t changed;
	int result;

	ledger_on_disk = create(temp_path("t"));
	before = temp_read(temp_path("t/ledger.xml"), NULL);
	changed = ledger_on_disk->changed = 1;
	tz_assert_ok(taizhang_ledger_set_contact(ledger_on_disk, "办公室", &err), &err);
	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &old), 0);
	small.rlim_max = old.rlim_max;
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
	result = taizhang_ledger_save(ledger_on_disk, &err);
	setrlimit(RLIMIT_FSIZE, &old);
	signal(SIGXFSZ, handler);
	ck_assert_int_eq(result, -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	ck_assert_int_eq(taizhang_ledger_changed(ledger_on_disk), changed);
	after = temp_read(temp_path("t/ledger.xml"), NULL);
	ck_assert_str_eq(before, after);
	taizhang_error_clear(&err);
	tz_assert_ok(taizhang_ledger_save(ledger_on_disk, &err), &err);
	free(before);
	free(after);
}
END_TEST

#define MANY 20000

/* Records of one file each, every third with a field that most have not. */
static void add_many(struct taizhang_ledger *to)
{
	const struct taizhang_node *item = sample_item(to, "M001");
	char path[64];

	for (unsigned int i = 0; i < MANY; i++) {
		struct taizhang_record *record =
			tz_ledger_add_record(to, item, 0, (enum taizhang_kind)(i % 4 + 1), &err);
		struct taizhang_file *file;

		tz_assert_ptr(record, &err);
		snprintf(path, sizeof path, "materials/I-1-1-1-1 工作部署/%05u-通知.pdf", i);
		tz_assert_ok(taizhang_record_set_title(record, path + sizeof "materials/" - 1, &err), &err);
		if (i % 3 == 0)
			tz_assert_ok(taizhang_record_set_note(record, "<备注>", &err), &err);
		file = tz_record_add_file(record, path, &err);
		tz_assert_ptr(file, &err);
		sample_digest(file, "0123456789abcdef"[i % 16]);
		file->size = i;
		file->mtime = 1500000000 + i;
	}
}

START_TEST(twenty_thousand_records_come_back_as_they_went)
{
	size_t first, again;
	char *before, *after;

	ledger_on_disk = create(temp_path("t"));
	add_many(ledger_on_disk);
	tz_assert_ok(taizhang_ledger_save(ledger_on_disk, &err), &err);
	before = temp_read(temp_path("t/ledger.xml"), &first);
	taizhang_ledger_free(ledger_on_disk);
	ledger_on_disk = NULL;
	ck_assert(opens_for_writing(temp_path("t")));
	ck_assert_uint_eq(taizhang_ledger_num_records(ledger_on_disk, sample_item(ledger_on_disk, "M001")), MANY);
	set_time(temp_path("t/ledger.xml"));
	tz_assert_ok(taizhang_ledger_save(ledger_on_disk, &err), &err);
	ck_assert(has_time(temp_path("t/ledger.xml")));
	tz_assert_ok(taizhang_ledger_set_contact(ledger_on_disk, "办公室", &err), &err);
	tz_assert_ok(taizhang_ledger_save(ledger_on_disk, &err), &err);
	ck_assert(!has_time(temp_path("t/ledger.xml")));
	after = temp_read(temp_path("t/ledger.xml"), &again);
	ck_assert_uint_eq(again, first + strlen(" contact=\"办公室\""));
	ck_assert_str_eq(strstr(before, "<scope"), strstr(after, "<scope"));
	free(before);
	free(after);
}
END_TEST

START_TEST(a_disk_that_is_full_half_way_leaves_the_old_file)
{
	struct rlimit old, small = {1 << 20, RLIM_INFINITY};
	void (*handler)(int) = signal(SIGXFSZ, SIG_IGN);
	char *before, *after;
	int result;

	ledger_on_disk = create(temp_path("t"));
	before = temp_read(temp_path("t/ledger.xml"), NULL);
	add_many(ledger_on_disk);
	ck_assert_int_eq(getrlimit(RLIMIT_FSIZE, &old), 0);
	small.rlim_max = old.rlim_max;
	ck_assert_int_eq(setrlimit(RLIMIT_FSIZE, &small), 0);
	result = taizhang_ledger_save(ledger_on_disk, &err);
	setrlimit(RLIMIT_FSIZE, &old);
	signal(SIGXFSZ, handler);
	ck_assert_int_eq(result, -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	ck_assert_str_eq(taizhang_error_id(&err), "file-write");
	after = temp_read(temp_path("t/ledger.xml"), NULL);
	ck_assert_str_eq(before, after);
	ck_assert_int_ne(temp_shell("ls -A '%s' | grep -q tmp", temp_path("t")), 0);
	taizhang_error_clear(&err);
	tz_assert_ok(taizhang_ledger_save(ledger_on_disk, &err), &err);
	free(before);
	free(after);
}
END_TEST

START_TEST(a_ledger_that_was_only_read_cannot_be_saved)
{
	taizhang_ledger_free(create(temp_path("t")));
	ledger_on_disk = taizhang_ledger_open(temp_path("t"), TAIZHANG_OPEN_READ, NULL, &err);
	ck_assert_int_eq(taizhang_ledger_save(ledger_on_disk, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_STATE);
	ck_assert_int_eq(taizhang_ledger_save(ledger, NULL), -1);
	ck_assert_int_eq(taizhang_ledger_save(NULL, NULL), -1);
}
END_TEST

START_TEST(another_process_gets_a_clear_error_until_the_writer_has_ended)
{
	const char *path = temp_path("t");	/* a child has a folder of its own */
	int status;
	pid_t child;

	ledger_on_disk = create(path);
	child = fork();
	if (child == 0)
		_exit(opens_for_writing(path) ? 1 : err.code);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(WEXITSTATUS(status), TAIZHANG_E_STATE);
	taizhang_ledger_free(ledger_on_disk);
	ledger_on_disk = NULL;
	child = fork();
	if (child == 0)
		_exit(opens_for_writing(path) ? 0 : 1);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	ck_assert_int_eq(WEXITSTATUS(status), 0);
}
END_TEST

START_TEST(a_writer_that_died_leaves_no_lock)
{
	const char *path = temp_path("t");
	int ready[2], status;
	pid_t child;
	char c;

	taizhang_ledger_free(create(path));
	ck_assert_int_eq(pipe(ready), 0);
	child = fork();
	if (child == 0) {
		if (opens_for_writing(path))
			status = (int)write(ready[1], "x", 1);
		pause();
		_exit(1);
	}
	ck_assert_int_eq(read(ready[0], &c, 1), 1);
	ck_assert(!opens_for_writing(path));
	kill(child, SIGKILL);
	ck_assert_int_eq(waitpid(child, &status, 0), child);
	taizhang_error_clear(&err);
	ck_assert(opens_for_writing(path));
	close(ready[0]);
	close(ready[1]);
}
END_TEST

START_TEST(readers_need_no_lock)
{
	ledger_on_disk = create(temp_path("t"));
	taizhang_ledger_free(taizhang_ledger_open(temp_path("t"), TAIZHANG_OPEN_READ, NULL, &err));
	ck_assert_int_eq(err.code, 0);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("store");
	TCase *tcase;

	tcase = tcase_create("makes");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, a_folder_an_item_and_both_documents);
	tcase_add_test(tcase, an_empty_folder_is_taken);
	tcase_add_test(tcase, a_folder_that_is_not_empty_is_refused_and_left_alone);
	tcase_add_test(tcase, a_failure_leaves_nothing_behind);
	tcase_add_test(tcase, a_failure_half_way_takes_away_what_was_made);
	suite_add_tcase(suite, tcase);

	tcase = tcase_create("opens");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, what_was_saved_is_there_again);
	tcase_add_test(tcase, one_s_own_ledger_may_be_larger_than_what_others_send);
	tcase_add_test(tcase, a_folder_that_is_no_ledger_is_said_so);
	tcase_add_test(tcase, a_catalogue_with_errors_is_an_error);
	tcase_add_test(tcase, a_damaged_ledger_names_file_and_line);
	suite_add_tcase(suite, tcase);

	tcase = tcase_create("saves");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, nothing_where_nothing_changed);
	tcase_add_test(tcase, nothing_where_another_program_only_formatted_it);
	tcase_add_test(tcase, a_change_moves_the_time_of_change);
	tcase_add_test(tcase, a_failure_leaves_the_file_and_the_time_of_change);
	tcase_add_test(tcase, twenty_thousand_records_come_back_as_they_went);
	tcase_add_test(tcase, a_disk_that_is_full_half_way_leaves_the_old_file);
	tcase_add_test(tcase, a_ledger_that_was_only_read_cannot_be_saved);
	suite_add_tcase(suite, tcase);

	tcase = tcase_create("locks");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, another_process_gets_a_clear_error_until_the_writer_has_ended);
	tcase_add_test(tcase, a_writer_that_died_leaves_no_lock);
	tcase_add_test(tcase, readers_need_no_lock);
	suite_add_tcase(suite, tcase);
	return suite;
}
