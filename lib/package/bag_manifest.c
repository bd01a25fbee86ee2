/* SPDX-License-Identifier: MIT */
/* bag_manifest.c: reads the payload and tag manifests of a bag: digests with paths, each path found among its files. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/error.h"
#include "base/path.h"
#include "base/text.h"
#include "finding/finding.h"
#include "package/bag.h"

/* What reading the manifests needs. */
struct parsing {
	struct tz_bag *bag;
	struct taizhang_findings *findings;
	struct tz_index keys;		/* files by their folded names, made when first needed */
	char **key_texts;
	/* the manifest at work */
	struct tz_bag_manifest *manifest;
	size_t number;			/* its own */
	unsigned char *seen;		/* a bit for each file that it has listed */
	struct tz_index odd_seen;	/* paths of odd lines: their numbers */
	size_t next;			/* the file after the last one found: most lists are in the order of the files */
	int64_t line;
};

struct line {
	char *path;		/* below the bag's root, decoded */
	const char *hex;	/* in lower case */
	size_t file;		/* number of the file, or TZ_INDEX_NONE */
};

/* Adds a finding on the line at work. */
#define tell(p, id, err, ...) \
	tz_find((p)->findings, id, err, .file = (p)->manifest->name, .line = (p)->line, __VA_ARGS__)

/* Cuts "<hex><blanks><path>". false where the line is not of that form. */
static bool cut_line(char *line, size_t hex_length, char **path)
{
	size_t digits = strspn(line, "0123456789abcdefABCDEF");
	size_t blanks = strspn(line + digits, " \t");

	if (digits != hex_length || blanks == 0 || !line[digits + blanks])
		return false;
	line[digits] = '\0';
	for (size_t i = 0; i < digits; i++)
		if (line[i] >= 'A' && line[i] <= 'F')
			line[i] = (char)(line[i] - 'A' + 'a');
	*path = line + digits + blanks;
	return true;
}

/* Finds the file that a path means: as RFC 8493 encodes it, then as it stands. */
static int find_file(struct parsing *p, struct line *line, struct taizhang_error *err)
{
	const struct tz_bag *bag = p->bag;
	char *written;
	int result = 0;
	size_t bare;

	if (p->next < bag->num_files && strcmp(bag->files[p->next].path, line->path) == 0)
		bare = p->next;
	else
		bare = tz_index_get(&bag->index, line->path);
	p->next = bare + 1;
	line->file = bare;
	if (!strchr(line->path, '%'))
		return 0;
	written = tz_strdup(line->path, err);
	if (!written)
		return -1;
	tz_bag_decode_percent(line->path);
	line->file = tz_index_get(&p->bag->index, line->path);
	if (line->file == TZ_INDEX_NONE && bare != TZ_INDEX_NONE) {
		strcpy(line->path, written);
		line->file = bare;
		result = tell(p, BAG_MANIFEST_BARE, err, .found = written);
	} else if (line->file != TZ_INDEX_NONE && tz_bag_is_strict(p->bag) && tz_bag_has_bare_percent(written)) {
		result = tell(p, BAG_MANIFEST_BARE, err, .found = written);
	}
	free(written);
	return result;
}

static int make_keys(struct parsing *p, struct taizhang_error *err)
{
	struct tz_bag *bag = p->bag;

	if (p->key_texts)
		return 0;
	p->key_texts = calloc(bag->num_files + 1, sizeof *p->key_texts);
	for (size_t i = 0; p->key_texts && i < bag->num_files; i++) {
		p->key_texts[i] = tz_text_key(bag->files[i].path, err);
		if (!p->key_texts[i] || tz_index_put(&p->keys, p->key_texts[i], i, err) < 0)
			return -1;
	}
	return p->key_texts ? 0 : tz_error_nomem(err);
}

/* A name that differs only by case or normal form, as file systems change names on the way. */
static int find_by_key(struct parsing *p, struct line *line, struct taizhang_error *err)
{
	char *key;

	if (make_keys(p, err) < 0)
		return -1;
	key = tz_text_key(line->path, err);
	if (!key)
		return -1;
	line->file = tz_index_get(&p->keys, key);
	free(key);
	if (line->file == TZ_INDEX_NONE)
		return 0;
	return tell(p, BAG_MANIFEST_NAME, err, .expected = line->path,
		    .found = p->bag->files[line->file].path,
		    .at_most = p->bag->bag_only ? TAIZHANG_WARNING : 0);
}

