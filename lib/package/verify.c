/* SPDX-License-Identifier: MIT */
/* verify.c: the run of a verification: read the bag once, then judge it as a bag and as a package. */
#include <string.h>

#include "api.h"
#include "base/error.h"
#include "base/input.h"
#include "base/path.h"
#include "finding/finding.h"
#include "package/bag.h"
#include "package/package.h"
#include "package/package_check.h"
#include "package/package_whole.h"
#include "package/verify_inspect.h"
#include "package/verify_set.h"

/* Without a declaration and a manifest it is some other archive: one finding says so, and the rest would be noise. */
static bool is_bag(const struct tz_bag *bag)
{
	bool of_tags;

	if (tz_bag_find(bag, TZ_BAGIT_TXT))
		return true;
	for (size_t i = 0; i < bag->num_files; i++)
		if (tz_bag_manifest_algorithm(bag->files[i].path, &of_tags))
			return true;
	return false;
}

/* What is judged while the bag is still read: told in its place among the rest, once that is known. */
struct early {
	const struct taizhang_findings *findings;	/* where it will be told */
	struct taizhang_findings *declaration, *manifests, *manifest_xml;
	bool tags_known;
	struct taizhang_package *package;		/* what manifest.xml says; NULL where it was not streamed */
};

/* The digests that are expected of a hundred thousand files are held against them as they come; their list is not kept. */
static int judge_tags(void *listener, struct tz_bag *bag, struct taizhang_error *err)
{
	struct early *early = listener;

	early->declaration = tz_findings_beside(early->findings, err);
	early->manifests = early->declaration ? tz_findings_beside(early->findings, err) : NULL;
	if (!early->manifests || tz_bag_read_declaration(bag, early->declaration, err) < 0)
		return -1;
	early->tags_known = true;
	return is_bag(bag) ? tz_bag_read_manifests(bag, early->manifests, err) : 0;
}

static int judge_manifest_xml(void *listener, struct tz_bag *bag, const struct tz_xml_input *input,
			      struct taizhang_error *err)
{
	struct early *early = listener;

	if (!is_bag(bag))
		return 0;
	early->manifest_xml = tz_findings_beside(early->findings, err);
	early->package = early->manifest_xml ? tz_package_new(err) : NULL;
	if (!early->package)
		return -1;
	return tz_package_read_manifest(early->package, bag, input, early->manifest_xml, err);
}

static int judge_bag(struct tz_bag *bag, struct early *early, struct taizhang_findings *findings,
		     struct taizhang_error *err)
{
	if (early->tags_known ? tz_findings_move(findings, early->declaration, err) < 0
			      : tz_bag_read_declaration(bag, findings, err) < 0)
		return -1;
	if (!is_bag(bag))
		return 0;
	if (tz_bag_read_info(bag, findings, err) < 0)
		return -1;
	if (early->tags_known ? tz_findings_move(findings, early->manifests, err) < 0
			      : tz_bag_read_manifests(bag, findings, err) < 0)
		return -1;
	if (tz_bag_read_fetch(bag, findings, err) < 0)
		return -1;
	return tz_bag_check(bag, findings, err);
}

/* What was read of a manifest.xml that did not come to its end is nobody's word. */
static int take_manifest(struct early *early, struct taizhang_package *package, struct tz_bag *bag,
			 struct taizhang_findings *findings, struct taizhang_error *err)
{
	if (!early->package)
		return tz_package_read_manifest(package, bag, NULL, findings, err);
	if (tz_bag_find(bag, TZ_MANIFEST_XML)->broken)
		return 0;
	tz_package_take_manifest(package, early->package);
	return tz_findings_move(findings, early->manifest_xml, err);
}

static int judge(struct tz_bag *bag, struct tz_container *c, const struct taizhang_verify_options *options,
		 struct early *early, struct taizhang_package **package, struct taizhang_findings *findings,
		 struct taizhang_error *err)
{
	/* past a limit nothing is known of the rest */
	if (!tz_container_is_stopped(c) && judge_bag(bag, early, findings, err) < 0)
		return -1;
	*package = tz_package_of_bag(bag, c, err);
	if (!*package)
		return -1;
	if (tz_container_is_stopped(c) || options->bag_only || !is_bag(bag))
		return 0;
	if (take_manifest(early, *package, bag, findings, err) < 0)
		return -1;
	return (*package)->ledger ? tz_package_check(*package, bag, findings, err) : 0;
}

static void free_early(struct early *early)
{
	taizhang_findings_free(early->declaration);
	taizhang_findings_free(early->manifests);
	taizhang_findings_free(early->manifest_xml);
	taizhang_package_free(early->package);
}

static int read_and_judge(const struct taizhang_input *input, const struct taizhang_verify_options *options,
			  struct tz_bag_options *reading, struct taizhang_findings *findings,
			  struct taizhang_package **package, struct taizhang_error *err)
{
	struct early early = {.findings = findings};
	struct taizhang_package *made = NULL;
	struct tz_bag bag = {0};
	const struct tz_container_options opening = {.limits = options->limits, .names = options->names};
	struct tz_container *c = tz_container_open(input, &opening, err);
	int result = -1;

