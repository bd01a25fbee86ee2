/* SPDX-License-Identifier: MIT */
/* finding.c: the collection of findings, and the texts that the table gives them. */
#include "finding/finding.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/array.h"
#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"

/* Longest text kept of one place; longer ones come from hostile material only. */
#define TEXT_LIMIT TZ_LIMIT_PATH

struct definition {
	const char *id;
	enum taizhang_severity severity;
	enum taizhang_aspect aspect;
	const char *text[2], *remedy[2];
};

static const struct definition table[TZ_NUM_FINDING_IDS] = {
#define FINDING(name, id, severity, aspect, zh, en, remedy_zh, remedy_en) \
	{id, severity, aspect, {zh, en}, {remedy_zh, remedy_en}},
#include "finding/finding.def"
#undef FINDING
};

enum place { ITEM, FILE_NAME, FIELD, LABEL, EXPECTED, FOUND, UNIT, NUM_TEXTS };

struct taizhang_finding {
	enum tz_finding_id id;
	enum taizhang_severity severity;
	bool within;			/* the file's name begins with that of its package */
	unsigned int record;
	int64_t line, count;
	const char *texts[NUM_TEXTS];	/* "" or inside data */
	char data[];
};

struct taizhang_findings {
	const char *package;		/* whose findings are made now; NULL where there is only one */
	struct taizhang_finding **list;
	size_t num, capacity;
	size_t of_severity[TAIZHANG_ERROR + 1];
	size_t of_id[TZ_NUM_FINDING_IDS];
};

TAIZHANG_API struct taizhang_findings *taizhang_findings_new(struct taizhang_error *err)
{
	struct taizhang_findings *findings = calloc(1, sizeof *findings);

	if (!findings)
		tz_error_nomem(err);
	return findings;
}

TAIZHANG_API void taizhang_findings_free(struct taizhang_findings *findings)
{
	if (!findings)
		return;
	for (size_t i = 0; i < findings->num; i++)
		free(findings->list[i]);
	free(findings->list);
	free(findings);
}

/* Copies text to out as UTF-8: what is not UTF-8 becomes U+FFFD. At most three bytes come of one. Returns the end. */
static char *copy_utf8(char *out, const char *text, size_t size)
{
	while (size > 0) {
		int32_t codepoint;
		size_t bytes = tz_text_next(text, &codepoint);

		if (bytes == 0 || bytes > size) {
			memcpy(out, "\xEF\xBF\xBD", 3);
			out += 3;
			bytes = 1;
		} else {
			memcpy(out, text, bytes);
			out += bytes;
		}
		text += bytes;
		size -= bytes;
	}
	*out++ = '\0';
	return out;
}

/* The file's name behind that of the package in which it is. A package that is named itself is not named twice. */
static const char *name_within(const char *package, const char *file, struct tz_buffer *name)
{
	tz_buffer_text_add(name, package);
	if (file && *file && strcmp(file, package) != 0)
		tz_buffer_printf(name, "/%s", file);
	return tz_buffer_text(name);
}

static struct taizhang_finding *make(enum tz_finding_id id, const struct tz_place_found *place,
				     struct taizhang_error *err)
{
	const char *texts[NUM_TEXTS] = {
		place->item, place->file, place->field, place->label, place->expected, place->found, place->unit,
	};
	struct taizhang_finding *finding;
	size_t sizes[NUM_TEXTS] = {0}, total = 0;
	char *out;

	for (size_t i = 0; i < NUM_TEXTS; i++) {
		size_t size = texts[i] ? strlen(texts[i]) : 0;

		sizes[i] = size > TEXT_LIMIT ? tz_text_cut(texts[i], TEXT_LIMIT) : size;
		total += 3 * sizes[i] + 1;
	}
	finding = malloc(sizeof *finding + total);
	if (!finding) {
		tz_error_nomem(err);
		return NULL;
	}
	finding->id = id;
	finding->severity = table[id].severity;
	finding->within = false;
	if (place->at_most && place->at_most < finding->severity)
		finding->severity = place->at_most;
	finding->record = place->record;
	finding->line = place->line;
	finding->count = place->count;
	out = finding->data;
	for (size_t i = 0; i < NUM_TEXTS; i++) {
		finding->texts[i] = out;
		out = copy_utf8(out, texts[i], sizes[i]);
	}
	return finding;
}

