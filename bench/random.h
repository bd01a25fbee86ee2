/* SPDX-License-Identifier: MIT */
/* random.h: a fast stream of bits that a seed decides: xoshiro256++, begun by splitmix64. */
#ifndef BENCH_RANDOM_H
#define BENCH_RANDOM_H

#include <stdint.h>

struct random {
	uint64_t state[4];
};

static inline uint64_t random_mix(uint64_t *seed)
{
	uint64_t mixed = *seed += 0x9e3779b97f4a7c15u;

	mixed = (mixed ^ mixed >> 30) * 0xbf58476d1ce4e5b9u;
	mixed = (mixed ^ mixed >> 27) * 0x94d049bb133111ebu;
	return mixed ^ mixed >> 31;
}

/* A stream for each number under a seed: what one file gets does not hang on the others. */
static inline struct random random_begin(uint64_t seed, uint64_t number)
{
	struct random random;

	seed = random_mix(&seed) ^ number;
	for (int i = 0; i < 4; i++)
		random.state[i] = random_mix(&seed);
	return random;
}

static inline uint64_t random_rotate(uint64_t bits, int by)
{
	return bits << by | bits >> (64 - by);
}

static inline uint64_t random_next(struct random *random)
{
	uint64_t *s = random->state, result = random_rotate(s[0] + s[3], 23) + s[0], kept = s[1] << 17;

	s[2] ^= s[0];
	s[3] ^= s[1];
	s[1] ^= s[2];
	s[0] ^= s[3];
	s[2] ^= kept;
	s[3] = random_rotate(s[3], 45);
	return result;
}

/* One of 0 to below - 1. */
static inline unsigned random_below(struct random *random, unsigned below)
{
	return (unsigned)((random_next(random) >> 32) * below >> 32);
}

#endif