/* May this manifest list this path? 1, 0 where it was told that not, -1. */
static int judge_path(struct parsing *p, const char *path, struct taizhang_error *err)
{
	enum taizhang_severity at_most = tz_bag_from_1_0(p->bag);
	bool of_tags;

	if (tz_path_check(path, strlen(path)) != TZ_PATH_OK || path[strlen(path) - 1] == '/')
		return tell(p, BAG_MANIFEST_PATH, err, .found = path);
	if (!p->manifest->of_tags)
		return tz_bag_is_payload(path) ? 1 : tell(p, BAG_MANIFEST_OUTSIDE, err, .found = path);
	if (tz_bag_is_payload(path) || (tz_bag_manifest_algorithm(path, &of_tags) && of_tags))
		return tell(p, BAG_TAG_LISTING, err, .found = path, .at_most = at_most);
	return 1;
}

/* What sum tools write besides the bare path: taken, and told. */
static int strip_marks(struct parsing *p, char **path, struct taizhang_error *err)
{
	if (**path == '*') {
		++*path;
		if (tell(p, BAG_MANIFEST_MARK, err, .found = *path) < 0)
			return -1;
	}
	if (strncmp(*path, "./", 2) == 0) {
		*path += 2;
		if (tell(p, BAG_MANIFEST_DOT, err, .found = *path) < 0)
			return -1;
	}
	return 0;
}

/* Tells the file which manifests list it; or keeps in mind that it is missing. */
static int link_line(struct parsing *p, const char *path, size_t file, struct taizhang_error *err)
{
	struct tz_bag *bag = p->bag;

	if (file != TZ_INDEX_NONE && p->manifest->of_tags)
		bag->files[file].tag_listed |= (uint8_t)p->manifest->digest;
	else if (file != TZ_INDEX_NONE)
		bag->files[file].listed |= (uint8_t)p->manifest->digest;
	else if (!p->manifest->of_tags && tz_index_get(&bag->missing, path) == TZ_INDEX_NONE)
		return tz_index_put(&bag->missing, path, p->number, err);
	return 0;
}

static int add_number(struct tz_bag_manifest *manifest, size_t number, struct taizhang_error *err)
{
	if (tz_array_grow(&manifest->lines, manifest->num_lines, &manifest->lines_capacity, sizeof *manifest->lines,
			  err) < 0)
		return -1;
	manifest->lines[manifest->num_lines++] = (uint32_t)number;
	return 0;
}

static int tell_repeated(struct parsing *p, const struct line *line, const char *before, struct taizhang_error *err)
{
	return tell(p, BAG_MANIFEST_REPEATED, err, .found = line->path,
		    .at_most = strcmp(before, line->hex) == 0 ? tz_bag_from_1_0(p->bag) : 0);
}

static int add_odd_line(struct parsing *p, const struct line *line, struct taizhang_error *err)
{
	struct tz_bag_manifest *manifest = p->manifest;
	size_t before = tz_index_get(&p->odd_seen, line->path);
	struct tz_bag_odd *odd;

	if (before != TZ_INDEX_NONE)
		return tell_repeated(p, line, manifest->odd[before].hex, err);
	if (tz_array_grow(&manifest->odd, manifest->num_odd, &manifest->odd_capacity, sizeof *manifest->odd, err) < 0)
		return -1;
	odd = &manifest->odd[manifest->num_odd++];
	odd->path = tz_strdup(line->path, err);
	odd->hex = tz_strdup(line->hex, err);
	odd->file = line->file;
	if (!odd->path || !odd->hex ||
	    tz_index_put(&p->odd_seen, odd->path, manifest->num_odd - 1, err) < 0 ||
	    add_number(manifest, (manifest->num_odd - 1) | TZ_BAG_ODD, err) < 0)
		return -1;
	return link_line(p, odd->path, line->file, err);
}

static int add_line(struct parsing *p, const struct line *line, struct taizhang_error *err)
{
	unsigned char bit = (unsigned char)(1u << line->file % 8);
	char before[TAIZHANG_DIGEST_HEX_SIZE];

	if (line->file == TZ_INDEX_NONE || strcmp(p->bag->files[line->file].path, line->path) != 0)
		return add_odd_line(p, line, err);
	if (p->seen[line->file / 8] & bit)
		return tell_repeated(p, line, tz_bag_expected(p->bag, p->number, line->file, before), err);
	p->seen[line->file / 8] |= bit;
	if (add_number(p->manifest, line->file, err) < 0 ||
	    tz_bag_expect(p->bag, p->number, line->file, line->hex, err) < 0)
		return -1;
	return link_line(p, line->path, line->file, err);
}

