/* SPDX-License-Identifier: MIT */
/* differs.h: whether what a person entered is what the file says. */
#ifndef TZ_CHECK_DIFFERS_H
#define TZ_CHECK_DIFFERS_H

#include <stdbool.h>
#include <taizhang/record.h>

/* By what both of them tell: 2017-05 is no other day than 2017-05-12. */
bool tz_differs_day(const struct taizhang_date *a, const struct taizhang_date *b);
/* How people write numbers of documents makes no other number. *differs; -1 with NOMEM. */
int tz_differs_number(const char *a, const char *b, bool *differs, struct taizhang_error *err);
/* 市委宣传部 is 中共示例市委员会宣传部: one has all characters of the other, in their order. */
int tz_differs_name(const char *a, const char *b, bool *differs, struct taizhang_error *err);

#endif
