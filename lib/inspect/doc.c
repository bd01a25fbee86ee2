/* SPDX-License-Identifier: MIT */
/* doc.c: Word 97 to 2003 and WPS: whether it is locked, comments, changes not accepted, pictures; its text by catdoc. */
#include <stdlib.h>
#include <string.h>

#include "inspect/little.h"
#include "inspect/ole.h"

#define MOST_MAIN (16u << 20)		/* bytes of the text's stream and of the tables' that are looked at */
#define MOST_TABLE (4u << 20)
#define MOST_PICTURES 10000
#define PAGE 512			/* formats of characters stand in pages of the main stream */

/* Places in the head of the main stream: flags, and pairs of offset and size in the stream of tables. */
enum { VERSION = 2, FLAGS = 10, COMMENTS = 0xba, CHARACTERS = 0xfa, DRAWINGS = 0x22a, HEAD = 0x232 };
enum { LOCKED = 0x0100, TABLE_1 = 0x0200, OBFUSCATED = 0x8000 };

struct doc {
	struct taizhang_facts *facts;
	const struct tz_compound *compound;
	struct tz_buffer main, table;
	unsigned int flags;
};

/* What the head says stands in the stream of tables; *size is 0 where it does not. */
static const unsigned char *table_part(const struct doc *doc, size_t at, size_t *size)
{
	const unsigned char *head = (const unsigned char *)doc->main.data;
	size_t offset = 0;

	*size = 0;
	if (doc->main.size < HEAD)
		return NULL;
	offset = tz_little32(head + at);
	if (offset >= doc->table.size)
		return NULL;
	*size = tz_little32(head + at + 4);
	if (*size > doc->table.size - offset)
		*size = doc->table.size - offset;
	return (const unsigned char *)doc->table.data + offset;
}

/* Bytes of the change of one property after its code; 0 where it cannot be told. */
static size_t operand_size(unsigned int code, const unsigned char *at, size_t left)
{
	static const size_t sizes[] = {1, 1, 2, 4, 2, 2, 0, 3};

	if (code >> 13 != 6)
		return sizes[code >> 13];
	return left ? (size_t)at[0] + 1 : 0;
}

/* Whether a list of changed properties marks its characters as inserted (1) or deleted (2). */
static int change_of(const unsigned char *list, size_t size)
{
	int change = 0;

	for (size_t at = 0; size - at >= 3;) {
		unsigned int code = tz_little16(list + at);
		size_t operand = operand_size(code, list + at + 2, size - at - 2);

		if (!operand || operand > size - at - 2)
			break;
		if (code == 0x0801 && list[at + 2])
			change = 1;
		else if (code == 0x0800 && list[at + 2])
			change = 2;
		at += 2 + operand;
	}
	return change;
}

/* Runs of characters on one page of formats; *change and *end are of the run before. */
static size_t count_page(const unsigned char *page, int *change, uint32_t *end)
{
	size_t runs = page[PAGE - 1], num = 0;

	for (size_t i = 0; i < runs && (runs + 1) * 4 + i < PAGE - 1; i++) {
		size_t at = page[(runs + 1) * 4 + i] * 2u, size;
		uint32_t first = tz_little32(page + i * 4);
		int here = 0;

		if (at && at < PAGE - 1) {
			size = page[at];
			if (size > PAGE - 1 - at - 1)
				size = PAGE - 1 - at - 1;
			here = change_of(page + at + 1, size);
		}
		/* A change goes on where the next run is marked alike. */
		if (here && (here != *change || first != *end))
			num++;
		*change = here;
		*end = tz_little32(page + i * 4 + 4);
	}
	return num;
}

static int add_changes(const struct doc *doc, struct taizhang_error *err)
{
	size_t size, num = 0, pages;
	const unsigned char *table = table_part(doc, CHARACTERS, &size);
	uint32_t end = 0;
	int change = 0;

	pages = size >= 12 ? (size - 4) / 8 : 0;
	for (size_t i = 0; i < pages; i++) {
		size_t at = (size_t)(tz_little32(table + (pages + 1 + i) * 4) & 0x3fffff) * PAGE;

		if (at + PAGE <= doc->main.size)
			num += count_page((const unsigned char *)doc->main.data + at, &change, &end);
	}
	return num ? tz_facts_add_number(doc->facts, TZ_FACT_TRACKED_CHANGES, (int64_t)num, NULL, err) : 0;
}

