/* SPDX-License-Identifier: MIT */
/* test_source.c: the bytes of a file that is inspected, from wherever they come, can be read at any place. */
#include "inspect/source.h"

#include <fcntl.h>
#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/input.h"
#include "base/limits.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"

#define BYTES 10000

static char bytes[BYTES];
static struct tz_source source;
static struct taizhang_error err;

static void setup(void)
{
	for (size_t i = 0; i < BYTES; i++)
		bytes[i] = (char)(i * 7 % 251);
	source = (struct tz_source)TZ_SOURCE_INIT;
	taizhang_error_clear(&err);
}

static void teardown(void)
{
	tz_source_close(&source);
	tz_source_close(&source);
}

/* All of it can be read: as a whole, its head, past its end, by path, as an input. */
static void assert_holds(const char *wanted, size_t size)
{
	struct taizhang_input input = tz_source_input(&source);
	char got[BYTES + 10], path[64];
	int fd;

	ck_assert_uint_eq(source.size, size);
	ck_assert_uint_eq(source.head_size, size < sizeof source.head ? size : sizeof source.head);
	ck_assert_int_eq(memcmp(source.head, wanted, source.head_size), 0);
	ck_assert_int_eq(tz_source_read(&source, 0, got, sizeof got, &err), (int64_t)size);
	ck_assert_int_eq(memcmp(got, wanted, size), 0);
	ck_assert_int_eq(tz_source_read(&source, size, got, 1, &err), 0);
	ck_assert_int_eq(input.read_at(input.context, size / 2, got, sizeof got), (int64_t)(size - size / 2));
	ck_assert_uint_eq(input.bytes, size);
	tz_source_path(&source, path, sizeof path);
	fd = open(path, O_RDONLY);
	ck_assert_int_ge(fd, 0);
	ck_assert_int_eq(read(fd, got, sizeof got), (ssize_t)size);
	close(fd);
}

static struct taizhang_input taken(const struct taizhang_input *input)
{
	struct taizhang_input out;

	tz_assert_ok(tz_input_take(&out, input, &err), &err);
	return out;
}

START_TEST(a_file_is_read_where_it_lies)
{
	struct taizhang_input input = tz_input_of_path(temp_write("a.bin", bytes, BYTES));

	input = taken(&input);
	tz_assert_ok(tz_source_open(&source, &input, NULL, &err), &err);
	assert_holds(bytes, BYTES);
	ck_assert_str_eq(source.name, input.path);
}
END_TEST

START_TEST(memory_has_a_descriptor_too)
{
	struct taizhang_input input = TAIZHANG_INPUT_INIT;

	input.data = bytes;
	input.data_size = 100;
	input = taken(&input);
	tz_assert_ok(tz_source_open(&source, &input, "照片.jpg", &err), &err);
	assert_holds(bytes, 100);
	ck_assert_str_eq(source.name, "照片.jpg");
}
END_TEST

struct stream {
	uint64_t left, at;
	bool fails;
};

static int64_t read_stream(void *context, void *buf, size_t size)
{
	struct stream *stream = context;

	if (stream->fails && stream->at > 20000)
		return -1;
	if (size > stream->left)
		size = (size_t)stream->left;
	if (size > 777)
		size = 777;
	for (size_t i = 0; i < size; i++)
		((char *)buf)[i] = bytes[(stream->at + i) % BYTES];
	stream->left -= size;
	stream->at += size;
	return (int64_t)size;
}

static int64_t read_past(void *context, void *buf, size_t size)
{
	(void)context;
	(void)buf;
	return (int64_t)size + 1;
}

static int64_t read_at(void *context, uint64_t offset, void *buf, size_t size)
{
	(void)context;
	if (size > BYTES - offset)
		size = (size_t)(BYTES - offset);
	memcpy(buf, bytes + offset, size);
	return (int64_t)size;
}

START_TEST(callbacks_are_read_once)
{
	struct stream stream = {BYTES, 0, false};
	struct taizhang_input input = TAIZHANG_INPUT_INIT;

	input.read = read_stream;
	input.context = &stream;
	input = taken(&input);
	tz_assert_ok(tz_source_open(&source, &input, "x", &err), &err);
	assert_holds(bytes, BYTES);
	tz_source_close(&source);
	input = (struct taizhang_input)TAIZHANG_INPUT_INIT;
	input.read_at = read_at;
	input.bytes = BYTES;
	input = taken(&input);
	tz_assert_ok(tz_source_open(&source, &input, "x", &err), &err);
	assert_holds(bytes, BYTES);
}
END_TEST

