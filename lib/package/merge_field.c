/* SPDX-License-Identifier: MIT */
/* merge_field.c: fields that two say: an assignment, a value, a negative answer, a record with the same files. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "ledger/extracted.h"
#include "ledger/target.h"
#include "package/merge.h"

/* One field of both sides. */
struct pair {
	const struct tz_field *field;
	struct tz_target ours, theirs;
};
struct pairs {
	struct pair *list;
	size_t num, capacity;
	/* A value and what proves it, an answer and its note: taken together, or not at all. */
	bool whole;
	char *record;		/* a value's reference to its record, as the record is called here, or NULL */
};

/* Room for a text of each side of a pair. */
struct texts {
	char ours_buf[TZ_FIELD_TEXT], theirs_buf[TZ_FIELD_TEXT];
	const char *ours, *theirs;
};

static void read_texts(const struct pairs *pairs, const struct pair *pair, struct texts *texts)
{
	texts->ours = tz_field_text(pair->field, &pair->ours, texts->ours_buf);
	texts->theirs = pairs->record && tz_field_type(pair->field) == TZ_FIELD_TYPE_RECORD
		? pairs->record : tz_field_text(pair->field, &pair->theirs, texts->theirs_buf);
}

static bool is_conflict(const struct texts *t)
{
	return *t->ours && *t->theirs && strcmp(t->ours, t->theirs) != 0;
}

static int add_pairs(struct pairs *pairs, const struct tz_target *ours, const struct tz_target *theirs,
		     struct taizhang_error *err)
{
	for (const struct tz_field *f = tz_field_next(ours, NULL); f; f = tz_field_next(ours, f)) {
		if (tz_array_grow(&pairs->list, pairs->num, &pairs->capacity, sizeof *pairs->list, err) < 0)
			return -1;
		pairs->list[pairs->num++] = (struct pair){f, *ours, *theirs};
	}
	return 0;
}

/* The roles of the same bytes: the n-th file of these bytes in one is the n-th in the other. */
static int add_file_pairs(struct pairs *pairs, struct tz_target ours, struct tz_target theirs, struct taizhang_error *err)
{
	bool *used = calloc(theirs.record->num_files + 1, sizeof *used);
	int result = used ? 0 : tz_error_nomem(err);

	ours.type = theirs.type = TZ_TARGET_FILE;
	for (ours.index = 0; result == 0 && ours.index < ours.record->num_files; ours.index++)
		for (theirs.index = 0; theirs.index < theirs.record->num_files; theirs.index++) {
			if (used[theirs.index] || !tz_file_same_bytes(&ours.record->files[ours.index],
									      &theirs.record->files[theirs.index]))
				continue;
			used[theirs.index] = true;
			result = add_pairs(pairs, &ours, &theirs, err);
			break;
		}
	free(used);
	return result;
}

static size_t count_conflicts(const struct pairs *pairs)
{
	struct texts t;
	size_t num = 0;

	for (size_t i = 0; i < pairs->num; i++) {
		read_texts(pairs, &pairs->list[i], &t);
		num += is_conflict(&t);
	}
	return num;
}

static int report(struct tz_merge *m, struct tz_merge_source *source, const struct pair *pair, const struct texts *t,
		  const struct tz_extensions *extensions, struct taizhang_error *err)
{
	struct tz_target shown = pair->ours;
	char *label = tz_strndup(tz_field_label(pair->field), tz_field_label_size(pair->field), err), *item;
	int result = -1;

	/* of a record the item and its number */
	if (shown.type == TZ_TARGET_RECORD || shown.type == TZ_TARGET_FILE)
		shown.type = TZ_TARGET_ITEM;
	item = label ? tz_target_text(&shown, err) : NULL;
	source->out->counts.conflicts++;
	if (item)
		result = tz_merge_refuse(m, FIELD, err, .item = item, .record = pair->ours.record ? pair->ours.record->ordinal : 0,
					 .field = tz_field_name(pair->field), .label = label, .expected = t->ours, .found = t->theirs,
					 .file = source->out->path, .unit = tz_origin_name(extensions));
	free(label);
	free(item);
	return result;
}

static int report_all(struct tz_merge *m, struct tz_merge_source *source, const struct pairs *pairs,
		      const struct tz_extensions *extensions, struct taizhang_error *err)
{
	struct texts t;

	for (size_t i = 0; i < pairs->num; i++) {
		read_texts(pairs, &pairs->list[i], &t);
		if (is_conflict(&t) && report(m, source, &pairs->list[i], &t, extensions, err) < 0)
			return -1;
	}
	return 0;
}

/* Keeps the fields of the side that gives way: those in conflict, of a whole all. */
static int lose(struct tz_merge *m, const struct pairs *pairs, bool of_ours, const char *root, struct taizhang_error *err)
{
	struct texts t;

	for (size_t i = 0; i < pairs->num; i++) {
		const struct pair *pair = &pairs->list[i];

		read_texts(pairs, pair, &t);
		if (!*(of_ours ? t.ours : t.theirs) || !strcmp(t.ours, t.theirs) || (!pairs->whole && !is_conflict(&t)))
			continue;
		if (tz_merge_lose_field(m, root, &pair->ours, pair->field, of_ours ? t.ours : t.theirs,
					of_ours ? t.theirs : t.ours, err) < 0)
			return -1;
	}
	return 0;
}

