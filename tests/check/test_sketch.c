/* SPDX-License-Identifier: MIT */
/* test_sketch.c: how much two texts have in common, told from a few hundred hashes of each. */
#include "check/sketch.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "harness/assert.h"
#include "harness/suite.h"

static struct taizhang_error err;

struct sketch {
	uint64_t *hashes, whole;
	size_t num;
};

static struct sketch make(const char *text, size_t least)
{
	struct sketch sketch;

	tz_assert_ok(tz_sketch_make(text, strlen(text), least, &sketch.hashes, &sketch.num, &sketch.whole, &err), &err);
	return sketch;
}

static unsigned int percent(const char *a, const char *b)
{
	struct sketch one = make(a, 1), other = make(b, 1);
	unsigned int result = tz_sketch_percent(one.hashes, one.num, other.hashes, other.num);

	ck_assert_uint_eq(result, tz_sketch_percent(other.hashes, other.num, one.hashes, one.num));
	free(one.hashes);
	free(other.hashes);
	return result;
}

/* Different characters, as many as wanted, from a number on. */
static char *characters(unsigned int from, unsigned int num)
{
	struct tz_buffer out = TZ_BUFFER_INIT;

	for (unsigned int i = from; i < from + num; i++) {
		unsigned int c = 0x4e00 + i * 7919 % 20000;
		const char utf8[3] = {(char)(0xe0 | c >> 12), (char)(0x80 | (c >> 6 & 63)), (char)(0x80 | (c & 63))};

		tz_buffer_add(&out, utf8, 3);
	}
	return tz_buffer_take(&out, &err);
}

START_TEST(blanks_punctuation_width_and_case_make_no_other_text)
{
	struct sketch one = make("全市 2017 年建成ABC站点，共 12 个。\n", 5), other = make("全市２０１７年\n建成abc站点共12个", 5);

	ck_assert_uint_eq(one.whole, other.whole);
	ck_assert_uint_eq(tz_sketch_percent(one.hashes, one.num, other.hashes, other.num), 100);
	free(one.hashes);
	free(other.hashes);
	ck_assert_uint_lt(percent("全市建成站点", "全市建成展点"), 50);
}
END_TEST

START_TEST(a_text_that_is_too_short_has_no_sketch)
{
	struct sketch sketch = make("全市建成站点共十", 9);

	ck_assert_ptr_null(sketch.hashes);
	ck_assert_uint_eq(sketch.num, 0);
	sketch = make("全市建成站点共十二", 9);
	ck_assert_uint_eq(sketch.num, 5);
	free(sketch.hashes);
	ck_assert_uint_eq(make("", 0).num, 0);
}
END_TEST

START_TEST(short_texts_are_compared_exactly)
{
	/* 6 runs each, of which 4 are in both: 4 of 8. */
	ck_assert_uint_eq(percent("甲乙丙丁戊己庚辛壬癸", "丙丁戊己庚辛壬癸子丑"), 50);
	ck_assert_uint_eq(percent("甲乙丙丁戊己庚", "子丑寅卯辰巳午"), 0);
	ck_assert_uint_eq(tz_sketch_percent(NULL, 0, NULL, 0), 0);
}
END_TEST

START_TEST(long_texts_are_compared_to_a_few_in_a_hundred)
{
	/* Runs from 0 to 9995 and from 1000 to 10995: 8996 of 10996 are in both, 81 in a hundred. */
	char *a = characters(0, 10000), *b = characters(1000, 10000);
	unsigned int share = percent(a, b);

	ck_assert_uint_ge(share, 74);
	ck_assert_uint_le(share, 88);
	free(a);
	free(b);
}
END_TEST

START_TEST(what_repeats_counts_once)
{
	struct sketch sketch = make("一二三四五一二三四五一二三四五一二三四五", 5);

	ck_assert_uint_eq(sketch.num, 5);
	for (size_t i = 1; i < sketch.num; i++)
		ck_assert_uint_gt(sketch.hashes[i], sketch.hashes[i - 1]);
	free(sketch.hashes);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("sketch");

	suite_add_behaviour(suite, "texts", TESTS(blanks_punctuation_width_and_case_make_no_other_text,
						  a_text_that_is_too_short_has_no_sketch, what_repeats_counts_once));
	suite_add_behaviour(suite, "comparing", TESTS(short_texts_are_compared_exactly,
						      long_texts_are_compared_to_a_few_in_a_hundred));
	return suite;
}
