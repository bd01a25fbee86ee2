/* SPDX-License-Identifier: MIT */
/* survey.h: the facts of all files of a ledger, item by item, for those who judge or fill it. */
#ifndef TZ_INSPECT_SURVEY_H
#define TZ_INSPECT_SURVEY_H

#include <taizhang/ledger.h>
#include <taizhang/progress.h>

#include "inspect/facts.h"
#include "inspect/facts_cache.h"

struct tz_survey;

struct tz_survey_plan {
	const struct taizhang_ledger *ledger;
	/* The facts are taken from there alone, and no file is opened; NULL: files are read below the ledger's folder. */
	struct tz_facts_cache *known;
	unsigned int threads;		/* 0: as many as there are processors */
	bool programs;
	/* Facts of files that were inspected before are taken from there; NULL: none are. */
	const char *cache_directory;
	bool remember;			/* and what was inspected is put there */
	struct taizhang_progress progress;
};

/* A file of an item and its facts; facts is NULL where its bytes are gone or were never read. */
struct tz_survey_file {
	const struct taizhang_record *record;
	const struct taizhang_file *file;
	const struct taizhang_facts *facts;
};

struct tz_survey *tz_survey_new(const struct tz_survey_plan *plan, struct taizhang_error *err);
/* The files of an item in the order of its records and their files; valid until the next call. Items are asked for in the order of the catalogue,
 * and files are inspected ahead of them; one before the last asked for is inspected anew. Of the texts and cells of an item, no more than
 * TZ_LIMIT_INSPECT_ITEM bytes are kept together; the files past that are LIMITED. */
int tz_survey_item(struct tz_survey *survey, const struct taizhang_node *item, const struct tz_survey_file **files, size_t *num,
		   struct taizhang_error *err);
/* What was learned is remembered, also where the survey was broken off. */
void tz_survey_free(struct tz_survey *survey);

#endif
