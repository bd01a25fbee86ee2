/* SPDX-License-Identifier: MIT */
/* inspect.c: inspects one file: what it is by its bytes, then what its format's inspector tells. */
#include <string.h>
#include <strings.h>

#include "api.h"
#include "base/error.h"
#include "base/input.h"
#include "base/path.h"
#include "inspect/inspect.h"
#include "inspect/words.h"

static const struct {
	const char *name, *media_type;
	enum taizhang_family family;
	tz_inspect_fn door;
	const char *extensions;		/* with blanks between */
	const char *label_zh, *label_en;
} formats[] = {
#define FORMAT(name, id, media_type, family, door, extensions, zh, en) \
	{id, media_type, TAIZHANG_FAMILY_##family, door, extensions, zh, en},
#include "inspect/format.def"
#undef FORMAT
};

tz_inspect_fn tz_inspect_door(enum tz_format format)
{
	return formats[format].door;
}

int tz_inspect_absent(struct tz_inspection *inspection, struct taizhang_error *err)
{
	if (tz_facts_add_unread(inspection->facts, TZ_UNREAD_PROPERTIES, TZ_REASON_NOT_BUILT_IN, err) != 0)
		return -1;
	return tz_facts_worsen(inspection->facts, TAIZHANG_FACTS_UNINSPECTED, NULL, NULL, err);
}

bool tz_format_has_extension(enum tz_format format, const char *extension)
{
	size_t size = strlen(extension);

	for (const char *at = formats[format].extensions; *at; at += strcspn(at, " "), at += *at == ' ')
		if (strcspn(at, " ") == size && strncasecmp(at, extension, size) == 0)
			return true;
	return false;
}

enum taizhang_family tz_format_family(enum tz_format format)
{
	return formats[format].family;
}

enum tz_format tz_format_of_extension(const char *extension)
{
	for (size_t i = 0; i < TZ_NUM_FORMATS && *extension; i++)
		if (tz_format_has_extension((enum tz_format)i, extension))
			return (enum tz_format)i;
	return TZ_FORMAT_UNKNOWN;
}

enum tz_format tz_format_find(const char *name)
{
	for (size_t i = 0; i < TZ_NUM_FORMATS; i++)
		if (strcmp(formats[i].name, name) == 0)
			return (enum tz_format)i;
	return TZ_FORMAT_UNKNOWN;
}

/* Some formats are written under extensions of others by custom; only where no format of the extension is the file's does it lie. */
static int judge_extension(struct tz_inspection *inspection, struct taizhang_error *err)
{
	struct taizhang_facts *facts = inspection->facts;
	const char *extension = tz_path_extension(inspection->source->name);
	enum tz_format claimed = tz_format_of_extension(extension);

	if (claimed == TZ_FORMAT_UNKNOWN || facts->format == TZ_FORMAT_UNKNOWN || facts->state == TAIZHANG_FACTS_EMPTY ||
	    tz_format_has_extension(facts->format, extension))
		return 0;
	return tz_facts_add(facts, TZ_FACT_EXTENSION_DIFFERS, formats[claimed].name, extension, err);
}

/* Of texts whose inspector does not count otherwise. */
static int count_words(struct taizhang_facts *facts, struct taizhang_error *err)
{
	const enum taizhang_family family = formats[facts->format].family;

	if (tz_facts_has(facts, TZ_FACT_WORDS) || !facts->text.size ||
	    (family != TAIZHANG_FAMILY_DOCUMENT && family != TAIZHANG_FAMILY_PAGES && family != TAIZHANG_FAMILY_TEXT))
		return 0;
	return tz_facts_add_number(facts, TZ_FACT_WORDS, (int64_t)tz_words_count(facts->text.data, facts->text.size), NULL, err);
}

static int inspect(struct tz_inspection *inspection, struct taizhang_error *err)
{
	struct taizhang_facts *facts = inspection->facts;

	if (!inspection->source->size)
		return tz_facts_worsen(facts, TAIZHANG_FACTS_EMPTY, NULL, NULL, err);
	if (tz_type_find(inspection, err) != 0 || judge_extension(inspection, err) != 0)
		return -1;
	if (!formats[facts->format].door)
		return tz_facts_worsen(facts, TAIZHANG_FACTS_UNINSPECTED, NULL, NULL, err);
	if (formats[facts->format].door(inspection, err) != 0)
		return -1;
	return count_words(facts, err);
}

struct taizhang_facts *tz_inspect_source(struct tz_source *source, bool programs, struct taizhang_error *err)
{
	struct taizhang_facts *facts = tz_facts_new(err);
	struct tz_inspection inspection = {source, facts, programs};

	if (!facts)
		return NULL;
	if (inspect(&inspection, err) != 0) {
		taizhang_facts_free(facts);
		return NULL;
	}
	tz_facts_finish(facts);
	return facts;
}

TAIZHANG_API struct taizhang_facts *taizhang_inspect(const struct taizhang_input *input,
						     const struct taizhang_inspect_options *options,
						     struct taizhang_error *err)
{
	struct taizhang_inspect_options how = TAIZHANG_INSPECT_OPTIONS_INIT;
	struct taizhang_input taken;
	struct tz_source source;
	struct taizhang_facts *facts;

	if (tz_input_take(&taken, input, err) != 0)
		return NULL;
	if (options && !options->size) {
		tz_error_inval(err, "options");
		return NULL;
	}
	if (options)
		memcpy(&how, options, options->size < sizeof how ? options->size : sizeof how);
	if (tz_source_open(&source, &taken, how.name, err) != 0)
		return NULL;
	facts = tz_inspect_source(&source, how.programs, err);
	tz_source_close(&source);
	return facts;
}

TAIZHANG_API enum taizhang_family taizhang_facts_family(const struct taizhang_facts *facts)
{
	return facts ? formats[facts->format].family : TAIZHANG_FAMILY_OTHER;
}

TAIZHANG_API const char *taizhang_facts_format(const struct taizhang_facts *facts)
{
	return facts ? formats[facts->format].name : "";
}

TAIZHANG_API const char *taizhang_facts_media_type(const struct taizhang_facts *facts)
{
	if (!facts)
		return "";
	return facts->media_type ? facts->media_type : formats[facts->format].media_type;
}

TAIZHANG_API const char *taizhang_facts_format_label(const struct taizhang_facts *facts, enum taizhang_lang lang)
{
	if (!facts)
		return "";
	return lang == TAIZHANG_LANG_EN ? formats[facts->format].label_en : formats[facts->format].label_zh;
}
