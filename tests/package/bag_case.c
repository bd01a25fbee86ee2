/* SPDX-License-Identifier: MIT */
/* bag_case.c: makes a sound bag, changes it in one way, and compares what verifying it finds. */
#include "package/bag_case.h"

#include <check.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <taizhang/scan.h>
#include <unistd.h>

#include "base/digest.h"
#include "base/tree.h"
#include "harness/assert.h"
#include "harness/temp.h"
#include "package/bag_tally.h"

#define LONGEST_LIST 65536
#define ROOT "包头市-2017"

/* Where lists of files are collected. */
struct listing {
	const char *folder, *algorithm;
	bool payload;
	size_t files, bytes;
	char *text;
	size_t size;
};

static const char *below(const char *folder, const char *path)
{
	static char ring[8][PATH_MAX];
	static unsigned int next;
	char *out = ring[next++ % 8];

	ck_assert_int_lt(snprintf(out, PATH_MAX, "%s/%s", folder, path), PATH_MAX);
	return out;
}

static void write_file(const char *folder, const char *path, const char *mode, const char *text)
{
	const char *full = below(folder, path);
	FILE *file;

	for (size_t i = strlen(folder) + 1; full[i]; i++)
		if (full[i] == '/') {
			char parent[PATH_MAX];

			memcpy(parent, full, i);
			parent[i] = '\0';
			mkdir(parent, 0777);
		}
	file = fopen(full, mode);
	ck_assert_msg(file != NULL, "cannot write %s", full);
	ck_assert_uint_eq(fwrite(text, 1, strlen(text), file), strlen(text));
	ck_assert_int_eq(fclose(file), 0);
}

static void replace(const char *folder, const struct bag_edit *edit)
{
	char *text = temp_read(below(folder, edit->path), NULL), *at = strstr(text, edit->text);
	size_t size = strlen(text) + strlen(edit->with) + 1;
	char *out = malloc(size);

	ck_assert_ptr_nonnull(out);
	ck_assert_msg(at != NULL, "%s has no %s", edit->path, edit->text);
	*at = '\0';
	snprintf(out, size, "%s%s%s", text, edit->with, at + strlen(edit->text));
	write_file(folder, edit->path, "wb", out);
	free(text);
	free(out);
}

void bag_edit(const char *folder, const struct bag_edit *edits)
{
	for (size_t i = 0; i < BAG_MAX_EDITS && edits[i].how != BAG_NO_EDIT; i++) {
		const struct bag_edit *edit = &edits[i];
		const char *path = below(folder, edit->path);

		switch (edit->how) {
		case BAG_WRITE:
			write_file(folder, edit->path, "wb", edit->text);
			break;
		case BAG_APPEND:
			write_file(folder, edit->path, "ab", edit->text);
			break;
		case BAG_REMOVE:
			ck_assert_int_eq(temp_shell("rm -r -- '%s'", path), 0);
			break;
		case BAG_REPLACE:
			replace(folder, edit);
			break;
		case BAG_RENAME:
			ck_assert_int_eq(rename(path, below(folder, edit->text)), 0);
			break;
		case BAG_LINK:
			unlink(path);
			ck_assert_int_eq(symlink(edit->text, path), 0);
			break;
		case BAG_FIFO:
			ck_assert_int_eq(mkfifo(path, 0600), 0);
			break;
		case BAG_FOLDER:
			ck_assert_int_eq(mkdir(path, 0777), 0);
			break;
		case BAG_NO_EDIT:
			break;
		}
	}
}

static int list_file(void *context, const struct tz_tree_entry *entry, struct taizhang_error *err)
{
	struct listing *listing = context;
	char hex[TAIZHANG_DIGEST_HEX_SIZE];
	char *data;
	size_t size;

	if (entry->type != TZ_TREE_FILE || (strncmp(entry->path, "data/", 5) == 0) != listing->payload ||
	    strncmp(entry->path, "tagmanifest-", 12) == 0)
		return 0;
	data = temp_read(below(listing->folder, entry->path), &size);
	if (tz_digest_bytes(taizhang_digest_from_name(listing->algorithm), data, size, hex, err) < 0)
		return -1;
	free(data);
	listing->files++;
	listing->bytes += size;
	listing->size += (size_t)snprintf(listing->text + listing->size, LONGEST_LIST - listing->size,
					  "%s  %s\n", hex, entry->path);
	ck_assert_uint_lt(listing->size, LONGEST_LIST);
	return 0;
}

static struct listing write_list(const char *folder, const char *algorithm, bool payload)
{
	struct listing listing = {.folder = folder, .algorithm = algorithm, .payload = payload};
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	char name[64];

	listing.text = calloc(1, LONGEST_LIST);
	ck_assert_ptr_nonnull(listing.text);
	tz_assert_ok(tz_tree_walk(folder, list_file, &listing, &err), &err);
	snprintf(name, sizeof name, "%smanifest-%s.txt", payload ? "" : "tag", algorithm);
	write_file(folder, name, "wb", listing.text);
	free(listing.text);
	return listing;
}

