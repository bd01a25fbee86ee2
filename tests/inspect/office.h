/* SPDX-License-Identifier: MIT */
/* office.h: office documents for tests: made of parts in memory, or read from the folder of documents that real programs made. */
#ifndef TESTS_INSPECT_OFFICE_H
#define TESTS_INSPECT_OFFICE_H

#include <taizhang/inspect.h>

#include "harness/stored_zip.h"
#include "inspect/facts.h"

#define W_NS "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\""
#define S_NS "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\""
#define R_NS "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\""
#define O_NS "xmlns:office=\"urn:oasis:names:tc:opendocument:xmlns:office:1.0\" xmlns:text=\"urn:oasis:names:tc:opendocument:xmlns:text:1.0\" " \
	"xmlns:table=\"urn:oasis:names:tc:opendocument:xmlns:table:1.0\" xmlns:draw=\"urn:oasis:names:tc:opendocument:xmlns:drawing:1.0\" " \
	"xmlns:xlink=\"http://www.w3.org/1999/xlink\" xmlns:style=\"urn:oasis:names:tc:opendocument:xmlns:style:1.0\""
#define OFD_NS "xmlns:ofd=\"http://www.ofdspec.org/2016\""
#define RELATIONS(list) "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">" list "</Relationships>"
#define RELATION(id, type, target) "<Relationship Id=\"" id "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" \
	type "\" Target=\"" target "\"/>"
#define OUTSIDE(id, type, target) "<Relationship Id=\"" id "\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/" \
	type "\" Target=\"" target "\" TargetMode=\"External\"/>"

/* The facts of the zip, which is ended and freed; or of bytes. They are valid until the next ones are asked for, and freed then. */
struct taizhang_facts *office_zip(struct stored_zip *zip);
struct taizhang_facts *office_bytes(const void *data, size_t size);
/* The facts of tests/inspect/data/zipdoc/NAME, and its bytes (malloc'd). */
struct taizhang_facts *office_file(const char *name);
char *office_read(const char *name, size_t *size);
/* The first value of a fact, or ""; the place of one. */
const char *office_value(const struct taizhang_facts *facts, const char *name);
const char *office_place(const struct taizhang_facts *facts, const char *name);
/* The facts are in this state, and the text is this one. */
void office_is(const struct taizhang_facts *facts, const char *state);
void office_says(const struct taizhang_facts *facts, const char *text);
/* A docx of this body. */
struct taizhang_facts *office_docx(const char *body);
/* The text of the cell of the sheet that comes so, "" where it is not filled; a letter each for formula, error, hidden. */
const char *office_cell(const struct taizhang_facts *facts, const char *sheet, unsigned int row, unsigned int column);
const char *office_marks(const struct taizhang_facts *facts, const char *sheet, unsigned int row, unsigned int column);

#endif
