/* SPDX-License-Identifier: MIT */
/* extension.h: what other namespaces add to our documents, kept verbatim from reading to writing. */
#ifndef TZ_BASE_EXTENSION_H
#define TZ_BASE_EXTENSION_H

#include <stdbool.h>
#include <stddef.h>
#include <taizhang/error.h>

#include "base/xml_write.h"

struct tz_extension {
	bool is_attribute;
	char *name;	/* an attribute's {uri}local */
	char *text;	/* an attribute's value, or a whole element */
};

/* Those of one element, in the order read. Zero-initialised is empty: one pointer, because hardly any element has some. */
struct tz_extensions {
	struct tz_extension_list *list;
};
#define TZ_EXTENSIONS_INIT {NULL}

size_t tz_extensions_num(const struct tz_extensions *extensions);
struct tz_extension *tz_extensions_get(const struct tz_extensions *extensions, size_t index);
/* Takes what tz_xml_document.extension is told. */
int tz_extensions_add(struct tz_extensions *extensions, bool is_attribute, const char *name,
		      const char *text, struct taizhang_error *err);
/* Attributes must be written before any content of the open element, elements after our own. */
void tz_extensions_write_attributes(const struct tz_extensions *extensions, struct tz_xml_writer *w);
void tz_extensions_write_elements(const struct tz_extensions *extensions, struct tz_xml_writer *w);
bool tz_extensions_equal(const struct tz_extensions *a, const struct tz_extensions *b);
void tz_extensions_free(struct tz_extensions *extensions);

#endif
