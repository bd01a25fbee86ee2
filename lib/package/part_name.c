/* SPDX-License-Identifier: MIT */
/* part_name.c: the names of the parts of a set, and files beside them that could be taken for parts. */
#include "package/part_name.h"

#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <taizhang/package.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/path.h"
#include "base/tree.h"

const char *tz_part_suffix(unsigned int part, unsigned int parts, char text[TZ_PART_SUFFIX_SIZE])
{
	int digits = snprintf(text, TZ_PART_SUFFIX_SIZE, "%u", parts);

	snprintf(text, TZ_PART_SUFFIX_SIZE, "-%0*uof%u", digits, part, parts);
	return text;
}

/* Bytes before the ending that tells the format: all where there is none. */
static size_t stem_size(const char *name)
{
	size_t size = strlen(name);

	/* From behind: ".gz" alone is no ending, so that ".tar.gz" is found whole. */
	for (size_t i = size; i-- > 1;)
		if (name[i] == '.' && taizhang_format_of_path(name + i - 1) != TAIZHANG_FORMAT_NONE)
			return i;
	return size;
}

char *tz_part_path(const char *target, unsigned int part, unsigned int parts, struct taizhang_error *err)
{
	const char *name = tz_path_base(target);
	size_t stem = (size_t)(name - target) + stem_size(name);
	char suffix[TZ_PART_SUFFIX_SIZE];
	struct tz_buffer path = TZ_BUFFER_INIT;

	if (parts == 0)
		return tz_strdup(target, err);
	tz_buffer_add(&path, target, stem);
	tz_buffer_text_add(&path, tz_part_suffix(part, parts, suffix));
	tz_buffer_text_add(&path, target + stem);
	return tz_buffer_take(&path, err);
}

/* A number without sign; 0 where there is none. *end is what follows it. */
static unsigned long number(const char *text, const char **end)
{
	char *after = (char *)text;
	unsigned long value = *text >= '0' && *text <= '9' ? strtoul(text, &after, 10) : 0;

	*end = after;
	return value;
}

struct search {
	const char *target, *name;
	size_t stem;
	unsigned int parts;
	tz_part_visit visit;
	void *context;
};

/* Is the name that of the target, or of one of any number of parts, but none of ours? */
static bool is_other(const struct search *search, const char *name)
{
	const char *ending = search->name + search->stem, *at;
	unsigned long parts;

	if (strncmp(name, search->name, search->stem) != 0)
		return false;
	at = name + search->stem;
	if (search->parts > 0 && strcmp(at, ending) == 0)
		return true;
	if (*at != '-' || number(at + 1, &at) == 0 || strncmp(at, "of", 2) != 0)
		return false;
	parts = number(at + 2, &at);
	return parts > 0 && parts != search->parts && strcmp(at, ending) == 0;
}

static int visit_entry(void *context, const struct tz_tree_entry *entry, struct taizhang_error *err)
{
	const struct search *search = context;
	struct tz_buffer path = TZ_BUFFER_INIT;
	char *text;
	int result;

	if (!is_other(search, entry->name))
		return 1;
	tz_buffer_add(&path, search->target, (size_t)(search->name - search->target));
	tz_buffer_text_add(&path, entry->name);
	text = tz_buffer_take(&path, err);
	if (!text)
		return -1;
	result = search->visit(search->context, text, err);
	free(text);
	return result < 0 ? -1 : 1;
}

int tz_part_others(const char *target, unsigned int parts, tz_part_visit visit, void *context, struct taizhang_error *err)
{
	const char *name = tz_path_base(target);
	struct search search = {target, name, stem_size(name), parts, visit, context};
	char *folder;
	int result;

	if (name == target)
		folder = tz_strdup(".", err);
	else
		folder = tz_strndup(target, name == target + 1 ? 1 : (size_t)(name - target - 1), err);
	if (!folder)
		return -1;
	result = tz_tree_walk(folder, visit_entry, &search, err);
	free(folder);
	return result;
}
