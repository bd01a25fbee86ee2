/* SPDX-License-Identifier: MIT */
/* path.h: paths as text: is it a safe relative path, its parts, and a name safe on every desktop. No I/O. */
#ifndef TZ_BASE_PATH_H
#define TZ_BASE_PATH_H

#include <stdbool.h>
#include <stddef.h>
#include <taizhang/error.h>

enum tz_path_fault {
	TZ_PATH_OK = 0,
	TZ_PATH_EMPTY,			/* "", or an empty component (a//b) */
	TZ_PATH_ABSOLUTE,		/* /a, \\server\share, \a */
	TZ_PATH_DRIVE,			/* C: */
	TZ_PATH_DOT,			/* a component "." or ".." */
	TZ_PATH_BACKSLASH,
	TZ_PATH_CONTROL,		/* C0, DEL, C1 controls; a NUL inside */
	TZ_PATH_NOT_UTF8,
	TZ_PATH_COMPONENT_TOO_LONG,	/* over 255 bytes */
	TZ_PATH_TOO_LONG,		/* over TZ_LIMIT_PATH bytes */
	TZ_PATH_TOO_DEEP		/* over TZ_LIMIT_DEPTH components */
};

/* Judges a relative path of '/' separators that comes from outside. A single trailing '/' (a folder) is taken. */
enum tz_path_fault tz_path_check(const char *path, size_t size);
const char *tz_path_fault_text(enum tz_path_fault fault, enum taizhang_lang lang);
/* The error of a path that is refused: UNSAFE, with the fault. Returns -1. */
int tz_path_refuse(const char *path, enum tz_path_fault fault, struct taizhang_error *err);
/* A name that Windows keeps for a device (CON, nul.txt, COM1, LPT¹), in one component. */
bool tz_path_is_device(const char *component);

char *tz_path_join(const char *a, const char *b, struct taizhang_error *err);	/* malloc'd; a may be "" */
char *tz_path_folder(const char *path, struct taizhang_error *err);	/* what the base stands in: "." or "/" at least; malloc'd */
const char *tz_path_base(const char *path);		/* the last component, inside path */
const char *tz_path_extension(const char *path);	/* after the last dot of the base, "" if none; inside path */
bool tz_path_has_extension(const char *path, const char *extension);	/* compares ASCII without case; no dot in extension */
/* The base without its extension; malloc'd. */
char *tz_path_stem(const char *path, struct taizhang_error *err);

/* A component that every desktop keeps: % \ / : * ? " < > |, controls, trailing dots and blanks, and device names are
 * replaced by their full-width forms (controls by U+FFFD); NFC; cut to max_utf16 units and max_bytes bytes (a Chinese
 * character takes three, and a file system takes TZ_LIMIT_COMPONENT), the extension kept. Malloc'd; "" only from "". */
char *tz_path_safe_name(const char *name, size_t max_utf16, size_t max_bytes,
			struct taizhang_error *err);

#endif
