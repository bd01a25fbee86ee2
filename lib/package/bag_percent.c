/* SPDX-License-Identifier: MIT */
/* bag_percent.c: line breaks and per cent signs in listed paths: the three codes that RFC 8493 has. */
#include <string.h>
#include <strings.h>

#include "package/bag.h"

/* The character that a code stands for, or '\0' where none of the three begins here. */
static char coded(const char *at)
{
	if (strncasecmp(at, "%0a", 3) == 0)
		return '\n';
	if (strncasecmp(at, "%0d", 3) == 0)
		return '\r';
	return strncmp(at, "%25", 3) == 0 ? '%' : '\0';
}

/* Decoding only shortens. */
void tz_bag_decode_percent(char *path)
{
	char *to = path;

	for (const char *from = path; *from; from++) {
		char c = coded(from);

		*to++ = c ? c : *from;
		from += c ? 2 : 0;
	}
	*to = '\0';
}

bool tz_bag_has_bare_percent(const char *path)
{
	for (const char *at = strchr(path, '%'); at; at = strchr(at + 1, '%'))
		if (!coded(at))
			return true;
	return false;
}
