/* SPDX-License-Identifier: MIT */
/* container_entry.c: reads single entries of a container that keeps them apart, in any order and on any thread. */
#include "package/container_entry.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

#include "base/error.h"
#include "base/tree.h"
#include "package/container.h"

#define BLOCK (128u << 10)

static void close_entry(struct tz_entry_reader *reader)
{
	if (reader->opened && reader->fd >= 0)
		close(reader->fd);
	reader->opened = false;
}

static void close_members(struct tz_entry_reader *reader)
{
	tz_member_close(reader->members);
	reader->members = NULL;
}

void tz_entry_reader_begin(struct tz_entry_reader *reader, struct tz_container *c, size_t number)
{
	close_entry(reader);
	reader->container = c;
	reader->number = number;
	reader->bytes = 0;
}

static int64_t damaged(struct tz_entry_reader *reader, struct tz_entry_fault *fault, const char *why)
{
	close_members(reader);
	*fault = (struct tz_entry_fault){.id = TZ_F_CONTAINER_DAMAGED};
	snprintf(fault->why, sizeof fault->why, "%s", why);
	return TZ_CONTAINER_BROKEN;
}

/* What libarchive says of the packed data is damage; all else is no fault of the package. */
static int64_t fail(struct tz_entry_reader *reader, const struct taizhang_error *why, struct tz_entry_fault *fault,
		    struct taizhang_error *err)
{
	if (why->code != TAIZHANG_E_FORMAT)
		return tz_error_pass(err, why);
	return damaged(reader, fault, why->detail);
}

/* The header at the entry's place is the one that was judged, unless somebody writes to the file. */
static int64_t open_member(struct tz_entry_reader *reader, struct tz_entry_fault *fault, struct taizhang_error *err)
{
	const struct tz_container *c = reader->container;
	struct taizhang_error why = TAIZHANG_ERROR_INIT;
	struct tz_member member;
	int got;

	if (reader->next != reader->number)
		close_members(reader);
	if (!reader->members)
		reader->members = tz_member_open_range(c->reader, c->offsets[reader->number], err);
	if (!reader->members)
		return -1;
	reader->next = reader->number + 1;
	got = tz_member_next(reader->members, &member, &why);
	if (got < 0)
		return fail(reader, &why, fault, err);
	if (got > 0 && member.offset == c->offsets[reader->number] && member.size_known &&
	    member.size == c->entries[reader->number].size)
		return 0;
	*fault = (struct tz_entry_fault){.id = TZ_F_CONTAINER_CHANGED};
	return TZ_CONTAINER_BROKEN;
}

static int64_t read_member(struct tz_entry_reader *reader, const void **block, struct tz_entry_fault *fault,
			   struct taizhang_error *err)
{
	const struct tz_entry *entry = &reader->container->entries[reader->number];
	struct taizhang_error why = TAIZHANG_ERROR_INIT;
	int64_t got = tz_member_block(reader->members, block, &why);

	if (got < 0)
		return fail(reader, &why, fault, err);
	/* libarchive gives them all, and complains in the end */
	if ((uint64_t)got > entry->size - reader->bytes)
		return damaged(reader, fault, "more bytes than its header says");
	return got;
}

static int64_t open_file(struct tz_entry_reader *reader, struct taizhang_error *err)
{
	const struct tz_container *c = reader->container;
	struct taizhang_error why = TAIZHANG_ERROR_INIT;

	if (!reader->block && !(reader->block = malloc(BLOCK)))
		return tz_error_nomem(err);
	reader->fd = tz_tree_open(c->input.path, c->entries[reader->number].path, NULL, &why);
	return why.code == TAIZHANG_E_NOMEM ? tz_error_pass(err, &why) : 0;
}

static int64_t read_file(struct tz_entry_reader *reader, const void **block, struct tz_entry_fault *fault)
{
	ssize_t got;

	*block = reader->block;
	do
		got = reader->fd < 0 ? -1 : read(reader->fd, reader->block, BLOCK);
	while (got < 0 && reader->fd >= 0 && errno == EINTR);
	if (got >= 0)
		return got;
	*fault = (struct tz_entry_fault){.id = TZ_F_ENTRY_UNREADABLE};
	return TZ_CONTAINER_BROKEN;
}

static int64_t open_entry(struct tz_entry_reader *reader, struct tz_entry_fault *fault, struct taizhang_error *err)
{
	bool is_folder = reader->container->format == TAIZHANG_FORMAT_DIRECTORY;
	int64_t result;

	reader->fd = -1;
	result = is_folder ? open_file(reader, err) : open_member(reader, fault, err);
	reader->opened = result == 0;
	return result;
}

int64_t tz_entry_reader_next(struct tz_entry_reader *reader, const void **block, struct tz_entry_fault *fault,
			     struct taizhang_error *err)
{
	bool is_folder = reader->container->format == TAIZHANG_FORMAT_DIRECTORY;
	int64_t got = reader->opened ? 0 : open_entry(reader, fault, err);

	if (got == 0)
		got = is_folder ? read_file(reader, block, fault) : read_member(reader, block, fault, err);
	if (got <= 0)
		return got;
	reader->bytes += (uint64_t)got;
	return tz_container_admit(reader->container, reader->bytes, (uint64_t)got, fault) ? got : TZ_CONTAINER_BROKEN;
}

void tz_entry_reader_close(struct tz_entry_reader *reader)
{
	close_entry(reader);
	close_members(reader);
	free(reader->block);
	reader->block = NULL;
}

int tz_container_tell_fault(struct tz_container *c, size_t number, const struct tz_entry_fault *fault,
			    struct taizhang_findings *findings, struct taizhang_error *err)
{
	const char *path = c->entries[number].path;

	c->findings = findings;
	if (fault->id == TZ_F_CONTAINER_DAMAGED)
		return tz_container_tell_damage(c, path, fault->why, err);
	if (fault->id == TZ_F_ENTRY_UNREADABLE)
		return tz_find(findings, ENTRY_UNREADABLE, err, .file = path);
	if (fault->id == TZ_F_CONTAINER_CHANGED)
		return tz_container_tell_changed(c, err) < 0 ? -1 : 0;
	return tz_container_stop(c, fault->id, fault->id == TZ_F_CONTAINER_FILE_BYTES ? path : tz_container_name(c),
				 fault->limit, err) < 0 ? -1 : 0;
}
