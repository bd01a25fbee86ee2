/* SPDX-License-Identifier: MIT */
/* check.h: what the families of rules share. A family is a file and a row in check.c. */
#ifndef TZ_CHECK_CHECK_H
#define TZ_CHECK_CHECK_H

#include <taizhang/check.h>

#include "finding/finding.h"
#include "inspect/survey.h"

struct tz_check_disk;
struct tz_check_twins;
struct tz_check_unread;

/* Names of which the first TZ_CHECK_FEW are written, then "…". */
struct tz_check_names {
	char text[512];
	size_t num;
};

struct tz_check {
	const struct taizhang_ledger *ledger;
	const struct taizhang_catalog *catalog;
	struct taizhang_check_options options;
	int64_t now;			/* nanoseconds since 1970 */
	struct taizhang_findings *findings;
	struct tz_check_disk *disk;	/* check_files.c */
	struct tz_check_twins *twins;	/* check_duplicates.c */
	bool contents_only;		/* nothing else is judged */
	struct tz_survey *survey;	/* what the files are; NULL where nobody looks into them */
	struct tz_check_unread *unread;	/* check_content.c */
	struct tz_check_names privates;	/* check_sensitive.c: pictures with private data */
	bool private_gps, private_owner;
	struct taizhang_imprints *seen;	/* check_alike.c: pictures and reports of the items before */
	/* The item at work. */
	const struct taizhang_node *item;
	const char *code, *unit;
	size_t num_records;
	const struct tz_survey_file *files;	/* record by record; none where nobody looks into them */
	size_t num_files;
	size_t errors_before;		/* errors before its first rule */
};

/* A check as taizhang_check does it, at that time: nanoseconds since 1970. */
int tz_check_at(const struct taizhang_ledger *ledger, const struct taizhang_check_options *options, int64_t now,
		struct taizhang_findings *findings, struct taizhang_error *err);
/* The same with a survey of that ledger by which its files are judged, whatever the options say of inspecting; NULL: they are not. */
int tz_check_surveyed(const struct taizhang_ledger *ledger, const struct taizhang_check_options *options,
		      struct tz_survey *survey, int64_t now, struct taizhang_findings *findings,
		      struct taizhang_error *err);

/* What the files say, and nothing else; survey NULL: that of the ledger's folder. */
int tz_check_contents(const struct taizhang_ledger *ledger, const struct taizhang_check_options *options,
		      struct tz_survey *survey, struct taizhang_findings *findings, struct taizhang_error *err);

/* A finding on the item at work: tz_check_find(c, ITEM_EMPTY, err, .record = 1). */
#define tz_check_find(c, name, err, ...) \
	tz_find((c)->findings, name, (err), .item = (c)->code, .unit = (c)->unit, __VA_ARGS__)

struct taizhang_record *tz_check_record(const struct tz_check *c, size_t index);
/* What the item at work asks of material of that kind; NULL where it says nothing. */
const struct taizhang_requirement *tz_check_requirement(const struct tz_check *c,
							enum taizhang_kind kind);
/* What rests on a working default is at most a warning, and so is what a reconstructed edition says of captions and
 * thresholds. */
enum taizhang_severity tz_check_basis(const struct taizhang_requirement *requirement);
enum taizhang_severity tz_check_edition(const struct tz_check *c);
/* The unit that answers for an item: the lead unit, else the department of the catalogue. */
const char *tz_check_unit(const struct taizhang_ledger *ledger, const struct taizhang_node *item);
/* Whether a deadline, at its own precision, is past on that day; false where either is no date. */
bool tz_check_is_overdue(const struct taizhang_date *deadline, const struct taizhang_date *today);

/* check_dates.c: whether a date lies inside the window of the item at work for material of that kind, or else of the ledger; window is
 * written: "2017-01..2017-12". */
#define TZ_CHECK_WINDOW (2 * TAIZHANG_DATE_SIZE + 2)
bool tz_check_is_inside(const struct tz_check *c, enum taizhang_kind kind, const struct taizhang_date *date,
			char window[TZ_CHECK_WINDOW]);
/* A period as written: a date, or something that begins with a year (2017年上半年); no date for anything else. -1 with NOMEM. */
int tz_check_period_date(const char *period, struct taizhang_date *date, struct taizhang_error *err);

