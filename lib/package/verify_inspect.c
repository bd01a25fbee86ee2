/* SPDX-License-Identifier: MIT */
/* verify_inspect.c: looks into the files of a package while their bytes pass, and judges what they say. */
#include "package/verify_inspect.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "base/error.h"
#include "base/limits.h"
#include "check/check.h"
#include "inspect/facts_code.h"
#include "inspect/inspect.h"
#include "ledger/ledger.h"
#include "package/package.h"

/* One file. */
struct look {
	struct tz_looking *looking;
	struct tz_digest *digest;
	struct tz_source source;
	bool too_large;		/* to be held in memory: only its beginning is */
	char name[];
};

int tz_looking_begin(struct tz_looking *looking, bool programs, struct taizhang_error *err)
{
	looking->programs = programs;
	looking->facts = tz_facts_cache_open(NULL, false, programs);
	if (!looking->facts)
		return tz_error_nomem(err);
	pthread_mutex_init(&looking->lock, NULL);
	return 0;
}

void tz_looking_end(struct tz_looking *looking)
{
	if (!looking->facts)
		return;
	tz_facts_cache_free(looking->facts);
	pthread_mutex_destroy(&looking->lock);
	looking->facts = NULL;
}

static void drop(void *state)
{
	struct look *look = state;

	tz_source_close(&look->source);
	tz_digest_free(look->digest);
	free(look);
}

static int begin(void *context, const struct tz_bag_file *file, void **state, struct taizhang_error *err)
{
	struct look *look;
	size_t size;

	if (strncmp(file->path, TZ_DATA_DIR, sizeof TZ_DATA_DIR - 1) != 0)
		return 0;
	size = strlen(file->path) + 1;
	look = calloc(1, sizeof *look + size);
	if (!look)
		return tz_error_nomem(err);
	memcpy(look->name, file->path, size);
	look->looking = context;
	look->source = (struct tz_source)TZ_SOURCE_INIT;
	look->digest = tz_digest_new(TAIZHANG_DIGEST_SHA256, err);
	if (!look->digest || tz_source_begin(&look->source, look->name, err) != 0) {
		drop(look);
		return -1;
	}
	*state = look;
	return 1;
}

static int take(void *state, const void *data, size_t size, struct taizhang_error *err)
{
	struct look *look = state;

	if (tz_digest_update(look->digest, data, size, err) != 0)
		return -1;
	look->too_large = look->too_large || look->source.size + size > TZ_LIMIT_INSPECT_SPOOL;
	return look->too_large ? 0 : tz_source_write(&look->source, data, size, err);
}

/* What can be said of one whose end is not there. */
static struct taizhang_facts *facts_of_beginning(struct look *look, struct taizhang_error *err)
{
	struct taizhang_facts *facts = tz_facts_new(err);
	struct tz_inspection inspection = {.source = &look->source, .facts = facts, .programs = false};

	if (facts && tz_type_find(&inspection, err) == 0 &&
	    tz_facts_add_unread(facts, TZ_UNREAD_PROPERTIES, TZ_REASON_TOO_LARGE, err) == 0 &&
	    tz_facts_worsen(facts, TAIZHANG_FACTS_LIMITED, NULL, NULL, err) == 0) {
		tz_facts_finish(facts);
		return facts;
	}
	taizhang_facts_free(facts);
	return NULL;
}

/* Facts are found again by the digest that manifest.xml states: bytes that are others have none there. */
static int remember(struct look *look, const struct taizhang_facts *facts, struct taizhang_error *err)
{
	struct tz_buffer bytes = TZ_BUFFER_INIT;
	unsigned char digest[TZ_SHA256_BYTES];
	struct tz_facts_key key;
	int result = tz_digest_final_bytes(look->digest, digest, err);

	if (result == 0 && tz_facts_key_make(&key, digest, look->name)) {
		tz_facts_encode(facts, &bytes);
		result = tz_buffer_check(&bytes, err);
	}
	if (result == 0 && bytes.size) {
		pthread_mutex_lock(&look->looking->lock);
		tz_facts_cache_put(look->looking->facts, &key, bytes.data, bytes.size);
		pthread_mutex_unlock(&look->looking->lock);
	}
	tz_buffer_free(&bytes);
	return result;
}

static int end(void *state, struct taizhang_error *err)
{
	struct look *look = state;
	struct taizhang_facts *facts = NULL;
	int result = tz_source_end(&look->source, err);

	if (result == 0) {
		facts = look->too_large ? facts_of_beginning(look, err) : tz_inspect_source(&look->source, look->looking->programs, err);
		result = facts ? remember(look, facts, err) : -1;
	}
	taizhang_facts_free(facts);
	drop(look);
	return result;
}

struct tz_bag_sink tz_looking_sink(struct tz_looking *looking)
{
	return (struct tz_bag_sink){looking, true, begin, take, end, drop};
}

struct tz_survey *tz_looking_survey(const struct tz_looking *looking, const struct taizhang_ledger *ledger, struct taizhang_error *err)
{
	/* Nothing is left to do for other threads. */
	const struct tz_survey_plan plan = {.ledger = ledger, .known = looking->facts, .threads = 1};

	return tz_survey_new(&plan, err);
}

int tz_looking_judge(const struct tz_looking *looking, const struct taizhang_ledger *ledger, const struct taizhang_progress *progress,
		     struct taizhang_findings *findings, struct taizhang_error *err)
{
	struct taizhang_check_options options = TAIZHANG_CHECK_OPTIONS_INIT;
	struct tz_survey *survey = tz_looking_survey(looking, ledger, err);
	int result = -1;

	options.look_at_files = false;
	options.progress.cancel = progress->cancel;
	options.progress.data = progress->data;
	if (survey)
		result = tz_check_contents(ledger, &options, survey, findings, err);
	tz_survey_free(survey);
	return result;
}
