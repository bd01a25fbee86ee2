/* SPDX-License-Identifier: MIT */
/* sketch.c: how much two texts have in common, told from a few hundred hashes of each. */
#include "check/sketch.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/text.h"

#define RUN 5
/* Sorted and cut whenever it is full, so that a text costs what it is long. */
#define ROOM (4 * TZ_SKETCH_HASHES)

struct maker {
	uint64_t *hashes;
	size_t num;
	uint64_t largest;	/* of those that can still get in */
	int32_t run[RUN];
	size_t characters;
	uint64_t whole;
};

/* What counts of a character, or 0. */
static int32_t plain(int32_t c)
{
	if (c >= 0xff01 && c <= 0xff5e)
		c -= 0xff01 - 0x21;
	if (c < 0x80)
		return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') ? c : c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : 0;
	/* General punctuation to the CJK radicals, CJK punctuation, and the forms beside ASCII hold signs alone. */
	if ((c >= 0x2000 && c < 0x2e80) || (c >= 0x3000 && c < 0x3040) || (c >= 0xfe10 && c < 0xff01) || c < 0xc0)
		return 0;
	return c;
}

static int compare_hashes(const void *a, const void *b)
{
	const uint64_t *x = a, *y = b;

	return (*x > *y) - (*x < *y);
}

static void cut(struct maker *m)
{
	size_t kept = 0;

	qsort(m->hashes, m->num, sizeof *m->hashes, compare_hashes);
	for (size_t i = 0; i < m->num && kept < TZ_SKETCH_HASHES; i++)
		if (!kept || m->hashes[i] != m->hashes[kept - 1])
			m->hashes[kept++] = m->hashes[i];
	m->num = kept;
	if (kept == TZ_SKETCH_HASHES)
		m->largest = m->hashes[kept - 1];
}

static uint64_t mix(uint64_t hash, int32_t c)
{
	hash = (hash ^ (uint64_t)c) * 0x9e3779b97f4a7c15;
	return hash ^ hash >> 29;
}

static void add_character(struct maker *m, int32_t c)
{
	uint64_t hash = 0x243f6a8885a308d3;

	m->whole = mix(m->whole, c);
	m->run[m->characters++ % RUN] = c;
	if (m->characters < RUN)
		return;
	for (size_t i = 0; i < RUN; i++)
		hash = mix(hash, m->run[(m->characters + i) % RUN]);
	hash = (hash ^ hash >> 32) * 0xd6e8feb86659fd93;
	if (hash >= m->largest)
		return;
	m->hashes[m->num++] = hash;
	if (m->num == ROOM)
		cut(m);
}

int tz_sketch_make(const char *text, size_t size, size_t least, uint64_t **sketch, size_t *num, uint64_t *whole,
		   struct taizhang_error *err)
{
	struct maker m = {.hashes = malloc(ROOM * sizeof *m.hashes), .largest = UINT64_MAX};
	size_t step;

	*sketch = NULL;
	*num = 0;
	*whole = 0;
	if (!m.hashes)
		return tz_error_nomem(err);
	for (size_t i = 0; i < size; i += step) {
		int32_t c = 0;

		step = tz_text_next(text + i, &c);
		if (!step)
			break;
		c = plain(c);
		if (c)
			add_character(&m, c);
	}
	cut(&m);
	if (m.characters < least || !m.num) {
		free(m.hashes);
		return 0;
	}
	/* What is kept of each text is kept for long. */
	*sketch = realloc(m.hashes, m.num * sizeof *m.hashes);
	if (!*sketch)
		*sketch = m.hashes;
	*num = m.num;
	*whole = m.whole;
	return 0;
}

unsigned int tz_sketch_percent(const uint64_t *a, size_t num_a, const uint64_t *b, size_t num_b)
{
	size_t i = 0, k = 0, both = 0, all = 0;

	for (; (i < num_a || k < num_b) && all < TZ_SKETCH_HASHES; all++) {
		if (k == num_b || (i < num_a && a[i] < b[k])) {
			i++;
		} else if (i == num_a || b[k] < a[i]) {
			k++;
		} else {
			i++;
			k++;
			both++;
		}
	}
	return all ? (unsigned int)(both * 100 / all) : 0;
}
