/* SPDX-License-Identifier: MIT */
/* judging.c: opens a ledger, checks it and sums it up. */
#include "judging.h"

#include <stdlib.h>

#include "progress.h"

static int add_against(struct session *session, const char *path, struct taizhang_imprints *imprints,
		       const struct taizhang_check_options *options)
{
	struct source source;
	int result;

	if (source_open(&source, session, path, false) != 0)
		return EXIT_UNDONE;
	if (source.package)
		result = taizhang_imprints_add_package(imprints, path, options, &session->err);
	else
		result = taizhang_imprints_add_ledger(imprints, source.ledger, options, &session->err);
	source_close(&source);
	return result;
}

/* The imprints of all that --against names; NULL and 0 where it was not given. */
static int read_against(struct session *session, const struct taizhang_check_options *options, struct taizhang_imprints **imprints)
{
	const char **paths;
	size_t num;
	int result = 0;

	*imprints = NULL;
	if (!session_has(session, OPT_AGAINST))
		return 0;
	if (!options->inspect)
		return session_complain(session, NOT_TOGETHER, "against", "no-inspect");
	paths = session_values(session, OPT_AGAINST, &num);
	*imprints = paths ? taizhang_imprints_new(&session->err) : NULL;
	result = *imprints ? 0 : EXIT_UNDONE;
	for (size_t i = 0; i < num && result == 0; i++)
		result = add_against(session, paths[i], *imprints, options);
	free(paths);
	return result;
}

static int judge(struct session *session, struct source *source, struct taizhang_check_options *options,
		 struct taizhang_status **status)
{
	struct taizhang_imprints *imprints;
	int result;

	options->look_at_files = source->package == NULL;
	options->threads = session->threads;
	options->progress = progress_begin(session->quiet || session->json);
	result = read_against(session, options, &imprints);
	options->against = imprints;
	if (result == 0)
		result = taizhang_check(source->ledger, options, session->findings, &session->err);
	progress_end();
	taizhang_imprints_free(imprints);
	options->against = NULL;
	if (result == 0)
		*status = taizhang_status_new(source->ledger, session->findings, &options->date, &session->err);
	return result == 0 && *status ? 0 : EXIT_UNDONE;
}

int judging_begin(struct session *session, struct taizhang_check_options *options, struct source *source, struct taizhang_status **status)
{
	if (session_date(session, &options->date) != 0)
		return EXIT_UNDONE;
	if (source_open(source, session, session_operand(session, 0), false) != 0)
		return EXIT_UNDONE;
	if (judge(session, source, options, status) == 0)
		return 0;
	source_close(source);
	return EXIT_UNDONE;
}
