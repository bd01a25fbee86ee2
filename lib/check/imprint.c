/* SPDX-License-Identifier: MIT */
/* imprint.c: what a picture looks like and how a report reads, small enough to be kept of all of them, and found when it comes again. */
#include "check/imprint.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/array.h"
#include "base/error.h"
#include "base/index.h"
#include "check/sketch.h"
#include "ledger/ledger.h"

/* Two hashes of 64 bits that differ in at most 7 have a quarter in which at most one bit differs: 17 look-ups in each of four tables
 * find all of them. */
#define QUARTERS 4
#define QUARTER_BITS 16
/* What two alike reports share surely begins among their smallest hashes: at 90 in 100, all of eight are missed once in 10^8. */
#define PROBES 8
#define NONE UINT32_MAX

struct entry {
	struct tz_imprint imprint;
	unsigned char digest[TZ_SHA256_BYTES];
	const struct taizhang_record *record;
	char *name;
	uint32_t next[QUARTERS];	/* of a picture: the one before it with that quarter */
	uint32_t first_probe;		/* of a report: its place among the probes */
};
/* One of a report's smallest hashes, and the report before it that has it too. */
struct probe {
	uint32_t entry, next;
};
struct taizhang_imprints {
	struct entry **entries;		/* they stay where they are: indexes borrow of them */
	size_t num, capacity;
	uint32_t *quarters;		/* QUARTERS tables of the last picture with that quarter; NULL while there is none */
	struct probe *probes;
	size_t num_probes, probes_capacity;
	struct tz_index by_probe, by_digest;
};

TAIZHANG_API struct taizhang_imprints *taizhang_imprints_new(struct taizhang_error *err)
{
	struct taizhang_imprints *imprints = calloc(1, sizeof *imprints);

	if (!imprints) {
		tz_error_nomem(err);
		return NULL;
	}
	imprints->by_probe.key_size = sizeof(uint64_t);
	imprints->by_digest.key_size = TZ_SHA256_BYTES;
	return imprints;
}

static void free_entry(struct entry *entry)
{
	if (!entry)
		return;
	tz_imprint_clear(&entry->imprint);
	free(entry->name);
	free(entry);
}

TAIZHANG_API void taizhang_imprints_free(struct taizhang_imprints *imprints)
{
	if (!imprints)
		return;
	for (size_t i = 0; i < imprints->num; i++)
		free_entry(imprints->entries[i]);
	free(imprints->entries);
	free(imprints->quarters);
	free(imprints->probes);
	tz_index_free(&imprints->by_probe);
	tz_index_free(&imprints->by_digest);
	free(imprints);
}

/* 16 hexadecimal digits. A picture of one colour has no shape by which it could be told from another. */
static bool read_hash(const char *text, uint64_t *hash)
{
	char *end;

	if (!text || strlen(text) != 16 || strspn(text, "0123456789abcdefABCDEF") != 16)
		return false;
	*hash = strtoull(text, &end, 16);
	return *hash != 0 && *hash != UINT64_MAX;
}

int tz_imprint_take(struct tz_imprint *imprint, const struct tz_survey_file *file, struct taizhang_error *err)
{
	const char *text;
	size_t size;

	*imprint = (struct tz_imprint)TZ_IMPRINT_INIT;
	if (!file->facts || taizhang_file_role(file->file) != TAIZHANG_ROLE_BODY)
		return 0;
	imprint->digest = tz_file_digest(file->file);
	if (taizhang_record_kind(file->record) == TAIZHANG_KIND_IMAGE) {
		imprint->is_picture = read_hash(tz_facts_value(file->facts, TZ_FACT_PERCEPTUAL_HASH), &imprint->hash);
		return 0;
	}
	if (taizhang_record_kind(file->record) != TAIZHANG_KIND_REPORT)
		return 0;
	text = taizhang_facts_text(file->facts, &size);
	return tz_sketch_make(text, size, TZ_IMPRINT_CHARACTERS, &imprint->sketch, &imprint->num, &imprint->whole, err);
}

void tz_imprint_clear(struct tz_imprint *imprint)
{
	free(imprint->sketch);
	*imprint = (struct tz_imprint)TZ_IMPRINT_INIT;
}

bool tz_imprint_is_empty(const struct tz_imprint *imprint)
{
	return !imprint->is_picture && !imprint->num;
}

static size_t quarter(uint64_t hash, unsigned int which)
{
	return ((size_t)which << QUARTER_BITS) + (size_t)(hash >> (which * QUARTER_BITS) & ((1u << QUARTER_BITS) - 1));
}

