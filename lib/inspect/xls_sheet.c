/* SPDX-License-Identifier: MIT */
/* xls_sheet.c: the cells of one sheet of an old workbook, as people see them. */
#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "inspect/little.h"
#include "inspect/xls.h"

#define ROWS 65536
#define COLUMNS 256

struct sheet {
	struct tz_xls *xls;
	bool hidden;
	unsigned char hidden_rows[ROWS / 8], hidden_columns[COLUMNS / 8];
	struct tz_facts_cell cell;	/* at work */
	struct tz_facts_cell awaits;	/* a formula whose text follows in a record of its own; of row 0: none */
	uint32_t row;			/* that the text of the sheet is in; 0 before the first */
};

static bool has_bit(const unsigned char *bits, size_t at)
{
	return bits[at / 8] >> at % 8 & 1;
}

static void set_bit(unsigned char *bits, size_t at)
{
	bits[at / 8] |= (unsigned char)(1u << at % 8);
}

static int write_text(struct sheet *sheet, const char *text, struct taizhang_error *err)
{
	struct taizhang_facts *facts = sheet->xls->facts;
	const char *gap = sheet->row == sheet->cell.row ? "\t" : "\n";

	if (sheet->row && tz_facts_write(facts, gap, 1, err) != 0)
		return -1;
	sheet->row = sheet->cell.row;
	while (*text) {
		size_t run = strcspn(text, "\r\n\t");

		if (tz_facts_write(facts, text, run, err) != 0 || (text[run] && tz_facts_write(facts, " ", 1, err) != 0))
			return -1;
		text += run + (text[run] != '\0');
	}
	return 0;
}

static int add_cell(struct sheet *sheet, const char *text, struct taizhang_error *err)
{
	struct taizhang_facts *facts = sheet->xls->facts;
	char place[TZ_LIMIT_FACT_VALUE];

	if (!*text)
		return 0;
	sheet->cell.text = text;
	sheet->cell.sheet = (uint16_t)(facts->num_sheets - 1);
	sheet->cell.hidden = sheet->hidden || has_bit(sheet->hidden_rows, sheet->cell.row - 1) ||
			     (sheet->cell.column <= COLUMNS && has_bit(sheet->hidden_columns, sheet->cell.column - 1));
	sheet->xls->cells++;
	if (sheet->cell.error) {
		tz_facts_cell_place(facts, &sheet->cell, place, sizeof place);
		if (tz_facts_add(facts, TZ_FACT_FORMULA_ERROR, text, place, err) != 0)
			return -1;
	}
	return write_text(sheet, text, err) == 0 ? tz_facts_add_cell(facts, &sheet->cell, err) : -1;
}

static int add_number(struct sheet *sheet, size_t style, double value, struct taizhang_error *err)
{
	static const struct tz_number_style general = {.kind = TZ_NUMBER_GENERAL};
	const struct tz_xls *xls = sheet->xls;
	char decimal[64], shown[TZ_NUMBER_SIZE];
	char *point;

	/* No number of a cell is without end. */
	if (value - value != 0)
		return 0;
	snprintf(decimal, sizeof decimal, "%.15g", value);
	/* The host may have set a locale with another point. */
	point = decimal + strspn(decimal, "+-0123456789e");
	if (*point) {
		size_t rest = strcspn(point, "0123456789");

		*point = '.';
		memmove(point + 1, point + rest, strlen(point + rest) + 1);
	}
	tz_number_show(style < xls->num_styles ? &xls->styles[style] : &general, decimal, xls->from_1904, shown);
	return add_cell(sheet, shown, err);
}

static double double_of(const unsigned char *data)
{
	uint64_t bits = tz_little64(data);
	double value;

	memcpy(&value, &bits, sizeof value);
	return value;
}

/* A number in 30 bits: whole, or the upper part of a double; perhaps a hundredth of it. */
static double rk_of(const unsigned char *data)
{
	uint32_t rk = tz_little32(data);
	uint64_t bits = (uint64_t)(rk & ~3u) << 32;
	double value;

	if (rk & 2)
		value = (double)((int32_t)(rk & ~3u) / 4);
	else
		memcpy(&value, &bits, sizeof value);
	return rk & 1 ? value / 100 : value;
}

static int add_bool_or_error(struct sheet *sheet, unsigned int value, bool error, struct taizhang_error *err)
{
	static const struct {
		unsigned int code;
		const char *text;
	} errors[] = {{0x00, "#NULL!"}, {0x07, "#DIV/0!"}, {0x0f, "#VALUE!"}, {0x17, "#REF!"}, {0x1d, "#NAME?"}, {0x24, "#NUM!"}, {0x2a, "#N/A"}};

	if (!error)
		return add_cell(sheet, value ? "TRUE" : "FALSE", err);
	sheet->cell.error = true;
	for (size_t i = 0; i < sizeof errors / sizeof errors[0]; i++)
		if (errors[i].code == value)
			return add_cell(sheet, errors[i].text, err);
	return add_cell(sheet, "#N/A", err);
}

