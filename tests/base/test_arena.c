/* SPDX-License-Identifier: MIT */
/* test_arena.c: strings in blocks. */
#include "base/arena.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"

static struct taizhang_error err;

START_TEST(strings_stay_as_they_were_put)
{
	struct tz_arena arena = {0};
	char text[64], *kept[5000];

	for (int i = 0; i < 5000; i++) {
		snprintf(text, sizeof text, "%d 号文件", i);
		kept[i] = tz_arena_strdup(&arena, text, &err);
		tz_assert_ptr(kept[i], &err);
	}
	for (int i = 0; i < 5000; i++) {
		snprintf(text, sizeof text, "%d 号文件", i);
		ck_assert_str_eq(kept[i], text);
	}
	tz_arena_free(&arena);
	tz_arena_free(&arena);
}
END_TEST

START_TEST(one_larger_than_a_block_has_its_own)
{
	struct tz_arena arena = {0};
	char *large = malloc(100001), *copy, *small;

	memset(large, 'x', 100000);
	large[100000] = '\0';
	small = tz_arena_strdup(&arena, "before", &err);
	copy = tz_arena_strdup(&arena, large, &err);
	tz_assert_ptr(copy, &err);
	ck_assert_str_eq(copy, large);
	ck_assert_str_eq(tz_arena_strdup(&arena, "behind", &err), "behind");
	ck_assert_str_eq(small, "before");
	ck_assert_ptr_null(tz_arena_strdup(&arena, NULL, &err));
	ck_assert_int_eq(err.code, TAIZHANG_OK);
	free(large);
	tz_arena_free(&arena);
}
END_TEST

START_TEST(what_is_dropped_makes_room)
{
	struct tz_arena arena = {0};
	char *kept = tz_arena_strdup(&arena, "kept", &err), *first = tz_arena_strdup(&arena, "first", &err);

	tz_arena_drop(&arena, first);
	ck_assert_ptr_eq(tz_arena_strdup(&arena, "other", &err), first);
	ck_assert_str_eq(kept, "kept");
	tz_arena_free(&arena);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("arena");
	TCase *strings = tcase_create("strings");

	tcase_add_test(strings, strings_stay_as_they_were_put);
	tcase_add_test(strings, one_larger_than_a_block_has_its_own);
	tcase_add_test(strings, what_is_dropped_makes_room);
	suite_add_tcase(suite, strings);
	return suite;
}
