/* SPDX-License-Identifier: MIT */
/* merge_item.c: brings all that one package says into the ledger: item by item, then its values and negative answers. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "ledger/target.h"
#include "package/merge.h"

static bool is_empty(const struct tz_ledger_item *item)
{
	const struct tz_assignment *a = &item->assignment;

	return !item->num_records && !item->num_events && !tz_extensions_num(&item->extensions) && !a->lead && !a->co && !a->owner &&
	       !a->deadline.year && !a->review && !tz_extensions_num(&a->extensions);
}

int tz_merge_extend(struct tz_merge *m, const struct tz_merge_source *source, const char *item, struct tz_extensions *to,
		    const struct tz_extensions *from, struct taizhang_error *err)
{
	bool differs = false;

	if (tz_origin_add_extensions(to, from, &differs, err) < 0)
		return -1;
	return differs ? tz_find(m->findings, MERGE_EXTENSION, err, .file = source->out->path, .item = item) : 0;
}

static int merge_target(struct tz_merge *m, struct tz_merge_source *source, struct tz_target *ours, struct tz_target *theirs,
			bool *changed, struct taizhang_error *err)
{
	char *text = tz_target_text(ours, err);
	int result = -1;

	if (text && tz_merge_object(m, source, ours, theirs, changed, err) == 0)
		result = tz_merge_extend(m, source, text, tz_merge_extensions_of(ours), tz_merge_extensions_of(theirs), err);
	free(text);
	return result;
}

/* Events */

static bool is_same_text(const char *a, const char *b)
{
	return !strcmp(a ? a : "", b ? b : "");
}

static bool has_event(const struct tz_ledger_item *item, const struct taizhang_event *event)
{
	for (size_t i = 0; i < item->num_events; i++) {
		const struct taizhang_event *e = &item->events[i];

		if (e->time == event->time && is_same_text(e->who, event->who) && is_same_text(e->action, event->action) &&
		    is_same_text(e->outcome, event->outcome) && is_same_text(e->note, event->note))
			return true;
	}
	return false;
}

/* *extensions are those of the event that was added. */
static int add_event(struct taizhang_ledger *ledger, const struct taizhang_node *node, const struct taizhang_event *event,
		     const char *action, struct tz_extensions **extensions, struct taizhang_error *err)
{
	struct tz_ledger_item *item = tz_ledger_item(ledger, node);

	if (taizhang_ledger_add_event(ledger, node, event->time, event->who, action, event->outcome, event->note, err) < 0)
		return -1;
	/* the last one of its time */
	for (size_t i = item->num_events; i-- > 0; )
		if (item->events[i].time == event->time) {
			*extensions = &item->events[i].extensions;
			break;
		}
	return 0;
}

static int merge_events(struct tz_merge *m, const struct taizhang_node *node, const struct tz_ledger_item *theirs,
			struct taizhang_error *err)
{
	for (size_t i = 0; i < theirs->num_events; i++) {
		struct tz_extensions *extensions = NULL;

		if (has_event(tz_ledger_item(m->ledger, node), &theirs->events[i]))
			continue;
		if (add_event(m->ledger, node, &theirs->events[i], theirs->events[i].action, &extensions, err) < 0 ||
		    tz_origin_add_extensions(extensions, &theirs->events[i].extensions, NULL, err) < 0)
			return -1;
	}
	return 0;
}

static void say(struct tz_buffer *text, const char *what, const struct tz_buffer *list)
{
	if (list->size)
		tz_buffer_printf(text, "；%s %s", what, tz_buffer_text(list));
}

/* 报送包 包头市-2017-市教育局（包标识）；新增材料 1、2；更新材料 3; on the event also what a program needs to know the package again. */
static int tell_event(struct tz_merge *m, const struct tz_merge_source *source, const struct taizhang_node *node,
		      const struct tz_merge_change *change, bool assigned, struct taizhang_error *err)
{
	struct taizhang_event event = {.time = m->time, .who = source->out->unit};
	struct tz_buffer note = TZ_BUFFER_INIT;
	struct tz_extensions *extensions = NULL;
	int result = -1;

	tz_buffer_printf(&note, "报送包 %s（%s）", source->out->root, source->out->id);
	say(&note, "新增材料", &change->added);
	say(&note, "更新材料", &change->replaced);
	say(&note, "撤回材料", &change->withdrawn);
	say(&note, "未采用材料", &change->lost);
	if (assigned)
		tz_buffer_text_add(&note, "；责任分解");
	if (change->replaced.size || change->withdrawn.size || change->lost.size)
		tz_buffer_text_add(&note, "；未采用的保存在“" TZ_MERGE_LOST "”");
	event.note = tz_buffer_take(&note, err);
	if (event.note && add_event(m->ledger, node, &event, "merged", &extensions, err) == 0 &&
	    tz_origin_stamp(extensions, source, 0, "", err) == 0)
		result = source->supersedes ? tz_origin_set(extensions, "supersedes", source->supersedes, err) : 0;
	free(event.note);
	return result;
}

/* Items */

