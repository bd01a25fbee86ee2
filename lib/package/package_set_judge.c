/* SPDX-License-Identifier: MIT */
/* package_set_judge.c: do the packages that were given belong together, and are they all? */
#include "package/package_set.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "finding/finding.h"
#include "ledger/ledger.h"
#include "package/package_whole.h"

/* Of a list inside a sentence; what is left out is counted. */
#define MOST_NAMES 10

static const struct tz_manifest *manifest_of(const struct tz_set_member *member)
{
	return &member->package->manifest;
}

static bool is_same_set(const struct tz_set_member *a, const struct tz_set_member *b)
{
	return manifest_of(a)->parts > 0 && manifest_of(a)->parts == manifest_of(b)->parts &&
	       strcmp(manifest_of(a)->whole, manifest_of(b)->whole) == 0 && a->whole_root && b->whole_root &&
	       strcmp(a->whole_root, b->whole_root) == 0;
}

static int compare_parts(const void *a, const void *b)
{
	const struct tz_set_member *const *x = a, *const *y = b;
	unsigned int left = manifest_of(*x)->part, right = manifest_of(*y)->part;

	if (left != right)
		return left < right ? -1 : 1;
	/* members lie in the order given */
	return (*x > *y) - (*x < *y);
}

/* One more part, against the first package: is it of its set, and of one mind with it? Only what is known can be judged. */
static int judge_part(const struct tz_set_member *first, struct tz_set_member *member,
		      struct taizhang_findings *findings, struct taizhang_error *err)
{
	if (!is_same_set(first, member))
		return tz_find(findings, SET_MIXED, err, .file = member->name, .expected = first->name,
			       .found = member->package->root);
	member->is_wanted = true;
	if (strcmp(first->state, member->state) == 0)
		return 0;
	return tz_find(findings, SET_DISAGREE, err, .file = member->name, .expected = first->name);
}

/* Sorted parts: those that are there twice, and the gaps between them. */
struct gaps {
	const struct tz_set_member *first;
	struct tz_buffer names;
	unsigned int named, missing;
};

static void add_gap(struct gaps *g, unsigned int from, unsigned int to)
{
	for (unsigned int part = from; part < to && g->named < MOST_NAMES; part++) {
		tz_buffer_text_add(&g->names, g->named++ ? "、" : "");
		tz_package_part_name(&g->names, g->first->package, g->first->name, part);
	}
	g->missing += to - from;
}

static int tell_twice(const struct tz_set_member *one, const struct tz_set_member *other,
		      struct taizhang_findings *findings, struct taizhang_error *err)
{
	char which[32];

	snprintf(which, sizeof which, "%u/%u", manifest_of(one)->part, manifest_of(one)->parts);
	return tz_find(findings, SET_PART_TWICE, err, .file = other->name, .expected = one->name, .found = which);
}

static int judge_numbers(const struct tz_set_member *first, const struct tz_set_member **parts, size_t num,
			 bool all_known, struct taizhang_findings *findings, struct taizhang_error *err)
{
	struct gaps g = {first, TZ_BUFFER_INIT, 0, 0};
	unsigned int next = 1;
	int result = 0;

	qsort(parts, num, sizeof *parts, compare_parts);
	for (size_t i = 0; i < num && result == 0; i++) {
		unsigned int part = manifest_of(parts[i])->part;

		if (part < next) {
			result = tell_twice(parts[i - 1], parts[i], findings, err);
			continue;
		}
		add_gap(&g, next, part);
		next = part + 1;
	}
	add_gap(&g, next, manifest_of(first)->parts + 1);
	/* a package that could not be read may be the one */
	if (result == 0 && g.missing && all_known)
		result = tz_buffer_check(&g.names, err) < 0 ? -1
			: tz_find(findings, SET_PART_MISSING, err, .expected = tz_buffer_text(&g.names),
				  .count = g.missing > g.named ? g.missing : 0);
	tz_buffer_free(&g.names);
	return result;
}

