/* SPDX-License-Identifier: MIT */
/* container_zip.c: what a zip says of its entries: from its directory, judged before the first is read; in a stream from their headers, judged after the last. */
#include <string.h>

#include "base/error.h"
#include "package/container.h"
#include "package/zip_scan.h"

static int64_t read_at(void *context, uint64_t offset, void *buf, size_t size, struct taizhang_error *err)
{
	return tz_member_read_at(context, offset, buf, size, err);
}

static tz_step judge_structure(struct tz_container *c, struct tz_zip_directory *directory, struct taizhang_error *err)
{
	const struct tz_zip_file file = {
		.read_at = read_at, .context = c->reader, .size = tz_member_size(c->reader), .name = c->input.name,
	};
	int sound = tz_zip_directory_read(directory, &file, c->limits.entries, c->findings, err);

	if (sound < 0)
		return -1;
	c->stopped = !sound;
	return !sound;
}

static struct tz_raw_name name_of(const struct tz_zip_entry *entry)
{
	return (struct tz_raw_name){entry->name, entry->unicode_name, entry->name_is_utf8};
}

tz_step tz_container_read_directory(struct tz_container *c, struct taizhang_error *err)
{
	tz_step result = judge_structure(c, &c->directory, err);

	c->has_directory = true;
	for (size_t i = 0; result == 0 && i < c->directory.num_entries; i++) {
		const struct tz_raw_name raw = name_of(&c->directory.entries[i]);

		result = tz_names_survey(&c->names, &raw, err);
	}
	return result == 0 ? tz_container_take_offsets(c, err) : result;
}

static int describe_from_directory(struct tz_container *c, const struct tz_member *member, struct tz_raw_name *raw,
				   struct tz_met *met)
{
	const struct tz_zip_entry *entry = &c->directory.entries[c->next];

	/* the file is another one by now */
	if (c->next >= c->directory.num_entries ||
	    (entry->type == TZ_ENTRY_FILE && member->size_known && member->size != entry->size))
		return 0;
	*raw = name_of(entry);
	*met = (struct tz_met){
		.type = entry->type, .encrypted = entry->encrypted,
		.size = entry->type == TZ_ENTRY_FILE ? entry->size : 0,
	};
	return 1;
}

/* Appends a name with its NUL; one inside becomes U+0001, as in the directory. */
static void add_name(struct tz_buffer *out, const void *name, size_t size)
{
	size_t start = out->size;

	tz_buffer_add(out, name, size);
	for (size_t i = start; i < out->size; i++)
		if (!out->data[i])
			out->data[i] = 1;
	tz_buffer_add(out, "", 1);
}

/* What its own header says; type and sizes are the directory's to confirm, once it has come. */
static int describe_from_header(struct tz_container *c, const struct tz_member *member, struct tz_raw_name *raw,
				struct tz_met *met, struct taizhang_error *err)
{
	const unsigned char *header = member->local;
	struct tz_zip_extra extra;
	enum tz_zip_part part;
	const char *name, *unicode;
	size_t name_size, unicode_size;
	uint16_t flags, method;
	bool has_unicode;

	if (!header)
		return 0;
	flags = tz_zip_get16(header + 6);
	method = tz_zip_get16(header + 8);
	name_size = tz_zip_get16(header + 26);
	name = (const char *)header + TZ_ZIP_LOCAL;
	if (!tz_zip_extra_read(&extra, header + TZ_ZIP_LOCAL + name_size, tz_zip_get16(header + 28), &part))
		return 0;
	has_unicode = tz_zip_extra_unicode(&extra, name, name_size, &unicode, &unicode_size) == TZ_ZIP_UNICODE_FITS;
	c->local.size = 0;
	add_name(&c->local, name, name_size);
	if (has_unicode)
		add_name(&c->local, unicode, unicode_size);
	if (tz_buffer_check(&c->local, err) < 0)
		return -1;
	*raw = (struct tz_raw_name){
		c->local.data, has_unicode ? c->local.data + name_size + 1 : NULL, flags & TZ_ZIP_UTF8,
	};
	*met = (struct tz_met){
		.type = name_size > 0 && name[name_size - 1] == '/' ? TZ_ENTRY_DIRECTORY : TZ_ENTRY_FILE,
		.encrypted = flags & (TZ_ZIP_ENCRYPTED | TZ_ZIP_STRONG | TZ_ZIP_MASKED),
		.size = member->type == TZ_MEMBER_FILE && member->size_known ? member->size : 0,
	};
	/* the directory will tell */
	if (!met->encrypted && method != TZ_ZIP_STORED && method != TZ_ZIP_DEFLATED)
		met->type = TZ_ENTRY_REFUSED;
	return 1;
}

int tz_container_describe_zip(struct tz_container *c, const struct tz_member *member, struct tz_raw_name *raw,
			      struct tz_met *met, struct taizhang_error *err)
{
	return c->has_directory ? describe_from_directory(c, member, raw, met)
				: describe_from_header(c, member, raw, met, err);
}

/* A header does not say that its entry is a link: only the directory does. */
static int check_type(struct tz_container *c, const struct tz_entry *entry, enum tz_entry_type type,
		      struct taizhang_error *err)
{
	if (!entry->path || type == (entry->is_directory ? TZ_ENTRY_DIRECTORY : TZ_ENTRY_FILE) ||
	    type == TZ_ENTRY_REFUSED)
		return 0;
	if (type == TZ_ENTRY_LINK)
		return tz_find(c->findings, ENTRY_LINK, err, .file = entry->path);
	return tz_find(c->findings, ENTRY_SPECIAL, err, .file = entry->path);
}

tz_step tz_container_check_passed(struct tz_container *c, struct taizhang_error *err)
{
	struct tz_zip_directory directory = {0};
	tz_step result = judge_structure(c, &directory, err);

	if (result == 0 && directory.num_entries != c->num_entries)
		result = tz_container_tell_changed(c, err);
	for (size_t i = 0; result == 0 && i < directory.num_entries; i++)
		result = check_type(c, &c->entries[i], directory.entries[i].type, err);
	tz_zip_directory_free(&directory);
	return result;
}
