/* SPDX-License-Identifier: MIT */
/* set_case.c: ledgers packed in parts and as supplements, to be given together, in any form, changed or not. */
#include "package/set_case.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <taizhang/scan.h>

#include "harness/assert.h"
#include "harness/temp.h"
#include "package/entries.h"
#include "package/ledgers.h"

#define KIB 1024u

struct taizhang_error err;
struct taizhang_findings *findings;
struct taizhang_ledger *ledger;
unsigned int set_digests;
struct set_package packed[SET_MOST];
size_t num_packed;

void set_put(size_t item, const char *name, size_t size, unsigned int seed)
{
	char *data = malloc(size + 1);

	ck_assert_ptr_nonnull(data);
	fill_random(data, size, seed);
	put_material(ledger, item, name, data, size);
	free(data);
}

static void set_up(void)
{
	taizhang_error_clear(&err);
	num_packed = 0;
	set_digests = 0;
	findings = taizhang_findings_new(&err);
	ledger = make_folder_ledger("ledger");
	set_put(0, "关于学习宣传的通知.pdf", 90 * KIB, 1);
	set_put(0, "补充通知 完成率95%.pdf", 20 * KIB, 2);
	set_put(1, "宣讲情况报告.pdf", 100 * KIB, 3);
	set_put(1, "附件/名单.xlsx", 5 * KIB, 4);
	set_put(1, "附件/照片.jpg", 5 * KIB, 5);
	set_put(2, "考核制度.pdf", 60 * KIB, 6);
	set_put(2, "考核办法.pdf", 60 * KIB, 7);
	/* the same bytes as the list of the other item */
	set_put(2, "名单.xlsx", 5 * KIB, 4);
	scan_and_save(ledger);
}

static void tear_down(void)
{
	taizhang_ledger_free(ledger);
	taizhang_findings_free(findings);
	temp_remove();
}

TCase *add_behaviour(Suite *suite, const char *name)
{
	TCase *tcase = tcase_create(name);

	tcase_set_timeout(tcase, 120);
	tcase_add_checked_fixture(tcase, set_up, tear_down);
	suite_add_tcase(suite, tcase);
	return tcase;
}

static void keep(void *data, const struct taizhang_packed *one)
{
	(void)data;
	ck_assert_uint_lt(num_packed, SET_MOST);
	snprintf(packed[num_packed].path, sizeof packed[0].path, "%s", one->path);
	snprintf(packed[num_packed].root, sizeof packed[0].root, "%s", one->root);
	num_packed++;
}

static size_t count(const char *const *paths)
{
	size_t num = 0;

	while (paths && paths[num])
		num++;
	return num;
}

void set_pack(const char *name, uint64_t max_bytes, const char *const *bases)
{
	struct taizhang_pack_options options = TAIZHANG_PACK_OPTIONS_INIT;

	options.time = TEST_TIME;
	options.digests = set_digests;
	options.allow_incomplete = true;
	options.max_bytes = max_bytes;
	options.bases = bases;
	options.num_bases = count(bases);
	options.packed = keep;
	tz_assert_ok(taizhang_pack(ledger, temp_path(name), &options, NULL, NULL, &err), &err);
}

void set_split(const char *name)
{
	/* a plain tar has its documents as they are */
	set_pack(name, (taizhang_format_of_path(name) == TAIZHANG_FORMAT_TAR ? 370 : 230) * KIB, NULL);
	ck_assert_uint_eq(num_packed, 3);
}

void set_revise(unsigned int number)
{
	struct taizhang_scan_options options = TAIZHANG_SCAN_OPTIONS_INIT;
	char name[64];

	snprintf(name, sizeof name, "补充材料%u.pdf", number);
	set_put(number % 3, name, 3 * KIB, 100 + number);
	set_put(2, "考核制度.pdf", 60 * KIB, 200 + number);
	/* the last but one of those that came is gone, and one has moved */
	if (number > 1)
		ck_assert_int_eq(temp_shell("rm '%s'/ledger/materials/*/补充材料%u.pdf", temp_dir(), number - 1), 0);
	ck_assert_int_eq(temp_shell("cd '%s'/ledger/materials/I-1-1-1-1* && mv 关于学习宣传的通知*.pdf 关于学习宣传的通知-%u稿.pdf", temp_dir(), number), 0);
	options.prune = true;
	tz_assert_ok(taizhang_ledger_scan(ledger, &options, NULL, NULL, &err), &err);
	tz_assert_ok(taizhang_ledger_save(ledger, &err), &err);
}

void set_chain(void)
{
	set_pack("one.zip", 0, NULL);
	set_revise(1);
	set_pack("two.tar.gz", 0, SET_PATHS(packed[0].path));
	set_revise(2);
	set_pack("three.zip", 0, SET_PATHS(packed[1].path));
	ck_assert_uint_eq(num_packed, 3);
}

void set_change(size_t index, const struct bag_edit *edits, enum taizhang_format format)
{
	struct set_package *package = &packed[index];
	char parent[64], folder[PATH_MAX], name[PATH_MAX];
	size_t size;

	snprintf(parent, sizeof parent, "case%zu", index);
	snprintf(folder, sizeof folder, "%s/%s", temp_path(parent), package->root);
	ck_assert_int_eq(temp_shell("rm -rf '%s' && mkdir '%s' && LC_ALL=C.UTF-8 bsdtar -xf '%s' -C '%s'", temp_path(parent),
				    temp_path(parent), package->path, temp_path(parent)), 0);
	if (edits) {
		bag_edit(folder, edits);
		if (strncmp(edits->path, "data/", 5) != 0)
			bag_list_tags(folder, "sha256");
	}
	if (format == TAIZHANG_FORMAT_DIRECTORY) {
		snprintf(package->path, sizeof package->path, "%s", folder);
		return;
	}
	/* beside the package, under its name, with another ending */
	size = strcspn(strrchr(package->path, '/'), ".") + (size_t)(strrchr(package->path, '/') - package->path);
	snprintf(name, sizeof name, "%.*s.%s", (int)size, package->path, taizhang_format_name(format));
	ck_assert_int_eq(temp_shell("mv '%s' '%s'", bag_archive(parent, package->root, format), name), 0);
	snprintf(package->path, sizeof package->path, "%s", name);
}

char *set_ids(const char *first, const char *const *parts, const char *const *bases)
{
	struct taizhang_verify_options options = TAIZHANG_VERIFY_OPTIONS_INIT;

	taizhang_findings_free(findings);
	findings = taizhang_findings_new(&err);
	options.parts = parts;
	options.num_parts = count(parts);
	options.bases = bases;
	options.num_bases = count(bases);
	tz_assert_ok(taizhang_verify(first, &options, findings, NULL, &err), &err);
	return bag_ids(findings);
}

void set_verify(const char *first, const char *const *parts, const char *const *bases, const char *ids)
{
	char *found = set_ids(first, parts, bases);

	ck_assert_str_eq(found, ids);
	free(found);
}

int set_unpack(const char *first, const char *const *parts, const char *const *bases,
	       const struct taizhang_unpack_options *options, struct taizhang_unpack_result *result)
{
	struct taizhang_unpack_options o = TAIZHANG_UNPACK_OPTIONS_INIT;

	if (options)
		o = *options;
	o.parts = parts;
	o.num_parts = count(parts);
	o.bases = bases;
	o.num_bases = count(bases);
	taizhang_findings_free(findings);
	findings = taizhang_findings_new(&err);
	taizhang_error_clear(&err);
	return taizhang_unpack(first, temp_path("out"), &o, result, findings, &err) == 0 ? 0 : (int)err.code;
}
