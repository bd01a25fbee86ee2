/* SPDX-License-Identifier: MIT */
/* pdf_case.c: PDF documents for tests: those that real programs made, and small ones of given objects. */
#include "inspect/pdf_case.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "inspect/door.h"

#include "base/file.h"

static struct taizhang_error err = TAIZHANG_ERROR_INIT;

void pdf_case_load(const char *name, struct tz_buffer *bytes)
{
	const char *top = getenv("top_srcdir");
	char path[4096];

	snprintf(path, sizeof path, "%s/tests/inspect/data/pdf/%s", top ? top : "..", name);
	tz_assert_ok(tz_file_read(path, 1 << 20, bytes, &err), &err);
}

void pdf_case_build(const char *const *objects, struct tz_buffer *bytes)
{
	size_t offsets[64], num = 0, table;

	tz_buffer_text_add(bytes, "%PDF-1.4\n");
	for (; objects[num]; num++) {
		ck_assert_uint_lt(num, 64);
		offsets[num] = bytes->size;
		tz_buffer_printf(bytes, "%zu 0 obj\n%s\nendobj\n", num + 1, objects[num]);
	}
	table = bytes->size;
	tz_buffer_printf(bytes, "xref\n0 %zu\n0000000000 65535 f \n", num + 1);
	for (size_t i = 0; i < num; i++)
		tz_buffer_printf(bytes, "%010zu 00000 n \n", offsets[i]);
	tz_buffer_printf(bytes, "trailer\n<< /Root 1 0 R /Size %zu >>\nstartxref\n%zu\n%%%%EOF\n", num + 1, table);
}

struct taizhang_facts *pdf_case_facts(const struct tz_buffer *bytes, bool programs)
{
	struct tz_source source;
	struct taizhang_facts *facts = tz_facts_new(&err);
	struct tz_inspection inspection = {&source, facts, programs};

	tz_assert_ok(tz_source_begin(&source, "a.pdf", &err), &err);
	tz_assert_ok(tz_source_write(&source, tz_buffer_text(bytes), bytes->size, &err), &err);
	tz_assert_ok(tz_source_end(&source, &err), &err);
	facts->format = TZ_FORMAT_PDF;
	tz_assert_ok(tz_inspect_pdf(&inspection, &err), &err);
	tz_facts_finish(facts);
	tz_source_close(&source);
	return facts;
}

struct taizhang_facts *pdf_case_facts_of(const char *name)
{
	struct tz_buffer bytes = TZ_BUFFER_INIT;
	struct taizhang_facts *facts;

	pdf_case_load(name, &bytes);
	facts = pdf_case_facts(&bytes, false);
	tz_buffer_free(&bytes);
	return facts;
}

struct taizhang_facts *pdf_case_facts_built(const char *const *objects)
{
	struct tz_buffer bytes = TZ_BUFFER_INIT;
	struct taizhang_facts *facts;

	pdf_case_build(objects, &bytes);
	facts = pdf_case_facts(&bytes, false);
	tz_buffer_free(&bytes);
	return facts;
}

const char *pdf_case_values(const struct taizhang_facts *facts, const char *name)
{
	static char values[8192];
	size_t used = 0;

	values[0] = 0;
	for (size_t i = 0; i < taizhang_facts_num(facts); i++) {
		const struct taizhang_fact *fact = taizhang_facts_get(facts, i);

		if (strcmp(taizhang_fact_name(fact), name) != 0)
			continue;
		snprintf(values + used, sizeof values - used, "%s@%s;", taizhang_fact_value(fact), taizhang_fact_place(fact));
		used = strlen(values);
	}
	return values;
}
