/* SPDX-License-Identifier: MIT */
/* heading.c: the lines at the head of a text about a ledger. */
#include "render/heading.h"

#include <stdio.h>

#include "render/label.h"
#include "render/layout.h"

char *tz_window_text(struct taizhang_date from, struct taizhang_date to, char buf[TZ_WINDOW_SIZE])
{
	char from_text[TAIZHANG_DATE_SIZE], to_text[TAIZHANG_DATE_SIZE];

	taizhang_date_format(&from, from_text);
	taizhang_date_format(&to, to_text);
	buf[0] = '\0';
	if (from_text[0] || to_text[0])
		snprintf(buf, TZ_WINDOW_SIZE, "%s..%s", from_text, to_text);
	return buf;
}

void tz_heading_catalog(struct tz_buffer *out, const struct taizhang_catalog *catalog,
			enum taizhang_lang lang)
{
	const char *caveat = taizhang_catalog_caveat(catalog, lang);

	tz_layout_text(out, taizhang_catalog_title(catalog, lang));
	tz_buffer_text_add(out, "\n");
	if (caveat && *caveat) {
		tz_label_fill(out, CAVEAT, lang, {"text", caveat});
		tz_buffer_text_add(out, "\n");
	}
}

void tz_heading_write(struct tz_buffer *out, const struct taizhang_ledger *ledger,
		      enum taizhang_lang lang)
{
	char window[TZ_WINDOW_SIZE];

	tz_window_text(taizhang_ledger_from(ledger), taizhang_ledger_to(ledger), window);
	tz_label_fill(out, LEDGER_LINE, lang, {"city", taizhang_ledger_city(ledger)},
		      {"year", TZ_COUNT(taizhang_ledger_year(ledger))},
		      {"unit", taizhang_ledger_unit(ledger)},
		      {"items", TZ_COUNT(taizhang_ledger_num_items(ledger))},
		      {"window", window});
	tz_buffer_text_add(out, "\n");
	tz_heading_catalog(out, taizhang_ledger_catalog(ledger), lang);
	tz_buffer_text_add(out, "\n");
}
