/* SPDX-License-Identifier: MIT */
/* page.c: the offline page of a package: what stands at each place of data/page/index.html. */
#include "render/page.h"

#include <stdlib.h>

#include "base/date.h"
#include "base/embedded.h"
#include "base/error.h"
#include "base/path.h"
#include "render/field.h"
#include "render/heading.h"
#include "render/label.h"
#include "render/layout.h"
#include "render/node.h"
#include "render/page_share.h"
#include "render/template.h"

#define ZH TAIZHANG_LANG_ZH
#define EN TAIZHANG_LANG_EN

/* Where the filling stands: the places speak of what is current. */
struct page {
	struct tz_template template_;
	const struct taizhang_ledger *ledger;
	const struct taizhang_catalog *catalog;
	const struct tz_page_info *info;
	tz_page_find find;
	void *find_context;
	const struct taizhang_node *project, *item;
	size_t item_index;			/* of the first item of project in scope */
	const struct taizhang_requirement *requirement;
	const struct taizhang_record *record;
	const struct taizhang_file *file;
	const struct tz_page_file *packed;	/* NULL: missing */
	enum tz_label label;
	const char *value;
};

static void fill(struct page *page, const char *block, struct tz_buffer *out);

/* Places of plain text. */
#define TEXT_PLACE(function, expression) \
	static void function(void *context, struct tz_buffer *out) \
	{ \
		const struct page *page = context; \
		tz_template_text(out, (expression)); \
	}
#define LABEL_OF(list, value, lang) taizhang_list_label(TAIZHANG_LIST_##list, (value), (lang))

TEXT_PLACE(city, taizhang_ledger_city(page->ledger))
TEXT_PLACE(year, TZ_COUNT(taizhang_ledger_year(page->ledger)))
TEXT_PLACE(unit, taizhang_ledger_unit(page->ledger))
TEXT_PLACE(producer, page->info->producer)
TEXT_PLACE(root, page->info->root)
TEXT_PLACE(errors, TZ_COUNT(page->info->errors))
TEXT_PLACE(warnings, TZ_COUNT(page->info->warnings))
TEXT_PLACE(caveat_zh, taizhang_catalog_caveat(page->catalog, ZH))
TEXT_PLACE(caveat_en, taizhang_catalog_caveat(page->catalog, EN))
TEXT_PLACE(label_zh, tz_label(page->label, ZH))
TEXT_PLACE(label_en, tz_label(page->label, EN))
TEXT_PLACE(value, page->value)
TEXT_PLACE(project_id, taizhang_node_path_code(page->project))
TEXT_PLACE(project_code, taizhang_node_code(page->project))
TEXT_PLACE(project_title, taizhang_node_title(page->project, ZH))
TEXT_PLACE(project_title_en, taizhang_node_title(page->project, EN))
TEXT_PLACE(item_id, taizhang_node_path_code(page->item))
TEXT_PLACE(item_code, taizhang_node_code(page->item))
TEXT_PLACE(item_title, taizhang_node_title(page->item, ZH))
TEXT_PLACE(item_title_en, taizhang_node_title(page->item, EN))
TEXT_PLACE(record_ordinal, TZ_COUNT(taizhang_record_ordinal(page->record)))
TEXT_PLACE(record_title, *taizhang_record_title(page->record) ? taizhang_record_title(page->record)
							      : tz_label(TZ_L_UNTITLED, ZH))
TEXT_PLACE(record_kind, LABEL_OF(KIND, taizhang_record_kind(page->record), ZH))
TEXT_PLACE(record_kind_en, LABEL_OF(KIND, taizhang_record_kind(page->record), EN))
TEXT_PLACE(file_name, tz_path_base(taizhang_file_path(page->file)))
TEXT_PLACE(file_role, LABEL_OF(ROLE, taizhang_file_role(page->file), ZH))
TEXT_PLACE(file_role_en, LABEL_OF(ROLE, taizhang_file_role(page->file), EN))

