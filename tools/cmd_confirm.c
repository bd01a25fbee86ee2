/* SPDX-License-Identifier: MIT */
/* cmd_confirm.c: lists the values that were read from files, and confirms them. */
#include "data.h"
#include "session.h"
#include "signals.h"
#include "source.h"

static int list(struct session *session)
{
	struct taizhang_render_options options = session_render_options(session);
	struct source source;
	int result;

	if (source_open(&source, session, session_operand(session, 0), false) != 0)
		return EXIT_UNDONE;
	result = session_give(session, taizhang_render_extracted(source.ledger, &options, &session->err));
	source_close(&source);
	return result == 0 ? EXIT_VALID : EXIT_UNDONE;
}

/* All targets, or none: the first that is unknown ends it, and nothing is saved. */
static int confirm(struct session *session, struct taizhang_ledger *ledger, size_t *num)
{
	const struct args *args = session->args;
	size_t more;

	if (session_has(session, OPT_ALL))
		return taizhang_ledger_confirm(ledger, NULL, NULL, num, &session->err);
	for (size_t i = 1; i < args->num_operands; i++) {
		if (taizhang_ledger_confirm(ledger, args->operands[i], NULL, &more, &session->err) != 0)
			return -1;
		*num += more;
	}
	return 0;
}

int cmd_confirm(struct session *session)
{
	struct taizhang_ledger *ledger;
	struct data data;
	size_t num = 0;
	int result;

	if (session_has(session, OPT_ALL) && session->args->num_operands > 1)
		return session_complain(session, ALL_ALONE, NULL);
	if (!session_has(session, OPT_ALL) && session->args->num_operands == 1)
		return list(session);
	ledger = taizhang_ledger_open(session_operand(session, 0), TAIZHANG_OPEN_WRITE, session->findings, &session->err);
	if (!ledger)
		return EXIT_UNDONE;
	result = confirm(session, ledger, &num);
	signals_hold();
	if (result == 0)
		result = taizhang_ledger_save(ledger, &session->err);
	signals_release();
	taizhang_ledger_free(ledger);
	if (result != 0)
		return EXIT_UNDONE;
	if (session->json) {
		data_begin(&data);
		data_number(&data, "confirmed", num);
		session->data = data_finish(&data);
	} else if (!session->quiet) {
		say(stdout, CONFIRM_DONE, message_number(num));
	}
	return EXIT_VALID;
}
