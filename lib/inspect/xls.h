/* SPDX-License-Identifier: MIT */
/* xls.h: what the files of the inspector of xls share: xls_record.c its records, xls.c the workbook, xls_sheet.c the cells. */
#ifndef TZ_INSPECT_XLS_H
#define TZ_INSPECT_XLS_H

#include "inspect/cell_number.h"
#include "inspect/ole.h"

enum {
	TZ_XLS_FORMULA = 0x06, TZ_XLS_EOF = 0x0a, TZ_XLS_NOTE = 0x1c, TZ_XLS_1904 = 0x22, TZ_XLS_LOCKED = 0x2f, TZ_XLS_CONTINUE = 0x3c,
	TZ_XLS_CODE_PAGE = 0x42, TZ_XLS_COLUMNS = 0x7d, TZ_XLS_BOUND_SHEET = 0x85, TZ_XLS_MUL_RK = 0xbd, TZ_XLS_RICH_STRING = 0xd6,
	TZ_XLS_XF = 0xe0, TZ_XLS_DRAWINGS = 0xeb, TZ_XLS_STRINGS = 0xfc, TZ_XLS_STRING_CELL = 0xfd, TZ_XLS_SUP_BOOK = 0x1ae,
	TZ_XLS_NUMBER = 0x203, TZ_XLS_LABEL = 0x204, TZ_XLS_BOOL_ERR = 0x205, TZ_XLS_STRING = 0x207, TZ_XLS_ROW = 0x208, TZ_XLS_RK = 0x27e,
	TZ_XLS_FORMAT = 0x41e, TZ_XLS_BOF = 0x809
};

/* The records of a workbook's stream, one after another. */
struct tz_xls_reader {
	struct tz_compound_stream stream;
	unsigned char block[16384];
	size_t block_at, block_size;
	uint64_t position;		/* in the stream of what is read next */
	/* The record at work. */
	unsigned int type;
	uint64_t start;
	unsigned char *data;		/* 65,536 bytes */
	size_t size, at;		/* at: read so far */
	bool kept;			/* it is the next one once more */
	bool wide;			/* texts are counted in characters, of one byte or two: since Excel 97 */
	unsigned int page;		/* before that they are of this code page */
};

/* 1 with a record, 0 at the end, -1. */
int tz_xls_next(struct tz_xls_reader *reader, struct taizhang_error *err);
/* So many bytes of the record and those that continue it; 1, or 0 where there are not so many, -1. out may be NULL. */
int tz_xls_take(struct tz_xls_reader *reader, void *out, size_t size, struct taizhang_error *err);
/* A text of so many characters, whose width flags tell; replaces what is in out. As tz_xls_take. */
int tz_xls_take_text(struct tz_xls_reader *reader, size_t characters, bool two_bytes, struct tz_buffer *out, struct taizhang_error *err);
/* A text behind its count of one or two bytes and, where texts are wide, its flags. */
int tz_xls_take_string(struct tz_xls_reader *reader, size_t count_size, struct tz_buffer *out, struct taizhang_error *err);

struct tz_xls_sheet {
	uint64_t position;		/* where its records begin */
	const char *name;		/* of the facts' arena */
	bool hidden;
};

struct tz_xls {
	struct taizhang_facts *facts;
	struct tz_xls_reader reader;
	struct tz_xls_sheet *sheets;
	size_t num_sheets, sheets_capacity;
	struct tz_buffer strings;	/* the texts that cells share, each with a NUL at its end */
	uint32_t *starts;
	size_t num_starts, starts_capacity;
	struct tz_xls_format {
		unsigned int id;
		struct tz_number_style style;
	} *formats;			/* that the workbook writes itself */
	size_t num_formats, formats_capacity;
	struct tz_number_style *styles;	/* by what cells say of theirs */
	size_t num_styles, styles_capacity;
	bool from_1904, locked;
	struct tz_buffer text;		/* at work */
	uint64_t cells, formulas, comments, pictures;
};

/* The cells of the sheet that was added to the facts last, from behind its first record to its end; those of a chart are copies of others. As
 * tz_xls_next. */
int tz_xls_read_sheet(struct tz_xls *xls, bool hidden, bool chart, struct taizhang_error *err);

#endif
