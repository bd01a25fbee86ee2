/* SPDX-License-Identifier: MIT */
/* session.c: what all verbs share: options, output, complaints. */
#include "session.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "terminal.h"

#define MOST_THREADS 64		/* the library starts no more */

const char *session_value(const struct session *session, enum option option)
{
	return session->args->values[option];
}

const char **session_values(struct session *session, enum option option, size_t *num)
{
	const char **values = calloc(session->args->num_given + 1, sizeof *values);

	*num = values ? args_values(session->args, option, values) : 0;
	if (!values)
		session_complain(session, NO_MEMORY, NULL);
	return values;
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

/* What a letter behind a number multiplies it by, as powers of two; -1 for none that is known. */
static int unit_shift(const char *unit)
{
	static const char letters[] = "KMGT";
	const char *found;

	if (!*unit || strcmp(unit, "B") == 0 || strcmp(unit, "b") == 0)
		return 0;
	found = strchr(letters, *unit >= 'a' && *unit <= 'z' ? *unit - 'a' + 'A' : *unit);
	if (!found || (unit[1] && strcmp(unit + 1, "B") != 0 && strcmp(unit + 1, "b") != 0))
		return -1;
	return 10 * (int)(found - letters + 1);
}

int session_size(struct session *session, enum option option, uint64_t *bytes)
{
	const char *value = session_value(session, option);
	char *unit;
	int shift;

	*bytes = 0;
	if (!value)
		return 0;
	errno = 0;
	*bytes = strtoull(value, &unit, 10);
	shift = unit_shift(unit);
	if (errno || *value < '0' || *value > '9' || *bytes == 0 || shift < 0 || *bytes > UINT64_MAX >> shift)
		return session_complain(session, BAD_VALUE, option_table[option].name, value, "500M, 2G");
	*bytes <<= shift;
	return 0;
}

int session_threads(struct session *session)
{
	const char *value = session_value(session, OPT_THREADS);
	unsigned long number;
	char *end;

	if (!value)
		return 0;
	number = strtoul(value, &end, 10);
	if (*end || *value < '1' || *value > '9' || number > MOST_THREADS)
		return session_complain(session, BAD_VALUE, "threads", value, "1–64");
	session->threads = (unsigned int)number;
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
