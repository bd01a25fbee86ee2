/* SPDX-License-Identifier: MIT */
/* pack_base.c: what the packages have that a supplement stands on. */
#include "package/pack_base.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "base/index.h"
#include "base/input.h"
#include "finding/finding.h"
#include "ledger/ledger.h"

struct bases {
	const struct tz_pack *pack;
	struct taizhang_package **packages;	/* by root and id, none twice */
	size_t num;
	const struct taizhang_package *newest;
};

typedef int (*visit_file)(void *context, const struct taizhang_file *file, struct taizhang_error *err);

/* The files that a package lists and its sender had. */
static int each_file(const struct taizhang_package *package, visit_file visit, void *context, struct taizhang_error *err)
{
	const struct taizhang_ledger *ledger = package->ledger;

	for (size_t i = 0; i < taizhang_ledger_num_items(ledger); i++) {
		const struct taizhang_node *item = taizhang_ledger_get_item(ledger, i);

		for (size_t j = 0; j < taizhang_ledger_num_records(ledger, item); j++) {
			const struct taizhang_record *record = taizhang_ledger_get_record(ledger, item, j);

			for (size_t k = 0; k < taizhang_record_num_files(record); k++) {
				const struct taizhang_file *file = taizhang_record_get_file(record, k);

				if (*taizhang_file_package_path(file) && visit(context, file, err) != 0)
					return -1;
			}
		}
	}
	return 0;
}

/* Its tag files must be sound. Whether its payload is, the receiver finds out with the bytes at hand. */
static int read_base(struct bases *bases, const char *path, struct taizhang_error *err)
{
	struct taizhang_input input = tz_input_of_path(path), taken;
	struct taizhang_verify_options options = TAIZHANG_VERIFY_OPTIONS_INIT;
	struct taizhang_findings *findings;
	struct taizhang_package *package = NULL;
	int result = -1;

	if (tz_input_take(&taken, &input, err) != 0)
		return -1;
	options.progress.cancel = bases->pack->options.progress.cancel;
	options.progress.data = bases->pack->options.progress.data;
	findings = taizhang_findings_new(err);
	if (!findings || tz_verify_tags(&taken, &options, findings, &package, err) != 0)
		goto out;
	if (!package->ledger)
		tz_error_set(err, TAIZHANG_E_FORMAT, TZ_MSG_NOT_A_PACKAGE, path);
	else if (taizhang_findings_count(findings, TAIZHANG_ERROR) > 0)
		tz_error_number(err, TAIZHANG_E_FORMAT, TZ_MSG_BASE_INVALID, path,
				(int64_t)taizhang_findings_count(findings, TAIZHANG_ERROR));
	else
		result = 0;
out:
	taizhang_findings_free(findings);
	if (result == 0)
		bases->packages[bases->num++] = package;
	else
		taizhang_package_free(package);
	return result;
}

/* Another city's, unit's or year's files are no earlier state of these. */
static int judge_base(const struct tz_pack *pack, const struct taizhang_package *package, const char *path,
		      struct taizhang_error *err)
{
	const struct taizhang_ledger *ours = pack->ledger, *its = package->ledger;
	const char *catalog = taizhang_catalog_id(taizhang_ledger_catalog(its));
	struct tz_buffer what = TZ_BUFFER_INIT;
	int result;

	if (strcmp(taizhang_ledger_city(ours), taizhang_ledger_city(its)) == 0 &&
	    strcmp(taizhang_ledger_unit(ours), taizhang_ledger_unit(its)) == 0 &&
	    taizhang_ledger_year(ours) == taizhang_ledger_year(its) &&
	    strcmp(taizhang_catalog_id(taizhang_ledger_catalog(ours)), catalog) == 0)
		return 0;
	tz_buffer_printf(&what, "%s %d %s %s", taizhang_ledger_city(its), taizhang_ledger_year(its),
			 taizhang_ledger_unit(its), catalog);
	result = tz_buffer_check(&what, err);
	if (result == 0)
		result = tz_error_detail(err, TAIZHANG_E_STATE, TZ_MSG_BASE_OTHER, path, tz_buffer_text(&what));
	tz_buffer_free(&what);
	return result;
}

