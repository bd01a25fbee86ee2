/* SPDX-License-Identifier: MIT */
/* test_part.c: the parts of a zip: found by directory or on a walk, resolved, read within limits. */
#include "inspect/part.h"

#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/arena.h"
#include "base/limits.h"
#include "harness/assert.h"
#include "harness/put_entry.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "inspect/office.h"
#include "inspect/ooxml.h"

static struct taizhang_error err;
static struct tz_arena arena;
static struct tz_source source;
static struct tz_parts parts;

static void open_bytes(const void *data, size_t size)
{
	tz_assert_ok(tz_source_begin(&source, "x.docx", &err), &err);
	tz_assert_ok(tz_source_write(&source, data, size, &err), &err);
	tz_assert_ok(tz_source_end(&source, &err), &err);
	tz_assert_ok(tz_parts_open(&parts, &source, &arena, &err), &err);
}

static void close_all(void)
{
	tz_parts_close(&parts);
	tz_source_close(&source);
	tz_arena_free(&arena);
}

static const char *resolve(const char *base, const char *reference)
{
	static char name[64];

	tz_part_resolve(base, reference, name, sizeof name);
	return name;
}

START_TEST(references_are_relative_to_their_part_and_never_leave)
{
	ck_assert_str_eq(resolve("word/document.xml", "media/a.png"), "word/media/a.png");
	ck_assert_str_eq(resolve("word/document.xml", "../docProps/core.xml"), "docProps/core.xml");
	ck_assert_str_eq(resolve("word/document.xml", "/xl\\./b.xml"), "xl/b.xml");
	ck_assert_str_eq(resolve("", "a//b"), "a/b");
	ck_assert_str_eq(resolve("word/document.xml", "../../a"), "");
	ck_assert_str_eq(resolve("", ".."), "");
	ck_assert_str_eq(resolve("", "0123456789012345678901234567890123456789012345678901234567890123456789"), "");
	ck_assert_str_eq(resolve("0123456789012345678901234567890123456789012345678901234567890123456789/a", "b"), "");
}
END_TEST

START_TEST(parts_are_found_in_any_case_and_with_either_slash)
{
	struct stored_zip zip = {0};
	struct tz_part_stream stream;
	char head[4];

	stored_zip_text(&zip, "Word\\Document.xml", "abcdef");
	stored_zip_text(&zip, "folder/", "");
	stored_zip_text(&zip, "again.xml", "1");
	stored_zip_text(&zip, "AGAIN.xml", "2");
	stored_zip_end(&zip);
	open_bytes(zip.bytes.data, zip.bytes.size);
	ck_assert_uint_eq(parts.num, 3);
	ck_assert_int_eq(parts.fault, TZ_PARTS_WHOLE);
	ck_assert_str_eq(parts.twice, "AGAIN.xml");
	ck_assert_ptr_nonnull(tz_parts_find(&parts, "word/document.XML"));
	ck_assert_ptr_null(tz_parts_find(&parts, "word"));
	tz_assert_ok(tz_part_head(&parts, tz_parts_find(&parts, "word/document.xml"), head, sizeof head, &err), &err);
	ck_assert_str_eq(head, "abc");
	tz_assert_ok(tz_part_head(&parts, NULL, head, sizeof head, &err), &err);
	ck_assert_str_eq(head, "");
	tz_assert_ok(tz_part_head(&parts, tz_parts_find(&parts, "again.xml"), head, sizeof head, &err), &err);
	ck_assert_str_eq(head, "1");
	/* A stream can begin anew. */
	tz_assert_ok(tz_part_open(&stream, &parts, &parts.list[0], &err), &err);
	ck_assert_int_eq(tz_part_read(&stream, head, 2, &err), 2);
	tz_assert_ok(tz_part_rewind(&stream, &err), &err);
	ck_assert_int_eq(tz_part_read(&stream, head, 3, &err), 3);
	ck_assert_int_eq(memcmp(head, "abc", 3), 0);
	tz_part_close(&stream);
	stored_zip_free(&zip);
	close_all();
}
END_TEST

