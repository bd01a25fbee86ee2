/* SPDX-License-Identifier: MIT */
/* zip_look.c: what a file is that is a zip: which office document, or just a zip. */
#include <string.h>

#include "inspect/door.h"
#include "inspect/markup.h"

/* By the beginning of the media type that the document itself tells. */
static const struct {
	const char *media_type;
	enum tz_format format;
} types[] = {
	{"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main", TZ_FORMAT_DOCX},
	{"application/vnd.openxmlformats-officedocument.wordprocessingml.template.main", TZ_FORMAT_DOCX},
	{"application/vnd.ms-word.document.macroEnabled.main", TZ_FORMAT_DOCX},
	{"application/vnd.ms-word.template.macroEnabledTemplate.main", TZ_FORMAT_DOCX},
	{"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main", TZ_FORMAT_XLSX},
	{"application/vnd.openxmlformats-officedocument.spreadsheetml.template.main", TZ_FORMAT_XLSX},
	{"application/vnd.ms-excel.sheet.macroEnabled.main", TZ_FORMAT_XLSX},
	{"application/vnd.ms-excel.template.macroEnabled.main", TZ_FORMAT_XLSX},
	{"application/vnd.ms-excel.sheet.binary.macroEnabled.main", TZ_FORMAT_XLSX},
	{"application/vnd.openxmlformats-officedocument.presentationml.presentation.main", TZ_FORMAT_PPTX},
	{"application/vnd.openxmlformats-officedocument.presentationml.slideshow.main", TZ_FORMAT_PPTX},
	{"application/vnd.openxmlformats-officedocument.presentationml.template.main", TZ_FORMAT_PPTX},
	{"application/vnd.ms-powerpoint.presentation.macroEnabled.main", TZ_FORMAT_PPTX},
	{"application/vnd.ms-powerpoint.slideshow.macroEnabled.main", TZ_FORMAT_PPTX},
	{"application/vnd.ms-powerpoint.template.macroEnabled.main", TZ_FORMAT_PPTX},
	{"application/vnd.oasis.opendocument.text", TZ_FORMAT_ODT},
	{"application/vnd.oasis.opendocument.spreadsheet", TZ_FORMAT_ODS},
	{"application/vnd.oasis.opendocument.presentation", TZ_FORMAT_ODP},
};

/* By a part that only they have. */
static const struct {
	const char *part;
	enum tz_format format;
} marks[] = {
	{"OFD.xml", TZ_FORMAT_OFD},
	{"word/document.xml", TZ_FORMAT_DOCX},
	{"xl/workbook.xml", TZ_FORMAT_XLSX},
	{"xl/workbook.bin", TZ_FORMAT_XLSX},
	{"ppt/presentation.xml", TZ_FORMAT_PPTX},
	{"uof.xml", TZ_FORMAT_UOF},
};

enum { CONTENT_TYPE = 1, FILE_ENTRY };
static const struct tz_tag tags[] = {
	{TZ_NS_TYPES, "Override", CONTENT_TYPE},
	{TZ_NS_TYPES, "Default", CONTENT_TYPE},
	{TZ_NS_MANIFEST, "file-entry", FILE_ENTRY},
	{TZ_NS_NONE, NULL, 0},
};

static int take_type(struct taizhang_facts *facts, const char *media_type, struct taizhang_error *err)
{
	for (size_t i = 0; i < sizeof types / sizeof types[0]; i++) {
		size_t size = strlen(types[i].media_type);
		char name[128];

		if (strncmp(media_type, types[i].media_type, size) != 0)
			continue;
		facts->format = types[i].format;
		/* The part's media type is the document's and ".main+xml"; a template's of OpenDocument goes on. */
		if (size > 5 && strcmp(types[i].media_type + size - 5, ".main") == 0)
			size -= 5;
		else
			size += strspn(media_type + size, "abcdefghijklmnopqrstuvwxyz-");
		if (size >= sizeof name)
			return 0;
		memcpy(name, media_type, size);
		name[size] = '\0';
		facts->media_type = tz_arena_strdup(&facts->arena, name, err);
		return facts->media_type ? 0 : -1;
	}
	return 0;
}

static int on_begin(void *context, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	struct taizhang_facts *facts = context;
	const char *path, *type;

	if (facts->media_type)
		return 0;
	if (tag == FILE_ENTRY) {
		path = tz_markup_attribute(m, TZ_NS_MANIFEST, "full-path");
		if (!path || strcmp(path, "/") != 0)
			return 0;
		type = tz_markup_attribute(m, TZ_NS_MANIFEST, "media-type");
	} else {
		type = tz_markup_attribute(m, TZ_NS_NONE, "ContentType");
	}
	return type ? take_type(facts, type, err) : 0;
}

/* What is wrong with the part, the format's own inspector tells. */
static int look_into(struct tz_parts *parts, const char *name, struct taizhang_facts *facts, struct taizhang_error *err)
{
	static const struct tz_markup_reader reader = {tags, on_begin, NULL, NULL};
	const struct tz_part *part = tz_parts_find(parts, name);
	struct taizhang_facts *aside;
	int result;

	if (!part || facts->media_type)
		return 0;
	aside = tz_facts_new(err);
	if (!aside)
		return -1;
	result = tz_markup_walk(parts, part, &reader, facts, aside, err);
	taizhang_facts_free(aside);
	return result < 0 ? -1 : 0;
}

static int look(struct tz_parts *parts, struct taizhang_facts *facts, struct taizhang_error *err)
{
	char type[128];

	if (tz_part_head(parts, tz_parts_find(parts, "mimetype"), type, sizeof type, err) != 0 || take_type(facts, type, err) != 0 ||
	    look_into(parts, "[Content_Types].xml", facts, err) != 0)
		return -1;
	for (size_t i = 0; i < sizeof marks / sizeof marks[0] && facts->format == TZ_FORMAT_ZIP; i++)
		if (tz_parts_find(parts, marks[i].part))
			facts->format = marks[i].format;
	return facts->format == TZ_FORMAT_ZIP ? look_into(parts, "META-INF/manifest.xml", facts, err) : 0;
}

int tz_zip_look(struct tz_inspection *inspection, struct taizhang_error *err)
{
	struct tz_arena arena = {0};
	struct tz_parts parts;
	int result;

	inspection->facts->format = TZ_FORMAT_ZIP;
	result = tz_parts_open(&parts, inspection->source, &arena, err);
	if (result == 0)
		result = look(&parts, inspection->facts, err);
	tz_parts_close(&parts);
	tz_arena_free(&arena);
	return result;
}
