/* SPDX-License-Identifier: MIT */
/* bag_expect.c: the digests that manifests expect, held against those computed, whichever come first. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "package/bag.h"

/* A hundred thousand files have a digest each, which is as expected: both take one place. Only where they differ there is a claim. */

int tz_bag_make_slots(struct tz_bag *bag, struct taizhang_error *err)
{
	size_t size = tz_digest_size(bag->digests);

	bag->slots = calloc(bag->num_files + 1, size);
	if (!bag->slots)
		return tz_error_nomem(err);
	for (size_t i = 0; i < bag->num_files; i++)
		bag->files[i].digests = bag->slots + i * size;
	return 0;
}

/* Where a digest of the file stands, or is to stand; NULL where there is no room for it. */
static unsigned char *place_of(const struct tz_bag *bag, const struct tz_bag_file *file, enum taizhang_digest digest)
{
	unsigned int set = bag->slots ? bag->digests : file->set;

	return file->digests && set & digest ? file->digests + tz_digest_place(set, digest) : NULL;
}

static int claim(struct tz_bag *bag, size_t manifest, struct tz_bag_file *file, enum taizhang_digest digest,
		 const char *hex, struct taizhang_error *err)
{
	struct tz_bag_claim *made;

	if (tz_array_grow(&bag->claims, bag->num_claims, &bag->claims_capacity, sizeof *bag->claims, err) < 0)
		return -1;
	made = &bag->claims[bag->num_claims];
	*made = (struct tz_bag_claim){manifest, digest, file->claims, tz_strdup(hex, err)};
	if (!made->hex)
		return -1;
	file->claims = (uint32_t)++bag->num_claims;
	return 0;
}

int tz_bag_expect(struct tz_bag *bag, size_t manifest, size_t number, const char *hex, struct taizhang_error *err)
{
	enum taizhang_digest digest = bag->manifests[manifest].digest;
	struct tz_bag_file *file = &bag->files[number];
	unsigned char bytes[TAIZHANG_DIGEST_HEX_SIZE / 2], *place = place_of(bag, file, digest);
	size_t size = taizhang_digest_hex_length(digest) / 2;

	tz_digest_from_hex(hex, bytes, size);
	if (!place || ((file->set | file->expected) & digest && memcmp(place, bytes, size) != 0))
		return claim(bag, manifest, file, digest, hex, err);
	if (!(file->set & digest)) {
		memcpy(place, bytes, size);
		file->expected |= (uint8_t)digest;
	}
	return 0;
}

const char *tz_bag_expected(const struct tz_bag *bag, size_t manifest, size_t number, char buf[TAIZHANG_DIGEST_HEX_SIZE])
{
	enum taizhang_digest digest = bag->manifests[manifest].digest;
	const struct tz_bag_file *file = &bag->files[number];
	const unsigned char *place = place_of(bag, file, digest);
	const struct tz_bag_claim *first = NULL;

	for (uint32_t i = file->claims; i; i = bag->claims[i - 1].before) {
		if (bag->claims[i - 1].manifest == manifest)
			return strcpy(buf, bag->claims[i - 1].hex);
		if (bag->claims[i - 1].manifest == TZ_INDEX_NONE && bag->claims[i - 1].digest == digest)
			first = &bag->claims[i - 1];
	}
	if (first)
		return strcpy(buf, first->hex);
	buf[0] = '\0';
	if (place && (file->set | file->expected) & digest)
		tz_digest_to_hex(place, taizhang_digest_hex_length(digest) / 2, buf);
	return buf;
}

bool tz_bag_compare(struct tz_bag_file *file, unsigned int set, const unsigned char *computed)
{
	for (unsigned int bit = 1; bit <= file->expected; bit <<= 1) {
		size_t place = tz_digest_place(set, bit);

		if (file->expected & bit &&
		    memcmp(file->digests + place, computed + place, taizhang_digest_hex_length(bit) / 2) != 0)
			return false;
	}
	memcpy(file->digests, computed, tz_digest_size(set));
	file->set = (uint8_t)set;
	return true;
}

int tz_bag_dispute(struct tz_bag *bag, struct tz_bag_file *file, unsigned int set, const unsigned char *computed,
		   struct taizhang_error *err)
{
	char hex[TAIZHANG_DIGEST_HEX_SIZE];

	for (unsigned int bit = 1; bit <= file->expected; bit <<= 1) {
		size_t place = tz_digest_place(set, bit), size = taizhang_digest_hex_length(bit) / 2;

		if (!(file->expected & bit) || memcmp(file->digests + place, computed + place, size) == 0)
			continue;
		tz_digest_to_hex(file->digests + place, size, hex);
		if (claim(bag, TZ_INDEX_NONE, file, bit, hex, err) < 0)
			return -1;
	}
	memcpy(file->digests, computed, tz_digest_size(set));
	file->set = (uint8_t)set;
	return 0;
}
