/* SPDX-License-Identifier: MIT */
/* container_read.c: one walk over a folder, zip or tar alike: entries with checked names, within limits. */
#include "package/container_read.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/error.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/member.h"
#include "base/path.h"
#include "base/tree.h"
#include "finding/finding.h"
#include "package/entry_judge.h"

struct tz_container {
	struct taizhang_input input;
	enum taizhang_format format;
	bool seekable;
	uint64_t packed_size;
	struct taizhang_limits limits;

	struct tz_entry *entries;	/* of the first walk */
	size_t num_entries, entries_capacity;
	struct tz_entry_judge judge;
	uint64_t declared_bytes;	/* by the headers */
	uint64_t read_bytes;		/* in fact, over all walks */
	bool walked, stopped;
	bool damaged;			/* has been told */

	/* the walk that is on */
	tz_container_visit visit;
	void *context;
	struct taizhang_findings *findings;
	struct tz_member_reader *reader;	/* archives */
	int fd;					/* folders: the entry at work, -1 until it is read */
	size_t next;				/* number of the next entry */
	const struct tz_entry *current;
	uint64_t current_bytes;
};

/* 0 to go on, 1 where the walk ends here, -1 with err set. */
typedef int step;

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

static void set_limits(struct taizhang_limits *out, const struct taizhang_limits *limits)
{
	*out = (struct taizhang_limits)TAIZHANG_LIMITS_INIT;
	if (limits)
		memcpy(out, limits, limits->size < sizeof *out ? limits->size : sizeof *out);
	if (!out->entries)
		out->entries = TZ_LIMIT_ENTRIES;
	if (!out->total_bytes)
		out->total_bytes = TZ_LIMIT_TOTAL_BYTES;
	if (!out->file_bytes)
		out->file_bytes = TZ_LIMIT_FILE_BYTES;
	if (!out->ratio)
		out->ratio = TZ_LIMIT_RATIO;
	if (!out->manifest_lines)
		out->manifest_lines = TZ_LIMIT_MANIFEST_LINES;
	if (!out->xml_bytes)
		out->xml_bytes = TZ_LIMIT_XML_BYTES;
	if (!out->xml_depth)
		out->xml_depth = TZ_LIMIT_XML_DEPTH;
}

static int open_archive(struct tz_container *c, struct taizhang_error *err)
{
	c->reader = tz_member_open(&c->input, err);
	return c->reader ? 0 : -1;
}

static uint64_t size_of(const struct taizhang_input *input, const struct stat *st)
{
	if (input->path)
		return S_ISREG(st->st_mode) ? (uint64_t)st->st_size : 0;
	return input->data ? input->data_size : input->bytes;
}

