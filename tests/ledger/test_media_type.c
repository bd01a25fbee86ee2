/* SPDX-License-Identifier: MIT */
/* test_media_type.c: media types by extension, and the kinds that they suit. */
#include "ledger/media_type.h"

#include "harness/suite.h"
#include "ledger/ledger.h"

START_TEST(an_extension_gives_its_type_in_any_case)
{
	ck_assert_str_eq(tz_media_type("通知.docx"),
			 "application/vnd.openxmlformats-officedocument.wordprocessingml.document");
	ck_assert_str_eq(tz_media_type("a/b.PDF"), "application/pdf");
	ck_assert_str_eq(tz_media_type("a.ofd"), "application/ofd");
	ck_assert_str_eq(tz_media_type("a.zip"), "application/zip");
	ck_assert_str_eq(tz_media_type("a.7z"), "application/x-7z-compressed");
}
END_TEST

START_TEST(what_is_not_known_is_bytes)
{
	ck_assert_str_eq(tz_media_type("a.unheard-of"), "application/octet-stream");
	ck_assert_str_eq(tz_media_type("docx"), "application/octet-stream");
	ck_assert_str_eq(tz_media_type(".pdf"), "application/octet-stream");
	ck_assert_str_eq(tz_media_type(""), "application/octet-stream");
	ck_assert_str_eq(taizhang_file_media_type(NULL), "application/octet-stream");
}
END_TEST

START_TEST(the_type_of_a_file_is_that_of_its_path)
{
	char path[] = "materials/a/图.JPEG";
	const struct taizhang_file file = {.path = path};

	ck_assert_str_eq(taizhang_file_media_type(&file), "image/jpeg");
}
END_TEST

START_TEST(each_kind_has_its_typical_files)
{
	ck_assert(tz_media_is_typical("a.docx", TAIZHANG_KIND_NORMATIVE));
	ck_assert(tz_media_is_typical("a.wps", TAIZHANG_KIND_REPORT));
	ck_assert(tz_media_is_typical("a.xls", TAIZHANG_KIND_TABLE));
	ck_assert(tz_media_is_typical("a.png", TAIZHANG_KIND_IMAGE));
	ck_assert(!tz_media_is_typical("a.png", TAIZHANG_KIND_NORMATIVE));
	ck_assert(!tz_media_is_typical("a.pdf", TAIZHANG_KIND_TABLE));
	ck_assert(!tz_media_is_typical("a.mp4", TAIZHANG_KIND_IMAGE));
}
END_TEST

START_TEST(scans_suit_every_kind_and_archives_none)
{
	for (int kind = TAIZHANG_KIND_NORMATIVE; kind <= TAIZHANG_KIND_TABLE; kind++) {
		ck_assert(tz_media_suits("a.jpg", (enum taizhang_kind)kind));
		ck_assert(!tz_media_suits("a.zip", (enum taizhang_kind)kind));
		ck_assert(!tz_media_suits("a.exe", (enum taizhang_kind)kind));
	}
	ck_assert(tz_media_suits("a.pdf", TAIZHANG_KIND_TABLE));
	ck_assert(!tz_media_suits("a.docx", TAIZHANG_KIND_IMAGE));
	ck_assert(!tz_media_suits("a.xlsx", TAIZHANG_KIND_NORMATIVE));
	ck_assert(tz_media_is_picture("a.tif"));
	ck_assert(!tz_media_is_picture("a.pdf"));
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("media_type");

	suite_add_behaviour(suite, "names", TESTS(an_extension_gives_its_type_in_any_case,
		what_is_not_known_is_bytes, the_type_of_a_file_is_that_of_its_path));
	suite_add_behaviour(suite, "suits", TESTS(each_kind_has_its_typical_files,
		scans_suit_every_kind_and_archives_none));
	return suite;
}
