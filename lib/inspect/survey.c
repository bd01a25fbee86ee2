/* SPDX-License-Identifier: MIT */
/* survey.c: the facts of all files of a ledger, item by item, for those who judge or fill it. */
#include "inspect/survey.h"

#include <stdlib.h>

#include "base/array.h"
#include "base/error.h"
#include "base/tree.h"
#include "inspect/inspect.h"

struct tz_survey {
	struct tz_survey_plan plan;
	struct tz_survey_file *files;
	size_t num, capacity;
};

static void forget(struct tz_survey *survey)
{
	for (size_t i = 0; i < survey->num; i++)
		taizhang_facts_free((struct taizhang_facts *)(uintptr_t)survey->files[i].facts);
	survey->num = 0;
}

struct tz_survey *tz_survey_new(const struct tz_survey_plan *plan, struct taizhang_error *err)
{
	struct tz_survey *survey = calloc(1, sizeof *survey);

	if (!survey) {
		tz_error_nomem(err);
		return NULL;
	}
	survey->plan = *plan;
	return survey;
}

/* Where the file cannot be opened, another family of rules says so. */
static int open_below(const struct tz_survey *survey, const struct taizhang_file *file, struct tz_source *source,
		      struct taizhang_error *err)
{
	const char *raw = taizhang_file_raw_path(file), *directory = taizhang_ledger_directory(survey->plan.ledger);
	int fd = directory ? tz_tree_open(directory, raw ? raw : taizhang_file_path(file), NULL, NULL) : -1;

	return fd < 0 ? 1 : tz_source_of_fd(source, fd, taizhang_file_path(file), err);
}

static int add(struct tz_survey *survey, const struct taizhang_record *record, const struct taizhang_file *file,
	       struct taizhang_error *err)
{
	struct tz_source source = TZ_SOURCE_INIT;
	struct tz_survey_file entry = {record, file, NULL};
	int opened;

	if (tz_array_grow(&survey->files, survey->num, &survey->capacity, sizeof *survey->files, err) != 0)
		return -1;
	opened = survey->plan.open ? survey->plan.open(survey->plan.context, file, &source, err)
				   : open_below(survey, file, &source, err);
	if (opened < 0)
		return -1;
	if (opened == 0) {
		entry.facts = tz_inspect_source(&source, survey->plan.programs, err);
		tz_source_close(&source);
		if (!entry.facts)
			return -1;
	}
	survey->files[survey->num++] = entry;
	return 0;
}

int tz_survey_item(struct tz_survey *survey, const struct taizhang_node *item, const struct tz_survey_file **files, size_t *num,
		   struct taizhang_error *err)
{
	const struct taizhang_ledger *ledger = survey->plan.ledger;

	forget(survey);
	for (size_t i = 0; i < taizhang_ledger_num_records(ledger, item); i++) {
		const struct taizhang_record *record = taizhang_ledger_get_record(ledger, item, i);

		for (size_t k = 0; k < taizhang_record_num_files(record); k++)
			if (add(survey, record, taizhang_record_get_file(record, k), err) != 0)
				return -1;
	}
	*files = survey->files;
	*num = survey->num;
	return 0;
}

void tz_survey_free(struct tz_survey *survey)
{
	if (!survey)
		return;
	forget(survey);
	free(survey->files);
	free(survey);
}
