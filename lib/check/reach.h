/* SPDX-License-Identifier: MIT */
/* reach.h: whether a value reaches what a threshold asks for. */
#ifndef TZ_CHECK_REACH_H
#define TZ_CHECK_REACH_H

#include <stdbool.h>
#include <stddef.h>
#include <taizhang/catalog.h>

/* Widths, case and blanks around make no other unit: ％ is %. -1 with NOMEM. */
int tz_reach_same_unit(const char *a, const char *b, bool *same, struct taizhang_error *err);
/* true also where one of them is no number, which others say; reference counts where the threshold is relative. */
bool tz_reach_holds(const struct taizhang_threshold *threshold, const char *value, const char *reference);
/* What is asked: ">= 15 %", "< 全省平均水平 = 3.2". */
void tz_reach_describe(const struct taizhang_threshold *threshold, const char *reference, char *out, size_t size);

#endif
