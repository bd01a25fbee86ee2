/* SPDX-License-Identifier: MIT */
/* facts.c: the facts of a file: made safe, kept within bounds, found by name. */
#include "inspect/facts.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/array.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"

enum fact_type { TEXT, NUMBER };

static const struct {
	const char *name;
	enum fact_type type;
	const char *label_zh, *label_en;
} fact_table[] = {
#define FACT(name, id, type, zh, en) {id, type, zh, en},
#include "inspect/fact.def"
#undef FACT
};

static const struct {
	const char *name, *label_zh, *label_en;
} states[] = {
	[TAIZHANG_FACTS_WHOLE] = {"whole", "完整", "whole"},
	[TAIZHANG_FACTS_LIMITED] = {"limited", "过大，只读了一部分", "too large, read in part"},
	[TAIZHANG_FACTS_DAMAGED] = {"damaged", "损坏", "damaged"},
	[TAIZHANG_FACTS_ENCRYPTED] = {"encrypted", "有密码", "locked by a password"},
	[TAIZHANG_FACTS_UNREADABLE] = {"unreadable", "打不开", "cannot be opened"},
	[TAIZHANG_FACTS_EMPTY] = {"empty", "空文件", "empty"},
	[TAIZHANG_FACTS_UNINSPECTED] = {"uninspected", "未检视", "not inspected"},
};

/* From harmless to grave: what is worse hides what is less. */
static int gravity(enum taizhang_facts_state state)
{
	static const enum taizhang_facts_state order[] = {
		TAIZHANG_FACTS_WHOLE, TAIZHANG_FACTS_LIMITED, TAIZHANG_FACTS_UNINSPECTED, TAIZHANG_FACTS_DAMAGED,
		TAIZHANG_FACTS_ENCRYPTED, TAIZHANG_FACTS_UNREADABLE, TAIZHANG_FACTS_EMPTY,
	};

	for (size_t i = 0; i < sizeof order / sizeof order[0]; i++)
		if (order[i] == state)
			return (int)i;
	return 0;
}

struct taizhang_facts *tz_facts_new(struct taizhang_error *err)
{
	struct taizhang_facts *facts = calloc(1, sizeof *facts);

	if (!facts) {
		tz_error_nomem(err);
		return NULL;
	}
	facts->state = TAIZHANG_FACTS_WHOLE;
	return facts;
}

TAIZHANG_API void taizhang_facts_free(struct taizhang_facts *facts)
{
	if (!facts)
		return;
	tz_arena_free(&facts->arena);
	tz_buffer_free(&facts->text);
	free(facts->entries);
	free(facts->cells);
	free(facts->sheets);
	free(facts);
}

/* By id; those of one id in the order of their adding, which is that of their numbers in the array. */
void tz_facts_finish(struct taizhang_facts *facts)
{
	/* Few are out of order, since doors add in the order of the table as far as files let them. */
	for (size_t i = 1; i < facts->num; i++) {
		struct taizhang_fact fact = facts->entries[i];
		size_t at = i;

		for (; at > 0 && facts->entries[at - 1].id > fact.id; at--)
			facts->entries[at] = facts->entries[at - 1];
		facts->entries[at] = fact;
	}
}

/* Bytes of one character that may be kept, or 0; *step is what to move on by. */
static size_t safe_character(const char *text, size_t size, bool lines, size_t *step)
{
	char bytes[5] = "";
	int32_t codepoint = 0;
	size_t taken;

	memcpy(bytes, text, size < 4 ? size : 4);
	taken = tz_text_next(bytes, &codepoint);
	*step = taken ? taken : 1;
	if (!taken || !tz_text_is_utf8(bytes, taken))
		return 0;
	if (lines && (codepoint == '\n' || codepoint == '\t'))
		return taken;
	return codepoint < 0x20 || (codepoint >= 0x7f && codepoint < 0xa0) || codepoint == 0xfffe || codepoint == 0xffff ? 0 : taken;
}

