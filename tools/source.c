/* SPDX-License-Identifier: MIT */
/* source.c: opens what the user names: a ledger's folder, a package, a catalogue. */
#include "source.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

/* A folder without bagit.txt is a ledger, or wants to be one. */
static bool is_ledger(const char *path)
{
	struct stat info;
	size_t size = strlen(path) + sizeof "/bagit.txt";
	char *bagit;
	bool result;

	if (stat(path, &info) != 0 || !S_ISDIR(info.st_mode))
		return false;
	bagit = malloc(size);
	if (!bagit)
		return true;
	snprintf(bagit, size, "%s/bagit.txt", path);
	result = stat(bagit, &info) != 0;
	free(bagit);
	return result;
}

int source_open(struct source *source, struct session *session, const char *path, bool bag)
{
	memset(source, 0, sizeof *source);
	if (is_ledger(path)) {
		source->opened_ledger = taizhang_ledger_open(path, TAIZHANG_OPEN_READ,
							     session->findings, &session->err);
		if (!source->opened_ledger)
			return EXIT_UNDONE;
		source->ledger = source->opened_ledger;
	} else {
		source->opened_package = taizhang_package_open(path, NULL, session->findings,
							       &session->err);
		if (!source->opened_package)
			return EXIT_UNDONE;
		source->package = source->opened_package;
		source->ledger = taizhang_package_ledger(source->package);
		if (!source->ledger && !bag) {
			source_close(source);
			return session_complain(session, NOT_OURS, path);
		}
	}
	source->catalog = taizhang_ledger_catalog(source->ledger);
	return 0;
}

void source_close(struct source *source)
{
	taizhang_ledger_free(source->opened_ledger);
	taizhang_package_free(source->opened_package);
}

const struct taizhang_node *source_item(const struct source *source, struct session *session,
					const char *code)
{
	const struct taizhang_node *node = taizhang_catalog_find(source->catalog, code);

	if (taizhang_node_is_item(node))
		return node;
	session_complain(session, NO_ITEM, code);
	return NULL;
}

struct taizhang_catalog *source_catalog(struct session *session, const char *name, bool strict)
{
	struct taizhang_catalog *catalog;
	struct stat info;

	for (size_t i = 0; i < taizhang_catalog_num_builtin(); i++)
		if (strcmp(taizhang_catalog_builtin_id(i), name) == 0)
			return taizhang_catalog_builtin(name, &session->err);
	if (stat(name, &info) != 0 && errno == ENOENT) {
		session_complain(session, NO_CATALOG, name);
		return NULL;
	}
	catalog = taizhang_catalog_load(name, session->findings, &session->err);
	if (catalog && strict && taizhang_findings_count(session->findings, TAIZHANG_ERROR)) {
		session_complain(session, BAD_CATALOG, name);
		taizhang_catalog_free(catalog);
		return NULL;
	}
	return catalog;
}
