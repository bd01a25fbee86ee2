/* SPDX-License-Identifier: MIT */
/* merge_case.c: units' packages and a city's ledger to merge them into. */
#include "package/merge_case.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <taizhang/scan.h>
#include <unistd.h>

#include "harness/assert.h"
#include "harness/temp.h"
#include "ledger/field.h"
#include "ledger/ledger.h"
#include "ledger/target.h"
#include "package/bag_case.h"

struct taizhang_error err;
struct taizhang_merge_options options;
struct taizhang_merged *merged;
struct taizhang_findings *findings;

#define MOST_PATHS 256
static char paths[MOST_PATHS][512];
static size_t num_paths;
static const char *words[3];
/* the id of the package last packed of a ledger, by its name */
static struct {
	char name[64], id[TAIZHANG_DIGEST_HEX_SIZE];
} packed[MOST_PATHS];
static size_t num_packed;

static struct taizhang_ledger *make(const char *name, const char *unit, const char *const *items, size_t num)
{
	struct taizhang_ledger_options o = TAIZHANG_LEDGER_OPTIONS_INIT;
	struct taizhang_catalog *catalog = taizhang_catalog_builtin("ncc-2017-reconstructed", &err);
	struct taizhang_ledger *ledger;

	o.city = "包头市";
	o.year = 2017;
	o.unit = unit;
	o.items = items;
	o.num_items = num;
	ledger = taizhang_ledger_create(temp_path(name), catalog, &o, &err);
	tz_assert_ptr(ledger, &err);
	return ledger;
}

static struct taizhang_ledger *reopen(const char *name)
{
	struct taizhang_ledger *ledger = taizhang_ledger_open(temp_path(name), TAIZHANG_OPEN_WRITE, NULL, &err);

	tz_assert_ptr(ledger, &err);
	return ledger;
}

static void rescan(struct taizhang_ledger *ledger)
{
	struct taizhang_scan_options scan = TAIZHANG_SCAN_OPTIONS_INIT;

	scan.prune = true;
	scan.rehash = true;
	tz_assert_ok(taizhang_ledger_scan(ledger, &scan, NULL, NULL, &err), &err);
}

static void save(struct taizhang_ledger *ledger)
{
	tz_assert_ok(taizhang_ledger_save(ledger, &err), &err);
	taizhang_ledger_free(ledger);
}

static void put(const struct taizhang_ledger *ledger, const char *name, const char *item, const char *file, const char *text)
{
	char *folder = tz_ledger_item_folder(taizhang_catalog_find(ledger->catalog, item), &err), path[4096];

	tz_assert_ptr(folder, &err);
	snprintf(path, sizeof path, "%s/%s/%s", name, folder, file);
	free(folder);
	if (text)
		temp_write_text(path, text);
	else
		ck_assert_int_eq(unlink(temp_path(path)), 0);
}

void unit_make(const char *name, const char *unit, const struct material *material)
{
	static const char *const items[] = {"M001", "M002", "M003", "M004"};
	struct taizhang_ledger *ledger = make(name, unit, items, 4);

	for (; material->item; material++)
		put(ledger, name, material->item, material->file, material->text);
	rescan(ledger);
	save(ledger);
}

void unit_put(const char *name, const char *item, const char *file, const char *text)
{
	struct taizhang_ledger *ledger = reopen(name);

	put(ledger, name, item, file, text);
	rescan(ledger);
	save(ledger);
}

void unit_set(const char *name, const char *target, const char *field, const char *value)
{
	struct taizhang_ledger *ledger = reopen(name);

	tz_assert_ok(taizhang_ledger_set(ledger, target, field, value, &err), &err);
	save(ledger);
}

const char *unit_pack_as(const char *name, enum taizhang_format format)
{
	struct taizhang_pack_options o = TAIZHANG_PACK_OPTIONS_INIT;
	struct taizhang_ledger *ledger = taizhang_ledger_open(temp_path(name), TAIZHANG_OPEN_READ, NULL, &err);
	struct taizhang_pack_result result;
	char file[256];

	tz_assert_ptr(ledger, &err);
	ck_assert_uint_lt(num_paths, MOST_PATHS);
	snprintf(file, sizeof file, "%s-%zu.%s", name, num_paths, taizhang_format_name(format));
	snprintf(paths[num_paths], sizeof paths[0], "%s", temp_path(file));
	o.allow_incomplete = true;
	o.format = format;
	tz_assert_ok(taizhang_pack(ledger, paths[num_paths], &o, &result, NULL, &err), &err);
	taizhang_ledger_free(ledger);
	snprintf(packed[num_packed].name, sizeof packed[0].name, "%s", name);
	strcpy(packed[num_packed++].id, result.id);
	return paths[num_paths++];
}

const char *unit_pack(const char *name)
{
	return unit_pack_as(name, TAIZHANG_FORMAT_ZIP);
}

void unit_revise(const char *name)
{
	struct taizhang_ledger *ledger = reopen(name);
	size_t last = num_packed;

	while (last > 0 && strcmp(packed[last - 1].name, name) != 0)
		last--;
	ck_assert_uint_gt(last, 0);
	tz_assert_ok(taizhang_ledger_set_revision(ledger, taizhang_ledger_revision(ledger) + 1, packed[last - 1].id, &err), &err);
	save(ledger);
}

