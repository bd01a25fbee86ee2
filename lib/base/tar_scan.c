/* SPDX-License-Identifier: MIT */
/* tar_scan.c: follows the headers of a tar as its bytes pass on their way to libarchive, and stops what libarchive is lenient about. */
#include "base/tar_scan.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "base/limits.h"

#define TAR_END (2 * TZ_TAR_BLOCK)
#define MOST_EXTENSIONS 16		/* before one member; two or three are usual */
#define SIZE_AT 124
#define SIZE_SIZE 12
#define SUM_AT 148
#define SUM_SIZE 8
#define TYPE_AT 156
#define GNU_MORE_AT 482			/* of a sparse header: a block with more of its map follows */
#define MAP_MORE_AT 504			/* the same, of that block */

static int refuse(struct taizhang_error *err, const char *why)
{
	return tz_error_detail(err, TAIZHANG_E_FORMAT, TZ_MSG_CONTAINER_FORMAT, NULL, why);
}

/* Octal between blanks, ended by a blank or NUL; or with the first bit set, a big-endian number. */
static bool read_number(const unsigned char *field, size_t size, uint64_t *number)
{
	size_t i = 0;

	*number = 0;
	if (field[0] & 0x80) {
		/* More than 63 bits, or negative. */
		if (field[0] != 0x80)
			return false;
		for (i = 1; i < size; i++) {
			if (*number >> 55)
				return false;
			*number = *number << 8 | field[i];
		}
		return true;
	}
	while (i < size && field[i] == ' ')
		i++;
	for (; i < size && field[i] >= '0' && field[i] <= '7'; i++)
		*number = *number << 3 | (unsigned int)(field[i] - '0');
	return i == size || field[i] == ' ' || field[i] == '\0';
}

static uint64_t padded(uint64_t size)
{
	return (size + TZ_TAR_BLOCK - 1) / TZ_TAR_BLOCK * TZ_TAR_BLOCK;
}

static bool is_extension(char type)
{
	return strchr("gxXLKA", type) && type;
}

/* --- extended headers --- */

static bool is_key(const char *key, size_t size, const char *name)
{
	return size == strlen(name) && memcmp(key, name, size) == 0;
}

static bool begins(const char *key, size_t size, const char *name)
{
	return size >= strlen(name) && memcmp(key, name, strlen(name)) == 0;
}

static bool read_decimal(const char *text, size_t size, uint64_t *number)
{
	*number = 0;
	if (size == 0 || size > 18)
		return false;
	for (size_t i = 0; i < size; i++) {
		if (text[i] < '0' || text[i] > '9')
			return false;
		*number = *number * 10 + (unsigned int)(text[i] - '0');
	}
	return true;
}

/* One record, "key=value" without its length and line break. What a global header says of single members, programs apply or ignore. */
static int judge_record(struct tz_tar_scan *scan, const char *key, size_t key_size, const char *value, size_t value_size,
			struct taizhang_error *err)
{
	bool is_sparse = begins(key, key_size, "GNU.sparse.") || is_key(key, key_size, "SCHILY.realsize") ||
			 is_key(key, key_size, "SUN.holesdata");
	bool is_name = is_key(key, key_size, "path") || is_key(key, key_size, "linkpath");
	bool is_size = is_key(key, key_size, "size");

	if (scan->extension_type == 'g')
		return is_sparse || is_name || is_size ? refuse(err, "a global header that names or sizes its members") : 0;
	if (is_name && memchr(value, '\0', value_size))
		return refuse(err, "a name with NUL inside");
	if (is_sparse)
		scan->current.sparse = true;
	if (is_size) {
		if (!read_decimal(value, value_size, &scan->size))
			return refuse(err, "a size that is no number");
		scan->has_size = true;
	}
	return 0;
}

/* Records "length key=value\n", whose length counts itself. */
static int judge_records(struct tz_tar_scan *scan, const char *text, size_t size, struct taizhang_error *err)
{
	while (size > 0) {
		const char *blank = memchr(text, ' ', size < 20 ? size : 20), *equals;
		uint64_t length = 0;

		if (!blank || !read_decimal(text, (size_t)(blank - text), &length) || length > size ||
		    length < (size_t)(blank - text) + 2 || text[length - 1] != '\n')
			return refuse(err, "a pax record whose length is wrong");
		equals = memchr(blank, '=', (size_t)(text + length - blank));
		if (!equals || equals == blank + 1)
			return refuse(err, "a pax record without a key");
		if (judge_record(scan, blank + 1, (size_t)(equals - blank - 1), equals + 1,
				 (size_t)(text + length - 1 - equals - 1), err) < 0)
			return -1;
		text += length;
		size -= (size_t)length;
	}
	return 0;
}

