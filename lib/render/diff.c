/* SPDX-License-Identifier: MIT */
/* diff.c: what differs between two ledgers, for people item by item, or as JSON. */
#include <taizhang/diff.h>

#include <string.h>

#include "api.h"
#include "base/error.h"
#include "base/json.h"
#include "render/label.h"
#include "render/layout.h"

/* Columns of a field's text on one line, where not all of it is asked for. */
#define TEXT_WIDTH 60

static const enum tz_label type_labels[] = {
	[TAIZHANG_CHANGE_ADDED] = TZ_L_CHANGE_ADDED,
	[TAIZHANG_CHANGE_REMOVED] = TZ_L_CHANGE_REMOVED,
	[TAIZHANG_CHANGE_CHANGED] = TZ_L_CHANGE_CHANGED,
	[TAIZHANG_CHANGE_MOVED] = TZ_L_CHANGE_MOVED,
};

static const enum tz_label subject_labels[] = {
	[TAIZHANG_SUBJECT_LEDGER] = TZ_L_SUBJECT_LEDGER,
	[TAIZHANG_SUBJECT_ITEM] = TZ_L_SUBJECT_ITEM,
	[TAIZHANG_SUBJECT_RECORD] = TZ_L_SUBJECT_RECORD,
	[TAIZHANG_SUBJECT_FILE] = TZ_L_SUBJECT_FILE,
	[TAIZHANG_SUBJECT_VALUE] = TZ_L_SUBJECT_VALUE,
	[TAIZHANG_SUBJECT_NEGATIVE] = TZ_L_SUBJECT_NEGATIVE,
	[TAIZHANG_SUBJECT_EVENT] = TZ_L_SUBJECT_EVENT,
};

static void write_value(struct tz_buffer *out, const char *text, const struct taizhang_render_options *options)
{
	if (*text)
		tz_layout_cut(out, text, options->verbose ? 0 : TEXT_WIDTH);
	else
		tz_buffer_text_add(out, tz_label(TZ_L_CHANGE_EMPTY, options->lang));
}

/* The digests of a file say nothing to people. */
static bool has_values(const struct taizhang_change *change, const struct taizhang_render_options *options)
{
	const char *field = taizhang_change_field(change);

	return strcmp(field, "extensions") != 0 && (options->verbose || strcmp(field, "sha256") != 0);
}

static void write_change(struct tz_buffer *out, const struct taizhang_change *change,
			 const struct taizhang_render_options *options)
{
	const char *from = taizhang_change_target(change), *to = taizhang_change_new_target(change);
	enum taizhang_change_type type = taizhang_change_type(change);

	tz_buffer_printf(out, "  %s  %s  ", tz_label(type_labels[type], options->lang),
			 tz_label(subject_labels[taizhang_change_subject(change)], options->lang));
	tz_layout_text(out, *from ? from : to);
	if (*from && *to && strcmp(from, to) != 0) {
		tz_buffer_text_add(out, " → ");
		tz_layout_text(out, to);
	}
	if (type == TAIZHANG_CHANGE_CHANGED) {
		tz_buffer_printf(out, "  %s", taizhang_change_field_label(change, options->lang));
		if (has_values(change, options)) {
			tz_buffer_text_add(out, options->lang == TAIZHANG_LANG_ZH ? "：" : ": ");
			write_value(out, taizhang_change_before(change), options);
			tz_buffer_text_add(out, " → ");
			write_value(out, taizhang_change_after(change), options);
		}
	} else if (*taizhang_change_before(change) || *taizhang_change_after(change)) {
		tz_buffer_text_add(out, "  ");
		write_value(out, type == TAIZHANG_CHANGE_REMOVED ? taizhang_change_before(change)
								 : taizhang_change_after(change), options);
	}
	tz_buffer_text_add(out, "\n");
}