/* Drops controls, puts U+FFFD for what is not UTF-8. Plain text goes through in runs. */
static void add_safe(struct tz_buffer *out, const char *text, size_t size, bool lines)
{
	size_t run = 0;

	for (size_t i = 0; i < size;) {
		unsigned char c = (unsigned char)text[i];
		size_t step = 1, kept = 1;

		/* Chinese characters, of which most texts consist, need no closer look: U+1000 to U+CFFF. */
		if (c >= 0xe1 && c <= 0xec && size - i >= 3 && ((unsigned char)text[i + 1] & 0xc0) == 0x80 &&
		    ((unsigned char)text[i + 2] & 0xc0) == 0x80)
			step = kept = 3;
		else if (c < 0x20 || c >= 0x7f)
			kept = safe_character(text + i, size - i, lines, &step);
		if (!kept) {
			tz_buffer_add(out, text + i - run, run);
			run = 0;
			if (c >= 0x80 && step == 1)
				tz_buffer_text_add(out, "\xef\xbf\xbd");
			else if (!lines && (c == '\n' || c == '\t' || c == '\r'))
				tz_buffer_add(out, " ", 1);
		} else {
			run += step;
		}
		i += step;
	}
	tz_buffer_add(out, text + size - run, run);
}

/* A value of the arena: safe, trimmed, cut; "" stays "". NULL with NOMEM. */
static const char *keep(struct taizhang_facts *facts, const char *value, size_t size, struct taizhang_error *err)
{
	struct tz_buffer out = TZ_BUFFER_INIT;
	const char *kept = NULL;

	/* A hostile value is not worth more work than a few times what is kept of it. */
	if (size > 4u * TZ_LIMIT_FACT_VALUE)
		size = 4u * TZ_LIMIT_FACT_VALUE;
	add_safe(&out, value, size, false);
	if (tz_buffer_check(&out, err) == 0) {
		if (out.size > TZ_LIMIT_FACT_VALUE)
			out.data[tz_text_cut(out.data, TZ_LIMIT_FACT_VALUE)] = 0;
		kept = tz_arena_strdup(&facts->arena, out.data ? tz_text_trim(out.data) : "", err);
	}
	tz_buffer_free(&out);
	return kept;
}

int tz_facts_add_bytes(struct taizhang_facts *facts, enum tz_fact_id id, const char *value, size_t size, const char *place,
		       struct taizhang_error *err)
{
	struct taizhang_fact fact = {.id = id, .number = 0, .value = NULL, .place = ""};

	if (facts->counts[id] >= TZ_LIMIT_FACTS_OF_NAME) {
		facts->counts[id]++;
		return 0;
	}
	fact.value = keep(facts, value ? value : "", value ? size : 0, err);
	if (!fact.value)
		return -1;
	if (!*fact.value)
		return 0;
	if (place && *place) {
		fact.place = keep(facts, place, strlen(place), err);
		if (!fact.place)
			return -1;
	}
	if (tz_array_grow(&facts->entries, facts->num, &facts->capacity, sizeof *facts->entries, err) != 0)
		return -1;
	facts->entries[facts->num++] = fact;
	facts->counts[id]++;
	return 0;
}

int tz_facts_add(struct taizhang_facts *facts, enum tz_fact_id id, const char *value, const char *place, struct taizhang_error *err)
{
	return tz_facts_add_bytes(facts, id, value, value ? strlen(value) : 0, place, err);
}

int tz_facts_add_number(struct taizhang_facts *facts, enum tz_fact_id id, int64_t number, const char *place, struct taizhang_error *err)
{
	char text[24];
	size_t before = facts->num;

	snprintf(text, sizeof text, "%" PRId64, number);
	if (tz_facts_add(facts, id, text, place, err) != 0)
		return -1;
	if (facts->num > before)
		facts->entries[before].number = number;
	return 0;
}

int tz_facts_add_unread(struct taizhang_facts *facts, const char *what, const char *reason, struct taizhang_error *err)
{
	return tz_facts_add(facts, TZ_FACT_NOT_READ, reason, what, err);
}

int tz_facts_worsen(struct taizhang_facts *facts, enum taizhang_facts_state state, const char *detail, const char *place,
		    struct taizhang_error *err)
{
	if (gravity(state) > gravity(facts->state))
		facts->state = state;
	return detail ? tz_facts_add(facts, TZ_FACT_DAMAGE, detail, place, err) : 0;
}

