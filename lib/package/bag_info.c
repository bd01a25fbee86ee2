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

/* Cuts a line at its colon. false where it is none of "Label: value". strict: one blank after the colon, which is none of the value's, and
 * none before; otherwise blanks around the colon and at the end belong to neither. */
static bool cut_line(char *line, bool strict, char **value)
{
	char *colon = strchr(line, ':'), *end = line + strlen(line);
	size_t size;

	if (!colon || colon == line || is_blank(line[0]))
		return false;
	size = (size_t)(colon - line);
	if (strict && (is_blank(line[size - 1]) || !is_blank(colon[1])))
		return false;
	while (!strict && end > colon + 1 && is_blank(end[-1]))
		*--end = '\0';
	while (size && is_blank(line[size - 1]))
		size--;
	*value = strict ? colon + 2 : colon + 1 + strspn(colon + 1, " \t");
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

/* What reading bag-info.txt needs. */
struct parsing {
	struct tz_bag *bag;
	struct taizhang_findings *findings;
	const char *name;		/* of the file */
	int64_t line;
	unsigned int met;		/* labels that must stand once: bits, as in once[] */
	enum { IN_NOTHING, IN_ELEMENT, IN_OXUM } state;	/* what an indented line goes on with */
};

/* Labels that 1.0 lets stand once; the first must, the others should. */
static const char *const once[] = {
	OXUM, "Bagging-Date", "Bag-Size", "Bag-Group-Identifier", "Bag-Count",
};

static int bad_oxum(struct parsing *p, const char *value, enum taizhang_severity at_most,
		    struct taizhang_error *err)
{
	return tz_find(p->findings, BAG_OXUM_FORM, err, .file = p->name, .line = p->line, .found = value,
		       .at_most = at_most);
}

static int judge_oxum(struct parsing *p, const char *value, struct taizhang_error *err)
{
	struct tz_bag *bag = p->bag;
	uint64_t bytes, files;
	char found[48];

	if (!parse_oxum(value, &bytes, &files))
		return bad_oxum(p, value, 0, err);
	if (bytes == bag->payload_bytes && files == bag->payload_files)
		return 0;
	bag->oxum_differs = true;
	snprintf(found, sizeof found, "%" PRIu64 ".%" PRIu64, bag->payload_bytes, bag->payload_files);
	return tz_find(p->findings, BAG_OXUM, err, .file = p->name, .line = p->line, .expected = value,
		       .found = found);
}

/* Before 1.0 every label could be repeated. */
static int judge_repeated(struct parsing *p, const char *label, const char *value, struct taizhang_error *err)
{
	size_t i = 0;

	while (i < sizeof once / sizeof once[0] && strcasecmp(label, once[i]) != 0)
		i++;
	if (i == sizeof once / sizeof once[0])
		return 0;
	if (!(p->met & 1u << i)) {
		p->met |= 1u << i;
		return 0;
	}
	if (i == 0)
		return bad_oxum(p, value, tz_bag_from_1_0(p->bag), err);
	return tz_bag_is_strict(p->bag)
		? tz_find(p->findings, BAG_INFO_REPEATED, err, .file = p->name, .line = p->line, .found = label) : 0;
}

static int read_line(struct parsing *p, char *line, struct taizhang_error *err)
{
	char *value;

	if (is_blank(line[0]) && p->state != IN_NOTHING)
		return p->state == IN_OXUM ? bad_oxum(p, line, 0, err) : 0;
	p->state = IN_NOTHING;
	if (!cut_line(line, tz_bag_is_strict(p->bag), &value))
		return tz_find(p->findings, BAG_INFO_LINE, err, .file = p->name, .line = p->line, .found = line,
			       .at_most = tz_bag_from_1_0(p->bag));
	p->state = strcasecmp(line, OXUM) == 0 ? IN_OXUM : IN_ELEMENT;
	if (judge_repeated(p, line, value, err) < 0)
		return -1;
	return p->state == IN_OXUM ? judge_oxum(p, value, err) : 0;
}

int tz_bag_read_info(struct tz_bag *bag, struct taizhang_findings *findings, struct taizhang_error *err)
{
	const char *name = TZ_BAG_INFO_TXT;
	const struct tz_bag_kept *kept = tz_bag_kept(bag, name);
	struct parsing p = {.bag = bag, .findings = findings};
	struct tz_tag_lines lines = {0};
	enum tz_tag_fault fault;
	char *text, *line;
	int result = 0;

	if (!kept && bag->minor && bag->minor < 96) {
		name = PACKAGE_INFO_TXT;
		kept = tz_bag_kept(bag, name);
	}
	if (!kept)
		return 0;
	text = tz_tag_decode(kept->bytes, kept->size, bag->charset, &fault, err);
	if (!text)
		return -1;
	p.name = name;
	lines.next = text;
	while (result == 0 && (line = tz_tag_line(&lines))) {
		p.line = lines.number;
		result = read_line(&p, line, err);
	}
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
