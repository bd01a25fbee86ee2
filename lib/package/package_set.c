/* SPDX-License-Identifier: MIT */
/* package_set.c: learns of packages that are judged together what they say of their whole, and where its files are. */
#include "package/package_set.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "base/input.h"
#include "base/path.h"
#include "catalog/catalog.h"
#include "ledger/ledger.h"
#include "package/package_whole.h"

static int make_member(struct tz_set *set, const struct taizhang_input *input, bool is_base,
		       struct taizhang_error *err)
{
	struct tz_set_member *member = &set->members[set->num_members];

	if (tz_input_take(&member->input, input, err) < 0)
		return -1;
	member->name = tz_path_base(member->input.name);
	member->is_base = is_base;
	set->num_members++;
	return 0;
}

static int make_members(struct tz_set *set, const char *const *paths, size_t num, bool is_base,
			struct taizhang_error *err)
{
	for (size_t i = 0; i < num; i++) {
		const struct taizhang_input input = tz_input_of_path(paths[i]);

		if (make_member(set, &input, is_base, err) < 0)
			return -1;
	}
	return 0;
}

int tz_set_make(struct tz_set *set, const struct taizhang_input *first, const char *const *parts, size_t num_parts,
		const char *const *bases, size_t num_bases, struct taizhang_error *err)
{
	*set = (struct tz_set){.wanted = TZ_INDEX_OF(TZ_SHA256_BYTES)};
	set->members = calloc(1 + num_parts + num_bases, sizeof *set->members);
	if (!set->members)
		return tz_error_nomem(err);
	if (make_member(set, first, false, err) < 0 || make_members(set, parts, num_parts, false, err) < 0)
		return -1;
	return make_members(set, bases, num_bases, true, err);
}

void tz_set_free(struct tz_set *set)
{
	for (size_t i = 0; i < set->num_members; i++) {
		free(set->members[i].whole_root);
		taizhang_package_free(set->members[i].package);
	}
	free(set->members);
	for (size_t i = 0; i < set->num_files; i++) {
		free(set->files[i].path);
		free(set->files[i].sm3);
	}
	free(set->files);
	tz_index_free(&set->wanted);
	*set = (struct tz_set){.wanted = TZ_INDEX_OF(TZ_SHA256_BYTES)};
}

struct describing {
	const struct taizhang_package *package;
	struct tz_buffer *out;
};

/* What is said of one file: the ledger's own XML has neither its place nor its part. */
static int describe_file(void *context, const struct taizhang_record *record, struct taizhang_file *file,
			 struct taizhang_error *err)
{
	const struct describing *d = context;

	(void)record, (void)err;
	tz_buffer_printf(d->out, "%u %s\n", tz_package_place(d->package, file), taizhang_file_package_path(file));
	return 0;
}

static void describe_whole(struct tz_buffer *out, const struct tz_manifest *manifest, const char *whole_root)
{
	tz_buffer_printf(out, "%s %s %" PRIu64 " %" PRIu64 " %u %s\n", manifest->version, manifest->whole,
			 manifest->whole_files, manifest->whole_bytes, manifest->parts, whole_root ? whole_root : "");
	tz_buffer_printf(out, "%" PRId64 " %u %s\n", manifest->time, manifest->digests,
			 manifest->producer ? manifest->producer : "");
	for (size_t i = 0; i < manifest->num_bases; i++)
		tz_buffer_printf(out, "%s %s %s\n", manifest->bases[i].id, manifest->bases[i].tags,
				 manifest->bases[i].root);
	for (size_t i = 0; i < manifest->num_declared; i++) {
		const struct tz_declared *declared = &manifest->declared[i];

		tz_buffer_printf(out, "%s %s %d %zu\n", declared->item, declared->id, (int)declared->severity,
				 declared->count);
	}
}

