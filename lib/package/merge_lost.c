/* SPDX-License-Identifier: MIT */
/* merge_lost.c: what was not taken is kept: files in a folder of their own, fields in a table that set --from reads. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/csv.h"
#include "base/error.h"
#include "base/path.h"
#include "ledger/table_guard.h"
#include "ledger/target.h"
#include "package/merge.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"	/* by which office programs on Windows know UTF-8 */

static struct tz_merge_table *table_of(struct tz_merge *m, const char *root, struct taizhang_error *err)
{
	struct tz_merge_table *table;

	for (size_t i = 0; i < m->num_tables; i++)
		if (!strcmp(m->tables[i].root, root))
			return &m->tables[i];
	if (tz_array_grow(&m->tables, m->num_tables, &m->tables_capacity, sizeof *m->tables, err) < 0)
		return NULL;
	table = &m->tables[m->num_tables];
	*table = (struct tz_merge_table){tz_strdup(root, err), TZ_BUFFER_INIT};
	if (!table->root)
		return NULL;
	m->num_tables++;
	tz_buffer_text_add(&table->csv, BYTE_ORDER_MARK "target,field,value,about");
	tz_csv_write_end(&table->csv);
	return table;
}

static void write_row(struct tz_buffer *csv, const char *target, const char *field, const char *value, const char *about)
{
	tz_table_field(csv, target, true);
	tz_table_field(csv, field, false);
	tz_table_field(csv, value, false);
	tz_table_field(csv, about, false);
	tz_csv_write_end(csv);
}

int tz_merge_lose_field(struct tz_merge *m, const char *root, const struct tz_target *target, const struct tz_field *field,
			const char *value, const char *instead, struct taizhang_error *err)
{
	struct tz_merge_table *table = table_of(m, root, err);
	struct tz_buffer about = TZ_BUFFER_INIT;
	char *text = table ? tz_target_text(target, err) : NULL;
	int result = -1;

	if (!text)
		return -1;
	tz_buffer_printf(&about, "%.*s", (int)tz_field_label_size(field), tz_field_label(field));
	if (instead)
		tz_buffer_printf(&about, " · 采用了“%s”", instead);
	if (tz_buffer_check(&about, err) == 0) {
		write_row(&table->csv, text, tz_field_name(field), value, tz_buffer_text(&about));
		result = tz_buffer_check(&table->csv, err);
	}
	tz_buffer_free(&about);
	free(text);
	return result;
}

/* Whether these bytes are still somewhere in the record that stays. */
static bool stays(const struct taizhang_file *file, const struct taizhang_record *stay)
{
	for (size_t i = 0; stay && i < stay->num_files; i++)
		if (!stay->files[i].missing && tz_file_same_bytes(&stay->files[i], file))
			return true;
	return false;
}

/* A row for the file: its role, and where its bytes are now. */
static int lose_file(struct tz_merge *m, struct tz_merge_source *source, struct tz_merge_table *table, const char *folder,
		     const struct tz_target *target, const struct taizhang_record *stay, struct taizhang_error *err)
{
	const struct taizhang_file *file = &target->record->files[target->index];
	const char *role = taizhang_list_name(TAIZHANG_LIST_ROLE, file->role);
	char *text = tz_target_text(target, err), *path, *kept = NULL;
	int result = -1;

	if (!text)
		return -1;
	if (file->missing || stays(file, stay)) {
		write_row(&table->csv, text, "role", role, file->missing ? "文件不在" : "文件仍在原处");
		free(text);
		return tz_buffer_check(&table->csv, err);
	}
	path = tz_path_join(folder, tz_path_base(file->path), err);
	kept = path ? tz_merge_free_path(m, path, err) : NULL;
	if (kept) {
		write_row(&table->csv, text, "role", role, kept);
		result = tz_buffer_check(&table->csv, err);
		if (result == 0)
			result = tz_merge_want(m, source, file, kept, err);
		else
			free(kept);
	}
	free(path);
	free(text);
	return result;
}

/* 未采用/<root>/<code>-<ordinal>: a name of its own for each loss. Malloc'd. */
static char *folder_of(struct tz_merge *m, const char *root, const struct taizhang_record *record, struct taizhang_error *err)
{
	struct tz_buffer name = TZ_BUFFER_INIT;
	char *path, *folder;

	tz_buffer_printf(&name, TZ_MERGE_LOST "/%s/%s-%u", root, taizhang_node_path_code(record->item), record->ordinal);
	path = tz_buffer_take(&name, err);
	folder = path ? tz_merge_free_path(m, path, err) : NULL;
	free(path);
	return folder;
}

int tz_merge_lose_record(struct tz_merge *m, struct tz_merge_source *source, struct taizhang_record *record,
			 const struct taizhang_record *stay, struct taizhang_error *err)
{
	const char *root = source ? source->out->root : tz_origin_name(&record->extensions);
	struct tz_target target = {.type = TZ_TARGET_RECORD, .ledger = source ? source->package->ledger : m->ledger,
				   .item = record->item, .record = record};
	struct tz_merge_table *table = table_of(m, root, err);
	char *folder = table ? folder_of(m, root, record, err) : NULL;
	char value[TZ_FIELD_TEXT];
	int result = folder ? 0 : -1;

	for (const struct tz_field *f = tz_field_next(&target, NULL); f && result == 0; f = tz_field_next(&target, f))
		if (*tz_field_text(f, &target, value))
			result = tz_merge_lose_field(m, root, &target, f, tz_field_text(f, &target, value), NULL, err);
	target.type = TZ_TARGET_FILE;
	for (; target.index < record->num_files && result == 0; target.index++)
		result = lose_file(m, source, table, folder, &target, stay, err);
	free(folder);
	return result;
}