static void write_counts(struct tz_buffer *out, const struct taizhang_diff *diff, enum taizhang_lang lang)
{
	const enum taizhang_change_subject any = (enum taizhang_change_subject)0;

	if (!taizhang_diff_num(diff))
		tz_buffer_text_add(out, tz_label(TZ_L_DIFF_SAME, lang));
	else
		tz_label_fill(out, DIFF_COUNTS, lang, {"num", TZ_COUNT(taizhang_diff_num(diff))},
			      {"added", TZ_COUNT_IF(taizhang_diff_count(diff, TAIZHANG_CHANGE_ADDED, any))},
			      {"removed", TZ_COUNT_IF(taizhang_diff_count(diff, TAIZHANG_CHANGE_REMOVED, any))},
			      {"changed", TZ_COUNT_IF(taizhang_diff_count(diff, TAIZHANG_CHANGE_CHANGED, any))},
			      {"moved", TZ_COUNT_IF(taizhang_diff_count(diff, TAIZHANG_CHANGE_MOVED, any))});
	tz_buffer_text_add(out, "\n");
}

static char *diff_text(const struct taizhang_diff *diff, const struct taizhang_render_options *options,
		       struct taizhang_error *err)
{
	struct tz_buffer out = TZ_BUFFER_INIT;
	const char *last = "";

	for (size_t i = 0; i < taizhang_diff_num(diff); i++) {
		const struct taizhang_change *change = taizhang_diff_get(diff, i);
		const char *item = taizhang_change_item(change);

		if (*item && strcmp(item, last) != 0) {
			struct tz_buffer line = TZ_BUFFER_INIT;

			tz_buffer_printf(&line, "%s  %s", item, taizhang_change_item_title(change, options->lang));
			tz_layout_cut(&out, tz_buffer_text(&line), options->width);
			tz_buffer_text_add(&out, "\n");
			out.failed = out.failed ? out.failed : line.failed;
			tz_buffer_free(&line);
		}
		last = item;
		write_change(&out, change, options);
	}
	write_counts(&out, diff, options->lang);
	return tz_buffer_take(&out, err);
}

static void describe_change(struct tz_json *j, const struct taizhang_change *change)
{
	tz_json_begin_object(j, NULL);
	tz_json_text(j, "change", taizhang_change_type_name(taizhang_change_type(change)));
	tz_json_text(j, "subject", taizhang_change_subject_name(taizhang_change_subject(change)));
	tz_json_text_if(j, "item", taizhang_change_item(change));
	tz_json_text_if(j, "target", taizhang_change_target(change));
	tz_json_text_if(j, "new_target", taizhang_change_new_target(change));
	tz_json_text_if(j, "field", taizhang_change_field(change));
	tz_json_text_if(j, "before", taizhang_change_before(change));
	tz_json_text_if(j, "after", taizhang_change_after(change));
	tz_json_end(j);
}

static char *diff_json(const struct taizhang_diff *diff, struct taizhang_error *err)
{
	struct tz_json *j = tz_json_new(err);

	if (!j)
		return NULL;
	tz_json_boolean(j, "same", !taizhang_diff_num(diff));
	tz_json_begin_object(j, "changes_by_type");
	for (int type = TAIZHANG_CHANGE_ADDED; type <= TAIZHANG_NUM_CHANGE_TYPES; type++)
		tz_json_integer(j, taizhang_change_type_name((enum taizhang_change_type)type),
				(int64_t)taizhang_diff_count(diff, (enum taizhang_change_type)type,
							     (enum taizhang_change_subject)0));
	tz_json_end(j);
	tz_json_begin_array(j, "changes");
	for (size_t i = 0; i < taizhang_diff_num(diff); i++)
		describe_change(j, taizhang_diff_get(diff, i));
	tz_json_end(j);
	return tz_json_finish(j, err);
}

TAIZHANG_API char *taizhang_render_diff(const struct taizhang_diff *diff, const struct taizhang_render_options *options,
					struct taizhang_error *err)
{
	struct taizhang_render_options o = tz_render_options(options);

	if (!diff) {
		tz_error_inval(err, "diff");
		return NULL;
	}
	return o.json ? diff_json(diff, err) : diff_text(diff, &o, err);
}
