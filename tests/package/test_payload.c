/* SPDX-License-Identifier: MIT */
/* test_payload.c: tests of lib/package/payload.c. */
#include "package/payload.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "base/text.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "ledger/ledger.h"
#include "package/ledgers.h"

#define FILES(...) (const char *const[]){__VA_ARGS__, NULL}

static struct taizhang_error err;
static struct taizhang_ledger *ledger;
static struct tz_payload payload;

static void set_up(void)
{
	taizhang_error_clear(&err);
	ledger = make_ledger("包头市", NULL);
	payload = (struct tz_payload)TZ_PAYLOAD_INIT;
}

static void tear_down(void)
{
	temp_remove();
	tz_payload_free(&payload);
	taizhang_ledger_free(ledger);
}

static const char *name_of(size_t index)
{
	return tz_path_base(payload.files[index].path);
}

static void make(bool leave_out_missing)
{
	tz_assert_ok(tz_payload_make(&payload, ledger, leave_out_missing, &err), &err);
}

START_TEST(files_stand_by_item_record_and_file)
{
	char expected[256];

	add_record(ledger, 1, FILES("三.docx"));
	add_record(ledger, 0, FILES("一.docx"));
	add_record(ledger, 0, FILES("二-1.jpg", "二-2.jpg"));
	make(false);
	ck_assert_uint_eq(payload.num_files, 4);
	snprintf(expected, sizeof expected, "data/%s/01-一.docx",
		 taizhang_node_path_code(taizhang_ledger_get_item(ledger, 0)));
	ck_assert_str_eq(payload.files[0].path, expected);
	ck_assert_str_eq(name_of(1), "02-01-二-1.jpg");
	ck_assert_str_eq(name_of(2), "02-02-二-2.jpg");
	ck_assert_str_eq(name_of(3), "01-三.docx");
	ck_assert_uint_eq(payload.bytes, 8 + 8 + 9 + 9);
}
END_TEST

START_TEST(a_ledger_without_files_has_an_empty_payload)
{
	make(false);
	ck_assert_uint_eq(payload.num_files, 0);
	ck_assert_uint_eq(payload.bytes, 0);
	ck_assert_str_eq(payload.root, "包头市-2017");
}
END_TEST

START_TEST(names_are_safe_on_every_desktop)
{
	add_record(ledger, 0, FILES("完成率95%.xlsx"));
	add_record(ledger, 0, FILES("CON.txt"));
	add_record(ledger, 0, FILES("结尾..."));
	add_record(ledger, 0, FILES("a:b*c?.txt"));
	add_record(ledger, 0, FILES("😀.png"));
	make(false);
	ck_assert_str_eq(name_of(0), "01-完成率95\xEF\xBC\x85.xlsx");
	ck_assert(!tz_path_is_device(name_of(1)));
	ck_assert(name_of(2)[strlen(name_of(2)) - 1] != '.');
	ck_assert_ptr_null(strpbrk(name_of(3), ":*?"));
	ck_assert_str_eq(name_of(4), "05-😀.png");
	for (size_t i = 0; i < payload.num_files; i++)
		ck_assert_int_eq(tz_path_check(payload.files[i].path, strlen(payload.files[i].path)), TZ_PATH_OK);
}
END_TEST

START_TEST(a_long_name_keeps_its_extension_and_fits_every_file_system)
{
	char name[200 * 3 + 8] = "";

	for (int i = 0; i < 200; i++)
		strcat(name, "文");
	strcat(name, ".pdf");
	add_record(ledger, 0, FILES(name));
	add_record(ledger, 0, FILES("a.pdf", name));
	make(false);
	for (size_t i = 0; i < payload.num_files; i++) {
		ck_assert_uint_le(strlen(name_of(i)), 255);
		ck_assert_uint_le(tz_text_utf16_length(payload.files[i].path), TZ_PAYLOAD_PATH_UTF16);
		ck_assert_str_eq(tz_path_extension(name_of(i)), "pdf");
	}
}
END_TEST

START_TEST(a_long_name_in_ascii_is_cut_to_the_length_of_the_path)
{
	char name[251];

	memset(name, 'x', 250);
	memcpy(name + 246, ".pdf", 5);
	add_record(ledger, 0, FILES(name));
	make(false);
	ck_assert_uint_eq(tz_text_utf16_length(payload.files[0].path), TZ_PAYLOAD_PATH_UTF16);
}
END_TEST

START_TEST(names_that_collide_by_case_or_normal_form_stay_apart)
{
	char *keys[4];

	add_record(ledger, 0, FILES("A.txt", "a.TXT", "e\xCC\x81.txt", "\xC3\xA9.txt"));
	make(false);
	for (size_t i = 0; i < 4; i++)
		keys[i] = tz_text_key(payload.files[i].path, &err);
	for (size_t i = 0; i < 4; i++)
		for (size_t j = 0; j < i; j++)
			ck_assert_str_ne(keys[i], keys[j]);
	for (size_t i = 0; i < 4; i++)
		free(keys[i]);
}
END_TEST

