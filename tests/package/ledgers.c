/* SPDX-License-Identifier: MIT */
/* ledgers.c: small ledgers for the tests of packing. */
#include "package/ledgers.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <taizhang/scan.h>

#include "harness/assert.h"
#include "harness/sample_ledger.h"
#include "harness/temp.h"
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
		sample_digest(file, 'a');
	}
	return record;
}

struct taizhang_ledger *make_folder_ledger(const char *name)
{
	static const char *const items[] = {"M001", "M002", "M003"};
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_ledger_options options = TAIZHANG_LEDGER_OPTIONS_INIT;
	struct taizhang_catalog *catalog = taizhang_catalog_builtin("ncc-2017-reconstructed", &err);
	struct taizhang_ledger *ledger;

	tz_assert_ptr(catalog, &err);
	options.city = "包头市";
	options.year = 2017;
	options.unit = "市教育局";
	options.items = items;
	options.num_items = 3;
	ledger = taizhang_ledger_create(temp_path(name), catalog, &options, &err);
	tz_assert_ptr(ledger, &err);
	return ledger;
}

const char *put_material(const struct taizhang_ledger *ledger, size_t item, const char *name, const void *data,
			 size_t size)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	char *folder = tz_ledger_item_folder(taizhang_ledger_get_item(ledger, item), &err);
	char path[4096];

	tz_assert_ptr(folder, &err);
	snprintf(path, sizeof path, "%s/%s/%s", taizhang_ledger_directory(ledger) + strlen(temp_dir()) + 1, folder, name);
	free(folder);
	return temp_write(path, data, size);
}

void scan_and_save(struct taizhang_ledger *ledger)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;

	tz_assert_ok(taizhang_ledger_scan(ledger, NULL, NULL, NULL, &err), &err);
	tz_assert_ok(taizhang_ledger_save(ledger, &err), &err);
}

struct taizhang_ledger *make_filled_ledger(const char *name)
{
	struct taizhang_ledger *ledger = make_folder_ledger(name);

	put_material(ledger, 0, "关于学习宣传的通知.txt", "通知正文通知正文通知正文通知正文通知正文通知正文", 72);
	put_material(ledger, 1, "宣讲情况报告.docx", "PK\3\4 not really", 15);
	put_material(ledger, 1, "附件/名单.xlsx", "list", 4);
	put_material(ledger, 1, "附件/照片.jpg", "\xFF\xD8\xFF\xE0", 4);
	put_material(ledger, 2, "考核制度.pdf", "%PDF-1.4", 8);
	scan_and_save(ledger);
	return ledger;
}
