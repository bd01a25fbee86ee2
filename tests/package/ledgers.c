/* SPDX-License-Identifier: MIT */
/* ledgers.c: small ledgers for the tests of packing. */
#include "package/ledgers.h"

#include <stdio.h>
#include <string.h>

#include "harness/assert.h"
#include "ledger/ledger.h"

struct taizhang_ledger *make_ledger(const char *city, const char *unit)
{
	static const char *const items[] = {"M001", "M002"};
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_ledger_options options = TAIZHANG_LEDGER_OPTIONS_INIT;
	struct taizhang_catalog *catalog = taizhang_catalog_builtin("ncc-2017-reconstructed", &err);
	struct taizhang_ledger *ledger;

	tz_assert_ptr(catalog, &err);
	options.city = city;
	options.year = 2017;
	options.unit = unit;
	options.items = items;
	options.num_items = 2;
	ledger = tz_ledger_new(catalog, &options, &err);
	tz_assert_ptr(ledger, &err);
	return ledger;
}

struct taizhang_record *add_record(struct taizhang_ledger *ledger, size_t item, const char *const *names)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_record *record = tz_ledger_add_record(
		ledger, taizhang_ledger_get_item(ledger, item), 0, TAIZHANG_KIND_REPORT, &err);

	tz_assert_ptr(record, &err);
	for (; *names; names++) {
		char path[4096];
		struct taizhang_file *file;

		snprintf(path, sizeof path, "materials/folder/%s", *names);
		file = tz_record_add_file(record, path, &err);
		tz_assert_ptr(file, &err);
		file->size = strlen(*names);
		file->role = TAIZHANG_ROLE_BODY;
		memset(file->digest, 'a', 64);
	}
	return record;
}
