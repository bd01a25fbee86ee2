/* SPDX-License-Identifier: MIT */
/* unpack_set.c: unpacking several packages into the whole that they are together: a plan from their tag files, one pass that verifies and
 * writes, one rename. */
#include "package/unpack_set.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "base/input.h"
#include "base/limits.h"
#include "base/path.h"
#include "finding/finding.h"
#include "ledger/ledger.h"
#include "package/package_whole.h"
#include "package/unpack.h"
#include "package/unpack_whole.h"
#include "package/verify_set.h"

struct merge {
	const struct taizhang_unpack_options *options;
	struct tz_unpack_target *target;
	/* As the packages were first opened: what will come from where. Nothing is written where that cannot be said; why is for
	 * verifying to tell. */
	struct tz_set plan;
	bool is_planned;
	struct tz_index places;		/* of the files that are wanted, by path in the whole: number in the plan */
	struct tz_index *sources;	/* of each base, by path there: number of the first file with those bytes */
	size_t num_planned;
	uint64_t planned, most;		/* bytes; a base's file may be wanted a thousand times */
	/* As they are verified. */
	struct tz_set read;
	struct tz_digest *digest;	/* for what the whole's manifests want and no package may have; NULL for none */
	size_t at;			/* the file that is written */
	uint64_t files, bytes;
};

static struct taizhang_file *file_at(const struct merge *m, size_t number)
{
	return m->plan.files[number].file;
}

static bool is_wanted(const struct merge *m, size_t number)
{
	return tz_index_get(&m->places, tz_file_package_path(file_at(m, number))) == number;
}

/* The first file of the same bytes as a base's, from this one on, that is wanted. */
static size_t next_wanted(const struct merge *m, size_t number)
{
	while (number != TZ_INDEX_NONE && !is_wanted(m, number))
		number = m->plan.files[number].next;
	return number;
}

static char *path_in_bag(const struct merge *m, size_t number, struct taizhang_error *err)
{
	return tz_path_join(TZ_UNPACK_BAG, tz_file_package_path(file_at(m, number)), err);
}

static int begin_file(void *context, const struct tz_bag_file *file, void **state, struct taizhang_error *err)
{
	struct merge *m = context;
	const struct tz_set_member *member = &m->plan.members[m->read.current];
	size_t number;
	char *path;
	int result;

	*state = context;
	if (!m->is_planned)
		return 0;
	if (member->is_base) {
		number = next_wanted(m, tz_index_get(&m->sources[m->read.current], file->path));
	} else {
		number = tz_index_get(&m->places, file->path);
		if (number != TZ_INDEX_NONE && m->plan.files[number].part != member->package->manifest.part)
			number = TZ_INDEX_NONE;
	}
	if (number == TZ_INDEX_NONE)
		return 0;
	m->at = number;
	path = path_in_bag(m, number, err);
	if (!path)
		return -1;
	result = tz_unpack_target_begin(m->target, path, err);
	free(path);
	return result < 0 ? -1 : 1;
}

static int write_file(void *state, const void *data, size_t size, struct taizhang_error *err)
{
	struct merge *m = state;

	m->bytes += size;
	if (m->digest && tz_digest_update(m->digest, data, size, err) < 0)
		return -1;
	return tz_unpack_target_write(m->target, data, size, err);
}

static int note_sm3(struct merge *m, size_t number, const char *sm3, struct taizhang_error *err)
{
	return tz_set_string(&m->plan.files[number].sm3, sm3, err);
}

/* The same bytes under another name: read once more from what was just written. */
static int repeat_file(struct merge *m, size_t number, struct taizhang_error *err)
{
	char *from = path_in_bag(m, m->at, err), *to = path_in_bag(m, number, err);
	int result = -1;

	if (from && to)
		result = tz_unpack_target_copy(m->target, from, to, err);
	free(from);
	free(to);
	if (result < 0)
		return -1;
	if (note_sm3(m, number, m->plan.files[m->at].sm3, err) < 0)
		return -1;
	m->files++;
	m->bytes += file_at(m, number)->size;
	return 0;
}