static int judge_parts(struct tz_set *set, bool all_known, struct taizhang_findings *findings,
		       struct taizhang_error *err)
{
	struct tz_set_member *first = &set->members[0];
	const struct tz_set_member **parts = calloc(set->num_members, sizeof *parts);
	size_t num = 0;
	int result = 0;

	if (!parts)
		return tz_error_nomem(err);
	first->is_wanted = true;
	parts[num++] = first;
	for (size_t i = 1; i < set->num_members && result == 0; i++) {
		struct tz_set_member *member = &set->members[i];

		if (member->is_base || !member->is_known)
			continue;
		result = judge_part(first, member, findings, err);
		if (member->is_wanted)
			parts[num++] = member;
	}
	if (result == 0 && manifest_of(first)->parts > 0)
		result = judge_numbers(first, parts, num, all_known, findings, err);
	free(parts);
	return result;
}

/* Bases that are named and were not given, each once. */
struct absent {
	const struct tz_base **list;
	size_t num, capacity;
	struct tz_index index;		/* by tags */
};

/* The base of a name among the members; NULL where it was not given. */
static struct tz_set_member *find_base(const struct tz_set *set, const struct tz_index *given,
				       const struct tz_base *base)
{
	size_t number = tz_index_get(given, base->tags);

	if (number == TZ_INDEX_NONE || strcmp(set->members[number].package->id, base->id) != 0)
		return NULL;
	return &set->members[number];
}

static int add_absent(struct absent *absent, const struct tz_base *base, struct taizhang_error *err)
{
	if (tz_index_get(&absent->index, base->tags) != TZ_INDEX_NONE)
		return 0;
	if (tz_array_grow(&absent->list, absent->num, &absent->capacity, sizeof *absent->list, err) < 0 ||
	    tz_index_put(&absent->index, base->tags, absent->num, err) < 0)
		return -1;
	absent->list[absent->num++] = base;
	return 0;
}

/* From the first package along all bases that are named: marks those that are there, gathers those that are not. A base is looked
 * into once, so that even one that names itself ends the walk. */
static int follow(struct tz_set *set, const struct tz_index *given, struct absent *absent,
		  struct taizhang_error *err)
{
	struct tz_set_member **open = calloc(set->num_members, sizeof *open);
	size_t num = 0;
	int result = 0;

	if (!open)
		return tz_error_nomem(err);
	open[num++] = &set->members[0];
	for (size_t i = 0; i < num && result == 0; i++) {
		const struct tz_manifest *manifest = manifest_of(open[i]);

		for (size_t j = 0; j < manifest->num_bases && result == 0; j++) {
			struct tz_set_member *base = find_base(set, given, &manifest->bases[j]);

			if (!base)
				result = add_absent(absent, &manifest->bases[j], err);
			else if (!base->is_wanted)
				open[num++] = base;
			if (base)
				base->is_wanted = true;
		}
	}
	free(open);
	return result;
}

/* Which of the bases that are missing was meant by one that is not wanted: that of the same root, else the first. */
static size_t meant(const struct absent *absent, const bool *told, const struct tz_set_member *member)
{
	size_t best = TZ_INDEX_NONE;

	for (size_t i = 0; i < absent->num; i++) {
		if (told[i])
			continue;
		if (strcmp(absent->list[i]->root, member->package->root) == 0)
			return i;
		if (best == TZ_INDEX_NONE)
			best = i;
	}
	return best;
}

static int tell_wrong(const struct tz_set_member *member, const struct tz_base *wanted,
		      struct taizhang_findings *findings, struct taizhang_error *err)
{
	struct tz_buffer expected = TZ_BUFFER_INIT;
	int result;

	if (wanted)
		tz_buffer_printf(&expected, "%s %s", wanted->root, wanted->id);
	result = tz_buffer_check(&expected, err);
	if (result == 0)
		result = tz_find(findings, BASE_WRONG, err, .file = member->name, .found = member->package->id,
				 .expected = tz_buffer_text(&expected));
	tz_buffer_free(&expected);
	return result;
}

