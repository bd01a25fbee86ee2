/* SPDX-License-Identifier: MIT */
/* scan_name.c: paths for names that cannot be kept as they are; names that another computer takes for one. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/text.h"
#include "ledger/scan.h"

/* U+FFFE and U+FFFF are UTF-8, but XML knows no such characters. */
static bool has_noncharacter(const char *name)
{
	return strstr(name, "\xEF\xBF\xBE") || strstr(name, "\xEF\xBF\xBF");
}

static void replace_noncharacters(char *name)
{
	char *found;

	while ((found = strstr(name, "\xEF\xBF\xBE")) || (found = strstr(name, "\xEF\xBF\xBF")))
		memcpy(found, "\xEF\xBF\xBD", 3);
}

static bool is_letter(int32_t c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0x24F);
}

/* Marks on nothing, and scripts that no office in the country writes. Arabic letters are Uyghur, Cyrillic Mongolian. */
static bool is_odd(int32_t c, int32_t before)
{
	if (c >= 0x300 && c <= 0x36F)
		return !is_letter(before) && !(before >= 0x300 && before <= 0x36F);
	return (c >= 0x530 && c <= 0x5FF) || (c >= 0x700 && c <= 0x7FF);
}

/* Whether a name is UTF-8 by chance only: GBK's 通知 reads as a mark on nothing and a Hebrew accent. */
static bool is_gbk_by_chance(const char *name, size_t size)
{
	int32_t c, before = 0;
	bool odd = false;
	size_t bytes;

	for (size_t i = 0; i < size; i += bytes, before = c) {
		bytes = tz_text_next(name + i, &c);
		if (!bytes || bytes > 2)
			return false;
		odd = odd || is_odd(c, before);
	}
	return odd;
}

/* Bytes in no encoding that we know: each shows as its number, so that two such names stay two. */
static void add_escaped(struct tz_buffer *out, const char *name)
{
	for (; *name; name++)
		if ((unsigned char)*name < 0x80)
			tz_buffer_add(out, name, 1);
		else
			tz_buffer_printf(out, "_%02X", (unsigned char)*name);
}

/* One name as UTF-8 that every desktop keeps. Malloc'd. */
static char *propose_name(const char *name, struct taizhang_error *err)
{
	struct taizhang_error own = TAIZHANG_ERROR_INIT;
	struct tz_buffer out = TZ_BUFFER_INIT;
	char *text, *safe;

	if (tz_text_is_utf8(name, strlen(name)) && !is_gbk_by_chance(name, strlen(name))) {
		tz_buffer_text_add(&out, name);
	} else if (tz_encoding_from_gb18030(name, strlen(name), &out, &own) != 0) {
		tz_buffer_free(&out);
		if (own.code == TAIZHANG_E_NOMEM) {
			tz_error_pass(err, &own);
			return NULL;
		}
		add_escaped(&out, name);
	}
	text = tz_buffer_take(&out, err);
	if (!text)
		return NULL;
	replace_noncharacters(text);
	safe = tz_path_safe_name(text, TZ_LIMIT_COMPONENT, TZ_LIMIT_COMPONENT, err);
	free(text);
	return safe;
}

/* Of a name or of a path. */
static bool is_fit(const char *path)
{
	if (tz_path_check(path, strlen(path)) != TZ_PATH_OK || has_noncharacter(path))
		return false;
	for (const char *name = path; name; name = strchr(name, '/') ? strchr(name, '/') + 1 : NULL)
		if (is_gbk_by_chance(name, strcspn(name, "/")))
			return false;
	return true;
}

char *tz_scan_fit_name(const char *name, struct taizhang_error *err)
{
	return is_fit(name) ? tz_strdup(name, err) : propose_name(name, err);
}

/* A path with its unfit names replaced. Malloc'd. */
static char *propose_path(const char *raw, struct taizhang_error *err)
{
	struct tz_buffer out = TZ_BUFFER_INIT;
	const char *end;

	for (const char *start = raw; start; start = *end ? end + 1 : NULL) {
		char *name, *fit;

		end = start + strcspn(start, "/");
		name = tz_strndup(start, (size_t)(end - start), err);
		fit = name ? tz_scan_fit_name(name, err) : NULL;
		free(name);
		if (!fit) {
			tz_buffer_free(&out);
			return NULL;
		}
		if (start != raw)
			tz_buffer_add(&out, "/", 1);
		tz_buffer_text_add(&out, fit);
		free(fit);
	}
	return tz_buffer_take(&out, err);
}

