/* SPDX-License-Identifier: MIT */
/* payload.h: which files of a ledger go into a package, in what order, under what names. */
#ifndef TZ_PACKAGE_PAYLOAD_H
#define TZ_PACKAGE_PAYLOAD_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <taizhang/digest.h>
#include <taizhang/ledger.h>

#include "base/arena.h"

/* A path below the root, in units of UTF-16: with the root and a desktop's folder before it, it stays below the 260 of Windows. */
#define TZ_PAYLOAD_PATH_UTF16 180

struct tz_payload_file {
	const struct taizhang_record *record;
	const struct taizhang_file *file;
	const char *path;		/* below the root: "data/I-2-1-1-1/01-投入表.xlsx" */
	char *sm3;			/* hexadecimal; NULL until it is known */
	unsigned int part;		/* which part carries it, from 1; 0 where there are no parts, or TZ_CARRIED_BASE */
};

struct tz_payload {
	char *root;			/* the root folder's name, of the whole where there are parts */
	struct tz_payload_file *files;	/* in the order of the catalogue, the records and their files */
	size_t num_files;
	uint64_t bytes;			/* by the records */
	struct tz_arena paths;
};
#define TZ_PAYLOAD_INIT {NULL, NULL, 0, 0, {NULL, 0}}

/* Names all files of the items in scope; with leave_out_missing only those that are in the ledger's folder. */
int tz_payload_make(struct tz_payload *payload, const struct taizhang_ledger *ledger,
		    bool leave_out_missing, struct taizhang_error *err);
/* The id of the package that carries all of it: SHA-256 of its manifest-sha256.txt, by the digests of the last scan. */
int tz_payload_id(const struct tz_payload *payload, char id[TAIZHANG_DIGEST_HEX_SIZE], struct taizhang_error *err);
void tz_payload_free(struct tz_payload *payload);	/* what it holds, not itself */
/* The path to open below the ledger's folder: the bytes on disk. */
const char *tz_payload_source(const struct taizhang_file *file);

#endif
