/* SPDX-License-Identifier: MIT */
/* digest.c: one or several digests over one stream of bytes, by libcrypto. */
#include "base/digest.h"

#include <openssl/crypto.h>
#include <openssl/err.h>
#include <openssl/evp.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "api.h"
#include "base/error.h"

static const struct {
	const char *name;	/* in manifests */
	const char *dashed;	/* as standards print it */
	const char *openssl;
	size_t hex_length;
} algorithms[TAIZHANG_NUM_DIGESTS] = {
	{"md5", "md-5", "MD5", 32},
	{"sha1", "sha-1", "SHA1", 40},
	{"sha224", "sha-224", "SHA2-224", 56},
	{"sha256", "sha-256", "SHA2-256", 64},
	{"sha384", "sha-384", "SHA2-384", 96},
	{"sha512", "sha-512", "SHA2-512", 128},
	{"sm3", "sm-3", "SM3", 64},
};

struct tz_digest {
	EVP_MD *md[TAIZHANG_NUM_DIGESTS];	/* NULL: not asked */
	EVP_MD_CTX *context[TAIZHANG_NUM_DIGESTS];
};

/* With libcrypto's own reason. Each door sets a mark in its queue of errors and pops to it: the queue is the program's. */
static int fail(struct taizhang_error *err, size_t slot)
{
	char reason[256];
	unsigned long number = ERR_peek_last_error();

	if (number)
		ERR_error_string_n(number, reason, sizeof reason);
	return tz_error_detail(err, TAIZHANG_E_CRYPTO, TZ_MSG_DIGEST, algorithms[slot].name,
			       number ? reason : algorithms[slot].name);
}

size_t tz_digest_slot(enum taizhang_digest digest)
{
	size_t slot = 0;

	while (slot < TAIZHANG_NUM_DIGESTS && (unsigned int)digest != 1u << slot)
		slot++;
	return slot;
}

TAIZHANG_API const char *taizhang_digest_name(enum taizhang_digest digest)
{
	size_t slot = tz_digest_slot(digest);

	return slot < TAIZHANG_NUM_DIGESTS ? algorithms[slot].name : NULL;
}

TAIZHANG_API unsigned int taizhang_digest_from_name(const char *name)
{
	if (!name)
		return 0;
	for (size_t slot = 0; slot < TAIZHANG_NUM_DIGESTS; slot++)
		if (strcasecmp(name, algorithms[slot].name) == 0 ||
		    strcasecmp(name, algorithms[slot].dashed) == 0)
			return 1u << slot;
	return 0;
}

TAIZHANG_API size_t taizhang_digest_hex_length(enum taizhang_digest digest)
{
	size_t slot = tz_digest_slot(digest);

	return slot < TAIZHANG_NUM_DIGESTS ? algorithms[slot].hex_length : 0;
}

static int open_slot(struct tz_digest *d, size_t slot, struct taizhang_error *err)
{
	d->md[slot] = EVP_MD_fetch(NULL, algorithms[slot].openssl, NULL);
	if (!d->md[slot])
		return fail(err, slot);
	d->context[slot] = EVP_MD_CTX_new();
	if (!d->context[slot])
		return tz_error_nomem(err);
	return EVP_DigestInit_ex(d->context[slot], d->md[slot], NULL) == 1 ? 0 : fail(err, slot);
}

struct tz_digest *tz_digest_new(unsigned int set, struct taizhang_error *err)
{
	struct tz_digest *d;

	if (set >> TAIZHANG_NUM_DIGESTS) {
		tz_error_inval(err, "digest");
		return NULL;
	}
	d = calloc(1, sizeof *d);
	if (!d) {
		tz_error_nomem(err);
		return NULL;
	}
	ERR_set_mark();
	for (size_t slot = 0; slot < TAIZHANG_NUM_DIGESTS; slot++)
		if (set & 1u << slot && open_slot(d, slot, err) != 0) {
			tz_digest_free(d);
			d = NULL;
			break;
		}
	ERR_pop_to_mark();
	return d;
}

int tz_digest_update(struct tz_digest *d, const void *data, size_t size, struct taizhang_error *err)
{
	int result = 0;

	if (size == 0)
		return 0;
	ERR_set_mark();
	for (size_t slot = 0; slot < TAIZHANG_NUM_DIGESTS && result == 0; slot++)
		if (d->context[slot] && EVP_DigestUpdate(d->context[slot], data, size) != 1)
			result = fail(err, slot);
	ERR_pop_to_mark();
	return result;
}

