/* SPDX-License-Identifier: MIT */
/* container_archive.c: walks and reads the members of a zip or tar. */
#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "package/container.h"

int tz_container_open_archive(struct tz_container *c, struct taizhang_error *err)
{
	c->reader = tz_member_open(&c->input, err);
	return c->reader ? 0 : -1;
}

int tz_container_tell_damage(struct tz_container *c, const char *at, const char *why, struct taizhang_error *err)
{
	c->damaged = true;
	return tz_find(c->findings, CONTAINER_DAMAGED, err, .file = tz_container_name(c), .field = at, .found = why);
}

/* The headers cannot be followed any further; told once, however often they are walked. */
static tz_step end_damaged(struct tz_container *c, const char *why, struct taizhang_error *err)
{
	const char *at = c->current ? c->current->path : NULL;

	return !c->damaged && tz_container_tell_damage(c, at, why, err) < 0 ? -1 : 1;
}

/* The names of a plain tar, before any of them is read: only its headers are. What is damaged, the walk will tell. */
static tz_step survey_tar(struct tz_container *c, struct taizhang_error *err)
{
	struct taizhang_error damage = TAIZHANG_ERROR_INIT;
	struct tz_member member;
	int got = 1, result = 0;

	while (got > 0 && result == 0) {
		got = tz_member_next(c->reader, &member, &damage);
		if (got > 0) {
			const struct tz_raw_name raw = {.bytes = member.name};

			result = tz_names_survey(&c->names, &raw, err);
		}
	}
	if (got < 0 && damage.code != TAIZHANG_E_FORMAT)
		return tz_error_pass(err, &damage);
	tz_member_close(c->reader);
	c->reader = NULL;
	return result < 0 ? -1 : tz_container_open_archive(c, err);
}

static tz_step prepare(struct tz_container *c, struct taizhang_error *err)
{
	if (c->walked || !c->seekable)
		return 0;
	if (c->format == TAIZHANG_FORMAT_ZIP)
		return tz_container_read_directory(c, err);
	return c->names.asked == TAIZHANG_NAMES_AUTO ? survey_tar(c, err) : 0;
}

/* "./a/b/" gives "a/b"; "./", the folder from which a tar was made, gives NULL. In place. */
static const char *clean_name(char *name, bool is_directory)
{
	char *clean = name;
	size_t size;

	while (clean[0] == '.' && clean[1] == '/')
		clean += 2;
	size = strlen(clean);
	if (size > 1 && clean[size - 1] == '/' && clean[size - 2] != '/')
		clean[size - 1] = '\0';
	return clean != name && !clean[0] && is_directory ? NULL : clean;
}

static int describe_tar(const struct tz_member *member, struct tz_raw_name *raw, struct tz_met *met)
{
	static const enum tz_entry_type types[] = {
		[TZ_MEMBER_FILE] = TZ_ENTRY_FILE,
		[TZ_MEMBER_DIRECTORY] = TZ_ENTRY_DIRECTORY,
		[TZ_MEMBER_LINK] = TZ_ENTRY_LINK,
		[TZ_MEMBER_OTHER] = TZ_ENTRY_SPECIAL,
	};

	*raw = (struct tz_raw_name){.bytes = member->name};
	*met = (struct tz_met){
		.type = member->sparse ? TZ_ENTRY_SPARSE : types[member->type], .encrypted = member->encrypted,
		.size = member->type == TZ_MEMBER_FILE && member->size_known ? member->size : 0,
	};
	return 1;
}

/* Its path in UTF-8, in *own for the caller to free. */
static int read_name(struct tz_container *c, const struct tz_raw_name *raw, struct tz_met *met, char **own,
		     struct taizhang_error *err)
{
	bool refused = false;

