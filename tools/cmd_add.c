/* SPDX-License-Identifier: MIT */
/* cmd_add.c: copies files into an item's folder and records them. */
#include "progress.h"
#include "scanning.h"
#include "session.h"
#include "signals.h"

int cmd_add(struct session *session)
{
	const char *directory = session_operand(session, 0);
	const struct args *args = session->args;
	struct taizhang_scan_summary summary;
	struct taizhang_scan_options options;
	struct taizhang_ledger *ledger;
	int result;

	ledger = taizhang_ledger_open(directory, TAIZHANG_OPEN_WRITE, session->findings, &session->err);
	if (!ledger)
		return EXIT_UNDONE;
	options = scanning_options(session);
	result = taizhang_ledger_add(ledger, args->operands[1], args->operands + 2,
				     args->num_operands - 2, &options, &summary,
				     session->findings, &session->err);
	/* Not between the work and its saving. */
	signals_hold();
	progress_end();
	if (result == 0)
		result = taizhang_ledger_save(ledger, &session->err);
	taizhang_ledger_free(ledger);
	signals_release();
	if (result == 0)
		result = scanning_tell(session, directory, &summary, NULL);
	return result == 0 ? EXIT_VALID : EXIT_UNDONE;
}
