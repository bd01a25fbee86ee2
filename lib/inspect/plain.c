/* SPDX-License-Identifier: MIT */
/* plain.c: files that are text: which encoding they are in, and their text in ours. */
#include "inspect/plain.h"

#include <string.h>
#include <strings.h>

#include "base/encoding.h"
#include "base/error.h"
#include "base/limits.h"

#define PIECE 4096

static bool starts_with(const unsigned char *data, size_t size, const char *mark)
{
	return size >= strlen(mark) && memcmp(data, mark, strlen(mark)) == 0;
}

/* Of a thousand units how many are what Chinese and English text is made of; 0 where one can stand in no text. */
static unsigned int score_utf16(const unsigned char *data, size_t size, bool big)
{
	size_t good = 0, num = size / 2;

	for (size_t i = 0; i < num; i++) {
		unsigned int unit = (unsigned int)(big ? data[i * 2] << 8 | data[i * 2 + 1] : data[i * 2 + 1] << 8 | data[i * 2]);

		if (unit < 0x20 && unit != '\t' && unit != '\n' && unit != '\r' && unit != '\f')
			return 0;
		good += unit < 0x7f || (unit >= 0x3000 && unit < 0x3100) || (unit >= 0x4e00 && unit < 0xa000) || unit >= 0xff00 ||
			(unit >= 0x2010 && unit < 0x2100);
	}
	return num ? (unsigned int)(good * 1000 / num) : 0;
}

/* UTF-16 without a mark is told where nearly all is text that way, and not the other way round. */
static const char *guess_utf16(const unsigned char *data, size_t size)
{
	unsigned int little = score_utf16(data, size, false), big = score_utf16(data, size, true);

	if (little > 900 && big < 700)
		return "UTF-16LE";
	return big > 900 && little < 700 ? "UTF-16BE" : NULL;
}

/* Bytes at the end that are the beginning of a character of UTF-8. */
static size_t tail(const unsigned char *data, size_t size)
{
	for (size_t back = 1; back <= 3 && back <= size; back++)
		if (data[size - back] >= 0xc0)
			return back < (data[size - back] >= 0xf0 ? 4u : data[size - back] >= 0xe0 ? 3u : 2u) ? back : 0;
		else if (data[size - back] < 0x80)
			return 0;
	return 0;
}

static int convert(const char *charset, const unsigned char *data, size_t size, struct tz_plain *plain, struct taizhang_error *err)
{
	plain->text.size = 0;
	return tz_encoding_convert(charset, data, size, &plain->text, &plain->faults, err);
}

/* What the file claims, where that holds: 1; 0 where it does not, or nobody knows the charset; -1. */
static int believe(const char *charset, const unsigned char *data, size_t size, bool more, struct tz_plain *plain, struct taizhang_error *err)
{
	struct taizhang_error own = TAIZHANG_ERROR_INIT;

	if (!charset || strncasecmp(charset, "UTF-16", 6) == 0)
		return 0;
	/* Many a page says that it is GB2312 and is not; what passes for UTF-8 hardly ever is anything else. */
	if (convert("UTF-8", data, size, plain, err) != 0)
		return -1;
	if (!plain->faults && (more || !tail(data, size)))
		return 0;
	if (convert(charset, data, size, plain, &own) != 0)
		return own.code == TAIZHANG_E_UNSUPPORTED ? 0 : tz_error_pass(err, &own);
	return plain->faults == 0;
}

/* Bytes past ASCII. */
static size_t count_high(const unsigned char *data, size_t size)
{
	size_t num = 0;

	for (size_t i = 0; i < size; i++)
		num += data[i] >> 7;
	return num;
}

/* UTF-8 with one byte spoilt in twenty is still UTF-8: text of another encoding would not come so near, while this one often passes for
 * GB18030. */
