/* SPDX-License-Identifier: MIT */
/* tables_write.c: writes a catalogue as a folder of CSV tables, as office programs open them. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/stat.h>

#include "api.h"
#include "base/csv.h"
#include "base/error.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/path.h"
#include "catalog/catalog.h"
#include "catalog/column.h"

#define MAX_COLUMNS 20

struct table {
	const struct tz_column *columns;
	bool wanted[MAX_COLUMNS];	/* columns that are written */
	size_t num_rows;
	struct tz_buffer out, value;
};

/* Called for each entry of a sheet, with the node on which it hangs or NULL. */
typedef void (*visit_fn)(struct table *t, const void *entry, const struct taizhang_node *parent);

static void visit_list(const struct tz_pointers *list, visit_fn visit, struct table *t)
{
	for (size_t i = 0; i < list->num; i++)
		visit(t, list->list[i], NULL);
}

static void visit_level(const struct taizhang_catalog *c, enum taizhang_level level, visit_fn visit,
			struct table *t)
{
	for (size_t i = 0; i < c->levels[level - 1].num; i++) {
		const struct taizhang_node *node = c->levels[level - 1].list[i];

		visit(t, node, node->parent);
	}
}

static void visit_standards(const struct taizhang_catalog *c, enum tz_sheet_number sheet,
			    visit_fn visit, struct table *t)
{
	const struct tz_pointers *standards = &c->levels[TAIZHANG_LEVEL_STANDARD - 1];

	for (size_t i = 0; i < standards->num; i++) {
		const struct taizhang_node *node = standards->list[i];

		if (sheet == TZ_SHEET_REQUIREMENTS)
			for (size_t j = 0; j < node->num_requirements; j++)
				visit(t, &node->requirements[j], node);
		else if (sheet == TZ_SHEET_THRESHOLDS)
			for (size_t j = 0; j < node->num_thresholds; j++)
				visit(t, node->thresholds[j], node);
		else if (sheet == tz_sheet_of_node(node))
			visit(t, node, node->parent);
	}
}

static void visit_sheet(const struct taizhang_catalog *c, enum tz_sheet_number sheet, visit_fn visit,
			struct table *t)
{
	switch (sheet) {
	case TZ_SHEET_BLOCKS:
		visit_level(c, TAIZHANG_LEVEL_BLOCK, visit, t);
		break;
	case TZ_SHEET_PROJECTS:
		visit_level(c, TAIZHANG_LEVEL_PROJECT, visit, t);
		break;
	case TZ_SHEET_INDICATORS:
		visit_level(c, TAIZHANG_LEVEL_INDICATOR, visit, t);
		break;
	case TZ_SHEET_CONTENTS:
		visit_level(c, TAIZHANG_LEVEL_CONTENT, visit, t);
		break;
	case TZ_SHEET_ITEMS:
	case TZ_SHEET_FIELD_STANDARDS:
	case TZ_SHEET_REQUIREMENTS:
	case TZ_SHEET_THRESHOLDS:
		visit_standards(c, sheet, visit, t);
		break;
	case TZ_SHEET_NEGATIVE:
		visit_list(&c->negatives, visit, t);
		break;
	case TZ_SHEET_FACTS:
		visit_list(&c->facts, visit, t);
		break;
	case TZ_SHEET_EDITIONS:
		visit_list(&c->editions, visit, t);
		break;
	case TZ_SHEET_SOURCES:
		visit_list(&c->sources, visit, t);
		break;
	case TZ_SHEET_CATALOG:
	case TZ_NUM_SHEETS:
		break;
	}
}

static const char *value_of(struct table *t, const struct tz_column *column, const void *entry,
			    const struct taizhang_node *parent)
{
	t->value.size = 0;
	if (column->type == TZ_COLUMN_PARENT)
		return parent ? parent->code : "";
	tz_column_get(column, entry, true, &t->value);
	return t->value.size > 0 ? tz_buffer_text(&t->value) : "";
}

/* First pass: which columns there must be. */
static void find_columns(struct table *t, const void *entry, const struct taizhang_node *parent)
{
	t->num_rows++;
	for (size_t i = 0; !tz_column_ends(&t->columns[i]); i++)
		if ((t->columns[i].flags & TZ_COLUMN_RARE) && !t->wanted[i])
			t->wanted[i] = *value_of(t, &t->columns[i], entry, parent) != '\0';
}

/* Second pass. */
static void write_row(struct table *t, const void *entry, const struct taizhang_node *parent)
{
	bool first = true;

	for (size_t i = 0; !tz_column_ends(&t->columns[i]); i++) {
		if (!t->wanted[i])
			continue;
		tz_csv_write_field(&t->out, value_of(t, &t->columns[i], entry, parent), first, true);
		first = false;
	}
	tz_csv_write_end(&t->out);
}

