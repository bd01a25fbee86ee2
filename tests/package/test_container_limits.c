/* SPDX-License-Identifier: MIT */
/* test_container_limits.c: each limit holds at its number and not one past it. */
#include <stddef.h>
#include <string.h>

#include "base/limits.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "package/container.h"

#define MANY ((uint64_t)1 << 62)

static struct tz_container c;
static char path[] = "包/data/一.jpg";
static struct tz_entry entry;
static struct taizhang_findings *findings;
static struct taizhang_error err;

/* A zip of 1,000,000 bytes and no limit that is near. */
static void setup(void)
{
	taizhang_error_clear(&err);
	findings = taizhang_findings_new(&err);
	entry = (struct tz_entry){.path = path};
	memset(&c, 0, sizeof c);
	c.input = (struct taizhang_input)TAIZHANG_INPUT_INIT;
	c.input.name = "收到/x.zip";
	c.format = TAIZHANG_FORMAT_ZIP;
	c.seekable = true;
	c.packed_size = 1000000;
	c.limits = (struct taizhang_limits){.size = sizeof c.limits, .total_bytes = MANY, .file_bytes = MANY, .ratio = MANY};
	c.findings = findings;
	c.current = &entry;
}

static void teardown(void)
{
	taizhang_findings_free(findings);
}

static tz_step declares(uint64_t size)
{
	entry.size = size;
	return tz_container_declare(&c, &entry, &err);
}

/* The one finding: what stopped it, where, and the limit. */
static void stopped_by(const char *id, const char *file, const char *limit)
{
	const struct taizhang_finding *finding = taizhang_findings_get(findings, 0);

	ck_assert(c.stopped);
	ck_assert_uint_eq(taizhang_findings_num(findings), 1);
	ck_assert_str_eq(taizhang_finding_id(finding), id);
	ck_assert_str_eq(taizhang_finding_file(finding), file);
	ck_assert_str_eq(taizhang_finding_expected(finding), limit);
}

static void passes(tz_step step)
{
	ck_assert_int_eq(step, 0);
	ck_assert(!c.stopped);
	ck_assert_uint_eq(taizhang_findings_num(findings), 0);
}

START_TEST(what_the_caller_leaves_open_is_the_default)
{
	const struct taizhang_limits asked = {.size = sizeof asked, .entries = 7, .ratio = 9};
	struct taizhang_limits limits;

	tz_limits_resolve(&limits, NULL);
	ck_assert_uint_eq(limits.entries, TZ_LIMIT_ENTRIES);
	ck_assert_uint_eq(limits.total_bytes, TZ_LIMIT_TOTAL_BYTES);
	ck_assert_uint_eq(limits.file_bytes, TZ_LIMIT_FILE_BYTES);
	ck_assert_uint_eq(limits.ratio, TZ_LIMIT_RATIO);
	ck_assert_uint_eq(limits.manifest_lines, TZ_LIMIT_MANIFEST_LINES);
	ck_assert_uint_eq(limits.xml_bytes, TZ_LIMIT_XML_BYTES);
	ck_assert_uint_eq(limits.xml_depth, TZ_LIMIT_XML_DEPTH);
	tz_limits_resolve(&limits, &asked);
	ck_assert_uint_eq(limits.entries, 7);
	ck_assert_uint_eq(limits.total_bytes, TZ_LIMIT_TOTAL_BYTES);
	ck_assert_uint_eq(limits.ratio, 9);
}
END_TEST

START_TEST(an_older_caller_knows_fewer_of_them)
{
	const struct taizhang_limits asked = {.size = offsetof(struct taizhang_limits, file_bytes), .total_bytes = 5,
					      .file_bytes = 5, .ratio = 5};
	struct taizhang_limits limits;

	tz_limits_resolve(&limits, &asked);
	ck_assert_uint_eq(limits.total_bytes, 5);
	ck_assert_uint_eq(limits.file_bytes, TZ_LIMIT_FILE_BYTES);
	ck_assert_uint_eq(limits.ratio, TZ_LIMIT_RATIO);
}
END_TEST

START_TEST(one_file_may_say_as_much_as_its_limit)
{
	c.limits.file_bytes = 100;
	passes(declares(100));
	passes(declares(100));
	ck_assert_int_eq(declares(101), 1);
	stopped_by("container-file-bytes", "包/data/一.jpg", "100");
}
END_TEST

