/* SPDX-License-Identifier: MIT */
/* test_record_file.c: the files of a record stand in the order of their paths. */
#include <stdio.h>
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
	char hex[TAIZHANG_DIGEST_HEX_SIZE];

	ck_assert_int_eq(taizhang_file_role(file), TAIZHANG_ROLE_BODY);
	ck_assert(!taizhang_file_is_missing(file));
	ck_assert_str_eq(taizhang_file_digest(file, hex), "");
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

START_TEST(many_are_added_one_by_one)
{
	struct taizhang_record *record = sample_record(ledger, TAIZHANG_KIND_IMAGE);
	char path[64];

	for (unsigned int i = 0; i < 3000; i++) {
		snprintf(path, sizeof path, "materials/x/%04u.jpg", i * 7 % 3000);
		add(record, path)->size = i * 7 % 3000;
	}
	tz_record_sort_files(record);
	ck_assert_uint_eq(record->num_files, 3000);
	for (unsigned int i = 0; i < 3000; i++)
		ck_assert_uint_eq(taizhang_file_size(taizhang_record_get_file(record, i)), i);
}
END_TEST

#define ABC "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"
#define ZERO "0000000000000000000000000000000000000000000000000000000000000000"

START_TEST(a_digest_is_lower_case_hexadecimal_or_none)
{
	struct taizhang_file *file = add(sample_record(ledger, TAIZHANG_KIND_IMAGE), "materials/x/b.jpg");
	char hex[TAIZHANG_DIGEST_HEX_SIZE];

	ck_assert(tz_file_set_digest(file, ABC));
	ck_assert(!tz_file_set_digest(file, "BA"));
	ck_assert(!tz_file_set_digest(file, ABC "0"));
	ck_assert_str_eq(taizhang_file_digest(file, hex), ABC);
	ck_assert(tz_file_set_digest(file, ""));
	ck_assert_str_eq(taizhang_file_digest(file, hex), "");
	ck_assert(tz_file_set_digest(file, ZERO));
	ck_assert_str_eq(taizhang_file_digest(file, hex), ZERO);
}
END_TEST

START_TEST(files_that_were_never_read_are_not_those_that_were)
{
	struct taizhang_file a = {.size = 3, .mtime = 4, .mtime_ns = 5}, b = {.role = TAIZHANG_ROLE_SEAL};

	ck_assert(tz_file_same_bytes(&a, &b));
	ck_assert(tz_file_set_digest(&a, ZERO));
	ck_assert(!tz_file_same_bytes(&a, &b));
	tz_file_copy_state(&b, &a);
	ck_assert(tz_file_same_bytes(&a, &b));
	ck_assert_uint_eq(b.size, 3);
	ck_assert_int_eq(b.mtime, 4);
	ck_assert_int_eq(b.mtime_ns, 5);
	ck_assert_int_eq(b.role, TAIZHANG_ROLE_SEAL);
	ck_assert(tz_file_set_digest(&b, ABC));
	ck_assert(!tz_file_same_bytes(&a, &b));
}
END_TEST

START_TEST(its_place_in_a_package_is_set_as_a_whole)
{
	struct taizhang_file *file = add(sample_record(ledger, TAIZHANG_KIND_IMAGE), "materials/x/b.jpg");
	char hex[TAIZHANG_DIGEST_HEX_SIZE];

	ck_assert_ptr_null(tz_file_package_path(file));
	ck_assert_uint_eq(tz_file_carried(file), 0);
	ck_assert_str_eq(tz_file_sm3(file, hex), "");
	tz_assert_ok(tz_file_set_place(file, "data/b.jpg", 3, ABC, &err), &err);
	ck_assert_str_eq(tz_file_package_path(file), "data/b.jpg");
	ck_assert_uint_eq(tz_file_carried(file), 3);
	ck_assert_str_eq(tz_file_sm3(file, hex), ABC);
	tz_assert_ok(tz_file_set_place(file, "", 0, NULL, &err), &err);
	ck_assert_str_eq(tz_file_package_path(file), "");
	ck_assert_str_eq(tz_file_sm3(file, hex), "");
	tz_assert_ok(tz_file_set_place(file, NULL, TZ_CARRIED_BASE, NULL, &err), &err);
	ck_assert_ptr_null(tz_file_package_path(file));
	ck_assert_uint_eq(tz_file_carried(file), TZ_CARRIED_BASE);
	tz_assert_ok(tz_file_set_place(file, NULL, 0, ABC, &err), &err);
	ck_assert_ptr_null(tz_file_package_path(file));
	ck_assert_str_eq(tz_file_sm3(file, hex), ABC);
	tz_assert_ok(tz_file_set_place(file, NULL, 0, NULL, &err), &err);
	ck_assert_ptr_null(file->place);
}
END_TEST

START_TEST(no_file_is_nothing)
{
	char hex[TAIZHANG_DIGEST_HEX_SIZE];

	ck_assert_uint_eq(taizhang_record_num_files(NULL), 0);
	ck_assert_ptr_null(taizhang_record_get_file(NULL, 0));
	ck_assert_str_eq(taizhang_file_path(NULL), "");
	ck_assert_ptr_null(taizhang_file_raw_path(NULL));
	ck_assert_int_eq(taizhang_file_role(NULL), TAIZHANG_ROLE_BODY);
	ck_assert_uint_eq(taizhang_file_size(NULL), 0);
	ck_assert_int_eq(taizhang_file_mtime(NULL), 0);
	ck_assert_str_eq(taizhang_file_digest(NULL, hex), "");
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
	tcase_add_test(tcase, many_are_added_one_by_one);
	tcase_add_test(tcase, a_digest_is_lower_case_hexadecimal_or_none);
	tcase_add_test(tcase, files_that_were_never_read_are_not_those_that_were);
	tcase_add_test(tcase, its_place_in_a_package_is_set_as_a_whole);
	tcase_add_test(tcase, no_file_is_nothing);
	tcase_add_test(tcase, the_media_type_follows_the_extension);
	suite_add_tcase(suite, tcase);
	return suite;
}
