/* SPDX-License-Identifier: MIT */
/* office.c: puts the shell of an office document around bytes that are there. */
#include "office.h"

#include <stdio.h>
#include <string.h>

/* A page whose stream of packed bytes fills the file. The length has ten places whatever it is. */
static void dress_pdf(unsigned char *bytes, size_t size)
{
	static const char head[] = "%%PDF-1.5\n"
		"1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
		"2 0 obj\n<</Type/Pages/Kids[3 0 R]/Count 1>>\nendobj\n"
		"3 0 obj\n<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R>>\nendobj\n"
		"4 0 obj\n<</Length %010zu/Filter/FlateDecode>>\nstream\n";
	char text[512], tail[512];
	size_t starts[5] = {0};
	int length = snprintf(text, sizeof text, head, (size_t)0), used;

	for (unsigned i = 1; i < 5; i++) {
		char mark[16];

		snprintf(mark, sizeof mark, "\n%u 0 obj", i);
		starts[i] = (size_t)(strstr(text, mark) + 1 - text);
	}
	used = snprintf(tail, sizeof tail, "\nendstream\nendobj\nxref\n0 5\n0000000000 65535 f \n");
	for (unsigned i = 1; i < 5; i++)
		used += snprintf(tail + used, sizeof tail - (size_t)used, "%010zu 00000 n \n", starts[i]);
	used += snprintf(tail + used, sizeof tail - (size_t)used,
			 "trailer\n<</Size 5/Root 1 0 R>>\nstartxref\n%010zu\n%%%%EOF\n", (size_t)0);
	/* Both numbers have their width whatever they are: now they can be known. */
	snprintf(text, sizeof text, head, size - (size_t)length - (size_t)used);
	snprintf(strstr(tail, "startxref\n") + 10, 17, "%010zu\n%%%%EOF",
		 size - (size_t)used + strlen("\nendstream\nendobj\n"));
	tail[used - 1] = '\n';
	memcpy(bytes, text, (size_t)length);
	memcpy(bytes + size - used, tail, (size_t)used);
}

struct member {
	const char *name, *text;	/* without a text: all bytes that are left */
};

static const struct member docx[] = {
	{"[Content_Types].xml",
	 "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
	 "<Default Extension=\"jpeg\" ContentType=\"image/jpeg\"/></Types>"},
	{"word/media/image1.jpeg", NULL},
};
static const struct member xlsx[] = {
	{"[Content_Types].xml",
	 "<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">"
	 "<Default Extension=\"xml\" ContentType=\"application/xml\"/></Types>"},
	{"xl/media/image1.jpeg", NULL},
};

static uint32_t crc(const unsigned char *bytes, size_t size)
{
	static uint32_t table[256];
	uint32_t sum = 0xffffffffu;

	for (uint32_t i = 0; table[255] == 0 && i < 256; i++) {
		table[i] = i;
		for (int bit = 0; bit < 8; bit++)
			table[i] = table[i] >> 1 ^ (table[i] & 1 ? 0xedb88320u : 0);
	}
	for (size_t i = 0; i < size; i++)
		sum = sum >> 8 ^ table[(sum ^ bytes[i]) & 0xff];
	return ~sum;
}

static unsigned char *little(unsigned char *at, unsigned size, size_t number)
{
	for (unsigned i = 0; i < size; i++)
		*at++ = (unsigned char)(number >> 8 * i);
	return at;
}

/* What the local header and the directory both say of a stored member. */
static unsigned char *zip_fields(unsigned char *at, uint32_t sum, size_t size, size_t name)
{
	at = little(at, 2, 20);
	at = little(at, 2, 0);
	at = little(at, 2, 0);
	at = little(at, 4, 0x4a210000);	/* 2017-01-01 */
	at = little(at, 4, sum);
	at = little(at, 4, size);
	at = little(at, 4, size);
	at = little(at, 2, name);
	return little(at, 2, 0);
}

enum { LOCAL = 30, CENTRAL = 46, END = 22 };

/* A zip of two stored members, the second the rest of the file. */
static void dress_zip(const struct member *members, unsigned char *bytes, size_t size)
{
	const size_t first = strlen(members[0].name), second = strlen(members[1].name);
	const size_t directory = size - END - 2 * CENTRAL - first - second;
	size_t sizes[2] = {strlen(members[0].text), 0}, starts[2] = {0};
	unsigned char *at = bytes;
	uint32_t sums[2];

	starts[1] = LOCAL + first + sizes[0];
	sizes[1] = directory - starts[1] - LOCAL - second;
	memcpy(bytes + LOCAL + first, members[0].text, sizes[0]);
	for (unsigned i = 0; i < 2; i++) {
		const size_t name = strlen(members[i].name);

		at = bytes + starts[i];
		sums[i] = crc(at + LOCAL + name, sizes[i]);
		at = zip_fields(little(at, 4, 0x04034b50), sums[i], sizes[i], name);
		memcpy(at, members[i].name, name);
	}
	at = bytes + directory;
	for (unsigned i = 0; i < 2; i++) {
		const size_t name = strlen(members[i].name);

		at = little(little(at, 4, 0x02014b50), 2, 20);
		at = zip_fields(at, sums[i], sizes[i], name);
		at = little(little(little(at, 6, 0), 4, 0), 4, starts[i]);
		memcpy(at, members[i].name, name);
		at += name;
	}
	at = little(little(at, 4, 0x06054b50), 4, 0);
	at = little(little(at, 2, 2), 2, 2);
	at = little(at, 4, size - END - directory);
	at = little(at, 4, directory);
	little(at, 2, 0);
}

void office_dress(enum content content, unsigned char *bytes, size_t size)
{
	if (content == CONTENT_PDF)
		dress_pdf(bytes, size);
	else
		dress_zip(content == CONTENT_DOCX ? docx : xlsx, bytes, size);
}
