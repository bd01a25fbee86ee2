/* SPDX-License-Identifier: MIT */
/* describe_ledger.c: the JSON of a ledger, its records, its status and of findings. */
#include "render/describe.h"

#include "base/date.h"
#include "render/extracted.h"
#include "render/field.h"

#define TEXT_SIZE 8192

static void date_if(struct tz_json *j, const char *key, struct taizhang_date date)
{
	char text[TAIZHANG_DATE_SIZE];

	tz_json_text_if(j, key, taizhang_date_format(&date, text));
}

void tz_describe_ledger(struct tz_json *j, const char *key, const struct taizhang_ledger *ledger,
			enum taizhang_lang lang)
{
	static const char *const scopes[] = {"", "all", "unit", "items"};
	char time[TZ_TIME_SIZE];

	tz_json_begin_object(j, key);
	tz_json_text(j, "city", taizhang_ledger_city(ledger));
	tz_json_integer(j, "year", taizhang_ledger_year(ledger));
	tz_json_text_if(j, "unit", taizhang_ledger_unit(ledger));
	tz_json_text_if(j, "contact", taizhang_ledger_contact(ledger));
	tz_json_text(j, "scope", scopes[taizhang_ledger_scope(ledger) % 4]);
	tz_json_integer(j, "items", (int64_t)taizhang_ledger_num_items(ledger));
	date_if(j, "from", taizhang_ledger_from(ledger));
	date_if(j, "to", taizhang_ledger_to(ledger));
	tz_json_text_if(j, "bounds", taizhang_ledger_bounds(ledger));
	tz_json_integer(j, "revision", taizhang_ledger_revision(ledger));
	tz_json_text_if(j, "supersedes", taizhang_ledger_supersedes(ledger));
	tz_json_text(j, "changed", tz_time_format(taizhang_ledger_changed(ledger), time));
	tz_describe_catalog(j, "catalog", taizhang_ledger_catalog(ledger), lang);
	tz_json_end(j);
}

static void describe_field(struct tz_json *j, const struct tz_field *field)
{
	switch (field->type) {
	case TZ_FIELD_TEXT:
		tz_json_text_if(j, field->name, field->text);
		break;
	case TZ_FIELD_NUMBER:
		if (field->number >= 0)
			tz_json_integer(j, field->name, field->number);
		break;
	case TZ_FIELD_ANSWER:
		if (field->number != TAIZHANG_UNKNOWN)
			tz_json_boolean(j, field->name, field->number == TAIZHANG_YES);
		break;
	}
}

static void describe_file(struct tz_json *j, const struct taizhang_file *file)
{
	char time[TZ_TIME_SIZE], hex[TAIZHANG_DIGEST_HEX_SIZE];

	tz_json_begin_object(j, NULL);
	tz_json_text(j, "path", taizhang_file_path(file));
	tz_json_boolean(j, "path_is_proposed", taizhang_file_raw_path(file) != NULL);
	tz_json_text(j, "role", taizhang_list_name(TAIZHANG_LIST_ROLE, taizhang_file_role(file)));
	tz_json_integer(j, "size", (int64_t)taizhang_file_size(file));
	tz_json_text(j, "modified", tz_time_format(taizhang_file_mtime(file), time));
	tz_json_text(j, "sha256", taizhang_file_digest(file, hex));
	tz_json_text(j, "media_type", taizhang_file_media_type(file));
	tz_json_boolean(j, "missing", taizhang_file_is_missing(file));
	tz_json_end(j);
}

void tz_describe_record(struct tz_json *j, const char *key, const struct taizhang_record *record)
{
	struct tz_field fields[TZ_NUM_FIELDS_MAX];
	size_t num = tz_render_record_fields(record, fields);

	tz_json_begin_object(j, key);
	tz_json_integer(j, "ordinal", taizhang_record_ordinal(record));
	tz_json_text(j, "kind", taizhang_list_name(TAIZHANG_LIST_KIND, taizhang_record_kind(record)));
	tz_json_text(j, "title", taizhang_record_title(record));
	tz_json_begin_object(j, "fields");
	for (size_t i = 0; i < num; i++)
		describe_field(j, &fields[i]);
	tz_json_end(j);
	tz_extracted_describe_record(j, record);
	tz_json_begin_array(j, "files");
	for (size_t i = 0; i < taizhang_record_num_files(record); i++)
		describe_file(j, taizhang_record_get_file(record, i));
	tz_json_end(j);
	tz_json_end(j);
}

