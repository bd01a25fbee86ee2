/* SPDX-License-Identifier: MIT */
/* pdf_page.c: the pages of a PDF: their pictures, which of them are scans and how fine, what is attached to them. */
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

#include "base/error.h"
#include "base/limits.h"
#include "inspect/pdf.h"
#include "inspect/pdf_content.h"

#define MOST_PARENTS 32		/* from which a page takes what it does not say itself */
#define MOST_NESTED 4		/* drawings within drawings */
#define MOST_DRAWN 2000		/* drawings of one page */
#define MOST_CONTENT (1u << 20)	/* bytes of the commands of a page that may be a scan: a picture takes some 60 */
#define MOST_OBJECTS (8u << 20)	/* numbers of objects that are told apart as pictures */
#define SCANNED_SHARE 0.8	/* of the page that pictures cover; a scanner leaves margins out */

struct pages {
	struct tz_pdf_work *work;
	unsigned char *seen;		/* a bit each object: a picture that was counted */
	int64_t pictures, scanned, resolution;
};

/* One page while its commands are read. */
struct page {
	struct pages *pages;
	tz_pdf_object resources;	/* of the commands at work */
	struct tz_pdf_content content;
	double area, covered;		/* in square points */
	double resolution;		/* the least, in dpi */
	int nested, drawn;
	bool unknown;			/* not all of it could be read */
	bool failed;			/* for lack of memory */
};

static tz_pdf_object inherited(struct tz_pdf *pdf, tz_pdf_object page, const char *key)
{
	for (int i = 0; i < MOST_PARENTS && tz_pdf_is_dictionary(pdf, page); i++) {
		tz_pdf_object value = tz_pdf_get(pdf, page, key);

		if (tz_pdf_is_dictionary(pdf, value) || tz_pdf_is_array(pdf, value))
			return value;
		page = tz_pdf_get(pdf, page, "/Parent");
	}
	return 0;
}

static double numbers(struct tz_pdf *pdf, tz_pdf_object array, size_t index)
{
	return tz_pdf_number(pdf, tz_pdf_item(pdf, array, index), 0);
}

static double area_of(struct tz_pdf *pdf, tz_pdf_object page)
{
	tz_pdf_object box = inherited(pdf, page, "/CropBox");

	if (tz_pdf_length(pdf, box) != 4)
		box = inherited(pdf, page, "/MediaBox");
	if (tz_pdf_length(pdf, box) != 4)
		return 0;
	return fabs((numbers(pdf, box, 2) - numbers(pdf, box, 0)) * (numbers(pdf, box, 3) - numbers(pdf, box, 1)));
}

/* A picture on the unit square of matrix. Small ones, such as a stamp on the scan, say nothing of its resolution. */
static void place_picture(struct page *page, tz_pdf_object picture, const struct tz_pdf_matrix *m)
{
	struct tz_pdf *pdf = page->pages->work->pdf;
	double width = tz_pdf_number(pdf, tz_pdf_get(pdf, picture, "/Width"), 0);
	double height = tz_pdf_number(pdf, tz_pdf_get(pdf, picture, "/Height"), 0);
	double area = fabs(m->a * m->d - m->b * m->c), across = hypot(m->a, m->b), up = hypot(m->c, m->d), dpi;

	if (!(area > 0.05 * page->area) || !(width >= 1) || !(height >= 1))
		return;
	page->covered += area;
	dpi = fmin(width * 72 / across, height * 72 / up);
	if (page->resolution <= 0 || dpi < page->resolution)
		page->resolution = dpi;
}

static void read_commands(struct page *page, tz_pdf_object stream, const struct tz_pdf_matrix *matrix);

/* A drawing by name has commands and perhaps resources of its own. */
static void place_form(struct page *page, tz_pdf_object form, const struct tz_pdf_matrix *outer)
{
	struct tz_pdf *pdf = page->pages->work->pdf;
	tz_pdf_object given = tz_pdf_get(pdf, form, "/Matrix"), own = tz_pdf_get(pdf, form, "/Resources"), kept = page->resources;
	struct tz_pdf_matrix matrix = TZ_PDF_MATRIX_INIT;

	if (page->nested >= MOST_NESTED) {
		page->unknown = true;
		return;
	}
	if (tz_pdf_length(pdf, given) == 6)
		matrix = (struct tz_pdf_matrix){numbers(pdf, given, 0), numbers(pdf, given, 1), numbers(pdf, given, 2),
						numbers(pdf, given, 3), numbers(pdf, given, 4), numbers(pdf, given, 5)};
	matrix = tz_pdf_matrix_join(&matrix, outer);
	if (tz_pdf_is_dictionary(pdf, own))
		page->resources = own;
	page->nested++;
	read_commands(page, form, &matrix);
	page->nested--;
	page->resources = kept;
}

