/* SPDX-License-Identifier: MIT */
/* test_pack_flow.c: tests of lib/package/pack_flow.c and pack_job.c; what comes out is read by other programs. */
#include "package/pack_flow.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/pack_job.h"

#define NUM_FILES 400

/* What stands in a file: text that deflates, or bytes that do not. */
struct material {
	char path[64];
	size_t size;
	bool is_text;
	char digest[TAIZHANG_DIGEST_HEX_SIZE];
};

struct run {
	struct tz_digest_values values[NUM_FILES];
	size_t num_read, stop_at;	/* files whose digests came; step says stop at this one */
	uint64_t bytes;
	char name[80];
	uint64_t room;			/* the sink takes so many bytes */
	int fd;
};

static const unsigned int threads[] = {1, 2, 5};
#define NUM_THREADS (sizeof threads / sizeof threads[0])

static struct material materials[NUM_FILES];
static struct taizhang_error err;
static size_t refused;			/* the file whose digests are refused */

static unsigned char *make_bytes(const struct material *material)
{
	unsigned char *bytes = malloc(material->size + 1);
	uint32_t state = (uint32_t)material->size * 2654435761u + 1;

	for (size_t i = 0; i < material->size; i++) {
		state = state * 1664525u + 1013904223u;
		bytes[i] = material->is_text ? (unsigned char)"关于创建文明城市的通知\n"[(state >> 24) % 31] : (unsigned char)(state >> 24);
	}
	return bytes;
}

/* Sizes around every edge, among many small files. */
static void make_materials(void)
{
	static const size_t edges[] = {0, 1, 4095, TZ_FLOW_BLOCK, TZ_FLOW_WHOLE - 1, TZ_FLOW_WHOLE, 65536, TZ_FLOW_WHOLE + 1,
				       TZ_FLOW_WHOLE + 3 * TZ_FLOW_BLOCK + 77};
	const size_t num_edges = sizeof edges / sizeof edges[0];

	for (size_t i = 0; i < NUM_FILES; i++) {
		struct material *material = &materials[i];
		unsigned char *bytes;

		snprintf(material->path, sizeof material->path, "materials/%zu/文件%03zu", i % 3, i);
		material->is_text = i % 2;
		material->size = i % 21 == 7 ? edges[i / 21 % num_edges] : i * 37 % 5000;
		bytes = make_bytes(material);
		temp_write(material->path, bytes, material->size);
		tz_assert_ok(tz_digest_bytes(TAIZHANG_DIGEST_SHA256, bytes, material->size, material->digest, &err), &err);
		free(bytes);
	}
}

static void setup(void)
{
	taizhang_error_clear(&err);
	refused = SIZE_MAX;
	make_materials();
}

static void teardown(void)
{
	temp_remove();
}

static struct tz_flow_file file(const void *context, size_t number)
{
	(void)context;
	return (struct tz_flow_file){materials[number].path, materials[number].path, materials[number].size};
}

static const char *name(void *context, size_t number, struct taizhang_error *why)
{
	struct run *run = context;

	(void)why;
	snprintf(run->name, sizeof run->name, "root/%03zu", number);
	return run->name;
}

static int read_digests(void *context, size_t number, const struct tz_digest_values *values, struct taizhang_error *why)
{
	struct run *run = context;

	ck_assert_uint_eq(number, run->num_read);
	run->values[run->num_read++] = *values;
	return number == refused ? tz_error_set(why, TAIZHANG_E_STATE, TZ_MSG_PACK_CHANGED, "refused") : 0;
}

static int step(void *context, uint64_t bytes, const char *shown, struct taizhang_error *why)
{
	struct run *run = context;

	ck_assert_ptr_nonnull(shown);
	run->bytes += bytes;
	return run->num_read == run->stop_at ? tz_error_set(why, TAIZHANG_E_CANCELLED, TZ_MSG_CANCELLED, NULL) : 0;
}

static int take(void *context, uint64_t at, const void *data, size_t size, struct taizhang_error *why)
{
	const struct run *run = context;

	if (at + size > run->room)
		return tz_error_set(why, TAIZHANG_E_IO, TZ_MSG_FILE_WRITE, "sink");
	ck_assert_int_eq(pwrite(run->fd, data, size, (off_t)at), (ssize_t)size);
	return 0;
}

