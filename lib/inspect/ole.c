/* SPDX-License-Identifier: MIT */
/* ole.c: what the old office formats share: their container, properties, macros, embedded objects; and documents that are locked as a whole. */
#include "inspect/ole.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/text.h"
#include "inspect/little.h"
#include "inspect/program.h"
#include "inspect/property_set.h"

#define MOST_PROPERTIES (1u << 20)	/* bytes of a property stream: titles and names, not the picture of the first page */
#define CONTAINER 0xf001		/* a drawing's store of pictures */

static const struct {
	const char *stream;
	enum tz_format format;
} kinds[] = {
	{"EncryptedPackage", TZ_FORMAT_LOCKED},
	{"WordDocument", TZ_FORMAT_DOC},
	{"Workbook", TZ_FORMAT_XLS},
	{"Book", TZ_FORMAT_XLS},
	{"PowerPoint Document", TZ_FORMAT_PPT},
};

int tz_ole_look(struct tz_inspection *inspection, struct taizhang_error *err)
{
	struct tz_compound compound;

	inspection->facts->format = TZ_FORMAT_OLE;
	if (tz_compound_open(&compound, inspection->source, err) != 0)
		return -1;
	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (tz_compound_find(&compound, 0, kinds[i].stream)) {
			inspection->facts->format = kinds[i].format;
			break;
		}
	tz_compound_free(&compound);
	return 0;
}

static int add_properties(struct taizhang_facts *facts, const struct tz_compound *compound, const char *name, struct taizhang_error *err)
{
	struct tz_buffer data = TZ_BUFFER_INIT;
	uint32_t entry = tz_compound_find(compound, 0, name);
	int result = 0;

	if (entry)
		result = tz_compound_load(compound, entry, MOST_PROPERTIES, &data, err);
	if (result == 0 && data.size)
		result = tz_property_set_add(facts, data.data, data.size, err);
	tz_buffer_free(&data);
	return result;
}

/* "Macros/VBA/ThisDocument" */
static void write_path(const struct tz_compound *compound, uint32_t entry, char *path, size_t size)
{
	uint32_t parent = compound->entries[entry].parent, above = compound->entries[parent].parent;

	snprintf(path, size, "%s%s%s%s%s", above ? compound->entries[above].name : "", above ? "/" : "",
		 parent ? compound->entries[parent].name : "", parent ? "/" : "", compound->entries[entry].name);
}

/* The modules of a VBA project stand beside its own streams. */
static bool is_module(const struct tz_compound *compound, const struct tz_compound_entry *entry)
{
	return !entry->storage && strcasecmp(compound->entries[entry->parent].name, "VBA") == 0 && entry->name[0] != '_' &&
	       strcasecmp(entry->name, "dir") != 0;
}

/* Word hangs objects into a pool, Excel beside the workbook. */
static bool is_object(const struct tz_compound *compound, const struct tz_compound_entry *entry)
{
	if (!entry->storage)
		return false;
	if (entry->parent)
		return compound->entries[entry->parent].parent == 0 &&
		       strcasecmp(compound->entries[entry->parent].name, "ObjectPool") == 0;
	return strncasecmp(entry->name, "MBD", 3) == 0 || strncasecmp(entry->name, "LNK", 3) == 0;
}

/* What the program that made it calls it, or the name of its storage. */
static int add_object(struct taizhang_facts *facts, const struct tz_compound *compound, uint32_t storage, struct taizhang_error *err)
{
	struct tz_buffer data = TZ_BUFFER_INIT;
	uint32_t entry = tz_compound_find(compound, storage, "\001CompObj");
	char path[320];
	size_t size = 0;
	int result = 0;

	write_path(compound, storage, path, sizeof path);
	if (entry)
		result = tz_compound_load(compound, entry, 1024, &data, err);
	if (data.size > 32) {
		size = tz_little32((unsigned char *)data.data + 28);
		if (size > data.size - 32)
			size = data.size - 32;
	}
	if (result == 0 && size > 1)
		result = tz_facts_add_bytes(facts, TZ_FACT_EMBEDDED_OBJECT, data.data + 32, size - 1, path, err);
	else if (result == 0)
		result = tz_facts_add(facts, TZ_FACT_EMBEDDED_OBJECT, compound->entries[storage].name, path, err);
	tz_buffer_free(&data);
	return result;
}

static int add_parts(struct taizhang_facts *facts, const struct tz_compound *compound, struct taizhang_error *err)
{
	char path[320];

	for (uint32_t i = 1; i < compound->num; i++) {
		const struct tz_compound_entry *entry = &compound->entries[i];

		if (entry->parent >= compound->num)
			continue;
		write_path(compound, i, path, sizeof path);
		if (is_module(compound, entry) && tz_facts_add(facts, TZ_FACT_MACROS, path, NULL, err) != 0)
			return -1;
		if (is_object(compound, entry) && add_object(facts, compound, i, err) != 0)
			return -1;
	}
	return 0;
}

