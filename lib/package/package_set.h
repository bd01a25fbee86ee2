/* SPDX-License-Identifier: MIT */
/* package_set.h: packages that are judged together: one of them, the other parts of its set, and their bases. */
#ifndef TZ_PACKAGE_PACKAGE_SET_H
#define TZ_PACKAGE_PACKAGE_SET_H

#include <taizhang/input.h>

#include "base/index.h"
#include "package/package.h"

/* One package of those given. */
struct tz_set_member {
	struct taizhang_input input;
	const char *name;		/* of its file, for findings */
	bool is_base;			/* given as one; otherwise it should be a part */
	bool is_known;			/* its manifest.xml could be read */
	bool is_wanted;			/* it is a part of the set, or a base that one of those wanted names */
	struct taizhang_package *package;	/* of all but the first without the ledger: the parts of a set repeat it */
	char *whole_root;		/* NULL where its root is none of a part */
	char state[TAIZHANG_DIGEST_HEX_SIZE];	/* of all that the parts of a set share */
};

/* A file of the whole: where it belongs, and where its bytes are. */
struct tz_set_file {
	const struct taizhang_record *record;
	struct taizhang_file *file;	/* in the first member's ledger */
	unsigned int part;		/* tz_package_place */
	size_t next;			/* the next file of the same bytes in a base, or TZ_INDEX_NONE */
	size_t member;			/* the base that has them, once it was found; else TZ_INDEX_NONE */
	char *path;			/* there */
	char *sm3;			/* as it was found on the way, where the file's own manifest has none; else NULL */
};

struct tz_set {
	struct tz_set_member *members;	/* the first, the parts, the bases, in the order given */
	size_t num_members, current;	/* current: the one that is being verified */
	struct tz_set_file *files;	/* of the whole, in the order of its payload */
	size_t num_files, files_capacity;
	struct tz_index wanted;		/* digests of what bases should have: number of the first such file */
};

/* package_set.c */

/* The first input was taken (tz_input_take); paths are borrowed. What was made is freed by tz_set_free, also on failure. */
int tz_set_make(struct tz_set *set, const struct taizhang_input *first, const char *const *parts, size_t num_parts,
		const char *const *bases, size_t num_bases, struct taizhang_error *err);
void tz_set_free(struct tz_set *set);	/* what it holds, not itself */
/* Learns what a member says; members come in their order. The package is taken over, also on failure. */
int tz_set_take(struct tz_set *set, size_t member, struct taizhang_package *package, struct taizhang_error *err);

/* package_set_judge.c: do these packages belong together, and are they all? After all members were taken. */
int tz_set_judge(struct tz_set *set, struct taizhang_findings *findings, struct taizhang_error *err);

#endif
