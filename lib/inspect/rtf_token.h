/* SPDX-License-Identifier: MIT */
/* rtf_token.h: RTF in its pieces: braces, control words with their numbers, bytes of text. */
#ifndef TZ_INSPECT_RTF_TOKEN_H
#define TZ_INSPECT_RTF_TOKEN_H

#include <stdbool.h>

#include "inspect/source.h"

enum tz_rtf_kind {
	TZ_RTF_END,
	TZ_RTF_OPEN,
	TZ_RTF_CLOSE,
	TZ_RTF_WORD,		/* name, and number where has_number */
	TZ_RTF_SYMBOL,		/* name has the one character, not a letter */
	TZ_RTF_BYTE		/* as it stands or as \'xx: number */
};

struct tz_rtf {
	const struct tz_source *source;
	uint64_t offset;		/* of what is read next into the block */
	size_t at, size;
	unsigned char block[16384];
	char name[33];
	int32_t number;
	bool has_number;
	bool escaped;			/* the byte stood as \'xx */
};

/* Begins with source and zeros. -1 with IO. */
int tz_rtf_next(struct tz_rtf *rtf, enum tz_rtf_kind *kind, struct taizhang_error *err);
/* Leaves out so many bytes. */
int tz_rtf_skip(struct tz_rtf *rtf, uint64_t bytes, struct taizhang_error *err);

#endif
