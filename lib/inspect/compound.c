/* SPDX-License-Identifier: MIT */
/* compound.c: the directory of an OLE compound file: its sectors, its allocation tables, the tree of its entries. */
#include "inspect/compound.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"
#include "inspect/little.h"

#define NO_SECTOR 0xfffffffau		/* from here on no number is that of a sector */
#define NO_ENTRY 0xffffffffu
#define HEADER_SECTORS 109		/* sectors of the allocation table that the header names */
#define ENTRY_SIZE 128
#define NAME_SIZE 64

enum { FREE = 0, STORAGE = 1, STREAM = 2, ROOT = 5 };

static void complain(struct tz_compound *compound, const char *fault)
{
	if (!compound->fault)
		compound->fault = fault;
}

static uint64_t place(const struct tz_compound *compound, uint32_t sector)
{
	return ((uint64_t)sector + 1) << compound->shift;
}

/* How many sectors the file can have at all. */
static size_t most_sectors(const struct tz_compound *compound)
{
	return (size_t)((compound->source->size + (1u << compound->shift) - 1) >> compound->shift);
}

static int read_sector(struct tz_compound *compound, uint32_t sector, unsigned char *block, struct taizhang_error *err)
{
	size_t size = (size_t)1 << compound->shift;
	int64_t got = 0;

	if (sector < NO_SECTOR)
		got = tz_source_read(compound->source, place(compound, sector), block, size, err);
	if (got < 0)
		return -1;
	if ((size_t)got < size) {
		complain(compound, "breaks off");
		memset(block + got, 0xff, size - (size_t)got);
	}
	return 0;
}

/* One sector of the allocation table. */
static int add_to_fat(struct tz_compound *compound, uint32_t sector, unsigned char *block, struct taizhang_error *err)
{
	size_t each = ((size_t)1 << compound->shift) / 4;

	if (read_sector(compound, sector, block, err) != 0)
		return -1;
	for (size_t i = 0; i < each; i++)
		compound->fat[compound->num_fat++] = tz_little32(block + i * 4);
	return 0;
}

/* The sectors of the table are named by the header, then by sectors that each name the next. */
static int read_fat(struct tz_compound *compound, const unsigned char *header, unsigned char *block, struct taizhang_error *err)
{
	size_t each = ((size_t)1 << compound->shift) / 4, wanted = tz_little32(header + 0x2c), most = most_sectors(compound) / each + 1;
	uint32_t next = tz_little32(header + 0x44);
	unsigned char *names;

	if (most > TZ_LIMIT_COMPOUND_SECTORS / each) {
		most = TZ_LIMIT_COMPOUND_SECTORS / each;
		compound->cut = true;
	}
	/* Some programs write a larger table than the file needs. */
	if (wanted > most)
		wanted = most;
	compound->fat = malloc(wanted * each * sizeof *compound->fat + 1);
	names = malloc((size_t)1 << compound->shift);
	if (!compound->fat || !names) {
		free(names);
		return tz_error_nomem(err);
	}
	for (size_t i = 0; i < wanted && i < HEADER_SECTORS; i++)
		if (add_to_fat(compound, tz_little32(header + 0x4c + i * 4), block, err) != 0)
			goto fail;
	while (compound->num_fat < wanted * each && next < NO_SECTOR) {
		if (read_sector(compound, next, names, err) != 0)
			goto fail;
		for (size_t i = 0; i < each - 1 && compound->num_fat < wanted * each; i++)
			if (add_to_fat(compound, tz_little32(names + i * 4), block, err) != 0)
				goto fail;
		next = tz_little32(names + (each - 1) * 4);
	}
	if (compound->num_fat < wanted * each)
		complain(compound, "allocation table breaks off");
	free(names);
	return 0;
fail:
	free(names);
	return -1;
}

/* The bytes of a chain of sectors, at most so many. */
static int read_chain(struct tz_compound *compound, uint32_t sector, size_t most, struct tz_buffer *out, unsigned char *block,
		      struct taizhang_error *err)
{
	size_t steps = compound->num_fat, size = (size_t)1 << compound->shift;

	for (; sector < compound->num_fat && out->size + size <= most; sector = compound->fat[sector]) {
		if (!steps--) {
			complain(compound, "sectors in a circle");
			break;
		}
		if (read_sector(compound, sector, block, err) != 0)
			return -1;
		tz_buffer_add(out, block, size);
	}
	return tz_buffer_check(out, err);
}

static void read_name(const unsigned char *raw, char *name)
{
	size_t units = tz_little16(raw + NAME_SIZE) / 2, at = 0;

	if (units > NAME_SIZE / 2)
		units = NAME_SIZE / 2;
	for (size_t i = 0; i < units && tz_little16(raw + i * 2); i++) {
		int32_t unit = tz_little16(raw + i * 2);

		/* No name that anything here looks for has a surrogate. */
		at += tz_text_append(name + at, unit >= 0xd800 && unit < 0xe000 ? 0xfffd : unit);
	}
	name[at] = '\0';
}

