/* SPDX-License-Identifier: MIT */
/* cmd_merge.c: merges the units' packages into the city's ledger. */
#include <stdlib.h>

#include "progress.h"
#include "session.h"

static void tell(struct session *session, const struct taizhang_merged *merged)
{
	const char *directory = session_operand(session, 0);
	struct taizhang_merge_counts total;

	if (!session_speaks(session))
		return;
	taizhang_merged_counts(merged, TAIZHANG_MERGED_TOTAL, &total);
	if (session_has(session, OPT_DRY_RUN))
		say(stdout, MERGE_DRY, directory);
	else if (!taizhang_merged_is_saved(merged))
		say(stdout, MERGE_NOTHING, directory);
	else
		say(stdout, MERGE_DONE, directory);
	if (taizhang_merged_is_saved(merged) && (total.not_taken || total.replaced || total.withdrawn))
		say(stdout, MERGE_KEPT, directory);
	if (taizhang_merged_is_saved(merged))
		say(stdout, MERGE_NEXT, directory);
}

/* The table with the findings before it: what the library gave, whether it merged or refused. */
static int give(struct session *session, const struct taizhang_merged *merged)
{
	struct taizhang_render_options options = session_render_options(session);
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	char *text = taizhang_merged_text(merged, &options, &err);

	if (!text) {
		session->err = err;
		return -1;
	}
	if (taizhang_findings_num(session->findings) && session_give_findings(session, (enum taizhang_severity)0) != 0) {
		taizhang_text_free(text);
		return -1;
	}
	return session_give(session, text);
}

int cmd_merge(struct session *session)
{
	struct taizhang_merge_options options = TAIZHANG_MERGE_OPTIONS_INIT;
	const struct args *args = session->args;
	struct taizhang_merged *merged = NULL;
	const char **take = calloc(args->num_given + 1, sizeof *take);
	int status = EXIT_UNDONE, result;

	if (!take)
		return session_complain(session, NO_MEMORY, NULL);
	options.take = take;
	options.num_take = args_values(args, OPT_TAKE, take);
	options.dry_run = session_has(session, OPT_DRY_RUN);
	if (session_epoch(session, -1, &options.time) != 0)
		goto out;
	options.progress = progress_begin(session->quiet || session->json);
	result = taizhang_merge(session_operand(session, 0), args->operands + 1, args->num_operands - 1, &options, &merged,
				session->findings, &session->err);
	progress_end();
	if (!merged || give(session, merged) != 0)
		goto out;
	status = result == 0 ? EXIT_VALID : EXIT_INVALID;
	if (result == 0)
		tell(session, merged);
	else
		session_complain(session, MERGE_REFUSED, NULL);
out:
	taizhang_merged_free(merged);
	free(take);
	return status;
}
