/* SPDX-License-Identifier: MIT */
/* xml_version.c: which versions of a document can be read. */
#include "base/xml_version.h"

#include <string.h>

#define MOST_DIGITS 6

/* A number without sign or leading zeros; -1 where there is none. *end is what follows it. */
static int number(const char *text, const char **end)
{
	int value = 0;
	size_t digits = strspn(text, "0123456789");

	*end = text + digits;
	if (digits == 0 || digits > MOST_DIGITS || (digits > 1 && text[0] == '0'))
		return -1;
	for (size_t i = 0; i < digits; i++)
		value = value * 10 + (text[i] - '0');
	return value;
}

enum tz_xml_version tz_xml_version_judge(const char *version, int major, int minor)
{
	int its_major, its_minor;
	const char *end;

	if (!version)
		return TZ_XML_VERSION_KNOWN;
	its_major = number(version, &end);
	if (its_major < major || *end != '.')
		return TZ_XML_VERSION_BAD;
	its_minor = number(end + 1, &end);
	if (its_minor < 0 || *end != '\0')
		return TZ_XML_VERSION_BAD;
	if (its_major > major)
		return TZ_XML_VERSION_NEWER_MAJOR;
	return its_minor > minor ? TZ_XML_VERSION_NEWER_MINOR : TZ_XML_VERSION_KNOWN;
}

bool tz_xml_namespace_is_newer(const char *ns, const char *ours)
{
	const char *colon = strrchr(ours, ':'), *end, *ours_end;
	size_t stem = colon ? (size_t)(colon - ours) + 1 : 0;

	if (!stem || strncmp(ns, ours, stem) != 0)
		return false;
	return number(ns + stem, &end) > number(ours + stem, &ours_end) && *end == '\0';
}
