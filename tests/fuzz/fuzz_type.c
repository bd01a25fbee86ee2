/* SPDX-License-Identifier: MIT */
/* fuzz_type.c: whatever the bytes are, they have a format with a name, the same each time. */
#include "fuzz/door.h"
#include "fuzz/fuzz.h"

static enum tz_format find(const uint8_t *data, size_t size)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct tz_source source = TZ_SOURCE_INIT;
	struct taizhang_facts *facts = tz_facts_new(&err);
	struct tz_inspection inspection = {&source, facts, false};
	enum tz_format format;

	fuzz_holds(tz_source_begin(&source, "input.csv", &err) == 0 && tz_source_write(&source, data, size, &err) == 0 &&
		   tz_source_end(&source, &err) == 0);
	fuzz_holds(tz_type_find(&inspection, &err) == 0);
	format = facts->format;
	fuzz_holds(format < TZ_NUM_FORMATS && *taizhang_facts_media_type(facts));
	taizhang_facts_free(facts);
	tz_source_close(&source);
	return format;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	fuzz_holds(find(data, size) == find(data, size));
	return 0;
}
