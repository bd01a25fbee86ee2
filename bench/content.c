/* SPDX-License-Identifier: MIT */
/* content.c: the bytes of made-up files: the shells are real, what stands in them shrinks as in real ones, or does not. */
#include "content.h"

#include <stdio.h>
#include <string.h>

#include "office.h"
#include "words.h"

/* Where the next bytes go; what does not fit is cut. */
struct place {
	unsigned char *at, *end;
};

static void put(struct place *place, const void *bytes, size_t size)
{
	size_t room = (size_t)(place->end - place->at);

	if (size > room)
		size = room;
	memcpy(place->at, bytes, size);
	place->at += size;
}

static void put_text(struct place *place, const char *text)
{
	put(place, text, strlen(text));
}

static void put_little(struct place *place, unsigned size, uint32_t number)
{
	for (unsigned i = 0; i < size; i++)
		put(place, &(unsigned char){(unsigned char)(number >> 8 * i)}, 1);
}

static void put_big(struct place *place, unsigned size, uint32_t number)
{
	for (unsigned i = size; i-- > 0;)
		put(place, &(unsigned char){(unsigned char)(number >> 8 * i)}, 1);
}

static void fill_noise(unsigned char *bytes, size_t size, struct random *random)
{
	uint64_t bits;
	size_t i;

	for (i = 0; i + sizeof bits <= size; i += sizeof bits) {
		bits = random_next(random);
		memcpy(bytes + i, &bits, sizeof bits);
	}
	bits = random_next(random);
	memcpy(bytes + i, &bits, size - i);
}

/* An entry of a TIFF directory: texts stand at an offset, numbers in the entry. */
static void put_tag(struct place *place, unsigned tag, unsigned type, uint32_t count, uint32_t value)
{
	put_little(place, 2, tag);
	put_little(place, 2, type);
	put_little(place, 4, count);
	put_little(place, 4, value);
}

/* Exif as a camera writes it: maker, model, and when the picture was taken. Offsets count from "II". */
static void put_exif(struct place *place, const struct tm *when)
{
	enum { ASCII = 2, LONG = 4 };
	enum { DIRECTORY = 8, DETAIL = DIRECTORY + 2 + 4 * 12 + 4, TEXTS = DETAIL + 2 + 12 + 4 };
	char taken[32];

	strftime(taken, sizeof taken, "%Y:%m:%d %H:%M:%S", when);
	put(place, "\xff\xe1", 2);
	put_big(place, 2, 2 + 6 + TEXTS + 8 + 8 + 20);
	put(place, "Exif\0\0II*\0", 10);
	put_little(place, 4, DIRECTORY);
	put_little(place, 2, 4);
	put_tag(place, 0x010f, ASCII, 8, TEXTS);
	put_tag(place, 0x0110, ASCII, 8, TEXTS + 8);
	put_tag(place, 0x0132, ASCII, 20, TEXTS + 16);
	put_tag(place, 0x8769, LONG, 1, DETAIL);
	put_little(place, 4, 0);
	put_little(place, 2, 1);
	put_tag(place, 0x9003, ASCII, 20, TEXTS + 16);
	put_little(place, 4, 0);
	put(place, "CAMERA\0\0" "MODEL 1\0", 16);
	put(place, taken, 20);
}

/* Headers to the start of the scan; the scan itself is noise, which is what a packed picture looks like to a packer. */
static void fill_jpeg(unsigned char *bytes, size_t size, const struct tm *when, struct random *random)
{
	struct place place = {bytes, bytes + size};

	fill_noise(bytes, size, random);
	for (size_t i = 0; i < size; i++)	/* in a scan 0xff would begin a marker */
		bytes[i] = bytes[i] == 0xff ? 0x7f : bytes[i];
	put(&place, "\xff\xd8", 2);
	put_exif(&place, when);
	put(&place, "\xff\xdb\x00\x43\x00", 5);
	for (unsigned i = 0; i < 64; i++)
		put_big(&place, 1, 2 + i / 2);
	put(&place, "\xff\xc0\x00\x11\x08", 5);
	put_big(&place, 2, 3024);
	put_big(&place, 2, 4032);
	put(&place, "\x03\x01\x22\x00\x02\x11\x00\x03\x11\x00", 10);
	put(&place, "\xff\xda\x00\x0c\x03\x01\x00\x02\x11\x03\x11\x00\x3f\x00", 14);
	memcpy(bytes + size - 2, "\xff\xd9", 2);
}

