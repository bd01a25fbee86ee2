/* SPDX-License-Identifier: MIT */
/* bagit_txt.c: reads bagit.txt, the declaration of a bag: its version and the encoding of its tag files. */
#include <stdlib.h>
#include <string.h>

#include "finding/finding.h"
#include "package/bag.h"
#include "package/package.h"

#define VERSION "BagIt-Version"
#define CHARSET "Tag-File-Character-Encoding"

static const struct {
	const char *text;
	int minor;
} versions[] = {
	{"0.93", 93}, {"0.94", 94}, {"0.95", 95}, {"0.96", 96}, {"0.97", 97}, {"1.0", 100},
};

/* "Label: value" to the letter; older versions let blanks stand around the colon and at the end. */
static const char *value_of(char *line, const char *label, bool strict)
{
	size_t size = strlen(label), end = strlen(line);

	if (strncmp(line, label, size) != 0)
		return NULL;
	line += size;
	end -= size;
	if (strict) {
		if (line[0] != ':' || line[1] != ' ' || end < 3)
			return NULL;
		return line[2] == ' ' || line[2] == '\t' || line[end - 1] == ' ' || line[end - 1] == '\t'
			? NULL : line + 2;
	}
	while (end && (line[end - 1] == ' ' || line[end - 1] == '\t'))
		line[--end] = '\0';
	line += strspn(line, " \t");
	if (*line++ != ':')
		return NULL;
	line += strspn(line, " \t");
	return *line ? line : NULL;
}

static int bad_line(struct taizhang_findings *findings, int64_t line, const char *expected, const char *found,
		    struct taizhang_error *err)
{
	return tz_find(findings, BAG_DECLARATION, err, .file = TZ_BAGIT_TXT, .line = line,
		       .expected = expected, .found = found);
}

static int judge_version(struct tz_bag *bag, const char *version, struct taizhang_findings *findings,
			 struct taizhang_error *err)
{
	for (size_t i = 0; i < sizeof versions / sizeof versions[0]; i++)
		if (strcmp(versions[i].text, version) == 0)
			bag->minor = versions[i].minor;
	if (bag->minor)
		strcpy(bag->version, version);
	/* packages of ours began with 1.0 */
	if (bag->minor < (bag->bag_only ? versions[0].minor : 100))
		return tz_find(findings, BAG_VERSION, err, .file = TZ_BAGIT_TXT, .line = 1,
			       .expected = "1.0", .found = version);
	if (bag->minor < 97)
		return tz_find(findings, BAG_VERSION_OLD, err, .file = TZ_BAGIT_TXT, .line = 1,
			       .expected = "1.0", .found = version);
	return 0;
}

static int judge_charset(struct tz_bag *bag, const char *charset, struct taizhang_findings *findings,
			 struct taizhang_error *err)
{
	bag->charset = tz_charset_value(charset);
	if (bag->charset != TZ_CHARSET_UTF8 && !bag->bag_only)
		bag->charset = TZ_CHARSET_UNKNOWN;
	if (bag->charset == TZ_CHARSET_UNKNOWN)
		return tz_find(findings, BAG_CHARSET, err, .file = TZ_BAGIT_TXT, .line = 2,
			       .expected = "UTF-8", .found = charset);
	return 0;
}

/* Line 1 decides how strict the form is: 1.0 allows one form only. */
static int read_lines(struct tz_bag *bag, char *text, struct taizhang_findings *findings,
		      struct taizhang_error *err)
{
	struct tz_tag_lines lines = {.next = text};
	char *first = tz_tag_line(&lines), *second = tz_tag_line(&lines), *more = tz_tag_line(&lines);
	const char *value;
	bool strict = !first || !strncmp(first, VERSION ": 1", sizeof VERSION ": 1" - 1) ||
		      !strstr(first, "0.9");

	value = first ? value_of(first, VERSION, strict) : NULL;
	if ((value ? judge_version(bag, value, findings, err)
		   : bad_line(findings, 1, VERSION ": 1.0", first, err)) < 0)
		return -1;
	value = second ? value_of(second, CHARSET, strict) : NULL;
	if ((value ? judge_charset(bag, value, findings, err)
		   : bad_line(findings, 2, CHARSET ": UTF-8", second, err)) < 0)
		return -1;
	return more ? bad_line(findings, 3, NULL, more, err) : 0;
}

int tz_bag_read_declaration(struct tz_bag *bag, struct taizhang_findings *findings,
			    struct taizhang_error *err)
{
	const struct tz_bag_kept *kept = tz_bag_kept(bag, TZ_BAGIT_TXT);
	enum tz_tag_fault fault;
	char *text;
	int result;

	if (!kept)
		return tz_bag_find(bag, TZ_BAGIT_TXT) ? 0 : tz_find(findings, BAG_DECLARATION_NONE, err, .file = TZ_BAGIT_TXT);
	text = tz_tag_decode(kept->bytes, kept->size, TZ_CHARSET_UTF8, &fault, err);
	if (!text)
		return -1;
	if (fault == TZ_TAG_ENCODING)
		result = tz_find(findings, BAG_ENCODING, err, .file = TZ_BAGIT_TXT, .expected = "UTF-8");
	else
		result = read_lines(bag, text, findings, err);
	if (result == 0 && fault == TZ_TAG_BOM)
		result = tz_find(findings, BAG_BOM, err, .file = TZ_BAGIT_TXT);
	free(text);
	return result;
}
