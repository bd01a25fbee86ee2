/* SPDX-License-Identifier: MIT */
/* pdf_file.c: the objects of a PDF: opened, looked up within limits, its streams unpacked. The door to libqpdf. */
#include "inspect/pdf_file.h"

#include <qpdf/qpdf-c.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "base/limits.h"
#include "inspect/ability.h"

struct tz_pdf {
	qpdf_data data;
	unsigned int asked;		/* objects looked up */
	tz_pdf_object *given;		/* those that were not released, in their order */
	size_t num_given, given_capacity;
	char complaint[512];
	bool told;			/* what it says was handed out */
};

struct tz_pdf *tz_pdf_open(const char *path, enum tz_pdf_opening *opening, struct taizhang_error *err)
{
	struct tz_pdf *pdf = calloc(1, sizeof *pdf);
	qpdflogger_handle quiet;

	if (pdf)
		pdf->data = qpdf_init();
	if (!pdf || !pdf->data) {
		free(pdf);
		tz_error_nomem(err);
		return NULL;
	}
	/* Some of its warnings pass by the switches, but none by the logger. */
	quiet = qpdflogger_create();
	qpdflogger_set_info(quiet, qpdf_log_dest_discard, NULL, NULL);
	qpdflogger_set_warn(quiet, qpdf_log_dest_discard, NULL, NULL);
	qpdflogger_set_error(quiet, qpdf_log_dest_discard, NULL, NULL);
	qpdf_set_logger(pdf->data, quiet);
	qpdflogger_cleanup(&quiet);
	qpdf_silence_errors(pdf->data);
	qpdf_set_suppress_warnings(pdf->data, QPDF_TRUE);

	*opening = TZ_PDF_OPEN;
	pdf->told = true;
	if (qpdf_read(pdf->data, path, NULL) & QPDF_ERRORS) {
		qpdf_error error = qpdf_get_error(pdf->data);
		enum qpdf_error_code_e code = qpdf_get_error_code(pdf->data, error);

		*opening = code == qpdf_e_password || code == qpdf_e_unsupported ? TZ_PDF_LOCKED : TZ_PDF_BROKEN;
		snprintf(pdf->complaint, sizeof pdf->complaint, "%s", qpdf_get_error_message_detail(pdf->data, error));
		pdf->told = false;
	}
	return pdf;
}

void tz_pdf_close(struct tz_pdf *pdf)
{
	if (!pdf)
		return;
	/* An error that nobody asked for would be printed. */
	qpdf_get_error(pdf->data);
	qpdf_cleanup(&pdf->data);
	free(pdf->given);
	free(pdf);
}

/* libqpdf calls damage whatever does not stand in the standard, such as a number of objects that is wrong by one, and reads on. Only where
 * it had to look for the objects by itself, or has lost something, does a reader of the file notice. */
static bool is_grave(const char *detail)
{
	static const char *const grave[] = {"file is damaged", "reconstruct", "recover", "unable to find", "EOF", "error decoding"};

	for (size_t i = 0; i < sizeof grave / sizeof grave[0]; i++)
		if (strstr(detail, grave[i]))
			return true;
	return false;
}

const char *tz_pdf_complaint(struct tz_pdf *pdf, bool *grave)
{
	qpdf_error error;

	*grave = true;
	if (!pdf->told) {
		pdf->told = true;
		return pdf->complaint;
	}
	error = qpdf_get_error(pdf->data);
	if (!error) {
		error = qpdf_next_warning(pdf->data);
		if (!error)
			return NULL;
		*grave = is_grave(qpdf_get_error_message_detail(pdf->data, error));
	}
	snprintf(pdf->complaint, sizeof pdf->complaint, "%s", qpdf_get_error_message_detail(pdf->data, error));
	return pdf->complaint;
}

/* What libqpdf gives where it fails is harmless, and the error waits for tz_pdf_complaint().
 * Counts what is asked for: a hostile file's lists may go round in circles. */
static bool ask(struct tz_pdf *pdf)
{
	if (tz_pdf_is_spent(pdf))
		return false;
	pdf->asked++;
	return true;
}

/* Keeps account of an object. Where there is no room for that it is none. */
static tz_pdf_object give(struct tz_pdf *pdf, tz_pdf_object object)
{
	if (tz_array_grow(&pdf->given, pdf->num_given, &pdf->given_capacity, sizeof *pdf->given, NULL) != 0) {
		qpdf_oh_release(pdf->data, object);
		return 0;
	}
	pdf->given[pdf->num_given++] = object;
	return object;
}

size_t tz_pdf_mark(const struct tz_pdf *pdf)
{
	return pdf->num_given;
}

void tz_pdf_release(struct tz_pdf *pdf, size_t mark)
{
	while (pdf->num_given > mark)
		qpdf_oh_release(pdf->data, pdf->given[--pdf->num_given]);
}

bool tz_pdf_is_spent(const struct tz_pdf *pdf)
{
	return pdf->asked >= TZ_LIMIT_PDF_OBJECTS;
}

const char *tz_pdf_version(struct tz_pdf *pdf)
{
	const char *version = qpdf_get_pdf_version(pdf->data);

	return version ? version : "";
}

int64_t tz_pdf_num_pages(struct tz_pdf *pdf)
{
	return qpdf_get_num_pages(pdf->data);
}

tz_pdf_object tz_pdf_page(struct tz_pdf *pdf, size_t index)
{
	return ask(pdf) ? give(pdf, qpdf_get_page_n(pdf->data, index)) : 0;
}

tz_pdf_object tz_pdf_trailer(struct tz_pdf *pdf)
{
	return give(pdf, qpdf_get_trailer(pdf->data));
}

tz_pdf_object tz_pdf_root(struct tz_pdf *pdf)
{
	return give(pdf, qpdf_get_root(pdf->data));
}

