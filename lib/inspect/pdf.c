/* SPDX-License-Identifier: MIT */
/* pdf.c: what a PDF is: its properties, how it is locked, its damage, and its text by pdftotext. */
#include "inspect/pdf.h"

#include <stdio.h>
#include <string.h>

#include "base/limits.h"
#include "inspect/door.h"
#include "inspect/pdf_text.h"
#include "inspect/program.h"

/* The bits of /P, and what is not permitted where none of them is set. */
static const struct {
	unsigned int bits;
	const char *name;
} permissions[] = {
	{1u << 2, "print"},
	{1u << 4, "copy"},
	{1u << 3, "modify"},
	{1u << 5, "annotate"},
	{1u << 10 | 1u << 3, "assemble"},
	{1u << 8 | 1u << 5, "fill"},
};

/* As the format counts: the version of the algorithm, and of its key. */
static void name_encryption(struct tz_pdf *pdf, tz_pdf_object dictionary, char *name, size_t size)
{
	int version = (int)tz_pdf_number(pdf, tz_pdf_get(pdf, dictionary, "/V"), 0);
	int bits = (int)tz_pdf_number(pdf, tz_pdf_get(pdf, dictionary, "/Length"), version == 1 ? 40 : 128);
	tz_pdf_object filters = tz_pdf_get(pdf, dictionary, "/CF"), filter = tz_pdf_get(pdf, filters, "/StdCF");
	tz_pdf_object method = tz_pdf_get(pdf, filter, "/CFM");

	if (strcmp(tz_pdf_name(pdf, tz_pdf_get(pdf, dictionary, "/Filter")), "Standard") != 0)
		snprintf(name, size, "%s", tz_pdf_name(pdf, tz_pdf_get(pdf, dictionary, "/Filter")));
	else if (version == 5)
		snprintf(name, size, "AES-256");
	else if (tz_pdf_is_name(pdf, method, "/AESV2"))
		snprintf(name, size, "AES-128");
	else
		snprintf(name, size, "RC4 %d", version == 1 ? 40 : version == 4 ? 128 : bits);
}

static int look_encryption(struct tz_pdf_work *work, bool locked, struct taizhang_error *err)
{
	struct tz_pdf *pdf = work->pdf;
	tz_pdf_object dictionary = tz_pdf_get(pdf, tz_pdf_trailer(pdf), "/Encrypt");
	unsigned int granted = (unsigned int)(int64_t)tz_pdf_number(pdf, tz_pdf_get(pdf, dictionary, "/P"), -1);
	char name[64];

	if (!tz_pdf_is_dictionary(pdf, dictionary))
		return 0;
	name_encryption(pdf, dictionary, name, sizeof name);
	if (tz_facts_add(work->facts, TZ_FACT_ENCRYPTION, name, NULL, err) != 0)
		return -1;
	for (size_t i = 0; !locked && i < sizeof permissions / sizeof permissions[0]; i++)
		if (!(granted & permissions[i].bits) &&
		    tz_facts_add(work->facts, TZ_FACT_FORBIDS, permissions[i].name, NULL, err) != 0)
			return -1;
	return 0;
}

/* A document that was extended says so in its catalogue, since its first line stays. */
static int look_version(struct tz_pdf_work *work, struct taizhang_error *err)
{
	const char *later;
	char version[16];

	snprintf(version, sizeof version, "%s", tz_pdf_version(work->pdf));
	later = tz_pdf_name(work->pdf, tz_pdf_get(work->pdf, tz_pdf_root(work->pdf), "/Version"));
	return tz_facts_add(work->facts, TZ_FACT_FORMAT_VERSION, strcmp(later, version) > 0 ? later : version, NULL, err);
}

static int look_claims(struct tz_pdf_work *work, struct taizhang_error *err)
{
	struct tz_buffer metadata = TZ_BUFFER_INIT, claims = TZ_BUFFER_INIT;
	tz_pdf_object stream = tz_pdf_get(work->pdf, tz_pdf_root(work->pdf), "/Metadata");
	bool done;
	int result = tz_pdf_unpack(work->pdf, stream, &metadata, &done, err);

	if (result == 0) {
		tz_pdf_claims(tz_buffer_text(&metadata), &claims);
		result = tz_buffer_check(&claims, err);
	}
	for (const char *at = tz_buffer_text(&claims); result == 0 && *at; at += strcspn(at, "\n") + 1)
		result = tz_facts_add_bytes(work->facts, TZ_FACT_CONFORMANCE, at, strcspn(at, "\n"), "Metadata", err);
	tz_buffer_free(&metadata);
	tz_buffer_free(&claims);
	return result;
}

