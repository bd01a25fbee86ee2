/* SPDX-License-Identifier: MIT */
/* container_offset.c: walks and reads a zip by the places that its directory gives, each entry by itself. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "package/container.h"
#include "package/zip_scan.h"

/* Sizes behind the data are for a reader that has the directory: it goes from entry to entry by itself. */
static bool is_plain(const struct tz_zip_directory *directory)
{
	for (size_t i = 0; i < directory->num_entries; i++)
		if (directory->entries[i].flags & TZ_ZIP_DESCRIPTOR)
			return false;
	return true;
}

int tz_container_take_offsets(struct tz_container *c, struct taizhang_error *err)
{
	const struct tz_zip_directory *directory = &c->directory;

	if (!is_plain(directory))
		return 0;
	c->offsets = malloc((directory->num_entries + 1) * sizeof *c->offsets);
	c->entries = calloc(directory->num_entries + 1, sizeof *c->entries);
	if (!c->offsets || !c->entries)
		return tz_error_nomem(err);
	c->entries_capacity = directory->num_entries + 1;
	for (size_t i = 0; i < directory->num_entries; i++)
		c->offsets[i] = directory->entries[i].offset;
	c->by_offset = true;
	return 0;
}

tz_step tz_container_walk_directory(struct tz_container *c, struct taizhang_error *err)
{
	tz_step result = 0;

	for (size_t i = 0; result == 0 && i < c->directory.num_entries; i++) {
		const struct tz_zip_entry *entry = &c->directory.entries[i];
		const struct tz_raw_name raw = {entry->name, entry->unicode_name, entry->name_is_utf8};
		struct tz_met met = {
			.type = entry->type, .encrypted = entry->encrypted,
			.size = entry->type == TZ_ENTRY_FILE ? entry->size : 0,
		};

		result = tz_container_meet_named(c, &raw, &met, err);
	}
	if (result >= 0 && tz_names_tell(&c->names, tz_container_name(c), c->findings, err) < 0)
		result = -1;
	c->has_directory = false;
	tz_zip_directory_free(&c->directory);
	return result;
}

tz_step tz_container_walk_offsets(struct tz_container *c, struct taizhang_error *err)
{
	tz_step result = 0;

	while (result == 0 && c->next < c->num_entries) {
		const struct tz_met met = {.path = c->entries[c->next].path};

		result = tz_container_meet(c, &met, err);
	}
	return result;
}

int64_t tz_container_read_entry(struct tz_container *c, void *buf, size_t size, struct taizhang_error *err)
{
	const size_t number = (size_t)(c->current - c->entries);
	struct tz_entry_fault fault;
	int64_t got;

	if (c->current_bytes == 0 && c->rest_size == 0)
		tz_entry_reader_begin(&c->single, c, number);
	if (c->rest_size == 0) {
		got = tz_entry_reader_next(&c->single, &c->rest, &fault, err);
		if (got == TZ_CONTAINER_BROKEN && tz_container_tell_fault(c, number, &fault, c->findings, err) < 0)
			return -1;
		if (got <= 0)
			return got;
		c->rest_size = (size_t)got;
	}
	if (size > c->rest_size)
		size = c->rest_size;
	memcpy(buf, c->rest, size);
	c->rest = (const char *)c->rest + size;
	c->rest_size -= size;
	c->current_bytes += size;
	return (int64_t)size;
}
