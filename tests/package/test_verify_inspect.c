/* SPDX-License-Identifier: MIT */
/* test_verify_inspect.c: files of packages are looked into while they pass: lib/package/verify_inspect.c, package_imprints.c. */
#include "package/verify_inspect.h"

#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/bag_case.h"
#include "package/ledgers.h"

/* Begins as a picture, and has no end. */
#define BROKEN "\xff\xd8\xff\xe0 and no more"

static struct taizhang_findings *findings, *contents;
static struct taizhang_error err;

static void setup(void)
{
	taizhang_error_clear(&err);
	findings = taizhang_findings_new(&err);
	contents = taizhang_findings_new(&err);
}

static void teardown(void)
{
	taizhang_findings_free(findings);
	taizhang_findings_free(contents);
	temp_remove();
}

/* Packages of a ledger with a broken picture and a sound text; with max, split. */
static void make_package(const char *name, uint64_t max)
{
	struct taizhang_pack_options options = TAIZHANG_PACK_OPTIONS_INIT;
	struct taizhang_ledger *ledger = make_folder_ledger("台账");

	put_material(ledger, 0, "说明.txt", "说明\n", 7);
	put_material(ledger, 1, "照片.jpg", BROKEN, sizeof BROKEN - 1);
	scan_and_save(ledger);
	options.allow_incomplete = true;
	options.force = true;
	options.max_bytes = max;
	tz_assert_ok(taizhang_pack(ledger, temp_path(name), &options, NULL, NULL, &err), &err);
	taizhang_ledger_free(ledger);
}

static void verify(const struct taizhang_input *input, struct taizhang_verify_options options)
{
	options.contents = contents;
	tz_assert_ok(taizhang_verify_input(input, &options, findings, NULL, &err), &err);
}

static void verify_path(const char *path)
{
	const struct taizhang_verify_options options = TAIZHANG_VERIFY_OPTIONS_INIT;
	struct taizhang_input input = TAIZHANG_INPUT_INIT;

	input.path = path;
	verify(&input, options);
}

static size_t count(const struct taizhang_findings *of, const char *begin)
{
	size_t num = 0;

	for (size_t i = 0; i < taizhang_findings_num(of); i++)
		num += strncmp(taizhang_finding_id(taizhang_findings_get(of, i)), begin, strlen(begin)) == 0;
	return num;
}

/* What is wrong with the picture stands among the contents, and nowhere else. */
static void assert_told(void)
{
	ck_assert_uint_gt(count(contents, "content-"), 0);
	ck_assert_uint_eq(count(findings, "content-"), 0);
	ck_assert_uint_eq(count(contents, "item-"), 0);
}

START_TEST(in_every_container_files_are_looked_into)
{
	static const char *const names[] = {"p.zip", "p.tar", "p.tar.gz", "p.tar.zst"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		make_package(names[i], 0);
		verify_path(temp_path(names[i]));
		assert_told();
		temp_remove();
		teardown();
		setup();
	}
}
END_TEST

START_TEST(a_folder_is_looked_into_and_without_a_wish_nothing_is)
{
	make_package("p.tar", 0);
	ck_assert_int_eq(temp_shell("cd '%s' && tar xf p.tar && mv \"$(dirname */bagit.txt)\" bag", temp_dir()), 0);
	tz_assert_ok(taizhang_verify(temp_path("bag"), NULL, findings, NULL, &err), &err);
	ck_assert_uint_eq(count(findings, "content-"), 0);
	verify_path(temp_path("bag"));
	assert_told();
}
END_TEST

struct stream {
	char *bytes;
	size_t size, at;
};

static int64_t next(void *context, void *buf, size_t size)
{
	struct stream *s = context;

	size = size < s->size - s->at ? size : s->size - s->at;
	memcpy(buf, s->bytes + s->at, size);
	s->at += size;
	return (int64_t)size;
}

START_TEST(a_stream_is_looked_into_while_it_passes)
{
	static const char *const names[] = {"p.zip", "p.tar.gz"};
	const struct taizhang_verify_options options = TAIZHANG_VERIFY_OPTIONS_INIT;

	for (size_t i = 0; i < 2; i++) {
		struct taizhang_input input = TAIZHANG_INPUT_INIT;
		struct stream stream = {.at = 0};

		make_package(names[i], 0);
		stream.bytes = temp_read(temp_path(names[i]), &stream.size);
		input.read = next;
		input.context = &stream;
		verify(&input, options);
		assert_told();
		free(stream.bytes);
		teardown();
		setup();
	}
}
END_TEST

