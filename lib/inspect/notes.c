/* SPDX-License-Identifier: MIT */
/* notes.c: what cameras and programs note of a picture by the tags of Exif, whatever it was read by, told as facts. */
#include "inspect/notes.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <taizhang/date.h>

#include "base/encoding.h"
#include "base/text.h"
#include "inspect/picture.h"

static const char *const places[] = {
#define NOTE(name, tag, place) [TZ_NOTE_##name] = place,
	TZ_NOTES(NOTE)
#undef NOTE
};

/* Bytes up to the first NUL, in UTF-8 or, where they are not that, in GB18030. */
static void add_plain(const char *data, size_t size, struct tz_buffer *out)
{
	size_t length = strnlen(data, size);

	if (tz_text_is_utf8(data, length) || tz_encoding_from_gb18030(data, length, out, NULL) != 0)
		tz_buffer_add(out, data, length);
}

static void add_utf16(const char *data, size_t size, bool big_endian, struct tz_buffer *out)
{
	struct tz_buffer marked = TZ_BUFFER_INIT;
	size_t length = 0;

	while (length + 2 <= size && (data[length] || data[length + 1]))
		length += 2;
	tz_buffer_add(&marked, big_endian ? "\xfe\xff" : "\xff\xfe", 2);
	tz_buffer_add(&marked, data, length);
	if (length && !marked.failed)
		tz_encoding_decode(marked.data, marked.size, "Exif", out, NULL, NULL);
	tz_buffer_free(&marked);
}

/* The first 8 bytes of a comment say how the rest is written. */
static void add_comment(const struct tz_notes *notes, const char *data, size_t size, struct tz_buffer *out)
{
	if (size <= 8)
		return;
	if (memcmp(data, "UNICODE", 8) == 0)
		add_utf16(data + 8, size - 8, notes->big_endian, out);
	else if (memcmp(data, "JIS\0\0\0\0", 8) != 0)
		add_plain(data + 8, size - 8, out);
}

/* Appends a text as UTF-8. Longer than any that is kept, it is cut before it is looked at. */
static void add_text(const struct tz_notes *notes, enum tz_note note, struct tz_buffer *out)
{
	const char *data = notes->texts[note].data;
	size_t size = notes->texts[note].size;

	if (!data)
		return;
	if (size > 4096)
		size = 4096;
	if (note == TZ_NOTE_USER_COMMENT)
		add_comment(notes, data, size, out);
	else if (note == TZ_NOTE_XP_AUTHOR || note == TZ_NOTE_XP_TITLE || note == TZ_NOTE_XP_COMMENT || note == TZ_NOTE_XP_SUBJECT)
		add_utf16(data, size, false, out);
	else
		add_plain(data, size, out);
}

static int tell_text(const struct tz_notes *notes, enum tz_note note, enum tz_fact_id id, struct tz_inspection *inspection,
		     struct taizhang_error *err)
{
	struct tz_buffer text = TZ_BUFFER_INIT;
	int result;

	add_text(notes, note, &text);
	result = tz_buffer_check(&text, err);
	if (result == 0)
		result = tz_facts_add_bytes(inspection->facts, id, tz_buffer_text(&text), text.size, places[note], err);
	tz_buffer_free(&text);
	return result;
}

/* So many digits at text; -1 where they are not all digits. */
static int number(const char *text, size_t digits)
{
	int value = 0;

	for (size_t i = 0; i < digits; i++) {
		if (text[i] < '0' || text[i] > '9')
			return -1;
		value = value * 10 + (text[i] - '0');
	}
	return value;
}

/* "2017:05:03 10:11:12", whose separators some programs choose otherwise, as 2017-05-03T10:11:12. */
static bool read_time(const char *text, size_t size, char *out, size_t room)
{
	struct taizhang_date date;
	int hour, minute, second;

	if (!text || size < 19)
		return false;
	date = (struct taizhang_date){number(text, 4), number(text + 5, 2), number(text + 8, 2)};
	hour = number(text + 11, 2);
	minute = number(text + 14, 2);
	second = number(text + 17, 2);
	if (date.year <= 0 || date.month <= 0 || date.day <= 0 || !taizhang_date_is_valid(&date) || hour < 0 || hour > 23 || minute < 0 ||
	    minute > 59 || second < 0 || second > 59)
		return false;
	snprintf(out, room, "%04d-%02d-%02dT%02d:%02d:%02d", date.year, date.month, date.day, hour, minute, second);
	return true;
}

static void add_fraction(const char *text, size_t size, struct tz_buffer *out)
{
	size_t digits = 0;

	while (text && digits < size && digits < 9 && text[digits] >= '0' && text[digits] <= '9')
		digits++;
	if (digits) {
		tz_buffer_add(out, ".", 1);
		tz_buffer_add(out, text, digits);
	}
}

static void add_offset(const char *text, size_t size, struct tz_buffer *out)
{
	if (!text || !size)
		return;
	if (text[0] == 'Z')
		tz_buffer_add(out, "Z", 1);
	else if (size >= 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':' && number(text + 1, 2) >= 0 &&
		 number(text + 1, 2) <= 14 && number(text + 4, 2) >= 0 && number(text + 4, 2) <= 59)
		tz_buffer_add(out, text, 6);
}

/* The fraction and the offset follow the time among the notes. */
static int tell_time(const struct tz_notes *notes, enum tz_note note, enum tz_fact_id id, struct tz_inspection *inspection,
		     struct taizhang_error *err)
{
	struct tz_buffer text = TZ_BUFFER_INIT;
	char time[48];
	int result;

