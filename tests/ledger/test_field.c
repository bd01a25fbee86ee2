/* SPDX-License-Identifier: MIT */
/* test_field.c: one table of fields serves XML, set and tables. */
#include <string.h>

#include "ledger/field.h"

#include "harness/assert.h"
#include "harness/sample_ledger.h"
#include "harness/suite.h"

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

/* Each field of the target takes its own text, and has it still. */
static void each_field(const struct tz_target *target)
{
	for (const struct tz_field *f = tz_field_next(target, NULL); f;
	     f = tz_field_next(target, f)) {
		char before[512], buf[TZ_FIELD_TEXT];

		snprintf(before, sizeof before, "%s", tz_field_text(f, target, buf));
		ck_assert_msg(*before || target->type == TZ_TARGET_RECORD, "%s is empty",
			      tz_field_name(f));
		tz_assert_ok(tz_field_set(f, target, before, &err), &err);
		ck_assert_str_eq(tz_field_text(f, target, buf), before);
	}
}

START_TEST(by_english_and_chinese_names_as_people_write_them)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_NORMATIVE);
	const struct tz_target target = {
		.type = TZ_TARGET_RECORD, .ledger = ledger, .record = record};
	static const char *const number[] = {"number", "NUMBER", " number\t", "发文字号", "文号"};
	static const char *const opinion[] = {"provincial-opinion", "provincial_opinion", "省直部门意见"};

	for (size_t i = 0; i < sizeof number / sizeof *number; i++)
		ck_assert_str_eq(tz_field_name(tz_field_find(&target, number[i])), "number");
	for (size_t i = 0; i < sizeof opinion / sizeof *opinion; i++)
		ck_assert_str_eq(tz_field_name(tz_field_find(&target, opinion[i])),
				 "provincial-opinion");
	ck_assert_ptr_null(tz_field_find(&target, "文"));
	ck_assert_ptr_null(tz_field_find(&target, ""));
	ck_assert_ptr_null(tz_field_find(&target, "author"));
	ck_assert_ptr_null(tz_field_find(
		&target,
		"a name that is longer than any name of a field could ever be, and longer"));
}
END_TEST

START_TEST(the_kind_that_has_a_field)
{
	ck_assert_int_eq(tz_field_kind("字数"), TAIZHANG_KIND_REPORT);
	ck_assert_int_eq(tz_field_kind("place"), TAIZHANG_KIND_IMAGE);
	ck_assert_int_eq(tz_field_kind("统计口径"), TAIZHANG_KIND_TABLE);
	ck_assert_int_eq(tz_field_kind("title"), TAIZHANG_KIND_NONE);
	ck_assert_int_eq(tz_field_kind("nothing"), TAIZHANG_KIND_NONE);
}
END_TEST

START_TEST(no_two_fields_of_a_target_share_a_name)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_NORMATIVE);
	struct tz_target target = {.type = TZ_TARGET_LEDGER, .ledger = ledger, .record = record};

	for (int type = TZ_TARGET_LEDGER; type <= TZ_TARGET_NEGATIVE; type++)
		for (int kind = TAIZHANG_KIND_NORMATIVE; kind <= TAIZHANG_KIND_TABLE; kind++) {
			target.type = (enum tz_target_type)type;
			record->kind = (enum taizhang_kind)kind;
			for (const struct tz_field *f = tz_field_next(&target, NULL); f;
			     f = tz_field_next(&target, f)) {
				char label[64];

				snprintf(label, sizeof label, "%.*s", (int)tz_field_label_size(f),
					 tz_field_label(f));
				ck_assert_ptr_eq(tz_field_find(&target, tz_field_name(f)), f);
				ck_assert_ptr_eq(tz_field_find(&target, label), f);
			}
		}
	record->kind = TAIZHANG_KIND_NORMATIVE;
}
END_TEST