/* What was given and is not wanted is told with what was wanted in its place; what is missing besides, by itself. */
static int tell_bases(struct tz_set *set, const struct absent *absent, bool all_known,
		      struct taizhang_findings *findings, struct taizhang_error *err)
{
	bool *told = calloc(absent->num + 1, sizeof *told);
	int result = 0;

	if (!told)
		return tz_error_nomem(err);
	for (size_t i = 0; i < set->num_members && result == 0; i++) {
		const struct tz_set_member *member = &set->members[i];
		size_t wanted;

		if (!member->is_base || member->is_wanted || !member->is_known)
			continue;
		wanted = meant(absent, told, member);
		if (wanted != TZ_INDEX_NONE)
			told[wanted] = true;
		result = tell_wrong(member, wanted == TZ_INDEX_NONE ? NULL : absent->list[wanted], findings, err);
	}
	for (size_t i = 0; i < absent->num && result == 0 && all_known; i++)
		if (!told[i])
			result = tz_find(findings, BASE_MISSING, err, .expected = absent->list[i]->root,
					 .found = absent->list[i]->id);
	free(told);
	return result;
}

static int tell_files(const struct tz_set *set, struct taizhang_findings *findings, struct taizhang_error *err)
{
	for (size_t i = 0; i < set->num_files; i++) {
		const struct tz_set_file *file = &set->files[i];
		char hex[TAIZHANG_DIGEST_HEX_SIZE];
		size_t first = file->part == TZ_CARRIED_BASE ? tz_index_get(&set->wanted, file->file->digest) : i;

		if (file->part != TZ_CARRIED_BASE ||
		    (set->files[first].member != TZ_INDEX_NONE && set->files[first].file->size == file->file->size))
			continue;
		if (tz_find(findings, BASE_FILE_MISSING, err, .item = taizhang_node_code(file->record->item),
			    .record = file->record->ordinal, .file = tz_file_package_path(file->file),
			    .expected = taizhang_file_digest(file->file, hex)) < 0)
			return -1;
	}
	return 0;
}

/* The bases given, by tags. */
static int index_bases(struct tz_set *set, struct tz_index *given, struct taizhang_findings *findings,
		       struct taizhang_error *err)
{
	for (size_t i = 1; i < set->num_members; i++) {
		struct tz_set_member *member = &set->members[i];
		size_t before;

		if (!member->is_base || !member->is_known)
			continue;
		before = tz_index_get(given, member->package->tags);
		if (before == TZ_INDEX_NONE) {
			if (tz_index_put(given, member->package->tags, i, err) < 0)
				return -1;
			continue;
		}
		/* whether it is wanted is said of the other */
		member->is_wanted = true;
		if (tz_find(findings, SET_PART_TWICE, err, .file = member->name,
			    .expected = set->members[before].name) < 0)
			return -1;
	}
	return 0;
}

static int judge_bases(struct tz_set *set, bool all_known, struct taizhang_findings *findings,
		       struct taizhang_error *err)
{
	struct absent absent = {.index = TZ_INDEX_INIT};
	struct tz_index given = TZ_INDEX_INIT;
	int result = index_bases(set, &given, findings, err);

	if (result == 0)
		result = follow(set, &given, &absent, err);
	if (result == 0)
		result = tell_bases(set, &absent, all_known, findings, err);
	/* without one of its bases, of every other file it would be said that it is missing */
	if (result == 0 && absent.num == 0 && all_known)
		result = tell_files(set, findings, err);
	free(absent.list);
	tz_index_free(&absent.index);
	tz_index_free(&given);
	return result;
}

int tz_set_judge(struct tz_set *set, struct taizhang_findings *findings, struct taizhang_error *err)
{
	bool all_known = true;

	/* what is wrong with a package that cannot be read was told; it hides what it is */
	if (!set->members[0].is_known)
		return 0;
	for (size_t i = 0; i < set->num_members; i++)
		all_known = all_known && set->members[i].is_known;
	if (judge_parts(set, all_known, findings, err) < 0)
		return -1;
	return judge_bases(set, all_known, findings, err);
}
