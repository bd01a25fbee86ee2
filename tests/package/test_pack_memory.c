/* SPDX-License-Identifier: MIT */
/* test_pack_memory.c: lets each allocation of packing fail in turn. */
#include <taizhang/package.h>

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/memory.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/ledgers.h"

/* Allocations of which the check can do without. */
#define MOST_FORGOTTEN 6

static struct taizhang_ledger *ledger;
static unsigned int threads;

static void set_up(void)
{
	/* each run makes its allocations in the same order */
	threads = 1;
	ledger = make_filled_ledger("ledger");
}

static void tear_down(void)
{
	temp_remove();
	memory_fail_at(SIZE_MAX);
	taizhang_ledger_free(ledger);
}

/* Packs with the allocation of that number failing; returns whether there was one. */
static int pack(const char *target, long failing, struct taizhang_error *err)
{
	struct taizhang_pack_options options = TAIZHANG_PACK_OPTIONS_INIT;
	int result, reached;

	taizhang_error_clear(err);
	options.digests = TAIZHANG_DIGEST_SM3;
	options.force = true;
	/* Makes the check's findings a part of the package too. */
	options.allow_incomplete = true;
	options.threads = threads;
	memory_fail_at((size_t)failing);
	result = taizhang_pack(ledger, target, &options, NULL, NULL, err);
	reached = memory_has_failed();
	memory_fail_at(SIZE_MAX);
	ck_assert_int_eq(result, err->code == TAIZHANG_OK ? 0 : -1);
	return reached;
}

/* The old target is there and nothing beside it but the ledger. */
static void assert_untouched(const char *target)
{
	ck_assert_int_eq(temp_shell("test \"$(cat '%s')\" = old && test \"$(ls -A '%s' | wc -l)\" -eq 2",
				    target, temp_dir()), 0);
}

static void assert_each_failure_is_clean(const char *name, long stride)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	const char *target = temp_write_text(name, "old");
	long failing = 0, forgotten = 0;

	temp_shell("rm '%s'/ledger/materials/I-1-1-2-1*/*", temp_dir());
	for (; pack(target, failing, &err); failing += stride) {
		/* Without memory for what the last scan remembers, files are asked as they are. */
		forgotten += err.code == TAIZHANG_OK;
		ck_assert_msg(err.code == TAIZHANG_E_NOMEM || forgotten <= MOST_FORGOTTEN, "allocation %ld: %s", failing,
			      taizhang_error_code_name(err.code));
	}
	ck_assert_int_gt(failing, 100);
	tz_assert_code(&err, TAIZHANG_OK);
	/* The last run wrote a package; one whose failure comes late must not have. */
	temp_write_text(name, "old");
	pack(target, failing - stride, &err);
	tz_assert_code(&err, TAIZHANG_E_NOMEM);
	assert_untouched(target);
}

START_TEST(a_zip_ends_with_no_memory_and_the_old_target)
{
	assert_each_failure_is_clean("a.zip", 1);
}
END_TEST

START_TEST(a_tar_ends_with_no_memory_and_the_old_target)
{
	assert_each_failure_is_clean("a.tar", 7);
}
END_TEST

/* Which allocation is the n-th is chance, but for the outcome it does not matter. */
START_TEST(several_threads_end_as_cleanly)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	const char *target = temp_write_text("a.zip", "old");
	long failing = 0;

	threads = 3;
	while (pack(target, failing, &err)) {
		if (err.code != TAIZHANG_OK) {
			tz_assert_code(&err, TAIZHANG_E_NOMEM);
			assert_untouched(target);
		}
		temp_write_text("a.zip", "old");
		failing += 5;
	}
	ck_assert_int_gt(failing, 100);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("pack_memory");
	TCase *fails = tcase_create("fails");

	tcase_set_timeout(fails, 600);
	tcase_add_checked_fixture(fails, set_up, tear_down);
	tcase_add_test(fails, a_zip_ends_with_no_memory_and_the_old_target);
	tcase_add_test(fails, a_tar_ends_with_no_memory_and_the_old_target);
	tcase_add_test(fails, several_threads_end_as_cleanly);
	suite_add_tcase(suite, fails);
	return suite;
}
