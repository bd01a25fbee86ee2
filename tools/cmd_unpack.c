/* SPDX-License-Identifier: MIT */
/* cmd_unpack.c: verifies and unpacks a package, or gives the ledger back. */
#include <stdlib.h>

#include "data.h"
#include "progress.h"
#include "reading.h"
#include "session.h"

static int read_options(struct session *session, struct taizhang_unpack_options *options)
{
	const char *kind = session_value(session, OPT_KIND);

	if (session_require(session, OPT_DIRECTORY) != 0)
		return EXIT_UNDONE;
	options->item = session_value(session, OPT_ITEM);
	options->as_ledger = session_has(session, OPT_AS_LEDGER);
	options->threads = session->threads;
	if (kind) {
		options->kind = (enum taizhang_kind)taizhang_list_value(TAIZHANG_LIST_KIND, kind);
		if (!options->kind)
			return session_complain(session, BAD_VALUE, "kind", kind,
						"normative, report, image, table");
	}
	/* A part of the material is no ledger. */
	if (options->as_ledger && (options->item || options->kind))
		return session_complain(session, NOT_TOGETHER, "as-ledger", options->item ? "item" : "kind");
	return 0;
}

static void tell(struct session *session, const struct taizhang_unpack_options *options,
		 const struct taizhang_unpack_result *result)
{
	const char *directory = session_value(session, OPT_DIRECTORY);
	struct data data;

	if (session->json) {
		data_begin(&data);
		data_text(&data, "directory", directory);
		data_text(&data, "root", result->root);
		data_number(&data, "files", result->files);
		data_number(&data, "bytes", result->bytes);
		session->data = data_finish(&data);
	} else if (session->quiet) {
		return;
	} else if (options->as_ledger) {
		say(stdout, UNPACK_LEDGER, directory, message_number(result->files),
		    message_bytes(result->bytes));
	} else {
		say(stdout, UNPACK_DONE, message_number(result->files), message_bytes(result->bytes),
		    directory, result->root);
	}
}

/* What was found in what came nevertheless: that it is not all of the material, most of all. */
static void tell_warnings(struct session *session)
{
	if (taizhang_findings_count(session->findings, TAIZHANG_WARNING))
		session_give_findings(session, TAIZHANG_WARNING);
}

int cmd_unpack(struct session *session)
{
	struct taizhang_unpack_options options = TAIZHANG_UNPACK_OPTIONS_INIT;
	struct taizhang_unpack_result unpacked;
	struct reading reading;
	const char **bases;
	int result;

	if (read_options(session, &options) != 0 ||
	    reading_begin(&reading, session, session_operand(session, 0)) != 0)
		return EXIT_UNDONE;
	options.names = reading.names;
	options.limits = &reading.limits;
	bases = session_values(session, OPT_BASE, &options.num_bases);
	if (!bases)
		return EXIT_UNDONE;
	options.bases = bases;
	options.parts = session->args->operands + 1;
	options.num_parts = session->args->num_operands - 1;
	options.progress = progress_begin(session->quiet || session->json);
	result = taizhang_unpack_input(&reading.input, session_value(session, OPT_DIRECTORY), &options, &unpacked,
				       session->findings, &session->err);
	progress_end();
	free(bases);
	if (result == 0) {
		tell(session, &options, &unpacked);
		tell_warnings(session);
		return EXIT_VALID;
	}
	if (session->err.code != TAIZHANG_E_REFUSED) {
		tell_warnings(session);
		return EXIT_UNDONE;
	}
	session_give_findings(session, 0);
	session_complain(session, UNPACK_REFUSED, NULL);
	return EXIT_INVALID;
}
