/* SPDX-License-Identifier: MIT */
/* template.h: pages from a template: named blocks of markup with places, which code fills and escapes. */
#ifndef TZ_RENDER_TEMPLATE_H
#define TZ_RENDER_TEMPLATE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buffer.h"

/* What stands at a place {{name}}. The function appends markup; text goes through tz_template_text. */
struct tz_template_place {
	const char *name;
	void (*write)(void *context, struct tz_buffer *out);
};

/* Markup, or where there is a place, what its function appends. */
struct tz_template_piece {
	const char *text;
	size_t size;
	const struct tz_template_place *place;
};

struct tz_template_block {
	const char *name;
	size_t name_size;
	size_t first, end;	/* its pieces */
	bool sound;		/* all its places exist */
};

/* Our largest page has 16 blocks of some 100 pieces. */
#define TZ_TEMPLATE_BLOCKS 32
#define TZ_TEMPLATE_PIECES 256

struct tz_template {
	struct tz_template_block blocks[TZ_TEMPLATE_BLOCKS];
	size_t num_blocks;
	struct tz_template_piece pieces[TZ_TEMPLATE_PIECES];
	size_t num_pieces;
};

/* Reads a text of blocks <!--[name]--> … <!--[/name]--> one after another, which must outlive the template; places ends with a row of NULL. What cannot be
 * read is not there when it is filled. */
void tz_template_read(struct tz_template *template_, const char *text, const struct tz_template_place *places);

/* Appends one block with its places filled; the places may fill further blocks. A block or place that does not exist makes out fail:
 * that is a fault of the program, which its tests find. */
void tz_template_fill(const struct tz_template *template_, const char *block, void *context,
		      struct tz_buffer *out);

/* Text for an element's content or a quoted attribute: & < > " ' escaped, controls as U+FFFD. */
void tz_template_text(struct tz_buffer *out, const char *text);
/* A relative path as the value of href or src: every byte but ASCII letters, digits and - . _ ~ / percent-encoded. */
void tz_template_url(struct tz_buffer *out, const char *path);

#endif
