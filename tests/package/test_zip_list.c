/* SPDX-License-Identifier: MIT */
/* test_zip_list.c: tests of lib/package/zip_list.c. */
#include "package/zip_list.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/memory.h"
#include "harness/suite.h"

static struct taizhang_error err;
static struct tz_zip_list list;

static void set_up(void)
{
	taizhang_error_clear(&err);
	list = (struct tz_zip_list)TZ_ZIP_LIST_INIT;
}

static void tear_down(void)
{
	memory_fail_at(SIZE_MAX);
	tz_zip_list_free(&list);
}

static struct tz_zip_item *add(const char *name)
{
	struct tz_zip_item *item = tz_zip_list_add(&list, name, strlen(name), &err);

	tz_assert_ptr(item, &err);
	return item;
}

static void assert_names(const char *const *names)
{
	struct tz_zip_walk walk = {NULL, 0};

	for (; *names; names++) {
		ck_assert_ptr_nonnull(tz_zip_list_next(&list, &walk));
		ck_assert_uint_eq(list.name_size, strlen(*names));
		ck_assert_mem_eq(list.name, *names, list.name_size);
	}
	ck_assert_ptr_null(tz_zip_list_next(&list, &walk));
}

/* The name of the i-th of many entries, like those of a package. */
static const char *name_of(unsigned int i, char out[100])
{
	snprintf(out, 100, "包头市-2017/data/I-2-1-%u-%u/%02u-经费投入统计表.xlsx", i / 1000, i / 20 % 50, i % 20);
	return out;
}

START_TEST(names_come_back_in_their_order)
{
	static const char *const names[] = {"r/bagit.txt", "r/bag-info.txt", "r/data/a/1.jpg", "r/data/a/1.jpg", "r/data/a/1.jp",
					    "r/data/a/1.jpgx", "x", "包头市", "包头", NULL};

	for (const char *const *name = names; *name; name++)
		add(*name);
	ck_assert_uint_eq(list.num, 9);
	assert_names(names);
}
END_TEST

START_TEST(nothing_gives_nothing)
{
	static const char *const none[] = {NULL};

	assert_names(none);
}
END_TEST

START_TEST(numbers_may_be_set_late)
{
	struct tz_zip_walk walk = {NULL, 0};
	struct tz_zip_item *items[3000];
	const struct tz_zip_item *found;
	char name[100];

	for (unsigned int i = 0; i < 3000; i++) {
		items[i] = add(name_of(i, name));
		ck_assert_uint_eq(items[i]->size + items[i]->coded_size + items[i]->crc + items[i]->is_deflated +
				  items[i]->is_large, 0);
	}
	for (unsigned int i = 0; i < 3000; i++) {
		items[i]->size = (uint64_t)i << 40;
		items[i]->coded_size = i;
		items[i]->crc = 0xFFFFFFFFu - i;
		items[i]->is_deflated = i % 2;
		items[i]->is_large = i % 3 == 0;
	}
	for (unsigned int i = 0; i < 3000; i++) {
		found = tz_zip_list_next(&list, &walk);
		ck_assert_ptr_eq(found, items[i]);
		name_of(i, name);
		ck_assert_uint_eq(list.name_size, strlen(name));
		ck_assert_mem_eq(list.name, name, list.name_size);
		ck_assert_uint_eq(found->size, (uint64_t)i << 40);
		ck_assert_uint_eq(found->coded_size, i);
		ck_assert_uint_eq(found->crc, 0xFFFFFFFFu - i);
		ck_assert_uint_eq(found->is_deflated, i % 2);
		ck_assert_uint_eq(found->is_large, i % 3 == 0);
	}
	ck_assert_ptr_null(tz_zip_list_next(&list, &walk));
}
END_TEST

START_TEST(the_longest_names_come_back)
{
	char *a = malloc(TZ_ZIP_LIST_NAME + 1), *b = malloc(TZ_ZIP_LIST_NAME + 1);
	const char *names[] = {"short", a, "short", a, b, "end", NULL};

	memset(a, 'a', TZ_ZIP_LIST_NAME);
	memset(b, 'b', TZ_ZIP_LIST_NAME);
	a[TZ_ZIP_LIST_NAME] = b[TZ_ZIP_LIST_NAME] = '\0';
	for (size_t i = 0; names[i]; i++)
		add(names[i]);
	assert_names(names);
	free(a);
	free(b);
}
END_TEST

START_TEST(a_hundred_thousand_entries_take_less_than_sixty_bytes_each)
{
	const unsigned int num = 100000;
	char name[100];

	/* The chunks, and the name: so many allocations suffice. */
	memory_fail_at(num * 60 / 65536 + 1);
	for (unsigned int i = 0; i < num; i++)
		add(name_of(i, name));
	ck_assert(!memory_has_failed());
}
END_TEST

START_TEST(want_of_memory_is_told_and_the_list_goes_on)
{
	static const char *const names[] = {"a", "aaa", NULL};

	for (size_t i = 0; i < 2; i++) {
		memory_fail_at(i);
		ck_assert_ptr_null(tz_zip_list_add(&list, "a", 1, &err));
		tz_assert_code(&err, TAIZHANG_E_NOMEM);
		ck_assert_uint_eq(list.num, 0);
	}
	taizhang_error_clear(&err);
	add("a");
	add("aaa");
	assert_names(names);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("zip_list");
	TCase *names = tcase_create("names"), *memory = tcase_create("memory");

	tcase_add_checked_fixture(names, set_up, tear_down);
	tcase_add_test(names, names_come_back_in_their_order);
	tcase_add_test(names, nothing_gives_nothing);
	tcase_add_test(names, numbers_may_be_set_late);
	tcase_add_test(names, the_longest_names_come_back);
	suite_add_tcase(suite, names);
	tcase_add_checked_fixture(memory, set_up, tear_down);
	tcase_add_test(memory, a_hundred_thousand_entries_take_less_than_sixty_bytes_each);
	tcase_add_test(memory, want_of_memory_is_told_and_the_list_goes_on);
	suite_add_tcase(suite, memory);
	return suite;
}
