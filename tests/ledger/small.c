/* SPDX-License-Identifier: MIT */
/* small.c: a small edition and a ledger of it in a fresh folder. */
#include "ledger/small.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/ledger.h"

struct small small;

static const char *const tables[][2] = {
	{"blocks.csv", "block_id,title_zh\nI,板块\n"},
	{"projects.csv", "project_id,block_id,title_zh\nI-1,I,甲项目\nI-2,I,乙项目\n"},
	{"indicators.csv", "indicator_id,project_id,title_zh\nI-1-1,I-1,甲指标\nI-2-1,I-2,乙指标\n"},
	{"contents.csv", "content_id,indicator_id,title_zh\nI-1-1-1,I-1-1,甲内容\nI-2-1-1,I-2-1,乙内容\n"},
	{"items.csv", "item_id,serial,content_id,title_zh,kind,department\n"
		NOTICE ",M001,I-1-1-1,工作方案,normative,市教育局\n"
		REPORT ",M002,I-1-1-1,情况报告,report,市教育局\n"
		PICTURES ",M003,I-1-1-1,活动图片,image,市教育局\n"
		TABLE ",M004,I-2-1-1,统计表,table,市统计局\n"
		OPINION ",M005,I-2-1-1,审查意见,normative,市统计局\n"},
	{"requirements.csv", "item_id,kind,least,most,word_limit,caption_fields,roles,formats,from,to,basis\n"
		NOTICE ",normative,1,,,,redhead|seal,,,,source\n"
		REPORT ",report,1,,500,,,,,,source\n"
		REPORT ",image,2,,,time place theme,,jpg png,,,source\n"
		PICTURES ",image,2,3,,time place,,,,,default\n"
		TABLE ",table,,,,,,,2016-08,2017-07,source\n"
		OPINION ",normative,1,,,,redhead seal,,,,default\n"},
	{"thresholds.csv", "threshold_id,standard_id,metric_zh,comparator,value,unit,reference,due,active\n"
		"T1," TABLE ",覆盖率,>=,95,%,,,1\n"
		"T2," TABLE ",失业率,<,,%,全省平均水平,,1\n"
		"T3," TABLE ",旧指标,>=,50,%,,,0\n"
		"T4," TABLE ",远期覆盖率,>=,100,%,,2020-12-31,1\n"
		"T5," TABLE ",次数,==,4,次/年,,2017-12-31,1\n"},
	{"negative.csv", "negative_id,indicator_id,title_zh,strength\n"
		"N1,I-1-1,重大事件,explicit\nN2,,全市性事件,explicit\nN3,I-2-1,统计造假,explicit\n"},
};

static void write_tables(const char *status)
{
	char name[64], text[256];

	for (size_t i = 0; i < sizeof tables / sizeof tables[0]; i++) {
		snprintf(name, sizeof name, "tables/%s", tables[i][0]);
		temp_write_text(name, tables[i][1]);
	}
	snprintf(text, sizeof text, "key,value\nid,small\ntitle_zh,小体系\nedition,2017\nclass,prefecture\n"
		 "status,%s\nmaterial_score_share,72.5\nfield_score_share,27.5\n", status);
	temp_write_text("tables/catalog.csv", text);
}

void small_begin(const char *status, const char *items)
{
	struct taizhang_ledger_options options = TAIZHANG_LEDGER_OPTIONS_INIT;
	struct taizhang_catalog *catalog;
	char list[256] = "";
	const char *codes[8];

	memset(&small, 0, sizeof small);
	small.findings = taizhang_findings_new(&small.err);
	write_tables(status);
	catalog = taizhang_catalog_load(temp_path("tables"), small.findings, &small.err);
	tz_assert_ptr(catalog, &small.err);
	small_none("");
	options.city = "包头市";
	options.year = 2017;
	if (items) {
		snprintf(list, sizeof list, "%s", items);
		for (char *code = strtok(list, " "); code; code = strtok(NULL, " "))
			codes[options.num_items++] = code;
		options.items = codes;
	}
	small.ledger = taizhang_ledger_create(temp_path("台账"), catalog, &options, &small.err);
	tz_assert_ptr(small.ledger, &small.err);
}

void small_begin_official(void)
{
	small_begin("official", NULL);
}

