/* SPDX-License-Identifier: MIT */
/* test_verify.c: the run: errors against findings, limits, progress, cancelling, damage, and who listens to the bytes. */
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/input.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/bag.h"
#include "package/bag_case.h"
#include "package/package.h"

static struct taizhang_error err;
static struct taizhang_findings *findings;

static void setup(void)
{
	taizhang_error_clear(&err);
	findings = taizhang_findings_new(NULL);
}

static void teardown(void)
{
	temp_remove();
	taizhang_findings_free(findings);
}

static void ids_are(const char *expected)
{
	char *ids = bag_ids(findings);

	ck_assert_str_eq(ids, expected);
	free(ids);
}

static const char *sound(enum taizhang_format format)
{
	bag_make("case", "包", &(struct bag_case){.name = "sound"});
	return bag_archive("case", "包", format);
}

static const struct taizhang_verify_options any_bag = {
	.size = sizeof any_bag, .bag_only = true,
};

START_TEST(arguments_that_cannot_be_are_refused)
{
	struct taizhang_package *package = (struct taizhang_package *)&err;

	ck_assert_int_eq(taizhang_verify(NULL, NULL, findings, &package, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_ptr_null(package);
	taizhang_error_clear(&err);
	ck_assert_int_eq(taizhang_verify("", NULL, findings, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&err);
	ck_assert_int_eq(taizhang_verify("x", NULL, NULL, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_int_eq(taizhang_verify(NULL, NULL, NULL, NULL, NULL), -1);
}
END_TEST

START_TEST(what_cannot_be_judged_is_an_error)
{
	ck_assert_int_eq(taizhang_verify(temp_path("none"), NULL, findings, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	taizhang_error_clear(&err);
	ck_assert_int_eq(taizhang_verify(temp_write_text("x", "x"), NULL, findings, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_FORMAT);
	ids_are("");
}
END_TEST

START_TEST(another_archive_is_told_in_one_finding)
{
	temp_write_text("照片/一.jpg", "x");
	temp_write_text("照片/二.jpg", "y");
	ck_assert_int_eq(temp_shell("cd '%s' && LC_ALL=C.UTF-8 bsdtar --format zip -cf x.zip 照片", temp_dir()), 0);
	tz_assert_ok(taizhang_verify(temp_path("x.zip"), NULL, findings, NULL, &err), &err);
	ids_are("bag-declaration-none");
}
END_TEST

START_TEST(a_bag_of_others_wants_its_switch)
{
	struct taizhang_package *package;

	tz_assert_ok(taizhang_verify(sound(TAIZHANG_FORMAT_ZIP), NULL, findings, &package, &err), &err);
	ids_are("package-manifest-none");
	ck_assert_str_eq(taizhang_package_root(package), "包");
	ck_assert_uint_eq(taizhang_package_files(package), 3);
	ck_assert_uint_eq(strlen(taizhang_package_id(package)), 64);
	ck_assert_ptr_null(taizhang_package_ledger(package));
	ck_assert_int_eq(taizhang_package_time(package), -1);
	taizhang_package_free(package);
}
END_TEST

START_TEST(a_smaller_option_struct_of_an_older_caller_is_taken)
{
	const struct taizhang_limits limits = {.size = sizeof limits, .entries = 1};
	struct taizhang_verify_options options = any_bag;

	options.size = offsetof(struct taizhang_verify_options, limits);
	options.limits = &limits;
	tz_assert_ok(taizhang_verify(sound(TAIZHANG_FORMAT_ZIP), &options, findings, NULL, &err), &err);
	ids_are("");
}
END_TEST

START_TEST(a_passed_limit_ends_it_with_that_finding_alone)
{
	const struct taizhang_limits limits = {.size = sizeof limits, .entries = 3};
	struct taizhang_verify_options options = any_bag;

	options.limits = &limits;
	tz_assert_ok(taizhang_verify(sound((enum taizhang_format)_i), &options, findings, NULL, &err), &err);
	ids_are("container-entries");
}
END_TEST

START_TEST(damage_is_a_finding_and_the_rest_is_judged)
{
	const char *folder = bag_make("case", "包", &(struct bag_case){.name = "sound"}), *path;
	struct stat st;

	/* what stands first in the archive is whole, what stands last is lost */
	ck_assert_int_eq(temp_shell("head -c 400000 /dev/urandom > '%s/data/大.bin'", folder), 0);
	path = bag_archive("case", "包", (enum taizhang_format)_i);
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_int_eq(truncate(path, st.st_size - 100000), 0);
	tz_assert_ok(taizhang_verify(path, &any_bag, findings, NULL, &err), &err);
	ck_assert_int_eq(err.code, TAIZHANG_OK);
	ck_assert_uint_ge(taizhang_findings_count(findings, TAIZHANG_ERROR), 1);
	{
		char *ids = bag_ids(findings);

		ck_assert_msg(strstr(ids, "container-damaged") != NULL, "%s", ids);
		free(ids);
	}
}
END_TEST

/* What the callbacks saw. */
struct seen {
	uint64_t last, total;
	size_t calls, cancel_at;
	bool backwards;
};

static void on_progress(void *data, uint64_t done, uint64_t total, const char *current)
{
	struct seen *seen = data;

	(void)current;
	seen->backwards = seen->backwards || done < seen->last || done > total;
	seen->last = done;
	seen->total = total;
	seen->calls++;
}

static int on_cancel(void *data)
{
	struct seen *seen = data;

	return seen->cancel_at && seen->calls >= seen->cancel_at;
}

START_TEST(progress_runs_up_to_its_total)
{
	struct seen seen = {0};
	struct taizhang_verify_options options = any_bag;

	options.progress = (struct taizhang_progress){on_progress, on_cancel, &seen};
	tz_assert_ok(taizhang_verify(sound((enum taizhang_format)_i), &options, findings, NULL, &err), &err);
	ids_are("");
	ck_assert(!seen.backwards);
	ck_assert_uint_gt(seen.total, 0);
	ck_assert_uint_eq(seen.last, seen.total);
	ck_assert_uint_gt(seen.calls, 2);
}
END_TEST

START_TEST(cancelling_ends_it)
{
	struct seen seen = {.cancel_at = 1};
	struct taizhang_verify_options options = any_bag;
	struct taizhang_package *package;

	options.progress = (struct taizhang_progress){on_progress, on_cancel, &seen};
	ck_assert_int_eq(taizhang_verify(sound((enum taizhang_format)_i), &options, findings, &package, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_CANCELLED);
	ck_assert_ptr_null(package);
}
END_TEST

/* A sink that takes the jpg files. */
struct taken {
	char names[1024];
	size_t bytes, begun, ended;
	bool refuses;
};

static int on_begin(void *context, const struct tz_bag_file *file, void **state, struct taizhang_error *e)
{
	struct taken *taken = context;

	(void)e;
	*state = taken;
	strcat(taken->names, file->path);
	strcat(taken->names, "\n");
	taken->begun += strstr(file->path, ".jpg") != NULL;
	return strstr(file->path, ".jpg") != NULL;
}

static int on_write(void *state, const void *data, size_t size, struct taizhang_error *e)
{
	struct taken *taken = state;

	(void)data;
	taken->bytes += size;
	if (!taken->refuses)
		return 0;
	e->code = TAIZHANG_E_IO;
	return -1;
}

static int on_end(void *state, struct taizhang_error *e)
{
	(void)e;
	((struct taken *)state)->ended++;
	return 0;
}

START_TEST(a_sink_gets_each_file_once_and_the_bytes_it_asks_for)
{
	struct taken taken = {.refuses = false};
	const struct tz_bag_sink sink = {.context = &taken, .begin = on_begin, .write = on_write, .end = on_end};
	const struct taizhang_input path = tz_input_of_path(sound((enum taizhang_format)_i));
	struct taizhang_input input;

	tz_assert_ok(tz_input_take(&input, &path, &err), &err);
	tz_assert_ok(tz_verify(&input, &any_bag, &sink, findings, NULL, &err), &err);
	ids_are("");
	ck_assert_uint_eq(taken.bytes, 20);
	ck_assert_uint_eq(taken.begun, 2);
	ck_assert_uint_eq(taken.ended, 2);
	ck_assert_ptr_nonnull(strstr(taken.names, "data/说明.txt\n"));
	ck_assert_ptr_nonnull(strstr(taken.names, "tagmanifest-sha256.txt\n"));
	ck_assert_ptr_null(strstr(strstr(taken.names, "bagit.txt\n") + 1, "bagit.txt\n"));
	/* tag files come first where they can, so that a sink may know the rest beforehand */
	if (_i != TAIZHANG_FORMAT_TAR_GZ && _i != TAIZHANG_FORMAT_TAR_ZST)
		ck_assert_ptr_null(strstr(strstr(taken.names, "data/"), "bag-info.txt"));
}
END_TEST

START_TEST(a_sink_that_fails_ends_it)
{
	struct taken taken = {.refuses = true};
	const struct tz_bag_sink sink = {.context = &taken, .begin = on_begin, .write = on_write, .end = on_end};
	const struct taizhang_input path = tz_input_of_path(sound((enum taizhang_format)_i));
	struct taizhang_input input;

	tz_assert_ok(tz_input_take(&input, &path, &err), &err);
	ck_assert_int_eq(tz_verify(&input, &any_bag, &sink, findings, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("verify");
	TCase *errors = tcase_create("errors"), *limits = tcase_create("limits"), *listens = tcase_create("listens");
	const int first = TAIZHANG_FORMAT_ZIP, end = TAIZHANG_FORMAT_DIRECTORY + 1;

	tcase_add_checked_fixture(errors, setup, teardown);
	tcase_add_checked_fixture(limits, setup, teardown);
	tcase_add_checked_fixture(listens, setup, teardown);
	tcase_add_test(errors, arguments_that_cannot_be_are_refused);
	tcase_add_test(errors, what_cannot_be_judged_is_an_error);
	tcase_add_test(errors, another_archive_is_told_in_one_finding);
	tcase_add_test(errors, a_bag_of_others_wants_its_switch);
	tcase_add_test(errors, a_smaller_option_struct_of_an_older_caller_is_taken);
	tcase_add_loop_test(limits, a_passed_limit_ends_it_with_that_finding_alone, first, end);
	tcase_add_loop_test(limits, damage_is_a_finding_and_the_rest_is_judged, TAIZHANG_FORMAT_TAR,
			    TAIZHANG_FORMAT_DIRECTORY);
	tcase_add_loop_test(listens, progress_runs_up_to_its_total, first, end);
	tcase_add_loop_test(listens, cancelling_ends_it, first, end);
	tcase_add_loop_test(listens, a_sink_gets_each_file_once_and_the_bytes_it_asks_for, first, end);
	tcase_add_loop_test(listens, a_sink_that_fails_ends_it, first, end);
	suite_add_tcase(suite, errors);
	suite_add_tcase(suite, limits);
	suite_add_tcase(suite, listens);
	return suite;
}
