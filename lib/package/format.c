/* SPDX-License-Identifier: MIT */
/* format.c: the containers' names, and which of them a file's name asks for. */
#include <taizhang/package.h>

#include <string.h>
#include <strings.h>

#include "api.h"

static const struct {
	enum taizhang_format format;
	const char *name;
	const char *endings[3];
} formats[] = {
	{TAIZHANG_FORMAT_ZIP, "zip", {".zip"}},
	{TAIZHANG_FORMAT_TAR, "tar", {".tar"}},
	{TAIZHANG_FORMAT_TAR_GZ, "tar.gz", {".tar.gz", ".tgz"}},
	{TAIZHANG_FORMAT_TAR_ZST, "tar.zst", {".tar.zst", ".tzst"}},
	{TAIZHANG_FORMAT_DIRECTORY, "directory", {NULL}},
};
#define NUM_FORMATS (sizeof formats / sizeof formats[0])

TAIZHANG_API const char *taizhang_format_name(enum taizhang_format format)
{
	for (size_t i = 0; i < NUM_FORMATS; i++)
		if (formats[i].format == format)
			return formats[i].name;
	return NULL;
}

TAIZHANG_API enum taizhang_format taizhang_format_value(const char *name)
{
	for (size_t i = 0; name && i < NUM_FORMATS; i++)
		if (strcmp(formats[i].name, name) == 0)
			return formats[i].format;
	return TAIZHANG_FORMAT_NONE;
}

static int ends_with(const char *path, const char *ending)
{
	size_t size = strlen(path), ending_size = strlen(ending);

	return size > ending_size && strcasecmp(path + size - ending_size, ending) == 0;
}

TAIZHANG_API enum taizhang_format taizhang_format_of_path(const char *path)
{
	for (size_t i = 0; path && i < NUM_FORMATS; i++)
		for (const char *const *ending = formats[i].endings; *ending; ending++)
			if (ends_with(path, *ending))
				return formats[i].format;
	return TAIZHANG_FORMAT_NONE;
}