/* All parts of a split base are wanted: each lists the files of the others as if they were there. */
static int judge_parts(const struct bases *bases, const struct taizhang_package *package, struct taizhang_error *err)
{
	const struct tz_manifest *manifest = &package->manifest;
	struct tz_buffer missing = TZ_BUFFER_INIT;
	int result = 0;

	for (unsigned int part = 1; part <= manifest->parts; part++) {
		bool is_there = false;

		for (size_t i = 0; i < bases->num; i++) {
			const struct tz_manifest *other = &bases->packages[i]->manifest;

			is_there = is_there || (other->part == part && other->parts == manifest->parts &&
						strcmp(other->whole, manifest->whole) == 0);
		}
		if (!is_there)
			tz_buffer_printf(&missing, "%s%u", missing.size ? ", " : "", part);
	}
	if (missing.size > 0) {
		struct taizhang_error why = TAIZHANG_ERROR_INIT;

		tz_error_detail(&why, TAIZHANG_E_STATE, TZ_MSG_BASE_PARTS, package->root, tz_buffer_text(&missing));
		why.number = manifest->parts;
		result = tz_error_pass(err, &why);
	}
	tz_buffer_free(&missing);
	return result;
}

static int compare_packages(const void *a, const void *b)
{
	const struct taizhang_package *const *x = a, *const *y = b;
	int order = strcmp((*x)->root, (*y)->root);

	if (order == 0)
		order = strcmp((*x)->id, (*y)->id);
	return order ? order : strcmp((*x)->tags, (*y)->tags);
}

/* The order in which they were given, and how often, shows nowhere. */
static void sort_bases(struct bases *bases)
{
	size_t num = 0;

	qsort(bases->packages, bases->num, sizeof *bases->packages, compare_packages);
	for (size_t i = 0; i < bases->num; i++) {
		if (num > 0 && compare_packages(&bases->packages[num - 1], &bases->packages[i]) == 0)
			taizhang_package_free(bases->packages[i]);
		else
			bases->packages[num++] = bases->packages[i];
	}
	bases->num = num;
}

static bool is_base_of(const struct taizhang_package *package, const struct taizhang_package *other)
{
	for (size_t i = 0; i < other->manifest.num_bases; i++)
		if (strcmp(other->manifest.bases[i].id, package->id) == 0 &&
		    strcmp(other->manifest.bases[i].tags, package->tags) == 0)
			return true;
	return false;
}

/* The last state that the receiver has: of a package that no other one stands on, and the latest of such. */
static const struct taizhang_package *find_newest(const struct bases *bases)
{
	const struct taizhang_package *newest = NULL;

	for (size_t i = 0; i < bases->num; i++) {
		const struct taizhang_package *package = bases->packages[i];
		bool is_old = false;

		for (size_t j = 0; j < bases->num; j++)
			is_old = is_old || is_base_of(package, bases->packages[j]);
		if (!is_old && (!newest || package->manifest.time > newest->manifest.time))
			newest = package;
	}
	return newest;
}

static int read_all(struct bases *bases, struct taizhang_error *err)
{
	const struct taizhang_pack_options *options = &bases->pack->options;

	for (size_t i = 0; i < options->num_bases; i++)
		if (!options->bases[i] || !*options->bases[i])
			return tz_error_inval(err, "bases");
	for (size_t i = 0; i < options->num_bases; i++)
		if (read_base(bases, options->bases[i], err) != 0 ||
		    judge_base(bases->pack, bases->packages[i], options->bases[i], err) != 0)
			return -1;
	for (size_t i = 0; i < bases->num; i++)
		if (judge_parts(bases, bases->packages[i], err) != 0)
			return -1;
	sort_bases(bases);
	bases->newest = find_newest(bases);
	/* Packages that each stand on another cannot be made. */
	return bases->newest ? 0 : tz_error_inval(err, "bases");
}

/* What one package lists, by the digest or the path of each file. */
struct listing {
	struct tz_index index;
	const void *(*key)(const struct taizhang_file *file);
	const struct taizhang_file **files;
	size_t num, capacity;
};

static const void *digest_of(const struct taizhang_file *file)
{
	return file->digest;
}

static const void *path_of(const struct taizhang_file *file)
{
	return file->path;
}

static int list_file(void *context, const struct taizhang_file *file, struct taizhang_error *err)
{
	struct listing *listing = context;

	if (tz_array_grow(&listing->files, listing->num, &listing->capacity, sizeof *listing->files, err) != 0 ||
	    tz_index_put(&listing->index, listing->key(file), listing->num, err) != 0)
		return -1;
	listing->files[listing->num++] = file;
	return 0;
}

