/* SPDX-License-Identifier: MIT */
/* reader.c: a file on disk read in blocks, with its size and time. */
#include "base/reader.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/error.h"
#include "base/file.h"
#include "base/tree.h"

int tz_reader_open(struct tz_reader *r, const char *path, struct taizhang_error *err)
{
	struct stat st;

	/* Not blocking: a pipe in the place of a file must not hang the program before it is refused. */
	r->fd = tz_file_open(AT_FDCWD, path, O_RDONLY | O_NONBLOCK | O_NOCTTY);
	if (r->fd < 0)
		return tz_error_sys(err, TZ_MSG_FILE_OPEN, path);
	if (fstat(r->fd, &st) != 0) {
		tz_error_sys(err, TZ_MSG_FILE_OPEN, path);
		tz_reader_close(r);
		return -1;
	}
	if (!S_ISREG(st.st_mode)) {
		tz_reader_close(r);
		return tz_error_set(err, TAIZHANG_E_INVAL, TZ_MSG_NOT_A_FILE, path);
	}
	r->size = (uint64_t)st.st_size;
	r->mtime = st.st_mtim.tv_sec;
	r->mtime_ns = (int32_t)st.st_mtim.tv_nsec;
	return 0;
}

static int take_open(struct tz_reader *r, int fd, const struct tz_tree_entry *entry)
{
	r->fd = fd;
	if (fd < 0)
		return -1;
	r->size = entry->size;
	r->mtime = entry->mtime;
	r->mtime_ns = entry->mtime_ns;
	r->stamp = entry->stamp;
	return 0;
}

int tz_reader_open_below(struct tz_reader *r, const char *root, const char *path,
			 struct taizhang_error *err)
{
	struct tz_tree_entry entry = {0};

	return take_open(r, tz_tree_open(root, path, &entry, err), &entry);
}

int tz_reader_open_next(struct tz_reader *r, struct tz_tree_folder *folder, const char *root, const char *path,
			struct taizhang_error *err)
{
	struct tz_tree_entry entry = {0};

	return take_open(r, tz_tree_open_next(folder, root, path, &entry, err), &entry);
}

int tz_reader_read(struct tz_reader *r, void *block, size_t size, size_t *got, const char *where,
		   struct taizhang_error *err)
{
	ssize_t n = 1;

	for (*got = 0; *got < size && n > 0; *got += (size_t)n) {
		do
			n = read(r->fd, (char *)block + *got, size - *got);
		while (n < 0 && errno == EINTR);
		if (n < 0)
			return tz_error_sys(err, TZ_MSG_FILE_READ, where);
	}
	return 0;
}

int64_t tz_reader_seek(struct tz_reader *r, int64_t offset, int whence)
{
	return lseek(r->fd, (off_t)offset, whence);
}

int tz_reader_refuse_change(const char *where, struct taizhang_error *err)
{
	return tz_error_set(err, TAIZHANG_E_STATE, TZ_MSG_FILE_CHANGED, where);
}

int tz_reader_check(const struct tz_reader *r, const char *where, struct taizhang_error *err)
{
	struct stat st;

	if (fstat(r->fd, &st) != 0)
		return tz_error_sys(err, TZ_MSG_FILE_READ, where);
	if ((uint64_t)st.st_size != r->size || st.st_mtim.tv_sec != r->mtime || st.st_mtim.tv_nsec != r->mtime_ns)
		return tz_reader_refuse_change(where, err);
	return 0;
}

void tz_reader_close(struct tz_reader *r)
{
	if (r->fd >= 0)
		close(r->fd);
	r->fd = -1;
}
