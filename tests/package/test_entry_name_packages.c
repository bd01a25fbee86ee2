/* SPDX-License-Identifier: MIT */
/* test_entry_name_packages.c: lib/package/entry_name.c from end to end: a package of ours that another program packed again, its names in GBK. */
#include "package/unpack_case.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"

/* The second byte of 乗 and of 誠 in GBK is a backslash, that of 鄚 a bar. */
#define CHENG_GBK "\xD5\x5C"	/* 誠 */
#define NAMES "乗车/赛事乗客.docx 赤誠.pdf 鄚州镇.jpg 誠"

/* How others pack: names in one encoding, which only zip could say, and does not. */
static const struct {
	enum taizhang_format format;
	const char *charset, *how;
} makers[] = {
	{TAIZHANG_FORMAT_ZIP, "GBK", "--format zip"},
	{TAIZHANG_FORMAT_ZIP, "GBK", "--format zip --options zip:compression=store"},
	{TAIZHANG_FORMAT_ZIP, "GB18030", "--format zip"},
	{TAIZHANG_FORMAT_TAR, "GBK", "--format ustar"},
	{TAIZHANG_FORMAT_TAR, "GB18030", "--format ustar"},
	{TAIZHANG_FORMAT_TAR_GZ, "GBK", "--format ustar --gzip"},
	{TAIZHANG_FORMAT_TAR_ZST, "GBK", "--format ustar --zstd"},
};
#define NUM_MAKERS ((int)(sizeof makers / sizeof makers[0]))

static bool holds(const char *path, const char *bytes)
{
	size_t size, length = strlen(bytes);
	char *data = temp_read(path, &size);
	bool found = false;

	for (size_t i = 0; !found && i + length <= size; i++)
		found = memcmp(data + i, bytes, length) == 0;
	free(data);
	return found;
}

/* The package anew with these names in it, unpacked into temp_dir()/sound; then what is there, packed by another. */
static void make(int maker)
{
	/* not in GBK, but in the four bytes of GB18030 */
	const char *rare = strcmp(makers[maker].charset, "GBK") == 0 ? "" : "𠮷家.txt";

	ck_assert_int_eq(temp_shell("cd '%s'/I-1-1-1-1* && mkdir 乗车 && for name in " NAMES " %s; do echo \"$name\" >\"$name\"; done",
				    temp_path("in/ledger/materials"), rare), 0);
	pack_again(TAIZHANG_FORMAT_ZIP);
	unpack();
	ck_assert_int_eq(rename(temp_path("out"), temp_path("sound")), 0);
	taizhang_findings_free(findings);
	findings = taizhang_findings_new(&err);
	ck_assert_int_eq(temp_shell("cd '%s' && LC_ALL=C.UTF-8 bsdtar %s --options hdrcharset=%s -cf '%s' " ROOT, temp_path("sound"),
				    makers[maker].how, makers[maker].charset, temp_path("in/again")), 0);
	snprintf(package, sizeof package, "%s", temp_path("in/again"));
	if (makers[maker].format == TAIZHANG_FORMAT_ZIP || makers[maker].format == TAIZHANG_FORMAT_TAR) {
		ck_assert(holds(package, "/03-" CHENG_GBK));
		ck_assert(!holds(package, ROOT "/bagit.txt"));
	}
}

static void assert_same_tree(void)
{
	ck_assert_int_eq(temp_shell("diff -r '%s' '%s'", temp_path("sound"), temp_path("out")), 0);
	ck_assert_int_eq(temp_shell("test $(find '%s' -name '*乗*' -o -name '*誠*' -o -name '*鄚*' | wc -l) -ge 4", temp_path("out")), 0);
}

/* And nothing else, error or not. */
static void assert_guessed_once(void)
{
	struct taizhang_finding_filter filter = TAIZHANG_FINDING_FILTER_INIT;
	size_t num = 0;

	assert_found("entry-encoding-guessed");
	ck_assert_uint_eq(taizhang_findings_count(findings, TAIZHANG_ERROR), 0);
	filter.id = "entry-encoding-guessed";
	for (size_t i = 0; i < taizhang_findings_num(findings); i++)
		num += taizhang_finding_matches(taizhang_findings_get(findings, i), &filter);
	ck_assert_uint_eq(num, 1);
}

START_TEST(it_is_valid_and_that_its_names_were_guessed_is_told)
{
	struct taizhang_verify_options verifying = TAIZHANG_VERIFY_OPTIONS_INIT;

	make(_i);
	tz_assert_ok(taizhang_verify(package, &verifying, findings, NULL, &err), &err);
	assert_guessed_once();
}
END_TEST

START_TEST(what_comes_out_is_what_went_in)
{
	make(_i);
	unpack();
	assert_same_tree();
	assert_guessed_once();
}
END_TEST

START_TEST(the_ledger_comes_back_with_its_own_names)
{
	make(_i);
	options.as_ledger = true;
	unpack();
	ck_assert_int_eq(temp_shell("cd '%s' && cmp ledger.xml '%s' && diff -r materials '%s'", temp_path("out"), temp_path("in/ledger/ledger.xml"),
				    temp_path("in/ledger/materials")), 0);
}
END_TEST

START_TEST(who_knows_the_encoding_is_told_nothing)
{
	make(_i);
	options.names = TAIZHANG_NAMES_GB18030;
	unpack();
	assert_same_tree();
	assert_found("");
}
END_TEST

START_TEST(who_wants_utf8_gets_nothing)
{
	make(_i);
	options.names = TAIZHANG_NAMES_UTF8;
	assert_fails_and_leaves_nothing(TAIZHANG_E_REFUSED);
	assert_finds("entry-encoding");
	ck_assert_uint_gt(taizhang_findings_count(findings, TAIZHANG_ERROR), 0);
}
END_TEST

static int64_t read_on(void *context, void *buf, size_t size)
{
	return (int64_t)fread(buf, 1, size, context);
}

START_TEST(a_stream_gives_the_same)
{
	struct taizhang_input input = TAIZHANG_INPUT_INIT;
	FILE *file;

	make(_i);
	file = fopen(package, "rb");
	ck_assert_ptr_nonnull(file);
	input.read = read_on;
	input.context = file;
	tz_assert_ok(taizhang_unpack_input(&input, temp_path("out"), &options, &result, findings, &err), &err);
	fclose(file);
	assert_same_tree();
	assert_guessed_once();
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("entry_name_packages");
	TCase *again = add_behaviour(suite, "packed again");

	tcase_add_loop_test(again, it_is_valid_and_that_its_names_were_guessed_is_told, 0, NUM_MAKERS);
	tcase_add_loop_test(again, what_comes_out_is_what_went_in, 0, NUM_MAKERS);
	tcase_add_loop_test(again, the_ledger_comes_back_with_its_own_names, 0, NUM_MAKERS);
	tcase_add_loop_test(again, who_knows_the_encoding_is_told_nothing, 0, NUM_MAKERS);
	tcase_add_loop_test(again, who_wants_utf8_gets_nothing, 0, NUM_MAKERS);
	tcase_add_loop_test(again, a_stream_gives_the_same, 0, NUM_MAKERS);
	return suite;
}
