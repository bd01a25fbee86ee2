/* SPDX-License-Identifier: MIT */
/* finding_names.c: the names of severities and aspects, for programs and for people. */
#include <string.h>
#include <taizhang/finding.h>

#include "api.h"

struct name {
	const char *name, *label[2];
};

static const struct name severities[] = {
	[TAIZHANG_NOTE] = {"note", {"提示", "note"}},
	[TAIZHANG_WARNING] = {"warning", {"警告", "warning"}},
	[TAIZHANG_ERROR] = {"error", {"错误", "error"}},
};

static const struct name aspects[] = {
	[TAIZHANG_AUTHENTICITY] = {"authenticity", {"真实性", "authenticity"}},
	[TAIZHANG_INTEGRITY] = {"integrity", {"完整性", "integrity"}},
	[TAIZHANG_USABILITY] = {"usability", {"可用性", "usability"}},
	[TAIZHANG_SECURITY] = {"security", {"安全性", "security"}},
};

#define NUM(list) (sizeof(list) / sizeof((list)[0]))

static const struct name *get(const struct name *list, size_t num, unsigned int value)
{
	return value > 0 && value < num ? &list[value] : NULL;
}

static unsigned int find(const struct name *list, size_t num, const char *name)
{
	for (unsigned int i = 1; name && i < num; i++)
		if (strcmp(list[i].name, name) == 0 ||
		    strcmp(list[i].label[TAIZHANG_LANG_ZH], name) == 0)
			return i;
	return 0;
}

TAIZHANG_API const char *taizhang_severity_name(enum taizhang_severity severity)
{
	const struct name *entry = get(severities, NUM(severities), severity);

	return entry ? entry->name : NULL;
}

TAIZHANG_API const char *taizhang_severity_label(enum taizhang_severity severity,
						 enum taizhang_lang lang)
{
	const struct name *entry = get(severities, NUM(severities), severity);

	return entry ? entry->label[lang == TAIZHANG_LANG_EN] : NULL;
}

TAIZHANG_API enum taizhang_severity taizhang_severity_value(const char *name)
{
	return (enum taizhang_severity)find(severities, NUM(severities), name);
}

TAIZHANG_API const char *taizhang_aspect_name(enum taizhang_aspect aspect)
{
	const struct name *entry = get(aspects, NUM(aspects), aspect);

	return entry ? entry->name : NULL;
}

TAIZHANG_API const char *taizhang_aspect_label(enum taizhang_aspect aspect, enum taizhang_lang lang)
{
	const struct name *entry = get(aspects, NUM(aspects), aspect);

	return entry ? entry->label[lang == TAIZHANG_LANG_EN] : NULL;
}

TAIZHANG_API enum taizhang_aspect taizhang_aspect_value(const char *name)
{
	return (enum taizhang_aspect)find(aspects, NUM(aspects), name);
}
