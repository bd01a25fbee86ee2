/* SPDX-License-Identifier: MIT */
/* test_program.c: program.c with real programs: what they get, what they may not, and that nothing of them stays behind. */
#include "inspect/program.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/limits.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"

static struct taizhang_error err = TAIZHANG_ERROR_INIT;

/* More than a pipe holds: what comes after it in the output is written once its reader is at work. */
#define MUCH (200u << 10)

static void fill(struct tz_source *source, const void *data, size_t size)
{
	tz_assert_ok(tz_source_begin(source, "文件.pdf", &err), &err);
	tz_assert_ok(tz_source_write(source, data, size, &err), &err);
	tz_assert_ok(tz_source_end(source, &err), &err);
}

static void fill_much(struct tz_source *source)
{
	char *much = calloc(1, MUCH);

	memset(much, 'a', MUCH - 1);
	much[MUCH - 1] = '\n';
	fill(source, much, MUCH);
	free(much);
}

static int collect(void *context, const char *data, size_t size, struct taizhang_error *e)
{
	tz_buffer_add(context, data, size);
	return tz_buffer_check(context, e);
}

static int refuse(void *context, const char *data, size_t size, struct taizhang_error *e)
{
	(void)data;
	(void)size;
	++*(int *)context;
	e->code = TAIZHANG_E_LIMIT;
	return -1;
}

static void assert_no_child(void)
{
	ck_assert_int_eq(waitpid(-1, NULL, WNOHANG), -1);
	ck_assert_int_eq(errno, ECHILD);
}

/* What argv writes of the source, which is closed. To be freed. */
static char *output(struct tz_source *source, const char *const *argv, enum tz_program_end expected)
{
	struct tz_buffer out = TZ_BUFFER_INIT;
	enum tz_program_end end;

	tz_assert_ok(tz_program_run(argv, source, collect, &out, &end, &err), &err);
	ck_assert_int_eq(end, expected);
	assert_no_child();
	tz_source_close(source);
	return tz_buffer_take(&out, NULL);
}

static char *output_of(const char *input, const char *const *argv, enum tz_program_end expected)
{
	struct tz_source source;

	fill(&source, input, strlen(input));
	return output(&source, argv, expected);
}

#define ARGV(...) ((const char *const[]){__VA_ARGS__, NULL})

static void assert_output(const char *input, const char *const *argv, const char *expected)
{
	char *text = output_of(input, argv, TZ_PROGRAM_DONE);

	ck_assert_str_eq(text, expected);
	free(text);
}

START_TEST(gives_the_bytes_from_memory)
{
	assert_output("示例单位\n", ARGV("cat"), "示例单位\n");
}
END_TEST

START_TEST(gives_a_file_on_disk_from_its_beginning_and_leaves_its_offset_alone)
{
	const char *path = temp_write_text("a.txt", "一二三");
	struct taizhang_input input = TAIZHANG_INPUT_INIT;
	struct tz_source source;
	char *text;
	int copy;

	input.path = path;
	tz_assert_ok(tz_source_open(&source, &input, "a.txt", &err), &err);
	ck_assert_int_eq(lseek(source.fd, 3, SEEK_SET), 3);
	copy = dup(source.fd);
	text = output(&source, ARGV("cat"), TZ_PROGRAM_DONE);
	ck_assert_str_eq(text, "一二三");
	ck_assert_int_eq(lseek(copy, 0, SEEK_CUR), 3);
	close(copy);
	free(text);
}
END_TEST

START_TEST(gives_a_standard_input_that_can_be_read_at_any_place)
{
	assert_output("abcdefghij", ARGV("tail", "-c", "3"), "hij");
}
END_TEST

START_TEST(gives_an_environment_of_its_own)
{
	assert_output("", ARGV("env"), "LC_ALL=C.UTF-8\n");
}
END_TEST

START_TEST(gives_no_other_descriptor_of_the_host)
{
	int open_to_all = open("/dev/null", O_RDONLY);

	/* The fourth is the folder that is being listed. */
	assert_output("", ARGV("ls", "/proc/self/fd"), "0\n1\n2\n3\n");
	close(open_to_all);
}
END_TEST

