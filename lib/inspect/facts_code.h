/* SPDX-License-Identifier: MIT */
/* facts_code.h: facts as bytes, to be remembered, and back. */
#ifndef TZ_INSPECT_FACTS_CODE_H
#define TZ_INSPECT_FACTS_CODE_H

#include "inspect/facts.h"

/* Of a finished file. Fact and format numbers are those of this version: whoever keeps the bytes keeps tz_inspect_stamp beside them. */
void tz_facts_encode(const struct taizhang_facts *facts, struct tz_buffer *out);
/* NULL without an error where the bytes are no facts, whatever they are; NULL with NOMEM. What comes back is as safe as what a door added. */
struct taizhang_facts *tz_facts_decode(const void *data, size_t size, struct taizhang_error *err);

#endif