char *tz_scan_free_path(const char *path, const struct tz_index *taken, struct taizhang_error *err)
{
	const char *extension = tz_path_extension(path);
	size_t stem = (size_t)(extension - path);

	if (*extension)
		stem--;
	for (unsigned int n = 2;; n++) {
		struct tz_buffer out = TZ_BUFFER_INIT;
		char *candidate;

		tz_buffer_add(&out, path, stem);
		tz_buffer_printf(&out, " (%u)%s", n, path + stem);
		candidate = tz_buffer_take(&out, err);
		if (!candidate || tz_index_get(taken, candidate) == TZ_INDEX_NONE)
			return candidate;
		free(candidate);
	}
}

static bool is_too_far(const char *path)
{
	enum tz_path_fault fault = tz_path_check(path, strlen(path));

	return fault == TZ_PATH_TOO_LONG || fault == TZ_PATH_TOO_DEEP;
}

static int say_too_far(struct tz_scan *scan, struct tz_scan_file *file, struct taizhang_error *err)
{
	scan->summary.left_out++;
	return tz_scan_find(scan, SCAN_TOO_DEEP, err, .file = tz_scan_path(file),
		       .item = taizhang_node_code(file->item));
}

/* The paths that are taken, once somebody asks: few ledgers have a name that needs another. Names that stand as they are, and the
 * proposals made so far. NULL on failure. */
static struct tz_index *want_taken(const struct tz_scan *scan, struct tz_index *taken, struct taizhang_error *err)
{
	for (size_t i = 0; i < scan->num_files; i++) {
		const struct tz_scan_file *file = &scan->files[i];

		if ((!file->is_unfit || file->proposed) && tz_index_put(taken, tz_scan_path(file), 0, err) != 0)
			return NULL;
	}
	return taken;
}

static int name_unfit(struct tz_scan *scan, struct tz_scan_file *file, struct tz_index *taken,
		      struct taizhang_error *err)
{
	char *path = propose_path(file->raw, err);

	if (path && tz_index_get(taken, path) != TZ_INDEX_NONE) {
		char *other = tz_scan_free_path(path, taken, err);

		free(path);
		path = other;
	}
	if (!path)
		return -1;
	file->proposed = path;
	if (tz_index_put(taken, path, 0, err) != 0)
		return -1;
	return tz_scan_find(scan, SCAN_NAME_ENCODING, err, .file = path,
		       .item = taizhang_node_code(file->item), .expected = tz_path_base(path));
}

/* Names that stand as they are go first: a proposal must not take one away. */
static int name_all_unfit(struct tz_scan *scan, struct taizhang_error *err)
{
	struct tz_index taken = TZ_INDEX_INIT;
	bool any = false;
	int result = 0;

	for (size_t i = 0; i < scan->num_files; i++) {
		scan->files[i].is_unfit = !is_fit(scan->files[i].raw);
		any = any || scan->files[i].is_unfit;
	}
	if (any && !want_taken(scan, &taken, err))
		result = -1;
	for (size_t i = 0; any && i < scan->num_files && result == 0; i++)
		if (scan->files[i].is_unfit)
			result = name_unfit(scan, &scan->files[i], &taken, err);
	tz_index_free(&taken);
	return result;
}

/* Drops the files whose path no package can hold, and says so. */
static int drop_too_far(struct tz_scan *scan, struct taizhang_error *err)
{
	size_t kept = 0;
	int result = 0;

	for (size_t i = 0; i < scan->num_files; i++) {
		/* What stands as it is was found fit, and so near enough. */
		if (!scan->files[i].is_unfit || !is_too_far(tz_scan_path(&scan->files[i]))) {
			scan->files[kept++] = scan->files[i];
			continue;
		}
		result = result == 0 ? say_too_far(scan, &scan->files[i], err) : -1;
		if (scan->files[i].owns_raw)
			free((char *)scan->files[i].raw);
		free(scan->files[i].proposed);
	}
	scan->num_files = kept;
	return result;
}

