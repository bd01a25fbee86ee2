/* SPDX-License-Identifier: MIT */
/* cmd_set.c: fills fields, one target's or a whole table's. */
#include <stdlib.h>
#include <string.h>

#include "data.h"
#include "session.h"
#include "signals.h"

/* FIELD=VALUE… of one target. The first that cannot be set ends it, and nothing is saved. */
static int set_fields(struct session *session, struct taizhang_ledger *ledger, size_t *num_set)
{
	const struct args *args = session->args;

	for (size_t i = 2; i < args->num_operands; i++) {
		const char *equals = strchr(args->operands[i], '=');
		char *field;
		int result;

		if (!equals || equals == args->operands[i])
			return session_complain(session, BAD_ASSIGNMENT, args->operands[i]);
		field = strndup(args->operands[i], (size_t)(equals - args->operands[i]));
		if (!field)
			return session_complain(session, NO_MEMORY, NULL);
		result = taizhang_ledger_set(ledger, args->operands[1], field, equals + 1,
					     &session->err);
		free(field);
		if (result != 0)
			return EXIT_UNDONE;
		(*num_set)++;
	}
	return EXIT_VALID;
}

static int set_from_table(struct session *session, struct taizhang_ledger *ledger, size_t *num_set)
{
	if (taizhang_ledger_set_from_table(ledger, session_value(session, OPT_FROM),
					   session->findings, num_set, &session->err) == 0)
		return EXIT_VALID;
	session_give_findings(session, 0);
	return EXIT_UNDONE;
}

static int check_usage(struct session *session)
{
	const struct args *args = session->args;

	if (session_has(session, OPT_FROM))
		return args->num_operands > 1 ? session_complain(session, FROM_ALONE, NULL) : 0;
	if (args->num_operands < 3)
		return session_complain(session, TOO_FEW, args->verb->name,
					args->verb->usage[session->lang]);
	return 0;
}

int cmd_set(struct session *session)
{
	struct taizhang_ledger *ledger;
	size_t num_set = 0;
	struct data data;
	int status;

	if (check_usage(session) != 0)
		return EXIT_UNDONE;
	ledger = taizhang_ledger_open(session_operand(session, 0), TAIZHANG_OPEN_WRITE,
				      session->findings, &session->err);
	if (!ledger)
		return EXIT_UNDONE;
	status = session_has(session, OPT_FROM) ? set_from_table(session, ledger, &num_set)
						: set_fields(session, ledger, &num_set);
	signals_hold();
	if (status == EXIT_VALID && taizhang_ledger_save(ledger, &session->err) != 0)
		status = EXIT_UNDONE;
	signals_release();
	taizhang_ledger_free(ledger);
	if (status != EXIT_VALID)
		return status;
	if (session->json) {
		data_begin(&data);
		data_number(&data, "set", num_set);
		session->data = data_finish(&data);
	} else if (!session->quiet) {
		say(stdout, SET_DONE, message_number(num_set));
	}
	return EXIT_VALID;
}
