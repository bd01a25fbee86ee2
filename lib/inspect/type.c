/* SPDX-License-Identifier: MIT */
/* type.c: what a file is by its bytes: marks at its beginning, then whether it is text, then what libmagic says. */
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/buffer.h"
#include "base/encoding.h"
#include "base/error.h"
#include "base/path.h"
#include "base/text.h"
#include "inspect/door.h"
#include "inspect/magic.h"
#include "inspect/ole.h"

/* What tells a text, and what libmagic wants to see. */
#define LOOKED_AT (64u << 10)

/* One mark a format that people file, so that it is the same with and without libmagic. */
static const struct {
	enum tz_format format;
	size_t offset, size;
	const char *bytes;
	const char *media_type;		/* where format.def's would say too little */
} marks[] = {
	{TZ_FORMAT_JPEG, 0, 3, "\xff\xd8\xff", NULL},
	{TZ_FORMAT_PNG, 0, 8, "\x89PNG\r\n\x1a\n", NULL},
	{TZ_FORMAT_GIF, 0, 6, "GIF87a", NULL},
	{TZ_FORMAT_GIF, 0, 6, "GIF89a", NULL},
	{TZ_FORMAT_TIFF, 0, 4, "II*\0", NULL},
	{TZ_FORMAT_TIFF, 0, 4, "MM\0*", NULL},
	{TZ_FORMAT_WEBP, 8, 6, "WEBPVP", NULL},
	{TZ_FORMAT_PDF, 0, 5, "%PDF-", NULL},
	{TZ_FORMAT_RTF, 0, 5, "{\\rtf", NULL},
	{TZ_FORMAT_OLE, 0, 8, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", NULL},
	{TZ_FORMAT_ZIP, 0, 4, "PK\3\4", NULL},
	{TZ_FORMAT_ZIP, 0, 4, "PK\5\6", NULL},
	{TZ_FORMAT_HEIC, 4, 8, "ftypheic", NULL},
	{TZ_FORMAT_HEIC, 4, 8, "ftypheix", NULL},
	{TZ_FORMAT_HEIC, 4, 8, "ftypmif1", "image/heif"},
	{TZ_FORMAT_MEDIA, 4, 6, "ftypqt", "video/quicktime"},
	{TZ_FORMAT_MEDIA, 4, 8, "ftypM4A ", "audio/mp4"},
	{TZ_FORMAT_MEDIA, 4, 8, "ftypisom", "video/mp4"},
	{TZ_FORMAT_MEDIA, 4, 8, "ftypiso2", "video/mp4"},
	{TZ_FORMAT_MEDIA, 4, 8, "ftypmp41", "video/mp4"},
	{TZ_FORMAT_MEDIA, 4, 8, "ftypmp42", "video/mp4"},
	{TZ_FORMAT_MEDIA, 8, 8, "AVI LIST", "video/x-msvideo"},
	{TZ_FORMAT_MEDIA, 8, 7, "WAVEfmt", "audio/x-wav"},
	{TZ_FORMAT_MEDIA, 0, 4, "ID3\2", "audio/mpeg"},
	{TZ_FORMAT_MEDIA, 0, 4, "ID3\3", "audio/mpeg"},
	{TZ_FORMAT_MEDIA, 0, 4, "ID3\4", "audio/mpeg"},
	{TZ_FORMAT_MEDIA, 0, 4, "fLaC", "audio/flac"},
	{TZ_FORMAT_MEDIA, 0, 4, "\x30\x26\xb2\x75", "video/x-ms-asf"},
	{TZ_FORMAT_MEDIA, 0, 4, "\x1a\x45\xdf\xa3", "video/x-matroska"},
	{TZ_FORMAT_MEDIA, 0, 4, "FLV\1", "video/x-flv"},
	{TZ_FORMAT_ARCHIVE, 0, 6, "Rar!\x1a\x07", "application/x-rar"},
	{TZ_FORMAT_ARCHIVE, 0, 6, "7z\xbc\xaf\x27\x1c", "application/x-7z-compressed"},
	{TZ_FORMAT_ARCHIVE, 0, 3, "\x1f\x8b\x08", "application/gzip"},
	{TZ_FORMAT_ARCHIVE, 4, 6, "1AY&SY", "application/x-bzip2"},
	{TZ_FORMAT_ARCHIVE, 0, 6, "\xfd" "7zXZ\0", "application/x-xz"},
	{TZ_FORMAT_ARCHIVE, 0, 4, "\x28\xb5\x2f\xfd", "application/zstd"},
	{TZ_FORMAT_ARCHIVE, 257, 5, "ustar", "application/x-tar"},
	{TZ_FORMAT_PROGRAM, 0, 4, "\x7f" "ELF", NULL},
	{TZ_FORMAT_PROGRAM, 0, 2, "#!", "text/x-script"},
};

static int keep_media_type(struct taizhang_facts *facts, const char *media_type, struct taizhang_error *err)
{
	facts->media_type = tz_arena_strdup(&facts->arena, media_type, err);
	return facts->media_type ? 0 : -1;
}

/* Two letters begin many a text too: what follows must be the head of a picture, or point to that of a program of Windows. */
static enum tz_format weak_mark(const struct tz_source *source)
{
	static const unsigned char sizes[] = {12, 40, 52, 56, 64, 108, 124};
	const unsigned char *head = source->head;

	if (source->head_size >= 26 && memcmp(head, "BM", 2) == 0 && memchr(sizes, head[14], sizeof sizes) && !head[15] && !head[16] && !head[17])
		return TZ_FORMAT_BMP;
	if (source->head_size >= 64 && memcmp(head, "MZ", 2) == 0 && memchr(head, 0, 64))
		return TZ_FORMAT_PROGRAM;
	return TZ_FORMAT_UNKNOWN;
}

/* Of a PDF something may stand before the mark, so long as it comes soon and begins a line: texts may speak of it. */
static bool has_pdf_mark(const struct tz_source *source)
{
	const unsigned char *head = source->head;
	size_t size = source->head_size < 1024 ? source->head_size : 1024;

	for (size_t i = 1; i + 8 <= size; i++)
		if ((head[i - 1] < ' ' || head[i - 1] >= 0x7f) && memcmp(head + i, "%PDF-", 5) == 0 && head[i + 6] == '.')
			return true;
	return false;
}

/* Those that also stand in texts; the others make it none. */
static bool has_controls(const unsigned char *data, size_t size)
{
	for (size_t i = 0; i < size; i++)
		if (data[i] < 0x20 && (data[i] < '\a' || data[i] == '\v' || (data[i] > '\r' && data[i] != 0x1b)))
			return true;
	return false;
}

/* Whether it is UTF-8 but for a character that breaks off at the end of what was looked at. */
static bool is_utf8(const unsigned char *data, size_t size, bool all)
{
	for (size_t cut = 0; cut <= (all ? 0 : 3) && cut <= size; cut++)
		if (tz_text_is_utf8((const char *)data, size - cut))
			return true;
	return false;
}

static bool is_gb18030(const unsigned char *data, size_t size, bool all)
{
	bool is = false;

	for (size_t cut = 0; !is && cut <= (all ? 0 : 3) && cut <= size; cut++) {
		struct tz_buffer text = TZ_BUFFER_INIT;

		is = tz_encoding_from_gb18030(data, size - cut, &text, NULL) == 0;
		tz_buffer_free(&text);
	}
	return is;
}

static bool is_utf16(const unsigned char *data, size_t size, bool all)
{
	bool is = false;

	/* A character of four bytes may break off too. */
	for (size_t cut = size % 2; !is && cut <= (all ? size % 2 : 3) && cut <= size; cut += 2) {
		struct tz_buffer text = TZ_BUFFER_INIT;

		is = tz_encoding_decode(data, size - cut, "", &text, NULL, NULL) == 0 &&
		     !has_controls((const unsigned char *)tz_buffer_text(&text), text.size);
		tz_buffer_free(&text);
	}
	return is;
}

/* Byte order marks, then UTF-8, then GB18030, as texts are read later. all: nothing comes after these bytes. */
static bool is_text(const unsigned char *data, size_t size, bool all)
{
	if (size >= 2 && (memcmp(data, "\xff\xfe", 2) == 0 || memcmp(data, "\xfe\xff", 2) == 0))
		return is_utf16(data, size, all);
	return !has_controls(data, size) && (is_utf8(data, size, all) || is_gb18030(data, size, all));
}

/* The beginning of a text in ASCII: of UTF-16 every other byte, and no marks, blanks, or declarations before what counts. */
static void take_opening(const unsigned char *data, size_t size, char *opening, size_t room)
{
	size_t num = 0;

	for (size_t i = 0; i < size && num + 1 < room; i++)
		if (data[i] && data[i] < 0x80 && (num || !strchr(" \t\r\n", data[i])))
			opening[num++] = (char)data[i];
	opening[num] = 0;
}

static enum tz_format text_format(const struct tz_source *source, const unsigned char *data, size_t size)
{
	static const char *const tags[] = {"<!doctype html", "<html", "<head", "<body", "<title", "<table", "<meta"};
	const char *extension = tz_path_extension(source->name);
	char opening[1024];

	take_opening(data, size, opening, sizeof opening);
	for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
		if (strncasecmp(opening, tags[i], strlen(tags[i])) == 0)
			return TZ_FORMAT_HTML;
	/* A comment before all else, or a piece of a page: only a page is called so. */
	if (*opening == '<' && (strcasecmp(extension, "html") == 0 || strcasecmp(extension, "htm") == 0) && strncmp(opening, "<?xml", 5) != 0)
		return TZ_FORMAT_HTML;
	if (strncmp(opening, "<svg", 4) == 0)
		return TZ_FORMAT_XML;
	if (strncmp(opening, "<?xml", 5) == 0)
		return strcasestr(opening, "<html") ? TZ_FORMAT_HTML : TZ_FORMAT_XML;
	if (strcasecmp(extension, "csv") == 0 || strcasecmp(extension, "tsv") == 0)
		return TZ_FORMAT_CSV;
	return TZ_FORMAT_TEXT;
}

#if HAVE_LIBMAGIC
/* What libmagic's answer is to us; the first that begins so. */
static const struct {
	const char *media_type;
	enum tz_format format;
} guesses[] = {
	{"text/html", TZ_FORMAT_HTML},
	{"text/xml", TZ_FORMAT_XML},
	{"text/", TZ_FORMAT_TEXT},	/* in an encoding of elsewhere, or with a fault */
	{"audio/", TZ_FORMAT_MEDIA},
	{"video/", TZ_FORMAT_MEDIA},
	{"application/ogg", TZ_FORMAT_MEDIA},
	{"application/vnd.rn-realmedia", TZ_FORMAT_MEDIA},
	{"image/hei", TZ_FORMAT_HEIC},
	{"application/x-executable", TZ_FORMAT_PROGRAM},
	{"application/x-dosexec", TZ_FORMAT_PROGRAM},
	{"application/vnd.microsoft.portable-executable", TZ_FORMAT_PROGRAM},
	{"application/x-mach-binary", TZ_FORMAT_PROGRAM},
	{"application/x-java-applet", TZ_FORMAT_PROGRAM},
	{"application/x-sharedlib", TZ_FORMAT_PROGRAM},
	{"application/x-object", TZ_FORMAT_PROGRAM},
	{"application/x-msi", TZ_FORMAT_PROGRAM},
	{"application/x-compress", TZ_FORMAT_ARCHIVE},
	{"application/x-lz", TZ_FORMAT_ARCHIVE},
	{"application/x-arj", TZ_FORMAT_ARCHIVE},
	{"application/x-cpio", TZ_FORMAT_ARCHIVE},
	{"application/x-archive", TZ_FORMAT_ARCHIVE},
	{"application/x-iso9660-image", TZ_FORMAT_ARCHIVE},
	{"application/x-rpm", TZ_FORMAT_ARCHIVE},
	{"application/vnd.debian.binary-package", TZ_FORMAT_ARCHIVE},
	{"application/vnd.ms-cab-compressed", TZ_FORMAT_ARCHIVE},
	{"application/x-tar", TZ_FORMAT_ARCHIVE},
};

static int ask_magic(struct tz_inspection *inspection, const unsigned char *data, size_t size, struct taizhang_error *err)
{
	char media_type[TZ_MAGIC_SIZE];

	if (!tz_magic_find(data, size, media_type))
		return 0;
	/* It takes many a byte for a character. */
	if (strncmp(media_type, "text/", 5) == 0 && has_controls(data, size))
		return 0;
	for (size_t i = 0; i < sizeof guesses / sizeof guesses[0]; i++)
		if (strncmp(media_type, guesses[i].media_type, strlen(guesses[i].media_type)) == 0) {
			inspection->facts->format = guesses[i].format;
			break;
		}
	return keep_media_type(inspection->facts, media_type, err);
}
#endif

/* What has no mark. */
static int look_closer(struct tz_inspection *inspection, struct taizhang_error *err)
{
	const struct tz_source *source = inspection->source;
	unsigned char *data = malloc(LOOKED_AT);
	int64_t size = data ? tz_source_read(source, 0, data, LOOKED_AT, err) : tz_error_nomem(err);
	int result = size < 0 ? -1 : 0;

	if (result == 0 && is_text(data, (size_t)size, (uint64_t)size == source->size))
		inspection->facts->format = text_format(source, data, (size_t)size);
#if HAVE_LIBMAGIC
	else if (result == 0)
		result = ask_magic(inspection, data, (size_t)size, err);
#endif
	free(data);
	return result;
}

int tz_type_find(struct tz_inspection *inspection, struct taizhang_error *err)
{
	const struct tz_source *source = inspection->source;
	struct taizhang_facts *facts = inspection->facts;

	facts->format = TZ_FORMAT_UNKNOWN;
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (source->head_size >= marks[i].offset + marks[i].size &&
		    memcmp(source->head + marks[i].offset, marks[i].bytes, marks[i].size) == 0) {
			facts->format = marks[i].format;
			if (marks[i].format == TZ_FORMAT_OLE)
				return tz_ole_look(inspection, err);
			if (marks[i].format == TZ_FORMAT_ZIP)
				return tz_zip_look(inspection, err);
			return marks[i].media_type ? keep_media_type(facts, marks[i].media_type, err) : 0;
		}
	facts->format = has_pdf_mark(source) ? TZ_FORMAT_PDF : weak_mark(source);
	return facts->format == TZ_FORMAT_UNKNOWN ? look_closer(inspection, err) : 0;
}