static struct taizhang_finding *make_within(const char *package, enum tz_finding_id id,
					    const struct tz_place_found *place, struct taizhang_error *err)
{
	struct tz_place_found inside = *place;
	struct tz_buffer name = TZ_BUFFER_INIT;
	struct taizhang_finding *finding = NULL;

	inside.file = name_within(package, place->file, &name);
	if (tz_buffer_check(&name, err) == 0)
		finding = make(id, &inside, err);
	if (finding)
		finding->within = true;
	tz_buffer_free(&name);
	return finding;
}

void tz_findings_set_package(struct taizhang_findings *findings, const char *name)
{
	if (findings)
		findings->package = name;
}

struct taizhang_findings *tz_findings_beside(const struct taizhang_findings *findings, struct taizhang_error *err)
{
	struct taizhang_findings *beside = taizhang_findings_new(err);

	tz_findings_set_package(beside, findings ? findings->package : NULL);
	return beside;
}

int tz_findings_add(struct taizhang_findings *findings, enum tz_finding_id id,
		    const struct tz_place_found *place, struct taizhang_error *err)
{
	struct taizhang_finding *finding;

	if (!findings)
		return 0;
	if (findings->of_id[id] < TZ_LIMIT_FINDINGS) {
		if (tz_array_grow(&findings->list, findings->num, &findings->capacity,
				  sizeof *findings->list, err) < 0)
			return -1;
		finding = findings->package ? make_within(findings->package, id, place, err) : make(id, place, err);
		if (!finding)
			return -1;
		findings->list[findings->num++] = finding;
		findings->of_severity[finding->severity]++;
	} else {
		enum taizhang_severity severity = table[id].severity;

		if (place->at_most && place->at_most < severity)
			severity = place->at_most;
		findings->of_severity[severity]++;
	}
	findings->of_id[id]++;
	return 0;
}

int tz_findings_move(struct taizhang_findings *to, struct taizhang_findings *from, struct taizhang_error *err)
{
	size_t moved = 0;

	for (; moved < from->num; moved++) {
		if (tz_array_grow(&to->list, to->num, &to->capacity, sizeof *to->list, err) < 0)
			break;
		to->list[to->num++] = from->list[moved];
	}
	/* an empty list may be NULL */
	if (moved)
		memmove(from->list, from->list + moved, (from->num - moved) * sizeof *from->list);
	from->num -= moved;
	if (from->num)
		return -1;
	/* those that were only counted as well */
	for (size_t i = 0; i <= TAIZHANG_ERROR; i++) {
		to->of_severity[i] += from->of_severity[i];
		from->of_severity[i] = 0;
	}
	for (size_t i = 0; i < TZ_NUM_FINDING_IDS; i++) {
		to->of_id[i] += from->of_id[i];
		from->of_id[i] = 0;
	}
	return 0;
}

enum tz_finding_id tz_finding_number(const struct taizhang_finding *finding)
{
	return finding ? finding->id : TZ_NUM_FINDING_IDS;
}

int64_t tz_finding_count(const struct taizhang_finding *finding)
{
	return finding ? finding->count : 0;
}

size_t tz_findings_count_id(const struct taizhang_findings *findings, enum tz_finding_id id)
{
	return findings && id < TZ_NUM_FINDING_IDS ? findings->of_id[id] : 0;
}

TAIZHANG_API size_t taizhang_findings_num(const struct taizhang_findings *findings)
{
	return findings ? findings->num : 0;
}

TAIZHANG_API const struct taizhang_finding *
taizhang_findings_get(const struct taizhang_findings *findings, size_t index)
{
	return findings && index < findings->num ? findings->list[index] : NULL;
}

TAIZHANG_API size_t taizhang_findings_count(const struct taizhang_findings *findings,
					    enum taizhang_severity severity)
{
	size_t count = 0;

	if (!findings)
		return 0;
	for (enum taizhang_severity s = TAIZHANG_NOTE; s <= TAIZHANG_ERROR; s++)
		if (severity == 0 || severity == s)
			count += findings->of_severity[s];
	return count;
}

TAIZHANG_API const char *taizhang_finding_id(const struct taizhang_finding *finding)
{
	return finding ? table[finding->id].id : "";
}

TAIZHANG_API enum taizhang_severity taizhang_finding_severity(const struct taizhang_finding *finding)
{
	return finding ? finding->severity : 0;
}

