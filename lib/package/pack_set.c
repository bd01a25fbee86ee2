/* SPDX-License-Identifier: MIT */
/* pack_set.c: writes all packages that a plan asks for, and puts them in their places together. */
#include "package/pack_set.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "base/replace_set.h"
#include "finding/finding.h"
#include "package/part_name.h"

/* One package of the set. */
struct output {
	char *path, *root;
	char id[TAIZHANG_DIGEST_HEX_SIZE];
	uint64_t files, bytes, package_bytes;
};

struct set {
	struct tz_pack *pack;
	unsigned int parts;		/* 0: one package that is no part */
	size_t num;
	struct output *outputs;
	struct tz_replace *replaces;
};

struct beside {
	bool force;
	struct taizhang_findings *findings;
};

static int visit_beside(void *context, const char *path, struct taizhang_error *err)
{
	const struct beside *beside = context;

	if (beside->force)
		return tz_find(beside->findings, PACKAGE_BESIDE, err, .file = path);
	return tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_PACK_BESIDE, path);
}

/* All targets are asked before the first byte is written. */
static int begin(struct set *set, struct taizhang_error *err)
{
	for (size_t i = 0; i < set->num; i++) {
		unsigned int part = set->parts ? (unsigned int)i + 1 : 0;

		set->outputs[i].path = tz_part_path(set->pack->target, part, set->parts, err);
		if (!set->outputs[i].path ||
		    tz_replace_begin(&set->replaces[i], set->outputs[i].path, !set->pack->options.force, err) != 0)
			return -1;
	}
	return 0;
}

static int write_output(struct set *set, size_t index, struct taizhang_error *err)
{
	struct output *output = &set->outputs[index];
	struct tz_pack *pack = set->pack;
	struct tz_file_sink file = {set->replaces[index].fd, output->path};
	const struct tz_sink sink = tz_sink_of_file(&file);

	if (tz_pack_begin_part(pack, set->parts ? (unsigned int)index + 1 : 0, set->parts, err) != 0 ||
	    tz_pack_write(pack, &sink, output->path, &output->package_bytes, err) != 0)
		return -1;
	/* The plan rests on upper bounds, but for the packed size of the documents, which it estimates. */
	if (pack->options.max_bytes > 0 && output->package_bytes > pack->options.max_bytes)
		return tz_error_number(err, TAIZHANG_E_LIMIT, TZ_MSG_PACK_PART_LARGE, output->path,
				       (int64_t)output->package_bytes);
	strcpy(output->id, pack->manifest.id);
	output->files = pack->manifest.files;
	output->bytes = pack->manifest.bytes;
	output->root = tz_strdup(pack->manifest.root, err);
	return output->root ? 0 : -1;
}

static int write_all(struct set *set, struct taizhang_error *err)
{
	for (size_t i = 0; i < set->num; i++)
		if (write_output(set, i, err) != 0)
			return -1;
	return tz_replace_commit_all(set->replaces, set->num, err);
}

static void tell(const struct set *set, struct taizhang_pack_result *result)
{
	const struct taizhang_pack_options *options = &set->pack->options;

	result->parts = set->num;
	for (size_t i = 0; i < set->num; i++) {
		const struct output *output = &set->outputs[i];
		struct taizhang_packed packed = {
			.path = output->path, .root = output->root, .part = set->parts ? (unsigned int)i + 1 : 0,
			.parts = set->parts, .files = output->files, .bytes = output->bytes,
			.package_bytes = output->package_bytes,
		};

		strcpy(packed.id, output->id);
		result->package_bytes += output->package_bytes;
		if (options->packed)
			options->packed(options->packed_data, &packed);
	}
}

static int run(struct set *set, struct taizhang_pack_result *result, struct taizhang_findings *findings,
	       struct taizhang_error *err)
{
	const struct taizhang_pack_options *options = &set->pack->options;
	struct beside beside = {options->force, findings};

	if (begin(set, err) != 0)
		return -1;
	if (options->max_bytes > 0 &&
	    tz_part_others(set->pack->target, set->parts, visit_beside, &beside, err) != 0)
		return -1;
	if (write_all(set, err) != 0)
		return -1;
	tell(set, result);
	return 0;
}

int tz_pack_write_set(struct tz_pack *pack, unsigned int parts, struct taizhang_pack_result *result,
		      struct taizhang_findings *findings, struct taizhang_error *err)
{
	struct set set = {.pack = pack, .parts = parts, .num = parts ? parts : 1};
	int status;

	set.outputs = calloc(set.num, sizeof *set.outputs);
	set.replaces = calloc(set.num, sizeof *set.replaces);
	for (size_t i = 0; set.replaces && i < set.num; i++)
		set.replaces[i] = (struct tz_replace)TZ_REPLACE_INIT;
	status = set.outputs && set.replaces ? run(&set, result, findings, err) : tz_error_nomem(err);
	for (size_t i = 0; i < set.num; i++) {
		if (set.replaces)
			tz_replace_abort(&set.replaces[i]);
		if (!set.outputs)
			continue;
		free(set.outputs[i].path);
		free(set.outputs[i].root);
	}
	free(set.outputs);
	free(set.replaces);
	return status;
}
