/* SPDX-License-Identifier: MIT */
/* test_unpack.c: tests of lib/package/unpack.c: a whole bag, a part of it, or a clear refusal. */
#include "package/unpack_case.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "ledger/ledger.h"

START_TEST(the_whole_bag_lands_and_is_one)
{
	struct taizhang_verify_options verify = TAIZHANG_VERIFY_OPTIONS_INIT;

	pack_again(formats[_i]);
	unpack();
	ck_assert_str_eq(result.root, ROOT);
	ck_assert_uint_eq(result.files, 5);
	ck_assert_uint_eq(result.bytes, 72 + 15 + 4 + 4 + 8);
	assert_found("");
	ck_assert_int_eq(temp_shell("cd '%s' && sha256sum --quiet -c manifest-sha256.txt tagmanifest-sha256.txt", temp_path("out/" ROOT)), 0);
	ck_assert_int_eq(temp_shell("mkdir '%s' && LC_ALL=C.UTF-8 bsdtar -xf '%s' -C '%s' && diff -r '%s' '%s'", temp_path("theirs"), package,
				    temp_path("theirs"), temp_path("theirs"), temp_path("out")), 0);
	tz_assert_ok(taizhang_verify(temp_path("out/" ROOT), &verify, findings, NULL, &err), &err);
	assert_found("");
	ck_assert_int_eq(temp_shell("test \"$(ls -A '%s')\" = '" ROOT "'", temp_path("out")), 0);
}
END_TEST

START_TEST(files_have_the_times_that_they_had_in_the_ledger)
{
	struct stat after;

	ck_assert_int_eq(temp_shell("touch -d '2016-02-29 12:00:00.123456789Z' '%s'/in/ledger/materials/I-1-1-2-1*/*", temp_dir()), 0);
	pack_again(formats[_i]);
	unpack();
	ck_assert_int_eq(stat(temp_path("out/" ROOT "/data/I-1-1-2-1/01-考核制度.pdf"), &after), 0);
	ck_assert_int_eq(after.st_mtim.tv_sec, 1456747200);
	ck_assert_int_eq(after.st_mtim.tv_nsec, 123456789);
}
END_TEST

START_TEST(options_result_and_findings_may_be_absent)
{
	tz_assert_ok(taizhang_unpack(package, temp_path("out"), NULL, NULL, NULL, NULL), &err);
	ck_assert_int_eq(temp_shell("test -s '%s'", temp_path("out/" ROOT "/manifest.xml")), 0);
}
END_TEST

START_TEST(options_of_an_older_caller_are_shorter)
{
	options.size = offsetof(struct taizhang_unpack_options, as_ledger);
	options.as_ledger = true;
	options.kind = TAIZHANG_KIND_NORMATIVE;
	unpack();
	ck_assert_str_eq(result.root, ROOT);
	ck_assert_uint_lt(result.files, 5);
}
END_TEST

START_TEST(findings_from_before_are_not_held_against_the_package)
{
	struct bag_edit damage[] = {{BAG_APPEND, "data/I-1-1-2-1/01-考核制度.pdf", "!", NULL}, {BAG_NO_EDIT, NULL, NULL, NULL}};
	char sound[4096];

	strcpy(sound, package);
	edit_package(damage, TAIZHANG_FORMAT_ZIP);
	assert_fails(temp_path("out"), TAIZHANG_E_REFUSED);
	ck_assert_uint_gt(taizhang_findings_count(findings, TAIZHANG_ERROR), 0);
	strcpy(package, sound);
	taizhang_error_clear(&err);
	unpack();
}
END_TEST

START_TEST(a_root_may_have_any_name)
{
	static const char *const cities[] = {"bag", "done", ".taizhang-tmp-", "完成率95%"};
	struct taizhang_ledger *ledger = taizhang_ledger_open(temp_path("in/ledger"), TAIZHANG_OPEN_WRITE, NULL, &err);
	struct taizhang_pack_result packed;

	tz_assert_ptr(ledger, &err);
	tz_assert_ok(taizhang_ledger_set_city(ledger, cities[_i], &err), &err);
	tz_assert_ok(taizhang_ledger_set_unit(ledger, "", &err), &err);
	tz_assert_ok(taizhang_ledger_save(ledger, &err), &err);
	taizhang_ledger_free(ledger);
	packed = pack_again(TAIZHANG_FORMAT_ZIP);
	unpack();
	ck_assert_str_eq(result.root, packed.root);
	ck_assert_int_eq(temp_shell("cd '%s' && test \"$(ls -A)\" = '%s' && test -s '%s'/bagit.txt", temp_path("out"), packed.root, packed.root), 0);
}
END_TEST

