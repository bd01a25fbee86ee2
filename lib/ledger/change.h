/* SPDX-License-Identifier: MIT */
/* change.h: the list of changes that a comparison of two ledgers makes. */
#ifndef TZ_LEDGER_CHANGE_H
#define TZ_LEDGER_CHANGE_H

#include <taizhang/diff.h>

struct taizhang_change {
	enum taizhang_change_type type;
	enum taizhang_change_subject subject;
	/* owned in the list; NULL for "" */
	const char *item, *item_title[2];
	const char *target, *new_target, *field, *label, *before, *after;
	/* Where it stands in the list: by the part of the ledger, the item, the ordinal, and as it was found. */
	size_t part, place, number;
	unsigned int ordinal;
};

struct taizhang_diff {
	struct taizhang_change *changes;
	size_t num, capacity;
	size_t counts[TAIZHANG_NUM_CHANGE_TYPES + 1][TAIZHANG_NUM_CHANGE_SUBJECTS + 1];	/* in row or column 0: of all */
};

/* A copy of change with its texts is added. */
int tz_diff_add(struct taizhang_diff *diff, const struct taizhang_change *change, struct taizhang_error *err);
void tz_diff_sort(struct taizhang_diff *diff);

#endif