/* batch.c: findings of an item that have one cause: told one by one where they are few, else as one with a count. */
struct tz_check_entry {
	unsigned int record;
	int64_t line;
	const char *file;	/* borrowed; NULL where it is about the whole record */
	char *found;		/* NULL or what was found */
};
struct tz_check_cause {
	enum tz_finding_id id;
	enum taizhang_severity at_most;
	char *field, *label, *expected;
	struct tz_check_entry *entries;
	size_t num, capacity;
};
struct tz_check_batch {
	struct tz_check_cause *causes;
	size_t num, capacity;
};
/* Told one by one up to here; as many are named where they are told as one. */
#define TZ_CHECK_FEW 3
/* field, label, expected and found are copied and may be NULL; file is borrowed until the flush. item and unit of place
 * are not used. */
int tz_check_add(struct tz_check_batch *batch, enum tz_finding_id id,
		 const struct tz_place_found *place, struct taizhang_error *err);
#define tz_check_gather(batch, name, err, ...) \
	tz_check_add((batch), TZ_F_##name, &(struct tz_place_found){__VA_ARGS__}, (err))
/* Tells what was added, where result is 0, and frees the batch. Returns result, or -1. */
int tz_check_flush(struct tz_check *c, struct tz_check_batch *batch, int result,
		   struct taizhang_error *err);
void tz_check_name(struct tz_check_names *names, const char *name);

/* The fields of a record that are missing, for one finding. */
struct tz_check_missing {
	char names[256], labels[512];
};
void tz_check_missing(struct tz_check_missing *missing, bool is_missing, const char *name,
		      const char *label);
int tz_check_add_missing(struct tz_check_batch *batch, const struct tz_check_missing *missing,
			 unsigned int record, struct taizhang_error *err);

/* The families. Each judges the whole ledger, or the item at work, or tells in the end what it counted over all items. */
int tz_check_catalog(struct tz_check *c, struct taizhang_error *err);
int tz_check_assignments(struct tz_check *c, struct taizhang_error *err);
int tz_check_extracted(struct tz_check *c, struct taizhang_error *err);
int tz_check_negatives(struct tz_check *c, struct taizhang_error *err);
int tz_check_disk(struct tz_check *c, struct taizhang_error *err);
int tz_check_find_twins(struct tz_check *c, struct taizhang_error *err);
int tz_check_material(struct tz_check *c, struct taizhang_error *err);
int tz_check_normative(struct tz_check *c, struct taizhang_error *err);
int tz_check_report(struct tz_check *c, struct taizhang_error *err);
int tz_check_image(struct tz_check *c, struct taizhang_error *err);
int tz_check_table(struct tz_check *c, struct taizhang_error *err);
int tz_check_dates(struct tz_check *c, struct taizhang_error *err);
int tz_check_files(struct tz_check *c, struct taizhang_error *err);
int tz_check_duplicates(struct tz_check *c, struct taizhang_error *err);
int tz_check_thresholds(struct tz_check *c, struct taizhang_error *err);
int tz_check_overdue(struct tz_check *c, struct taizhang_error *err);
/* Those that look into files; without a survey there is nothing for them to judge. */
int tz_check_content(struct tz_check *c, struct taizhang_error *err);
int tz_check_differs(struct tz_check *c, struct taizhang_error *err);
int tz_check_normative_content(struct tz_check *c, struct taizhang_error *err);
int tz_check_report_text(struct tz_check *c, struct taizhang_error *err);
int tz_check_image_content(struct tz_check *c, struct taizhang_error *err);
int tz_check_table_content(struct tz_check *c, struct taizhang_error *err);
int tz_check_alike(struct tz_check *c, struct taizhang_error *err);
int tz_check_sensitive_ledger(struct tz_check *c, struct taizhang_error *err);
int tz_check_sensitive(struct tz_check *c, struct taizhang_error *err);
int tz_check_tell_private(struct tz_check *c, struct taizhang_error *err);
int tz_check_count_unread(struct tz_check *c, struct taizhang_error *err);
int tz_check_tell_unread(struct tz_check *c, struct taizhang_error *err);
void tz_check_disk_free(struct tz_check_disk *disk);
void tz_check_unread_free(struct tz_check_unread *unread);
void tz_check_twins_free(struct tz_check_twins *twins);

#endif
