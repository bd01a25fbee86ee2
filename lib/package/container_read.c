/* SPDX-License-Identifier: MIT */
/* container_read.c: one walk over a folder, zip or tar alike: entries with checked names, within limits. */
#include "package/container_read.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/error.h"
#include "base/input.h"
#include "base/path.h"
#include "package/container.h"

static enum taizhang_format format_of(enum tz_container_format format)
{
	switch (format) {
	case TZ_CONTAINER_ZIP:
		return TAIZHANG_FORMAT_ZIP;
	case TZ_CONTAINER_TAR:
		return TAIZHANG_FORMAT_TAR;
	case TZ_CONTAINER_TAR_GZ:
		return TAIZHANG_FORMAT_TAR_GZ;
	case TZ_CONTAINER_TAR_ZST:
		return TAIZHANG_FORMAT_TAR_ZST;
	}
	return TAIZHANG_FORMAT_NONE;
}

static int open_input(struct tz_container *c, struct taizhang_error *err)
{
	struct stat st;

	if (c->input.path && stat(c->input.path, &st) < 0)
		return tz_error_sys(err, TZ_MSG_FILE_OPEN, c->input.name);
	if (c->input.path && S_ISDIR(st.st_mode)) {
		c->format = TAIZHANG_FORMAT_DIRECTORY;
		c->seekable = true;
		return 0;
	}
	if (tz_container_open_archive(c, err) < 0)
		return -1;
	c->format = format_of(tz_member_format(c->reader));
	c->seekable = tz_member_can_seek(c->reader) &&
		      (c->format == TAIZHANG_FORMAT_ZIP || c->format == TAIZHANG_FORMAT_TAR);
	c->packed_size = tz_member_can_seek(c->reader) ? tz_member_size(c->reader) : 0;
	return 0;
}

struct tz_container *tz_container_open(const struct taizhang_input *input, const struct tz_container_options *options,
				       struct taizhang_error *err)
{
	struct tz_container *c = calloc(1, sizeof *c);

	if (!c) {
		tz_error_nomem(err);
		return NULL;
	}
	c->fd = -1;
	tz_limits_resolve(&c->limits, options ? options->limits : NULL);
	tz_names_open(&c->names, options ? options->names : TAIZHANG_NAMES_AUTO);
	if (tz_input_take(&c->input, input, err) < 0 || open_input(c, err) < 0) {
		tz_container_close(c);
		return NULL;
	}
	return c;
}

void tz_container_close(struct tz_container *c)
{
	if (!c)
		return;
	tz_entry_reader_close(&c->single);
	free(c->entries);
	free(c->offsets);
	tz_arena_free(&c->paths);
	tz_entry_judge_free(&c->judge);
	tz_names_free(&c->names);
	tz_zip_directory_free(&c->directory);
	tz_buffer_free(&c->local);
	tz_member_close(c->reader);
	if (c->fd >= 0)
		close(c->fd);
	free(c);
}

enum taizhang_format tz_container_format(const struct tz_container *c)
{
	return c->format;
}

const char *tz_container_name(const struct tz_container *c)
{
	return tz_path_base(c->input.name);
}

const char *tz_container_path(const struct tz_container *c)
{
	return c->input.path;
}

const struct taizhang_limits *tz_container_limits(const struct tz_container *c)
{
	return &c->limits;
}

bool tz_container_is_seekable(const struct tz_container *c)
{
	return c->seekable;
}

bool tz_container_keeps_apart(const struct tz_container *c)
{
	return c->format == TAIZHANG_FORMAT_DIRECTORY || c->by_offset;
}

bool tz_container_is_called_back(const struct tz_container *c)
{
	return c->input.read_at || c->input.read;
}

uint64_t tz_container_packed_size(const struct tz_container *c)
{
	return c->packed_size;
}

uint64_t tz_container_position(const struct tz_container *c)
{
	return c->reader ? tz_member_position(c->reader) : 0;
}

const char *tz_container_stream_digest(const struct tz_container *c, uint64_t *bytes)
{
	*bytes = c->stream_bytes;
	return c->stream_digest;
}