/* How two imprints of one sort are alike: 0 not at all, more the more. */
static unsigned int compare(const struct tz_imprint *a, const struct tz_imprint *b, struct tz_imprint_match *match)
{
	match->same_bytes = a->digest && b->digest && memcmp(a->digest, b->digest, TZ_SHA256_BYTES) == 0;
	match->differ = match->percent = 0;
	if (a->is_picture) {
		match->differ = (unsigned int)__builtin_popcountll(a->hash ^ b->hash);
		return match->same_bytes ? 65 : match->differ <= TZ_IMPRINT_BITS ? 64 - match->differ : 0;
	}
	match->percent = a->whole == b->whole ? 100 : tz_sketch_percent(a->sketch, a->num, b->sketch, b->num);
	/* Nearly all the same is not the same. */
	if (match->percent == 100 && a->whole != b->whole)
		match->percent = 99;
	return match->same_bytes ? 101 : match->percent >= TZ_IMPRINT_PERCENT ? match->percent : 0;
}

struct search {
	const struct taizhang_imprints *imprints;
	const struct tz_imprint *imprint;
	const struct taizhang_record *but;
	struct tz_imprint_match *best;
	unsigned int alike;
	uint32_t number;
};

static void try(struct search *search, uint32_t number)
{
	const struct entry *entry = search->imprints->entries[number];
	struct tz_imprint_match match;
	unsigned int alike;

	if ((search->but && entry->record == search->but) || entry->imprint.is_picture != search->imprint->is_picture)
		return;
	alike = compare(search->imprint, &entry->imprint, &match);
	if (alike < search->alike || !alike || (alike == search->alike && number > search->number))
		return;
	search->alike = alike;
	search->number = number;
	match.name = entry->name;
	*search->best = match;
}

static void try_quarter(struct search *search, uint64_t hash, unsigned int which)
{
	uint32_t number = search->imprints->quarters[quarter(hash, which)];

	for (; number != NONE; number = search->imprints->entries[number]->next[which])
		try(search, number);
}

static void find_picture(struct search *search)
{
	if (!search->imprints->quarters)
		return;
	for (unsigned int which = 0; which < QUARTERS; which++) {
		uint64_t hash = search->imprint->hash;

		try_quarter(search, hash, which);
		for (unsigned int bit = 0; bit < QUARTER_BITS; bit++)
			try_quarter(search, hash ^ (uint64_t)1 << (which * QUARTER_BITS + bit), which);
	}
}

static void find_report(struct search *search)
{
	for (size_t i = 0; i < search->imprint->num && i < PROBES; i++) {
		size_t at = tz_index_get(&search->imprints->by_probe, &search->imprint->sketch[i]);

		for (uint32_t probe = at == TZ_INDEX_NONE ? NONE : (uint32_t)at; probe != NONE;
		     probe = search->imprints->probes[probe].next)
			try(search, search->imprints->probes[probe].entry);
	}
}

bool tz_imprints_find(const struct taizhang_imprints *imprints, const struct tz_imprint *imprint,
		      const struct taizhang_record *but, struct tz_imprint_match *match)
{
	struct search search = {imprints, imprint, but, match, 0, NONE};
	size_t same = imprint->digest ? tz_index_get(&imprints->by_digest, imprint->digest) : TZ_INDEX_NONE;

	if (same != TZ_INDEX_NONE)
		try(&search, (uint32_t)same);
	if (imprint->is_picture)
		find_picture(&search);
	else
		find_report(&search);
	return search.alike > 0;
}

static int link_picture(struct taizhang_imprints *imprints, struct entry *entry, uint32_t number, struct taizhang_error *err)
{
	const size_t size = (size_t)QUARTERS << QUARTER_BITS;

	if (!imprints->quarters) {
		imprints->quarters = malloc(size * sizeof *imprints->quarters);
		if (!imprints->quarters)
			return tz_error_nomem(err);
		memset(imprints->quarters, 0xff, size * sizeof *imprints->quarters);
	}
	for (unsigned int which = 0; which < QUARTERS; which++) {
		uint32_t *last = &imprints->quarters[quarter(entry->imprint.hash, which)];

		entry->next[which] = *last;
		*last = number;
	}
	return 0;
}

static int link_report(struct taizhang_imprints *imprints, struct entry *entry, uint32_t number, struct taizhang_error *err)
{
	for (size_t i = 0; i < entry->imprint.num && i < PROBES; i++) {
		const uint64_t *key = &entry->imprint.sketch[i];
		size_t last = tz_index_get(&imprints->by_probe, key);

		if (tz_array_grow(&imprints->probes, imprints->num_probes, &imprints->probes_capacity,
				  sizeof *imprints->probes, err) != 0 ||
		    tz_index_put(&imprints->by_probe, key, imprints->num_probes, err) != 0)
			return -1;
		imprints->probes[imprints->num_probes++] =
			(struct probe){number, last == TZ_INDEX_NONE ? NONE : (uint32_t)last};
	}
	return 0;
}