const char *unit_of_one(const char *name, const char *unit, const char *file, const char *text)
{
	unit_make(name, unit, (const struct material[]){{"M001", file, text}, {NULL, NULL, NULL}});
	return unit_pack(name);
}

int merge_paths(const char *const *list, size_t num)
{
	taizhang_merged_free(merged);
	taizhang_findings_free(findings);
	taizhang_error_clear(&err);
	findings = taizhang_findings_new(&err);
	return taizhang_merge(temp_path("city"), list, num, &options, &merged, findings, &err);
}

void take_words(const char *first, const char *second, const char *third)
{
	words[0] = first;
	words[1] = second;
	words[2] = third;
	options.take = words;
	options.num_take = (size_t)(first != NULL) + (second != NULL) + (third != NULL);
}

void snapshot(const char *name)
{
	ck_assert_int_eq(temp_shell("rm -rf '%s' && cp -a '%s' '%s'", temp_path(name), temp_path("city"), temp_path(name)), 0);
}

void assert_snapshot(const char *name)
{
	ck_assert_msg(temp_shell("diff -r '%s' '%s' >&2", temp_path(name), temp_path("city")) == 0, "the folder changed");
}

void assert_refuses(const char *ids, const char *const *list, size_t num)
{
	char *found;

	snapshot("as-it-was");
	ck_assert_int_eq(merge_paths(list, num), -1);
	tz_assert_code(&err, TAIZHANG_E_REFUSED);
	ck_assert_ptr_nonnull(merged);
	ck_assert(!taizhang_merged_is_saved(merged));
	found = bag_ids(findings);
	ck_assert_str_eq(found, ids);
	free(found);
	assert_snapshot("as-it-was");
}

void assert_found(const char *ids)
{
	char *found = bag_ids(findings);

	ck_assert_str_eq(found, ids);
	free(found);
}

struct taizhang_ledger *city_open(void)
{
	struct taizhang_ledger *city = taizhang_ledger_open(temp_path("city"), TAIZHANG_OPEN_READ, NULL, &err);

	tz_assert_ptr(city, &err);
	return city;
}

void assert_records(const char *item, const char *expected)
{
	struct taizhang_ledger *city = city_open();
	const struct taizhang_node *node = taizhang_catalog_find(city->catalog, item);
	char found[4096] = "";
	size_t size = 0;

	for (size_t i = 0; i < taizhang_ledger_num_records(city, node); i++) {
		const struct taizhang_record *record = taizhang_ledger_get_record(city, node, i);

		size += (size_t)snprintf(found + size, sizeof found - size, "%s%u %s", i ? ", " : "", taizhang_record_ordinal(record),
					 taizhang_record_title(record));
	}
	ck_assert_str_eq(found, expected);
	taizhang_ledger_free(city);
}

void assert_field(const char *target, const char *field, const char *expected)
{
	struct taizhang_ledger *city = city_open();
	char buf[TZ_FIELD_TEXT];
	struct tz_target t;

	tz_assert_ok(tz_target_find(city, target, &t, &err), &err);
	ck_assert_str_eq(tz_field_text(tz_field_find(&t, field), &t, buf), expected);
	taizhang_ledger_free(city);
}

void assert_bytes(const char *item, unsigned int ordinal, const char *expected)
{
	struct taizhang_ledger *city = city_open();
	const struct taizhang_record *record =
		taizhang_ledger_find_record(city, taizhang_catalog_find(city->catalog, item), ordinal);
	char path[4096], *bytes;

	ck_assert_ptr_nonnull(record);
	ck_assert_uint_eq(taizhang_record_num_files(record), 1);
	snprintf(path, sizeof path, "city/%s", taizhang_file_path(taizhang_record_get_file(record, 0)));
	bytes = temp_read(temp_path(path), NULL);
	ck_assert_str_eq(bytes, expected);
	free(bytes);
	taizhang_ledger_free(city);
}

struct taizhang_merge_counts counts_of(size_t index)
{
	struct taizhang_merge_counts counts;

	ck_assert_int_eq(taizhang_merged_counts(merged, index, &counts), 0);
	return counts;
}

void assert_scan_is_quiet(void)
{
	struct taizhang_scan_options scan = TAIZHANG_SCAN_OPTIONS_INIT;
	struct taizhang_ledger *city = reopen("city");
	struct taizhang_scan_summary summary;

	scan.rehash = true;
	tz_assert_ok(taizhang_ledger_scan(city, &scan, &summary, NULL, &err), &err);
	ck_assert_uint_eq(summary.new_files + summary.changed_files + summary.moved_files + summary.missing_files, 0);
	ck_assert_uint_eq(summary.unclaimed + summary.left_out, 0);
	taizhang_ledger_free(city);
}

static void set_up(void)
{
	taizhang_error_clear(&err);
	options = (struct taizhang_merge_options)TAIZHANG_MERGE_OPTIONS_INIT;
	merged = NULL;
	findings = NULL;
	num_paths = num_packed = 0;
	taizhang_ledger_free(make("city", NULL, NULL, 0));
}

static void tear_down(void)
{
	taizhang_merged_free(merged);
	taizhang_findings_free(findings);
	temp_remove();
}

TCase *merge_behaviour(Suite *suite, const char *name)
{
	TCase *tcase = tcase_create(name);

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	suite_add_tcase(suite, tcase);
	return tcase;
}
