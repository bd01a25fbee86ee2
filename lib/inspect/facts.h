/* SPDX-License-Identifier: MIT */
/* facts.h: the facts of a file while doors fill them in: named values, a text, cells. */
#ifndef TZ_INSPECT_FACTS_H
#define TZ_INSPECT_FACTS_H

#include <taizhang/inspect.h>

#include "base/arena.h"
#include "base/buffer.h"

enum tz_fact_id {
#define FACT(name, id, type, zh, en) TZ_FACT_##name,
#include "inspect/fact.def"
#undef FACT
	TZ_NUM_FACTS
};

enum tz_format {
#define FORMAT(name, id, media_type, family, door, extensions, zh, en) TZ_FORMAT_##name,
#include "inspect/format.def"
#undef FORMAT
	TZ_NUM_FORMATS
};

/* Why something was not read: values of TZ_FACT_NOT_READ, whose place says what (TZ_UNREAD_…). */
#define TZ_REASON_NOT_BUILT_IN "not-built-in"	/* the library for it was not there at configure */
#define TZ_REASON_NO_PROGRAM "no-program"	/* a program for it is not installed, or programs are not wanted */
#define TZ_REASON_PROGRAM_FAILED "program-failed"
#define TZ_REASON_TOO_LARGE "too-large"
#define TZ_REASON_TIMEOUT "timeout"
#define TZ_REASON_NO_READER "no-reader"	/* nobody here knows how */
#define TZ_UNREAD_TEXT "text"
#define TZ_UNREAD_CELLS "cells"
#define TZ_UNREAD_PROPERTIES "properties"
#define TZ_UNREAD_PIXELS "pixels"

struct taizhang_fact {
	enum tz_fact_id id;
	int64_t number;
	const char *value, *place;	/* of the arena; value is the decimal of a number */
};

struct tz_facts_cell {
	const char *text;		/* of the arena */
	uint32_t row, column;		/* from 1 */
	uint16_t sheet;			/* which TZ_FACT_SHEET, from 0 */
	bool formula, error, hidden;
};

struct taizhang_facts {
	enum taizhang_facts_state state;
	enum tz_format format;
	const char *media_type;		/* of the arena where libmagic knows better than format.def; else NULL */
	struct tz_arena arena;
	struct taizhang_fact *entries;	/* sorted by id once finished, in the order of their adding below that */
	size_t num, capacity;
	uint64_t counts[TZ_NUM_FACTS];	/* all that were added */
	struct tz_buffer text;
	bool text_cut;			/* there was more than TZ_LIMIT_INSPECT_TEXT */
	struct tz_facts_cell *cells;
	size_t num_cells, cells_capacity;
	const char **sheets;		/* names, of the arena; all of them, also where facts are no longer kept */
	size_t num_sheets, sheets_capacity;
};

struct taizhang_facts *tz_facts_new(struct taizhang_error *err);
/* Sorts; after that nothing is added. */
void tz_facts_finish(struct taizhang_facts *facts);

/* What comes of files goes through here: text that is not UTF-8 has U+FFFD in place of what is not, controls are dropped, values are cut
 * to TZ_LIMIT_FACT_VALUE bytes and trimmed; an empty value adds nothing. place may be NULL. -1 with NOMEM alone. */
int tz_facts_add(struct taizhang_facts *facts, enum tz_fact_id id, const char *value, const char *place, struct taizhang_error *err);
int tz_facts_add_bytes(struct taizhang_facts *facts, enum tz_fact_id id, const char *value, size_t size, const char *place,
		       struct taizhang_error *err);
int tz_facts_add_number(struct taizhang_facts *facts, enum tz_fact_id id, int64_t number, const char *place, struct taizhang_error *err);
/* What was not read, and why: TZ_UNREAD_…, TZ_REASON_…. */
int tz_facts_add_unread(struct taizhang_facts *facts, const char *what, const char *reason, struct taizhang_error *err);
/* The worse of the present state and this one stays; detail (may be NULL) is kept as TZ_FACT_DAMAGE at place. */
int tz_facts_worsen(struct taizhang_facts *facts, enum taizhang_facts_state state, const char *detail, const char *place,
		    struct taizhang_error *err);
/* The next piece of the text, which may end anywhere but within a character. '\n' ends a paragraph, a row of cells, a page. Past the limit
 * it is dropped: nobody has to look. */
int tz_facts_write(struct taizhang_facts *facts, const char *text, size_t size, struct taizhang_error *err);
/* A sheet, in whose order cells come; also adds TZ_FACT_SHEET, and TZ_FACT_HIDDEN_SHEET. */
int tz_facts_add_sheet(struct taizhang_facts *facts, const char *name, bool hidden, struct taizhang_error *err);
/* The same without the facts, for who adds those himself. */
int tz_facts_name_sheet(struct taizhang_facts *facts, const char *name, struct taizhang_error *err);
/* A filled cell of the sheet that was added last; past the limit it is dropped and the state is LIMITED. text is made safe as a value is. */
int tz_facts_add_cell(struct taizhang_facts *facts, const struct tz_facts_cell *cell, struct taizhang_error *err);
/* The place of a cell: "Sheet1!C5". */
void tz_facts_cell_place(const struct taizhang_facts *facts, const struct tz_facts_cell *cell, char *buf, size_t size);

/* The first one, or NULL / fallback. */
const char *tz_facts_value(const struct taizhang_facts *facts, enum tz_fact_id id);
int64_t tz_facts_number(const struct taizhang_facts *facts, enum tz_fact_id id, int64_t fallback);
bool tz_facts_has(const struct taizhang_facts *facts, enum tz_fact_id id);
/* The facts of one id, after finish: *num of them from the pointer on; NULL where there is none. */
const struct taizhang_fact *tz_facts_all(const struct taizhang_facts *facts, enum tz_fact_id id, size_t *num);
const char *tz_fact_id_name(enum tz_fact_id id);
/* TZ_NUM_FACTS where there is none of this name. */
enum tz_fact_id tz_fact_id_of(const char *name);

#endif
