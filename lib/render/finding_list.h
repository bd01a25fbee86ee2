/* SPDX-License-Identifier: MIT */
/* finding_list.h: findings as lines, each remedy said once where it repeats. */
#ifndef TZ_RENDER_FINDING_LIST_H
#define TZ_RENDER_FINDING_LIST_H

#include <taizhang/render.h>

#include "base/buffer.h"
#include "base/index.h"

struct tz_finding_list {
	struct tz_buffer *out;
	const struct taizhang_render_options *options;
	struct tz_index ids;		/* finding id: place in remedies */
	char **remedies;		/* the remedy last said for that id, without the code of its item */
	size_t num, capacity;
};

/* One finding: severity, sentence and id on a line; its remedy below, unless the last finding of this id had the same (verbose: always). */
int tz_finding_list_add(struct tz_finding_list *list, const struct taizhang_finding *finding,
			size_t indent, struct taizhang_error *err);
void tz_finding_list_free(struct tz_finding_list *list);	/* what it holds, not itself */
/* 错误 2 个,警告 1 个,提示 0 个; how many are shown, where a filter hides some. */
void tz_finding_counts_write(struct tz_buffer *out, const struct taizhang_findings *findings,
			     size_t shown, enum taizhang_lang lang);
/* A filter of whatever version the caller was built against; NULL takes all. */
struct taizhang_finding_filter tz_finding_filter(const struct taizhang_finding_filter *filter);

#endif