static int end_file(void *state, struct taizhang_error *err)
{
	struct merge *m = state;
	struct tz_digest_values values;

	if (tz_unpack_target_end(m->target, err) < 0)
		return -1;
	m->files++;
	if (m->digest) {
		if (tz_digest_final(m->digest, &values, err) < 0)
			return -1;
		if (note_sm3(m, m->at, values.hex[tz_digest_slot(TAIZHANG_DIGEST_SM3)], err) < 0)
			return -1;
	}
	if (!m->plan.members[m->read.current].is_base)
		return 0;
	for (size_t next = next_wanted(m, m->plan.files[m->at].next); next != TZ_INDEX_NONE;
	     next = next_wanted(m, m->plan.files[next].next))
		if (repeat_file(m, next, err) < 0)
			return -1;
	return 0;
}

/* Opens all, without their payload. What none of ours can be read from is left for verifying to judge: nothing is planned. */
static int open_all(struct merge *m, struct taizhang_findings *findings, bool *opened, struct taizhang_error *err)
{
	const struct tz_container_options opening = {.limits = m->options->limits, .names = m->options->names};
	const struct taizhang_progress *progress = &m->options->progress;
	const struct taizhang_progress only_cancel = {.cancel = progress->cancel, .data = progress->data};

	*opened = false;
	for (size_t i = 0; i < m->plan.num_members; i++) {
		struct taizhang_error why = TAIZHANG_ERROR_INIT;
		struct taizhang_package *package;

		if (tz_input_is_stream(&m->plan.members[i].input))
			return tz_error_set(err, TAIZHANG_E_INVAL, TZ_MSG_UNPACK_PART_OF_STREAM, m->plan.members[i].input.name);
		package = tz_package_open(&m->plan.members[i].input, &opening, &only_cancel, findings, &why);
		if (!package && why.code == TAIZHANG_E_FORMAT)
			return 0;
		if (!package)
			return tz_error_pass(err, &why);
		if (tz_set_take(&m->plan, i, package, err) < 0)
			return -1;
	}
	*opened = true;
	return 0;
}

static int plan_files(struct merge *m, struct taizhang_error *err)
{
	const struct taizhang_package *first = m->plan.members[0].package;

	for (size_t i = 0; i < m->plan.num_files; i++) {
		const struct tz_set_file *file = &m->plan.files[i];
		const struct tz_set_file *source = file;

		if (!tz_unpack_selects(m->options, first->ledger, file->record))
			continue;
		if (tz_index_put(&m->places, tz_file_package_path(file->file), i, err) < 0)
			return -1;
		m->num_planned++;
		m->planned = file->file->size > UINT64_MAX - m->planned ? UINT64_MAX : m->planned + file->file->size;
		if (file->part != TZ_CARRIED_BASE)
			continue;
		source = &m->plan.files[tz_index_get(&m->plan.wanted, file->file->digest)];
		if (tz_index_put(&m->sources[source->member], source->path, (size_t)(source - m->plan.files), err) < 0)
			return -1;
	}
	return 0;
}

static int make_plan(struct merge *m, struct taizhang_error *err)
{
	struct taizhang_findings *findings = taizhang_findings_new(err);
	int result = -1;
	bool opened;

	m->sources = calloc(m->plan.num_members, sizeof *m->sources);
	if (!m->sources)
		tz_error_nomem(err);
	if (!findings || !m->sources || open_all(m, findings, &opened, err) < 0)
		goto out;
	result = 0;
	if (!opened)
		goto out;
	result = -1;
	if (tz_unpack_check_item(m->options, m->plan.members[0].package->ledger, err) < 0 ||
	    tz_set_judge(&m->plan, findings, err) < 0 ||
	    tz_package_check_listing(m->plan.members[0].package, findings, err) < 0)
		goto out;
	m->is_planned = taizhang_findings_count(findings, TAIZHANG_ERROR) == 0;
	result = m->is_planned ? plan_files(m, err) : 0;
	m->is_planned = m->is_planned && m->planned <= m->most;
out:
	taizhang_findings_free(findings);
	return result;
}

/* The most that may be unpacked, from the caller's limits or by default. */
static uint64_t most_bytes(const struct taizhang_limits *limits)
{
	struct taizhang_limits own = TAIZHANG_LIMITS_INIT;

	if (limits)
		memcpy(&own, limits, limits->size < sizeof own ? limits->size : sizeof own);
	return own.total_bytes ? own.total_bytes : TZ_LIMIT_TOTAL_BYTES;
}

