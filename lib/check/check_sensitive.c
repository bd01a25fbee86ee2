/* SPDX-License-Identifier: MIT */
/* check_sensitive.c: what must not travel: classified and internal material, numbers of persons, private data in pictures. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/path.h"
#include "check/check.h"
#include "check/sensitive.h"
#include "ledger/field.h"

static const struct {
	enum tz_finding_id in_file, entered;
	const char *name, *label;
} sorts[TZ_NUM_SENSITIVE] = {
	[TZ_SENSITIVE_CLASSIFIED] = {TZ_F_CLASSIFIED_MARK, TZ_F_ENTERED_CLASSIFIED, NULL, NULL},
	[TZ_SENSITIVE_INTERNAL] = {TZ_F_INTERNAL_MARK, TZ_F_INTERNAL_MARK, NULL, NULL},
	[TZ_SENSITIVE_IDENTITY] = {TZ_F_PERSONAL_DATA, TZ_F_ENTERED_PERSONAL_DATA, "identity-number", "身份证号"},
	[TZ_SENSITIVE_MOBILE] = {TZ_F_PERSONAL_DATA, TZ_F_ENTERED_PERSONAL_DATA, "mobile-number", "手机号"},
	[TZ_SENSITIVE_CARD] = {TZ_F_PERSONAL_DATA, TZ_F_ENTERED_PERSONAL_DATA, "bank-card", "银行卡号"},
};

/* What was found in one file or field, sort by sort. */
struct hits {
	struct {
		size_t num, line;	/* the line of the first; 0 in a cell */
		struct tz_check_names names;
	} of[TZ_NUM_SENSITIVE];
	const char *place;		/* a cell's, "" in what has no lines, or NULL */
};

static int take(void *context, const struct tz_sensitive *found, struct taizhang_error *err)
{
	struct hits *hits = context;
	char name[1200];

	(void)err;
	snprintf(name, sizeof name, "%s%s%s", hits->place ? hits->place : "", hits->place && *hits->place ? " " : "", found->text);
	if (!hits->of[found->sort].num++)
		hits->of[found->sort].line = hits->place ? 0 : found->line;
	tz_check_name(&hits->of[found->sort].names, name);
	return 0;
}

static int scan_cells(const struct taizhang_facts *facts, struct hits *hits, struct taizhang_error *err)
{
	char place[1100];

	for (size_t i = 0; i < facts->num_cells; i++) {
		const struct tz_facts_cell *cell = &facts->cells[i];

		tz_facts_cell_place(facts, cell, place, sizeof place);
		hits->place = place;
		if (tz_sensitive_scan(cell->text, strlen(cell->text), TZ_SENSITIVE_CELL, take, hits, err) != 0)
			return -1;
	}
	hits->place = NULL;
	return 0;
}

/* The name first: it is seen without opening the file. */
static int scan_file(const struct tz_survey_file *file, struct hits *hits, struct taizhang_error *err)
{
	const char *base = tz_path_base(taizhang_file_path(file->file)), *text;
	const char *extension = tz_path_extension(base);
	size_t stem = *extension ? (size_t)(extension - base) - 1 : strlen(base), size;

	hits->place = "";
	if (tz_sensitive_scan(base, stem, TZ_SENSITIVE_NAME, take, hits, err) != 0)
		return -1;
	hits->place = NULL;
	if (!file->facts)
		return 0;
	/* The text of a workbook is its cells once more. */
	if (file->facts->num_cells)
		return scan_cells(file->facts, hits, err);
	text = taizhang_facts_text(file->facts, &size);
	return tz_sensitive_scan(text, size, TZ_SENSITIVE_LINES, take, hits, err);
}

static int check_file(struct tz_check_batch *batch, const struct tz_survey_file *file, struct taizhang_error *err)
{
	struct hits hits = {.place = NULL};

	if (scan_file(file, &hits, err) != 0)
		return -1;
	for (size_t i = 0; i < TZ_NUM_SENSITIVE; i++) {
		const struct tz_place_found place = {.record = taizhang_record_ordinal(file->record),
			.file = taizhang_file_path(file->file), .line = (int64_t)hits.of[i].line, .field = sorts[i].name,
			.label = sorts[i].label, .found = hits.of[i].names.text};

		if (hits.of[i].num && tz_check_add(batch, sorts[i].in_file, &place, err) != 0)
			return -1;
	}
	return 0;
}