/* A long name or link of GNU's: text, then nothing but NULs. */
static int judge_long_name(const char *text, size_t size, struct taizhang_error *err)
{
	size_t used = strnlen(text, size);

	for (size_t i = used; i < size; i++)
		if (text[i])
			return refuse(err, "a name with NUL inside");
	return 0;
}

static int end_extension(struct tz_tar_scan *scan, struct taizhang_error *err)
{
	const char *text = tz_buffer_text(&scan->extension);
	size_t size = (size_t)scan->extension_size;
	int result = 0;

	if (tz_buffer_check(&scan->extension, err) < 0)
		return -1;
	if (strchr("gxX", scan->extension_type))
		result = judge_records(scan, text, size, err);
	else if (strchr("LK", scan->extension_type))
		result = judge_long_name(text, size, err);
	scan->extension.size = 0;
	return result;
}

/* --- headers --- */

/* Unsigned by POSIX; signed by some old writers, and by libarchive's leave. */
static bool is_header(const unsigned char *block)
{
	uint64_t said;
	long is_unsigned = 0, is_signed = 0;

	for (size_t i = 0; i < TZ_TAR_BLOCK; i++) {
		unsigned char byte = i >= SUM_AT && i < SUM_AT + SUM_SIZE ? ' ' : block[i];

		is_unsigned += byte;
		is_signed += byte < 128 ? byte : byte - 256;
	}
	return read_number(block + SUM_AT, SUM_SIZE, &said) &&
	       (said == (uint64_t)is_unsigned || said == (uint64_t)is_signed);
}

static int begin_extension(struct tz_tar_scan *scan, char type, uint64_t size, struct taizhang_error *err)
{
	if (++scan->num_extensions > MOST_EXTENSIONS)
		return refuse(err, "too many extended headers");
	if (size > TZ_LIMIT_TAR_EXTENSION || (scan->extension_bytes += size) > TZ_LIMIT_TAR_EXTENSION)
		return refuse(err, "an extended header that is too large");
	scan->extension_type = type;
	scan->extension_size = size;
	scan->left = padded(size);
	if (scan->left > 0)
		scan->state = TZ_TAR_EXTENSION;
	return 0;
}

/* The header of the member itself: what its body is, after extended headers had their say. */
static int begin_body(struct tz_tar_scan *scan, char type, uint64_t size, struct taizhang_error *err)
{
	if (scan->has_size)
		size = scan->size;
	if (type >= '1' && type <= '6' && size > 0)
		return refuse(err, "a link, device or folder with data");
	if (type == 'M')
		return refuse(err, "a tar of several volumes");
	if (type == 'S')
		scan->current.sparse = true;
	if (tz_array_grow(&scan->members, scan->num_members, &scan->capacity, sizeof *scan->members, err) < 0)
		return -1;
	scan->members[scan->num_members++] = scan->current;
	scan->current = (struct tz_tar_member){0};
	scan->num_extensions = 0;
	scan->extension_bytes = 0;
	scan->has_size = false;
	scan->left = padded(size);
	if (type == 'S' && scan->block[GNU_MORE_AT])
		scan->state = TZ_TAR_SPARSE_MAP;
	else if (scan->left > 0)
		scan->state = TZ_TAR_BODY;
	return 0;
}

/* A block that is no header is left to libarchive: where it takes it for one after all, it finds no member of ours. */
static int take_header(struct tz_tar_scan *scan, struct taizhang_error *err)
{
	char type = (char)scan->block[TYPE_AT];
	uint64_t size;

	if (!is_header(scan->block)) {
		scan->state = TZ_TAR_END;
		return 0;
	}
	if (!read_number(scan->block + SIZE_AT, SIZE_SIZE, &size))
		return refuse(err, "a size that is no number");
	if (scan->num_extensions == 0)
		scan->current.start = scan->at - TZ_TAR_BLOCK;
	return is_extension(type) ? begin_extension(scan, type, size, err) : begin_body(scan, type, size, err);
}

