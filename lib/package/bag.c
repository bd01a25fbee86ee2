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
	buf[0] = '\0';
	if (file->set & digest)
		tz_digest_to_hex(file->digests + tz_digest_place(file->set, digest),
				 taizhang_digest_hex_length(digest) / 2, buf);
	return buf;
}

void tz_bag_free(struct tz_bag *bag)
{
	free(bag->root);
	for (size_t i = 0; !bag->slots && i < bag->num_files; i++)
		free(bag->files[i].digests);
	free(bag->slots);
	free(bag->files);
	for (size_t i = 0; i < bag->num_claims; i++)
		free(bag->claims[i].hex);
	free(bag->claims);
	tz_index_free(&bag->index);
	for (size_t i = 0; i < bag->num_kept; i++)
		free(bag->kept[i].bytes);
	for (size_t i = 0; i < bag->num_manifests; i++) {
		free(bag->manifests[i].lines);
		for (size_t j = 0; j < bag->manifests[i].num_odd; j++) {
			free(bag->manifests[i].odd[j].path);
			free(bag->manifests[i].odd[j].hex);
		}
		free(bag->manifests[i].odd);
	}
	free(bag->manifests);
	tz_index_free(&bag->missing);
	*bag = (struct tz_bag){0};
}
