/* SPDX-License-Identifier: MIT */
/* staging.h: files that come into a ledger's folder together with a new ledger.xml: all of them, or none. */
#ifndef TZ_LEDGER_STAGING_H
#define TZ_LEDGER_STAGING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <taizhang/digest.h>
#include <taizhang/error.h>

/* Files are written to a hidden folder first. The commit notes down in a journal what it is about to do, puts them in their places, and
 * saves ledger.xml: from there on the new state holds. Whoever is killed in between leaves the journal; the next who opens the ledger for
 * writing undoes what was begun, or ends it where ledger.xml is the new one already. Paths are below the ledger's folder; a path through a
 * link is refused, nothing is ever overwritten. The caller holds the ledger's lock. */
#define TZ_STAGING_PREFIX ".taizhang-tmp-staging-"
#define TZ_STAGING_JOURNAL "journal"

struct taizhang_ledger;
struct tz_staging;

struct tz_staging *tz_staging_new(const char *directory, struct taizhang_error *err);
/* A new file that is to stand at target; one at a time. Gives its number. */
int tz_staging_begin(struct tz_staging *s, const char *target, struct taizhang_error *err);
int tz_staging_write(struct tz_staging *s, const void *data, size_t size, struct taizhang_error *err);
/* Ends it; mtime_ns < 0 leaves the time of now. */
int tz_staging_end(struct tz_staging *s, int64_t mtime, int32_t mtime_ns, struct taizhang_error *err);
/* A file of the ledger's folder that is to stand at target instead. One that is gone is passed over. */
int tz_staging_move(struct tz_staging *s, const char *path, const char *target, struct taizhang_error *err);
/* All files to their places, then saves the ledger. -1 with the folder as it was; or, with TZ_MSG_FILE_UNSURE, as it is to be. */
int tz_staging_commit(struct tz_staging *s, struct taizhang_ledger *ledger, struct taizhang_error *err);
/* Without a commit before, leaves nothing behind. NULL-safe. */
void tz_staging_free(struct tz_staging *s);

/* staging_journal.c: what a commit does, noted down so that it can be undone or ended by another process. */

enum tz_staging_type {
	TZ_STAGING_FOLDER = 'f',	/* makes a folder */
	TZ_STAGING_PLACE = 'p',		/* puts a staged file at path */
	TZ_STAGING_DROP = 'd'		/* after the commit: removes what stood at path before */
};
struct tz_staging_op {
	enum tz_staging_type type;
	uint64_t inode;		/* of the file: what has another is not ours to remove */
	char *path;
	char *staged;		/* PLACE: its name in the hidden folder; not in the journal */
};
struct tz_staging_ops {
	struct tz_staging_op *list;
	size_t num, capacity;
};
int tz_staging_add(struct tz_staging_ops *ops, enum tz_staging_type type, const char *path, struct taizhang_error *err);
void tz_staging_ops_free(struct tz_staging_ops *ops);
/* The journal in the hidden folder: the digest of ledger.xml before the commit, then what is done. */
int tz_staging_note(const char *hidden, const char *ledger_digest, const struct tz_staging_ops *ops, struct taizhang_error *err);
/* The digest of the folder's ledger.xml as it is now. */
int tz_staging_ledger_digest(const char *directory, char hex[TAIZHANG_DIGEST_HEX_SIZE], struct taizhang_error *err);
/* Takes back whatever was done of it; ends what is left to do after the commit. root is the ledger's folder. Both do what they can. */
void tz_staging_undo(int root, const struct tz_staging_ops *ops);
void tz_staging_finish(int root, const struct tz_staging_ops *ops);
/* Opens the folder that holds path's last component, through no link; *base is that component. -1 with errno. */
int tz_staging_parent(int root, const char *path, const char **base);

/* Sees to what a commit left that was killed. */
int tz_staging_recover(const char *directory, struct taizhang_error *err);

#endif
