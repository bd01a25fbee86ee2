/* SPDX-License-Identifier: MIT */
/* ability.c: what inspection stands on: libraries that are built in, programs that are installed. */
#include "inspect/ability.h"

#include <taizhang/inspect.h>

#include "api.h"
#include "inspect/program.h"

/* A library that is built in tells its version, where it has one to tell. */
#if HAVE_LIBMAGIC
#define LIBMAGIC true, tz_libmagic_version
#else
#define LIBMAGIC false, NULL
#endif
#if HAVE_LIBQPDF
#define LIBQPDF true, tz_libqpdf_version
#else
#define LIBQPDF false, NULL
#endif
#if HAVE_LIBJPEG
#define LIBJPEG true, NULL
#else
#define LIBJPEG false, NULL
#endif
#if HAVE_LIBPNG
#define LIBPNG true, tz_libpng_version
#else
#define LIBPNG false, NULL
#endif
#if HAVE_LIBTIFF
#define LIBTIFF true, tz_libtiff_version
#else
#define LIBTIFF false, NULL
#endif
#if HAVE_LIBWEBP
#define LIBWEBP true, tz_libwebp_version
#else
#define LIBWEBP false, NULL
#endif
#if HAVE_GIFLIB
#define GIFLIB true, NULL
#else
#define GIFLIB false, NULL
#endif
#if HAVE_LIBEXIF
#define LIBEXIF true, NULL
#else
#define LIBEXIF false, NULL
#endif
#define PROGRAM false, NULL

static const struct {
	const char *name, *label_zh, *label_en;
	bool program;
	bool built_in;
	void (*version)(char *buf, size_t size);
} abilities[] = {
	{"libmagic", "其他格式的识别", "the type of other files", false, LIBMAGIC},
	{"libqpdf", "PDF 文档", "PDF documents", false, LIBQPDF},
	{"libjpeg", "JPEG 图片", "JPEG pictures", false, LIBJPEG},
	{"libpng", "PNG 图片", "PNG pictures", false, LIBPNG},
	{"libtiff", "TIFF 图片", "TIFF pictures", false, LIBTIFF},
	{"libwebp", "WebP 图片", "WebP pictures", false, LIBWEBP},
	{"giflib", "GIF 图片", "GIF pictures", false, GIFLIB},
	{"libexif", "图片的拍摄信息", "what cameras write into pictures", false, LIBEXIF},
	{"pdftotext", "PDF 的文字", "the text of PDF", true, PROGRAM},
	{"catdoc", "doc、wps 的文字", "the text of doc, wps", true, PROGRAM},
	{"catppt", "ppt、dps 的文字", "the text of ppt, dps", true, PROGRAM},
};

TAIZHANG_API size_t taizhang_inspect_num_abilities(void)
{
	return sizeof abilities / sizeof abilities[0];
}

TAIZHANG_API int taizhang_inspect_get_ability(size_t index, struct taizhang_ability *ability)
{
	static _Thread_local char version[64];

	if (index >= sizeof abilities / sizeof abilities[0] || !ability)
		return -1;
	version[0] = 0;
	if (abilities[index].version)
		abilities[index].version(version, sizeof version);
	*ability = (struct taizhang_ability){
		.name = abilities[index].name,
		.version = version,
		.label_zh = abilities[index].label_zh,
		.label_en = abilities[index].label_en,
		.available = abilities[index].program ? tz_program_is_there(abilities[index].name) : abilities[index].built_in,
		.program = abilities[index].program,
	};
	return 0;
}
