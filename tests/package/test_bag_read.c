/* SPDX-License-Identifier: MIT */
/* test_bag_read.c: which digests are computed, what is kept. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/input.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/bag.h"
#include "package/bag_case.h"
#include "package/bag_tally.h"

#define STREAMS (1u << TAIZHANG_FORMAT_TAR_GZ | 1u << TAIZHANG_FORMAT_TAR_ZST)
#define HINT(algorithms) {{BAG_APPEND, "bag-info.txt", "Taizhang-Digests: " algorithms "\n", NULL}}

static const struct bag_case hints[] = {
	{.name = "the right one", .edits = HINT("sha256"), .relist_tags = true, .expected = ""},
	{.name = "more than there are", .edits = HINT("sha256 sm3 md5"), .relist_tags = true, .expected = ""},
	{.name = "none that is known", .edits = HINT("blake3"), .relist_tags = true, .expected = ""},
	{.name = "another one, where it is not wanted", .edits = HINT("md5"), .relist_tags = true, .expected = "",
	 .not_in = STREAMS},
	{.name = "another one", .edits = HINT("md5"), .relist_tags = true, .expected = "bag-manifest-unchecked",
	 .not_in = ~STREAMS},
};

START_TEST(bag_info_tells_a_stream_what_to_digest)
{
	bag_case_run(&hints[_i]);
}
END_TEST

static void bag_is_read(struct tz_bag *bag, const char *path, bool tags_only)
{
	const struct tz_bag_options options = {.bag_only = true, .tags_only = tags_only};
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	const struct taizhang_input input = tz_input_of_path(path);
	struct tz_container *c = tz_container_open(&input, NULL, &err);

	tz_assert_ptr(c, &err);
	tz_assert_ok(tz_bag_read(bag, c, &options, findings, &err), &err);
	ck_assert_uint_eq(taizhang_findings_num(findings), 0);
	taizhang_findings_free(findings);
	/* paths live in the container: what is asked below is copied before */
	ck_assert_ptr_nonnull(tz_bag_find(bag, "bagit.txt"));
	tz_container_close(c);
}

START_TEST(files_have_the_digests_of_their_manifests)
{
	const struct bag_case c = {.name = "two", .algorithms = "sha256 md5"};
	const struct tz_bag_options options = {.bag_only = true};
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	char hex[TAIZHANG_DIGEST_HEX_SIZE];
	struct tz_bag bag = {0};
	struct taizhang_input input;
	struct tz_container *container;
	const struct tz_bag_file *file;
	const struct tz_bag_kept *kept;

	bag_make("case", "包", &c);
	input = tz_input_of_path(bag_archive("case", "包", (enum taizhang_format)_i));
	container = tz_container_open(&input, NULL, &err);
	tz_assert_ptr(container, &err);
	tz_assert_ok(tz_bag_read(&bag, container, &options, NULL, &err), &err);
	file = tz_bag_find(&bag, "data/图片/二号.jpg");
	ck_assert_str_eq(tz_bag_digest(file, TAIZHANG_DIGEST_MD5, hex), "d41d8cd98f00b204e9800998ecf8427e");
	ck_assert_str_eq(tz_bag_digest(file, TAIZHANG_DIGEST_SHA256, hex),
			 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	if (tz_container_is_seekable(container))
		ck_assert_str_eq(tz_bag_digest(file, TAIZHANG_DIGEST_SM3, hex), "");
	else
		ck_assert_str_eq(tz_bag_digest(file, TAIZHANG_DIGEST_SM3, hex),
				 "1ab21d8355cfa17f8e61194831e81a8f22bec8c728fefb747ed035eb5082aa2b");
	ck_assert_str_eq(bag.root, "包");
	ck_assert(bag.has_data);
	ck_assert_uint_eq(bag.payload_files, 3);
	ck_assert_ptr_null(tz_bag_find(&bag, "data"));
	kept = tz_bag_kept(&bag, "bagit.txt");
	ck_assert_ptr_nonnull(kept);
	ck_assert_uint_eq(kept->size, strlen("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"));
	ck_assert_ptr_null(tz_bag_kept(&bag, "data/说明.txt"));
	tz_bag_free(&bag);
	tz_container_close(container);
}
END_TEST

START_TEST(with_tags_only_the_payload_is_counted_but_not_read)
{
	struct tz_bag bag = {0};
	size_t unread = 0;

	bag_make("case", "包", &(struct bag_case){.name = "sound"});
	bag_is_read(&bag, bag_archive("case", "包", (enum taizhang_format)_i), true);
	ck_assert_uint_eq(bag.payload_files, 3);
	ck_assert_uint_eq(bag.payload_bytes, strlen("义务教育经费投入说明\n") + strlen("not really a picture"));
	for (size_t i = 0; i < bag.num_files; i++)
		unread += bag.files[i].set == 0;
	ck_assert_uint_eq(unread, 3);
	tz_bag_free(&bag);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("bag_read");
	TCase *digests = tcase_create("digests");

	bag_tally_begin("bag_read");
	tcase_add_checked_fixture(digests, NULL, temp_remove);
	tcase_add_loop_test(digests, bag_info_tells_a_stream_what_to_digest, 0, sizeof hints / sizeof hints[0]);
	tcase_add_loop_test(digests, files_have_the_digests_of_their_manifests, TAIZHANG_FORMAT_ZIP,
			    TAIZHANG_FORMAT_DIRECTORY + 1);
	tcase_add_loop_test(digests, with_tags_only_the_payload_is_counted_but_not_read, TAIZHANG_FORMAT_ZIP,
			    TAIZHANG_FORMAT_DIRECTORY + 1);
	suite_add_tcase(suite, digests);
	return suite;
}
