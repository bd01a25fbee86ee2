/* SPDX-License-Identifier: MIT */
/* batch.c: gathers findings of one cause in an item: fifty pictures without a caption are one line. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/path.h"
#include "base/text.h"
#include "check/check.h"

static bool is_same(const char *a, const char *b)
{
	return strcmp(a ? a : "", b ? b : "") == 0;
}

/* Causes are few: as many as there are ways for the records of one item to be wrong. */
static struct tz_check_cause *find_cause(struct tz_check_batch *batch, enum tz_finding_id id,
					 const struct tz_place_found *place,
					 struct taizhang_error *err)
{
	struct tz_check_cause *cause;

	for (size_t i = 0; i < batch->num; i++) {
		cause = &batch->causes[i];
		if (cause->id == id && cause->at_most == place->at_most &&
		    is_same(cause->field, place->field) &&
		    is_same(cause->expected, place->expected))
			return cause;
	}
	if (tz_array_grow(&batch->causes, batch->num, &batch->capacity, sizeof *batch->causes,
			  err) != 0)
		return NULL;
	cause = &batch->causes[batch->num];
	*cause = (struct tz_check_cause){.id = id, .at_most = place->at_most};
	batch->num++;	/* whatever happens now, it is freed with the batch */
	if (tz_set_string(&cause->field, place->field, err) != 0 ||
	    tz_set_string(&cause->label, place->label, err) != 0 ||
	    tz_set_string(&cause->expected, place->expected, err) != 0)
		return NULL;
	return cause;
}

int tz_check_add(struct tz_check_batch *batch, enum tz_finding_id id,
		 const struct tz_place_found *place, struct taizhang_error *err)
{
	struct tz_check_cause *cause = find_cause(batch, id, place, err);
	struct tz_check_entry *entry;

	if (!cause || tz_array_grow(&cause->entries, cause->num, &cause->capacity,
				    sizeof *cause->entries, err) != 0)
		return -1;
	entry = &cause->entries[cause->num];
	*entry = (struct tz_check_entry){place->record, place->line, place->file, NULL};
	if (tz_set_string(&entry->found, place->found, err) != 0)
		return -1;
	cause->num++;
	return 0;
}

void tz_check_name(struct tz_check_names *names, const char *name)
{
	size_t size = strlen(names->text), room = sizeof names->text - size;

	if (names->num++ > TZ_CHECK_FEW)
		return;
	if (names->num > TZ_CHECK_FEW || strlen(name) + sizeof "、…" > room)
		snprintf(names->text + size, room, "…");
	else
		snprintf(names->text + size, room, "%s%s", names->num > 1 ? "、" : "", name);
}

/* The first of a cause's entries: files by name, records by ordinal. */
static void name_entries(struct tz_check_names *names, const struct tz_check_cause *cause)
{
	char ordinal[16];

	for (size_t i = 0; i < cause->num; i++) {
		snprintf(ordinal, sizeof ordinal, "%u", cause->entries[i].record);
		tz_check_name(names, cause->entries[i].file ? tz_path_base(cause->entries[i].file)
							    : ordinal);
	}
}

static int tell(struct tz_check *c, const struct tz_check_cause *cause, struct taizhang_error *err)
{
	struct tz_place_found place = {.item = c->code, .unit = c->unit, .field = cause->field,
		.label = cause->label, .expected = cause->expected, .at_most = cause->at_most};
	struct tz_check_names names = {"", 0};

	if (cause->num > TZ_CHECK_FEW) {
		name_entries(&names, cause);
		place.found = names.text;
		place.count = (int64_t)cause->num;
		return tz_findings_add(c->findings, cause->id, &place, err);
	}
	for (size_t i = 0; i < cause->num; i++) {
		place.record = cause->entries[i].record;
		place.file = cause->entries[i].file;
		place.line = cause->entries[i].line;
		place.found = cause->entries[i].found;
		if (tz_findings_add(c->findings, cause->id, &place, err) != 0)
			return -1;
	}
	return 0;
}

int tz_check_flush(struct tz_check *c, struct tz_check_batch *batch, int result,
		   struct taizhang_error *err)
{
	for (size_t i = 0; i < batch->num; i++) {
		struct tz_check_cause *cause = &batch->causes[i];

		if (result == 0)
			result = tell(c, cause, err);
		for (size_t k = 0; k < cause->num; k++)
			free(cause->entries[k].found);
		free(cause->entries);
		free(cause->field);
		free(cause->label);
		free(cause->expected);
	}
	free(batch->causes);
	*batch = (struct tz_check_batch){NULL, 0, 0};
	return result;
}

void tz_check_missing(struct tz_check_missing *missing, bool is_missing, const char *name,
		      const char *label)
{
	size_t names = strlen(missing->names), labels = strlen(missing->labels);

	if (!is_missing)
		return;
	snprintf(missing->names + names, sizeof missing->names - names, "%s%s", names ? " " : "",
		 name);
	snprintf(missing->labels + labels, sizeof missing->labels - labels, "%s%s",
		 labels ? "、" : "", label);
}

int tz_check_add_missing(struct tz_check_batch *batch, const struct tz_check_missing *missing,
			 unsigned int record, struct taizhang_error *err)
{
	if (!missing->names[0])
		return 0;
	return tz_check_gather(batch, FIELD_MISSING, err, .record = record, .field = missing->names,
			      .label = missing->labels);
}
