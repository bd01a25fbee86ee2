/* SPDX-License-Identifier: MIT */
/* test_survey.c: the facts of a ledger's files, item by item, on any number of threads: lib/inspect/survey.c, survey_job.c. */
#include "inspect/survey.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "inspect/facts_code.h"
#include "ledger/ledger.h"
#include "ledger/small.h"

static struct tz_survey *survey;
static struct tz_survey_plan plan;
static const struct tz_survey_file *files;
static size_t num;

static void setup(void)
{
	small_begin_official();
	survey = NULL;
	plan = (struct tz_survey_plan){.ledger = small.ledger, .threads = 1};
}

static void teardown(void)
{
	tz_survey_free(survey);
	small_end();
}

/* Files that begin as pictures and end soon; every third has the bytes of another. */
static void fill(const char *item, int count)
{
	char name[32], text[64];

	for (int i = 0; i < count; i++) {
		snprintf(name, sizeof name, "图%02d.jpg", i);
		snprintf(text, sizeof text, "\xff\xd8\xff\xe0 %d", i % 3 ? i : 0);
		small_write(item, name, text);
	}
}

static void begin(void)
{
	tz_survey_free(survey);
	survey = tz_survey_new(&plan, &small.err);
	tz_assert_ptr(survey, &small.err);
}

static void ask(const char *item)
{
	tz_assert_ok(tz_survey_item(survey, small_item(item), &files, &num, &small.err), &small.err);
}

static const char *format(size_t index)
{
	return taizhang_facts_format(files[index].facts);
}

/* All items one after another, as text. */
static char *all(void)
{
	struct tz_buffer out = TZ_BUFFER_INIT;

	begin();
	for (size_t i = 0; i < taizhang_ledger_num_items(small.ledger); i++) {
		const struct taizhang_node *item = taizhang_ledger_get_item(small.ledger, i);

		tz_assert_ok(tz_survey_item(survey, item, &files, &num, &small.err), &small.err);
		tz_buffer_printf(&out, "%s\n", taizhang_node_code(item));
		for (size_t k = 0; k < num; k++) {
			tz_buffer_printf(&out, "%s %p\n", taizhang_file_path(files[k].file), (const void *)files[k].record);
			if (files[k].facts)
				tz_facts_encode(files[k].facts, &out);
		}
	}
	return tz_buffer_take(&out, NULL);
}

/* Puts facts of our own into the cache, under the bytes and the name of the first file of an item. */
static void plant(const char *item, const char *title)
{
	struct tz_facts_cache *cache = tz_facts_cache_open(taizhang_ledger_directory(small.ledger), true, plan.programs);
	const struct taizhang_file *file = taizhang_record_get_file(small_record(item, 1), 0);
	struct taizhang_facts *facts = tz_facts_new(&small.err);
	struct tz_buffer bytes = TZ_BUFFER_INIT;
	struct tz_facts_key key;

	ck_assert(tz_facts_key_make(&key, tz_file_digest(file), taizhang_file_path(file)));
	tz_facts_add(facts, TZ_FACT_TITLE, title, NULL, &small.err);
	tz_facts_encode(facts, &bytes);
	tz_facts_cache_put(cache, &key, bytes.data, bytes.size);
	tz_facts_cache_save(cache);
	tz_facts_cache_free(cache);
	tz_buffer_free(&bytes);
	taizhang_facts_free(facts);
}

static const char *title(size_t index)
{
	return taizhang_fact_value(taizhang_facts_find(files[index].facts, "title"));
}

START_TEST(files_come_in_the_order_of_records_with_their_facts)
{
	fill(PICTURES, 5);
	small_write(NOTICE, "通知.pdf", "%PDF-1.4");
	small_write(NOTICE, "空.txt", "");
	small_scan();
	begin();
	ask(NOTICE);
	ck_assert_uint_eq(num, 2);
	for (size_t i = 0; i < num; i++)
		ck_assert_ptr_nonnull(strstr(taizhang_file_path(files[i].file), i ? "通知.pdf" : "空.txt"));
	ck_assert_int_eq(taizhang_facts_state(files[0].facts), TAIZHANG_FACTS_EMPTY);
	ck_assert_str_eq(format(1), "pdf");
	ask(REPORT);
	ck_assert_uint_eq(num, 0);
	ask(PICTURES);
	ck_assert_uint_eq(num, 5);
	for (size_t i = 0; i < num; i++) {
		ck_assert_str_eq(format(i), "jpeg");
		ck_assert(files[i].record == small_record(PICTURES, 1) || i > 0);
	}
}
END_TEST

