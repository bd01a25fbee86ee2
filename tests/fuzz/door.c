/* SPDX-License-Identifier: MIT */
/* door.c: feeds bytes to the inspector of one format. */
#include "fuzz/door.h"

#include <string.h>

#include "base/limits.h"
#include "base/text.h"
#include "fuzz/fuzz.h"

static void look(const struct taizhang_facts *facts)
{
	struct taizhang_cell cell;
	size_t size;
	const char *text = taizhang_facts_text(facts, &size);

	fuzz_holds(size <= TZ_LIMIT_INSPECT_TEXT && tz_text_is_utf8(text, size));
	for (size_t i = 0; i < taizhang_facts_num(facts); i++) {
		const struct taizhang_fact *fact = taizhang_facts_get(facts, i);
		const char *value = taizhang_fact_value(fact), *place = taizhang_fact_place(fact);

		fuzz_holds(*value && strlen(value) <= TZ_LIMIT_FACT_VALUE && tz_text_is_utf8(value, strlen(value)));
		fuzz_holds(tz_text_is_utf8(place, strlen(place)));
	}
	for (size_t i = 0; taizhang_facts_get_cell(facts, i, &cell) == 0; i++)
		fuzz_holds(cell.row && cell.column && *cell.text && tz_text_is_utf8(cell.text, strlen(cell.text)));
}

int door_feed(enum tz_format format, const uint8_t *data, size_t size)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct tz_source source = TZ_SOURCE_INIT;
	struct taizhang_facts *facts = tz_facts_new(&err);
	struct tz_inspection inspection = {&source, facts, false};

	fuzz_holds(tz_source_begin(&source, "input", &err) == 0 && tz_source_write(&source, data, size, &err) == 0 &&
		   tz_source_end(&source, &err) == 0);
	facts->format = format;
	fuzz_holds(tz_inspect_door(format)(&inspection, &err) == 0);
	tz_facts_finish(facts);
	look(facts);
	taizhang_facts_free(facts);
	tz_source_close(&source);
	return 0;
}
