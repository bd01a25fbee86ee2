/* SPDX-License-Identifier: MIT */
/* diff.h: what differs between two ledgers: the list of changes, and which record of one is which of the other. */
#ifndef TZ_LEDGER_DIFF_H
#define TZ_LEDGER_DIFF_H

#include <taizhang/diff.h>

#include "base/index.h"
#include "ledger/change.h"
#include "ledger/target.h"

/* One record of one side. */
struct tz_diff_record {
	struct taizhang_record *record;
	size_t item;		/* the place of its item among those of both sides */
	char *place;		/* "code/ordinal", by the code before where the item is in both */
	char *bytes;		/* the sorted digests of its files; "" without files */
	size_t mate;		/* number of the same record on the other side, or TZ_INDEX_NONE */
	size_t next;		/* number of the next record with these bytes on this side, or TZ_INDEX_NONE */
};

/* One side, its records in the order of its catalogue. */
struct tz_diff_side {
	const struct taizhang_ledger *ledger;
	struct tz_diff_record *records;
	size_t num, capacity;
};

/* Where an item stands: those of the catalogue before come first, then those that only the catalogue after has. */
struct tz_diff_items {
	struct tz_diff_item {
		const struct taizhang_node *before, *after;	/* NULL where the catalogue lacks it */
	} *list;
	size_t num;
};

/* diff_match.c */
int tz_diff_items_make(struct tz_diff_items *items, const struct taizhang_ledger *before,
		       const struct taizhang_ledger *after, struct taizhang_error *err);
void tz_diff_items_free(struct tz_diff_items *items);
/* Lists the records of both sides and sets their mates: those with the same place and bytes, then those with the same bytes, then those
 * with the same place. Sides may be passed to free after a failure. */
int tz_diff_match(const struct tz_diff_items *items, struct tz_diff_side *before, struct tz_diff_side *after,
		  struct taizhang_error *err);
void tz_diff_side_free(struct tz_diff_side *side);

/* A file of a record that has no mate in the record's mate. */
struct tz_diff_file {
	struct tz_target target;
	size_t place;		/* of its item */
	bool matched;
};

struct tz_diff_run {
	struct taizhang_diff *diff;
	struct taizhang_ledger *before, *after;	/* only read: a target holds what can also be set */
	struct tz_diff_items items;
	struct tz_diff_side a, b;
	struct tz_diff_file *gone, *come;
	size_t num_gone, gone_capacity, num_come, come_capacity;
};

/* The parts of the list of changes, in their order. */
enum { TZ_DIFF_LEDGER, TZ_DIFF_ITEMS, TZ_DIFF_VALUES, TZ_DIFF_NEGATIVES };

/* A change at an item, without its targets. */
struct taizhang_change tz_diff_at_item(const struct tz_diff_run *run, size_t place, unsigned int ordinal,
				       enum taizhang_change_type type, enum taizhang_change_subject subject);
/* Adds change with the names of its targets; either may be NULL. */
int tz_diff_tell(struct tz_diff_run *run, struct taizhang_change change, const struct tz_target *before,
		 const struct tz_target *after, struct taizhang_error *err);
/* Tells each field whose text differs, and extensions as one; where a side has no such target it is NULL. */
int tz_diff_fields(struct tz_diff_run *run, struct taizhang_change change, const struct tz_target *before,
		   const struct tz_target *after, struct taizhang_error *err);
/* Tells a field that is not in the table of fields. */
int tz_diff_field(struct tz_diff_run *run, struct taizhang_change change, const char *field, const char *label,
		  const char *text_before, const char *text_after, const struct tz_target *before,
		  const struct tz_target *after, struct taizhang_error *err);

/* diff_event.c: tells the events of an item that is in scope of both. */
int tz_diff_events(struct tz_diff_run *run, size_t place, const struct tz_target *before, const struct tz_target *after,
		   struct taizhang_error *err);

/* diff_file.c */
/* Compares the files of one record that is in both; those that are in one only are kept in run. */
int tz_diff_record_files(struct tz_diff_run *run, const struct tz_diff_record *before,
			 const struct tz_diff_record *after, struct taizhang_error *err);
/* Keeps all files of a record that is in one only. */
int tz_diff_keep_files(struct tz_diff_run *run, const struct tz_diff_record *record, bool after,
		       struct taizhang_error *err);
/* Tells what became of the files kept: moved where their bytes are on both sides, else removed or added. */
int tz_diff_kept_files(struct tz_diff_run *run, struct taizhang_error *err);

#endif