void tz_describe_assignment(struct tz_json *j, const char *key, const struct taizhang_ledger *ledger,
			    const struct taizhang_node *item)
{
	unsigned int review = taizhang_assignment_review(ledger, item);

	tz_json_begin_object(j, key);
	tz_json_text_if(j, "lead", taizhang_assignment_lead(ledger, item));
	tz_json_text_if(j, "co", taizhang_assignment_co(ledger, item));
	tz_json_text_if(j, "owner", taizhang_assignment_owner(ledger, item));
	date_if(j, "deadline", taizhang_assignment_deadline(ledger, item));
	if (review)
		tz_json_integer(j, "review", review);
	tz_json_end(j);
}

void tz_describe_status_row(struct tz_json *j, const char *key, const struct taizhang_status_row *row)
{
	tz_json_begin_object(j, key);
	tz_json_text_if(j, "key", row->key);
	tz_json_integer(j, "items", (int64_t)row->items);
	tz_json_integer(j, "complete", (int64_t)row->complete);
	tz_json_integer(j, "incomplete", (int64_t)row->incomplete);
	tz_json_integer(j, "empty", (int64_t)row->empty);
	tz_json_integer(j, "overdue", (int64_t)row->overdue);
	tz_json_integer(j, "records", (int64_t)row->records);
	tz_json_integer(j, "files", (int64_t)row->files);
	tz_json_integer(j, "bytes", (int64_t)row->bytes);
	tz_json_integer(j, "errors", (int64_t)row->errors);
	tz_json_integer(j, "warnings", (int64_t)row->warnings);
	tz_json_integer(j, "notes", (int64_t)row->notes);
	tz_json_end(j);
}

static void describe_finding(struct tz_json *j, const struct taizhang_finding *finding,
			     enum taizhang_lang lang)
{
	char text[TEXT_SIZE];

	tz_json_begin_object(j, NULL);
	tz_json_text(j, "id", taizhang_finding_id(finding));
	tz_json_text(j, "severity", taizhang_severity_name(taizhang_finding_severity(finding)));
	tz_json_text(j, "aspect", taizhang_aspect_name(taizhang_finding_aspect(finding)));
	tz_json_text_if(j, "item", taizhang_finding_item(finding));
	if (taizhang_finding_record(finding))
		tz_json_integer(j, "record", taizhang_finding_record(finding));
	tz_json_text_if(j, "file", taizhang_finding_file(finding));
	if (taizhang_finding_line(finding))
		tz_json_integer(j, "line", taizhang_finding_line(finding));
	tz_json_text_if(j, "field", taizhang_finding_field(finding));
	tz_json_text_if(j, "expected", taizhang_finding_expected(finding));
	tz_json_text_if(j, "found", taizhang_finding_found(finding));
	tz_json_text_if(j, "unit", taizhang_finding_unit(finding));
	taizhang_finding_text(finding, lang, text, sizeof text);
	tz_json_text(j, "text", text);
	taizhang_finding_remedy(finding, lang, text, sizeof text);
	tz_json_text(j, "remedy", text);
	tz_json_end(j);
}

static void describe_counts(struct tz_json *j, const struct taizhang_findings *findings, size_t shown)
{
	tz_json_begin_object(j, "counts");
	tz_json_integer(j, "errors", (int64_t)taizhang_findings_count(findings, TAIZHANG_ERROR));
	tz_json_integer(j, "warnings", (int64_t)taizhang_findings_count(findings, TAIZHANG_WARNING));
	tz_json_integer(j, "notes", (int64_t)taizhang_findings_count(findings, TAIZHANG_NOTE));
	tz_json_integer(j, "shown", (int64_t)shown);
	tz_json_end(j);
}

void tz_describe_findings(struct tz_json *j, const struct taizhang_findings *findings,
			  const struct taizhang_finding_filter *filter, enum taizhang_lang lang)
{
	size_t shown = 0;

	tz_json_begin_array(j, "findings");
	for (size_t i = 0; i < taizhang_findings_num(findings); i++) {
		const struct taizhang_finding *finding = taizhang_findings_get(findings, i);

		if (!taizhang_finding_matches(finding, filter))
			continue;
		describe_finding(j, finding, lang);
		shown++;
	}
	tz_json_end(j);
	describe_counts(j, findings, shown);
}
