/* SPDX-License-Identifier: MIT */
/* message.h: the table of error texts in both languages, and the filling of their places. */
#ifndef TZ_BASE_MESSAGE_H
#define TZ_BASE_MESSAGE_H

#include <stddef.h>
#include <taizhang/error.h>

#include "base/buffer.h"

/* Rows stand in message.def: MESSAGE(ENUM, "stable-id", "中文", "English"). */
enum tz_message {
#define MESSAGE(name, id, zh, en) TZ_MSG_##name,
#include "base/message.def"
#undef MESSAGE
	TZ_NUM_MESSAGES
};

/* A place {name} in a template, and what stands there. A NULL or absent value gives nothing. */
struct tz_place {
	const char *name;
	const char *value;
};

/* Appends the template with its places filled. A part in [square brackets] falls away when a place in it is empty.
 * Values are put in verbatim, but control characters are shown as U+FFFD: a hostile name must not drive a terminal. */
void tz_message_fill(struct tz_buffer *out, const char *template_text,
		     const struct tz_place *places, size_t num_places);

/* The operating system's reason in people's words: 磁盘已满. Static, or good until this thread's next call. */
const char *tz_message_errno(int sys_errno, enum taizhang_lang lang);

#endif
