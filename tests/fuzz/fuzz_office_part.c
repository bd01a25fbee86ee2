/* SPDX-License-Identifier: MIT */
/* fuzz_office_part.c: one part of an office document as XML, in a zip that is sound: the first byte says which part. */
#include <string.h>

#include "fuzz/door.h"
#include "fuzz/fuzz.h"
#include "harness/stored_zip.h"

#define PACKAGE "xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\""
#define TYPE "http://schemas.openxmlformats.org/officeDocument/2006/relationships/"
#define ODF "urn:oasis:names:tc:opendocument:xmlns:"

/* Where the bytes go, and what stands beside them. */
static const struct {
	enum tz_format format;
	const char *part;
} targets[] = {
	{TZ_FORMAT_DOCX, "word/document.xml"},
	{TZ_FORMAT_DOCX, "_rels/.rels"},
	{TZ_FORMAT_DOCX, "docProps/core.xml"},
	{TZ_FORMAT_XLSX, "xl/worksheets/sheet1.xml"},
	{TZ_FORMAT_XLSX, "xl/workbook.xml"},
	{TZ_FORMAT_XLSX, "xl/styles.xml"},
	{TZ_FORMAT_XLSX, "xl/sharedStrings.xml"},
	{TZ_FORMAT_PPTX, "ppt/slides/slide1.xml"},
	{TZ_FORMAT_ODT, "content.xml"},
	{TZ_FORMAT_ODS, "content.xml"},
	{TZ_FORMAT_ODP, "content.xml"},
	{TZ_FORMAT_ODT, "META-INF/manifest.xml"},
	{TZ_FORMAT_ODT, "styles.xml"},
	{TZ_FORMAT_OFD, "OFD.xml"},
	{TZ_FORMAT_OFD, "Doc_0/Document.xml"},
	{TZ_FORMAT_OFD, "Doc_0/Page.xml"},
	{TZ_FORMAT_OFD, "Doc_0/Signature.xml"},
};

static const struct {
	enum tz_format format;
	const char *part, *text;
} others[] = {
	{TZ_FORMAT_DOCX, "_rels/.rels", "<Relationships " PACKAGE "><Relationship Id=\"1\" Type=\"" TYPE "officeDocument\" Target=\"word/document.xml\"/>"
		"<Relationship Id=\"2\" Type=\"x/core-properties\" Target=\"docProps/core.xml\"/></Relationships>"},
	{TZ_FORMAT_DOCX, "word/document.xml", "<document xmlns=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"/>"},
	{TZ_FORMAT_XLSX, "_rels/.rels", "<Relationships " PACKAGE "><Relationship Id=\"1\" Type=\"" TYPE "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"},
	{TZ_FORMAT_XLSX, "xl/_rels/workbook.xml.rels", "<Relationships " PACKAGE "><Relationship Id=\"r1\" Type=\"" TYPE "worksheet\" Target=\"worksheets/sheet1.xml\"/>"
		"<Relationship Id=\"r2\" Type=\"" TYPE "styles\" Target=\"styles.xml\"/><Relationship Id=\"r3\" Type=\"" TYPE "sharedStrings\" Target=\"sharedStrings.xml\"/></Relationships>"},
	{TZ_FORMAT_XLSX, "xl/workbook.xml", "<workbook xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
		"xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><sheets><sheet name=\"表\" r:id=\"r1\"/></sheets></workbook>"},
	{TZ_FORMAT_XLSX, "xl/worksheets/sheet1.xml", "<worksheet xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetData><row>"
		"<c t=\"s\"><v>0</v></c><c s=\"1\"><v>42861.5</v></c><c s=\"2\"><v>0.155</v></c></row></sheetData></worksheet>"},
	{TZ_FORMAT_PPTX, "_rels/.rels", "<Relationships " PACKAGE "><Relationship Id=\"1\" Type=\"" TYPE "officeDocument\" Target=\"ppt/presentation.xml\"/></Relationships>"},
	{TZ_FORMAT_PPTX, "ppt/_rels/presentation.xml.rels", "<Relationships " PACKAGE "><Relationship Id=\"r1\" Type=\"" TYPE "slide\" Target=\"slides/slide1.xml\"/></Relationships>"},
	{TZ_FORMAT_PPTX, "ppt/presentation.xml", "<p:presentation xmlns:p=\"http://schemas.openxmlformats.org/presentationml/2006/main\" "
		"xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"><p:sldIdLst><p:sldId r:id=\"r1\"/></p:sldIdLst></p:presentation>"},
	{TZ_FORMAT_ODT, "content.xml", "<o:document-content xmlns:o=\"" ODF "office:1.0\"/>"},
	{TZ_FORMAT_OFD, "OFD.xml", "<OFD xmlns=\"http://www.ofdspec.org/2016\"><DocBody><DocRoot>Doc_0/Document.xml</DocRoot>"
		"<Signatures>Doc_0/Signatures.xml</Signatures></DocBody></OFD>"},
	{TZ_FORMAT_OFD, "Doc_0/Document.xml", "<Document xmlns=\"http://www.ofdspec.org/2016\"><CommonData><TemplatePage ID=\"9\" BaseLoc=\"Page.xml\"/></CommonData>"
		"<Pages><Page ID=\"1\" BaseLoc=\"Page.xml\"/></Pages></Document>"},
	{TZ_FORMAT_OFD, "Doc_0/Signatures.xml", "<Signatures xmlns=\"http://www.ofdspec.org/2016\"><Signature ID=\"1\" BaseLoc=\"Signature.xml\"/></Signatures>"},
};

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct stored_zip zip = {0};
	size_t which;

	if (!size)
		return 0;
	which = (data[0] % 32) % (sizeof targets / sizeof targets[0]);
	stored_zip_add(&zip, targets[which].part, data + 1, size - 1);
	for (size_t i = 0; i < sizeof others / sizeof others[0]; i++)
		if (others[i].format == targets[which].format && strcmp(others[i].part, targets[which].part) != 0)
			stored_zip_text(&zip, others[i].part, others[i].text);
	stored_zip_end(&zip);
	door_feed(targets[which].format, (const uint8_t *)zip.bytes.data, zip.bytes.size);
	stored_zip_free(&zip);
	return 0;
}
