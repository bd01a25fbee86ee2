/* SPDX-License-Identifier: MIT */
/* door_case.c: files for tests of doors: those that real programs made, bytes, and OLE files of given streams. */
#include "inspect/door_case.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "harness/assert.h"

#define SECTOR 512
#define CUTOFF 4096

void door_case_load(const char *name, struct tz_buffer *bytes)
{
	const char *top = getenv("top_srcdir");
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	char path[1024];

	snprintf(path, sizeof path, "%s/tests/inspect/data/ole/%s", top ? top : "..", name);
	bytes->size = 0;
	tz_assert_ok(tz_file_read(path, 1u << 20, bytes, &err), &err);
}

struct taizhang_facts *door_case_facts(const char *name, const void *data, size_t size, bool programs)
{
	struct taizhang_inspect_options options = TAIZHANG_INSPECT_OPTIONS_INIT;
	struct taizhang_input input = TAIZHANG_INPUT_INIT;
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_facts *facts;

	input.data = data;
	input.data_size = size;
	options.name = name;
	options.programs = programs;
	facts = taizhang_inspect(&input, &options, &err);
	tz_assert_ptr(facts, &err);
	return facts;
}

struct taizhang_facts *door_case_facts_of(const char *name, bool programs)
{
	struct tz_buffer bytes = TZ_BUFFER_INIT;
	struct taizhang_facts *facts;

	door_case_load(name, &bytes);
	facts = door_case_facts(name, bytes.data, bytes.size, programs);
	tz_buffer_free(&bytes);
	return facts;
}

const char *door_case_values(const struct taizhang_facts *facts, const char *name)
{
	static char text[8192];

	*text = '\0';
	for (size_t i = 0; i < taizhang_facts_num(facts); i++) {
		const struct taizhang_fact *fact = taizhang_facts_get(facts, i);
		size_t size = strlen(text);

		if (strcmp(taizhang_fact_name(fact), name) == 0)
			snprintf(text + size, sizeof text - size, "%s%s%s;", taizhang_fact_value(fact), *taizhang_fact_place(fact) ? "@" : "",
				 taizhang_fact_place(fact));
	}
	return text;
}

static void put(unsigned char *at, uint64_t value, size_t size)
{
	for (size_t i = 0; i < size; i++)
		at[i] = (unsigned char)(value >> i * 8);
}

/* Appends a stream in sectors of that size, and their chain. Returns the first. */
static uint32_t add(struct tz_buffer *body, uint32_t *chain, size_t *num, const void *data, size_t size, size_t sector)
{
	static const char zeros[SECTOR];
	uint32_t first = (uint32_t)*num;
	size_t padding = (sector - size % sector) % sector;

	if (!size)
		return 0xfffffffe;
	tz_buffer_add(body, data, size);
	tz_buffer_add(body, zeros, padding);
	for (size_t i = 0; i < (size + padding) / sector; i++, ++*num)
		chain[*num] = (uint32_t)*num + 1;
	chain[*num - 1] = 0xfffffffe;
	return first;
}

/* Entries hang one behind another: each is the right brother of the one before in its storage. */
static void write_directory(const struct door_case_stream *streams, size_t num, unsigned char *directory, const uint32_t *starts)
{
	for (size_t i = 0; i <= num; i++) {
		unsigned char *at = directory + i * 128;
		const char *name = i ? streams[i - 1].name : "Root Entry";
		size_t size = strlen(name);

		for (size_t k = 0; k < size; k++)
			at[k * 2] = (unsigned char)name[k];
		put(at + 64, size * 2 + 2, 2);
		at[66] = i ? (streams[i - 1].data ? 2 : 1) : 5;
		memset(at + 68, 0xff, 12);
		put(at + 116, starts[i], 4);
		put(at + 120, i ? streams[i - 1].size : 0, 4);
	}
	for (size_t i = 0; i < num; i++) {
		size_t storage = (size_t)(streams[i].inside + 1), at = storage, link = 76;

		while (directory[at * 128 + link] != 0xff) {
			at = directory[at * 128 + link];
			link = 72;
		}
		put(directory + at * 128 + link, i + 1, 4);
	}
}

void door_case_ole(const struct door_case_stream *streams, size_t num, struct tz_buffer *out)
{
	static uint32_t chain[4096], small_chain[4096];
	static unsigned char directory[64 * 128], header[SECTOR], table[SECTOR * 32];
	struct tz_buffer body = TZ_BUFFER_INIT, small = TZ_BUFFER_INIT;
	size_t sectors = 0, smalls = 0, tables = 0;
	uint32_t starts[64] = {0}, at, small_table;

	ck_assert_uint_lt(num, 60);
	memset(directory, 0, sizeof directory);
	memset(header, 0, sizeof header);
	for (size_t i = 0; i < num; i++)
		starts[i + 1] = streams[i].size < CUTOFF
			? add(&small, small_chain, &smalls, streams[i].data, streams[i].size, 64)
			: add(&body, chain, &sectors, streams[i].data, streams[i].size, SECTOR);
	starts[0] = add(&body, chain, &sectors, small.data, small.size, SECTOR);
	for (size_t i = 0; i < smalls; i++)
		put(table + i * 4, small_chain[i], 4);
	small_table = add(&body, chain, &sectors, table, smalls * 4, SECTOR);
	write_directory(streams, num, directory, starts);
	put(directory + 120, small.size, 4);
	at = add(&body, chain, &sectors, directory, (num + 1) * 128, SECTOR);
	memcpy(header, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", 8);
	put(header + 0x18, 0x3e, 2);
	put(header + 0x1a, 3, 2);
	put(header + 0x1c, 0xfffe, 2);
	put(header + 0x1e, 9, 2);
	put(header + 0x20, 6, 2);
	put(header + 0x30, at, 4);
	put(header + 0x38, CUTOFF, 4);
	put(header + 0x3c, smalls ? small_table : 0xfffffffe, 4);
	put(header + 0x40, smalls ? 1 : 0, 4);
	put(header + 0x44, 0xfffffffe, 4);
	memset(header + 0x4c, 0xff, 109 * 4);
	while (tables * 128 < sectors + tables)
		tables++;
	memset(table, 0xff, sizeof table);
	for (size_t i = 0; i < sectors; i++)
		put(table + i * 4, chain[i], 4);
	for (size_t i = 0; i < tables; i++) {
		put(table + (sectors + i) * 4, 0xfffffffd, 4);
		put(header + 0x4c + i * 4, sectors + i, 4);
	}
	put(header + 0x2c, tables, 4);
	out->size = 0;
	tz_buffer_add(out, header, sizeof header);
	tz_buffer_add(out, tz_buffer_text(&body), body.size);
	tz_buffer_add(out, table, tables * SECTOR);
	tz_buffer_free(&body);
	tz_buffer_free(&small);
}