TAIZHANG_API enum taizhang_aspect taizhang_finding_aspect(const struct taizhang_finding *finding)
{
	return finding ? table[finding->id].aspect : 0;
}

TAIZHANG_API const char *taizhang_finding_item(const struct taizhang_finding *finding)
{
	return finding ? finding->texts[ITEM] : "";
}

TAIZHANG_API unsigned int taizhang_finding_record(const struct taizhang_finding *finding)
{
	return finding ? finding->record : 0;
}

TAIZHANG_API const char *taizhang_finding_file(const struct taizhang_finding *finding)
{
	return finding ? finding->texts[FILE_NAME] : "";
}

TAIZHANG_API int64_t taizhang_finding_line(const struct taizhang_finding *finding)
{
	return finding ? finding->line : 0;
}

TAIZHANG_API const char *taizhang_finding_field(const struct taizhang_finding *finding)
{
	return finding ? finding->texts[FIELD] : "";
}

TAIZHANG_API const char *taizhang_finding_expected(const struct taizhang_finding *finding)
{
	return finding ? finding->texts[EXPECTED] : "";
}

TAIZHANG_API const char *taizhang_finding_found(const struct taizhang_finding *finding)
{
	return finding ? finding->texts[FOUND] : "";
}

TAIZHANG_API const char *taizhang_finding_unit(const struct taizhang_finding *finding)
{
	return finding ? finding->texts[UNIT] : "";
}

/* A number as text; 0 is no number and gives "". */
static const char *number(char buf[24], int64_t value)
{
	buf[0] = '\0';
	if (value)
		snprintf(buf, 24, "%" PRId64, value);
	return buf;
}

static size_t fill(const struct taizhang_finding *finding, const char *template_text, const char *lead,
		   char *buf, size_t size)
{
	char record[24], line[24], count[24];
	const struct tz_place places[] = {
		{"item", finding->texts[ITEM]},
		{"record", number(record, finding->record)},
		{"file", finding->texts[FILE_NAME]},
		{"line", number(line, finding->line)},
		{"field", finding->texts[FIELD]},
		{"label", finding->texts[LABEL]},
		{"expected", finding->texts[EXPECTED]},
		{"found", finding->texts[FOUND]},
		{"count", number(count, finding->count)},
		{"unit", finding->texts[UNIT]},
	};
	struct tz_buffer out = TZ_BUFFER_INIT;
	size_t total, kept;

	/* where several packages are judged, no sentence leaves open of which it speaks */
	if (lead && finding->within && !strstr(template_text, "{file}"))
		tz_message_fill(&out, lead, places, sizeof places / sizeof places[0]);
	tz_message_fill(&out, template_text, places, sizeof places / sizeof places[0]);
	/* rather none than half a sentence */
	total = out.failed ? 0 : out.size;
	if (buf && size > 0) {
		kept = total < size ? total : tz_text_cut(tz_buffer_text(&out), size - 1);
		memcpy(buf, tz_buffer_text(&out), kept);
		buf[kept] = '\0';
	}
	tz_buffer_free(&out);
	return total;
}

static size_t no_text(char *buf, size_t size)
{
	if (buf && size > 0)
		buf[0] = '\0';
	return 0;
}

TAIZHANG_API size_t taizhang_finding_text(const struct taizhang_finding *finding,
					  enum taizhang_lang lang, char *buf, size_t size)
{
	static const char *const leads[] = {"{file}：", "{file}: "};
	bool english = lang == TAIZHANG_LANG_EN;

	if (!finding)
		return no_text(buf, size);
	return fill(finding, table[finding->id].text[english], leads[english], buf, size);
}

TAIZHANG_API size_t taizhang_finding_remedy(const struct taizhang_finding *finding,
					    enum taizhang_lang lang, char *buf, size_t size)
{
	if (!finding)
		return no_text(buf, size);
	return fill(finding, table[finding->id].remedy[lang == TAIZHANG_LANG_EN], NULL, buf, size);
}

TAIZHANG_API size_t taizhang_finding_num_ids(void)
{
	return TZ_NUM_FINDING_IDS;
}

TAIZHANG_API const char *taizhang_finding_get_id(size_t index)
{
	return index < TZ_NUM_FINDING_IDS ? table[index].id : NULL;
}