START_TEST(parts_that_are_given_together_are_looked_into_together)
{
	struct taizhang_verify_options options = TAIZHANG_VERIFY_OPTIONS_INIT;
	struct taizhang_input input = TAIZHANG_INPUT_INIT;
	const char *parts[] = {temp_path("p-2of2.zip")};
	static char noise[300000];
	struct taizhang_pack_options packing = TAIZHANG_PACK_OPTIONS_INIT;
	struct taizhang_ledger *ledger = make_folder_ledger("台账");

	srand(1);
	for (size_t i = 0; i < sizeof noise; i++)
		noise[i] = (char)rand();
	memcpy(noise, BROKEN, sizeof BROKEN - 1);
	put_material(ledger, 0, "一.jpg", noise, sizeof noise);
	noise[100]++;
	put_material(ledger, 1, "二.jpg", noise, sizeof noise);
	scan_and_save(ledger);
	packing.allow_incomplete = true;
	packing.max_bytes = 500000;
	tz_assert_ok(taizhang_pack(ledger, temp_path("p.zip"), &packing, NULL, NULL, &err), &err);
	taizhang_ledger_free(ledger);
	input.path = temp_path("p-1of2.zip");
	verify(&input, options);
	ck_assert_uint_gt(taizhang_findings_num(contents), 0);
	taizhang_findings_free(contents);
	contents = taizhang_findings_new(&err);
	options.parts = parts;
	options.num_parts = 1;
	verify(&input, options);
	ck_assert_uint_gt(count(contents, "content-"), 0);
}
END_TEST

START_TEST(of_a_bag_of_another_program_nothing_can_be_said)
{
	const struct bag_case sound = {.name = "sound"};
	struct taizhang_verify_options options = TAIZHANG_VERIFY_OPTIONS_INIT;
	struct taizhang_input input = TAIZHANG_INPUT_INIT;

	input.path = bag_make("parent", "root", &sound);
	verify(&input, options);
	ck_assert_uint_eq(taizhang_findings_num(contents), 0);
	options.bag_only = true;
	verify(&input, options);
	ck_assert_uint_eq(taizhang_findings_num(contents), 0);
}
END_TEST

START_TEST(imprints_are_taken_of_a_package)
{
	struct taizhang_check_options options = TAIZHANG_CHECK_OPTIONS_INIT;
	struct taizhang_imprints *imprints = taizhang_imprints_new(&err);

	make_package("p.zip", 0);
	tz_assert_ok(taizhang_imprints_add_package(imprints, temp_path("p.zip"), NULL, &err), &err);
	options.threads = 1;
	options.programs = false;
	tz_assert_ok(taizhang_imprints_add_package(imprints, temp_path("p.zip"), &options, &err), &err);
	ck_assert_int_eq(taizhang_imprints_add_package(imprints, temp_path("none.zip"), NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	taizhang_error_clear(&err);
	ck_assert_int_eq(taizhang_imprints_add_package(NULL, temp_path("p.zip"), NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&err);
	ck_assert_int_eq(taizhang_imprints_add_package(imprints, bag_make("parent", "root", &(const struct bag_case){.name = "x"}), NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_FORMAT);
	options.size = 0;
	ck_assert_int_eq(taizhang_imprints_add_package(imprints, temp_path("p.zip"), &options, NULL), -1);
	taizhang_imprints_free(imprints);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("verify_inspect");
	TCase *looks = tcase_create("looks"), *imprints = tcase_create("imprints");

	tcase_add_checked_fixture(looks, setup, teardown);
	tcase_add_test(looks, in_every_container_files_are_looked_into);
	tcase_add_test(looks, a_folder_is_looked_into_and_without_a_wish_nothing_is);
	tcase_add_test(looks, a_stream_is_looked_into_while_it_passes);
	tcase_add_test(looks, parts_that_are_given_together_are_looked_into_together);
	tcase_add_test(looks, of_a_bag_of_another_program_nothing_can_be_said);
	suite_add_tcase(suite, looks);
	tcase_add_checked_fixture(imprints, setup, teardown);
	tcase_add_test(imprints, imprints_are_taken_of_a_package);
	suite_add_tcase(suite, imprints);
	return suite;
}