int tz_digest_take(void *digest, const void *data, size_t size, struct taizhang_error *err)
{
	return tz_digest_update(digest, data, size, err);
}

void tz_digest_to_hex(const unsigned char *bytes, size_t size, char *hex)
{
	static const char digits[] = "0123456789abcdef";

	for (size_t i = 0; i < size; i++) {
		hex[2 * i] = digits[bytes[i] >> 4];
		hex[2 * i + 1] = digits[bytes[i] & 15];
	}
	hex[2 * size] = '\0';
}

bool tz_digest_from_hex(const char *hex, unsigned char *bytes, size_t size)
{
	/* one more than the value; 0 for what is no digit */
	static const unsigned char values[256] = {
		['0'] = 1, ['1'] = 2, ['2'] = 3, ['3'] = 4, ['4'] = 5, ['5'] = 6, ['6'] = 7, ['7'] = 8,
		['8'] = 9, ['9'] = 10, ['a'] = 11, ['b'] = 12, ['c'] = 13, ['d'] = 14, ['e'] = 15, ['f'] = 16};

	for (size_t i = 0; i < size; i++) {
		unsigned int high = values[(unsigned char)hex[2 * i]];
		unsigned int low = high ? values[(unsigned char)hex[2 * i + 1]] : 0;

		if (!low)
			return false;
		bytes[i] = (unsigned char)((high - 1) << 4 | (low - 1));
	}
	return !hex[2 * size];
}

size_t tz_digest_place(unsigned int set, enum taizhang_digest digest)
{
	return tz_digest_size(set & ((unsigned int)digest - 1));
}

size_t tz_digest_size(unsigned int set)
{
	size_t size = 0;

	for (size_t slot = 0; slot < TAIZHANG_NUM_DIGESTS; slot++)
		size += set & 1u << slot ? algorithms[slot].hex_length / 2 : 0;
	return size;
}

int tz_digest_final_bytes(struct tz_digest *d, unsigned char *out, struct taizhang_error *err)
{
	int result = 0;

	ERR_set_mark();
	for (size_t slot = 0; slot < TAIZHANG_NUM_DIGESTS && result == 0; slot++) {
		if (!d->context[slot])
			continue;
		if (EVP_DigestFinal_ex(d->context[slot], out, NULL) != 1 ||
		    EVP_DigestInit_ex(d->context[slot], d->md[slot], NULL) != 1)
			result = fail(err, slot);
		out += algorithms[slot].hex_length / 2;
	}
	ERR_pop_to_mark();
	return result;
}

int tz_digest_final(struct tz_digest *d, struct tz_digest_values *out, struct taizhang_error *err)
{
	unsigned char bytes[TAIZHANG_NUM_DIGESTS * EVP_MAX_MD_SIZE], *at = bytes;

	memset(out, 0, sizeof *out);
	if (tz_digest_final_bytes(d, bytes, err) < 0)
		return -1;
	for (size_t slot = 0; slot < TAIZHANG_NUM_DIGESTS; slot++) {
		if (!d->context[slot])
			continue;
		tz_digest_to_hex(at, algorithms[slot].hex_length / 2, out->hex[slot]);
		at += algorithms[slot].hex_length / 2;
	}
	return 0;
}

void tz_digest_free(struct tz_digest *d)
{
	if (!d)
		return;
	for (size_t slot = 0; slot < TAIZHANG_NUM_DIGESTS; slot++) {
		EVP_MD_CTX_free(d->context[slot]);
		EVP_MD_free(d->md[slot]);
	}
	free(d);
}

int tz_digest_bytes(enum taizhang_digest digest, const void *data, size_t size,
		    char hex[TAIZHANG_DIGEST_HEX_SIZE], struct taizhang_error *err)
{
	struct tz_digest_values values;
	struct tz_digest *d;
	int result = -1;

	if (!taizhang_digest_name(digest))
		return tz_error_inval(err, "digest");
	d = tz_digest_new((unsigned int)digest, err);
	if (d && tz_digest_update(d, data, size, err) == 0 && tz_digest_final(d, &values, err) == 0) {
		memcpy(hex, values.hex[tz_digest_slot(digest)], TAIZHANG_DIGEST_HEX_SIZE);
		result = 0;
	}
	tz_digest_free(d);
	return result;
}

const char *tz_digest_library_version(void)
{
	return OpenSSL_version(OPENSSL_VERSION_STRING);
}
