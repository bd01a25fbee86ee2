/* SPDX-License-Identifier: MIT */
/* merge.h: what the steps of a merge share. The ledger in memory is changed package by package; the disk comes last. */
#ifndef TZ_PACKAGE_MERGE_H
#define TZ_PACKAGE_MERGE_H

#include <taizhang/merge.h>

#include "base/buffer.h"
#include "base/index.h"
#include "finding/finding.h"
#include "ledger/field.h"
#include "ledger/ledger.h"
#include "ledger/staging.h"
#include "package/package.h"

/* Where what was not taken is kept, below the ledger's folder; scanning does not look there. */
#define TZ_MERGE_LOST "未采用"

/* What became of one package. */
struct tz_merged_package {
	char *path, *root, *unit;
	char id[TAIZHANG_DIGEST_HEX_SIZE];
	unsigned int revision;
	bool left_out;
	struct taizhang_merge_counts counts;
};
struct taizhang_merged {
	struct tz_merged_package *packages;
	size_t num_packages;
	char *directory;
	bool dry_run, saved;
};

/* A record of the package that got another ordinal in the ledger. */
struct tz_merge_moved {
	const struct taizhang_node *item;	/* of the ledger */
	unsigned int from, to;
};

/* A package while it is merged. */
struct tz_merge_source {
	struct tz_merged_package *out;
	struct taizhang_package *package;	/* NULL where it could not be read, and once it is merged */
	bool unread;
	uint64_t bytes;			/* of its payload */
	char *supersedes;
	char body[TAIZHANG_DIGEST_HEX_SIZE];	/* of all that its manifest says: it must say the same when its bytes are read */
	struct tz_merge_moved *moved;
	size_t num_moved, moved_capacity;
	struct tz_index wanted;		/* its path of a file -> number among the files that come */
};

/* A package that this ledger has seen, or that is being merged. */
struct tz_merge_known {
	char *id, *root, *unit, *supersedes;
	unsigned int revision;
};

/* A file that comes out of a package. */
struct tz_merge_file {
	char *package_path;
	char *target;
	int64_t mtime;
	int32_t mtime_ns;
};

/* A file of the ledger that makes way. */
struct tz_merge_move {
	char *path, *target;
};

/* A table of the fields that were not taken, one for each whose they were. */
struct tz_merge_table {
	char *root;
	struct tz_buffer csv;
};

struct tz_merge {
	struct taizhang_merge_options options;
	struct taizhang_ledger *ledger;
	struct taizhang_merged *out;
	struct tz_merge_source *sources;	/* one for each package of out */
	struct tz_merge_known *known;
	size_t num_known, known_capacity;
	struct tz_merge_file *files;
	size_t num_files, files_capacity;
	struct tz_merge_move *moves;
	size_t num_moves, moves_capacity;
	struct tz_merge_table *tables;
	size_t num_tables, tables_capacity;
	struct tz_index taken;		/* keys of the paths that are no longer free */
	char **taken_keys;
	size_t num_taken, taken_capacity;
	int64_t time;
	struct taizhang_findings *findings;	/* never NULL */
	size_t refused;			/* reasons not to merge */
	struct tz_staging *staging;	/* NULL where nothing will be written */
};

/* merge_source.c: opens the packages; what cannot be merged is told and left out. */
int tz_merge_open_sources(struct tz_merge *m, struct taizhang_error *err);
void tz_merge_free_source(struct tz_merge_source *source);

/* merge_origin.c: which package something came from: attributes of a namespace of our own, which travel with the record. */

#define TZ_MERGE_NS "urn:taizhang:merge:1"
/* One of package, root, revision, ordinal, content, left; supersedes on events. "" where there is none. */
const char *tz_origin_get(const struct tz_extensions *extensions, const char *name);
int tz_origin_set(struct tz_extensions *extensions, const char *name, const char *text, struct taizhang_error *err);
/* It now is what the package said, of this content; ordinal is that in the package, 0 for what has none, as content may be "". */
int tz_origin_stamp(struct tz_extensions *extensions, const struct tz_merge_source *source, unsigned int ordinal, const char *content,
		    struct taizhang_error *err);
