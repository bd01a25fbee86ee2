/* SPDX-License-Identifier: MIT */
/* page_share.h: what the page of a part or of a supplement says that the page of a whole package does not. */
#ifndef TZ_RENDER_PAGE_SHARE_H
#define TZ_RENDER_PAGE_SHARE_H

#include <taizhang/error.h>

#include "render/page.h"

/* Appends, as markup, of which set the package is a part, and on what it stands. */
void tz_page_share(struct tz_buffer *out, const struct tz_page_info *info, enum taizhang_lang lang);
/* Appends where a file is that is not here: the part of tz_page_file. */
void tz_page_elsewhere(struct tz_buffer *out, unsigned int part, enum taizhang_lang lang);

#endif
