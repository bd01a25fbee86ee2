/* SPDX-License-Identifier: MIT */
/* test_record_kind.c: a record's kind can be corrected, and nothing is lost without a word. */
#include <string.h>

#include "ledger/field.h"
#include "ledger/ledger.h"

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

START_TEST(an_empty_record_takes_any_kind)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_NORMATIVE);

	for (int kind = TAIZHANG_KIND_TABLE; kind >= TAIZHANG_KIND_NORMATIVE; kind--) {
		tz_assert_ok(taizhang_record_set_kind(record, (enum taizhang_kind)kind, &err),
			     &err);
		ck_assert_int_eq(taizhang_record_kind(record), (enum taizhang_kind)kind);
	}
	ck_assert_int_eq(taizhang_normative_sealed(record), TAIZHANG_UNKNOWN);
	ck_assert_int_eq(taizhang_normative_provincial_opinion(record), TAIZHANG_UNKNOWN);
}
END_TEST

START_TEST(texts_and_files_of_all_kinds_stay)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_NORMATIVE);

	tz_assert_ok(taizhang_record_set_title(record, "标题", &err), &err);
	ck_assert_ptr_nonnull(tz_record_add_file(record, "materials/a/b.docx", &err));
	tz_assert_ok(taizhang_record_set_kind(record, TAIZHANG_KIND_IMAGE, &err), &err);
	ck_assert_str_eq(taizhang_record_title(record), "标题");
	ck_assert_uint_eq(taizhang_record_num_files(record), 1);
}
END_TEST

START_TEST(the_date_goes_over_between_documents_and_reports)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_NORMATIVE);
	struct taizhang_date date = {2017, 5, 0};

	tz_assert_ok(taizhang_normative_set_date(record, &date, &err), &err);
	tz_assert_ok(taizhang_record_set_kind(record, TAIZHANG_KIND_REPORT, &err), &err);
	ck_assert_int_eq(taizhang_report_date(record).month, 5);
	ck_assert_int_eq(taizhang_report_words(record), -1);
	tz_assert_ok(taizhang_record_set_kind(record, TAIZHANG_KIND_NORMATIVE, &err), &err);
	ck_assert_int_eq(taizhang_normative_date(record).month, 5);
}
END_TEST

START_TEST(the_seal_goes_over_between_documents_and_tables)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_TABLE);

	tz_assert_ok(taizhang_table_set_sealed(record, TAIZHANG_NO, &err), &err);
	tz_assert_ok(taizhang_record_set_kind(record, TAIZHANG_KIND_NORMATIVE, &err), &err);
	ck_assert_int_eq(taizhang_normative_sealed(record), TAIZHANG_NO);
	tz_assert_ok(taizhang_record_set_kind(record, TAIZHANG_KIND_TABLE, &err), &err);
	ck_assert_int_eq(taizhang_table_sealed(record), TAIZHANG_NO);
}
END_TEST

START_TEST(what_would_lose_fields_and_names_them)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_NORMATIVE);
	struct taizhang_date date = {2017, 5, 0};

	tz_assert_ok(taizhang_normative_set_number(record, "哈办发〔2012〕9号", &err), &err);
	tz_assert_ok(taizhang_normative_set_provincial_opinion(record, TAIZHANG_NO, &err), &err);
	tz_assert_ok(taizhang_normative_set_date(record, &date, &err), &err);
	ck_assert_int_eq(taizhang_record_set_kind(record, TAIZHANG_KIND_REPORT, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_STATE);
	ck_assert_str_eq(err.detail, "number, provincial-opinion");
	ck_assert_str_eq(err.where, "I-1-1-1-1/1");
	ck_assert_str_eq(taizhang_normative_number(record), "哈办发〔2012〕9号");
	ck_assert_int_eq(taizhang_record_kind(record), TAIZHANG_KIND_NORMATIVE);
}
END_TEST