static void *feed(void *path)
{
	int fd = open(path, O_WRONLY);

	if (fd < 0 || write(fd, bytes, BYTES) != BYTES)
		abort();
	close(fd);
	return NULL;
}

START_TEST(a_pipe_is_taken_in)
{
	char *path = strdup(temp_path("pipe"));
	struct taizhang_input input = tz_input_of_path(path);
	pthread_t thread;

	ck_assert_int_eq(mkfifo(path, 0600), 0);
	ck_assert_int_eq(pthread_create(&thread, NULL, feed, path), 0);
	input = taken(&input);
	tz_assert_ok(tz_source_open(&source, &input, NULL, &err), &err);
	pthread_join(thread, NULL);
	assert_holds(bytes, BYTES);
	free(path);
}
END_TEST

START_TEST(pieces_that_come_make_a_source)
{
	tz_assert_ok(tz_source_begin(&source, "data/通知.txt", &err), &err);
	for (size_t at = 0; at < BYTES; at += 1000)
		tz_assert_ok(tz_source_write(&source, bytes + at, 1000, &err), &err);
	tz_assert_ok(tz_source_end(&source, &err), &err);
	assert_holds(bytes, BYTES);
}
END_TEST

START_TEST(an_empty_one_is_a_source)
{
	tz_assert_ok(tz_source_begin(&source, "x", &err), &err);
	tz_assert_ok(tz_source_end(&source, &err), &err);
	assert_holds("", 0);
}
END_TEST

START_TEST(what_cannot_be_read_is_an_error)
{
	struct taizhang_input input = tz_input_of_path(temp_path("nowhere"));
	struct stream stream = {BYTES * 10, 0, true};

	input = taken(&input);
	ck_assert_int_eq(tz_source_open(&source, &input, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	ck_assert_int_eq(source.fd, -1);
	taizhang_error_clear(&err);
	input = tz_input_of_path(temp_dir());
	input = taken(&input);
	ck_assert_int_eq(tz_source_open(&source, &input, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&err);
	input = (struct taizhang_input)TAIZHANG_INPUT_INIT;
	input.read = read_stream;
	input.context = &stream;
	input = taken(&input);
	ck_assert_int_eq(tz_source_open(&source, &input, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	ck_assert_int_eq(source.fd, -1);
	taizhang_error_clear(&err);
	input.read = read_past;
	ck_assert_int_eq(tz_source_open(&source, &input, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
}
END_TEST

/* Bytes that nobody has to store. */
static int64_t read_much(void *context, void *buf, size_t size)
{
	uint64_t *left = context;

	size = size < *left ? size : (size_t)*left;
	memset(buf, 'x', size);
	*left -= size;
	return (int64_t)size;
}

START_TEST(a_stream_that_is_too_long_is_refused)
{
	uint64_t left = (uint64_t)TZ_LIMIT_INSPECT_SPOOL + 1;
	struct taizhang_input input = TAIZHANG_INPUT_INIT;

	input.read = read_much;
	input.context = &left;
	input = taken(&input);
	ck_assert_int_eq(tz_source_open(&source, &input, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_LIMIT);
	ck_assert_int_eq(source.fd, -1);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("source");
	TCase *takes = tcase_create("takes"), *refuses = tcase_create("refuses");

	tcase_add_checked_fixture(takes, setup, teardown);
	tcase_add_test(takes, a_file_is_read_where_it_lies);
	tcase_add_test(takes, memory_has_a_descriptor_too);
	tcase_add_test(takes, callbacks_are_read_once);
	tcase_add_test(takes, a_pipe_is_taken_in);
	tcase_add_test(takes, pieces_that_come_make_a_source);
	tcase_add_test(takes, an_empty_one_is_a_source);
	suite_add_tcase(suite, takes);
	tcase_add_checked_fixture(refuses, setup, teardown);
	tcase_add_test(refuses, what_cannot_be_read_is_an_error);
	tcase_add_test(refuses, a_stream_that_is_too_long_is_refused);
	suite_add_tcase(suite, refuses);
	return suite;
}
