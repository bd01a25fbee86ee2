/* SPDX-License-Identifier: MIT */
/* cmd_verify.c: verifies a package, and answers with a receipt. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>

#include "progress.h"
#include "reading.h"
#include "session.h"
#include "signals.h"

/* The receipt's two names: FILE with .json and .html in place of either ending. */
static int receipt_paths(const char *value, char **json, char **page)
{
	size_t size = strlen(value);

	if (size > 5 && (strcmp(value + size - 5, ".json") == 0 || strcmp(value + size - 5, ".html") == 0))
		size -= 5;
	*json = malloc(size + 6);
	*page = malloc(size + 6);
	if (!*json || !*page)
		return -1;
	snprintf(*json, size + 6, "%.*s.json", (int)size, value);
	snprintf(*page, size + 6, "%.*s.html", (int)size, value);
	return 0;
}

static int write_receipt(struct session *session, const struct taizhang_package *package)
{
	struct taizhang_receipt_options options = TAIZHANG_RECEIPT_OPTIONS_INIT;
	const char *value = session_value(session, OPT_RECEIPT);
	const char *path = session_operand(session, 0);
	char *json = NULL, *page = NULL;
	struct stat info;
	int result = -1;

	if (receipt_paths(value, &json, &page) != 0)
		session_complain(session, NO_MEMORY, NULL);
	else if (session_epoch(session, (int64_t)time(NULL), &options.time) == 0) {
		/* What cannot be looked at now is no reason for a receipt without the file's digest. */
		if (!reading_is_stdin(path))
			options.path = stat(path, &info) == 0 ? (S_ISREG(info.st_mode) ? path : NULL) :
				       errno == ENOENT ? NULL : path;
		signals_hold();
		result = taizhang_receipt_write(package, session->findings, &options, json, page,
						&session->err);
		signals_release();
		if (result == 0 && session_speaks(session))
			say(stdout, RECEIPT_DONE, json, page);
	}
	free(json);
	free(page);
	return result;
}

/* data is an object that is not empty: with one more member. */
static int join_contents(struct session *session, char *findings)
{
	size_t size = session->data ? strlen(session->data) : 0, joined = size + strlen(findings) + sizeof ",\"contents\":}";
	char *data;

	while (size && session->data[size - 1] != '}')
		size--;
	if (!size)
		return 0;
	data = malloc(joined);
	if (!data)
		return session_complain(session, NO_MEMORY, NULL);
	snprintf(data, joined, "%.*s,\"contents\":%s}", (int)size - 1, session->data, findings);
	taizhang_text_free(session->data);
	session->data = data;
	return 0;
}

/* What the files say, under its own heading. */
static int tell_contents(struct session *session, const struct taizhang_findings *contents)
{
	struct taizhang_render_options options = session_render_options(session);
	char *text;
	int result = 0;

	if (session->quiet && !session->json)
		return 0;
	text = taizhang_render_findings(contents, NULL, &options, &session->err);
	if (!text)
		return EXIT_UNDONE;
	if (session->json) {
		result = join_contents(session, text);
	} else {
		say(stdout, VERIFY_CONTENTS, NULL);
		fputs(text, stdout);
	}
	taizhang_text_free(text);
	return result;
}

static int tell(struct session *session, const struct taizhang_package *package)
{
	struct taizhang_render_options options = session_render_options(session);

	if (!package)
		return session_give_findings(session, (enum taizhang_severity)0);
	/* In JSON the findings stand beside the data. */
	return session_give(session, taizhang_package_text(package, session->json ? NULL : session->findings,
							   &options, &session->err));
}

static int begin_contents(struct session *session, struct taizhang_verify_options *options)
{
	if (!session_has(session, OPT_INSPECT))
		return 0;
	if (options->bag_only)
		return session_complain(session, NOT_TOGETHER, "bag", "inspect");
	options->contents = taizhang_findings_new(&session->err);
	return options->contents ? 0 : EXIT_UNDONE;
}

static bool has_errors(const struct taizhang_findings *findings)
{
	return findings && taizhang_findings_count(findings, TAIZHANG_ERROR) > 0;
}

static int verify(struct session *session, const struct reading *reading, struct taizhang_verify_options *options)
{
	struct taizhang_package *package = NULL;
	int result;

	options->progress = progress_begin(session->quiet || session->json);
	result = taizhang_verify_input(&reading->input, options, session->findings, &package, &session->err);
	progress_end();
	if (result == 0)
		result = tell(session, package);
	if (result == 0 && options->contents)
		result = tell_contents(session, options->contents);
	if (result == 0 && session_has(session, OPT_RECEIPT))
		result = write_receipt(session, package);
	taizhang_package_free(package);
	if (result != 0)
		return EXIT_UNDONE;
	return has_errors(session->findings) || has_errors(options->contents) ? EXIT_INVALID : EXIT_VALID;
}

int cmd_verify(struct session *session)
{
	struct taizhang_verify_options options = TAIZHANG_VERIFY_OPTIONS_INIT;
	struct reading reading;
	const char **bases;
	int result;

	options.num_parts = session->args->num_operands - 1;
	options.parts = session->args->operands + 1;
	options.threads = session->threads;
	options.bag_only = session_has(session, OPT_BAG);
	if (options.bag_only && (options.num_parts || session_has(session, OPT_BASE)))
		return session_complain(session, BAG_ALONE, NULL);
	if (reading_begin(&reading, session, session_operand(session, 0)) != 0 || begin_contents(session, &options) != 0)
		return EXIT_UNDONE;
	options.names = reading.names;
	options.limits = &reading.limits;
	bases = session_values(session, OPT_BASE, &options.num_bases);
	options.bases = bases;
	result = bases ? verify(session, &reading, &options) : EXIT_UNDONE;
	free(bases);
	taizhang_findings_free(options.contents);
	return result;
}