void bag_list_tags(const char *folder, const char *algorithm)
{
	write_list(folder, algorithm, false);
}

/* In place; what the charset lacks is left out. */
static void recode(const char *folder, const char *names, const char *charset)
{
	if (charset)
		ck_assert_int_eq(temp_shell("cd '%s' && for name in %s; do iconv -c -f UTF-8 -t '%s' <$name >.new; "
					    "mv .new $name; done", folder, names, charset), 0);
}

/* By the first of the algorithms. */
static void list_tags(const char *folder, const struct bag_case *c)
{
	char first[16];

	snprintf(first, sizeof first, "%s", c->algorithms ? c->algorithms : "sha256");
	first[strcspn(first, " ")] = '\0';
	bag_list_tags(folder, first);
	recode(folder, "tagmanifest-*", c->recode);
}

const char *bag_make(const char *parent, const char *root, const struct bag_case *c)
{
	static char folder[PATH_MAX];
	char text[256], algorithms[64], *rest, *name;
	struct listing payload = {0};

	snprintf(folder, sizeof folder, "%s/%s/%s", temp_dir(), parent, root);
	ck_assert_int_eq(temp_shell("rm -rf '%s' && mkdir -p '%s'", folder, folder), 0);
	snprintf(text, sizeof text, "BagIt-Version: %s\nTag-File-Character-Encoding: %s\n",
		 c->version ? c->version : "1.0", c->charset ? c->charset : "UTF-8");
	write_file(folder, "bagit.txt", "wb", text);
	write_file(folder, "data/说明.txt", "wb", "义务教育经费投入说明\n");
	write_file(folder, "data/图片/一号.jpg", "wb", "not really a picture");
	write_file(folder, "data/图片/二号.jpg", "wb", "");
	bag_edit(folder, c->before);
	snprintf(algorithms, sizeof algorithms, "%s", c->algorithms ? c->algorithms : "sha256");
	for (name = strtok_r(algorithms, " ", &rest); name; name = strtok_r(NULL, " ", &rest))
		payload = write_list(folder, name, true);
	snprintf(text, sizeof text, "Source-Organization: 市教育局\nPayload-Oxum: %zu.%zu\n", payload.bytes,
		 payload.files);
	write_file(folder, "bag-info.txt", "wb", text);
	recode(folder, "bag-info.txt manifest-*", c->recode);
	list_tags(folder, c);
	return folder;
}

const char *bag_archive(const char *parent, const char *root, enum taizhang_format format)
{
	static const char *const options[] = {
		[TAIZHANG_FORMAT_ZIP] = "--format zip",
		[TAIZHANG_FORMAT_TAR] = "--format pax",
		[TAIZHANG_FORMAT_TAR_GZ] = "--format pax --gzip",
		[TAIZHANG_FORMAT_TAR_ZST] = "--format pax --zstd",
	};
	static char path[PATH_MAX];

	snprintf(path, sizeof path, "%s/%s/%s", temp_dir(), parent, root);
	if (format == TAIZHANG_FORMAT_DIRECTORY)
		return path;
	snprintf(path, sizeof path, "%s/%s/%s.%s", temp_dir(), parent, root, taizhang_format_name(format));
	ck_assert_int_eq(temp_shell("LC_ALL=C.UTF-8 bsdtar -c %s -f '%s' -C '%s/%s' '%s'", options[format], path,
				    temp_dir(), parent, root), 0);
	return path;
}