/* An entry from memory, of many blocks, written in odd pieces. */
static int put_memory(struct tz_flow *flow, size_t size, bool is_known, struct taizhang_error *why)
{
	const struct material material = {.size = size, .is_text = true};
	unsigned char *bytes = make_bytes(&material);
	struct tz_digest_values values;
	char digest[TAIZHANG_DIGEST_HEX_SIZE];
	size_t at = 0, piece = 1;
	int result = tz_flow_begin(flow, "root/memory", is_known ? size : TZ_SIZE_UNKNOWN, why);

	for (; result == 0 && at < size; at += piece) {
		piece = piece * 3 % 100003 < size - at ? piece * 3 % 100003 : size - at;
		result = tz_flow_write(flow, bytes + at, piece, why);
	}
	if (result == 0)
		result = tz_flow_end(flow, &values, why);
	if (result == 0) {
		tz_assert_ok(tz_digest_bytes(TAIZHANG_DIGEST_SHA256, bytes, size, digest, &err), &err);
		ck_assert_str_eq(values.hex[tz_digest_slot(TAIZHANG_DIGEST_SHA256)], digest);
	}
	free(bytes);
	return result;
}

static int put_all(struct tz_flow *flow, bool is_known, struct taizhang_error *why)
{
	for (size_t i = 0; i < NUM_FILES; i++)
		if (tz_flow_put_file(flow, i, why) < 0)
			return -1;
	if (put_memory(flow, 5 * TZ_FLOW_BLOCK / 2, is_known, why) < 0)
		return -1;
	return tz_flow_finish(flow, why);
}

/* Packs all files and an entry from memory; the package's path. */
static const char *pack(enum taizhang_format format, unsigned int num_threads, struct run *run, int *result)
{
	const char *path = temp_path("out");
	const struct tz_sink sink = {take, run};
	struct tz_flow_plan plan = {
		.digests = TAIZHANG_DIGEST_SHA256, .threads = num_threads, .root = temp_dir(), .context = run,
		.file = file, .name = name, .read = read_digests, .step = step,
	};
	struct tz_flow *flow;
	uint64_t bytes;

	run->fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0600);
	ck_assert_int_ge(run->fd, 0);
	plan.container = tz_container_writer_new(format, &sink, "out", 1500000000, &err);
	tz_assert_ptr(plan.container, &err);
	flow = tz_flow_new(&plan, &err);
	tz_assert_ptr(flow, &err);
	*result = put_all(flow, format != TAIZHANG_FORMAT_ZIP, &err);
	if (*result == 0)
		tz_assert_ok(tz_container_finish(plan.container, &bytes, &err), &err);
	tz_flow_free(flow);
	tz_container_free(plan.container);
	close(run->fd);
	return path;
}

static struct run begin_run(void)
{
	return (struct run){.stop_at = SIZE_MAX, .room = UINT64_MAX};
}

/* The same for every number of threads; keeps the bytes of the first as "first". */
static void assert_equal(enum taizhang_format format)
{
	for (size_t t = 0; t < NUM_THREADS; t++) {
		struct run *run = malloc(sizeof *run);
		const char *path;
		int result;

		*run = begin_run();
		path = pack(format, threads[t], run, &result);
		tz_assert_ok(result, &err);
		ck_assert_uint_eq(run->num_read, NUM_FILES);
		for (size_t i = 0; i < NUM_FILES; i++)
			ck_assert_str_eq(run->values[i].hex[tz_digest_slot(TAIZHANG_DIGEST_SHA256)], materials[i].digest);
		ck_assert_int_eq(temp_shell(t == 0 ? "mv '%s' '%s'" : "cmp '%s' '%s'", path, temp_path("first")), 0);
		free(run);
	}
}

/* Another program gives the bytes back. */
static void assert_holds(const char *extract)
{
	ck_assert_int_eq(temp_shell("cd '%s' && mkdir x && cd x && %s", temp_dir(), extract), 0);
	for (size_t i = 0; i < NUM_FILES; i++) {
		char path[32], digest[TAIZHANG_DIGEST_HEX_SIZE];
		size_t size;
		char *bytes;

		snprintf(path, sizeof path, "x/root/%03zu", i);
		bytes = temp_read(temp_path(path), &size);
		tz_assert_ok(tz_digest_bytes(TAIZHANG_DIGEST_SHA256, bytes, size, digest, &err), &err);
		ck_assert_str_eq(digest, materials[i].digest);
		free(bytes);
	}
}

START_TEST(a_zip_is_the_same_whatever_the_number_of_threads)
{
	assert_equal(TAIZHANG_FORMAT_ZIP);
	assert_holds("unzip -q ../first && unzip -tq ../first");
}
END_TEST

START_TEST(a_tar_is_the_same_whatever_the_number_of_threads)
{
	assert_equal(TAIZHANG_FORMAT_TAR);
	assert_holds("tar xf ../first");
}
END_TEST

START_TEST(text_is_deflated_and_noise_is_stored)
{
	struct run run = begin_run();
	int result;
	const char *path = pack(TAIZHANG_FORMAT_ZIP, 2, &run, &result);

	tz_assert_ok(result, &err);
	/* file 175 is of several blocks of text, 154 of noise, and one entry is from memory */
	ck_assert_int_eq(temp_shell("unzip -v '%s' | grep -q 'Defl.* root/175$'", path), 0);
	ck_assert_int_eq(temp_shell("unzip -v '%s' | grep -q 'Defl.* root/memory$'", path), 0);
	ck_assert_int_eq(temp_shell("unzip -v '%s' | grep -q 'Stored .* root/154$'", path), 0);
	ck_assert_int_eq(temp_shell("unzip -v '%s' | grep -q 'Stored .* root/398$'", path), 0);
	ck_assert_int_eq(temp_shell("unzip -v '%s' | grep -q 'Defl.* root/399$'", path), 0);
}
END_TEST