START_TEST(every_field_gives_back_what_it_was_given)
{
	sample_fill(ledger);
	each_field(&(struct tz_target){.type = TZ_TARGET_LEDGER, .ledger = ledger});
	each_field(&(struct tz_target){
		.type = TZ_TARGET_ITEM, .ledger = ledger, .item = sample_item(ledger, "M001")});
	for (int kind = TAIZHANG_KIND_NORMATIVE; kind <= TAIZHANG_KIND_TABLE; kind++) {
		struct tz_target target = {.type = TZ_TARGET_RECORD, .ledger = ledger};

		target.item = sample_item_of(ledger, (enum taizhang_kind)kind);
		target.record = taizhang_ledger_get_record(ledger, target.item, 0);
		each_field(&target);
		target.type = TZ_TARGET_FILE;
		each_field(&target);
	}
	each_field(&(struct tz_target){.type = TZ_TARGET_VALUE, .ledger = ledger});
	each_field(&(struct tz_target){.type = TZ_TARGET_NEGATIVE, .ledger = ledger});
}
END_TEST

START_TEST(an_empty_text_clears_all_but_what_must_be_there)
{
	static const char *const kept[] = {"city", "year", "revision", "kind"};
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_IMAGE);
	struct tz_target target = {.type = TZ_TARGET_RECORD, .ledger = ledger, .record = record};
	char text[TZ_FIELD_TEXT];

	sample_fill(ledger);
	for (int type = TZ_TARGET_LEDGER; type <= TZ_TARGET_RECORD; type++) {
		target.type = (enum tz_target_type)type;
		target.item = sample_item(ledger, "M001");
		for (const struct tz_field *f = tz_field_next(&target, NULL); f;
		     f = tz_field_next(&target, f)) {
			bool must = false;

			for (size_t i = 0; i < sizeof kept / sizeof *kept; i++)
				must = must || !strcmp(tz_field_name(f), kept[i]);
			ck_assert_msg(tz_field_set(f, &target, "", NULL) == (must ? -1 : 0), "%s",
				      tz_field_name(f));
			if (!must)
				ck_assert_str_eq(tz_field_text(f, &target, text), "");
		}
	}
}
END_TEST

START_TEST(a_value_in_per_cent_brings_its_unit)
{
	struct tz_target target = {.type = TZ_TARGET_VALUE, .ledger = ledger, .index = 1};
	const struct tz_field *value = tz_field_find(&target, "value");

	tz_assert_ok(tz_field_set(value, &target, "95%", &err), &err);
	ck_assert_str_eq(taizhang_ledger_value(ledger, "T002"), "95");
	ck_assert_str_eq(taizhang_ledger_value_unit(ledger, "T002"), "%");
	tz_assert_ok(tz_field_set(value, &target, "96%", &err), &err);
	tz_assert_ok(tz_field_set(tz_field_find(&target, "unit"), &target, "次", &err), &err);
	ck_assert_int_eq(tz_field_set(value, &target, "97%", &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_str_eq(taizhang_ledger_value(ledger, "T002"), "96");
}
END_TEST

START_TEST(a_file_without_a_role_is_body)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_NORMATIVE);
	struct tz_target target = {.type = TZ_TARGET_FILE, .ledger = ledger, .record = record};
	const struct tz_field *role = tz_field_find(&target, "角色");

	ck_assert_ptr_nonnull(tz_record_add_file(record, "materials/x/a.jpg", &err));
	tz_assert_ok(tz_field_set(role, &target, "盖章页", &err), &err);
	ck_assert_int_eq(taizhang_file_role(taizhang_record_get_file(record, 0)),
			 TAIZHANG_ROLE_SEAL);
	tz_assert_ok(tz_field_set(role, &target, "", &err), &err);
	ck_assert_int_eq(taizhang_file_role(taizhang_record_get_file(record, 0)),
			 TAIZHANG_ROLE_BODY);
	ck_assert_int_eq(tz_field_set(role, &target, "cover", NULL), -1);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("field");
	TCase *tcase;

	tcase = tcase_create("finds");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, by_english_and_chinese_names_as_people_write_them);
	tcase_add_test(tcase, the_kind_that_has_a_field);
	tcase_add_test(tcase, no_two_fields_of_a_target_share_a_name);
	suite_add_tcase(suite, tcase);

	tcase = tcase_create("sets");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, every_field_gives_back_what_it_was_given);
	tcase_add_test(tcase, an_empty_text_clears_all_but_what_must_be_there);
	tcase_add_test(tcase, a_value_in_per_cent_brings_its_unit);
	tcase_add_test(tcase, a_file_without_a_role_is_body);
	suite_add_tcase(suite, tcase);
	return suite;
}