START_TEST(losing_a_date_where_the_new_kind_has_none)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_REPORT);
	struct taizhang_date date = {2017, 5, 0};

	tz_assert_ok(taizhang_report_set_date(record, &date, &err), &err);
	tz_assert_ok(taizhang_report_set_words(record, 0, &err), &err);
	ck_assert_int_eq(taizhang_record_set_kind(record, TAIZHANG_KIND_TABLE, &err), -1);
	ck_assert_str_eq(err.detail, "date, words");
}
END_TEST

START_TEST(what_is_no_kind)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_REPORT);

	ck_assert_int_eq(taizhang_record_set_kind(record, TAIZHANG_KIND_NONE, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_int_eq(taizhang_record_set_kind(record, (enum taizhang_kind)5, NULL), -1);
	ck_assert_int_eq(taizhang_record_set_kind(NULL, TAIZHANG_KIND_REPORT, NULL), -1);
}
END_TEST

START_TEST(fields_are_copied_and_moved_without_files)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_IMAGE), copy;

	ck_assert_ptr_nonnull(tz_record_add_file(record, "materials/a/b.jpg", &err));
	tz_assert_ok(taizhang_image_set_caption(record, TAIZHANG_CAPTION_PLACE, "广场", &err), &err);
	tz_assert_ok(tz_record_copy_fields(record, &copy, &err), &err);
	ck_assert_uint_eq(copy.num_files, 0);
	tz_assert_ok(taizhang_image_set_caption(record, TAIZHANG_CAPTION_PLACE, "公园", &err), &err);
	tz_assert_ok(taizhang_record_set_title(record, "照片", &err), &err);
	tz_record_move_fields(&copy, record);
	ck_assert_str_eq(taizhang_image_caption(record, TAIZHANG_CAPTION_PLACE), "广场");
	ck_assert_str_eq(taizhang_record_title(record), "");
	ck_assert_uint_eq(taizhang_record_num_files(record), 1);
	tz_record_clear_fields(&copy);
}
END_TEST

/* Every field of the kinds, with a value and without. */
static const struct {
	enum taizhang_kind kind;
	const char *name, *value;
} fields[] = {
	{TAIZHANG_KIND_NONE, "unit", "甲局"}, {TAIZHANG_KIND_NONE, "evidence", "第3页"}, {TAIZHANG_KIND_NONE, "note", "备注"},
	{TAIZHANG_KIND_NORMATIVE, "number", "哈办发〔2012〕9号"}, {TAIZHANG_KIND_NORMATIVE, "issuer", "市委"},
	{TAIZHANG_KIND_NORMATIVE, "date", "2017-05"}, {TAIZHANG_KIND_NORMATIVE, "sealed", "no"},
	{TAIZHANG_KIND_NORMATIVE, "provincial-opinion", "yes"}, {TAIZHANG_KIND_REPORT, "author", "乙局"},
	{TAIZHANG_KIND_REPORT, "date", "2017"}, {TAIZHANG_KIND_REPORT, "words", "0"}, {TAIZHANG_KIND_REPORT, "sources", "年鉴"},
	{TAIZHANG_KIND_IMAGE, "time", "上午"}, {TAIZHANG_KIND_IMAGE, "column", "要闻"}, {TAIZHANG_KIND_IMAGE, "origin", "press"},
	{TAIZHANG_KIND_IMAGE, "taken", "2017-05-04"}, {TAIZHANG_KIND_IMAGE, "width", "640"},
	{TAIZHANG_KIND_IMAGE, "height", "480"}, {TAIZHANG_KIND_TABLE, "period", "2017"},
	{TAIZHANG_KIND_TABLE, "statistical-scope", "全市"}, {TAIZHANG_KIND_TABLE, "data-source", "统计局"},
	{TAIZHANG_KIND_TABLE, "sealed", "no"},
};
#define NUM_FIELDS (sizeof fields / sizeof *fields)

static const char *field_of(struct taizhang_record *record, const char *name)
{
	const struct tz_target target = {.type = TZ_TARGET_RECORD, .item = record->item, .record = record};
	static char text[TZ_FIELD_TEXT];

	return tz_field_text(tz_field_find(&target, name), &target, text);
}

