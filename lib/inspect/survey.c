/* SPDX-License-Identifier: MIT */
/* survey.c: the facts of all files of a ledger, item by item, for those who judge or fill it. */
#include "inspect/survey.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/crew.h"
#include "base/error.h"
#include "base/index.h"
#include "base/limits.h"
#include "base/tree.h"
#include "inspect/survey_job.h"
#include "ledger/digest_cache.h"
#include "ledger/ledger.h"

/* Facts ahead of the item that was asked for: enough that threads do not wait for each other, few enough that large texts are no matter. */
#define JOBS_A_THREAD 4

/* A file of the ledger, in the order of the survey. */
struct entry {
	const struct taizhang_record *record;
	const struct taizhang_file *file;
	bool again;		/* one before it has the same bytes, as far as the ledger says */
	bool shared;		/* one behind it has */
};

struct tz_survey {
	struct tz_survey_plan plan;
	struct entry *entries;
	size_t num, capacity;
	size_t *items;			/* the first entry of each item of the ledger, and the end of the last */
	size_t num_items, next_item;	/* which is looked at first */
	struct tz_survey_work work;
	struct tz_digest_cache digests;	/* of the last scan: whether files are as it read them */
	struct tz_tree_folder folder;
	struct tz_crew *crew;
	size_t put, taken;		/* entries */
	uint64_t done, total;		/* bytes */
	struct tz_survey_file *files;	/* of the item that was asked for */
	size_t num_files, files_capacity;
};

static bool recorded_key(struct tz_facts_key *key, const struct taizhang_file *file)
{
	const unsigned char *digest = tz_file_digest(file);

	return digest && tz_facts_key_make(key, digest, taizhang_file_path(file));
}

static int work(void *context, void *tool, void *job, struct taizhang_error *err)
{
	const struct tz_survey *survey = context;

	(void)tool;
	return tz_survey_job_work(&survey->work, job, err);
}

static int watch(void *context, struct taizhang_error *err)
{
	const struct tz_survey *survey = context;
	const struct taizhang_progress *p = &survey->plan.progress;

	if (p->cancel && p->cancel(p->data))
		return tz_error_set(err, TAIZHANG_E_CANCELLED, TZ_MSG_CANCELLED,
				    survey->taken < survey->num ? taizhang_file_path(survey->entries[survey->taken].file) : "");
	return 0;
}

static int add_entries(struct tz_survey *survey, const struct taizhang_record *record, struct tz_index *seen, struct taizhang_error *err)
{
	for (size_t i = 0; i < taizhang_record_num_files(record); i++) {
		const struct taizhang_file *file = taizhang_record_get_file(record, i);
		struct entry entry = {record, file, false, false};
		struct tz_facts_key key;
		size_t earlier;

		if (tz_array_grow(&survey->entries, survey->num, &survey->capacity, sizeof *survey->entries, err) != 0)
			return -1;
		if (recorded_key(&key, file)) {
			tz_facts_cache_want(survey->work.cache, &key);
			/* Digests are keys that live as long as the ledger; the same bytes under another extension are looked at again. */
			earlier = tz_index_get(seen, tz_file_digest(file));
			entry.again = earlier != TZ_INDEX_NONE;
			if (entry.again)
				survey->entries[earlier].shared = true;
			else if (tz_index_put(seen, tz_file_digest(file), survey->num, err) != 0)
				return -1;
		}
		survey->entries[survey->num++] = entry;
		survey->total += taizhang_file_size(file);
	}
	return 0;
}

static int list_entries(struct tz_survey *survey, struct taizhang_error *err)
{
	const struct taizhang_ledger *ledger = survey->plan.ledger;
	struct tz_index seen = TZ_INDEX_OF(TZ_SHA256_BYTES);
	int result = 0;

	survey->num_items = taizhang_ledger_num_items(ledger);
	survey->items = calloc(survey->num_items + 1, sizeof *survey->items);
	if (!survey->items)
		return tz_error_nomem(err);
	for (size_t i = 0; i < survey->num_items && result == 0; i++) {
		const struct taizhang_node *item = taizhang_ledger_get_item(ledger, i);

		survey->items[i] = survey->num;
		for (size_t k = 0; k < taizhang_ledger_num_records(ledger, item) && result == 0; k++)
			result = add_entries(survey, taizhang_ledger_get_record(ledger, item, k), &seen, err);
	}
	survey->items[survey->num_items] = survey->num;
	tz_index_free(&seen);
	return result;
}

