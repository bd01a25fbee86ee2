/* SPDX-License-Identifier: MIT */
/* api.h: the mark of what the shared library shows; stands on definitions, so that public headers stay plain. */
#ifndef TZ_API_H
#define TZ_API_H
#define TAIZHANG_API __attribute__((visibility("default")))
#endif
