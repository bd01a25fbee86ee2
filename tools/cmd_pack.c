/* SPDX-License-Identifier: MIT */
/* cmd_pack.c: makes the submission package. */
#include <stdlib.h>
#include <string.h>

#include "data.h"
#include "progress.h"
#include "session.h"

/* --digest: names with commas between. SHA-256 is always there; of the others only SM3 is written. */
static int read_digests(struct session *session, unsigned int *digests)
{
	const char *value = session_value(session, OPT_DIGEST);
	char *copy, *name, *rest;
	int result = 0;

	if (!value)
		return 0;
	copy = strdup(value);
	if (!copy)
		return session_complain(session, NO_MEMORY, NULL);
	for (name = strtok_r(copy, ", ", &rest); name && result == 0; name = strtok_r(NULL, ", ", &rest)) {
		unsigned int digest = taizhang_digest_from_name(name);

		if (digest != TAIZHANG_DIGEST_SHA256 && digest != TAIZHANG_DIGEST_SM3)
			result = session_complain(session, BAD_VALUE, "digest", name, "sha256, sm3");
		*digests |= digest;
	}
	free(copy);
	return result;
}

static int read_options(struct session *session, struct taizhang_pack_options *options)
{
	const char *format = session_value(session, OPT_FORMAT);

	if (session_require(session, OPT_OUTPUT) != 0)
		return EXIT_UNDONE;
	if (format) {
		options->format = taizhang_format_value(format);
		if (!options->format || options->format == TAIZHANG_FORMAT_DIRECTORY)
			return session_complain(session, BAD_VALUE, "format", format,
						"zip, tar, tar.gz, tar.zst");
	}
	if (read_digests(session, &options->digests) != 0)
		return EXIT_UNDONE;
	if (session_size(session, OPT_MAX_SIZE, &options->max_bytes) != 0)
		return EXIT_UNDONE;
	options->allow_incomplete = session_has(session, OPT_ALLOW_INCOMPLETE);
	options->force = session_has(session, OPT_FORCE);
	options->threads = session->threads;
	options->inspect = !session_has(session, OPT_NO_INSPECT);
	return session_epoch(session, -1, &options->time);
}

/* The packages that were written, kept until the progress bar is gone. */
struct list {
	struct taizhang_packed *items;
	size_t num;
	bool failed;
};

static void keep(void *data, const struct taizhang_packed *packed)
{
	struct list *list = data;
	struct taizhang_packed *items = realloc(list->items, (list->num + 1) * sizeof *items);

	list->failed = list->failed || !items;
	if (!items)
		return;
	list->items = items;
	items[list->num] = *packed;
	items[list->num].path = strdup(packed->path);
	items[list->num].root = strdup(packed->root);
	list->failed = list->failed || !items[list->num].path || !items[list->num].root;
	list->num++;
}

static void free_list(struct list *list)
{
	for (size_t i = 0; i < list->num; i++) {
		free((char *)list->items[i].path);
		free((char *)list->items[i].root);
	}
	free(list->items);
}

static void give_packages(struct data *data, const struct list *list)
{
	data_begin_array(data, "packages");
	for (size_t i = 0; i < list->num; i++) {
		const struct taizhang_packed *packed = &list->items[i];

		data_begin_object(data, NULL);
		data_text(data, "path", packed->path);
		data_text(data, "id", packed->id);
		data_text(data, "root", packed->root);
		if (packed->parts > 0) {
			data_number(data, "part", packed->part);
			data_number(data, "parts", packed->parts);
		}
		data_number(data, "files", packed->files);
		data_number(data, "bytes", packed->bytes);
		data_number(data, "package_bytes", packed->package_bytes);
		data_end(data, '}');
	}
	data_end(data, ']');
}

static void give_supplement(struct data *data, const struct taizhang_pack_result *result)
{
	data_begin_object(data, "supplement");
	data_number(data, "added", result->added);
	data_number(data, "changed", result->changed);
	data_number(data, "unchanged", result->unchanged);
	data_number(data, "removed", result->removed);
	data_number(data, "base_files", result->base_files);
	data_number(data, "base_bytes", result->base_bytes);
	data_end(data, '}');
}

static void give(struct session *session, const struct taizhang_pack_result *result, const struct list *list)
{
	struct data data;

	data_begin(&data);
	data_text(&data, "path", session_value(session, OPT_OUTPUT));
	data_text(&data, "id", result->id);
	data_text(&data, "root", result->root);
	data_number(&data, "files", result->files);
	data_number(&data, "bytes", result->bytes);
	data_number(&data, "package_bytes", result->package_bytes);
	data_boolean(&data, "incomplete", taizhang_findings_count(session->findings, TAIZHANG_ERROR) > 0);
	give_packages(&data, list);
	if (session_has(session, OPT_BASE))
		give_supplement(&data, result);
	session->data = data_finish(&data);
}

