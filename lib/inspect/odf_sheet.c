/* SPDX-License-Identifier: MIT */
/* odf_sheet.c: the cells of a workbook of OpenDocument. */
#include <string.h>

#include "base/array.h"
#include "base/text.h"
#include "inspect/odf.h"

#define MOST_ROWS 1048576
#define MOST_COLUMNS 16384
#define MOST_ROW_TEXT (1u << 20)

static bool is_collapsed(struct tz_markup *m)
{
	const char *visibility = tz_markup_attribute(m, TZ_NS_TABLE, "visibility");

	return visibility && (strcmp(visibility, "collapse") == 0 || strcmp(visibility, "filter") == 0);
}

static uint32_t repeated(struct tz_markup *m, const char *name)
{
	int64_t times = tz_markup_number(m, TZ_NS_TABLE, name, 1);

	return times < 1 ? 1 : times > MOST_ROWS ? MOST_ROWS : (uint32_t)times;
}

int tz_odf_sheet_begin(struct tz_odf *o, struct tz_markup *m, struct taizhang_error *err)
{
	struct tz_odf_sheet *s = &o->sheet;
	const char *text = tz_markup_attribute(m, TZ_NS_TABLE, "style-name");
	char name[TZ_LIMIT_FACT_VALUE];
	size_t size;

	s->hidden = text && tz_odf_style_hides(o, "table", text);
	s->row = 1;
	s->num_hidden_columns = 0;
	s->columns_told = 0;
	text = tz_markup_attribute(m, TZ_NS_TABLE, "name");
	size = tz_text_cut(text ? text : "", sizeof name - 1);
	memcpy(name, text ? text : "", size);
	name[size] = '\0';
	/* Cells of another file that formulas look into are kept as a sheet whose name is its address. */
	if (*name == '\'' && strstr(name, "'#")) {
		tz_markup_skip(m);
		*strstr(name, "'#") = '\0';
		return tz_facts_add(o->facts, TZ_FACT_EXTERNAL_LINK, name + 1, "table-source", err);
	}
	return tz_facts_add_sheet(o->facts, name, s->hidden, err);
}

void tz_odf_column(struct tz_odf *o, struct tz_markup *m)
{
	struct tz_odf_sheet *s = &o->sheet;
	uint32_t times = repeated(m, "number-columns-repeated"), first = s->columns_told + 1;

	if (s->columns_told > MOST_COLUMNS)
		return;
	s->columns_told += times;
	if (is_collapsed(m) && s->num_hidden_columns < sizeof s->hidden_columns / sizeof s->hidden_columns[0]) {
		s->hidden_columns[s->num_hidden_columns].first = first;
		s->hidden_columns[s->num_hidden_columns++].last = s->columns_told;
	}
}

void tz_odf_row_begin(struct tz_odf *o, struct tz_markup *m)
{
	struct tz_odf_sheet *s = &o->sheet;

	s->row_repeated = repeated(m, "number-rows-repeated");
	s->row_hidden = is_collapsed(m);
	s->column = 1;
	s->num_cells = 0;
	s->row_text.size = 0;
}

static bool is_column_hidden(const struct tz_odf_sheet *s, uint32_t column)
{
	for (size_t i = 0; i < s->num_hidden_columns; i++)
		if (column >= s->hidden_columns[i].first && column <= s->hidden_columns[i].last)
			return true;
	return false;
}

static int write_cell(struct tz_odf *o, const struct tz_odf_cell *cell, uint32_t row, uint32_t column, struct taizhang_error *err)
{
	const struct tz_odf_sheet *s = &o->sheet;
	const char *text = s->row_text.data + cell->text;
	struct tz_facts_cell told = {.text = text, .row = row, .column = column, .formula = cell->formula, .error = cell->error,
				     .hidden = s->hidden || s->row_hidden || is_column_hidden(s, column)};
	char place[TZ_LIMIT_FACT_VALUE];

	o->cells++;
	o->formulas += cell->formula;
	if (cell->error) {
		told.sheet = (uint16_t)(o->facts->num_sheets - 1);
		tz_facts_cell_place(o->facts, &told, place, sizeof place);
		if (tz_facts_add(o->facts, TZ_FACT_FORMULA_ERROR, text, place, err) != 0)
			return -1;
	}
	if (tz_facts_write(o->facts, text, strlen(text), err) != 0)
		return -1;
	return tz_facts_add_cell(o->facts, &told, err);
}

