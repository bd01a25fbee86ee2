/* SPDX-License-Identifier: MIT */
/* check.c: a check for people, project by project, and what to do next. */
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/error.h"
#include "base/json.h"
#include "render/describe.h"
#include "render/finding_list.h"
#include "render/heading.h"
#include "render/label.h"
#include "render/layout.h"

#define TEXT_SIZE 8192
#define NONE ((size_t)-1)

/* Findings sorted into projects, each list in the order in which they were made. */
struct check {
	const struct taizhang_ledger *ledger;
	const struct taizhang_catalog *catalog;
	const struct taizhang_findings *findings;
	const struct taizhang_status *status;
	const struct taizhang_finding_filter *filter;
	const struct taizhang_render_options *options;
	size_t num_projects;
	size_t *first, *last;	/* by project; the slot past the last is the whole ledger */
	size_t *next;		/* by finding */
	size_t shown, first_shown;
	struct tz_finding_list list;
	struct tz_buffer out;
};

static size_t project_of(const struct check *check, const struct tz_index *projects,
			 const struct taizhang_finding *finding)
{
	const char *item = taizhang_finding_item(finding);
	const struct taizhang_node *node = *item ? taizhang_catalog_find(check->catalog, item) : NULL;
	const struct taizhang_node *project = taizhang_node_ancestor(node, TAIZHANG_LEVEL_PROJECT);
	size_t index = project ? tz_index_get(projects, taizhang_node_code(project)) : NONE;

	return index == TZ_INDEX_NONE ? check->num_projects : index;
}

static int sort_findings(struct check *check, struct taizhang_error *err)
{
	size_t num = taizhang_findings_num(check->findings);
	struct tz_index projects = TZ_INDEX_INIT;
	int result = -1;

	check->num_projects = taizhang_catalog_num_nodes(check->catalog, TAIZHANG_LEVEL_PROJECT);
	check->first = malloc((check->num_projects + 1) * sizeof *check->first);
	check->last = malloc((check->num_projects + 1) * sizeof *check->last);
	check->next = malloc((num + 1) * sizeof *check->next);
	if (!check->first || !check->last || !check->next) {
		tz_error_nomem(err);
		goto out;
	}
	for (size_t i = 0; i <= check->num_projects; i++) {
		const struct taizhang_node *project =
			taizhang_catalog_get_node(check->catalog, TAIZHANG_LEVEL_PROJECT, i);

		check->first[i] = check->last[i] = NONE;
		if (project && tz_index_put(&projects, taizhang_node_code(project), i, err) != 0)
			goto out;
	}
	for (size_t i = 0; i < num; i++) {
		const struct taizhang_finding *finding = taizhang_findings_get(check->findings, i);
		size_t project;

		if (!taizhang_finding_matches(finding, check->filter))
			continue;
		check->shown++;
		if (check->first_shown == NONE ||
		    taizhang_finding_severity(finding) > taizhang_finding_severity(
			    taizhang_findings_get(check->findings, check->first_shown)))
			check->first_shown = i;
		project = project_of(check, &projects, finding);
		check->next[i] = NONE;
		if (check->last[project] == NONE)
			check->first[project] = i;
		else
			check->next[check->last[project]] = i;
		check->last[project] = i;
	}
	result = 0;
out:
	tz_index_free(&projects);
	return result;
}

/* The findings of one project, under the name of the item they speak of. */
static int write_findings(struct check *check, size_t project, struct taizhang_error *err)
{
	const char *item = "";

	for (size_t i = check->first[project]; i != NONE; i = check->next[i]) {
		const struct taizhang_finding *finding = taizhang_findings_get(check->findings, i);

		if (strcmp(item, taizhang_finding_item(finding)) != 0) {
			const struct taizhang_node *node;

			item = taizhang_finding_item(finding);
			node = taizhang_catalog_find(check->catalog, item);
			tz_buffer_text_add(&check->out, "  ");
			tz_layout_text(&check->out, item);
			tz_buffer_text_add(&check->out, " ");
			tz_layout_text(&check->out,
				       taizhang_node_title(node, check->options->lang));
			tz_buffer_text_add(&check->out, "\n");
		}
		if (tz_finding_list_add(&check->list, finding, *item ? 4 : 2, err) != 0)
			return -1;
	}
	return 0;
}

/* A project with its counts. Without a filter every project is shown, so that the good ones are seen too. */
static int write_project(struct check *check, size_t row_index, size_t project,
			 struct taizhang_error *err)
{
	enum taizhang_lang lang = check->options->lang;
	const struct taizhang_status_row *row =
		taizhang_status_get_row(check->status, TAIZHANG_GROUP_PROJECT, row_index);
	const struct taizhang_node *node =
		taizhang_catalog_get_node(check->catalog, TAIZHANG_LEVEL_PROJECT, project);

	if (check->filter && check->first[project] == NONE)
		return 0;
	tz_layout_text(&check->out, taizhang_node_code(node));
	tz_buffer_text_add(&check->out, " ");
	tz_layout_text(&check->out, taizhang_node_title(node, lang));
	tz_buffer_text_add(&check->out, "  ");
	tz_label_fill(&check->out, PROJECT_COUNTS, lang, {"items", TZ_COUNT(row->items)},
		      {"complete", TZ_COUNT(row->complete)},
		      {"incomplete", TZ_COUNT(row->incomplete)}, {"empty", TZ_COUNT(row->empty)},
		      {"overdue", TZ_COUNT_IF(row->overdue)});
	tz_buffer_text_add(&check->out, "\n");
	return write_findings(check, project, err);
}