static int read_line(struct parsing *p, char *text, struct taizhang_error *err)
{
	struct line line = {.hex = text};
	int judged;

	if (!*text)
		return tell(p, BAG_MANIFEST_LINE, err, .at_most = tz_bag_from_1_0(p->bag));
	if (!cut_line(text, taizhang_digest_hex_length(p->manifest->digest), &line.path))
		return tell(p, BAG_MANIFEST_LINE, err, .found = text);
	if (strip_marks(p, &line.path, err) < 0 || find_file(p, &line, err) < 0)
		return -1;
	if (!*line.path)
		return tell(p, BAG_MANIFEST_LINE, err, .found = text);
	judged = judge_path(p, line.path, err);
	if (judged <= 0)
		return judged;
	if (line.file == TZ_INDEX_NONE && find_by_key(p, &line, err) < 0)
		return -1;
	return add_line(p, &line, err);
}

/* What the rest lists is not known: without it, files would be told as unlisted. */
static int stop_reading(struct parsing *p, struct taizhang_error *err)
{
	char limit[24];

	p->manifest->whole = false;
	snprintf(limit, sizeof limit, "%" PRIu64, p->bag->limits->manifest_lines);
	return tell(p, BAG_MANIFEST_LINES, err, .expected = limit);
}

static int read_text(struct parsing *p, struct tz_bag_kept *kept, struct taizhang_error *err)
{
	struct tz_bag_manifest *manifest = p->manifest;
	struct tz_tag_lines lines = {0};
	enum tz_tag_fault fault;
	char *text, *line;
	int result = 0;

	text = tz_tag_decode(kept->bytes, kept->size, p->bag->charset, &fault, err);
	/* the largest that is kept, and not wanted again */
	free(kept->bytes);
	kept->bytes = NULL;
	kept->size = 0;
	p->seen = text ? calloc(p->bag->num_files / 8 + 1, 1) : NULL;
	if (!p->seen) {
		free(text);
		return tz_error_nomem(err);
	}
	if (fault == TZ_TAG_BOM)
		result = tz_find(p->findings, BAG_BOM, err, .file = manifest->name);
	if (fault == TZ_TAG_ENCODING && p->bag->charset != TZ_CHARSET_UNKNOWN)
		result = tz_find(p->findings, BAG_ENCODING, err, .file = manifest->name);
	manifest->whole = fault != TZ_TAG_ENCODING;
	lines.next = text;
	p->next = 0;
	while (result == 0 && manifest->whole && (line = tz_tag_line(&lines))) {
		p->line = lines.number;
		if ((uint64_t)p->line > p->bag->limits->manifest_lines) {
			result = stop_reading(p, err);
			break;
		}
		result = read_line(p, line, err);
	}
	free(p->seen);
	p->seen = NULL;
	free(text);
	tz_index_free(&p->odd_seen);
	return result;
}

static int read_manifest(struct parsing *p, struct tz_bag_file *file, struct taizhang_error *err)
{
	struct tz_bag *bag = p->bag;
	struct tz_bag_kept *kept;
	bool of_tags;
	const char *algorithm = tz_bag_manifest_algorithm(file->path, &of_tags);
	unsigned int digest;

	if (!algorithm)
		return 0;
	digest = taizhang_digest_from_name(algorithm);
	if (!digest)
		return tz_find(p->findings, BAG_MANIFEST_ALGORITHM, err, .file = file->path,
			       .found = algorithm);
	if (tz_array_grow(&bag->manifests, bag->num_manifests, &bag->manifests_capacity,
			  sizeof *bag->manifests, err) < 0)
		return -1;
	p->number = bag->num_manifests++;
	p->manifest = &bag->manifests[p->number];
	p->manifest->name = file->path;
	p->manifest->digest = digest;
	p->manifest->of_tags = of_tags;
	if (strcmp(algorithm, taizhang_digest_name(digest)) != 0 &&
	    tz_find(p->findings, BAG_MANIFEST_FILENAME, err, .file = file->path,
		    .expected = taizhang_digest_name(digest), .at_most = tz_bag_from_1_0(bag)) < 0)
		return -1;
	kept = tz_bag_kept(bag, file->path);
	return kept ? read_text(p, kept, err) : 0;
}

int tz_bag_read_manifests(struct tz_bag *bag, struct taizhang_findings *findings,
			  struct taizhang_error *err)
{
	struct parsing p = {.bag = bag, .findings = findings};
	int result = 0;

	for (size_t i = 0; result == 0 && i < bag->num_files; i++)
		result = read_manifest(&p, &bag->files[i], err);
	tz_index_free(&p.keys);
	for (size_t i = 0; p.key_texts && i < bag->num_files; i++)
		free(p.key_texts[i]);
	free(p.key_texts);
	return result;
}