/* The entry for an imprint, which it takes over; NULL with NOMEM. */
static struct entry *make_entry(struct tz_imprint *imprint, const struct taizhang_record *record, const char *name,
				struct taizhang_error *err)
{
	struct entry *entry = calloc(1, sizeof *entry);

	if (!entry) {
		tz_error_nomem(err);
		tz_imprint_clear(imprint);
		return NULL;
	}
	entry->imprint = *imprint;
	*imprint = (struct tz_imprint)TZ_IMPRINT_INIT;
	entry->record = record;
	if (entry->imprint.digest)
		entry->imprint.digest = memcpy(entry->digest, entry->imprint.digest, sizeof entry->digest);
	entry->name = tz_strdup(name, err);
	if (!entry->name) {
		free_entry(entry);
		return NULL;
	}
	return entry;
}

int tz_imprints_add(struct taizhang_imprints *imprints, struct tz_imprint *imprint, const struct taizhang_record *record,
		    const char *name, struct taizhang_error *err)
{
	struct entry *entry = make_entry(imprint, record, name, err);
	uint32_t number = (uint32_t)imprints->num;

	if (!entry)
		return -1;
	if (tz_array_grow(&imprints->entries, imprints->num, &imprints->capacity, sizeof *imprints->entries, err) != 0) {
		free_entry(entry);
		return -1;
	}
	imprints->entries[imprints->num++] = entry;
	/* Of the same bytes the first is told. */
	if (entry->imprint.digest && tz_index_get(&imprints->by_digest, entry->digest) == TZ_INDEX_NONE &&
	    tz_index_put(&imprints->by_digest, entry->digest, number, err) != 0)
		return -1;
	return entry->imprint.is_picture ? link_picture(imprints, entry, number, err)
					 : link_report(imprints, entry, number, err);
}

static int add_item(struct taizhang_imprints *imprints, const struct taizhang_ledger *ledger, struct tz_survey *survey,
		    const struct taizhang_node *item, struct taizhang_error *err)
{
	const struct tz_survey_file *files;
	size_t num;
	char name[300];

	if (tz_survey_item(survey, item, &files, &num, err) != 0)
		return -1;
	for (size_t i = 0; i < num; i++) {
		struct tz_imprint imprint;

		if (tz_imprint_take(&imprint, &files[i], err) != 0)
			return -1;
		snprintf(name, sizeof name, "%d %s/%u", taizhang_ledger_year(ledger), taizhang_node_code(item),
			 taizhang_record_ordinal(files[i].record));
		if (!tz_imprint_is_empty(&imprint) && tz_imprints_add(imprints, &imprint, NULL, name, err) != 0)
			return -1;
	}
	return 0;
}

int tz_imprints_add_survey(struct taizhang_imprints *imprints, const struct taizhang_ledger *ledger, struct tz_survey *survey,
			   struct taizhang_error *err)
{
	for (size_t i = 0; i < taizhang_ledger_num_items(ledger); i++)
		if (add_item(imprints, ledger, survey, taizhang_ledger_get_item(ledger, i), err) != 0)
			return -1;
	return 0;
}

TAIZHANG_API int taizhang_imprints_add_ledger(struct taizhang_imprints *imprints, const struct taizhang_ledger *ledger,
					      const struct taizhang_check_options *options, struct taizhang_error *err)
{
	struct taizhang_check_options how = TAIZHANG_CHECK_OPTIONS_INIT;
	struct tz_survey_plan plan = {.ledger = ledger};
	struct tz_survey *survey;
	int result;

	if (!imprints || !ledger || !taizhang_ledger_directory(ledger) || (options && !options->size))
		return tz_error_inval(err, !imprints ? "imprints" : options && !options->size ? "options" : "ledger");
	if (options)
		memcpy(&how, options, options->size < sizeof how ? options->size : sizeof how);
	plan.threads = how.threads;
	plan.programs = how.programs;
	plan.cache_directory = taizhang_ledger_directory(ledger);
	plan.remember = how.remember;
	plan.progress = how.progress;
	survey = tz_survey_new(&plan, err);
	if (!survey)
		return -1;
	result = tz_imprints_add_survey(imprints, ledger, survey, err);
	tz_survey_free(survey);
	return result;
}
