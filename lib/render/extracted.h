/* SPDX-License-Identifier: MIT */
/* extracted.h: what is said of values that were read from files and await confirmation. */
#ifndef TZ_RENDER_EXTRACTED_H
#define TZ_RENDER_EXTRACTED_H

#include <taizhang/fill.h>

#include "base/buffer.h"
#include "base/json.h"

/* （提取自 materials/…，第 3 行，待核对）; nothing where the field has no mark. */
void tz_extracted_write_record(struct tz_buffer *out, const struct taizhang_record *record, const char *field, enum taizhang_lang lang);
void tz_extracted_write_value(struct tz_buffer *out, const struct taizhang_ledger *ledger, const char *id, enum taizhang_lang lang);
/* "extracted": array of field, file, place; nothing where there is none. */
void tz_extracted_describe_record(struct tz_json *j, const struct taizhang_record *record);
void tz_extracted_describe_value(struct tz_json *j, const struct taizhang_ledger *ledger, const char *id);

#endif