bool tz_container_is_stopped(const struct tz_container *c)
{
	return c->stopped;
}

size_t tz_container_num_entries(const struct tz_container *c)
{
	return c->num_entries;
}

const struct tz_entry *tz_container_entry(const struct tz_container *c, size_t index)
{
	return index < c->num_entries ? &c->entries[index] : NULL;
}

/* Keeps an entry that is met for the first time; without a path where it is refused. */
static tz_step add_entry(struct tz_container *c, const struct tz_met *met, struct taizhang_error *err)
{
	struct tz_entry *entry;
	int taken = 0;

	if (c->num_entries >= c->limits.entries)
		return tz_container_stop(c, TZ_F_CONTAINER_ENTRIES, tz_container_name(c), c->limits.entries, err);
	if (tz_array_grow(&c->entries, c->num_entries, &c->entries_capacity, sizeof *c->entries, err) < 0)
		return -1;
	entry = &c->entries[c->num_entries];
	*entry = (struct tz_entry){
		.path = tz_arena_strdup(&c->paths, met->path, err), .is_directory = met->type == TZ_ENTRY_DIRECTORY,
		.size = met->size,
	};
	if (met->path && !entry->path)
		return -1;
	c->num_entries++;
	if (entry->path)
		taken = tz_entry_judge(&c->judge, entry->path, met->type, met->encrypted, c->findings, err);
	if (taken > 0)
		return tz_container_declare(c, entry, err);
	if (entry->path)
		tz_arena_drop(&c->paths, entry->path);
	entry->path = NULL;
	return taken;
}

tz_step tz_container_tell_changed(struct tz_container *c, struct taizhang_error *err)
{
	c->stopped = true;
	return tz_find(c->findings, CONTAINER_CHANGED, err, .file = tz_container_name(c)) < 0 ? -1 : 1;
}

/* What a later walk meets must be what the first one judged. */
static tz_step check_same(struct tz_container *c, const struct tz_met *met, struct taizhang_error *err)
{
	const struct tz_entry *entry = tz_container_entry(c, c->next);

	if (entry && (!entry->path || (met->path && strcmp(entry->path, met->path) == 0)))
		return 0;
	return tz_container_tell_changed(c, err);
}

tz_step tz_container_meet(struct tz_container *c, const struct tz_met *met, struct taizhang_error *err)
{
	tz_step result = c->walked ? check_same(c, met, err) : add_entry(c, met, err);

	if (result != 0)
		return result;
	c->current = &c->entries[c->next++];
	c->current_bytes = 0;
	c->rest_size = 0;
	if (!c->current->path || !c->visit)
		return 0;
	result = c->visit(c->context, c, c->current, err);
	if (result == 0 && c->stopped)
		return 1;
	return result;
}

int tz_container_walk(struct tz_container *c, tz_container_visit visit, void *context,
		      struct taizhang_findings *findings, struct taizhang_error *err)
{
	tz_step result;

	if (c->stopped)
		return 0;
	c->visit = visit;
	c->context = context;
	c->findings = findings;
	c->next = 0;
	c->current = NULL;
	if (c->format == TAIZHANG_FORMAT_DIRECTORY)
		result = tz_container_walk_folder(c, err);
	else
		result = tz_container_walk_archive(c, err);
	if (result == 0 && c->walked && !c->stopped && c->next < c->num_entries)
		result = tz_container_tell_changed(c, err);
	c->walked = true;
	c->current = NULL;
	tz_entry_judge_free(&c->judge);
	return result < 0 ? -1 : 0;
}

int64_t tz_container_read(struct tz_container *c, void *buf, size_t size, struct taizhang_error *err)
{
	int64_t got;
	tz_step result;

	if (c->by_offset)
		return tz_container_read_entry(c, buf, size, err);
	got = c->format == TAIZHANG_FORMAT_DIRECTORY ? tz_container_read_folder(c, buf, size, err)
						     : tz_container_read_archive(c, buf, size, err);
	if (got <= 0)
		return got;
	result = tz_container_count(c, (uint64_t)got, err);
	if (result != 0)
		return result < 0 ? -1 : TZ_CONTAINER_BROKEN;
	return got;
}
