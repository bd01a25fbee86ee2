/* SPDX-License-Identifier: MIT */
/* fixture.c: the ledger that the tests of lib/render look at. */
#include "render/fixture.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "catalog/catalog.h"
#include "harness/assert.h"
#include "harness/sample_ledger.h"
#include "ledger/ledger.h"

static struct taizhang_error err;

const struct taizhang_node *fixture_item(const struct taizhang_ledger *ledger, const char *code)
{
	const struct taizhang_node *item =
		taizhang_catalog_find(taizhang_ledger_catalog(ledger), code);

	ck_assert_ptr_nonnull(item);
	return item;
}

struct taizhang_record *fixture_record(const struct taizhang_ledger *ledger, const char *code)
{
	struct taizhang_record *record =
		taizhang_ledger_get_record(ledger, fixture_item(ledger, code), 0);

	ck_assert_ptr_nonnull(record);
	return record;
}

static struct taizhang_record *add_record(struct taizhang_ledger *ledger, const char *code,
					  enum taizhang_kind kind, const char *title)
{
	struct taizhang_record *record =
		tz_ledger_add_record(ledger, fixture_item(ledger, code), 0, kind, &err);

	tz_assert_ptr(record, &err);
	tz_assert_ok(taizhang_record_set_title(record, title, &err), &err);
	return record;
}

static void add_file(struct taizhang_record *record, const char *path, enum taizhang_role role,
		     uint64_t size, bool missing)
{
	struct taizhang_file *file = tz_record_add_file(record, path, &err);

	tz_assert_ptr(file, &err);
	file->role = role;
	file->size = size;
	file->mtime = 1501925400;
	file->missing = missing;
	sample_digest(file, 'a');
}

static void add_records(struct taizhang_ledger *ledger)
{
	struct taizhang_date date = {2017, 3, 5};
	struct taizhang_record *record;

	record = add_record(ledger, NORMATIVE, TAIZHANG_KIND_NORMATIVE, "通知 " HOSTILE);
	tz_assert_ok(taizhang_normative_set_number(record, "包创发〔2017〕9号", &err), &err);
	tz_assert_ok(taizhang_normative_set_date(record, &date, &err), &err);
	tz_assert_ok(taizhang_normative_set_sealed(record, TAIZHANG_YES, &err), &err);
	add_file(record, "materials/I-1-1-1-1 方案/通知 " HOSTILE ".docx", TAIZHANG_ROLE_BODY, 1536, false);
	add_file(record, "materials/I-1-1-1-1 方案/通知-红头页.JPG", TAIZHANG_ROLE_REDHEAD, 10u << 20, false);

	record = add_record(ledger, REPORT, TAIZHANG_KIND_REPORT, "道德讲堂情况");
	tz_assert_ok(taizhang_report_set_words(record, 480, &err), &err);
	add_file(record, "materials/I-1-3-1-4/情况.docx", TAIZHANG_ROLE_BODY, 10, true);

	record = add_record(ledger, IMAGE, TAIZHANG_KIND_IMAGE, "");
	tz_assert_ok(taizhang_image_set_caption(record, TAIZHANG_CAPTION_PLACE, "昆都仑区", &err), &err);
	tz_assert_ok(taizhang_image_set_origin(record, TAIZHANG_ORIGIN_SITE, &err), &err);
	tz_assert_ok(taizhang_image_set_size(record, 1920, 1080, &err), &err);
	add_file(record, "materials/I-1-4-2-1/站点#1.png", TAIZHANG_ROLE_BODY, 5, false);
}

static void add_value(struct taizhang_ledger *ledger)
{
	const struct taizhang_threshold *threshold =
		taizhang_catalog_find_threshold(taizhang_ledger_catalog(ledger), "T001");
	struct tz_threshold_value *value = &ledger->values[tz_threshold_index(threshold)];

	value->value = strdup("12");
	value->unit = strdup("次/年");
	value->record = strdup(REPORT "/1");
}

struct taizhang_ledger *fixture_empty_ledger(const struct taizhang_ledger_options *options)
{
	struct taizhang_catalog *catalog;
	struct taizhang_ledger *ledger;

	taizhang_error_clear(&err);
	catalog = taizhang_catalog_builtin("ncc-2017-reconstructed", &err);
	tz_assert_ptr(catalog, &err);
	ledger = tz_ledger_new(catalog, options, &err);
	tz_assert_ptr(ledger, &err);
	return ledger;
}

struct taizhang_ledger *fixture_ledger(void)
{
	static const char *const items[] = {NORMATIVE, REPORT, IMAGE, TABLE};
	struct taizhang_ledger_options options = TAIZHANG_LEDGER_OPTIONS_INIT;
	struct taizhang_date deadline = {2017, 10, 31};
	struct taizhang_ledger *ledger;

	options.city = "示例市";
	options.year = 2017;
	options.unit = "市文明办";
	options.items = items;
	options.num_items = 4;
	options.from = (struct taizhang_date){2016, 8, 0};
	options.to = (struct taizhang_date){2017, 7, 0};
	ledger = fixture_empty_ledger(&options);
	ledger->changed = 1501925400;
	add_records(ledger);
	add_value(ledger);
	tz_assert_ok(taizhang_assignment_set_lead(ledger, fixture_item(ledger, NORMATIVE), "市委宣传部", &err), &err);
	tz_assert_ok(taizhang_assignment_set_deadline(ledger, fixture_item(ledger, NORMATIVE), &deadline, &err), &err);
	tz_assert_ok(taizhang_ledger_add_event(ledger, fixture_item(ledger, NORMATIVE), 1501925400, "张三",
					       "submitted", NULL, "初稿", &err), &err);
	return ledger;
}

void assert_has(const char *text, const char *wanted)
{
	ck_assert_ptr_nonnull(text);
	ck_assert_msg(strstr(text, wanted) != NULL, "\"%s\" is not in:\n%.3000s", wanted, text);
}

void assert_has_not(const char *text, const char *unwanted)
{
	ck_assert_ptr_nonnull(text);
	ck_assert_msg(strstr(text, unwanted) == NULL, "\"%s\" is in:\n%.3000s", unwanted, text);
}

static const json_t *step(const json_t *value, const char *name)
{
	if (json_is_array(value))
		return json_array_get(value, strtoul(name, NULL, 10));
	return json_object_get(value, name);
}

const char *json_at(const char *text, const char *path)
{
	static char found[4096];
	char copy[256], *name, *rest;
	json_error_t error;
	json_t *root;
	const json_t *value;
	char *dumped;

	ck_assert_ptr_nonnull(text);
	root = json_loads(text, 0, &error);
	ck_assert_msg(root != NULL, "not JSON, line %d: %s\n%s", error.line, error.text, text);
	value = root;
	snprintf(copy, sizeof copy, "%s", path);
	for (name = strtok_r(copy, ".", &rest); value && name; name = strtok_r(NULL, ".", &rest))
		value = step(value, name);
	if (json_is_string(value)) {
		snprintf(found, sizeof found, "%s", json_string_value(value));
	} else if (value) {
		dumped = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
		snprintf(found, sizeof found, "%s", dumped);
		free(dumped);
	}
	json_decref(root);
	return value ? found : NULL;
}
