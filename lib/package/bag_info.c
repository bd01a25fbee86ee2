/* SPDX-License-Identifier: MIT */
/* bag_info.c: reads bag-info.txt: labels with values, and what the payload should amount to. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/buffer.h"
#include "finding/finding.h"
#include "package/bag.h"
#include "package/package.h"

#define OXUM "Payload-Oxum"
/* The name before BagIt 0.96. */
#define PACKAGE_INFO_TXT "package-info.txt"

static bool is_blank(char c)
{
	return c == ' ' || c == '\t';
}

/* Cuts a line at its colon. false where it is none of "Label: value". strict: one blank after the colon and none before. */
static bool cut_line(char *line, bool strict, char **value)
{
	char *colon = strchr(line, ':');
	size_t size;

	if (!colon || colon == line || is_blank(line[0]))
		return false;
	size = (size_t)(colon - line);
	if (strict && (is_blank(line[size - 1]) || !is_blank(colon[1])))
		return false;
	while (size && is_blank(line[size - 1]))
		size--;
	*value = colon + 1 + strspn(colon + 1, " \t");
	line[size] = '\0';
	return size > 0;
}

/* digits '.' digits */
static bool parse_oxum(const char *text, uint64_t *bytes, uint64_t *files)
{
	uint64_t *const numbers[] = {bytes, files};

	for (size_t i = 0; i < 2; i++) {
		size_t digits = strspn(text, "0123456789");

		if (digits == 0 || digits > 19)
			return false;
		*numbers[i] = strtoull(text, NULL, 10);
		text += digits;
		if (*text++ != (i == 0 ? '.' : '\0'))
			return false;
	}
	return true;
}

static int judge_oxum(const struct tz_bag *bag, const char *name, int64_t line, const char *value,
		      struct taizhang_findings *findings, struct taizhang_error *err)
{
	uint64_t bytes, files;
	char found[48];

	if (!parse_oxum(value, &bytes, &files))
		return tz_find(findings, BAG_OXUM_FORM, err, .file = name, .line = line, .found = value);
	if (bytes == bag->payload_bytes && files == bag->payload_files)
		return 0;
	snprintf(found, sizeof found, "%" PRIu64 ".%" PRIu64, bag->payload_bytes, bag->payload_files);
	return tz_find(findings, BAG_OXUM, err, .file = name, .line = line, .expected = value, .found = found);
}

static int read_lines(const struct tz_bag *bag, const char *name, char *text,
		      struct taizhang_findings *findings, struct taizhang_error *err)
{
	struct tz_tag_lines lines = {.next = text};
	bool strict = bag->minor == 0 || bag->minor >= 100, has_oxum = false, continues = false;
	int result = 0;
	char *line, *value;

	while (result == 0 && (line = tz_tag_line(&lines))) {
		if (is_blank(line[0]) && continues)
			continue;
		continues = cut_line(line, strict, &value);
		if (!continues) {
			result = tz_find(findings, BAG_INFO_LINE, err, .file = name, .line = lines.number,
					 .found = line, .at_most = strict ? 0 : TAIZHANG_WARNING);
		} else if (strcasecmp(line, OXUM) == 0) {
			result = has_oxum
				? tz_find(findings, BAG_OXUM_FORM, err, .file = name, .line = lines.number,
					  .found = value)
				: judge_oxum(bag, name, lines.number, value, findings, err);
			has_oxum = true;
		}
	}
	return result;
}

int tz_bag_read_info(struct tz_bag *bag, struct taizhang_findings *findings, struct taizhang_error *err)
{
	const char *name = TZ_BAG_INFO_TXT;
	const struct tz_bag_kept *kept = tz_bag_kept(bag, name);
	enum tz_tag_fault fault;
	char *text;
	int result;

	if (!kept && bag->minor && bag->minor < 96) {
		name = PACKAGE_INFO_TXT;
		kept = tz_bag_kept(bag, name);
	}
	if (!kept)
		return 0;
	text = tz_tag_decode(kept->bytes, kept->size, bag->charset, &fault, err);
	if (!text)
		return -1;
	result = read_lines(bag, name, text, findings, err);
	if (result == 0 && fault == TZ_TAG_BOM)
		result = tz_find(findings, BAG_BOM, err, .file = name);
	if (result == 0 && fault == TZ_TAG_ENCODING && bag->charset != TZ_CHARSET_UNKNOWN)
		result = tz_find(findings, BAG_ENCODING, err, .file = name);
	free(text);
	return result;
}

char *tz_bag_info_value(const char *bytes, size_t size, const char *label, struct taizhang_error *err)
{
	enum tz_tag_fault fault;
	struct tz_tag_lines lines = {0};
	char *line, *value, *copy = NULL;
	char *text = tz_tag_decode(bytes, size, TZ_CHARSET_UTF8, &fault, err);

	if (!text)
		return NULL;
	lines.next = text;
	while (!copy && (line = tz_tag_line(&lines)))
		if (cut_line(line, false, &value) && strcasecmp(line, label) == 0)
			copy = tz_strdup(value, err);
	free(text);
	return copy;
}
