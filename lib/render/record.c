/* SPDX-License-Identifier: MIT */
/* record.c: one record with its fields and files, as lines. */
#include "render/record.h"

#include "render/extracted.h"
#include "render/field.h"
#include "render/label.h"
#include "render/layout.h"
#include "render/node.h"

void tz_record_write_name(struct tz_buffer *out, const struct taizhang_record *record,
			  enum taizhang_lang lang)
{
	const char *title = taizhang_record_title(record);

	tz_buffer_printf(out, "/%u  ", taizhang_record_ordinal(record));
	tz_layout_text(out, *title ? title : tz_label(TZ_L_UNTITLED, lang));
}

void tz_record_write_counts(struct tz_buffer *out, const struct taizhang_record *record,
			    enum taizhang_lang lang)
{
	struct tz_buffer bytes = TZ_BUFFER_INIT;
	size_t missing = 0;
	uint64_t total = 0;

	for (size_t i = 0; i < taizhang_record_num_files(record); i++) {
		const struct taizhang_file *file = taizhang_record_get_file(record, i);

		total += taizhang_file_size(file);
		missing += taizhang_file_is_missing(file);
	}
	tz_layout_bytes(&bytes, total);
	tz_label_fill(out, RECORD_LINE, lang, {"files", TZ_COUNT(taizhang_record_num_files(record))},
		      {"bytes", tz_buffer_text(&bytes)}, {"missing", TZ_COUNT_IF(missing)});
	tz_buffer_free(&bytes);
}

/* A field, and whether its value awaits confirmation; one that stands elsewhere already only then. */
static void write_field(struct tz_buffer *out, const struct taizhang_record *record, const char *name, enum tz_label label,
			const char *value, size_t indent, bool only_marked, enum taizhang_lang lang)
{
	struct tz_buffer text = TZ_BUFFER_INIT;

	tz_extracted_write_record(&text, record, name, lang);
	if (*value && (text.size || !only_marked)) {
		struct tz_buffer line = TZ_BUFFER_INIT;

		tz_buffer_printf(&line, "%s%s", value, tz_buffer_text(&text));
		tz_node_write_line(out, indent, label, tz_buffer_text(&line), lang);
		out->failed = out->failed ? out->failed : line.failed;
		tz_buffer_free(&line);
	}
	out->failed = out->failed ? out->failed : text.failed;
	tz_buffer_free(&text);
}

void tz_record_write_fields(struct tz_buffer *out, const struct taizhang_record *record,
			    size_t indent, enum taizhang_lang lang)
{
	struct tz_field fields[TZ_NUM_FIELDS_MAX];
	size_t num = tz_render_record_fields(record, fields);
	char number[TZ_FIELD_VALUE_SIZE];

	write_field(out, record, "title", TZ_L_RECORD_TITLE, taizhang_record_title(record), indent, true, lang);
	for (size_t i = 0; i < num; i++)
		write_field(out, record, fields[i].name, fields[i].label, tz_field_value(&fields[i], lang, number), indent, false, lang);
}

void tz_record_write_files(struct tz_buffer *out, const struct taizhang_record *record,
			   size_t indent, bool verbose, enum taizhang_lang lang)
{
	for (size_t i = 0; i < taizhang_record_num_files(record); i++) {
		const struct taizhang_file *file = taizhang_record_get_file(record, i);
		char hex[TAIZHANG_DIGEST_HEX_SIZE];

		tz_layout_blanks(out, indent);
		tz_layout_text(out, taizhang_file_path(file));
		tz_buffer_printf(out, "  %s  ", taizhang_list_label(TAIZHANG_LIST_ROLE,
								    taizhang_file_role(file), lang));
		tz_layout_bytes(out, taizhang_file_size(file));
		if (taizhang_file_is_missing(file))
			tz_buffer_printf(out, "  %s", tz_label(TZ_L_MISSING, lang));
		tz_buffer_text_add(out, "\n");
		if (verbose) {
			tz_layout_blanks(out, indent + 2);
			tz_buffer_printf(out, "SHA-256 %s\n", taizhang_file_digest(file, hex));
		}
	}
}