START_TEST(threads_change_nothing)
{
	char *one, *three;

	fill(PICTURES, 40);
	fill(REPORT, 10);
	small_write(OPINION, "意见.pdf", "%PDF-1.4");
	small_scan();
	one = all();
	plan.threads = 3;
	three = all();
	ck_assert_str_eq(one, three);
	free(one);
	free(three);
}
END_TEST

START_TEST(items_may_be_left_out_and_asked_for_again)
{
	fill(PICTURES, 30);
	fill(REPORT, 20);
	small_write(NOTICE, "通知.pdf", "%PDF-1.4");
	small_scan();
	plan.threads = 2;
	begin();
	ask(PICTURES);
	ck_assert_uint_eq(num, 30);
	ask(NOTICE);
	ck_assert_uint_eq(num, 1);
	ck_assert_str_eq(format(0), "pdf");
	ask(OPINION);
	ck_assert_uint_eq(num, 0);
	ask(REPORT);
	ck_assert_uint_eq(num, 20);
	ask(REPORT);
	ck_assert_uint_eq(num, 20);
	ck_assert_str_eq(format(19), "jpeg");
}
END_TEST

START_TEST(a_file_that_is_gone_has_no_facts)
{
	fill(PICTURES, 3);
	small_scan();
	ck_assert_int_eq(unlink(small_disk(PICTURES, "图01.jpg")), 0);
	begin();
	ask(PICTURES);
	ck_assert_uint_eq(num, 3);
	ck_assert_ptr_nonnull(files[0].facts);
	ck_assert_ptr_null(files[1].facts);
	ck_assert_ptr_nonnull(files[2].facts);
}
END_TEST

START_TEST(what_was_inspected_is_remembered)
{
	char *first, *second;

	fill(PICTURES, 7);
	small_scan();
	plan.cache_directory = taizhang_ledger_directory(small.ledger);
	plan.remember = true;
	first = all();
	tz_survey_free(survey);
	survey = NULL;
	ck_assert_int_eq(access(temp_path("台账/" TZ_FACTS_CACHE_NAME), F_OK), 0);
	second = all();
	ck_assert_str_eq(first, second);
	free(first);
	free(second);
	/* Were it not asked, nobody would find this. */
	plant(PICTURES, "记得的");
	begin();
	ask(PICTURES);
	ck_assert_str_eq(title(0), "记得的");
}
END_TEST

START_TEST(what_is_remembered_of_other_bytes_is_not_told)
{
	small_write(PICTURES, "图.jpg", "\xff\xd8\xff\xe0 1");
	small_scan();
	plan.cache_directory = taizhang_ledger_directory(small.ledger);
	plan.remember = true;
	plant(PICTURES, "记得的");
	small_write(PICTURES, "图.jpg", "\xff\xd8\xff\xe0 2");
	begin();
	ask(PICTURES);
	ck_assert_uint_eq(num, 1);
	ck_assert_str_eq(title(0), "");
	small_write(PICTURES, "图.jpg", "\xff\xd8\xff\xe0 1");
	plant(PICTURES, "记得的");
	begin();
	ask(PICTURES);
	ck_assert_str_eq(title(0), "记得的");
}
END_TEST

START_TEST(nothing_is_written_where_nothing_is_to_be_remembered)
{
	fill(PICTURES, 3);
	small_scan();
	plan.cache_directory = taizhang_ledger_directory(small.ledger);
	begin();
	ask(PICTURES);
	tz_survey_free(survey);
	survey = NULL;
	ck_assert_int_ne(access(temp_path("台账/" TZ_FACTS_CACHE_NAME), F_OK), 0);
}
END_TEST

