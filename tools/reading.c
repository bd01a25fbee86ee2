/* SPDX-License-Identifier: MIT */
/* reading.c: what verbs that read a package from outside share: standard input, the encoding of names, limits. */
#include "reading.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "signals.h"

static const struct {
	const char *name;
	size_t field;		/* of struct taizhang_limits */
	bool is_bytes;
} limits[] = {
	{"entries", offsetof(struct taizhang_limits, entries), false},
	{"total", offsetof(struct taizhang_limits, total_bytes), true},
	{"file", offsetof(struct taizhang_limits, file_bytes), true},
	{"ratio", offsetof(struct taizhang_limits, ratio), false},
	{"manifest-lines", offsetof(struct taizhang_limits, manifest_lines), false},
	{"xml", offsetof(struct taizhang_limits, xml_bytes), true},
	{"depth", offsetof(struct taizhang_limits, xml_depth), false},
};
#define LIMITS "entries=N,total=SIZE,file=SIZE,ratio=N,manifest-lines=N,xml=SIZE,depth=N (SIZE: 500M, 10G)"

bool reading_is_stdin(const char *path)
{
	return strcmp(path, "-") == 0;
}

/* Digits, and of bytes perhaps a unit. False where it is none, or 0: no limit at all is none that one can mean. */
static bool read_number(const char *text, size_t size, bool is_bytes, uint64_t *number)
{
	static const char units[] = "KMGT";
	const char *unit;
	size_t i = 0;

	*number = 0;
	for (; i < size && text[i] >= '0' && text[i] <= '9'; i++) {
		if (*number > (UINT64_MAX - 9) / 10)
			return false;
		*number = *number * 10 + (unsigned int)(text[i] - '0');
	}
	if (i == 0 || *number == 0)
		return false;
	unit = is_bytes && i + 1 == size ? strchr(units, text[i] & ~0x20) : NULL;
	for (size_t power = 0; unit && power <= (size_t)(unit - units); power++) {
		if (*number > UINT64_MAX / 1024)
			return false;
		*number *= 1024;
	}
	return unit || i == size;
}

/* NAME=NUMBER, size bytes. */
static bool read_limit(struct taizhang_limits *out, const char *text, size_t size)
{
	const char *equals = memchr(text, '=', size);
	size_t name = equals ? (size_t)(equals - text) : size;

	for (size_t i = 0; equals && i < sizeof limits / sizeof limits[0]; i++)
		if (strlen(limits[i].name) == name && memcmp(limits[i].name, text, name) == 0)
			return read_number(equals + 1, size - name - 1, limits[i].is_bytes,
					   (uint64_t *)(void *)((char *)out + limits[i].field));
	return false;
}

static int read_limits(struct reading *reading, struct session *session)
{
	const struct args *args = session->args;

	reading->limits = (struct taizhang_limits)TAIZHANG_LIMITS_INIT;
	for (size_t i = 0; i < args->num_given; i++) {
		const char *text = args->given[i].value;

		if (args->given[i].option != OPT_LIMITS)
			continue;
		for (const char *next = text; next; next = strchr(next, ',')) {
			next += next != text;
			if (!read_limit(&reading->limits, next, strcspn(next, ",")))
				return session_complain(session, BAD_VALUE, "limits", text, LIMITS);
		}
	}
	return 0;
}

static int read_names(struct reading *reading, struct session *session)
{
	static const struct {
		const char *name;
		enum taizhang_names names;
	} known[] = {
		{"auto", TAIZHANG_NAMES_AUTO}, {"utf-8", TAIZHANG_NAMES_UTF8}, {"gbk", TAIZHANG_NAMES_GB18030},
		{"gb18030", TAIZHANG_NAMES_GB18030},
	};
	const char *value = session_value(session, OPT_NAMES);

	for (size_t i = 0; i < sizeof known / sizeof known[0]; i++)
		if (!value || strcmp(value, known[i].name) == 0) {
			reading->names = known[i].names;
			return 0;
		}
	return session_complain(session, BAD_VALUE, "names", value, "auto, utf-8, gbk, gb18030");
}

/* Ctrl-C ends a wait for a pipe in which nothing comes. */
static bool goes_on(void)
{
	return errno == EINTR && !signals_came();
}

static int64_t read_pipe(void *context, void *buf, size_t size)
{
	ssize_t got;

	(void)context;
	do
		got = read(STDIN_FILENO, buf, size);
	while (got < 0 && goes_on());
	return got;
}

static int64_t read_file(void *context, uint64_t offset, void *buf, size_t size)
{
	const struct reading *reading = context;
	ssize_t got;

	do
		got = pread(STDIN_FILENO, buf, size, (off_t)reading->start + (off_t)offset);
	while (got < 0 && goes_on());
	return got;
}

/* A file is read as a file, from where it stands; as a stream for a receipt, which names the digest of what passed. */
static int open_stdin(struct reading *reading, struct session *session)
{
	struct stat info;
	off_t at = lseek(STDIN_FILENO, 0, SEEK_CUR);

	if (isatty(STDIN_FILENO))
		return session_complain(session, STDIN_TERMINAL, session->args->verb->name);
	reading->input.name = "-";
	reading->input.context = reading;
	if (at >= 0 && !session_has(session, OPT_RECEIPT) && fstat(STDIN_FILENO, &info) == 0 && S_ISREG(info.st_mode)) {
		reading->start = at;
		reading->input.read_at = read_file;
		reading->input.bytes = info.st_size > at ? (uint64_t)(info.st_size - at) : 0;
	} else {
		reading->input.read = read_pipe;
	}
	return 0;
}

int reading_begin(struct reading *reading, struct session *session, const char *path)
{
	*reading = (struct reading){.input = TAIZHANG_INPUT_INIT};
	if (read_limits(reading, session) != 0 || read_names(reading, session) != 0)
		return EXIT_UNDONE;
	if (reading_is_stdin(path))
		return open_stdin(reading, session);
	reading->input.path = path;
	return 0;
}
