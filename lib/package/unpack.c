/* SPDX-License-Identifier: MIT */
/* unpack.c: the run of unpacking: one pass that verifies and writes at once, then one rename. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "api.h"
#include "base/array.h"
#include "base/error.h"
#include "base/index.h"
#include "base/input.h"
#include "base/path.h"
#include "ledger/ledger.h"
#include "package/bag.h"
#include "package/container_read.h"
#include "package/package_whole.h"
#include "package/unpack.h"
#include "package/unpack_ledger.h"
#include "package/unpack_set.h"

/* In the target's hidden folder beside what came: what is to be committed. */
#define DONE "done"
#define LEDGER "ledger"

struct unpack {
	const struct taizhang_unpack_options *options;
	struct tz_unpack_target *target;
	struct taizhang_package *asked;	/* the package as first opened, where only a part of it is wanted */
	struct tz_index wanted;		/* that part: paths in the package */
	uint64_t files, bytes;		/* of the payload, as it has proved to be */
};

bool tz_unpack_is_selective(const struct taizhang_unpack_options *options)
{
	return options->item || options->kind;
}

bool tz_unpack_selects(const struct taizhang_unpack_options *options, const struct taizhang_ledger *ledger,
		       const struct taizhang_record *record)
{
	if (options->kind && record->kind != options->kind)
		return false;
	return !options->item || record->item == taizhang_catalog_find(taizhang_ledger_catalog(ledger), options->item);
}

static bool is_wanted(const struct unpack *u, const char *path)
{
	if (tz_unpack_is_selective(u->options))
		return tz_index_get(&u->wanted, path) != TZ_INDEX_NONE;
	return !u->options->as_ledger || tz_bag_is_payload(path);
}

/* Called on any thread: what is wanted does not change any more. */
static int begin_file(void *context, const struct tz_bag_file *file, void **state, struct taizhang_error *err)
{
	struct unpack *u = context;
	char *path;

	if (!is_wanted(u, file->path))
		return 0;
	path = tz_path_join(TZ_UNPACK_BAG, file->path, err);
	*state = path ? tz_unpack_file_begin(u->target, path, err) : NULL;
	free(path);
	if (!*state)
		return -1;
	return 1;
}

static int write_file(void *state, const void *data, size_t size, struct taizhang_error *err)
{
	return tz_unpack_file_write(state, data, size, err);
}

static int end_file(void *state, struct taizhang_error *err)
{
	return tz_unpack_file_end(state, err);
}

static void drop_file(void *state)
{
	tz_unpack_file_drop(state);
}

static int want_file(void *context, const struct taizhang_record *record, struct taizhang_file *file,
		     struct taizhang_error *err)
{
	struct unpack *u = context;

	if (!tz_file_package_path(file) || tz_file_carried(file) || !tz_unpack_selects(u->options, u->asked->ledger, record))
		return 0;
	return tz_index_put(&u->wanted, tz_file_package_path(file), 1, err);
}

int tz_unpack_check_item(const struct taizhang_unpack_options *options, const struct taizhang_ledger *ledger,
			 struct taizhang_error *err)
{
	if (!options->item || taizhang_catalog_find(taizhang_ledger_catalog(ledger), options->item))
		return 0;
	return tz_error_set(err, TAIZHANG_E_NOT_FOUND, TZ_MSG_LEDGER_ITEM, options->item);
}

/* A selection can only be named by what the manifest says, which stands behind the payload: it is read first. */
static int choose_part(struct unpack *u, const struct taizhang_input *input, struct taizhang_error *err)
{
	const struct taizhang_unpack_options *o = u->options;
	const struct tz_container_options opening = {.limits = o->limits, .names = o->names};
	const struct taizhang_progress only_cancel = {.cancel = o->progress.cancel, .data = o->progress.data};

	if (!tz_unpack_is_selective(o))
		return 0;
	u->asked = tz_package_open(input, &opening, &only_cancel, NULL, err);
	if (!u->asked || tz_unpack_check_item(o, u->asked->ledger, err) < 0)
		return -1;
	return tz_package_each_file(u->asked, want_file, u, err);
}

int tz_unpack_set_time(struct tz_unpack_target *target, const struct taizhang_file *file,
		       struct taizhang_error *err)
{
	char *path = tz_path_join(TZ_UNPACK_BAG, tz_file_package_path(file), err);
	int result;

	if (!path)
		return -1;
	result = tz_unpack_target_set_time(target, path, file->mtime, file->mtime_ns, err);
	free(path);
	return result;
}

/* In a package that is valid, what the manifest lists is the payload, of the sizes it says. */
static int set_time(void *context, const struct taizhang_record *record, struct taizhang_file *file,
		    struct taizhang_error *err)
{
	struct unpack *u = context;

	(void)record;
	if (!tz_file_package_path(file) || tz_file_carried(file) || !is_wanted(u, tz_file_package_path(file)))
		return 0;
	u->files++;
	u->bytes += file->size;
	return tz_unpack_set_time(u->target, file, err);
}

int tz_unpack_commit_ledger(struct tz_unpack_target *target, const struct taizhang_ledger *ledger,
			    struct taizhang_error *err)
{
	/* ledger.xml last: without it the folder is no ledger */
	static const char *const parts[] = {LEDGER "/materials", LEDGER "/catalog.xml", LEDGER "/ledger.xml"};

	if (tz_unpack_ledger(target, ledger, TZ_UNPACK_BAG, LEDGER, err) < 0)
		return -1;
	return tz_unpack_target_commit(target, parts, sizeof parts / sizeof parts[0], err);
}

