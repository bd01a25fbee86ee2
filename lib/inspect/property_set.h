/* SPDX-License-Identifier: MIT */
/* property_set.h: the properties of an old office document: title, author, times. */
#ifndef TZ_INSPECT_PROPERTY_SET_H
#define TZ_INSPECT_PROPERTY_SET_H

#include "inspect/facts.h"

/* The streams "\005SummaryInformation" and "\005DocumentSummaryInformation" hold such a set; of any other nothing is added. */
int tz_property_set_add(struct taizhang_facts *facts, const void *data, size_t size, struct taizhang_error *err);

#endif
