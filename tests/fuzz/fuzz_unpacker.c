/* SPDX-License-Identifier: MIT */
/* fuzz_unpacker.c: gzip and zstd unpacked to their very end; how the packed bytes come in pieces makes no difference. */
#include <stdlib.h>
#include <string.h>

#include "base/unpacker.h"
#include "fuzz/fuzz.h"

/* What one input may become here: a bomb is other tests' matter. */
#define MOST_BYTES (1u << 20)

struct packed {
	const uint8_t *at;
	size_t left, piece;
};

static int64_t next_block(void *context, const void **block)
{
	struct packed *packed = context;
	size_t size = packed->left < packed->piece ? packed->left : packed->piece;

	*block = packed->at;
	packed->at += size;
	packed->left -= size;
	return (int64_t)size;
}

/* Sums up what comes out. Returns how it ended: 0, -1, or 1 where it was too much. */
static int unpack(bool gzip, const uint8_t *data, size_t size, size_t piece, uint64_t *sum)
{
	struct packed packed = {data, size, piece};
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct tz_unpacker *unpacker = gzip ? tz_gunzip_new(next_block, &packed, &err)
					    : tz_unzstd_new(next_block, &packed, &err);
	uint64_t bytes = 0;
	const void *block;
	int64_t got = -1;

	*sum = 0;
	while (unpacker && bytes < MOST_BYTES && (got = unpacker->next(unpacker, &block, &err)) > 0) {
		for (int64_t i = 0; i < got; i++)
			*sum = *sum * 31 + ((const unsigned char *)block)[i];
		bytes += (uint64_t)got;
	}
	if (got <= 0)
		fuzz_outcome(got == 0, &err);
	if (unpacker)
		unpacker->free(unpacker);
	return got > 0 ? 1 : (int)got;
}

static void both(bool gzip, const uint8_t *data, size_t size)
{
	uint64_t whole, pieces;
	int result = unpack(gzip, data, size, size ? size : 1, &whole);

	fuzz_holds(unpack(gzip, data, size, 7, &pieces) == result);
	fuzz_holds(result != 0 || whole == pieces);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size > 2 && data[0] == 0x1F)
		both(true, data, size);
	else
		both(false, data, size);
	return 0;
}
