/* SPDX-License-Identifier: MIT */
/* outcome.c: errors as text or JSON, and the object that a whole run of a verb gives. */
#include <stdlib.h>
#include <string.h>
#include <taizhang/render.h>

#include "api.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/json.h"
#include "render/describe.h"
#include "render/layout.h"

#define TEXT_SIZE 4096

static void describe_error(struct tz_json *j, const struct taizhang_error *error,
			   enum taizhang_lang lang)
{
	char text[TEXT_SIZE];

	if (!error || error->code == TAIZHANG_OK) {
		tz_json_null(j, "error");
		return;
	}
	taizhang_error_text(error, lang, text, sizeof text);
	tz_json_begin_object(j, "error");
	tz_json_text(j, "code", taizhang_error_code_name(error->code));
	tz_json_text(j, "id", taizhang_error_id(error));
	tz_json_text(j, "text", text);
	tz_json_text_if(j, "where", error->where);
	if (error->line)
		tz_json_integer(j, "line", error->line);
	tz_json_end(j);
}

static void describe_complaint(struct tz_json *j, const char *complaint)
{
	tz_json_begin_object(j, "error");
	tz_json_text(j, "code", taizhang_error_code_name(TAIZHANG_E_INVAL));
	tz_json_text(j, "id", "usage");
	tz_json_text(j, "text", complaint);
	tz_json_end(j);
}

TAIZHANG_API char *taizhang_render_error(const struct taizhang_error *error,
					 const struct taizhang_render_options *options,
					 struct taizhang_error *err)
{
	struct taizhang_render_options o = tz_render_options(options);
	struct tz_buffer out = TZ_BUFFER_INIT;
	char text[TEXT_SIZE];

	if (!error) {
		tz_error_inval(err, "error");
		return NULL;
	}
	if (o.json) {
		struct tz_json *j = tz_json_new(err);

		if (!j)
			return NULL;
		describe_error(j, error, o.lang);
		return tz_json_finish(j, err);
	}
	taizhang_error_text(error, o.lang, text, sizeof text);
	tz_layout_text(&out, text);
	tz_buffer_text_add(&out, "\n");
	return tz_buffer_take(&out, err);
}

TAIZHANG_API char *taizhang_render_outcome(const struct taizhang_outcome *outcome,
					   const struct taizhang_render_options *options,
					   struct taizhang_error *err)
{
	struct taizhang_render_options o = tz_render_options(options);
	struct taizhang_outcome full = TAIZHANG_OUTCOME_INIT;
	struct tz_json *j;

	if (!outcome || !outcome->verb) {
		tz_error_inval(err, "outcome");
		return NULL;
	}
	memcpy(&full, outcome, outcome->size < sizeof full ? outcome->size : sizeof full);
	j = tz_json_new(err);
	if (!j)
		return NULL;
	tz_json_text(j, "verb", full.verb);
	tz_json_boolean(j, "ok", full.exit_status == 0);
	tz_json_integer(j, "exit", full.exit_status);
	if (full.complaint)
		describe_complaint(j, full.complaint);
	else
		describe_error(j, full.error, o.lang);
	tz_describe_findings(j, full.findings, full.filter, o.lang);
	if (full.data)
		tz_json_raw(j, "data", full.data);
	else
		tz_json_null(j, "data");
	return tz_json_finish(j, err);
}
