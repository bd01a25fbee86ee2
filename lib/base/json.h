/* SPDX-License-Identifier: MIT */
/* json.h: writing JSON by naming what comes next; the first failure sticks. The door to jansson. */
#ifndef TZ_BASE_JSON_H
#define TZ_BASE_JSON_H

#include <stdbool.h>
#include <stdint.h>
#include <taizhang/error.h>

struct tz_json;

/* A new document whose root is an object. */
struct tz_json *tz_json_new(struct taizhang_error *err);
/* key is NULL inside an array. Members keep the order of writing. */
void tz_json_begin_object(struct tz_json *j, const char *key);
void tz_json_begin_array(struct tz_json *j, const char *key);
void tz_json_end(struct tz_json *j);
void tz_json_text(struct tz_json *j, const char *key, const char *value);	/* NULL gives null */
void tz_json_text_if(struct tz_json *j, const char *key, const char *value);	/* NULL or "" gives nothing */
void tz_json_integer(struct tz_json *j, const char *key, int64_t value);
void tz_json_boolean(struct tz_json *j, const char *key, bool value);
void tz_json_null(struct tz_json *j, const char *key);
/* Parses text (JSON made by another function of this library) and puts it in. */
void tz_json_raw(struct tz_json *j, const char *key, const char *text);
/* The document, indented by two, ending with a newline; malloc'd. Frees j. */
char *tz_json_finish(struct tz_json *j, struct taizhang_error *err);
void tz_json_free(struct tz_json *j);
const char *tz_json_library_version(void);

#endif
