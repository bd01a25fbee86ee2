/* SPDX-License-Identifier: MIT */
/* check.c: runs the families of rules over a ledger: on the whole, on each item, and on what was counted over all of them. */
#include "check/check.h"

#include <string.h>

#include "api.h"
#include "base/error.h"
#include "ledger/digest_cache.h"

static const struct family {
	const char *name;
	int (*ledger)(struct tz_check *c, struct taizhang_error *err);
	int (*item)(struct tz_check *c, struct taizhang_error *err);
	int (*end)(struct tz_check *c, struct taizhang_error *err);
	bool contents;			/* judges what the files say, and nothing else */
} families[] = {
	{"catalog", tz_check_catalog, NULL, NULL, false},
	{"assignment", tz_check_assignments, NULL, NULL, false},
	{"extracted", tz_check_extracted, NULL, NULL, false},
	{"negative", tz_check_negatives, NULL, NULL, false},
	{"material", NULL, tz_check_material, NULL, false},
	{"normative", NULL, tz_check_normative, NULL, false},
	{"report", NULL, tz_check_report, NULL, false},
	{"image", NULL, tz_check_image, NULL, false},
	{"table", NULL, tz_check_table, NULL, false},
	{"dates", NULL, tz_check_dates, NULL, false},
	{"files", tz_check_disk, tz_check_files, NULL, false},
	{"duplicates", tz_check_find_twins, tz_check_duplicates, NULL, false},
	{"threshold", NULL, tz_check_thresholds, NULL, false},
	{"content", NULL, tz_check_content, NULL, true},
	{"differs", NULL, tz_check_differs, NULL, true},
	{"normative content", NULL, tz_check_normative_content, NULL, true},
	{"report text", NULL, tz_check_report_text, NULL, true},
	{"image content", NULL, tz_check_image_content, NULL, true},
	{"table content", NULL, tz_check_table_content, NULL, true},
	{"alike", NULL, tz_check_alike, NULL, true},
	{"sensitive", tz_check_sensitive_ledger, tz_check_sensitive, tz_check_tell_private, true},
	{"unread", NULL, tz_check_count_unread, tz_check_tell_unread, true},
	/* Last, since it asks whether the item is complete. */
	{"overdue", NULL, tz_check_overdue, NULL, false},
};
#define NUM_FAMILIES (sizeof families / sizeof families[0])

struct taizhang_record *tz_check_record(const struct tz_check *c, size_t index)
{
	return taizhang_ledger_get_record(c->ledger, c->item, index);
}

const struct taizhang_requirement *tz_check_requirement(const struct tz_check *c,
							enum taizhang_kind kind)
{
	for (size_t i = 0; i < taizhang_node_num_requirements(c->item); i++) {
		const struct taizhang_requirement *requirement =
			taizhang_node_get_requirement(c->item, i);

		if (taizhang_requirement_kind(requirement) == kind)
			return requirement;
	}
	return NULL;
}

enum taizhang_severity tz_check_basis(const struct taizhang_requirement *requirement)
{
	return strcmp(taizhang_requirement_basis(requirement), "default") == 0 ? TAIZHANG_WARNING
									       : TAIZHANG_ERROR;
}

enum taizhang_severity tz_check_edition(const struct tz_check *c)
{
	return taizhang_catalog_status(c->catalog) == TAIZHANG_STATUS_RECONSTRUCTED
		       ? TAIZHANG_WARNING
		       : TAIZHANG_ERROR;
}

const char *tz_check_unit(const struct taizhang_ledger *ledger, const struct taizhang_node *item)
{
	const char *lead = taizhang_assignment_lead(ledger, item);

	return *lead ? lead : taizhang_node_unit(item);
}

int tz_check_catalog(struct tz_check *c, struct taizhang_error *err)
{
	switch (taizhang_catalog_status(c->catalog)) {
	case TAIZHANG_STATUS_RECONSTRUCTED:
		return tz_find(c->findings, EDITION_RECONSTRUCTED, err,
			       .found = taizhang_catalog_id(c->catalog));
	case TAIZHANG_STATUS_LOCAL:
		return tz_find(c->findings, EDITION_LOCAL, err,
			       .found = taizhang_catalog_id(c->catalog));
	default:
		return 0;
	}
}

/* Whether the family is asked: all are, or those alone that judge what the files say. */
static bool is_asked(const struct tz_check *c, const struct family *family)
{
	return !c->contents_only || family->contents;
}

static int check_ledger(struct tz_check *c, struct taizhang_error *err)
{
	for (size_t i = 0; i < NUM_FAMILIES; i++)
		if (families[i].ledger && is_asked(c, &families[i]) && families[i].ledger(c, err) != 0)
			return -1;
	return 0;
}

static int check_item(struct tz_check *c, const struct taizhang_node *item,
		      struct taizhang_error *err)
{
	const struct taizhang_progress *p = &c->options.progress;

