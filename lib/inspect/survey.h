/* SPDX-License-Identifier: MIT */
/* survey.h: the facts of all files of a ledger, item by item, for those who judge or fill it. */
#ifndef TZ_INSPECT_SURVEY_H
#define TZ_INSPECT_SURVEY_H

#include <taizhang/ledger.h>
#include <taizhang/progress.h>

#include "inspect/facts.h"
#include "inspect/source.h"

struct tz_survey;

struct tz_survey_plan {
	const struct taizhang_ledger *ledger;
	/* Opens the bytes of a file of the ledger, on the owner's thread: 0; 1 where they are not there; -1. NULL: below the ledger's folder. */
	int (*open)(void *context, const struct taizhang_file *file, struct tz_source *source, struct taizhang_error *err);
	void *context;
	unsigned int threads;
	bool programs;
	/* Facts of files that were inspected before are taken from there and put there; NULL: none are remembered. */
	const char *cache_directory;
	struct taizhang_progress progress;
};

/* A file of an item and its facts; facts is NULL where its bytes are gone or were never read. */
struct tz_survey_file {
	const struct taizhang_record *record;
	const struct taizhang_file *file;
	const struct taizhang_facts *facts;
};

struct tz_survey *tz_survey_new(const struct tz_survey_plan *plan, struct taizhang_error *err);
/* The files of an item in the order of its records and their files; valid until the next call. Items are asked for in the order of the catalogue;
 * one before the last asked for is inspected anew. */
int tz_survey_item(struct tz_survey *survey, const struct taizhang_node *item, const struct tz_survey_file **files, size_t *num,
		   struct taizhang_error *err);
void tz_survey_free(struct tz_survey *survey);

#endif
