/* SPDX-License-Identifier: MIT */
/* survey_job.h: one file of a survey: opened by the owner, inspected or remembered on any thread. */
#ifndef TZ_INSPECT_SURVEY_JOB_H
#define TZ_INSPECT_SURVEY_JOB_H

#include <sys/stat.h>

#include "inspect/facts_cache.h"
#include "inspect/source.h"

/* What all jobs share, and none changes. */
struct tz_survey_work {
	struct tz_facts_cache *cache;	/* may be NULL */
	bool looks;			/* what the cache had is good enough */
	bool programs;
};

struct tz_survey_job {
	struct tz_source source;	/* open until it is worked off */
	struct stat opened;
	bool is_open;
	bool encodes;			/* its facts are to be put into the cache */
	bool has_key;
	struct tz_facts_key key;	/* of its bytes */
	struct tz_buffer encoded;	/* empty where there is nothing to put */
	struct taizhang_facts *facts;	/* NULL where it was not open */
};

/* Forgets the last file. */
void tz_survey_job_begin(struct tz_survey_job *job, bool encodes);
/* Takes over a descriptor. key: where the bytes are known, else NULL. */
int tz_survey_job_open(struct tz_survey_job *job, int fd, const char *name, const struct tz_facts_key *key, struct taizhang_error *err);
/* Inspects it, and closes it. */
int tz_survey_job_work(const struct tz_survey_work *work, struct tz_survey_job *job, struct taizhang_error *err);
void tz_survey_job_close(struct tz_survey_job *job);
void tz_survey_job_clear(void *job);

#endif
