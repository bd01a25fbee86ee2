/* SPDX-License-Identifier: MIT */
/* target_set.c: sets one field of one target by name, and says what is wrong with what was asked. */
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "ledger/target.h"

/* What is said of a value that a field of this type cannot take. */
static const enum tz_message refusals[] = {
	[TZ_FIELD_TYPE_TEXT] = TZ_MSG_FIELD_TEXT,	[TZ_FIELD_TYPE_WANTED] = TZ_MSG_FIELD_WANTED,
	[TZ_FIELD_TYPE_YEAR] = TZ_MSG_FIELD_YEAR,	[TZ_FIELD_TYPE_DATE] = TZ_MSG_FIELD_DATE,
	[TZ_FIELD_TYPE_WINDOW] = TZ_MSG_FIELD_WINDOW,	[TZ_FIELD_TYPE_COUNT] = TZ_MSG_FIELD_COUNT,
	[TZ_FIELD_TYPE_BOUNDS] = TZ_MSG_FIELD_BOUNDS,
	[TZ_FIELD_TYPE_DECIMAL] = TZ_MSG_FIELD_DECIMAL,	[TZ_FIELD_TYPE_RECORD] = TZ_MSG_FIELD_RECORD,
	[TZ_FIELD_TYPE_CHOICE] = TZ_MSG_FIELD_CHOICE,
};

/* "TARGET FIELD" as where, with detail. */
static int refuse(enum taizhang_code code, enum tz_message message, const char *target,
		  const char *field, const char *value, const char *detail,
		  struct taizhang_error *err)
{
	struct tz_buffer where = TZ_BUFFER_INIT;

	tz_buffer_printf(&where, value ? "%s %s=%s" : "%s %s", target, field, value);
	tz_error_detail(err, code, message, where.failed ? target : tz_buffer_text(&where), detail);
	tz_buffer_free(&where);
	return -1;
}

static int refuse_field(const struct tz_target *target, const char *text, const char *field,
			struct taizhang_error *err)
{
	struct tz_buffer names = TZ_BUFFER_INIT;

	for (const struct tz_field *f = tz_field_next(target, NULL); f;
	     f = tz_field_next(target, f)) {
		tz_buffer_text_add(&names, names.size ? ", " : "");
		tz_buffer_text_add(&names, tz_field_name(f));
	}
	refuse(TAIZHANG_E_NOT_FOUND, TZ_MSG_FIELD, text, field, NULL, tz_buffer_text(&names), err);
	tz_buffer_free(&names);
	return -1;
}

const struct tz_field *tz_target_field(const struct tz_target *target, const char *text,
				       const char *field, struct taizhang_error *err)
{
	const struct tz_field *f =
		tz_text_is_utf8(field, strlen(field)) ? tz_field_find(target, field) : NULL;

	if (f)
		return f;
	if (target->type == TZ_TARGET_RECORD && tz_field_kind(field))
		refuse(TAIZHANG_E_STATE, TZ_MSG_FIELD_OTHER_KIND, text, field, NULL,
		       taizhang_list_name(TAIZHANG_LIST_KIND, taizhang_record_kind(target->record)),
		       err);
	else
		refuse_field(target, text, field, err);
	return NULL;
}

int tz_target_set(const struct tz_target *target, const char *text, const struct tz_field *field,
		  const char *value, struct taizhang_error *err)
{
	const bool choice = tz_field_type(field) == TZ_FIELD_TYPE_CHOICE;
	struct taizhang_error local = TAIZHANG_ERROR_INIT;
	char *copy = tz_strdup(value ? value : "", err), *start;
	int result = -1;

	if (!copy)
		return -1;
	start = tz_text_trim(copy);
	if (tz_text_is_utf8(start, strlen(start)) &&
	    tz_field_set(field, target, start, &local) == 0)
		result = 0;
	else if (local.code == TAIZHANG_E_NOMEM)
		tz_error_nomem(err);
	else if (
		local.code ==
		TAIZHANG_E_STATE) /* only a correction of the kind: it says itself what it would lose */
		tz_error_detail(err, TAIZHANG_E_STATE, (enum tz_message)local.message, text,
				local.detail);
	else
		refuse(TAIZHANG_E_INVAL, refusals[tz_field_type(field)], text, tz_field_name(field),
		       choice ? start : NULL, choice ? tz_field_choices(field) : start, err);
	free(copy);
	return result;
}

TAIZHANG_API int taizhang_ledger_set(struct taizhang_ledger *ledger, const char *target,
				     const char *field, const char *value,
				     struct taizhang_error *err)
{
	struct tz_target found;
	const struct tz_field *f;

	if (!ledger || !target || !field)
		return tz_error_inval(err, !ledger ? "ledger" : !target ? "target" : "field");
	if (tz_target_find(ledger, target, &found, err) < 0)
		return -1;
	f = tz_target_field(&found, target, field, err);
	return f ? tz_target_set(&found, target, f, value, err) : -1;
}
