/* SPDX-License-Identifier: MIT */
/* test_container_zip.c: a zip in a stream is judged as one that seeks: its structure, its types, its names. */
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "package/container_read.h"
#include "package/zip_case.h"

#define CENTRAL(entry, at, width, value) {ZIP_CENTRAL, entry, at, width, value}
#define GBK_NAME "bag/\xC4\xBF\xC2\xBC\xB9\xAB.txt"	/* 目录公 */

/* Each is sound to who only reads from front to end. */
static const struct zip_case cases[] = {
	{.name = "sound"},
	{.name = "empty", .is_empty = true},
	{.name = "with a comment", .comment = ZIP_BYTES("a comment")},
	{.name = "zip64", .is_zip64 = true, .is_large = true},
	{.name = "a descriptor without its mark", .descriptor = 12},
	{.name = "bytes after the end", .after = 3},
	{.name = "bytes between entries", .gap = 5},
	{.name = "bytes before the directory", .gap_directory = 5},
	{.name = "bytes before the end record", .gap_end = 5},
	{.name = "a link in the directory",
	 .changes = {CENTRAL(ZIP_STORED, 5, 1, 3), CENTRAL(ZIP_STORED, 38, 4, 0120777u << 16)}},
	{.name = "a pipe in the directory",
	 .changes = {CENTRAL(ZIP_STORED, 5, 1, 3), CENTRAL(ZIP_STORED, 38, 4, 0010644u << 16)}},
	{.name = "another name in the directory", .changes = {CENTRAL(ZIP_STORED, 46 + 4, 1, 'b')}},
	{.name = "another size in the directory", .changes = {CENTRAL(ZIP_STORED, 24, 4, 6)}},
	{.name = "another CRC-32 in the directory", .changes = {CENTRAL(ZIP_STORED, 16, 4, 6)}},
	{.name = "a name in GBK", .stored_name = ZIP_BYTES(GBK_NAME)},
	{.name = "a name in no encoding", .stored_name = ZIP_BYTES("bag/\xFF\xFF")},
	{.name = "a name that climbs", .stored_name = ZIP_BYTES("bag/../../x")},
	{.name = "a name with backslashes", .stored_name = ZIP_BYTES("bag\\x")},
	{.name = "a name with NUL", .stored_name = ZIP_BYTES("bag/x\0y")},
	{.name = "the name of a drive", .stored_name = ZIP_BYTES("C:/x")},
	{.name = "the name of a device", .stored_name = ZIP_BYTES("bag/nul.txt")},
};

struct front {
	struct zip_made made;
	size_t at;
};

static int64_t read_on(void *context, void *buf, size_t size)
{
	struct front *f = context;
	size_t left = f->made.bytes.size - f->at;

	size = size < 7 ? size : 7;
	size = size < left ? size : left;
	memcpy(buf, f->made.bytes.data + f->at, size);
	f->at += size;
	return (int64_t)size;
}

static int visit(void *context, struct tz_container *c, const struct tz_entry *entry, struct taizhang_error *err)
{
	char bytes[100];
	int64_t got = 1;

	while (got > 0)
		got = tz_container_read(c, bytes, sizeof bytes, err);
	strcat(context, entry->path);
	strcat(context, "\n");
	return got == -1 ? -1 : 0;
}

/* The ids of what is found; names gets the entries visited. */
static char *judge(const struct taizhang_input *input, char *names)
{
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct tz_container *c = tz_container_open(input, NULL, &err);
	char *ids;

	*names = '\0';
	tz_assert_ptr(c, &err);
	tz_assert_ok(tz_container_walk(c, visit, names, findings, &err), &err);
	tz_container_close(c);
	ids = strdup(zip_ids(findings));
	taizhang_findings_free(findings);
	return ids;
}

START_TEST(a_stream_is_judged_like_a_file)
{
	struct front front = {.made = zip_make(&cases[_i])};
	struct taizhang_input memory = TAIZHANG_INPUT_INIT, stream = TAIZHANG_INPUT_INIT;
	char seen[1000], streamed[1000], *whole, *passed;

	memory.data = front.made.bytes.data;
	memory.data_size = front.made.bytes.size;
	stream.read = read_on;
	stream.context = &front;
	whole = judge(&memory, seen);
	passed = judge(&stream, streamed);
	/* what the directory alone knows is told after the entries have passed */
	ck_assert_msg(strcmp(whole, passed) == 0, "%s: %s in a file, %s in a stream", cases[_i].name, whole, passed);
	if (!*whole)
		ck_assert_str_eq(seen, streamed);
	free(whole);
	free(passed);
	zip_free(&front.made);
}
END_TEST

START_TEST(names_in_gbk_are_read_in_both)
{
	const struct zip_case c = {.name = "GBK", .stored_name = ZIP_BYTES(GBK_NAME)};
	struct front front = {.made = zip_make(&c)};
	struct taizhang_input input = TAIZHANG_INPUT_INIT;
	char names[1000], *ids;

	input.data = front.made.bytes.data;
	input.data_size = front.made.bytes.size;
	ids = judge(&input, names);
	ck_assert_str_eq(ids, "entry-encoding-guessed");
	ck_assert_ptr_nonnull(strstr(names, "bag/目录公.txt\n"));
	free(ids);
	zip_free(&front.made);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("container_zip");
	TCase *judges = tcase_create("judges");

	tcase_add_loop_test(judges, a_stream_is_judged_like_a_file, 0, sizeof cases / sizeof cases[0]);
	tcase_add_test(judges, names_in_gbk_are_read_in_both);
	suite_add_tcase(suite, judges);
	return suite;
}
