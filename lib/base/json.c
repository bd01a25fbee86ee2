/* SPDX-License-Identifier: MIT */
/* json.c: writing JSON by naming what comes next; the first failure sticks. The door to jansson. */
#include "base/json.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"

#define MOST_OPEN 32		/* our documents nest below 8 */
#define DUMP_FLAGS JSON_INDENT(2)

struct tz_json {
	json_t *open[MOST_OPEN];	/* the first is the root; each is owned by the one before it */
	int num_open;
	enum taizhang_code failed;
	const char *detail;		/* static, or NULL */
};

static void fail(struct tz_json *j, enum taizhang_code code, const char *detail)
{
	if (j->failed)
		return;
	j->failed = code;
	j->detail = detail;
}

struct tz_json *tz_json_new(struct taizhang_error *err)
{
	struct tz_json *j = calloc(1, sizeof *j);

	if (j)
		j->open[0] = json_object();
	if (!j || !j->open[0]) {
		free(j);
		tz_error_nomem(err);
		return NULL;
	}
	j->num_open = 1;
	return j;
}

/* Puts value, which it takes over, into what is open. NULL says that memory ran out. */
static void put(struct tz_json *j, const char *key, json_t *value)
{
	json_t *parent = j->open[j->num_open - 1];

	if (!value)
		fail(j, TAIZHANG_E_NOMEM, NULL);
	else if (json_is_object(parent) != (key != NULL))
		fail(j, TAIZHANG_E_STATE, key ? "a key in an array" : "no key in an object");
	else if (key && !tz_text_is_utf8(key, strlen(key)))
		fail(j, TAIZHANG_E_FORMAT, "UTF-8");
	if (j->failed)
		json_decref(value);
	else if ((key ? json_object_set_new(parent, key, value) :
			json_array_append_new(parent, value)) < 0)
		fail(j, TAIZHANG_E_NOMEM, NULL);
}

static void begin(struct tz_json *j, const char *key, json_t *value)
{
	if (j->num_open == MOST_OPEN)
		fail(j, TAIZHANG_E_STATE, "nested too deep");
	put(j, key, value);
	if (!j->failed)
		j->open[j->num_open++] = value;
}

void tz_json_begin_object(struct tz_json *j, const char *key)
{
	begin(j, key, json_object());
}

void tz_json_begin_array(struct tz_json *j, const char *key)
{
	begin(j, key, json_array());
}

void tz_json_end(struct tz_json *j)
{
	if (j->num_open > 1)
		j->num_open--;
	else
		fail(j, TAIZHANG_E_STATE, "nothing to end");
}

void tz_json_text(struct tz_json *j, const char *key, const char *value)
{
	if (value && !tz_text_is_utf8(value, strlen(value)))
		fail(j, TAIZHANG_E_FORMAT, "UTF-8");
	else
		put(j, key, value ? json_string_nocheck(value) : json_null());
}

void tz_json_text_if(struct tz_json *j, const char *key, const char *value)
{
	if (value && *value)
		tz_json_text(j, key, value);
}

void tz_json_integer(struct tz_json *j, const char *key, int64_t value)
{
	put(j, key, json_integer(value));
}

void tz_json_boolean(struct tz_json *j, const char *key, bool value)
{
	put(j, key, json_boolean(value));
}

void tz_json_null(struct tz_json *j, const char *key)
{
	put(j, key, json_null());
}

void tz_json_raw(struct tz_json *j, const char *key, const char *text)
{
	json_t *value = json_loads(text, JSON_DECODE_ANY | JSON_REJECT_DUPLICATES, NULL);

	if (value)
		put(j, key, value);
	else
		fail(j, TAIZHANG_E_FORMAT, "raw");
}

static int write_out(const char *data, size_t size, void *out)
{
	tz_buffer_add(out, data, size);
	return 0;
}

/* Through a buffer of ours: the caller frees with free(), whatever allocator the process has given to jansson. */
char *tz_json_finish(struct tz_json *j, struct taizhang_error *err)
{
	struct tz_buffer out = TZ_BUFFER_INIT;
	char *text = NULL;

	if (j->num_open != 1)
		fail(j, TAIZHANG_E_STATE, "something is still open");
	if (!j->failed && json_dump_callback(j->open[0], write_out, &out, DUMP_FLAGS) < 0)
		fail(j, TAIZHANG_E_NOMEM, NULL);
	tz_buffer_add(&out, "\n", 1);
	if (j->failed == TAIZHANG_E_NOMEM)
		tz_error_nomem(err);
	else if (j->failed)
		tz_error_detail(err, j->failed, TZ_MSG_JSON, NULL, j->detail);
	else
		text = tz_buffer_take(&out, err);
	tz_buffer_free(&out);
	tz_json_free(j);
	return text;
}

void tz_json_free(struct tz_json *j)
{
	if (!j)
		return;
	json_decref(j->open[0]);
	free(j);
}

const char *tz_json_library_version(void)
{
	return jansson_version_str();
}
