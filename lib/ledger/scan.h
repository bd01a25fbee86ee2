/* SPDX-License-Identifier: MIT */
/* scan.h: the steps of a scan: walk, read, match, group, apply. Only lib/ledger/scan*.c and add.c see the structs. */
#ifndef TZ_LEDGER_SCAN_H
#define TZ_LEDGER_SCAN_H

#include <taizhang/scan.h>

#include "base/index.h"
#include "finding/finding.h"
#include "ledger/digest_cache.h"
#include "ledger/ledger.h"

#define TZ_SCAN_NONE UINT32_MAX

/* A file on disk in the folder of an item in scope. A large ledger has little else in memory while it is scanned. */
struct tz_scan_file {
	const struct taizhang_node *item;
	const char *raw;	/* below the ledger's folder, bytes as on disk */
	char *proposed;		/* NULL, or the UTF-8 path where raw cannot stand in XML or a package */
	int64_t mtime;
	struct tz_tree_stamp stamp;	/* of the walk, later of the reading */
	unsigned char digest[TZ_SHA256_BYTES];
	int32_t mtime_ns;
	uint32_t known;		/* the file of the ledger that it is, or TZ_SCAN_NONE */
	uint32_t plan;		/* the record it goes to; none where its item stays as it is */
	uint8_t role;		/* enum taizhang_role */
	bool owns_raw;		/* else it is the known file's */
	bool is_unfit;		/* raw cannot be kept as it is */
	bool has_digest;	/* remembered, or read by now */
	bool was_read;
};

/* A file that the ledger knows, in scope. */
struct tz_scan_known {
	struct taizhang_file *file;
	struct taizhang_record *record;		/* whose it is */
	uint32_t disk;		/* where it is now, or TZ_SCAN_NONE */
	uint32_t plan;		/* or TZ_SCAN_NONE, where its item stays as it is */
	uint32_t place;		/* among the plan's files to be, or TZ_SCAN_NONE */
	bool moved;
};

/* What becomes of one record. */
struct tz_scan_plan {
	const struct taizhang_node *item;	/* where it will be */
	struct taizhang_record *record;		/* NULL: new; made when the plan is prepared */
	struct taizhang_record *from;		/* of another item, whose content moves here, or NULL */
	bool is_new;
	bool drop;
	struct taizhang_file *files;		/* its files to be */
	size_t num_files;
};

/* The stems of loose files, by which pages find their document. */
struct tz_scan_stems {
	struct tz_index keys;		/* of documents: files that are no page of another */
	struct tz_index folders;	/* item folder -> its only key in list, or SEVERAL */
	char **list;			/* what the indexes borrow */
	size_t num, capacity;
};

struct tz_scan {
	struct taizhang_ledger *ledger;
	struct taizhang_scan_options options;
	struct taizhang_scan_summary summary;
	struct taizhang_findings *findings;
	size_t said[TZ_NUM_FINDING_IDS];	/* findings by id, those not named one by one included */
	struct tz_scan_file *files;		/* by path bytes */
	size_t num_files, files_capacity;
	struct tz_scan_known *known;
	size_t num_known;
	struct tz_index paths;			/* as on disk, of known; while the folder is walked */
	struct tz_scan_plan *plans;
	size_t num_plans, plans_capacity;
	bool *is_planned;			/* by item index */
	struct tz_scan_stems stems;
	struct tz_digest_cache cache;
};

/* Findings of one id are named up to here, the rest is counted: a renamed folder moves a thousand files. */
#define TZ_SCAN_NAMED 20
int tz_scan_say(struct tz_scan *scan, enum tz_finding_id id, const struct tz_place_found *place,
		struct taizhang_error *err);
#define tz_scan_find(scan, name, err, ...) \
	tz_scan_say((scan), TZ_F_##name, &(struct tz_place_found){__VA_ARGS__}, (err))

/* The path that the ledger will keep. */
const char *tz_scan_path(const struct tz_scan_file *file);

/* scan.c: a scan as taizhang_ledger_scan does it, at that time: nanoseconds since 1970. */
int tz_scan_at(struct taizhang_ledger *ledger, const struct taizhang_scan_options *options, int64_t now,
	       struct taizhang_scan_summary *summary, struct taizhang_findings *findings, struct taizhang_error *err);
/* What the caller's struct of perhaps another size says; NULL gives the defaults. */
int tz_scan_take_options(struct taizhang_scan_options *to, const struct taizhang_scan_options *from,
			 struct taizhang_error *err);

/* scan_match.c: fills known. Then which file on disk is which of them: by path, once the names are settled; and where it moved, by its
 * bytes. Plans are made for the items in which more than bytes changed, and for no other. */
const char *tz_scan_raw_path(const struct taizhang_file *file);	/* on disk */
int tz_scan_know(struct tz_scan *scan, struct taizhang_error *err);
void tz_scan_match(struct tz_scan *scan);
int tz_scan_match_moved(struct tz_scan *scan, struct taizhang_error *err);
int tz_scan_plan(struct tz_scan *scan, struct taizhang_error *err);

/* scan_walk.c: fills files; says what is left out and what no item claims. */
int tz_scan_walk(struct tz_scan *scan, struct taizhang_error *err);
/* The item whose code stands at the head of a folder's name; *item is NULL where there is none. */
int tz_scan_claim(const struct taizhang_catalog *catalog, const char *name,
		  const struct taizhang_node **item, struct taizhang_error *err);

/* scan_name.c: paths for names that cannot be kept as they are; names that collide elsewhere. */
int tz_scan_name(struct tz_scan *scan, struct taizhang_error *err);
/* The name as it is where UTF-8, XML and every desktop keep it, else a proposal. Malloc'd. */
char *tz_scan_fit_name(const char *name, struct taizhang_error *err);
/* The name " (2)", " (3)"… that is not a key of taken, which hold paths. Malloc'd. */
char *tz_scan_free_path(const char *path, const struct tz_index *taken, struct taizhang_error *err);

/* scan_read.c: digests of what is new or changed. */
int tz_scan_read(struct tz_scan *scan, struct taizhang_error *err);

/* scan_group.c: which files make one record. */
int tz_scan_group(struct tz_scan *scan, struct taizhang_error *err);

/* scan_stem.c: roles and stems in names. */
int tz_scan_stems_add(struct tz_scan_stems *stems, const struct taizhang_node *item,
		      const char *path, struct taizhang_error *err);
/* The key that the files of one record share; *role is what the name says of the page. Malloc'd. */
char *tz_scan_key(const struct tz_scan_stems *stems, const struct taizhang_node *item,
		  const char *path, enum taizhang_role *role, struct taizhang_error *err);
/* A title for the record that the file at path opens. Malloc'd. */
char *tz_scan_title(const struct taizhang_node *item, const char *path, struct taizhang_error *err);
void tz_scan_stems_free(struct tz_scan_stems *stems);

/* scan_apply.c: changes the ledger: prepare can fail and leaves it as it was, commit cannot fail. */
int tz_scan_prepare(struct tz_scan *scan, struct taizhang_error *err);
void tz_scan_undo(struct tz_scan *scan);
void tz_scan_commit(struct tz_scan *scan);

#endif
