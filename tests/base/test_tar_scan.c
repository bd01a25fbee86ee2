/* SPDX-License-Identifier: MIT */
/* test_tar_scan.c: the headers of tars put together block by block: sizes, extended headers and their limits, sparse files. */
#include "base/tar_scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "harness/assert.h"
#include "harness/suite.h"

static struct taizhang_error err;

/* One header with its body; a tar is a row of them. */
struct part {
	char type;
	const char *body;		/* NULL: zeros, of size */
	size_t size;			/* of the body; 0: its length */
	const char *size_field;		/* in place of the octal size */
	enum { PLAIN, WRONG_SUM, SIGNED_SUM, MORE_MAP } way;
};

#define MOST_PARTS 20

static void add_padding(struct tz_buffer *tar)
{
	static const char zeros[TZ_TAR_BLOCK];

	tz_buffer_add(tar, zeros, (TZ_TAR_BLOCK - tar->size % TZ_TAR_BLOCK) % TZ_TAR_BLOCK);
}

static void add_part(struct tz_buffer *tar, const struct part *part)
{
	char *zeros = calloc(1, part->size + 1);
	const char *body = part->body ? part->body : zeros;
	size_t size = part->size || !part->body ? part->size : strlen(body);
	unsigned char block[TZ_TAR_BLOCK] = {0};
	int sum = 0;

	snprintf((char *)block, 100, "file");
	if (part->way == SIGNED_SUM)
		memset(block, 0xE4, 3);
	memcpy(block + 100, "000644 \0", 8);
	snprintf((char *)block + 124, 12, "%011zo", size);
	if (part->size_field)
		memcpy(block + 124, part->size_field, 12);
	memset(block + 148, ' ', 8);
	block[156] = (unsigned char)part->type;
	memcpy(block + 257, "ustar\0" "00", 8);
	block[482] = part->way == MORE_MAP;
	for (size_t i = 0; i < TZ_TAR_BLOCK; i++)
		sum += part->way == SIGNED_SUM && block[i] > 127 ? block[i] - 256 : block[i];
	snprintf((char *)block + 148, 8, "%06o", (unsigned int)(sum + (part->way == WRONG_SUM)));
	tz_buffer_add(tar, block, sizeof block);
	for (int i = 0; part->way == MORE_MAP && i < 2; i++) {
		memset(block, 0, sizeof block);
		block[504] = i == 0;
		tz_buffer_add(tar, block, sizeof block);
	}
	tz_buffer_add(tar, body, size);
	add_padding(tar);
	free(zeros);
}

static struct tz_buffer make(const struct part *parts)
{
	struct tz_buffer tar = TZ_BUFFER_INIT;
	static const char end[2 * TZ_TAR_BLOCK];

	for (; parts->type; parts++)
		add_part(&tar, parts);
	tz_buffer_add(&tar, end, sizeof end);
	return tar;
}

static int take(struct tz_tar_scan *scan, const struct tz_buffer *tar, size_t step)
{
	int result = 0;

	taizhang_error_clear(&err);
	*scan = (struct tz_tar_scan){0};
	for (size_t at = 0; at < tar->size && result == 0; at += step)
		result = tz_tar_scan_take(scan, tar->data + at, tar->size - at < step ? tar->size - at : step, &err);
	return result;
}

#define PAX(text) {'x', text, 0, NULL, PLAIN}
#define FILE_OF(size) {'0', NULL, size, NULL, PLAIN}
#define LARGE (TZ_LIMIT_TAR_EXTENSION + 1)