static void write_digest(const struct page *page, struct tz_buffer *out)
{
	char hex[TAIZHANG_DIGEST_HEX_SIZE];

	tz_buffer_text_add(out, taizhang_file_digest(page->file, hex));
}

/* Places that other files of this layer fill. */
#define MARKUP_PLACE(function, call) \
	static void function(void *context, struct tz_buffer *out) \
	{ \
		const struct page *page = context; \
		call; \
	}

MARKUP_PLACE(elsewhere_zh, tz_page_elsewhere(out, page->packed->part, ZH))
MARKUP_PLACE(elsewhere_en, tz_page_elsewhere(out, page->packed->part, EN))
MARKUP_PLACE(share_zh, tz_page_share(out, page->info, ZH))
MARKUP_PLACE(share_en, tz_page_share(out, page->info, EN))
MARKUP_PLACE(file_url, tz_template_url(out, page->packed->path))
MARKUP_PLACE(file_digest, write_digest(page, out))
MARKUP_PLACE(file_size, tz_layout_bytes(out, taizhang_file_size(page->file)))

/* What this package is, beside a whole one. */
static void share_note(void *context, struct tz_buffer *out)
{
	struct page *page = context;

	if (page->info->parts || page->info->base)
		fill(page, "share", out);
}

static void page_time(void *context, struct tz_buffer *out)
{
	const struct page *page = context;
	char time[TZ_TIME_SIZE];

	tz_template_text(out, tz_time_format(page->info->time, time));
}

static void unit_heading(void *context, struct tz_buffer *out)
{
	const struct page *page = context;

	if (*taizhang_ledger_unit(page->ledger)) {
		tz_buffer_text_add(out, " · ");
		tz_template_text(out, taizhang_ledger_unit(page->ledger));
	}
}

static void requirement_text(void *context, struct tz_buffer *out)
{
	const struct page *page = context;
	struct tz_buffer text = TZ_BUFFER_INIT;

	tz_requirement_write(&text, page->requirement, ZH);
	tz_template_text(out, tz_buffer_text(&text));
	out->failed = out->failed ? out->failed : text.failed;
	tz_buffer_free(&text);
}

/* A row of a description list; an empty value gives none. */
static void add_field(struct page *page, enum tz_label label, const char *text,
		      struct tz_buffer *out)
{
	if (!text || !*text)
		return;
	page->label = label;
	page->value = text;
	fill(page, "field", out);
}

static void ledger_fields(void *context, struct tz_buffer *out)
{
	static const enum tz_label scopes[] = {TZ_L_SCOPE_ALL, TZ_L_SCOPE_ALL, TZ_L_SCOPE_UNIT,
					       TZ_L_SCOPE_ITEMS};
	struct page *page = context;
	const struct taizhang_ledger *ledger = page->ledger;
	char window[TZ_WINDOW_SIZE];
	struct tz_buffer scope = TZ_BUFFER_INIT;

	add_field(page, TZ_L_UNIT, taizhang_ledger_unit(ledger), out);
	tz_buffer_printf(&scope, "%s · ", tz_label(scopes[taizhang_ledger_scope(ledger) % 4], ZH));
	tz_label_fill(&scope, NODE_ITEMS, ZH, {"items", TZ_COUNT(taizhang_ledger_num_items(ledger))});
	add_field(page, TZ_L_SCOPE, tz_buffer_text(&scope), out);
	out->failed = out->failed ? out->failed : scope.failed;
	tz_buffer_free(&scope);
	add_field(page, TZ_L_CATALOG, taizhang_catalog_title(page->catalog, ZH), out);
	tz_window_text(taizhang_ledger_from(ledger), taizhang_ledger_to(ledger), window);
	add_field(page, TZ_L_LEDGER_WINDOW, window, out);
	add_field(page, TZ_L_REVISION, TZ_COUNT(taizhang_ledger_revision(ledger)), out);
	add_field(page, TZ_L_CONTACT, taizhang_ledger_contact(ledger), out);
}