static int compare_texts(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

char *bag_ids(const struct taizhang_findings *findings)
{
	size_t num = taizhang_findings_num(findings), size = 1;
	const char **ids = calloc(num + 1, sizeof *ids);
	char *out;

	ck_assert_ptr_nonnull(ids);
	for (size_t i = 0; i < num; i++) {
		ids[i] = taizhang_finding_id(taizhang_findings_get(findings, i));
		size += strlen(ids[i]) + 1;
	}
	qsort(ids, num, sizeof *ids, compare_texts);
	out = calloc(1, size);
	ck_assert_ptr_nonnull(out);
	for (size_t i = 0; i < num; i++)
		if (i == 0 || strcmp(ids[i], ids[i - 1]) != 0) {
			strcat(out, *out ? " " : "");
			strcat(out, ids[i]);
		}
	free(ids);
	return out;
}

/* The severity that the table of findings gives an id. */
static enum taizhang_severity severity_of(const char *id)
{
	static const struct {
		const char *id;
		enum taizhang_severity severity;
	} table[] = {
#define FINDING(name, id, severity, aspect, zh, en, remedy_zh, remedy_en) {id, severity},
#include "finding/finding.def"
#undef FINDING
	};

	for (size_t i = 0; i < sizeof table / sizeof table[0]; i++)
		if (strcmp(table[i].id, id) == 0)
			return table[i].severity;
	ck_abort_msg("there is no finding %s", id);
	return 0;
}

static bool is_accepted(const struct bag_case *c)
{
	char expected[256], *rest;

	snprintf(expected, sizeof expected, "%s", c->expected);
	for (char *id = strtok_r(expected, " ", &rest); id; id = strtok_r(NULL, " ", &rest))
		if (severity_of(id) == TAIZHANG_ERROR)
			return c->softer;
	return true;
}

static void run_form(const struct bag_case *c, enum taizhang_format format, bool bag_only)
{
	struct taizhang_limits limits = TAIZHANG_LIMITS_INIT;
	struct taizhang_verify_options options = TAIZHANG_VERIFY_OPTIONS_INIT;
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	char *ids;

	limits.manifest_lines = c->manifest_lines;
	options.limits = &limits;
	options.bag_only = bag_only;
	tz_assert_ok(taizhang_verify(bag_archive("case", ROOT, format), &options, findings, NULL, &err),
		     &err);
	ids = bag_ids(findings);
	ck_assert_msg(strcmp(ids, c->expected) == 0, "%s (%s): expected \"%s\", found \"%s\"", c->name,
		      taizhang_format_name(format), c->expected, ids);
	ck_assert_msg((taizhang_findings_count(findings, TAIZHANG_ERROR) == 0) == is_accepted(c),
		      "%s (%s): accepted or refused against expectation", c->name, taizhang_format_name(format));
	free(ids);
	taizhang_findings_free(findings);
}

static void run_forms(const struct bag_case *c, bool bag_only, const char *folder)
{
	for (enum taizhang_format format = TAIZHANG_FORMAT_ZIP; format <= TAIZHANG_FORMAT_DIRECTORY; format++)
		if (!(c->not_in & 1u << format))
			run_form(c, format, bag_only);
	bag_tally_add(c->name, is_accepted(c), folder);
}

void bag_case_run(const struct bag_case *c)
{
	const char *folder = bag_make("case", ROOT, c);

	bag_edit(folder, c->edits);
	if (c->relist_tags)
		list_tags(folder, c);
	run_forms(c, true, folder);
}

void package_case_run(const struct bag_case *c)
{
	const char *folder = package_make("case", false);

	bag_edit(folder, c->edits);
	if (c->relist_tags)
		bag_list_tags(folder, "sha256");
	run_forms(c, false, folder);
}

/* A ledger of two items in temp_dir()/ledger. */
static struct taizhang_ledger *make_ledger(bool incomplete, struct taizhang_error *err)
{
	static const char *const items[] = {"M001", "M002"};
	struct taizhang_ledger_options options = TAIZHANG_LEDGER_OPTIONS_INIT;
	struct taizhang_catalog *catalog = taizhang_catalog_builtin("ncc-2017-reconstructed", err);
	const char *notice = temp_write_text("通知.pdf", "not really a notice\n");
	const char *report = temp_write_text("情况报告.docx", "not really a report\n");
	struct taizhang_ledger *ledger;

	tz_assert_ptr(catalog, err);
	options.city = "包头市";
	options.year = 2017;
	options.items = items;
	options.num_items = 2;
	ck_assert_int_eq(temp_shell("rm -rf '%s'", temp_path("ledger")), 0);
	ledger = taizhang_ledger_create(temp_path("ledger"), catalog, &options, err);
	tz_assert_ptr(ledger, err);
	tz_assert_ok(taizhang_ledger_add(ledger, "M001", &notice, 1, NULL, NULL, NULL, err), err);
	if (!incomplete)
		tz_assert_ok(taizhang_ledger_add(ledger, "M002", &report, 1, NULL, NULL, NULL, err), err);
	tz_assert_ok(taizhang_ledger_save(ledger, err), err);
	return ledger;
}

const char *package_make(const char *parent, bool incomplete)
{
	static char folder[PATH_MAX];
	struct taizhang_pack_options options = TAIZHANG_PACK_OPTIONS_INIT;
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_ledger *ledger = make_ledger(incomplete, &err);

	options.allow_incomplete = incomplete;
	options.force = true;
	tz_assert_ok(taizhang_pack(ledger, temp_path("package.tar"), &options, NULL, NULL, &err), &err);
	taizhang_ledger_free(ledger);
	snprintf(folder, sizeof folder, "%s/%s/%s", temp_dir(), parent, ROOT);
	ck_assert_int_eq(temp_shell("rm -rf '%s/%s' && mkdir -p '%s/%s' && cd '%s/%s' && "
				    "LC_ALL=C.UTF-8 bsdtar -xf '%s'", temp_dir(), parent, temp_dir(), parent,
				    temp_dir(), parent, temp_path("package.tar")), 0);
	return folder;
}
