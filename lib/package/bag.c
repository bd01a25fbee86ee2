/* SPDX-License-Identifier: MIT */
/* bag.c: what is known of a bag: its files by path, their digests, the tag files kept. */
#include "package/bag.h"

#include <stdlib.h>
#include <string.h>

#include "package/package.h"

bool tz_bag_is_payload(const char *path)
{
	return strncmp(path, TZ_DATA_DIR, sizeof TZ_DATA_DIR - 1) == 0;
}

const char *tz_bag_manifest_algorithm(const char *name, bool *of_tags)
{
	static _Thread_local char algorithm[32];
	size_t prefix, size = strlen(name);

	*of_tags = strncmp(name, "tag", 3) == 0;
	prefix = (*of_tags ? 3 : 0) + sizeof "manifest-" - 1;
	if (strncmp(name + (*of_tags ? 3 : 0), "manifest-", sizeof "manifest-" - 1) != 0 ||
	    size < prefix + 5 || strcmp(name + size - 4, ".txt") != 0 ||
	    size - 4 - prefix >= sizeof algorithm || strchr(name, '/'))
		return NULL;
	memcpy(algorithm, name + prefix, size - 4 - prefix);
	algorithm[size - 4 - prefix] = '\0';
	return algorithm;
}

bool tz_bag_is_strict(const struct tz_bag *bag)
{
	return bag->minor == 0 || bag->minor >= 100;
}

enum taizhang_severity tz_bag_from_1_0(const struct tz_bag *bag)
{
	return tz_bag_is_strict(bag) ? 0 : TAIZHANG_WARNING;
}

struct tz_bag_file *tz_bag_find(const struct tz_bag *bag, const char *path)
{
	size_t number = tz_index_get(&bag->index, path);

	return number == TZ_INDEX_NONE ? NULL : &bag->files[number];
}

struct tz_bag_kept *tz_bag_kept(struct tz_bag *bag, const char *name)
{
	for (size_t i = 0; i < bag->num_kept; i++)
		if (strcmp(bag->files[bag->kept[i].file].path, name) == 0)
			return &bag->kept[i];
	return NULL;
}

const char *tz_bag_digest(const struct tz_bag_file *file, enum taizhang_digest digest,
			  char buf[TAIZHANG_DIGEST_HEX_SIZE])
{
	const char *at = file->digests;

	buf[0] = '\0';
	if (!at || !(file->set & digest))
		return buf;
	for (unsigned int bit = 1; bit != digest; bit <<= 1)
		if (file->set & bit)
			at += taizhang_digest_hex_length(bit);
	memcpy(buf, at, taizhang_digest_hex_length(digest));
	buf[taizhang_digest_hex_length(digest)] = '\0';
	return buf;
}

void tz_bag_free(struct tz_bag *bag)
{
	free(bag->root);
	for (size_t i = 0; i < bag->num_files; i++)
		free(bag->files[i].digests);
	free(bag->files);
	tz_index_free(&bag->index);
	for (size_t i = 0; i < bag->num_kept; i++)
		free(bag->kept[i].bytes);
	for (size_t i = 0; i < bag->num_manifests; i++) {
		free(bag->manifests[i].lines);
		free(bag->manifests[i].text);
	}
	free(bag->manifests);
	tz_index_free(&bag->missing);
	*bag = (struct tz_bag){0};
}
