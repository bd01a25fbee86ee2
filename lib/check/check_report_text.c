/* SPDX-License-Identifier: MIT */
/* check_report_text.c: what the text of reports says: its length, figures with their sources, and its topic. */
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/text.h"
#include "check/check.h"
#include "check/prose.h"

/* Less is hardly a text: the shortest report that an item asks for is ten times as long. */
#define LEAST_WORDS 50

/* Of several files the longest is the report; the others are its annexes, or the same once more. */
static const struct tz_survey_file *main_text(const struct tz_check *c, const struct taizhang_record *record)
{
	const struct tz_survey_file *longest = NULL;

	for (size_t i = 0; i < c->num_files; i++) {
		const struct tz_survey_file *file = &c->files[i];

		if (file->record != record || !file->facts || taizhang_file_role(file->file) != TAIZHANG_ROLE_BODY)
			continue;
		if (!longest || tz_facts_number(file->facts, TZ_FACT_WORDS, -1) > tz_facts_number(longest->facts, TZ_FACT_WORDS, -1))
			longest = file;
	}
	return longest;
}

/* A text that was not read, or not to its end, is not judged by what it lacks. */
static bool is_read(const struct taizhang_facts *facts)
{
	size_t num;
	const struct taizhang_fact *unread = tz_facts_all(facts, TZ_FACT_NOT_READ, &num);

	for (size_t i = 0; i < num; i++)
		if (strcmp(unread[i].place, TZ_UNREAD_TEXT) == 0 || strcmp(unread[i].place, TZ_UNREAD_PROPERTIES) == 0)
			return false;
	return facts->state == TAIZHANG_FACTS_WHOLE && tz_facts_has(facts, TZ_FACT_WORDS) &&
	       !tz_facts_number(facts, TZ_FACT_SCANNED_PAGES, 0);
}

static int check_limit(struct tz_check *c, const struct tz_survey_file *file, int64_t words, struct taizhang_error *err)
{
	const struct taizhang_requirement *requirement = tz_check_requirement(c, TAIZHANG_KIND_REPORT);
	long limit = requirement ? taizhang_requirement_word_limit(requirement) : -1;
	char expected[24], found[24];

	/* Where the length that was entered passes the limit, words-over has said so. */
	if (limit < 0 || words <= limit || taizhang_report_words(file->record) > limit)
		return 0;
	snprintf(expected, sizeof expected, "%ld", limit);
	snprintf(found, sizeof found, "%" PRId64, words);
	return tz_check_find(c, REPORT_WORDS_OVER, err, .record = taizhang_record_ordinal(file->record),
			     .file = taizhang_file_path(file->file), .expected = expected, .found = found,
			     .count = words - limit, .at_most = tz_check_basis(requirement));
}

/* Programs count a little differently, and people round. */
static int check_entered(struct tz_check *c, const struct tz_survey_file *file, int64_t words, struct taizhang_error *err)
{
	int64_t entered = taizhang_report_words(file->record), differ = entered > words ? entered - words : words - entered;
	char expected[24], found[24];

	if (entered < 0 || differ <= 20 || differ * 10 <= words)
		return 0;
	snprintf(expected, sizeof expected, "%" PRId64, words);
	snprintf(found, sizeof found, "%" PRId64, entered);
	return tz_check_find(c, CONTENT_DIFFERS, err, .record = taizhang_record_ordinal(file->record),
			     .file = taizhang_file_path(file->file), .field = "words", .label = "字数", .expected = expected,
			     .found = found);
}

static int gather(struct tz_check_batch *batch, enum tz_finding_id id, const struct tz_survey_file *file, const char *expected,
		  struct taizhang_error *err)
{
	const struct tz_place_found place = {.record = taizhang_record_ordinal(file->record),
		.file = taizhang_file_path(file->file), .expected = expected};

	return tz_check_add(batch, id, &place, err);
}

static int check_empty(struct tz_check_batch *batch, const struct tz_survey_file *file, int64_t words, struct taizhang_error *err)
{
	bool nothing = words == 0 && !tz_facts_number(file->facts, TZ_FACT_PICTURES, 0);
	struct tz_place_found place = {.record = taizhang_record_ordinal(file->record),
		.file = taizhang_file_path(file->file), .at_most = nothing ? TAIZHANG_ERROR : TAIZHANG_WARNING};
	char expected[24], found[24];

	snprintf(expected, sizeof expected, "%d", LEAST_WORDS);
	snprintf(found, sizeof found, "%" PRId64, words);
	place.expected = expected;
	place.found = found;
	return tz_check_add(batch, TZ_F_REPORT_EMPTY, &place, err);
}

static int check_topic(struct tz_check *c, struct tz_check_batch *batch, const struct tz_survey_file *file,
		       struct taizhang_error *err)
{
	const char *item = taizhang_node_title(c->item, TAIZHANG_LANG_ZH);
	const char *content = taizhang_node_title(taizhang_node_parent(c->item), TAIZHANG_LANG_ZH);
	struct tz_prose_topic topic = {.num = 0};
	char expected[1024];
	size_t size;
	const char *text = taizhang_facts_text(file->facts, &size);

	tz_prose_add_topic(&topic, item);
	tz_prose_add_topic(&topic, content);
	if (tz_prose_is_about(&topic, text, size))
		return 0;
	snprintf(expected, sizeof expected, "%s %s", content, item);
	return gather(batch, TZ_F_REPORT_OFF_TOPIC, file, expected, err);
}

static int check_text(struct tz_check *c, struct tz_check_batch *batch, const struct tz_survey_file *file,
		      struct taizhang_error *err)
{
	size_t size;
	const char *text = taizhang_facts_text(file->facts, &size);

	if (!tz_prose_has_figures(text, size)) {
		if (gather(batch, TZ_F_REPORT_NO_FIGURES, file, NULL, err) != 0)
			return -1;
	} else if (tz_text_is_blank(taizhang_report_sources(file->record)) && !tz_prose_names_source(text, size) &&
		   gather(batch, TZ_F_REPORT_NO_SOURCE, file, NULL, err) != 0) {
		return -1;
	}
	return check_topic(c, batch, file, err);
}

static int check_record(struct tz_check *c, struct tz_check_batch *batch, const struct taizhang_record *record,
			struct taizhang_error *err)
{
	const struct tz_survey_file *file = main_text(c, record);
	int64_t words = file ? tz_facts_number(file->facts, TZ_FACT_WORDS, -1) : -1;

	if (words < 0)
		return 0;
	if (check_limit(c, file, words, err) != 0)
		return -1;
	if (!is_read(file->facts))
		return 0;
	if (check_entered(c, file, words, err) != 0)
		return -1;
	return words < LEAST_WORDS ? check_empty(batch, file, words, err) : check_text(c, batch, file, err);
}

int tz_check_report_text(struct tz_check *c, struct taizhang_error *err)
{
	struct tz_check_batch batch = {NULL, 0, 0};
	int result = 0;

	for (size_t i = 0; i < c->num_records && c->survey && result == 0; i++)
		if (taizhang_record_kind(tz_check_record(c, i)) == TAIZHANG_KIND_REPORT)
			result = check_record(c, &batch, tz_check_record(c, i), err);
	return tz_check_flush(c, &batch, result, err);
}
