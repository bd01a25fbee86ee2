/* SPDX-License-Identifier: MIT */
/* xls.c: Excel 5 to 2003 and WPS's et: the workbook: its sheets, shared texts, formats, links, whether it is locked. */
#include "inspect/xls.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "base/limits.h"
#include "inspect/code_page.h"
#include "inspect/little.h"

#define MOST_SHEETS 4096
#define RECORD_SIZE 65536

enum { VERSION_8 = 0x0600, GLOBALS = 0x0005, CHART = 0x0020, WORKBOOK_TEXT = 0x0401, ADD_IN = 0x3a01 };

static int take_encryption(struct tz_xls *xls, struct taizhang_error *err)
{
	const unsigned char *data = xls->reader.data;
	const char *name = "XOR";

	if (xls->reader.wide && xls->reader.size >= 4 && tz_little16(data))
		name = tz_little16(data + 2) == 1 ? "RC4" : "RC4 CryptoAPI";
	xls->locked = true;
	if (tz_facts_add(xls->facts, TZ_FACT_ENCRYPTION, name, NULL, err) != 0)
		return -1;
	return tz_facts_worsen(xls->facts, TAIZHANG_FACTS_ENCRYPTED, NULL, NULL, err);
}

static int take_bound_sheet(struct tz_xls *xls, struct taizhang_error *err)
{
	unsigned char head[6];
	struct tz_xls_sheet sheet;

	if (xls->num_sheets == MOST_SHEETS)
		return tz_facts_worsen(xls->facts, TAIZHANG_FACTS_LIMITED, NULL, NULL, err);
	if (tz_xls_take(&xls->reader, head, sizeof head, err) < 0 || tz_xls_take_string(&xls->reader, 1, &xls->text, err) < 0)
		return -1;
	tz_buffer_add(&xls->text, "", 1);
	if (tz_buffer_check(&xls->text, err) != 0)
		return -1;
	sheet = (struct tz_xls_sheet){tz_little32(head), tz_arena_strdup(&xls->facts->arena, xls->text.data, err), (head[4] & 3) != 0};
	if (!sheet.name || tz_array_grow(&xls->sheets, xls->num_sheets, &xls->sheets_capacity, sizeof *xls->sheets, err) != 0)
		return -1;
	xls->sheets[xls->num_sheets++] = sheet;
	/* A sheet of macros of before there was Basic. */
	return head[5] == 1 ? tz_facts_add(xls->facts, TZ_FACT_MACROS, sheet.name, "XLM", err) : 0;
}

/* 1; 0 where the texts break off; -1. */
static int take_shared_text(struct tz_xls *xls, struct taizhang_error *err)
{
	struct tz_xls_reader *reader = &xls->reader;
	unsigned char head[3], count[4];
	size_t behind = 0;
	int got = tz_xls_take(reader, head, sizeof head, err);

	/* Behind its characters a text may have changes of font, and how it is spoken. */
	if (got == 1 && head[2] & 8) {
		got = tz_xls_take(reader, count, 2, err);
		behind += got == 1 ? tz_little16(count) * 4u : 0;
	}
	if (got == 1 && head[2] & 4) {
		got = tz_xls_take(reader, count, 4, err);
		behind += got == 1 ? tz_little32(count) : 0;
	}
	if (got == 1)
		got = tz_xls_take_text(reader, tz_little16(head), head[2] & 1, &xls->text, err);
	if (got == 1)
		got = tz_xls_take(reader, NULL, behind, err);
	return got;
}

static int take_shared_texts(struct tz_xls *xls, struct taizhang_error *err)
{
	unsigned char head[8] = {0};
	uint32_t num;
	int got = tz_xls_take(&xls->reader, head, sizeof head, err);

	num = tz_little32(head + 4);
	for (uint32_t i = 0; got == 1 && i < num; i++) {
		if (xls->strings.size + i * sizeof *xls->starts > TZ_LIMIT_INSPECT_STRINGS)
			return tz_facts_worsen(xls->facts, TAIZHANG_FACTS_LIMITED, NULL, NULL, err);
		got = take_shared_text(xls, err);
		if (got <= 0)
			break;
		if (tz_array_grow(&xls->starts, xls->num_starts, &xls->starts_capacity, sizeof *xls->starts, err) != 0)
			return -1;
		xls->starts[xls->num_starts++] = (uint32_t)xls->strings.size;
		tz_buffer_add(&xls->strings, tz_buffer_text(&xls->text), xls->text.size);
		tz_buffer_add(&xls->strings, "", 1);
	}
	if (got < 0 || tz_buffer_check(&xls->strings, err) != 0)
		return -1;
	return got ? 0 : tz_facts_worsen(xls->facts, TAIZHANG_FACTS_DAMAGED, "shared texts break off", "Workbook", err);
}

