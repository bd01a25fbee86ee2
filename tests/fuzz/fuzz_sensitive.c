/* SPDX-License-Identifier: MIT */
/* fuzz_sensitive.c: markings of classification and numbers of persons, in text as it comes out of files. */
#include <stdlib.h>
#include <string.h>

#include "base/text.h"
#include "check/sensitive.h"
#include "check/sketch.h"
#include "fuzz/fuzz.h"

/* No more than seven characters of a number are shown; what is shown is text. */
static int take(void *context, const struct tz_sensitive *found, struct taizhang_error *err)
{
	size_t *last = context, digits = 0, size = strlen(found->text);

	(void)err;
	fuzz_holds(found->sort < TZ_NUM_SENSITIVE && found->line >= *last && size > 0 && size < sizeof found->text);
	fuzz_holds(tz_text_is_utf8(found->text, size));
	*last = found->line;
	if (found->sort != TZ_SENSITIVE_CLASSIFIED && found->sort != TZ_SENSITIVE_INTERNAL) {
		for (size_t i = 0; i < size; i++)
			digits += found->text[i] != '*';
		fuzz_holds(digits == 7 && size >= 11 && size <= 19);
	}
	return 0;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = fuzz_text(data, size);
	uint64_t *sketch, whole;
	size_t length = strlen(text), num;

	for (int where = TZ_SENSITIVE_LINES; where <= TZ_SENSITIVE_NAME; where++) {
		size_t last = 1;

		fuzz_holds(tz_sensitive_scan(text, length, (enum tz_sensitive_where)where, take, &last, NULL) == 0);
	}
	fuzz_holds(tz_sketch_make(text, length, 50, &sketch, &num, &whole, NULL) == 0);
	fuzz_holds(!num || tz_sketch_percent(sketch, num, sketch, num) == 100);
	free(sketch);
	free(text);
	return 0;
}
