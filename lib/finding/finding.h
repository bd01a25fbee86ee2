/* SPDX-License-Identifier: MIT */
/* finding.h: making findings; the table of ids stands in finding.def. */
#ifndef TZ_FINDING_FINDING_H
#define TZ_FINDING_FINDING_H

#include <taizhang/finding.h>

enum tz_finding_id {
#define FINDING(name, id, severity, aspect, zh, en, remedy_zh, remedy_en) TZ_F_##name,
#include "finding/finding.def"
#undef FINDING
	TZ_NUM_FINDING_IDS
};

/* Where a finding stands and what it names; all optional. The texts are copied. In templates: {item} {record}
 * {file} {line} {field} {label} {expected} {found} {count} {unit}. */
struct tz_place_found {
	const char *item;		/* code */
	unsigned int record;
	const char *file;
	int64_t line;
	const char *field;
	const char *label;		/* the field's, kind's or entry's name in Chinese, for the Chinese sentence */
	const char *expected;
	const char *found;
	int64_t count;
	const char *unit;
	enum taizhang_severity at_most;	/* lowers the table's severity (basis="default"); 0 leaves it */
};

/* findings may be NULL (nobody listens). Returns 0, or -1 with NOMEM. */
int tz_findings_add(struct taizhang_findings *findings, enum tz_finding_id id,
		    const struct tz_place_found *place, struct taizhang_error *err);
/* The same with a compound literal: tz_find(f, ITEM_EMPTY, err, .item = code). */
#define tz_find(findings, name, err, ...) \
	tz_findings_add((findings), TZ_F_##name, &(struct tz_place_found){__VA_ARGS__}, (err))
/* Where several packages are judged: the file name of that of which the next findings speak; NULL: of no single one. Each of its
 * findings names its file below it: "X-1of3.zip/manifest.xml". name is borrowed until it is set anew. */
void tz_findings_set_package(struct taizhang_findings *findings, const char *name);
/* A new collection for findings of the same package, to be moved to findings (perhaps NULL) in the end. */
struct taizhang_findings *tz_findings_beside(const struct taizhang_findings *findings, struct taizhang_error *err);
enum tz_finding_id tz_finding_number(const struct taizhang_finding *finding);
/* Of how many things it speaks, or another number of its sentence; 0 where there is none. */
int64_t tz_finding_count(const struct taizhang_finding *finding);
/* Findings of one id, those not kept included. */
size_t tz_findings_count_id(const struct taizhang_findings *findings, enum tz_finding_id id);
/* Puts the findings of from behind those of to; from is empty then. */
int tz_findings_move(struct taizhang_findings *to, struct taizhang_findings *from, struct taizhang_error *err);

#endif