static int take_format(struct tz_xls *xls, struct taizhang_error *err)
{
	unsigned char id[2] = {0};
	struct tz_xls_format format;

	if (tz_xls_take(&xls->reader, id, sizeof id, err) < 0 ||
	    tz_xls_take_string(&xls->reader, xls->reader.wide ? 2 : 1, &xls->text, err) < 0)
		return -1;
	tz_buffer_add(&xls->text, "", 1);
	if (tz_buffer_check(&xls->text, err) != 0 ||
	    tz_array_grow(&xls->formats, xls->num_formats, &xls->formats_capacity, sizeof *xls->formats, err) != 0)
		return -1;
	format = (struct tz_xls_format){tz_little16(id), tz_number_style_of_code(xls->text.data)};
	if (xls->num_formats < UINT16_MAX)
		xls->formats[xls->num_formats++] = format;
	return 0;
}

static int take_style(struct tz_xls *xls, struct taizhang_error *err)
{
	unsigned int id = xls->reader.size >= 4 ? tz_little16(xls->reader.data + 2) : 0;
	struct tz_number_style style = tz_number_style_of_id(id);

	if (xls->num_styles > UINT16_MAX)
		return 0;
	if (tz_array_grow(&xls->styles, xls->num_styles, &xls->styles_capacity, sizeof *xls->styles, err) != 0)
		return -1;
	/* The nearest first: the workbook's own come in the order of their numbers. */
	for (size_t i = 0; i < xls->num_formats && i < 1024; i++)
		if (xls->formats[i].id == id)
			style = xls->formats[i].style;
	xls->styles[xls->num_styles++] = style;
	return 0;
}

/* The path of another workbook, written with signs for what separates its parts. */
static int take_link(struct tz_xls *xls, struct taizhang_error *err)
{
	unsigned char head[4];
	unsigned int size = xls->reader.size >= 4 ? tz_little16(xls->reader.data + 2) : WORKBOOK_TEXT;
	struct tz_buffer path = TZ_BUFFER_INIT;
	int result;

	if (size == WORKBOOK_TEXT || size == ADD_IN || !xls->reader.wide)
		return 0;
	if (tz_xls_take(&xls->reader, head, 2, err) < 0 || tz_xls_take_string(&xls->reader, 2, &xls->text, err) < 0)
		return -1;
	for (size_t i = 0; i < xls->text.size; i++) {
		char c = xls->text.data[i];

		if (c == 1 && i + 1 < xls->text.size && i)
			tz_buffer_printf(&path, "%c:", xls->text.data[++i]);
		if (c == 2 || c == 3)
			c = '\\';
		if (c == 4)
			tz_buffer_text_add(&path, "..\\");
		else
			tz_buffer_add(&path, &c, 1);
	}
	result = tz_buffer_check(&path, err);
	if (result == 0)
		result = tz_facts_add_bytes(xls->facts, TZ_FACT_EXTERNAL_LINK, tz_buffer_text(&path), path.size, "Workbook", err);
	tz_buffer_free(&path);
	return result;
}

static int take_global(struct tz_xls *xls, struct taizhang_error *err)
{
	struct tz_xls_reader *reader = &xls->reader;

	switch (reader->type) {
	case TZ_XLS_LOCKED:
		return take_encryption(xls, err);
	case TZ_XLS_CODE_PAGE:
		reader->page = reader->size >= 2 ? tz_little16(reader->data) : reader->page;
		return 0;
	case TZ_XLS_1904:
		xls->from_1904 = reader->size >= 2 && reader->data[0];
		return 0;
	case TZ_XLS_BOUND_SHEET:
		return take_bound_sheet(xls, err);
	case TZ_XLS_STRINGS:
		return take_shared_texts(xls, err);
	case TZ_XLS_FORMAT:
		return take_format(xls, err);
	case TZ_XLS_XF:
		return take_style(xls, err);
	case TZ_XLS_SUP_BOOK:
		return take_link(xls, err);
	case TZ_XLS_DRAWINGS:
		xls->pictures += tz_ole_count_blips(reader->data, reader->size);
		return 0;
	default:
		return 0;
	}
}