struct tz_survey *tz_survey_new(const struct tz_survey_plan *plan, struct taizhang_error *err)
{
	struct tz_crew_plan crew = {.threads = tz_crew_threads(plan->threads), .job_size = sizeof(struct tz_survey_job), .work = work, .watch = watch,
		.clear_job = tz_survey_job_clear};
	struct tz_survey *survey = calloc(1, sizeof *survey);

	if (!survey) {
		tz_error_nomem(err);
		return NULL;
	}
	survey->plan = *plan;
	survey->work.programs = plan->programs;
	crew.context = survey;
	crew.num_jobs = (size_t)crew.threads * JOBS_A_THREAD;
	if (!plan->known)
		survey->work.cache = tz_facts_cache_open(plan->cache_directory, plan->remember, plan->programs);
	survey->work.looks = tz_facts_cache_helps(survey->work.cache);
	if (taizhang_ledger_directory(plan->ledger))
		tz_digest_cache_load(&survey->digests, taizhang_ledger_directory(plan->ledger), tz_digest_cache_clock());
	if (list_entries(survey, err) == 0)
		survey->crew = tz_crew_new(&crew, err);
	if (!survey->crew) {
		tz_survey_free(survey);
		return NULL;
	}
	return survey;
}

/* Whether the bytes are those that the ledger recorded, as far as size and times tell. */
static bool is_as_recorded(struct tz_survey *survey, const struct taizhang_file *file, const struct tz_tree_entry *there)
{
	unsigned char digest[TZ_DIGEST_CACHE_BYTES];

	if (!tz_file_digest(file) || taizhang_file_size(file) != there->size)
		return false;
	switch (tz_digest_cache_find(&survey->digests, &there->stamp, digest)) {
	case TZ_DIGEST_KNOWN:
		return memcmp(digest, tz_file_digest(file), sizeof digest) == 0;
	case TZ_DIGEST_UNKNOWN:
		return taizhang_file_mtime(file) == there->mtime && taizhang_file_mtime_ns(file) == there->mtime_ns;
	default:
		return false;
	}
}

/* Where a file cannot be opened, another family of rules says so. */
static int open_file(struct tz_survey *survey, struct tz_survey_job *job, const struct taizhang_file *file, struct taizhang_error *err)
{
	const char *raw = taizhang_file_raw_path(file), *directory = taizhang_ledger_directory(survey->plan.ledger);
	struct tz_tree_entry there;
	struct tz_facts_key key;
	bool trusted;
	int fd = directory ? tz_tree_open_next(&survey->folder, directory, raw ? raw : taizhang_file_path(file), &there, NULL) : -1;

	if (fd < 0)
		return 0;
	trusted = is_as_recorded(survey, file, &there) && recorded_key(&key, file);
	return tz_survey_job_open(job, fd, taizhang_file_path(file), trusted ? &key : NULL, err);
}

/* Opens files for the threads as long as there is room. One whose bytes were inspected under another path waits for their facts. */
static int give_jobs(struct tz_survey *survey, struct taizhang_error *err)
{
	struct tz_survey_job *job;

	while (survey->put < survey->num && (job = tz_crew_next(survey->crew))) {
		const struct entry *entry = &survey->entries[survey->put];

		tz_survey_job_begin(job, entry->shared || tz_facts_cache_lasts(survey->work.cache));
		if (!survey->plan.known && !entry->again && open_file(survey, job, entry->file, err) != 0)
			return -1;
		tz_crew_put(survey->crew);
		survey->put++;
	}
	return 0;
}

/* The facts of bytes that stand in the ledger more than once, where they are known by now; else they are inspected after all. */
static int share(struct tz_survey *survey, struct tz_survey_job *job, const struct taizhang_file *file, struct taizhang_error *err)
{
	if (open_file(survey, job, file, err) != 0)
		return -1;
	if (job->is_open && job->has_key)
		job->facts = tz_facts_cache_find_new(survey->work.cache, &job->key);
	if (!job->facts)
		return tz_survey_job_work(&survey->work, job, err);
	tz_survey_job_close(job);
	return 0;
}

static int finish(struct tz_survey *survey, struct tz_survey_job *job, const struct entry *entry, struct taizhang_error *err)
{
	struct tz_facts_key key;

	if (survey->plan.known)
		job->facts = recorded_key(&key, entry->file) ? tz_facts_cache_find_new(survey->plan.known, &key) : NULL;
	else if (entry->again && share(survey, job, entry->file, err) != 0)
		return -1;
	/* A buffer that found no memory is forgotten. */
	if (job->encoded.size && tz_buffer_check(&job->encoded, NULL) == 0)
		tz_facts_cache_put(survey->work.cache, &job->key, job->encoded.data, job->encoded.size);
	tz_buffer_free(&job->encoded);
	return 0;
}