static int open_input(struct tz_container *c, struct taizhang_error *err)
{
	struct stat st = {0};

	if (c->input.path && stat(c->input.path, &st) < 0)
		return tz_error_sys(err, TZ_MSG_FILE_OPEN, c->input.name);
	if (c->input.path && S_ISDIR(st.st_mode)) {
		c->format = TAIZHANG_FORMAT_DIRECTORY;
		c->seekable = true;
		return 0;
	}
	c->packed_size = size_of(&c->input, &st);
	if (open_archive(c, err) < 0)
		return -1;
	c->format = format_of(tz_member_format(c->reader));
	c->seekable = tz_member_can_seek(c->reader) &&
		      (c->format == TAIZHANG_FORMAT_ZIP || c->format == TAIZHANG_FORMAT_TAR);
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
	set_limits(&c->limits, options ? options->limits : NULL);
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
	for (size_t i = 0; i < c->num_entries; i++)
		free(c->entries[i].path);
	free(c->entries);
	tz_entry_judge_free(&c->judge);
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

uint64_t tz_container_packed_size(const struct tz_container *c)
{
	return c->packed_size;
}

uint64_t tz_container_position(const struct tz_container *c)
{
	return c->reader ? tz_member_position(c->reader) : 0;
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

static step stop(struct tz_container *c, enum tz_finding_id id, const char *file, uint64_t limit,
		 struct taizhang_error *err)
{
	char number[24];
	const struct tz_place_found place = {.file = file, .expected = number};

	snprintf(number, sizeof number, "%" PRIu64, limit);
	c->stopped = true;
	return tz_findings_add(c->findings, id, &place, err) < 0 ? -1 : 1;
}

/* unpacked against the packed bytes that gave it: the whole file where it can be walked by its headers, else what was taken. */
static bool is_bomb(const struct tz_container *c, uint64_t unpacked)
{
	uint64_t packed = tz_container_is_seekable(c) ? c->packed_size : tz_container_position(c);

	if (c->format == TAIZHANG_FORMAT_DIRECTORY || unpacked <= TZ_LIMIT_RATIO_FROM)
		return false;
	return unpacked / c->limits.ratio > packed ||
	       (unpacked / c->limits.ratio == packed && unpacked % c->limits.ratio > 0);
}

static step check_limits(struct tz_container *c, const char *path, uint64_t file, uint64_t total,
			 struct taizhang_error *err)
{
	if (file > c->limits.file_bytes)
		return stop(c, TZ_F_CONTAINER_FILE_BYTES, path, c->limits.file_bytes, err);
	if (total > c->limits.total_bytes)
		return stop(c, TZ_F_CONTAINER_BYTES, tz_container_name(c), c->limits.total_bytes, err);
	return 0;
}

/* Judges an entry that is met for the first time and keeps it. */
static step add_entry(struct tz_container *c, const struct tz_entry *met, enum tz_entry_type type,
		      bool encrypted, struct taizhang_error *err)
{
	struct tz_entry *entry;
	int taken;

	if (c->num_entries >= c->limits.entries)
		return stop(c, TZ_F_CONTAINER_ENTRIES, tz_container_name(c), c->limits.entries, err);
	if (tz_array_grow(&c->entries, c->num_entries, &c->entries_capacity, sizeof *c->entries,
			  err) < 0)
		return -1;
	entry = &c->entries[c->num_entries];
	*entry = *met;
	entry->path = tz_strdup(met->path, err);
	if (!entry->path)
		return -1;
	c->num_entries++;
	taken = tz_entry_judge(&c->judge, entry->path, type, encrypted, c->findings, err);
	if (taken < 0)
		return -1;
	if (taken == 0) {
		free(entry->path);
		entry->path = NULL;
		return 0;
	}
	c->declared_bytes += entry->size;
	return check_limits(c, entry->path, entry->size,
			    c->declared_bytes < entry->size ? UINT64_MAX : c->declared_bytes, err);
}

static step tell_changed(struct tz_container *c, struct taizhang_error *err)
{
	c->stopped = true;
	return tz_find(c->findings, CONTAINER_CHANGED, err, .file = tz_container_name(c)) < 0 ? -1 : 1;
}

/* What a later walk meets must be what the first one judged. */
static step check_same(struct tz_container *c, const struct tz_entry *met, struct taizhang_error *err)
{
	const struct tz_entry *entry = tz_container_entry(c, c->next);

	if (entry && (!entry->path || strcmp(entry->path, met->path) == 0))
		return 0;
	return tell_changed(c, err);
}

static step meet(struct tz_container *c, const struct tz_entry *met, enum tz_entry_type type,
		 bool encrypted, struct taizhang_error *err)
{
	step result;

	result = c->walked ? check_same(c, met, err) : add_entry(c, met, type, encrypted, err);
	if (result != 0)
		return result;
	c->current = &c->entries[c->next++];
	c->current_bytes = 0;
	if (!c->current->path || !c->visit)
		return 0;
	result = c->visit(c->context, c, c->current, err);
	if (result == 0 && c->stopped)
		return 1;
	return result;
}

/* "./a/b/" gives "a/b"; "./" gives "". In place. */
static char *clean_name(char *name)
{
	size_t size;

	while (name[0] == '.' && name[1] == '/')
		name += 2;
	size = strlen(name);
	if (size > 1 && name[size - 1] == '/' && name[size - 2] != '/')
		name[size - 1] = '\0';
	return name;
}

static step meet_member(struct tz_container *c, const struct tz_member *member,
			struct taizhang_error *err)
{
	static const enum tz_entry_type types[] = {
		[TZ_MEMBER_FILE] = TZ_ENTRY_FILE,
		[TZ_MEMBER_DIRECTORY] = TZ_ENTRY_DIRECTORY,
		[TZ_MEMBER_LINK] = TZ_ENTRY_LINK,
		[TZ_MEMBER_OTHER] = TZ_ENTRY_SPECIAL,
	};
	struct tz_entry met = {.is_directory = member->type == TZ_MEMBER_DIRECTORY,
			       .mtime = member->mtime};
	char *name = tz_strdup(member->name, err);
	step result;

	if (!name)
		return -1;
	if (member->type == TZ_MEMBER_FILE && member->size_known)
		met.size = member->size;
	met.path = clean_name(name);
	/* "./" is the folder from which a tar was made: no entry of its own. */
	if (met.path != name && !met.path[0] && met.is_directory)
		result = 0;
	else
		result = meet(c, &met, member->sparse ? TZ_ENTRY_SPARSE : types[member->type], member->encrypted, err);
	free(name);
	return result;
}

static int tell_damage(struct tz_container *c, const char *at, struct taizhang_error *damage,
		       struct taizhang_error *err)
{
	c->damaged = true;
	return tz_find(c->findings, CONTAINER_DAMAGED, err, .file = tz_container_name(c), .field = at,
		       .found = damage->detail);
}

/* The headers cannot be followed any further; told once, however often they are walked. */
static step end_damaged(struct tz_container *c, struct taizhang_error *damage, struct taizhang_error *err)
{
	const char *at = c->current ? c->current->path : NULL;

	return !c->damaged && tell_damage(c, at, damage, err) < 0 ? -1 : 1;
}

static step walk_archive(struct tz_container *c, struct taizhang_error *err)
{
	struct taizhang_error damage = TAIZHANG_ERROR_INIT;
	struct tz_member member;
	step result = 0;
	int got;

	if (!c->reader && open_archive(c, err) < 0)
		return -1;
	while (result == 0) {
		got = tz_member_next(c->reader, &member, &damage);
		if (got == 0)
			break;
		if (got < 0 && damage.code != TAIZHANG_E_FORMAT)
			result = tz_error_pass(err, &damage);
		else if (got < 0)
			result = end_damaged(c, &damage, err);
		else
			result = meet_member(c, &member, err);
		if (result == 0 && !c->walked && is_bomb(c, c->declared_bytes))
			result = stop(c, TZ_F_CONTAINER_RATIO, tz_container_name(c), c->limits.ratio, err);
	}
	tz_member_close(c->reader);
	c->reader = NULL;
	return result;
}

static int visit_tree(void *context, const struct tz_tree_entry *found, struct taizhang_error *err)
{
	static const enum tz_entry_type types[] = {
		[TZ_TREE_FILE] = TZ_ENTRY_FILE,
		[TZ_TREE_DIRECTORY] = TZ_ENTRY_DIRECTORY,
		[TZ_TREE_LINK] = TZ_ENTRY_LINK,
		[TZ_TREE_OTHER] = TZ_ENTRY_SPECIAL,
	};
	struct tz_container *c = context;
	struct tz_entry met = {.is_directory = found->type == TZ_TREE_DIRECTORY,
			       .mtime = found->mtime};
	step result;

	if (c->stopped)
		return 1;
	if (found->type == TZ_TREE_FILE)
		met.size = found->size;
	met.path = tz_strdup(found->path, err);
	if (!met.path)
		return -1;
	result = meet(c, &met, types[found->type], false, err);
	free(met.path);
	if (c->fd >= 0)
		close(c->fd);
	c->fd = -1;
	return result;
}

int tz_container_walk(struct tz_container *c, tz_container_visit visit, void *context,
		      struct taizhang_findings *findings, struct taizhang_error *err)
{
	step result;

	if (c->stopped)
		return 0;
	c->visit = visit;
	c->context = context;
	c->findings = findings;
	c->next = 0;
	c->current = NULL;
	if (c->format == TAIZHANG_FORMAT_DIRECTORY)
		result = tz_tree_walk(c->input.path, visit_tree, c, err);
	else
		result = walk_archive(c, err);
	if (result == 0 && c->walked && !c->stopped && c->next < c->num_entries)
		result = tell_changed(c, err);
	c->walked = true;
	c->current = NULL;
	tz_entry_judge_free(&c->judge);
	return result < 0 ? -1 : 0;
}

static int64_t read_folder(struct tz_container *c, void *buf, size_t size, struct taizhang_error *err)
{
	struct taizhang_error why = TAIZHANG_ERROR_INIT;
	ssize_t got;

	if (c->fd < 0)
		c->fd = tz_tree_open(c->input.path, c->current->path, NULL, &why);
	if (why.code == TAIZHANG_E_NOMEM)
		return tz_error_pass(err, &why);
	do
		got = c->fd < 0 ? -1 : read(c->fd, buf, size);
	while (got < 0 && c->fd >= 0 && errno == EINTR);
	if (got >= 0)
		return got;
	return tz_find(c->findings, ENTRY_UNREADABLE, err, .file = c->current->path) < 0
		? -1 : TZ_CONTAINER_BROKEN;
}

static int64_t read_archive(struct tz_container *c, void *buf, size_t size, struct taizhang_error *err)
{
	struct taizhang_error damage = TAIZHANG_ERROR_INIT;
	int64_t got = tz_member_read(c->reader, buf, size, &damage);

	if (got >= 0)
		return got;
	if (damage.code != TAIZHANG_E_FORMAT)
		return tz_error_pass(err, &damage);
	return tell_damage(c, c->current->path, &damage, err) < 0 ? -1 : TZ_CONTAINER_BROKEN;
}

int64_t tz_container_read(struct tz_container *c, void *buf, size_t size, struct taizhang_error *err)
{
	int64_t got;
	step result;

	got = c->format == TAIZHANG_FORMAT_DIRECTORY ? read_folder(c, buf, size, err)
						     : read_archive(c, buf, size, err);
	if (got <= 0)
		return got;
	c->current_bytes += (uint64_t)got;
	c->read_bytes += (uint64_t)got;
	result = check_limits(c, c->current->path, c->current_bytes, c->read_bytes, err);
	if (result == 0 && is_bomb(c, c->read_bytes))
		result = stop(c, TZ_F_CONTAINER_RATIO, tz_container_name(c), c->limits.ratio, err);
	if (result != 0)
		return result < 0 ? -1 : TZ_CONTAINER_BROKEN;
	return got;
}
