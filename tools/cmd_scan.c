/* SPDX-License-Identifier: MIT */
/* cmd_scan.c: brings the files in a ledger's folder into the ledger. */
#include "progress.h"
#include "scanning.h"
#include "session.h"
#include "signals.h"

static int fill(struct session *session, struct taizhang_ledger *ledger, const struct taizhang_scan_options *scan,
		struct taizhang_fill_summary *filled)
{
	struct taizhang_fill_options options = TAIZHANG_FILL_OPTIONS_INIT;

	options.progress = scan->progress;
	options.threads = scan->threads;
	return taizhang_ledger_fill(ledger, &options, filled, session->findings, &session->err);
}

int cmd_scan(struct session *session)
{
	const char *directory = session_operand(session, 0);
	const bool filling = session_has(session, OPT_FILL);
	struct taizhang_scan_summary summary;
	struct taizhang_fill_summary filled;
	struct taizhang_scan_options options;
	struct taizhang_ledger *ledger;
	int result;

	ledger = taizhang_ledger_open(directory, TAIZHANG_OPEN_WRITE, session->findings, &session->err);
	if (!ledger)
		return EXIT_UNDONE;
	options = scanning_options(session);
	result = taizhang_ledger_scan(ledger, &options, &summary, session->findings, &session->err);
	if (result == 0 && filling)
		result = fill(session, ledger, &options, &filled);
	/* Not between the work and its saving. */
	signals_hold();
	progress_end();
	if (result == 0)
		result = taizhang_ledger_save(ledger, &session->err);
	taizhang_ledger_free(ledger);
	signals_release();
	if (result == 0)
		result = scanning_tell(session, directory, &summary, filling ? &filled : NULL);
	return result == 0 ? EXIT_VALID : EXIT_UNDONE;
}
