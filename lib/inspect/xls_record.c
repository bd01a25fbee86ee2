/* SPDX-License-Identifier: MIT */
/* xls_record.c: the records of an old workbook, and texts that go on from one into the next. */
#include <string.h>

#include "base/limits.h"
#include "inspect/code_page.h"
#include "inspect/little.h"
#include "inspect/xls.h"

#define MOST_TEXT (4u * TZ_LIMIT_FACT_VALUE)	/* bytes of a text that are decoded: what is kept of it is less */

/* As tz_compound_read, by way of a block: records have some ten bytes each. */
static int64_t read_bytes(struct tz_xls_reader *reader, unsigned char *out, size_t size, struct taizhang_error *err)
{
	size_t done = 0;

	while (done < size) {
		size_t here = reader->block_size - reader->block_at;

		if (!here) {
			int64_t got = tz_compound_read(&reader->stream, reader->block, sizeof reader->block, err);

			if (got <= 0)
				return got < 0 ? -1 : (int64_t)done;
			reader->block_at = 0;
			reader->block_size = (size_t)got;
			continue;
		}
		if (here > size - done)
			here = size - done;
		memcpy(out + done, reader->block + reader->block_at, here);
		reader->block_at += here;
		done += here;
	}
	return (int64_t)done;
}

int tz_xls_next(struct tz_xls_reader *reader, struct taizhang_error *err)
{
	unsigned char head[4];
	int64_t got;

	if (reader->kept) {
		reader->kept = false;
		return 1;
	}
	got = read_bytes(reader, head, sizeof head, err);
	if (got < (int64_t)sizeof head)
		return got < 0 ? -1 : 0;
	reader->start = reader->position;
	reader->type = tz_little16(head);
	got = read_bytes(reader, reader->data, tz_little16(head + 2), err);
	if (got < 0)
		return -1;
	reader->position += sizeof head + (uint64_t)got;
	reader->size = (size_t)got;
	reader->at = 0;
	return 1;
}

/* On to the record that continues this one: 1; 0 where there is none, and the next is kept. */
static int go_on(struct tz_xls_reader *reader, struct taizhang_error *err)
{
	int got;

	if (reader->kept)
		return 0;
	got = tz_xls_next(reader, err);
	if (got == 1 && reader->type != TZ_XLS_CONTINUE) {
		reader->kept = true;
		return 0;
	}
	return got;
}

int tz_xls_take(struct tz_xls_reader *reader, void *out, size_t size, struct taizhang_error *err)
{
	size_t done = 0;

	while (done < size) {
		size_t here = reader->kept ? 0 : reader->size - reader->at;

		if (!here) {
			int more = go_on(reader, err);

			if (more <= 0)
				return more;
			continue;
		}
		if (here > size - done)
			here = size - done;
		if (out)
			memcpy((char *)out + done, reader->data + reader->at, here);
		reader->at += here;
		done += here;
	}
	return 1;
}

/* Characters of one byte are the first 256 of Unicode. */
static void add_narrow(struct tz_buffer *out, const unsigned char *data, size_t size)
{
	for (size_t i = 0; i < size; i++) {
		char bytes[2] = {(char)data[i], 0};

		if (data[i] >= 0x80) {
			bytes[0] = (char)(0xc0 | data[i] >> 6);
			bytes[1] = (char)(0x80 | (data[i] & 0x3f));
		}
		tz_buffer_add(out, bytes, data[i] >= 0x80 ? 2 : 1);
	}
}

/* What stands of the text in this record. */
static int add_run(struct tz_xls_reader *reader, size_t size, bool two_bytes, struct tz_buffer *out, struct taizhang_error *err)
{
	const unsigned char *data = reader->data + reader->at;
	size_t kept = size < MOST_TEXT ? size : MOST_TEXT;

	reader->at += size;
	if (out->size >= MOST_TEXT)
		return 0;
	if (!reader->wide)
		return tz_code_page_decode(reader->page, data, kept, out, err);
	if (two_bytes)
		return tz_code_page_decode(TZ_CODE_PAGE_UTF16, data, kept, out, err);
	add_narrow(out, data, kept);
	return tz_buffer_check(out, err);
}

int tz_xls_take_text(struct tz_xls_reader *reader, size_t characters, bool two_bytes, struct tz_buffer *out, struct taizhang_error *err)
{
	out->size = 0;
	while (characters) {
		size_t each = two_bytes ? 2 : 1, here = reader->kept ? 0 : (reader->size - reader->at) / each;

		if (!here) {
			unsigned char flags;
			int more = go_on(reader, err);

			/* Where a text goes on it says anew how wide it is. */
			if (more == 1 && reader->wide)
				more = tz_xls_take(reader, &flags, 1, err);
			if (more <= 0)
				return more;
			two_bytes = reader->wide && (flags & 1);
			continue;
		}
		if (here > characters)
			here = characters;
		if (add_run(reader, here * each, two_bytes, out, err) != 0)
			return -1;
		characters -= here;
	}
	return 1;
}

int tz_xls_take_string(struct tz_xls_reader *reader, size_t count_size, struct tz_buffer *out, struct taizhang_error *err)
{
	unsigned char count[2] = {0, 0}, flags = 0;
	int got = tz_xls_take(reader, count, count_size, err);

	if (got == 1 && reader->wide)
		got = tz_xls_take(reader, &flags, 1, err);
	out->size = 0;
	return got == 1 ? tz_xls_take_text(reader, tz_little16(count), flags & 1, out, err) : got;
}
