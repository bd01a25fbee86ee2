/* SPDX-License-Identifier: MIT */
/* zip_case.c: zips put together byte by byte: one sound zip of four entries, and one change a case. */
#include "package/zip_case.h"

#include <string.h>
#include <zlib.h>

#include "base/error.h"
#include "harness/assert.h"

struct part {
	struct zip_bytes name, data, local_extra, central_extra;
	unsigned int flags, method;
	uint64_t size, crc;
	unsigned long attributes;
	bool is_large;
	size_t descriptor;
};

static void put(struct tz_buffer *b, uint64_t value, unsigned int width)
{
	for (unsigned int i = 0; i < width; i++, value >>= 8)
		tz_buffer_add(b, &(char){(char)(value & 255)}, 1);
}

static void put_bytes(struct tz_buffer *b, struct zip_bytes bytes)
{
	tz_buffer_add(b, bytes.data, bytes.size);
}

static void put_filler(struct tz_buffer *b, size_t size)
{
	while (size-- > 0)
		tz_buffer_add(b, "#", 1);
}

static uint64_t crc_of(const char *data, size_t size)
{
	return crc32(0, (const Bytef *)data, (uInt)size);
}

/* 600 blanks, as zlib packs them. */
static struct zip_bytes deflated(uint64_t *crc)
{
	static char packed[100];
	char blanks[600];
	z_stream stream = {0};

	memset(blanks, ' ', sizeof blanks);
	*crc = crc_of(blanks, sizeof blanks);
	ck_assert_int_eq(deflateInit2(&stream, 9, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY), Z_OK);
	stream.next_in = (Bytef *)blanks;
	stream.avail_in = sizeof blanks;
	stream.next_out = (Bytef *)packed;
	stream.avail_out = sizeof packed;
	ck_assert_int_eq(deflate(&stream, Z_FINISH), Z_STREAM_END);
	deflateEnd(&stream);
	return (struct zip_bytes){packed, stream.total_out};
}

static void fill_parts(const struct zip_case *c, struct part parts[ZIP_ENTRIES])
{
	static const struct zip_bytes names[] = {ZIP_BYTES("bag/"), ZIP_BYTES("bag/a.txt"), ZIP_BYTES("bag/b.txt"),
						 ZIP_BYTES("bag/\xE4\xB8\xAD.txt")};
	static const struct zip_bytes hello = ZIP_BYTES(ZIP_HELLO), picture = ZIP_BYTES("picture");

	memset(parts, 0, ZIP_ENTRIES * sizeof *parts);
	for (int i = 0; i < ZIP_ENTRIES; i++) {
		parts[i].name = names[i];
		parts[i].attributes = 0x81A40000;
	}
	parts[ZIP_FOLDER].attributes = 0x41ED0010;
	parts[ZIP_FOLDER].data = c->folder_data;
	parts[ZIP_FOLDER].method = c->folder_data.size ? 8 : 0;
	parts[ZIP_STORED].data = hello;
	parts[ZIP_STORED].local_extra = c->local_extra;
	parts[ZIP_STORED].central_extra = c->central_extra;
	parts[ZIP_STORED].is_large = c->is_large;
	if (c->stored_name.data)
		parts[ZIP_STORED].name = c->stored_name;
	parts[ZIP_DEFLATED].data = deflated(&parts[ZIP_DEFLATED].crc);
	parts[ZIP_DEFLATED].flags = 8;
	parts[ZIP_DEFLATED].method = 8;
	parts[ZIP_DEFLATED].size = 600;
	parts[ZIP_DEFLATED].descriptor = c->descriptor == 0 ? 16 : c->descriptor;
	parts[ZIP_NAMED].flags = 0x800;
	parts[ZIP_NAMED].data = picture;
	for (int i = 0; i < ZIP_ENTRIES; i++) {
		if (parts[i].method == 8)
			continue;
		parts[i].size = parts[i].data.size;
		parts[i].crc = crc_of(parts[i].data.data, parts[i].data.size);
	}
}

/* From the flags to the sizes, which both headers have. */
static void put_common(struct tz_buffer *b, const struct part *p, bool is_later)
{
	put(b, p->is_large ? 45 : 20, 2);
	put(b, p->flags, 2);
	put(b, p->method, 2);
	put(b, 0x4B054BC0, 4);
	put(b, is_later ? 0 : p->crc, 4);
	put(b, p->is_large ? 0xFFFFFFFF : is_later ? 0 : p->data.size, 4);
	put(b, p->is_large ? 0xFFFFFFFF : is_later ? 0 : p->size, 4);
	put(b, p->name.size, 2);
}

