/* SPDX-License-Identifier: MIT */
/* aspects.h: the checks of the four natures (DA/T 70): which were made on how much, and how much of it passed. */
#ifndef TZ_CHECK_ASPECTS_H
#define TZ_CHECK_ASPECTS_H

#include <taizhang/check.h>

/* What a check counts. */
enum tz_aspect_scope {
	TZ_SCOPE_LEDGER,
	TZ_SCOPE_ITEMS,
	TZ_SCOPE_RECORDS,
	TZ_SCOPE_NORMATIVES,	/* records of that kind */
	TZ_SCOPE_FILES,
	TZ_NUM_SCOPES
};

/* What it needs. */
enum tz_aspect_means {
	TZ_MEANS_ALWAYS,
	TZ_MEANS_DISK,		/* the ledger's folder */
	TZ_MEANS_CONTENTS,	/* inspection */
	TZ_MEANS_PACKAGE,	/* made when a package is packed and verified */
	TZ_MEANS_OUTSIDE,	/* made by other programs */
	TZ_MEANS_PROCESS	/* made by people */
};

struct tz_aspect_check {
	enum taizhang_aspect aspect;
	const char *number;		/* as DA/T 70 counts it, or "" */
	enum tz_aspect_scope scope;
	enum tz_aspect_means means;
	const char *label_zh, *label_en;
	const char *ids;		/* of findings, blanks between */
	/* the outcome */
	bool made;
	size_t of, failed;		/* failed: those that some finding concerns */
	enum taizhang_severity worst;	/* of these findings; 0 for none */
};

/* The checks in their order, malloc'd. options: those of the check that made the findings. What findings no check of the table names stands in one more
 * check of its aspect, so that none is left out. */
struct tz_aspect_check *tz_aspects_make(const struct taizhang_ledger *ledger, const struct taizhang_findings *findings,
					const struct taizhang_check_options *options, size_t *num, struct taizhang_error *err);

#endif
