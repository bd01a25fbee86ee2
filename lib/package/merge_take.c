/* SPDX-License-Identifier: MIT */
/* merge_take.c: whose word counts where two say different things. */
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "package/merge.h"

enum word { WORD_UNIT, WORD_FIRST, WORD_LAST, WORD_BOTH };

static enum word word_of(const char *text)
{
	static const struct {
		const char *text;
		enum word word;
	} words[] = {{"first", WORD_FIRST}, {"先", WORD_FIRST}, {"last", WORD_LAST}, {"后", WORD_LAST},
		     {"both", WORD_BOTH}, {"都", WORD_BOTH}};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (!strcasecmp(text, words[i].text))
			return words[i].word;
	return WORD_UNIT;
}

enum tz_merge_choice tz_merge_choose(const struct tz_merge *m, const struct tz_merge_source *source,
				     const struct tz_extensions *ours, bool of_ordinal, bool again)
{
	for (size_t i = 0; i < m->options.num_take; i++) {
		const char *text = m->options.take[i];

		switch (word_of(text)) {
		case WORD_FIRST:
			return TZ_MERGE_OURS;
		case WORD_LAST:
			/* What was decided once stays so: two packages in turn would change places in every run. */
			return again ? TZ_MERGE_OURS : TZ_MERGE_THEIRS;
		case WORD_BOTH:
			if (of_ordinal)
				return TZ_MERGE_BOTH;
			break;
		case WORD_UNIT:
			if (!strcmp(text, source->out->unit))
				return TZ_MERGE_THEIRS;
			if (!strcmp(text, tz_origin_unit(m, ours)))
				return TZ_MERGE_OURS;
			break;
		}
	}
	return again ? TZ_MERGE_OURS : TZ_MERGE_OPEN;
}

int tz_merge_check_take(const struct tz_merge *m, struct taizhang_error *err)
{
	for (size_t i = 0; i < m->options.num_take; i++) {
		const char *text = m->options.take[i];
		bool found = false;

		if (!text)
			return tz_error_inval(err, "take");
		found = word_of(text) != WORD_UNIT;
		for (size_t k = 0; k < m->num_known && !found; k++)
			found = *text && !strcmp(text, m->known[k].unit);
		if (!found)
			return tz_error_set(err, TAIZHANG_E_NOT_FOUND, TZ_MSG_MERGE_TAKE, text);
	}
	return 0;
}
