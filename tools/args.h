/* SPDX-License-Identifier: MIT */
/* args.h: the verbs, their options, and the reading of a command line into them. */
#ifndef TOOLS_ARGS_H
#define TOOLS_ARGS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <taizhang/error.h>

enum option {
#define OPTION(name, short_name, long_name, value_zh, value_en, zh, en) OPT_##name,
#include "option.def"
#undef OPTION
	NUM_OPTIONS
};

struct option_info {
	char short_name;		/* 0: none */
	const char *name;
	const char *value[2];		/* by language; NULL: takes none */
	const char *text[2];
};
extern const struct option_info option_table[NUM_OPTIONS];

struct session;

struct verb {
	const char *name;
	int (*run)(struct session *session);	/* the exit status */
	uint64_t options;			/* set of options, as bits */
	size_t least, most;			/* operands */
	const char *usage[2], *text[2], *example[2];
};
/* Ends with a row of NULL. */
extern const struct verb verb_table[];

/* What one command line says. */
struct args {
	const struct verb *verb;		/* NULL: none was named */
	const char *values[NUM_OPTIONS];	/* NULL: not given; "" for options without a value */
	const char **operands;			/* after the verb; in the order given */
	size_t num_operands;
	struct args_given {			/* the options that take a value, in the order given */
		enum option option;
		const char *value;
	} *given;
	size_t num_given;
	/* where it is wrong: which word, and what was meant perhaps */
	const char *bad, *meant;
};

enum args_result {
	ARGS_OK,
	ARGS_UNKNOWN_VERB,
	ARGS_UNKNOWN_OPTION,
	ARGS_NEEDS_VALUE,
	ARGS_TAKES_NO_VALUE,
	ARGS_TOO_FEW,
	ARGS_TOO_MANY,
	ARGS_NO_MEMORY
};

/* Options and operands may be mixed; "--" ends the options. Words are borrowed from argv; what holds them must be freed with args_free. */
enum args_result args_parse(struct args *args, int argc, char **argv);
/* All values of an option that may be given more than once; values has room for num_given. Gives their number. */
size_t args_values(const struct args *args, enum option option, const char **values);
void args_free(struct args *args);
const struct verb *verb_find(const char *name);
/* --lang, and --json, wherever they stand: complaints about the rest must already keep to them. */
const char *args_peek_lang(int argc, char **argv);
bool args_peek_json(int argc, char **argv);

#endif
