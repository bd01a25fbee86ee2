/* SPDX-License-Identifier: MIT */
/* cmd_new.c: makes a ledger. */
#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "data.h"
#include "session.h"
#include "signals.h"
#include "source.h"

#define MAX_LIST (1u << 20)
#define FIRST_YEAR 1949
#define LAST_YEAR 9999

/* Codes of items, each a word inside text. */
struct code_list {
	char *text;
	const char **codes;
	size_t num;
};

/* Bytes of a separator at text, 0 where there is none. */
static size_t separator(const char *text)
{
	static const char *const separators[] = {",", ";", " ", "\t", "，", "；", "、", "\u3000", "\ufeff"};

	for (size_t i = 0; i < sizeof separators / sizeof separators[0]; i++)
		if (strncmp(text, separators[i], strlen(separators[i])) == 0)
			return strlen(separators[i]);
	return 0;
}

/* The next word of a line, cut out of it; NULL at its end. */
static char *next_word(char **rest)
{
	char *word;
	size_t size;

	while ((size = separator(*rest)) > 0)
		*rest += size;
	word = *rest;
	if (!*word)
		return NULL;
	while (**rest && !separator(*rest))
		(*rest)++;
	size = separator(*rest);
	**rest = '\0';
	*rest += size;
	return word;
}

/* Cuts text into words. One a line: what follows the first word (a title) is left out, as are lines that begin with #. */
static int split(struct code_list *list, bool one_a_line)
{
	char *lines, *line, *rest, *word;

	list->codes = calloc(strlen(list->text) / 2 + 1, sizeof *list->codes);
	if (!list->codes)
		return -1;
	for (line = strtok_r(list->text, "\r\n", &lines); line; line = strtok_r(NULL, "\r\n", &lines)) {
		rest = line;
		while ((word = next_word(&rest))) {
			if (one_a_line && *word == '#')
				break;
			list->codes[list->num++] = word;
			if (one_a_line)
				break;
		}
	}
	return 0;
}

static char *read_file(struct session *session, const char *path)
{
	FILE *file = fopen(path, "rb");
	char *text = file ? malloc(MAX_LIST + 1) : NULL;
	size_t size;

	if (!text) {
		session_complain(session, CANNOT_READ, path, taizhang_error_reason(errno, session->lang));
		if (file)
			fclose(file);
		return NULL;
	}
	size = fread(text, 1, MAX_LIST, file);
	text[size] = '\0';
	if (ferror(file)) {
		session_complain(session, CANNOT_READ, path, taizhang_error_reason(errno, session->lang));
		free(text);
		text = NULL;
	}
	fclose(file);
	return text;
}

/* --items: a file of that name, or else a list. */
static int read_items(struct session *session, struct code_list *list)
{
	const char *value = session_value(session, OPT_ITEMS);
	struct stat info;
	bool is_file;

	if (!value)
		return 0;
	is_file = stat(value, &info) == 0 && S_ISREG(info.st_mode);
	list->text = is_file ? read_file(session, value) : strdup(value);
	if (!list->text)
		return session->complaint ? EXIT_UNDONE : session_complain(session, NO_MEMORY, NULL);
	if (split(list, is_file) != 0)
		return session_complain(session, NO_MEMORY, NULL);
	if (!list->num)
		return session_complain(session, NO_ITEMS_IN_FILE, value);
	return 0;
}

/* FROM..TO, either end may be left out. */
static int read_window(struct session *session, struct taizhang_ledger_options *options)
{
	const char *value = session_value(session, OPT_WINDOW), *dots;
	char *from;
	int result = 0;

	if (!value)
		return 0;
	dots = strstr(value, "..");
	if (!dots)
		return session_complain(session, BAD_VALUE, "window", value, "2016-08..2017-07");
	from = strndup(value, (size_t)(dots - value));
	if (!from)
		return session_complain(session, NO_MEMORY, NULL);
	if (*from)
		result = taizhang_date_parse(from, &options->from, &session->err);
	if (result == 0 && dots[2])
		result = taizhang_date_parse(dots + 2, &options->to, &session->err);
	free(from);
	return result == 0 ? 0 : EXIT_UNDONE;
}

static int read_options(struct session *session, struct code_list *items,
			struct taizhang_ledger_options *options)
{
	const char *year;
	char *end;
	long number;

	if (session_require(session, OPT_CITY) != 0 || session_require(session, OPT_YEAR) != 0)
		return EXIT_UNDONE;
	year = session_value(session, OPT_YEAR);
	options->city = session_value(session, OPT_CITY);
	options->unit = session_value(session, OPT_UNIT);
	number = strtol(year, &end, 10);
	if ((*end && strcmp(end, "年") != 0) || number < FIRST_YEAR || number > LAST_YEAR)
		return session_complain(session, BAD_VALUE, "year", year, "1949..9999");
	options->year = (int)number;
	if (read_items(session, items) != 0 || read_window(session, options) != 0)
		return EXIT_UNDONE;
	options->items = items->codes;
	options->num_items = items->num;
	return 0;
}

static void tell(struct session *session, const char *directory, const struct taizhang_ledger *ledger)
{
	struct data data;

	if (session->json) {
		data_begin(&data);
		data_text(&data, "directory", directory);
		data_number(&data, "items", taizhang_ledger_num_items(ledger));
		session->data = data_finish(&data);
		return;
	}
	if (session->quiet)
		return;
	say(stdout, NEW_DONE, directory, message_number(taizhang_ledger_num_items(ledger)));
	say(stdout, NEW_NEXT, directory);
}

int cmd_new(struct session *session)
{
	struct taizhang_ledger_options options = TAIZHANG_LEDGER_OPTIONS_INIT;
	const char *directory = session_operand(session, 0);
	const char *name = session_value(session, OPT_CATALOG);
	struct taizhang_catalog *catalog = NULL;
	struct taizhang_ledger *ledger = NULL;
	struct code_list items = {NULL, NULL, 0};
	int status = EXIT_UNDONE;

	if (read_options(session, &items, &options) != 0)
		goto out;
	catalog = source_catalog(session, name ? name : taizhang_catalog_builtin_id(0), true);
	if (!catalog) {
		session_give_findings(session, TAIZHANG_ERROR);
		goto out;
	}
	signals_hold();
	ledger = taizhang_ledger_create(directory, catalog, &options, &session->err);
	signals_release();
	if (!ledger)
		goto out;
	catalog = NULL;
	tell(session, directory, ledger);
	status = EXIT_VALID;
out:
	taizhang_ledger_free(ledger);
	taizhang_catalog_free(catalog);
	free(items.codes);
	free(items.text);
	return status;
}
