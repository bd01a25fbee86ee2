/* SPDX-License-Identifier: MIT */
/* staging_journal.c: what the commit of staged files does, noted down; undoing or ending what a killed one left. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/array.h"
#include "base/buffer.h"
#include "base/digest.h"
#include "base/error.h"
#include "base/file.h"
#include "base/folder.h"
#include "base/limits.h"
#include "base/path.h"
#include "base/reader.h"
#include "base/tree.h"
#include "ledger/ledger.h"
#include "ledger/staging.h"

/* A journal is some hundred bytes a file; this is room for all files that a ledger may have. */
#define MOST_JOURNAL (512u << 20)

int tz_staging_add(struct tz_staging_ops *ops, enum tz_staging_type type, const char *path,
		   struct taizhang_error *err)
{
	struct tz_staging_op op = {.type = type};

	if (tz_array_grow(&ops->list, ops->num, &ops->capacity, sizeof *ops->list, err) < 0)
		return -1;
	op.path = tz_strdup(path, err);
	if (!op.path)
		return -1;
	ops->list[ops->num++] = op;
	return 0;
}

void tz_staging_ops_free(struct tz_staging_ops *ops)
{
	for (size_t i = 0; i < ops->num; i++) {
		free(ops->list[i].path);
		free(ops->list[i].staged);
	}
	free(ops->list);
	*ops = (struct tz_staging_ops){NULL, 0, 0};
}

/* A name on disk may hold any byte but NUL, so that is what ends each text: the digest, then type with inode and path in turn. */
int tz_staging_note(const char *hidden, const char *ledger_digest, const struct tz_staging_ops *ops,
		    struct taizhang_error *err)
{
	struct tz_buffer text = TZ_BUFFER_INIT;
	char *path = tz_path_join(hidden, TZ_STAGING_JOURNAL, err);
	int result = -1;

	if (!path)
		return -1;
	tz_buffer_add(&text, ledger_digest, strlen(ledger_digest) + 1);
	for (size_t i = 0; i < ops->num; i++) {
		const struct tz_staging_op *op = &ops->list[i];

		tz_buffer_printf(&text, "%c%" PRIu64, (char)op->type, op->inode);
		tz_buffer_add(&text, "", 1);
		tz_buffer_add(&text, op->path, strlen(op->path) + 1);
	}
	if (tz_buffer_check(&text, err) == 0)
		result = tz_file_replace(path, text.data, text.size, err);
	tz_buffer_free(&text);
	free(path);
	return result;
}

/* The next text of the journal, or NULL at its end. */
static const char *next_text(const struct tz_buffer *text, size_t *at)
{
	const char *start = text->data + *at;

	if (*at >= text->size)
		return NULL;
	*at += strlen(start) + 1;
	return start;
}

static int read_ops(const struct tz_buffer *text, size_t at, struct tz_staging_ops *ops,
		    struct taizhang_error *err)
{
	const char *head, *path;

	while ((head = next_text(text, &at)) && (path = next_text(text, &at))) {
		if (tz_staging_add(ops, (enum tz_staging_type)head[0], path, err) < 0)
			return -1;
		ops->list[ops->num - 1].inode = head[0] ? strtoull(head + 1, NULL, 10) : 0;
	}
	return 0;
}

int tz_staging_parent(int root, const char *path, const char **base)
{
	int parent = dup(root);

	for (*base = path; parent >= 0; ) {
		size_t size = strcspn(*base, "/");
		char name[TZ_LIMIT_COMPONENT + 1];
		int fd;

		if (size == 0 || size > TZ_LIMIT_COMPONENT || !strcmp(*base, "..") || !strncmp(*base, "../", 3)) {
			errno = EINVAL;
			break;
		}
		if (!(*base)[size])
			return parent;
		memcpy(name, *base, size);
		name[size] = '\0';
		fd = tz_file_open(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW);
		close(parent);
		parent = fd;
		*base += size + 1;
	}
	if (parent >= 0)
		close(parent);
	return -1;
}

