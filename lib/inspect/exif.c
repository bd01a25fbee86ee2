/* SPDX-License-Identifier: MIT */
/* exif.c: the Exif block of a picture, wherever its format keeps it; the door to libexif. */
#include "inspect/exif.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "inspect/notes.h"

#if HAVE_LIBEXIF
#include <libexif/exif-data.h>

static const ExifTag tags[] = {
#define NOTE(name, tag, place) [TZ_NOTE_##name] = (ExifTag)(tag),
	TZ_NOTES(NOTE)
#undef NOTE
};

/* Programs disagree on which of the two directories a tag belongs to. That of the thumbnail speaks of something else. */
static const ExifEntry *find(const ExifData *data, ExifTag tag)
{
	const ExifEntry *entry = exif_content_get_entry(data->ifd[EXIF_IFD_0], tag);

	return entry ? entry : exif_content_get_entry(data->ifd[EXIF_IFD_EXIF], tag);
}

static bool holds(const ExifEntry *entry, ExifFormat format, unsigned long components)
{
	return entry && entry->data && entry->format == format && entry->components >= components &&
	       entry->size >= components * exif_format_get_size(format);
}

/* Below 0 where it is no number. Phones write some with a sign that these have not; one below 0 then reads as far too large. */
static double rational(const ExifEntry *entry, unsigned long index, ExifByteOrder order)
{
	ExifRational value;

	if (!holds(entry, EXIF_FORMAT_RATIONAL, index + 1) && !holds(entry, EXIF_FORMAT_SRATIONAL, index + 1))
		return -1;
	value = exif_get_rational(entry->data + 8 * index, order);
	return value.denominator ? (double)value.numerator / value.denominator : -1;
}

static unsigned int small_number(const ExifEntry *entry, ExifByteOrder order)
{
	return holds(entry, EXIF_FORMAT_SHORT, 1) ? exif_get_short(entry->data, order) : 0;
}

/* The numbers of these tags have other meanings in the other directories. */
static void take_position(struct tz_notes *notes, ExifContent *gps, ExifByteOrder order)
{
	const ExifEntry *north = exif_content_get_entry(gps, (ExifTag)EXIF_TAG_GPS_LATITUDE_REF),
			*east = exif_content_get_entry(gps, (ExifTag)EXIF_TAG_GPS_LONGITUDE_REF);

	for (unsigned int i = 0; i < 3; i++) {
		notes->latitude[i] = rational(exif_content_get_entry(gps, (ExifTag)EXIF_TAG_GPS_LATITUDE), i, order);
		notes->longitude[i] = rational(exif_content_get_entry(gps, (ExifTag)EXIF_TAG_GPS_LONGITUDE), i, order);
	}
	notes->north = holds(north, EXIF_FORMAT_ASCII, 1) ? (char)north->data[0] : 0;
	notes->east = holds(east, EXIF_FORMAT_ASCII, 1) ? (char)east->data[0] : 0;
}

static void take(struct tz_notes *notes, ExifData *data)
{
	ExifByteOrder order = exif_data_get_byte_order(data);

	for (size_t i = 0; i < TZ_NUM_NOTES; i++) {
		const ExifEntry *entry = find(data, tags[i]);

		if (!entry || !entry->data)
			continue;
		notes->texts[i].data = entry->data;
		notes->texts[i].size = entry->size;
	}
	notes->big_endian = order == EXIF_BYTE_ORDER_MOTOROLA;
	notes->orientation = small_number(find(data, EXIF_TAG_ORIENTATION), order);
	notes->across = rational(find(data, EXIF_TAG_X_RESOLUTION), 0, order);
	notes->down = rational(find(data, EXIF_TAG_Y_RESOLUTION), 0, order);
	notes->unit = small_number(find(data, EXIF_TAG_RESOLUTION_UNIT), order);
	take_position(notes, data->ifd[EXIF_IFD_GPS], order);
}

int tz_exif_read(struct tz_inspection *inspection, const unsigned char *data, size_t size, struct taizhang_error *err)
{
	static const unsigned char mark[] = {'E', 'x', 'i', 'f', 0, 0};
	bool marked = size >= sizeof mark && memcmp(data, mark, sizeof mark) == 0;
	size_t before = marked ? 0 : sizeof mark;
	struct tz_notes notes = {0};
	unsigned char *block;
	ExifData *read;
	int result;

	if (size > TZ_EXIF_MOST)
		size = TZ_EXIF_MOST;
	block = malloc(before + size + 1);
	read = exif_data_new();
	if (!block || !read) {
		free(block);
		exif_data_unref(read);
		return tz_error_nomem(err);
	}
	memcpy(block, mark, before);
	memcpy(block + before, data, size);
	/* As it would be to the letter of Exif: with tags, dates even, that nobody has written. */
	exif_data_unset_option(read, EXIF_DATA_OPTION_FOLLOW_SPECIFICATION);
	exif_data_load_data(read, block, (unsigned int)(before + size));
	take(&notes, read);
	result = tz_notes_tell(&notes, inspection, err);
	exif_data_unref(read);
	free(block);
	return result;
}

#else

int tz_exif_read(struct tz_inspection *inspection, const unsigned char *data, size_t size, struct taizhang_error *err)
{
	(void)data;
	(void)size;
	return tz_facts_add_unread(inspection->facts, TZ_UNREAD_PROPERTIES, TZ_REASON_NOT_BUILT_IN, err);
}

#endif
