/* SPDX-License-Identifier: MIT */
/* label.c: the table of words in both languages. */
#include "render/label.h"

#include <inttypes.h>
#include <stdio.h>

static const char *const labels[TZ_NUM_LABELS][2] = {
#define LABEL(name, zh, en) {zh, en},
#include "render/label.def"
#undef LABEL
};

const char *tz_label(enum tz_label label, enum taizhang_lang lang)
{
	return labels[label][lang == TAIZHANG_LANG_EN];
}

const char *tz_count_text(char buf[TZ_COUNT_SIZE], uint64_t number)
{
	snprintf(buf, TZ_COUNT_SIZE, "%" PRIu64, number);
	return buf;
}
