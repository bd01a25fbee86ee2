/* SPDX-License-Identifier: MIT */
/* reading_table.h: what the files that read tables share: reading_table.c what a table says of itself, reading_metric.c its figures. */
#ifndef TZ_INSPECT_READING_TABLE_H
#define TZ_INSPECT_READING_TABLE_H

#include "inspect/reading_grid.h"
#include "inspect/reading_list.h"

int tz_readings_metrics(const struct taizhang_facts *facts, const struct tz_view *view, const struct taizhang_node *item,
			struct tz_readings *readings, struct taizhang_error *err);

#endif
