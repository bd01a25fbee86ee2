/* SPDX-License-Identifier: MIT */
/* aspects.c: the report of the four natures: each check, whether it was made, on how much, and how much of it passed. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/error.h"
#include "base/json.h"
#include "check/aspects.h"
#include "render/describe.h"
#include "render/heading.h"
#include "render/label.h"
#include "render/layout.h"

static const struct {
	const char *name;		/* in JSON */
	enum tz_label label;
} scopes[TZ_NUM_SCOPES] = {
	[TZ_SCOPE_LEDGER] = {"ledger", TZ_L_ASPECT_LEDGER}, [TZ_SCOPE_ITEMS] = {"items", TZ_L_ASPECT_ITEMS},
	[TZ_SCOPE_RECORDS] = {"records", TZ_L_ASPECT_RECORDS}, [TZ_SCOPE_NORMATIVES] = {"normatives", TZ_L_ASPECT_NORMATIVES},
	[TZ_SCOPE_FILES] = {"files", TZ_L_ASPECT_FILES},
};

/* Why a check that needs these means was not made. */
static const struct {
	const char *name;
	enum tz_label label;
} reasons[] = {
	[TZ_MEANS_ALWAYS] = {"", TZ_L_MEANS_DISK}, [TZ_MEANS_DISK] = {"no-folder", TZ_L_MEANS_DISK},
	[TZ_MEANS_CONTENTS] = {"not-inspected", TZ_L_MEANS_CONTENTS}, [TZ_MEANS_PACKAGE] = {"at-packing", TZ_L_MEANS_PACKAGE},
	[TZ_MEANS_OUTSIDE] = {"other-programs", TZ_L_MEANS_OUTSIDE}, [TZ_MEANS_PROCESS] = {"by-people", TZ_L_MEANS_PROCESS},
};

static const struct {
	const char *name;
	enum tz_label label;
} verdicts[] = {
	[0] = {"passed", TZ_L_ASPECT_PASSED}, [TAIZHANG_NOTE] = {"noted", TZ_L_ASPECT_NOTED},
	[TAIZHANG_WARNING] = {"doubtful", TZ_L_ASPECT_DOUBTFUL}, [TAIZHANG_ERROR] = {"failed", TZ_L_ASPECT_FAILED},
};

struct sum {
	size_t made, passed, failed, doubtful, not_made;
};

static void add_up(struct sum *sum, const struct tz_aspect_check *check)
{
	sum->made += check->made;
	sum->not_made += !check->made;
	sum->passed += check->made && check->worst < TAIZHANG_WARNING;
	sum->doubtful += check->made && check->worst == TAIZHANG_WARNING;
	sum->failed += check->made && check->worst == TAIZHANG_ERROR;
}

static void write_check(struct tz_grid *grid, const struct tz_aspect_check *check, enum taizhang_lang lang)
{
	struct tz_buffer line = TZ_BUFFER_INIT;

	if (!check->made)
		tz_label_fill(&line, ASPECT_NOT_MADE, lang, {"reason", tz_label(reasons[check->means].label, lang)});
	else if (check->scope == TZ_SCOPE_LEDGER)
		tz_buffer_text_add(&line, tz_label(verdicts[check->worst].label, lang));
	else
		tz_label_fill(&line, ASPECT_COUNTS, lang, {"verdict", tz_label(verdicts[check->worst].label, lang)},
			      {"passed", TZ_COUNT(check->of - check->failed)}, {"of", TZ_COUNT(check->of)},
			      {"scope", tz_label(scopes[check->scope].label, lang)});
	tz_grid_add(grid, check->number);
	tz_grid_add(grid, lang == TAIZHANG_LANG_EN ? check->label_en : check->label_zh);
	tz_grid_add(grid, tz_buffer_text(&line));
	grid->failed = grid->failed || line.failed;
	tz_buffer_free(&line);
}

