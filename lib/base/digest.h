/* SPDX-License-Identifier: MIT */
/* digest.h: one or several digests over one stream of bytes. The door to libcrypto. */
#ifndef TZ_BASE_DIGEST_H
#define TZ_BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <taizhang/digest.h>
#include <taizhang/error.h>

struct tz_digest;

/* The digests of one file, in hexadecimal, by algorithm; "" for one not asked. */
struct tz_digest_values {
	char hex[TAIZHANG_NUM_DIGESTS][TAIZHANG_DIGEST_HEX_SIZE];
};

/* set is a set of enum taizhang_digest; the object can be used for one file after another. */
struct tz_digest *tz_digest_new(unsigned int set, struct taizhang_error *err);
int tz_digest_update(struct tz_digest *d, const void *data, size_t size, struct taizhang_error *err);
/* A drain that has the digest for its context. */
int tz_digest_take(void *digest, const void *data, size_t size, struct taizhang_error *err);
/* Gives the values and starts anew. */
int tz_digest_final(struct tz_digest *d, struct tz_digest_values *out, struct taizhang_error *err);
/* The same as bytes: the digests of the set one after another in the order of their slots, tz_digest_size of it in all. */
int tz_digest_final_bytes(struct tz_digest *d, unsigned char *out, struct taizhang_error *err);
size_t tz_digest_size(unsigned int set);
/* Where the bytes of one of the set stand among them. */
size_t tz_digest_place(unsigned int set, enum taizhang_digest digest);
void tz_digest_free(struct tz_digest *d);
/* The slot of one algorithm in tz_digest_values. */
size_t tz_digest_slot(enum taizhang_digest digest);
/* Bytes as lower-case hexadecimal with a NUL, and back: false for anything else than size bytes. */
void tz_digest_to_hex(const unsigned char *bytes, size_t size, char *hex);
bool tz_digest_from_hex(const char *hex, unsigned char *bytes, size_t size);
/* One digest of bytes in memory. */
int tz_digest_bytes(enum taizhang_digest digest, const void *data, size_t size,
		    char hex[TAIZHANG_DIGEST_HEX_SIZE], struct taizhang_error *err);
const char *tz_digest_library_version(void);

#endif
