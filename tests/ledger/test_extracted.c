/* SPDX-License-Identifier: MIT */
/* test_extracted.c: values that were read from files keep their mark wherever they go, until a person sets or confirms them. */
#include "ledger/extracted.h"

#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/sample_ledger.h"
#include "harness/suite.h"
#include "ledger/target_state.h"

static const unsigned char elsewhere[TZ_SHA256_BYTES] = {7};
static struct taizhang_error err;
static struct taizhang_ledger *ledger;
static struct taizhang_record *record;
static struct tz_target target;

static void mark(const struct tz_target *of, const char *field, const unsigned char *digest)
{
	tz_assert_ok(tz_target_mark(of, field, digest, "第 3 行", &err), &err);
}

static void setup(void)
{
	struct taizhang_file *file;

	taizhang_error_clear(&err);
	ledger = sample_ledger();
	record = sample_record(ledger, TAIZHANG_KIND_NORMATIVE);
	file = tz_record_add_file(record, "materials/甲/通知.docx", &err);
	tz_assert_ptr(file, &err);
	sample_digest(file, '5');
	target = (struct tz_target){.type = TZ_TARGET_RECORD, .ledger = ledger, .item = record->item, .record = record};
	tz_assert_ok(taizhang_normative_set_number(record, "示政发〔2017〕1号", &err), &err);
	tz_assert_ok(taizhang_record_set_title(record, "关于工作的通知", &err), &err);
	tz_assert_ok(taizhang_normative_set_date(record, &(struct taizhang_date){2017, 3, 5}, &err), &err);
	mark(&target, "title", tz_file_digest(file));
	mark(&target, "date", elsewhere);
	mark(&target, "number", tz_file_digest(file));
}

static void teardown(void)
{
	taizhang_ledger_free(ledger);
}

static struct tz_target value_target(void)
{
	const struct tz_target value = {.type = TZ_TARGET_VALUE, .ledger = ledger, .index = 0};
	char text[64];

	snprintf(text, sizeof text, "%s/%u", taizhang_node_code(record->item), record->ordinal);
	tz_assert_ok(taizhang_ledger_set(ledger, "T001", "value", "5", &err), &err);
	tz_assert_ok(taizhang_ledger_set(ledger, "T001", "record", text, &err), &err);
	mark(&value, "value", tz_file_digest(&record->files[0]));
	return value;
}

START_TEST(a_mark_tells_its_field_file_and_place)
{
	struct taizhang_extracted e;

	ck_assert_uint_eq(taizhang_record_num_extracted(record), 3);
	ck_assert_int_eq(taizhang_record_get_extracted(record, 0, &e), 0);
	ck_assert_str_eq(e.field, "title");
	ck_assert_str_eq(e.file, "materials/甲/通知.docx");
	ck_assert_str_eq(e.place, "第 3 行");
	ck_assert_int_eq(taizhang_record_get_extracted(record, 1, &e), 0);
	ck_assert_str_eq(e.field, "date");
	ck_assert_str_eq(e.file, "");
	ck_assert_int_eq(taizhang_record_get_extracted(record, 3, &e), -1);
	ck_assert_int_eq(taizhang_record_get_extracted(record, 0, NULL), -1);
	ck_assert_int_eq(taizhang_record_get_extracted(NULL, 0, &e), -1);
	ck_assert_uint_eq(taizhang_record_num_extracted(NULL), 0);
}
END_TEST

START_TEST(a_value_s_file_is_one_of_its_record)
{
	struct taizhang_extracted e;

	value_target();
	ck_assert_uint_eq(taizhang_ledger_value_num_extracted(ledger, "T001"), 1);
	ck_assert_int_eq(taizhang_ledger_value_get_extracted(ledger, "T001", 0, &e), 0);
	ck_assert_str_eq(e.field, "value");
	ck_assert_str_eq(e.file, "materials/甲/通知.docx");
	ck_assert_int_eq(taizhang_ledger_value_get_extracted(ledger, "T001", 1, &e), -1);
	ck_assert_int_eq(taizhang_ledger_value_get_extracted(ledger, "T999", 0, &e), -1);
	ck_assert_uint_eq(taizhang_ledger_value_num_extracted(ledger, "T999"), 0);
	ck_assert_uint_eq(taizhang_ledger_value_num_extracted(NULL, "T001"), 0);
}
END_TEST

START_TEST(setting_a_field_takes_its_mark_away)
{
	tz_assert_ok(taizhang_normative_set_number(record, "示政发〔2017〕1号", &err), &err);
	ck_assert_uint_eq(taizhang_record_num_extracted(record), 2);
	tz_assert_ok(taizhang_record_set_title(record, "别的", &err), &err);
	ck_assert_uint_eq(taizhang_record_num_extracted(record), 1);
	tz_assert_ok(taizhang_normative_set_issuer(record, "市政府", &err), &err);
	ck_assert_uint_eq(taizhang_record_num_extracted(record), 1);
	tz_assert_ok(taizhang_normative_set_date(record, NULL, &err), &err);
	ck_assert_uint_eq(taizhang_record_num_extracted(record), 0);
	value_target();
	tz_assert_ok(taizhang_ledger_set(ledger, "T001", "unit", "次", &err), &err);
	ck_assert_uint_eq(taizhang_ledger_value_num_extracted(ledger, "T001"), 1);
	tz_assert_ok(taizhang_ledger_set(ledger, "T001", "value", "5", &err), &err);
	ck_assert_uint_eq(taizhang_ledger_value_num_extracted(ledger, "T001"), 0);
}
END_TEST

