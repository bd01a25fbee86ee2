/* SPDX-License-Identifier: MIT */
/* notes.h: what cameras and programs note of a picture by the tags of Exif, whatever it was read by, told as facts. */
#ifndef TZ_INSPECT_NOTES_H
#define TZ_INSPECT_NOTES_H

#include "inspect/door.h"

/* NOTE(ENUM, tag, "place"): the texts. */
#define TZ_NOTES(NOTE) \
	NOTE(TAKEN, 0x9003, "Exif DateTimeOriginal") \
	NOTE(TAKEN_FRACTION, 0x9291, "Exif SubSecTimeOriginal") \
	NOTE(TAKEN_OFFSET, 0x9011, "Exif OffsetTimeOriginal") \
	NOTE(DIGITIZED, 0x9004, "Exif DateTimeDigitized") \
	NOTE(DIGITIZED_FRACTION, 0x9292, "Exif SubSecTimeDigitized") \
	NOTE(DIGITIZED_OFFSET, 0x9012, "Exif OffsetTimeDigitized") \
	NOTE(MODIFIED, 0x0132, "Exif DateTime") \
	NOTE(MODIFIED_FRACTION, 0x9290, "Exif SubSecTime") \
	NOTE(MODIFIED_OFFSET, 0x9010, "Exif OffsetTime") \
	NOTE(MAKE, 0x010f, "Exif Make") \
	NOTE(MODEL, 0x0110, "Exif Model") \
	NOTE(SOFTWARE, 0x0131, "Exif Software") \
	NOTE(PROCESSING, 0x000b, "Exif ProcessingSoftware") \
	NOTE(ARTIST, 0x013b, "Exif Artist") \
	NOTE(OWNER_NAME, 0xa430, "Exif CameraOwnerName") \
	NOTE(BODY_SERIAL, 0xa431, "Exif BodySerialNumber") \
	NOTE(LENS_SERIAL, 0xa435, "Exif LensSerialNumber") \
	NOTE(COPYRIGHT, 0x8298, "Exif Copyright") \
	NOTE(XP_AUTHOR, 0x9c9d, "Exif XPAuthor") \
	NOTE(DESCRIPTION, 0x010e, "Exif ImageDescription") \
	NOTE(USER_COMMENT, 0x9286, "Exif UserComment") \
	NOTE(XP_TITLE, 0x9c9b, "Exif XPTitle") \
	NOTE(XP_COMMENT, 0x9c9c, "Exif XPComment") \
	NOTE(XP_SUBJECT, 0x9c9f, "Exif XPSubject")

enum tz_note {
#define NOTE(name, tag, place) TZ_NOTE_##name,
	TZ_NOTES(NOTE)
#undef NOTE
	TZ_NUM_NOTES
};

/* Where there is nothing, 0. What is pointed at is borrowed, and as the file has it. */
struct tz_notes {
	struct {
		const void *data;
		size_t size;
	} texts[TZ_NUM_NOTES];
	bool big_endian;			/* of texts in UTF-16 */
	unsigned int orientation;
	double across, down;			/* XResolution, YResolution */
	unsigned int unit;			/* of these: 2 an inch, 3 a centimetre */
	double latitude[3], longitude[3];	/* degrees, minutes, seconds; below 0 where one of them is no number */
	char north, east;			/* the letters of the references */
};

/* Adds what is possible and leaves the rest: a date that does not exist, coordinates that are none. */
int tz_notes_tell(const struct tz_notes *notes, struct tz_inspection *inspection, struct taizhang_error *err);

#endif
