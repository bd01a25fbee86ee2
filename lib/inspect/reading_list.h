/* SPDX-License-Identifier: MIT */
/* reading_list.h: adding to the list of what a file says, for the files that read it: reading*.c. */
#ifndef TZ_INSPECT_READING_LIST_H
#define TZ_INSPECT_READING_LIST_H

#include <taizhang/date.h>

#include "inspect/reading.h"

/* An empty value adds nothing. */
int tz_readings_add(struct tz_readings *readings, const char *field, const char *value, const char *place, struct taizhang_error *err);
int tz_readings_add_date(struct tz_readings *readings, const char *field, const struct taizhang_date *date, const char *place,
			 struct taizhang_error *err);
/* The first fact of this id, or NULL. */
const struct taizhang_fact *tz_readings_fact(const struct taizhang_facts *facts, enum tz_fact_id id);

#endif