START_TEST(works_where_the_host_has_closed_its_standard_descriptors)
{
	int kept[3];

	for (int i = 0; i < 3; i++) {
		kept[i] = fcntl(i, F_DUPFD_CLOEXEC, 10);
		close(i);
	}
	for (int closed = 0; closed < 3; closed++) {
		struct tz_buffer out = TZ_BUFFER_INIT;
		enum tz_program_end end = TZ_PROGRAM_FAILED;
		struct tz_source source;
		int result;

		/* One after another is taken, the others are free. */
		for (int i = 0; i < closed; i++)
			ck_assert_int_ge(open("/dev/null", O_RDWR), 0);
		result = tz_source_begin(&source, "x", &err);
		if (result == 0)
			result = tz_source_write(&source, "abc", 3, &err);
		if (result == 0)
			result = tz_program_run(ARGV("cat"), &source, collect, &out, &end, &err);
		tz_source_close(&source);
		for (int i = 0; i < closed; i++)
			close(i);
		if (result != 0 || end != TZ_PROGRAM_DONE || strcmp(tz_buffer_text(&out), "abc") != 0) {
			for (int i = 0; i < 3; i++)
				dup2(kept[i], i);
			ck_abort_msg("with %d standard descriptors open it comes to nothing", closed);
		}
		tz_buffer_free(&out);
	}
	for (int i = 0; i < 3; i++) {
		dup2(kept[i], i);
		close(kept[i]);
	}
}
END_TEST

START_TEST(sets_limits)
{
	struct tz_source source;
	char *text;

	fill_much(&source);
	text = output(&source, ARGV("cat", "-", "/proc/self/limits"), TZ_PROGRAM_DONE);
	ck_assert_ptr_nonnull(strstr(text, "Max cpu time              20                   21                   seconds"));
	ck_assert_ptr_nonnull(strstr(text, "Max file size             0                    0 "));
	ck_assert_ptr_nonnull(strstr(text, "Max core file size        0                    0 "));
	ck_assert_ptr_nonnull(strstr(text, "Max address space         1073741824           1073741824 "));
	ck_assert_ptr_nonnull(strstr(text, "Max processes             0                    0 "));
	free(text);
}
END_TEST

START_TEST(lets_nothing_of_the_hosts_signals_through)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
	struct tz_source source;
	sigset_t blocked, mask;
	char *text;

	sigemptyset(&blocked);
	sigaddset(&blocked, SIGTERM);
	sigprocmask(SIG_BLOCK, &blocked, &mask);
	sigaction(SIGPIPE, &ignore, &before);
	fill_much(&source);
	text = output(&source, ARGV("cat", "-", "/proc/self/status"), TZ_PROGRAM_DONE);
	sigaction(SIGPIPE, &before, NULL);
	sigprocmask(SIG_SETMASK, &mask, NULL);
	ck_assert_ptr_nonnull(strstr(text, "SigBlk:\t0000000000000000\n"));
	/* 32 and 33 are the C library's own. */
	ck_assert_uint_eq(strtoull(strstr(text, "SigIgn:\t") + 8, NULL, 16) & 0x7fffffff, 0);
	free(text);
}
END_TEST

START_TEST(stands_apart_from_the_hosts_folder_and_group)
{
	char *text;
	int parent, group;

	assert_output("", ARGV("pwd"), "/\n");
	text = output_of("", ARGV("cat", "/proc/self/stat"), TZ_PROGRAM_DONE);
	ck_assert_int_eq(sscanf(strstr(text, ") "), ") %*c %d %d", &parent, &group), 2);
	ck_assert_int_eq(parent, getpid());
	ck_assert_int_ne(group, getpgrp());
	free(text);
}
END_TEST

START_TEST(tells_that_a_program_is_not_there)
{
	free(output_of("", ARGV("taizhang-no-such-program"), TZ_PROGRAM_ABSENT));
	ck_assert(!tz_program_is_there("taizhang-no-such-program"));
	ck_assert(tz_program_is_there("cat"));
}
END_TEST

START_TEST(looks_in_the_systems_folders_alone)
{
	char before[4096];

	temp_write_text("taizhang-planted", "#!/bin/sh\n");
	ck_assert_int_eq(temp_shell("chmod +x %s", temp_path("taizhang-planted")), 0);
	snprintf(before, sizeof before, "%s", getenv("PATH"));
	setenv("PATH", temp_dir(), 1);
	ck_assert(!tz_program_is_there("taizhang-planted"));
	setenv("PATH", before, 1);
}
END_TEST

