/* SPDX-License-Identifier: MIT */
/* aspects.c: the checks of the four natures (DA/T 70): which were made on how much, and how much of it passed. */
#include "check/aspects.h"

#include <stdlib.h>
#include <string.h>

#include "base/arena.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/index.h"
#include "finding/finding.h"

static const struct tz_aspect_check table[] = {
#define ASPECT(aspect, number, scope, means, zh, en, ids) \
	{TAIZHANG_##aspect, number, TZ_SCOPE_##scope, TZ_MEANS_##means, zh, en, ids, false, 0, 0, (enum taizhang_severity)0},
#include "check/aspect.def"
#undef ASPECT
	/* What no row names. */
#define REST(aspect) {TAIZHANG_##aspect, "", TZ_SCOPE_LEDGER, TZ_MEANS_ALWAYS, "其他", "other", "", false, 0, 0, (enum taizhang_severity)0},
	REST(AUTHENTICITY) REST(INTEGRITY) REST(USABILITY) REST(SECURITY)
#undef REST
};
#define NUM_CHECKS (sizeof table / sizeof table[0])
#define NUM_RESTS 4

/* The counting of what failed: each thing once a check, whatever number of findings it has. */
struct tally {
	struct tz_index seen;
	struct tz_arena names;
	struct tz_buffer name;
};

static bool names_id(const char *ids, const char *id)
{
	size_t size = strlen(id);

	for (const char *at = ids; *at; at += strcspn(at, " "), at += *at == ' ')
		if (strcspn(at, " ") == size && memcmp(at, id, size) == 0)
			return true;
	return false;
}

static size_t check_of(const struct taizhang_finding *finding)
{
	for (size_t i = 0; i < NUM_CHECKS - NUM_RESTS; i++)
		if (names_id(table[i].ids, taizhang_finding_id(finding)))
			return i;
	for (size_t i = NUM_CHECKS - NUM_RESTS; i < NUM_CHECKS; i++)
		if (table[i].aspect == taizhang_finding_aspect(finding))
			return i;
	return NUM_CHECKS - 1;
}

/* Whether the finding speaks of one thing of that scope; if so, its name is in tally->name. */
static bool name_thing(struct tally *tally, size_t check, const struct taizhang_finding *finding)
{
	const enum tz_aspect_scope scope = table[check].scope;
	const char *item = taizhang_finding_item(finding), *file = taizhang_finding_file(finding);
	const unsigned int record = taizhang_finding_record(finding);

	tally->name.size = 0;
	tz_buffer_printf(&tally->name, "%zu", check);
	if (scope == TZ_SCOPE_LEDGER)
		return true;
	if (!*item)
		return false;
	tz_buffer_printf(&tally->name, " %s", item);
	if (scope == TZ_SCOPE_ITEMS)
		return true;
	if (scope == TZ_SCOPE_FILES && *file) {
		tz_buffer_printf(&tally->name, " %s", file);
		return true;
	}
	if (!record)
		return false;
	tz_buffer_printf(&tally->name, "/%u", record);
	return true;
}

/* A thing that is told for the first time; where a finding speaks of many, as many as it says. */
static int count_failed(struct tally *tally, size_t check, const struct taizhang_finding *finding, size_t *failed,
			struct taizhang_error *err)
{
	const int64_t many = tz_finding_count(finding);
	const char *kept;

	if (!name_thing(tally, check, finding)) {
		*failed += many > 0 ? (size_t)many : 1;
		return 0;
	}
	if (tz_buffer_check(&tally->name, err) != 0)
		return -1;
	if (tz_index_get(&tally->seen, tally->name.data) != TZ_INDEX_NONE)
		return 0;
	kept = tz_arena_strdup(&tally->names, tally->name.data, err);
	if (!kept || tz_index_put(&tally->seen, kept, check, err) != 0)
		return -1;
	++*failed;
	return 0;
}

static void count_things(const struct taizhang_ledger *ledger, size_t things[TZ_NUM_SCOPES])
{
	memset(things, 0, TZ_NUM_SCOPES * sizeof *things);
	things[TZ_SCOPE_LEDGER] = 1;
	things[TZ_SCOPE_ITEMS] = taizhang_ledger_num_items(ledger);
	for (size_t i = 0; i < things[TZ_SCOPE_ITEMS]; i++) {
		const struct taizhang_node *item = taizhang_ledger_get_item(ledger, i);

		for (size_t k = 0; k < taizhang_ledger_num_records(ledger, item); k++) {
			const struct taizhang_record *record = taizhang_ledger_get_record(ledger, item, k);

			things[TZ_SCOPE_RECORDS]++;
			things[TZ_SCOPE_NORMATIVES] += taizhang_record_kind(record) == TAIZHANG_KIND_NORMATIVE;
			things[TZ_SCOPE_FILES] += taizhang_record_num_files(record);
		}
	}
}

static bool is_made(const struct tz_aspect_check *check, const struct taizhang_ledger *ledger,
		    const struct taizhang_check_options *options)
{
	const bool has_folder = taizhang_ledger_directory(ledger) != NULL;

	switch (check->means) {
	case TZ_MEANS_ALWAYS:
		return true;
	case TZ_MEANS_DISK:
		return options->look_at_files && has_folder;
	case TZ_MEANS_CONTENTS:
		return options->inspect && has_folder;
	default:
		return false;
	}
}

static int judge(struct tz_aspect_check *checks, const struct taizhang_findings *findings, struct taizhang_error *err)
{
	struct tally tally = {TZ_INDEX_INIT, {NULL, 0}, TZ_BUFFER_INIT};
	int result = 0;

	for (size_t i = 0; i < taizhang_findings_num(findings) && result == 0; i++) {
		const struct taizhang_finding *finding = taizhang_findings_get(findings, i);
		const size_t number = check_of(finding);
		struct tz_aspect_check *check = &checks[number];

		result = count_failed(&tally, number, finding, &check->failed, err);
		if (taizhang_finding_severity(finding) > check->worst)
			check->worst = taizhang_finding_severity(finding);
		check->made = true;
	}
	tz_index_free(&tally.seen);
	tz_arena_free(&tally.names);
	tz_buffer_free(&tally.name);
	return result;
}

struct tz_aspect_check *tz_aspects_make(const struct taizhang_ledger *ledger, const struct taizhang_findings *findings,
					const struct taizhang_check_options *options, size_t *num, struct taizhang_error *err)
{
	struct tz_aspect_check *checks = malloc(sizeof table), *kept = checks;
	size_t things[TZ_NUM_SCOPES];

	if (!checks) {
		tz_error_nomem(err);
		return NULL;
	}
	memcpy(checks, table, sizeof table);
	if (judge(checks, findings, err) != 0) {
		free(checks);
		return NULL;
	}
	count_things(ledger, things);
	for (size_t i = 0; i < NUM_CHECKS; i++) {
		struct tz_aspect_check *check = &checks[i];

		check->made = check->made || is_made(check, ledger, options);
		check->of = things[check->scope];
		/* Some findings stand on what is not counted, such as files that nobody recorded. */
		if (check->failed > check->of)
			check->failed = check->of;
		if (i < NUM_CHECKS - NUM_RESTS || check->worst)
			*kept++ = *check;
	}
	*num = (size_t)(kept - checks);
	return checks;
}
