/* SPDX-License-Identifier: MIT */
/* test_input.c: the caller's input: what is taken with which defaults, what is refused, what can be read once only. */
#include "base/input.h"

#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"

static struct taizhang_error err;

static int64_t read_nothing(void *context, void *buf, size_t size)
{
	(void)context;
	(void)buf;
	(void)size;
	return 0;
}

static int64_t read_nowhere(void *context, uint64_t offset, void *buf, size_t size)
{
	(void)offset;
	return read_nothing(context, buf, size);
}

START_TEST(a_name_is_given_where_there_is_none)
{
	struct taizhang_input input = TAIZHANG_INPUT_INIT, taken;

	taizhang_error_clear(&err);
	input.path = "a/b.zip";
	tz_assert_ok(tz_input_take(&taken, &input, &err), &err);
	ck_assert_str_eq(taken.name, "a/b.zip");
	input.name = "上传";
	tz_assert_ok(tz_input_take(&taken, &input, &err), &err);
	ck_assert_str_eq(taken.name, "上传");
	input.path = input.name = NULL;
	input.data = "";
	tz_assert_ok(tz_input_take(&taken, &input, &err), &err);
	ck_assert_str_eq(taken.name, "-");
}
END_TEST

START_TEST(exactly_one_kind_of_bytes_is_wanted)
{
	for (int set = 0; set < 16; set++) {
		struct taizhang_input input = TAIZHANG_INPUT_INIT, taken;
		bool one = set == 1 || set == 2 || set == 4 || set == 8;

		taizhang_error_clear(&err);
		input.path = set & 1 ? "x" : NULL;
		input.data = set & 2 ? "x" : NULL;
		input.read = set & 4 ? read_nothing : NULL;
		input.read_at = set & 8 ? read_nowhere : NULL;
		ck_assert_int_eq(tz_input_take(&taken, &input, &err), one ? 0 : -1);
		ck_assert_int_eq(err.code, one ? TAIZHANG_OK : TAIZHANG_E_INVAL);
	}
	ck_assert_int_eq(tz_input_take(&(struct taizhang_input){.size = 0}, NULL, NULL), -1);
}
END_TEST

START_TEST(an_empty_path_is_refused)
{
	struct taizhang_input input = tz_input_of_path(""), none = tz_input_of_path(NULL), taken;

	taizhang_error_clear(&err);
	ck_assert_int_eq(tz_input_take(&taken, &input, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_str_eq(err.where, "path");
	ck_assert_int_eq(tz_input_take(&taken, &none, NULL), -1);
}
END_TEST

START_TEST(fields_that_an_older_caller_does_not_know_are_not_read)
{
	struct taizhang_input input = TAIZHANG_INPUT_INIT, taken;

	taizhang_error_clear(&err);
	input.path = "x";
	input.read = read_nothing;
	input.size = offsetof(struct taizhang_input, read);
	tz_assert_ok(tz_input_take(&taken, &input, &err), &err);
	ck_assert(!taken.read);
}
END_TEST

START_TEST(a_pipe_and_a_reading_callback_are_streams)
{
	struct taizhang_input input = TAIZHANG_INPUT_INIT;

	input = tz_input_of_path(temp_write_text("file", "x"));
	ck_assert(!tz_input_is_stream(&input));
	input = tz_input_of_path(temp_dir());
	ck_assert(!tz_input_is_stream(&input));
	input = tz_input_of_path(temp_path("none"));
	ck_assert(!tz_input_is_stream(&input));
	input = tz_input_of_path(temp_path("pipe"));
	ck_assert_int_eq(temp_shell("mkfifo '%s'", input.path), 0);
	ck_assert(tz_input_is_stream(&input));
	input.path = NULL;
	input.read = read_nothing;
	ck_assert(tz_input_is_stream(&input));
	input.read = NULL;
	input.read_at = read_nowhere;
	ck_assert(!tz_input_is_stream(&input));
	input.read_at = NULL;
	input.data = "x";
	ck_assert(!tz_input_is_stream(&input));
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("input");

	suite_add_behaviour(suite, "takes", TESTS(a_name_is_given_where_there_is_none,
		exactly_one_kind_of_bytes_is_wanted, an_empty_path_is_refused,
		fields_that_an_older_caller_does_not_know_are_not_read));
	suite_add_behaviour(suite, "tells", TESTS(a_pipe_and_a_reading_callback_are_streams));
	return suite;
}
