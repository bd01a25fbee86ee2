/* SPDX-License-Identifier: MIT */
/* facts_code.c: facts as bytes, to be remembered, and back. */
#include "inspect/facts_code.h"

#include <string.h>

#include "base/error.h"
#include "base/limits.h"

/* Numbers are written in groups of seven bits, the lowest first; strings as their size and their bytes. In order: state, format, media type, text_cut,
 * text, the facts, the counts of names of which not all were kept, the sheets with their cells. */

#define FORMULA 1
#define ERROR 2
#define HIDDEN 4

static void put_number(struct tz_buffer *out, uint64_t number)
{
	unsigned char bytes[10];
	size_t size = 0;

	for (; number >= 0x80; number >>= 7)
		bytes[size++] = (unsigned char)(number | 0x80);
	bytes[size++] = (unsigned char)number;
	tz_buffer_add(out, bytes, size);
}

static void put_bytes(struct tz_buffer *out, const char *bytes, size_t size)
{
	put_number(out, size);
	tz_buffer_add(out, bytes, size);
}

static void put_text(struct tz_buffer *out, const char *text)
{
	put_bytes(out, text ? text : "", text ? strlen(text) : 0);
}

/* Small ones of either sign take few bytes. */
static uint64_t fold_sign(int64_t number)
{
	return ((uint64_t)number << 1) ^ (number < 0 ? UINT64_MAX : 0);
}

static int64_t unfold_sign(uint64_t number)
{
	return (int64_t)(number >> 1) ^ -(int64_t)(number & 1);
}

static void encode_facts(const struct taizhang_facts *facts, struct tz_buffer *out)
{
	put_number(out, facts->num);
	for (size_t i = 0; i < facts->num; i++) {
		const struct taizhang_fact *fact = &facts->entries[i];

		put_number(out, fact->id);
		put_text(out, fact->place);
		if (taizhang_fact_is_number(fact))
			put_number(out, fold_sign(fact->number));
		else
			put_text(out, fact->value);
	}
}

static void encode_counts(const struct taizhang_facts *facts, struct tz_buffer *out)
{
	for (size_t id = 0; id < TZ_NUM_FACTS; id++)
		if (facts->counts[id] > TZ_LIMIT_FACTS_OF_NAME) {
			put_number(out, id + 1);
			put_number(out, facts->counts[id]);
		}
	put_number(out, 0);
}

static void encode_cells(const struct taizhang_facts *facts, struct tz_buffer *out)
{
	size_t next = 0;

	put_number(out, facts->num_sheets);
	for (size_t i = 0; i < facts->num_sheets; i++) {
		put_text(out, facts->sheets[i]);
		for (; next < facts->num_cells && facts->cells[next].sheet == i; next++) {
			const struct tz_facts_cell *cell = &facts->cells[next];

			put_number(out, (uint64_t)cell->row + 1);
			put_number(out, cell->column);
			put_number(out, (cell->formula ? FORMULA : 0u) | (cell->error ? ERROR : 0u) | (cell->hidden ? HIDDEN : 0u));
			put_text(out, cell->text);
		}
		put_number(out, 0);
	}
}

void tz_facts_encode(const struct taizhang_facts *facts, struct tz_buffer *out)
{
	put_number(out, facts->state);
	put_number(out, facts->format);
	put_text(out, facts->media_type);
	put_number(out, facts->text_cut);
	put_bytes(out, tz_buffer_text(&facts->text), facts->text.size);
	encode_facts(facts, out);
	encode_counts(facts, out);
	encode_cells(facts, out);
}

/* What is left to read. Once something cannot be, nothing more is. */
struct reader {
	const unsigned char *at, *end;
	bool bad;
};

static uint64_t get_number(struct reader *r)
{
	uint64_t number = 0;

	for (unsigned int shift = 0; r->at < r->end && shift < 64; shift += 7) {
		unsigned char byte = *r->at++;

		if (shift == 63 && byte > 1)
			break;
		number |= (uint64_t)(byte & 0x7f) << shift;
		if (byte < 0x80)
			return number;
	}
	r->bad = true;
	return 0;
}

static const char *get_bytes(struct reader *r, size_t *size)
{
	uint64_t stated = get_number(r);
	const char *bytes = (const char *)r->at;

	if (r->bad || stated > (uint64_t)(r->end - r->at)) {
		r->bad = true;
		*size = 0;
		return "";
	}
	*size = (size_t)stated;
	r->at += *size;
	return bytes;
}