int tz_facts_write(struct taizhang_facts *facts, const char *text, size_t size, struct taizhang_error *err)
{
	size_t room = facts->text.size < TZ_LIMIT_INSPECT_TEXT ? TZ_LIMIT_INSPECT_TEXT - facts->text.size : 0;

	if (!size)
		return 0;
	if (size > room) {
		facts->text_cut = true;
		if (gravity(facts->state) < gravity(TAIZHANG_FACTS_LIMITED))
			facts->state = TAIZHANG_FACTS_LIMITED;
		size = 0;
	}
	add_safe(&facts->text, text, size, true);
	return tz_buffer_check(&facts->text, err);
}

int tz_facts_name_sheet(struct taizhang_facts *facts, const char *name, struct taizhang_error *err)
{
	const char *kept = keep(facts, name, strlen(name), err);

	if (!kept ||
	    tz_array_grow(&facts->sheets, facts->num_sheets, &facts->sheets_capacity, sizeof *facts->sheets, err) != 0)
		return -1;
	facts->sheets[facts->num_sheets++] = kept;
	return 0;
}

int tz_facts_add_sheet(struct taizhang_facts *facts, const char *name, bool hidden, struct taizhang_error *err)
{
	if (tz_facts_name_sheet(facts, name, err) != 0 || tz_facts_add(facts, TZ_FACT_SHEET, name, NULL, err) != 0)
		return -1;
	return hidden ? tz_facts_add(facts, TZ_FACT_HIDDEN_SHEET, name, NULL, err) : 0;
}

int tz_facts_add_cell(struct taizhang_facts *facts, const struct tz_facts_cell *cell, struct taizhang_error *err)
{
	struct tz_facts_cell own = *cell;

	if (facts->num_cells >= TZ_LIMIT_INSPECT_CELLS || !facts->num_sheets || facts->num_sheets > UINT16_MAX)
		return tz_facts_worsen(facts, TAIZHANG_FACTS_LIMITED, NULL, NULL, err);
	own.text = keep(facts, cell->text, strlen(cell->text), err);
	if (!own.text)
		return -1;
	if (!*own.text)
		return 0;
	own.sheet = (uint16_t)(facts->num_sheets - 1);
	if (tz_array_grow(&facts->cells, facts->num_cells, &facts->cells_capacity, sizeof *facts->cells, err) != 0)
		return -1;
	facts->cells[facts->num_cells++] = own;
	return 0;
}

void tz_facts_cell_place(const struct taizhang_facts *facts, const struct tz_facts_cell *cell, char *buf, size_t size)
{
	char letters[8];
	size_t at = sizeof letters - 1;
	uint32_t column = cell->column;
	const char *sheet = cell->sheet < facts->num_sheets ? facts->sheets[cell->sheet] : "";

	letters[at] = 0;
	for (; column && at; column = (column - 1) / 26)
		letters[--at] = (char)('A' + (column - 1) % 26);
	snprintf(buf, size, "%s%s%s%" PRIu32, sheet, *sheet ? "!" : "", letters + at, cell->row);
}

const struct taizhang_fact *tz_facts_all(const struct taizhang_facts *facts, enum tz_fact_id id, size_t *num)
{
	const struct taizhang_fact *first = NULL;

	*num = 0;
	for (size_t i = 0; facts && i < facts->num; i++)
		if (facts->entries[i].id == id) {
			first = first ? first : &facts->entries[i];
			++*num;
		}
	return first;
}

const char *tz_facts_value(const struct taizhang_facts *facts, enum tz_fact_id id)
{
	size_t num;
	const struct taizhang_fact *fact = tz_facts_all(facts, id, &num);

	return fact ? fact->value : NULL;
}

int64_t tz_facts_number(const struct taizhang_facts *facts, enum tz_fact_id id, int64_t fallback)
{
	size_t num;
	const struct taizhang_fact *fact = tz_facts_all(facts, id, &num);

	return fact ? fact->number : fallback;
}

bool tz_facts_has(const struct taizhang_facts *facts, enum tz_fact_id id)
{
	return facts && facts->counts[id] > 0;
}

