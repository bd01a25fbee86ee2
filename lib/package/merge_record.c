/* SPDX-License-Identifier: MIT */
/* merge_record.c: the records of a package on one item: which is which, and what becomes of each. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "package/merge.h"

/* A record of the ledger as it was before this package. */
struct our {
	struct taizhang_record *record;		/* NULL once withdrawn */
	char content[TAIZHANG_DIGEST_HEX_SIZE];
	enum tz_origin origin;
	bool untouched;		/* as its package said it */
	bool at_home;		/* it has the ordinal that it has in its package */
	bool matched;
};
/* A record of the package. */
struct their {
	struct taizhang_record *record;
	char content[TAIZHANG_DIGEST_HEX_SIZE];
	struct our *ours;	/* the one it is, or NULL */
	bool append;		/* it gets the next free ordinal when all others have theirs */
	unsigned int ordinal;	/* that it has here in the end; 0: none */
};

struct work {
	struct tz_merge *m;
	struct tz_merge_source *source;
	const struct taizhang_node *item;
	struct our *ours;
	struct their *theirs;
	size_t num_ours, num_theirs;
	struct tz_merge_change *change;
};

static int content_of(struct taizhang_record *record, char content[TAIZHANG_DIGEST_HEX_SIZE], struct taizhang_error *err)
{
	const struct tz_target target = {.type = TZ_TARGET_RECORD, .record = record};

	return tz_merge_content(&target, NULL, content, err);
}

static void note(struct tz_buffer *list, unsigned int ordinal)
{
	tz_buffer_printf(list, "%s%u", list->size ? "、" : "", ordinal);
}

static unsigned int ordinal_in_package(const struct taizhang_record *record)
{
	return (unsigned int)strtoul(tz_origin_get(&record->extensions, "ordinal"), NULL, 10);
}

static int load(struct work *w, const struct tz_ledger_item *ours, const struct tz_ledger_item *theirs,
		struct taizhang_error *err)
{
	w->ours = calloc(ours->num_records + 1, sizeof *w->ours);
	w->theirs = calloc(theirs->num_records + 1, sizeof *w->theirs);
	if (!w->ours || !w->theirs)
		return tz_error_nomem(err);
	for (; w->num_ours < ours->num_records; w->num_ours++) {
		struct our *our = &w->ours[w->num_ours];

		our->record = ours->records[w->num_ours];
		if (content_of(our->record, our->content, err) < 0)
			return -1;
		our->origin = tz_origin_of(&our->record->extensions, w->source);
		our->untouched = !strcmp(our->content, tz_origin_get(&our->record->extensions, "content"));
		our->at_home = our->record->ordinal == ordinal_in_package(our->record);
	}
	for (; w->num_theirs < theirs->num_records; w->num_theirs++) {
		w->theirs[w->num_theirs].record = theirs->records[w->num_theirs];
		if (content_of(w->theirs[w->num_theirs].record, w->theirs[w->num_theirs].content, err) < 0)
			return -1;
	}
	return 0;
}

/* Which is which */

static void match(struct their *their, struct our *our)
{
	their->ours = our;
	our->matched = true;
}

/* The same content: best at the same ordinal, then anywhere. */
static void match_same(struct work *w)
{
	for (int anywhere = 0; anywhere < 2; anywhere++)
		for (size_t i = 0; i < w->num_theirs; i++)
			for (size_t k = 0; k < w->num_ours && !w->theirs[i].ours; k++)
				if (!w->ours[k].matched && !strcmp(w->ours[k].content, w->theirs[i].content) &&
				    (anywhere || w->ours[k].record->ordinal == w->theirs[i].record->ordinal))
					match(&w->theirs[i], &w->ours[k]);
}

/* What came from this package, or the one it replaces, as the same record. */
static void match_origin(struct work *w)
{
	for (size_t i = 0; i < w->num_theirs; i++)
		for (size_t k = 0; k < w->num_ours && !w->theirs[i].ours; k++)
			if (!w->ours[k].matched && w->ours[k].origin != TZ_ORIGIN_OTHER &&
			    ordinal_in_package(w->ours[k].record) == w->theirs[i].record->ordinal)
				match(&w->theirs[i], &w->ours[k]);
}

/* What becomes of it */

/* A record and what it is called: 包头市-2017-市教育局《通知》. Malloc'd. */
static char *describe(const char *root, const struct taizhang_record *record, struct taizhang_error *err)
{
	struct tz_buffer text = TZ_BUFFER_INIT;

	tz_buffer_printf(&text, "%s《%s》", root, taizhang_record_title(record));
	return tz_buffer_take(&text, err);
}

static int report(struct work *w, const struct taizhang_record *ours, const struct taizhang_record *theirs,
		  struct taizhang_error *err)
{
	char *expected = describe(tz_origin_name(&ours->extensions), ours, err);
	char *found = expected ? describe(w->source->out->root, theirs, err) : NULL;
	int result = -1;

	w->source->out->counts.conflicts++;
	if (found)
		result = tz_merge_refuse(w->m, RECORD, err, .item = taizhang_node_code(w->item), .record = ours->ordinal,
					 .expected = expected, .found = found, .file = w->source->out->path,
					 .unit = tz_origin_name(&ours->extensions));
	free(expected);
	free(found);
	return result;
}