START_TEST(a_name_that_begins_like_our_numbers_stays_apart)
{
	add_record(ledger, 0, FILES("01-a.txt"));
	for (int i = 2; i <= 10; i++)
		add_record(ledger, 0, FILES("x"));
	add_record(ledger, 0, FILES("1.txt", "2.txt"));
	make(false);
	for (size_t i = 0; i < payload.num_files; i++)
		for (size_t j = 0; j < i; j++)
			ck_assert_str_ne(payload.files[i].path, payload.files[j].path);
}
END_TEST

START_TEST(the_root_names_city_year_and_unit_safely)
{
	struct taizhang_ledger *other = make_ledger("包头市", "教育局/体育局");

	tz_assert_ok(tz_payload_make(&payload, other, false, &err), &err);
	ck_assert_str_eq(payload.root, "包头市-2017-教育局\xEF\xBC\x8F体育局");
	taizhang_ledger_free(other);
}
END_TEST

START_TEST(a_long_root_is_cut)
{
	char unit[100 * 3 + 1] = "";
	struct taizhang_ledger *other;

	for (int i = 0; i < 100; i++)
		strcat(unit, "局");
	other = make_ledger("包头市", unit);
	tz_assert_ok(tz_payload_make(&payload, other, false, &err), &err);
	ck_assert_uint_le(strlen(payload.root), 255);
	ck_assert_uint_le(tz_text_utf16_length(payload.root), 60);
	taizhang_ledger_free(other);
}
END_TEST

START_TEST(missing_files_are_left_out_when_asked_and_the_others_keep_their_numbers)
{
	add_record(ledger, 0, FILES("1.jpg", "2.jpg", "3.jpg"));
	ledger->directory = strdup(temp_dir());
	temp_write_text("materials/folder/1.jpg", "x");
	temp_write_text("materials/folder/3.jpg", "x");
	make(true);
	ck_assert_uint_eq(payload.num_files, 2);
	ck_assert_str_eq(name_of(0), "01-01-1.jpg");
	ck_assert_str_eq(name_of(1), "01-03-3.jpg");
	ck_assert_uint_eq(payload.bytes, 10);
}
END_TEST

START_TEST(a_link_in_the_place_of_a_file_is_refused_not_left_out)
{
	add_record(ledger, 0, FILES("1.jpg"));
	ledger->directory = strdup(temp_dir());
	temp_write_text("materials/folder/other.jpg", "x");
	ck_assert_int_eq(temp_shell("ln -s other.jpg '%s'", temp_path("materials/folder/1.jpg")), 0);
	ck_assert_int_eq(tz_payload_make(&payload, ledger, true, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_UNSAFE);
}
END_TEST

START_TEST(a_name_that_is_not_utf8_is_opened_by_its_bytes)
{
	struct taizhang_record *record = add_record(ledger, 0, FILES("通知.txt"));

	ck_assert_str_eq(tz_payload_source(&record->files[0]), "materials/folder/通知.txt");
	record->files[0].raw_path = strdup("materials/folder/\xCD\xA8\xD6\xAA.txt");
	ck_assert_str_eq(tz_payload_source(&record->files[0]), "materials/folder/\xCD\xA8\xD6\xAA.txt");
	make(false);
	ck_assert_str_eq(name_of(0), "01-通知.txt");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("payload");
	TCase *order = tcase_create("order"), *names = tcase_create("names"), *missing = tcase_create("missing");

	tcase_add_checked_fixture(order, set_up, tear_down);
	tcase_add_test(order, files_stand_by_item_record_and_file);
	tcase_add_test(order, a_ledger_without_files_has_an_empty_payload);
	suite_add_tcase(suite, order);
	tcase_add_checked_fixture(names, set_up, tear_down);
	tcase_add_test(names, names_are_safe_on_every_desktop);
	tcase_add_test(names, a_long_name_keeps_its_extension_and_fits_every_file_system);
	tcase_add_test(names, a_long_name_in_ascii_is_cut_to_the_length_of_the_path);
	tcase_add_test(names, names_that_collide_by_case_or_normal_form_stay_apart);
	tcase_add_test(names, a_name_that_begins_like_our_numbers_stays_apart);
	tcase_add_test(names, the_root_names_city_year_and_unit_safely);
	tcase_add_test(names, a_long_root_is_cut);
	suite_add_tcase(suite, names);
	tcase_add_checked_fixture(missing, set_up, tear_down);
	tcase_add_test(missing, missing_files_are_left_out_when_asked_and_the_others_keep_their_numbers);
	tcase_add_test(missing, a_link_in_the_place_of_a_file_is_refused_not_left_out);
	tcase_add_test(missing, a_name_that_is_not_utf8_is_opened_by_its_bytes);
	suite_add_tcase(suite, missing);
	return suite;
}
