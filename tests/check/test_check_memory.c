/* SPDX-License-Identifier: MIT */
/* test_check_memory.c: lets each allocation of checking and summing up fail in turn. */
#include <stdint.h>

#include <taizhang/check.h>

#include "harness/assert.h"
#include "harness/memory.h"
#include "harness/sample_ledger.h"
#include "harness/suite.h"

static struct taizhang_ledger *ledger;

static void setup(void)
{
	ledger = sample_ledger();
	sample_fill(ledger);
}

static void teardown(void)
{
	memory_fail_at(SIZE_MAX);
	taizhang_ledger_free(ledger);
}

/* Checks with the n-th allocation failing; false once there are fewer. *num is the findings of a check that succeeded. */
static bool survives(size_t n, size_t *num)
{
	struct taizhang_check_options options = TAIZHANG_CHECK_OPTIONS_INIT;
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_status *status = NULL;
	bool failed;
	int result;

	options.date = (struct taizhang_date){2018, 1, 1};
	options.look_at_files = false;
	memory_fail_at(n);
	result = taizhang_check(ledger, &options, findings, &err);
	if (result == 0)
		status = taizhang_status_new(ledger, findings, &options.date, &err);
	failed = memory_has_failed();
	memory_fail_at(SIZE_MAX);
	if (status)
		*num = taizhang_findings_num(findings);
	else
		tz_assert_code(&err, TAIZHANG_E_NOMEM);
	ck_assert_msg(!failed || !status, "allocation %zu failed, and nobody noticed", n);
	taizhang_status_free(status);
	taizhang_findings_free(findings);
	return failed;
}

START_TEST(a_check_ends_with_no_memory)
{
	size_t n = 0, num = 0;

	while (survives(n, &num))
		n++;
	ck_assert_uint_gt(n, 50);
	ck_assert_uint_gt(num, 5);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("check_memory");
	TCase *fails = tcase_create("fails");

	tcase_add_checked_fixture(fails, setup, teardown);
	tcase_add_test(fails, a_check_ends_with_no_memory);
	suite_add_tcase(suite, fails);
	return suite;
}
