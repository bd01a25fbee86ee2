/* SPDX-License-Identifier: MIT */
/* payload.c: which files of a ledger go into a package, in what order, under what names. */
#include "package/payload.h"

#include <errno.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/text.h"
#include "base/tree.h"
#include "package/bag_write.h"
#include "package/package.h"

#define ROOT_UTF16 60
/* A name is cut to this at least, however long the item's code is. */
#define LEAST_NAME_UTF16 32

const char *tz_payload_source(const struct taizhang_file *file)
{
	const char *raw = taizhang_file_raw_path(file);

	return raw ? raw : taizhang_file_path(file);
}

/* <city>-<year>[-<unit>] */
static char *root_name(const struct taizhang_ledger *ledger, struct taizhang_error *err)
{
	struct tz_buffer name = TZ_BUFFER_INIT;
	char *whole, *safe;

	tz_buffer_printf(&name, "%s-%d", taizhang_ledger_city(ledger), taizhang_ledger_year(ledger));
	if (*taizhang_ledger_unit(ledger))
		tz_buffer_printf(&name, "-%s", taizhang_ledger_unit(ledger));
	whole = tz_buffer_take(&name, err);
	if (!whole)
		return NULL;
	safe = tz_path_safe_name(whole, ROOT_UTF16, TZ_LIMIT_COMPONENT, err);
	free(whole);
	return safe;
}

/* data/<code>/<ordinal>[-<file>]-<safe name>. The numbers make it unique, whatever the names are, also where case and normal form are ignored.
 * number is 0 for the only file of its record. */
static const char *file_path(struct tz_payload *payload, const struct taizhang_record *record, const struct taizhang_file *file,
			     size_t number, struct taizhang_error *err)
{
	struct tz_buffer path = TZ_BUFFER_INIT;
	size_t folder, units, room = LEAST_NAME_UTF16;
	const char *kept = NULL;
	char *name;

	tz_buffer_printf(&path, TZ_DATA_DIR "%s/", taizhang_node_path_code(taizhang_record_item(record)));
	folder = path.size;
	tz_buffer_printf(&path, "%02u-", taizhang_record_ordinal(record));
	if (number)
		tz_buffer_printf(&path, "%02zu-", number);
	units = tz_text_utf16_length(tz_buffer_text(&path));
	if (units + room < TZ_PAYLOAD_PATH_UTF16)
		room = TZ_PAYLOAD_PATH_UTF16 - units;
	name = tz_path_safe_name(tz_path_base(taizhang_file_path(file)), room,
				 TZ_LIMIT_COMPONENT - (path.size - folder), err);
	tz_buffer_text_add(&path, name);
	if (name && tz_buffer_check(&path, err) == 0)
		kept = tz_arena_strdup(&payload->paths, tz_buffer_text(&path), err);
	free(name);
	tz_buffer_free(&path);
	return kept;
}

/* 1 where the file is in the ledger's folder, 0 where it is gone, -1 where that cannot be told. */
static int is_there(const struct taizhang_ledger *ledger, const struct taizhang_file *file,
		    struct taizhang_error *err)
{
	struct taizhang_error why = TAIZHANG_ERROR_INIT;
	int fd = tz_tree_open(taizhang_ledger_directory(ledger), tz_payload_source(file), NULL, &why);

	if (fd >= 0) {
		close(fd);
		return 1;
	}
	if (why.sys_errno == ENOENT || why.sys_errno == ENOTDIR)
		return 0;
	if (err && err->code == TAIZHANG_OK)
		*err = why;
	return -1;
}

static int add_file(struct tz_payload *payload, const struct taizhang_record *record,
		    const struct taizhang_file *file, size_t number, struct taizhang_error *err)
{
	struct tz_payload_file *added = &payload->files[payload->num_files];

	*added = (struct tz_payload_file){.record = record, .file = file, .path = file_path(payload, record, file, number, err)};
	if (!added->path)
		return -1;
	payload->num_files++;
	payload->bytes += taizhang_file_size(file);
	return 0;
}

