/* SPDX-License-Identifier: MIT */
/* office.c: office documents for tests: made of parts in memory, or read from the folder of documents that real programs made. */
#include "inspect/office.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/temp.h"

static struct taizhang_facts *last;

struct taizhang_facts *office_bytes(const void *data, size_t size)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_input input = TAIZHANG_INPUT_INIT;

	taizhang_facts_free(last);
	input.data = data;
	input.data_size = size;
	last = taizhang_inspect(&input, NULL, &err);
	tz_assert_ptr(last, &err);
	return last;
}

struct taizhang_facts *office_zip(struct stored_zip *zip)
{
	struct taizhang_facts *facts;

	stored_zip_end(zip);
	facts = office_bytes(zip->bytes.data, zip->bytes.size);
	stored_zip_free(zip);
	return facts;
}

char *office_read(const char *name, size_t *size)
{
	const char *root = getenv("top_srcdir");
	char path[512];

	snprintf(path, sizeof path, "%s/tests/inspect/data/zipdoc/%s", root ? root : "..", name);
	return temp_read(path, size);
}

struct taizhang_facts *office_file(const char *name)
{
	size_t size;
	char *data = office_read(name, &size);
	struct taizhang_facts *facts = office_bytes(data, size);

	free(data);
	return facts;
}

const char *office_value(const struct taizhang_facts *facts, const char *name)
{
	return taizhang_fact_value(taizhang_facts_find(facts, name));
}

const char *office_place(const struct taizhang_facts *facts, const char *name)
{
	return taizhang_fact_place(taizhang_facts_find(facts, name));
}

void office_is(const struct taizhang_facts *facts, const char *state)
{
	ck_assert_str_eq(taizhang_facts_state_name(taizhang_facts_state(facts)), state);
}

void office_says(const struct taizhang_facts *facts, const char *text)
{
	ck_assert_str_eq(taizhang_facts_text(facts, NULL), text);
}

struct taizhang_facts *office_docx(const char *body)
{
	struct stored_zip zip = {0};
	struct tz_buffer text = TZ_BUFFER_INIT;

	tz_buffer_printf(&text, "<w:document " W_NS " " R_NS " xmlns:mc=\"http://schemas.openxmlformats.org/markup-compatibility/2006\" "
			 "xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" xmlns:v=\"urn:schemas-microsoft-com:vml\">"
			 "<w:body>%s</w:body></w:document>", body);
	stored_zip_text(&zip, "_rels/.rels", RELATIONS(RELATION("1", "officeDocument", "word/document.xml")));
	stored_zip_text(&zip, "word/document.xml", text.data);
	tz_buffer_free(&text);
	return office_zip(&zip);
}

static bool find_cell(const struct taizhang_facts *facts, const char *sheet, unsigned int row, unsigned int column, struct taizhang_cell *cell)
{
	for (size_t i = 0; taizhang_facts_get_cell(facts, i, cell) == 0; i++)
		if (strcmp(cell->sheet, sheet) == 0 && cell->row == row && cell->column == column)
			return true;
	return false;
}

const char *office_cell(const struct taizhang_facts *facts, const char *sheet, unsigned int row, unsigned int column)
{
	struct taizhang_cell cell;

	return find_cell(facts, sheet, row, column, &cell) ? cell.text : "";
}

const char *office_marks(const struct taizhang_facts *facts, const char *sheet, unsigned int row, unsigned int column)
{
	static char marks[4];
	struct taizhang_cell cell;

	marks[0] = '\0';
	if (find_cell(facts, sheet, row, column, &cell))
		snprintf(marks, sizeof marks, "%s%s%s", cell.formula ? "F" : "", cell.error ? "E" : "", cell.hidden ? "H" : "");
	return marks;
}
