/* SPDX-License-Identifier: MIT */
/* diff.c: compares two ledgers: what they say of themselves, item by item, values and negative entries. */
#include "ledger/diff.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/buffer.h"
#include "base/error.h"

struct taizhang_change tz_diff_at_item(const struct tz_diff_run *run, size_t place, unsigned int ordinal,
				       enum taizhang_change_type type, enum taizhang_change_subject subject)
{
	const struct tz_diff_item *item = &run->items.list[place];
	const struct taizhang_node *node = item->before ? item->before : item->after;

	return (struct taizhang_change){
		.type = type, .subject = subject, .part = TZ_DIFF_ITEMS, .place = place, .ordinal = ordinal,
		.item = taizhang_node_code(node),
		.item_title = {taizhang_node_title(node, TAIZHANG_LANG_ZH), taizhang_node_title(node, TAIZHANG_LANG_EN)},
	};
}

int tz_diff_tell(struct tz_diff_run *run, struct taizhang_change change, const struct tz_target *before,
		 const struct tz_target *after, struct taizhang_error *err)
{
	char *from = before ? tz_target_text(before, err) : NULL, *to = after ? tz_target_text(after, err) : NULL;
	int result = -1;

	change.target = from;
	change.new_target = to;
	if ((from || !before) && (to || !after))
		result = tz_diff_add(run->diff, &change, err);
	free(from);
	free(to);
	return result;
}

int tz_diff_field(struct tz_diff_run *run, struct taizhang_change change, const char *field, const char *label,
		  const char *text_before, const char *text_after, const struct tz_target *before,
		  const struct tz_target *after, struct taizhang_error *err)
{
	change.field = field;
	change.label = label;
	change.before = text_before;
	change.after = text_after;
	return tz_diff_tell(run, change, before, after, err);
}

static const struct tz_extensions *extensions_of(const struct tz_target *target)
{
	static const struct tz_extensions none = TZ_EXTENSIONS_INIT;

	if (!target)
		return &none;
	switch (target->type) {
	case TZ_TARGET_LEDGER: return &target->ledger->extensions;
	case TZ_TARGET_ITEM: return &tz_ledger_item(target->ledger, target->item)->assignment.extensions;
	case TZ_TARGET_RECORD: return &target->record->extensions;
	case TZ_TARGET_FILE: return &target->record->files[target->index].extensions;
	case TZ_TARGET_VALUE: return &target->ledger->values[target->index].extensions;
	case TZ_TARGET_NEGATIVE: return &target->ledger->negatives[target->index].extensions;
	}
	return &none;
}

/* The other side's field of the same name; records of another kind have other fields. */
static const struct tz_field *find_field(const struct tz_target *target, const struct tz_field *field)
{
	const struct tz_field *f = NULL;

	if (!target)
		return NULL;
	do {
		f = tz_field_next(target, f);
	} while (f && f != field && strcmp(tz_field_name(f), tz_field_name(field)) != 0);
	return f;
}

/* The fields of one side against those of the other. With only_here set those that the other has are passed over. */
static int compare_fields(struct tz_diff_run *run, const struct taizhang_change *change, const struct tz_target *before,
			  const struct tz_target *after, bool only_after, struct taizhang_error *err)
{
	const struct tz_target *side = only_after ? after : before;
	char before_text[TZ_FIELD_TEXT], after_text[TZ_FIELD_TEXT], label[TZ_FIELD_TEXT];

	for (const struct tz_field *f = side ? tz_field_next(side, NULL) : NULL; f; f = tz_field_next(side, f)) {
		const struct tz_field *a = only_after ? find_field(before, f) : f;
		const struct tz_field *b = only_after ? f : find_field(after, f);
		const char *from = a ? tz_field_text(a, before, before_text) : "";
		const char *to = b ? tz_field_text(b, after, after_text) : "";

		if ((only_after && a) || strcmp(from, to) == 0)
			continue;
		snprintf(label, sizeof label, "%.*s", (int)tz_field_label_size(f), tz_field_label(f));
		if (tz_diff_field(run, *change, tz_field_name(f), label, from, to, before, after, err) < 0)
			return -1;
	}
	return 0;
}

int tz_diff_fields(struct tz_diff_run *run, struct taizhang_change change, const struct tz_target *before,
		   const struct tz_target *after, struct taizhang_error *err)
{
	if (compare_fields(run, &change, before, after, false, err) < 0 ||
	    compare_fields(run, &change, before, after, true, err) < 0)
		return -1;
	if (tz_extensions_equal(extensions_of(before), extensions_of(after)))
		return 0;
	return tz_diff_field(run, change, "extensions", "扩展内容", NULL, NULL, before, after, err);
}