static char *aspects_text(const struct taizhang_ledger *ledger, const struct tz_aspect_check *checks, size_t num,
			  const struct taizhang_render_options *options, struct taizhang_error *err)
{
	const enum taizhang_lang lang = options->lang;
	struct tz_buffer out = TZ_BUFFER_INIT;
	struct sum sum = {0, 0, 0, 0, 0};

	tz_heading_write(&out, ledger, lang);
	tz_buffer_printf(&out, "%s\n", tz_label(TZ_L_ASPECTS, lang));
	for (int aspect = TAIZHANG_AUTHENTICITY; aspect <= TAIZHANG_SECURITY; aspect++) {
		struct tz_grid grid = {.columns = 3, .indent = 2};

		tz_buffer_printf(&out, "\n%s\n", taizhang_aspect_label((enum taizhang_aspect)aspect, lang));
		for (size_t i = 0; i < num; i++)
			if ((int)checks[i].aspect == aspect) {
				write_check(&grid, &checks[i], lang);
				add_up(&sum, &checks[i]);
			}
		tz_grid_write(&grid, &out, 0);
	}
	tz_buffer_text_add(&out, "\n");
	tz_label_fill(&out, ASPECT_SUM, lang, {"made", TZ_COUNT(sum.made)}, {"passed", TZ_COUNT(sum.passed)},
		      {"doubtful", TZ_COUNT(sum.doubtful)}, {"failed", TZ_COUNT(sum.failed)}, {"not", TZ_COUNT(sum.not_made)});
	tz_buffer_text_add(&out, "\n");
	return tz_buffer_take(&out, err);
}

static void describe_ids(struct tz_json *j, const char *ids)
{
	char id[64];

	tz_json_begin_array(j, "ids");
	while (*ids) {
		size_t size = strcspn(ids, " ");

		snprintf(id, sizeof id, "%.*s", (int)size, ids);
		tz_json_text(j, NULL, id);
		ids += size + (ids[size] == ' ');
	}
	tz_json_end(j);
}

static void describe_check(struct tz_json *j, const struct tz_aspect_check *check)
{
	tz_json_begin_object(j, NULL);
	tz_json_text(j, "aspect", taizhang_aspect_name(check->aspect));
	tz_json_text_if(j, "number", check->number);
	tz_json_text(j, "label_zh", check->label_zh);
	tz_json_text(j, "label_en", check->label_en);
	tz_json_boolean(j, "made", check->made);
	if (check->made) {
		tz_json_text(j, "verdict", verdicts[check->worst].name);
		tz_json_text(j, "scope", scopes[check->scope].name);
		tz_json_integer(j, "of", (int64_t)check->of);
		tz_json_integer(j, "passed", (int64_t)(check->of - check->failed));
	} else {
		tz_json_text(j, "reason", reasons[check->means].name);
	}
	describe_ids(j, check->ids);
	tz_json_end(j);
}

static char *aspects_json(const struct taizhang_ledger *ledger, const struct tz_aspect_check *checks, size_t num,
			  enum taizhang_lang lang, struct taizhang_error *err)
{
	struct tz_json *j = tz_json_new(err);

	if (!j)
		return NULL;
	tz_describe_ledger(j, "ledger", ledger, lang);
	tz_json_begin_array(j, "aspects");
	for (int aspect = TAIZHANG_AUTHENTICITY; aspect <= TAIZHANG_SECURITY; aspect++)
		for (size_t i = 0; i < num; i++)
			if ((int)checks[i].aspect == aspect)
				describe_check(j, &checks[i]);
	tz_json_end(j);
	return tz_json_finish(j, err);
}

TAIZHANG_API char *taizhang_render_aspects(const struct taizhang_ledger *ledger, const struct taizhang_findings *findings,
					   const struct taizhang_check_options *made, const struct taizhang_render_options *options,
					   struct taizhang_error *err)
{
	struct taizhang_check_options how = TAIZHANG_CHECK_OPTIONS_INIT;
	struct taizhang_render_options o = tz_render_options(options);
	struct tz_aspect_check *checks;
	size_t num;
	char *text;

	if (!ledger || !findings) {
		tz_error_inval(err, ledger ? "findings" : "ledger");
		return NULL;
	}
	if (made)
		memcpy(&how, made, made->size < sizeof how ? made->size : sizeof how);
	checks = tz_aspects_make(ledger, findings, &how, &num, err);
	if (!checks)
		return NULL;
	text = o.json ? aspects_json(ledger, checks, num, o.lang, err) : aspects_text(ledger, checks, num, &o, err);
	free(checks);
	return text;
}
