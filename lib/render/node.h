/* SPDX-License-Identifier: MIT */
/* node.h: what hangs on a node of the catalogue, as lines. */
#ifndef TZ_RENDER_NODE_H
#define TZ_RENDER_NODE_H

#include <taizhang/catalog.h>

#include "base/buffer.h"
#include "render/label.h"

/* One sentence: "实景图片:至少 2 件;图片说明:时间、地点". */
void tz_requirement_write(struct tz_buffer *out, const struct taizhang_requirement *requirement,
			  enum taizhang_lang lang);
/* "T001 道德讲堂每年场次 >= 4 次/年", without a line break. */
void tz_threshold_write(struct tz_buffer *out, const struct taizhang_threshold *threshold,
			enum taizhang_lang lang);
/* Code and title; where it stands; methods, kind, department, source; the requirements of an item. */
void tz_node_write(struct tz_buffer *out, const struct taizhang_node *node,
		   enum taizhang_lang lang);
/* "label: value" on a line of its own; nothing where value is NULL or "". */
void tz_node_write_line(struct tz_buffer *out, size_t indent, enum tz_label label,
			const char *value, enum taizhang_lang lang);

#endif