/* Removes the file at path where it is the one that was noted. */
static void remove_noted(int root, const struct tz_staging_op *op)
{
	const char *base;
	struct stat status;
	int parent = tz_staging_parent(root, op->path, &base);

	if (parent < 0)
		return;
	if (op->type == TZ_STAGING_FOLDER)
		unlinkat(parent, base, AT_REMOVEDIR);	/* takes an empty one only */
	else if (fstatat(parent, base, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(status.st_mode) &&
		 (uint64_t)status.st_ino == op->inode)
		unlinkat(parent, base, 0);
	close(parent);
}

/* The files first, then the folders that held them, the inner ones before the outer. */
void tz_staging_undo(int root, const struct tz_staging_ops *ops)
{
	for (size_t i = 0; i < ops->num; i++)
		if (ops->list[i].type == TZ_STAGING_PLACE)
			remove_noted(root, &ops->list[i]);
	for (size_t i = ops->num; i-- > 0; )
		if (ops->list[i].type == TZ_STAGING_FOLDER)
			remove_noted(root, &ops->list[i]);
}

void tz_staging_finish(int root, const struct tz_staging_ops *ops)
{
	for (size_t i = 0; i < ops->num; i++)
		if (ops->list[i].type == TZ_STAGING_DROP)
			remove_noted(root, &ops->list[i]);
}

int tz_staging_ledger_digest(const char *directory, char hex[TAIZHANG_DIGEST_HEX_SIZE], struct taizhang_error *err)
{
	char *path = tz_path_join(directory, TZ_LEDGER_XML, err);
	struct tz_digest *digest = path ? tz_digest_new(TAIZHANG_DIGEST_SHA256, err) : NULL;
	struct tz_reader reader = {.fd = -1};
	struct tz_digest_values values;
	char block[16384];
	size_t got = 1;
	int result = digest ? tz_reader_open(&reader, path, err) : -1;

	while (result == 0 && got > 0) {
		result = tz_reader_read(&reader, block, sizeof block, &got, path, err);
		if (result == 0)
			result = tz_digest_update(digest, block, got, err);
	}
	if (result == 0)
		result = tz_digest_final(digest, &values, err);
	if (result == 0)
		strcpy(hex, values.hex[tz_digest_slot(TAIZHANG_DIGEST_SHA256)]);
	tz_reader_close(&reader);
	tz_digest_free(digest);
	free(path);
	return result;
}

/* Without a journal nothing was begun. */
static int settle(const char *directory, const char *hidden, struct taizhang_error *err)
{
	struct tz_staging_ops ops = {NULL, 0, 0};
	struct tz_buffer text = TZ_BUFFER_INIT;
	char *path = tz_path_join(hidden, TZ_STAGING_JOURNAL, err);
	char hex[TAIZHANG_DIGEST_HEX_SIZE];
	const char *before;
	size_t at = 0;
	int root = -1, result = -1;

	if (!path)
		return -1;
	if (access(path, F_OK) != 0) {
		result = 0;
		goto out;
	}
	if (tz_file_read(path, MOST_JOURNAL, &text, err) < 0 || tz_staging_ledger_digest(directory, hex, err) < 0)
		goto out;
	before = next_text(&text, &at);
	root = tz_file_open(AT_FDCWD, directory, O_RDONLY | O_DIRECTORY);
	if (root < 0) {
		tz_error_sys(err, TZ_MSG_FILE_OPEN, directory);
		goto out;
	}
	if (read_ops(&text, at, &ops, err) < 0)
		goto out;
	if (before && !strcmp(before, hex))
		tz_staging_undo(root, &ops);
	else
		tz_staging_finish(root, &ops);
	result = 0;
out:
	if (root >= 0)
		close(root);
	tz_staging_ops_free(&ops);
	tz_buffer_free(&text);
	free(path);
	return result;
}

struct leftovers {
	char **list;
	size_t num, capacity;
};

static int find_leftover(void *context, const struct tz_tree_entry *entry, struct taizhang_error *err)
{
	struct leftovers *found = context;

	if (entry->type != TZ_TREE_DIRECTORY)
		return 0;
	if (strncmp(entry->name, TZ_STAGING_PREFIX, strlen(TZ_STAGING_PREFIX)) != 0)
		return 1;
	if (tz_array_grow(&found->list, found->num, &found->capacity, sizeof *found->list, err) < 0)
		return -1;
	found->list[found->num] = tz_strdup(entry->name, err);
	return found->list[found->num] ? (found->num++, 1) : -1;
}

int tz_staging_recover(const char *directory, struct taizhang_error *err)
{
	struct leftovers found = {NULL, 0, 0};
	int result = tz_tree_walk(directory, find_leftover, &found, err);

	for (size_t i = 0; i < found.num; i++) {
		char *hidden = result == 0 ? tz_path_join(directory, found.list[i], err) : NULL;

		if (!hidden || settle(directory, hidden, err) < 0)
			result = -1;
		else
			tz_folder_remove(hidden);
		free(hidden);
		free(found.list[i]);
	}
	free(found.list);
	return result;
}
