/* SPDX-License-Identifier: MIT */
/* fuzz_text.c: what people write in one line: document numbers, dates, times, decimals, codes, paths, names; and bytes of other encodings. */
#include <stdlib.h>
#include <string.h>
#include <taizhang/record.h>

#include "base/date.h"
#include "base/decimal.h"
#include "base/encoding.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/text.h"
#include "catalog/code.h"
#include "fuzz/fuzz.h"

/* What was read and written is read again as it was. */
static void fuzz_document_number(const char *text)
{
	struct taizhang_document_number one, other;
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	char written[256];
	int result = taizhang_document_number_parse(text, &one, &err);

	fuzz_outcome(result == 0, &err);
	if (result < 0)
		return;
	fuzz_holds(taizhang_document_number_format(&one, written, sizeof written) < sizeof written);
	fuzz_holds(tz_text_is_utf8(written, strlen(written)));
	fuzz_holds(taizhang_document_number_parse(written, &other, NULL) == 0);
	fuzz_holds(strcmp(one.agency, other.agency) == 0 && one.year == other.year && one.serial == other.serial);
}

static void fuzz_date(const char *text)
{
	struct taizhang_date one, other, from, to;
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	char written[TAIZHANG_DATE_SIZE];
	int result = taizhang_date_parse(text, &one, &err);

	fuzz_outcome(result == 0, &err);
	if (result == 0) {
		fuzz_holds(taizhang_date_is_valid(&one));
		fuzz_holds(taizhang_date_parse(taizhang_date_format(&one, written), &other, NULL) == 0);
		fuzz_holds(one.year == other.year && one.month == other.month && one.day == other.day);
		fuzz_holds(taizhang_date_in_window(&one, &one, &one));
		fuzz_holds(tz_date_of_time(tz_date_days(&one) * 86400).year == one.year);
	}
	taizhang_error_clear(&err);
	result = tz_date_window_parse(text, &from, &to, &err);
	fuzz_outcome(result == 0, &err);
}

static void fuzz_time(const char *text)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	char written[TZ_TIME_NS_SIZE];
	int64_t one, other;
	int32_t ns, other_ns;
	int result = tz_time_parse(text, &one, &err);

	fuzz_outcome(result == 0, &err);
	fuzz_holds(result < 0 || (tz_time_parse(tz_time_format(one, written), &other, NULL) == 0 && one == other));
	taizhang_error_clear(&err);
	result = tz_time_ns_parse(text, &one, &ns, &err);
	fuzz_outcome(result == 0, &err);
	fuzz_holds(result < 0 || (tz_time_ns_parse(tz_time_ns_format(one, ns, written), &other, &other_ns, NULL) == 0 &&
				  one == other && ns == other_ns));
}

static void fuzz_decimal(const char *text)
{
	static struct tz_decimal last;
	struct tz_decimal decimal;

	if (!tz_decimal_parse(text, &decimal))
		return;
	fuzz_holds(decimal.num_digits >= 0 && decimal.num_digits <= TZ_DECIMAL_DIGITS);
	fuzz_holds(tz_decimal_compare(&decimal, &decimal) == 0);
	fuzz_holds((tz_decimal_compare(&decimal, &last) > 0) == (tz_decimal_compare(&last, &decimal) < 0));
	last = decimal;
}

/* A key of a key is that key; a code in a path is a safe one. */
static void fuzz_code(const char *text)
{
	char *key = tz_code_fold(text, NULL), *again, *path = tz_code_path(text, NULL);
	size_t size = tz_code_prefix(text), length = strlen(text);

	fuzz_holds(key != NULL && path != NULL);
	again = tz_code_fold(key, NULL);
	fuzz_holds(again != NULL && strcmp(key, again) == 0);
	for (const char *at = path; *at; at++)
		fuzz_holds((unsigned char)*at < 0x80);
	fuzz_holds(!*path || strlen(path) > TZ_LIMIT_COMPONENT || tz_path_check(path, strlen(path)) == TZ_PATH_OK);
	fuzz_holds(size <= length);
	for (size_t next; size; size = next) {
		next = tz_code_shorten(text, size);
		fuzz_holds(next < size);
	}
	tz_code_ordinal(text);
	free(key);
	free(again);
	free(path);
}

