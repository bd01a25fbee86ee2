/* SPDX-License-Identifier: MIT */
/* genuine.c: files that are what they seem to their last byte: pictures that decode, documents with text, for who looks into them. */
#include "genuine.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <zlib.h>

#if HAVE_LIBJPEG
#include <jpeglib.h>

#include "words.h"

/* Bytes that grow. Whoever finds no memory ends the program: it makes material, and has nothing to lose. */
struct heap {
	unsigned char *bytes;
	size_t size, capacity;
};

static void put(struct heap *heap, const void *bytes, size_t size)
{
	if (heap->size + size > heap->capacity) {
		heap->capacity = 2 * (heap->size + size);
		heap->bytes = realloc(heap->bytes, heap->capacity);
		if (!heap->bytes)
			abort();
	}
	memcpy(heap->bytes + heap->size, bytes, size);
	heap->size += size;
}

static void put_text(struct heap *heap, const char *text)
{
	put(heap, text, strlen(text));
}

static void put_little(struct heap *heap, unsigned size, size_t number)
{
	for (unsigned i = 0; i < size; i++)
		put(heap, &(unsigned char){(unsigned char)(number >> 8 * i)}, 1);
}

/* Light that changes slowly, edges of what stands there, and the grain of a sensor. */
static void draw_row(unsigned char *row, unsigned width, unsigned y, const unsigned bases[3], unsigned tile, struct random *random)
{
	uint64_t grain = 0;

	for (unsigned x = 0; x < width; x++) {
		const unsigned shape = ((x / tile) * 7 + (y / tile) * 13) % 5 * 24;

		if (x % 8 == 0)
			grain = random_next(random);
		for (unsigned i = 0; i < 3; i++)
			row[3 * x + i] = (unsigned char)(bases[i] + shape + (x + y) / 64 % 48 + (grain >> (x % 8 * 8) & 31));
	}
}

/* Some 2.5 bits a pixel at quality 88, as phones write. */
static void put_picture(struct heap *heap, size_t size, const char *exif, size_t exif_size, bool page, struct random *random)
{
	struct jpeg_compress_struct jpeg;
	struct jpeg_error_mgr errors;
	const unsigned pixels = (unsigned)(size * 8 * 10 / 25);
	unsigned width = 8, tile = 20 + random_below(random, 60), bases[3];
	unsigned char *out = NULL, *row;
	unsigned long out_size = 0;

	for (unsigned i = 0; i < 3; i++)
		bases[i] = random_below(random, 64);
	while ((uint64_t)width * width * (page ? 14 : 3) / (page ? 10 : 4) < pixels)
		width += 8;
	jpeg.err = jpeg_std_error(&errors);
	jpeg_create_compress(&jpeg);
	jpeg_mem_dest(&jpeg, &out, &out_size);
	jpeg.image_width = width;
	jpeg.image_height = pixels / width + 1;
	jpeg.input_components = 3;
	jpeg.in_color_space = JCS_RGB;
	jpeg_set_defaults(&jpeg);
	jpeg_set_quality(&jpeg, 88, TRUE);
	jpeg.density_unit = 1;
	jpeg.X_density = jpeg.Y_density = 300;
	jpeg_start_compress(&jpeg, TRUE);
	if (exif)
		jpeg_write_marker(&jpeg, JPEG_APP0 + 1, (const JOCTET *)exif, (unsigned)exif_size);
	row = malloc(3 * (size_t)width);
	for (unsigned y = 0; row && y < jpeg.image_height; y++) {
		draw_row(row, width, y, bases, tile, random);
		jpeg_write_scanlines(&jpeg, &row, 1);
	}
	jpeg_finish_compress(&jpeg);
	put(heap, out, out_size);
	jpeg_destroy_compress(&jpeg);
	free(row);
	free(out);
}

