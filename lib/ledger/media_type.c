/* SPDX-License-Identifier: MIT */
/* media_type.c: the media types of the extensions that offices use, and the kinds of material they suit. */
#include "ledger/media_type.h"

#include <string.h>
#include <strings.h>

#include "api.h"
#include "base/path.h"
#include "ledger/ledger.h"

enum class { OTHER, DOCUMENT, SHEET, PICTURE };

struct media {
	const char *extension, *type;
	enum class class;
};

/* Sorted by extension, for the search below. wps, et, dps are WPS Office's, eio is Evermore's; ofd is GB/T 33190. */
static const struct media types[] = {
	{"7z", "application/x-7z-compressed", OTHER},
	{"aac", "audio/aac", OTHER},
	{"avi", "video/x-msvideo", OTHER},
	{"bmp", "image/bmp", PICTURE},
	{"csv", "text/csv", SHEET},
	{"doc", "application/msword", DOCUMENT},
	{"docm", "application/vnd.ms-word.document.macroEnabled.12", DOCUMENT},
	{"docx", "application/vnd.openxmlformats-officedocument.wordprocessingml.document", DOCUMENT},
	{"dps", "application/wps-office.dps", DOCUMENT},
	{"eio", "application/octet-stream", DOCUMENT},
	{"et", "application/wps-office.et", SHEET},
	{"gif", "image/gif", PICTURE},
	{"heic", "image/heic", PICTURE},
	{"htm", "text/html", DOCUMENT},
	{"html", "text/html", DOCUMENT},
	{"jpeg", "image/jpeg", PICTURE},
	{"jpg", "image/jpeg", PICTURE},
	{"md", "text/markdown", DOCUMENT},
	{"mov", "video/quicktime", OTHER},
	{"mp3", "audio/mpeg", OTHER},
	{"mp4", "video/mp4", OTHER},
	{"odp", "application/vnd.oasis.opendocument.presentation", DOCUMENT},
	{"ods", "application/vnd.oasis.opendocument.spreadsheet", SHEET},
	{"odt", "application/vnd.oasis.opendocument.text", DOCUMENT},
	{"ofd", "application/ofd", DOCUMENT},
	{"pdf", "application/pdf", DOCUMENT},
	{"png", "image/png", PICTURE},
	{"ppt", "application/vnd.ms-powerpoint", DOCUMENT},
	{"pptx", "application/vnd.openxmlformats-officedocument.presentationml.presentation", DOCUMENT},
	{"rar", "application/vnd.rar", OTHER},
	{"rtf", "application/rtf", DOCUMENT},
	{"tif", "image/tiff", PICTURE},
	{"tiff", "image/tiff", PICTURE},
	{"txt", "text/plain", DOCUMENT},
	{"wav", "audio/wav", OTHER},
	{"webp", "image/webp", PICTURE},
	{"wmv", "video/x-ms-wmv", OTHER},
	{"wps", "application/wps-office.wps", DOCUMENT},
	{"xls", "application/vnd.ms-excel", SHEET},
	{"xlsm", "application/vnd.ms-excel.sheet.macroEnabled.12", SHEET},
	{"xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", SHEET},
	{"xml", "application/xml", DOCUMENT},
	{"zip", "application/zip", OTHER},
};

static const struct media *find(const char *path)
{
	const char *extension = tz_path_extension(path);
	size_t low = 0, high = sizeof types / sizeof types[0];

	while (low < high) {
		size_t middle = low + (high - low) / 2;
		int order = strcasecmp(extension, types[middle].extension);

		if (order == 0)
			return &types[middle];
		if (order < 0)
			high = middle;
		else
			low = middle + 1;
	}
	return NULL;
}

static enum class class_of(const char *path)
{
	const struct media *media = find(path);

	return media ? media->class : OTHER;
}

const char *tz_media_type(const char *path)
{
	const struct media *media = find(path);

	return media ? media->type : "application/octet-stream";
}

bool tz_media_is_picture(const char *path)
{
	return class_of(path) == PICTURE;
}

bool tz_media_is_typical(const char *path, enum taizhang_kind kind)
{
	switch (class_of(path)) {
	case DOCUMENT:
		return kind == TAIZHANG_KIND_NORMATIVE || kind == TAIZHANG_KIND_REPORT;
	case SHEET:
		return kind == TAIZHANG_KIND_TABLE;
	case PICTURE:
		return kind == TAIZHANG_KIND_IMAGE;
	default:
		return false;
	}
}

bool tz_media_suits(const char *path, enum taizhang_kind kind)
{
	switch (class_of(path)) {
	case DOCUMENT:
		return kind != TAIZHANG_KIND_IMAGE;
	case SHEET:
		return kind == TAIZHANG_KIND_TABLE || kind == TAIZHANG_KIND_REPORT;
	case PICTURE:
		return true;
	default:
		return false;
	}
}

TAIZHANG_API const char *taizhang_file_media_type(const struct taizhang_file *file)
{
	return tz_media_type(file && file->path ? file->path : "");
}
