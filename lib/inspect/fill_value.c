/* SPDX-License-Identifier: MIT */
/* fill_value.c: the values of thresholds that tables say, with the record and the cell that prove them */
#include <stdio.h>
#include <string.h>

#include "base/decimal.h"
#include "catalog/catalog.h"
#include "inspect/fill.h"

#define MOST_RECORD 128

static bool same_number(const char *a, const char *b)
{
	struct tz_decimal one, other;

	return tz_decimal_parse(a, &one) && tz_decimal_parse(b, &other) && tz_decimal_compare(&one, &other) == 0;
}

/* Whether what a person entered beside the value speaks of another figure: another record, another unit. */
static bool is_other(const struct tz_threshold_value *value, const char *record, const char *unit)
{
	const bool own_record = value->record && !tz_marks_find(&value->marks, "record");
	const bool own_unit = value->unit && !tz_marks_find(&value->marks, "unit");

	return (own_record && strcmp(value->record, record) != 0) || (own_unit && unit && strcmp(value->unit, unit) != 0);
}

static int fill_value(struct tz_fill *fill, const struct tz_fill_value *from, struct tz_buffer *read, struct taizhang_error *err)
{
	const struct tz_target target = {.type = TZ_TARGET_VALUE, .ledger = fill->ledger,
					 .index = tz_threshold_index(from->reading.threshold)};
	const struct tz_threshold_value *value = &fill->ledger->values[target.index];
	char record[MOST_RECORD];
	const struct {
		const char *field, *value;
	} fields[] = {{"value", from->reading.value}, {"unit", from->reading.unit}, {"record", record}, {"cell", from->reading.place}};

	snprintf(record, sizeof record, "%s/%u", taizhang_node_code(taizhang_record_item(from->record)), taizhang_record_ordinal(from->record));
	if (is_other(value, record, from->reading.unit))
		return 0;
	/* a value that a person entered: only to be told where it differs */
	if (value->value && !tz_marks_find(&value->marks, "value"))
		return same_number(value->value, from->reading.value) ? 0
			: tz_fill_field(fill, &target, "value", from->reading.value, from, read, err);
	for (size_t i = 0; i < sizeof fields / sizeof *fields; i++)
		if (fields[i].value && *fields[i].value &&
		    tz_fill_field(fill, &target, fields[i].field, fields[i].value, from, read, err) < 0)
			return -1;
	return 0;
}

int tz_fill_thresholds(struct tz_fill *fill, const struct tz_fill_values *values, struct taizhang_error *err)
{
	for (size_t i = 0; i < values->num; i++) {
		const struct tz_fill_value *from = &values->list[i];
		struct tz_buffer read = TZ_BUFFER_INIT, told = TZ_BUFFER_INIT;
		int result = from->several ? 0 : fill_value(fill, from, &read, err);

		if (result == 0 && read.size) {
			tz_buffer_printf(&told, "%s %s", taizhang_threshold_id(from->reading.threshold), tz_buffer_text(&read));
			result = tz_buffer_check(&told, err);
		}
		if (result == 0 && told.size)
			result = tz_fill_say(fill, TZ_F_FILL_READ,
					     &(struct tz_place_found){.item = taizhang_node_code(taizhang_record_item(from->record)),
								      .record = taizhang_record_ordinal(from->record),
								      .file = taizhang_file_path(from->file), .found = told.data}, err);
		tz_buffer_free(&read);
		tz_buffer_free(&told);
		if (result < 0)
			return -1;
	}
	return 0;
}