void small_end(void)
{
	taizhang_ledger_free(small.ledger);
	taizhang_findings_free(small.findings);
	memset(&small, 0, sizeof small);
	temp_remove();
}

void small_reopen(void)
{
	tz_assert_ok(taizhang_ledger_save(small.ledger, &small.err), &small.err);
	taizhang_ledger_free(small.ledger);
	small.ledger = taizhang_ledger_open(temp_path("台账"), TAIZHANG_OPEN_WRITE, NULL, &small.err);
	tz_assert_ptr(small.ledger, &small.err);
}

const struct taizhang_node *small_item(const char *code)
{
	const struct taizhang_node *item = taizhang_catalog_find(taizhang_ledger_catalog(small.ledger), code);

	ck_assert_msg(item != NULL, "no item %s", code);
	return item;
}

const char *small_path(const char *code, const char *name)
{
	static char ring[8][1024];
	static unsigned int next;
	char *path = ring[next++ % 8], *folder = tz_ledger_item_folder(small_item(code), NULL);

	snprintf(path, sizeof ring[0], "%s/%s", folder, name);
	free(folder);
	return path;
}

const char *small_disk(const char *code, const char *name)
{
	char path[1100];

	snprintf(path, sizeof path, "台账/%s", small_path(code, name));
	return temp_path(path);
}

void small_write(const char *code, const char *name, const char *text)
{
	char path[1100];

	snprintf(path, sizeof path, "台账/%s", small_path(code, name));
	temp_write_text(path, text);
}

struct taizhang_record *small_record(const char *code, unsigned int ordinal)
{
	struct taizhang_record *record = taizhang_ledger_find_record(small.ledger, small_item(code), ordinal);

	ck_assert_msg(record != NULL, "no record %s/%u", code, ordinal);
	return record;
}

size_t small_records(const char *code)
{
	return taizhang_ledger_num_records(small.ledger, small_item(code));
}

void small_set(const char *target, const char *field, const char *value)
{
	tz_assert_ok(taizhang_ledger_set(small.ledger, target, field, value, &small.err), &small.err);
}

static void new_findings(void)
{
	taizhang_findings_free(small.findings);
	small.findings = taizhang_findings_new(&small.err);
	tz_assert_ptr(small.findings, &small.err);
}

static void scan(bool prune)
{
	struct taizhang_scan_options options = TAIZHANG_SCAN_OPTIONS_INIT;

	options.prune = prune;
	new_findings();
	tz_assert_ok(taizhang_ledger_scan(small.ledger, &options, &small.summary, small.findings, &small.err),
		     &small.err);
}

void small_scan(void)
{
	scan(false);
}

void small_prune(void)
{
	scan(true);
}

void small_check(const char *date)
{
	struct taizhang_check_options options = TAIZHANG_CHECK_OPTIONS_INIT;

	if (date)
		tz_assert_ok(taizhang_date_parse(date, &options.date, &small.err), &small.err);
	new_findings();
	tz_assert_ok(taizhang_check(small.ledger, &options, small.findings, &small.err), &small.err);
}

size_t small_count(const char *id)
{
	size_t count = 0;

	for (size_t i = 0; i < taizhang_findings_num(small.findings); i++)
		count += strcmp(taizhang_finding_id(taizhang_findings_get(small.findings, i)), id) == 0;
	return count;
}

static void print_findings(void)
{
	char text[1024];

	for (size_t i = 0; i < taizhang_findings_num(small.findings); i++) {
		const struct taizhang_finding *finding = taizhang_findings_get(small.findings, i);

		taizhang_finding_text(finding, TAIZHANG_LANG_ZH, text, sizeof text);
		fprintf(stderr, "%s: %s\n", taizhang_finding_id(finding), text);
	}
}

const struct taizhang_finding *small_find(const char *id)
{
	for (size_t i = 0; i < taizhang_findings_num(small.findings); i++)
		if (strcmp(taizhang_finding_id(taizhang_findings_get(small.findings, i)), id) == 0)
			return taizhang_findings_get(small.findings, i);
	print_findings();
	ck_abort_msg("no finding %s", id);
	return NULL;
}

void small_none(const char *id)
{
	size_t count = *id ? small_count(id) : taizhang_findings_num(small.findings);

	if (count)
		print_findings();
	ck_assert_msg(count == 0, "%zu findings %s", count, id);
}
