/* SPDX-License-Identifier: MIT */
/* verify_inspect.h: looks into the files of a package while their bytes pass, and judges what they say. */
#ifndef TZ_PACKAGE_VERIFY_INSPECT_H
#define TZ_PACKAGE_VERIFY_INSPECT_H

#include <pthread.h>

#include <taizhang/check.h>

#include "inspect/survey.h"
#include "package/bag.h"

/* What the files were that passed, whatever package they came from. */
struct tz_looking {
	bool programs;
	pthread_mutex_t lock;
	struct tz_facts_cache *facts;
};

int tz_looking_begin(struct tz_looking *looking, bool programs, struct taizhang_error *err);
/* Takes the payload; of a file at a time a thread, in memory. looking stays where it is. */
struct tz_bag_sink tz_looking_sink(struct tz_looking *looking);
/* A survey of a ledger whose files have passed: those that have not have no facts. looking must live longer. */
struct tz_survey *tz_looking_survey(const struct tz_looking *looking, const struct taizhang_ledger *ledger, struct taizhang_error *err);
/* What they say of the ledger goes to findings. */
int tz_looking_judge(const struct tz_looking *looking, const struct taizhang_ledger *ledger, const struct taizhang_progress *progress,
		     struct taizhang_findings *findings, struct taizhang_error *err);
void tz_looking_end(struct tz_looking *looking);	/* safe on a zeroed one */

#endif