static void incomplete(void *context, struct tz_buffer *out)
{
	struct page *page = context;

	if (page->info->incomplete)
		fill(page, "incomplete", out);
}

static void caveat(void *context, struct tz_buffer *out)
{
	struct page *page = context;

	if (*taizhang_catalog_caveat(page->catalog, ZH))
		fill(page, "caveat", out);
}

/* Fills a block for each project with items in scope, in the order of the catalogue. */
static void each_project(struct page *page, const char *block, struct tz_buffer *out)
{
	const struct taizhang_node *item, *project;

	page->project = NULL;
	for (size_t i = 0; (item = taizhang_ledger_get_item(page->ledger, i)); i++) {
		project = taizhang_node_ancestor(item, TAIZHANG_LEVEL_PROJECT);
		if (project == page->project)
			continue;
		page->project = project;
		page->item_index = i;
		fill(page, block, out);
	}
}

static void links(void *context, struct tz_buffer *out)
{
	each_project(context, "link", out);
}

static void projects(void *context, struct tz_buffer *out)
{
	each_project(context, "project", out);
}

/* The next item of the current project, from index on; NULL at its end. */
static const struct taizhang_node *project_item(const struct page *page, size_t index)
{
	const struct taizhang_node *item = taizhang_ledger_get_item(page->ledger, index);

	return taizhang_node_ancestor(item, TAIZHANG_LEVEL_PROJECT) == page->project ? item : NULL;
}

static void project_count(void *context, struct tz_buffer *out)
{
	const struct page *page = context;
	size_t num = 0;

	while (project_item(page, page->item_index + num))
		num++;
	tz_buffer_printf(out, "%zu", num);
}

static void items(void *context, struct tz_buffer *out)
{
	struct page *page = context;

	for (size_t i = page->item_index; (page->item = project_item(page, i)); i++)
		fill(page, "item", out);
}

static void requirements(void *context, struct tz_buffer *out)
{
	struct page *page = context;

	for (size_t i = 0; i < taizhang_node_num_requirements(page->item); i++) {
		page->requirement = taizhang_node_get_requirement(page->item, i);
		fill(page, "requirement", out);
	}
}

static void item_field_rows(void *context, struct tz_buffer *out)
{
	struct page *page = context;
	struct tz_buffer text = TZ_BUFFER_INIT;

	add_field(page, TZ_L_LEAD, taizhang_assignment_lead(page->ledger, page->item), out);
	add_field(page, TZ_L_CO, taizhang_assignment_co(page->ledger, page->item), out);
	for (size_t i = 0; i < taizhang_node_num_thresholds(page->item); i++) {
		const struct taizhang_threshold *threshold = taizhang_node_get_threshold(page->item, i);
		const char *id = taizhang_threshold_id(threshold);

		if (!*taizhang_ledger_value(page->ledger, id))
			continue;
		tz_threshold_write(&text, threshold, ZH);
		tz_buffer_text_add(&text, "；");
		tz_label_fill(&text, THRESHOLD_VALUE, ZH,
			      {"value", taizhang_ledger_value(page->ledger, id)},
			      {"unit", taizhang_ledger_value_unit(page->ledger, id)},
			      {"reference", taizhang_ledger_value_reference(page->ledger, id)},
			      {"record", taizhang_ledger_value_record(page->ledger, id)},
			      {"cell", taizhang_ledger_value_cell(page->ledger, id)});
		add_field(page, TZ_L_THRESHOLDS, tz_buffer_text(&text), out);
		out->failed = out->failed ? out->failed : text.failed;
		tz_buffer_free(&text);
	}
}

static void item_fields(void *context, struct tz_buffer *out)
{
	struct page *page = context;
	struct tz_buffer rows = TZ_BUFFER_INIT;

	item_field_rows(page, &rows);
	if (rows.size)
		fill(page, "item-dl", out);
	out->failed = out->failed ? out->failed : rows.failed;
	tz_buffer_free(&rows);
}