static int tell_entered(struct tz_check *c, const struct tz_field *field, unsigned int record, const struct hits *hits,
			struct taizhang_error *err)
{
	char label[64];

	snprintf(label, sizeof label, "%.*s", (int)tz_field_label_size(field), tz_field_label(field));
	for (size_t i = 0; i < TZ_NUM_SENSITIVE; i++) {
		const struct tz_place_found place = {.item = c->item ? c->code : NULL, .unit = c->item ? c->unit : NULL,
			.record = record, .field = tz_field_name(field), .label = label, .found = hits->of[i].names.text};

		if (hits->of[i].num && tz_findings_add(c->findings, sorts[i].entered, &place, err) != 0)
			return -1;
	}
	return 0;
}

/* What people entered by hand; choices, numbers and dates can hold nothing of the kind. */
static int check_fields(struct tz_check *c, const struct tz_target *target, unsigned int record, struct taizhang_error *err)
{
	char buf[TZ_FIELD_TEXT];

	for (const struct tz_field *field = tz_field_next(target, NULL); field; field = tz_field_next(target, field)) {
		struct hits hits = {.place = ""};
		const char *text;

		if (tz_field_type(field) != TZ_FIELD_TYPE_TEXT && tz_field_type(field) != TZ_FIELD_TYPE_WANTED)
			continue;
		/* It is there to be called. */
		if (target->type == TZ_TARGET_LEDGER && strcmp(tz_field_name(field), "contact") == 0)
			continue;
		text = tz_field_text(field, target, buf);
		if (tz_sensitive_scan(text, strlen(text), TZ_SENSITIVE_NAME, take, &hits, err) != 0 ||
		    tell_entered(c, field, record, &hits, err) != 0)
			return -1;
	}
	return 0;
}

/* Fields are only read here; their table serves those who set them too. */
static struct tz_target target_of(const struct tz_check *c, enum tz_target_type type, const struct taizhang_record *record)
{
	return (struct tz_target){type, (struct taizhang_ledger *)(uintptr_t)c->ledger, c->item,
				  (struct taizhang_record *)(uintptr_t)record, 0};
}

int tz_check_sensitive_ledger(struct tz_check *c, struct taizhang_error *err)
{
	const struct tz_target target = target_of(c, TZ_TARGET_LEDGER, NULL);

	return c->survey ? check_fields(c, &target, 0, err) : 0;
}

static void count_private(struct tz_check *c, const struct tz_survey_file *file)
{
	bool gps = tz_facts_has(file->facts, TZ_FACT_GPS), owner = tz_facts_has(file->facts, TZ_FACT_OWNER);

	if (!gps && !owner)
		return;
	c->private_gps = c->private_gps || gps;
	c->private_owner = c->private_owner || owner;
	tz_check_name(&c->privates, tz_path_base(taizhang_file_path(file->file)));
}

int tz_check_sensitive(struct tz_check *c, struct taizhang_error *err)
{
	const struct tz_target item = target_of(c, TZ_TARGET_ITEM, NULL);
	struct tz_check_batch batch = {NULL, 0, 0};
	int result = 0;

	if (!c->survey)
		return 0;
	for (size_t i = 0; i < c->num_files && result == 0; i++) {
		result = check_file(&batch, &c->files[i], err);
		if (c->files[i].facts)
			count_private(c, &c->files[i]);
	}
	if (tz_check_flush(c, &batch, result, err) != 0 || check_fields(c, &item, 0, err) != 0)
		return -1;
	for (size_t i = 0; i < c->num_records; i++) {
		const struct tz_target record = target_of(c, TZ_TARGET_RECORD, tz_check_record(c, i));

		if (check_fields(c, &record, taizhang_record_ordinal(record.record), err) != 0)
			return -1;
	}
	return 0;
}

int tz_check_tell_private(struct tz_check *c, struct taizhang_error *err)
{
	struct tz_check_missing found = {"", ""};

	if (!c->privates.num)
		return 0;
	tz_check_missing(&found, c->private_gps, "gps", "拍摄坐标");
	tz_check_missing(&found, c->private_owner, "owner", "拍摄者或机身编号");
	return tz_find(c->findings, IMAGE_PRIVATE, err, .count = (int64_t)c->privates.num, .found = c->privates.text,
		       .field = found.names, .label = found.labels);
}