START_TEST(a_root_named_like_our_own_folders_does_no_harm)
{
	static const char *const roots[] = {"bag", "done", "ledger"};
	struct bag_edit root[] = {{BAG_REPLACE, "manifest.xml", " root=\"" ROOT "\"", NULL}, {BAG_NO_EDIT, NULL, NULL, NULL}};
	char attribute[64];

	snprintf(attribute, sizeof attribute, " root=\"%s\"", roots[_i]);
	root[0].with = attribute;
	edit_package(root, TAIZHANG_FORMAT_ZIP);
	ck_assert_int_eq(temp_shell("cd '%s' && mv " ROOT " %s", temp_path("in/case"), roots[_i]), 0);
	snprintf(package, sizeof package, "%s", bag_archive("in/case", roots[_i], TAIZHANG_FORMAT_TAR));
	unpack();
	ck_assert_str_eq(result.root, roots[_i]);
	ck_assert_int_eq(temp_shell("cd '%s' && test \"$(ls -A)\" = %s && test -s %s/bagit.txt", temp_path("out"), roots[_i], roots[_i]), 0);
}
END_TEST

/* The files below out/ROOT are these, and no others; the list ends with NULL. */
static void assert_part(const char *const *paths)
{
	size_t num = 0;

	for (; paths[num]; num++)
		ck_assert_msg(access(temp_path("out/" ROOT), F_OK) == 0 && temp_shell("test -f '%s/%s'", temp_path("out/" ROOT), paths[num]) == 0,
			      "no %s", paths[num]);
	ck_assert_uint_eq(result.files, num);
	ck_assert_int_eq(temp_shell("test \"$(find '%s' -type f | wc -l)\" -eq %zu", temp_path("out"), num), 0);
	ck_assert_int_eq(temp_shell("test \"$(ls -A '%s')\" = '" ROOT "'", temp_path("out")), 0);
}

START_TEST(one_item_comes_alone_however_it_is_written)
{
	static const char *const names[] = {"I-1-1-1-2", "M002", "Ⅰ-1-1-1-2", "I—1—1—1—2"};

	options.item = names[_i];
	unpack();
	assert_part((const char *const[]){"data/I-1-1-1-2/01-宣讲情况报告.docx", "data/I-1-1-1-2/02-01-名单.xlsx",
					  "data/I-1-1-1-2/02-02-照片.jpg", NULL});
	ck_assert_uint_eq(result.bytes, 23);
	ck_assert_str_eq(result.root, ROOT);
}
END_TEST

START_TEST(one_item_comes_out_of_a_stream_too)
{
	pack_again(formats[_i]);
	options.item = "M001";
	unpack();
	assert_part((const char *const[]){"data/I-1-1-1-1/01-关于学习宣传的通知.txt", NULL});
}
END_TEST

START_TEST(one_kind_comes_alone)
{
	options.kind = TAIZHANG_KIND_NORMATIVE;
	unpack();
	assert_part((const char *const[]){"data/I-1-1-1-1/01-关于学习宣传的通知.txt", "data/I-1-1-2-1/01-考核制度.pdf", NULL});
}
END_TEST

START_TEST(an_item_and_a_kind_are_both_asked)
{
	options.kind = TAIZHANG_KIND_NORMATIVE;
	options.item = "M003";
	unpack();
	assert_part((const char *const[]){"data/I-1-1-2-1/01-考核制度.pdf", NULL});
}
END_TEST

START_TEST(a_part_without_files_is_an_empty_folder)
{
	options.item = _i ? "M001" : "M050";
	options.kind = _i ? TAIZHANG_KIND_IMAGE : TAIZHANG_KIND_NONE;
	unpack();
	ck_assert_uint_eq(result.files, 0);
	ck_assert_uint_eq(result.bytes, 0);
	temp_assert_holds("out", ROOT "/ ");
}
END_TEST

START_TEST(an_unknown_item_is_an_error)
{
	options.item = _i ? "" : "X-9";
	assert_fails_and_leaves_nothing(TAIZHANG_E_NOT_FOUND);
	ck_assert_str_eq(err.where, options.item);
}
END_TEST

START_TEST(a_ledger_is_not_given_back_in_part)
{
	options.as_ledger = true;
	options.item = "M001";
	assert_fails_and_leaves_nothing(TAIZHANG_E_INVAL);
	ck_assert_str_eq(taizhang_error_id(&err), "unpack-part-of-ledger");
	options.item = NULL;
	options.kind = TAIZHANG_KIND_IMAGE;
	assert_fails_and_leaves_nothing(TAIZHANG_E_INVAL);
}
END_TEST

