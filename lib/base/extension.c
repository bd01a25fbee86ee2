/* SPDX-License-Identifier: MIT */
/* extension.c: keeps and writes back what other namespaces add to our documents. */
#include "base/extension.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

int tz_extensions_add(struct tz_extensions *extensions, bool is_attribute, const char *name,
		      const char *text, struct taizhang_error *err)
{
	struct tz_extension *extension;

	if (tz_array_grow(&extensions->list, extensions->num, &extensions->capacity,
			  sizeof *extensions->list, err) < 0)
		return -1;
	extension = &extensions->list[extensions->num];
	extension->is_attribute = is_attribute;
	extension->name = tz_strdup(name ? name : "", err);
	extension->text = tz_strdup(text ? text : "", err);
	if (!extension->name || !extension->text) {
		free(extension->name);
		free(extension->text);
		return -1;
	}
	extensions->num++;
	return 0;
}

void tz_extensions_write_attributes(const struct tz_extensions *extensions, struct tz_xml_writer *w)
{
	for (size_t i = 0; i < extensions->num; i++)
		if (extensions->list[i].is_attribute)
			tz_xml_put_foreign(w, extensions->list[i].name, extensions->list[i].text);
}

void tz_extensions_write_elements(const struct tz_extensions *extensions, struct tz_xml_writer *w)
{
	for (size_t i = 0; i < extensions->num; i++)
		if (!extensions->list[i].is_attribute)
			tz_xml_put_raw(w, extensions->list[i].text);
}

bool tz_extensions_equal(const struct tz_extensions *a, const struct tz_extensions *b)
{
	if (a->num != b->num)
		return false;
	for (size_t i = 0; i < a->num; i++)
		if (a->list[i].is_attribute != b->list[i].is_attribute ||
		    strcmp(a->list[i].name, b->list[i].name) != 0 ||
		    strcmp(a->list[i].text, b->list[i].text) != 0)
			return false;
	return true;
}

void tz_extensions_free(struct tz_extensions *extensions)
{
	for (size_t i = 0; i < extensions->num; i++) {
		free(extensions->list[i].name);
		free(extensions->list[i].text);
	}
	free(extensions->list);
	*extensions = (struct tz_extensions){NULL, 0, 0};
}
