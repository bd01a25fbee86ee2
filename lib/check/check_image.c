/* SPDX-License-Identifier: MIT */
/* check_image.c: captions of pictures. */
#include "base/text.h"
#include "check/check.h"

static bool lacks(const struct taizhang_record *record, enum taizhang_caption element)
{
	/* The day on which it was taken is a time. */
	if (element == TAIZHANG_CAPTION_TIME && taizhang_image_taken(record).year)
		return false;
	return tz_text_is_blank(taizhang_image_caption(record, element));
}

static void find_missing(const struct taizhang_record *record, unsigned int wanted,
			 struct tz_check_missing *missing)
{
	for (unsigned int i = 0; i < TAIZHANG_NUM_CAPTIONS; i++) {
		unsigned int element = 1u << i;

		if (wanted & element)
			tz_check_missing(missing, lacks(record, (enum taizhang_caption)element),
					 taizhang_list_name(TAIZHANG_LIST_CAPTION, element),
					 taizhang_list_label(TAIZHANG_LIST_CAPTION, element,
							     TAIZHANG_LANG_ZH));
	}
}

static enum taizhang_severity caption_severity(const struct tz_check *c,
					       const struct taizhang_requirement *requirement)
{
	enum taizhang_severity basis = tz_check_basis(requirement), edition = tz_check_edition(c);

	return basis < edition ? basis : edition;
}

static int check_record(struct tz_check *c, struct tz_check_batch *batch,
			const struct taizhang_record *record, struct taizhang_error *err)
{
	const struct taizhang_requirement *requirement =
		tz_check_requirement(c, TAIZHANG_KIND_IMAGE);
	unsigned int wanted = requirement ? taizhang_requirement_captions(requirement) : 0;
	enum taizhang_origin origin = taizhang_image_origin(record);
	unsigned int of_origin = TAIZHANG_CAPTION_MEDIUM | TAIZHANG_CAPTION_COLUMN;
	struct tz_check_missing caption = {"", ""}, missing = {"", ""};

	find_missing(record, wanted, &caption);
	if (caption.names[0] &&
	    tz_check_gather(batch, CAPTION_MISSING, err, .record = taizhang_record_ordinal(record),
			    .field = caption.names, .label = caption.labels,
			    .at_most = caption_severity(c, requirement)) != 0)
		return -1;
	tz_check_missing(&missing, tz_text_is_blank(taizhang_record_title(record)), "title",
			 "标题");
	/* A press page or a screenshot says where it stood. */
	if (origin == TAIZHANG_ORIGIN_PRESS || origin == TAIZHANG_ORIGIN_SCREENSHOT)
		find_missing(record, of_origin & ~wanted, &missing);
	return tz_check_add_missing(batch, &missing, taizhang_record_ordinal(record), err);
}

int tz_check_image(struct tz_check *c, struct taizhang_error *err)
{
	struct tz_check_batch batch = {NULL, 0, 0};
	int result = 0;

	for (size_t i = 0; i < c->num_records && result == 0; i++)
		if (taizhang_record_kind(tz_check_record(c, i)) == TAIZHANG_KIND_IMAGE)
			result = check_record(c, &batch, tz_check_record(c, i), err);
	return tz_check_flush(c, &batch, result, err);
}
