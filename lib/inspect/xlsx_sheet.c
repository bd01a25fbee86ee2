/* SPDX-License-Identifier: MIT */
/* xlsx_sheet.c: the cells of one sheet of a workbook. */
#include <string.h>

#include "base/limits.h"
#include "inspect/xlsx.h"

#define MOST_ROWS 1048576
#define MOST_COLUMNS 16384
#define MOST_HIDDEN 256		/* runs of hidden columns that are known */
#define MOST_VALUE (256u << 10)	/* bytes of one cell: office programs stop at 32,767 characters */

enum { COLUMN = 1, ROW, CELL, VALUE, FORMULA, TEXT, PHONETIC };

static const struct tz_tag tags[] = {
	{TZ_NS_SHEET, "c", CELL},
	{TZ_NS_SHEET, "v", VALUE},
	{TZ_NS_SHEET, "f", FORMULA},
	{TZ_NS_SHEET, "t", TEXT},
	{TZ_NS_SHEET, "row", ROW},
	{TZ_NS_SHEET, "col", COLUMN},
	{TZ_NS_SHEET, "rPh", PHONETIC},
	{TZ_NS_NONE, NULL, 0},
};

struct sheet {
	struct tz_xlsx *x;
	bool hidden;
	struct {
		uint32_t first, last;
	} columns[MOST_HIDDEN];		/* hidden ones */
	size_t num_columns;
	bool row_hidden, row_filled;
	struct tz_facts_cell cell;	/* at work, without its text */
	char type[12];
	size_t style;
	struct tz_buffer value;
	char formula[32];		/* its beginning */
	int open;			/* VALUE, FORMULA or TEXT, else 0 */
};

/* "AB12": 28 and 12; what is missing stays. */
static void read_reference(const char *text, struct tz_facts_cell *cell)
{
	uint32_t column = 0, row = 0;

	for (; *text >= 'A' && *text <= 'Z' && column <= MOST_COLUMNS; text++)
		column = column * 26 + (uint32_t)(*text - 'A') + 1;
	for (; *text >= '0' && *text <= '9' && row <= MOST_ROWS; text++)
		row = row * 10 + (uint32_t)(*text - '0');
	cell->column = column ? column : cell->column;
	cell->row = row ? row : cell->row;
}

static void begin_cell(struct sheet *s, struct tz_markup *m)
{
	const char *text;

	s->cell.column++;
	s->cell.formula = false;
	s->cell.error = false;
	text = tz_markup_attribute(m, TZ_NS_NONE, "r");
	if (text)
		read_reference(text, &s->cell);
	s->style = (size_t)tz_markup_number(m, TZ_NS_NONE, "s", 0);
	text = tz_markup_attribute(m, TZ_NS_NONE, "t");
	*s->type = '\0';
	if (text && strlen(text) < sizeof s->type)
		memcpy(s->type, text, strlen(text) + 1);
	s->value.size = 0;
	*s->formula = '\0';
}

static void begin_column(struct sheet *s, struct tz_markup *m)
{
	if (!tz_markup_switch(m, TZ_NS_NONE, "hidden", false) || s->num_columns == MOST_HIDDEN)
		return;
	s->columns[s->num_columns].first = (uint32_t)tz_markup_number(m, TZ_NS_NONE, "min", 1);
	s->columns[s->num_columns++].last = (uint32_t)tz_markup_number(m, TZ_NS_NONE, "max", 1);
}

static int on_begin(void *context, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	struct sheet *s = context;

	(void)err;
	switch (tag) {
	case COLUMN:
		begin_column(s, m);
		return 0;
	case ROW:
		s->cell.row = (uint32_t)tz_markup_number(m, TZ_NS_NONE, "r", (int64_t)s->cell.row + 1);
		s->cell.column = 0;
		s->row_hidden = tz_markup_switch(m, TZ_NS_NONE, "hidden", false);
		s->row_filled = false;
		return 0;
	case CELL:
		begin_cell(s, m);
		return 0;
	case PHONETIC:
		tz_markup_skip(m);
		return 0;
	case FORMULA:
		s->cell.formula = true;
		s->open = tag;
		return 0;
	default:
		s->open = tag;
		return 0;
	}
}