START_TEST(tells_that_a_program_failed)
{
	free(output_of("", ARGV("cat", "/no/such/file"), TZ_PROGRAM_FAILED));
	free(output_of("", ARGV("false"), TZ_PROGRAM_FAILED));
}
END_TEST

START_TEST(tells_that_the_bytes_cannot_be_opened_anew)
{
	struct tz_source source;
	enum tz_program_end end;
	int calls = 0;

	fill(&source, "abc", 3);
	tz_source_close(&source);
	tz_assert_ok(tz_program_run(ARGV("cat"), &source, refuse, &calls, &end, &err), &err);
	ck_assert_int_eq(end, TZ_PROGRAM_FAILED);
	ck_assert_int_eq(calls, 0);
}
END_TEST

START_TEST(ends_what_takes_too_long)
{
	struct tz_source source;
	enum tz_program_end end;
	int calls = 0;

	fill(&source, "", 0);
	tz_assert_ok(tz_program_run_within(20, ARGV("tail", "-f", "/dev/null"), &source, refuse, &calls, &end, &err), &err);
	ck_assert_int_eq(end, TZ_PROGRAM_TIMEOUT);
	ck_assert_int_eq(calls, 0);
	assert_no_child();
	tz_source_close(&source);
}
END_TEST

START_TEST(ends_what_writes_without_end)
{
	char *text = output_of("", ARGV("yes"), TZ_PROGRAM_DONE);

	/* One block past the limit, so that who takes it knows that there is more. */
	ck_assert_uint_gt(strlen(text), TZ_LIMIT_INSPECT_TEXT);
	ck_assert_uint_le(strlen(text), TZ_LIMIT_INSPECT_TEXT + (64u << 10));
	free(text);
}
END_TEST

