/* SPDX-License-Identifier: MIT */
/* check_content.c: what holds for the content of any file: of an accepted format, as its name says, whole, open, and final. */
#include <stdio.h>
#include <string.h>

#include "base/path.h"
#include "check/check.h"
#include "inspect/inspect.h"
#include "ledger/media_type.h"

/* What the operation manual asks for of each kind, where the item itself states no formats. */
static bool suits_kind(const struct taizhang_facts *facts, enum taizhang_kind kind, enum taizhang_role role)
{
	enum taizhang_family family = taizhang_facts_family(facts);

	if (kind == TAIZHANG_KIND_NORMATIVE && role != TAIZHANG_ROLE_BODY)
		return family == TAIZHANG_FAMILY_IMAGE || family == TAIZHANG_FAMILY_PAGES;
	switch (kind) {
	case TAIZHANG_KIND_NORMATIVE:
		return family == TAIZHANG_FAMILY_IMAGE || family == TAIZHANG_FAMILY_PAGES ||
		       family == TAIZHANG_FAMILY_DOCUMENT || family == TAIZHANG_FAMILY_TEXT;
	case TAIZHANG_KIND_REPORT:
		return family == TAIZHANG_FAMILY_DOCUMENT && facts->format != TZ_FORMAT_HTML;
	case TAIZHANG_KIND_IMAGE:
		return facts->format == TZ_FORMAT_JPEG;
	case TAIZHANG_KIND_TABLE:
		return family == TAIZHANG_FAMILY_SHEET;
	default:
		return true;
	}
}

static const char *wanted_formats(enum taizhang_kind kind, enum taizhang_role role)
{
	if (kind == TAIZHANG_KIND_NORMATIVE)
		return role == TAIZHANG_ROLE_BODY ? "jpg tif png pdf ofd docx doc wps" : "jpg tif png pdf ofd";
	return kind == TAIZHANG_KIND_REPORT ? "docx doc wps eio" : kind == TAIZHANG_KIND_IMAGE ? "jpg" : "xlsx xls et csv";
}

/* A signed scan beside the document or table that it is of, is welcome: one file of an accepted format is enough. */
static bool has_suitable(const struct tz_check *c, const struct taizhang_record *record)
{
	enum taizhang_kind kind = taizhang_record_kind(record);

	if (kind != TAIZHANG_KIND_REPORT && kind != TAIZHANG_KIND_TABLE)
		return false;
	for (size_t i = 0; i < c->num_files; i++)
		if (c->files[i].record == record && c->files[i].facts && suits_kind(c->files[i].facts, kind, TAIZHANG_ROLE_BODY))
			return true;
	return false;
}

static bool has_stated(const struct taizhang_requirement *requirement, const struct taizhang_facts *facts, const char *path,
		       char *list, size_t size)
{
	bool by_name = false, by_content = false;
	size_t used = 0;

	for (size_t i = 0; i < taizhang_requirement_num_formats(requirement); i++) {
		const char *extension = taizhang_requirement_get_format(requirement, i);

		by_name = by_name || tz_path_has_extension(path, extension);
		by_content = by_content || tz_format_has_extension(facts->format, extension);
		if (used < size)
			used += (size_t)snprintf(list + used, size - used, "%s%s", i ? " " : "", extension);
	}
	/* What the name says already is told by file-format. */
	return by_content || !by_name;
}

static int check_format(struct tz_check *c, struct tz_check_batch *batch, const struct tz_survey_file *file,
			struct taizhang_error *err)
{
	enum taizhang_kind kind = taizhang_record_kind(file->record);
	enum taizhang_role role = taizhang_file_role(file->file);
	const struct taizhang_requirement *requirement = tz_check_requirement(c, kind);
	const char *path = taizhang_file_path(file->file);
	struct tz_place_found place = {.record = taizhang_record_ordinal(file->record), .file = path,
		.field = taizhang_facts_format(file->facts), .found = taizhang_facts_format(file->facts),
		.label = taizhang_list_label(TAIZHANG_LIST_KIND, kind, TAIZHANG_LANG_ZH)};
	char formats[256] = "";

	if (role == TAIZHANG_ROLE_ATTACHMENT || file->facts->format == TZ_FORMAT_UNKNOWN)
		return 0;
	if (role == TAIZHANG_ROLE_BODY && requirement && taizhang_requirement_num_formats(requirement)) {
		if (has_stated(requirement, file->facts, path, formats, sizeof formats))
			return 0;
		place.expected = formats;
		place.at_most = tz_check_basis(requirement);
		return tz_check_add(batch, TZ_F_CONTENT_FORMAT, &place, err);
	}
	/* What the name says already is told by file-type. */
	if (!tz_media_suits(path, kind) || suits_kind(file->facts, kind, role) || has_suitable(c, file->record))
		return 0;
	place.expected = wanted_formats(kind, role);
	place.at_most = TAIZHANG_WARNING;
	return tz_check_add(batch, TZ_F_CONTENT_FORMAT, &place, err);
}

/* Programs open what is of another format of the same family all the same; what is of another family opens by no double click. */
static int check_extension(struct tz_check_batch *batch, const struct tz_survey_file *file, const char *claimed,
			   struct taizhang_error *err)
{
	enum taizhang_family family = tz_format_family(tz_format_find(claimed));

	return tz_check_gather(batch, CONTENT_EXTENSION, err, .record = taizhang_record_ordinal(file->record),
			       .file = taizhang_file_path(file->file), .expected = claimed,
			       .field = taizhang_facts_format(file->facts), .found = taizhang_facts_format(file->facts),
			       .at_most = family == taizhang_facts_family(file->facts) ? TAIZHANG_WARNING : TAIZHANG_ERROR);
}