START_TEST(every_setter_of_every_kind_takes_the_mark_away)
{
	static const struct {
		enum taizhang_kind kind;
		const char *field, *value;
	} cases[] = {
		{TAIZHANG_KIND_NORMATIVE, "issuer", "市政府"}, {TAIZHANG_KIND_NORMATIVE, "sealed", "yes"}, {TAIZHANG_KIND_REPORT, "author", "市教育局"},
		{TAIZHANG_KIND_REPORT, "date", "2017-03"}, {TAIZHANG_KIND_REPORT, "words", "500"}, {TAIZHANG_KIND_IMAGE, "place", "广场"},
		{TAIZHANG_KIND_IMAGE, "taken", "2017-03-05"}, {TAIZHANG_KIND_IMAGE, "width", "800"}, {TAIZHANG_KIND_IMAGE, "height", "600"},
		{TAIZHANG_KIND_IMAGE, "origin", "site"}, {TAIZHANG_KIND_TABLE, "period", "2017"}, {TAIZHANG_KIND_TABLE, "data-source", "市统计局"},
		{TAIZHANG_KIND_TABLE, "note", "无"},
	};

	for (size_t i = 0; i < sizeof cases / sizeof *cases; i++) {
		struct taizhang_record *made = sample_record(ledger, cases[i].kind);
		const struct tz_target of = {.type = TZ_TARGET_RECORD, .ledger = ledger, .item = made->item, .record = made};
		char where[64];

		snprintf(where, sizeof where, "%s/%u", taizhang_node_code(made->item), made->ordinal);
		mark(&of, cases[i].field, elsewhere);
		ck_assert_uint_eq(taizhang_record_num_extracted(made), 1);
		tz_assert_ok(taizhang_ledger_set(ledger, where, cases[i].field, cases[i].value, &err), &err);
		ck_assert_msg(taizhang_record_num_extracted(made) == 0, "%s", cases[i].field);
	}
}
END_TEST