/* The first failure in the order of files is told, whoever met it, and nothing after it was read. */
static void assert_fails(const char *where, int code, size_t num_read)
{
	for (size_t t = 0; t < NUM_THREADS; t++) {
		struct run *run = malloc(sizeof *run);
		int result;

		*run = begin_run();
		taizhang_error_clear(&err);
		pack(TAIZHANG_FORMAT_ZIP, threads[t], run, &result);
		ck_assert_int_eq(result, -1);
		tz_assert_code(&err, code);
		ck_assert_str_eq(err.where, where);
		ck_assert_uint_eq(run->num_read, num_read);
		free(run);
	}
}

START_TEST(a_small_file_that_changed_is_told_before_a_long_one)
{
	ck_assert_uint_gt(materials[175].size, TZ_FLOW_WHOLE);
	temp_write(materials[160].path, "longer", 6);
	temp_write(materials[161].path, "other", 5);
	temp_write(materials[175].path, "short", 5);
	assert_fails(materials[160].path, TAIZHANG_E_STATE, 160);
}
END_TEST

START_TEST(a_long_file_that_grew_or_shrank_is_told)
{
	ck_assert_int_eq(truncate(temp_path(materials[175].path), (off_t)materials[175].size + 1), 0);
	assert_fails(materials[175].path, TAIZHANG_E_STATE, 175);
	ck_assert_int_eq(truncate(temp_path(materials[175].path), TZ_FLOW_BLOCK), 0);
	assert_fails(materials[175].path, TAIZHANG_E_STATE, 175);
}
END_TEST

START_TEST(a_file_that_is_gone_or_a_link_is_told)
{
	unlink(temp_path(materials[399].path));
	unlink(temp_path(materials[398].path));
	ck_assert_int_eq(symlink("/etc/passwd", temp_path(materials[398].path)), 0);
	assert_fails(materials[398].path, TAIZHANG_E_UNSAFE, 398);
	unlink(temp_path(materials[175].path));
	assert_fails(materials[175].path, TAIZHANG_E_IO, 175);
}
END_TEST

START_TEST(digests_that_are_refused_stop_the_work)
{
	refused = 100;
	assert_fails("refused", TAIZHANG_E_STATE, 101);
	refused = 175;
	assert_fails("refused", TAIZHANG_E_STATE, 176);
}
END_TEST

START_TEST(who_steps_can_stop)
{
	struct run run = begin_run();
	int result;

	run.stop_at = 55;
	pack(TAIZHANG_FORMAT_ZIP, 3, &run, &result);
	ck_assert_int_eq(result, -1);
	tz_assert_code(&err, TAIZHANG_E_CANCELLED);
	ck_assert_uint_eq(run.num_read, 55);
}
END_TEST

START_TEST(a_full_disk_is_told)
{
	for (size_t t = 0; t < NUM_THREADS; t++) {
		struct run run = begin_run();
		int result;

		taizhang_error_clear(&err);
		run.room = 3 << 20;
		pack(TAIZHANG_FORMAT_ZIP, threads[t], &run, &result);
		ck_assert_int_eq(result, -1);
		tz_assert_code(&err, TAIZHANG_E_IO);
		ck_assert_str_eq(err.where, "sink");
	}
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("pack_flow");
	TCase *flows = tcase_create("flows"), *fails = tcase_create("fails");

	tcase_set_timeout(flows, 120);
	tcase_add_checked_fixture(flows, setup, teardown);
	tcase_add_test(flows, a_zip_is_the_same_whatever_the_number_of_threads);
	tcase_add_test(flows, a_tar_is_the_same_whatever_the_number_of_threads);
	tcase_add_test(flows, text_is_deflated_and_noise_is_stored);
	suite_add_tcase(suite, flows);
	tcase_set_timeout(fails, 120);
	tcase_add_checked_fixture(fails, setup, teardown);
	tcase_add_test(fails, a_small_file_that_changed_is_told_before_a_long_one);
	tcase_add_test(fails, a_long_file_that_grew_or_shrank_is_told);
	tcase_add_test(fails, a_file_that_is_gone_or_a_link_is_told);
	tcase_add_test(fails, digests_that_are_refused_stop_the_work);
	tcase_add_test(fails, who_steps_can_stop);
	tcase_add_test(fails, a_full_disk_is_told);
	suite_add_tcase(suite, fails);
	return suite;
}
