/* SPDX-License-Identifier: MIT */
/* facts_maker.c: facts as doors would give them, for the tests of rules that judge them. */
#include "check/facts_maker.h"

#include <stdlib.h>
#include <string.h>

#include "ledger/small.h"

#define MANY 64

static struct {
	char path[1024];
	struct taizhang_facts *facts;
} made[MANY];
static size_t num_made;
static struct tz_survey_file files[MANY];

/* In place of the survey's: the linker hands its calls on to here. */
int __wrap_tz_survey_item(struct tz_survey *survey, const struct taizhang_node *item, const struct tz_survey_file **list,
			  size_t *num, struct taizhang_error *err);

static struct taizhang_facts *find(const char *path)
{
	for (size_t i = 0; i < num_made; i++)
		if (strcmp(made[i].path, path) == 0)
			return made[i].facts;
	return NULL;
}

int __wrap_tz_survey_item(struct tz_survey *survey, const struct taizhang_node *item, const struct tz_survey_file **list,
			  size_t *num, struct taizhang_error *err)
{
	(void)survey;
	(void)err;
	*num = 0;
	*list = files;
	for (size_t i = 0; i < taizhang_ledger_num_records(small.ledger, item); i++) {
		const struct taizhang_record *record = taizhang_ledger_get_record(small.ledger, item, i);

		for (size_t k = 0; k < taizhang_record_num_files(record); k++) {
			const struct taizhang_file *file = taizhang_record_get_file(record, k);

			ck_assert_uint_lt(*num, MANY);
			files[(*num)++] = (struct tz_survey_file){record, file, find(taizhang_file_path(file))};
		}
	}
	return 0;
}

struct taizhang_facts *made_facts(enum tz_format format)
{
	ck_assert_uint_lt(num_made, MANY);
	made[num_made].path[0] = 0;
	made[num_made].facts = tz_facts_new(&small.err);
	tz_assert_ptr(made[num_made].facts, &small.err);
	made[num_made].facts->format = format;
	return made[num_made++].facts;
}

struct taizhang_facts *made_for(const char *item, const char *name, enum tz_format format)
{
	struct taizhang_facts *facts = made_facts(format);

	snprintf(made[num_made - 1].path, sizeof made[0].path, "%s", small_path(item, name));
	return facts;
}

void made_text(struct taizhang_facts *facts, const char *text)
{
	tz_assert_ok(tz_facts_write(facts, text, strlen(text), &small.err), &small.err);
}

void made_fact(struct taizhang_facts *facts, enum tz_fact_id id, const char *value)
{
	made_fact_at(facts, id, value, NULL);
}

void made_fact_at(struct taizhang_facts *facts, enum tz_fact_id id, const char *value, const char *place)
{
	tz_assert_ok(tz_facts_add(facts, id, value, place, &small.err), &small.err);
}

void made_number(struct taizhang_facts *facts, enum tz_fact_id id, int64_t number)
{
	tz_assert_ok(tz_facts_add_number(facts, id, number, NULL, &small.err), &small.err);
}

void made_cell(struct taizhang_facts *facts, uint32_t row, uint32_t column, const char *text)
{
	struct tz_facts_cell cell = {.text = text, .row = row, .column = column};

	if (!facts->num_sheets)
		tz_assert_ok(tz_facts_add_sheet(facts, "Sheet1", false, &small.err), &small.err);
	tz_assert_ok(tz_facts_add_cell(facts, &cell, &small.err), &small.err);
}

void made_check(const struct taizhang_imprints *against)
{
	struct taizhang_check_options options = TAIZHANG_CHECK_OPTIONS_INIT;
	struct tz_survey_plan plan = {.ledger = small.ledger};
	struct tz_survey *survey = tz_survey_new(&plan, &small.err);

	tz_assert_ptr(survey, &small.err);
	for (size_t i = 0; i < num_made; i++)
		tz_facts_finish(made[i].facts);
	options.look_at_files = false;
	options.against = against;
	taizhang_findings_free(small.findings);
	small.findings = taizhang_findings_new(&small.err);
	tz_assert_ok(tz_check_surveyed(small.ledger, &options, survey, 0, small.findings, &small.err), &small.err);
	tz_survey_free(survey);
}

void made_end(void)
{
	for (size_t i = 0; i < num_made; i++)
		taizhang_facts_free(made[i].facts);
	num_made = 0;
}
