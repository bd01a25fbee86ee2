/* SPDX-License-Identifier: MIT */
/* finding_list.c: findings as lines or as JSON, and which of them a filter takes. */
#include "render/finding_list.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/array.h"
#include "base/error.h"
#include "base/json.h"
#include "base/message.h"
#include "base/text.h"
#include "render/describe.h"
#include "render/label.h"
#include "render/layout.h"

#define TEXT_SIZE 8192
/* Columns of the longest severity in each language. */
#define SEVERITY_WIDTH_ZH 4
#define SEVERITY_WIDTH_EN 7

struct taizhang_finding_filter tz_finding_filter(const struct taizhang_finding_filter *filter)
{
	struct taizhang_finding_filter full = TAIZHANG_FINDING_FILTER_INIT;

	if (!filter)
		return full;
	memcpy(&full, filter, filter->size < sizeof full ? filter->size : sizeof full);
	full.size = sizeof full;
	return full;
}

TAIZHANG_API bool taizhang_finding_matches(const struct taizhang_finding *finding,
					   const struct taizhang_finding_filter *filter)
{
	struct taizhang_finding_filter f = tz_finding_filter(filter);

	if (!finding)
		return false;
	return (!f.item || strcmp(f.item, taizhang_finding_item(finding)) == 0) &&
	       (!f.unit || strcmp(f.unit, taizhang_finding_unit(finding)) == 0) &&
	       (!f.severity || taizhang_finding_severity(finding) >= f.severity) &&
	       (!f.aspect || taizhang_finding_aspect(finding) == f.aspect) &&
	       (!f.id || strcmp(f.id, taizhang_finding_id(finding)) == 0);
}

/* The remedy without the item's code: by that alone the remedies of 155 empty items differ. */
static void leave_out_item(char *remedy, const char *item)
{
	size_t size = strlen(item);
	char *at = remedy;

	while (size && (at = strstr(at, item)))
		memmove(at, at + size, strlen(at + size) + 1);
}

/* Tells whether the remedy was said for the last finding of this id, and remembers it. */
static int remember(struct tz_finding_list *list, const struct taizhang_finding *finding,
		    const char *text, bool *said, struct taizhang_error *err)
{
	const char *id = taizhang_finding_id(finding);
	size_t slot = tz_index_get(&list->ids, id);
	char remedy[TEXT_SIZE];

	if (slot == TZ_INDEX_NONE) {
		if (tz_array_grow(&list->remedies, list->num, &list->capacity,
				  sizeof *list->remedies, err) != 0)
			return -1;
		slot = list->num++;
		if (tz_index_put(&list->ids, id, slot, err) != 0)
			return -1;
	}
	snprintf(remedy, sizeof remedy, "%s", text);
	leave_out_item(remedy, taizhang_finding_item(finding));
	*said = list->remedies[slot] && strcmp(list->remedies[slot], remedy) == 0;
	return *said ? 0 : tz_set_string(&list->remedies[slot], remedy, err);
}

int tz_finding_list_add(struct tz_finding_list *list, const struct taizhang_finding *finding,
			size_t indent, struct taizhang_error *err)
{
	enum taizhang_lang lang = list->options->lang;
	const char *label = taizhang_severity_label(taizhang_finding_severity(finding), lang);
	size_t column = lang == TAIZHANG_LANG_EN ? SEVERITY_WIDTH_EN : SEVERITY_WIDTH_ZH;
	char text[TEXT_SIZE];
	bool said;

	tz_layout_blanks(list->out, indent);
	tz_buffer_text_add(list->out, label);
	tz_layout_blanks(list->out, column + 2 - tz_text_width(label));
	taizhang_finding_text(finding, lang, text, sizeof text);
	tz_layout_text(list->out, text);
	tz_buffer_printf(list->out, "  [%s]\n", taizhang_finding_id(finding));
	taizhang_finding_remedy(finding, lang, text, sizeof text);
	if (remember(list, finding, text, &said, err) != 0)
		return -1;
	if (text[0] && (!said || list->options->verbose)) {
		tz_layout_blanks(list->out, indent + column + 2);
		tz_buffer_text_add(list->out, "→ ");
		tz_layout_text(list->out, text);
		tz_buffer_text_add(list->out, "\n");
	}
	return 0;
}

void tz_finding_list_free(struct tz_finding_list *list)
{
	for (size_t i = 0; i < list->num; i++)
		free(list->remedies[i]);
	free(list->remedies);
	tz_index_free(&list->ids);
}

void tz_finding_counts_write(struct tz_buffer *out, const struct taizhang_findings *findings,
			     size_t shown, enum taizhang_lang lang)
{
	tz_label_fill(out, COUNTS, lang,
		      {"errors", TZ_COUNT(taizhang_findings_count(findings, TAIZHANG_ERROR))},
		      {"warnings", TZ_COUNT(taizhang_findings_count(findings, TAIZHANG_WARNING))},
		      {"notes", TZ_COUNT(taizhang_findings_count(findings, TAIZHANG_NOTE))});
	if (shown < taizhang_findings_count(findings, (enum taizhang_severity)0))
		tz_label_fill(out, SHOWN, lang, {"shown", TZ_COUNT(shown)});
	tz_buffer_text_add(out, "\n");
}

static char *findings_json(const struct taizhang_findings *findings,
			   const struct taizhang_finding_filter *filter, enum taizhang_lang lang,
			   struct taizhang_error *err)
{
	struct tz_json *j = tz_json_new(err);

	if (!j)
		return NULL;
	tz_describe_findings(j, findings, filter, lang);
	return tz_json_finish(j, err);
}

static char *findings_text(const struct taizhang_findings *findings,
			   const struct taizhang_finding_filter *filter,
			   const struct taizhang_render_options *options, struct taizhang_error *err)
{
	struct tz_buffer out = TZ_BUFFER_INIT;
	struct tz_finding_list list = {.out = &out, .options = options, .ids = TZ_INDEX_INIT};
	size_t shown = 0;
	int result = 0;

	for (size_t i = 0; result == 0 && i < taizhang_findings_num(findings); i++) {
		const struct taizhang_finding *finding = taizhang_findings_get(findings, i);

		if (!taizhang_finding_matches(finding, filter))
			continue;
		result = tz_finding_list_add(&list, finding, 0, err);
		shown++;
	}
	tz_finding_list_free(&list);
	if (result != 0) {
		tz_buffer_free(&out);
		return NULL;
	}
	if (taizhang_findings_count(findings, (enum taizhang_severity)0))
		tz_finding_counts_write(&out, findings, shown, options->lang);
	else
		tz_buffer_printf(&out, "%s\n", tz_label(TZ_L_NOTHING_FOUND, options->lang));
	return tz_buffer_take(&out, err);
}

TAIZHANG_API char *taizhang_render_findings(const struct taizhang_findings *findings,
					    const struct taizhang_finding_filter *filter,
					    const struct taizhang_render_options *options,
					    struct taizhang_error *err)
{
	struct taizhang_render_options o = tz_render_options(options);

	if (!findings) {
		tz_error_inval(err, "findings");
		return NULL;
	}
	return o.json ? findings_json(findings, filter, o.lang, err)
		      : findings_text(findings, filter, &o, err);
}