static int judge_size(const struct merge *m, struct taizhang_findings *findings, struct taizhang_error *err)
{
	char limit[24];

	if (m->planned <= m->most)
		return 0;
	snprintf(limit, sizeof limit, "%" PRIu64, m->most);
	return tz_find(findings, CONTAINER_BYTES, err, .file = m->plan.members[0].name, .expected = limit);
}

/* The files that came are those that were planned, of packages that were the same at both times. */
static int check_plan(const struct merge *m, struct taizhang_error *err)
{
	bool same = m->is_planned && m->files == m->num_planned;

	for (size_t i = 0; i < m->plan.num_members && same; i++)
		same = m->plan.members[i].package->tags[0] &&
		       strcmp(m->plan.members[i].package->tags, m->read.members[i].package->tags) == 0;
	return same ? 0 : tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_UNPACK_CHANGED, m->plan.members[0].input.name);
}

static int commit(struct merge *m, struct taizhang_error *err)
{
	const struct tz_set_member *first = &m->plan.members[0];

	if (check_plan(m, err) < 0)
		return -1;
	for (size_t i = 0; i < m->plan.num_files; i++)
		if (is_wanted(m, i) && tz_unpack_set_time(m->target, file_at(m, i), err) < 0)
			return -1;
	if (m->options->as_ledger)
		return tz_unpack_commit_ledger(m->target, first->package->ledger, err);
	if (!tz_unpack_is_selective(m->options) && tz_unpack_whole(m->target, &m->plan, err) < 0)
		return -1;
	return tz_unpack_commit_bag(m->target, first->whole_root, err);
}

static int run(struct merge *m, const char *directory, struct taizhang_findings *findings,
	       struct taizhang_error *err)
{
	const struct tz_bag_sink sink = {m, false, begin_file, write_file, end_file, NULL};
	const struct taizhang_input *first = &m->plan.members[0].input;
	struct taizhang_verify_options verify = TAIZHANG_VERIFY_OPTIONS_INIT;
	size_t before = taizhang_findings_count(findings, TAIZHANG_ERROR), errors;

	verify.limits = m->options->limits;
	verify.progress = m->options->progress;
	verify.names = m->options->names;
	if (tz_unpack_check_options(m->options, first, err) < 0 || make_plan(m, err) < 0)
		return -1;
	if (m->is_planned && m->plan.members[0].package->manifest.digests & TAIZHANG_DIGEST_SM3) {
		m->digest = tz_digest_new(TAIZHANG_DIGEST_SM3, err);
		if (!m->digest)
			return -1;
	}
	m->target = tz_unpack_target_open(directory, err);
	if (!m->target || tz_verify_set(&m->read, &verify, &sink, findings, err) < 0 ||
	    judge_size(m, findings, err) < 0)
		return -1;
	errors = taizhang_findings_count(findings, TAIZHANG_ERROR) - before;
	if (errors)
		return tz_error_number(err, TAIZHANG_E_REFUSED, TZ_MSG_UNPACK_NOT_VALID, first->name, (int64_t)errors);
	return commit(m, err);
}

int tz_unpack_set(const struct taizhang_input *first, const char *directory, const struct taizhang_unpack_options *options,
		  struct taizhang_unpack_result *result, struct taizhang_findings *findings,
		  struct taizhang_error *err)
{
	const struct taizhang_unpack_options *o = options;
	struct merge m = {.options = options, .places = TZ_INDEX_INIT, .most = most_bytes(options->limits)};
	int status = -1;

	if (tz_set_make(&m.plan, first, o->parts, o->num_parts, o->bases, o->num_bases, err) == 0 &&
	    tz_set_make(&m.read, first, o->parts, o->num_parts, o->bases, o->num_bases, err) == 0)
		status = run(&m, directory, findings, err);
	if (status == 0 && result) {
		memset(result, 0, sizeof *result);
		result->files = m.files;
		result->bytes = m.bytes;
		if (!o->as_ledger)
			snprintf(result->root, sizeof result->root, "%s", m.plan.members[0].whole_root);
	}
	tz_unpack_target_free(m.target);
	for (size_t i = 0; m.sources && i < m.plan.num_members; i++)
		tz_index_free(&m.sources[i]);
	free(m.sources);
	tz_index_free(&m.places);
	tz_digest_free(m.digest);
	tz_set_free(&m.plan);
	tz_set_free(&m.read);
	return status;
}
