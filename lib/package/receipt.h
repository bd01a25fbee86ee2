/* SPDX-License-Identifier: MIT */
/* receipt.h: what a receipt says, gathered once for its two forms. */
#ifndef TZ_PACKAGE_RECEIPT_H
#define TZ_PACKAGE_RECEIPT_H

#include <taizhang/package.h>

#include "base/buffer.h"
#include "base/date.h"

/* All findings of one id. */
struct tz_receipt_row {
	const struct taizhang_finding *first;	/* of the highest severity that the id has here */
	char *text;				/* its sentence */
	size_t count;				/* those not kept included */
};

struct tz_receipt {
	const struct taizhang_package *package;
	const struct taizhang_findings *findings;
	const char *receiver;		/* "" where none was given */
	char *file;			/* the package's file name, "" where none was given */
	char *root;			/* the name of its root folder */
	uint64_t file_bytes;
	char file_digest[TAIZHANG_DIGEST_HEX_SIZE];	/* "" for a folder */
	char time[TZ_TIME_SIZE];
	bool valid;
	struct tz_receipt_row *rows;	/* errors first, then in the order of the first of each id */
	size_t num_rows, rows_capacity;
};

/* Appends the page, from data/page/receipt.html. */
int tz_receipt_page(const struct tz_receipt *receipt, struct tz_buffer *out, struct taizhang_error *err);

#endif
