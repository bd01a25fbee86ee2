/* SPDX-License-Identifier: MIT */
/* embedded.h: data files compiled into the library: schemas, the built-in catalogue, the page. */
#ifndef TZ_BASE_EMBEDDED_H
#define TZ_BASE_EMBEDDED_H

#include <stddef.h>

struct tz_embedded {
	const char *name;		/* "schema/catalog.xsd" */
	const unsigned char *data;	/* NUL-terminated */
	size_t size;
};

/* Ends with a row of NULL; made at build from data/. */
extern const struct tz_embedded tz_embedded_files[];

const struct tz_embedded *tz_embedded_find(const char *name);	/* NULL where there is none */

#endif
