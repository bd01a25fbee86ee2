/* SPDX-License-Identifier: MIT */
/* cmd_show.c: shows one item, or what a package says of itself. */
#include "session.h"
#include "source.h"

int cmd_show(struct session *session)
{
	struct taizhang_render_options options = session_render_options(session);
	const struct verb *verb = session->args->verb;
	const char *code = session_operand(session, 1);
	const struct taizhang_node *item;
	struct source source;
	int result = -1;

	if (source_open(&source, session, session_operand(session, 0), code == NULL) != 0)
		return EXIT_UNDONE;
	if (code) {
		item = source_item(&source, session, code);
		if (item)
			result = session_give(session, taizhang_render_item(source.ledger, item, &options,
									    &session->err));
	} else if (source.package) {
		result = session_give(session, taizhang_package_text(source.package, NULL, &options,
								     &session->err));
	} else {
		session_complain(session, TOO_FEW, verb->name, verb->usage[session->lang]);
	}
	source_close(&source);
	return result == 0 ? EXIT_VALID : EXIT_UNDONE;
}
