/* SPDX-License-Identifier: MIT */
/* test_type.c: what bytes are, whatever they are called: marks, texts, and the rest. */
#include <stdio.h>
#include <string.h>

#include "base/buffer.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "inspect/door.h"
#include "inspect/magic.h"

static struct taizhang_error err = TAIZHANG_ERROR_INIT;

static struct taizhang_facts *find(const char *name, const void *data, size_t size)
{
	struct tz_source source;
	struct taizhang_facts *facts = tz_facts_new(&err);
	struct tz_inspection inspection = {&source, facts, false};

	tz_assert_ok(tz_source_begin(&source, name, &err), &err);
	tz_assert_ok(tz_source_write(&source, data, size, &err), &err);
	tz_assert_ok(tz_source_end(&source, &err), &err);
	tz_assert_ok(tz_type_find(&inspection, &err), &err);
	tz_source_close(&source);
	return facts;
}

static void assert_type_of(const char *name, const void *data, size_t size, const char *format)
{
	struct taizhang_facts *facts = find(name, data, size);

	ck_assert_msg(strcmp(taizhang_facts_format(facts), format) == 0, "%.20s is %s, not %s", (const char *)data, taizhang_facts_format(facts),
		      format);
	ck_assert_str_ne(taizhang_facts_media_type(facts), "");
	taizhang_facts_free(facts);
}
#define ASSERT_TYPE(bytes, format) assert_type_of("a", bytes, sizeof bytes - 1, format)
#define ASSERT_NAMED(name, bytes, format) assert_type_of(name, bytes, sizeof bytes - 1, format)

static void assert_media_type(const void *data, size_t size, const char *expected)
{
	struct taizhang_facts *facts = find("a", data, size);

	ck_assert_str_eq(taizhang_facts_media_type(facts), expected);
	taizhang_facts_free(facts);
}
#define ASSERT_MEDIA_TYPE(bytes, expected) assert_media_type(bytes, sizeof bytes - 1, expected)

START_TEST(pictures_have_marks)
{
	ASSERT_TYPE("\xff\xd8\xff\xe0\0\x10JFIF", "jpeg");
	ASSERT_TYPE("\x89PNG\r\n\x1a\n", "png");
	ASSERT_TYPE("GIF89a..", "gif");
	ASSERT_TYPE("II*\0\x08\0\0\0", "tiff");
	ASSERT_TYPE("MM\0*\0\0\0\x08", "tiff");
	ASSERT_TYPE("RIFF\0\0\0\0WEBPVP8 ", "webp");
	ASSERT_TYPE("BM\x46\0\0\0\0\0\0\0\x36\0\0\0\x28\0\0\0\1\0\0\0\1\0\0\0", "bmp");
	ASSERT_TYPE("\0\0\0\x18" "ftypheic\0\0\0\0", "heic");
	ASSERT_MEDIA_TYPE("\0\0\0\x18" "ftypmif1\0\0\0\0", "image/heif");
}
END_TEST

START_TEST(documents_have_marks)
{
	ASSERT_TYPE("%PDF-1.4\n", "pdf");
	ASSERT_TYPE("{\\rtf1\\ansi}", "rtf");
	ASSERT_TYPE("\xef\xbb\xbf%PDF-1.4\n", "pdf");
	ASSERT_TYPE("some junk\n%PDF-1.4\n", "pdf");
}
END_TEST

START_TEST(archives_films_and_programs_have_marks_and_media_types)
{
	ASSERT_MEDIA_TYPE("Rar!\x1a\x07\x01\0", "application/x-rar");
	ASSERT_MEDIA_TYPE("7z\xbc\xaf\x27\x1c", "application/x-7z-compressed");
	ASSERT_MEDIA_TYPE("\x1f\x8b\x08\0", "application/gzip");
	ASSERT_MEDIA_TYPE("\0\0\0\x18" "ftypisom\0\0\0\0", "video/mp4");
	ASSERT_TYPE("\0\0\0\x18" "ftypisom\0\0\0\0", "media");
	ASSERT_TYPE("ID3\x03\0\0\0\0\0\0", "media");
	ASSERT_TYPE("RIFF\0\0\0\0WAVEfmt ", "media");
	ASSERT_TYPE("\x7f" "ELF\2\1\1\0", "program");
	ASSERT_TYPE("#!/bin/sh\n", "program");
	ASSERT_TYPE("MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0\xb8\0\0\0\0\0\0\0\x40\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\x80\0\0\0",
		    "program");
	ASSERT_TYPE("PK\5\6\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", "zip");
}
END_TEST

START_TEST(texts_that_begin_like_something_else_are_texts)
{
	ASSERT_TYPE("BM 系统说明：以下各项……", "text");
	ASSERT_TYPE("MZ 一词出自某处。", "text");
	ASSERT_TYPE("ID3 标签说明", "text");
	ASSERT_TYPE("GIF8 是什么", "text");
	ASSERT_TYPE("12345678WAVE 是什么", "text");
	ASSERT_TYPE("文件以 %PDF-1.4 开头。", "text");
}
END_TEST