static int tell_file(struct tz_check_batch *batch, enum tz_finding_id id, const struct tz_survey_file *file, const char *found,
		     struct taizhang_error *err)
{
	const struct tz_place_found place = {.record = taizhang_record_ordinal(file->record),
		.file = taizhang_file_path(file->file), .found = found};

	return tz_check_add(batch, id, &place, err);
}

/* Whether nothing but its state can be told of it; *id says what that is, or is TZ_NUM_FINDING_IDS for nothing. */
static bool is_closed(const struct tz_survey_file *file, enum tz_finding_id *id)
{
	const char *extension = tz_path_extension(taizhang_file_path(file->file));

	*id = TZ_NUM_FINDING_IDS;
	switch (file->facts->state) {
	case TAIZHANG_FACTS_EMPTY:	/* told by file-empty */
		return true;
	case TAIZHANG_FACTS_UNREADABLE:
		*id = TZ_F_CONTENT_UNREADABLE;
		return true;
	case TAIZHANG_FACTS_ENCRYPTED:
		*id = TZ_F_CONTENT_ENCRYPTED;
		return true;
	case TAIZHANG_FACTS_DAMAGED:
		*id = TZ_F_CONTENT_DAMAGED;
		return false;
	default:
		break;
	}
	/* Bytes that are of no known format, under a name that claims one. */
	if (file->facts->format == TZ_FORMAT_UNKNOWN && tz_format_of_extension(extension) != TZ_FORMAT_UNKNOWN)
		*id = TZ_F_CONTENT_UNREADABLE;
	return *id != TZ_NUM_FINDING_IDS;
}

static const char *outside_link(const struct taizhang_facts *facts)
{
	size_t num;
	const struct taizhang_fact *link = tz_facts_all(facts, TZ_FACT_EXTERNAL_LINK, &num);

	for (size_t i = 0; i < num; i++)
		if (strcmp(link[i].place, "hyperlink") != 0)
			return link[i].value;
	return NULL;
}

static int check_leftovers(struct tz_check_batch *batch, const struct tz_survey_file *file, struct taizhang_error *err)
{
	static const struct {
		enum tz_fact_id id;
		const char *name, *label;
	} leftovers[] = {
		{TZ_FACT_TRACKED_CHANGES, "tracked-changes", "未处理的修订"},
		{TZ_FACT_COMMENTS, "comments", "批注"},
		{TZ_FACT_HIDDEN_TEXT, "hidden-text", "隐藏文字"},
		{TZ_FACT_HIDDEN_SHEET, "hidden-sheet", "隐藏的工作表"},
	};
	struct tz_check_missing found = {"", ""};

	for (size_t i = 0; i < sizeof leftovers / sizeof leftovers[0]; i++)
		tz_check_missing(&found,
				 leftovers[i].id == TZ_FACT_HIDDEN_SHEET ? tz_facts_has(file->facts, leftovers[i].id)
									 : tz_facts_number(file->facts, leftovers[i].id, 0) > 0,
				 leftovers[i].name, leftovers[i].label);
	if (!found.names[0])
		return 0;
	return tz_check_gather(batch, CONTENT_LEFTOVERS, err, .record = taizhang_record_ordinal(file->record),
			       .file = taizhang_file_path(file->file), .field = found.names, .label = found.labels,
			       .found = found.names);
}

static int check_inside(struct tz_check_batch *batch, const struct tz_survey_file *file, struct taizhang_error *err)
{
	const struct taizhang_facts *facts = file->facts;
	const char *link = outside_link(facts), *differs = tz_facts_value(facts, TZ_FACT_SIGNATURE_DIFFERS);

	if ((tz_facts_has(facts, TZ_FACT_MACROS) || tz_facts_has(facts, TZ_FACT_SCRIPT)) &&
	    tell_file(batch, TZ_F_CONTENT_MACROS, file, NULL, err) != 0)
		return -1;
	if (link && tell_file(batch, TZ_F_CONTENT_LINKS, file, link, err) != 0)
		return -1;
	if (differs && tell_file(batch, TZ_F_CONTENT_SIGNATURE, file, differs, err) != 0)
		return -1;
	return check_leftovers(batch, file, err);
}

static int check_file(struct tz_check *c, struct tz_check_batch *batch, const struct tz_survey_file *file,
		      struct taizhang_error *err)
{
	const char *claimed = tz_facts_value(file->facts, TZ_FACT_EXTENSION_DIFFERS);
	enum tz_finding_id id;
	bool closed = is_closed(file, &id);

	if (id != TZ_NUM_FINDING_IDS && tell_file(batch, id, file, tz_facts_value(file->facts, TZ_FACT_DAMAGE), err) != 0)
		return -1;
	/* A wrong name and a wrong format are mended together. */
	if (claimed ? check_extension(batch, file, claimed, err) != 0 : !closed && check_format(c, batch, file, err) != 0)
		return -1;
	return closed ? 0 : check_inside(batch, file, err);
}

int tz_check_content(struct tz_check *c, struct taizhang_error *err)
{
	struct tz_check_batch batch = {NULL, 0, 0};
	int result = 0;

	for (size_t i = 0; i < c->num_files && result == 0; i++)
		if (c->files[i].facts)
			result = check_file(c, &batch, &c->files[i], err);
	return tz_check_flush(c, &batch, result, err);
}