static int write_row(struct tz_odf *o, uint32_t row, struct taizhang_error *err)
{
	const struct tz_odf_sheet *s = &o->sheet;

	for (size_t i = 0; i < s->num_cells; i++)
		for (uint32_t k = 0; k < s->cells[i].repeated && s->cells[i].column + k <= MOST_COLUMNS; k++) {
			if ((i || k) && tz_facts_write(o->facts, "\t", 1, err) != 0)
				return -1;
			if (write_cell(o, &s->cells[i], row, s->cells[i].column + k, err) != 0)
				return -1;
		}
	return tz_facts_write(o->facts, "\n", 1, err);
}

int tz_odf_row_end(struct tz_odf *o, struct taizhang_error *err)
{
	struct tz_odf_sheet *s = &o->sheet;

	/* A row of a few bytes may be a million rows: what cannot be kept is not worked on. */
	for (uint32_t i = 0; s->num_cells && i < s->row_repeated && s->row + i <= MOST_ROWS; i++) {
		if (write_row(o, s->row + i, err) != 0)
			return -1;
		if (o->facts->num_cells >= TZ_LIMIT_INSPECT_CELLS)
			break;
	}
	s->row = s->row > MOST_ROWS ? s->row : s->row + s->row_repeated;
	s->num_cells = 0;
	return 0;
}

int tz_odf_cell_begin(struct tz_odf *o, struct tz_markup *m, struct taizhang_error *err)
{
	static const char *const values[] = {"string-value", "date-value", "time-value", "value", "boolean-value"};
	struct tz_odf_sheet *s = &o->sheet;
	const char *text = tz_markup_attribute(m, TZ_NS_OTHER, "value-type");

	(void)err;
	s->cell = (struct tz_odf_cell){.text = s->row_text.size, .column = s->column,
				       .repeated = repeated(m, "number-columns-repeated")};
	s->cell.error = text && strcmp(text, "error") == 0;
	s->cell.formula = tz_markup_attribute(m, TZ_NS_TABLE, "formula") != NULL;
	*s->value = '\0';
	for (size_t i = 0; i < sizeof values / sizeof values[0] && !*s->value; i++) {
		text = tz_markup_attribute(m, TZ_NS_OFFICE, values[i]);
		if (text && strlen(text) < sizeof s->value)
			memcpy(s->value, text, strlen(text) + 1);
	}
	s->in_cell = true;
	if (s->column <= MOST_COLUMNS)
		s->column += s->cell.repeated;
	return 0;
}

int tz_odf_cell_text(struct tz_odf *o, const char *text, size_t size, struct taizhang_error *err)
{
	struct tz_odf_sheet *s = &o->sheet;

	if (s->row_text.size + size > MOST_ROW_TEXT)
		return tz_facts_worsen(o->facts, TAIZHANG_FACTS_LIMITED, NULL, NULL, err);
	tz_buffer_add(&s->row_text, text, size);
	return tz_buffer_check(&s->row_text, err);
}

int tz_odf_cell_end(struct tz_odf *o, struct taizhang_error *err)
{
	struct tz_odf_sheet *s = &o->sheet;
	struct tz_buffer *text = &s->row_text;

	s->in_cell = false;
	while (text->size > s->cell.text && text->data[text->size - 1] == ' ')
		text->size--;
	if (text->size == s->cell.text)
		tz_buffer_text_add(text, s->value);
	tz_buffer_add(text, "", 1);
	if (tz_buffer_check(text, err) != 0)
		return -1;
	if (!text->data[s->cell.text] || s->cell.column > MOST_COLUMNS)
		return 0;
	if (s->cell.formula && (strncmp(text->data + s->cell.text, "Err:", 4) == 0 || text->data[s->cell.text] == '#'))
		s->cell.error = true;
	if (tz_array_grow(&s->cells, s->num_cells, &s->cells_capacity, sizeof *s->cells, err) != 0)
		return -1;
	s->cells[s->num_cells++] = s->cell;
	return 0;
}
