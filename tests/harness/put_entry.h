/* SPDX-License-Identifier: MIT */
/* put_entry.h: an entry of a container from its unpacked bytes. */
#ifndef TESTS_HARNESS_PUT_ENTRY_H
#define TESTS_HARNESS_PUT_ENTRY_H

#include "package/container_write.h"

/* Deflated where the container takes that and it pays. */
int put_entry(struct tz_container_writer *w, const char *name, const void *data, size_t size, struct taizhang_error *err);

#endif
