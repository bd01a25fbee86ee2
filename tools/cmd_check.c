/* SPDX-License-Identifier: MIT */
/* cmd_check.c: judges a ledger, and says what to do next. */
#include <string.h>

#include "judging.h"
#include "session.h"

static int bad_value(struct session *session, enum option option, const char *there_are)
{
	return session_complain(session, BAD_VALUE, option_table[option].name,
				session_value(session, option), there_are);
}

/* Is there such an id? A misspelt one would find nothing and look like success. */
static bool is_finding_id(const char *id)
{
	for (size_t i = 0; i < taizhang_finding_num_ids(); i++)
		if (strcmp(taizhang_finding_get_id(i), id) == 0)
			return true;
	return false;
}

/* The report of the four natures is that of the whole ledger. */
static int refuse_filtered_aspects(struct session *session)
{
	static const enum option filters[] = {OPT_ITEM, OPT_UNIT, OPT_SEVERITY, OPT_ASPECT, OPT_ID};

	for (size_t i = 0; session_has(session, OPT_ASPECTS) && i < sizeof filters / sizeof filters[0]; i++)
		if (session_has(session, filters[i]))
			return session_complain(session, NOT_TOGETHER, "aspects", option_table[filters[i]].name);
	return 0;
}

static int read_filter(struct session *session)
{
	struct taizhang_finding_filter *filter = &session->filter;
	const char *severity = session_value(session, OPT_SEVERITY);
	const char *aspect = session_value(session, OPT_ASPECT);

	filter->unit = session_value(session, OPT_UNIT);
	filter->id = session_value(session, OPT_ID);
	if (filter->id && !is_finding_id(filter->id))
		return bad_value(session, OPT_ID, "docs/findings.md");
	if (severity) {
		filter->severity = taizhang_severity_value(severity);
		if (!filter->severity)
			return bad_value(session, OPT_SEVERITY, "error, warning, note");
	}
	if (aspect) {
		filter->aspect = taizhang_aspect_value(aspect);
		if (!filter->aspect)
			return bad_value(session, OPT_ASPECT, "authenticity, integrity, usability, security");
	}
	return 0;
}

/* By what the filter takes; but hiding the small ones must not change the verdict. */
static int judge(const struct session *session)
{
	struct taizhang_finding_filter filter = session->filter;
	bool strict = session_has(session, OPT_STRICT);

	filter.severity = strict ? TAIZHANG_WARNING : TAIZHANG_ERROR;
	for (size_t i = 0; i < taizhang_findings_num(session->findings); i++)
		if (taizhang_finding_matches(taizhang_findings_get(session->findings, i), &filter))
			return EXIT_INVALID;
	return EXIT_VALID;
}

static bool is_filtered(const struct taizhang_finding_filter *filter)
{
	return filter->item || filter->unit || filter->id || filter->severity || filter->aspect;
}

static int tell(struct session *session, const struct taizhang_ledger *ledger, const struct taizhang_status *status,
		const struct taizhang_check_options *how)
{
	struct taizhang_render_options options = session_render_options(session);
	const struct taizhang_finding_filter *filter = is_filtered(&session->filter) ? &session->filter : NULL;

	if (session_has(session, OPT_ASPECTS))
		return session_give(session, taizhang_render_aspects(ledger, session->findings, how, &options, &session->err));
	return session_give(session, taizhang_render_check(ledger, session->findings, status, filter, &options, &session->err));
}

int cmd_check(struct session *session)
{
	struct taizhang_check_options how = TAIZHANG_CHECK_OPTIONS_INIT;
	const char *code = session_value(session, OPT_ITEM);
	struct taizhang_status *status = NULL;
	const struct taizhang_node *item = NULL;
	struct source source;
	int result = EXIT_UNDONE;

	how.inspect = !session_has(session, OPT_NO_INSPECT);
	if (refuse_filtered_aspects(session) != 0 || read_filter(session) != 0 || judging_begin(session, &how, &source, &status) != 0)
		return EXIT_UNDONE;
	if (code)
		item = source_item(&source, session, code);
	/* The filter is asked once more when the catalogue is gone. */
	if (item)
		session->filter.item = session->item = strdup(taizhang_node_code(item));
	if (!code || session->item) {
		if (tell(session, source.ledger, status, &how) == 0)
			result = judge(session);
	}
	if (session_speaks(session) && !source.package && !session_has(session, OPT_ASPECTS) && result != EXIT_UNDONE &&
	    !taizhang_findings_count(session->findings, TAIZHANG_ERROR))
		say(stdout, CHECK_NEXT, session_operand(session, 0));
	taizhang_status_free(status);
	source_close(&source);
	return result;
}
