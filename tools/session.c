/* SPDX-License-Identifier: MIT */
/* session.c: what all verbs share: options, output, complaints. */
#include "session.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "terminal.h"

const char *session_value(const struct session *session, enum option option)
{
	return session->args->values[option];
}

bool session_has(const struct session *session, enum option option)
{
	return session->args->values[option] != NULL;
}

const char *session_operand(const struct session *session, size_t index)
{
	return index < session->args->num_operands ? session->args->operands[index] : NULL;
}

struct taizhang_render_options session_render_options(const struct session *session)
{
	struct taizhang_render_options options = TAIZHANG_RENDER_OPTIONS_INIT;

	options.json = session->json;
	options.lang = session->lang;
	options.width = terminal_width(stdout);
	options.verbose = session->verbose;
	return options;
}

bool session_speaks(const struct session *session)
{
	return !session->json && !session->quiet;
}

int session_give(struct session *session, char *text)
{
	if (!text)
		return -1;
	if (session->json) {
		taizhang_text_free(session->data);
		session->data = text;
		return 0;
	}
	if (!session->quiet)
		fputs(text, stdout);
	taizhang_text_free(text);
	return 0;
}

int session_give_findings(struct session *session, enum taizhang_severity severity)
{
	struct taizhang_render_options options = session_render_options(session);
	struct taizhang_finding_filter filter = TAIZHANG_FINDING_FILTER_INIT;

	if (!session_speaks(session))
		return 0;
	filter.severity = severity;
	return session_give(session, taizhang_render_findings(session->findings, &filter, &options,
							      &session->err));
}

int session_complain_with(struct session *session, enum say say, const char *const *args)
{
	free(session->complaint);
	session->complaint = message_text(say, args);
	return EXIT_UNDONE;
}

int session_require(struct session *session, enum option option)
{
	const struct verb *verb = session->args->verb;
	const char *value = session_value(session, option);

	if (value && *value)
		return 0;
	return session_complain(session, MISSING_OPTION, option_table[option].name, verb->name,
				verb->usage[session->lang]);
}

int session_date(struct session *session, struct taizhang_date *date)
{
	const char *value = session_value(session, OPT_DATE);
	time_t now = time(NULL);
	struct tm local;

	if (value)
		return taizhang_date_parse(value, date, &session->err);
	if (!localtime_r(&now, &local))
		memset(&local, 0, sizeof local);
	date->year = local.tm_year + 1900;
	date->month = local.tm_mon + 1;
	date->day = local.tm_mday;
	return 0;
}

int session_epoch(struct session *session, int64_t otherwise, int64_t *time)
{
	const char *value = getenv("SOURCE_DATE_EPOCH");
	char *end;

	*time = otherwise;
	if (!value || !*value)
		return 0;
	errno = 0;
	*time = strtoll(value, &end, 10);
	if (errno || *end || *time < 0)
		return session_complain(session, BAD_EPOCH, value);
	return 0;
}
