/* SPDX-License-Identifier: MIT */
/* ability.h: the doors tell the versions of their libraries as they are at run time. */
#ifndef TZ_INSPECT_ABILITY_H
#define TZ_INSPECT_ABILITY_H

#include <stddef.h>

/* In the file of the door, which is there where the library is. */
void tz_libmagic_version(char *buf, size_t size);
void tz_libpng_version(char *buf, size_t size);
void tz_libqpdf_version(char *buf, size_t size);
void tz_libtiff_version(char *buf, size_t size);
void tz_libwebp_version(char *buf, size_t size);

#endif
