/* SPDX-License-Identifier: MIT */
/* test_package_text.c: a package for people in both languages, and for programs. */
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/bag_case.h"

static struct taizhang_findings *findings;
static struct taizhang_package *package;
static struct taizhang_error err;

static void setup(void)
{
	taizhang_error_clear(&err);
	findings = taizhang_findings_new(NULL);
}

static void teardown(void)
{
	temp_remove();
	taizhang_package_free(package);
	taizhang_findings_free(findings);
}

static void verify(bool bag_only)
{
	struct taizhang_verify_options options = TAIZHANG_VERIFY_OPTIONS_INIT;

	options.bag_only = bag_only;
	tz_assert_ok(taizhang_verify(bag_archive("case", "包头市-2017", TAIZHANG_FORMAT_DIRECTORY), &options, findings,
				     &package, &err), &err);
}

static char *text(bool json, enum taizhang_lang lang, bool with_findings)
{
	struct taizhang_render_options options = TAIZHANG_RENDER_OPTIONS_INIT;
	char *made;

	options.json = json;
	options.lang = lang;
	made = taizhang_package_text(package, with_findings ? findings : NULL, &options, &err);
	tz_assert_ptr(made, &err);
	return made;
}

static void has(char *made, const char *const *parts)
{
	for (; *parts; parts++)
		ck_assert_msg(strstr(made, *parts) != NULL, "no \"%s\" in:\n%s", *parts, made);
	taizhang_text_free(made);
}

#define HAS(made, ...) has((made), (const char *const[]){__VA_ARGS__, NULL})

START_TEST(a_sound_package)
{
	char *without;

	package_make("case", false);
	verify(false);
	HAS(text(false, TAIZHANG_LANG_ZH, true), "包头市", "2017", "包标识", taizhang_package_id(package), "directory",
	    "sha256", "2 个，40 字节", "核验结论：有效（完整");
	HAS(text(false, TAIZHANG_LANG_EN, true), "container", "2 files, 40 bytes", "Verdict: valid (complete");
	HAS(text(true, TAIZHANG_LANG_ZH, true), "\"root\": \"包头市-2017\"", "\"files\": 2", "\"bytes\": 40",
	    "\"valid\": true", "\"findings\": []", "\"declared\": []", "\"city\": \"包头市\"", "\"sha256\"");
	without = text(true, TAIZHANG_LANG_ZH, false);
	ck_assert_ptr_null(strstr(without, "\"valid\""));
	taizhang_text_free(without);
	without = text(false, TAIZHANG_LANG_ZH, false);
	ck_assert_ptr_null(strstr(without, "核验结论"));
	taizhang_text_free(without);
}
END_TEST

START_TEST(a_package_declared_incomplete)
{
	package_make("case", true);
	verify(false);
	HAS(text(false, TAIZHANG_LANG_ZH, true), "发送方声明的不完整之处", "I-1-1-1-2", "核验结论：有效（内容");
	HAS(text(false, TAIZHANG_LANG_EN, true), "Declared incomplete", "but its sender declares");
	HAS(text(true, TAIZHANG_LANG_EN, true), "\"valid\": true", "\"item\": \"I-1-1-1-2\"", "\"severity\": \"error\"",
	    "\"count\": 1");
}
END_TEST

START_TEST(a_package_that_is_not_valid)
{
	bag_edit(package_make("case", false), (const struct bag_edit[BAG_MAX_EDITS]){{BAG_WRITE, "data/x", "", NULL}});
	verify(false);
	HAS(text(false, TAIZHANG_LANG_ZH, true), "核验结论：无效", "data/x", "bag-file-unlisted");
	HAS(text(false, TAIZHANG_LANG_EN, true), "Verdict: not valid");
	HAS(text(true, TAIZHANG_LANG_ZH, true), "\"valid\": false", "\"id\": \"bag-file-unlisted\"");
}
END_TEST

START_TEST(a_bag_of_others)
{
	char *made;

	bag_make("case", "包头市-2017", &(struct bag_case){.name = "sound", .algorithms = "md5"});
	verify(true);
	made = text(true, TAIZHANG_LANG_ZH, true);
	ck_assert_ptr_null(strstr(made, "\"ledger\""));
	ck_assert_ptr_null(strstr(made, "\"time\""));
	HAS(made, "\"bagit\": \"1.0\"", "\"valid\": true", "\"md5\"");
	HAS(text(false, TAIZHANG_LANG_ZH, true), "BagIt 版本", "md5", "核验结论：有效");
}
END_TEST

START_TEST(without_a_package_there_is_no_text)
{
	ck_assert_ptr_null(taizhang_package_text(NULL, NULL, NULL, &err));
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	package = NULL;
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("package_text");
	TCase *tells = tcase_create("tells");

	tcase_add_checked_fixture(tells, setup, teardown);
	tcase_add_test(tells, a_sound_package);
	tcase_add_test(tells, a_package_declared_incomplete);
	tcase_add_test(tells, a_package_that_is_not_valid);
	tcase_add_test(tells, a_bag_of_others);
	tcase_add_test(tells, without_a_package_there_is_no_text);
	suite_add_tcase(suite, tells);
	return suite;
}