START_TEST(all_together_may_say_as_much_as_their_limit)
{
	c.limits.total_bytes = 300;
	passes(declares(100));
	passes(declares(200));
	ck_assert_int_eq(declares(1), 1);
	stopped_by("container-bytes", "x.zip", "300");
}
END_TEST

START_TEST(sizes_that_overflow_their_sum_are_too_many)
{
	c.limits.file_bytes = UINT64_MAX;
	c.limits.total_bytes = UINT64_MAX - 1;
	passes(declares(UINT64_MAX - 1));
	ck_assert_int_eq(declares(UINT64_MAX - 1), 1);
	stopped_by("container-bytes", "x.zip", "18446744073709551614");
}
END_TEST

START_TEST(bytes_that_come_count_whatever_was_said)
{
	c.limits.file_bytes = 100;
	c.limits.total_bytes = 150;
	passes(declares(1));
	passes(tz_container_count(&c, 60, &err));
	passes(tz_container_count(&c, 40, &err));
	c.current_bytes = 0;
	passes(tz_container_count(&c, 50, &err));
	ck_assert_int_eq(tz_container_count(&c, 1, &err), 1);
	stopped_by("container-bytes", "x.zip", "150");
}
END_TEST

START_TEST(one_file_may_give_as_much_as_its_limit)
{
	c.limits.file_bytes = 100;
	passes(tz_container_count(&c, 100, &err));
	ck_assert_int_eq(tz_container_count(&c, 1, &err), 1);
	stopped_by("container-file-bytes", "包/data/一.jpg", "100");
}
END_TEST

START_TEST(as_many_bytes_may_come_out_of_one_as_the_ratio)
{
	c.limits.ratio = 50;
	passes(declares(50000000));
	passes(tz_container_count(&c, 50000000, &err));
	ck_assert_int_eq(_i == 0 ? declares(1) : tz_container_count(&c, 1, &err), 1);
	stopped_by("container-ratio", "x.zip", "50");
}
END_TEST

START_TEST(the_ratio_is_not_judged_of_little)
{
	c.limits.ratio = 1;
	c.packed_size = 100;
	passes(declares(TZ_LIMIT_RATIO_FROM));
	passes(tz_container_count(&c, TZ_LIMIT_RATIO_FROM, &err));
	ck_assert_int_eq(_i == 0 ? declares(1) : tz_container_count(&c, 1, &err), 1);
	stopped_by("container-ratio", "x.zip", "1");
}
END_TEST

START_TEST(a_folder_is_not_packed)
{
	c.format = TAIZHANG_FORMAT_DIRECTORY;
	c.limits.ratio = 1;
	c.packed_size = 0;
	passes(declares(MANY));
	passes(tz_container_count(&c, MANY, &err));
}
END_TEST

START_TEST(of_a_stream_nobody_knows_what_will_come)
{
	c.seekable = false;
	c.packed_size = 0;
	c.limits.ratio = 1;
	passes(declares(MANY));
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("container_limits");
	TCase *resolves = tcase_create("resolves"), *bytes = tcase_create("bytes"), *ratio = tcase_create("ratio");

	tcase_add_checked_fixture(bytes, setup, teardown);
	tcase_add_checked_fixture(ratio, setup, teardown);
	tcase_add_test(resolves, what_the_caller_leaves_open_is_the_default);
	tcase_add_test(resolves, an_older_caller_knows_fewer_of_them);
	tcase_add_test(bytes, one_file_may_say_as_much_as_its_limit);
	tcase_add_test(bytes, all_together_may_say_as_much_as_their_limit);
	tcase_add_test(bytes, sizes_that_overflow_their_sum_are_too_many);
	tcase_add_test(bytes, bytes_that_come_count_whatever_was_said);
	tcase_add_test(bytes, one_file_may_give_as_much_as_its_limit);
	tcase_add_loop_test(ratio, as_many_bytes_may_come_out_of_one_as_the_ratio, 0, 2);
	tcase_add_loop_test(ratio, the_ratio_is_not_judged_of_little, 0, 2);
	tcase_add_test(ratio, a_folder_is_not_packed);
	tcase_add_test(ratio, of_a_stream_nobody_knows_what_will_come);
	suite_add_tcase(suite, resolves);
	suite_add_tcase(suite, bytes);
	suite_add_tcase(suite, ratio);
	return suite;
}
