/* SPDX-License-Identifier: MIT */
/* cmd_status.c: sums a ledger up. */
#include "judging.h"
#include "session.h"

int cmd_status(struct session *session)
{
	struct taizhang_render_options options = session_render_options(session);
	struct taizhang_status *status = NULL;
	struct source source;
	struct taizhang_check_options how = TAIZHANG_CHECK_OPTIONS_INIT;
	int result;

	if (judging_begin(session, &how, &source, &status) != 0)
		return EXIT_UNDONE;
	result = session_give(session, taizhang_render_status(source.ledger, status, &options, &session->err));
	taizhang_status_free(status);
	source_close(&source);
	return result == 0 ? EXIT_VALID : EXIT_UNDONE;
}