static const struct {
	const char *name;
	const char *why;		/* it is refused; NULL: it is not */
	const char *members;		/* 's' for each that is sparse, 'f' for each that is not */
	struct part parts[MOST_PARTS];
} cases[] = {
	{"nothing", NULL, "", {{0}}},
	{"files", NULL, "fff", {FILE_OF(0), FILE_OF(1), FILE_OF(513)}},
	{"a folder and a link", NULL, "fff", {{'5', "", 0, NULL, PLAIN}, {'2', "", 0, NULL, PLAIN}, FILE_OF(5)}},
	{"a sum of signed characters", NULL, "ff", {{'0', "x", 0, NULL, SIGNED_SUM}, FILE_OF(1)}},
	{"a sum that is wrong ends it", NULL, "f", {FILE_OF(1), {'0', "x", 0, NULL, WRONG_SUM}, FILE_OF(1)}},
	/* sizes */
	{"a size ended by a blank", NULL, "ff", {{'0', "x", 0, "0000000001  ", PLAIN}, FILE_OF(1)}},
	{"a binary size", NULL, "ff", {{'0', "x", 0, "\x80\0\0\0\0\0\0\0\0\0\0\1", PLAIN}, FILE_OF(1)}},
	{"a negative size", "a size that is no number", "", {{'0', "x", 0, "\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF\xFF", PLAIN}}},
	{"a size past 64 bits", "a size that is no number", "", {{'0', "x", 0, "\x80\0\0\1\0\0\0\0\0\0\0\0", PLAIN}}},
	{"a size that is no number", "a size that is no number", "", {{'0', "x", 0, "0000000000x\0", PLAIN}}},
	{"a link with data", "a link, device or folder with data", "", {{'1', "x", 0, NULL, PLAIN}}},
	{"a folder with data", "a link, device or folder with data", "", {{'5', "x", 0, NULL, PLAIN}}},
	{"a folder with data by pax", "a link, device or folder with data", "", {PAX("10 size=1\n"), {'5', "", 0, NULL, PLAIN}}},
	{"a part of several volumes", "a tar of several volumes", "", {{'M', "x", 0, NULL, PLAIN}}},
	/* pax */
	{"a pax name", NULL, "ff", {PAX("11 path=ab\n"), FILE_OF(5), FILE_OF(1)}},
	{"a binary pax name", NULL, "f", {PAX("21 hdrcharset=BINARY\n12 path=\xD6\xD0z\n"), FILE_OF(5)}},
	{"a pax size", NULL, "ff", {PAX("10 size=5\n"), {'0', "hello", 0, "00000000000\0", PLAIN}, FILE_OF(1)}},
	{"the last of two sizes", NULL, "ff", {PAX("10 size=9\n12 size=600\n"), FILE_OF(600), FILE_OF(1)}},
	{"a size for the next member alone", NULL, "fff", {PAX("10 size=5\n"), FILE_OF(5), FILE_OF(600), FILE_OF(1)}},
	{"a pax size that is no number", "a size that is no number", "", {PAX("11 size=-5\n")}},
	{"a pax size without end", "a size that is no number", "", {PAX("29 size=99999999999999999999\n")}},
	{"an empty pax size", "a size that is no number", "", {PAX("8 size=\n")}},
	{"a pax name with NUL", "a name with NUL inside", "", {{'x', "13 path=a\0bc\n", 13, NULL, PLAIN}}},
	{"a pax link with NUL", "a name with NUL inside", "", {{'x', "15 linkpath=\0b\n", 15, NULL, PLAIN}}},
	{"NUL in some other value", NULL, "f", {{'x', "12 VND.x=\0b\n", 12, NULL, PLAIN}, FILE_OF(1)}},
	{"a record too long", "a pax record whose length is wrong", "", {PAX("12 path=ab\n")}},
	{"a record too short", "a pax record whose length is wrong", "", {PAX("10 path=ab\n")}},
	{"a record of length 0", "a pax record whose length is wrong", "", {PAX("0 path=ab\n")}},
	{"a record of its length alone", "a pax record whose length is wrong", "", {PAX("2 \n")}},
	{"a record without a length", "a pax record whose length is wrong", "", {PAX("path=ab\n")}},
	{"a record without a key", "a pax record without a key", "", {PAX("6 =ab\n")}},
	{"a record without a value", "a pax record without a key", "", {PAX("8 path\n\n")}},
	/* global */
	{"a global comment", NULL, "ff", {{'g', "18 comment=a tar.\n", 0, NULL, PLAIN}, FILE_OF(5), FILE_OF(1)}},
	{"a global name", "a global header that names or sizes its members", "", {{'g', "11 path=ab\n", 0, NULL, PLAIN}}},
	{"a global size", "a global header that names or sizes its members", "", {{'g', "10 size=5\n", 0, NULL, PLAIN}}},
	{"a global sparse map", "a global header that names or sizes its members", "", {{'g', "22 GNU.sparse.major=1\n", 0, NULL, PLAIN}}},
	/* limits */
	{"a pax header over the limit", "an extended header that is too large", "", {{'x', NULL, LARGE, NULL, PLAIN}}},
	{"a pax header of 100 MB", "an extended header that is too large", "", {{'x', "", 0, "00575360400\0", PLAIN}}},
	{"a long name of 8 GB", "an extended header that is too large", "", {{'L', "", 0, "77777777777\0", PLAIN}}},
	{"two headers over the limit together", "an extended header that is too large", "",
	 {{'L', NULL, 600000, NULL, PLAIN}, {'K', NULL, 600000, NULL, PLAIN}}},
	{"two headers of two members", NULL, "ff",
	 {{'L', NULL, 600000, NULL, PLAIN}, FILE_OF(0), {'L', NULL, 600000, NULL, PLAIN}, FILE_OF(0)}},
	{"17 headers before a member", "too many extended headers", "",
	 {PAX(""), PAX(""), PAX(""), PAX(""), PAX(""), PAX(""), PAX(""), PAX(""), PAX(""), PAX(""), PAX(""), PAX(""), PAX(""), PAX(""),
	  PAX(""), PAX(""), PAX(""), FILE_OF(0)}},
	/* GNU */
	{"a long name and a long link", NULL, "f", {{'L', "abc", 4, NULL, PLAIN}, {'K', "abc", 4, NULL, PLAIN}, FILE_OF(1)}},
	{"a long name with NUL inside", "a name with NUL inside", "", {{'L', "ab\0c", 5, NULL, PLAIN}}},
	/* sparse */
	{"GNU's old sparse file", NULL, "sf", {{'S', "x", 0, NULL, PLAIN}, FILE_OF(1)}},
	{"one with more of its map", NULL, "sf", {{'S', "x", 0, NULL, MORE_MAP}, FILE_OF(1)}},
	{"one with more of its map and no data", NULL, "sf", {{'S', "", 0, NULL, MORE_MAP}, FILE_OF(1)}},
	{"sparse by pax 0.0", NULL, "sf", {PAX("22 GNU.sparse.size=99\n"), FILE_OF(5), FILE_OF(1)}},
	{"sparse by pax 1.0", NULL, "fsf", {FILE_OF(1), PAX("22 GNU.sparse.major=1\n"), FILE_OF(5), FILE_OF(1)}},
	{"sparse by star", NULL, "s", {PAX("22 SCHILY.realsize=99\n"), FILE_OF(5)}},
	{"sparse by Solaris", NULL, "s", {{'X', "23 SUN.holesdata= 0 99\n", 0, NULL, PLAIN}, FILE_OF(5)}},
};

