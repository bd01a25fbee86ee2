/* SPDX-License-Identifier: MIT */
/* judging.c: opens a ledger, checks it and sums it up. */
#include "judging.h"

#include "progress.h"

int judging_begin(struct session *session, struct source *source, struct taizhang_status **status)
{
	struct taizhang_check_options options = TAIZHANG_CHECK_OPTIONS_INIT;
	int result;

	if (session_date(session, &options.date) != 0)
		return EXIT_UNDONE;
	if (source_open(source, session, session_operand(session, 0), false) != 0)
		return EXIT_UNDONE;
	options.look_at_files = source->package == NULL;
	options.progress = progress_begin(session->quiet || session->json);
	result = taizhang_check(source->ledger, &options, session->findings, &session->err);
	progress_end();
	if (result == 0)
		*status = taizhang_status_new(source->ledger, session->findings, &options.date,
					      &session->err);
	if (result == 0 && *status)
		return 0;
	source_close(source);
	return EXIT_UNDONE;
}