/* One digest of all that must be the same in the parts of a set. */
static int make_state(struct tz_set_member *member, struct taizhang_error *err)
{
	const struct taizhang_package *package = member->package;
	struct tz_digest *digest = tz_digest_new(TAIZHANG_DIGEST_SHA256, err);
	struct tz_drain drain = {.take = tz_digest_take, .context = digest};
	struct tz_buffer out = TZ_BUFFER_INIT;
	const struct describing d = {package, &out};
	struct tz_digest_values values;
	int result = -1;

	if (!digest)
		return -1;
	out.drain = &drain;
	describe_whole(&out, &package->manifest, member->whole_root);
	if (tz_package_each_file(package, describe_file, (void *)&d, err) < 0 ||
	    tz_ledger_write(package->ledger, &out, err) < 0 ||
	    tz_catalog_write(taizhang_ledger_catalog(package->ledger), &out, err) < 0)
		goto out;
	tz_buffer_drain(&out);
	if (tz_buffer_check(&out, err) < 0 || tz_digest_final(digest, &values, err) < 0)
		goto out;
	memcpy(member->state, values.hex[tz_digest_slot(TAIZHANG_DIGEST_SHA256)], sizeof member->state);
	result = 0;
out:
	tz_buffer_free(&out);
	tz_digest_free(digest);
	return result;
}

/* A file of the whole; where a base should have its bytes, it is hung on the first file of the same digest. */
static int add_file(void *context, const struct taizhang_record *record, struct taizhang_file *file,
		    struct taizhang_error *err)
{
	struct tz_set *set = context;
	size_t number = set->num_files, first;
	struct tz_set_file *added;

	if (!tz_file_package_path(file))
		return 0;
	if (tz_array_grow(&set->files, number, &set->files_capacity, sizeof *set->files, err) < 0)
		return -1;
	added = &set->files[number];
	*added = (struct tz_set_file){.record = record, .file = file, .next = TZ_INDEX_NONE, .member = TZ_INDEX_NONE,
				      .part = tz_package_place(set->members[0].package, file)};
	set->num_files++;
	if (added->part != TZ_CARRIED_BASE)
		return 0;
	first = tz_index_get(&set->wanted, file->digest);
	if (first == TZ_INDEX_NONE)
		return tz_index_put(&set->wanted, file->digest, number, err);
	added->next = set->files[first].next;
	set->files[first].next = number;
	return 0;
}

struct searching {
	struct tz_set *set;
	size_t member;
};

/* Looks whether a file that a base carries itself is wanted. */
static int find_file(void *context, const struct taizhang_record *record, struct taizhang_file *file,
		     struct taizhang_error *err)
{
	const struct searching *f = context;
	size_t number = tz_file_carried(file) || !tz_file_package_path(file) ? TZ_INDEX_NONE
							      : tz_index_get(&f->set->wanted, file->digest);
	struct tz_set_file *wanted;

	(void)record;
	if (number == TZ_INDEX_NONE)
		return 0;
	wanted = &f->set->files[number];
	/* of two bases that have it, the first is as good as the other */
	if (wanted->member != TZ_INDEX_NONE || wanted->file->size != file->size)
		return 0;
	wanted->member = f->member;
	wanted->path = tz_strdup(tz_file_package_path(file), err);
	return wanted->path ? 0 : -1;
}

int tz_set_take(struct tz_set *set, size_t number, struct taizhang_package *package, struct taizhang_error *err)
{
	struct tz_set_member *member = &set->members[number];
	struct taizhang_error failed = TAIZHANG_ERROR_INIT;
	struct searching searching = {set, number};

	member->package = package;
	member->is_known = package->ledger != NULL;
	if (!member->is_known)
		return 0;
	member->whole_root = tz_package_whole_root(package, &failed);
	if (failed.code)
		return tz_error_pass(err, &failed);
	if (!member->is_base && make_state(member, err) < 0)
		return -1;
	if (number == 0)
		return tz_package_each_file(package, add_file, set, err);
	if (member->is_base && tz_package_each_file(package, find_file, &searching, err) < 0)
		return -1;
	taizhang_ledger_free(package->ledger);
	package->ledger = NULL;
	return 0;
}