static int look_properties(struct tz_pdf_work *work, struct taizhang_error *err)
{
	static const struct {
		const char *key;
		enum tz_fact_id id;
		bool date;
	} properties[] = {
		{"/Creator", TZ_FACT_PRODUCER, false},
		{"/Producer", TZ_FACT_PRODUCER, false},
		{"/Title", TZ_FACT_TITLE, false},
		{"/Subject", TZ_FACT_SUBJECT, false},
		{"/Author", TZ_FACT_AUTHOR, false},
		{"/CreationDate", TZ_FACT_CREATED, true},
		{"/ModDate", TZ_FACT_MODIFIED, true},
	};
	tz_pdf_object info = tz_pdf_get(work->pdf, tz_pdf_trailer(work->pdf), "/Info");
	struct tz_buffer text = TZ_BUFFER_INIT;
	int result = 0;

	for (size_t i = 0; result == 0 && i < sizeof properties / sizeof properties[0]; i++) {
		char date[TZ_PDF_DATE_SIZE];
		const char *value;

		text.size = 0;
		result = tz_pdf_text(work->pdf, tz_pdf_get(work->pdf, info, properties[i].key), &text, err);
		if (result != 0 || !text.size)
			continue;
		value = tz_buffer_text(&text);
		if (properties[i].date)
			value = tz_pdf_date(value, date) ? date : "";
		result = tz_facts_add(work->facts, properties[i].id, value, properties[i].key + 1, err);
	}
	tz_buffer_free(&text);
	return result;
}

/* What libqpdf had to say, once each: it repeats itself for each object that is broken. */
static int look_complaints(struct tz_pdf_work *work, struct taizhang_error *err)
{
	const char *complaint;
	char last[256] = "";
	bool grave;

	while ((complaint = tz_pdf_complaint(work->pdf, &grave)))
		if (grave && strncmp(complaint, last, sizeof last - 1) != 0) {
			snprintf(last, sizeof last, "%s", complaint);
			if (tz_facts_worsen(work->facts, TAIZHANG_FACTS_DAMAGED, complaint, NULL, err) != 0)
				return -1;
		}
	return 0;
}

static int look_open(struct tz_pdf_work *work, struct tz_inspection *inspection, struct taizhang_error *err)
{
	static const char *const to_text[] = {"pdftotext", "-q", "-nopgbrk", "-enc", "UTF-8", "-", "-", NULL};

	if (look_version(work, err) != 0 || look_properties(work, err) != 0 || look_encryption(work, false, err) != 0 ||
	    look_claims(work, err) != 0 || tz_pdf_look_document(work, err) != 0 || look_complaints(work, err) != 0 ||
	    tz_pdf_look_pages(work, err) != 0 || look_complaints(work, err) != 0)
		return -1;
	if (tz_facts_number(work->facts, TZ_FACT_PAGES, 0) == 0)
		return tz_facts_worsen(work->facts, TAIZHANG_FACTS_UNREADABLE, NULL, NULL, err);
	return tz_program_text(to_text, inspection, err);
}

int tz_inspect_pdf(struct tz_inspection *inspection, struct taizhang_error *err)
{
	struct tz_pdf_work work = {NULL, inspection->facts, 0, 0};
	enum tz_pdf_opening opening;
	char path[64];
	bool grave;
	int result = 0;

	if (inspection->source->size > TZ_LIMIT_INSPECT_PDF) {
		if (tz_facts_add_unread(inspection->facts, TZ_UNREAD_PROPERTIES, TZ_REASON_TOO_LARGE, err) != 0)
			return -1;
		return tz_facts_worsen(inspection->facts, TAIZHANG_FACTS_LIMITED, NULL, NULL, err);
	}
	tz_source_path(inspection->source, path, sizeof path);
	work.pdf = tz_pdf_open(path, &opening, err);
	if (!work.pdf)
		return -1;
	switch (opening) {
	case TZ_PDF_OPEN:
		result = look_open(&work, inspection, err);
		break;
	case TZ_PDF_LOCKED:
		result = look_encryption(&work, true, err);
		if (result == 0)
			result = tz_facts_worsen(work.facts, TAIZHANG_FACTS_ENCRYPTED, NULL, NULL, err);
		break;
	case TZ_PDF_BROKEN:
		result = tz_facts_worsen(work.facts, TAIZHANG_FACTS_UNREADABLE, tz_pdf_complaint(work.pdf, &grave), NULL, err);
		break;
	}
	tz_pdf_close(work.pdf);
	return result;
}