static int compare_ledger(struct tz_diff_run *run, struct taizhang_error *err)
{
	const struct tz_target before = {.type = TZ_TARGET_LEDGER, .ledger = run->before},
			       after = {.type = TZ_TARGET_LEDGER, .ledger = run->after};
	const struct taizhang_change change = {.type = TAIZHANG_CHANGE_CHANGED, .subject = TAIZHANG_SUBJECT_LEDGER,
					       .part = TZ_DIFF_LEDGER};
	struct tz_buffer from = TZ_BUFFER_INIT, to = TZ_BUFFER_INIT;
	int result = tz_diff_fields(run, change, &before, &after, err);

	tz_buffer_printf(&from, "%s %s", taizhang_catalog_id(run->before->catalog),
			 taizhang_catalog_version(run->before->catalog));
	tz_buffer_printf(&to, "%s %s", taizhang_catalog_id(run->after->catalog),
			 taizhang_catalog_version(run->after->catalog));
	if (result == 0 && (tz_buffer_check(&from, err) < 0 || tz_buffer_check(&to, err) < 0))
		result = -1;
	if (result == 0 && strcmp(tz_buffer_text(&from), tz_buffer_text(&to)) != 0)
		result = tz_diff_field(run, change, "catalog", "测评体系", tz_buffer_text(&from), tz_buffer_text(&to),
				       &before, &after, err);
	tz_buffer_free(&from);
	tz_buffer_free(&to);
	return result;
}

static int compare_item(struct tz_diff_run *run, size_t place, struct taizhang_error *err)
{
	const struct tz_diff_item *item = &run->items.list[place];
	const struct tz_target before = {.type = TZ_TARGET_ITEM, .ledger = run->before, .item = item->before},
			       after = {.type = TZ_TARGET_ITEM, .ledger = run->after, .item = item->after};
	bool was = item->before && taizhang_ledger_has_item(run->before, item->before);
	bool is = item->after && taizhang_ledger_has_item(run->after, item->after);
	struct taizhang_change change = tz_diff_at_item(run, place, 0, TAIZHANG_CHANGE_CHANGED, TAIZHANG_SUBJECT_ITEM);

	if (was && is)
		return tz_diff_fields(run, change, &before, &after, err) < 0
			? -1 : tz_diff_events(run, place, &before, &after, err);
	if (!was && !is)
		return 0;
	change.type = is ? TAIZHANG_CHANGE_ADDED : TAIZHANG_CHANGE_REMOVED;
	if (is)
		change.after = taizhang_node_title(item->after, TAIZHANG_LANG_ZH);
	else
		change.before = taizhang_node_title(item->before, TAIZHANG_LANG_ZH);
	return tz_diff_tell(run, change, was ? &before : NULL, is ? &after : NULL, err);
}

static struct tz_target target_of(struct taizhang_ledger *ledger, const struct tz_diff_record *record)
{
	return (struct tz_target){.type = TZ_TARGET_RECORD, .ledger = ledger, .item = record->record->item,
				  .record = record->record};
}

/* A record that is in one only. */
static int tell_record(struct tz_diff_run *run, const struct tz_diff_record *record, bool after,
		       struct taizhang_error *err)
{
	const struct tz_target target = target_of(after ? run->after : run->before, record);
	struct taizhang_change change = tz_diff_at_item(run, record->item, record->record->ordinal,
							after ? TAIZHANG_CHANGE_ADDED : TAIZHANG_CHANGE_REMOVED,
							TAIZHANG_SUBJECT_RECORD);

	if (after)
		change.after = record->record->title;
	else
		change.before = record->record->title;
	if (tz_diff_tell(run, change, after ? NULL : &target, after ? &target : NULL, err) < 0)
		return -1;
	return tz_diff_keep_files(run, record, after, err);
}

static int compare_record(struct tz_diff_run *run, const struct tz_diff_record *a, const struct tz_diff_record *b,
			  struct taizhang_error *err)
{
	const struct tz_target before = target_of(run->before, a), after = target_of(run->after, b);
	struct taizhang_change change = tz_diff_at_item(run, b->item, b->record->ordinal, TAIZHANG_CHANGE_MOVED,
							TAIZHANG_SUBJECT_RECORD);

	change.before = a->record->title;
	change.after = b->record->title;
	if (strcmp(a->place, b->place) != 0 && tz_diff_tell(run, change, &before, &after, err) < 0)
		return -1;
	change.type = TAIZHANG_CHANGE_CHANGED;
	if (tz_diff_fields(run, change, &before, &after, err) < 0)
		return -1;
	return tz_diff_record_files(run, a, b, err);
}

