/* SPDX-License-Identifier: MIT */
/* mutation.h: spoils the bytes of a container in one to three places, the same for the same seed. */
#ifndef TESTS_MUTATE_MUTATION_H
#define TESTS_MUTATE_MUTATION_H

#include <stddef.h>
#include <stdint.h>

enum mutation_kind {
	MUTATE_BIT,		/* one bit turned */
	MUTATE_BYTES,		/* one to four bytes made others: 0, 255, or any */
	MUTATE_CUT,		/* the end is cut off */
	MUTATE_DELETE,		/* a piece is taken out */
	MUTATE_DUPLICATE,	/* a piece stands twice */
	MUTATE_SWAP,		/* two blocks change places */
	MUTATE_SPLICE,		/* a piece of another container is put over or between */
	MUTATE_APPEND,		/* bytes follow the end */
	MUTATE_HEADER,		/* a byte of a tar's header with its checksum made right, or of both headers of a zip's entry */
	NUM_MUTATIONS
};
extern const char *const mutation_names[NUM_MUTATIONS];

struct random {
	uint64_t state;
};
void random_seed(struct random *random, uint64_t seed);
/* From 0 up to, not including, below; 0 where that is 0. */
size_t random_below(struct random *random, size_t below);

struct bytes {
	unsigned char *data;
	size_t size;
};

/* A new container of what source becomes, whose bytes are malloc'd; *kind is the first of what was done to it. Its bytes may by
 * chance be the source's. */
struct bytes mutate(struct random *random, const struct bytes *source, const struct bytes *other,
		    enum mutation_kind *kind);

#endif