/* Hangs each entry that can be reached from the root into its storage; the others stay without a parent and are never found. */
static int read_tree(struct tz_compound *compound, const unsigned char *raw, struct taizhang_error *err)
{
	uint32_t *queue = malloc(compound->num * sizeof *queue);
	size_t first = 0, last = 0;

	if (!queue)
		return tz_error_nomem(err);
	compound->entries[0].parent = 0;
	queue[last++] = 0;
	while (first < last) {
		uint32_t index = queue[first++], storage = compound->entries[index].parent;
		const unsigned char *at = raw + (size_t)index * ENTRY_SIZE;

		/* Its brothers lie where it lies, its child in it. */
		for (int i = index ? 0 : 2; i < (compound->entries[index].storage ? 3 : 2); i++) {
			uint32_t next = tz_little32(at + 0x44 + i * 4);

			if (next == NO_ENTRY)
				continue;
			if (next >= compound->num || compound->entries[next].parent != NO_ENTRY) {
				complain(compound, "entries in a circle");
				continue;
			}
			compound->entries[next].parent = i == 2 ? index : storage;
			queue[last++] = next;
		}
	}
	free(queue);
	return 0;
}

static int read_directory(struct tz_compound *compound, uint32_t start, unsigned char *block, struct taizhang_error *err)
{
	struct tz_buffer raw = TZ_BUFFER_INIT;
	int result = -1;

	if (read_chain(compound, start, (size_t)TZ_LIMIT_COMPOUND_ENTRIES * ENTRY_SIZE, &raw, block, err) != 0)
		goto out;
	result = 0;
	if (raw.size < ENTRY_SIZE || (unsigned char)raw.data[0x42] != ROOT) {
		complain(compound, "no directory");
		goto out;
	}
	compound->entries = calloc(raw.size / ENTRY_SIZE, sizeof *compound->entries);
	if (!compound->entries) {
		result = tz_error_nomem(err);
		goto out;
	}
	compound->num = raw.size / ENTRY_SIZE;
	for (size_t i = 0; i < compound->num; i++) {
		const unsigned char *at = (unsigned char *)raw.data + i * ENTRY_SIZE;
		struct tz_compound_entry *entry = &compound->entries[i];

		read_name(at, entry->name);
		entry->storage = at[0x42] == STORAGE || i == 0;
		entry->parent = NO_ENTRY;
		entry->start = tz_little32(at + 0x74);
		/* With sectors of 512 bytes the upper half is not always zero, and means nothing. */
		entry->size = compound->shift == 9 ? tz_little32(at + 0x78) : tz_little64(at + 0x78);
		if (at[0x42] != STREAM && i)
			entry->size = 0;
	}
	result = read_tree(compound, (unsigned char *)raw.data, err);
out:
	tz_buffer_free(&raw);
	return result;
}

/* Small streams share sectors that the root's own chain holds. */
static int read_small(struct tz_compound *compound, uint32_t start, unsigned char *block, struct taizhang_error *err)
{
	struct tz_buffer raw = TZ_BUFFER_INIT;
	uint64_t most = (compound->entries[0].size >> 6) + ((uint64_t)1 << compound->shift);
	uint32_t sector = compound->entries[0].start;
	size_t num = 0;

	if (most > TZ_LIMIT_COMPOUND_SECTORS / 4)
		most = TZ_LIMIT_COMPOUND_SECTORS / 4;
	if (read_chain(compound, start, (size_t)most * 4, &raw, block, err) != 0) {
		tz_buffer_free(&raw);
		return -1;
	}
	for (uint32_t at = sector; at < compound->num_fat && num < compound->num_fat; at = compound->fat[at])
		num++;
	compound->small_fat = malloc(raw.size + 1);
	compound->small_home = malloc(num * sizeof *compound->small_home + 1);
	if (!compound->small_fat || !compound->small_home) {
		tz_buffer_free(&raw);
		return tz_error_nomem(err);
	}
	for (; compound->num_small < raw.size / 4; compound->num_small++)
		compound->small_fat[compound->num_small] = tz_little32((unsigned char *)raw.data + compound->num_small * 4);
	for (; compound->num_home < num; sector = compound->fat[sector])
		compound->small_home[compound->num_home++] = sector;
	tz_buffer_free(&raw);
	return 0;
}

int tz_compound_open(struct tz_compound *compound, const struct tz_source *source, struct taizhang_error *err)
{
	const unsigned char *header = source->head;
	unsigned char *block;
	int result;

	*compound = (struct tz_compound)TZ_COMPOUND_INIT;
	compound->source = source;
	if (source->head_size < 512 || memcmp(header, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8) != 0) {
		complain(compound, "no header");
		return 0;
	}
	compound->shift = tz_little16(header + 0x1e);
	compound->cutoff = tz_little32(header + 0x38);
	if ((compound->shift != 9 && compound->shift != 12) || tz_little16(header + 0x20) != 6) {
		complain(compound, "sectors of an impossible size");
		return 0;
	}
	block = malloc((size_t)1 << compound->shift);
	if (!block)
		return tz_error_nomem(err);
	result = read_fat(compound, header, block, err);
	if (result == 0)
		result = read_directory(compound, tz_little32(header + 0x30), block, err);
	if (result == 0 && compound->num)
		result = read_small(compound, tz_little32(header + 0x3c), block, err);
	free(block);
	if (result != 0)
		tz_compound_free(compound);
	return result;
}

void tz_compound_free(struct tz_compound *compound)
{
	free(compound->entries);
	free(compound->fat);
	free(compound->small_fat);
	free(compound->small_home);
	*compound = (struct tz_compound)TZ_COMPOUND_INIT;
}

uint32_t tz_compound_find(const struct tz_compound *compound, uint32_t storage, const char *name)
{
	for (uint32_t i = 1; i < compound->num; i++)
		if (compound->entries[i].parent == storage && strcasecmp(compound->entries[i].name, name) == 0)
			return i;
	return 0;
}