static void put_large(struct tz_buffer *b, const struct part *p, unsigned int size)
{
	if (!p->is_large)
		return;
	put(b, 1, 2);
	put(b, size, 2);
	put(b, p->size, 8);
	put(b, p->data.size, 8);
}

static void put_descriptor(struct tz_buffer *b, const struct part *p)
{
	unsigned int width = p->descriptor >= 20 ? 8 : 4;

	if (p->descriptor == 16 || p->descriptor == 24)
		tz_buffer_add(b, "PK\7\10", 4);
	if (p->descriptor < 12)
		return;
	put(b, p->crc, 4);
	put(b, p->data.size, width);
	put(b, p->size, width);
}

static void put_local(struct zip_made *made, const struct part *p, int i)
{
	struct tz_buffer *b = &made->bytes;

	made->local[i] = b->size;
	tz_buffer_add(b, "PK\3\4", 4);
	put_common(b, p, p->flags & 8);
	put(b, (p->is_large ? 20 : 0) + p->local_extra.size, 2);
	put_bytes(b, p->name);
	put_large(b, p, 16);
	put_bytes(b, p->local_extra);
	made->data[i] = b->size;
	put_bytes(b, p->data);
	made->descriptor[i] = b->size;
	put_descriptor(b, p);
}

static void put_central(struct zip_made *made, const struct part *p, int i, uint64_t offset)
{
	struct tz_buffer *b = &made->bytes;

	made->central[i] = b->size;
	tz_buffer_add(b, "PK\1\2\x3F\3", 6);
	put_common(b, p, false);
	put(b, (p->is_large ? 28 : 0) + p->central_extra.size, 2);
	put(b, 0, 6);
	put(b, p->attributes, 4);
	put(b, p->is_large ? 0xFFFFFFFF : offset, 4);
	put_bytes(b, p->name);
	put_large(b, p, 24);
	if (p->is_large)
		put(b, offset, 8);
	put_bytes(b, p->central_extra);
}

static void put_zip64(struct zip_made *made, const struct zip_case *c, uint64_t entries, uint64_t size, uint64_t offset)
{
	struct tz_buffer *b = &made->bytes;

	made->record64 = b->size;
	tz_buffer_add(b, "PK\6\6", 4);
	put(b, 44 + c->sector, 8);
	put(b, 45, 2);
	put(b, 45, 2);
	put(b, 0, 8);
	put(b, entries, 8);
	put(b, entries, 8);
	put(b, size, 8);
	put(b, offset, 8);
	put_filler(b, c->sector);
	made->locator = b->size;
	tz_buffer_add(b, "PK\6\7", 4);
	put(b, 0, 4);
	put(b, made->record64 - c->moved, 8);
	put(b, 1, 4);
}

static void put_end(struct zip_made *made, const struct zip_case *c, uint64_t size)
{
	struct tz_buffer *b = &made->bytes;
	uint64_t entries = c->is_empty ? 0 : ZIP_ENTRIES, offset = made->directory - c->moved;

	put_filler(b, c->gap_end);
	if (c->is_zip64)
		put_zip64(made, c, entries, size, offset);
	made->end = b->size;
	tz_buffer_add(b, "PK\5\6", 4);
	put(b, c->is_zip64 ? 0xFFFFFFFF : 0, 4);
	put(b, c->is_zip64 ? 0xFFFF : entries, 2);
	put(b, c->is_zip64 ? 0xFFFF : entries, 2);
	put(b, c->is_zip64 ? 0xFFFFFFFF : size, 4);
	put(b, c->is_zip64 ? 0xFFFFFFFF : offset, 4);
	put(b, c->comment.size, 2);
	put_bytes(b, c->comment);
	put_filler(b, c->after);
}

static void change(struct zip_made *made, const struct zip_change *change)
{
	const size_t *const places[] = {
		[ZIP_LOCAL] = made->local, [ZIP_DATA] = made->data, [ZIP_DESCRIPTOR] = made->descriptor,
		[ZIP_CENTRAL] = made->central, [ZIP_RECORD64] = &made->record64, [ZIP_LOCATOR] = &made->locator,
		[ZIP_END] = &made->end,
	};
	uint64_t value = change->value;

	if (change->record == ZIP_NOTHING)
		return;
	for (unsigned int i = 0; i < change->width; i++, value >>= 8)
		made->bytes.data[places[change->record][change->entry] + change->at + i] = (char)(value & 255);
}

