/* SPDX-License-Identifier: MIT */
/* test_target_state.c: what a target held is given back without needing memory. */
#include <string.h>

#include "harness/assert.h"
#include "harness/sample_ledger.h"
#include "harness/suite.h"
#include "ledger/target.h"
#include "ledger/target_state.h"

static struct taizhang_error err;
static struct taizhang_ledger *ledger;

static void setup(void)
{
	taizhang_error_clear(&err);
	ledger = sample_ledger();
}

static void teardown(void)
{
	taizhang_ledger_free(ledger);
}

START_TEST(every_kind_of_target)
{
	static const char *const changes[][3] = {
		{".", "city", "甲市"},    {".", "window", ""},
		{".", "unit", "乙"},      {"M001", "lead", ""},
		{"M001", "review", "7"},  {"M001/1", "title", "丙"},
		{"M001/1", "number", ""}, {"M001/1/通知-盖章页.jpg", "role", "body"},
		{"T001", "value", "1"},   {"T001", "cell", ""},
		{"N01", "state", ""},     {"N01", "note", "丁"}};
	struct tz_target_state states[sizeof changes / sizeof *changes];
	const size_t num = sizeof changes / sizeof *changes;
	char *before, *after;

	sample_fill(ledger);
	tz_extensions_add(&ledger->items[0].assignment.extensions, false, "x", "<x xmlns='urn:x'/>",
			  &err);
	before = sample_xml(ledger);
	for (size_t i = 0; i < num; i++) {
		struct tz_target target;

		tz_assert_ok(tz_target_find(ledger, changes[i][0], &target, &err), &err);
		tz_assert_ok(tz_target_state_take(&target, &states[i], &err), &err);
		tz_assert_ok(taizhang_ledger_set(ledger, changes[i][0], changes[i][1],
						 changes[i][2], &err),
			     &err);
	}
	for (size_t i = num; i-- > 0;) {
		tz_target_state_restore(&states[i]);
		tz_target_state_free(&states[i]);
	}
	after = sample_xml(ledger);
	ck_assert_str_eq(before, after);
	taizhang_text_free(before);
	taizhang_text_free(after);
}
END_TEST

START_TEST(a_state_may_be_thrown_away)
{
	struct tz_target target;
	struct tz_target_state state;

	sample_fill(ledger);
	tz_assert_ok(tz_target_find(ledger, "M001/1", &target, &err), &err);
	tz_assert_ok(tz_target_state_take(&target, &state, &err), &err);
	tz_target_state_free(&state);
	ck_assert_str_eq(taizhang_record_unit(target.record), "市委办");
}
END_TEST

START_TEST(a_corrected_kind)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_REPORT);
	const struct tz_target target = {
		.type = TZ_TARGET_RECORD, .ledger = ledger, .record = record};
	struct tz_target_state state;

	tz_assert_ok(taizhang_record_set_note(record, "备注", &err), &err);
	tz_assert_ok(tz_target_state_take(&target, &state, &err), &err);
	tz_assert_ok(taizhang_record_set_kind(record, TAIZHANG_KIND_IMAGE, &err), &err);
	tz_assert_ok(taizhang_image_set_caption(record, TAIZHANG_CAPTION_PLACE, "广场", &err), &err);
	tz_target_state_restore(&state);
	tz_target_state_free(&state);
	ck_assert_int_eq(taizhang_record_kind(record), TAIZHANG_KIND_REPORT);
	ck_assert_str_eq(taizhang_record_note(record), "备注");
	ck_assert_int_eq(taizhang_report_words(record), -1);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("target_state");
	TCase *tcase;

	tcase = tcase_create("restores");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, every_kind_of_target);
	tcase_add_test(tcase, a_state_may_be_thrown_away);
	tcase_add_test(tcase, a_corrected_kind);
	suite_add_tcase(suite, tcase);
	return suite;
}
