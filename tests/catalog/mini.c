/* SPDX-License-Identifier: MIT */
/* mini.c: a small catalogue as tables. */
#include "catalog/mini.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/temp.h"

static const char *const tables[][2] = {
	{"catalog", "key,value\nid,mini\ntitle_zh,小目录\nedition,2020\nclass,county\nyear_weights,40;60\n"
		    "material_score_share,72.5\nfield_score_share,27.5\n"},
	{"blocks", "block_id,title_zh,projects\nA,甲,1\n"},
	{"projects", "project_id,block_id,title_zh,items\nA-1,A,甲一,3\n"},
	{"indicators", "indicator_id,project_id,title_zh,contents\nA-1-1,A-1,甲一一,2\n"},
	{"contents", "content_id,indicator_id,title_zh,material,items,field_standards\n"
		     "A-1-1-1,A-1-1,甲一一一,1,2,1\nA-1-1-2,A-1-1,甲一一二,1,1,0\n"},
	{"items", "item_id,content_id,title_zh,kind,serial,department,field_method,source,also_refs\n"
		  "A-1-1-1-1,A-1-1-1,方案,normative,M1,教育局,none,s1,s2 三;s1 四\n"
		  "A-1-1-1-2,A-1-1-1,照片,image,M2,文化局,site questionnaire,s1,\n"
		  "A-1-1-2-1,A-1-1-2,统计表,table,M3,教育局,,s2,\n"},
	{"field_standards", "standard_id,content_id,title_zh,method\nA-1-1-1-3,A-1-1-1,满意度,questionnaire\n"},
	{"requirements", "item_id,kind,least,most,word_limit,caption_fields,roles,formats,from,to,basis\n"
			 "A-1-1-1-1,normative,1,2,,,redhead seal,pdf;JPG .docx,2019-08,2020-07,source\n"
			 "A-1-1-1-1,image,3,,,time place,,,,,default\n"
			 "A-1-1-1-2,,2,9,,时间 地点,,jpg,,,\n"
			 "A-1-1-2-1,table,1,,,,,,,,\n"},
	{"thresholds", "threshold_id,standard_id,metric_zh,comparator,value,unit,reference,due,active\n"
		       "T1,A-1-1-2-1,覆盖率,>=,99.5,%,,2020-12-31,1\nT2,A-1-1-1-3,满意度,==,,%,全省平均水平,,0\n"},
	{"negative", "negative_id,indicator_id,title_zh,strength\nN1,A-1-1,重大事故,explicit\n"},
	{"facts", "key,value,source\nmaterial_items,3,s1\nstandards,4,\nthresholds,2,\nmotto,三个一,\n"},
	{"sources", "source,title_zh,edition\ns1,来源一,E1\ns2,来源二,\n"},
	{"editions", "edition,title_zh,source\nE1,版本一,s1\n"},
};

#define NUM_TABLES (sizeof tables / sizeof tables[0])

const char *mini_text(const char *table)
{
	for (size_t i = 0; i < NUM_TABLES; i++)
		if (strcmp(tables[i][0], table) == 0)
			return tables[i][1];
	return "";
}

void mini_replace(const char *table, const char *text)
{
	char name[64];

	snprintf(name, sizeof name, "mini/%s.csv", table);
	if (text)
		temp_write_text(name, text);
	else
		remove(temp_path(name));
}

const char *mini_tables(void)
{
	for (size_t i = 0; i < NUM_TABLES; i++)
		mini_replace(tables[i][0], tables[i][1]);
	return temp_path("mini");
}

struct taizhang_catalog *mini_load(struct taizhang_findings *findings)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_catalog *catalog = taizhang_catalog_load(temp_path("mini"), findings, &err);

	tz_assert_ptr(catalog, &err);
	return catalog;
}

const char *mini_said(const struct taizhang_findings *findings)
{
	static char said[8192];
	size_t used = 0;

	said[0] = '\0';
	for (size_t i = 0; i < taizhang_findings_num(findings); i++) {
		const struct taizhang_finding *f = taizhang_findings_get(findings, i);
		const char *file = strrchr(taizhang_finding_file(f), '/');
		const char *found = taizhang_finding_found(f);
		const char *expected = strrchr(taizhang_finding_expected(f), '/');

		used += (size_t)snprintf(said + used, sizeof said - used, "%s %s:%d %s %s|%s\n", taizhang_finding_id(f),
					 file ? file + 1 : taizhang_finding_file(f), (int)taizhang_finding_line(f),
					 taizhang_finding_field(f), *found ? found : taizhang_finding_item(f),
					 expected && strstr(expected, ".csv") ? expected + 1 : taizhang_finding_expected(f));
		ck_assert_uint_lt(used, sizeof said);
	}
	return said;
}