static void write_header(struct table *t)
{
	bool first = true;

	tz_buffer_text_add(&t->out, "\xEF\xBB\xBF");
	for (size_t i = 0; !tz_column_ends(&t->columns[i]); i++) {
		if (!t->wanted[i])
			continue;
		tz_csv_write_field(&t->out, t->columns[i].column, first, false);
		first = false;
	}
	tz_csv_write_end(&t->out);
}

static void write_keys(struct table *t, const struct taizhang_catalog *catalog)
{
	tz_buffer_text_add(&t->out, "\xEF\xBB\xBFkey,value\r\n");
	for (size_t i = 0; !tz_column_ends(&t->columns[i]); i++) {
		const char *value = value_of(t, &t->columns[i], catalog, NULL);

		if (!*value)
			continue;
		tz_csv_write_field(&t->out, t->columns[i].column, true, false);
		tz_csv_write_field(&t->out, value, false, true);
		tz_csv_write_end(&t->out);
	}
}

/* Makes the bytes of a sheet; none where it is empty and need not be there. */
static void make_table(struct table *t, const struct taizhang_catalog *catalog,
		       enum tz_sheet_number sheet)
{
	t->columns = tz_sheets[sheet].columns;
	if (sheet == TZ_SHEET_CATALOG) {
		write_keys(t, catalog);
		return;
	}
	for (size_t i = 0; !tz_column_ends(&t->columns[i]); i++)
		t->wanted[i] = t->columns[i].column && !(t->columns[i].flags & TZ_COLUMN_RARE);
	visit_sheet(catalog, sheet, find_columns, t);
	if (t->num_rows == 0 && !tz_sheets[sheet].mandatory)
		return;
	write_header(t);
	visit_sheet(catalog, sheet, write_row, t);
}

static char *table_path(const char *directory, enum tz_sheet_number sheet, struct taizhang_error *err)
{
	char name[32];

	snprintf(name, sizeof name, "%s.csv", tz_sheets[sheet].name);
	return tz_path_join(directory, name, err);
}

/* Writes one sheet. *written is set where there is a new file. */
static int save_table(const struct taizhang_catalog *catalog, const char *directory,
		      enum tz_sheet_number sheet, bool *written, struct taizhang_error *err)
{
	struct table t = {.num_rows = 0};
	struct tz_replace file = TZ_REPLACE_INIT;
	char *path = table_path(directory, sheet, err);
	int result = -1;

	if (!path)
		return -1;
	make_table(&t, catalog, sheet);
	if (t.out.failed || t.value.failed)
		tz_error_nomem(err);
	else if (t.out.size == 0)
		result = 0;
	else if (tz_replace_begin(&file, path, true, err) == 0 &&
		 tz_replace_write(&file, t.out.data, t.out.size, err) == 0 &&
		 tz_replace_commit(&file, err) == 0)
		result = 0;
	*written = result == 0 && t.out.size > 0;
	tz_replace_abort(&file);
	tz_buffer_free(&t.out);
	tz_buffer_free(&t.value);
	free(path);
	return result;
}

/* Tables of another catalogue would be read together with ours. */
static int refuse_old_tables(const char *directory, struct taizhang_error *err)
{
	for (enum tz_sheet_number sheet = 0; sheet < TZ_NUM_SHEETS; sheet++) {
		char *path = table_path(directory, sheet, err);
		struct stat status;
		int result = 0;

		if (!path)
			return -1;
		if (stat(path, &status) == 0)
			result = tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_FILE_EXISTS, path);
		else if (errno != ENOENT)
			result = tz_error_sys(err, TZ_MSG_FILE_CREATE, path);
		free(path);
		if (result < 0)
			return -1;
	}
	return 0;
}

TAIZHANG_API int taizhang_catalog_save_tables(const struct taizhang_catalog *catalog,
					      const char *directory, struct taizhang_error *err)
{
	bool written[TZ_NUM_SHEETS] = {false};
	size_t made;
	int result;

	if (!catalog)
		return tz_error_inval(err, "catalog");
	if (!directory)
		return tz_error_inval(err, "directory");
	if (tz_folder_make(directory, &made, err) < 0)
		return -1;
	result = refuse_old_tables(directory, err);
	for (enum tz_sheet_number sheet = 0; sheet < TZ_NUM_SHEETS && result == 0; sheet++)
		result = save_table(catalog, directory, sheet, &written[sheet], err);
	if (result == 0)
		result = tz_folder_sync_made(directory, made, err);
	for (enum tz_sheet_number sheet = 0; sheet < TZ_NUM_SHEETS && result < 0; sheet++) {
		char *path = written[sheet] ? table_path(directory, sheet, NULL) : NULL;

		if (path)
			remove(path);
		free(path);
	}
	if (result < 0)
		tz_folder_take_back(directory, made);
	return result;
}