static const struct taizhang_file *find_file(const struct listing *listing, const struct taizhang_file *like)
{
	size_t found = tz_index_get(&listing->index, listing->key(like));

	return found == TZ_INDEX_NONE ? NULL : listing->files[found];
}

static void free_listing(struct listing *listing)
{
	tz_index_free(&listing->index);
	free(listing->files);
}

/* What one of them lists is in it, or in the other parts, which are here, or in its own bases, which its receiver has. */
static int mark_files(struct tz_pack *pack, const struct bases *bases, struct taizhang_error *err)
{
	struct listing listing = {.index = TZ_INDEX_OF(TZ_SHA256_BYTES), .key = digest_of};
	int result = 0;

	for (size_t i = 0; i < bases->num && result == 0; i++)
		result = each_file(bases->packages[i], list_file, &listing, err);
	for (size_t i = 0; i < pack->payload.num_files && result == 0; i++) {
		struct tz_payload_file *ours = &pack->payload.files[i];
		const struct taizhang_file *its = find_file(&listing, ours->file);

		if (its && its->has_digest && its->size == ours->file->size)
			ours->part = TZ_CARRIED_BASE;
	}
	free_listing(&listing);
	return result;
}

static int count_changes(const struct tz_pack *pack, const struct bases *bases, struct taizhang_pack_result *result,
			 struct taizhang_error *err)
{
	struct listing listing = {.index = TZ_INDEX_INIT, .key = path_of};
	int status = each_file(bases->newest, list_file, &listing, err);

	for (size_t i = 0; i < pack->payload.num_files && status == 0; i++) {
		const struct taizhang_file *ours = pack->payload.files[i].file;
		const struct taizhang_file *its = find_file(&listing, ours);

		if (!its)
			result->added++;
		else if (tz_file_same_bytes(ours, its))
			result->unchanged++;
		else
			result->changed++;
	}
	result->removed = listing.num - result->unchanged - result->changed;
	free_listing(&listing);
	return status;
}

/* A ledger that would be saved with the same bytes has nothing to tell. */
static int refuse_nothing_new(const struct tz_pack *pack, const struct bases *bases, struct taizhang_error *err)
{
	char ours[TAIZHANG_DIGEST_HEX_SIZE], its[TAIZHANG_DIGEST_HEX_SIZE];

	if (tz_ledger_digest(pack->ledger, ours, err) < 0 || tz_ledger_digest(bases->newest->ledger, its, err) < 0)
		return -1;
	if (!pack->options.force && strcmp(ours, its) == 0)
		return tz_error_set(err, TAIZHANG_E_REFUSED, TZ_MSG_PACK_NOTHING_NEW, bases->newest->root);
	return 0;
}

static int tell_supersedes(const struct tz_pack *pack, const struct bases *bases, struct taizhang_findings *findings,
			   struct taizhang_error *err)
{
	const struct taizhang_package *newest = bases->newest;
	const char *said = taizhang_ledger_supersedes(pack->ledger);
	const char *whole = newest->manifest.whole[0] ? newest->manifest.whole : newest->id;

	if (strcmp(said, whole) == 0 || strcmp(said, newest->id) == 0)
		return 0;
	return tz_find(findings, PACKAGE_SUPERSEDES, err, .file = newest->root, .expected = whole);
}

int tz_pack_read_bases(struct tz_pack *pack, struct taizhang_pack_result *result, struct taizhang_findings *findings,
		       struct taizhang_error *err)
{
	struct bases bases = {.pack = pack};
	int status;

	if (pack->options.num_bases == 0)
		return 0;
	if (!pack->options.bases)
		return tz_error_inval(err, "bases");
	bases.packages = calloc(pack->options.num_bases, sizeof *bases.packages);
	status = bases.packages ? read_all(&bases, err) : tz_error_nomem(err);
	for (size_t i = 0; i < bases.num && status == 0; i++)
		status = tz_manifest_add_base(&pack->manifest, bases.packages[i]->id, bases.packages[i]->tags,
					      bases.packages[i]->root, err);
	if (status == 0 && (mark_files(pack, &bases, err) != 0 || count_changes(pack, &bases, result, err) != 0 ||
			    refuse_nothing_new(pack, &bases, err) != 0 ||
			    tell_supersedes(pack, &bases, findings, err) != 0))
		status = -1;
	for (size_t i = 0; i < bases.num; i++)
		taizhang_package_free(bases.packages[i]);
	free(bases.packages);
	return status;
}
