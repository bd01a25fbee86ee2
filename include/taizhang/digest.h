/* SPDX-License-Identifier: MIT */
/**
 * @file digest.h
 * Digest algorithms and their names.
 *
 * Packages are written with SHA-256 (FIPS 180-4) and, when asked, SM3 (GB/T 32905-2016); the
 * others are only read, in bags that other programs wrote (RFC 8493, 2.4).
 */
#ifndef TAIZHANG_DIGEST_H
#define TAIZHANG_DIGEST_H

#include <stddef.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Algorithms, usable together as a set. */
enum taizhang_digest {
	TAIZHANG_DIGEST_MD5 = 1 << 0,
	TAIZHANG_DIGEST_SHA1 = 1 << 1,
	TAIZHANG_DIGEST_SHA224 = 1 << 2,
	TAIZHANG_DIGEST_SHA256 = 1 << 3,
	TAIZHANG_DIGEST_SHA384 = 1 << 4,
	TAIZHANG_DIGEST_SHA512 = 1 << 5,
	TAIZHANG_DIGEST_SM3 = 1 << 6
};

/** How many algorithms there are. */
#define TAIZHANG_NUM_DIGESTS 7
/** Bytes of the longest digest in hexadecimal, with its NUL. */
#define TAIZHANG_DIGEST_HEX_SIZE 129

/**
 * @brief Tell an algorithm's name as manifests use it: "sha256", "sm3".
 * @param digest One algorithm.
 * @return A static string, or NULL where digest is not one algorithm.
 */
const char *taizhang_digest_name(enum taizhang_digest digest);

/**
 * @brief Find an algorithm by name, in any case, with or without a dash (SHA-256).
 * @param name ASCII.
 * @return The algorithm, or 0.
 */
unsigned int taizhang_digest_from_name(const char *name);

/**
 * @brief Tell how many hexadecimal digits an algorithm gives.
 * @param digest One algorithm.
 * @return 32 to 128, or 0 where digest is not one algorithm.
 */
size_t taizhang_digest_hex_length(enum taizhang_digest digest);

#ifdef __cplusplus
}
#endif
#endif
