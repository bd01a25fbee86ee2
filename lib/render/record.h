/* SPDX-License-Identifier: MIT */
/* record.h: one record with its fields and files, as lines. */
#ifndef TZ_RENDER_RECORD_H
#define TZ_RENDER_RECORD_H

#include <taizhang/record.h>

#include "base/buffer.h"

/* "/2  通知": the ordinal as `set` takes it after the item's code, and the title. No line break. */
void tz_record_write_name(struct tz_buffer *out, const struct taizhang_record *record,
			  enum taizhang_lang lang);
/* How many files, how large, how many missing; no line break. */
void tz_record_write_counts(struct tz_buffer *out, const struct taizhang_record *record,
			    enum taizhang_lang lang);
/* The filled fields, a line each. */
void tz_record_write_fields(struct tz_buffer *out, const struct taizhang_record *record,
			    size_t indent, enum taizhang_lang lang);
/* The files, a line each: path, role, size; verbose: digest too. */
void tz_record_write_files(struct tz_buffer *out, const struct taizhang_record *record,
			   size_t indent, bool verbose, enum taizhang_lang lang);

#endif
