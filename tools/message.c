/* SPDX-License-Identifier: MIT */
/* message.c: the command's own texts, filled and printed in the language of the user. */
#include "message.h"

#include <inttypes.h>
#include <stdlib.h>
#include <string.h>

#include "terminal.h"

static const char *const texts[NUM_SAYS][2] = {
#define SAY(name, zh, en) {zh, en},
#include "message.def"
#undef SAY
};

static enum taizhang_lang language = TAIZHANG_LANG_ZH;

/* By the language's two letters; C and POSIX ask for none. */
static enum taizhang_lang language_of(const char *locale)
{
	if (strncmp(locale, "zh", 2) == 0)
		return TAIZHANG_LANG_ZH;
	if (strcmp(locale, "C") == 0 || strncmp(locale, "C.", 2) == 0 || strcmp(locale, "POSIX") == 0)
		return TAIZHANG_LANG_ZH;
	return TAIZHANG_LANG_EN;
}

enum taizhang_lang message_language(const char *lang_option)
{
	static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};

	if (lang_option && strcmp(lang_option, "en") == 0)
		return TAIZHANG_LANG_EN;
	if (lang_option && strcmp(lang_option, "zh") == 0)
		return TAIZHANG_LANG_ZH;
	for (size_t i = 0; i < sizeof variables / sizeof variables[0]; i++) {
		const char *value = getenv(variables[i]);

		if (value && *value)
			return language_of(value);
	}
	return TAIZHANG_LANG_ZH;
}

void message_set_language(enum taizhang_lang lang)
{
	language = lang;
}

enum taizhang_lang message_get_language(void)
{
	return language;
}

char *message_text(enum say say, const char *const *args)
{
	char *text = NULL;
	size_t size = 0, num_args = 0;
	FILE *stream = open_memstream(&text, &size);

	if (!stream)
		return NULL;
	while (args[num_args])
		num_args++;
	for (const char *rest = texts[say][language]; *rest; rest++) {
		if (rest[0] == '{' && rest[1] >= '1' && rest[1] <= '9' && rest[2] == '}') {
			size_t i = (size_t)(rest[1] - '1');

			if (i < num_args)
				terminal_put(stream, args[i]);
			rest += 2;
		} else {
			fputc(*rest, stream);
		}
	}
	if (fclose(stream) != 0) {
		free(text);
		return NULL;
	}
	return text;
}

void message_print(FILE *stream, enum say say, const char *const *args)
{
	char *text = message_text(say, args);

	if (text)
		fprintf(stream, "%s\n", text);
	free(text);
}

#define RING 16
#define RING_SIZE 32

static char *ring(void)
{
	static char buffers[RING][RING_SIZE];
	static unsigned int next;

	return buffers[next++ % RING];
}

const char *message_number(uint64_t number)
{
	char *text = ring();

	snprintf(text, RING_SIZE, "%" PRIu64, number);
	return text;
}

const char *message_bytes(uint64_t bytes)
{
	static const char *const units[] = {"B", "KB", "MB", "GB", "TB", "PB", "EB"};
	uint64_t whole = bytes, tenths = 0;
	char *text = ring();
	size_t unit = 0;

	for (; whole >= 1024; whole /= 1024, unit++)
		tenths = whole % 1024 * 10 / 1024;
	if (unit && whole < 10)
		snprintf(text, RING_SIZE, "%" PRIu64 ".%" PRIu64 " %s", whole, tenths, units[unit]);
	else
		snprintf(text, RING_SIZE, "%" PRIu64 " %s", whole, units[unit]);
	return text;
}
