/* SPDX-License-Identifier: MIT */
/* extension.c: keeps and writes back what other namespaces add to our documents. */
#include "base/extension.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"

struct tz_extension_list {
	struct tz_extension *items;
	size_t num, capacity;
};

size_t tz_extensions_num(const struct tz_extensions *extensions)
{
	return extensions->list ? extensions->list->num : 0;
}

struct tz_extension *tz_extensions_get(const struct tz_extensions *extensions, size_t index)
{
	return &extensions->list->items[index];
}

/* Room for one more. */
static struct tz_extension *next_place(struct tz_extensions *extensions, struct taizhang_error *err)
{
	struct tz_extension_list *list = extensions->list;

	if (!list) {
		list = extensions->list = calloc(1, sizeof *list);
		if (!list) {
			tz_error_nomem(err);
			return NULL;
		}
	}
	if (tz_array_grow(&list->items, list->num, &list->capacity, sizeof *list->items, err) < 0)
		return NULL;
	return &list->items[list->num];
}

int tz_extensions_add(struct tz_extensions *extensions, bool is_attribute, const char *name,
		      const char *text, struct taizhang_error *err)
{
	struct tz_extension *extension = next_place(extensions, err);

	if (!extension)
		return -1;
	extension->is_attribute = is_attribute;
	extension->name = tz_strdup(name ? name : "", err);
	extension->text = tz_strdup(text ? text : "", err);
	if (!extension->name || !extension->text) {
		free(extension->name);
		free(extension->text);
		return -1;
	}
	extensions->list->num++;
	return 0;
}

void tz_extensions_write_attributes(const struct tz_extensions *extensions, struct tz_xml_writer *w)
{
	for (size_t i = 0; i < tz_extensions_num(extensions); i++) {
		const struct tz_extension *e = tz_extensions_get(extensions, i);

		if (e->is_attribute)
			tz_xml_put_foreign(w, e->name, e->text);
	}
}

void tz_extensions_write_elements(const struct tz_extensions *extensions, struct tz_xml_writer *w)
{
	for (size_t i = 0; i < tz_extensions_num(extensions); i++) {
		const struct tz_extension *e = tz_extensions_get(extensions, i);

		if (!e->is_attribute)
			tz_xml_put_raw(w, e->text);
	}
}

bool tz_extensions_equal(const struct tz_extensions *a, const struct tz_extensions *b)
{
	if (tz_extensions_num(a) != tz_extensions_num(b))
		return false;
	for (size_t i = 0; i < tz_extensions_num(a); i++) {
		const struct tz_extension *one = tz_extensions_get(a, i), *other = tz_extensions_get(b, i);

		if (one->is_attribute != other->is_attribute || strcmp(one->name, other->name) != 0 ||
		    strcmp(one->text, other->text) != 0)
			return false;
	}
	return true;
}

void tz_extensions_free(struct tz_extensions *extensions)
{
	for (size_t i = 0; i < tz_extensions_num(extensions); i++) {
		free(tz_extensions_get(extensions, i)->name);
		free(tz_extensions_get(extensions, i)->text);
	}
	if (extensions->list)
		free(extensions->list->items);
	free(extensions->list);
	extensions->list = NULL;
}