	if (!c)
		return -1;
	reading->listener = &early;
	reading->tags_known = judge_tags;
	reading->manifest = options->bag_only ? NULL : judge_manifest_xml;
	result = tz_bag_read(&bag, c, reading, findings, err);
	if (result == 0)
		result = judge(&bag, c, options, &early, &made, findings, err);
	if (result == 0 && package) {
		*package = made;
		made = NULL;
	}
	taizhang_package_free(made);
	free_early(&early);
	tz_bag_free(&bag);
	tz_container_close(c);
	return result;
}

int tz_verify(const struct taizhang_input *input, const struct taizhang_verify_options *options,
	      const struct tz_bag_sink *sink, struct taizhang_findings *findings,
	      struct taizhang_package **package, struct taizhang_error *err)
{
	struct tz_bag_options reading = {
		.bag_only = options->bag_only, .threads = options->threads, .sink = sink,
		.progress = options->progress,
	};

	return read_and_judge(input, options, &reading, findings, package, err);
}

int tz_verify_tags(const struct taizhang_input *input, const struct taizhang_verify_options *options,
		   struct taizhang_findings *findings, struct taizhang_package **package, struct taizhang_error *err)
{
	struct tz_bag_options reading = {.tags_only = true, .progress = options->progress};

	return read_and_judge(input, options, &reading, findings, package, err);
}

static int verify_alone(const struct taizhang_input *input, const struct taizhang_verify_options *options,
			const struct tz_bag_sink *sink, struct taizhang_findings *findings,
			struct taizhang_package **package, struct taizhang_error *err)
{
	if (tz_verify(input, options, sink, findings, package, err) < 0)
		return -1;
	(*package)->judged = TZ_JUDGED_ALONE;
	return tz_package_tell_alone(*package, tz_path_base(input->name), findings, err);
}

static int verify_together(const struct taizhang_input *input, const struct taizhang_verify_options *options,
			   const struct tz_bag_sink *sink, struct taizhang_findings *findings,
			   struct taizhang_package **package, struct taizhang_error *err)
{
	struct tz_set set;
	int result = -1;

	if (options->bag_only)
		return tz_error_inval(err, "bag_only");
	if (tz_set_make(&set, input, options->parts, options->num_parts, options->bases, options->num_bases,
			err) == 0)
		result = tz_verify_set(&set, options, sink, findings, err);
	if (result == 0) {
		*package = set.members[0].package;
		set.members[0].package = NULL;
	}
	tz_set_free(&set);
	return result;
}

static int verify(const struct taizhang_input *input, const struct taizhang_verify_options *options,
		  const struct tz_bag_sink *sink, struct taizhang_findings *findings, struct taizhang_package **package,
		  struct taizhang_error *err)
{
	return options->num_parts || options->num_bases ? verify_together(input, options, sink, findings, package, err)
							: verify_alone(input, options, sink, findings, package, err);
}

/* Its files are looked into while they pass; what they say can be judged when all that manifest.xml states is known. */
static int verify_contents(const struct taizhang_input *input, const struct taizhang_verify_options *options,
			   struct taizhang_findings *findings, struct taizhang_package **package, struct taizhang_error *err)
{
	struct tz_looking looking = {.facts = NULL};
	int result = tz_looking_begin(&looking, true, err);

	if (result == 0) {
		const struct tz_bag_sink sink = tz_looking_sink(&looking);

		result = verify(input, options, &sink, findings, package, err);
	}
	if (result == 0 && *package && (*package)->ledger)
		result = tz_looking_judge(&looking, (*package)->ledger, &options->progress, options->contents, err);
	tz_looking_end(&looking);
	return result;
}

TAIZHANG_API int taizhang_verify_input(const struct taizhang_input *input,
				       const struct taizhang_verify_options *options,
				       struct taizhang_findings *findings, struct taizhang_package **package,
				       struct taizhang_error *err)
{
	struct taizhang_verify_options o = TAIZHANG_VERIFY_OPTIONS_INIT;
	struct taizhang_package *made = NULL;
	struct taizhang_input taken;
	int result;

	if (package)
		*package = NULL;
	if (tz_input_take(&taken, input, err) < 0)
		return -1;
	if (!findings)
		return tz_error_inval(err, "findings");
	if (options)
		memcpy(&o, options, options->size < sizeof o ? options->size : sizeof o);
	result = o.contents && !o.bag_only ? verify_contents(&taken, &o, findings, &made, err)
					   : verify(&taken, &o, NULL, findings, &made, err);
	if (result == 0 && package) {
		*package = made;
		made = NULL;
	}
	taizhang_package_free(made);
	return result;
}

TAIZHANG_API int taizhang_verify(const char *path, const struct taizhang_verify_options *options,
				 struct taizhang_findings *findings, struct taizhang_package **package,
				 struct taizhang_error *err)
{
	const struct taizhang_input input = tz_input_of_path(path);

	return taizhang_verify_input(&input, options, findings, package, err);
}