static void set_field(struct taizhang_record *record, const char *name, const char *value)
{
	const struct tz_target target = {.type = TZ_TARGET_RECORD, .item = record->item, .record = record};

	tz_assert_ok(tz_field_set(tz_field_find(&target, name), &target, value, &err), &err);
}

START_TEST(clearing_what_was_never_entered_makes_nothing)
{
	for (size_t i = 0; i < NUM_FIELDS; i++) {
		struct taizhang_record *record =
			sample_record(ledger, fields[i].kind ? fields[i].kind : TAIZHANG_KIND_TABLE);

		ck_assert_str_eq(field_of(record, fields[i].name), "");
		set_field(record, fields[i].name, "");
		ck_assert_ptr_null(record->details);
	}
}
END_TEST

START_TEST(a_field_alone_is_kept_copied_moved_and_cleared)
{
	for (size_t i = 0; i < NUM_FIELDS; i++) {
		const enum taizhang_kind kind = fields[i].kind ? fields[i].kind : TAIZHANG_KIND_IMAGE;
		struct taizhang_record *record = sample_record(ledger, kind), *other = sample_record(ledger, kind), copy;

		set_field(record, fields[i].name, fields[i].value);
		ck_assert_str_eq(field_of(record, fields[i].name), fields[i].value);
		for (size_t k = 0; k < NUM_FIELDS; k++)
			if (k != i && (!fields[k].kind || fields[k].kind == kind))
				ck_assert_str_eq(field_of(record, fields[k].name), "");
		tz_assert_ok(tz_record_copy_fields(record, &copy, &err), &err);
		set_field(record, fields[i].name, "");
		ck_assert_str_eq(field_of(record, fields[i].name), "");
		ck_assert_str_eq(field_of(&copy, fields[i].name), fields[i].value);
		copy.item = other->item;
		copy.ordinal = other->ordinal;
		tz_record_move_fields(&copy, other);
		ck_assert_str_eq(field_of(other, fields[i].name), fields[i].value);
		ck_assert_ptr_null(copy.details);
	}
}
END_TEST

START_TEST(what_all_kinds_have_stays_when_the_kind_changes)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_NORMATIVE);

	set_field(record, "unit", "甲局");
	set_field(record, "number", "x");
	set_field(record, "number", "");
	for (int kind = TAIZHANG_KIND_TABLE; kind >= TAIZHANG_KIND_NORMATIVE; kind--) {
		tz_assert_ok(taizhang_record_set_kind(record, (enum taizhang_kind)kind, &err), &err);
		for (size_t i = 0; i < NUM_FIELDS; i++)
			if (!fields[i].kind || fields[i].kind == (enum taizhang_kind)kind)
				ck_assert_str_eq(field_of(record, fields[i].name), i == 0 ? "甲局" : "");
	}
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("record_kind");
	TCase *tcase;

	tcase = tcase_create("corrects");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, an_empty_record_takes_any_kind);
	tcase_add_test(tcase, texts_and_files_of_all_kinds_stay);
	tcase_add_test(tcase, the_date_goes_over_between_documents_and_reports);
	tcase_add_test(tcase, the_seal_goes_over_between_documents_and_tables);
	suite_add_tcase(suite, tcase);

	tcase = tcase_create("refuses");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, what_would_lose_fields_and_names_them);
	tcase_add_test(tcase, losing_a_date_where_the_new_kind_has_none);
	tcase_add_test(tcase, what_is_no_kind);
	suite_add_tcase(suite, tcase);

	tcase = tcase_create("copies");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, fields_are_copied_and_moved_without_files);
	suite_add_tcase(suite, tcase);

	tcase = tcase_create("entered");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, clearing_what_was_never_entered_makes_nothing);
	tcase_add_test(tcase, a_field_alone_is_kept_copied_moved_and_cleared);
	tcase_add_test(tcase, what_all_kinds_have_stays_when_the_kind_changes);
	suite_add_tcase(suite, tcase);
	return suite;
}
