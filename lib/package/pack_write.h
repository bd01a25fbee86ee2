/* SPDX-License-Identifier: MIT */
/* pack_write.h: a package at work, and writing it. */
#ifndef TZ_PACKAGE_PACK_WRITE_H
#define TZ_PACKAGE_PACK_WRITE_H

#include "package/container_write.h"
#include "package/package.h"
#include "package/payload.h"

struct tz_pack {
	const struct taizhang_ledger *ledger;
	const char *target;
	struct taizhang_pack_options options;
	enum taizhang_format format;
	size_t errors, warnings;	/* of the check */
	struct tz_payload payload;	/* the full state, and which part carries what */
	char whole[TAIZHANG_DIGEST_HEX_SIZE];	/* id of the package that carries all of it */
	struct tz_manifest manifest;	/* of the package at work */
	uint64_t carried, done;		/* bytes to read for all parts together, and those read already */
};

/* Turns to one part, of as many (0 of 0: there is only one package): its root and its counts, and of what it is a part. */
int tz_pack_begin_part(struct tz_pack *pack, unsigned int part, unsigned int parts, struct taizhang_error *err);
/* Writes the package at work, which sets its id. where names it in messages, bytes gets its size. */
int tz_pack_write(struct tz_pack *pack, const struct tz_sink *sink, const char *where, uint64_t *bytes,
		  struct taizhang_error *err);
/* Writes everything but the payload, whose digests are known: of the ledger's files, and in payload. The container is not finished. */
int tz_pack_write_tags(struct tz_pack *pack, struct tz_container_writer *container, struct taizhang_error *err);

#endif