/* A formula and what it came to. */
static int add_formula(struct sheet *sheet, const unsigned char *data, size_t size, struct taizhang_error *err)
{
	const unsigned char *result = data + 6;

	if (size < 14)
		return 0;
	sheet->xls->formulas++;
	sheet->cell.formula = true;
	if (tz_little16(result + 6) != 0xffff)
		return add_number(sheet, tz_little16(data + 4), double_of(result), err);
	if (result[0] == 1 || result[0] == 2)
		return add_bool_or_error(sheet, result[2], result[0] == 2, err);
	if (result[0] == 0)
		sheet->awaits = sheet->cell;
	return 0;
}

static int add_shared(struct sheet *sheet, const unsigned char *data, size_t size, struct taizhang_error *err)
{
	const struct tz_xls *xls = sheet->xls;
	uint32_t index = size >= 10 ? tz_little32(data + 6) : UINT32_MAX;

	return index < xls->num_starts ? add_cell(sheet, xls->strings.data + xls->starts[index], err) : 0;
}

static int add_row_of_numbers(struct sheet *sheet, const unsigned char *data, size_t size, struct taizhang_error *err)
{
	for (size_t at = 4; size >= 8 && at + 8 <= size; at += 6) {
		if (add_number(sheet, tz_little16(data + at), rk_of(data + at + 2), err) != 0)
			return -1;
		sheet->cell.column++;
	}
	return 0;
}

static int add_text(struct sheet *sheet, size_t before, struct taizhang_error *err)
{
	struct tz_xls *xls = sheet->xls;

	if (tz_xls_take(&xls->reader, NULL, before, err) < 0 || tz_xls_take_string(&xls->reader, 2, &xls->text, err) < 0)
		return -1;
	tz_buffer_add(&xls->text, "", 1);
	if (tz_buffer_check(&xls->text, err) != 0)
		return -1;
	return add_cell(sheet, xls->text.data, err);
}

/* The text of the formula before. */
static int add_result(struct sheet *sheet, struct taizhang_error *err)
{
	if (!sheet->awaits.row)
		return 0;
	sheet->cell = sheet->awaits;
	sheet->awaits.row = 0;
	return add_text(sheet, 0, err);
}

static void hide_columns(struct sheet *sheet, const unsigned char *data, size_t size)
{
	for (size_t i = size >= 10 && data[8] & 1 ? tz_little16(data) : COLUMNS; i <= tz_little16(data + 2) && i < COLUMNS; i++)
		set_bit(sheet->hidden_columns, i);
}

static int take_cell(struct sheet *sheet, struct taizhang_error *err)
{
	struct tz_xls_reader *reader = &sheet->xls->reader;
	const unsigned char *data = reader->data;
	size_t size = reader->size;

	if (size < 6)
		return 0;
	sheet->cell = (struct tz_facts_cell){NULL, tz_little16(data) + 1u, tz_little16(data + 2) + 1u, 0, false, false, false};
	switch (reader->type) {
	case TZ_XLS_NUMBER:
		return size >= 14 ? add_number(sheet, tz_little16(data + 4), double_of(data + 6), err) : 0;
	case TZ_XLS_RK:
		return size >= 10 ? add_number(sheet, tz_little16(data + 4), rk_of(data + 6), err) : 0;
	case TZ_XLS_MUL_RK:
		return add_row_of_numbers(sheet, data, size, err);
	case TZ_XLS_FORMULA:
		return add_formula(sheet, data, size, err);
	case TZ_XLS_STRING_CELL:
		return add_shared(sheet, data, size, err);
	case TZ_XLS_BOOL_ERR:
		return size >= 8 ? add_bool_or_error(sheet, data[6], data[7], err) : 0;
	default:
		return add_text(sheet, 6, err);
	}
}

static int take(struct sheet *sheet, struct taizhang_error *err)
{
	struct tz_xls_reader *reader = &sheet->xls->reader;
	const unsigned char *data = reader->data;

	switch (reader->type) {
	case TZ_XLS_COLUMNS:
		hide_columns(sheet, data, reader->size);
		return 0;
	case TZ_XLS_ROW:
		if (reader->size >= 14 && data[12] & 0x20)
			set_bit(sheet->hidden_rows, tz_little16(data));
		return 0;
	case TZ_XLS_NOTE:
		sheet->xls->comments++;
		return 0;
	case TZ_XLS_STRING:
		return add_result(sheet, err);
	case TZ_XLS_NUMBER:
	case TZ_XLS_RK:
	case TZ_XLS_MUL_RK:
	case TZ_XLS_FORMULA:
	case TZ_XLS_STRING_CELL:
	case TZ_XLS_BOOL_ERR:
	case TZ_XLS_LABEL:
	case TZ_XLS_RICH_STRING:
		return take_cell(sheet, err);
	default:
		return 0;
	}
}

int tz_xls_read_sheet(struct tz_xls *xls, bool hidden, bool chart, struct taizhang_error *err)
{
	struct sheet sheet = {.xls = xls, .hidden = hidden};
	size_t depth = 1;
	int got;

	/* A chart on the sheet has records of its own between a beginning and an end. */
	while ((got = tz_xls_next(&xls->reader, err)) == 1) {
		if (xls->reader.type == TZ_XLS_BOF)
			depth++;
		else if (xls->reader.type == TZ_XLS_EOF && --depth == 0)
			break;
		else if (depth == 1 && !chart && take(&sheet, err) != 0)
			return -1;
	}
	if (got < 0 || (sheet.row && tz_facts_write(xls->facts, "\n", 1, err) != 0))
		return -1;
	return got;
}