/* What concerns the packages rather than the material. */
static void tell_finding(struct session *session, const char *id)
{
	struct taizhang_render_options options = session_render_options(session);
	struct taizhang_finding_filter filter = TAIZHANG_FINDING_FILTER_INIT;
	size_t num = 0;

	filter.id = id;
	for (size_t i = 0; i < taizhang_findings_num(session->findings); i++)
		num += taizhang_finding_matches(taizhang_findings_get(session->findings, i), &filter);
	if (num > 0)
		session_give(session, taizhang_render_findings(session->findings, &filter, &options, &session->err));
}

static void tell_packages(const struct taizhang_pack_result *result, const struct list *list)
{
	if (list->num == 1 && list->items[0].parts == 0) {
		say(stdout, PACK_DONE, list->items[0].path, message_number(result->files),
		    message_bytes(result->package_bytes));
		say(stdout, PACK_ID, result->id);
		return;
	}
	say(stdout, PACK_SET, message_number(list->num), message_number(result->files),
	    message_bytes(result->package_bytes));
	for (size_t i = 0; i < list->num; i++)
		say(stdout, PACK_PART, list->items[i].path, message_bytes(list->items[i].package_bytes),
		    list->items[i].id);
	say(stdout, PACK_WHOLE, result->id);
}

static void tell(struct session *session, const struct taizhang_pack_result *result, const struct list *list)
{
	size_t errors = taizhang_findings_count(session->findings, TAIZHANG_ERROR);
	size_t warnings = taizhang_findings_count(session->findings, TAIZHANG_WARNING);

	tell_packages(result, list);
	if (session_has(session, OPT_BASE))
		say(stdout, PACK_SUPPLEMENT, message_number(result->added), message_number(result->changed),
		    message_number(result->unchanged), message_number(result->removed),
		    message_number(result->base_files), message_bytes(result->base_bytes));
	if (errors)
		say(stdout, PACK_INCOMPLETE, message_number(errors));
	if (warnings)
		say(stdout, PACK_WARNINGS, message_number(warnings), session_operand(session, 0));
	tell_finding(session, "package-beside");
	tell_finding(session, "package-supersedes");
}

/* Why there is no package; the exit status. */
static int explain(struct session *session, const struct taizhang_pack_options *options)
{
	const char *id = taizhang_error_id(&session->err);

	if (strcmp(id, "file-exists") == 0 && !options->force)
		return session_complain(session, EXISTS, session->err.where);
	if (strcmp(id, "pack-beside") == 0)
		return session_complain(session, PACK_BESIDE, session->err.where);
	if (session->err.code != TAIZHANG_E_REFUSED)
		return EXIT_UNDONE;
	if (strcmp(id, "pack-nothing-new") == 0) {
		session_complain(session, PACK_NOTHING_NEW, NULL);
		return EXIT_INVALID;
	}
	session_give_findings(session, TAIZHANG_ERROR);
	if (strcmp(id, "pack-classified") == 0)
		session_complain(session, PACK_CLASSIFIED, NULL);
	else
		session_complain(session, PACK_REFUSED, NULL);
	return EXIT_INVALID;
}

static int pack(struct session *session, struct taizhang_pack_options *options, const struct taizhang_ledger *ledger)
{
	struct list list = {NULL, 0, false};
	struct taizhang_pack_result packed;
	int result;

	options->packed = keep;
	options->packed_data = &list;
	options->progress = progress_begin(session->quiet || session->json);
	result = taizhang_pack(ledger, session_value(session, OPT_OUTPUT), options, &packed, session->findings,
			       &session->err);
	progress_end();
	if (result != 0)
		result = explain(session, options);
	else if (list.failed)
		result = session_complain(session, NO_MEMORY, NULL);
	else if (session->json)
		give(session, &packed, &list);
	else if (!session->quiet)
		tell(session, &packed, &list);
	free_list(&list);
	return result;
}

int cmd_pack(struct session *session)
{
	struct taizhang_pack_options options = TAIZHANG_PACK_OPTIONS_INIT;
	struct taizhang_ledger *ledger;
	const char **bases;
	int result = EXIT_UNDONE;

	if (read_options(session, &options) != 0)
		return EXIT_UNDONE;
	bases = session_values(session, OPT_BASE, &options.num_bases);
	if (!bases)
		return EXIT_UNDONE;
	options.bases = bases;
	ledger = taizhang_ledger_open(session_operand(session, 0), TAIZHANG_OPEN_READ, session->findings,
				      &session->err);
	if (ledger)
		result = pack(session, &options, ledger);
	taizhang_ledger_free(ledger);
	free(bases);
	return result;
}
