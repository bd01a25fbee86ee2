/* SPDX-License-Identifier: MIT */
/* template.h: pages from a template: named blocks of markup with places, which code fills and escapes. */
#ifndef TZ_RENDER_TEMPLATE_H
#define TZ_RENDER_TEMPLATE_H

#include <stdint.h>

#include "base/buffer.h"

/* What stands at a place {{name}}. The function appends markup; text goes through tz_template_text. */
struct tz_template_place {
	const char *name;
	void (*write)(void *context, struct tz_buffer *out);
};

struct tz_template {
	const char *text;	/* blocks <!--[name]--> … <!--[/name]--> one after another */
	const struct tz_template_place *places;	/* ends with a row of NULL */
};

/* Appends one block with its places filled; the places may fill further blocks. A block or place that does not exist makes out fail:
 * that is a fault of the program, which its tests find. */
void tz_template_fill(const struct tz_template *template_, const char *block, void *context,
		      struct tz_buffer *out);

/* Text for an element's content or a quoted attribute: & < > " ' escaped, controls as U+FFFD. */
void tz_template_text(struct tz_buffer *out, const char *text);
/* A relative path as the value of href or src: every byte but ASCII letters, digits and - . _ ~ / percent-encoded. */
void tz_template_url(struct tz_buffer *out, const char *path);

#endif