static int say_decided(struct work *w, const struct their *their, struct taizhang_error *err)
{
	return tz_find(w->m->findings, MERGE_DECIDED, err, .file = w->source->out->path, .item = taizhang_node_code(w->item),
		       .record = their->record->ordinal);
}

static int take(struct work *w, struct taizhang_record *ours, struct their *their, struct taizhang_error *err)
{
	w->source->out->counts.replaced++;
	note(&w->change->replaced, ours->ordinal);
	their->ordinal = ours->ordinal;
	return tz_merge_take_record(w->m, w->source, ours, their->record, err);
}

/* Two different records for one ordinal. */
static int settle(struct work *w, struct taizhang_record *ours, const char *our_content, struct their *their,
		  struct taizhang_error *err)
{
	const bool again = tz_origin_was_left(&ours->extensions, their->content);

	switch (tz_merge_choose(w->m, w->source, &ours->extensions, true, again)) {
	case TZ_MERGE_OURS:
		their->ordinal = ours->ordinal;
		if (again)
			return say_decided(w, their, err);
		w->source->out->counts.not_taken++;
		note(&w->change->lost, their->record->ordinal);
		if (tz_merge_lose_record(w->m, w->source, their->record, ours, err) < 0)
			return -1;
		return tz_origin_leave(&ours->extensions, their->content, err);
	case TZ_MERGE_THEIRS:
		w->source->out->counts.not_taken++;
		if (tz_origin_leave(&ours->extensions, our_content, err) < 0)
			return -1;
		return take(w, ours, their, err);
	case TZ_MERGE_BOTH:
		their->append = true;
		return 0;
	case TZ_MERGE_OPEN:
		break;
	}
	return report(w, ours, their->record, err);
}

/* One that is here already, perhaps in another revision. */
static int update(struct work *w, struct their *their, struct taizhang_error *err)
{
	struct our *our = their->ours;
	struct tz_extensions *extensions = &our->record->extensions;
	const bool unchanged = !strcmp(their->content, tz_origin_get(extensions, "content"));

	their->ordinal = our->record->ordinal;
	if (strcmp(our->content, their->content) != 0) {
		if (our->origin == TZ_ORIGIN_OLDER && our->untouched)
			return take(w, our->record, their, err);
		/* changed on both sides since; where only here, that stays */
		if (!unchanged)
			return settle(w, our->record, our->content, their, err);
	}
	w->source->out->counts.same++;
	if (tz_merge_extend_record(w->m, w->source, our->record, their->record, err) < 0)
		return -1;
	if (our->origin == TZ_ORIGIN_OLDER)
		return tz_origin_stamp(extensions, w->source, their->record->ordinal, their->content, err);
	return 0;
}

static int drop(struct work *w, struct our *our, struct taizhang_error *err)
{
	w->source->out->counts.withdrawn++;
	note(&w->change->withdrawn, our->record->ordinal);
	if (tz_merge_lose_record(w->m, NULL, our->record, NULL, err) < 0)
		return -1;
	tz_ledger_remove_record(w->m->ledger, our->record);
	our->record = NULL;
	return 0;
}

/* The new revision has it no more. */
static int withdraw(struct work *w, struct our *our, struct taizhang_error *err)
{
	struct tz_extensions *extensions = &our->record->extensions;
	const char *id = w->source->out->id;

	if (our->untouched)
		return drop(w, our, err);
	switch (tz_merge_choose(w->m, w->source, extensions, false, tz_origin_was_left(extensions, id))) {
	case TZ_MERGE_THEIRS:
		return drop(w, our, err);
	case TZ_MERGE_OURS:
		return tz_origin_leave(extensions, id, err);
	case TZ_MERGE_BOTH:
	case TZ_MERGE_OPEN:
		break;
	}
	w->source->out->counts.conflicts++;
	return tz_merge_refuse(w->m, WITHDRAWN, err, .item = taizhang_node_code(w->item), .record = our->record->ordinal,
			       .file = w->source->out->path, .found = taizhang_record_title(our->record));
}

/* Whether an ordinal is held by a record that does not itself move away. */
static bool is_held(const struct work *w, const bool *moves, unsigned int ordinal)
{
	const struct taizhang_record *holder = taizhang_ledger_find_record(w->m->ledger, w->item, ordinal);

	for (size_t i = 0; holder && i < w->num_theirs; i++)
		if (moves[i] && w->theirs[i].ours->record == holder)
			return false;
	return holder != NULL;
}

static int by_ordinal(const void *a, const void *b)
{
	const struct taizhang_record *one = *(struct taizhang_record *const *)a, *other = *(struct taizhang_record *const *)b;

	return one->ordinal < other->ordinal ? -1 : one->ordinal > other->ordinal;
}

