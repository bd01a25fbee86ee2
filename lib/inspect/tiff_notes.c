/* SPDX-License-Identifier: MIT */
/* tiff_notes.c: what the tags of a TIFF's first page tell of camera, owner and time, by libtiff. */
#include <stdlib.h>
#include <string.h>

#include <tiffio.h>

#include "base/error.h"
#include "inspect/notes.h"
#include "inspect/tiff.h"

#define MOST 1024	/* bytes of a text */

/* The texts are the library's as long as it stands at their directory: they are copied. */
struct store {
	struct tz_notes notes;
	char texts[TZ_NUM_NOTES][MOST];
};

static void take(TIFF *file, struct store *store, enum tz_note note, uint32_t tag)
{
	const char *text = NULL;

	if (!TIFFGetField(file, tag, &text) || !text)
		return;
	store->notes.texts[note].size = strnlen(text, MOST);
	memcpy(store->texts[note], text, store->notes.texts[note].size);
	store->notes.texts[note].data = store->texts[note];
}

static void take_page(TIFF *file, struct store *store)
{
	static const struct {
		enum tz_note note;
		uint32_t tag;
	} tags[] = {
		{TZ_NOTE_MODIFIED, TIFFTAG_DATETIME}, {TZ_NOTE_MAKE, TIFFTAG_MAKE}, {TZ_NOTE_MODEL, TIFFTAG_MODEL},
		{TZ_NOTE_SOFTWARE, TIFFTAG_SOFTWARE}, {TZ_NOTE_ARTIST, TIFFTAG_ARTIST}, {TZ_NOTE_COPYRIGHT, TIFFTAG_COPYRIGHT},
		{TZ_NOTE_DESCRIPTION, TIFFTAG_IMAGEDESCRIPTION},
	};
	uint16_t orientation = 0;

	for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
		take(file, store, tags[i].note, tags[i].tag);
	if (TIFFGetField(file, TIFFTAG_ORIENTATION, &orientation))
		store->notes.orientation = orientation;
}

static void take_exif(TIFF *file, struct store *store)
{
	static const struct {
		enum tz_note note;
		uint32_t tag;
	} tags[] = {
		{TZ_NOTE_TAKEN, EXIFTAG_DATETIMEORIGINAL}, {TZ_NOTE_TAKEN_FRACTION, EXIFTAG_SUBSECTIMEORIGINAL},
		{TZ_NOTE_TAKEN_OFFSET, EXIFTAG_OFFSETTIMEORIGINAL}, {TZ_NOTE_DIGITIZED, EXIFTAG_DATETIMEDIGITIZED},
		{TZ_NOTE_DIGITIZED_FRACTION, EXIFTAG_SUBSECTIMEDIGITIZED}, {TZ_NOTE_DIGITIZED_OFFSET, EXIFTAG_OFFSETTIMEDIGITIZED},
		{TZ_NOTE_MODIFIED_FRACTION, EXIFTAG_SUBSECTIME}, {TZ_NOTE_MODIFIED_OFFSET, EXIFTAG_OFFSETTIME},
		{TZ_NOTE_OWNER_NAME, EXIFTAG_CAMERAOWNERNAME}, {TZ_NOTE_BODY_SERIAL, EXIFTAG_BODYSERIALNUMBER},
		{TZ_NOTE_LENS_SERIAL, EXIFTAG_LENSSERIALNUMBER},
	};

	for (size_t i = 0; i < sizeof tags / sizeof tags[0]; i++)
		take(file, store, tags[i].note, tags[i].tag);
}

static void take_position(TIFF *file, struct store *store)
{
	const double *latitude = NULL, *longitude = NULL;
	const char *north = NULL, *east = NULL;

	if (!TIFFGetField(file, GPSTAG_LATITUDE, &latitude) || !TIFFGetField(file, GPSTAG_LONGITUDE, &longitude) ||
	    !TIFFGetField(file, GPSTAG_LATITUDEREF, &north) || !TIFFGetField(file, GPSTAG_LONGITUDEREF, &east))
		return;
	memcpy(store->notes.latitude, latitude, sizeof store->notes.latitude);
	memcpy(store->notes.longitude, longitude, sizeof store->notes.longitude);
	store->notes.north = north[0];
	store->notes.east = east[0];
}

int tz_tiff_notes(struct tz_tiff *tiff)
{
	struct store *store = calloc(1, sizeof *store);
	uint64_t exif = 0, gps = 0;
	int result;

	if (!store)
		return tz_error_nomem(tiff->err);
	if (TIFFSetDirectory(tiff->file, 0)) {
		take_page(tiff->file, store);
		if (!TIFFGetField(tiff->file, TIFFTAG_GPSIFD, &gps))
			gps = 0;
		if (TIFFGetField(tiff->file, TIFFTAG_EXIFIFD, &exif) && TIFFReadEXIFDirectory(tiff->file, exif))
			take_exif(tiff->file, store);
		if (gps && TIFFReadGPSDirectory(tiff->file, gps))
			take_position(tiff->file, store);
	}
	result = tz_notes_tell(&store->notes, tiff->inspection, tiff->err);
	free(store);
	return result;
}
