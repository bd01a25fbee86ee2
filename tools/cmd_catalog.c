/* SPDX-License-Identifier: MIT */
/* cmd_catalog.c: lists, shows, checks and exports catalogues. */
#include <errno.h>
#include <string.h>
#include <sys/stat.h>

#include "data.h"
#include "session.h"
#include "signals.h"
#include "source.h"

static int too_few(struct session *session)
{
	const struct verb *verb = session->args->verb;

	return session_complain(session, TOO_FEW, verb->name, verb->usage[session->lang]);
}

static int list(struct session *session)
{
	struct data data;

	data_begin(&data);
	data_begin_array(&data, "catalogs");
	for (size_t i = 0; i < taizhang_catalog_num_builtin(); i++) {
		const char *id = taizhang_catalog_builtin_id(i);
		struct taizhang_catalog *catalog = taizhang_catalog_builtin(id, &session->err);

		if (!catalog)
			break;
		data_begin_object(&data, NULL);
		data_text(&data, "id", id);
		data_text(&data, "title_zh", taizhang_catalog_title(catalog, TAIZHANG_LANG_ZH));
		data_text(&data, "title_en", taizhang_catalog_title(catalog, TAIZHANG_LANG_EN));
		data_text(&data, "edition", taizhang_catalog_edition(catalog));
		data_text(&data, "caveat", taizhang_catalog_caveat(catalog, session->lang));
		data_number(&data, "items", taizhang_catalog_num_items(catalog));
		data_end(&data, '}');
		if (session_speaks(session))
			printf("%s  %s\n  %s\n", id, taizhang_catalog_title(catalog, session->lang),
			       taizhang_catalog_caveat(catalog, session->lang));
		taizhang_catalog_free(catalog);
	}
	data_end(&data, ']');
	session->data = data_finish(&data);
	return session->err.code == TAIZHANG_OK ? EXIT_VALID : EXIT_UNDONE;
}

/* A lone word is a catalogue where there is one of that name, otherwise a code of the first built-in one. */
static bool names_catalog(const char *word)
{
	struct stat info;

	for (size_t i = 0; i < taizhang_catalog_num_builtin(); i++)
		if (strcmp(taizhang_catalog_builtin_id(i), word) == 0)
			return true;
	return stat(word, &info) == 0;
}

static int show(struct session *session)
{
	struct taizhang_render_options options = session_render_options(session);
	const char *name = session_operand(session, 1), *code = session_operand(session, 2);
	const struct taizhang_node *node = NULL;
	struct taizhang_catalog *catalog;
	int result = -1;

	if (name && !code && !names_catalog(name)) {
		code = name;
		name = NULL;
	}
	catalog = source_catalog(session, name ? name : taizhang_catalog_builtin_id(0), false);
	if (!catalog)
		return EXIT_UNDONE;
	if (code)
		node = taizhang_catalog_find(catalog, code);
	if (code && !node)
		session_complain(session, NO_NODE, code);
	else if (node)
		result = session_give(session, taizhang_render_node(catalog, node, &options, &session->err));
	else
		result = session_give(session, taizhang_render_catalog(catalog, &options, &session->err));
	taizhang_catalog_free(catalog);
	return result == 0 ? EXIT_VALID : EXIT_UNDONE;
}

static int check(struct session *session)
{
	const char *name = session_operand(session, 1);
	struct taizhang_catalog *catalog;

	if (!name)
		return too_few(session);
	catalog = source_catalog(session, name, false);
	if (!catalog && (session->complaint || session->err.code != TAIZHANG_OK)) {
		session_give_findings(session, 0);
		return EXIT_UNDONE;
	}
	taizhang_catalog_free(catalog);
	if (taizhang_findings_num(session->findings) && session_give_findings(session, 0) != 0)
		return EXIT_UNDONE;
	if (taizhang_findings_count(session->findings, TAIZHANG_ERROR))
		return EXIT_INVALID;
	if (session_speaks(session))
		say(stdout, CATALOG_VALID, name);
	return EXIT_VALID;
}

static int export(struct session *session)
{
	const char *name = session_operand(session, 1), *format = session_value(session, OPT_FORMAT);
	const char *path = session_value(session, OPT_OUTPUT);
	struct taizhang_catalog *catalog;
	struct stat info;
	int result;

	if (!name)
		return too_few(session);
	if (session_require(session, OPT_FORMAT) != 0 || session_require(session, OPT_OUTPUT) != 0)
		return EXIT_UNDONE;
	if (strcmp(format, "xml") != 0 && strcmp(format, "csv") != 0)
		return session_complain(session, BAD_VALUE, "format", format, "xml, csv");
	if (strcmp(format, "xml") == 0 && !session_has(session, OPT_FORCE)) {
		if (lstat(path, &info) == 0)
			return session_complain(session, EXISTS, path);
		if (errno != ENOENT)
			return session_complain(session, CANNOT_READ, path, taizhang_error_reason(errno, session->lang));
	}
	catalog = source_catalog(session, name, true);
	if (!catalog) {
		session_give_findings(session, TAIZHANG_ERROR);
		return EXIT_UNDONE;
	}
	signals_hold();
	if (strcmp(format, "xml") == 0)
		result = taizhang_catalog_save(catalog, path, &session->err);
	else
		result = taizhang_catalog_save_tables(catalog, path, &session->err);
	signals_release();
	taizhang_catalog_free(catalog);
	if (result == 0 && session_speaks(session))
		say(stdout, EXPORT_DONE, path);
	return result == 0 ? EXIT_VALID : EXIT_UNDONE;
}

int cmd_catalog(struct session *session)
{
	static const struct {
		const char *name;
		int (*run)(struct session *session);
		size_t most;
	} actions[] = {{"list", list, 1}, {"show", show, 3}, {"check", check, 2}, {"export", export, 2}};
	const char *action = session_operand(session, 0);

	for (size_t i = 0; i < sizeof actions / sizeof actions[0]; i++) {
		if (strcmp(actions[i].name, action) != 0)
			continue;
		if (session->args->num_operands > actions[i].most)
			return session_complain(session, TOO_MANY,
						session_operand(session, actions[i].most),
						session->args->verb->name,
						session->args->verb->usage[session->lang]);
		return actions[i].run(session);
	}
	return session_complain(session, UNKNOWN_ACTION, action);
}