/* A safe name is safe, within its limits, and safe names are left alone. */
static void fuzz_safe_name(const char *text)
{
	char *safe = tz_path_safe_name(text, 180, 255, NULL), *again;

	fuzz_holds(safe != NULL && (*safe || !*text));
	fuzz_holds(!*safe || tz_path_check(safe, strlen(safe)) == TZ_PATH_OK);
	fuzz_holds(!strchr(safe, '/') && !tz_path_is_device(safe));
	fuzz_holds(tz_text_utf16_length(safe) <= 180);
	again = tz_path_safe_name(safe, 180, 255, NULL);
	fuzz_holds(again != NULL && strcmp(safe, again) == 0);
	free(safe);
	free(again);
}

static void fuzz_path(const char *text, size_t size)
{
	enum tz_path_fault fault = tz_path_check(text, size);
	char *stem = tz_path_stem(text, NULL), *joined;

	fuzz_holds(stem != NULL);
	fuzz_holds(fault == TZ_PATH_OK || tz_path_refuse(text, fault, NULL) == -1);
	fuzz_holds(fault != TZ_PATH_OK || strlen(text) == size);
	joined = tz_path_join("data", text, NULL);
	fuzz_holds(joined != NULL);
	tz_path_has_extension(text, "pdf");
	free(stem);
	free(joined);
}

static void fuzz_utf8(const char *text)
{
	char *nfc = tz_text_nfc(text, NULL), *key = tz_text_key(text, NULL), *half = tz_text_halfwidth(text, NULL);
	char *again = tz_text_nfc(nfc, NULL), *key_again = tz_text_key(nfc, NULL);
	struct tz_buffer gb = TZ_BUFFER_INIT, back = TZ_BUFFER_INIT;

	fuzz_holds(nfc && key && half && again && key_again);
	fuzz_holds(strcmp(nfc, again) == 0 && strcmp(key, key_again) == 0);
	fuzz_holds(tz_text_is_utf8(half, strlen(half)) && tz_text_is_utf8(key, strlen(key)));
	fuzz_holds(tz_text_cut(text, 5) <= 5 && tz_text_is_utf8(text, tz_text_cut(text, 5)));
	tz_text_width(text);
	if (tz_encoding_to_gb18030(text, &gb, NULL) == 0 && gb.size) {
		fuzz_holds(tz_encoding_from_gb18030(gb.data, gb.size, &back, NULL) == 0);
		fuzz_holds(strcmp(tz_buffer_text(&back), text) == 0);
	}
	tz_buffer_free(&gb);
	tz_buffer_free(&back);
	free(nfc);
	free(key);
	free(half);
	free(again);
	free(key_again);
}

static void fuzz_encoding(const uint8_t *data, size_t size)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct tz_buffer out = TZ_BUFFER_INIT;
	int result = tz_encoding_decode(data, size, "input", &out, NULL, &err);

	fuzz_outcome(result == 0, &err);
	fuzz_holds(result < 0 || tz_text_is_utf8(tz_buffer_text(&out), out.size));
	tz_buffer_free(&out);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = fuzz_text(data, size);

	fuzz_encoding(data, size);
	fuzz_path(text, size);
	if (tz_text_is_utf8(text, strlen(text))) {
		fuzz_document_number(text);
		fuzz_date(text);
		fuzz_time(text);
		fuzz_decimal(text);
		fuzz_code(text);
		fuzz_safe_name(text);
		fuzz_utf8(text);
	}
	tz_text_trim(text);
	free(text);
	return 0;
}
