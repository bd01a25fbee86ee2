/* SPDX-License-Identifier: MIT */
/* type.c: what a file is by its bytes. */
#include <string.h>

#include "inspect/door.h"
#include "inspect/ole.h"

static const struct {
	enum tz_format format;
	size_t offset, size;
	const char *bytes;
} marks[] = {
	{TZ_FORMAT_JPEG, 0, 3, "\xff\xd8\xff"},
	{TZ_FORMAT_PNG, 0, 8, "\x89PNG\r\n\x1a\n"},
	{TZ_FORMAT_GIF, 0, 4, "GIF8"},
	{TZ_FORMAT_TIFF, 0, 4, "II*\0"},
	{TZ_FORMAT_TIFF, 0, 4, "MM\0*"},
	{TZ_FORMAT_BMP, 0, 2, "BM"},
	{TZ_FORMAT_WEBP, 8, 4, "WEBP"},
	{TZ_FORMAT_PDF, 0, 5, "%PDF-"},
	{TZ_FORMAT_RTF, 0, 5, "{\\rtf"},
	{TZ_FORMAT_OLE, 0, 8, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"},
	{TZ_FORMAT_ZIP, 0, 4, "PK\3\4"},
};

int tz_type_find(struct tz_inspection *inspection, struct taizhang_error *err)
{
	const struct tz_source *source = inspection->source;

	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (source->head_size >= marks[i].offset + marks[i].size &&
		    memcmp(source->head + marks[i].offset, marks[i].bytes, marks[i].size) == 0) {
			inspection->facts->format = marks[i].format;
			if (marks[i].format == TZ_FORMAT_OLE)
				return tz_ole_look(inspection, err);
			return marks[i].format == TZ_FORMAT_ZIP ? tz_zip_look(inspection, err) : 0;
		}
	inspection->facts->format = TZ_FORMAT_UNKNOWN;
	return 0;
}