/* When the picture was taken, and by which camera. */
static void put_photograph(struct heap *heap, size_t size, const struct tm *when, struct random *random)
{
	struct heap exif = {NULL, 0, 0};
	char taken[32];

	strftime(taken, sizeof taken, "%Y:%m:%d %H:%M:%S", when);
	put(&exif, "Exif\0\0II*\0\x08\0\0\0", 14);
	put_little(&exif, 2, 2);
	put(&exif, "\x10\x01\x02\0", 4);
	put_little(&exif, 4, 8);
	put_little(&exif, 4, 56);
	put(&exif, "\x69\x87\x04\0", 4);
	put_little(&exif, 4, 1);
	put_little(&exif, 4, 38);
	put_little(&exif, 4, 0);
	put_little(&exif, 2, 1);
	put(&exif, "\x03\x90\x02\0", 4);
	put_little(&exif, 4, 20);
	put_little(&exif, 4, 64);
	put_little(&exif, 4, 0);
	put(&exif, "MODEL 1\0", 8);
	put(&exif, taken, 20);
	put_picture(heap, size, (const char *)exif.bytes, exif.size, false, random);
	free(exif.bytes);
}

static void put_sentences(struct heap *heap, size_t size, struct random *random)
{
	const struct vocabulary words = words_choose(size, random);
	const size_t end = heap->size + size;
	char number[48];

	while (heap->size < end) {
		put_text(heap, words_phrase(words, random));
		snprintf(number, sizeof number, "，共%u人次。", random_below(random, 100000));
		put_text(heap, number);
	}
}

/* A PDF of scanned pages, each a picture that fills it. */
static void put_pdf(struct heap *heap, size_t size, struct random *random)
{
	const unsigned pages = (unsigned)(size / 300000) + 1;
	size_t *starts = calloc(3 * pages + 3, sizeof *starts), at;
	char text[256];

	if (!starts)
		abort();
	put_text(heap, "%PDF-1.5\n");
	for (unsigned i = 0; i < pages; i++) {
		struct heap picture = {NULL, 0, 0};
		unsigned width, height;

		put_picture(&picture, size / pages, NULL, 0, true, random);
		for (at = 2; picture.bytes[at + 1] != 0xc0; at += 2u + picture.bytes[at + 2] * 256u + picture.bytes[at + 3])
			;
		height = picture.bytes[at + 5] * 256u + picture.bytes[at + 6];
		width = picture.bytes[at + 7] * 256u + picture.bytes[at + 8];
		starts[3 * i + 3] = heap->size;
		snprintf(text, sizeof text, "%u 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents %u 0 R/Resources<</XObject<</I %u 0 R>>>>>>\nendobj\n",
			 3 * i + 3, 3 * i + 4, 3 * i + 5);
		put_text(heap, text);
		starts[3 * i + 4] = heap->size;
		snprintf(text, sizeof text, "%u 0 obj\n<</Length 28>>\nstream\n595 0 0 842 0 0 cm\n/I Do   \nendstream\nendobj\n", 3 * i + 4);
		put_text(heap, text);
		starts[3 * i + 5] = heap->size;
		snprintf(text, sizeof text, "%u 0 obj\n<</Type/XObject/Subtype/Image/Width %u/Height %u/BitsPerComponent 8/ColorSpace/DeviceRGB/Filter/DCTDecode/Length %zu>>\nstream\n",
			 3 * i + 5, width, height, picture.size);
		put_text(heap, text);
		put(heap, picture.bytes, picture.size);
		put_text(heap, "\nendstream\nendobj\n");
		free(picture.bytes);
		starts = realloc(starts, (3 * pages + 6) * sizeof *starts);
		if (!starts)
			abort();
	}
	starts[1] = heap->size;
	put_text(heap, "1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n");
	starts[2] = heap->size;
	put_text(heap, "2 0 obj\n<</Type/Pages/Kids[");
	for (unsigned i = 0; i < pages; i++) {
		snprintf(text, sizeof text, "%u 0 R ", 3 * i + 3);
		put_text(heap, text);
	}
	snprintf(text, sizeof text, "]/Count %u>>\nendobj\n", pages);
	put_text(heap, text);
	at = heap->size;
	snprintf(text, sizeof text, "xref\n0 %u\n0000000000 65535 f \n", 3 * pages + 3);
	put_text(heap, text);
	for (unsigned i = 1; i < 3 * pages + 3; i++) {
		snprintf(text, sizeof text, "%010zu 00000 n \n", starts[i]);
		put_text(heap, text);
	}
	snprintf(text, sizeof text, "trailer\n<</Size %u/Root 1 0 R>>\nstartxref\n%zu\n%%%%EOF\n", 3 * pages + 3, at);
	put_text(heap, text);
	free(starts);
}

