/* SPDX-License-Identifier: MIT */
/* bag_fetch.c: reads fetch.txt: files that stand elsewhere. They are never fetched; that they are listed is said. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
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

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Is it an absolute URI (RFC 3986 4.3)? Before 1.0 it only had to be a URL: there its scheme is enough. */
static bool is_uri(const char *url, bool strict)
{
	size_t scheme = strcspn(url, ":");

	if (!url[scheme] || !is_letter(url[0]))
		return false;
	for (size_t i = 1; i < scheme; i++)
		if (!is_letter(url[i]) && !strchr("0123456789+-.", url[i]))
			return false;
	for (const char *at = url; strict && *at; at++)
		if ((unsigned char)*at <= ' ' || (unsigned char)*at >= 0x7F || strchr("\"#<>\\^`{|}", *at))
			return false;
	return true;
}

/* "<url> <length or -> <path>" */
static bool cut_line(char *line, bool strict, char **path)
{
	char *url = next_field(&line), *length = next_field(&line);

	*path = line;
	if (!is_uri(url, strict) || !*line)
		return false;
	return strcmp(length, "-") == 0 || (*length && !length[strspn(length, "0123456789")]);
}

static bool is_listed(const struct tz_bag *bag, const char *path)
{
	const struct tz_bag_file *file = tz_bag_find(bag, path);

	return file ? file->listed != 0 : tz_index_get(&bag->missing, path) != TZ_INDEX_NONE;
}

static int judge_path(const struct tz_bag *bag, const char *path, int64_t number,
		      struct taizhang_findings *findings, struct taizhang_error *err)
{
	if (tz_path_check(path, strlen(path)) != TZ_PATH_OK || !tz_bag_is_payload(path) ||
	    path[strlen(path) - 1] == '/')
		return tz_find(findings, BAG_FETCH_PATH, err, .file = FETCH_TXT, .line = number, .found = path);
	if (!is_listed(bag, path))
		return tz_find(findings, BAG_FETCH_UNLISTED, err, .file = FETCH_TXT, .line = number,
			       .found = path);
	return 0;
}

/* The path as RFC 8493 encodes it; where no manifest knows that, as it stands. */
static int read_path(const struct tz_bag *bag, char *path, int64_t number, struct taizhang_findings *findings,
		     struct taizhang_error *err)
{
	char *written = tz_strdup(path, err);
	bool bare;
	int result;

	if (!written)
		return -1;
	tz_bag_decode_percent(path);
	bare = !is_listed(bag, path) && is_listed(bag, written);
	result = judge_path(bag, bare ? written : path, number, findings, err);
	bare = bare || (tz_bag_is_strict(bag) && is_listed(bag, path) && tz_bag_has_bare_percent(written));
	if (result == 0 && bare)
		result = tz_find(findings, BAG_MANIFEST_BARE, err, .file = FETCH_TXT, .line = number,
				 .found = written);
	free(written);
	return result;
}

static int read_line(const struct tz_bag *bag, char *line, int64_t number, struct taizhang_findings *findings,
		     struct taizhang_error *err)
{
	char *path;

	if (!cut_line(line, tz_bag_is_strict(bag), &path))
		return tz_find(findings, BAG_FETCH_LINE, err, .file = FETCH_TXT, .line = number, .found = line);
	return read_path(bag, path, number, findings, err);
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
