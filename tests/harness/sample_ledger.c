/* SPDX-License-Identifier: MIT */
/* sample_ledger.c: makes the sample ledgers. */
#include "harness/sample_ledger.h"

#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "ledger/ledger.h"

#define EDITION "ncc-2017-reconstructed"

struct taizhang_ledger *sample_ledger(void)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_ledger_options options = TAIZHANG_LEDGER_OPTIONS_INIT;
	struct taizhang_catalog *catalog = taizhang_catalog_builtin(EDITION, &err);
	struct taizhang_ledger *ledger;

	tz_assert_ptr(catalog, &err);
	options.city = "包头市";
	options.year = 2017;
	ledger = tz_ledger_new(catalog, &options, &err);
	tz_assert_ptr(ledger, &err);
	return ledger;
}

const struct taizhang_node *sample_item(const struct taizhang_ledger *ledger, const char *serial)
{
	const struct taizhang_node *item =
		taizhang_catalog_find(taizhang_ledger_catalog(ledger), serial);

	ck_assert_msg(item && taizhang_node_is_item(item), "no item %s", serial);
	return item;
}

const struct taizhang_node *sample_item_of(const struct taizhang_ledger *ledger,
					   enum taizhang_kind kind)
{
	const struct taizhang_item_filter filter = {.kind = kind};
	const struct taizhang_node *item = NULL;

	ck_assert_uint_gt(
		taizhang_catalog_select(taizhang_ledger_catalog(ledger), &filter, &item, 1), 0);
	return item;
}

struct taizhang_record *sample_record(struct taizhang_ledger *ledger, enum taizhang_kind kind)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_record *record =
		tz_ledger_add_record(ledger, sample_item_of(ledger, kind), 0, kind, &err);

	tz_assert_ptr(record, &err);
	return record;
}

void sample_digest(struct taizhang_file *file, char digit)
{
	char hex[2 * TZ_SHA256_BYTES + 1] = "";

	memset(hex, digit, sizeof hex - 1);
	ck_assert(tz_file_set_digest(file, hex));
}

static void add_file(struct taizhang_record *record, const char *name, enum taizhang_role role)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	char *folder = tz_ledger_item_folder(taizhang_record_item(record), &err), path[512];
	struct taizhang_file *file;

	snprintf(path, sizeof path, "%s/%s", folder, name);
	file = tz_record_add_file(record, path, &err);
	tz_assert_ptr(file, &err);
	file->role = (uint8_t)role;
	file->size = 123456789012;
	file->mtime = 1500000000;
	file->mtime_ns = 123456789;
	sample_digest(file, 'a');
	free(folder);
}

static void set_all(struct taizhang_ledger *ledger, const char *target,
		    const char *const fields[][2])
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;

	for (size_t i = 0; fields[i][0]; i++)
		tz_assert_ok(taizhang_ledger_set(ledger, target, fields[i][0], fields[i][1], &err),
			     &err);
}

static void fill_record(struct taizhang_ledger *ledger, enum taizhang_kind kind,
			const char *const fields[][2])
{
	struct taizhang_record *record = sample_record(ledger, kind);
	char target[128];

	snprintf(target, sizeof target, "%s/%u", taizhang_node_code(taizhang_record_item(record)),
		 taizhang_record_ordinal(record));
	set_all(ledger, target, fields);
	add_file(record, "通知-盖章页.jpg", TAIZHANG_ROLE_SEAL);
	add_file(record, "通知 <1> & \"2\".docx", TAIZHANG_ROLE_BODY);
	tz_record_sort_files(record);
}

void sample_fill(struct taizhang_ledger *ledger)
{
	static const char *const whole[][2] = {
		{"unit", "市创城办"}, {"contact", "办公室 0472-1234567"}, {"window", "2016-08..2017-07"},
		{"bounds", "40.2,109.2,42.7,111.4"}, {"revision", "2"}, {"supersedes", "0123abcd"}, {NULL, NULL}};
	static const char *const assignment[][2] = {
		{"lead", "市委宣传部"}, {"co", "市教育局;市文广局"}, {"owner", "资料员"}, {"deadline", "2017-09-30"},
		{"review", "30"}, {NULL, NULL}};
	static const char *const normative[][2] = {
		{"title", "关于印发方案的通知\n(试行)"}, {"unit", "市委办"}, {"evidence", "第3页"}, {"note", "<原件>"},
		{"number", "哈办发〔2012〕9号"}, {"issuer", "市委办公厅"}, {"date", "2012-05-21"}, {"sealed", "yes"},
		{"provincial-opinion", "no"}, {NULL, NULL}};
	static const char *const report[][2] = {
		{"title", "情况说明"}, {"author", "市教育局"}, {"date", "2017-06"}, {"words", "0"}, {"sources", "年鉴"},
		{NULL, NULL}};
	static const char *const image[][2] = {
		{"time", "2017年5月"}, {"place", "广场"}, {"people", "志愿者"}, {"theme", "宣讲"}, {"background", "周年"},
		{"reason", "纪念"}, {"medium", "日报"}, {"column", "文明"}, {"origin", "press"}, {"taken", "2017"},
		{"width", "4000"}, {"height", "3000"}, {NULL, NULL}};
	static const char *const table[][2] = {
		{"period", "2017年上半年"}, {"statistical-scope", "市区"}, {"data-source", "统计局"}, {"sealed", "no"},
		{NULL, NULL}};
	static const char *const value[][2] = {{"value", "1,234.50"}, {"unit", "次/年"},
					       {"reference", "-3"},   {"record", "M001/1"},
					       {"cell", "Sheet1!C5"}, {NULL, NULL}};
	static const char *const negative[][2] = {{"state", "none"}, {"note", "无"}, {NULL, NULL}};
	struct taizhang_error err = TAIZHANG_ERROR_INIT;

	ledger->changed = 1500000000;
	set_all(ledger, ".", whole);
	set_all(ledger, "M001", assignment);
	fill_record(ledger, TAIZHANG_KIND_NORMATIVE, normative);
	fill_record(ledger, TAIZHANG_KIND_REPORT, report);
	fill_record(ledger, TAIZHANG_KIND_IMAGE, image);
	fill_record(ledger, TAIZHANG_KIND_TABLE, table);
	set_all(ledger, "T001", value);
	set_all(ledger, "N01", negative);
	tz_assert_ok(taizhang_ledger_add_event(ledger, sample_item(ledger, "M001"), 1500000000,
					       "市创城办", "returned", "补章", "缺盖章页", &err),
		     &err);
}

char *sample_xml(const struct taizhang_ledger *ledger)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct tz_buffer xml = TZ_BUFFER_INIT;

	tz_assert_ok(tz_ledger_write(ledger, &xml, &err), &err);
	return tz_buffer_take(&xml, &err);
}

struct taizhang_ledger *sample_read(const char *xml, struct taizhang_findings *findings,
				    struct taizhang_error *err)
{
	struct taizhang_error own = TAIZHANG_ERROR_INIT;
	struct taizhang_catalog *catalog = taizhang_catalog_builtin(EDITION, &own);
	const struct tz_xml_input input = {.name = "ledger.xml", .data = xml, .size = strlen(xml)};
	struct taizhang_ledger *ledger;

	tz_assert_ptr(catalog, &own);
	ledger = tz_ledger_read(&tz_ledger_document, &input, catalog, NULL, NULL, findings, err);
	if (!ledger)
		taizhang_catalog_free(catalog);
	return ledger;
}