/* A sentence of three to six phrases with a number; now and then it ends a paragraph. */
static void put_sentence(struct place *place, struct vocabulary words, struct random *random)
{
	char number[32];

	for (unsigned left = 2 + random_below(random, 4); left > 0; left--) {
		put_text(place, words_phrase(words, random));
		put_text(place, "，");
	}
	snprintf(number, sizeof number, "共%u人次", random_below(random, 100000));
	put_text(place, number);
	put_text(place, random_below(random, 6) == 0 ? "。\r\n　　" : "。");
}

/* What was cut inside a character is made blank. */
static void end_whole(unsigned char *bytes, size_t size)
{
	size_t last = size;

	while (last > 0 && (bytes[last - 1] & 0xc0) == 0x80)
		last--;
	if (last > 0 && bytes[last - 1] >= 0x80)
		memset(bytes + last - 1, ' ', size - last + 1);
	bytes[size - 1] = '\n';
}

static void fill_text(unsigned char *bytes, size_t size, struct random *random)
{
	struct place place = {bytes, bytes + size - 3};
	const struct vocabulary words = words_choose(size, random);

	put_text(&place, "关于");
	put_text(&place, words_theme(random));
	put_text(&place, "工作情况的报告\r\n　　");
	while (place.at < place.end)
		put_sentence(&place, words, random);
	memset(bytes + size - 3, ' ', 3);
	end_whole(bytes, size - 2);
	memcpy(bytes + size - 2, "\r\n", 2);
}

/* One draw a statement: the order in which arguments are worked out is the compiler's. */
static void put_row(struct place *place, struct vocabulary words, unsigned number,
		    struct random *random)
{
	const unsigned month = 1 + random_below(random, 12), day = 1 + random_below(random, 28);
	const unsigned people = random_below(random, 5000), done = random_below(random, 1000);
	char text[96];

	snprintf(text, sizeof text, "%u,2017-%02u-%02u,", number, month, day);
	put_text(place, text);
	put_text(place, words_unit(random));
	put_text(place, ",");
	put_text(place, words_theme(random));
	snprintf(text, sizeof text, ",%u,%u.%u%%,", people, done / 10, done % 10);
	put_text(place, text);
	put_text(place, words_phrase(words, random));
	put_text(place, "\r\n");
}

static void fill_csv(unsigned char *bytes, size_t size, struct random *random)
{
	struct place place = {bytes, bytes + size - 3};
	const struct vocabulary words = words_choose(size, random);

	put_text(&place, "\xef\xbb\xbf序号,日期,单位,项目,人次,完成率,备注\r\n");
	for (unsigned number = 1; place.at < place.end; number++)
		put_row(&place, words, number, random);
	memset(bytes + size - 3, ' ', 3);
	end_whole(bytes, size - 2);
	memcpy(bytes + size - 2, "\r\n", 2);
}

/* A page as a scanner leaves it: light that changes slowly, and a grain here and there. */
static void fill_bmp(unsigned char *bytes, size_t size, struct random *random)
{
	struct place place = {bytes, bytes + size};
	const uint32_t width = size < 200000 ? 64 : 512, height = (uint32_t)((size - 54) / (3 * width));
	const unsigned light = 96 + random_below(random, 64);
	uint64_t grain = 0;

	put_text(&place, "BM");
	put_little(&place, 4, (uint32_t)size);
	put_little(&place, 4, 0);
	put_little(&place, 4, 54);
	put_little(&place, 4, 40);
	put_little(&place, 4, width);
	put_little(&place, 4, height);
	put_little(&place, 4, 1 | 24u << 16);
	put_little(&place, 4, 0);
	put_little(&place, 4, (uint32_t)size - 54);
	for (unsigned i = 0; i < 4; i++)
		put_little(&place, 4, 0);
	for (size_t i = 0; place.at < place.end; i++) {
		const size_t x = i / 3 % width, y = i / 3 / width;

		grain = i % 16 == 0 ? random_next(random) : grain >> 3;
		*place.at++ = (unsigned char)(light + x / 32 + y / 24 + ((grain & 7) == 0));
	}
}

void content_fill(enum content content, unsigned char *bytes, size_t size, const struct tm *when,
		  struct random *random)
{
	switch (content) {
	case CONTENT_JPEG:
		fill_jpeg(bytes, size, when, random);
		break;
	case CONTENT_PDF:
	case CONTENT_DOCX:
	case CONTENT_XLSX:
		fill_noise(bytes, size, random);
		office_dress(content, bytes, size);
		break;
	case CONTENT_TEXT:
		fill_text(bytes, size, random);
		break;
	case CONTENT_CSV:
		fill_csv(bytes, size, random);
		break;
	case CONTENT_BMP:
		fill_bmp(bytes, size, random);
		break;
	}
}
