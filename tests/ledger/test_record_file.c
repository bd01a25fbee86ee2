/* SPDX-License-Identifier: MIT */
/* test_record_file.c: the files of a record stand in the order of their paths. */
#include <string.h>

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

static struct taizhang_file *add(struct taizhang_record *record, const char *path)
{
	struct taizhang_file *file = tz_record_add_file(record, path, &err);

	tz_assert_ptr(file, &err);
	return file;
}

START_TEST(they_are_sorted_by_bytes)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_IMAGE);

	add(record, "materials/x/b.jpg");
	add(record, "materials/x/a.JPG");
	add(record, "materials/x/B.jpg");
	tz_record_sort_files(record);
	ck_assert_uint_eq(taizhang_record_num_files(record), 3);
	ck_assert_str_eq(taizhang_file_path(taizhang_record_get_file(record, 0)),
			 "materials/x/B.jpg");
	ck_assert_str_eq(taizhang_file_path(taizhang_record_get_file(record, 2)),
			 "materials/x/b.jpg");
	ck_assert_ptr_null(taizhang_record_get_file(record, 3));
}
END_TEST

START_TEST(a_new_one_is_body_and_there)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_IMAGE);
	const struct taizhang_file *file = add(record, "materials/x/b.jpg");

	ck_assert_int_eq(taizhang_file_role(file), TAIZHANG_ROLE_BODY);
	ck_assert(!taizhang_file_is_missing(file));
	ck_assert_str_eq(taizhang_file_digest(file), "");
	ck_assert_ptr_null(taizhang_file_raw_path(file));
	ck_assert_uint_eq(taizhang_file_size(file), 0);
	ck_assert_int_eq(taizhang_file_mtime(file), 0);
}
END_TEST

START_TEST(a_role_is_set_by_index)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_NORMATIVE);

	add(record, "materials/x/b.jpg");
	tz_assert_ok(taizhang_record_set_role(record, 0, TAIZHANG_ROLE_SEAL, &err), &err);
	ck_assert_int_eq(taizhang_file_role(taizhang_record_get_file(record, 0)),
			 TAIZHANG_ROLE_SEAL);
	ck_assert_int_eq(taizhang_record_set_role(record, 1, TAIZHANG_ROLE_SEAL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_int_eq(taizhang_record_set_role(record, 0, (enum taizhang_role)3, NULL), -1);
	ck_assert_int_eq(taizhang_record_set_role(NULL, 0, TAIZHANG_ROLE_SEAL, NULL), -1);
}
END_TEST

START_TEST(a_cleared_file_holds_nothing)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_IMAGE);
	struct taizhang_file *file = add(record, "materials/x/b.jpg");

	tz_file_clear(file);
	record->num_files = 0;
	ck_assert_ptr_null(file->path);
}
END_TEST

START_TEST(no_file_is_nothing)
{
	ck_assert_uint_eq(taizhang_record_num_files(NULL), 0);
	ck_assert_ptr_null(taizhang_record_get_file(NULL, 0));
	ck_assert_str_eq(taizhang_file_path(NULL), "");
	ck_assert_ptr_null(taizhang_file_raw_path(NULL));
	ck_assert_int_eq(taizhang_file_role(NULL), TAIZHANG_ROLE_BODY);
	ck_assert_uint_eq(taizhang_file_size(NULL), 0);
	ck_assert_int_eq(taizhang_file_mtime(NULL), 0);
	ck_assert_str_eq(taizhang_file_digest(NULL), "");
	ck_assert(!taizhang_file_is_missing(NULL));
	ck_assert_str_eq(taizhang_file_media_type(NULL), "application/octet-stream");
}
END_TEST

START_TEST(the_media_type_follows_the_extension)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_IMAGE);

	ck_assert_str_eq(taizhang_file_media_type(add(record, "a/b.JPG")), "image/jpeg");
	ck_assert_str_eq(taizhang_file_media_type(add(record, "a/b.pdf")), "application/pdf");
	ck_assert_str_eq(taizhang_file_media_type(add(record, "a/b")), "application/octet-stream");
	ck_assert_str_eq(taizhang_file_media_type(add(record, "a.pdf/b.???")),
			 "application/octet-stream");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("record_file");
	TCase *tcase;

	tcase = tcase_create("files");
	tcase_add_checked_fixture(tcase, setup, teardown);
	tcase_add_test(tcase, they_are_sorted_by_bytes);
	tcase_add_test(tcase, a_new_one_is_body_and_there);
	tcase_add_test(tcase, a_role_is_set_by_index);
	tcase_add_test(tcase, a_cleared_file_holds_nothing);
	tcase_add_test(tcase, no_file_is_nothing);
	tcase_add_test(tcase, the_media_type_follows_the_extension);
	suite_add_tcase(suite, tcase);
	return suite;
}
