/* SPDX-License-Identifier: MIT */
/* scan_stem.c: what a file's name says: the page's role, the stem that pages share, a title. */
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/path.h"
#include "base/text.h"
#include "ledger/media_type.h"
#include "ledger/scan.h"

/* A folder with more than one key: a number that an index keeps, and no list reaches. */
#define SEVERAL ((size_t)INT32_MAX)

struct role_word {
	const char *word;
	enum taizhang_role role;
	bool alone;	/* says enough without a separator: 通知盖章页.jpg */
};

/* The longer word first. */
static const struct role_word role_words[] = {
	{"红头页", TAIZHANG_ROLE_REDHEAD, true},
	{"红头", TAIZHANG_ROLE_REDHEAD, false},
	{"盖章页", TAIZHANG_ROLE_SEAL, true},
	{"盖章", TAIZHANG_ROLE_SEAL, false},
	{"附件", TAIZHANG_ROLE_ATTACHMENT, false},
	{"扫描件", TAIZHANG_ROLE_BODY, false},
	{"正文", TAIZHANG_ROLE_BODY, false},
};

static const char *const separators[] = {
	"-", "_", " ", "(", "[", ".", "+",
	"－", "—", "–", "＿", "（", "［", "【", "〔", "　", "、", "·",
};
static const char *const closings[] = {")", "]", "）", "］", "】", "〕", " ", "　"};

/* Bytes of the text without one of the words at its end; size where none ends it. */
static size_t without_end(const char *text, size_t size, const char *const *words, size_t num)
{
	for (size_t i = 0; i < num; i++) {
		size_t length = strlen(words[i]);

		if (size >= length && memcmp(text + size - length, words[i], length) == 0)
			return size - length;
	}
	return size;
}

static size_t without_all(const char *text, size_t size, const char *const *words, size_t num)
{
	for (size_t shorter; (shorter = without_end(text, size, words, num)) < size;)
		size = shorter;
	return size;
}
#define NUM(array) (sizeof (array) / sizeof (array)[0])

/* The number of a page: 附件3, 附件（二）, 盖章页2. */
static size_t without_number(const char *text, size_t size)
{
	static const char *const digits[] = {
		"0", "1", "2", "3", "4", "5", "6", "7", "8", "9",
		"一", "二", "三", "四", "五", "六", "七", "八", "九", "十",
		"①", "②", "③", "④", "⑤", "⑥", "⑦", "⑧", "⑨", "⑩",
	};

	return without_all(text, size, digits, NUM(digits));
}

/* What the stem says of the page, and the bytes of the stem before it; all of it where it names no role. */
static enum taizhang_role split_role(const char *stem, size_t *base)
{
	size_t size = without_all(stem, strlen(stem), closings, NUM(closings));
	size_t end = without_number(stem, size);

	*base = strlen(stem);
	end = without_all(stem, end, separators, NUM(separators));
	for (size_t i = 0; i < NUM(role_words); i++) {
		size_t before = without_end(stem, end, &role_words[i].word, 1);
		size_t shorter;

		if (before == end)
			continue;
		shorter = without_all(stem, before, separators, NUM(separators));
		if (before > 0 && shorter == before && !role_words[i].alone)
			continue;
		*base = shorter;
		return role_words[i].role;
	}
	return TAIZHANG_ROLE_BODY;
}

/* materials/FOLDER/ of a path: its bytes with the last '/'. */
static size_t folder_size(const char *path)
{
	const char *inner = strchr(path, '/');

	inner = inner ? strchr(inner + 1, '/') : NULL;
	return inner ? (size_t)(inner + 1 - path) : 0;
}

static bool is_loose(const char *path)
{
	return !strchr(path + folder_size(path), '/');
}

static bool wants_pictures(const struct taizhang_node *item)
{
	if (taizhang_node_kind(item) == TAIZHANG_KIND_IMAGE)
		return true;
	for (size_t i = 0; i < taizhang_node_num_requirements(item); i++)
		if (taizhang_requirement_kind(taizhang_node_get_requirement(item, i)) ==
		    TAIZHANG_KIND_IMAGE)
			return true;
	return false;
}

/* The key of a loose file by the first bytes of its stem: no path has a line break there. */
static char *stem_key(const char *path, const char *stem, size_t size, struct taizhang_error *err)
{
	struct tz_buffer key = TZ_BUFFER_INIT;
	char *text = tz_strndup(stem, size, err);
	char *folded = text ? tz_text_key(tz_text_trim(text), err) : NULL;

	free(text);
	if (!folded)
		return NULL;
	tz_buffer_add(&key, path, folder_size(path));
	tz_buffer_add(&key, "\n", 1);
	tz_buffer_text_add(&key, folded);
	free(folded);
	return tz_buffer_take(&key, err);
}

static int keep(struct tz_scan_stems *stems, char *text, struct taizhang_error *err)
{
	if (tz_array_grow(&stems->list, stems->num, &stems->capacity, sizeof *stems->list,
			  err) != 0) {
		free(text);
		return -1;
	}
	stems->list[stems->num++] = text;
	return 0;
}

