/* SPDX-License-Identifier: MIT */
/* verify_set.c: the run of a verification of several packages: each by itself, then whether they belong together. */
#include "package/verify_set.h"

#include <stdlib.h>
#include <sys/stat.h>

#include "base/error.h"
#include "finding/finding.h"

/* The progress of one package, as that of all. */
struct steps {
	const struct taizhang_progress *outer;
	uint64_t before, size, total;	/* packed bytes: of the packages that are done, of this one, of all */
};

static void step(void *data, uint64_t done, uint64_t total, const char *current)
{
	const struct steps *s = data;
	uint64_t part = s->size;

	/* of sizes so large the last digits do not show */
	if (done < total)
		part = (uint64_t)((double)s->size * ((double)done / (double)total));
	/* that all is done is said once */
	if (done < total || s->before + s->size == s->total)
		s->outer->progress(s->outer->data, s->before + part, s->total, current);
}

static int should_stop(void *data)
{
	const struct steps *s = data;

	return s->outer->cancel(s->outer->data);
}

/* Of a folder and of a stream nothing is known before they are read. */
static uint64_t packed_size(const struct taizhang_input *input)
{
	struct stat info;

	if (!input->path)
		return 1 + input->data_size + input->bytes;
	return stat(input->path, &info) == 0 && S_ISREG(info.st_mode) ? (uint64_t)info.st_size + 1 : 1;
}

static int verify_member(struct tz_set *set, const struct taizhang_verify_options *options,
			 const struct tz_bag_sink *sink, struct taizhang_findings *findings,
			 struct taizhang_error *err)
{
	const struct tz_set_member *member = &set->members[set->current];
	struct taizhang_package *package;
	int result;

	tz_findings_set_package(findings, member->name);
	result = tz_verify(&member->input, options, sink, findings, &package, err);
	tz_findings_set_package(findings, NULL);
	return result < 0 ? -1 : tz_set_take(set, set->current, package, err);
}

int tz_verify_set(struct tz_set *set, const struct taizhang_verify_options *options,
		  const struct tz_bag_sink *sink, struct taizhang_findings *findings, struct taizhang_error *err)
{
	struct taizhang_verify_options one = *options;
	struct steps steps = {.outer = &options->progress};

	one.progress = (struct taizhang_progress){options->progress.progress ? step : NULL,
						  options->progress.cancel ? should_stop : NULL, &steps};
	for (size_t i = 0; i < set->num_members; i++)
		steps.total += packed_size(&set->members[i].input);
	for (set->current = 0; set->current < set->num_members; set->current++) {
		steps.size = packed_size(&set->members[set->current].input);
		/* a file that grew meanwhile */
		if (steps.size > steps.total - steps.before)
			steps.size = steps.total - steps.before;
		if (verify_member(set, &one, sink, findings, err) < 0)
			return -1;
		steps.before += steps.size;
	}
	if (set->members[0].package)
		set->members[0].package->judged = TZ_JUDGED_TOGETHER;
	return tz_set_judge(set, findings, err);
}
