/* SPDX-License-Identifier: MIT */
/* scan.c: a scan from its first step to its last: walk, read, match, group, say, apply. */
#include "ledger/scan.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/error.h"

static void free_scan(struct tz_scan *scan)
{
	for (size_t i = 0; i < scan->num_files; i++) {
		if (scan->files[i].owns_raw)
			free((char *)scan->files[i].raw);
		free(scan->files[i].proposed);
	}
	for (size_t i = 0; i < scan->num_plans; i++) {
		for (size_t k = 0; k < scan->plans[i].num_files; k++)
			tz_file_clear(&scan->plans[i].files[k]);
		free(scan->plans[i].files);
	}
	tz_scan_stems_free(&scan->stems);
	free(scan->files);
	free(scan->known);
	free(scan->plans);
	free(scan->is_planned);
	tz_index_free(&scan->paths);
}

int tz_scan_say(struct tz_scan *scan, enum tz_finding_id id, const struct tz_place_found *place,
		struct taizhang_error *err)
{
	return ++scan->said[id] > TZ_SCAN_NAMED ? 0
						: tz_findings_add(scan->findings, id, place, err);
}

/* Counts what was not named. What is only worth a note stays one. */
static int say_more(struct tz_scan *scan, struct taizhang_error *err)
{
	for (size_t i = 0; i < TZ_NUM_FINDING_IDS; i++) {
		bool is_note = i == TZ_F_SCAN_JUNK || i == TZ_F_SCAN_CHANGED ||
			       i == TZ_F_SCAN_MOVED || i == TZ_F_SCAN_DROPPED;

		if (scan->said[i] > TZ_SCAN_NAMED &&
		    tz_find(scan->findings, SCAN_MORE, err, .field = taizhang_finding_get_id(i),
			    .count = (int64_t)(scan->said[i] - TZ_SCAN_NAMED),
			    .at_most = is_note ? TAIZHANG_NOTE : TAIZHANG_WARNING) != 0)
			return -1;
	}
	return 0;
}

static int say_gone(struct tz_scan *scan, const struct tz_scan_known *known,
		    struct taizhang_error *err)
{
	const struct taizhang_record *record = known->record;

	if (scan->options.prune)
		return 0;
	scan->summary.missing_files++;
	return tz_scan_find(scan, SCAN_MISSING, err, .file = known->file->path,
		       .item = taizhang_node_code(record->item), .record = record->ordinal);
}

static int say_moved(struct tz_scan *scan, const struct tz_scan_known *known,
		     struct taizhang_error *err)
{
	const struct tz_scan_file *file = &scan->files[known->disk];

	scan->summary.moved_files++;
	return tz_scan_find(scan, SCAN_MOVED, err, .file = tz_scan_path(file),
		       .item = taizhang_node_code(file->item), .found = known->file->path);
}

static int say_known(struct tz_scan *scan, const struct tz_scan_known *known,
		     struct taizhang_error *err)
{
	const struct taizhang_record *record;
	const struct tz_scan_file *file;

	if (known->disk == TZ_SCAN_NONE)
		return say_gone(scan, known, err);
	if (known->moved)
		return say_moved(scan, known, err);
	file = &scan->files[known->disk];
	record = known->plan == TZ_SCAN_NONE ? known->record : scan->plans[known->plan].record;
	if (!known->file->has_digest ||
	    memcmp(known->file->digest, file->digest, sizeof file->digest) == 0) {
		scan->summary.same_files++;
		return 0;
	}
	scan->summary.changed_files++;
	return tz_scan_find(scan, SCAN_CHANGED, err, .file = tz_scan_path(file),
			    .item = taizhang_node_code(file->item),
			    .record = record ? record->ordinal : 0);
}

static int say_dropped(struct tz_scan *scan, const struct tz_scan_plan *plan,
		       struct taizhang_error *err)
{
	if (!plan->drop)
		return 0;
	scan->summary.dropped_records++;
	return tz_scan_find(scan, SCAN_DROPPED, err, .item = taizhang_node_code(plan->item),
		       .record = plan->record->ordinal, .found = plan->record->title);
}

/* What the scan saw, before anything changes. */
static int say(struct tz_scan *scan, struct taizhang_error *err)
{
	for (size_t i = 0; i < scan->num_files; i++) {
		scan->summary.files++;
		scan->summary.bytes += scan->files[i].stamp.size;
		scan->summary.new_files += scan->files[i].known == TZ_SCAN_NONE;
	}
	for (size_t i = 0; i < scan->num_known; i++)
		if (say_known(scan, &scan->known[i], err) != 0)
			return -1;
	for (size_t i = 0; i < scan->num_plans; i++) {
		scan->summary.new_records += scan->plans[i].is_new;
		if (say_dropped(scan, &scan->plans[i], err) != 0)
			return -1;
	}
	return 0;
}

static void count_records(struct tz_scan *scan)
{
	for (size_t i = 0; i < scan->ledger->num_scope; i++)
		scan->summary.records +=
			tz_ledger_item(scan->ledger, scan->ledger->scope_items[i])->num_records;
}

static int run(struct tz_scan *scan, struct taizhang_error *err)
{
	if (tz_scan_know(scan, err) != 0 || tz_scan_walk(scan, err) != 0 || tz_scan_name(scan, err) != 0)
		return -1;
	tz_scan_match(scan);
	if (tz_scan_read(scan, err) != 0 || tz_scan_match_moved(scan, err) != 0 || tz_scan_plan(scan, err) != 0 ||
	    tz_scan_group(scan, err) != 0)
		return -1;
	if (tz_scan_prepare(scan, err) != 0 || say(scan, err) != 0 || say_more(scan, err) != 0) {
		tz_scan_undo(scan);
		return -1;
	}
	tz_scan_commit(scan);
	count_records(scan);
	return 0;
}

int tz_scan_take_options(struct taizhang_scan_options *to, const struct taizhang_scan_options *from,
			struct taizhang_error *err)
{
	*to = (struct taizhang_scan_options)TAIZHANG_SCAN_OPTIONS_INIT;
	if (!from)
		return 0;
	if (!from->size)
		return tz_error_inval(err, "options");
	/* A caller built against another version knows fewer or more members. */
	memcpy(to, from, from->size < sizeof *to ? from->size : sizeof *to);
	return 0;
}

int tz_scan_at(struct taizhang_ledger *ledger, const struct taizhang_scan_options *options, int64_t now,
	       struct taizhang_scan_summary *summary, struct taizhang_findings *findings, struct taizhang_error *err)
{
	struct tz_scan scan = {.ledger = ledger, .findings = findings};
	int result;

	if (!ledger)
		return tz_error_inval(err, "ledger");
	if (tz_scan_take_options(&scan.options, options, err) != 0)
		return -1;
	if (!ledger->directory)
		return tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_SCAN_NO_FOLDER, NULL);
	scan.cache.now = now;
	result = run(&scan, err);
	if (result == 0 && summary)
		*summary = scan.summary;
	free_scan(&scan);
	return result;
}

TAIZHANG_API int taizhang_ledger_scan(struct taizhang_ledger *ledger,
				      const struct taizhang_scan_options *options,
				      struct taizhang_scan_summary *summary,
				      struct taizhang_findings *findings,
				      struct taizhang_error *err)
{
	return tz_scan_at(ledger, options, tz_digest_cache_clock(), summary, findings, err);
}