START_TEST(confirming_keeps_the_value)
{
	char where[64];
	size_t num = 99;

	snprintf(where, sizeof where, "%s/%u", taizhang_node_code(record->item), record->ordinal);
	value_target();
	tz_assert_ok(taizhang_ledger_confirm(ledger, where, "发文字号", &num, &err), &err);
	ck_assert_uint_eq(num, 1);
	ck_assert_str_eq(taizhang_normative_number(record), "示政发〔2017〕1号");
	tz_assert_ok(taizhang_ledger_confirm(ledger, where, NULL, &num, &err), &err);
	ck_assert_uint_eq(num, 2);
	tz_assert_ok(taizhang_ledger_confirm(ledger, where, NULL, &num, &err), &err);
	ck_assert_uint_eq(num, 0);
	tz_assert_ok(taizhang_ledger_confirm(ledger, "T001", NULL, &num, &err), &err);
	ck_assert_uint_eq(num, 1);
	ck_assert_str_eq(taizhang_ledger_value(ledger, "T001"), "5");
	ck_assert_int_eq(taizhang_ledger_confirm(ledger, "X-1", NULL, &num, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_NOT_FOUND);
	taizhang_error_clear(&err);
	ck_assert_int_eq(taizhang_ledger_confirm(ledger, where, "无此字段", &num, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_NOT_FOUND);
	ck_assert_int_eq(taizhang_ledger_confirm(NULL, NULL, NULL, NULL, NULL), -1);
}
END_TEST

START_TEST(an_item_or_all_are_confirmed_at_once)
{
	size_t num;

	tz_assert_ok(taizhang_ledger_confirm(ledger, taizhang_node_code(record->item), NULL, &num, &err), &err);
	ck_assert_uint_eq(num, 3);
	mark(&target, "date", elsewhere);
	value_target();
	tz_assert_ok(taizhang_ledger_confirm(ledger, ".", NULL, &num, &err), &err);
	ck_assert_uint_eq(num, 2);
	ck_assert(!tz_ledger_has_marks(ledger));
}
END_TEST

START_TEST(marks_stand_in_xml_of_version_1_1)
{
	struct taizhang_ledger *again;
	char *xml, *second;

	value_target();
	xml = sample_xml(ledger);
	ck_assert_ptr_nonnull(strstr(xml, "version=\"1.1\""));
	ck_assert_ptr_nonnull(strstr(xml, "<extracted field=\"title\" sha256=\"5555"));
	ck_assert_ptr_nonnull(strstr(xml, "<extracted field=\"value\" sha256=\"5555"));
	ck_assert_ptr_nonnull(strstr(xml, "place=\"第 3 行\""));
	again = sample_read(xml, NULL, &err);
	tz_assert_ptr(again, &err);
	second = sample_xml(again);
	ck_assert_str_eq(xml, second);
	free(second);
	tz_assert_ok(taizhang_ledger_confirm(again, NULL, NULL, NULL, &err), &err);
	second = sample_xml(again);
	ck_assert_ptr_nonnull(strstr(second, "version=\"1.0\""));
	ck_assert_ptr_null(strstr(second, "<extracted"));
	free(xml);
	free(second);
	taizhang_ledger_free(again);
}
END_TEST

START_TEST(a_mark_of_nothing_is_left_out_and_one_without_a_file_refused)
{
	static const char head[] =
		"<ledger xmlns=\"urn:taizhang:ledger:1\" version=\"1.1\" city=\"包头市\" year=\"2017\" catalog=\"ncc-2017-reconstructed\"><scope "
		"type=\"all\"/><item code=\"M001\"><record ordinal=\"1\" kind=\"report\" author=\"市教育局\">";
	char xml[1024];
	struct taizhang_ledger *read;

	snprintf(xml, sizeof xml, "%s<extracted field=\"words\" sha256=\"%064d\"/><extracted field=\"future\" sha256=\"%064d\"/>"
		 "<extracted field=\"author\" sha256=\"%064d\"/></record></item></ledger>", head, 1, 2, 3);
	read = sample_read(xml, NULL, &err);
	tz_assert_ptr(read, &err);
	ck_assert_uint_eq(taizhang_record_num_extracted(taizhang_ledger_get_record(read, sample_item(read, "M001"), 0)), 1);
	taizhang_ledger_free(read);
	snprintf(xml, sizeof xml, "%s<extracted field=\"author\" sha256=\"12\"/></record></item></ledger>", head);
	ck_assert_ptr_null(sample_read(xml, NULL, &err));
	tz_assert_code(&err, TAIZHANG_E_FORMAT);
}
END_TEST

START_TEST(what_is_kept_of_a_target_has_its_marks)
{
	const struct tz_target value = value_target();
	struct tz_target_state state;

	tz_assert_ok(tz_target_state_take(&value, &state, &err), &err);
	tz_assert_ok(taizhang_ledger_set(ledger, "T001", "value", "6", &err), &err);
	ck_assert_uint_eq(taizhang_ledger_value_num_extracted(ledger, "T001"), 0);
	tz_target_state_restore(&state);
	tz_target_state_free(&state);
	ck_assert_uint_eq(taizhang_ledger_value_num_extracted(ledger, "T001"), 1);
	tz_assert_ok(tz_target_state_take(&target, &state, &err), &err);
	tz_assert_ok(taizhang_record_set_title(record, "别的", &err), &err);
	tz_target_state_restore(&state);
	tz_target_state_free(&state);
	ck_assert_uint_eq(taizhang_record_num_extracted(record), 3);
	tz_assert_ok(tz_target_state_take(&value, &state, &err), &err);
	tz_target_state_free(&state);
}
END_TEST

START_TEST(another_kind_loses_what_was_only_read)
{
	ck_assert_uint_eq(taizhang_record_num_extracted(record), 3);
	tz_assert_ok(taizhang_record_set_kind(record, TAIZHANG_KIND_REPORT, &err), &err);
	ck_assert_str_eq(taizhang_record_title(record), "关于工作的通知");
	ck_assert_int_eq(taizhang_report_date(record).year, 2017);
	ck_assert_uint_eq(taizhang_record_num_extracted(record), 2);
	tz_assert_ok(taizhang_report_set_author(record, "市教育局", &err), &err);
	ck_assert_int_eq(taizhang_record_set_kind(record, TAIZHANG_KIND_TABLE, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_STATE);
	ck_assert_uint_eq(taizhang_record_num_extracted(record), 2);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("extracted");
	TCase *tcase = tcase_create("extracted");

	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, a_mark_tells_its_field_file_and_place);
	tcase_add_test(tcase, a_value_s_file_is_one_of_its_record);
	tcase_add_test(tcase, setting_a_field_takes_its_mark_away);
	tcase_add_test(tcase, every_setter_of_every_kind_takes_the_mark_away);
	tcase_add_test(tcase, confirming_keeps_the_value);
	tcase_add_test(tcase, an_item_or_all_are_confirmed_at_once);
	tcase_add_test(tcase, marks_stand_in_xml_of_version_1_1);
	tcase_add_test(tcase, a_mark_of_nothing_is_left_out_and_one_without_a_file_refused);
	tcase_add_test(tcase, what_is_kept_of_a_target_has_its_marks);
	tcase_add_test(tcase, another_kind_loses_what_was_only_read);
	suite_add_tcase(suite, tcase);
	return suite;
}
