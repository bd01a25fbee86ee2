/* SPDX-License-Identifier: MIT */
/* heading.h: what stands at the head of every text about a ledger: whose it is, its edition and the caveat. */
#ifndef TZ_RENDER_HEADING_H
#define TZ_RENDER_HEADING_H

#include <taizhang/ledger.h>

#include "base/buffer.h"

/* City, year, unit, items, window; the catalogue's title; its caveat. */
void tz_heading_write(struct tz_buffer *out, const struct taizhang_ledger *ledger,
		      enum taizhang_lang lang);
void tz_heading_catalog(struct tz_buffer *out, const struct taizhang_catalog *catalog,
			enum taizhang_lang lang);
/* 2016-08..2017-07; "" where both ends are open. */
#define TZ_WINDOW_SIZE (2 * TAIZHANG_DATE_SIZE + 2)
char *tz_window_text(struct taizhang_date from, struct taizhang_date to, char buf[TZ_WINDOW_SIZE]);

#endif