/* A string in a buffer of its own, cut to it. */
static const char *get_text(struct reader *r, char *buf, size_t room)
{
	size_t size;
	const char *bytes = get_bytes(r, &size);

	if (size >= room)
		size = room - 1;
	memcpy(buf, bytes, size);
	buf[size] = 0;
	return buf;
}

#define TEXT_ROOM (TZ_LIMIT_FACT_VALUE + 1)

static int decode_fact(struct taizhang_facts *facts, struct reader *r, struct taizhang_error *err)
{
	uint64_t id = get_number(r);
	char place[TEXT_ROOM];
	struct taizhang_fact of_id;
	const char *value;
	size_t size;

	get_text(r, place, sizeof place);
	if (r->bad || id >= TZ_NUM_FACTS) {
		r->bad = true;
		return 0;
	}
	of_id = (struct taizhang_fact){.id = (enum tz_fact_id)id};
	if (taizhang_fact_is_number(&of_id))
		return tz_facts_add_number(facts, of_id.id, unfold_sign(get_number(r)), place, err);
	value = get_bytes(r, &size);
	return tz_facts_add_bytes(facts, of_id.id, value, size, place, err);
}

static int decode_facts(struct taizhang_facts *facts, struct reader *r, struct taizhang_error *err)
{
	uint64_t num = get_number(r), id;

	for (; num && !r->bad; num--)
		if (decode_fact(facts, r, err) != 0)
			return -1;
	while ((id = get_number(r)) && !r->bad) {
		uint64_t count = get_number(r);

		if (id > TZ_NUM_FACTS || facts->counts[id - 1] < TZ_LIMIT_FACTS_OF_NAME)
			r->bad = true;
		else if (count > facts->counts[id - 1])
			facts->counts[id - 1] = count;
	}
	return 0;
}

static int decode_cells(struct taizhang_facts *facts, struct reader *r, struct taizhang_error *err)
{
	uint64_t sheets = get_number(r), row;
	char text[TEXT_ROOM];

	for (; sheets && !r->bad; sheets--) {
		if (tz_facts_name_sheet(facts, get_text(r, text, sizeof text), err) != 0)
			return -1;
		while ((row = get_number(r)) && !r->bad) {
			uint64_t column = get_number(r), flags = get_number(r);
			struct tz_facts_cell cell = {.row = (uint32_t)(row - 1), .column = (uint32_t)column, .formula = flags & FORMULA,
				.error = flags & ERROR, .hidden = flags & HIDDEN};

			cell.text = get_text(r, text, sizeof text);
			if (tz_facts_add_cell(facts, &cell, err) != 0)
				return -1;
		}
	}
	return 0;
}

/* Media types are printable ASCII. */
static int decode_media_type(struct taizhang_facts *facts, struct reader *r, struct taizhang_error *err)
{
	char text[128];

	for (const char *at = get_text(r, text, sizeof text); *at; at++)
		if (*at <= ' ' || *at > '~')
			r->bad = true;
	if (r->bad || !*text)
		return 0;
	facts->media_type = tz_arena_strdup(&facts->arena, text, err);
	return facts->media_type ? 0 : -1;
}

static int decode(struct taizhang_facts *facts, struct reader *r, struct taizhang_error *err)
{
	uint64_t state = get_number(r), format = get_number(r);
	const char *text;
	size_t size;

	if (!taizhang_facts_state_name((enum taizhang_facts_state)state) || state > TAIZHANG_FACTS_UNINSPECTED || format >= TZ_NUM_FORMATS)
		r->bad = true;
	else
		facts->format = (enum tz_format)format;
	if (decode_media_type(facts, r, err) != 0)
		return -1;
	facts->text_cut = get_number(r) == 1;
	text = get_bytes(r, &size);
	if (tz_facts_write(facts, text, size, err) != 0 || decode_facts(facts, r, err) != 0 || decode_cells(facts, r, err) != 0)
		return -1;
	if (r->at != r->end)
		r->bad = true;
	/* Last: a text or cells past the limits would have changed it. */
	if (!r->bad)
		facts->state = (enum taizhang_facts_state)state;
	return 0;
}

struct taizhang_facts *tz_facts_decode(const void *data, size_t size, struct taizhang_error *err)
{
	struct reader reader = {data, (const unsigned char *)data + size, false};
	struct taizhang_facts *facts = tz_facts_new(err);

	if (!facts)
		return NULL;
	if (decode(facts, &reader, err) != 0 || reader.bad) {
		taizhang_facts_free(facts);
		return NULL;
	}
	tz_facts_finish(facts);
	return facts;
}
