/* SPDX-License-Identifier: MIT */
/* cmd_help.c: help, made from the tables of verbs and options. */
#include "session.h"
#include "terminal.h"

#define GAP 2

static void put_padded(const char *text, size_t columns)
{
	fputs(text, stdout);
	for (size_t used = terminal_columns(text); used < columns; used++)
		fputc(' ', stdout);
}

/* "-o, --output 文件" */
static void option_text(const struct option_info *option, enum taizhang_lang lang, char *buf,
			size_t size)
{
	char letter[8] = "    ";

	if (option->short_name)
		snprintf(letter, sizeof letter, "-%c, ", option->short_name);
	snprintf(buf, size, "%s--%s%s%s", letter, option->name, option->value[lang] ? " " : "",
		 option->value[lang] ? option->value[lang] : "");
}

static void print_options(const struct verb *verb, enum taizhang_lang lang)
{
	char text[128];
	size_t widest = 0;

	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < NUM_OPTIONS; i++) {
			if (!(verb->options & (uint64_t)1 << i))
				continue;
			option_text(&option_table[i], lang, text, sizeof text);
			if (pass == 0) {
				if (terminal_columns(text) > widest)
					widest = terminal_columns(text);
				continue;
			}
			fputs("  ", stdout);
			put_padded(text, widest + GAP);
			puts(option_table[i].text[lang]);
		}
}

void help_print(const struct verb *verb)
{
	enum taizhang_lang lang = message_get_language();

	if (verb) {
		say(stdout, HELP_USAGE, verb->name, verb->usage[lang]);
		printf("\n%s\n\n", verb->text[lang]);
		say(stdout, HELP_OPTIONS, NULL);
		print_options(verb, lang);
		putchar('\n');
		say(stdout, HELP_EXAMPLE, verb->example[lang]);
		return;
	}
	say(stdout, HELP_HEAD, NULL);
	for (verb = verb_table; verb->name; verb++) {
		fputs("  ", stdout);
		put_padded(verb->name, 8 + GAP);
		puts(verb->text[lang]);
	}
	putchar('\n');
	say(stdout, HELP_FOOT, NULL);
}

int cmd_help(struct session *session)
{
	const char *name = session_operand(session, 0);
	const struct verb *verb = name ? verb_find(name) : NULL;

	if (name && !verb)
		return session_complain(session, UNKNOWN_VERB, name);
	help_print(verb);
	return EXIT_VALID;
}
