/* SPDX-License-Identifier: MIT */
/* bag_fetch.c: reads fetch.txt: files that stand elsewhere. They are never fetched; that they are listed is said. */
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "finding/finding.h"
#include "package/bag.h"

#define FETCH_TXT "fetch.txt"

static char *next_field(char **rest)
{
	char *field = *rest, *end = field + strcspn(field, " \t");

	if (*end) {
		*end++ = '\0';
		end += strspn(end, " \t");
	}
	*rest = end;
	return field;
}

/* "<url> <length or -> <path>" */
static bool cut_line(char *line, char **path)
{
	char *url = next_field(&line), *length = next_field(&line);

	*path = line;
	if (!strchr(url, ':') || !*line)
		return false;
	return strcmp(length, "-") == 0 || (*length && !length[strspn(length, "0123456789")]);
}

static bool is_listed(const struct tz_bag *bag, const char *path)
{
	const struct tz_bag_file *file = tz_bag_find(bag, path);

	return file ? file->listed != 0 : tz_index_get(&bag->missing, path) != TZ_INDEX_NONE;
}

static int read_line(const struct tz_bag *bag, char *line, int64_t number, struct taizhang_findings *findings,
		     struct taizhang_error *err)
{
	char *path;

	if (!cut_line(line, &path))
		return tz_find(findings, BAG_FETCH_LINE, err, .file = FETCH_TXT, .line = number, .found = line);
	if (!is_listed(bag, path))
		tz_bag_decode_percent(path);
	if (tz_path_check(path, strlen(path)) != TZ_PATH_OK || !tz_bag_is_payload(path))
		return tz_find(findings, BAG_FETCH_PATH, err, .file = FETCH_TXT, .line = number, .found = path);
	if (!is_listed(bag, path))
		return tz_find(findings, BAG_FETCH_UNLISTED, err, .file = FETCH_TXT, .line = number,
			       .found = path);
	return 0;
}

int tz_bag_read_fetch(struct tz_bag *bag, struct taizhang_findings *findings, struct taizhang_error *err)
{
	const struct tz_bag_kept *kept = tz_bag_kept(bag, FETCH_TXT);
	struct tz_tag_lines lines = {0};
	enum tz_tag_fault fault;
	char *text, *line;
	int result;

	if (!kept)
		return 0;
	text = tz_tag_decode(kept->bytes, kept->size, bag->charset, &fault, err);
	if (!text)
		return -1;
	result = tz_find(findings, BAG_FETCH, err, .file = FETCH_TXT);
	if (result == 0 && fault == TZ_TAG_BOM)
		result = tz_find(findings, BAG_BOM, err, .file = FETCH_TXT);
	if (result == 0 && fault == TZ_TAG_ENCODING && bag->charset != TZ_CHARSET_UNKNOWN)
		result = tz_find(findings, BAG_ENCODING, err, .file = FETCH_TXT);
	lines.next = text;
	while (result == 0 && (line = tz_tag_line(&lines)))
		result = read_line(bag, line, lines.number, findings, err);
	free(text);
	return result;
}