/* --- the stream --- */

/* The bytes of this state, at most size; the whole of them makes the next state. Returns how many were taken. */
static size_t fill_block(struct tz_tar_scan *scan, const unsigned char *data, size_t size)
{
	size_t part = TZ_TAR_BLOCK - scan->filled;

	part = part < size ? part : size;
	memcpy(scan->block + scan->filled, data, part);
	scan->filled += part;
	return part;
}

static size_t pass(struct tz_tar_scan *scan, const unsigned char *data, size_t size)
{
	size_t part = scan->left < size ? (size_t)scan->left : size;
	size_t wanted = (size_t)scan->extension_size - scan->extension.size;

	if (scan->state == TZ_TAR_EXTENSION)
		tz_buffer_add(&scan->extension, data, part < wanted ? part : wanted);
	scan->left -= part;
	return part;
}

static int end_block(struct tz_tar_scan *scan, struct taizhang_error *err)
{
	scan->filled = 0;
	if (scan->state == TZ_TAR_HEADER)
		return take_header(scan, err);
	if (!scan->block[MAP_MORE_AT])
		scan->state = scan->left > 0 ? TZ_TAR_BODY : TZ_TAR_HEADER;
	return 0;
}

static int step(struct tz_tar_scan *scan, const unsigned char **data, size_t *size, struct taizhang_error *err)
{
	bool by_block = scan->state == TZ_TAR_HEADER || scan->state == TZ_TAR_SPARSE_MAP;
	bool was_extension = scan->state == TZ_TAR_EXTENSION;
	size_t part = by_block ? fill_block(scan, *data, *size) : pass(scan, *data, *size);

	*data += part;
	*size -= part;
	scan->at += part;
	if (by_block)
		return scan->filled == TZ_TAR_BLOCK ? end_block(scan, err) : 0;
	if (scan->left > 0)
		return 0;
	scan->state = TZ_TAR_HEADER;
	return was_extension ? end_extension(scan, err) : 0;
}

/* Members that were asked for make room. */
static void forget(struct tz_tar_scan *scan)
{
	scan->num_members -= scan->next_member;
	if (scan->num_members > 0)
		memmove(scan->members, scan->members + scan->next_member, scan->num_members * sizeof *scan->members);
	scan->next_member = 0;
}

int tz_tar_scan_take(struct tz_tar_scan *scan, const void *data, size_t size, struct taizhang_error *err)
{
	const unsigned char *next = data;
	size_t end = size;

	while (end > 0 && next[end - 1] == 0)
		end--;
	if (end > 0)
		scan->last_mark = scan->at + end;
	forget(scan);
	while (size > 0 && scan->state != TZ_TAR_END)
		if (step(scan, &next, &size, err) < 0)
			return -1;
	scan->at += size;
	return 0;
}

uint64_t tz_tar_scan_skip(struct tz_tar_scan *scan, uint64_t size)
{
	if (scan->state != TZ_TAR_BODY)
		return 0;
	if (size > scan->left)
		size = scan->left;
	scan->left -= size;
	scan->at += size;
	if (scan->left == 0)
		scan->state = TZ_TAR_HEADER;
	return size;
}

int tz_tar_scan_member(struct tz_tar_scan *scan, uint64_t start, bool *sparse, struct taizhang_error *err)
{
	const struct tz_tar_member *member = &scan->members[scan->next_member];

	if (scan->next_member == scan->num_members || member->start != start)
		return refuse(err, "headers that can be read in two ways");
	*sparse = member->sparse;
	scan->next_member++;
	return 0;
}

int tz_tar_scan_end(const struct tz_tar_scan *scan, uint64_t end, struct taizhang_error *err)
{
	if (scan->last_mark > end)
		return refuse(err, "bytes after the end of the tar");
	if (scan->at - end < TAR_END)
		return refuse(err, "the end of the tar is missing");
	return 0;
}

void tz_tar_scan_free(struct tz_tar_scan *scan)
{
	free(scan->members);
	tz_buffer_free(&scan->extension);
	*scan = (struct tz_tar_scan){0};
}