START_TEST(known_facts_are_taken_and_no_file_is_opened)
{
	struct taizhang_facts *facts = tz_facts_new(&small.err);
	struct tz_buffer bytes = TZ_BUFFER_INIT;
	struct tz_facts_key key;

	fill(PICTURES, 2);
	small_scan();
	plan.known = tz_facts_cache_open(NULL, false, false);
	tz_facts_add(facts, TZ_FACT_TITLE, "包里的", NULL, &small.err);
	tz_facts_encode(facts, &bytes);
	ck_assert(tz_facts_key_make(&key, tz_file_digest(taizhang_record_get_file(small_record(PICTURES, 1), 0)), "图.jpg"));
	tz_facts_cache_put(plan.known, &key, bytes.data, bytes.size);
	begin();
	ask(PICTURES);
	ck_assert_str_eq(title(0), "包里的");
	ck_assert_ptr_null(files[1].facts);
	tz_facts_cache_free(plan.known);
	tz_buffer_free(&bytes);
	taizhang_facts_free(facts);
}
END_TEST

static int cancelled;

static int cancel(void *data)
{
	return ++*(int *)data > 5;
}

START_TEST(a_survey_that_is_cancelled_ends_and_keeps_what_it_learned)
{
	fill(PICTURES, 30);
	small_scan();
	cancelled = 0;
	plan.threads = 3;
	plan.cache_directory = taizhang_ledger_directory(small.ledger);
	plan.remember = true;
	plan.progress.cancel = cancel;
	plan.progress.data = &cancelled;
	begin();
	ck_assert_int_eq(tz_survey_item(survey, small_item(PICTURES), &files, &num, &small.err), -1);
	tz_assert_code(&small.err, TAIZHANG_E_CANCELLED);
	ck_assert_uint_eq(num, 0);
	tz_survey_free(survey);
	survey = NULL;
	taizhang_error_clear(&small.err);
	ck_assert_int_eq(access(temp_path("台账/" TZ_FACTS_CACHE_NAME), F_OK), 0);
}
END_TEST

static struct told {
	uint64_t done, total;
	int times;
} told;

static void progress(void *data, uint64_t done, uint64_t total, const char *current)
{
	struct told *t = data;

	ck_assert_ptr_nonnull(current);
	ck_assert(done >= t->done && done <= total);
	*t = (struct told){done, total, t->times + 1};
}

START_TEST(progress_is_told_to_the_end)
{
	fill(PICTURES, 9);
	small_scan();
	memset(&told, 0, sizeof told);
	plan.threads = 2;
	plan.progress.progress = progress;
	plan.progress.data = &told;
	begin();
	ask(PICTURES);
	ck_assert_int_eq(told.times, 9);
	ck_assert(told.done == told.total && told.total > 0);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("survey");
	TCase *tells = tcase_create("tells"), *remembers = tcase_create("remembers"), *ends = tcase_create("ends");

	tcase_add_checked_fixture(tells, setup, teardown);
	tcase_add_test(tells, files_come_in_the_order_of_records_with_their_facts);
	tcase_add_test(tells, threads_change_nothing);
	tcase_add_test(tells, items_may_be_left_out_and_asked_for_again);
	tcase_add_test(tells, a_file_that_is_gone_has_no_facts);
	tcase_add_test(tells, known_facts_are_taken_and_no_file_is_opened);
	suite_add_tcase(suite, tells);
	tcase_add_checked_fixture(remembers, setup, teardown);
	tcase_add_test(remembers, what_was_inspected_is_remembered);
	tcase_add_test(remembers, what_is_remembered_of_other_bytes_is_not_told);
	tcase_add_test(remembers, nothing_is_written_where_nothing_is_to_be_remembered);
	suite_add_tcase(suite, remembers);
	tcase_add_checked_fixture(ends, setup, teardown);
	tcase_add_test(ends, a_survey_that_is_cancelled_ends_and_keeps_what_it_learned);
	tcase_add_test(ends, progress_is_told_to_the_end);
	suite_add_tcase(suite, ends);
	return suite;
}
