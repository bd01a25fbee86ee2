/* SPDX-License-Identifier: MIT */
/* test_facts_code.c: facts that become bytes come back as they were; other bytes are no facts. */
#include "inspect/facts_code.h"

#include <stdlib.h>
#include <string.h>

#include "base/limits.h"
#include "harness/assert.h"
#include "harness/suite.h"

static struct taizhang_facts *facts, *back;
static struct tz_buffer bytes;
static struct taizhang_error err;

static void setup(void)
{
	taizhang_error_clear(&err);
	facts = tz_facts_new(&err);
	back = NULL;
	bytes = (struct tz_buffer)TZ_BUFFER_INIT;
}

static void teardown(void)
{
	taizhang_facts_free(facts);
	taizhang_facts_free(back);
	tz_buffer_free(&bytes);
}

static void fill(void)
{
	facts->format = TZ_FORMAT_XLSX;
	facts->media_type = "application/x-special";
	tz_facts_add(facts, TZ_FACT_TITLE, "义务教育经费投入", "docProps/core.xml", &err);
	tz_facts_add_number(facts, TZ_FACT_PAGES, -5, NULL, &err);
	tz_facts_add_number(facts, TZ_FACT_CELLS, INT64_MAX, "all", &err);
	tz_facts_add_number(facts, TZ_FACT_FORMULAS, INT64_MIN, NULL, &err);
	for (int i = 0; i < TZ_LIMIT_FACTS_OF_NAME + 50; i++)
		tz_facts_add(facts, TZ_FACT_FORMULA_ERROR, "#REF!", "A1", &err);
	tz_facts_add_sheet(facts, "投入", false, &err);
	tz_facts_add_cell(facts, &(struct tz_facts_cell){.text = "15%", .row = 1, .column = 1, .formula = true}, &err);
	tz_facts_add_cell(facts, &(struct tz_facts_cell){.text = "#N/A", .row = UINT32_MAX, .column = 16384, .error = true, .hidden = true}, &err);
	tz_facts_add_sheet(facts, "", true, &err);
	tz_facts_add_sheet(facts, "三", false, &err);
	tz_facts_add_cell(facts, &(struct tz_facts_cell){.text = "合计", .row = 2, .column = 3}, &err);
	tz_facts_write(facts, "第一行\n\t第二行\n", strlen("第一行\n\t第二行\n"), &err);
	tz_facts_worsen(facts, TAIZHANG_FACTS_DAMAGED, "crc", "xl/sheet1.xml", &err);
	tz_facts_finish(facts);
}

static void turn(void)
{
	tz_facts_encode(facts, &bytes);
	tz_assert_ok(tz_buffer_check(&bytes, &err), &err);
	back = tz_facts_decode(bytes.data, bytes.size, &err);
	tz_assert_ptr(back, &err);
}

static void assert_same(const struct taizhang_facts *a, const struct taizhang_facts *b)
{
	ck_assert_int_eq(a->state, b->state);
	ck_assert_int_eq(a->format, b->format);
	ck_assert_str_eq(taizhang_facts_media_type(a), taizhang_facts_media_type(b));
	ck_assert_str_eq(taizhang_facts_text(a, NULL), taizhang_facts_text(b, NULL));
	ck_assert(a->text_cut == b->text_cut);
	ck_assert_uint_eq(a->num, b->num);
	for (size_t i = 0; i < a->num; i++) {
		ck_assert_int_eq(a->entries[i].id, b->entries[i].id);
		ck_assert_int_eq(a->entries[i].number, b->entries[i].number);
		ck_assert_str_eq(a->entries[i].value, b->entries[i].value);
		ck_assert_str_eq(a->entries[i].place, b->entries[i].place);
	}
	ck_assert_int_eq(memcmp(a->counts, b->counts, sizeof a->counts), 0);
	ck_assert_uint_eq(a->num_sheets, b->num_sheets);
	for (size_t i = 0; i < a->num_sheets; i++)
		ck_assert_str_eq(a->sheets[i], b->sheets[i]);
	ck_assert_uint_eq(a->num_cells, b->num_cells);
	for (size_t i = 0; i < a->num_cells; i++) {
		ck_assert_str_eq(a->cells[i].text, b->cells[i].text);
		ck_assert(a->cells[i].row == b->cells[i].row && a->cells[i].column == b->cells[i].column &&
			  a->cells[i].sheet == b->cells[i].sheet && a->cells[i].formula == b->cells[i].formula &&
			  a->cells[i].error == b->cells[i].error && a->cells[i].hidden == b->cells[i].hidden);
	}
}