START_TEST(wrong_arguments_are_refused)
{
	ck_assert_int_eq(taizhang_unpack(NULL, temp_path("out"), NULL, NULL, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&err);
	ck_assert_int_eq(taizhang_unpack("", temp_path("out"), NULL, NULL, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	assert_fails(NULL, TAIZHANG_E_INVAL);
	assert_fails("", TAIZHANG_E_INVAL);
	options.kind = (enum taizhang_kind)99;
	assert_fails_and_leaves_nothing(TAIZHANG_E_INVAL);
	ck_assert_int_eq(taizhang_unpack(package, temp_path("out"), &options, NULL, NULL, NULL), -1);
}
END_TEST

START_TEST(what_is_no_package_is_refused)
{
	strcpy(package, temp_path("nothing"));
	assert_fails_and_leaves_nothing(TAIZHANG_E_IO);
	strcpy(package, temp_write_text("in/text", "no container at all"));
	assert_fails_and_leaves_nothing(TAIZHANG_E_FORMAT);
	strcpy(package, temp_write_text("in/empty", ""));
	assert_fails_and_leaves_nothing(TAIZHANG_E_FORMAT);
}
END_TEST

START_TEST(a_folder_is_not_unpacked)
{
	edit_package(&(struct bag_edit){BAG_NO_EDIT, NULL, NULL, NULL}, TAIZHANG_FORMAT_DIRECTORY);
	assert_fails_and_leaves_nothing(TAIZHANG_E_INVAL);
	ck_assert_str_eq(taizhang_error_id(&err), "unpack-folder");
}
END_TEST

START_TEST(a_target_that_cannot_be_used_is_kept_as_it_is)
{
	temp_write_text("full/theirs.txt", "kept");
	assert_fails(temp_path("full"), TAIZHANG_E_STATE);
	ck_assert_str_eq(taizhang_error_id(&err), "directory-not-empty");
	temp_assert_holds("full", "theirs.txt ");
	assert_fails(temp_path("full/theirs.txt"), TAIZHANG_E_STATE);
	ck_assert_int_eq(temp_shell("test \"$(cat '%s')\" = kept", temp_path("full/theirs.txt")), 0);
	assert_fails(temp_path("no/parent"), TAIZHANG_E_IO);
	ck_assert_int_eq(temp_shell("cd '%s' && test \"$(ls -A | tr '\\n' ' ')\" = 'full in '", temp_dir()), 0);
}
END_TEST

START_TEST(an_incomplete_package_is_unpacked)
{
	ck_assert_int_eq(temp_shell("rm '%s'/in/ledger/materials/I-1-1-2-1*/*", temp_dir()), 0);
	pack_again(TAIZHANG_FORMAT_ZIP);
	unpack();
	assert_found("package-incomplete");
	ck_assert_uint_eq(result.files, 4);
}
END_TEST

struct watch {
	uint64_t last, total, at_total;
	int calls, cancel_after;
};

static void watch_progress(void *data, uint64_t done, uint64_t total, const char *current)
{
	struct watch *watch = data;

	ck_assert_uint_ge(done, watch->last);
	ck_assert_uint_le(done, total);
	watch->last = done;
	watch->total = total;
	watch->at_total += done == total && !current;
	watch->calls++;
}

static int watch_cancel(void *data)
{
	struct watch *watch = data;

	return watch->cancel_after >= 0 && watch->calls++ >= watch->cancel_after;
}

START_TEST(progress_grows_and_ends_once_at_the_total)
{
	struct watch watch = {.cancel_after = -1};

	pack_again(formats[_i % NUM_FORMATS]);
	options.item = _i < NUM_FORMATS ? NULL : "M001";
	options.progress = (struct taizhang_progress){watch_progress, watch_cancel, &watch};
	unpack();
	ck_assert_uint_gt(watch.total, 103);
	ck_assert_uint_eq(watch.last, watch.total);
	ck_assert_uint_eq(watch.at_total, 1);
}
END_TEST

START_TEST(a_cancelled_unpack_leaves_nothing)
{
	struct watch watch = {.cancel_after = _i / NUM_FORMATS};

	pack_again(formats[_i % NUM_FORMATS]);
	options.progress = (struct taizhang_progress){NULL, watch_cancel, &watch};
	assert_fails(temp_path("out"), TAIZHANG_E_CANCELLED);
	ck_assert_int_eq(access(temp_path("out"), F_OK), -1);
	/* also while a stream is first read for what its manifest says */
	watch.calls = 0;
	options.item = "M001";
	assert_fails_and_leaves_nothing(TAIZHANG_E_CANCELLED);
}
END_TEST

struct upload {
	char *data;
	size_t size, at;
};

static int64_t take_upload(void *context, void *buf, size_t size)
{
	struct upload *u = context;

	size = size < u->size - u->at ? size : u->size - u->at;
	memcpy(buf, u->data + u->at, size);
	u->at += size;
	return (int64_t)size;
}

static int64_t take_object(void *context, uint64_t offset, void *buf, size_t size)
{
	struct upload *u = context;

	u->at = offset < u->size ? (size_t)offset : u->size;
	return take_upload(context, buf, size);
}

static int64_t take_nothing(void *context, void *buf, size_t size)
{
	(void)context;
	(void)buf;
	(void)size;
	return -1;
}

/* An upload or an object is opened, verified and unpacked as the file would be. */
START_TEST(callbacks_give_what_the_file_gives)
{
	struct taizhang_input stream = TAIZHANG_INPUT_INIT, object = TAIZHANG_INPUT_INIT;
	struct taizhang_package *opened = NULL;
	struct upload u = {0};

	pack_again(formats[_i]);
	u.data = temp_read(package, &u.size);
	stream.read = take_upload;
	object.read_at = take_object;
	object.bytes = u.size;
	stream.context = object.context = &u;
	unpack();
	tz_assert_ok(taizhang_unpack_input(&stream, temp_path("streamed"), &options, NULL, NULL, &err), &err);
	tz_assert_ok(taizhang_unpack_input(&object, temp_path("object"), &options, NULL, NULL, &err), &err);
	ck_assert_int_eq(temp_shell("cd '%s' && diff -r out streamed && diff -r out object", temp_dir()), 0);
	u.at = 0;
	tz_assert_ok(taizhang_verify_input(&stream, NULL, findings, &opened, &err), &err);
	ck_assert_uint_eq(taizhang_findings_count(findings, TAIZHANG_ERROR), 0);
	ck_assert_str_eq(taizhang_package_root(opened), ROOT);
	taizhang_package_free(opened);
	opened = taizhang_package_open_input(&object, NULL, NULL, &err);
	tz_assert_ptr(opened, &err);
	taizhang_package_free(opened);
	stream.read = take_nothing;
	stream.name = "上传";
	ck_assert_int_eq(taizhang_verify_input(&stream, NULL, findings, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	ck_assert_str_eq(err.where, "上传");
	options.item = "M001";
	taizhang_error_clear(&err);
	ck_assert_int_eq(taizhang_unpack_input(&stream, temp_path("part"), &options, NULL, NULL, &err), -1);
	ck_assert_str_eq(taizhang_error_id(&err), "unpack-part-of-stream");
	free(u.data);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("unpack");
	TCase *whole = add_behaviour(suite, "whole"), *part = add_behaviour(suite, "part"), *refuses = add_behaviour(suite, "refuses"), *progress = add_behaviour(suite, "progress");

	tcase_add_loop_test(whole, the_whole_bag_lands_and_is_one, 0, NUM_FORMATS);
	tcase_add_loop_test(whole, files_have_the_times_that_they_had_in_the_ledger, 0, NUM_FORMATS);
	tcase_add_loop_test(whole, callbacks_give_what_the_file_gives, 0, NUM_FORMATS);
	tcase_add_test(whole, options_result_and_findings_may_be_absent);
	tcase_add_test(whole, options_of_an_older_caller_are_shorter);
	tcase_add_test(whole, findings_from_before_are_not_held_against_the_package);
	tcase_add_loop_test(whole, a_root_may_have_any_name, 0, 4);
	tcase_add_loop_test(whole, a_root_named_like_our_own_folders_does_no_harm, 0, 3);
	tcase_add_test(whole, an_incomplete_package_is_unpacked);
	tcase_add_loop_test(part, one_item_comes_alone_however_it_is_written, 0, 4);
	tcase_add_loop_test(part, one_item_comes_out_of_a_stream_too, 0, NUM_FORMATS);
	tcase_add_test(part, one_kind_comes_alone);
	tcase_add_test(part, an_item_and_a_kind_are_both_asked);
	tcase_add_loop_test(part, a_part_without_files_is_an_empty_folder, 0, 2);
	tcase_add_loop_test(part, an_unknown_item_is_an_error, 0, 2);
	tcase_add_test(part, a_ledger_is_not_given_back_in_part);
	tcase_add_test(refuses, wrong_arguments_are_refused);
	tcase_add_test(refuses, what_is_no_package_is_refused);
	tcase_add_test(refuses, a_folder_is_not_unpacked);
	tcase_add_test(refuses, a_target_that_cannot_be_used_is_kept_as_it_is);
	tcase_add_loop_test(progress, progress_grows_and_ends_once_at_the_total, 0, 2 * NUM_FORMATS);
	tcase_add_loop_test(progress, a_cancelled_unpack_leaves_nothing, 0, 4 * NUM_FORMATS);
	return suite;
}
