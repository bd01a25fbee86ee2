/* SPDX-License-Identifier: MIT */
/* mutation.c: spoils the bytes of a container in one to three places. */
#include "mutate/mutation.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define TAR_BLOCK 512
/* Enough for each piece that a mutation adds. */
#define MOST_ADDED 8192

const char *const mutation_names[NUM_MUTATIONS] = {
	"bit", "bytes", "cut", "delete", "duplicate", "swap", "splice", "append", "header",
};

void random_seed(struct random *random, uint64_t seed)
{
	random->state = seed * 2654435761u + 88172645463325252u;
}

static uint64_t next(struct random *random)
{
	random->state ^= random->state << 13;
	random->state ^= random->state >> 7;
	random->state ^= random->state << 17;
	return random->state >> 16;
}

size_t random_below(struct random *random, size_t below)
{
	return below ? (size_t)(next(random) % below) : 0;
}

static void change_byte(struct random *random, unsigned char *byte)
{
	static const unsigned char telling[] = {0, 255, 127, 128, 1};

	*byte = random_below(random, 2) ? telling[random_below(random, sizeof telling)]
					: (unsigned char)random_below(random, 256);
}

/* Makes room at a place, or takes size bytes away from there where by is below 0. */
static void shift(struct bytes *b, size_t at, ptrdiff_t by)
{
	if (by < 0)
		memmove(b->data + at, b->data + at + (size_t)-by, b->size - at - (size_t)-by);
	else
		memmove(b->data + at + by, b->data + at, b->size - at);
	b->size = (size_t)((ptrdiff_t)b->size + by);
}

/* A length: mostly short, sometimes a good part of the whole, often whole blocks. */
static size_t some_length(struct random *random, size_t most)
{
	static const size_t bounds[] = {4, 64, TAR_BLOCK, MOST_ADDED};
	size_t length = 1 + random_below(random, bounds[random_below(random, 4)]);

	if (length > TAR_BLOCK && random_below(random, 2))
		length -= length % TAR_BLOCK;
	return length < most ? length : most;
}

static size_t some_place(struct random *random, size_t size)
{
	size_t place = random_below(random, size);

	return random_below(random, 4) ? place : place - place % TAR_BLOCK;
}

static void swap_blocks(struct random *random, struct bytes *b)
{
	size_t length = some_length(random, b->size / 2), half = b->size / 2;
	size_t one = some_place(random, half - length + 1), other = half + some_place(random, b->size - half - length + 1);

	for (size_t i = 0; i < length; i++) {
		unsigned char byte = b->data[one + i];

		b->data[one + i] = b->data[other + i];
		b->data[other + i] = byte;
	}
}

static void splice(struct random *random, struct bytes *b, const struct bytes *other)
{
	size_t length = some_length(random, other->size < b->size ? other->size : b->size);
	size_t from = some_place(random, other->size - length + 1), to = some_place(random, b->size - length + 1);

	if (random_below(random, 2))
		shift(b, to, (ptrdiff_t)length);
	memcpy(b->data + to, other->data + from, length);
}

/* Changes a byte of a header of a tar, and makes its checksum right again. */
static void change_tar(struct random *random, struct bytes *b)
{
	unsigned char *header = b->data + TAR_BLOCK * random_below(random, b->size / TAR_BLOCK);
	unsigned int sum = 0;
	char text[8];

	change_byte(random, header + random_below(random, 345));
	memset(header + 148, ' ', 8);
	for (size_t i = 0; i < TAR_BLOCK; i++)
		sum += header[i];
	snprintf(text, sizeof text, "%06o", sum & 0777777);
	memcpy(header + 148, text, 7);
}

static uint32_t little(const unsigned char *p)
{
	return (uint32_t)p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 | (uint32_t)p[3] << 24;
}

/* Changes a byte of what both headers of a zip's entry say: from the version needed to the name's end. */
static void change_zip(struct random *random, struct bytes *b)
{
	size_t start = random_below(random, b->size);

	for (size_t i = 0; i + 46 < b->size; i++) {
		unsigned char *central = b->data + (start + i) % (b->size - 46);
		uint32_t offset = little(central + 42);
		size_t names = (size_t)central[28] + 256u * central[29], field;

		if (memcmp(central, "PK\1\2", 4) != 0 || offset + 30 + names >= b->size ||
		    (size_t)(central - b->data) + 46 + names >= b->size)
			continue;
		field = random_below(random, 26 + names);
		central += field < 24 ? 6 + field : 46 + field - 24;
		change_byte(random, central);
		b->data[offset + (field < 24 ? 4 + field : 30 + field - 24)] = *central;
		return;
	}
}

static void do_one(struct random *random, enum mutation_kind kind, struct bytes *b, const struct bytes *other)
{
	size_t at = some_place(random, b->size), length = some_length(random, b->size - at);

	switch (kind) {
	case MUTATE_BIT:
		b->data[at] ^= (unsigned char)(1u << random_below(random, 8));
		break;
	case MUTATE_BYTES:
		for (size_t i = 0; i < length && i < 4; i++)
			change_byte(random, b->data + at + i);
		break;
	case MUTATE_CUT:
		b->size = random_below(random, 2) ? at : b->size - length;
		break;
	case MUTATE_DELETE:
		shift(b, at, -(ptrdiff_t)length);
		break;
	case MUTATE_DUPLICATE:
		shift(b, at, (ptrdiff_t)length);
		break;
	case MUTATE_SWAP:
		swap_blocks(random, b);
		break;
	case MUTATE_SPLICE:
		splice(random, b, other);
		break;
	case MUTATE_APPEND:
		for (size_t i = 0; i < length && i < MOST_ADDED; i++)
			change_byte(random, b->data + b->size++);
		break;
	case MUTATE_HEADER:
		if (memcmp(b->data, "PK", 2) == 0)
			change_zip(random, b);
		else if (b->size > TAR_BLOCK && memcmp(b->data + 257, "ustar", 5) == 0)
			change_tar(random, b);
		else
			change_byte(random, b->data + random_below(random, b->size < 32 ? b->size : 32));
		break;
	case NUM_MUTATIONS:
		break;
	}
}

struct bytes mutate(struct random *random, const struct bytes *source, const struct bytes *other,
		    enum mutation_kind *kind)
{
	static const size_t times[] = {1, 1, 1, 2, 3};
	size_t num = times[random_below(random, 5)];
	struct bytes b = {malloc(source->size + 4 * MOST_ADDED), source->size};

	if (!b.data)
		abort();
	memcpy(b.data, source->data, source->size);
	for (size_t i = 0; i < num && b.size >= 64; i++) {
		enum mutation_kind next_kind = (enum mutation_kind)random_below(random, NUM_MUTATIONS);

		if (i == 0)
			*kind = next_kind;
		do_one(random, next_kind, &b, other);
	}
	return b;
}