START_TEST(all_of_them_come_back_as_they_were)
{
	fill();
	turn();
	assert_same(facts, back);
}
END_TEST

START_TEST(facts_of_nothing_come_back)
{
	tz_facts_worsen(facts, TAIZHANG_FACTS_EMPTY, NULL, NULL, &err);
	turn();
	assert_same(facts, back);
}
END_TEST

START_TEST(a_text_at_the_limit_stays_whole_and_a_cut_one_cut)
{
	char *text = malloc(TZ_LIMIT_INSPECT_TEXT);

	memset(text, 'x', TZ_LIMIT_INSPECT_TEXT);
	tz_facts_write(facts, text, TZ_LIMIT_INSPECT_TEXT, &err);
	tz_facts_write(facts, text, 1, &err);
	free(text);
	turn();
	assert_same(facts, back);
	ck_assert(back->text_cut);
	ck_assert_int_eq(back->state, TAIZHANG_FACTS_LIMITED);
}
END_TEST

START_TEST(what_breaks_off_anywhere_is_none)
{
	fill();
	tz_facts_encode(facts, &bytes);
	for (size_t size = 0; size < bytes.size; size++) {
		/* Of its own, so that a byte read past it is seen. */
		char *part = malloc(size + !size);

		memcpy(part, bytes.data, size);
		ck_assert_msg(!tz_facts_decode(part, size, &err), "%zu of %zu bytes", size, bytes.size);
		ck_assert_int_eq(err.code, TAIZHANG_OK);
		free(part);
	}
	tz_buffer_add(&bytes, "x", 1);
	ck_assert_ptr_null(tz_facts_decode(bytes.data, bytes.size, &err));
}
END_TEST

START_TEST(whatever_byte_is_another_gives_safe_facts_or_none)
{
	fill();
	tz_facts_encode(facts, &bytes);
	for (size_t i = 0; i < bytes.size; i++) {
		for (int k = 0; k < 3; k++) {
			const char was = bytes.data[i];

			bytes.data[i] = (char)(k == 0 ? 0 : k == 1 ? 0xff : was ^ 0x80);
			back = tz_facts_decode(bytes.data, bytes.size, &err);
			bytes.data[i] = was;
			ck_assert_int_eq(err.code, TAIZHANG_OK);
			for (size_t n = 0; n < taizhang_facts_num(back); n++)
				ck_assert_ptr_null(strpbrk(taizhang_fact_value(taizhang_facts_get(back, n)), "\n\t\x01\x7f"));
			for (size_t n = 0; n < taizhang_facts_num_cells(back); n++) {
				struct taizhang_cell cell;

				ck_assert_int_eq(taizhang_facts_get_cell(back, n, &cell), 0);
			}
			taizhang_facts_free(back);
			back = NULL;
		}
	}
}
END_TEST

START_TEST(numbers_that_are_too_large_are_none)
{
	static const unsigned char state[] = {0x81, 0x80, 0x80, 0x80, 0x10, 1}, endless[] = {0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 1},
		format[] = {1, 0x7f, 0, 0, 0, 0, 0, 0};

	ck_assert_ptr_null(tz_facts_decode(state, sizeof state, &err));
	ck_assert_ptr_null(tz_facts_decode(endless, sizeof endless, &err));
	ck_assert_ptr_null(tz_facts_decode(format, sizeof format, &err));
	ck_assert_ptr_null(tz_facts_decode("", 0, &err));
	ck_assert_int_eq(err.code, TAIZHANG_OK);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("facts_code");
	TCase *turns = tcase_create("comes back"), *refuses = tcase_create("refuses");

	tcase_add_checked_fixture(turns, setup, teardown);
	tcase_add_test(turns, all_of_them_come_back_as_they_were);
	tcase_add_test(turns, facts_of_nothing_come_back);
	tcase_add_test(turns, a_text_at_the_limit_stays_whole_and_a_cut_one_cut);
	suite_add_tcase(suite, turns);
	tcase_add_checked_fixture(refuses, setup, teardown);
	tcase_add_test(refuses, what_breaks_off_anywhere_is_none);
	tcase_add_test(refuses, whatever_byte_is_another_gives_safe_facts_or_none);
	tcase_add_test(refuses, numbers_that_are_too_large_are_none);
	suite_add_tcase(suite, refuses);
	return suite;
}
