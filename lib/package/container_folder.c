/* SPDX-License-Identifier: MIT */
/* container_folder.c: walks and reads a bag that is a folder. */
#include <errno.h>
#include <unistd.h>

#include "base/error.h"
#include "base/tree.h"
#include "package/container.h"

static int visit_tree(void *context, const struct tz_tree_entry *found, struct taizhang_error *err)
{
	static const enum tz_entry_type types[] = {
		[TZ_TREE_FILE] = TZ_ENTRY_FILE,
		[TZ_TREE_DIRECTORY] = TZ_ENTRY_DIRECTORY,
		[TZ_TREE_LINK] = TZ_ENTRY_LINK,
		[TZ_TREE_OTHER] = TZ_ENTRY_SPECIAL,
	};
	struct tz_container *c = context;
	const struct tz_met met = {
		.path = found->path, .type = types[found->type],
		.size = found->type == TZ_TREE_FILE ? found->size : 0,
	};
	tz_step result;

	if (c->stopped)
		return 1;
	result = tz_container_meet(c, &met, err);
	if (c->fd >= 0)
		close(c->fd);
	c->fd = -1;
	return result;
}

tz_step tz_container_walk_folder(struct tz_container *c, struct taizhang_error *err)
{
	return tz_tree_walk(c->input.path, visit_tree, c, err);
}

int64_t tz_container_read_folder(struct tz_container *c, void *buf, size_t size, struct taizhang_error *err)
{
	struct taizhang_error why = TAIZHANG_ERROR_INIT;
	ssize_t got;

	if (c->fd < 0)
		c->fd = tz_tree_open(c->input.path, c->current->path, NULL, &why);
	if (why.code == TAIZHANG_E_NOMEM)
		return tz_error_pass(err, &why);
	do
		got = c->fd < 0 ? -1 : read(c->fd, buf, size);
	while (got < 0 && c->fd >= 0 && errno == EINTR);
	if (got >= 0)
		return got;
	return tz_find(c->findings, ENTRY_UNREADABLE, err, .file = c->current->path) < 0
		? -1 : TZ_CONTAINER_BROKEN;
}
