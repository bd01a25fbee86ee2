/* SPDX-License-Identifier: MIT */
/* test_reading_official.c: how much of what official documents of many layouts say is read, and how much of it is right. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

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
static size_t documents, others;
static struct taizhang_error err;

static void path_of(const char *name, char *path, size_t size)
{
	const char *srcdir = getenv("abs_srcdir");

	snprintf(path, size, "%s/inspect/data/official/%s", srcdir ? srcdir : ".", name);
}

static char *load(const char *name)
{
	char path[512];
	FILE *file;
	char *text;
	size_t size;

	path_of(name, path, sizeof path);
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

/* Of the facts of one file, which are freed. */
static void judge(const char *name, struct taizhang_facts *facts, const char *expected[NUM_FIELDS])
{
	struct tz_readings readings = {.num = 0};

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
}

static void judge_text(const char *name, const char *expected[NUM_FIELDS])
{
	struct taizhang_facts *facts = tz_facts_new(&err);
	char *text = load(name);

	tz_assert_ptr(facts, &err);
	tz_assert_ok(tz_facts_write(facts, text, strlen(text), &err), &err);
	tz_facts_finish(facts);
	judge(name, facts, expected);
	free(text);
}

/* The same document as LibreOffice writes it, where there is one and its text can be read here. */
static void judge_converted(const char *name, const char *extension, const char *expected[NUM_FIELDS])
{
	struct taizhang_input input = TAIZHANG_INPUT_INIT;
	struct taizhang_facts *facts;
	char path[512], converted[128];

	snprintf(converted, sizeof converted, "%.*s.%s", (int)strcspn(name, "."), name, extension);
	path_of(converted, path, sizeof path);
	if (access(path, R_OK) != 0)
		return;
	input.path = path;
	facts = taizhang_inspect(&input, NULL, &err);
	tz_assert_ptr(facts, &err);
	if (*taizhang_facts_text(facts, NULL)) {
		judge(converted, facts, expected);
		others++;
		return;
	}
	printf("%s: its text cannot be read here\n", converted);
	taizhang_facts_free(facts);
}

static void judge_all(bool converted)
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
		if (converted) {
			judge_converted(fields[0], "docx", fields + 1);
			judge_converted(fields[0], "pdf", fields + 1);
		} else {
			judge_text(fields[0], fields + 1);
		}
	}
	free(table);
}

static void setup(void)
{
	memset(scores, 0, sizeof scores);
	documents = others = 0;
}

static void tell_and_hold(void)
{
	for (size_t i = 0; i < NUM_FIELDS; i++) {
		const struct score *s = &scores[i];

		printf("%-7s precision %zu/%zu = %.3f, recall %zu/%zu = %.3f\n", names[i], s->right, s->read, (double)s->right / (double)s->read,
		       s->right, s->said, (double)s->right / (double)s->said);
	}
	for (size_t i = 0; i < NUM_FIELDS; i++) {
		ck_assert_uint_eq(scores[i].right, scores[i].read);
		ck_assert_uint_eq(scores[i].right, scores[i].said);
	}
}

START_TEST(what_is_read_is_right_and_most_is_read)
{
	judge_all(false);
	ck_assert_uint_ge(documents, LEAST_DOCUMENTS);
	tell_and_hold();
}
END_TEST

START_TEST(so_it_is_of_what_office_programs_write)
{
	judge_all(true);
	printf("%zu files in docx and pdf\n", others);
	if (others)
		tell_and_hold();
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("reading_official");
	TCase *tcase = tcase_create("official documents");

	tcase_add_checked_fixture(tcase, setup, NULL);
	tcase_add_test(tcase, what_is_read_is_right_and_most_is_read);
	tcase_add_test(tcase, so_it_is_of_what_office_programs_write);
	suite_add_tcase(suite, tcase);
	return suite;
}
