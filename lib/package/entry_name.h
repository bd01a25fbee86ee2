/* SPDX-License-Identifier: MIT */
/* entry_name.h: the names of a container's entries, from the bytes that stand there to UTF-8. */
#ifndef TZ_PACKAGE_ENTRY_NAME_H
#define TZ_PACKAGE_ENTRY_NAME_H

#include <stdbool.h>
#include <stddef.h>
#include <taizhang/finding.h>
#include <taizhang/package.h>

/* A name as a container holds it. */
struct tz_raw_name {
	const char *bytes;
	const char *unicode;		/* UTF-8 that stands beside it and goes before it; NULL where there is none */
	bool is_utf8;			/* the container says so */
};

/* How the names of one container are read. Names that do not say their encoding are taken as one: a single name proves little, since
 * some bytes are words in both (目录 in GBK is "Ŀ¼" in UTF-8). */
struct tz_names {
	enum taizhang_names asked;
	bool has_other;			/* some name is not UTF-8 */
	bool all_decode;		/* as GB18030: all of them */
	bool others_decode;		/* those that are not UTF-8 */
	int64_t guessed;		/* names that were taken as GB18030 without being told so */
	char *example;			/* one of them */
};

void tz_names_open(struct tz_names *names, enum taizhang_names asked);
/* Looks at a name before any is read. In a stream each is looked at only when it comes: what came before stays as it was read. */
int tz_names_survey(struct tz_names *names, const struct tz_raw_name *raw, struct taizhang_error *err);
/* The name in UTF-8, malloc'd. Where it is in no encoding that was asked for, *refused is set and the bytes are given as they are. NULL with
 * NOMEM. */
char *tz_names_read(struct tz_names *names, const struct tz_raw_name *raw, bool *refused, struct taizhang_error *err);
/* What is wanted, for the finding of a name that is refused. */
const char *tz_names_wanted(const struct tz_names *names);
/* Says once that names were guessed. container names it. */
int tz_names_tell(struct tz_names *names, const char *container, struct taizhang_findings *findings,
		  struct taizhang_error *err);
void tz_names_free(struct tz_names *names);

#endif
