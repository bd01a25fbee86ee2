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

TAIZHANG_API int taizhang_ledger_add_event(struct taizhang_ledger *ledger,
					   const struct taizhang_node *item, int64_t time,
					   const char *who, const char *action, const char *outcome,
					   const char *note, struct taizhang_error *err)
{
	struct tz_ledger_item *held = tz_ledger_item(ledger, item);
	struct taizhang_event event = {.time = time};
	size_t place;

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
	/* Oldest first; events of one second stay in the order in which they were added. */
	for (place = held->num_events; place > 0 && held->events[place - 1].time > time; place--)
		held->events[place] = held->events[place - 1];
	held->events[place] = event;
	held->num_events++;
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