static int decode_unmarked(const unsigned char *data, size_t size, bool more, struct tz_plain *plain, struct taizhang_error *err)
{
	size_t end = tail(data, size), faults;

	plain->encoding = "UTF-8";
	if (convert("UTF-8", data, size, plain, err) != 0)
		return -1;
	plain->faults += end && !more;
	faults = plain->faults;
	if (faults <= count_high(data, size) / 20 || (end && faults == 1))
		return 0;
	plain->encoding = "GB18030";
	if (convert("GB18030", data, size, plain, err) != 0)
		return -1;
	if (!plain->faults)
		return 0;
	plain->encoding = guess_utf16(data, size);
	if (plain->encoding)
		return convert(plain->encoding, data, size, plain, err);
	plain->encoding = "GB18030";
	if (plain->faults <= faults)
		return 0;
	/* Neither: whatever spoils less of it. */
	plain->encoding = "UTF-8";
	return convert("UTF-8", data, size, plain, err);
}

int tz_plain_decode(const void *data, size_t size, bool more, const char *charset, struct tz_plain *plain, struct taizhang_error *err)
{
	const unsigned char *bytes = data;
	size_t mark = 0;
	int believed;

	plain->encoding = NULL;
	plain->text.size = 0;
	if (starts_with(bytes, size, "\xef\xbb\xbf")) {
		plain->encoding = "UTF-8 BOM";
		return convert("UTF-8", bytes + 3, size - 3, plain, err);
	}
	if (starts_with(bytes, size, "\xff\xfe") || starts_with(bytes, size, "\xfe\xff")) {
		plain->encoding = bytes[0] == 0xff ? "UTF-16LE" : "UTF-16BE";
		mark = 2;
	} else if (size && memchr(bytes, '\0', size)) {
		plain->encoding = guess_utf16(bytes, size);
		if (!plain->encoding)
			return 0;
	}
	if (plain->encoding)
		return convert(plain->encoding, bytes + mark, size - mark, plain, err);
	believed = believe(charset, bytes, size, more, plain, err);
	if (believed < 0)
		return -1;
	if (believed) {
		plain->encoding = charset;
		return 0;
	}
	return decode_unmarked(bytes, size, more, plain, err);
}

int tz_plain_read(struct tz_inspection *inspection, size_t most, const char *charset, struct tz_plain *plain, struct taizhang_error *err)
{
	struct taizhang_facts *facts = inspection->facts;
	struct tz_buffer raw = TZ_BUFFER_INIT;
	size_t size = inspection->source->size < most ? (size_t)inspection->source->size : most;
	char *room = tz_buffer_reserve(&raw, size);
	int64_t got = room ? tz_source_read(inspection->source, 0, room, size, err) : tz_error_nomem(err);
	int result = -1;

	*plain = (struct tz_plain){TZ_BUFFER_INIT, NULL, 0, inspection->source->size > most};
	if (got < 0 || tz_plain_decode(room, (size_t)got, plain->cut, charset, plain, err) != 0)
		goto out;
	result = 0;
	if (!plain->encoding)
		result = tz_facts_worsen(facts, TAIZHANG_FACTS_UNREADABLE, "bytes that are no text", NULL, err);
	else if (tz_facts_add(facts, TZ_FACT_ENCODING, plain->encoding, NULL, err) != 0)
		result = -1;
	else if (plain->faults)
		result = tz_facts_worsen(facts, TAIZHANG_FACTS_DAMAGED, "bytes that are not of the encoding", NULL, err);
	if (result == 0 && plain->cut)
		result = tz_facts_worsen(facts, TAIZHANG_FACTS_LIMITED, NULL, NULL, err);
out:
	tz_buffer_free(&raw);
	return result;
}

int tz_plain_write(struct taizhang_facts *facts, const char *text, size_t size, struct taizhang_error *err)
{
	while (size && !facts->text_cut) {
		size_t piece = size;

		if (size > PIECE)
			for (piece = PIECE; ((unsigned char)text[piece] & 0xc0) == 0x80 && piece > 1;)
				piece--;
		if (tz_facts_write(facts, text, piece, err) != 0)
			return -1;
		text += piece;
		size -= piece;
	}
	return 0;
}

bool tz_plain_is_outside(const char *address)
{
	return strncasecmp(address, "http:", 5) == 0 || strncasecmp(address, "https:", 6) == 0 || strncasecmp(address, "file:", 5) == 0 ||
	       strncmp(address, "//", 2) == 0 || strncmp(address, "\\\\", 2) == 0;
}

void tz_plain_free(struct tz_plain *plain)
{
	tz_buffer_free(&plain->text);
}