static int say_collision(struct tz_scan *scan, const struct tz_scan_file *file, const struct tz_scan_file *other,
			 struct tz_index *taken, struct taizhang_error *err)
{
	const char *path = tz_scan_path(file);
	char *free_path = (taken->count || want_taken(scan, taken, err)) ? tz_scan_free_path(path, taken, err) : NULL;
	int result = -1;

	if (free_path)
		result = tz_scan_find(scan, SCAN_NAME_COLLISION, err, .file = path, .item = taizhang_node_code(file->item),
				      .found = tz_scan_path(other), .expected = tz_path_base(free_path));
	free(free_path);
	return result;
}

/* Two names that differ only by case or by composed and decomposed characters, among files from to to. */
static int find_collisions(struct tz_scan *scan, size_t from, size_t to, struct tz_index *taken,
			   struct taizhang_error *err)
{
	struct tz_index keys = TZ_INDEX_INIT;
	char **list = calloc(to - from + 1, sizeof *list);
	int result = list ? 0 : tz_error_nomem(err);

	for (size_t i = from; i < to && result == 0; i++) {
		char *key = list[i - from] = tz_text_key(tz_scan_path(&scan->files[i]), err);
		size_t other = tz_index_get(&keys, key);

		if (!key)
			result = -1;
		else if (other == TZ_INDEX_NONE)
			result = tz_index_put(&keys, key, i, err);
		else
			result = say_collision(scan, &scan->files[i], &scan->files[other], taken, err);
	}
	for (size_t i = from; list && i < to; i++)
		free(list[i - from]);
	free(list);
	tz_index_free(&keys);
	return result;
}

/* Bytes of a path up to the end of its item's folder; these are the same for files that stand together. */
static size_t folder_size(const char *path)
{
	const char *inner = strchr(path, '/');

	inner = inner ? strchr(inner + 1, '/') : NULL;
	return inner ? (size_t)(inner - path) : strlen(path);
}

/* The first file behind i that is in another item's folder. */
static size_t folder_end(const struct tz_scan *scan, size_t i)
{
	const char *path = tz_scan_path(&scan->files[i]);
	const size_t size = folder_size(path);

	for (i++; i < scan->num_files; i++) {
		const char *next = tz_scan_path(&scan->files[i]);

		if (strncmp(next, path, size) != 0 || next[size] != path[size])
			break;
	}
	return i;
}

/* Whether the folders' own names are all told apart everywhere; else one folder's files may collide with another's. */
static bool are_folders_apart(const struct tz_scan *scan)
{
	struct tz_index keys = TZ_INDEX_INIT;
	char **list = NULL;
	size_t num = 0, capacity = 0;
	bool apart = true;

	for (size_t i = 0; i < scan->num_files && apart; i = folder_end(scan, i)) {
		const char *path = tz_scan_path(&scan->files[i]);
		char *folder = tz_strndup(path, folder_size(path), NULL), *key = folder ? tz_text_key(folder, NULL) : NULL;

		free(folder);
		/* Without memory for this, all are compared with all. */
		apart = key && tz_index_get(&keys, key) == TZ_INDEX_NONE &&
			tz_array_grow(&list, num, &capacity, sizeof *list, NULL) == 0;
		if (!apart) {
			free(key);
		} else {
			list[num++] = key;
			apart = tz_index_put(&keys, key, i, NULL) == 0;
		}
	}
	for (size_t i = 0; i < num; i++)
		free(list[i]);
	free(list);
	tz_index_free(&keys);
	return apart;
}

static int find_all_collisions(struct tz_scan *scan, struct taizhang_error *err)
{
	struct tz_index taken = TZ_INDEX_INIT;
	bool apart = are_folders_apart(scan);
	int result = 0;

	for (size_t i = 0, end; i < scan->num_files && result == 0; i = end) {
		end = apart ? folder_end(scan, i) : scan->num_files;
		result = find_collisions(scan, i, end, &taken, err);
	}
	tz_index_free(&taken);
	return result;
}

int tz_scan_name(struct tz_scan *scan, struct taizhang_error *err)
{
	return name_all_unfit(scan, err) == 0 && drop_too_far(scan, err) == 0 ? find_all_collisions(scan, err) : -1;
}

const char *tz_scan_path(const struct tz_scan_file *file)
{
	return file->proposed ? file->proposed : file->raw;
}