struct zip_made zip_make(const struct zip_case *c)
{
	struct zip_made made = {.bytes = TZ_BUFFER_INIT};
	struct part parts[ZIP_ENTRIES];

	fill_parts(c, parts);
	put_filler(&made.bytes, c->before + c->moved);
	for (int i = 0; !c->is_empty && i < ZIP_ENTRIES; i++) {
		put_local(&made, &parts[i], i);
		put_filler(&made.bytes, i == ZIP_STORED ? c->gap : 0);
	}
	put_filler(&made.bytes, c->gap_directory);
	made.directory = made.bytes.size;
	for (int i = 0; !c->is_empty && i < ZIP_ENTRIES; i++) {
		int entry = c->is_reversed ? ZIP_ENTRIES - 1 - i : i;

		put_central(&made, &parts[entry], entry, made.local[entry] - c->moved);
	}
	put_end(&made, c, made.bytes.size - made.directory);
	for (size_t i = 0; i < sizeof c->changes / sizeof c->changes[0]; i++)
		change(&made, &c->changes[i]);
	ck_assert_int_eq(made.bytes.failed, TAIZHANG_OK);
	return made;
}

void zip_free(struct zip_made *made)
{
	tz_buffer_free(&made->bytes);
}

int64_t zip_read_memory(void *context, uint64_t offset, void *buf, size_t size, struct taizhang_error *err)
{
	struct zip_memory *memory = context;
	size_t left = offset < memory->size ? memory->size - (size_t)offset : 0;

	if (memory->fail_at && --memory->fail_at == 0)
		return tz_error_set(err, TAIZHANG_E_CANCELLED, TZ_MSG_CANCELLED, "memory");
	if (memory->stop_at && --memory->stop_at == 0)
		return 0;
	size = size < left ? size : left;
	size = memory->step && memory->step < size ? memory->step : size;
	if (size > 0)
		memcpy(buf, memory->data + offset, size);
	return (int64_t)size;
}

int zip_judge(const void *data, size_t size, struct tz_zip_directory *directory, struct taizhang_findings *findings)
{
	struct zip_memory memory = {.data = data, .size = size};
	const struct tz_zip_file file = {zip_read_memory, &memory, size, "/in/x.zip"};
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	int result = tz_zip_directory_read(directory, &file, 1000, findings, &err);

	tz_assert_code(&err, TAIZHANG_OK);
	ck_assert_int_ge(result, 0);
	return result;
}

const char *zip_ids(const struct taizhang_findings *findings)
{
	static char ids[1000];

	ids[0] = '\0';
	for (size_t i = 0; i < taizhang_findings_num(findings); i++) {
		const char *id = taizhang_finding_id(taizhang_findings_get(findings, i));
		char word[64];

		snprintf(word, sizeof word, "%s%s", ids[0] ? " " : "", id);
		if (!strstr(ids, id))
			strncat(ids, word, sizeof ids - strlen(ids) - 1);
	}
	return ids;
}

void zip_assert_case(const struct zip_case *c)
{
	struct zip_made made = zip_make(c);
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct tz_zip_directory directory;
	int result = zip_judge(made.bytes.data, made.bytes.size, &directory, findings);
	char text[1000] = "";

	ck_assert_msg(strcmp(zip_ids(findings), c->ids) == 0, "%s: expected \"%s\", found \"%s\"", c->name, c->ids,
		      zip_ids(findings));
	ck_assert_msg(result == (strstr(c->ids, "zip-") || strstr(c->ids, "container-") ? 0 : 1), "%s: gave %d", c->name, result);
	if (taizhang_findings_num(findings) > 0)
		taizhang_finding_text(taizhang_findings_get(findings, 0), TAIZHANG_LANG_EN, text, sizeof text);
	ck_assert_msg(!c->text || strstr(text, c->text), "%s: \"%s\" says nothing of \"%s\"", c->name, text, c->text);
	tz_zip_directory_free(&directory);
	taizhang_findings_free(findings);
	zip_free(&made);
}
