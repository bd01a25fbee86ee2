/* SPDX-License-Identifier: MIT */
/**
 * @file progress.h
 * Progress and cancelling of long work.
 *
 * The callbacks are called on the thread that called the library. They must
 * not call the library with the objects at work.
 */
#ifndef TAIZHANG_PROGRESS_H
#define TAIZHANG_PROGRESS_H

#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

/**
 * Told now and then during long work, and once at its end with done == total.
 * @param data The caller's own.
 * @param done Bytes worked off so far.
 * @param total Bytes in all; 0 while it is not known.
 * @param current The file at work, UTF-8, or NULL.
 */
typedef void (*taizhang_progress_fn)(void *data, uint64_t done, uint64_t total,
				     const char *current);

/**
 * Asked now and then whether to stop.
 * @param data The caller's own.
 * @return Non-zero to stop: the work ends with ::TAIZHANG_E_CANCELLED and leaves nothing half-done.
 */
typedef int (*taizhang_cancel_fn)(void *data);

/** The two callbacks and their data; all may be NULL. */
struct taizhang_progress {
	taizhang_progress_fn progress;
	taizhang_cancel_fn cancel;
	void *data;
};

#ifdef __cplusplus
}
#endif
#endif