static int on_text(void *context, struct tz_markup *m, const char *text, struct taizhang_error *err)
{
	struct sheet *s = context;
	size_t size = strlen(text);

	(void)m;
	if (s->open == FORMULA) {
		if (size >= sizeof s->formula)
			size = sizeof s->formula - 1;
		memcpy(s->formula, text, size);
		s->formula[size] = '\0';
	}
	if ((s->open != VALUE && s->open != TEXT) || s->value.size + size > MOST_VALUE)
		return 0;
	tz_buffer_add(&s->value, text, size);
	return tz_buffer_check(&s->value, err);
}

/* The text of a cell as people see it; number is room for one that has to be made. */
static const char *show(struct sheet *s, char number[TZ_NUMBER_SIZE])
{
	static const struct tz_number_style general = {.kind = TZ_NUMBER_GENERAL};
	const struct tz_xlsx *x = s->x;
	const char *value = tz_buffer_text(&s->value);
	size_t index = 0;

	if (strcmp(s->type, "s") == 0) {
		for (; *value >= '0' && *value <= '9' && index <= x->strings.num; value++)
			index = index * 10 + (size_t)(*value - '0');
		return index < x->strings.num ? x->strings.bytes.data + x->strings.starts[index] : "";
	}
	if (strcmp(s->type, "b") == 0)
		return strcmp(value, "0") == 0 ? "FALSE" : "TRUE";
	if ((*s->type && strcmp(s->type, "n") != 0) || !*value)
		return value;
	tz_number_show(s->style < x->num_styles ? &x->styles[s->style] : &general, value, x->from_1904, number);
	return number;
}

static int write_text(struct sheet *s, const char *text, struct taizhang_error *err)
{
	struct taizhang_facts *facts = s->x->ooxml->facts;

	if (s->row_filled && tz_facts_write(facts, "\t", 1, err) != 0)
		return -1;
	s->row_filled = true;
	while (*text) {
		size_t run = strcspn(text, "\r\n\t");

		if (tz_facts_write(facts, text, run, err) != 0 || (text[run] && tz_facts_write(facts, " ", 1, err) != 0))
			return -1;
		text += run + (text[run] != '\0');
	}
	return 0;
}

static bool is_hidden(const struct sheet *s)
{
	if (s->hidden || s->row_hidden)
		return true;
	for (size_t i = 0; i < s->num_columns; i++)
		if (s->cell.column >= s->columns[i].first && s->cell.column <= s->columns[i].last)
			return true;
	return false;
}

static int end_cell(struct sheet *s, struct taizhang_error *err)
{
	struct taizhang_facts *facts = s->x->ooxml->facts;
	char number[TZ_NUMBER_SIZE], place[TZ_LIMIT_FACT_VALUE];
	struct tz_facts_cell cell = s->cell;

	s->x->formulas += cell.formula;
	/* A picture in a cell, as WPS has them. */
	if (strstr(s->formula, "DISPIMG("))
		return 0;
	cell.text = show(s, number);
	if (!*cell.text || !cell.row || !cell.column || cell.row > MOST_ROWS || cell.column > MOST_COLUMNS)
		return 0;
	s->x->cells++;
	cell.error = strcmp(s->type, "e") == 0;
	cell.hidden = is_hidden(s);
	if (cell.error) {
		cell.sheet = (uint16_t)(facts->num_sheets - 1);
		tz_facts_cell_place(facts, &cell, place, sizeof place);
		if (tz_facts_add(facts, TZ_FACT_FORMULA_ERROR, cell.text, place, err) != 0)
			return -1;
	}
	return write_text(s, cell.text, err) == 0 ? tz_facts_add_cell(facts, &cell, err) : -1;
}

static int on_end(void *context, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	struct sheet *s = context;

	(void)m;
	s->open = 0;
	if (tag == CELL)
		return end_cell(s, err);
	if (tag == ROW && s->row_filled)
		return tz_facts_write(s->x->ooxml->facts, "\n", 1, err);
	return 0;
}

int tz_xlsx_sheet_read(struct tz_xlsx *x, const char *part, bool hidden, struct taizhang_error *err)
{
	static const struct tz_markup_reader reader = {tags, on_begin, on_end, on_text};
	struct sheet s = {.x = x, .hidden = hidden, .value = TZ_BUFFER_INIT};
	int walked = tz_ooxml_walk(x->ooxml, part, &reader, &s, err);

	tz_buffer_free(&s.value);
	return walked < 0 ? -1 : 0;
}