START_TEST(each_case_is_taken_or_refused_for_its_own_reason)
{
	static const size_t steps[] = {1, 511, 512, 65536, SIZE_MAX};
	struct tz_buffer tar = make(cases[_i].parts);
	struct tz_tar_scan scan;

	for (size_t i = tar.size > 100000; i < sizeof steps / sizeof steps[0]; i++) {
		int result = take(&scan, &tar, steps[i]);

		ck_assert_msg((result < 0) == (cases[_i].why != NULL), "%s: %s", cases[_i].name, err.detail);
		if (result < 0)
			ck_assert_str_eq(err.detail, cases[_i].why);
		else
			ck_assert_uint_eq(scan.num_members - scan.next_member, strlen(cases[_i].members));
		for (size_t m = 0; result == 0 && m < strlen(cases[_i].members); m++)
			ck_assert_msg(scan.members[m].sparse == (cases[_i].members[m] == 's'), "%s: member %zu", cases[_i].name, m);
		tz_tar_scan_free(&scan);
	}
	tz_buffer_free(&tar);
}
END_TEST

START_TEST(each_member_begins_where_libarchive_finds_it)
{
	static const struct part parts[] = {FILE_OF(513), PAX("11 path=ab\n"), {'S', "x", 0, NULL, PLAIN}, FILE_OF(0), {0}};
	struct tz_buffer tar = make(parts);
	struct tz_tar_scan scan;
	bool sparse = true;

	ck_assert_int_eq(take(&scan, &tar, SIZE_MAX), 0);
	tz_assert_ok(tz_tar_scan_member(&scan, 0, &sparse, &err), &err);
	ck_assert(!sparse);
	ck_assert_int_eq(tz_tar_scan_member(&scan, 1024, &sparse, &err), -1);
	ck_assert_str_eq(err.detail, "headers that can be read in two ways");
	taizhang_error_clear(&err);
	tz_assert_ok(tz_tar_scan_member(&scan, 1536, &sparse, &err), &err);
	ck_assert(sparse);
	tz_assert_ok(tz_tar_scan_member(&scan, 3584, &sparse, &err), &err);
	ck_assert(!sparse);
	ck_assert_int_eq(tz_tar_scan_member(&scan, 4096, &sparse, &err), -1);
	tz_tar_scan_free(&scan);
	tz_buffer_free(&tar);
}
END_TEST

START_TEST(a_tar_ends_with_two_blocks_of_zeros_and_nothing_else)
{
	static const struct part parts[] = {FILE_OF(1), {0}};
	struct tz_buffer tar = make(parts);
	struct tz_tar_scan scan;

	ck_assert_int_eq(take(&scan, &tar, SIZE_MAX), 0);
	tz_assert_ok(tz_tar_scan_end(&scan, 1024, &err), &err);
	ck_assert_int_eq(tz_tar_scan_take(&scan, "\0\0\0\0", 4, &err), 0);
	tz_assert_ok(tz_tar_scan_end(&scan, 1024, &err), &err);
	ck_assert_int_eq(tz_tar_scan_take(&scan, "x", 1, &err), 0);
	ck_assert_int_eq(tz_tar_scan_end(&scan, 1024, &err), -1);
	ck_assert_str_eq(err.detail, "bytes after the end of the tar");
	tz_tar_scan_free(&scan);
	tar.size--;
	ck_assert_int_eq(take(&scan, &tar, SIZE_MAX), 0);
	ck_assert_int_eq(tz_tar_scan_end(&scan, 1024, &err), -1);
	ck_assert_str_eq(err.detail, "the end of the tar is missing");
	tz_tar_scan_free(&scan);
	tz_buffer_free(&tar);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("tar_scan");
	TCase *judges = tcase_create("judges");

	tcase_add_loop_test(judges, each_case_is_taken_or_refused_for_its_own_reason, 0, sizeof cases / sizeof cases[0]);
	suite_add_tcase(suite, judges);
	suite_add_behaviour(suite, "follows", TESTS(each_member_begins_where_libarchive_finds_it,
						    a_tar_ends_with_two_blocks_of_zeros_and_nothing_else));
	return suite;
}