START_TEST(without_a_directory_they_are_found_on_a_walk)
{
	struct stored_zip zip = {0};

	stored_zip_text(&zip, "a.xml", "eins");
	stored_zip_text(&zip, "b.xml", "zwei");
	open_bytes(zip.bytes.data, zip.bytes.size);
	ck_assert_int_eq(parts.fault, TZ_PARTS_CUT);
	ck_assert_uint_eq(parts.num, 2);
	ck_assert_ptr_nonnull(tz_parts_find(&parts, "b.xml"));
	stored_zip_free(&zip);
	close_all();
	open_bytes("no zip", 6);
	ck_assert_uint_eq(parts.num, 0);
	close_all();
}
END_TEST

START_TEST(more_parts_than_a_document_has_are_left)
{
	struct stored_zip zip = {0};
	struct taizhang_facts *facts;
	char name[16];

	stored_zip_text(&zip, "word/document.xml", "<w:document " W_NS "/>");
	for (int i = 0; i < TZ_LIMIT_INSPECT_PARTS; i++) {
		snprintf(name, sizeof name, "%d", i);
		stored_zip_text(&zip, name, "");
	}
	facts = office_zip(&zip);
	office_is(facts, "limited");
	ck_assert_str_eq(taizhang_facts_format(facts), "docx");
}
END_TEST

/* 17 MiB of blanks, deflated to some 17 KiB. */
START_TEST(a_bomb_is_told_and_costs_little)
{
	static char blanks[17u << 20];
	const char *path = temp_path("bomb.docx");
	struct tz_file_sink file = {open(path, O_WRONLY | O_CREAT | O_EXCL, 0600), path};
	const struct tz_sink sink = tz_sink_of_file(&file);
	struct tz_container_writer *writer = tz_container_writer_new(TAIZHANG_FORMAT_ZIP, &sink, path, 0, &err);
	struct taizhang_input input = TAIZHANG_INPUT_INIT;
	struct taizhang_facts *facts;
	uint64_t size;

	memset(blanks, ' ', sizeof blanks);
	tz_assert_ptr(writer, &err);
	tz_assert_ok(put_entry(writer, "word/document.xml", blanks, sizeof blanks, &err), &err);
	tz_assert_ok(tz_container_finish(writer, &size, &err), &err);
	tz_container_free(writer);
	close(file.fd);
	input.path = path;
	facts = taizhang_inspect(&input, NULL, &err);
	tz_assert_ptr(facts, &err);
	office_is(facts, "limited");
	ck_assert_str_eq(office_value(facts, "not-read"), "too-large");
	taizhang_facts_free(facts);
}
END_TEST

START_TEST(a_part_whose_bytes_changed_is_damaged)
{
	struct stored_zip zip = {0};
	struct taizhang_facts *facts;
	char *at;

	stored_zip_text(&zip, "word/document.xml", "<w:document " W_NS "><w:body><w:p><w:r><w:t>one</w:t></w:r></w:p></w:body></w:document>");
	stored_zip_end(&zip);
	at = memmem(zip.bytes.data, zip.bytes.size, ">one<", 5);
	ck_assert_ptr_nonnull(at);
	at[1] = 'O';
	facts = office_bytes(zip.bytes.data, zip.bytes.size);
	office_is(facts, "damaged");
	ck_assert_ptr_nonnull(strstr(office_value(facts, "damage"), "CRC"));
	stored_zip_free(&zip);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("part");

	suite_add_behaviour(suite, "finds", TESTS(references_are_relative_to_their_part_and_never_leave, parts_are_found_in_any_case_and_with_either_slash,
						  without_a_directory_they_are_found_on_a_walk));
	suite_add_behaviour(suite, "bounds", TESTS(more_parts_than_a_document_has_are_left, a_bomb_is_told_and_costs_little,
						   a_part_whose_bytes_changed_is_damaged));
	return suite;
}
