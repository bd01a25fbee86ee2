/* SPDX-License-Identifier: MIT */
/* fuzz.c: what the fuzzers share: promises, inputs as files, several files in one input. */
#include "fuzz/fuzz.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/text.h"

/* Findings rendered of one input: a thousand of one kind tell no more than the first of them. */
#define MAX_RENDERED 64

void fuzz_assert(bool holds, const char *file, int line, const char *condition)
{
	if (holds)
		return;
	fprintf(stderr, "%s:%d: does not hold: %s\n", file, line, condition);
	abort();
}

static void is_text(const char *text)
{
	fuzz_holds(tz_text_is_utf8(text, strlen(text)));
}

void fuzz_outcome(bool succeeded, const struct taizhang_error *err)
{
	char text[1024];

	fuzz_holds(succeeded == (err->code == TAIZHANG_OK));
	if (succeeded)
		return;
	for (enum taizhang_lang lang = TAIZHANG_LANG_ZH; lang <= TAIZHANG_LANG_EN; lang++) {
		taizhang_error_text(err, lang, text, sizeof text);
		is_text(text);
	}
}

void fuzz_findings(const struct taizhang_findings *findings)
{
	size_t num = taizhang_findings_num(findings);
	char text[1024];

	for (size_t i = 0; i < num && i < MAX_RENDERED; i++)
		for (enum taizhang_lang lang = TAIZHANG_LANG_ZH; lang <= TAIZHANG_LANG_EN; lang++) {
			taizhang_finding_text(taizhang_findings_get(findings, i), lang, text, sizeof text);
			is_text(text);
		}
}

char *fuzz_text(const uint8_t *data, size_t size)
{
	char *text = malloc(size + 1);

	if (!text)
		abort();
	if (size)
		memcpy(text, data, size);
	text[size] = '\0';
	return text;
}

const char *fuzz_file(const void *data, size_t size)
{
	static char path[32];
	static int file = -1;

	if (file < 0) {
		file = memfd_create("input", 0);
		snprintf(path, sizeof path, "/proc/self/fd/%d", file);
	}
	fuzz_holds(ftruncate(file, 0) == 0);
	fuzz_holds(size == 0 || pwrite(file, data, size, 0) == (ssize_t)size);
	return path;
}

/* Is there the beginning of a part? Its name goes to name, where is set past its line. */
static bool begins_part(const uint8_t **where, const uint8_t *end, char name[100])
{
	const uint8_t *at = *where, *stop;
	size_t length;

	if (end - at < 5 || memcmp(at, "--- ", 4) != 0)
		return false;
	at += 4;
	stop = memchr(at, '\n', (size_t)(end - at));
	length = stop ? (size_t)(stop - at) : 0;
	if (length == 0 || length >= 100 || memchr(at, '\0', length))
		return false;
	memcpy(name, at, length);
	name[length] = '\0';
	*where = stop + 1;
	return true;
}

size_t fuzz_parts(const uint8_t *data, size_t size, struct fuzz_part parts[FUZZ_MAX_PARTS])
{
	const uint8_t *at = data, *end = data + size;
	char name[100];
	size_t num = 0;

	while (at < end) {
		const uint8_t *next;

		if (num < FUZZ_MAX_PARTS && begins_part(&at, end, name)) {
			memcpy(parts[num].name, name, sizeof name);
			parts[num].data = at;
			parts[num++].size = 0;
			continue;
		}
		next = memchr(at, '\n', (size_t)(end - at));
		next = next ? next + 1 : end;
		if (num)
			parts[num - 1].size += (size_t)(next - at);
		at = next;
	}
	return num;
}