static void records(void *context, struct tz_buffer *out)
{
	struct page *page = context;
	size_t num = taizhang_ledger_num_records(page->ledger, page->item);

	if (!num)
		fill(page, "empty", out);
	for (size_t i = 0; i < num; i++) {
		page->record = taizhang_ledger_get_record(page->ledger, page->item, i);
		fill(page, "record", out);
	}
}

static void record_fields(void *context, struct tz_buffer *out)
{
	struct page *page = context;
	struct tz_field fields[TZ_NUM_FIELDS_MAX];
	size_t num = tz_render_record_fields(page->record, fields);
	char number[TZ_FIELD_VALUE_SIZE];

	for (size_t i = 0; i < num; i++)
		add_field(page, fields[i].label, tz_field_value(&fields[i], ZH, number), out);
}

static void files(void *context, struct tz_buffer *out)
{
	struct page *page = context;

	for (size_t i = 0; i < taizhang_record_num_files(page->record); i++) {
		page->file = taizhang_record_get_file(page->record, i);
		page->packed = page->find(page->find_context, page->file);
		fill(page, !page->packed ? "missing" : page->packed->part ? "elsewhere" : "file", out);
	}
}

/* Only what every browser shows. */
static void thumbnail(void *context, struct tz_buffer *out)
{
	static const char *const extensions[] = {"jpg", "jpeg", "png", "gif", "webp"};
	struct page *page = context;

	for (size_t i = 0; i < sizeof extensions / sizeof extensions[0]; i++)
		if (tz_path_has_extension(page->packed->path, extensions[i])) {
			fill(page, "thumbnail", out);
			return;
		}
}

static const struct tz_template_place places[] = {
	{"city", city}, {"year", year}, {"unit", unit}, {"unit-heading", unit_heading},
	{"producer", producer}, {"root", root}, {"time", page_time},
	{"errors", errors}, {"warnings", warnings}, {"incomplete", incomplete},
	{"caveat", caveat}, {"caveat-zh", caveat_zh}, {"caveat-en", caveat_en},
	{"share", share_note}, {"share-zh", share_zh}, {"share-en", share_en},
	{"elsewhere-zh", elsewhere_zh}, {"elsewhere-en", elsewhere_en},
	{"ledger-fields", ledger_fields},
	{"label", label_zh}, {"label-en", label_en}, {"value", value},
	{"links", links}, {"projects", projects},
	{"project-id", project_id}, {"project-code", project_code}, {"project-title", project_title},
	{"project-title-en", project_title_en}, {"project-count", project_count}, {"items", items},
	{"item-id", item_id}, {"item-code", item_code}, {"item-title", item_title},
	{"item-title-en", item_title_en}, {"item-fields", item_fields},
	{"item-field-rows", item_field_rows},
	{"requirements", requirements}, {"requirement-text", requirement_text},
	{"records", records}, {"record-ordinal", record_ordinal}, {"record-title", record_title},
	{"record-kind", record_kind}, {"record-kind-en", record_kind_en},
	{"record-fields", record_fields},
	{"files", files}, {"file-url", file_url}, {"file-name", file_name}, {"file-role", file_role},
	{"file-role-en", file_role_en}, {"file-size", file_size}, {"file-digest", file_digest},
	{"thumbnail", thumbnail},
	{NULL, NULL}
};

static void fill(struct page *page, const char *block, struct tz_buffer *out)
{
	tz_template_fill(&page->template_, block, page, out);
}

int tz_page_render(const struct taizhang_ledger *ledger, tz_page_find find, void *context, const struct tz_page_info *info,
		   struct tz_buffer *out, struct taizhang_error *err)
{
	struct page page = {.ledger = ledger, .catalog = taizhang_ledger_catalog(ledger),
			    .info = info, .find = find, .find_context = context};

	tz_template_read(&page.template_, (const char *)tz_embedded_find("page/index.html")->data, places);
	fill(&page, "page", out);
	if (out->failed == TAIZHANG_E_INVAL)
		return tz_error_inval(err, "page/index.html");
	return tz_buffer_check(out, err);
}
