/* SPDX-License-Identifier: MIT */
/* test_unpack_bomb.c: lib/package/container_limits.c from end to end: packages that unpack to far more than they are, at the default limits. */
#include "package/unpack_case.h"

#include <stdio.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/zip_case.h"

/* Zeros in the place of a file of the ledger: so many that they outweigh the rest of the package at the level that packs least. */
#define MAKE_ZEROS "head -c 80M /dev/zero >\"$(echo '%s'/I-1-1-2-1*/考核制度.pdf)\""

static const char *const makers[] = {
	"--format zip --options zip:compression-level=1",
	"--format zip --options zip:compression-level=9",
	"--format ustar --gzip --options gzip:compression-level=1",
	"--format ustar --gzip --options gzip:compression-level=9",
	"--format ustar --zstd",
};
#define NUM_MAKERS ((int)(sizeof makers / sizeof makers[0]))

static void verifies(const char *ids)
{
	struct taizhang_verify_options verifying = TAIZHANG_VERIFY_OPTIONS_INIT;

	verifying.limits = options.limits;
	tz_assert_ok(taizhang_verify(package, &verifying, findings, NULL, &err), &err);
	assert_found(ids);
}

static int64_t read_on(void *context, void *buf, size_t size)
{
	return (int64_t)fread(buf, 1, size, context);
}

static void assert_stream_leaves_nothing(void)
{
	struct taizhang_input input = TAIZHANG_INPUT_INIT;
	FILE *file = fopen(package, "rb");

	ck_assert_ptr_nonnull(file);
	input.read = read_on;
	input.context = file;
	ck_assert_int_eq(taizhang_unpack_input(&input, temp_path("out"), &options, &result, findings, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_REFUSED);
	fclose(file);
	ck_assert_int_eq(temp_shell("test ! -e '%s'", temp_path("out")), 0);
}

/* It is sound in all else: who raises the limit has it. */
START_TEST(zeros_are_stopped_however_they_are_packed)
{
	struct taizhang_limits limits = TAIZHANG_LIMITS_INIT;

	ck_assert_int_eq(temp_shell(MAKE_ZEROS, temp_path("in/ledger/materials")), 0);
	pack_again(TAIZHANG_FORMAT_TAR);
	unpack();
	ck_assert_int_eq(rename(temp_path("out"), temp_path("sound")), 0);
	ck_assert_int_eq(temp_shell("cd '%s' && LC_ALL=C.UTF-8 bsdtar %s -cf '%s' " ROOT, temp_path("sound"), makers[_i],
				    temp_path("in/bomb")), 0);
	snprintf(package, sizeof package, "%s", temp_path("in/bomb"));
	verifies("container-ratio");
	assert_fails_and_leaves_nothing(TAIZHANG_E_REFUSED);
	assert_stream_leaves_nothing();
	assert_found("container-ratio");
	limits.ratio = 100000;
	options.limits = &limits;
	unpack();
	ck_assert_int_eq(temp_shell("diff -r '%s' '%s'", temp_path("sound"), temp_path("out")), 0);
}
END_TEST

/* What a file holds is never unpacked: neither a zip of zeros nor a zip of that zip. */
START_TEST(a_bomb_that_is_a_file_is_only_its_bytes)
{
	ck_assert_int_eq(temp_shell("cd '%s'/I-1-1-2-1* && head -c 64M /dev/zero >zeros && bsdtar --format zip -cf 附件.zip zeros && "
				    "bsdtar --format zip -cf 附件的附件.zip 附件.zip && rm zeros", temp_path("in/ledger/materials")), 0);
	pack_again(formats[_i]);
	verifies("");
	unpack();
	assert_found("");
	ck_assert_int_eq(temp_shell("cmp '%s'/I-1-1-2-1*/附件.zip '%s'/" ROOT "/data/I-1-1-2-1/0?-附件.zip", temp_path("in/ledger/materials"),
				    temp_path("out")), 0);
}
END_TEST

START_TEST(entries_that_share_their_bytes_leave_nothing)
{
	static const struct zip_change changes[] = {
		{ZIP_CENTRAL, ZIP_STORED, 42, 4, 0},	/* two entries at one place */
		{ZIP_CENTRAL, ZIP_DEFLATED, 42, 4, 74},	/* an entry inside another's data */
	};
	struct zip_made made = zip_make(&(struct zip_case){.changes = {changes[_i]}});

	strcpy(package, temp_write("in/overlap", made.bytes.data, made.bytes.size));
	zip_free(&made);
	verifies("zip-overlap");
	assert_fails_and_leaves_nothing(TAIZHANG_E_REFUSED);
	assert_stream_leaves_nothing();
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("unpack_bomb");
	TCase *bombs = add_behaviour(suite, "bombs");

	/* many bytes to write: the time-out only ends what hangs */
	tcase_set_timeout(bombs, 600);
	tcase_add_loop_test(bombs, zeros_are_stopped_however_they_are_packed, 0, NUM_MAKERS);
	tcase_add_loop_test(bombs, a_bomb_that_is_a_file_is_only_its_bytes, 0, NUM_FORMATS);
	tcase_add_loop_test(bombs, entries_that_share_their_bytes_leave_nothing, 0, 2);
	return suite;
}