/* Takes the next entry's facts; NULL in *facts where there are none. */
static int take(struct tz_survey *survey, struct taizhang_facts **facts, struct taizhang_error *err)
{
	const struct taizhang_progress *p = &survey->plan.progress;
	const struct entry *entry;
	void *taken;
	struct tz_survey_job *job;

	if (watch(survey, err) != 0 || give_jobs(survey, err) != 0 || tz_crew_take(survey->crew, &taken, err) != 0)
		return -1;
	job = taken;
	entry = &survey->entries[survey->taken++];
	if (finish(survey, job, entry, err) != 0)
		return -1;
	*facts = job->facts;
	job->facts = NULL;
	if (survey->done < survey->total)
		survey->done += taizhang_file_size(entry->file);
	if (p->progress && survey->total)
		p->progress(p->data, survey->done < survey->total ? survey->done : survey->total, survey->total,
			    taizhang_file_path(entry->file));
	return 0;
}

/* Moves on, or back, to an entry: what was begun before it is dropped. */
static int move(struct tz_survey *survey, size_t to, struct taizhang_error *err)
{
	struct taizhang_facts *facts;

	while (survey->taken < survey->put && survey->taken != to) {
		if (take(survey, &facts, err) != 0)
			return -1;
		taizhang_facts_free(facts);
	}
	if (survey->taken != to)
		survey->taken = survey->put = to;
	return 0;
}

static void forget(struct tz_survey *survey)
{
	for (size_t i = 0; i < survey->num_files; i++)
		taizhang_facts_free((struct taizhang_facts *)(uintptr_t)survey->files[i].facts);
	survey->num_files = 0;
}

/* Which of the ledger's items it is; those that are asked for come one after another. */
static size_t find_item(struct tz_survey *survey, const struct taizhang_node *item)
{
	for (size_t i = 0; i < survey->num_items; i++) {
		size_t number = (survey->next_item + i) % survey->num_items;

		if (taizhang_ledger_get_item(survey->plan.ledger, number) == item) {
			survey->next_item = number + 1;
			return number;
		}
	}
	return survey->num_items;
}

static size_t size_of(const struct taizhang_facts *facts)
{
	size_t size = facts->text.size + facts->num_cells * sizeof *facts->cells;

	for (size_t i = 0; i < facts->num_cells; i++)
		size += strlen(facts->cells[i].text) + 1;
	return size;
}

/* An item of many large documents keeps the words of the first ones only. */
static void bound(struct taizhang_facts *facts, size_t *kept)
{
	size_t size = facts ? size_of(facts) : 0;

	if (size > TZ_LIMIT_INSPECT_ITEM - *kept) {
		tz_buffer_free(&facts->text);
		facts->text_cut = true;
		facts->num_cells = 0;
		tz_facts_worsen(facts, TAIZHANG_FACTS_LIMITED, NULL, NULL, NULL);
		size = 0;
	}
	*kept += size;
}

int tz_survey_item(struct tz_survey *survey, const struct taizhang_node *item, const struct tz_survey_file **files, size_t *num,
		   struct taizhang_error *err)
{
	const size_t number = find_item(survey, item);
	size_t kept = 0;

	forget(survey);
	*files = NULL;
	*num = 0;
	if (number == survey->num_items)
		return 0;
	if (move(survey, survey->items[number], err) != 0)
		return -1;
	while (survey->taken < survey->items[number + 1]) {
		const struct entry *entry = &survey->entries[survey->taken];
		struct taizhang_facts *facts;

		if (tz_array_grow(&survey->files, survey->num_files, &survey->files_capacity, sizeof *survey->files, err) != 0 ||
		    take(survey, &facts, err) != 0)
			return -1;
		bound(facts, &kept);
		survey->files[survey->num_files++] = (struct tz_survey_file){entry->record, entry->file, facts};
	}
	*files = survey->files;
	*num = survey->num_files;
	return 0;
}

void tz_survey_free(struct tz_survey *survey)
{
	if (!survey)
		return;
	tz_crew_free(survey->crew);
	forget(survey);
	tz_facts_cache_save(survey->work.cache);
	tz_facts_cache_free(survey->work.cache);
	tz_digest_cache_free(&survey->digests);
	tz_tree_leave(&survey->folder);
	free(survey->files);
	free(survey->entries);
	free(survey->items);
	free(survey);
}