/* Takes their fields: the empty ones of ours, with those that differ, or all of them, the empty ones too. */
enum how { FILL, REPLACE, EVERYTHING };

static int take(const struct pairs *pairs, enum how how, struct taizhang_error *err)
{
	struct texts t;

	for (size_t i = 0; i < pairs->num; i++) {
		const struct pair *pair = &pairs->list[i];
		const struct tz_mark *mark;

		read_texts(pairs, pair, &t);
		if (!strcmp(t.ours, t.theirs) || (!*t.theirs && how != EVERYTHING) || (*t.ours && how == FILL))
			continue;
		if (tz_field_set(pair->field, &pair->ours, t.theirs, err) < 0)
			return -1;
		mark = tz_marks_find(tz_target_marks(&pair->theirs), tz_field_name(pair->field));
		if (mark && tz_target_mark(&pair->ours, mark->field, mark->digest, mark->place, err) < 0)
			return -1;
	}
	return 0;
}

static int say_decided(struct tz_merge *m, const struct tz_merge_source *source, const struct tz_target *ours,
		       struct taizhang_error *err)
{
	char *text = tz_target_text(ours, err);
	int result = text ? tz_find(m->findings, MERGE_DECIDED, err, .file = source->out->path, .item = text) : -1;

	free(text);
	return result;
}

/* Both say something, and not the same. contents: of both sides. *taken tells whether ours is theirs now. */
static int settle(struct tz_merge *m, struct tz_merge_source *source, const struct pairs *pairs, const struct tz_target *ours,
		  const char *our_content, const char *their_content, bool *taken, struct taizhang_error *err)
{
	struct tz_extensions *extensions = tz_merge_extensions_of(ours);
	const bool again = tz_origin_was_left(extensions, their_content);

	switch (tz_merge_choose(m, source, extensions, false, again)) {
	case TZ_MERGE_OURS:
		if (again)
			return say_decided(m, source, ours, err);
		source->out->counts.not_taken++;
		if (lose(m, pairs, false, source->out->root, err) < 0 || tz_origin_leave(extensions, their_content, err) < 0)
			return -1;
		return pairs->whole ? 0 : take(pairs, FILL, err);
	case TZ_MERGE_THEIRS:
		source->out->counts.not_taken++;
		*taken = true;
		if (lose(m, pairs, true, tz_origin_name(extensions), err) < 0 || tz_origin_leave(extensions, our_content, err) < 0)
			return -1;
		return take(pairs, pairs->whole ? EVERYTHING : REPLACE, err);
	case TZ_MERGE_BOTH:
	case TZ_MERGE_OPEN:
		break;
	}
	return report_all(m, source, pairs, extensions, err);
}

static bool is_blank(const struct tz_target *target)
{
	char buf[TZ_FIELD_TEXT];

	for (const struct tz_field *f = tz_field_next(target, NULL); f; f = tz_field_next(target, f))
		if (*tz_field_text(f, target, buf))
			return false;
	return true;
}

/* A value's record under the ordinal that it has here; NULL where it is the same. */
static int map_record(const struct tz_merge *m, const struct tz_merge_source *source, const struct tz_target *theirs,
		      char **record, struct taizhang_error *err)
{
	const char *text = theirs->type == TZ_TARGET_VALUE ? theirs->ledger->values[theirs->index].record : NULL;
	const char *slash = text ? strrchr(text, '/') : NULL;
	struct tz_buffer mapped = TZ_BUFFER_INIT;

	*record = NULL;
	for (size_t i = 0; slash && i < source->num_moved; i++) {
		const struct tz_merge_moved *moved = &source->moved[i];
		const char *code = taizhang_node_code(moved->item);

		if (strlen(code) != (size_t)(slash - text) || strncmp(code, text, strlen(code)) != 0 ||
		    strtoul(slash + 1, NULL, 10) != moved->from)
			continue;
		tz_buffer_printf(&mapped, "%s/%u", code, moved->to);
		*record = tz_buffer_take(&mapped, err);
		return *record ? 0 : -1;
	}
	(void)m;
	return 0;
}

static int merge_object(struct tz_merge *m, struct tz_merge_source *source, const struct pairs *pairs, struct tz_target *ours,
			struct tz_target *theirs, bool *changed, struct taizhang_error *err)
{
	struct tz_extensions *extensions = tz_merge_extensions_of(ours);
	const enum tz_origin origin = tz_origin_of(extensions, source);
	const bool blank = is_blank(theirs);
	char our_content[TAIZHANG_DIGEST_HEX_SIZE], their_content[TAIZHANG_DIGEST_HEX_SIZE], before[TAIZHANG_DIGEST_HEX_SIZE];
	bool untouched, taken = false;

