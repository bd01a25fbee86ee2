/* SPDX-License-Identifier: MIT */
/* test_zip_write_failure.c: lets each write of a zip's sink and each allocation of its writer fail in turn. */
#include "package/container_write.h"

#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/memory.h"
#include "harness/put_entry.h"
#include "harness/suite.h"
#include "package/entries.h"

static unsigned char noise[600000];
static char text[600000];
static struct taizhang_error err;

static void set_up(void)
{
	taizhang_error_clear(&err);
	fill_random(noise, sizeof noise, 6);
	for (size_t i = 0; i < sizeof text; i++)
		text[i] = (char)('a' + i / 5 % 17);
}

static void tear_down(void)
{
	memory_fail_at(SIZE_MAX);
}

/* Entries in every way: small and large, stored and deflated, whole and in parts, patched in memory and in the sink; and as many as
 * take a second chunk of memory. */
static int write_entries(struct tz_container_writer *w)
{
	char name[64];

	if (put_entry(w, "small", "s", 1, &err) != 0 || put_entry(w, "noise", noise, sizeof noise, &err) != 0 ||
	    put_entry(w, "text", text, sizeof text, &err) != 0 ||
	    tz_container_put_coded(w, "coded", TZ_CODING_STORED, 1, 3, "abc", 3, &err) != 0 ||
	    tz_container_begin(w, "parts", sizeof noise, TZ_CODING_STORED, &err) != 0 ||
	    tz_container_write(w, noise, sizeof noise / 2, &err) != 0 ||
	    tz_container_write(w, noise + sizeof noise / 2, sizeof noise / 2, &err) != 0 ||
	    tz_container_end(w, 1, sizeof noise, &err) != 0 ||
	    tz_container_begin(w, "unknown", TZ_SIZE_UNKNOWN, TZ_CODING_STORED, &err) != 0 ||
	    tz_container_write(w, noise, sizeof noise, &err) != 0 || tz_container_end(w, 1, sizeof noise, &err) != 0)
		return -1;
	for (int i = 0; i < 3000; i++) {
		snprintf(name, sizeof name, "%d/another name of the many that there are", i);
		if (tz_container_put_coded(w, name, TZ_CODING_STORED, 1, 3, "abc", 3, &err) != 0)
			return -1;
	}
	return 0;
}

static int write_zip(const struct tz_sink *sink)
{
	struct tz_container_writer *w = tz_container_writer_new(TAIZHANG_FORMAT_ZIP, sink, "out.zip", TEST_TIME, &err);
	uint64_t bytes;
	int result = w && write_entries(w) == 0 ? tz_container_finish(w, &bytes, &err) : -1;

	tz_container_free(w);
	return result;
}

START_TEST(each_write_of_the_sink_may_fail)
{
	struct failing_sink failing;
	int writes = 0;

	for (;; writes++) {
		taizhang_error_clear(&err);
		failing_sink_init(&failing, writes);
		if (write_zip(&failing.sink) == 0)
			break;
		tz_assert_code(&err, TAIZHANG_E_IO);
		ck_assert_str_eq(err.where, "sink");
		/* The one that failed was the last. */
		ck_assert_int_eq(failing.writes_left, -1);
	}
	tz_assert_code(&err, TAIZHANG_OK);
	/* Of the three large entries alone headers, bytes, and two go back. */
	ck_assert_int_gt(writes, 10);
}
END_TEST

START_TEST(each_allocation_may_fail)
{
	struct failing_sink sink;
	size_t n = 0;

	for (;; n++) {
		int result;

		taizhang_error_clear(&err);
		failing_sink_init(&sink, 1000);
		memory_fail_at(n);
		result = write_zip(&sink.sink);
		if (!memory_has_failed())
			break;
		ck_assert_int_eq(result, -1);
		tz_assert_code(&err, TAIZHANG_E_NOMEM);
	}
	tz_assert_code(&err, TAIZHANG_OK);
	/* The writer, the name, which grows, three chunks; and what put_entry takes. */
	ck_assert_uint_ge(n, 11);
}
END_TEST

START_TEST(a_writer_given_up_in_the_middle_writes_nothing_more)
{
	struct failing_sink failing;
	struct tz_container_writer *w;

	failing_sink_init(&failing, 0);
	w = tz_container_writer_new(TAIZHANG_FORMAT_ZIP, &failing.sink, "out.zip", TEST_TIME, &err);
	tz_assert_ok(tz_container_begin(w, "a", 10, TZ_CODING_STORED, &err), &err);
	tz_assert_ok(tz_container_write(w, "12345", 5, &err), &err);
	tz_container_free(w);
	ck_assert_int_eq(failing.writes_left, 0);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("zip_write_failure");
	TCase *fails = tcase_create("fails");

	tcase_add_checked_fixture(fails, set_up, tear_down);
	tcase_add_test(fails, each_write_of_the_sink_may_fail);
	tcase_add_test(fails, each_allocation_may_fail);
	tcase_add_test(fails, a_writer_given_up_in_the_middle_writes_nothing_more);
	suite_add_tcase(suite, fails);
	return suite;
}