struct zip {
	struct heap *heap, directory;
	unsigned num;
};

/* Deflated, as office programs do it; pictures are stored. */
static void put_member(struct zip *zip, const char *name, const struct heap *content, bool store)
{
	const uLong sum = crc32(0, content->bytes, (uInt)content->size);
	z_stream packer = {.next_in = content->bytes, .avail_in = (uInt)content->size};
	struct heap packed = {malloc(content->size + 1000), 0, content->size + 1000}, fields = {NULL, 0, 0};
	const size_t start = zip->heap->size;

	if (!packed.bytes || deflateInit2(&packer, 6, Z_DEFLATED, -15, 8, Z_DEFAULT_STRATEGY) != Z_OK)
		abort();
	packer.next_out = packed.bytes;
	packer.avail_out = (uInt)packed.capacity;
	if (!store)
		deflate(&packer, Z_FINISH);
	packed.size = packer.total_out;
	deflateEnd(&packer);
	put_little(&fields, 2, 20);
	put_little(&fields, 2, 0);
	put_little(&fields, 2, store ? 0 : 8);
	put_little(&fields, 4, 0x4a210000);	/* 2017-01-01 */
	put_little(&fields, 4, sum);
	put_little(&fields, 4, store ? content->size : packed.size);
	put_little(&fields, 4, content->size);
	put_little(&fields, 2, strlen(name));
	put_little(&fields, 2, 0);
	put_text(zip->heap, "PK\3\4");
	put(zip->heap, fields.bytes, fields.size);
	put_text(zip->heap, name);
	put(zip->heap, store ? content->bytes : packed.bytes, store ? content->size : packed.size);
	put(&zip->directory, "PK\1\2\x14", 6);
	put(&zip->directory, fields.bytes, fields.size);
	put_little(&zip->directory, 6, 0);
	put_little(&zip->directory, 4, 0);
	put_little(&zip->directory, 4, start);
	put_text(&zip->directory, name);
	zip->num++;
	free(fields.bytes);
	free(packed.bytes);
}

static void put_xml(struct zip *zip, const char *name, const char *xml)
{
	struct heap content = {NULL, 0, 0};

	put_text(&content, xml);
	put_member(zip, name, &content, false);
	free(content.bytes);
}

static void end_zip(struct zip *zip)
{
	const size_t start = zip->heap->size;

	put(zip->heap, zip->directory.bytes, zip->directory.size);
	put(zip->heap, "PK\5\6\0\0\0\0", 8);
	put_little(zip->heap, 2, zip->num);
	put_little(zip->heap, 2, zip->num);
	put_little(zip->heap, 4, zip->directory.size);
	put_little(zip->heap, 4, start);
	put_little(zip->heap, 2, 0);
	free(zip->directory.bytes);
}

static void put_media(struct zip *zip, const char *folder, size_t size, struct random *random)
{
	char name[64];

	for (unsigned i = 1; size > 0; i++) {
		const size_t part = size > 400000 ? 300000 : size;
		struct heap picture = {NULL, 0, 0};

		put_picture(&picture, part, NULL, 0, false, random);
		snprintf(name, sizeof name, "%s/media/image%u.jpeg", folder, i);
		put_member(zip, name, &picture, true);
		free(picture.bytes);
		size -= part;
	}
}

#define TYPES "<?xml version=\"1.0\"?><Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">" \
	"<Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>" \
	"<Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/>"
#define RELATIONS "<?xml version=\"1.0\"?><Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
#define OFFICE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"

