/* SPDX-License-Identifier: MIT */
/* text_file.c: plain text: its lines, and how they end. */
#include <string.h>

#include "base/limits.h"
#include "inspect/plain.h"

/* Each line with a line break after it, whatever ends it in the file. */
static int write_lines(struct taizhang_facts *facts, const char *text, size_t size, struct taizhang_error *err)
{
	size_t ends[3] = {0};		/* LF, CRLF, CR */
	static const char *const names[] = {"LF", "CRLF", "CR"};
	const char *name = NULL;

	for (size_t at = 0, end; at < size; at = end) {
		const char *cr, *lf = memchr(text + at, '\n', size - at);
		size_t line = lf ? (size_t)(lf - text) : size;

		cr = memchr(text + at, '\r', line - at);
		if (cr)
			line = (size_t)(cr - text);
		if (tz_plain_write(facts, text + at, line - at, err) != 0 || tz_facts_write(facts, "\n", 1, err) != 0)
			return -1;
		end = line + 1;
		if (cr && end < size && text[end] == '\n')
			end++;
		if (cr || lf)
			ends[cr ? (end - line == 2 ? 1 : 2) : 0]++;
	}
	for (size_t i = 0; i < 3; i++)
		if (ends[i])
			name = name ? "mixed" : names[i];
	return name ? tz_facts_add(facts, TZ_FACT_LINE_ENDS, name, NULL, err) : 0;
}

int tz_inspect_text(struct tz_inspection *inspection, struct taizhang_error *err)
{
	struct tz_plain plain;
	int result = tz_plain_read(inspection, TZ_LIMIT_INSPECT_TEXT, NULL, &plain, err);

	if (result == 0 && plain.encoding)
		result = write_lines(inspection->facts, tz_buffer_text(&plain.text), plain.text.size, err);
	tz_plain_free(&plain);
	return result;
}
