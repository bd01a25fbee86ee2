/* SPDX-License-Identifier: MIT */
/* error.c: errors: filling the struct, the names of its codes and the sentence it makes. */
#include "base/error.h"

#include <errno.h>
#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "api.h"
#include "base/path.h"
#include "base/text.h"

/* Room for any error's sentence: both texts with each byte shown as a replacement character, and the longest template. */
#define SENTENCE_SIZE (2 * 3 * TAIZHANG_ERROR_TEXT + 1024)

static const char replacement[] = "\xEF\xBF\xBD";
static const char ellipsis[] = "\xE2\x80\xA6";

static const char *const code_names[] = {
	[TAIZHANG_OK] = "ok",
	[TAIZHANG_E_NOMEM] = "no-memory",
	[TAIZHANG_E_INVAL] = "invalid",
	[TAIZHANG_E_IO] = "io",
	[TAIZHANG_E_FORMAT] = "format",
	[TAIZHANG_E_UNSUPPORTED] = "unsupported",
	[TAIZHANG_E_XML] = "xml",
	[TAIZHANG_E_CRYPTO] = "crypto",
	[TAIZHANG_E_LIMIT] = "limit",
	[TAIZHANG_E_UNSAFE] = "unsafe",
	[TAIZHANG_E_STATE] = "state",
	[TAIZHANG_E_NOT_FOUND] = "not-found",
	[TAIZHANG_E_CANCELLED] = "cancelled",
	[TAIZHANG_E_REFUSED] = "refused",
};

static const struct {
	const char *id, *text[2];
} messages[] = {
#define MESSAGE(name, id, zh, en) {id, {zh, en}},
#include "base/message.def"
#undef MESSAGE
};

/* One character of text, or the replacement for a byte that is none; returns the bytes of text taken. */
static size_t next_shown(const char *text, const char **shown, size_t *shown_size)
{
	int32_t codepoint;
	size_t size = tz_text_next(text, &codepoint);

	*shown = size ? text : replacement;
	*shown_size = size ? size : sizeof replacement - 1;
	return size ? size : 1;
}

/* Copies text as valid UTF-8. Of a long one the end is kept: it is what tells one path from another. */
static void set_text(char out[TAIZHANG_ERROR_TEXT], const char *text)
{
	const size_t room = TAIZHANG_ERROR_TEXT - 1;
	const char *shown;
	size_t shown_size, whole = 0, size = 0;

	if (!text)
		text = "";
	for (const char *p = text; *p; whole += shown_size)
		p += next_shown(p, &shown, &shown_size);
	if (whole > room) {
		while (whole > room - (sizeof ellipsis - 1)) {
			text += next_shown(text, &shown, &shown_size);
			whole -= shown_size;
		}
		memcpy(out, ellipsis, sizeof ellipsis - 1);
		size = sizeof ellipsis - 1;
	}
	while (*text) {
		text += next_shown(text, &shown, &shown_size);
		memcpy(out + size, shown, shown_size);
		size += shown_size;
	}
	out[size] = '\0';
}

static int fill(struct taizhang_error *err, enum taizhang_code code, enum tz_message message,
		const char *where, const char *detail, int64_t line, int64_t number, int sys_errno)
{
	if (!err || err->code != TAIZHANG_OK)
		return -1;
	err->code = (int)code;
	err->message = (int)message;
	err->sys_errno = sys_errno;
	err->line = line;
	err->number = number;
	set_text(err->where, where);
	set_text(err->detail, detail);
	return -1;
}

int tz_error_set(struct taizhang_error *err, enum taizhang_code code, enum tz_message message,
		 const char *where)
{
	return fill(err, code, message, where, NULL, 0, 0, 0);
}

int tz_error_detail(struct taizhang_error *err, enum taizhang_code code, enum tz_message message,
		    const char *where, const char *detail)
{
	return fill(err, code, message, where, detail, 0, 0, 0);
}

int tz_error_line(struct taizhang_error *err, enum taizhang_code code, enum tz_message message,
		  const char *where, int64_t line, const char *detail)
{
	return fill(err, code, message, where, detail, line, 0, 0);
}