static int add_record(struct tz_payload *payload, const struct taizhang_ledger *ledger,
		      const struct taizhang_record *record, bool leave_out_missing,
		      struct taizhang_error *err)
{
	size_t num_files = taizhang_record_num_files(record);

	for (size_t i = 0; i < num_files; i++) {
		const struct taizhang_file *file = taizhang_record_get_file(record, i);
		int there = leave_out_missing ? is_there(ledger, file, err) : 1;

		if (there < 0)
			return -1;
		/* A file keeps its number when one before it is missing. */
		if (there && add_file(payload, record, file, num_files > 1 ? i + 1 : 0, err) != 0)
			return -1;
	}
	return 0;
}

/* Room for all files of the items in scope. */
static int make_room(struct tz_payload *payload, const struct taizhang_ledger *ledger, struct taizhang_error *err)
{
	size_t num = 0;

	for (size_t i = 0; i < taizhang_ledger_num_items(ledger); i++) {
		const struct taizhang_node *item = taizhang_ledger_get_item(ledger, i);
		size_t num_records = taizhang_ledger_num_records(ledger, item);

		for (size_t j = 0; j < num_records; j++)
			num += taizhang_record_num_files(taizhang_ledger_get_record(ledger, item, j));
	}
	payload->files = calloc(num + 1, sizeof *payload->files);
	return payload->files ? 0 : tz_error_nomem(err);
}

int tz_payload_make(struct tz_payload *payload, const struct taizhang_ledger *ledger,
		    bool leave_out_missing, struct taizhang_error *err)
{
	payload->root = root_name(ledger, err);
	if (!payload->root || make_room(payload, ledger, err) != 0)
		return -1;
	for (size_t i = 0; i < taizhang_ledger_num_items(ledger); i++) {
		const struct taizhang_node *item = taizhang_ledger_get_item(ledger, i);
		size_t num_records = taizhang_ledger_num_records(ledger, item);

		for (size_t j = 0; j < num_records; j++)
			if (add_record(payload, ledger, taizhang_ledger_get_record(ledger, item, j),
				       leave_out_missing, err) != 0)
				return -1;
	}
	return 0;
}

static int digest_lines(void *context, const void *data, size_t size, struct taizhang_error *err)
{
	return tz_digest_update(context, data, size, err);
}

int tz_payload_id(const struct tz_payload *payload, char id[TAIZHANG_DIGEST_HEX_SIZE], struct taizhang_error *err)
{
	struct tz_digest *digest = tz_digest_new(TAIZHANG_DIGEST_SHA256, err);
	struct tz_drain drain = {digest_lines, digest, TAIZHANG_ERROR_INIT};
	struct tz_buffer lines = TZ_BUFFER_INIT;
	struct tz_digest_values values;
	char hex[TAIZHANG_DIGEST_HEX_SIZE];
	int result;

	if (!digest)
		return -1;
	lines.drain = &drain;
	for (size_t i = 0; i < payload->num_files; i++)
		tz_bag_write_line(&lines, taizhang_file_digest(payload->files[i].file, hex), payload->files[i].path);
	tz_buffer_drain(&lines);
	result = tz_buffer_check(&lines, err);
	if (result == 0)
		result = tz_digest_final(digest, &values, err);
	if (result == 0)
		strcpy(id, values.hex[tz_digest_slot(TAIZHANG_DIGEST_SHA256)]);
	tz_buffer_free(&lines);
	tz_digest_free(digest);
	return result;
}

void tz_payload_free(struct tz_payload *payload)
{
	for (size_t i = 0; i < payload->num_files; i++)
		free(payload->files[i].sm3);
	tz_arena_free(&payload->paths);
	free(payload->files);
	free(payload->root);
	*payload = (struct tz_payload)TZ_PAYLOAD_INIT;
}
