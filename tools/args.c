/* SPDX-License-Identifier: MIT */
/* args.c: reads a command line by the tables of verbs and options. */
#include "args.h"

#include <stdlib.h>
#include <string.h>

#define BIT(option) ((uint64_t)1 << (option))
#define MAX_DISTANCE 2
#define MAX_NAME 32

const struct option_info option_table[NUM_OPTIONS] = {
#define OPTION(name, short_name, long_name, value_zh, value_en, zh, en) \
	{short_name, long_name, {value_zh, value_en}, {zh, en}},
#include "option.def"
#undef OPTION
};

const struct verb *verb_find(const char *name)
{
	for (const struct verb *verb = verb_table; verb->name; verb++)
		if (strcmp(verb->name, name) == 0)
			return verb;
	return NULL;
}

/* How many letters to add, drop or change to get from one short ASCII word to another. */
static size_t distance(const char *a, const char *b)
{
	size_t row[MAX_NAME + 1], length_a = strlen(a), length_b = strlen(b);

	if (length_a > MAX_NAME || length_b > MAX_NAME)
		return MAX_NAME;
	for (size_t j = 0; j <= length_b; j++)
		row[j] = j;
	for (size_t i = 1; i <= length_a; i++) {
		size_t diagonal = row[0];

		row[0] = i;
		for (size_t j = 1; j <= length_b; j++) {
			size_t best = diagonal + (a[i - 1] != b[j - 1]);

			diagonal = row[j];
			if (row[j] + 1 < best)
				best = row[j] + 1;
			if (row[j - 1] + 1 < best)
				best = row[j - 1] + 1;
			row[j] = best;
		}
	}
	return row[length_b];
}

/* Keeps the better guess of what was meant: a word that begins so, or one that is few letters away. */
static void guess(const char *word, size_t size, const char *candidate, size_t *best,
		  const char **meant)
{
	char name[MAX_NAME + 1];
	size_t d;

	if (size == 0 || size > MAX_NAME)
		return;
	memcpy(name, word, size);
	name[size] = '\0';
	d = size > 1 && strncmp(name, candidate, size) == 0 ? 0 : distance(name, candidate);
	if (d < *best && d < size) {
		*best = d;
		*meant = candidate;
	}
}

static enum args_result unknown_verb(struct args *args, const char *word)
{
	size_t best = MAX_DISTANCE + 1;

	args->bad = word;
	for (const struct verb *verb = verb_table; verb->name; verb++)
		guess(word, strlen(word), verb->name, &best, &args->meant);
	return ARGS_UNKNOWN_VERB;
}

static enum args_result unknown_option(struct args *args, const char *word, uint64_t allowed)
{
	size_t best = MAX_DISTANCE + 1;

	args->bad = word;
	for (size_t i = 0; word[1] == '-' && i < NUM_OPTIONS; i++)
		if (allowed & BIT(i))
			guess(word + 2, strcspn(word + 2, "="), option_table[i].name, &best,
			      &args->meant);
	return ARGS_UNKNOWN_OPTION;
}

/* The option of a long name (size bytes) or a short letter; NUM_OPTIONS where the verb has none. */
static size_t find_option(uint64_t allowed, const char *name, size_t size, char letter)
{
	for (size_t i = 0; i < NUM_OPTIONS; i++) {
		const struct option_info *info = &option_table[i];

		if (!(allowed & BIT(i)))
			continue;
		if (letter ? info->short_name == letter
			   : strlen(info->name) == size && memcmp(info->name, name, size) == 0)
			return i;
	}
	return NUM_OPTIONS;
}

/* The last value of an option counts; verbs that want all of them ask args_values. */
static void take_value(struct args *args, size_t option, const char *value)
{
	args->values[option] = value;
	args->given[args->num_given++] = (struct args_given){(enum option)option, value};
}

struct reader {
	struct args *args;
	uint64_t allowed;
	int argc, next;
	char **argv;
};

/* The value of an option that stands in the next word. A word that is itself an option of this verb is none: --city --year 2017. */
static enum args_result take_next(struct reader *reader, size_t option, const char *word)
{
	const char *value = reader->next < reader->argc ? reader->argv[reader->next] : NULL;