static void write_next(struct check *check)
{
	enum taizhang_lang lang = check->options->lang;
	size_t errors = taizhang_findings_count(check->findings, TAIZHANG_ERROR);
	size_t warnings = taizhang_findings_count(check->findings, TAIZHANG_WARNING);
	const struct taizhang_finding *first =
		taizhang_findings_get(check->findings, check->first_shown);
	struct tz_buffer *out = &check->out;

	tz_finding_counts_write(out, check->findings, check->shown, lang);
	if (taizhang_status_total(check->status)->records == 0) {
		tz_buffer_text_add(out, tz_label(TZ_L_NEXT_EMPTY, lang));
	} else if (errors && taizhang_finding_severity(first) == TAIZHANG_ERROR) {
		const char *item = taizhang_finding_item(first);
		const struct taizhang_node *node = taizhang_catalog_find(check->catalog, item);
		char remedy[TEXT_SIZE];

		taizhang_finding_remedy(first, lang, remedy, sizeof remedy);
		tz_label_fill(out, NEXT_ERROR, lang, {"item", item},
			      {"title", node ? taizhang_node_title(node, lang) : ""},
			      {"remedy", remedy});
	} else if (errors == 0 && warnings) {
		tz_label_fill(out, NEXT_WARNINGS, lang, {"warnings", TZ_COUNT(warnings)});
	} else if (errors == 0) {
		tz_buffer_text_add(out, tz_label(TZ_L_NEXT_PACK, lang));
	} else {
		return;
	}
	tz_buffer_text_add(out, "\n");
}

static int check_text(struct check *check, struct taizhang_error *err)
{
	size_t row = 0;

	tz_heading_write(&check->out, check->ledger, check->options->lang);
	if (check->first[check->num_projects] != NONE) {
		tz_buffer_printf(&check->out, "%s\n",
				 tz_label(TZ_L_WHOLE_LEDGER, check->options->lang));
		if (write_findings(check, check->num_projects, err) != 0)
			return -1;
		tz_buffer_text_add(&check->out, "\n");
	}
	/* The rows stand in the order of the catalogue, without projects that have no item in scope. */
	for (size_t i = 0; i < check->num_projects; i++) {
		const struct taizhang_status_row *r =
			taizhang_status_get_row(check->status, TAIZHANG_GROUP_PROJECT, row);
		const struct taizhang_node *node =
			taizhang_catalog_get_node(check->catalog, TAIZHANG_LEVEL_PROJECT, i);

		if (r && strcmp(r->key, taizhang_node_code(node)) == 0) {
			if (write_project(check, row++, i, err) != 0)
				return -1;
		} else if (write_findings(check, i, err) != 0) {
			return -1;
		}
	}
	tz_buffer_text_add(&check->out, "\n");
	write_next(check);
	return 0;
}

static char *check_json(const struct taizhang_ledger *ledger, const struct taizhang_status *status,
			enum taizhang_lang lang, struct taizhang_error *err)
{
	struct tz_json *j = tz_json_new(err);

	if (!j)
		return NULL;
	tz_describe_ledger(j, "ledger", ledger, lang);
	tz_describe_status_row(j, "total", taizhang_status_total(status));
	tz_json_begin_array(j, "projects");
	for (size_t i = 0; i < taizhang_status_num_rows(status, TAIZHANG_GROUP_PROJECT); i++)
		tz_describe_status_row(j, NULL,
			taizhang_status_get_row(status, TAIZHANG_GROUP_PROJECT, i));
	tz_json_end(j);
	return tz_json_finish(j, err);
}

TAIZHANG_API char *taizhang_render_check(const struct taizhang_ledger *ledger,
					 const struct taizhang_findings *findings,
					 const struct taizhang_status *status,
					 const struct taizhang_finding_filter *filter,
					 const struct taizhang_render_options *options,
					 struct taizhang_error *err)
{
	struct taizhang_render_options o = tz_render_options(options);
	struct check check = {.ledger = ledger, .findings = findings, .status = status,
			      .filter = filter, .options = &o, .first_shown = NONE,
			      .list = {.options = &o, .ids = TZ_INDEX_INIT}, .out = TZ_BUFFER_INIT};
	char *text = NULL;

	if (!ledger || !findings || !status) {
		tz_error_inval(err, !ledger ? "ledger" : !findings ? "findings" : "status");
		return NULL;
	}
	if (o.json)
		return check_json(ledger, status, o.lang, err);
	check.catalog = taizhang_ledger_catalog(ledger);
	check.list.out = &check.out;
	if (sort_findings(&check, err) == 0 && check_text(&check, err) == 0)
		text = tz_buffer_take(&check.out, err);
	tz_buffer_free(&check.out);
	tz_finding_list_free(&check.list);
	free(check.first);
	free(check.last);
	free(check.next);
	return text;
}
