/* SPDX-License-Identifier: MIT */
/* gallery.h: the pictures of data/picture, handed to a door whole, cut or changed; all show one scene of 64 by 48 pixels. */
#ifndef TESTS_INSPECT_GALLERY_H
#define TESTS_INSPECT_GALLERY_H

#include "inspect/inspect.h"

/* Ends the program as skipped where the format's library is not built in. */
void gallery_need(enum tz_format format);
/* The bytes of data/picture/NAME, malloc'd, with room for 64 KiB more. */
unsigned char *gallery_read(const char *name, size_t *size);
/* What the format's door tells of bytes; the facts are freed with the next call. */
const struct taizhang_facts *gallery_look(enum tz_format format, const void *bytes, size_t size);
const struct taizhang_facts *gallery_look_at(enum tz_format format, const char *name);
/* The first fact's value and place, "" where there is none. */
const char *gallery_fact(const struct taizhang_facts *facts, const char *name);
const char *gallery_place(const struct taizhang_facts *facts, const char *name);
/* Whole, of the size and colour, and it shows the scene: at most 8 bits of the hash differ. */
void gallery_assert_scene(const struct taizhang_facts *facts, const char *colour);
/* Cut after any number of bytes but the last few it is not whole, and never a failure. */
void gallery_assert_cuts(enum tz_format format, const char *name, size_t last);
/* Not looked into, with this reason. */
void gallery_assert_unread(const struct taizhang_facts *facts, const char *reason);
/* Bits that differ. */
unsigned int gallery_distance(const char *hash, const char *other);

#endif
