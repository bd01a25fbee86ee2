/* SPDX-License-Identifier: MIT */
/* pdf_text.c: the strings and dates of a PDF's properties, as their producers really write them. */
#include "inspect/pdf_text.h"

#include <stdio.h>
#include <string.h>
#include <taizhang/date.h>

#include "base/encoding.h"
#include "base/error.h"
#include "base/text.h"

/* Bytes of GB 2312 stand in pairs. In PDF's own encoding these are letters with accents, of which hardly two stand side by side. */
static bool is_gb(const char *text, size_t size)
{
	size_t pairs = 0;

	for (size_t i = 0; i < size; i++) {
		unsigned char first = (unsigned char)text[i], second = i + 1 < size ? (unsigned char)text[i + 1] : 0;

		if (first < 0x80)
			continue;
		if (first < 0xa1 || first > 0xf7 || second < 0xa1 || second > 0xfe)
			return false;
		pairs++;
		i++;
	}
	return pairs > 0;
}

static bool has_mark(const char *text, size_t size)
{
	return size >= 2 && (memcmp(text, "\xfe\xff", 2) == 0 || memcmp(text, "\xff\xfe", 2) == 0);
}

/* The standard knows UTF-16 with a mark and an encoding of its own; producers also write what their system writes. */
int tz_pdf_text(struct tz_pdf *pdf, tz_pdf_object object, struct tz_buffer *out, struct taizhang_error *err)
{
	size_t size;
	const char *text = tz_pdf_string(pdf, object, &size);

	if (size && !has_mark(text, size)) {
		if (tz_text_is_utf8(text, size)) {
			tz_buffer_add(out, text, size);
			return tz_buffer_check(out, err);
		}
		if (is_gb(text, size) && tz_encoding_from_gb18030(text, size, out, NULL) == 0)
			return tz_buffer_check(out, err);
	}
	tz_buffer_text_add(out, tz_pdf_utf8(pdf, object));
	return tz_buffer_check(out, err);
}

/* Digits at *text, which moves past them. */
static bool take_digits(const char **text, size_t num, int *value)
{
	*value = 0;
	for (size_t i = 0; i < num; i++, ++*text) {
		if (**text < '0' || **text > '9')
			return false;
		*value = *value * 10 + (**text - '0');
	}
	return true;
}

/* +08'00', +08'00, +08, Z; anything else is no zone. */
static void add_zone(const char *text, char buf[TZ_PDF_DATE_SIZE])
{
	size_t size = strlen(buf);
	char sign = *text;
	int hours, minutes = 0;

	if (sign == 'Z')
		snprintf(buf + size, TZ_PDF_DATE_SIZE - size, "Z");
	if (sign != '+' && sign != '-')
		return;
	text++;
	if (!take_digits(&text, 2, &hours) || hours > 14)
		return;
	text += *text == '\'' || *text == ':';
	if (!take_digits(&text, 2, &minutes) || minutes > 59)
		minutes = 0;
	snprintf(buf + size, TZ_PDF_DATE_SIZE - size, "%c%02d:%02d", sign, hours, minutes);
}

bool tz_pdf_date(const char *text, char buf[TZ_PDF_DATE_SIZE])
{
	/* Year, month, day, hour, minute, second: each may be left out with all after it. */
	static const int most[] = {9999, 12, 31, 23, 59, 59}, least[] = {1, 1, 1, 0, 0, 0};
	struct taizhang_date date;
	int parts[6] = {0}, num = 0;

	text += strncmp(text, "D:", 2) == 0 ? 2 : 0;
	while (num < 6) {
		const char *before = text;

		if (!take_digits(&text, num ? 2 : 4, &parts[num]) || parts[num] < least[num] || parts[num] > most[num]) {
			text = before;
			break;
		}
		num++;
	}
	if (num == 0)
		return false;
	if (num < 3)
		snprintf(buf, TZ_PDF_DATE_SIZE, num == 1 ? "%04d" : "%04d-%02d", parts[0], parts[1]);
	else
		snprintf(buf, TZ_PDF_DATE_SIZE, "%04d-%02d-%02d", parts[0], parts[1], parts[2]);
	if (taizhang_date_parse(buf, &date, NULL) != 0)
		return false;
	if (num >= 5) {
		size_t size = strlen(buf);

		snprintf(buf + size, TZ_PDF_DATE_SIZE - size, "T%02d:%02d:%02d", parts[3], parts[4], parts[5]);
		add_zone(text, buf);
	}
	return true;
}

/* The value of a property, which stands as an attribute or as an element: part="1", <pdfaid:part>1</. Of what is no short word, nothing. */
static bool find_property(const char *metadata, const char *property, char *value, size_t size)
{
	const char *at = strstr(metadata, property);
	size_t length;

	if (!at)
		return false;
	at += strlen(property);
	at += strspn(at, " \t\r\n=");
	if (*at != '"' && *at != '\'' && *at != '>')
		return false;
	at++;
	length = strspn(at, "0123456789ABEFUabefu");
	if (!length || length >= size || !strchr("\"'<", at[length]))
		return false;
	memcpy(value, at, length);
	value[length] = 0;
	return true;
}

void tz_pdf_claims(const char *metadata, struct tz_buffer *out)
{
	char part[8], level[8] = "";

	if (find_property(metadata, "pdfaid:part", part, sizeof part)) {
		/* As ISO 19005 writes it: 1b, 2u; part 4 has no level but e and f. */
		if (find_property(metadata, "pdfaid:conformance", level, sizeof level))
			for (char *c = level; *c; c++)
				*c = (char)(*c >= 'A' && *c <= 'Z' ? *c + 32 : *c);
		tz_buffer_printf(out, "PDF/A-%s%s\n", part, level);
	}
	if (find_property(metadata, "pdfuaid:part", part, sizeof part))
		tz_buffer_printf(out, "PDF/UA-%s\n", part);
}
