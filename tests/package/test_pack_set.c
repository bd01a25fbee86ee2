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
	pack(temp_path(targets[_i]), 600 * KIB);
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
	static const unsigned int sizes[] = {500, 550, 600};
	uint64_t files = 0, bytes = 0, package_bytes = 0;
	char name[64], root[128];
	struct stat status;

	const unsigned int size = sizes[_i / NUM_TARGETS];
	const char *ending = strchr(targets[_i % NUM_TARGETS], '.');

	fill();
	snprintf(name, sizeof name, "包头市%s", ending);
	pack(temp_path(name), size * KIB);
	ck_assert_uint_ge(num_seen, 2);
	ck_assert_uint_eq(result.parts, num_seen);
	for (size_t i = 0; i < num_seen; i++) {
		snprintf(name, sizeof name, "包头市-%zuof%zu%s", i + 1, num_seen, ending);
		snprintf(root, sizeof root, "包头市-2017-市教育局-%zuof%zu", i + 1, num_seen);
		ck_assert_str_eq(paths[i], temp_path(name));
		ck_assert_str_eq(roots[i], root);
		ck_assert_uint_eq(seen[i].part, i + 1);
		ck_assert_uint_eq(seen[i].parts, num_seen);
		ck_assert_int_eq(stat(paths[i], &status), 0);
		ck_assert_uint_eq(seen[i].package_bytes, (uint64_t)status.st_size);
		ck_assert_uint_le(seen[i].package_bytes, size * KIB);
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
	if (_i % NUM_TARGETS == 0)
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

START_TEST(items_are_kept_together_where_they_fit)
{
	fill();
	pack(temp_path("a.zip"), 280 * KIB);
	ck_assert_uint_eq(num_seen, 3);
	in_each("test $(ls data | wc -l) = 1 && test $(find data -type f | wc -l) = 2");
}
END_TEST

START_TEST(records_are_kept_together_where_their_item_does_not_fit)
{
	fill();
	put_random(0, "成套/甲.pdf", 100 * KIB);
	put_random(0, "成套/乙.pdf", 100 * KIB);
	scan_and_save(ledger);
	pack(temp_path("a.zip"), 280 * KIB);
	ck_assert_uint_eq(num_seen, 4);
	in_each("test $(ls data | wc -l) = 1 && test $(find data -type f | wc -l) = 2");
	in_each("test $(find data -name '*-甲.pdf' | wc -l) = $(find data -name '*-乙.pdf' | wc -l)");
}
END_TEST

START_TEST(files_are_parted_where_not_even_their_record_fits)
{
	fill();
	pack(temp_path("a.zip"), 180 * KIB);
	ck_assert_uint_eq(num_seen, 6);
	in_each("test $(find data -type f | wc -l) = 1");
}
END_TEST

START_TEST(ten_parts_and_more_sort_by_name)
{
	char name[64];

	for (size_t i = 0; i < 6; i++) {
		snprintf(name, sizeof name, "又%zu.pdf", i);
		put_random(0, name, 100 * KIB);
	}
	fill();
	pack(temp_path("a.zip"), 180 * KIB);
	ck_assert_uint_eq(num_seen, 12);
	ck_assert_str_eq(paths[0], temp_path("a-01of12.zip"));
	ck_assert_str_eq(roots[11], "包头市-2017-市教育局-12of12");
	in_each("grep -q 'part=\"[1-9][0-9]*\" parts=\"12\"' manifest.xml && ! grep -q '^Bag-Count: 0' bag-info.txt");
}
END_TEST

START_TEST(the_page_of_a_part_lists_all_and_links_what_is_there)
{
	fill();
	pack(temp_path("a.zip"), 280 * KIB);
	in_each("test $(grep -c '<bdi>' index.html) = 6 && test $(grep -c '<a href=\"data' index.html) = 2");
	in_each("grep -q '共 3 卷，这是第' index.html && test $(grep -c '在第 [123] 卷' index.html) = 4");
}
END_TEST

START_TEST(equal_ledgers_give_equal_parts)
{
	fill();
	pack(temp_path("a.zip"), 280 * KIB);
	ck_assert_int_eq(temp_shell("cd '%s' && mkdir first && mv a-* first", temp_dir()), 0);
	pack(temp_path("a.zip"), 280 * KIB);
	ck_assert_int_eq(temp_shell("cd '%s' && for f in a-*; do cmp $f first/$f || exit 1; done", temp_dir()), 0);
}
END_TEST

/* Nothing but the ledger and the files named is in the tests' folder: no part, no half-made package either. */
static void assert_only(const char *names)
{
	ck_assert_msg(temp_shell("cd '%s' && test \"$(ls -A | sort | tr '\\n' ' ')\" = '%s '", temp_dir(), names) == 0,
		      "there is more than %s in %s", names, temp_dir());
}

START_TEST(a_part_that_exists_is_kept_unless_forced)
{
	fill();
	temp_write_text("a-3of3.zip", "old");
	refuse(temp_path("a.zip"), 280 * KIB, TAIZHANG_E_STATE, "file-exists");
	ck_assert_str_eq(err.where, temp_path("a-3of3.zip"));
	assert_only("a-3of3.zip ledger");
	taizhang_error_clear(&err);
	options.force = true;
	pack(temp_path("a.zip"), 280 * KIB);
	assert_only("a-1of3.zip a-2of3.zip a-3of3.zip ledger");
	in_each("sha256sum --quiet -c manifest-sha256.txt");
}
END_TEST

START_TEST(older_packages_beside_are_refused_and_told_when_forced)
{
	static const char *const olds[] = {"a-1of2.zip", "a.zip", "a-02of11.zip"};

	fill();
	temp_write_text(olds[_i], "old");
	refuse(temp_path("a.zip"), 280 * KIB, TAIZHANG_E_STATE, "pack-beside");
	ck_assert_str_eq(err.where, temp_path(olds[_i]));
	taizhang_error_clear(&err);
	options.force = true;
	taizhang_findings_free(findings);
	findings = taizhang_findings_new(&err);
	pack(temp_path("a.zip"), 280 * KIB);
	for (size_t i = 0; i < taizhang_findings_num(findings); i++)
		num_seen += strcmp(taizhang_finding_id(taizhang_findings_get(findings, i)), "package-beside") == 0;
	ck_assert_uint_eq(num_seen, 4);
}
END_TEST

START_TEST(parts_beside_a_single_package_are_refused_too)
{
	fill();
	temp_write_text("a-1of2.zip", "old");
	refuse(temp_path("a.zip"), 2048 * KIB, TAIZHANG_E_STATE, "pack-beside");
	assert_only("a-1of2.zip ledger");
}
END_TEST

START_TEST(a_file_changed_after_the_scan_leaves_no_part)
{
	fill();
	ck_assert_int_eq(temp_shell("f=$(echo '%s'/materials/I-1-1-2-1*/制度/乙.pdf) && printf more >>\"$f\"", taizhang_ledger_directory(ledger)), 0);
	refuse(temp_path("a.zip"), 280 * KIB, TAIZHANG_E_STATE, "pack-file-changed");
	assert_only("ledger");
	ck_assert_uint_eq(num_seen, 0);
}
END_TEST

START_TEST(a_part_that_is_larger_than_asked_after_all_is_never_kept)
{
	struct tz_pack pack = {.ledger = ledger, .target = temp_path("a.zip"), .format = TAIZHANG_FORMAT_ZIP};
	char producer[] = "x";

	fill();
	pack.options = options;
	pack.options.max_bytes = 400 * KIB;
	pack.manifest.producer = producer;
	pack.manifest.digests = TAIZHANG_DIGEST_SHA256;
	tz_assert_ok(tz_payload_make(&pack.payload, ledger, false, &err), &err);
	ck_assert_int_eq(tz_pack_write_set(&pack, 0, &result, findings, &err), -1);
	ck_assert_str_eq(taizhang_error_id(&err), "pack-part-large");
	ck_assert_int_gt(err.number, 400 * KIB);
	assert_only("ledger");
	tz_payload_free(&pack.payload);
	pack.manifest.producer = NULL;
	tz_manifest_free(&pack.manifest);
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
	ck_assert(done == total || current != NULL);
	watch->last = done;
	watch->total = total;
	watch->at_total += done == total;
	watch->calls++;
}

static int watch_cancel(void *data)
{
	const struct watch *watch = data;

	return watch->cancel_after >= 0 && watch->calls >= watch->cancel_after;
}

START_TEST(progress_runs_once_over_all_parts)
{
	struct watch watch = {.cancel_after = -1};

	fill();
	options.progress = (struct taizhang_progress){watch_progress, watch_cancel, &watch};
	pack(temp_path("a.zip"), 280 * KIB);
	ck_assert_uint_eq(watch.last, 600 * KIB);
	ck_assert_uint_eq(watch.total, 600 * KIB);
	ck_assert_uint_eq(watch.at_total, 1);
}
END_TEST

START_TEST(a_cancelled_pack_leaves_no_part)
{
	struct watch watch = {.cancel_after = _i};

	fill();
	options.progress = (struct taizhang_progress){watch_progress, watch_cancel, &watch};
	refuse(temp_path("a.zip"), 280 * KIB, TAIZHANG_E_CANCELLED, "cancelled");
	assert_only("ledger");
}
END_TEST

static void add(Suite *suite, const char *name, TCase **tcase)
{
	*tcase = tcase_create(name);
	tcase_set_timeout(*tcase, 120);
	tcase_add_checked_fixture(*tcase, set_up, tear_down);
	suite_add_tcase(suite, *tcase);
}

Suite *module_suite(void)
{
	Suite *suite = suite_create("pack_set");
	TCase *sets, *plans, *refuses, *progress;

	add(suite, "sets", &sets);
	tcase_add_loop_test(sets, each_part_is_a_valid_bag_for_other_programs, 0, NUM_TARGETS);
	tcase_add_loop_test(sets, no_part_is_larger_than_asked_and_all_are_named_and_told, 0, 3 * NUM_TARGETS);
	tcase_add_test(sets, a_part_says_of_what_it_is_a_part);
	tcase_add_test(sets, the_whole_is_the_package_that_an_unsplit_one_would_be);
	tcase_add_test(sets, the_page_of_a_part_lists_all_and_links_what_is_there);
	tcase_add_test(sets, equal_ledgers_give_equal_parts);
	add(suite, "plans", &plans);
	tcase_add_test(plans, what_fits_into_one_is_one_ordinary_package);
	tcase_add_test(plans, items_are_kept_together_where_they_fit);
	tcase_add_test(plans, records_are_kept_together_where_their_item_does_not_fit);
	tcase_add_test(plans, files_are_parted_where_not_even_their_record_fits);
	tcase_add_test(plans, ten_parts_and_more_sort_by_name);
	tcase_add_test(plans, a_file_that_fits_nowhere_is_named_with_its_size);
	tcase_add_test(plans, a_limit_below_the_documents_is_refused);
	add(suite, "refuses", &refuses);
	tcase_add_test(refuses, a_part_that_exists_is_kept_unless_forced);
	tcase_add_loop_test(refuses, older_packages_beside_are_refused_and_told_when_forced, 0, 3);
	tcase_add_test(refuses, parts_beside_a_single_package_are_refused_too);
	tcase_add_test(refuses, a_file_changed_after_the_scan_leaves_no_part);
	tcase_add_test(refuses, a_part_that_is_larger_than_asked_after_all_is_never_kept);
	add(suite, "progress", &progress);
	tcase_add_test(progress, progress_runs_once_over_all_parts);
	tcase_add_loop_test(progress, a_cancelled_pack_leaves_no_part, 0, 7);
	return suite;
}
