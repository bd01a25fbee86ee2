/* SPDX-License-Identifier: MIT */
/* words.h: the words that the made-up material is written with. */
#ifndef BENCH_WORDS_H
#define BENCH_WORDS_H

#include <stddef.h>

#include "random.h"

/* The words one paper gets by with: a short one has few, over and over. */
struct vocabulary {
	unsigned first, num;
};

/** Choose the words of a paper of this many bytes. */
struct vocabulary words_choose(size_t size, struct random *random);

/** What a paper is about, as it stands in its name. */
const char *words_theme(struct random *random);

/** A unit that hands papers in. */
const char *words_unit(struct random *random);

/** A few words of office Chinese, without a mark at the end. */
const char *words_phrase(struct vocabulary words, struct random *random);

#endif