START_TEST(texts_of_every_encoding_are_texts)
{
	ASSERT_TYPE("示例单位\r\n", "text");
	ASSERT_TYPE("\xef\xbb\xbf示例单位", "text");
	ASSERT_TYPE("\xca\xbe\xc0\xfd\xb5\xa5\xce\xbb\r\n", "text");
	ASSERT_TYPE("\xff\xfe\x3a\x79\x8b\x4f", "text");
	ASSERT_TYPE("\xfe\xff\x79\x3a\x4f\x8b", "text");
	ASSERT_TYPE("plain ASCII\twith a tab\f\n", "text");
}
END_TEST

START_TEST(a_character_that_breaks_off_where_looking_ends_is_no_fault)
{
	static const struct {
		const char *first, *character;
	} texts[] = {{"", "字"}, {"a", "字"}, {"ab", "字"}, {"", "\xd7\xd6"}, {"a", "\xd7\xd6"}, {"\xff\xfe", "\x40\xd8\x00\xdc"}};

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++) {
		const size_t bytes = i == 5 ? 4 : strlen(texts[i].character);
		struct tz_buffer text = TZ_BUFFER_INIT;

		tz_buffer_text_add(&text, texts[i].first);
		while (text.size < 70000)
			tz_buffer_add(&text, texts[i].character, bytes);
		assert_type_of("a", text.data, text.size, "text");
		tz_buffer_free(&text);
	}
}
END_TEST

START_TEST(texts_of_a_kind_are_told_by_their_first_words)
{
	ASSERT_TYPE("<?xml version=\"1.0\"?>\n<a/>", "xml");
	ASSERT_TYPE("\xff\xfe<\0?\0x\0m\0l\0 \0", "xml");
	ASSERT_TYPE("<svg xmlns=\"http://www.w3.org/2000/svg\"/>", "xml");
	ASSERT_TYPE("\xef\xbb\xbf \r\n<!DOCTYPE html><p>", "html");
	ASSERT_TYPE("<HTML><BODY>", "html");
	ASSERT_TYPE("<?xml version=\"1.0\"?><!DOCTYPE html><html xmlns=\"http://www.w3.org/1999/xhtml\">", "html");
}
END_TEST

START_TEST(a_table_is_a_text_that_is_called_one)
{
	ASSERT_NAMED("指标.csv", "指标,数值\r\n", "csv");
	ASSERT_NAMED("指标.TSV", "指标\t数值\r\n", "csv");
	ASSERT_NAMED("指标.csv", "\xd6\xb8\xb1\xea,1\r\n", "csv");
	ASSERT_NAMED("指标.txt", "指标,数值\r\n", "text");
	ASSERT_NAMED("指标.csv", "\xff\xd8\xff\xe0", "jpeg");
	ASSERT_NAMED("指标.csv", "<html>", "html");
}
END_TEST

START_TEST(what_nobody_knows_is_unknown)
{
	ASSERT_TYPE("\x01\x02\x03\x04 nothing", "unknown");
	ASSERT_TYPE("\0", "unknown");
	ASSERT_TYPE("\xff\xfe\0\0", "unknown");
}
END_TEST

START_TEST(libmagic_tells_the_rest)
{
#if HAVE_LIBMAGIC
	char media_type[TZ_MAGIC_SIZE] = "";

	ASSERT_MEDIA_TYPE("\xca\xfe\xba\xbe\0\0\0\x34\0\x10", "application/x-java-applet");
	ASSERT_TYPE("\xca\xfe\xba\xbe\0\0\0\x34\0\x10", "program");
	ASSERT_TYPE("OggS\0\2\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\1\x1e\1vorbis", "media");
	ASSERT_TYPE("\xed\xab\xee\xdb\3\0\0\0\0\0", "archive");
	ck_assert(!tz_magic_find("\x01\x02\x03\x04", 4, media_type));
	ck_assert(tz_magic_find("\x7f" "ELF\2\1\1\0\0\0\0\0\0\0\0\0\3\0\x3e\0", 20, media_type));
	ck_assert_ptr_nonnull(strstr(media_type, "application/x-"));
#else
	puts("skipped: libmagic is not built in");
#endif
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("type");

	suite_add_behaviour(suite, "marks",
			    TESTS(pictures_have_marks, documents_have_marks, archives_films_and_programs_have_marks_and_media_types,
				  texts_that_begin_like_something_else_are_texts));
	suite_add_behaviour(suite, "texts",
			    TESTS(texts_of_every_encoding_are_texts, a_character_that_breaks_off_where_looking_ends_is_no_fault,
				  texts_of_a_kind_are_told_by_their_first_words, a_table_is_a_text_that_is_called_one));
	suite_add_behaviour(suite, "the rest", TESTS(what_nobody_knows_is_unknown, libmagic_tells_the_rest));
	return suite;
}
