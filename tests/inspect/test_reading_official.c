/* SPDX-License-Identifier: MIT */
/* test_reading_official.c: how much of what official documents of many layouts say is read, and how much of it is right. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "inspect/reading.h"

#define NUM_FIELDS 4
#define LEAST_DOCUMENTS 30

static const char *const names[NUM_FIELDS] = {"number", "title", "issuer", "date"};

/* Of one field: what the documents say, what was read, and how much of that is what they say. */
struct score {
	size_t said, read, right;
};
static struct score scores[NUM_FIELDS];
static size_t documents;
static struct taizhang_error err;

static char *load(const char *name)
{
	const char *srcdir = getenv("abs_srcdir");
	char path[512];
	FILE *file;
	char *text;
	size_t size;

	snprintf(path, sizeof path, "%s/inspect/data/official/%s", srcdir ? srcdir : ".", name);
	file = fopen(path, "rb");
	ck_assert_msg(file != NULL, "%s is missing", path);
	text = calloc(1, 1u << 20);
	ck_assert_ptr_nonnull(text);
	size = fread(text, 1, (1u << 20) - 1, file);
	ck_assert_uint_gt(size, 0);
	fclose(file);
	return text;
}

static const char *value_of(const struct tz_readings *readings, const char *field)
{
	for (size_t i = 0; i < readings->num; i++)
		if (!strcmp(readings->entries[i].field, field))
			return readings->entries[i].value;
	return "-";
}

static void judge(const char *name, const char *expected[NUM_FIELDS])
{
	struct taizhang_facts *facts = tz_facts_new(&err);
	struct tz_readings readings = {.num = 0};
	char *text = load(name);

	tz_assert_ptr(facts, &err);
	tz_assert_ok(tz_facts_write(facts, text, strlen(text), &err), &err);
	tz_facts_finish(facts);
	tz_assert_ok(tz_readings_normative(facts, &readings, &err), &err);
	for (size_t i = 0; i < NUM_FIELDS; i++) {
		const char *value = value_of(&readings, names[i]);

		scores[i].said += strcmp(expected[i], "-") != 0;
		scores[i].read += strcmp(value, "-") != 0;
		scores[i].right += strcmp(value, "-") != 0 && !strcmp(value, expected[i]);
		if (strcmp(value, expected[i]) != 0)
			printf("%s: %s is %s, expected %s\n", name, names[i], value, expected[i]);
	}
	documents++;
	tz_readings_free(&readings);
	taizhang_facts_free(facts);
	free(text);
}

static void judge_all(void)
{
	char *table = load("expected.tsv"), *rest = table, *line;

	while ((line = strsep(&rest, "\n"))) {
		const char *fields[NUM_FIELDS + 1] = {NULL};
		size_t num = 0;

		if (!*line || *line == '#')
			continue;
		for (char *field = strsep(&line, "\t"); field && num <= NUM_FIELDS; field = strsep(&line, "\t"))
			fields[num++] = field;
		ck_assert_uint_eq(num, NUM_FIELDS + 1);
		judge(fields[0], fields + 1);
	}
	free(table);
}

START_TEST(what_is_read_is_right_and_most_is_read)
{
	judge_all();
	for (size_t i = 0; i < NUM_FIELDS; i++) {
		const struct score *s = &scores[i];

		printf("%-7s precision %zu/%zu = %.3f, recall %zu/%zu = %.3f\n", names[i], s->right, s->read, (double)s->right / (double)s->read,
		       s->right, s->said, (double)s->right / (double)s->said);
	}
	ck_assert_uint_ge(documents, LEAST_DOCUMENTS);
	for (size_t i = 0; i < NUM_FIELDS; i++) {
		ck_assert_uint_eq(scores[i].right, scores[i].read);
		ck_assert_uint_eq(scores[i].right, scores[i].said);
	}
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("reading_official");
	TCase *tcase = tcase_create("official documents");

	tcase_add_test(tcase, what_is_read_is_right_and_most_is_read);
	suite_add_tcase(suite, tcase);
	return suite;
}