/* As tz_xls_next. */
static int read_globals(struct tz_xls *xls, struct taizhang_error *err)
{
	int got = tz_xls_next(&xls->reader, err);

	if (got == 1 && (xls->reader.type != TZ_XLS_BOF || xls->reader.size < 4 || tz_little16(xls->reader.data + 2) != GLOBALS))
		got = 0;
	if (got <= 0)
		return got;
	xls->reader.wide = tz_little16(xls->reader.data) >= VERSION_8;
	if (tz_facts_add(xls->facts, TZ_FACT_FORMAT_VERSION, xls->reader.wide ? "BIFF8" : "BIFF5", NULL, err) != 0)
		return -1;
	while ((got = tz_xls_next(&xls->reader, err)) == 1 && xls->reader.type != TZ_XLS_EOF && !xls->locked)
		if (take_global(xls, err) != 0)
			return -1;
	return got;
}

/* Each sheet's records begin where the workbook says; they are read in the order in which they stand. */
static int read_sheets(struct tz_xls *xls, struct taizhang_error *err)
{
	size_t found = 0;
	int got;

	while ((got = tz_xls_next(&xls->reader, err)) == 1) {
		const struct tz_xls_sheet *sheet = NULL;

		for (size_t i = 0; i < xls->num_sheets && !sheet; i++)
			if (xls->sheets[i].position == xls->reader.start)
				sheet = &xls->sheets[i];
		if (!sheet || xls->reader.type != TZ_XLS_BOF)
			continue;
		if (tz_facts_add_sheet(xls->facts, sheet->name, sheet->hidden, err) != 0)
			return -1;
		got = tz_xls_read_sheet(xls, sheet->hidden, xls->reader.size >= 4 && tz_little16(xls->reader.data + 2) == CHART, err);
		if (got <= 0)
			break;
		found++;
	}
	if (got == 0 && found < xls->num_sheets)
		got = tz_facts_worsen(xls->facts, TAIZHANG_FACTS_DAMAGED, "breaks off before its last sheet", "Workbook", err);
	return got;
}

static int add_counts(const struct tz_xls *xls, struct taizhang_error *err)
{
	const struct {
		enum tz_fact_id fact;
		uint64_t num;
	} counts[] = {{TZ_FACT_CELLS, xls->cells}, {TZ_FACT_FORMULAS, xls->formulas}, {TZ_FACT_COMMENTS, xls->comments}, {TZ_FACT_PICTURES, xls->pictures}};

	for (size_t i = 0; i < sizeof counts / sizeof counts[0]; i++)
		if (counts[i].num && tz_facts_add_number(xls->facts, counts[i].fact, (int64_t)counts[i].num, NULL, err) != 0)
			return -1;
	return 0;
}

static int look(struct tz_xls *xls, const struct tz_compound *compound, struct taizhang_error *err)
{
	uint32_t entry = tz_compound_find(compound, 0, "Workbook");
	int got;

	entry = entry ? entry : tz_compound_find(compound, 0, "Book");
	tz_compound_begin(compound, entry, &xls->reader.stream);
	got = read_globals(xls, err);
	if (got < 0 || xls->locked)
		return got < 0 ? -1 : 0;
	if (got == 0)
		return tz_facts_worsen(xls->facts, xls->num_sheets ? TAIZHANG_FACTS_DAMAGED : TAIZHANG_FACTS_UNREADABLE,
				       "no whole workbook", "Workbook", err);
	return read_sheets(xls, err) < 0 ? -1 : add_counts(xls, err);
}

int tz_inspect_xls(struct tz_inspection *inspection, struct taizhang_error *err)
{
	struct tz_compound compound;
	struct tz_xls *xls = NULL;
	int result = tz_ole_open(inspection, &compound, err);

	if (result <= 0)
		return result;
	xls = calloc(1, sizeof *xls);
	if (xls)
		xls->reader.data = calloc(1, RECORD_SIZE);
	if (!xls || !xls->reader.data) {
		result = tz_error_nomem(err);
		goto out;
	}
	xls->facts = inspection->facts;
	xls->reader.page = TZ_CODE_PAGE_GBK;
	result = look(xls, &compound, err);
	tz_buffer_free(&xls->strings);
	tz_buffer_free(&xls->text);
	free(xls->starts);
	free(xls->sheets);
	free(xls->formats);
	free(xls->styles);
	free(xls->reader.data);
out:
	free(xls);
	tz_compound_free(&compound);
	return result;
}