/* A report of some pages, with pictures in it. */
static void put_docx(struct heap *heap, size_t size, struct random *random)
{
	struct zip zip = {heap, {NULL, 0, 0}, 0};
	struct heap content = {NULL, 0, 0};

	put_xml(&zip, "[Content_Types].xml", TYPES "<Override PartName=\"/word/document.xml\" "
		"ContentType=\"application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml\"/></Types>");
	put_xml(&zip, "_rels/.rels", RELATIONS "<Relationship Id=\"r1\" Type=\"" OFFICE "officeDocument\" Target=\"word/document.xml\"/></Relationships>");
	put_text(&content, "<?xml version=\"1.0\"?><w:document xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:body>");
	for (unsigned i = 0; i < 40; i++) {
		put_text(&content, "<w:p><w:pPr><w:ind w:firstLine=\"640\"/></w:pPr><w:r><w:rPr><w:sz w:val=\"32\"/></w:rPr><w:t>");
		put_sentences(&content, 300, random);
		put_text(&content, "</w:t></w:r></w:p>");
	}
	put_text(&content, "</w:body></w:document>");
	put_member(&zip, "word/document.xml", &content, false);
	free(content.bytes);
	put_media(&zip, "word", size, random);
	end_zip(&zip);
}

/* A table of some hundred rows, with pictures in it. */
static void put_xlsx(struct heap *heap, size_t size, struct random *random)
{
	struct zip zip = {heap, {NULL, 0, 0}, 0};
	struct heap content = {NULL, 0, 0};
	char text[160];

	put_xml(&zip, "[Content_Types].xml", TYPES "<Override PartName=\"/xl/workbook.xml\" "
		"ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml\"/>"
		"<Override PartName=\"/xl/worksheets/sheet1.xml\" "
		"ContentType=\"application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml\"/></Types>");
	put_xml(&zip, "_rels/.rels", RELATIONS "<Relationship Id=\"r1\" Type=\"" OFFICE "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
	put_xml(&zip, "xl/_rels/workbook.xml.rels", RELATIONS "<Relationship Id=\"r1\" Type=\"" OFFICE "worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>");
	put_xml(&zip, "xl/workbook.xml", "<?xml version=\"1.0\"?><workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
		"xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"统计表\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>");
	put_text(&content, "<?xml version=\"1.0\"?><worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData>");
	for (unsigned i = 1; i <= 400; i++) {
		snprintf(text, sizeof text, "<row r=\"%u\"><c r=\"A%u\"><v>%u</v></c><c r=\"B%u\" t=\"inlineStr\"><is><t>", i, i, i, i);
		put_text(&content, text);
		put_text(&content, words_unit(random));
		snprintf(text, sizeof text, "</t></is></c><c r=\"C%u\"><v>%u</v></c><c r=\"D%u\"><v>0.%03u</v></c></row>", i,
			 random_below(random, 100000), i, random_below(random, 1000));
		put_text(&content, text);
	}
	put_text(&content, "</sheetData></worksheet>");
	put_member(&zip, "xl/worksheets/sheet1.xml", &content, false);
	free(content.bytes);
	put_media(&zip, "xl", size, random);
	end_zip(&zip);
}

size_t genuine_make(enum content content, size_t size, const struct tm *when, struct random *random, unsigned char **bytes)
{
	struct heap heap = {NULL, 0, 0};

	switch (content) {
	case CONTENT_JPEG:
		put_photograph(&heap, size, when, random);
		break;
	case CONTENT_PDF:
		put_pdf(&heap, size, random);
		break;
	case CONTENT_DOCX:
		put_docx(&heap, size, random);
		break;
	case CONTENT_XLSX:
		put_xlsx(&heap, size, random);
		break;
	default:
		heap.bytes = malloc(size);
		heap.size = size;
		if (heap.bytes)
			content_fill(content, heap.bytes, size, when, random);
	}
	*bytes = heap.bytes;
	return heap.bytes ? heap.size : 0;
}

bool genuine_is_there(void)
{
	return true;
}
#else
size_t genuine_make(enum content content, size_t size, const struct tm *when, struct random *random, unsigned char **bytes)
{
	(void)content, (void)size, (void)when, (void)random;
	*bytes = NULL;
	return 0;
}

bool genuine_is_there(void)
{
	return false;
}
#endif