int tz_scan_stems_add(struct tz_scan_stems *stems, const struct taizhang_node *item,
		      const char *path, struct taizhang_error *err)
{
	char *stem, *key, *folder;
	size_t base, only;

	if (!is_loose(path) || (wants_pictures(item) && tz_media_is_picture(path)))
		return 0;
	stem = tz_path_stem(path, err);
	if (!stem)
		return -1;
	split_role(stem, &base);
	if (base == 0) {	/* 红头页.jpg is a page of another */
		free(stem);
		return 0;
	}
	key = stem_key(path, stem, base, err);
	free(stem);
	if (!key || keep(stems, key, err) != 0)
		return -1;
	if (tz_index_get(&stems->keys, key) != TZ_INDEX_NONE)
		return 0;
	folder = tz_strndup(path, folder_size(path), err);
	if (!folder || keep(stems, folder, err) != 0)
		return -1;
	only = tz_index_get(&stems->folders, folder) == TZ_INDEX_NONE ? stems->num - 2 : SEVERAL;
	return tz_index_put(&stems->keys, key, 0, err) == 0 &&
	       tz_index_put(&stems->folders, folder, only, err) == 0 ? 0 : -1;
}

/* The document of a page that is named by its role alone: the only one in the folder. Where there is none, such pages
 * are one among themselves (正文, 红头页, 盖章页). */
static char *only_key(const struct tz_scan_stems *stems, const char *path, const char *stem,
		      struct taizhang_error *err)
{
	char *folder = tz_strndup(path, folder_size(path), err);
	size_t only;

	if (!folder)
		return NULL;
	only = tz_index_get(&stems->folders, folder);
	free(folder);
	if (only == TZ_INDEX_NONE || only == SEVERAL)
		return stem_key(path, stem, only == SEVERAL ? strlen(stem) : 0, err);
	return tz_strdup(stems->list[only], err);
}

/* The key of a file that stands in the item's folder itself. */
static char *loose_key(const struct tz_scan_stems *stems, const struct taizhang_node *item,
		       const char *path, const char *stem, enum taizhang_role *role,
		       struct taizhang_error *err)
{
	size_t base;
	char *key;

	*role = split_role(stem, &base);
	key = base ? stem_key(path, stem, base, err) : only_key(stems, path, stem, err);
	/* A picture is a piece of its own, unless it says that it is a page of a document that is there. */
	if (key && wants_pictures(item) && tz_media_is_picture(path) &&
	    (base == strlen(stem) || tz_index_get(&stems->keys, key) == TZ_INDEX_NONE)) {
		free(key);
		*role = TAIZHANG_ROLE_BODY;
		key = tz_strdup(path, err);
	}
	return key;
}

char *tz_scan_key(const struct tz_scan_stems *stems, const struct taizhang_node *item,
		  const char *path, enum taizhang_role *role, struct taizhang_error *err)
{
	size_t folder = folder_size(path), base;
	char *stem, *key;

	stem = tz_path_stem(path, err);
	if (!stem)
		return NULL;
	if (is_loose(path)) {
		key = loose_key(stems, item, path, stem, role, err);
	} else if (wants_pictures(item) && tz_media_is_picture(path)) {
		*role = TAIZHANG_ROLE_BODY;
		key = tz_strdup(path, err);
	} else {
		*role = split_role(stem, &base);
		key = tz_strndup(path, folder + strcspn(path + folder, "/") + 1, err);
	}
	free(stem);
	return key;
}

/* Bytes of the first of the words that begins the text, or 0. */
static size_t beginning(const char *text, const char *const *words, size_t num)
{
	for (size_t i = 0; i < num; i++)
		if (strncmp(text, words[i], strlen(words[i])) == 0)
			return strlen(words[i]);
	return 0;
}

/* Bytes of the number that people put in front of names: "01-", "3、", "①". 2017-08 and 12.5 are none. */
static size_t leading_number(const char *title)
{
	size_t digits = strspn(title, "0123456789"), size = digits, more;
	int32_t c;

	if (digits == 0) {
		size = tz_text_next(title, &c);
		if (c < 0x2460 || c > 0x2473)
			return 0;
	}
	if (digits > 3)
		return 0;
	while ((more = beginning(title + size, separators, NUM(separators))))
		size += more;
	if (digits > 0 && (size == digits || (title[size] >= '0' && title[size] <= '9')))
		return 0;
	return title[size] ? size : 0;
}

char *tz_scan_title(const struct taizhang_node *item, const char *path, struct taizhang_error *err)
{
	const char *inner = path + folder_size(path);
	char *name, *title;
	size_t base;

	if (is_loose(path) || (wants_pictures(item) && tz_media_is_picture(path))) {
		name = tz_path_stem(path, err);
		if (!name)
			return NULL;
		split_role(name, &base);
		if (base)
			name[base] = '\0';
	} else {
		name = tz_strndup(inner, strcspn(inner, "/"), err);
		if (!name)
			return NULL;
	}
	title = tz_strdup(tz_text_trim(name + leading_number(name)), err);
	free(name);
	return title;
}

int tz_record_has_file_title(const struct taizhang_record *record, struct taizhang_error *err)
{
	bool same = !record->title;

	for (size_t i = 0; !same && i < record->num_files; i++) {
		char *title = tz_scan_title(record->item, record->files[i].path, err);

		if (!title)
			return -1;
		same = strcmp(title, record->title) == 0;
		free(title);
	}
	return same;
}

void tz_scan_stems_free(struct tz_scan_stems *stems)
{
	for (size_t i = 0; i < stems->num; i++)
		free(stems->list[i]);
	free(stems->list);
	tz_index_free(&stems->keys);
	tz_index_free(&stems->folders);
}
