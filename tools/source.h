/* SPDX-License-Identifier: MIT */
/* source.h: a ledger to read, from its folder or from a package. */
#ifndef TOOLS_SOURCE_H
#define TOOLS_SOURCE_H

#include "session.h"

struct source {
	const struct taizhang_ledger *ledger;	/* NULL: a bag of another program */
	const struct taizhang_catalog *catalog;
	const struct taizhang_package *package;	/* NULL: a ledger's folder */
	/* owned */
	struct taizhang_ledger *opened_ledger;
	struct taizhang_package *opened_package;
};

/* Opens either; complains where there is no ledger in it, unless bag is set. Returns 0, or an exit status. */
int source_open(struct source *source, struct session *session, const char *path, bool bag);
void source_close(struct source *source);
/* The item of a code or serial, as people write it; NULL after a complaint. */
const struct taizhang_node *source_item(const struct source *source, struct session *session,
					const char *code);

/* A catalogue by built-in id, XML file or folder of tables. Findings go to the session; NULL after an error or complaint. Where strict is set, one
 * with errors is refused too. */
struct taizhang_catalog *source_catalog(struct session *session, const char *name, bool strict);

#endif