static bool is_changed(const struct tz_merge_change *change)
{
	return change->added.size || change->replaced.size || change->withdrawn.size || change->lost.size;
}

static int merge_item(struct tz_merge *m, struct tz_merge_source *source, const struct taizhang_node *ours,
		      const struct taizhang_node *theirs, struct taizhang_error *err)
{
	struct tz_target a = {.type = TZ_TARGET_ITEM, .ledger = m->ledger, .item = ours};
	struct tz_target b = {.type = TZ_TARGET_ITEM, .ledger = source->package->ledger, .item = theirs};
	const struct tz_ledger_item *from = tz_ledger_item(source->package->ledger, theirs);
	struct tz_merge_change change = {TZ_BUFFER_INIT, TZ_BUFFER_INIT, TZ_BUFFER_INIT, TZ_BUFFER_INIT};
	bool assigned = false;
	int result = -1;

	if (tz_merge_records(m, source, ours, theirs, &change, err) < 0 || merge_target(m, source, &a, &b, &assigned, err) < 0 ||
	    tz_merge_extend(m, source, taizhang_node_code(ours), &tz_ledger_item(m->ledger, ours)->extensions, &from->extensions, err) < 0 ||
	    merge_events(m, ours, from, err) < 0)
		goto out;
	result = is_changed(&change) || assigned ? tell_event(m, source, ours, &change, assigned, err) : 0;
out:
	tz_buffer_free(&change.added);
	tz_buffer_free(&change.replaced);
	tz_buffer_free(&change.withdrawn);
	tz_buffer_free(&change.lost);
	return result;
}

/* What the package has on items for which this ledger does not answer. */
static int refuse_others(struct tz_merge *m, struct tz_merge_source *source, struct taizhang_error *err)
{
	const struct taizhang_ledger *theirs = source->package->ledger;

	for (size_t i = 0; i < theirs->num_items; i++) {
		const struct taizhang_node *node = taizhang_catalog_get_item(theirs->catalog, i);
		const struct taizhang_node *ours = taizhang_catalog_find(m->ledger->catalog, taizhang_node_code(node));

		if (is_empty(&theirs->items[i]))
			continue;
		source->out->counts.items++;
		if (!taizhang_ledger_has_item(m->ledger, ours) &&
		    tz_merge_refuse(m, SCOPE, err, .file = source->out->path, .item = taizhang_node_code(node)) < 0)
			return -1;
	}
	return 0;
}

/* Values and negative entries, which belong to no item */

/* The place of an id; the same edition has it at the same place. */
static size_t find_id(const struct taizhang_catalog *catalog, const char *(*id_at)(const struct taizhang_catalog *, size_t),
		      const char *id, size_t guess, size_t num)
{
	if (guess < num && !strcmp(id_at(catalog, guess), id))
		return guess;
	for (size_t i = 0; i < num; i++)
		if (!strcmp(id_at(catalog, i), id))
			return i;
	return num;
}

static const char *threshold_at(const struct taizhang_catalog *catalog, size_t index)
{
	return taizhang_threshold_id(taizhang_catalog_get_threshold(catalog, index));
}

static const char *negative_at(const struct taizhang_catalog *catalog, size_t index)
{
	return taizhang_negative_id(taizhang_catalog_get_negative(catalog, index));
}

static int merge_entries(struct tz_merge *m, struct tz_merge_source *source, enum tz_target_type type, size_t num_ours, size_t num_theirs,
			 const char *(*id_at)(const struct taizhang_catalog *, size_t), struct taizhang_error *err)
{
	struct taizhang_ledger *theirs = source->package->ledger;
	struct tz_target b = {.type = type, .ledger = theirs};
	bool changed;

	for (; b.index < num_theirs; b.index++) {
		const char *id = id_at(theirs->catalog, b.index);
		struct tz_target a = {.type = type, .ledger = m->ledger};

		a.index = find_id(m->ledger->catalog, id_at, id, b.index, num_ours);
		if (a.index < num_ours && merge_target(m, source, &a, &b, &changed, err) < 0)
			return -1;
	}
	return 0;
}

int tz_merge_package(struct tz_merge *m, struct tz_merge_source *source, struct taizhang_error *err)
{
	struct taizhang_ledger *theirs = source->package->ledger;

	if (refuse_others(m, source, err) < 0)
		return -1;
	/* all items of ours: an earlier revision may have had records on one that the new one leaves out */
	for (size_t i = 0; i < m->ledger->num_scope; i++) {
		const struct taizhang_node *ours = m->ledger->scope_items[i];
		const struct taizhang_node *node = taizhang_catalog_find(theirs->catalog, taizhang_node_code(ours));

		if (tz_ledger_item(theirs, node) && merge_item(m, source, ours, node, err) < 0)
			return -1;
	}
	if (merge_entries(m, source, TZ_TARGET_VALUE, m->ledger->num_values, theirs->num_values, threshold_at, err) < 0)
		return -1;
	return merge_entries(m, source, TZ_TARGET_NEGATIVE, m->ledger->num_negatives, theirs->num_negatives, negative_at, err);
}
