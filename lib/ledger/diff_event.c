/* SPDX-License-Identifier: MIT */
/* diff_event.c: which events of an item are in one ledger only. */
#include <stdlib.h>

#include "base/buffer.h"
#include "base/date.h"
#include "base/error.h"
#include "ledger/diff.h"

static char *event_text(const struct taizhang_event *event, struct taizhang_error *err)
{
	const char *const texts[] = {event->who, event->action, event->outcome, event->note};
	struct tz_buffer text = TZ_BUFFER_INIT;
	char time[TZ_TIME_SIZE];

	tz_buffer_text_add(&text, tz_time_format(event->time, time));
	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		if (texts[i])
			tz_buffer_printf(&text, " · %s", texts[i]);
	return tz_buffer_take(&text, err);
}

/* Tells the events of one side, as many of each text as the other has fewer. */
static int tell_events(struct tz_diff_run *run, struct taizhang_change change, char *const *texts, size_t num,
		       struct tz_index *others, const struct tz_target *target, struct taizhang_error *err)
{
	bool after = change.type == TAIZHANG_CHANGE_ADDED;

	for (size_t i = 0; i < num; i++) {
		size_t left = tz_index_get(others, texts[i]);

		if (left != TZ_INDEX_NONE && left > 0) {
			if (tz_index_put(others, texts[i], left - 1, err) < 0)
				return -1;
			continue;
		}
		if (after)
			change.after = texts[i];
		else
			change.before = texts[i];
		if (tz_diff_tell(run, change, after ? NULL : target, after ? target : NULL, err) < 0)
			return -1;
	}
	return 0;
}

static int count_texts(struct tz_index *index, char *const *texts, size_t num, struct taizhang_error *err)
{
	for (size_t i = 0; i < num; i++) {
		size_t there = tz_index_get(index, texts[i]);

		if (tz_index_put(index, texts[i], there == TZ_INDEX_NONE ? 1 : there + 1, err) < 0)
			return -1;
	}
	return 0;
}

static void free_texts(char **texts, size_t num)
{
	for (size_t i = 0; texts && i < num; i++)
		free(texts[i]);
	free(texts);
}

static char **event_texts(const struct tz_ledger_item *item, struct taizhang_error *err)
{
	char **texts = calloc(item->num_events + 1, sizeof *texts);

	if (!texts)
		tz_error_nomem(err);
	for (size_t i = 0; texts && i < item->num_events; i++) {
		texts[i] = event_text(&item->events[i], err);
		if (!texts[i]) {
			free_texts(texts, item->num_events);
			return NULL;
		}
	}
	return texts;
}

int tz_diff_events(struct tz_diff_run *run, size_t place, const struct tz_target *before,
			  const struct tz_target *after, struct taizhang_error *err)
{
	const struct tz_ledger_item *a = tz_ledger_item(run->before, before->item), *b = tz_ledger_item(run->after, after->item);
	struct taizhang_change change = tz_diff_at_item(run, place, 0, TAIZHANG_CHANGE_REMOVED, TAIZHANG_SUBJECT_EVENT);
	struct tz_index of_a = TZ_INDEX_INIT, of_b = TZ_INDEX_INIT;
	char **from = event_texts(a, err), **to = from ? event_texts(b, err) : NULL;
	int result = -1;

	if (!to || count_texts(&of_a, from, a->num_events, err) < 0 || count_texts(&of_b, to, b->num_events, err) < 0)
		goto out;
	result = tell_events(run, change, from, a->num_events, &of_b, before, err);
	change.type = TAIZHANG_CHANGE_ADDED;
	if (result == 0)
		result = tell_events(run, change, to, b->num_events, &of_a, after, err);
out:
	tz_index_free(&of_a);
	tz_index_free(&of_b);
	free_texts(from, a->num_events);
	free_texts(to, b->num_events);
	return result;
}
