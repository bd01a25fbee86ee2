/* SPDX-License-Identifier: MIT */
/* test_exif.c: blocks of Exif with and without their mark, cut, and full of nonsense. */
#include "inspect/exif.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "inspect/gallery.h"
#include "inspect/jpeg_header.h"

static struct taizhang_error err;
static struct taizhang_facts *facts;
static unsigned char *bytes, *block;
static size_t size;

/* The block of the photograph, after "Exif\0\0". */
static void setup(void)
{
	struct tz_source source;
	struct tz_jpeg_header header;
	size_t all;

	bytes = gallery_read("jpeg/photo.jpg", &all);
	tz_assert_ok(tz_source_begin(&source, "photo", &err), &err);
	tz_assert_ok(tz_source_write(&source, bytes, all, &err), &err);
	tz_assert_ok(tz_source_end(&source, &err), &err);
	tz_assert_ok(tz_jpeg_header_read(&source, &header, &err), &err);
	tz_source_close(&source);
	block = bytes + header.exif.offset;
	size = header.exif.size;
	ck_assert_uint_gt(size, 400);
}

static void teardown(void)
{
	taizhang_facts_free(facts);
	facts = NULL;
	free(bytes);
}

static void read_block(const unsigned char *data, size_t num)
{
	struct tz_inspection inspection = {NULL, NULL, false};
	unsigned char *own = malloc(num + 1);

	/* A block of its own, past whose end a sanitizer sees every byte that is read. */
	ck_assert_ptr_nonnull(own);
	memcpy(own, data, num);
	own = realloc(own, num ? num : 1);
	ck_assert_ptr_nonnull(own);
	taizhang_facts_free(facts);
	facts = tz_facts_new(&err);
	tz_assert_ptr(facts, &err);
	inspection.facts = facts;
	tz_assert_ok(tz_exif_read(&inspection, own, num, &err), &err);
	tz_facts_finish(facts);
	free(own);
}

START_TEST(a_block_is_read_with_its_mark_and_without)
{
	read_block(block, size);
	ck_assert_str_eq(gallery_fact(facts, "taken"), "2017-05-03T10:11:12.34+08:00");
	read_block(block + 6, size - 6);
	ck_assert_str_eq(gallery_fact(facts, "taken"), "2017-05-03T10:11:12.34+08:00");
	ck_assert_str_eq(gallery_fact(facts, "gps"), "40.657400,109.840300");
	ck_assert_str_eq(gallery_fact(facts, "resolution"), "300");
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_WHOLE);
}
END_TEST

START_TEST(coordinates_may_be_written_with_a_sign)
{
	unsigned int changed = 0;

	/* The two tags of three rationals each. */
	for (size_t i = 6; i + 12 <= size; i++) {
		const bool big = !memcmp(block + i + 1, "\2\0\5\0\0\0\3", 7) || !memcmp(block + i + 1, "\4\0\5\0\0\0\3", 7);
		const bool little = !memcmp(block + i, "\2\0\5\0\3\0\0\0", 8) || !memcmp(block + i, "\4\0\5\0\3\0\0\0", 8);

		if (big || little) {
			block[i + (big ? 3 : 2)] = 10;
			changed++;
		}
	}
	ck_assert_uint_eq(changed, 2);
	read_block(block, size);
	ck_assert_str_eq(gallery_fact(facts, "gps"), "40.657400,109.840300");
}
END_TEST

START_TEST(nothing_is_made_up)
{
	static const unsigned char empty[] = "II*\0\x08\0\0\0\0\0\0\0\0\0";

	read_block(empty, sizeof empty - 1);
	ck_assert_uint_eq(taizhang_facts_num(facts), 0);
}
END_TEST

START_TEST(a_block_cut_anywhere_gives_what_it_has)
{
	for (size_t cut = 0; cut < size; cut++)
		read_block(block, cut);
	ck_assert_int_eq(taizhang_facts_state(facts), TAIZHANG_FACTS_WHOLE);
}
END_TEST

START_TEST(nonsense_at_any_byte_harms_nobody)
{
	static const unsigned char values[] = {0, 0x7f, 0xff};

	for (size_t at = 0; at < size; at++)
		for (size_t i = 0; i < sizeof values; i++) {
			unsigned char before = block[at];

			block[at] = values[i];
			read_block(block, size);
			block[at] = before;
		}
}
END_TEST

START_TEST(more_than_a_segment_holds_is_not_looked_at)
{
	unsigned char *large = calloc(1, 300000);

	ck_assert_ptr_nonnull(large);
	memcpy(large, block + 6, size - 6);
	read_block(large, 300000);
	ck_assert_str_eq(gallery_fact(facts, "camera"), "ExampleCam X1");
	free(large);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("exif");
	TCase *tcase = tcase_create("block");

#if !HAVE_LIBEXIF
	puts("SKIP: libexif is not built in");
	exit(77);
#endif
	tcase_add_checked_fixture(tcase, setup, teardown);
	suite_add_tcase(suite, tcase);
	tcase_add_test(tcase, a_block_is_read_with_its_mark_and_without);
	tcase_add_test(tcase, coordinates_may_be_written_with_a_sign);
	tcase_add_test(tcase, nothing_is_made_up);
	tcase_add_test(tcase, a_block_cut_anywhere_gives_what_it_has);
	tcase_add_test(tcase, nonsense_at_any_byte_harms_nobody);
	tcase_add_test(tcase, more_than_a_segment_holds_is_not_looked_at);
	return suite;
}
