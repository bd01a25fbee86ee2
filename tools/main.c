/* SPDX-License-Identifier: MIT */
/* main.c: the table of verbs, and one run of one of them from command line to exit status. */
#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "args.h"
#include "session.h"
#include "signals.h"
#include "terminal.h"

#define O(option) ((uint64_t)1 << OPT_##option)
#define OPTS_COMMON (O(JSON) | O(QUIET) | O(VERBOSE) | O(LANG) | O(HELP))
/* As shells say that a signal ended a program. */
#define EXIT_SIGNAL 128

const struct verb verb_table[] = {
#define VERB(name, options, least, most, usage_zh, usage_en, zh, en, example_zh, example_en) \
	{#name, cmd_##name, options, least, most, {usage_zh, usage_en}, {zh, en}, {example_zh, example_en}},
#include "verb.def"
#undef VERB
	{NULL, NULL, 0, 0, 0, {NULL, NULL}, {NULL, NULL}, {NULL, NULL}}
};

/* Turns what is wrong with a command line into a complaint. */
static int complain(struct session *session, enum args_result result)
{
	const struct args *args = session->args;
	const struct verb *verb = args->verb;
	const char *name = verb ? verb->name : "taizhang";

	switch (result) {
	case ARGS_UNKNOWN_VERB:
		return args->meant ? session_complain(session, UNKNOWN_VERB_MEANT, args->bad, args->meant)
				   : session_complain(session, UNKNOWN_VERB, args->bad);
	case ARGS_UNKNOWN_OPTION:
		return args->meant ? session_complain(session, UNKNOWN_OPTION_MEANT, args->bad, name, args->meant)
				   : session_complain(session, UNKNOWN_OPTION, args->bad, name);
	case ARGS_NEEDS_VALUE:
		return session_complain(session, NEEDS_VALUE, args->bad);
	case ARGS_TAKES_NO_VALUE:
		return session_complain(session, TAKES_NO_VALUE, args->bad);
	case ARGS_TOO_FEW:
		return session_complain(session, TOO_FEW, name, verb->usage[session->lang]);
	case ARGS_TOO_MANY:
		return session_complain(session, TOO_MANY, args->bad, name, verb->usage[session->lang]);
	case ARGS_NO_MEMORY:
		return session_complain(session, NO_MEMORY, NULL);
	case ARGS_OK:
		break;
	}
	return EXIT_VALID;
}

/* What is there in one line; what is not, each with what is not read without it. */
static void print_versions(void)
{
	const bool english = message_get_language() == TAIZHANG_LANG_EN;
	struct taizhang_ability ability;
	char list[1024] = "";

	say(stdout, VERSION, TAIZHANG_VERSION, taizhang_version(), taizhang_version_details());
	for (size_t i = 0; taizhang_inspect_get_ability(i, &ability) == 0; i++) {
		size_t used = strlen(list);

		if (ability.available)
			snprintf(list + used, sizeof list - used, "%s%s%s%s", used ? ", " : "", ability.name,
				 *ability.version ? " " : "", ability.version);
	}
	if (*list)
		say(stdout, VERSION_INSPECTS, list);
	for (size_t i = 0; taizhang_inspect_get_ability(i, &ability) == 0; i++)
		if (!ability.available)
			say(stdout, VERSION_LACKS, ability.name, english ? ability.label_en : ability.label_zh);
}

static int dispatch(struct session *session, enum args_result result)
{
	const struct args *args = session->args;
	const char *lang = args->values[OPT_LANG];

	if (result != ARGS_OK)
		return complain(session, result);
	if (lang && strcmp(lang, "zh") != 0 && strcmp(lang, "en") != 0)
		return session_complain(session, BAD_LANG, lang);
	if (args->values[OPT_VERSION]) {
		print_versions();
		session->json = false;
		return EXIT_VALID;
	}
	if (args->values[OPT_HELP] || !args->verb) {
		help_print(args->verb);
		session->json = false;
		return args->values[OPT_HELP] ? EXIT_VALID : EXIT_UNDONE;
	}
	if (session_threads(session) != 0)
		return EXIT_UNDONE;
	session->findings = taizhang_findings_new(&session->err);
	return session->findings ? args->verb->run(session) : EXIT_UNDONE;
}

static void print_error(const struct session *session)
{
	char text[2048];

	if (!session->complaint && session->err.code == TAIZHANG_OK)
		return;
	/* Where both go to one place, the error comes after what was printed before it. */
	fflush(stdout);
	fputs("taizhang: ", stderr);
	if (session->complaint) {
		fputs(session->complaint, stderr);
	} else {
		taizhang_error_text(&session->err, session->lang, text, sizeof text);
		terminal_put(stderr, text);
	}
	fputc('\n', stderr);
}

/* With --json: the one object that a verb gives, whatever happened. */
static void print_outcome(const struct session *session, int status)
{
	struct taizhang_render_options options = session_render_options(session);
	struct taizhang_outcome outcome = TAIZHANG_OUTCOME_INIT;
	char *text;

	outcome.verb = session->args->verb ? session->args->verb->name : "";
	outcome.exit_status = status;
	outcome.error = &session->err;
	outcome.complaint = session->complaint;
	outcome.findings = session->findings;
	outcome.filter = &session->filter;
	outcome.data = session->data;
	options.json = true;
	text = taizhang_render_outcome(&outcome, &options, NULL);
	if (text)
		fputs(text, stdout);
	taizhang_text_free(text);
}

/* What could not be written was not done: a full disk, a closed pipe. */
static int flush(int status, enum taizhang_lang lang)
{
	if (fflush(stdout) == 0 && !ferror(stdout))
		return status;
	fputs("taizhang: ", stderr);
	say(stderr, CANNOT_WRITE, taizhang_error_reason(errno, lang));
	return EXIT_UNDONE;
}

int main(int argc, char **argv)
{
	struct session session = {.filter = TAIZHANG_FINDING_FILTER_INIT, .err = TAIZHANG_ERROR_INIT};
	struct args args;
	enum args_result result = args_parse(&args, argc, argv);
	int status;

	/* Where TZ is not set, the C library asks the file system for the time zone at every conversion of a time, of which
	 * libarchive makes one an entry; this names the file that it would ask for. */
	setenv("TZ", ":/etc/localtime", 0);
	session.args = &args;
	session.lang = message_language(args_peek_lang(argc, argv));
	session.json = args_peek_json(argc, argv);
	session.quiet = args.values[OPT_QUIET] != NULL;
	session.verbose = args.values[OPT_VERBOSE] != NULL;
	message_set_language(session.lang);

	status = dispatch(&session, result);
	if (session.err.code == TAIZHANG_E_CANCELLED && signals_came())
		status = EXIT_SIGNAL + signals_came();
	if (session.json)
		print_outcome(&session, status);
	else
		print_error(&session);
	status = flush(status, session.lang);

	free(session.complaint);
	free(session.item);
	taizhang_text_free(session.data);
	taizhang_findings_free(session.findings);
	args_free(&args);
	return status;
}