int tz_error_number(struct taizhang_error *err, enum taizhang_code code, enum tz_message message,
		    const char *where, int64_t number)
{
	return fill(err, code, message, where, NULL, 0, number, 0);
}

int tz_error_sys(struct taizhang_error *err, enum tz_message message, const char *where)
{
	int saved = errno;

	if (saved == ENOMEM)
		return tz_error_nomem(err);
	return fill(err, TAIZHANG_E_IO, message, where, NULL, 0, 0, saved);
}

int tz_error_nomem(struct taizhang_error *err)
{
	return fill(err, TAIZHANG_E_NOMEM, TZ_MSG_NOMEM, NULL, NULL, 0, 0, 0);
}

int tz_error_inval(struct taizhang_error *err, const char *name)
{
	return fill(err, TAIZHANG_E_INVAL, TZ_MSG_INVAL, name, NULL, 0, 0, 0);
}

int tz_error_pass(struct taizhang_error *err, const struct taizhang_error *kept)
{
	if (err && err->code == TAIZHANG_OK)
		*err = *kept;
	return -1;
}

void tz_error_at(struct taizhang_error *err, const char *where)
{
	if (err && err->code != TAIZHANG_OK && !err->where[0])
		set_text(err->where, where);
}

TAIZHANG_API void taizhang_error_clear(struct taizhang_error *err)
{
	if (err)
		memset(err, 0, sizeof *err);
}

TAIZHANG_API const char *taizhang_error_code_name(int code)
{
	if (code < 0 || (size_t)code >= sizeof code_names / sizeof code_names[0])
		return "unknown";
	return code_names[code];
}

/* The row of an error's message; a struct that was not filled by this library has none of its own. */
static enum tz_message message_of(const struct taizhang_error *err)
{
	if (!err || err->code == TAIZHANG_OK)
		return TZ_MSG_NONE;
	if (err->message <= TZ_MSG_NONE || err->message >= TZ_NUM_MESSAGES)
		return TZ_MSG_UNKNOWN;
	return (enum tz_message)err->message;
}

TAIZHANG_API const char *taizhang_error_id(const struct taizhang_error *err)
{
	return messages[message_of(err)].id;
}

/* Why it failed: the system's reason, else the detail, so that a template that ends in it never ends in nothing. */
static const char *cause_of(const struct taizhang_error *err, enum taizhang_lang lang)
{
	if (err->sys_errno || !err->detail[0])
		return tz_message_errno(err->sys_errno, lang);
	return err->detail;
}

static void number_text(char *buf, size_t size, int64_t number)
{
	buf[0] = '\0';
	if (number)
		snprintf(buf, size, "%" PRId64, number);
}

TAIZHANG_API size_t taizhang_error_text(const struct taizhang_error *err, enum taizhang_lang lang,
					char *buf, size_t size)
{
	static const struct taizhang_error none = TAIZHANG_ERROR_INIT;
	char storage[SENTENCE_SIZE], line[24], number[24];
	/* A full buffer with its limit below its capacity never allocates: an error must be told when memory ran out. */
	struct tz_buffer out = {storage, 0, sizeof storage, sizeof storage - 1, TAIZHANG_OK, NULL};
	enum tz_message message = message_of(err);
	size_t cut;

	if (!err)
		err = &none;
	if (lang != TAIZHANG_LANG_EN)
		lang = TAIZHANG_LANG_ZH;
	number_text(line, sizeof line, err->line);
	number_text(number, sizeof number, err->number);
	tz_message_fill(&out, messages[message].text[lang], (const struct tz_place[]){
		{"where", err->where}, {"line", line}, {"number", number},
		{"detail", err->detail}, {"cause", cause_of(err, lang)},
		{"fault", tz_path_fault_text((enum tz_path_fault)err->number, lang)}}, 6);
	if (buf && size) {
		cut = tz_text_cut(tz_buffer_text(&out), size - 1);
		memcpy(buf, tz_buffer_text(&out), cut);
		buf[cut] = '\0';
	}
	return out.size;
}

TAIZHANG_API const char *taizhang_error_reason(int sys_errno, enum taizhang_lang lang)
{
	return tz_message_errno(sys_errno, lang);
}
