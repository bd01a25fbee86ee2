/* SPDX-License-Identifier: MIT */
/* change.c: the list of changes that a comparison of two ledgers makes. */
#include "ledger/change.h"

#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/array.h"

/* Of a pair of texts: the Chinese one, the English one. */
#define OF_PAIR(lang) ((lang) == TAIZHANG_LANG_EN)

#define NUM_TEXTS 9

static void list_texts(struct taizhang_change *change, const char **texts[NUM_TEXTS])
{
	const char **const all[NUM_TEXTS] = {
		&change->item, &change->item_title[0], &change->item_title[1], &change->target, &change->new_target,
		&change->field, &change->label, &change->before, &change->after,
	};

	memcpy(texts, all, sizeof all);
}

static void free_change(struct taizhang_change *change)
{
	const char **texts[NUM_TEXTS];

	list_texts(change, texts);
	for (size_t i = 0; i < NUM_TEXTS; i++)
		free((char *)*texts[i]);
}

/* Gives change texts of its own, for those that it has borrowed. */
static int own_texts(struct taizhang_change *change, struct taizhang_error *err)
{
	const char **texts[NUM_TEXTS];
	int result = 0;

	list_texts(change, texts);
	for (size_t i = 0; i < NUM_TEXTS; i++) {
		char *copy = NULL;

		if (result == 0)
			result = tz_set_string(&copy, *texts[i], err);
		*texts[i] = copy;
	}
	return result;
}

int tz_diff_add(struct taizhang_diff *diff, const struct taizhang_change *change, struct taizhang_error *err)
{
	struct taizhang_change *added;

	if (tz_array_grow(&diff->changes, diff->num, &diff->capacity, sizeof *diff->changes, err) < 0)
		return -1;
	added = &diff->changes[diff->num];
	*added = *change;
	added->number = diff->num;
	if (own_texts(added, err) < 0) {
		free_change(added);
		return -1;
	}
	diff->num++;
	diff->counts[0][0]++;
	diff->counts[0][change->subject]++;
	diff->counts[change->type][0]++;
	diff->counts[change->type][change->subject]++;
	return 0;
}

static int compare_numbers(size_t a, size_t b)
{
	return (a > b) - (a < b);
}

static int compare(const void *x, const void *y)
{
	const struct taizhang_change *a = x, *b = y;
	int result = compare_numbers(a->part, b->part);

	if (!result)
		result = compare_numbers(a->place, b->place);
	if (!result)
		result = compare_numbers(a->ordinal, b->ordinal);
	return result ? result : compare_numbers(a->number, b->number);
}

void tz_diff_sort(struct taizhang_diff *diff)
{
	if (diff->num)
		qsort(diff->changes, diff->num, sizeof *diff->changes, compare);
}

TAIZHANG_API const char *taizhang_change_type_name(enum taizhang_change_type type)
{
	static const char *const names[] = {NULL, "added", "removed", "changed", "moved"};

	return (size_t)type < sizeof names / sizeof names[0] ? names[type] : NULL;
}

TAIZHANG_API const char *taizhang_change_subject_name(enum taizhang_change_subject subject)
{
	static const char *const names[] = {NULL, "ledger", "item", "record", "file", "threshold", "negative", "event"};

	return (size_t)subject < sizeof names / sizeof names[0] ? names[subject] : NULL;
}

TAIZHANG_API void taizhang_diff_free(struct taizhang_diff *diff)
{
	if (!diff)
		return;
	for (size_t i = 0; i < diff->num; i++)
		free_change(&diff->changes[i]);
	free(diff->changes);
	free(diff);
}

TAIZHANG_API size_t taizhang_diff_num(const struct taizhang_diff *diff)
{
	return diff ? diff->num : 0;
}

TAIZHANG_API const struct taizhang_change *taizhang_diff_get(const struct taizhang_diff *diff, size_t index)
{
	return diff && index < diff->num ? &diff->changes[index] : NULL;
}

TAIZHANG_API size_t taizhang_diff_count(const struct taizhang_diff *diff, enum taizhang_change_type type,
					enum taizhang_change_subject subject)
{
	if (!diff || (size_t)type > TAIZHANG_NUM_CHANGE_TYPES || (size_t)subject > TAIZHANG_NUM_CHANGE_SUBJECTS)
		return 0;
	return diff->counts[type][subject];
}

TAIZHANG_API enum taizhang_change_type taizhang_change_type(const struct taizhang_change *change)
{
	return change ? change->type : (enum taizhang_change_type)0;
}

TAIZHANG_API enum taizhang_change_subject taizhang_change_subject(const struct taizhang_change *change)
{
	return change ? change->subject : (enum taizhang_change_subject)0;
}

static const char *text(const char *value)
{
	return value ? value : "";
}

TAIZHANG_API const char *taizhang_change_item(const struct taizhang_change *change)
{
	return change ? text(change->item) : "";
}

TAIZHANG_API const char *taizhang_change_item_title(const struct taizhang_change *change, enum taizhang_lang lang)
{
	return change ? text(change->item_title[OF_PAIR(lang)]) : "";
}

TAIZHANG_API const char *taizhang_change_target(const struct taizhang_change *change)
{
	return change ? text(change->target) : "";
}

TAIZHANG_API const char *taizhang_change_new_target(const struct taizhang_change *change)
{
	return change ? text(change->new_target) : "";
}

TAIZHANG_API const char *taizhang_change_field(const struct taizhang_change *change)
{
	return change ? text(change->field) : "";
}

/* In English a field is called as it is set. */
TAIZHANG_API const char *taizhang_change_field_label(const struct taizhang_change *change, enum taizhang_lang lang)
{
	return change ? text(OF_PAIR(lang) ? change->field : change->label) : "";
}

TAIZHANG_API const char *taizhang_change_before(const struct taizhang_change *change)
{
	return change ? text(change->before) : "";
}

TAIZHANG_API const char *taizhang_change_after(const struct taizhang_change *change)
{
	return change ? text(change->after) : "";
}