static tz_pdf_object dictionary_of(struct tz_pdf *pdf, tz_pdf_object object)
{
	if (tz_pdf_is_stream(pdf, object))
		return give(pdf, qpdf_oh_get_dict(pdf->data, object));
	return tz_pdf_is_dictionary(pdf, object) ? object : 0;
}

tz_pdf_object tz_pdf_get(struct tz_pdf *pdf, tz_pdf_object object, const char *key)
{
	tz_pdf_object dictionary = dictionary_of(pdf, object);

	return dictionary && ask(pdf) ? give(pdf, qpdf_oh_get_key(pdf->data, dictionary, key)) : 0;
}

size_t tz_pdf_values(struct tz_pdf *pdf, tz_pdf_object object, tz_pdf_object *values, size_t most)
{
	tz_pdf_object dictionary = dictionary_of(pdf, object);
	size_t num = 0;

	if (!dictionary)
		return 0;
	qpdf_oh_begin_dict_key_iter(pdf->data, dictionary);
	while (num < most && qpdf_oh_dict_more_keys(pdf->data) && ask(pdf))
		values[num++] = give(pdf, qpdf_oh_get_key(pdf->data, dictionary, qpdf_oh_dict_next_key(pdf->data)));
	return num;
}

size_t tz_pdf_length(struct tz_pdf *pdf, tz_pdf_object array)
{
	return tz_pdf_is_array(pdf, array) ? (size_t)qpdf_oh_get_array_n_items(pdf->data, array) : 0;
}

tz_pdf_object tz_pdf_item(struct tz_pdf *pdf, tz_pdf_object array, size_t index)
{
	return index < tz_pdf_length(pdf, array) && ask(pdf) ? give(pdf, qpdf_oh_get_array_item(pdf->data, array, (int)index)) : 0;
}

bool tz_pdf_is_dictionary(struct tz_pdf *pdf, tz_pdf_object object)
{
	return object && qpdf_oh_is_dictionary(pdf->data, object);
}

bool tz_pdf_is_array(struct tz_pdf *pdf, tz_pdf_object object)
{
	return object && qpdf_oh_is_array(pdf->data, object);
}

bool tz_pdf_is_stream(struct tz_pdf *pdf, tz_pdf_object object)
{
	return object && qpdf_oh_is_stream(pdf->data, object);
}

bool tz_pdf_is_string(struct tz_pdf *pdf, tz_pdf_object object)
{
	return object && qpdf_oh_is_string(pdf->data, object);
}

bool tz_pdf_is_name(struct tz_pdf *pdf, tz_pdf_object object, const char *name)
{
	return object && qpdf_oh_is_name_and_equals(pdf->data, object, name);
}

int tz_pdf_id(struct tz_pdf *pdf, tz_pdf_object object)
{
	return object ? qpdf_oh_get_object_id(pdf->data, object) : 0;
}

double tz_pdf_number(struct tz_pdf *pdf, tz_pdf_object object, double fallback)
{
	return object && qpdf_oh_is_number(pdf->data, object) ? qpdf_oh_get_numeric_value(pdf->data, object) : fallback;
}

const char *tz_pdf_name(struct tz_pdf *pdf, tz_pdf_object object)
{
	const char *name = object && qpdf_oh_is_name(pdf->data, object) ? qpdf_oh_get_name(pdf->data, object) : NULL;

	return name && *name ? name + 1 : "";
}

const char *tz_pdf_string(struct tz_pdf *pdf, tz_pdf_object object, size_t *size)
{
	const char *text;

	*size = 0;
	if (!tz_pdf_is_string(pdf, object))
		return "";
	text = qpdf_oh_get_binary_string_value(pdf->data, object, size);
	return text ? text : "";
}

const char *tz_pdf_utf8(struct tz_pdf *pdf, tz_pdf_object object)
{
	const char *text = tz_pdf_is_string(pdf, object) ? qpdf_oh_get_utf8_value(pdf->data, object) : NULL;

	return text ? text : "";
}

/* Packers turn one byte into a thousand at most, and several of them, one after another, into a million. */
static bool may_unpack(struct tz_pdf *pdf, tz_pdf_object stream)
{
	tz_pdf_object filter = tz_pdf_get(pdf, stream, "/Filter");
	double length = tz_pdf_number(pdf, tz_pdf_get(pdf, stream, "/Length"), -1);
	size_t num = tz_pdf_length(pdf, filter);

	if (length < 0 || num > 1)
		return false;
	return length <= (num || *tz_pdf_name(pdf, filter) ? 32 << 10 : 32 << 20);
}

int tz_pdf_unpack(struct tz_pdf *pdf, tz_pdf_object stream, struct tz_buffer *out, bool *done, struct taizhang_error *err)
{
	unsigned char *bytes = NULL;
	size_t size = 0;
	QPDF_BOOL filtered = QPDF_FALSE;
	QPDF_ERROR_CODE code;

	*done = false;
	if (tz_pdf_is_spent(pdf) || !tz_pdf_is_stream(pdf, stream) || !may_unpack(pdf, stream))
		return 0;
	code = qpdf_oh_get_stream_data(pdf->data, stream, qpdf_dl_generalized, &filtered, &bytes, &size);
	*done = !(code & QPDF_ERRORS) && (filtered || !*tz_pdf_name(pdf, tz_pdf_get(pdf, stream, "/Filter")));
	if (*done)
		tz_buffer_add(out, bytes, size);
	pdf->asked += (unsigned int)(size / 64);
	free(bytes);
	return tz_buffer_check(out, err);
}

void tz_libqpdf_version(char *buf, size_t size)
{
	snprintf(buf, size, "%s", qpdf_get_qpdf_version());
}
