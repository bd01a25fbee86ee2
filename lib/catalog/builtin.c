/* SPDX-License-Identifier: MIT */
/* builtin.c: the editions that are compiled in, read by the same rules as anyone's tables. */
#include <string.h>

#include "api.h"
#include "base/error.h"
#include "catalog/catalog.h"

static const char *const ids[] = {"ncc-2017-reconstructed"};

#define NUM_IDS (sizeof ids / sizeof ids[0])

TAIZHANG_API size_t taizhang_catalog_num_builtin(void)
{
	return NUM_IDS;
}

TAIZHANG_API const char *taizhang_catalog_builtin_id(size_t index)
{
	return index < NUM_IDS ? ids[index] : NULL;
}

TAIZHANG_API struct taizhang_catalog *taizhang_catalog_builtin(const char *id, struct taizhang_error *err)
{
	if (!id) {
		tz_error_inval(err, "id");
		return NULL;
	}
	for (size_t i = 0; i < NUM_IDS; i++)
		if (strcmp(ids[i], id) == 0)
			return tz_tables_read(id, true, NULL, err);
	tz_error_set(err, TAIZHANG_E_NOT_FOUND, TZ_MSG_CATALOG_UNKNOWN, id);
	return NULL;
}
