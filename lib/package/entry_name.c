/* SPDX-License-Identifier: MIT */
/* entry_name.c: the names of a container's entries, from the bytes that stand there to UTF-8. */
#include "package/entry_name.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/text.h"
#include "finding/finding.h"

static bool is_ascii(const char *bytes)
{
	while (*bytes && (unsigned char)*bytes < 0x80)
		bytes++;
	return !*bytes;
}

/* Without anything said of them, and not the same in both encodings. */
static bool is_open(const struct tz_raw_name *raw)
{
	return !raw->unicode && !raw->is_utf8 && !is_ascii(raw->bytes);
}

/* 1: *text is it; 0: it is not GB18030; -1: err set. */
static int decode(const char *bytes, char **text, struct taizhang_error *err)
{
	struct tz_buffer out = TZ_BUFFER_INIT;
	struct taizhang_error why = TAIZHANG_ERROR_INIT;
	int result = tz_encoding_from_gb18030(bytes, strlen(bytes), &out, &why);

	*text = NULL;
	if (result < 0 && why.code != TAIZHANG_E_FORMAT) {
		tz_buffer_free(&out);
		return tz_error_pass(err, &why);
	}
	if (result == 0) {
		*text = tz_buffer_take(&out, err);
		return *text ? 1 : -1;
	}
	tz_buffer_free(&out);
	return 0;
}

void tz_names_open(struct tz_names *names, enum taizhang_names asked)
{
	*names = (struct tz_names){.asked = asked, .all_decode = true, .others_decode = true};
}

int tz_names_survey(struct tz_names *names, const struct tz_raw_name *raw, struct taizhang_error *err)
{
	bool is_other;
	char *text;
	int decodes;

	if (names->asked != TAIZHANG_NAMES_AUTO || !is_open(raw))
		return 0;
	is_other = !tz_text_is_utf8(raw->bytes, strlen(raw->bytes));
	decodes = decode(raw->bytes, &text, err);
	free(text);
	if (decodes < 0)
		return -1;
	names->has_other |= is_other;
	names->all_decode &= decodes;
	names->others_decode &= decodes || !is_other;
	return 0;
}

/* All of them, where all can be; else only those that cannot be UTF-8; and none where one of these is neither. */
static bool is_guessed(const struct tz_names *names, const struct tz_raw_name *raw)
{
	if (names->asked != TAIZHANG_NAMES_AUTO || !names->has_other || !names->others_decode)
		return false;
	return names->all_decode || !tz_text_is_utf8(raw->bytes, strlen(raw->bytes));
}

static int count_guess(struct tz_names *names, const char *text, struct taizhang_error *err)
{
	names->guessed++;
	if (names->example)
		return 0;
	names->example = tz_strdup(text, err);
	return names->example ? 0 : -1;
}

static char *read_gb18030(struct tz_names *names, const char *bytes, bool *refused, struct taizhang_error *err)
{
	char *text;
	int decodes = decode(bytes, &text, err);

	if (decodes < 0)
		return NULL;
	*refused = decodes == 0;
	if (*refused)
		return tz_strdup(bytes, err);
	if (names->asked == TAIZHANG_NAMES_AUTO && count_guess(names, text, err) < 0) {
		free(text);
		return NULL;
	}
	return text;
}

char *tz_names_read(struct tz_names *names, const struct tz_raw_name *raw, bool *refused, struct taizhang_error *err)
{
	const char *bytes = raw->unicode ? raw->unicode : raw->bytes;

	if (is_open(raw) && (names->asked == TAIZHANG_NAMES_GB18030 || is_guessed(names, raw)))
		return read_gb18030(names, bytes, refused, err);
	*refused = !tz_text_is_utf8(bytes, strlen(bytes));
	return tz_strdup(bytes, err);
}

const char *tz_names_wanted(const struct tz_names *names)
{
	static const char *const wanted[] = {
		[TAIZHANG_NAMES_AUTO] = "UTF-8 / GB18030",
		[TAIZHANG_NAMES_UTF8] = "UTF-8",
		[TAIZHANG_NAMES_GB18030] = "GB18030",
	};

	return wanted[names->asked];
}

int tz_names_tell(struct tz_names *names, const char *container, struct taizhang_findings *findings,
		  struct taizhang_error *err)
{
	int64_t guessed = names->guessed;

	names->guessed = 0;
	if (!guessed)
		return 0;
	return tz_find(findings, ENTRY_ENCODING_GUESSED, err, .file = container, .count = guessed,
		       .found = names->example);
}

void tz_names_free(struct tz_names *names)
{
	free(names->example);
	names->example = NULL;
}