int tz_unpack_commit_bag(struct tz_unpack_target *target, const char *root, struct taizhang_error *err)
{
	char *done = tz_path_join(DONE, root, err);
	const char *parts[1] = {done};
	int result = -1;

	/* an empty selection is a folder all the same */
	if (done && tz_unpack_target_make_folder(target, TZ_UNPACK_BAG, err) == 0 &&
	    tz_unpack_target_move(target, TZ_UNPACK_BAG, done, err) == 0)
		result = tz_unpack_target_commit(target, parts, 1, err);
	free(done);
	return result;
}

static int commit(struct unpack *u, const struct taizhang_package *package, struct taizhang_error *err)
{
	if (tz_package_each_file(package, set_time, u, err) < 0)
		return -1;
	if (u->options->as_ledger)
		return tz_unpack_commit_ledger(u->target, package->ledger, err);
	return tz_unpack_commit_bag(u->target, package->root, err);
}

int tz_unpack_check_options(const struct taizhang_unpack_options *options, const struct taizhang_input *input,
			    struct taizhang_error *err)
{
	if (options->kind && !taizhang_list_name(TAIZHANG_LIST_KIND, options->kind))
		return tz_error_inval(err, "kind");
	if (tz_unpack_is_selective(options) && options->as_ledger)
		return tz_error_set(err, TAIZHANG_E_INVAL, TZ_MSG_UNPACK_PART_OF_LEDGER, input->name);
	return 0;
}

/* What can be told before anything is read or made. */
static int check_request(struct unpack *u, const struct taizhang_input *input, struct taizhang_error *err)
{
	struct stat st;

	if (tz_unpack_check_options(u->options, input, err) < 0)
		return -1;
	if (tz_unpack_is_selective(u->options) && tz_input_is_stream(input))
		return tz_error_set(err, TAIZHANG_E_INVAL, TZ_MSG_UNPACK_PART_OF_STREAM, input->name);
	if (input->path && stat(input->path, &st) == 0 && S_ISDIR(st.st_mode))
		return tz_error_set(err, TAIZHANG_E_INVAL, TZ_MSG_UNPACK_FOLDER, input->name);
	return 0;
}

/* What is not all of the material is told, and no ledger can be made of it. */
static int check_alone(struct unpack *u, const struct taizhang_input *input, const struct taizhang_package *package,
		       struct taizhang_findings *findings, struct taizhang_error *err)
{
	if (tz_package_tell_alone(package, tz_path_base(input->name), findings, err) < 0)
		return -1;
	if (!u->options->as_ledger || tz_package_is_complete(package))
		return 0;
	return tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_UNPACK_NOT_WHOLE, input->name);
}

static int run(struct unpack *u, const struct taizhang_input *input, const char *directory,
	       struct taizhang_package **package, struct taizhang_findings *findings, struct taizhang_error *err)
{
	const struct tz_bag_sink sink = {u, true, begin_file, write_file, end_file, drop_file};
	struct taizhang_verify_options verify = TAIZHANG_VERIFY_OPTIONS_INIT;
	size_t before = taizhang_findings_count(findings, TAIZHANG_ERROR);
	size_t errors;

	verify.limits = u->options->limits;
	verify.names = u->options->names;
	verify.progress = u->options->progress;
	verify.threads = u->options->threads;
	if (check_request(u, input, err) < 0 || choose_part(u, input, err) < 0)
		return -1;
	u->target = tz_unpack_target_open(directory, err);
	if (!u->target || tz_verify(input, &verify, &sink, findings, package, err) < 0)
		return -1;
	errors = taizhang_findings_count(findings, TAIZHANG_ERROR) - before;
	if (errors)
		return tz_error_number(err, TAIZHANG_E_REFUSED, TZ_MSG_UNPACK_NOT_VALID, input->name, (int64_t)errors);
	return check_alone(u, input, *package, findings, err) < 0 ? -1 : commit(u, *package, err);
}

TAIZHANG_API int taizhang_unpack_input(const struct taizhang_input *input, const char *directory,
				       const struct taizhang_unpack_options *options,
				       struct taizhang_unpack_result *result, struct taizhang_findings *findings,
				       struct taizhang_error *err)
{
	struct taizhang_unpack_options o = TAIZHANG_UNPACK_OPTIONS_INIT;
	struct taizhang_findings *own = NULL;
	struct taizhang_package *package = NULL;
	struct unpack u = {.options = &o, .wanted = TZ_INDEX_INIT};
	struct taizhang_input taken;
	int status = -1;

	if (tz_input_take(&taken, input, err) < 0)
		return -1;
	if (!directory || !*directory)
		return tz_error_inval(err, "directory");
	if (options)
		memcpy(&o, options, options->size < sizeof o ? options->size : sizeof o);
	/* valid or not is told by findings: without the caller's we need our own */
	if (!findings && !(findings = own = taizhang_findings_new(err)))
		return -1;
	if (o.num_parts || o.num_bases) {
		status = tz_unpack_set(&taken, directory, &o, result, findings, err);
		taizhang_findings_free(own);
		return status;
	}
	status = run(&u, &taken, directory, &package, findings, err);
	if (status == 0 && result) {
		memset(result, 0, sizeof *result);
		result->files = u.files;
		result->bytes = u.bytes;
		if (!o.as_ledger)
			snprintf(result->root, sizeof result->root, "%s", package->root);
	}
	tz_unpack_target_free(u.target);
	tz_index_free(&u.wanted);
	taizhang_package_free(u.asked);
	taizhang_package_free(package);
	taizhang_findings_free(own);
	return status;
}

TAIZHANG_API int taizhang_unpack(const char *path, const char *directory,
				 const struct taizhang_unpack_options *options,
				 struct taizhang_unpack_result *result, struct taizhang_findings *findings,
				 struct taizhang_error *err)
{
	const struct taizhang_input input = tz_input_of_path(path);

	return taizhang_unpack_input(&input, directory, options, result, findings, err);
}
