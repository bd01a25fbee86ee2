/* SPDX-License-Identifier: MIT */
/* test_pack_set.c: a ledger packed in parts, each a whole valid bag that is never larger than asked; other programs judge them. */
#include "package/pack_set.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "ledger/ledger.h"
#include "package/entries.h"
#include "package/ledgers.h"

#define KIB 1024u
#define MAX_SEEN 64

static const char *const targets[] = {"out.zip", "out.tar", "out.tar.gz", "out.tar.zst"};
#define NUM_TARGETS 4

static struct taizhang_error err;
static struct taizhang_ledger *ledger;
static struct taizhang_pack_options options;
static struct taizhang_pack_result result;
static struct taizhang_findings *findings;
static struct taizhang_packed seen[MAX_SEEN];
static char paths[MAX_SEEN][512], roots[MAX_SEEN][128];
static size_t num_seen;

static void see(void *data, const struct taizhang_packed *packed)
{
	ck_assert_ptr_eq(data, &num_seen);
	ck_assert_uint_lt(num_seen, MAX_SEEN);
	seen[num_seen] = *packed;
	strcpy(paths[num_seen], packed->path);
	strcpy(roots[num_seen], packed->root);
	num_seen++;
}

static void set_up(void)
{
	taizhang_error_clear(&err);
	options = (struct taizhang_pack_options)TAIZHANG_PACK_OPTIONS_INIT;
	options.time = TEST_TIME;
	options.packed = see;
	options.packed_data = &num_seen;
	num_seen = 0;
	findings = taizhang_findings_new(&err);
	ledger = make_folder_ledger("ledger");
}

static void tear_down(void)
{
	temp_remove();
	taizhang_ledger_free(ledger);
	taizhang_findings_free(findings);
}

/* Bytes that nothing makes smaller. */
static void put_random(size_t item, const char *name, size_t size)
{
	static unsigned int seed;
	char *data = malloc(size + 1);

	fill_random(data, size, ++seed);
	put_material(ledger, item, name, data, size);
	free(data);
}

/* Six files, 600 KiB in all: 200 for each item; the last item is one record of two files. */
static void fill(void)
{
	put_random(0, "通知甲.pdf", 100 * KIB);
	put_random(0, "通知乙.pdf", 100 * KIB);
	put_random(1, "报告甲.pdf", 100 * KIB);
	put_random(1, "报告乙.pdf", 100 * KIB);
	put_random(2, "制度/甲.pdf", 100 * KIB);
	put_random(2, "制度/乙.pdf", 100 * KIB);
	scan_and_save(ledger);
	options.allow_incomplete = true;
}

static void pack(const char *path, uint64_t max_bytes)
{
	options.max_bytes = max_bytes;
	num_seen = 0;
	tz_assert_ok(taizhang_pack(ledger, path, &options, &result, findings, &err), &err);
}

static void refuse(const char *path, uint64_t max_bytes, enum taizhang_code code, const char *id)
{
	options.max_bytes = max_bytes;
	ck_assert_int_eq(taizhang_pack(ledger, path, &options, &result, findings, &err), -1);
	ck_assert_int_eq((int)err.code, (int)code);
	ck_assert_str_eq(taizhang_error_id(&err), id);
}

/* Runs a command in the unpacked root of each part. */
static void in_each(const char *command)
{
	for (size_t i = 0; i < num_seen; i++)
		ck_assert_msg(temp_shell("cd '%s' && rm -rf out && mkdir out && LC_ALL=C.UTF-8 bsdtar -xf '%s' -C out && cd 'out/%s' && %s",
					 temp_dir(), paths[i], roots[i], command) == 0, "%s: %s", paths[i], command);
}

START_TEST(a_file_that_fits_nowhere_is_named_with_its_size)
{
	uint64_t wanted;

	fill();
	put_random(1, "很大.mp4", 900 * KIB);
	scan_and_save(ledger);
	refuse(temp_path("a.zip"), 500 * KIB, TAIZHANG_E_LIMIT, "pack-file-large");
	ck_assert_ptr_nonnull(strstr(err.where, "很大.mp4"));
	ck_assert_int_eq(err.number, 900 * KIB);
	/* What the error says is enough. */
	wanted = strtoull(err.detail, NULL, 10);
	taizhang_error_clear(&err);
	pack(temp_path("a.zip"), wanted);
	ck_assert_uint_ge(num_seen, 2);
}
END_TEST

START_TEST(a_limit_below_the_documents_is_refused)
{
	fill();
	refuse(temp_path("a.zip"), 1, TAIZHANG_E_LIMIT, "pack-max-small");
	ck_assert_int_gt(err.number, 1);
}
END_TEST

START_TEST(each_part_is_a_valid_bag_for_other_programs)
{
	options.digests = TAIZHANG_DIGEST_SM3;
	fill();
	pack(temp_path(targets[_i]), 400 * KIB);
	ck_assert_uint_ge(num_seen, 2);
	in_each("sha256sum --quiet -c manifest-sha256.txt tagmanifest-sha256.txt");
	in_each("xmllint --noout --nonet --schema schema/manifest.xsd manifest.xml 2>/dev/null");
	in_each("test \"$(cut -c67- manifest-sha256.txt | sort)\" = \"$(find data -type f | sort)\"");
	in_each("test \"$(wc -l <manifest-sm3.txt)\" = \"$(find data -type f | wc -l)\"");
	in_each("grep -qx \"Payload-Oxum: $(cat $(find data -type f) | wc -c | tr -d ' ').$(find data -type f | wc -l | tr -d ' ')\" bag-info.txt");
}
END_TEST

