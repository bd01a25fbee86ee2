/* SPDX-License-Identifier: MIT */
/* path.c: paths as text: is it a safe relative path, its parts, and a name safe on every desktop. */
#include "base/path.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"

#define FULLWIDTH_OFFSET 0xFEE0
#define FULLWIDTH_SPACE "\xE3\x80\x80"
/* An "extension" longer than this is a part of the name and may be cut. */
#define LONGEST_EXTENSION 16

static bool is_letter(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

static enum tz_path_fault check_characters(const char *path, size_t size)
{
	bool backslash = false;

	for (size_t i = 0; i < size; i++) {
		unsigned char c = (unsigned char)path[i];

		if (c < 0x20 || c == 0x7F)
			return TZ_PATH_CONTROL;
		if (c == 0xC2 && i + 1 < size && (unsigned char)path[i + 1] < 0xA0 &&
		    (unsigned char)path[i + 1] >= 0x80)
			return TZ_PATH_CONTROL;
		backslash = backslash || c == '\\';
	}
	if (!tz_text_is_utf8(path, size))
		return TZ_PATH_NOT_UTF8;
	return backslash ? TZ_PATH_BACKSLASH : TZ_PATH_OK;
}

static enum tz_path_fault check_component(const char *name, size_t size)
{
	if (size == 0)
		return TZ_PATH_EMPTY;
	if (name[0] == '.' && (size == 1 || (size == 2 && name[1] == '.')))
		return TZ_PATH_DOT;
	return size > TZ_LIMIT_COMPONENT ? TZ_PATH_COMPONENT_TOO_LONG : TZ_PATH_OK;
}

enum tz_path_fault tz_path_check(const char *path, size_t size)
{
	enum tz_path_fault fault;
	size_t depth = 0;

	if (size == 0)
		return TZ_PATH_EMPTY;
	if (size > TZ_LIMIT_PATH)
		return TZ_PATH_TOO_LONG;
	if (path[0] == '/' || path[0] == '\\')
		return TZ_PATH_ABSOLUTE;
	if (size >= 2 && is_letter(path[0]) && path[1] == ':')
		return TZ_PATH_DRIVE;
	fault = check_characters(path, size);
	if (fault)
		return fault;
	if (path[size - 1] == '/')
		size--;
	for (size_t start = 0, end; start <= size; start = end + 1) {
		const char *slash = memchr(path + start, '/', size - start);

		end = slash ? (size_t)(slash - path) : size;
		fault = check_component(path + start, end - start);
		if (fault)
			return fault;
		if (++depth > TZ_LIMIT_DEPTH)
			return TZ_PATH_TOO_DEEP;
	}
	return TZ_PATH_OK;
}

const char *tz_path_fault_text(enum tz_path_fault fault, enum taizhang_lang lang)
{
	static const char *const texts[][2] = {
		[TZ_PATH_OK] = {"没有问题", "nothing is wrong"},
		[TZ_PATH_EMPTY] = {"路径为空，或含有空的一级", "empty, or with an empty component"},
		[TZ_PATH_ABSOLUTE] = {"是绝对路径", "an absolute path"},
		[TZ_PATH_DRIVE] = {"带有盘符", "begins with a drive letter"},
		[TZ_PATH_DOT] = {"含有“.”或“..”", "has a component \".\" or \"..\""},
		[TZ_PATH_BACKSLASH] = {"含有反斜杠", "has a backslash"},
		[TZ_PATH_CONTROL] = {"含有控制字符", "has a control character"},
		[TZ_PATH_NOT_UTF8] = {"不是 UTF-8 编码", "not UTF-8"},
		[TZ_PATH_COMPONENT_TOO_LONG] = {"其中一级名称过长", "has a name that is too long"},
		[TZ_PATH_TOO_LONG] = {"路径过长", "too long"},
		[TZ_PATH_TOO_DEEP] = {"文件夹层数过多", "too many folders deep"},
	};

	if ((size_t)fault >= sizeof texts / sizeof texts[0])
		return "";
	return texts[fault][lang == TAIZHANG_LANG_EN ? TAIZHANG_LANG_EN : TAIZHANG_LANG_ZH];
}

int tz_path_refuse(const char *path, enum tz_path_fault fault, struct taizhang_error *err)
{
	return tz_error_number(err, TAIZHANG_E_UNSAFE, TZ_MSG_PATH_UNSAFE, path, fault);
}

/* Bytes of the part of a name that Windows compares with its devices: up to the first dot, without blanks before it. */
static size_t device_part(const char *component)
{
	size_t size = strcspn(component, ".");

	while (size && component[size - 1] == ' ')
		size--;
	return size;
}

bool tz_path_is_device(const char *component)
{
	static const char *const plain[] = {"CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"};
	static const char *const numbers[] = {"0", "1", "2", "3", "4", "5", "6", "7", "8", "9",
					      "\xC2\xB9", "\xC2\xB2", "\xC2\xB3"};
	size_t size = device_part(component);

	for (size_t i = 0; i < sizeof plain / sizeof plain[0]; i++)
		if (size == strlen(plain[i]) && strncasecmp(component, plain[i], size) == 0)
			return true;
	if (size < 4 || (strncasecmp(component, "COM", 3) != 0 &&
			 strncasecmp(component, "LPT", 3) != 0))
		return false;
	for (size_t i = 0; i < sizeof numbers / sizeof numbers[0]; i++)
		if (size - 3 == strlen(numbers[i]) &&
		    memcmp(component + 3, numbers[i], size - 3) == 0)
			return true;
	return false;
}

char *tz_path_join(const char *a, const char *b, struct taizhang_error *err)
{
	struct tz_buffer out = TZ_BUFFER_INIT;

	tz_buffer_text_add(&out, a);
	if (*a && a[strlen(a) - 1] != '/')
		tz_buffer_text_add(&out, "/");
	tz_buffer_text_add(&out, b);
	return tz_buffer_take(&out, err);
}

const char *tz_path_base(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash ? slash + 1 : path;
}

char *tz_path_folder(const char *path, struct taizhang_error *err)
{
	const char *base = tz_path_base(path);

	if (base == path)
		return tz_strdup(".", err);
	return tz_strndup(path, base == path + 1 ? 1 : (size_t)(base - path - 1), err);
}

const char *tz_path_extension(const char *path)
{
	const char *base = tz_path_base(path), *dot = strrchr(base, '.');

	/* A dot in front hides a file and starts no extension. */
	return dot && dot != base ? dot + 1 : base + strlen(base);
}

bool tz_path_has_extension(const char *path, const char *extension)
{
	return strcasecmp(tz_path_extension(path), extension) == 0;
}

char *tz_path_stem(const char *path, struct taizhang_error *err)
{
	const char *base = tz_path_base(path), *extension = tz_path_extension(path);
	size_t size = (size_t)(extension - base);

	if (*extension || (size > 1 && extension[-1] == '.'))
		size--;
	return tz_strndup(base, size, err);
}

static void add_fullwidth(struct tz_buffer *out, char c)
{
	char encoded[4];

	if (c == ' ')
		tz_buffer_text_add(out, FULLWIDTH_SPACE);
	else
		tz_buffer_add(out, encoded, tz_text_append(encoded, c + FULLWIDTH_OFFSET));
}

static bool is_control(int32_t c)
{
	return c < 0x20 || (c >= 0x7F && c < 0xA0);
}

static void replace_characters(struct tz_buffer *out, const char *name)
{
	int32_t codepoint;
	size_t size;

	for (; (size = tz_text_next(name, &codepoint)); name += size) {
		if (codepoint < 0x80 && strchr("%\\/:*?\"<>|", (int)codepoint))
			add_fullwidth(out, *name);
		else if (is_control(codepoint))
			tz_buffer_text_add(out, "\xEF\xBF\xBD");
		else
			tz_buffer_add(out, name, size);
	}
}

/* Bytes of the longest prefix of text in both limits. */
static size_t prefix_within(const char *text, size_t utf16, size_t bytes)
{
	const char *p = text;
	int32_t codepoint;
	size_t size;

	while ((size = tz_text_next(p, &codepoint))) {
		size_t units = codepoint > 0xFFFF ? 2 : 1;

		if (units > utf16 || size > bytes)
			break;
		utf16 -= units;
		bytes -= size;
		p += size;
	}
	return (size_t)(p - text);
}

/* Cuts between stem and extension, in place. */
static void cut(char *name, size_t max_utf16, size_t max_bytes)
{
	const char *extension = tz_path_extension(name);
	size_t units, bytes, kept;

	if (prefix_within(name, max_utf16, max_bytes) == strlen(name))
		return;
	if (*extension)
		extension--;
	units = tz_text_utf16_length(extension);
	bytes = strlen(extension);
	if (units > LONGEST_EXTENSION || units >= max_utf16 || bytes >= max_bytes) {
		name[prefix_within(name, max_utf16, max_bytes)] = '\0';
		return;
	}
	kept = prefix_within(name, max_utf16 - units, max_bytes - bytes);
	memmove(name + kept, extension, bytes + 1);
}

/* Windows drops blanks and dots at the end of a name, and opens a device for some names. */
static void replace_windows_names(struct tz_buffer *out, const char *name)
{
	size_t end = strlen(name), start = 0;

	if (tz_path_is_device(name)) {
		for (; start < device_part(name); start++)
			if ((unsigned char)name[start] < 0x80)
				add_fullwidth(out, name[start]);
			else
				tz_buffer_add(out, name + start, 1);
	}
	while (end > start && (name[end - 1] == '.' || name[end - 1] == ' '))
		end--;
	tz_buffer_add(out, name + start, end - start);
	for (; name[end]; end++)
		add_fullwidth(out, name[end]);
}

char *tz_path_safe_name(const char *name, size_t max_utf16, size_t max_bytes,
			struct taizhang_error *err)
{
	struct tz_buffer replaced = TZ_BUFFER_INIT, out = TZ_BUFFER_INIT;
	char *normal, *text;
	size_t room = max_bytes;

	normal = tz_text_nfc(name, err);
	if (!normal)
		return NULL;
	replace_characters(&replaced, normal);
	free(normal);
	text = tz_buffer_take(&replaced, err);
	if (!text)
		return NULL;
	cut(text, max_utf16, room);
	replace_windows_names(&out, text);
	/* A full-width form takes two bytes more than what it stands for: what has grown past the room is cut shorter. */
	while (out.size > max_bytes && room > 0 && !out.failed) {
		size_t less = (out.size - max_bytes + 2) / 3;

		room -= less < room ? less : room;
		cut(text, max_utf16, room);
		tz_buffer_free(&out);
		replace_windows_names(&out, text);
	}
	free(text);
	return tz_buffer_take(&out, err);
}
