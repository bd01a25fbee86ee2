/* SPDX-License-Identifier: MIT */
/* tiff.c: looks into TIFF pictures; the door to libtiff together with tiff_page.c and tiff_notes.c. */
#include "inspect/tiff.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include <tiffio.h>

#include "base/error.h"
#include "base/limits.h"
#include "inspect/ability.h"

#define MOST_ALLOCATED (32 << 20)	/* bytes that the library takes at once: those of a packed strip or tile */

static tmsize_t read_bytes(thandle_t handle, void *out, tmsize_t size)
{
	struct tz_tiff *tiff = handle;
	int64_t got = size > 0 ? tz_source_read(tiff->inspection->source, tiff->offset, out, (size_t)size, tiff->err) : 0;

	if (got < 0) {
		tiff->no_disk = true;
		return -1;
	}
	tiff->offset += (uint64_t)got;
	return (tmsize_t)got;
}

static tmsize_t write_bytes(thandle_t handle, void *in, tmsize_t size)
{
	(void)handle;
	(void)in;
	(void)size;
	return -1;
}

static toff_t seek(thandle_t handle, toff_t offset, int whence)
{
	struct tz_tiff *tiff = handle;

	if (whence == SEEK_CUR)
		offset += tiff->offset;
	else if (whence == SEEK_END)
		offset += tiff->inspection->source->size;
	/* What lies past all offsets reads as nothing. */
	tiff->offset = offset > INT64_MAX ? INT64_MAX : offset;
	return tiff->offset;
}

static int close_bytes(thandle_t handle)
{
	(void)handle;
	return 0;
}

static toff_t tell_size(thandle_t handle)
{
	return ((struct tz_tiff *)handle)->inspection->source->size;
}

__attribute__((format(printf, 4, 0)))
static int hear_error(TIFF *file, void *context, const char *module, const char *format, va_list arguments)
{
	struct tz_tiff *tiff = context;

	(void)file;
	(void)module;
	if (!tiff->failed)
		vsnprintf(tiff->words, sizeof tiff->words, format, arguments);
	tiff->failed = true;
	return 1;
}

/* Of a tag that nobody knows, while the directory is read; of what makes no sense, while pixels are. */
__attribute__((format(printf, 4, 0)))
static int hear_warning(TIFF *file, void *context, const char *module, const char *format, va_list arguments)
{
	return ((struct tz_tiff *)context)->decoding ? hear_error(file, context, module, format, arguments) : 1;
}

static int open_file(struct tz_tiff *tiff)
{
	TIFFOpenOptions *options = TIFFOpenOptionsAlloc();

	if (!options)
		return tz_error_nomem(tiff->err);
	TIFFOpenOptionsSetMaxSingleMemAlloc(options, MOST_ALLOCATED);
	TIFFOpenOptionsSetErrorHandlerExtR(options, hear_error, tiff);
	TIFFOpenOptionsSetWarningHandlerExtR(options, hear_warning, tiff);
	/* m: not by mapping, since a file that shrinks would end the process; O: offsets of strips only as they are used */
	tiff->file = TIFFClientOpenExt("input", "rmO", tiff, read_bytes, write_bytes, seek, close_bytes, tell_size, NULL, NULL, options);
	TIFFOpenOptionsFree(options);
	return 0;
}

/* Whatever is wrong with one page, those behind it are counted. */
static int read_pages(struct tz_tiff *tiff)
{
	bool more = true;

	while (more && tiff->page < TZ_LIMIT_INSPECT_FRAMES) {
		tiff->page++;
		tiff->failed = false;
		if (tz_tiff_page(tiff) != 0)
			return -1;
		tiff->failed = false;
		more = TIFFReadDirectory(tiff->file) == 1;
	}
	if (tiff->failed && tz_facts_worsen(tiff->inspection->facts, TAIZHANG_FACTS_DAMAGED, tiff->words, NULL, tiff->err) != 0)
		return -1;
	if (more && tz_facts_worsen(tiff->inspection->facts, TAIZHANG_FACTS_LIMITED, NULL, NULL, tiff->err) != 0)
		return -1;
	return tz_facts_add_number(tiff->inspection->facts, TZ_FACT_PAGES, tiff->page, NULL, tiff->err);
}

int tz_inspect_tiff(struct tz_inspection *inspection, struct taizhang_error *err)
{
	struct tz_tiff tiff = {.inspection = inspection, .err = err};
	int result = -1;

	if (open_file(&tiff) != 0)
		return -1;
	if (!tiff.file && !tiff.no_disk)
		return tz_facts_worsen(inspection->facts, TAIZHANG_FACTS_UNREADABLE, tiff.words, NULL, err);
	if (tiff.file && read_pages(&tiff) == 0)
		result = tz_tiff_notes(&tiff);
	if (tiff.file)
		TIFFClose(tiff.file);
	return tiff.no_disk ? -1 : result;
}

/* It tells "LIBTIFF, Version 4.5.0", and its licence in further lines. */
void tz_libtiff_version(char *buf, size_t size)
{
	const char *version = strstr(TIFFGetVersion(), "Version ");

	snprintf(buf, size, "%.*s", version ? (int)strcspn(version + 8, "\n") : 0, version ? version + 8 : "");
}
