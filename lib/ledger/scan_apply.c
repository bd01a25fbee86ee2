/* SPDX-License-Identifier: MIT */
/* scan_apply.c: brings the plans of a scan into the ledger: all of them, or none. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "finding/finding.h"
#include "ledger/media_type.h"
#include "ledger/scan.h"

/* A place for one more file in a plan's list; NULL on failure. known is the one that it was, or NULL. */
static struct taizhang_file *add_file(struct tz_scan *scan, uint32_t plan, struct tz_scan_known *known,
				      struct taizhang_error *err)
{
	struct tz_scan_plan *to = &scan->plans[plan];
	struct taizhang_file *file;

	if (tz_files_grow(&to->files, to->num_files, err) != 0)
		return NULL;
	if (known) {
		known->plan = plan;
		known->place = (uint32_t)to->num_files;
	}
	file = &to->files[to->num_files++];
	memset(file, 0, sizeof *file);
	return file;
}

/* What the disk says of a file. */
static void set_state(struct taizhang_file *file, const struct tz_scan_file *from)
{
	file->size = from->stamp.size;
	file->mtime = from->mtime;
	file->mtime_ns = from->mtime_ns;
	file->missing = false;
	file->has_digest = true;
	memcpy(file->digest, from->digest, sizeof file->digest);
}

static int set_paths(struct taizhang_file *file, const char *path, const char *raw,
		     struct taizhang_error *err)
{
	file->path = tz_strdup(path, err);
	if (raw)
		file->raw_path = tz_strdup(raw, err);
	return file->path && (!raw || file->raw_path) ? 0 : -1;
}

static int add_present(struct tz_scan *scan, const struct tz_scan_file *from,
		       struct taizhang_error *err)
{
	struct tz_scan_known *known = from->known == TZ_SCAN_NONE ? NULL : &scan->known[from->known];
	struct taizhang_file *file = add_file(scan, from->plan, known, err);

	if (!file)
		return -1;
	file->role = from->role;
	set_state(file, from);
	return set_paths(file, tz_scan_path(from), from->proposed ? from->raw : NULL, err);
}

static int add_gone(struct tz_scan *scan, struct tz_scan_known *known, struct taizhang_error *err)
{
	struct taizhang_file *file = add_file(scan, known->plan, known, err), *old = known->file;

	if (!file)
		return -1;
	file->role = old->role;
	tz_file_copy_state(file, old);
	file->missing = true;
	return set_paths(file, old->path, old->raw_path, err);
}

/* The kind of a new record: the item's main one, or the first requirement that such files are typical for. */
static enum taizhang_kind choose_kind(const struct tz_scan_plan *plan)
{
	enum taizhang_kind main_kind = taizhang_node_kind(plan->item), kind = main_kind;

	for (size_t i = 0; i <= taizhang_node_num_requirements(plan->item); i++) {
		if (i > 0)
			kind = taizhang_requirement_kind(
				taizhang_node_get_requirement(plan->item, i - 1));
		for (size_t k = 0; k < plan->num_files; k++)
			if (plan->files[k].role == TAIZHANG_ROLE_BODY &&
			    tz_media_is_typical(plan->files[k].path, kind))
				return kind;
	}
	return main_kind;
}

/* The file that gives a new record its title: a body where there is one, not a page of it. */
static const char *title_path(const struct tz_scan_plan *plan)
{
	for (size_t i = 0; i < plan->num_files; i++)
		if (plan->files[i].role == TAIZHANG_ROLE_BODY)
			return plan->files[i].path;
	return plan->files[0].path;
}

static int make_record(struct tz_scan *scan, struct tz_scan_plan *plan, struct taizhang_error *err)
{
	enum taizhang_kind kind = plan->from ? plan->from->kind : choose_kind(plan);

	plan->record = tz_ledger_add_record(scan->ledger, plan->item, 0, kind, err);
	if (!plan->record)
		return -1;
	if (plan->from)
		return 0;
	plan->record->title = tz_scan_title(plan->item, title_path(plan), err);
	return plan->record->title ? 0 : -1;
}

int tz_scan_prepare(struct tz_scan *scan, struct taizhang_error *err)
{
	for (size_t i = 0; i < scan->num_files; i++)
		if (scan->files[i].plan != TZ_SCAN_NONE && add_present(scan, &scan->files[i], err) != 0)
			return -1;
	for (size_t i = 0; i < scan->num_plans; i++)
		if (scan->options.prune && !scan->plans[i].num_files)
			scan->plans[i].drop = true;
	for (size_t i = 0; i < scan->num_known && !scan->options.prune; i++)
		if (scan->known[i].disk == TZ_SCAN_NONE &&
		    add_gone(scan, &scan->known[i], err) != 0)
			return -1;
	for (size_t i = 0; i < scan->num_plans; i++)
		if (!scan->plans[i].record && make_record(scan, &scan->plans[i], err) != 0)
			return -1;
	return 0;
}

void tz_scan_undo(struct tz_scan *scan)
{
	for (size_t i = scan->num_plans; i-- > 0;)
		if ((scan->plans[i].is_new || scan->plans[i].from) && scan->plans[i].record)
			tz_ledger_remove_record(scan->ledger, scan->plans[i].record);
}

/* All that was entered goes from one record to another; the two keep their items and ordinals. */
static void exchange_content(struct taizhang_record *a, struct taizhang_record *b)
{
	struct taizhang_record kept = *a;

	*a = *b;
	*b = kept;
	b->item = a->item;
	b->ordinal = a->ordinal;
	a->item = kept.item;
	a->ordinal = kept.ordinal;
}

/* What the record held before is freed with the plan, after every plan has taken what it keeps. */
static void put_files(struct tz_scan_plan *plan)
{
	struct taizhang_record *record = plan->record;
	struct taizhang_file *files = record->files;
	const uint32_t num = record->num_files;

	record->files = plan->files;
	record->num_files = (uint32_t)plan->num_files;
	plan->files = files;
	plan->num_files = num;
	tz_record_sort_files(record);
}

/* What other programs added to a file goes with it. */
static void take_extensions(struct tz_scan *scan)
{
	for (size_t i = 0; i < scan->num_known; i++) {
		const struct tz_scan_known *known = &scan->known[i];

		if (known->place == TZ_SCAN_NONE || scan->plans[known->plan].drop)
			continue;
		scan->plans[known->plan].files[known->place].extensions = known->file->extensions;
		known->file->extensions = (struct tz_extensions)TZ_EXTENSIONS_INIT;
	}
}

void tz_scan_commit(struct tz_scan *scan)
{
	for (size_t i = 0; i < scan->num_files; i++)
		if (scan->files[i].plan == TZ_SCAN_NONE)
			set_state(scan->known[scan->files[i].known].file, &scan->files[i]);
	take_extensions(scan);
	for (size_t i = 0; i < scan->num_plans; i++)
		if (scan->plans[i].from)
			exchange_content(scan->plans[i].record, scan->plans[i].from);
	for (size_t i = 0; i < scan->num_plans; i++)
		if (!scan->plans[i].drop)
			put_files(&scan->plans[i]);
	for (size_t i = 0; i < scan->num_plans; i++) {
		if (scan->plans[i].from)
			tz_ledger_remove_record(scan->ledger, scan->plans[i].from);
		if (scan->plans[i].drop)
			tz_ledger_remove_record(scan->ledger, scan->plans[i].record);
	}
}
