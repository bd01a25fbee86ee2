/* SPDX-License-Identifier: MIT */
/* inspect.h: inspects one file: what it is by its bytes, then what its format's inspector tells. */
#ifndef TZ_INSPECT_INSPECT_H
#define TZ_INSPECT_INSPECT_H

#include "inspect/door.h"

/* On any thread. NULL for no memory or a failing disk alone. */
struct taizhang_facts *tz_inspect_source(struct tz_source *source, bool programs, struct taizhang_error *err);
/* The inspector of a format, or NULL. */
tz_inspect_fn tz_inspect_door(enum tz_format format);

#endif
