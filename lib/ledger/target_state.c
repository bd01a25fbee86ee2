/* SPDX-License-Identifier: MIT */
/* target_state.c: keeps and gives back what a target held. */
#include "ledger/target_state.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

#define MOST_TEXTS 5

/* The texts of a state that are its own, a record's left out. */
static size_t own_texts(struct tz_target_state *s, char **texts[MOST_TEXTS])
{
	size_t num = 0;

	switch (s->target.type) {
	case TZ_TARGET_LEDGER:
		texts[num++] = &s->u.ledger.city;
		texts[num++] = &s->u.ledger.unit;
		texts[num++] = &s->u.ledger.contact;
		texts[num++] = &s->u.ledger.bounds;
		texts[num++] = &s->u.ledger.supersedes;
		break;
	case TZ_TARGET_ITEM:
		texts[num++] = &s->u.assignment.lead;
		texts[num++] = &s->u.assignment.co;
		texts[num++] = &s->u.assignment.owner;
		break;
	case TZ_TARGET_VALUE:
		texts[num++] = &s->u.value.value;
		texts[num++] = &s->u.value.unit;
		texts[num++] = &s->u.value.reference;
		texts[num++] = &s->u.value.record;
		texts[num++] = &s->u.value.cell;
		break;
	case TZ_TARGET_NEGATIVE:
		texts[num++] = &s->u.negative.note;
		break;
	case TZ_TARGET_RECORD:
	case TZ_TARGET_FILE:
		break;
	}
	return num;
}

/* Moves what the target holds now into the state; the pointers then stand in both. */
static void borrow(struct tz_target_state *s)
{
	const struct taizhang_ledger *l = s->target.ledger;

	switch (s->target.type) {
	case TZ_TARGET_LEDGER:
		s->u.ledger.city = l->city;
		s->u.ledger.unit = l->unit;
		s->u.ledger.contact = l->contact;
		s->u.ledger.bounds = l->bounds;
		s->u.ledger.supersedes = l->supersedes;
		s->u.ledger.year = l->year;
		s->u.ledger.from = l->from;
		s->u.ledger.to = l->to;
		s->u.ledger.revision = l->revision;
		break;
	case TZ_TARGET_ITEM:
		s->u.assignment = tz_ledger_item(l, s->target.item)->assignment;
		break;
	case TZ_TARGET_FILE:
		s->u.role = s->target.record->files[s->target.index].role;
		break;
	case TZ_TARGET_VALUE:
		s->u.value = l->values[s->target.index];
		break;
	case TZ_TARGET_NEGATIVE:
		s->u.negative = l->negatives[s->target.index];
		break;
	case TZ_TARGET_RECORD:
		break;
	}
}

int tz_target_state_take(const struct tz_target *target, struct tz_target_state *state,
			 struct taizhang_error *err)
{
	char **texts[MOST_TEXTS];
	bool failed = false;
	size_t num;

	memset(state, 0, sizeof *state);
	state->target = *target;
	if (target->type == TZ_TARGET_RECORD)
		return tz_record_copy_fields(target->record, &state->u.record, err);
	borrow(state);
	num = own_texts(state, texts);
	for (size_t i = 0; i < num; i++) {
		const char *text = *texts[i];

		*texts[i] = failed ? NULL : tz_strdup(text, err);
		failed = failed || (text && !*texts[i]);
	}
	if (target->type == TZ_TARGET_VALUE) {
		const struct tz_marks marks = state->u.value.marks;

		state->u.value.marks = (struct tz_marks){NULL, 0, 0};
		failed = failed || tz_marks_copy(&marks, &state->u.value.marks, err) < 0;
	}
	if (failed)
		tz_target_state_free(state);
	return failed ? -1 : 0;
}

void tz_target_state_free(struct tz_target_state *state)
{
	char **texts[MOST_TEXTS];
	size_t num = own_texts(state, texts);

	for (size_t i = 0; i < num; i++) {
		free(*texts[i]);
		*texts[i] = NULL;
	}
	if (state->target.type == TZ_TARGET_VALUE)
		tz_marks_free(&state->u.value.marks);
	if (state->target.type == TZ_TARGET_RECORD)
		tz_record_clear_fields(&state->u.record);
}

static void restore_ledger(struct tz_target_state *s, struct taizhang_ledger *l)
{
	free(l->city);
	free(l->unit);
	free(l->contact);
	free(l->bounds);
	free(l->supersedes);
	l->city = s->u.ledger.city;
	l->unit = s->u.ledger.unit;
	l->contact = s->u.ledger.contact;
	l->bounds = s->u.ledger.bounds;
	l->supersedes = s->u.ledger.supersedes;
	l->year = s->u.ledger.year;
	l->from = s->u.ledger.from;
	l->to = s->u.ledger.to;
	l->revision = s->u.ledger.revision;
}

static void restore_assignment(struct tz_target_state *s, struct tz_assignment *a)
{
	struct tz_extensions kept = a->extensions;

	a->extensions = (struct tz_extensions)TZ_EXTENSIONS_INIT;
	tz_assignment_clear(a);
	*a = s->u.assignment;
	a->extensions = kept;
}

static void restore_value(struct tz_target_state *s, struct tz_threshold_value *v)
{
	struct tz_extensions kept = v->extensions;

	v->extensions = (struct tz_extensions)TZ_EXTENSIONS_INIT;
	tz_value_clear(v);
	*v = s->u.value;
	v->extensions = kept;
}

static void restore_negative(struct tz_target_state *s, struct tz_negative_answer *n)
{
	struct tz_extensions kept = n->extensions;

	n->extensions = (struct tz_extensions)TZ_EXTENSIONS_INIT;
	tz_negative_clear(n);
	*n = s->u.negative;
	n->extensions = kept;
}

void tz_target_state_restore(struct tz_target_state *state)
{
	const struct tz_target *t = &state->target;
	struct taizhang_ledger *ledger = t->ledger;

	switch (t->type) {
	case TZ_TARGET_LEDGER:
		restore_ledger(state, ledger);
		break;
	case TZ_TARGET_ITEM:
		restore_assignment(state, &tz_ledger_item(ledger, t->item)->assignment);
		break;
	case TZ_TARGET_RECORD:
		tz_record_move_fields(&state->u.record, t->record);
		break;
	case TZ_TARGET_FILE:
		t->record->files[t->index].role = state->u.role;
		break;
	case TZ_TARGET_VALUE:
		restore_value(state, &ledger->values[t->index]);
		break;
	case TZ_TARGET_NEGATIVE:
		restore_negative(state, &ledger->negatives[t->index]);
		break;
	}
	state->target.type = TZ_TARGET_FILE;	/* which owns nothing */
}
