/* SPDX-License-Identifier: MIT */
/* bag_case.h: makes a sound bag, changes it in one way, and compares what verifying it finds; in a folder and in each archive. */
#ifndef TESTS_PACKAGE_BAG_CASE_H
#define TESTS_PACKAGE_BAG_CASE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <taizhang/package.h>

/* One change of a sound bag. Paths are below its root. */
struct bag_edit {
	enum bag_edit_how {
		BAG_NO_EDIT,		/* ends a list */
		BAG_WRITE,		/* path anew, with text (its NUL is not written) */
		BAG_APPEND,		/* text to path */
		BAG_REMOVE,		/* path, with all below it */
		BAG_REPLACE,		/* in path, the first text by with */
		BAG_RENAME,		/* path to text */
		BAG_LINK,		/* path becomes a symbolic link to text */
		BAG_FIFO,		/* path becomes a pipe */
		BAG_FOLDER		/* path becomes an empty folder */
	} how;
	const char *path, *text, *with;
};
#define BAG_MAX_EDITS 5

struct bag_case {
	const char *name;
	const char *version;		/* of bagit.txt; NULL: 1.0 */
	const char *algorithms;		/* of the payload manifests, blanks between; NULL: sha256 */
	struct bag_edit before[BAG_MAX_EDITS];	/* what the payload and the tags are before they are listed */
	struct bag_edit edits[BAG_MAX_EDITS];	/* what is broken in the sound bag */
	bool relist_tags;		/* the tag manifest is made anew after edits, so that it hides nothing else */
	const char *charset;		/* that bagit.txt names; NULL: UTF-8 */
	const char *recode;		/* what the other tag files are really in, as iconv calls it; NULL: UTF-8 */
	uint64_t manifest_lines;	/* the limit to verify with; 0: the default */
	const char *expected;		/* ids of the findings, each once, sorted, blanks between; "" for none */
	bool softer;			/* accepted, though an id of expected is an error by its table: here it is only a warning */
	unsigned int not_in;		/* forms in which the case cannot stand: 1u << TAIZHANG_FORMAT_… */
};

/* A sound bag in temp_dir()/parent/root: data/说明.txt, data/图片/一号.jpg and data/图片/二号.jpg. Returns its folder. */
const char *bag_make(const char *parent, const char *root, const struct bag_case *c);
void bag_edit(const char *folder, const struct bag_edit *edits);
void bag_list_tags(const char *folder, const char *algorithm);
/* Packs temp_dir()/parent/root into temp_dir()/parent/root.<format> and returns that path; a folder is returned as it is. */
const char *bag_archive(const char *parent, const char *root, enum taizhang_format format);

/* The ids of all findings, each once, sorted, blanks between; to be freed. */
char *bag_ids(const struct taizhang_findings *findings);
/* A sound package of ours, packed by the library and unpacked by bsdtar: one record each of M001 and M002; with incomplete only the first. The
 * folder is 包头市-2017 below temp_dir()/parent. Returns it. */
const char *package_make(const char *parent, bool incomplete);
/* Makes the bag (or the package, where version, algorithms, charset, recode and before are not used), edits it and verifies it in each
 * form. Fails the test where other ids are found, or where it is refused and should not be, or the reverse. */
void bag_case_run(const struct bag_case *c);
void package_case_run(const struct bag_case *c);

#endif
