/* SPDX-License-Identifier: MIT */
/* ofd.h: what the files of the inspector of OFD (GB/T 33190-2016) share: ofd.c the document, ofd_page.c the text of pages, ofd_signature.c signatures. */
#ifndef TZ_INSPECT_OFD_H
#define TZ_INSPECT_OFD_H

#include "inspect/markup.h"

struct tz_ofd {
	struct taizhang_facts *facts;
	struct tz_arena arena;
	struct tz_parts parts;
	int64_t pages, scanned, pictures, comments;
};

/* The part that a reference within base names: from base's folder, or as some write it, from the root. NULL where there is none. */
const struct tz_part *tz_ofd_find(const struct tz_ofd *o, const char *base, const char *reference);
/* One page, or a template that lies under several. */
struct tz_ofd_page {
	/* Called with the number of what lies under the page, before its own text; NULL: of no interest. */
	int (*under)(void *context, const char *id, struct taizhang_error *err);
	void *context;
	bool has_text, has_picture;	/* of its own: set */
};
int tz_ofd_page_read(struct tz_ofd *o, const struct tz_part *part, struct tz_ofd_page *page, struct taizhang_error *err);
/* The list of signatures, each of them and what it signs. */
int tz_ofd_signatures_read(struct tz_ofd *o, const struct tz_part *list, struct taizhang_error *err);
/* A link to the outside, such as the document's own actions have. */
int tz_ofd_link(struct tz_ofd *o, struct tz_markup *m, struct taizhang_error *err);

#endif