static int add_common(struct taizhang_facts *facts, const struct tz_compound *compound, struct taizhang_error *err)
{
	if (compound->cut && tz_facts_worsen(facts, TAIZHANG_FACTS_LIMITED, NULL, NULL, err) != 0)
		return -1;
	if (compound->fault && tz_facts_worsen(facts, TAIZHANG_FACTS_DAMAGED, compound->fault, NULL, err) != 0)
		return -1;
	if (add_properties(facts, compound, "\005SummaryInformation", err) != 0 ||
	    add_properties(facts, compound, "\005DocumentSummaryInformation", err) != 0)
		return -1;
	return add_parts(facts, compound, err);
}

int tz_ole_open(struct tz_inspection *inspection, struct tz_compound *compound, struct taizhang_error *err)
{
	if (tz_compound_open(compound, inspection->source, err) != 0)
		return -1;
	if (!compound->num) {
		int result = tz_facts_worsen(inspection->facts, TAIZHANG_FACTS_UNREADABLE, compound->fault, NULL, err);

		tz_compound_free(compound);
		return result;
	}
	if (add_common(inspection->facts, compound, err) != 0) {
		tz_compound_free(compound);
		return -1;
	}
	return 1;
}

static int take_text(void *context, const char *data, size_t size, struct taizhang_error *err)
{
	return tz_buffer_add(context, data, size), tz_buffer_check(context, err);
}

/* catdoc writes a character past 16 bits as the two halves of a pair, each in three bytes (ED A0 80 to ED AF BF, ED B0 80 to ED BF BF). */
static void join_pairs(struct tz_buffer *text)
{
	unsigned char *at = (unsigned char *)text->data, *end = at + text->size, *out = at;

	while (at < end) {
		char bytes[4];
		size_t size;

		if (end - at < 6 || at[0] != 0xed || (at[1] & 0xf0) != 0xa0 || at[3] != 0xed || (at[4] & 0xf0) != 0xb0) {
			*out++ = *at++;
			continue;
		}
		size = tz_text_append(bytes, 0x10000 + ((((at[1] & 0x0f) << 6) | (at[2] & 0x3f)) << 10) + (((at[4] & 0x0f) << 6) | (at[5] & 0x3f)));
		memcpy(out, bytes, size);
		out += size;
		at += 6;
	}
	text->size = (size_t)(out - (unsigned char *)text->data);
}

/* A program may hand on a piece that ends within a character, so all of it is taken first: it stops at the limit of a text. */
int tz_ole_add_text(struct tz_inspection *inspection, const char *const *argv, struct taizhang_error *err)
{
	struct taizhang_facts *facts = inspection->facts;
	struct tz_buffer text = TZ_BUFFER_INIT;
	enum tz_program_end end = TZ_PROGRAM_ABSENT;
	int result = 0;

	if (inspection->programs)
		result = tz_program_run(argv, inspection->source, take_text, &text, &end, err);
	if (result == 0 && text.size) {
		join_pairs(&text);
		result = tz_facts_write(facts, text.data, text.size, err);
	}
	if (result == 0 && end != TZ_PROGRAM_DONE)
		result = tz_facts_add_unread(facts, TZ_UNREAD_TEXT,
					     end == TZ_PROGRAM_ABSENT    ? TZ_REASON_NO_PROGRAM
					     : end == TZ_PROGRAM_TIMEOUT ? TZ_REASON_TIMEOUT
									 : TZ_REASON_PROGRAM_FAILED,
					     err);
	tz_buffer_free(&text);
	return result;
}

size_t tz_ole_count_blips(const unsigned char *data, size_t size)
{
	/* Its first record is the container of all, whose records are the store and others. */
	for (size_t at = 8; size >= 8 && at <= size - 8;) {
		uint32_t length = tz_little32(data + at + 4);

		if (tz_little16(data + at + 2) == CONTAINER)
			return tz_little16(data + at) >> 4;
		if (length > size - at - 8)
			break;
		at += 8 + (size_t)length;
	}
	return 0;
}

int tz_inspect_ole(struct tz_inspection *inspection, struct taizhang_error *err)
{
	struct tz_compound compound;
	int result = tz_ole_open(inspection, &compound, err);

	if (result <= 0)
		return result;
	tz_compound_free(&compound);
	return tz_facts_worsen(inspection->facts, TAIZHANG_FACTS_UNINSPECTED, NULL, NULL, err);
}
