/* SPDX-License-Identifier: MIT */
/* column_text.c: gives the fields of a catalogue's entries as text. */
#include "catalog/column.h"

const char *tz_status_name(enum taizhang_catalog_status status)
{
	static const char *const names[] = {
		[TAIZHANG_STATUS_OFFICIAL] = "official",
		[TAIZHANG_STATUS_RECONSTRUCTED] = "reconstructed",
		[TAIZHANG_STATUS_LOCAL] = "local",
	};

	return names[status];
}

static void give_set(enum taizhang_list list, unsigned int set, const char *separator,
		     struct tz_buffer *out)
{
	bool first = true;

	for (unsigned int bit = 1; bit && bit <= set; bit <<= 1) {
		if (!(set & bit))
			continue;
		if (!first)
			tz_buffer_text_add(out, separator);
		tz_buffer_text_add(out, taizhang_list_name(list, bit));
		first = false;
	}
}

static void give_weights(const char *weights, bool for_table, struct tz_buffer *out)
{
	for (; weights && *weights; weights++)
		tz_buffer_add(out, for_table && *weights == ' ' ? ";" : weights, 1);
}

static void give_also_methods(const struct tz_column *field, unsigned int methods,
			      struct tz_buffer *out)
{
	methods &= ~(unsigned int)TAIZHANG_METHOD_MATERIAL;
	if (methods)
		give_set(TAIZHANG_LIST_METHOD, methods, " ", out);
	else if (!(field->flags & TZ_COLUMN_MANDATORY))
		tz_buffer_text_add(out, "none");
}

void tz_column_get(const struct tz_column *field, const void *entry, bool for_table,
		  struct tz_buffer *out)
{
	const void *slot = (const char *)entry + field->offset;
	const struct taizhang_requirement *requirement = entry;
	char date[TAIZHANG_DATE_SIZE];

	switch (field->type) {
	case TZ_COLUMN_TEXT:
	case TZ_COLUMN_CODE:
	case TZ_COLUMN_DECIMAL:
	case TZ_COLUMN_CHOICE:
	case TZ_COLUMN_FORMATS:
		tz_buffer_text_add(out, *(char *const *)slot);
		break;
	case TZ_COLUMN_WEIGHTS:
		give_weights(*(char *const *)slot, for_table, out);
		break;
	case TZ_COLUMN_STATUS:
		tz_buffer_text_add(out, tz_status_name(*(const enum taizhang_catalog_status *)slot));
		break;
	case TZ_COLUMN_KIND:
		tz_buffer_text_add(out, taizhang_list_name(TAIZHANG_LIST_KIND,
							   *(const enum taizhang_kind *)slot));
		break;
	case TZ_COLUMN_METHODS:
		give_set(TAIZHANG_LIST_METHOD, *(const unsigned int *)slot, " ", out);
		break;
	case TZ_COLUMN_ALSO_METHODS:
		give_also_methods(field, *(const unsigned int *)slot, out);
		break;
	case TZ_COLUMN_CAPTIONS:
		give_set(TAIZHANG_LIST_CAPTION, *(const unsigned int *)slot, " ", out);
		break;
	case TZ_COLUMN_ROLES:
		give_set(TAIZHANG_LIST_ROLE, requirement->roles, requirement->all_roles ? " " : "|", out);
		break;
	case TZ_COLUMN_COUNT:
		if (*(const long *)slot >= 0)
			tz_buffer_printf(out, "%ld", *(const long *)slot);
		break;
	case TZ_COLUMN_DATE:
		tz_buffer_text_add(out, taizhang_date_format(slot, date));
		break;
	case TZ_COLUMN_ACTIVE:
		if (for_table)
			tz_buffer_text_add(out, *(const bool *)slot ? "1" : "0");
		else if (!*(const bool *)slot)
			tz_buffer_text_add(out, "false");
		break;
	case TZ_COLUMN_COUNTED:
		tz_buffer_printf(out, "%zu", *(const size_t *)slot);
		break;
	case TZ_COLUMN_HAS_ITEMS:
		tz_buffer_text_add(out, *(const size_t *)slot > 0 ? "1" : "0");
		break;
	case TZ_COLUMN_PARENT:
		break;
	}
}

const char *tz_column_expected(const struct tz_column *field)
{
	switch (field->type) {
	case TZ_COLUMN_CHOICE:
		return field->expected;
	case TZ_COLUMN_STATUS:
		return "official reconstructed local";
	case TZ_COLUMN_KIND:
		return "normative report image table";
	case TZ_COLUMN_METHODS:
		return "material site questionnaire";
	case TZ_COLUMN_ALSO_METHODS:
		return field->flags & TZ_COLUMN_MANDATORY ? "site questionnaire" : "none site questionnaire";
	case TZ_COLUMN_CAPTIONS:
		return "time place people theme background reason medium column";
	case TZ_COLUMN_ROLES:
		return "body redhead seal attachment";
	case TZ_COLUMN_FORMATS:
		return "jpg pdf docx …";
	case TZ_COLUMN_WEIGHTS:
		return "15;25;60";
	case TZ_COLUMN_DECIMAL:
		return "73, 1.5";
	case TZ_COLUMN_COUNT:
	case TZ_COLUMN_COUNTED:
		return "0, 1, 2 …";
	case TZ_COLUMN_DATE:
		return "2017-08-05, 2017-08, 2017";
	case TZ_COLUMN_ACTIVE:
	case TZ_COLUMN_HAS_ITEMS:
		return "1 0";
	case TZ_COLUMN_TEXT:
	case TZ_COLUMN_CODE:
	case TZ_COLUMN_PARENT:
		break;
	}
	return "";
}