static bool draw(void *context, const char *name, const struct tz_pdf_matrix *matrix)
{
	struct page *page = context;
	struct tz_pdf *pdf = page->pages->work->pdf;
	size_t mark = tz_pdf_mark(pdf);
	char key[160];
	tz_pdf_object object, kind;

	snprintf(key, sizeof key, "/%s", name);
	object = tz_pdf_get(pdf, tz_pdf_get(pdf, page->resources, "/XObject"), key);
	kind = tz_pdf_get(pdf, object, "/Subtype");
	if (tz_pdf_is_name(pdf, kind, "/Image"))
		place_picture(page, object, matrix);
	else if (tz_pdf_is_name(pdf, kind, "/Form"))
		place_form(page, object, matrix);
	tz_pdf_release(pdf, mark);
	return ++page->drawn < MOST_DRAWN && !page->unknown && !page->failed;
}

static void read_bytes(struct page *page, const struct tz_buffer *bytes, const struct tz_pdf_matrix *matrix)
{
	tz_pdf_content_read(&page->content, tz_buffer_text(bytes), bytes->size, matrix);
}

static void read_commands(struct page *page, tz_pdf_object stream, const struct tz_pdf_matrix *matrix)
{
	struct tz_buffer bytes = TZ_BUFFER_INIT;
	bool done;

	if (tz_pdf_unpack(page->pages->work->pdf, stream, &bytes, &done, NULL) != 0)
		page->failed = true;
	else if (!done || bytes.size > MOST_CONTENT)
		page->unknown = true;
	else
		read_bytes(page, &bytes, matrix);
	tz_buffer_free(&bytes);
}

/* The commands of a page may be cut into several streams, at any blank. */
static void read_page(struct page *page, tz_pdf_object contents)
{
	static const struct tz_pdf_matrix plain = TZ_PDF_MATRIX_INIT;
	struct tz_pdf *pdf = page->pages->work->pdf;
	struct tz_buffer bytes = TZ_BUFFER_INIT;

	if (!tz_pdf_is_array(pdf, contents)) {
		read_commands(page, contents, &plain);
		return;
	}
	for (size_t i = 0; i < tz_pdf_length(pdf, contents) && !page->unknown && !page->failed; i++) {
		bool done;

		if (tz_pdf_unpack(pdf, tz_pdf_item(pdf, contents, i), &bytes, &done, NULL) != 0)
			page->failed = true;
		page->unknown = !done || bytes.size > MOST_CONTENT;
		tz_buffer_text_add(&bytes, "\n");
	}
	if (!page->unknown && !page->failed)
		read_bytes(page, &bytes, &plain);
	tz_buffer_free(&bytes);
}

static void count_picture(struct pages *pages, tz_pdf_object picture)
{
	int id = tz_pdf_id(pages->work->pdf, picture);

	if (id > 0 && (unsigned int)id < MOST_OBJECTS) {
		unsigned char bit = (unsigned char)(1u << (id & 7));

		pages->pictures += !(pages->seen[id >> 3] & bit);
		pages->seen[id >> 3] |= bit;
	}
}

/* Whether there is any below these resources. */
static bool count_pictures(struct pages *pages, tz_pdf_object resources, int depth)
{
	struct tz_pdf *pdf = pages->work->pdf;
	tz_pdf_object values[256];
	size_t num = tz_pdf_values(pdf, tz_pdf_get(pdf, resources, "/XObject"), values, sizeof values / sizeof values[0]);
	bool any = false;

	for (size_t i = 0; i < num; i++) {
		size_t mark = tz_pdf_mark(pdf);
		tz_pdf_object kind = tz_pdf_get(pdf, values[i], "/Subtype");

		if (tz_pdf_is_name(pdf, kind, "/Image")) {
			count_picture(pages, values[i]);
			any = true;
		} else if (depth < MOST_NESTED && tz_pdf_is_name(pdf, kind, "/Form")) {
			any |= count_pictures(pages, tz_pdf_get(pdf, values[i], "/Resources"), depth + 1);
		}
		tz_pdf_release(pdf, mark);
	}
	return any;
}

static int look_scan(struct pages *pages, tz_pdf_object object, struct taizhang_error *err)
{
	struct tz_pdf *pdf = pages->work->pdf;
	struct page page = {.pages = pages, .resources = inherited(pdf, object, "/Resources"), .area = area_of(pdf, object)};
	tz_pdf_object contents = tz_pdf_get(pdf, object, "/Contents");

	/* Asked also where nothing comes of it, so that libqpdf complains where they are not whole. */
	for (size_t i = 0; i < tz_pdf_length(pdf, contents); i++)
		tz_pdf_is_stream(pdf, tz_pdf_item(pdf, contents, i));
	tz_pdf_is_stream(pdf, contents);
	if (!count_pictures(pages, page.resources, 0) || !(page.area > 0))
		return 0;
	page.content.draw = draw;
	page.content.context = &page;
	read_page(&page, contents);
	if (page.failed)
		return tz_error_nomem(err);
	if (page.unknown || page.content.writes || page.content.paints_inline || page.drawn >= MOST_DRAWN ||
	    page.covered < SCANNED_SHARE * page.area)
		return 0;
	pages->scanned++;
	/* A unit of the page may be more than a point. */
	page.resolution /= tz_pdf_number(pdf, tz_pdf_get(pdf, object, "/UserUnit"), 1);
	if (page.resolution >= 1 && page.resolution < 100000 && (!pages->resolution || page.resolution < (double)pages->resolution))
		pages->resolution = (int64_t)(page.resolution + 0.5);
	return 0;
}

