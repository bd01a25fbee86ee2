/* SPDX-License-Identifier: MIT */
/* event.c: 审核记录: who did what to an item, when, with what outcome. */
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/array.h"
#include "base/error.h"
#include "base/text.h"
#include "ledger/ledger.h"

void tz_event_clear(struct taizhang_event *event)
{
	free(event->who);
	free(event->action);
	free(event->outcome);
	free(event->note);
	tz_extensions_free(&event->extensions);
	memset(event, 0, sizeof *event);
}

TAIZHANG_API size_t taizhang_ledger_num_events(const struct taizhang_ledger *ledger,
					       const struct taizhang_node *item)
{
	const struct tz_ledger_item *held = tz_ledger_item(ledger, item);

	return held ? held->num_events : 0;
}

TAIZHANG_API const struct taizhang_event *
taizhang_ledger_get_event(const struct taizhang_ledger *ledger, const struct taizhang_node *item,
			  size_t index)
{
	const struct tz_ledger_item *held = tz_ledger_item(ledger, item);

	return held && index < held->num_events ? &held->events[index] : NULL;
}

int tz_ledger_append_event(struct taizhang_ledger *ledger, const struct taizhang_node *item, int64_t time,
			   const char *who, const char *action, const char *outcome, const char *note,
			   struct taizhang_error *err)
{
	struct tz_ledger_item *held = tz_ledger_item(ledger, item);
	struct taizhang_event event = {.time = time};

	if (!held)
		return tz_error_inval(err, ledger ? "item" : "ledger");
	if (tz_text_is_blank(who) || tz_text_is_blank(action))
		return tz_error_inval(err, tz_text_is_blank(who) ? "who" : "action");
	if (tz_ledger_set_text(&event.who, who, "who", err) < 0 ||
	    tz_ledger_set_text(&event.action, action, "action", err) < 0 ||
	    tz_ledger_set_text(&event.outcome, outcome, "outcome", err) < 0 ||
	    tz_ledger_set_text(&event.note, note, "note", err) < 0 ||
	    tz_array_grow(&held->events, held->num_events, &held->events_capacity,
			  sizeof *held->events, err) < 0) {
		tz_event_clear(&event);
		return -1;
	}
	held->events[held->num_events++] = event;
	return 0;
}

/* Oldest first; events of one second stay in the order in which they were added. */
TAIZHANG_API int taizhang_ledger_add_event(struct taizhang_ledger *ledger,
					   const struct taizhang_node *item, int64_t time,
					   const char *who, const char *action, const char *outcome,
					   const char *note, struct taizhang_error *err)
{
	struct tz_ledger_item *held = tz_ledger_item(ledger, item);
	struct taizhang_event event;
	size_t place;

	if (tz_ledger_append_event(ledger, item, time, who, action, outcome, note, err) < 0)
		return -1;
	place = held->num_events - 1;
	event = held->events[place];
	for (; place > 0 && held->events[place - 1].time > time; place--)
		held->events[place] = held->events[place - 1];
	held->events[place] = event;
	return 0;
}

struct dated {
	int64_t time;
	size_t place;
};

static int compare_dates(const void *a, const void *b)
{
	const struct dated *one = a, *other = b;

	if (one->time != other->time)
		return one->time < other->time ? -1 : 1;
	return one->place < other->place ? -1 : 1;
}

static bool is_sorted(const struct tz_ledger_item *item)
{
	for (size_t i = 1; i < item->num_events; i++)
		if (item->events[i - 1].time > item->events[i].time)
			return false;
	return true;
}

int tz_item_sort_events(struct tz_ledger_item *item, struct taizhang_error *err)
{
	struct taizhang_event *sorted;
	struct dated *order;

	if (is_sorted(item))
		return 0;
	order = calloc(item->num_events, sizeof *order);
	sorted = calloc(item->num_events, sizeof *sorted);
	if (!order || !sorted) {
		free(order);
		free(sorted);
		return tz_error_nomem(err);
	}
	for (size_t i = 0; i < item->num_events; i++)
		order[i] = (struct dated){item->events[i].time, i};
	qsort(order, item->num_events, sizeof *order, compare_dates);
	for (size_t i = 0; i < item->num_events; i++)
		sorted[i] = item->events[order[i].place];
	free(order);
	free(item->events);
	item->events = sorted;
	item->events_capacity = item->num_events;
	return 0;
}

TAIZHANG_API int64_t taizhang_event_time(const struct taizhang_event *event)
{
	return event ? event->time : 0;
}

TAIZHANG_API const char *taizhang_event_who(const struct taizhang_event *event)
{
	return event ? event->who : "";
}

TAIZHANG_API const char *taizhang_event_action(const struct taizhang_event *event)
{
	return event ? event->action : "";
}

TAIZHANG_API const char *taizhang_event_outcome(const struct taizhang_event *event)
{
	return event && event->outcome ? event->outcome : "";
}

TAIZHANG_API const char *taizhang_event_note(const struct taizhang_event *event)
{
	return event && event->note ? event->note : "";
}
