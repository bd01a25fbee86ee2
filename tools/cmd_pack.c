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
	options->allow_incomplete = session_has(session, OPT_ALLOW_INCOMPLETE);
	options->force = session_has(session, OPT_FORCE);
	return session_epoch(session, -1, &options->time);
}

static void tell(struct session *session, const struct taizhang_pack_result *result)
{
	const char *path = session_value(session, OPT_OUTPUT);
	size_t errors = taizhang_findings_count(session->findings, TAIZHANG_ERROR);
	size_t warnings = taizhang_findings_count(session->findings, TAIZHANG_WARNING);
	struct data data;

	if (session->json) {
		data_begin(&data);
		data_text(&data, "path", path);
		data_text(&data, "id", result->id);
		data_text(&data, "root", result->root);
		data_number(&data, "files", result->files);
		data_number(&data, "bytes", result->bytes);
		data_number(&data, "package_bytes", result->package_bytes);
		data_boolean(&data, "incomplete", errors > 0);
		session->data = data_finish(&data);
		return;
	}
	if (session->quiet)
		return;
	say(stdout, PACK_DONE, path, message_number(result->files), message_bytes(result->package_bytes));
	say(stdout, PACK_ID, result->id);
	if (errors)
		say(stdout, PACK_INCOMPLETE, message_number(errors));
	if (warnings)
		say(stdout, PACK_WARNINGS, message_number(warnings), session_operand(session, 0));
}

int cmd_pack(struct session *session)
{
	struct taizhang_pack_options options = TAIZHANG_PACK_OPTIONS_INIT;
	struct taizhang_pack_result packed;
	struct taizhang_ledger *ledger;
	int result;

	if (read_options(session, &options) != 0)
		return EXIT_UNDONE;
	ledger = taizhang_ledger_open(session_operand(session, 0), TAIZHANG_OPEN_READ, session->findings,
				      &session->err);
	if (!ledger)
		return EXIT_UNDONE;
	options.progress = progress_begin(session->quiet || session->json);
	result = taizhang_pack(ledger, session_value(session, OPT_OUTPUT), &options, &packed,
			       session->findings, &session->err);
	progress_end();
	taizhang_ledger_free(ledger);
	if (result == 0) {
		tell(session, &packed);
		return EXIT_VALID;
	}
	if (strcmp(taizhang_error_id(&session->err), "file-exists") == 0 && !options.force)
		return session_complain(session, EXISTS, session_value(session, OPT_OUTPUT));
	if (session->err.code != TAIZHANG_E_REFUSED)
		return EXIT_UNDONE;
	session_give_findings(session, TAIZHANG_ERROR);
	session_complain(session, PACK_REFUSED, NULL);
	return EXIT_INVALID;
}