START_TEST(no_part_is_larger_than_asked_and_all_are_named_and_told)
{
	static const unsigned int sizes[] = {250, 300, 450};
	uint64_t files = 0, bytes = 0, package_bytes = 0;
	char name[64], root[128];
	struct stat status;

	fill();
	pack(temp_path("包头市.zip"), sizes[_i] * KIB);
	ck_assert_uint_ge(num_seen, 2);
	ck_assert_uint_eq(result.parts, num_seen);
	for (size_t i = 0; i < num_seen; i++) {
		snprintf(name, sizeof name, "包头市-%zuof%zu.zip", i + 1, num_seen);
		snprintf(root, sizeof root, "包头市-2017-市教育局-%zuof%zu", i + 1, num_seen);
		ck_assert_str_eq(paths[i], temp_path(name));
		ck_assert_str_eq(roots[i], root);
		ck_assert_uint_eq(seen[i].part, i + 1);
		ck_assert_uint_eq(seen[i].parts, num_seen);
		ck_assert_int_eq(stat(paths[i], &status), 0);
		ck_assert_uint_eq(seen[i].package_bytes, (uint64_t)status.st_size);
		ck_assert_uint_le(seen[i].package_bytes, sizes[_i] * KIB);
		files += seen[i].files;
		bytes += seen[i].bytes;
		package_bytes += seen[i].package_bytes;
	}
	ck_assert_uint_eq(files, 6);
	ck_assert_uint_eq(bytes, 600 * KIB);
	ck_assert_uint_eq(result.files, files);
	ck_assert_uint_eq(result.bytes, bytes);
	ck_assert_uint_eq(result.package_bytes, package_bytes);
	ck_assert_str_eq(result.root, "包头市-2017-市教育局");
	ck_assert_int_eq(temp_shell("cd '%s' && for f in *.zip; do LC_ALL=C.UTF-8 unzip -tqq \"$f\" >/dev/null || exit 1; done", temp_dir()), 0);
}
END_TEST

START_TEST(a_part_says_of_what_it_is_a_part)
{
	char command[512];

	fill();
	pack(temp_path("a.zip"), 300 * KIB);
	snprintf(command, sizeof command, "grep -qx 'Bag-Group-Identifier: %s' bag-info.txt", result.id);
	in_each(command);
	in_each("test \"Bag-Count: ${PWD##*-}\" = \"$(grep '^Bag-Count' bag-info.txt | sed 's/ of /of/')\"");
	in_each("grep -q '<manifest [^>]*version=\"1.1\"' manifest.xml");
	in_each("test $(grep -c '<file ' manifest.xml) = 6");
	in_each("test $(grep '<file ' manifest.xml | grep -vc carried=) = $(wc -l <manifest-sha256.txt)");
	in_each("grep -q \"<package id=\\\"$(sha256sum <manifest-sha256.txt | cut -c1-64)\\\"\" manifest.xml");
	snprintf(command, sizeof command, "grep -q 'whole=\"%s\" whole-files=\"6\" whole-bytes=\"614400\"' manifest.xml", result.id);
	in_each(command);
}
END_TEST

START_TEST(the_whole_is_the_package_that_an_unsplit_one_would_be)
{
	char whole[TAIZHANG_DIGEST_HEX_SIZE];

	fill();
	pack(temp_path("a.zip"), 300 * KIB);
	strcpy(whole, result.id);
	pack(temp_path("whole.zip"), 0);
	ck_assert_str_eq(result.id, whole);
	ck_assert_uint_eq(num_seen, 1);
	ck_assert_uint_eq(seen[0].parts, 0);
	ck_assert_str_eq(seen[0].id, whole);
	/* The lines of the parts, one after the other, are those of the whole. */
	ck_assert_int_eq(temp_shell("cd '%s' && for f in a-*.zip whole.zip; do LC_ALL=C.UTF-8 bsdtar -xOf $f '*/manifest-sha256.txt' >>${f%%-*}.lines; done; "
				    "cmp a.lines whole.zip.lines", temp_dir()), 0);
}
END_TEST

START_TEST(what_fits_into_one_is_one_ordinary_package)
{
	fill();
	pack(temp_path("a.zip"), 2048 * KIB);
	ck_assert_uint_eq(result.parts, 1);
	ck_assert_str_eq(paths[0], temp_path("a.zip"));
	pack(temp_path("b.zip"), 0);
	ck_assert_int_eq(temp_shell("cmp '%s' '%s'", temp_path("a.zip"), temp_path("b.zip")), 0);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("pack_set");
	TCase *sets = tcase_create("sets");

	tcase_set_timeout(sets, 120);
	tcase_add_checked_fixture(sets, set_up, tear_down);
	tcase_add_loop_test(sets, each_part_is_a_valid_bag_for_other_programs, 0, NUM_TARGETS);
	tcase_add_loop_test(sets, no_part_is_larger_than_asked_and_all_are_named_and_told, 0, 3);
	tcase_add_test(sets, a_part_says_of_what_it_is_a_part);
	tcase_add_test(sets, the_whole_is_the_package_that_an_unsplit_one_would_be);
	tcase_add_test(sets, a_file_that_fits_nowhere_is_named_with_its_size);
	tcase_add_test(sets, a_limit_below_the_documents_is_refused);
	tcase_add_test(sets, what_fits_into_one_is_one_ordinary_package);
	suite_add_tcase(suite, sets);
	return suite;
}
