/* SPDX-License-Identifier: MIT */
/* xlsx.h: what the files of the inspector of xlsx share: xlsx.c the workbook, xlsx_sheet.c its cells, xlsx_strings.c their texts, xlsx_style.c how numbers show. */
#ifndef TZ_INSPECT_XLSX_H
#define TZ_INSPECT_XLSX_H

#include "inspect/cell_number.h"
#include "inspect/ooxml.h"

/* The texts that cells share. */
struct tz_xlsx_strings {
	struct tz_buffer bytes;		/* each ends with a NUL */
	uint32_t *starts;
	size_t num, capacity;
};

struct tz_xlsx {
	struct tz_ooxml *ooxml;
	struct tz_xlsx_strings strings;
	struct tz_number_style *styles;	/* by what cells say of theirs */
	size_t num_styles, styles_capacity;
	bool from_1904;
	int64_t cells, formulas, pictures, comments;
};

int tz_xlsx_strings_read(struct tz_xlsx *x, const char *part, struct taizhang_error *err);
int tz_xlsx_styles_read(struct tz_xlsx *x, const char *part, struct taizhang_error *err);
/* The cells of the sheet that was added to the facts last. */
int tz_xlsx_sheet_read(struct tz_xlsx *x, const char *part, bool hidden, struct taizhang_error *err);

#endif
