/* SPDX-License-Identifier: MIT */
/* terminal.c: safe text for a terminal and its width, without any locale. */
#include "terminal.h"

#include <stdint.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define REPLACEMENT 0xfffd

unsigned int terminal_width(FILE *stream)
{
	struct winsize size;

	if (!isatty(fileno(stream)))
		return 0;
	if (ioctl(fileno(stream), TIOCGWINSZ, &size) != 0 || size.ws_col == 0)
		return 80;
	return size.ws_col;
}

/* One character; *size gets its bytes. What is not UTF-8 counts byte by byte. */
static uint32_t next(const char *text, size_t *size)
{
	static const uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
	const unsigned char *bytes = (const unsigned char *)text;
	size_t length = bytes[0] < 0x80 ? 1 : bytes[0] >= 0xf0 ? 4 : bytes[0] >= 0xe0 ? 3 : 2;
	uint32_t c;

	*size = 1;
	if (length == 1)
		return bytes[0];
	if (bytes[0] < 0xc2 || bytes[0] > 0xf4)
		return REPLACEMENT;
	c = bytes[0] & (0x7fu >> length);
	for (size_t i = 1; i < length; i++) {
		if ((bytes[i] & 0xc0) != 0x80)
			return REPLACEMENT;
		c = c << 6 | (bytes[i] & 0x3fu);
	}
	if (c < least[length] || c > 0x10ffff || (c >= 0xd800 && c <= 0xdfff))
		return REPLACEMENT;
	*size = length;
	return c;
}

static bool is_unsafe(uint32_t c)
{
	return c < 0x20 || (c >= 0x7f && c < 0xa0) || c == 0x200e || c == 0x200f ||
	       (c >= 0x2028 && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069) || c == REPLACEMENT;
}

/* Near enough for a bar and a column of help: what lies in the wide blocks takes two columns. */
static size_t columns_of(uint32_t c)
{
	return (c >= 0x1100 && c <= 0x115f) || (c >= 0x2e80 && c <= 0xa4cf) ||
	       (c >= 0xac00 && c <= 0xd7a3) || (c >= 0xf900 && c <= 0xfaff) ||
	       (c >= 0xfe30 && c <= 0xfe6f) || (c >= 0xff00 && c <= 0xff60) ||
	       (c >= 0xffe0 && c <= 0xffe6) || (c >= 0x1f300 && c <= 0x3fffd) ? 2 : 1;
}

void terminal_put(FILE *stream, const char *text)
{
	terminal_put_escaped(stream, text, "");
}

void terminal_put_escaped(FILE *stream, const char *text, const char *escaped)
{
	size_t size;

	for (; *text; text += size) {
		uint32_t c = next(text, &size);

		if (is_unsafe(c))
			fputs("\xef\xbf\xbd", stream);
		else
			fprintf(stream, "%s%.*s", strchr(escaped, *text) ? "\\" : "", (int)size, text);
	}
}

size_t terminal_columns(const char *text)
{
	size_t columns = 0, size;

	for (; *text; text += size)
		columns += columns_of(next(text, &size));
	return columns;
}

size_t terminal_put_end(FILE *stream, const char *text, size_t columns)
{
	size_t used = terminal_columns(text), cut = 0, size;

	if (used > columns && columns) {
		while (used - cut > columns - 1) {
			cut += columns_of(next(text, &size));
			text += size;
		}
		fputs("…", stream);
		used = used - cut + 1;
	} else if (used > columns) {
		return 0;
	}
	terminal_put(stream, text);
	return used;
}
