/* SPDX-License-Identifier: MIT */
/* pdf_case.h: PDF documents for tests: those that real programs made, and small ones of given objects. */
#ifndef TESTS_INSPECT_PDF_CASE_H
#define TESTS_INSPECT_PDF_CASE_H

#include <stdbool.h>

#include "base/buffer.h"
#include "inspect/facts.h"

/* The bytes of a file of tests/inspect/data/pdf. */
void pdf_case_load(const char *name, struct tz_buffer *bytes);
/* A document whose objects are numbered from 1, of which the first is the catalogue; NULL ends them. */
void pdf_case_build(const char *const *objects, struct tz_buffer *bytes);
/* The facts of bytes as a PDF, and of those made by the above. To be freed by taizhang_facts_free. */
struct taizhang_facts *pdf_case_facts(const struct tz_buffer *bytes, bool programs);
struct taizhang_facts *pdf_case_facts_of(const char *name);
struct taizhang_facts *pdf_case_facts_built(const char *const *objects);
#define BUILT(...) pdf_case_facts_built((const char *const[]){__VA_ARGS__, NULL})

/* All values of a name, each with its place: "value@place;". Good until the next call. */
const char *pdf_case_values(const struct taizhang_facts *facts, const char *name);

#endif
