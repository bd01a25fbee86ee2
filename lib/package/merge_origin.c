/* SPDX-License-Identifier: MIT */
/* merge_origin.c: which package something in a ledger came from, and which packages it has seen. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "package/merge.h"

#define MOST_NAME 64

static bool is_ours(const struct tz_extension *extension)
{
	return extension->is_attribute && !strncmp(extension->name, "{" TZ_MERGE_NS "}", strlen("{" TZ_MERGE_NS "}"));
}

static struct tz_extension *find(const struct tz_extensions *extensions, const char *name)
{
	for (size_t i = 0; i < tz_extensions_num(extensions); i++) {
		struct tz_extension *e = tz_extensions_get(extensions, i);

		if (is_ours(e) && !strcmp(strchr(e->name, '}') + 1, name))
			return e;
	}
	return NULL;
}

const char *tz_origin_get(const struct tz_extensions *extensions, const char *name)
{
	const struct tz_extension *extension = find(extensions, name);

	return extension ? extension->text : "";
}

int tz_origin_set(struct tz_extensions *extensions, const char *name, const char *text, struct taizhang_error *err)
{
	struct tz_extension *extension = find(extensions, name);
	char whole[MOST_NAME], *copy;

	if (!extension) {
		snprintf(whole, sizeof whole, "{" TZ_MERGE_NS "}%s", name);
		return tz_extensions_add(extensions, true, whole, text, err);
	}
	copy = tz_strdup(text, err);
	if (!copy)
		return -1;
	free(extension->text);
	extension->text = copy;
	return 0;
}

int tz_origin_stamp(struct tz_extensions *extensions, const struct tz_merge_source *source, unsigned int ordinal,
		    const char *content, struct taizhang_error *err)
{
	char number[16], revision[16];

	snprintf(number, sizeof number, "%u", ordinal);
	snprintf(revision, sizeof revision, "%u", source->out->revision);
	if (tz_origin_set(extensions, "package", source->out->id, err) < 0 ||
	    tz_origin_set(extensions, "root", source->out->root, err) < 0 ||
	    tz_origin_set(extensions, "revision", revision, err) < 0 ||
	    (ordinal && tz_origin_set(extensions, "ordinal", number, err) < 0))
		return -1;
	return *content ? tz_origin_set(extensions, "content", content, err) : 0;
}

bool tz_origin_was_left(const struct tz_extensions *extensions, const char *content)
{
	return strstr(tz_origin_get(extensions, "left"), content) != NULL;
}

int tz_origin_leave(struct tz_extensions *extensions, const char *content, struct taizhang_error *err)
{
	struct tz_buffer text = TZ_BUFFER_INIT;
	int result = -1;

	if (tz_origin_was_left(extensions, content))
		return 0;
	tz_buffer_text_add(&text, tz_origin_get(extensions, "left"));
	tz_buffer_printf(&text, "%s%s", text.size ? " " : "", content);
	if (tz_buffer_check(&text, err) == 0)
		result = tz_origin_set(extensions, "left", tz_buffer_text(&text), err);
	tz_buffer_free(&text);
	return result;
}

static unsigned int revision_of(const struct tz_extensions *extensions)
{
	return (unsigned int)strtoul(tz_origin_get(extensions, "revision"), NULL, 10);
}

enum tz_origin tz_origin_of(const struct tz_extensions *extensions, const struct tz_merge_source *source)
{
	const char *package = tz_origin_get(extensions, "package");

	/* Two units may send the very same files, and then their packages have one id. */
	if (!*package || strcmp(tz_origin_get(extensions, "root"), source->out->root) != 0)
		return TZ_ORIGIN_OTHER;
	/* A revision that changes no file has the id of the one before. */
	if (!strcmp(package, source->out->id))
		return revision_of(extensions) < source->out->revision ? TZ_ORIGIN_OLDER : TZ_ORIGIN_SAME;
	return source->supersedes && !strcmp(package, source->supersedes) ? TZ_ORIGIN_OLDER : TZ_ORIGIN_OTHER;
}

/* The packages that are known */

