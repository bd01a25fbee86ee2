/* SPDX-License-Identifier: MIT */
/* door.h: the inspectors of the formats: each reads one file and adds what it is to its facts. */
#ifndef TZ_INSPECT_DOOR_H
#define TZ_INSPECT_DOOR_H

#include "inspect/facts.h"
#include "inspect/source.h"

/* One file at work. */
struct tz_inspection {
	struct tz_source *source;
	struct taizhang_facts *facts;	/* of format, state WHOLE as long as nobody worsens it */
	bool programs;			/* other programs may be started */
};

/* -1 for no memory or a failing disk alone: whatever is wrong with the file itself stands in its facts. Runs on any thread. */
typedef int (*tz_inspect_fn)(struct tz_inspection *inspection, struct taizhang_error *err);

/* In place of the door of a library that is not built in. */
int tz_inspect_absent(struct tz_inspection *inspection, struct taizhang_error *err);

/* The doors. One of a library that may be left out stands here like this:
 *	#if HAVE_LIBJPEG
 *	int tz_inspect_jpeg(struct tz_inspection *inspection, struct taizhang_error *err);
 *	#else
 *	#define tz_inspect_jpeg tz_inspect_absent
 *	#endif
 * its file is a source only then (lib/Makefile.am), and format.def names it either way. */
#if HAVE_LIBJPEG
int tz_inspect_jpeg(struct tz_inspection *inspection, struct taizhang_error *err);
#else
#define tz_inspect_jpeg tz_inspect_absent
#endif
#if HAVE_LIBPNG
int tz_inspect_png(struct tz_inspection *inspection, struct taizhang_error *err);
#else
#define tz_inspect_png tz_inspect_absent
#endif
#if HAVE_LIBTIFF
int tz_inspect_tiff(struct tz_inspection *inspection, struct taizhang_error *err);
#else
#define tz_inspect_tiff tz_inspect_absent
#endif
#if HAVE_LIBWEBP
int tz_inspect_webp(struct tz_inspection *inspection, struct taizhang_error *err);
#else
#define tz_inspect_webp tz_inspect_absent
#endif
#if HAVE_GIFLIB
int tz_inspect_gif(struct tz_inspection *inspection, struct taizhang_error *err);
#else
#define tz_inspect_gif tz_inspect_absent
#endif
int tz_inspect_bmp(struct tz_inspection *inspection, struct taizhang_error *err);

#if HAVE_LIBQPDF
int tz_inspect_pdf(struct tz_inspection *inspection, struct taizhang_error *err);
#else
#define tz_inspect_pdf tz_inspect_absent
#endif
int tz_inspect_doc(struct tz_inspection *inspection, struct taizhang_error *err);
int tz_inspect_xls(struct tz_inspection *inspection, struct taizhang_error *err);
int tz_inspect_ppt(struct tz_inspection *inspection, struct taizhang_error *err);
int tz_inspect_ole(struct tz_inspection *inspection, struct taizhang_error *err);
int tz_inspect_locked(struct tz_inspection *inspection, struct taizhang_error *err);
int tz_inspect_text(struct tz_inspection *inspection, struct taizhang_error *err);
int tz_inspect_csv(struct tz_inspection *inspection, struct taizhang_error *err);
int tz_inspect_html(struct tz_inspection *inspection, struct taizhang_error *err);
int tz_inspect_xml(struct tz_inspection *inspection, struct taizhang_error *err);
int tz_inspect_rtf(struct tz_inspection *inspection, struct taizhang_error *err);

/* Of documents in zips, which need nothing but what the library always has. */
int tz_inspect_docx(struct tz_inspection *inspection, struct taizhang_error *err);
int tz_inspect_xlsx(struct tz_inspection *inspection, struct taizhang_error *err);
int tz_inspect_pptx(struct tz_inspection *inspection, struct taizhang_error *err);
int tz_inspect_odf(struct tz_inspection *inspection, struct taizhang_error *err);
int tz_inspect_uof(struct tz_inspection *inspection, struct taizhang_error *err);
int tz_inspect_ofd(struct tz_inspection *inspection, struct taizhang_error *err);

/* What the bytes are. Adds nothing but facts->format and facts->media_type. */
int tz_type_find(struct tz_inspection *inspection, struct taizhang_error *err);
/* The same for what begins as a zip. */
int tz_zip_look(struct tz_inspection *inspection, struct taizhang_error *err);

#endif