/* Contents that were decided against once. */
bool tz_origin_was_left(const struct tz_extensions *extensions, const char *content);
int tz_origin_leave(struct tz_extensions *extensions, const char *content, struct taizhang_error *err);

enum tz_origin {
	TZ_ORIGIN_OTHER,	/* of another package, or entered here */
	TZ_ORIGIN_SAME,		/* of this very package, in this revision */
	TZ_ORIGIN_OLDER		/* of the revision that this package replaces */
};
enum tz_origin tz_origin_of(const struct tz_extensions *extensions, const struct tz_merge_source *source);
/* Whose it is: the root of its package, or "本台账". */
const char *tz_origin_name(const struct tz_extensions *extensions);
/* The unit of its package, or "". */
const char *tz_origin_unit(const struct tz_merge *m, const struct tz_extensions *extensions);
/* The packages that the events of the ledger speak of, then those that are merged. */
int tz_origin_learn(struct tz_merge *m, struct taizhang_error *err);
/* The root of the package that is known to replace this one, or NULL. */
const char *tz_origin_successor(const struct tz_merge *m, const struct tz_merge_source *source);
void tz_origin_forget(struct tz_merge *m);
/* What others added, without our own attributes; where both have an attribute of one name with two values, the old one stays and
 * *differs is set. differs may be NULL. */
int tz_origin_add_extensions(struct tz_extensions *to, const struct tz_extensions *from, bool *differs, struct taizhang_error *err);

/* merge_content.c: what something says, as one digest: equal contents have equal digests, wherever they stand. */

/* Fields, and for a record its files' digests and roles. record replaces a value's reference to its record where not NULL. */
int tz_merge_content(const struct tz_target *target, const char *record, char hex[TAIZHANG_DIGEST_HEX_SIZE],
		     struct taizhang_error *err);
/* Both have files, and the same bytes in them. */
bool tz_merge_same_files(const struct taizhang_record *a, const struct taizhang_record *b);
struct tz_extensions *tz_merge_extensions_of(const struct tz_target *target);

/* merge_take.c: whose word counts. */

enum tz_merge_choice { TZ_MERGE_OPEN, TZ_MERGE_OURS, TZ_MERGE_THEIRS, TZ_MERGE_BOTH };
/* ours: the extensions of what is there. again: the same was decided against before, and LAST does not ask a second time. */
enum tz_merge_choice tz_merge_choose(const struct tz_merge *m, const struct tz_merge_source *source,
				     const struct tz_extensions *ours, bool of_ordinal, bool again);
/* Is each word of take one that can settle anything? */
int tz_merge_check_take(const struct tz_merge *m, struct taizhang_error *err);

/* merge_field.c: an assignment, a value, a negative answer; the fields of a record that both have. */

/* theirs may be empty. *changed tells whether ours says something else now; nothing is changed where a conflict stays open. */
int tz_merge_object(struct tz_merge *m, struct tz_merge_source *source, struct tz_target *ours, struct tz_target *theirs,
		    bool *changed, struct taizhang_error *err);
/* Two records with the same files. */
int tz_merge_fields(struct tz_merge *m, struct tz_merge_source *source, struct taizhang_record *ours, struct taizhang_record *theirs,
		    bool *changed, struct taizhang_error *err);

/* merge_record.c: a package's records on one item. */
struct tz_merge_change {	/* for the event: ordinals with blanks between */
	struct tz_buffer added, replaced, withdrawn, lost;
};
int tz_merge_records(struct tz_merge *m, struct tz_merge_source *source, const struct taizhang_node *ours, const struct taizhang_node *theirs,
		     struct tz_merge_change *change, struct taizhang_error *err);
