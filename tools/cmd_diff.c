/* SPDX-License-Identifier: MIT */
/* cmd_diff.c: tells what differs between two ledgers or packages, in any mix. */
#include "session.h"
#include "source.h"

static int compare(struct session *session, const struct source *before, const struct source *after)
{
	struct taizhang_render_options options = session_render_options(session);
	struct taizhang_diff *diff = taizhang_diff_new(before->ledger, after->ledger, &session->err);
	int status;

	if (!diff)
		return EXIT_UNDONE;
	status = taizhang_diff_num(diff) ? EXIT_INVALID : EXIT_VALID;
	if (session_give(session, taizhang_render_diff(diff, &options, &session->err)) != 0)
		status = EXIT_UNDONE;
	taizhang_diff_free(diff);
	return status;
}

int cmd_diff(struct session *session)
{
	struct source before, after;
	int status;

	if (source_open(&before, session, session_operand(session, 0), false) != 0)
		return EXIT_UNDONE;
	status = source_open(&after, session, session_operand(session, 1), false);
	if (status == 0) {
		status = compare(session, &before, &after);
		source_close(&after);
	}
	source_close(&before);
	return status;
}
