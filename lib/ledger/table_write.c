/* SPDX-License-Identifier: MIT */
/* table_write.c: writes the table of every field of every target in scope, as set_table.c reads it. */
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/csv.h"
#include "base/error.h"
#include "ledger/extracted.h"
#include "ledger/table_guard.h"
#include "ledger/target.h"

#define BYTE_ORDER_MARK "\xEF\xBB\xBF"	/* by which office programs on Windows know UTF-8 */

/* Apostrophes and then the sign of a formula. */
static bool looks_guarded(const char *text)
{
	const char *sign = text + strspn(text, "'");

	return sign > text && *sign && strchr("=+-@", *sign);
}

const char *tz_table_unguard(const char *text)
{
	return looks_guarded(text) ? text + 1 : text;
}

void tz_table_field(struct tz_buffer *out, const char *text, bool first)
{
	struct tz_buffer guarded = TZ_BUFFER_INIT;

	if (!looks_guarded(text)) {
		tz_csv_write_field(out, text, first, true);
		return;
	}
	tz_buffer_printf(&guarded, "'%s", text);
	out->failed = out->failed || guarded.failed;
	tz_csv_write_field(out, tz_buffer_text(&guarded), first, false);
	tz_buffer_free(&guarded);
}

/* That nobody has confirmed the value yet, and where it was read. */
static void write_mark(struct tz_buffer *out, const struct tz_target *target, const char *field)
{
	const struct tz_mark *mark = tz_marks_find(tz_target_marks(target), field);

	if (mark)
		tz_buffer_printf(out, "（提取自文件%s%s，待核对）", mark->place ? " " : "", mark->place ? mark->place : "");
}

/* One row a field. about: what the target is, for people; reading passes over that column. */
static int write_target(struct tz_buffer *out, const struct tz_target *target, const char *about,
			struct taizhang_error *err)
{
	struct tz_buffer note = TZ_BUFFER_INIT;
	char *text = tz_target_text(target, err), value[TZ_FIELD_TEXT];

	if (!text)
		return -1;
	for (const struct tz_field *f = tz_field_next(target, NULL); f;
	     f = tz_field_next(target, f)) {
		tz_table_field(out, text, true);
		tz_table_field(out, tz_field_name(f), false);
		tz_table_field(out, tz_field_text(f, target, value), false);
		tz_buffer_printf(&note, "%s%s%.*s", about, *about ? " · " : "",
				 (int)tz_field_label_size(f), tz_field_label(f));
		write_mark(&note, target, tz_field_name(f));
		tz_table_field(out, tz_buffer_text(&note), false);
		tz_csv_write_end(out);
		out->failed = out->failed || note.failed;
		tz_buffer_free(&note);
	}
	free(text);
	return 0;
}

static int write_record(struct tz_buffer *out, struct tz_target target, struct taizhang_error *err)
{
	target.type = TZ_TARGET_RECORD;
	if (write_target(out, &target, taizhang_record_title(target.record), err) < 0)
		return -1;
	target.type = TZ_TARGET_FILE;
	for (target.index = 0; target.index < taizhang_record_num_files(target.record);
	     target.index++)
		if (write_target(out, &target, taizhang_record_title(target.record), err) < 0)
			return -1;
	return 0;
}

static int write_items(struct tz_buffer *out, struct taizhang_ledger *ledger,
		       struct taizhang_error *err)
{
	struct tz_target target = {.type = TZ_TARGET_ITEM, .ledger = ledger};

	for (size_t i = 0; i < taizhang_ledger_num_items(ledger); i++) {
		target.item = taizhang_ledger_get_item(ledger, i);
		target.type = TZ_TARGET_ITEM;
		if (write_target(out, &target, taizhang_node_title(target.item, TAIZHANG_LANG_ZH),
				 err) < 0)
			return -1;
		for (size_t j = 0; j < taizhang_ledger_num_records(ledger, target.item); j++) {
			target.record = taizhang_ledger_get_record(ledger, target.item, j);
			if (write_record(out, target, err) < 0)
				return -1;
		}
	}
	return 0;
}

/* Whether some item in scope stands below the node (or is it). */
static bool touches_scope(const struct taizhang_ledger *ledger, const struct taizhang_node *node)
{
	if (!node || ledger->scope == TAIZHANG_SCOPE_ALL)
		return ledger->scope == TAIZHANG_SCOPE_ALL;
	for (size_t i = 0; i < ledger->num_scope; i++)
		if (taizhang_node_ancestor(ledger->scope_items[i], taizhang_node_level(node)) ==
		    node)
			return true;
	return false;
}

static int write_values(struct tz_buffer *out, struct taizhang_ledger *ledger,
			struct taizhang_error *err)
{
	struct tz_target target = {.type = TZ_TARGET_VALUE, .ledger = ledger};

	for (; target.index < ledger->num_values; target.index++) {
		const struct taizhang_threshold *t =
			taizhang_catalog_get_threshold(ledger->catalog, target.index);

		if (touches_scope(ledger, taizhang_threshold_standard(t)) &&
		    write_target(out, &target, taizhang_threshold_metric(t, TAIZHANG_LANG_ZH),
				 err) < 0)
			return -1;
	}
	return 0;
}

static int write_negatives(struct tz_buffer *out, struct taizhang_ledger *ledger,
			   struct taizhang_error *err)
{
	struct tz_target target = {.type = TZ_TARGET_NEGATIVE, .ledger = ledger};

	for (; target.index < ledger->num_negatives; target.index++) {
		const struct taizhang_negative *n =
			taizhang_catalog_get_negative(ledger->catalog, target.index);

		if (touches_scope(ledger, taizhang_negative_indicator(n)) &&
		    write_target(out, &target, taizhang_negative_title(n, TAIZHANG_LANG_ZH), err) <
			    0)
			return -1;
	}
	return 0;
}

TAIZHANG_API char *taizhang_ledger_table(const struct taizhang_ledger *ledger,
					 struct taizhang_error *err)
{
	/* A target holds what can also be set; here it is only read. */
	struct taizhang_ledger *read = (struct taizhang_ledger *)ledger;
	const struct tz_target target = {.type = TZ_TARGET_LEDGER, .ledger = read};
	struct tz_buffer out = TZ_BUFFER_INIT;

	if (!ledger) {
		tz_error_inval(err, "ledger");
		return NULL;
	}
	tz_buffer_text_add(&out, BYTE_ORDER_MARK "target,field,value,about");
	tz_csv_write_end(&out);
	if (write_target(&out, &target, ledger->city, err) < 0 ||
	    write_items(&out, read, err) < 0 || write_values(&out, read, err) < 0 ||
	    write_negatives(&out, read, err) < 0) {
		tz_buffer_free(&out);
		return NULL;
	}
	return tz_buffer_take(&out, err);
}