	if (!value || (value[0] == '-' && value[1] == '-' &&
		       find_option(reader->allowed, value + 2, strcspn(value + 2, "="), 0) < NUM_OPTIONS)) {
		reader->args->bad = word;
		return ARGS_NEEDS_VALUE;
	}
	take_value(reader->args, option, value);
	reader->next++;
	return ARGS_OK;
}

static enum args_result read_long(struct reader *reader, const char *word)
{
	const char *name = word + 2, *equals = strchr(name, '=');
	size_t size = equals ? (size_t)(equals - name) : strlen(name);
	size_t option = find_option(reader->allowed, name, size, 0);

	if (option == NUM_OPTIONS)
		return unknown_option(reader->args, word, reader->allowed);
	if (!option_table[option].value[0]) {
		reader->args->values[option] = "";
		reader->args->bad = word;
		return equals ? ARGS_TAKES_NO_VALUE : ARGS_OK;
	}
	if (equals) {
		take_value(reader->args, option, equals + 1);
		return ARGS_OK;
	}
	return take_next(reader, option, word);
}

/* -q, -qv, -oFILE, -o FILE. */
static enum args_result read_short(struct reader *reader, const char *word)
{
	for (const char *letter = word + 1; *letter; letter++) {
		size_t option = find_option(reader->allowed, NULL, 0, *letter);

		if (option == NUM_OPTIONS)
			return unknown_option(reader->args, word, reader->allowed);
		if (!option_table[option].value[0]) {
			reader->args->values[option] = "";
			continue;
		}
		if (!letter[1])
			return take_next(reader, option, word);
		take_value(reader->args, option, letter + 1);
		break;
	}
	return ARGS_OK;
}

static enum args_result read_operand(struct reader *reader, const char *word)
{
	struct args *args = reader->args;

	if (!args->verb) {
		args->verb = verb_find(word);
		if (!args->verb)
			return unknown_verb(args, word);
		reader->allowed = args->verb->options;
		return ARGS_OK;
	}
	args->operands[args->num_operands++] = word;
	return ARGS_OK;
}

enum args_result args_parse(struct args *args, int argc, char **argv)
{
	struct reader reader = {.args = args, .argc = argc, .argv = argv, .next = 1};
	bool only_operands = false;
	enum args_result result = ARGS_OK;

	reader.allowed = BIT(OPT_LANG) | BIT(OPT_HELP) | BIT(OPT_VERSION) | BIT(OPT_JSON) |
			 BIT(OPT_QUIET) | BIT(OPT_VERBOSE);
	memset(args, 0, sizeof *args);
	args->operands = calloc((size_t)argc + 1, sizeof *args->operands);
	args->given = calloc((size_t)argc + 1, sizeof *args->given);
	if (!args->operands || !args->given)
		return ARGS_NO_MEMORY;
	while (result == ARGS_OK && reader.next < argc) {
		const char *word = argv[reader.next++];

		if (only_operands || word[0] != '-' || !word[1])
			result = read_operand(&reader, word);
		else if (strcmp(word, "--") == 0)
			only_operands = true;
		else if (word[1] == '-')
			result = read_long(&reader, word);
		else
			result = read_short(&reader, word);
	}
	if (result != ARGS_OK || args->values[OPT_HELP] || !args->verb)
		return result;
	if (args->num_operands < args->verb->least)
		return ARGS_TOO_FEW;
	if (args->num_operands > args->verb->most) {
		args->bad = args->operands[args->verb->most];
		return ARGS_TOO_MANY;
	}
	return ARGS_OK;
}

size_t args_values(const struct args *args, enum option option, const char **values)
{
	size_t num = 0;

	for (size_t i = 0; i < args->num_given; i++)
		if (args->given[i].option == option)
			values[num++] = args->given[i].value;
	return num;
}

void args_free(struct args *args)
{
	free(args->operands);
	free(args->given);
	args->operands = NULL;
	args->given = NULL;
}

const char *args_peek_lang(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++) {
		if (strncmp(argv[i], "--lang=", 7) == 0)
			return argv[i] + 7;
		if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
			return argv[i + 1];
	}
	return NULL;
}

bool args_peek_json(int argc, char **argv)
{
	for (int i = 1; i < argc && strcmp(argv[i], "--") != 0; i++)
		if (strcmp(argv[i], "--json") == 0)
			return true;
	return false;
}