/* Each comment has a place of four bytes and a reference of thirty; one place more ends the list. */
static int add_comments(const struct doc *doc, struct taizhang_error *err)
{
	size_t size;

	table_part(doc, COMMENTS, &size);
	return size >= 38 ? tz_facts_add_number(doc->facts, TZ_FACT_COMMENTS, (int64_t)((size - 4) / 34), NULL, err) : 0;
}

/* Pictures in the line stand one after another in a stream of their own, among other things of the same form; the others in the store of
 * the drawings. */
static int add_pictures(const struct doc *doc, struct taizhang_error *err)
{
	uint32_t entry = tz_compound_find(doc->compound, 0, "Data");
	struct tz_compound_stream stream;
	unsigned char head[8];
	size_t size, num;
	const unsigned char *drawings = table_part(doc, DRAWINGS, &size);
	int64_t got = sizeof head;

	num = drawings ? tz_ole_count_blips(drawings, size) : 0;
	if (entry)
		tz_compound_begin(doc->compound, entry, &stream);
	for (size_t i = 0; entry && i < MOST_PICTURES && (got = tz_compound_read(&stream, head, sizeof head, err)) == sizeof head; i++) {
		uint32_t length = tz_little32(head);

		if (tz_little16(head + 4) == 0x44 && (tz_little16(head + 6) == 0x64 || tz_little16(head + 6) == 0x66))
			num++;
		if (length < sizeof head || tz_compound_read(&stream, NULL, length - sizeof head, err) < 0)
			break;
	}
	if (got < 0)
		return -1;
	return num ? tz_facts_add_number(doc->facts, TZ_FACT_PICTURES, (int64_t)num, NULL, err) : 0;
}

static int add_encryption(const struct doc *doc, struct taizhang_error *err)
{
	const unsigned char *table = (const unsigned char *)doc->table.data;
	const char *name = "RC4";

	if (doc->flags & OBFUSCATED)
		name = "XOR";
	else if (doc->table.size >= 4 && tz_little16(table + 2) == 2)
		name = "RC4 CryptoAPI";
	if (tz_facts_add(doc->facts, TZ_FACT_ENCRYPTION, name, NULL, err) != 0)
		return -1;
	return tz_facts_worsen(doc->facts, TAIZHANG_FACTS_ENCRYPTED, NULL, NULL, err);
}

static int load(struct doc *doc, struct taizhang_error *err)
{
	uint32_t entry = tz_compound_find(doc->compound, 0, "WordDocument");

	if (entry && tz_compound_load(doc->compound, entry, MOST_MAIN, &doc->main, err) != 0)
		return -1;
	if (doc->main.size < HEAD)
		return 0;
	doc->flags = tz_little16((unsigned char *)doc->main.data + FLAGS);
	entry = tz_compound_find(doc->compound, 0, doc->flags & TABLE_1 ? "1Table" : "0Table");
	return entry ? tz_compound_load(doc->compound, entry, MOST_TABLE, &doc->table, err) : 0;
}

static int look(struct doc *doc, struct tz_inspection *inspection, struct taizhang_error *err)
{
	/* As much as the program's folder of charsets is sure to hold; -w: lines are not broken. */
	static const char *const catdoc[] = {"catdoc", "-w", "-d", "utf-8", NULL};
	unsigned int version;

	if (load(doc, err) != 0)
		return -1;
	if (doc->main.size < HEAD)
		return tz_facts_worsen(doc->facts, TAIZHANG_FACTS_UNREADABLE, "no text stream", "WordDocument", err);
	version = tz_little16((unsigned char *)doc->main.data + VERSION);
	if (tz_facts_add(doc->facts, TZ_FACT_FORMAT_VERSION, version >= 0xc0 ? "97" : version >= 0x65 ? "95" : "6", NULL, err) != 0)
		return -1;
	if (doc->flags & LOCKED)
		return add_encryption(doc, err);
	/* Before 97 all stands elsewhere. */
	if (version >= 0xc0 &&
	    (add_pictures(doc, err) != 0 || add_changes(doc, err) != 0 || add_comments(doc, err) != 0))
		return -1;
	return tz_ole_add_text(inspection, catdoc, err);
}

int tz_inspect_doc(struct tz_inspection *inspection, struct taizhang_error *err)
{
	struct tz_compound compound;
	struct doc doc = {inspection->facts, &compound, TZ_BUFFER_INIT, TZ_BUFFER_INIT, 0};
	int result = tz_ole_open(inspection, &compound, err);

	if (result <= 0)
		return result;
	result = look(&doc, inspection, err);
	tz_buffer_free(&doc.main);
	tz_buffer_free(&doc.table);
	tz_compound_free(&compound);
	return result;
}
