/* SPDX-License-Identifier: MIT */
/**
 * @file input.h
 * Where the bytes of a package come from: a path, memory, or the caller's own callbacks.
 *
 * With callbacks an upload or an object store is judged as it is, without a temporary file. A stream (::taizhang_input::read, or
 * a path that is a pipe) is read once, from its front to its end; all else is read as often as it helps.
 *
 * The callbacks are called on the thread that called the library, and must not call it with the objects at work.
 */
#ifndef TAIZHANG_INPUT_H
#define TAIZHANG_INPUT_H

#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/** An input. Exactly one of path, data, read and read_at is set; all must stay good during the call. Set size by the _INIT macro. */
struct taizhang_input {
	size_t size;
	/** What messages call it, UTF-8; NULL: the path, or "-". */
	const char *name;
	/** A file, a pipe, or a folder where the call takes one. */
	const char *path;
	/** Memory. */
	const void *data;
	size_t data_size;
	/**
	 * The next bytes of a stream, at most size of them.
	 * @return How many there were, 0 at the end, -1 on failure, which ends the call with ::TAIZHANG_E_IO.
	 */
	int64_t (*read)(void *context, void *buf, size_t size);
	/** The bytes at an offset, at most size of them; returns as read does. */
	int64_t (*read_at)(void *context, uint64_t offset, void *buf, size_t size);
	/** For read_at: how many bytes there are in all. */
	uint64_t bytes;
	/** The caller's own. */
	void *context;
};
#define TAIZHANG_INPUT_INIT {sizeof(struct taizhang_input), NULL, NULL, NULL, 0, NULL, NULL, 0, NULL}

#ifdef __cplusplus
}
#endif
#endif