/* merge_copy.c: ours becomes what theirs is; files with bytes that ours has stay where they are, the others of ours are lost. */
int tz_merge_take_record(struct tz_merge *m, struct tz_merge_source *source, struct taizhang_record *ours, struct taizhang_record *theirs,
			 struct taizhang_error *err);
int tz_merge_add_record(struct tz_merge *m, struct tz_merge_source *source, const struct taizhang_node *item, unsigned int ordinal,
			struct taizhang_record *theirs, struct taizhang_error *err);
/* What others added to a record and its files that are here already. */
int tz_merge_extend_record(struct tz_merge *m, const struct tz_merge_source *source, struct taizhang_record *ours,
			   const struct taizhang_record *theirs, struct taizhang_error *err);
/* Carries one file's bytes over to a file of ours that has none. */
int tz_merge_supply(struct tz_merge *m, struct tz_merge_source *source, struct taizhang_record *ours, struct taizhang_record *theirs,
		    struct taizhang_error *err);

/* merge_item.c: all that a package says, item by item, then its values and negative answers. */

/* What others added to an element that both sides have; two values of one attribute are told. item names it. */
int tz_merge_extend(struct tz_merge *m, const struct tz_merge_source *source, const char *item, struct tz_extensions *to,
		    const struct tz_extensions *from, struct taizhang_error *err);
int tz_merge_package(struct tz_merge *m, struct tz_merge_source *source, struct taizhang_error *err);

/* merge_lost.c: what was not taken is kept, with its files and in a table that set --from reads. */

/* A record that gives way to another, or to none: one of this package, or where source is NULL one of the ledger. Files whose bytes are not
 * in stay (may be NULL) come along. */
int tz_merge_lose_record(struct tz_merge *m, struct tz_merge_source *source, struct taizhang_record *record,
			 const struct taizhang_record *stay, struct taizhang_error *err);
int tz_merge_lose_field(struct tz_merge *m, const char *root, const struct tz_target *target, const struct tz_field *field,
			const char *value, const char *instead, struct taizhang_error *err);

/* merge_file.c: a place in the ledger's folder for each file that comes. */

/* The bytes of a file stand in a package as long as its package path does: the package's number, a slash, the path there. */
int tz_merge_set_pending(const struct tz_merge *m, const struct tz_merge_source *source, const char *package_path,
			 struct taizhang_file *file, struct taizhang_error *err);
/* That the bytes of a file of the ledger are wanted at target, or go there from where they are; or those of a file of source, where that is
 * not NULL. Takes target over, also on failure. */
int tz_merge_want(struct tz_merge *m, struct tz_merge_source *source, const struct taizhang_file *file, char *target,
		  struct taizhang_error *err);
/* path, or path with " (2)", " (3)"…, which then is no longer free. Malloc'd. */
char *tz_merge_free_path(struct tz_merge *m, const char *path, struct taizhang_error *err);
/* Takes stock of what stands in the folder. */
int tz_merge_take_stock(struct tz_merge *m, struct taizhang_error *err);
/* A file of ours that is gone, and whose bytes come: its name is its own. */
int tz_merge_release(struct tz_merge *m, const char *path, struct taizhang_error *err);
int tz_merge_place_files(struct tz_merge *m, struct taizhang_error *err);

/* merge_same.c: tells where the bytes of a file that comes stand in another record already. */
int tz_merge_tell_same(struct tz_merge *m, struct taizhang_error *err);

/* merge_apply.c: reads the packages to their ends, and changes the disk. */
int tz_merge_verify(struct tz_merge *m, struct taizhang_error *err);
int tz_merge_apply(struct tz_merge *m, struct taizhang_error *err);

/* merge.c */

/* A reason not to merge: tz_merge_refuse(m, OTHER_LEDGER, err, .file = …). */
#define tz_merge_refuse(m, name, err, ...) ((m)->refused++, tz_find((m)->findings, MERGE_##name, err, __VA_ARGS__))

#endif
