/* SPDX-License-Identifier: MIT */
/* container_limits.c: holds a container to its limits: entries, bytes, and how many come out of one. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "package/container.h"

static void set_default(uint64_t *limit, uint64_t value)
{
	if (!*limit)
		*limit = value;
}

void tz_limits_resolve(struct taizhang_limits *out, const struct taizhang_limits *limits)
{
	*out = (struct taizhang_limits)TAIZHANG_LIMITS_INIT;
	if (limits)
		memcpy(out, limits, limits->size < sizeof *out ? limits->size : sizeof *out);
	set_default(&out->entries, TZ_LIMIT_ENTRIES);
	set_default(&out->total_bytes, TZ_LIMIT_TOTAL_BYTES);
	set_default(&out->file_bytes, TZ_LIMIT_FILE_BYTES);
	set_default(&out->ratio, TZ_LIMIT_RATIO);
	set_default(&out->manifest_lines, TZ_LIMIT_MANIFEST_LINES);
	set_default(&out->xml_bytes, TZ_LIMIT_XML_BYTES);
	set_default(&out->xml_depth, TZ_LIMIT_XML_DEPTH);
}

tz_step tz_container_stop(struct tz_container *c, enum tz_finding_id id, const char *file, uint64_t limit,
			  struct taizhang_error *err)
{
	char number[24];
	const struct tz_place_found place = {.file = file, .expected = number};

	snprintf(number, sizeof number, "%" PRIu64, limit);
	c->stopped = true;
	return tz_findings_add(c->findings, id, &place, err) < 0 ? -1 : 1;
}

static bool is_bomb(const struct tz_container *c, uint64_t unpacked, uint64_t packed)
{
	uint64_t ratio = c->limits.ratio;

	if (c->format == TAIZHANG_FORMAT_DIRECTORY || unpacked <= TZ_LIMIT_RATIO_FROM)
		return false;
	return unpacked / ratio > packed || (unpacked / ratio == packed && unpacked % ratio > 0);
}

static bool may_stand(const struct tz_container *c, uint64_t file, uint64_t total, uint64_t packed,
		      struct tz_entry_fault *fault)
{
	if (file > c->limits.file_bytes)
		*fault = (struct tz_entry_fault){.id = TZ_F_CONTAINER_FILE_BYTES, .limit = c->limits.file_bytes};
	else if (total > c->limits.total_bytes)
		*fault = (struct tz_entry_fault){.id = TZ_F_CONTAINER_BYTES, .limit = c->limits.total_bytes};
	else if (is_bomb(c, total, packed))
		*fault = (struct tz_entry_fault){.id = TZ_F_CONTAINER_RATIO, .limit = c->limits.ratio};
	else
		return true;
	return false;
}

static tz_step check(struct tz_container *c, const char *path, uint64_t file, uint64_t total, uint64_t packed,
		     struct taizhang_error *err)
{
	struct tz_entry_fault fault;

	if (may_stand(c, file, total, packed, &fault))
		return 0;
	return tz_container_stop(c, fault.id, fault.id == TZ_F_CONTAINER_FILE_BYTES ? path : tz_container_name(c),
				 fault.limit, err);
}

bool tz_container_admit(struct tz_container *c, uint64_t of_entry, uint64_t latest, struct tz_entry_fault *fault)
{
	uint64_t total = atomic_fetch_add(&c->read_bytes, latest) + latest;

	return may_stand(c, of_entry, total, c->packed_size, fault);
}

tz_step tz_container_declare(struct tz_container *c, const struct tz_entry *entry, struct taizhang_error *err)
{
	/* of a stream nobody knows how much will still come */
	uint64_t packed = c->packed_size ? c->packed_size : UINT64_MAX;

	c->declared_bytes += entry->size;
	if (c->declared_bytes < entry->size)
		c->declared_bytes = UINT64_MAX;
	return check(c, entry->path, entry->size, c->declared_bytes, packed, err);
}

tz_step tz_container_count(struct tz_container *c, uint64_t bytes, struct taizhang_error *err)
{
	c->current_bytes += bytes;
	c->read_bytes += bytes;
	/* the whole file where its entries are read in any order, else what was taken of it so far */
	return check(c, c->current->path, c->current_bytes, c->read_bytes,
		     c->seekable ? c->packed_size : tz_container_position(c), err);
}
