/* SPDX-License-Identifier: MIT */
/* cmd_list.c: lists the items with their records and files, or writes the table to fill in. */
#include "session.h"
#include "source.h"

int cmd_list(struct session *session)
{
	struct taizhang_render_options options = session_render_options(session);
	struct source source;
	int result;

	if (session_has(session, OPT_CSV) && session->json)
		return session_complain(session, NOT_TOGETHER, "csv", "json");
	if (source_open(&source, session, session_operand(session, 0), false) != 0)
		return EXIT_UNDONE;
	if (session_has(session, OPT_CSV))
		result = session_give(session, taizhang_ledger_table(source.ledger, &session->err));
	else
		result = session_give(session, taizhang_render_list(source.ledger, &options, &session->err));
	source_close(&source);
	return result == 0 ? EXIT_VALID : EXIT_UNDONE;
}
