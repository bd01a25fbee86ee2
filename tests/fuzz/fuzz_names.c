/* SPDX-License-Identifier: MIT */
/* fuzz_names.c: names of a container's entries in any encoding, a line each; what is read is UTF-8, and is the name where it says so. */
#include <stdlib.h>
#include <string.h>

#include "base/path.h"
#include "base/text.h"
#include "fuzz/fuzz.h"
#include "package/entry_name.h"

#define MAX_NAMES 64

/* A line: 'u' marks its name as UTF-8; '+' gives the rest of the line behind a tab as the Unicode name beside it. Cuts it. */
static struct tz_raw_name name_of(char *line)
{
	struct tz_raw_name raw = {line, NULL, false};
	char *tab = strchr(line, '\t');

	if (*line == 'u') {
		raw.is_utf8 = true;
		raw.bytes++;
	} else if (*line == '+' && tab && tz_text_is_utf8(tab + 1, strlen(tab + 1))) {
		raw.bytes++;
		raw.unicode = tab + 1;
		*tab = '\0';
	}
	return raw;
}

static size_t cut_lines(char *text, struct tz_raw_name raws[MAX_NAMES])
{
	size_t num = 0;

	while (text && num < MAX_NAMES) {
		char *end = strchr(text, '\n');

		if (end)
			*end++ = '\0';
		raws[num++] = name_of(text);
		text = end;
	}
	return num;
}

static void read_one(struct tz_names *names, enum taizhang_names asked, const struct tz_raw_name *raw)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	bool refused = false;
	char *name = tz_names_read(names, raw, &refused, &err);

	fuzz_outcome(name != NULL, &err);
	fuzz_holds(refused || tz_text_is_utf8(name, strlen(name)));
	fuzz_holds(!raw->unicode || refused || strcmp(name, raw->unicode) == 0);
	fuzz_holds(raw->unicode || !raw->is_utf8 || refused || strcmp(name, raw->bytes) == 0);
	fuzz_holds(!refused || strcmp(name, raw->bytes) == 0 || raw->unicode);
	if (asked == TAIZHANG_NAMES_UTF8 && !raw->unicode)
		fuzz_holds(refused == !tz_text_is_utf8(raw->bytes, strlen(raw->bytes)));
	tz_path_check(name, strlen(name));
	free(name);
}

static void read_all(enum taizhang_names asked, bool survey, const struct tz_raw_name *raws, size_t num)
{
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct tz_names names;

	tz_names_open(&names, asked);
	for (size_t i = 0; survey && i < num; i++)
		fuzz_holds(tz_names_survey(&names, &raws[i], &err) == 0);
	for (size_t i = 0; i < num; i++) {
		if (!survey)
			fuzz_holds(tz_names_survey(&names, &raws[i], &err) == 0);
		read_one(&names, asked, &raws[i]);
	}
	fuzz_holds(tz_names_wanted(&names) != NULL);
	fuzz_holds(tz_names_tell(&names, "input.zip", findings, &err) == 0);
	fuzz_findings(findings);
	tz_names_free(&names);
	taizhang_findings_free(findings);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct tz_raw_name raws[MAX_NAMES];
	char *text = fuzz_text(data, size);
	size_t num = cut_lines(text, raws);

	for (enum taizhang_names asked = TAIZHANG_NAMES_AUTO; asked <= TAIZHANG_NAMES_GB18030; asked++) {
		read_all(asked, true, raws, num);
		read_all(asked, false, raws, num);
	}
	free(text);
	return 0;
}