	if (p->cancel && p->cancel(p->data))
		return tz_error_set(err, TAIZHANG_E_CANCELLED, TZ_MSG_CANCELLED,
				    taizhang_node_code(item));
	c->item = item;
	c->code = taizhang_node_code(item);
	c->unit = tz_check_unit(c->ledger, item);
	c->num_records = taizhang_ledger_num_records(c->ledger, item);
	if (c->survey && tz_survey_item(c->survey, item, &c->files, &c->num_files, err) != 0)
		return -1;
	c->errors_before = taizhang_findings_count(c->findings, TAIZHANG_ERROR);
	for (size_t i = 0; i < NUM_FAMILIES; i++)
		if (families[i].item && is_asked(c, &families[i]) && families[i].item(c, err) != 0)
			return -1;
	return 0;
}

static int check(struct tz_check *c, struct taizhang_error *err)
{
	if (check_ledger(c, err) != 0)
		return -1;
	for (size_t i = 0; i < taizhang_ledger_num_items(c->ledger); i++)
		if (check_item(c, taizhang_ledger_get_item(c->ledger, i), err) != 0)
			return -1;
	c->item = NULL;
	for (size_t i = 0; i < NUM_FAMILIES; i++)
		if (families[i].end && is_asked(c, &families[i]) && families[i].end(c, err) != 0)
			return -1;
	return 0;
}

static int take_options(struct taizhang_check_options *out, const struct taizhang_ledger *ledger,
			const struct taizhang_check_options *options, const struct taizhang_findings *findings,
			struct taizhang_error *err)
{
	*out = (struct taizhang_check_options)TAIZHANG_CHECK_OPTIONS_INIT;
	if (!ledger || !findings)
		return tz_error_inval(err, ledger ? "findings" : "ledger");
	if (options && !options->size)
		return tz_error_inval(err, "options");
	/* A caller built against another version knows fewer or more members. */
	if (options)
		memcpy(out, options, options->size < sizeof *out ? options->size : sizeof *out);
	if (out->date.year && !taizhang_date_is_valid(&out->date))
		return tz_error_inval(err, "date");
	return 0;
}

static int judge(struct tz_check *c, const struct taizhang_check_options *options, struct taizhang_error *err)
{
	int result;

	if (take_options(&c->options, c->ledger, options, c->findings, err) != 0)
		return -1;
	c->catalog = taizhang_ledger_catalog(c->ledger);
	result = check(c, err);
	tz_check_disk_free(c->disk);
	tz_check_twins_free(c->twins);
	tz_check_unread_free(c->unread);
	taizhang_imprints_free(c->seen);
	return result;
}

int tz_check_surveyed(const struct taizhang_ledger *ledger, const struct taizhang_check_options *options,
		      struct tz_survey *survey, int64_t now, struct taizhang_findings *findings,
		      struct taizhang_error *err)
{
	struct tz_check c = {.ledger = ledger, .now = now, .findings = findings, .survey = survey};

	return judge(&c, options, err);
}

/* A survey of the files below the ledger's folder; NULL and 0 where there is no folder. */
static int make_survey(const struct taizhang_ledger *ledger, const struct taizhang_check_options *options,
		       struct tz_survey **survey, struct taizhang_error *err)
{
	struct tz_survey_plan plan = {.ledger = ledger, .threads = options->threads, .programs = options->programs,
		.cache_directory = taizhang_ledger_directory(ledger), .remember = options->remember,
		.progress = options->progress};

	*survey = taizhang_ledger_directory(ledger) ? tz_survey_new(&plan, err) : NULL;
	return *survey || !taizhang_ledger_directory(ledger) ? 0 : -1;
}

int tz_check_at(const struct taizhang_ledger *ledger, const struct taizhang_check_options *options, int64_t now,
		struct taizhang_findings *findings, struct taizhang_error *err)
{
	struct taizhang_check_options how;
	struct tz_survey *survey = NULL;
	int result;

	if (take_options(&how, ledger, options, findings, err) != 0 ||
	    (how.inspect && make_survey(ledger, &how, &survey, err) != 0))
		return -1;
	result = tz_check_surveyed(ledger, &how, survey, now, findings, err);
	tz_survey_free(survey);
	return result;
}

int tz_check_contents(const struct taizhang_ledger *ledger, const struct taizhang_check_options *options,
		      struct tz_survey *survey, struct taizhang_findings *findings, struct taizhang_error *err)
{
	struct tz_check c = {.ledger = ledger, .now = tz_digest_cache_clock(), .findings = findings, .survey = survey, .contents_only = true};
	int result;

	if (!survey && make_survey(ledger, options, &c.survey, err) != 0)
		return -1;
	result = c.survey ? judge(&c, options, err) : 0;
	if (!survey)
		tz_survey_free(c.survey);
	return result;
}

TAIZHANG_API int taizhang_check(const struct taizhang_ledger *ledger,
				const struct taizhang_check_options *options,
				struct taizhang_findings *findings, struct taizhang_error *err)
{
	return tz_check_at(ledger, options, tz_digest_cache_clock(), findings, err);
}