static int add_known(struct tz_merge *m, const char *id, const char *root, const char *unit, const char *supersedes,
		     unsigned int revision, struct taizhang_error *err)
{
	struct tz_merge_known *known;

	for (size_t i = 0; i < m->num_known; i++)
		if (!strcmp(m->known[i].id, id) && !strcmp(m->known[i].root, root) && m->known[i].revision == revision)
			return 0;
	if (tz_array_grow(&m->known, m->num_known, &m->known_capacity, sizeof *m->known, err) < 0)
		return -1;
	known = &m->known[m->num_known++];
	*known = (struct tz_merge_known){tz_strdup(id, err), tz_strdup(root, err), tz_strdup(unit ? unit : "", err),
					 tz_strdup(supersedes ? supersedes : "", err), revision};
	return known->id && known->root && known->unit && known->supersedes ? 0 : -1;
}

static int learn_events(struct tz_merge *m, const struct tz_ledger_item *item, struct taizhang_error *err)
{
	for (size_t i = 0; i < item->num_events; i++) {
		const struct taizhang_event *event = &item->events[i];
		const char *id = tz_origin_get(&event->extensions, "package");

		if (*id && add_known(m, id, tz_origin_get(&event->extensions, "root"), event->who,
				     tz_origin_get(&event->extensions, "supersedes"), revision_of(&event->extensions), err) < 0)
			return -1;
	}
	return 0;
}

int tz_origin_learn(struct tz_merge *m, struct taizhang_error *err)
{
	for (size_t i = 0; i < m->ledger->num_items; i++)
		if (learn_events(m, &m->ledger->items[i], err) < 0)
			return -1;
	for (size_t i = 0; i < m->out->num_packages; i++) {
		const struct tz_merge_source *source = &m->sources[i];

		if (!source->out->left_out && add_known(m, source->out->id, source->out->root, source->out->unit, source->supersedes,
							source->out->revision, err) < 0)
			return -1;
	}
	return 0;
}

const char *tz_origin_successor(const struct tz_merge *m, const struct tz_merge_source *source)
{
	const char *id = source->out->id;

	for (size_t i = 0; i < m->num_known; i++) {
		const struct tz_merge_known *known = &m->known[i];
		bool same = !strcmp(known->id, id);

		if (strcmp(known->root, source->out->root) != 0)
			continue;
		if (same ? known->revision > source->out->revision : !strcmp(known->supersedes, id))
			return known->root;
	}
	return NULL;
}

void tz_origin_forget(struct tz_merge *m)
{
	for (size_t i = 0; i < m->num_known; i++) {
		free(m->known[i].id);
		free(m->known[i].root);
		free(m->known[i].unit);
		free(m->known[i].supersedes);
	}
	free(m->known);
}

const char *tz_origin_name(const struct tz_extensions *extensions)
{
	const char *root = tz_origin_get(extensions, "root");

	return *root ? root : "本台账";
}

const char *tz_origin_unit(const struct tz_merge *m, const struct tz_extensions *extensions)
{
	const char *id = tz_origin_get(extensions, "package"), *root = tz_origin_get(extensions, "root");

	for (size_t i = 0; *id && i < m->num_known; i++)
		if (!strcmp(m->known[i].id, id) && !strcmp(m->known[i].root, root))
			return m->known[i].unit;
	return "";
}

/* What others added */

static const struct tz_extension *find_like(const struct tz_extensions *extensions, const struct tz_extension *like)
{
	for (size_t i = 0; i < tz_extensions_num(extensions); i++) {
		const struct tz_extension *e = tz_extensions_get(extensions, i);

		if (e->is_attribute == like->is_attribute &&
		    (like->is_attribute ? !strcmp(e->name, like->name) : !strcmp(e->text, like->text)))
			return e;
	}
	return NULL;
}

int tz_origin_add_extensions(struct tz_extensions *to, const struct tz_extensions *from, bool *differs,
			     struct taizhang_error *err)
{
	for (size_t i = 0; i < tz_extensions_num(from); i++) {
		const struct tz_extension *e = tz_extensions_get(from, i), *there = find_like(to, e);

		if (is_ours(e))
			continue;
		if (there) {
			if (differs && strcmp(there->text, e->text) != 0)
				*differs = true;
			continue;
		}
		if (tz_extensions_add(to, e->is_attribute, e->name, e->text, err) < 0)
			return -1;
	}
	return 0;
}
