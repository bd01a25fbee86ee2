/* SPDX-License-Identifier: MIT */
/* page_share.c: what the page of a part or of a supplement says that the page of a whole package does not. */
#include "render/page_share.h"

#include "render/label.h"
#include "render/template.h"

/* The sentence's text as markup; its failure becomes that of out. */
static void take(struct tz_buffer *out, struct tz_buffer *sentence)
{
	tz_template_text(out, tz_buffer_text(sentence));
	out->failed = out->failed ? out->failed : sentence->failed;
	tz_buffer_free(sentence);
}

void tz_page_share(struct tz_buffer *out, const struct tz_page_info *info, enum taizhang_lang lang)
{
	struct tz_buffer sentence = TZ_BUFFER_INIT;

	if (info->parts)
		tz_label_fill(&sentence, PAGE_SET, lang, {"part", TZ_COUNT(info->part)},
			      {"parts", TZ_COUNT(info->parts)});
	if (info->base)
		tz_label_fill(&sentence, PAGE_SUPPLEMENT, lang, {"base", info->base});
	take(out, &sentence);
}

void tz_page_elsewhere(struct tz_buffer *out, unsigned int part, enum taizhang_lang lang)
{
	struct tz_buffer sentence = TZ_BUFFER_INIT;

	if (part == TZ_PAGE_IN_BASE)
		tz_buffer_text_add(&sentence, tz_label(TZ_L_PAGE_IN_BASE, lang));
	else
		tz_label_fill(&sentence, PAGE_IN_PART, lang, {"part", TZ_COUNT(part)});
	take(out, &sentence);
}
