/* SPDX-License-Identifier: MIT */
/* image.c: 实景图片: the fields of a picture and the elements of its caption. */
#include "api.h"
#include "base/error.h"
#include "ledger/ledger.h"

#define FIELD(name) offsetof(struct tz_record_details, u.image.name)

static const struct tz_image *image_of(const struct taizhang_record *record)
{
	return record && record->kind == TAIZHANG_KIND_IMAGE && record->details ? &record->details->u.image : NULL;
}

/* The slot of one element; TAIZHANG_NUM_CAPTIONS for what is none, or several. */
static size_t slot_of(enum taizhang_caption element)
{
	size_t slot = 0;

	while (slot < TAIZHANG_NUM_CAPTIONS && (unsigned int)element != 1u << slot)
		slot++;
	return slot;
}

TAIZHANG_API const char *taizhang_image_caption(const struct taizhang_record *record,
						enum taizhang_caption element)
{
	const struct tz_image *i = image_of(record);
	size_t slot = slot_of(element);

	return i && slot < TAIZHANG_NUM_CAPTIONS && i->caption[slot] ? i->caption[slot] : "";
}

TAIZHANG_API int taizhang_image_set_caption(struct taizhang_record *record,
					    enum taizhang_caption element, const char *text,
					    struct taizhang_error *err)
{
	const size_t slot = slot_of(element);
	const char *name = taizhang_list_name(TAIZHANG_LIST_CAPTION, element);

	if (slot == TAIZHANG_NUM_CAPTIONS)
		return tz_error_inval(err, "element");
	if (tz_record_expect(record, TAIZHANG_KIND_IMAGE, name, err) < 0)
		return -1;
	return tz_record_set_text(record, FIELD(caption[0]) + slot * sizeof(char *), text, name, err);
}

TAIZHANG_API enum taizhang_origin taizhang_image_origin(const struct taizhang_record *record)
{
	const struct tz_image *i = image_of(record);

	return i ? i->origin : TAIZHANG_ORIGIN_NONE;
}

TAIZHANG_API int taizhang_image_set_origin(struct taizhang_record *record,
					   enum taizhang_origin origin, struct taizhang_error *err)
{
	struct tz_record_details *details;

	if (tz_record_expect(record, TAIZHANG_KIND_IMAGE, "origin", err) < 0)
		return -1;
	if (origin != TAIZHANG_ORIGIN_NONE && !taizhang_list_name(TAIZHANG_LIST_ORIGIN, origin))
		return tz_error_inval(err, "origin");
	if (!record->details && origin == TAIZHANG_ORIGIN_NONE)
		return 0;
	details = tz_record_details(record, err);
	if (!details)
		return -1;
	details->u.image.origin = origin;
	tz_marks_drop(&details->marks, "origin");
	return 0;
}

TAIZHANG_API struct taizhang_date taizhang_image_taken(const struct taizhang_record *record)
{
	const struct tz_image *i = image_of(record);

	return i ? i->taken : (struct taizhang_date){0, 0, 0};
}

TAIZHANG_API int taizhang_image_set_taken(struct taizhang_record *record,
					  const struct taizhang_date *taken,
					  struct taizhang_error *err)
{
	if (tz_record_expect(record, TAIZHANG_KIND_IMAGE, "taken", err) < 0)
		return -1;
	return tz_record_set_date(record, FIELD(taken), taken, "taken", err);
}

TAIZHANG_API unsigned int taizhang_image_width(const struct taizhang_record *record)
{
	const struct tz_image *i = image_of(record);

	return i ? i->width : 0;
}

TAIZHANG_API unsigned int taizhang_image_height(const struct taizhang_record *record)
{
	const struct tz_image *i = image_of(record);

	return i ? i->height : 0;
}

TAIZHANG_API int taizhang_image_set_size(struct taizhang_record *record, unsigned int width,
					 unsigned int height, struct taizhang_error *err)
{
	struct tz_record_details *details;

	if (tz_record_expect(record, TAIZHANG_KIND_IMAGE, "width, height", err) < 0)
		return -1;
	if (!record->details && !width && !height)
		return 0;
	details = tz_record_details(record, err);
	if (!details)
		return -1;
	details->u.image.width = width;
	details->u.image.height = height;
	tz_marks_drop(&details->marks, "width");
	tz_marks_drop(&details->marks, "height");
	return 0;
}
