/* SPDX-License-Identifier: MIT */
/* test_unpack_memory.c: whatever allocation fails, unpacking and answering say so and leave nothing behind. */
#include <taizhang/package.h>

#include <stdint.h>
#include <unistd.h>

#include "harness/assert.h"
#include "harness/memory.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/ledgers.h"

/* Reading the catalogue takes thousands of allocations, mostly alike: one in so many is let fail. A prime, so that none hides. */
#define STRIDE 211
/* What comes last is done once: there each one is. */
#define LAST 200

static struct taizhang_error err;

static void set_up(void)
{
	struct taizhang_pack_options options = TAIZHANG_PACK_OPTIONS_INIT;
	struct taizhang_ledger *ledger = make_filled_ledger("ledger");

	taizhang_error_clear(&err);
	ck_assert_int_eq(temp_shell("rm '%s'/ledger/materials/I-1-1-2-1*/*", temp_dir()), 0);
	options.allow_incomplete = true;
	tz_assert_ok(taizhang_pack(ledger, temp_path("a.tar"), &options, NULL, NULL, &err), &err);
	tz_assert_ok(taizhang_pack(ledger, temp_path("a.tar.gz"), &options, NULL, NULL, &err), &err);
	taizhang_ledger_free(ledger);
}

/* Unpacks with the n-th allocation failing; whether it came to that. */
static bool unpack(const char *name, const struct taizhang_unpack_options *options, size_t n)
{
	int result;
	bool failed;

	taizhang_error_clear(&err);
	memory_fail_at(n);
	result = taizhang_unpack(temp_path(name), temp_path("out"), options, NULL, NULL, &err);
	failed = memory_has_failed();
	memory_fail_at(SIZE_MAX);
	if (result == 0) {
		ck_assert_int_eq(err.code, TAIZHANG_OK);
		ck_assert_int_eq(temp_shell("rm -r '%s'", temp_path("out")), 0);
		return failed;
	}
	ck_assert_msg(failed && err.code == TAIZHANG_E_NOMEM, "allocation %zu: %s", n, taizhang_error_code_name(err.code));
	ck_assert_msg(access(temp_path("out"), F_OK) < 0, "allocation %zu left something", n);
	return failed;
}

static void assert_each_failure_is_clean(const char *name, const struct taizhang_unpack_options *options)
{
	size_t step = 1024, total = 0;

	/* how many there are, to the last one */
	for (; step; step /= 2)
		while (unpack(name, options, total + step))
			total += step;
	ck_assert_uint_gt(total, 1000);
	for (size_t n = 0; n < total; n += n + LAST < total ? STRIDE : 1)
		unpack(name, options, n);
}

START_TEST(a_whole_bag)
{
	assert_each_failure_is_clean(_i ? "a.tar.gz" : "a.tar", NULL);
}
END_TEST

START_TEST(an_item)
{
	struct taizhang_unpack_options options = TAIZHANG_UNPACK_OPTIONS_INIT;

	options.item = "M002";
	assert_each_failure_is_clean("a.tar", &options);
}
END_TEST

START_TEST(a_ledger)
{
	struct taizhang_unpack_options options = TAIZHANG_UNPACK_OPTIONS_INIT;

	options.as_ledger = true;
	assert_each_failure_is_clean("a.tar", &options);
}
END_TEST

START_TEST(a_receipt)
{
	struct taizhang_receipt_options options = TAIZHANG_RECEIPT_OPTIONS_INIT;
	struct taizhang_findings *findings = taizhang_findings_new(&err);
	struct taizhang_package *package;
	const char *path = temp_path("a.tar"), *json = temp_path("r.json"), *page = temp_path("r.html");
	bool failed = true;

	tz_assert_ok(taizhang_verify(path, NULL, findings, &package, &err), &err);
	options.path = path;
	options.receiver = "市文明办";
	for (size_t n = 0; failed; n++) {
		int result;

		temp_write_text("r.json", "old");
		temp_write_text("r.html", "old");
		taizhang_error_clear(&err);
		memory_fail_at(n);
		result = taizhang_receipt_write(package, findings, &options, json, page, &err);
		failed = memory_has_failed();
		memory_fail_at(SIZE_MAX);
		ck_assert_msg((result == 0) == !failed, "allocation %zu", n);
		ck_assert_int_eq(err.code, failed ? TAIZHANG_E_NOMEM : TAIZHANG_OK);
		/* the page was not written where it failed; the answer for programs is the old one or the new one */
		ck_assert_int_eq(temp_shell("cd '%s' && test $(ls -A | wc -l) -eq 5 && %s grep -qx old r.html && "
					    "{ grep -qx old r.json || grep -q '^}$' r.json; }", temp_dir(), failed ? "" : "!"), 0);
	}
	taizhang_package_free(package);
	taizhang_findings_free(findings);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("unpack_memory");
	TCase *survives = tcase_create("unpacks"), *answers = tcase_create("answers");

	tcase_add_checked_fixture(survives, set_up, temp_remove);
	tcase_set_timeout(survives, 600);
	tcase_add_loop_test(survives, a_whole_bag, 0, 2);
	tcase_add_test(survives, an_item);
	tcase_add_test(survives, a_ledger);
	suite_add_tcase(suite, survives);
	tcase_add_checked_fixture(answers, set_up, temp_remove);
	tcase_add_test(answers, a_receipt);
	suite_add_tcase(suite, answers);
	return suite;
}