	if (!read_time(notes->texts[note].data, notes->texts[note].size, time, sizeof time))
		return 0;
	tz_buffer_text_add(&text, time);
	add_fraction(notes->texts[note + 1].data, notes->texts[note + 1].size, &text);
	add_offset(notes->texts[note + 2].data, notes->texts[note + 2].size, &text);
	result = tz_buffer_check(&text, err);
	if (result == 0)
		result = tz_facts_add(inspection->facts, id, tz_buffer_text(&text), places[note], err);
	tz_buffer_free(&text);
	return result;
}

/* The model, after its maker where it does not begin with that name itself. */
static int tell_camera(const struct tz_notes *notes, struct tz_inspection *inspection, struct taizhang_error *err)
{
	struct tz_buffer make = TZ_BUFFER_INIT, model = TZ_BUFFER_INIT, camera = TZ_BUFFER_INIT;
	const char *maker = "", *name = "";
	int result = -1;

	add_text(notes, TZ_NOTE_MAKE, &make);
	add_text(notes, TZ_NOTE_MODEL, &model);
	if (tz_buffer_check(&make, err) != 0 || tz_buffer_check(&model, err) != 0)
		goto out;
	if (make.data)
		maker = tz_text_trim(make.data);
	if (model.data)
		name = tz_text_trim(model.data);
	if (strncmp(name, maker, strlen(maker)) != 0)
		tz_buffer_printf(&camera, "%s ", maker);
	tz_buffer_text_add(&camera, name);
	result = tz_buffer_check(&camera, err);
	if (result == 0)
		result = tz_facts_add(inspection->facts, TZ_FACT_CAMERA, tz_buffer_text(&camera), NULL, err);
out:
	tz_buffer_free(&make);
	tz_buffer_free(&model);
	tz_buffer_free(&camera);
	return result;
}

/* In millionths of a degree; false where it is none, or beyond most degrees. */
static bool coordinate(const double parts[3], bool negative, int most, int64_t *out)
{
	double degrees = parts[0] + parts[1] / 60 + parts[2] / 3600;

	if (!(parts[0] >= 0 && parts[1] >= 0 && parts[1] < 60 && parts[2] >= 0 && parts[2] < 60 && degrees <= most))
		return false;
	*out = (int64_t)(degrees * 1e6 + 0.5) * (negative ? -1 : 1);
	return true;
}

/* Devices that have no position write 0, 0, where there is only sea. */
static int tell_position(const struct tz_notes *notes, struct tz_inspection *inspection, struct taizhang_error *err)
{
	int64_t at[2];
	char text[64];

	if (!notes->north || !notes->east || !strchr("NS", notes->north) || !strchr("EW", notes->east) ||
	    !coordinate(notes->latitude, notes->north == 'S', 90, &at[0]) ||
	    !coordinate(notes->longitude, notes->east == 'W', 180, &at[1]) || (!at[0] && !at[1]))
		return 0;
	/* Not by way of %f, which writes what the host's locale has for a point. */
	snprintf(text, sizeof text, "%s%" PRId64 ".%06" PRId64 ",%s%" PRId64 ".%06" PRId64, at[0] < 0 ? "-" : "",
		 (at[0] < 0 ? -at[0] : at[0]) / 1000000, (at[0] < 0 ? -at[0] : at[0]) % 1000000, at[1] < 0 ? "-" : "",
		 (at[1] < 0 ? -at[1] : at[1]) / 1000000, (at[1] < 0 ? -at[1] : at[1]) % 1000000);
	return tz_facts_add(inspection->facts, TZ_FACT_GPS, text, "Exif GPSLatitude", err);
}

/* Where the format's own header has told it, that is what its writer meant. */
static int tell_resolution(const struct tz_notes *notes, struct tz_inspection *inspection, struct taizhang_error *err)
{
	double inch = notes->unit == 3 ? 2.54 : 1;

	if ((notes->unit != 2 && notes->unit != 3) || tz_facts_has(inspection->facts, TZ_FACT_RESOLUTION))
		return 0;
	return tz_picture_resolution(inspection, notes->across * inch, notes->down * inch, "Exif XResolution", err);
}

static int tell_times(const struct tz_notes *notes, struct tz_inspection *inspection, struct taizhang_error *err)
{
	if (tell_time(notes, TZ_NOTE_MODIFIED, TZ_FACT_MODIFIED, inspection, err) != 0 ||
	    tell_time(notes, TZ_NOTE_TAKEN, TZ_FACT_TAKEN, inspection, err) != 0)
		return -1;
	if (tz_facts_has(inspection->facts, TZ_FACT_TAKEN))
		return 0;
	return tell_time(notes, TZ_NOTE_DIGITIZED, TZ_FACT_TAKEN, inspection, err);
}

int tz_notes_tell(const struct tz_notes *notes, struct tz_inspection *inspection, struct taizhang_error *err)
{
	if (tell_times(notes, inspection, err) != 0 || tell_resolution(notes, inspection, err) != 0 ||
	    tell_position(notes, inspection, err) != 0 || tell_camera(notes, inspection, err) != 0)
		return -1;
	if (notes->orientation >= 1 && notes->orientation <= 8 &&
	    tz_facts_add_number(inspection->facts, TZ_FACT_ORIENTATION, notes->orientation, NULL, err) != 0)
		return -1;
	for (enum tz_note note = TZ_NOTE_SOFTWARE; note < TZ_NUM_NOTES; note++) {
		enum tz_fact_id id = note <= TZ_NOTE_PROCESSING  ? TZ_FACT_SOFTWARE
				     : note <= TZ_NOTE_XP_AUTHOR ? TZ_FACT_OWNER
								 : TZ_FACT_DESCRIPTION;

		if (tell_text(notes, note, id, inspection, err) != 0)
			return -1;
	}
	return 0;
}
