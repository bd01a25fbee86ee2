/* SPDX-License-Identifier: MIT */
/* inspect.h: inspects one file: what it is by its bytes, then what its format's inspector tells. */
#ifndef TZ_INSPECT_INSPECT_H
#define TZ_INSPECT_INSPECT_H

#include "inspect/door.h"

/* On any thread. NULL for no memory or a failing disk alone. */
struct taizhang_facts *tz_inspect_source(struct tz_source *source, bool programs, struct taizhang_error *err);
/* The inspector of a format, or NULL. */
tz_inspect_fn tz_inspect_door(enum tz_format format);
enum taizhang_family tz_format_family(enum tz_format format);
/* Whether files of the format go by that extension. */
bool tz_format_has_extension(enum tz_format format, const char *extension);
/* The first format that goes by it, or UNKNOWN. */
enum tz_format tz_format_of_extension(const char *extension);
/* By its name ("docx"), or UNKNOWN. */
enum tz_format tz_format_find(const char *name);

#endif
