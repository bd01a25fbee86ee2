/* SPDX-License-Identifier: MIT */
/* imprint.h: what a picture looks like and how a report reads, small enough to be kept of all of them, and found when it comes again. */
#ifndef TZ_CHECK_IMPRINT_H
#define TZ_CHECK_IMPRINT_H

#include <taizhang/check.h>

#include "inspect/survey.h"

/* Pictures are nearly the same when at most so many of the 64 bits of their perceptual hashes differ. */
#define TZ_IMPRINT_BITS 6
/* Reports are alike when at least so many in a hundred of their runs of five characters are in both. */
#define TZ_IMPRINT_PERCENT 90
/* Shorter texts are alike by chance. */
#define TZ_IMPRINT_CHARACTERS 50

/* The imprint of one file, or of nothing. */
struct tz_imprint {
	const unsigned char *digest;	/* of the ledger's file; NULL where it was never read */
	bool is_picture;
	uint64_t hash;			/* of a picture */
	uint64_t *sketch;		/* of a report: the smallest hashes of its runs of five characters, rising; owned */
	size_t num;
	uint64_t whole;			/* of all its characters */
};
#define TZ_IMPRINT_INIT {NULL, false, 0, NULL, 0, 0}

struct tz_imprint_match {
	const char *name;		/* whose imprint it was; as long as the imprints */
	unsigned int differ;		/* bits of pictures */
	unsigned int percent;		/* of reports; 100 where all their characters are the same, and not else */
	bool same_bytes;
};

/* Whether the file has an imprint: a picture of an image record, the text of a report. -1 with NOMEM. */
int tz_imprint_take(struct tz_imprint *imprint, const struct tz_survey_file *file, struct taizhang_error *err);
void tz_imprint_clear(struct tz_imprint *imprint);
bool tz_imprint_is_empty(const struct tz_imprint *imprint);
/* The first of those that are most like it, other than those of that record (NULL: none is left out). */
bool tz_imprints_find(const struct taizhang_imprints *imprints, const struct tz_imprint *imprint,
		      const struct taizhang_record *but, struct tz_imprint_match *match);
/* Takes the imprint over, whatever happens, and copies name. record may be NULL. */
int tz_imprints_add(struct taizhang_imprints *imprints, struct tz_imprint *imprint, const struct taizhang_record *record,
		    const char *name, struct taizhang_error *err);
/* The imprints of all files of a survey; their names begin with the ledger's year. */
int tz_imprints_add_survey(struct taizhang_imprints *imprints, const struct taizhang_ledger *ledger, struct tz_survey *survey,
			   struct taizhang_error *err);

#endif