/* What readers write beside the text is a comment; a stamp or a drawing may be meant to stay. */
static bool is_comment(struct tz_pdf *pdf, tz_pdf_object kind)
{
	static const char *const kinds[] = {"/Text", "/Highlight", "/Underline", "/Squiggly", "/StrikeOut", "/Caret"};

	for (size_t i = 0; i < sizeof kinds / sizeof kinds[0]; i++)
		if (tz_pdf_is_name(pdf, kind, kinds[i]))
			return true;
	return false;
}

static int look_attached(struct tz_pdf_work *work, tz_pdf_object page, const char *where, struct taizhang_error *err)
{
	struct tz_pdf *pdf = work->pdf;
	tz_pdf_object list = tz_pdf_get(pdf, page, "/Annots");

	if (tz_pdf_look_actions(work, tz_pdf_get(pdf, page, "/AA"), where, err) != 0)
		return -1;
	for (size_t i = 0; i < tz_pdf_length(pdf, list) && !tz_pdf_is_spent(pdf); i++) {
		size_t mark = tz_pdf_mark(pdf);
		tz_pdf_object item = tz_pdf_item(pdf, list, i), kind = tz_pdf_get(pdf, item, "/Subtype");
		struct tz_buffer name = TZ_BUFFER_INIT;
		int result = tz_pdf_look_action(work, tz_pdf_get(pdf, item, "/A"), where, err);

		work->comments += is_comment(pdf, kind);
		if (result == 0)
			result = tz_pdf_look_actions(work, tz_pdf_get(pdf, item, "/AA"), where, err);
		if (result == 0 && tz_pdf_is_name(pdf, kind, "/FileAttachment")) {
			result = tz_pdf_file_name(pdf, tz_pdf_get(pdf, item, "/FS"), &name, err);
			if (result == 0)
				result = tz_facts_add(work->facts, TZ_FACT_EMBEDDED_FILE,
						      name.size ? tz_buffer_text(&name) : "?", where, err);
		}
		tz_buffer_free(&name);
		tz_pdf_release(pdf, mark);
		if (result != 0)
			return -1;
	}
	return 0;
}

static int add_findings(const struct pages *pages, struct taizhang_error *err)
{
	struct taizhang_facts *facts = pages->work->facts;

	if (pages->pictures && tz_facts_add_number(facts, TZ_FACT_PICTURES, pages->pictures, NULL, err) != 0)
		return -1;
	if (pages->work->comments && tz_facts_add_number(facts, TZ_FACT_COMMENTS, pages->work->comments, NULL, err) != 0)
		return -1;
	if (pages->scanned && tz_facts_add_number(facts, TZ_FACT_SCANNED_PAGES, pages->scanned, NULL, err) != 0)
		return -1;
	return pages->resolution ? tz_facts_add_number(facts, TZ_FACT_SCAN_RESOLUTION, pages->resolution, NULL, err) : 0;
}

int tz_pdf_look_pages(struct tz_pdf_work *work, struct taizhang_error *err)
{
	int64_t num = tz_pdf_num_pages(work->pdf);
	struct pages pages = {.work = work, .seen = calloc(1, MOST_OBJECTS / 8)};
	int result = pages.seen ? 0 : tz_error_nomem(err);

	if (result == 0 && num >= 0)
		result = tz_facts_add_number(work->facts, TZ_FACT_PAGES, num, NULL, err);
	for (int64_t i = 0; i < num && i < TZ_LIMIT_PDF_PAGES && result == 0; i++) {
		size_t mark = tz_pdf_mark(work->pdf);
		tz_pdf_object page = tz_pdf_page(work->pdf, (size_t)i);
		char where[40];

		snprintf(where, sizeof where, "第 %lld 页", (long long)i + 1);
		result = look_scan(&pages, page, err);
		if (result == 0)
			result = look_attached(work, page, where, err);
		tz_pdf_release(work->pdf, mark);
	}
	if (result == 0)
		result = add_findings(&pages, err);
	if (result == 0 && (num > TZ_LIMIT_PDF_PAGES || work->nodes >= TZ_LIMIT_PDF_NODES || tz_pdf_is_spent(work->pdf)))
		result = tz_facts_worsen(work->facts, TAIZHANG_FACTS_LIMITED, NULL, NULL, err);
	free(pages.seen);
	return result;
}