	if (tz_merge_content(ours, NULL, our_content, err) < 0 ||
	    tz_merge_content(theirs, pairs->record, their_content, err) < 0)
		return -1;
	untouched = !strcmp(our_content, tz_origin_get(extensions, "content"));
	if (!strcmp(our_content, their_content)) {
		taken = origin == TZ_ORIGIN_OLDER;
	} else if (origin == TZ_ORIGIN_OLDER && untouched) {
		taken = true;
		if (lose(m, pairs, true, tz_origin_name(extensions), err) < 0 || take(pairs, EVERYTHING, err) < 0)
			return -1;
	} else if (is_blank(ours)) {
		taken = true;
		if (take(pairs, EVERYTHING, err) < 0)
			return -1;
	} else if (blank || (origin == TZ_ORIGIN_SAME && !strcmp(their_content, tz_origin_get(extensions, "content")))) {
		return 0;	/* it says nothing, or nothing new: what was changed here since stays */
	} else if (!count_conflicts(pairs)) {
		if (take(pairs, FILL, err) < 0)
			return -1;
	} else if (settle(m, source, pairs, ours, our_content, their_content, &taken, err) < 0) {
		return -1;
	}
	strcpy(before, our_content);
	if (tz_merge_content(ours, NULL, our_content, err) < 0)
		return -1;
	*changed = strcmp(before, our_content) != 0;
	return taken ? tz_origin_stamp(extensions, source, 0, our_content, err) : 0;
}

int tz_merge_object(struct tz_merge *m, struct tz_merge_source *source, struct tz_target *ours, struct tz_target *theirs,
		    bool *changed, struct taizhang_error *err)
{
	struct pairs pairs = {.whole = ours->type == TZ_TARGET_VALUE || ours->type == TZ_TARGET_NEGATIVE};
	int result = -1;

	if (map_record(m, source, theirs, &pairs.record, err) == 0 && add_pairs(&pairs, ours, theirs, err) == 0)
		result = merge_object(m, source, &pairs, ours, theirs, changed, err);
	free(pairs.list);
	free(pairs.record);
	return result;
}

static int merge_kinds(struct tz_merge *m, struct tz_merge_source *source, const struct pairs *pairs, struct tz_target *ours,
		       struct tz_target *theirs, const char *our_content, const char *their_content, struct taizhang_error *err)
{
	struct tz_extensions *extensions = &ours->record->extensions;
	const bool again = tz_origin_was_left(extensions, their_content);

	switch (tz_merge_choose(m, source, extensions, false, again)) {
	case TZ_MERGE_OURS:
		if (again)
			return say_decided(m, source, ours, err);
		source->out->counts.not_taken++;
		if (tz_merge_lose_record(m, source, theirs->record, ours->record, err) < 0)
			return -1;
		return tz_origin_leave(extensions, their_content, err);
	case TZ_MERGE_THEIRS:
		source->out->counts.not_taken++;
		if (tz_origin_leave(extensions, our_content, err) < 0)
			return -1;
		return tz_merge_take_record(m, source, ours->record, theirs->record, err);
	case TZ_MERGE_BOTH:
	case TZ_MERGE_OPEN:
		break;
	}
	return report_all(m, source, &(struct pairs){.list = pairs->list, .num = 1}, extensions, err);
}

int tz_merge_fields(struct tz_merge *m, struct tz_merge_source *source, struct taizhang_record *ours, struct taizhang_record *theirs,
		    bool *changed, struct taizhang_error *err)
{
	struct tz_target a = {.type = TZ_TARGET_RECORD, .ledger = m->ledger, .item = ours->item, .record = ours},
			 b = {.type = TZ_TARGET_RECORD, .ledger = source->package->ledger, .item = theirs->item, .record = theirs};
	char before[TAIZHANG_DIGEST_HEX_SIZE], after[TAIZHANG_DIGEST_HEX_SIZE], their_content[TAIZHANG_DIGEST_HEX_SIZE];
	struct pairs pairs = {.whole = false};
	bool taken = false;
	int result = -1;

	if (tz_merge_content(&a, NULL, before, err) < 0 || tz_merge_content(&b, NULL, their_content, err) < 0 ||
	    add_pairs(&pairs, &a, &b, err) < 0)
		goto out;
	/* the kind comes first; records of two kinds have too little in common to be mixed */
	if (ours->kind != theirs->kind)
		result = merge_kinds(m, source, &pairs, &a, &b, before, their_content, err);
	else if (add_file_pairs(&pairs, a, b, err) < 0 || tz_merge_supply(m, source, ours, theirs, err) < 0)
		goto out;
	else if (count_conflicts(&pairs))
		result = settle(m, source, &pairs, &a, before, their_content, &taken, err);
	else
		result = take(&pairs, FILL, err);
	if (result == 0)
		result = tz_merge_content(&a, NULL, after, err);
	if (result == 0)
		*changed = strcmp(before, after) != 0;
	if (result == 0 && taken)
		result = tz_origin_stamp(&ours->extensions, source, theirs->ordinal, after, err);
out:
	free(pairs.list);
	return result;
}