	if (!c->seekable && tz_names_survey(&c->names, raw, err) < 0)
		return -1;
	*own = tz_names_read(&c->names, raw, &refused, err);
	if (!*own)
		return -1;
	met->path = refused ? NULL : clean_name(*own, met->type == TZ_ENTRY_DIRECTORY);
	if (!refused || c->walked)
		return 0;
	return tz_find(c->findings, ENTRY_ENCODING, err, .file = *own, .expected = tz_names_wanted(&c->names));
}

tz_step tz_container_meet_named(struct tz_container *c, const struct tz_raw_name *raw, struct tz_met *met,
				struct taizhang_error *err)
{
	char *own = NULL;
	tz_step result = read_name(c, raw, met, &own, err) < 0 ? -1 : tz_container_meet(c, met, err);

	free(own);
	return result;
}

static tz_step meet_member(struct tz_container *c, const struct tz_member *member, struct taizhang_error *err)
{
	struct tz_raw_name raw;
	struct tz_met met;
	int known;

	known = c->format == TAIZHANG_FORMAT_ZIP ? tz_container_describe_zip(c, member, &raw, &met, err)
						 : describe_tar(member, &raw, &met);
	if (known < 0)
		return -1;
	if (known == 0)
		return c->has_directory ? tz_container_tell_changed(c, err)
					: end_damaged(c, "an entry without its header", err);
	return tz_container_meet_named(c, &raw, &met, err);
}

/* The last member has been met. */
static tz_step end_walk(struct tz_container *c, struct taizhang_error *err)
{
	tz_step result = 0;

	if (c->has_directory && c->next != c->directory.num_entries)
		return tz_container_tell_changed(c, err);
	if (c->format == TAIZHANG_FORMAT_ZIP && !c->seekable)
		result = tz_container_check_passed(c, err);
	return result;
}

static tz_step walk_members(struct tz_container *c, struct taizhang_error *err)
{
	struct taizhang_error damage = TAIZHANG_ERROR_INIT;
	struct tz_member member;
	tz_step result = 0;
	int got = 1;

	while (result == 0 && got > 0) {
		got = tz_member_next(c->reader, &member, &damage);
		if (got > 0)
			result = meet_member(c, &member, err);
		else if (got == 0)
			result = end_walk(c, err);
		else if (damage.code != TAIZHANG_E_FORMAT)
			result = tz_error_pass(err, &damage);
		else
			result = end_damaged(c, damage.detail, err);
	}
	if (result >= 0 && !c->walked && tz_names_tell(&c->names, tz_container_name(c), c->findings, err) < 0)
		return -1;
	return result;
}

tz_step tz_container_walk_archive(struct tz_container *c, struct taizhang_error *err)
{
	tz_step result;

	if (c->by_offset)
		return tz_container_walk_offsets(c, err);
	if (!c->reader && tz_container_open_archive(c, err) < 0)
		return -1;
	result = prepare(c, err);
	if (result == 0 && c->by_offset)
		return tz_container_walk_directory(c, err);
	if (result == 0)
		result = walk_members(c, err);
	/* after a survey it may not have opened again */
	if (c->reader) {
		strcpy(c->stream_digest, tz_member_stream_digest(c->reader));
		c->stream_bytes = tz_member_size(c->reader);
	}
	tz_member_close(c->reader);
	c->reader = NULL;
	return result;
}

int64_t tz_container_read_archive(struct tz_container *c, void *buf, size_t size, struct taizhang_error *err)
{
	struct taizhang_error damage = TAIZHANG_ERROR_INIT;
	int64_t got = tz_member_read(c->reader, buf, size, &damage);
	const char *why = damage.detail;
	/* libarchive gives them all, and complains in the end */
	if (got > 0 && c->has_directory && (uint64_t)got > c->current->size - c->current_bytes)
		why = "more bytes than its header says";
	else if (got >= 0)
		return got;
	else if (damage.code != TAIZHANG_E_FORMAT)
		return tz_error_pass(err, &damage);
	return tz_container_tell_damage(c, c->current->path, why, err) < 0 ? -1 : TZ_CONTAINER_BROKEN;
}
