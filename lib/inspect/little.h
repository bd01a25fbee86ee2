/* SPDX-License-Identifier: MIT */
/* little.h: whole numbers in the order of bytes of Intel's processors, as the old office formats write them. */
#ifndef TZ_INSPECT_LITTLE_H
#define TZ_INSPECT_LITTLE_H

#include <stdint.h>

static inline uint16_t tz_little16(const unsigned char *at)
{
	return (uint16_t)(at[0] | at[1] << 8);
}

static inline uint32_t tz_little32(const unsigned char *at)
{
	return tz_little16(at) | (uint32_t)tz_little16(at + 2) << 16;
}

static inline uint64_t tz_little64(const unsigned char *at)
{
	return tz_little32(at) | (uint64_t)tz_little32(at + 4) << 32;
}

#endif