/* The new revision counts its records anew: they follow where the place is free. */
static int renumber(struct work *w, struct taizhang_error *err)
{
	struct tz_ledger_item *held = tz_ledger_item(w->m->ledger, w->item);
	bool *moves = calloc(w->num_theirs + 1, sizeof *moves), again = true;

	if (!moves)
		return tz_error_nomem(err);
	for (size_t i = 0; i < w->num_theirs; i++) {
		const struct our *our = w->theirs[i].ours;

		moves[i] = our && our->origin == TZ_ORIGIN_OLDER && our->at_home && our->record->ordinal != w->theirs[i].record->ordinal;
	}
	while (again) {
		again = false;
		for (size_t i = 0; i < w->num_theirs; i++)
			if (moves[i] && is_held(w, moves, w->theirs[i].record->ordinal)) {
				moves[i] = false;
				again = true;
			}
	}
	for (size_t i = 0; i < w->num_theirs; i++)
		if (moves[i]) {
			w->theirs[i].ours->record->ordinal = w->theirs[i].ordinal = w->theirs[i].record->ordinal;
			note(&w->change->replaced, w->theirs[i].ordinal);
		}
	if (held->num_records > 1)
		qsort(held->records, held->num_records, sizeof *held->records, by_ordinal);
	free(moves);
	return 0;
}

static bool is_matched(const struct work *w, const struct taizhang_record *record)
{
	for (size_t i = 0; i < w->num_ours; i++)
		if (w->ours[i].record == record)
			return w->ours[i].matched;
	return true;	/* it came from this package just now */
}

static int add(struct work *w, struct their *their, unsigned int ordinal, struct taizhang_error *err)
{
	if (tz_merge_add_record(w->m, w->source, w->item, ordinal, their->record, err) < 0)
		return -1;
	if (!ordinal) {
		const struct tz_ledger_item *held = tz_ledger_item(w->m->ledger, w->item);

		ordinal = held->records[held->num_records - 1]->ordinal;
	}
	their->ordinal = ordinal;
	note(&w->change->added, ordinal);
	return 0;
}

/* One that is not here yet: its ordinal is free, or another's. */
static int bring(struct work *w, struct their *their, struct taizhang_error *err)
{
	struct taizhang_record *there = taizhang_ledger_find_record(w->m->ledger, w->item, their->record->ordinal);
	char content[TAIZHANG_DIGEST_HEX_SIZE];
	bool changed = false;

	if (!there)
		return add(w, their, their->record->ordinal, err);
	/* its place went to another record of this same package: no two units contradict each other */
	if (is_matched(w, there)) {
		their->append = true;
		return 0;
	}
	if (content_of(there, content, err) < 0)
		return -1;
	if (!tz_merge_same_files(there, their->record))
		return settle(w, there, content, their, err);
	their->ordinal = there->ordinal;
	if (tz_merge_fields(w->m, w->source, there, their->record, &changed, err) < 0 ||
	    tz_merge_extend_record(w->m, w->source, there, their->record, err) < 0)
		return -1;
	if (changed)
		note(&w->change->replaced, there->ordinal);
	*(changed ? &w->source->out->counts.replaced : &w->source->out->counts.same) += 1;
	return 0;
}

static int remember_moves(struct work *w, struct taizhang_error *err)
{
	struct tz_merge_source *s = w->source;

	for (size_t i = 0; i < w->num_theirs; i++) {
		const struct their *their = &w->theirs[i];

		if (!their->ordinal || their->ordinal == their->record->ordinal)
			continue;
		if (tz_array_grow(&s->moved, s->num_moved, &s->moved_capacity, sizeof *s->moved, err) < 0)
			return -1;
		s->moved[s->num_moved++] = (struct tz_merge_moved){w->item, their->record->ordinal, their->ordinal};
	}
	return 0;
}

static int work_off(struct work *w, struct taizhang_error *err)
{
	for (size_t i = 0; i < w->num_theirs; i++)
		if (w->theirs[i].ours && update(w, &w->theirs[i], err) < 0)
			return -1;
	for (size_t i = 0; i < w->num_ours; i++)
		if (!w->ours[i].matched && w->ours[i].origin == TZ_ORIGIN_OLDER && withdraw(w, &w->ours[i], err) < 0)
			return -1;
	if (renumber(w, err) < 0)
		return -1;
	for (size_t i = 0; i < w->num_theirs; i++)
		if (!w->theirs[i].ours && bring(w, &w->theirs[i], err) < 0)
			return -1;
	/* last, so that none takes an ordinal that another of the package has */
	for (size_t i = 0; i < w->num_theirs; i++)
		if (w->theirs[i].append && add(w, &w->theirs[i], 0, err) < 0)
			return -1;
	return remember_moves(w, err);
}

int tz_merge_records(struct tz_merge *m, struct tz_merge_source *source, const struct taizhang_node *ours, const struct taizhang_node *theirs,
		     struct tz_merge_change *change, struct taizhang_error *err)
{
	struct work w = {.m = m, .source = source, .item = ours, .change = change};
	int result = -1;

	if (load(&w, tz_ledger_item(m->ledger, ours), tz_ledger_item(source->package->ledger, theirs), err) == 0) {
		match_same(&w);
		match_origin(&w);
		result = work_off(&w, err);
	}
	free(w.ours);
	free(w.theirs);
	return result;
}