static int compare_records(struct tz_diff_run *run, struct taizhang_error *err)
{
	if (tz_diff_match(&run->items, &run->a, &run->b, err) < 0)
		return -1;
	for (size_t i = 0; i < run->a.num; i++) {
		const struct tz_diff_record *record = &run->a.records[i];

		if ((record->mate == TZ_INDEX_NONE ? tell_record(run, record, false, err) :
		     compare_record(run, record, &run->b.records[record->mate], err)) < 0)
			return -1;
	}
	for (size_t i = 0; i < run->b.num; i++)
		if (run->b.records[i].mate == TZ_INDEX_NONE &&
		    tell_record(run, &run->b.records[i], true, err) < 0)
			return -1;
	return tz_diff_kept_files(run, err);
}

typedef const char *(*id_at)(const struct taizhang_catalog *catalog, size_t index);

static const char *threshold_at(const struct taizhang_catalog *catalog, size_t index)
{
	return taizhang_threshold_id(taizhang_catalog_get_threshold(catalog, index));
}

static const char *negative_at(const struct taizhang_catalog *catalog, size_t index)
{
	return taizhang_negative_id(taizhang_catalog_get_negative(catalog, index));
}

/* Values or answers, by their ids: an edition may lack what the other has. */
static int compare_listed(struct tz_diff_run *run, enum tz_target_type type, id_at id, size_t of_before, size_t of_after,
			  struct tz_index *afters, struct taizhang_error *err)
{
	const struct taizhang_change change = {
		.type = TAIZHANG_CHANGE_CHANGED,
		.subject = type == TZ_TARGET_VALUE ? TAIZHANG_SUBJECT_VALUE : TAIZHANG_SUBJECT_NEGATIVE,
		.part = type == TZ_TARGET_VALUE ? TZ_DIFF_VALUES : TZ_DIFF_NEGATIVES,
	};
	struct tz_target before = {.type = type, .ledger = run->before}, after = {.type = type, .ledger = run->after};

	for (size_t i = 0; i < of_after; i++)
		if (tz_index_put(afters, id(run->after->catalog, i), i, err) < 0)
			return -1;
	for (; before.index < of_before; before.index++) {
		const char *name = id(run->before->catalog, before.index);

		after.index = tz_index_get(afters, name);
		if (tz_diff_fields(run, change, &before, after.index == TZ_INDEX_NONE ? NULL : &after, err) < 0)
			return -1;
		if (after.index != TZ_INDEX_NONE && tz_index_put(afters, name, TZ_INDEX_NONE, err) < 0)
			return -1;
	}
	for (after.index = 0; after.index < of_after; after.index++)
		if (tz_index_get(afters, id(run->after->catalog, after.index)) != TZ_INDEX_NONE &&
		    tz_diff_fields(run, change, NULL, &after, err) < 0)
			return -1;
	return 0;
}

static int compare(struct tz_diff_run *run, struct taizhang_error *err)
{
	struct tz_index values = TZ_INDEX_INIT, negatives = TZ_INDEX_INIT;
	int result = tz_diff_items_make(&run->items, run->before, run->after, err);

	if (result == 0)
		result = compare_ledger(run, err);
	for (size_t i = 0; result == 0 && i < run->items.num; i++)
		result = compare_item(run, i, err);
	if (result == 0)
		result = compare_records(run, err);
	if (result == 0)
		result = compare_listed(run, TZ_TARGET_VALUE, threshold_at, run->before->num_values,
					run->after->num_values, &values, err);
	if (result == 0)
		result = compare_listed(run, TZ_TARGET_NEGATIVE, negative_at, run->before->num_negatives,
					run->after->num_negatives, &negatives, err);
	tz_index_free(&values);
	tz_index_free(&negatives);
	return result;
}

TAIZHANG_API struct taizhang_diff *taizhang_diff_new(const struct taizhang_ledger *before,
						     const struct taizhang_ledger *after, struct taizhang_error *err)
{
	struct tz_diff_run run = {
		.before = (struct taizhang_ledger *)before, .after = (struct taizhang_ledger *)after,
		.a = {.ledger = before}, .b = {.ledger = after},
	};
	int result;

	if (!before || !after) {
		tz_error_inval(err, before ? "after" : "before");
		return NULL;
	}
	run.diff = calloc(1, sizeof *run.diff);
	if (!run.diff) {
		tz_error_nomem(err);
		return NULL;
	}
	result = compare(&run, err);
	tz_diff_side_free(&run.a);
	tz_diff_side_free(&run.b);
	tz_diff_items_free(&run.items);
	free(run.gone);
	free(run.come);
	if (result < 0) {
		taizhang_diff_free(run.diff);
		return NULL;
	}
	tz_diff_sort(run.diff);
	return run.diff;
}