START_TEST(ends_it_where_its_output_is_refused)
{
	struct tz_source source;
	enum tz_program_end end;
	int calls = 0;

	fill(&source, "", 0);
	ck_assert_int_eq(tz_program_run(ARGV("yes"), &source, refuse, &calls, &end, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_LIMIT);
	ck_assert_int_eq(calls, 1);
	assert_no_child();
	tz_source_close(&source);
}
END_TEST

START_TEST(works_in_a_host_that_has_its_children_reaped_by_the_system)
{
	struct sigaction ignore = {.sa_handler = SIG_IGN}, before;
	struct tz_source source;
	enum tz_program_end end;
	int calls = 0;

	sigaction(SIGCHLD, &ignore, &before);
	assert_output("abc", ARGV("cat"), "abc");
	fill(&source, "", 0);
	tz_assert_ok(tz_program_run_within(20, ARGV("tail", "-f", "/dev/null"), &source, refuse, &calls, &end, &err), &err);
	ck_assert_int_eq(end, TZ_PROGRAM_TIMEOUT);
	assert_no_child();
	tz_source_close(&source);
	sigaction(SIGCHLD, &before, NULL);
}
END_TEST

static void *run_some(void *name)
{
	const char *text = name;
	void *result = name;

	for (int i = 0; i < 10; i++) {
		struct tz_buffer out = TZ_BUFFER_INIT;
		enum tz_program_end end = TZ_PROGRAM_FAILED;
		struct tz_source source;

		if (tz_source_begin(&source, text, NULL) != 0 || tz_source_write(&source, text, strlen(text), NULL) != 0 ||
		    tz_program_run(ARGV("cat"), &source, collect, &out, &end, NULL) != 0 || end != TZ_PROGRAM_DONE ||
		    strcmp(tz_buffer_text(&out), text) != 0)
			result = NULL;
		tz_source_close(&source);
		tz_buffer_free(&out);
	}
	return result;
}

START_TEST(runs_in_several_threads_at_once)
{
	static char names[4][8] = {"一", "二", "三", "四"};
	pthread_t threads[4];

	for (int i = 0; i < 4; i++)
		ck_assert_int_eq(pthread_create(&threads[i], NULL, run_some, names[i]), 0);
	for (int i = 0; i < 4; i++) {
		void *result;

		pthread_join(threads[i], &result);
		ck_assert_ptr_eq(result, names[i]);
	}
	assert_no_child();
}
END_TEST

static struct taizhang_facts *text_of(const void *input, size_t size, bool programs, const char *const *argv)
{
	struct tz_source source;
	struct taizhang_facts *facts = tz_facts_new(&err);
	struct tz_inspection inspection = {&source, facts, programs};

	fill(&source, input, size);
	tz_assert_ok(tz_program_text(argv, &inspection, &err), &err);
	tz_facts_finish(facts);
	tz_source_close(&source);
	return facts;
}

static void assert_unread(const char *reason, bool programs, const char *const *argv)
{
	struct taizhang_facts *facts = text_of("abc", 3, programs, argv);
	const struct taizhang_fact *fact = taizhang_facts_find(facts, "not-read");

	ck_assert_str_eq(taizhang_fact_value(fact), reason);
	ck_assert_str_eq(taizhang_fact_place(fact), TZ_UNREAD_TEXT);
	taizhang_facts_free(facts);
}

START_TEST(makes_the_output_the_text)
{
	struct taizhang_facts *facts = text_of("一\n\f二\n", 9, true, ARGV("cat"));

	ck_assert_str_eq(taizhang_facts_text(facts, NULL), "一\n\n二\n");
	ck_assert_uint_eq(taizhang_facts_num(facts), 0);
	taizhang_facts_free(facts);
}
END_TEST

START_TEST(joins_characters_that_blocks_break)
{
	const size_t num = 60000;
	struct tz_buffer in = TZ_BUFFER_INIT;
	struct taizhang_facts *facts;

	tz_buffer_text_add(&in, "a");
	for (size_t i = 0; i < num; i++)
		tz_buffer_text_add(&in, i % 2 ? "\xf0\xa0\x80\x80" : "字");
	facts = text_of(in.data, in.size, true, ARGV("cat"));
	ck_assert_str_eq(taizhang_facts_text(facts, NULL), in.data);
	taizhang_facts_free(facts);
	tz_buffer_free(&in);
}
END_TEST

START_TEST(makes_what_is_no_text_safe)
{
	struct taizhang_facts *facts = text_of("a\x80\x80\x80\x80" "b\xff" "c\xe4\xb8", 10, true, ARGV("cat"));

	ck_assert_ptr_nonnull(strstr(taizhang_facts_text(facts, NULL), "b\xef\xbf\xbd" "c"));
	taizhang_facts_free(facts);
}
END_TEST

START_TEST(says_why_there_is_no_text)
{
	assert_unread(TZ_REASON_NO_PROGRAM, true, ARGV("taizhang-no-such-program"));
	assert_unread(TZ_REASON_NO_PROGRAM, false, ARGV("cat"));
	assert_unread(TZ_REASON_PROGRAM_FAILED, true, ARGV("false"));
}
END_TEST

START_TEST(says_that_there_was_more_text_than_is_kept)
{
	struct taizhang_facts *facts = text_of("", 0, true, ARGV("yes"));
	size_t size;

	taizhang_facts_text(facts, &size);
	ck_assert_uint_gt(size, TZ_LIMIT_INSPECT_TEXT - (64u << 10));
	ck_assert_uint_le(size, TZ_LIMIT_INSPECT_TEXT);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_LIMITED);
	taizhang_facts_free(facts);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("program");

	suite_add_behaviour(suite, "gives a program the file and nothing else",
			    TESTS(gives_the_bytes_from_memory,
				  gives_a_file_on_disk_from_its_beginning_and_leaves_its_offset_alone,
				  gives_a_standard_input_that_can_be_read_at_any_place, gives_an_environment_of_its_own,
				  gives_no_other_descriptor_of_the_host,
				  works_where_the_host_has_closed_its_standard_descriptors, sets_limits,
				  lets_nothing_of_the_hosts_signals_through, stands_apart_from_the_hosts_folder_and_group));
	suite_add_behaviour(suite, "says how it ended",
			    TESTS(tells_that_a_program_is_not_there, looks_in_the_systems_folders_alone,
				  tells_that_a_program_failed, tells_that_the_bytes_cannot_be_opened_anew));
	suite_add_behaviour(suite, "leaves nothing behind",
			    TESTS(ends_what_takes_too_long, ends_what_writes_without_end, ends_it_where_its_output_is_refused,
				  works_in_a_host_that_has_its_children_reaped_by_the_system,
				  runs_in_several_threads_at_once));
	suite_add_behaviour(suite, "reads a text",
			    TESTS(makes_the_output_the_text, joins_characters_that_blocks_break, makes_what_is_no_text_safe,
				  says_why_there_is_no_text, says_that_there_was_more_text_than_is_kept));
	return suite;
}
