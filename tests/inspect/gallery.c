/* SPDX-License-Identifier: MIT */
/* gallery.c: the pictures of data/picture, handed to a door whole, cut or changed; all show one scene of 64 by 48 pixels. */
#include "inspect/gallery.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/temp.h"

#define SCENE "71098c9f8e76f189"

void gallery_need(enum tz_format format)
{
	if (tz_inspect_door(format) != tz_inspect_absent)
		return;
	puts("SKIP: the library of this format is not built in");
	exit(77);
}

unsigned char *gallery_read(const char *name, size_t *size)
{
	const char *top = getenv("top_srcdir");
	char path[1024], *bytes;
	unsigned char *room;

	snprintf(path, sizeof path, "%s/tests/inspect/data/picture/%s", top ? top : "..", name);
	bytes = temp_read(path, size);
	room = malloc(*size + 65536);
	ck_assert_ptr_nonnull(room);
	memcpy(room, bytes, *size);
	free(bytes);
	return room;
}

const struct taizhang_facts *gallery_look(enum tz_format format, const void *bytes, size_t size)
{
	static struct taizhang_facts *facts;
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct tz_source source = TZ_SOURCE_INIT;
	struct tz_inspection inspection = {.source = &source, .programs = false};

	taizhang_facts_free(facts);
	facts = tz_facts_new(&err);
	tz_assert_ptr(facts, &err);
	inspection.facts = facts;
	facts->format = format;
	tz_assert_ok(tz_source_begin(&source, "input", &err), &err);
	tz_assert_ok(tz_source_write(&source, bytes, size, &err), &err);
	tz_assert_ok(tz_source_end(&source, &err), &err);
	tz_assert_ok(tz_inspect_door(format)(&inspection, &err), &err);
	tz_source_close(&source);
	tz_facts_finish(facts);
	return facts;
}

const struct taizhang_facts *gallery_look_at(enum tz_format format, const char *name)
{
	size_t size;
	unsigned char *bytes = gallery_read(name, &size);
	const struct taizhang_facts *facts = gallery_look(format, bytes, size);

	free(bytes);
	return facts;
}

const char *gallery_fact(const struct taizhang_facts *facts, const char *name)
{
	return taizhang_fact_value(taizhang_facts_find(facts, name));
}

const char *gallery_place(const struct taizhang_facts *facts, const char *name)
{
	return taizhang_fact_place(taizhang_facts_find(facts, name));
}

unsigned int gallery_distance(const char *hash, const char *other)
{
	ck_assert_uint_eq(strlen(hash), 16);
	ck_assert_uint_eq(strlen(other), 16);
	return (unsigned int)__builtin_popcountll(strtoull(hash, NULL, 16) ^ strtoull(other, NULL, 16));
}

void gallery_assert_scene(const struct taizhang_facts *facts, const char *colour)
{
	ck_assert_str_eq(taizhang_facts_state_name(taizhang_facts_state(facts)), "whole");
	ck_assert_str_eq(gallery_fact(facts, "width"), "64");
	ck_assert_str_eq(gallery_fact(facts, "height"), "48");
	ck_assert_str_eq(gallery_fact(facts, "colour"), colour);
	ck_assert_int_gt(taizhang_fact_number(taizhang_facts_find(facts, "sharpness")), 0);
	ck_assert_uint_le(gallery_distance(gallery_fact(facts, "perceptual-hash"), SCENE), 8);
}

void gallery_assert_cuts(enum tz_format format, const char *name, size_t last)
{
	size_t size;
	unsigned char *bytes = gallery_read(name, &size);

	for (size_t cut = 1; cut < size - last; cut += cut < size - last - 40 && cut > 64 ? 23 : 1) {
		const struct taizhang_facts *facts = gallery_look(format, bytes, cut);

		ck_assert_msg(taizhang_facts_state(facts) == TAIZHANG_FACTS_DAMAGED ||
				      taizhang_facts_state(facts) == TAIZHANG_FACTS_UNREADABLE,
			      "%s cut after %zu of %zu bytes is %s", name, cut, size,
			      taizhang_facts_state_name(taizhang_facts_state(facts)));
		ck_assert_msg(*gallery_fact(facts, "damage"), "%s cut after %zu bytes does not say what is damaged", name, cut);
	}
	free(bytes);
}

void gallery_assert_unread(const struct taizhang_facts *facts, const char *reason)
{
	ck_assert_str_eq(taizhang_facts_state_name(taizhang_facts_state(facts)), "limited");
	ck_assert_str_eq(gallery_fact(facts, "not-read"), reason);
	ck_assert_str_eq(gallery_place(facts, "not-read"), "pixels");
	ck_assert_str_eq(gallery_fact(facts, "perceptual-hash"), "");
}