const char *tz_fact_id_name(enum tz_fact_id id)
{
	return id < TZ_NUM_FACTS ? fact_table[id].name : "";
}

enum tz_fact_id tz_fact_id_of(const char *name)
{
	size_t id = 0;

	while (id < TZ_NUM_FACTS && (!name || strcmp(fact_table[id].name, name) != 0))
		id++;
	return (enum tz_fact_id)id;
}

TAIZHANG_API enum taizhang_facts_state taizhang_facts_state(const struct taizhang_facts *facts)
{
	return facts ? facts->state : (enum taizhang_facts_state)0;
}

TAIZHANG_API const char *taizhang_facts_state_name(enum taizhang_facts_state state)
{
	return (size_t)state < sizeof states / sizeof states[0] ? states[state].name : NULL;
}

TAIZHANG_API const char *taizhang_facts_state_label(enum taizhang_facts_state state, enum taizhang_lang lang)
{
	if ((size_t)state >= sizeof states / sizeof states[0])
		return NULL;
	return lang == TAIZHANG_LANG_EN ? states[state].label_en : states[state].label_zh;
}

TAIZHANG_API size_t taizhang_facts_num(const struct taizhang_facts *facts)
{
	return facts ? facts->num : 0;
}

TAIZHANG_API const struct taizhang_fact *taizhang_facts_get(const struct taizhang_facts *facts, size_t index)
{
	return facts && index < facts->num ? &facts->entries[index] : NULL;
}

TAIZHANG_API const struct taizhang_fact *taizhang_facts_find(const struct taizhang_facts *facts, const char *name)
{
	size_t num;

	return tz_facts_all(facts, tz_fact_id_of(name), &num);
}

TAIZHANG_API uint64_t taizhang_facts_count(const struct taizhang_facts *facts, const char *name)
{
	enum tz_fact_id id = tz_fact_id_of(name);

	return facts && id < TZ_NUM_FACTS ? facts->counts[id] : 0;
}

TAIZHANG_API const char *taizhang_fact_name(const struct taizhang_fact *fact)
{
	return fact ? fact_table[fact->id].name : "";
}

TAIZHANG_API const char *taizhang_fact_label(const struct taizhang_fact *fact, enum taizhang_lang lang)
{
	if (!fact)
		return "";
	return lang == TAIZHANG_LANG_EN ? fact_table[fact->id].label_en : fact_table[fact->id].label_zh;
}

TAIZHANG_API const char *taizhang_fact_value(const struct taizhang_fact *fact)
{
	return fact ? fact->value : "";
}

TAIZHANG_API bool taizhang_fact_is_number(const struct taizhang_fact *fact)
{
	return fact && fact_table[fact->id].type == NUMBER;
}

TAIZHANG_API int64_t taizhang_fact_number(const struct taizhang_fact *fact)
{
	return fact ? fact->number : 0;
}

TAIZHANG_API const char *taizhang_fact_place(const struct taizhang_fact *fact)
{
	return fact ? fact->place : "";
}

TAIZHANG_API const char *taizhang_facts_text(const struct taizhang_facts *facts, size_t *size)
{
	if (size)
		*size = facts ? facts->text.size : 0;
	return facts ? tz_buffer_text(&facts->text) : "";
}

TAIZHANG_API size_t taizhang_facts_num_cells(const struct taizhang_facts *facts)
{
	return facts ? facts->num_cells : 0;
}

TAIZHANG_API int taizhang_facts_get_cell(const struct taizhang_facts *facts, size_t index, struct taizhang_cell *cell)
{
	const struct tz_facts_cell *found;

	if (!facts || !cell || index >= facts->num_cells)
		return -1;
	found = &facts->cells[index];
	*cell = (struct taizhang_cell){facts->sheets[found->sheet], found->row, found->column, found->text,
				       found->formula, found->error, found->hidden};
	return 0;
}

TAIZHANG_API size_t taizhang_fact_num_names(void)
{
	return TZ_NUM_FACTS;
}

TAIZHANG_API const char *taizhang_fact_get_name(size_t index)
{
	return index < TZ_NUM_FACTS ? fact_table[index].name : NULL;
}
