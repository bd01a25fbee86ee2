/* SPDX-License-Identifier: MIT */
/* test_pdf_content.c: drawing commands: where pictures come to stand, whether text can be seen, what is no command. */
#include "inspect/pdf_content.h"

#include <stdio.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"

static char drawn[4096];

static bool note(void *context, const char *name, const struct tz_pdf_matrix *m)
{
	size_t used = strlen(drawn);

	(void)context;
	snprintf(drawn + used, sizeof drawn - used, "%s %g %g %g %g %g %g;", name, m->a, m->b, m->c, m->d, m->e, m->f);
	return strcmp(name, "Last") != 0;
}

static struct tz_pdf_content read_all(const char *commands, size_t size)
{
	static const struct tz_pdf_matrix plain = TZ_PDF_MATRIX_INIT;
	struct tz_pdf_content content = {note, NULL, false, false};

	drawn[0] = 0;
	tz_pdf_content_read(&content, commands, size, &plain);
	return content;
}

static void assert_drawn(const char *commands, const char *expected)
{
	read_all(commands, strlen(commands));
	ck_assert_str_eq(drawn, expected);
}

static void assert_writes(const char *commands, bool expected)
{
	ck_assert_msg(read_all(commands, strlen(commands)).writes == expected, "%s", commands);
}

START_TEST(a_picture_stands_where_the_matrix_puts_it)
{
	assert_drawn("/Im0 Do", "Im0 1 0 0 1 0 0;");
	assert_drawn("q 595.2 0 0 841.8 0 0 cm /Im0 Do Q", "Im0 595.2 0 0 841.8 0 0;");
	assert_drawn("0.24 0 0 .24 0 0 cm q 2480 0 0 3508 10 -20 cm/Im0 Do", "Im0 595.2 0 0 841.92 2.4 -4.8;");
	assert_drawn("0 842 -595 0 595 0 cm /Im0 Do", "Im0 0 842 -595 0 595 0;");
}
END_TEST

START_TEST(states_are_saved_and_come_back)
{
	assert_drawn("q 2 0 0 2 0 0 cm q 3 0 0 3 0 0 cm Q /A Do Q /B Do", "A 2 0 0 2 0 0;B 1 0 0 1 0 0;");
	assert_drawn("Q Q Q /A Do", "A 1 0 0 1 0 0;");
}
END_TEST

START_TEST(states_without_end_are_borne)
{
	char many[3000];

	memset(many, 'q', sizeof many);
	for (size_t i = 1; i < sizeof many; i += 2)
		many[i] = ' ';
	read_all(many, sizeof many);
	for (size_t i = 0; i < sizeof many; i += 2)
		many[i] = i % 4 ? 'q' : 'Q';
	read_all(many, sizeof many);
}
END_TEST

START_TEST(reading_ends_where_it_is_told_to)
{
	assert_drawn("/Last Do /A Do", "Last 1 0 0 1 0 0;");
}
END_TEST

START_TEST(text_that_can_be_seen_is_text)
{
	assert_writes("BT /F1 12 Tf (a) Tj ET", true);
	assert_writes("BT [(a) 120 (b)] TJ ET", true);
	assert_writes("BT (a) ' ET", true);
	assert_writes("BT 1 2 (a) \" ET", true);
	assert_writes("BT ET q Q", false);
}
END_TEST

START_TEST(text_under_a_scan_is_not_seen)
{
	assert_writes("BT 3 Tr (a) Tj ET", false);
	assert_writes("q BT 3 Tr (a) Tj ET Q BT (b) Tj ET", true);
	assert_writes("BT 3 Tr (a) Tj 0 Tr (b) Tj ET", true);
}
END_TEST

START_TEST(what_stands_in_strings_comments_and_names_is_no_command)
{
	assert_writes("(\\) Tj (a) Tj ) pop", false);
	assert_writes("% (a) Tj\n q", false);
	assert_writes("/Tj /TJ <20546A20> <</Tj 1>> BDC", false);
	assert_drawn("(/Im0 Do) % /Im1 Do\r/A Do", "A 1 0 0 1 0 0;");
}
END_TEST

START_TEST(pictures_among_the_commands_are_stepped_over)
{
	static const char commands[] = "BI /W 1 /H 1 ID \x01 (a) Tj \x00\xff EI Q /A Do";
	struct tz_pdf_content content = read_all(commands, sizeof commands - 1);

	ck_assert(content.paints_inline);
	ck_assert(!content.writes);
	ck_assert_str_eq(drawn, "A 1 0 0 1 0 0;");
	ck_assert(read_all("ID never ended", 14).paints_inline);
}
END_TEST

START_TEST(what_breaks_off_or_is_nonsense_is_borne)
{
	static const char *const commands[] = {"", "(", "(\\", "<", "<<", "/", "1 0 0 1 0 cm /A Do", "cm", "Do", "Tr", ">)]}{[", "+ - . 1.2.3 -.5",
					       "\xff\xfe\x80", "ID", "ID ", "%"};

	for (size_t i = 0; i < sizeof commands / sizeof commands[0]; i++)
		read_all(commands[i], strlen(commands[i]));
	assert_drawn("1 0 0 1 0 cm /A Do", "A 1 0 0 1 0 0;");
	assert_drawn("9 9 2 0 0 2 0 0 cm /A Do", "A 2 0 0 2 0 0;");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("pdf_content");

	suite_add_behaviour(suite, "pictures",
			    TESTS(a_picture_stands_where_the_matrix_puts_it, states_are_saved_and_come_back,
				  states_without_end_are_borne, reading_ends_where_it_is_told_to));
	suite_add_behaviour(suite, "text", TESTS(text_that_can_be_seen_is_text, text_under_a_scan_is_not_seen));
	suite_add_behaviour(suite, "what is no command",
			    TESTS(what_stands_in_strings_comments_and_names_is_no_command,
				  pictures_among_the_commands_are_stepped_over, what_breaks_off_or_is_nonsense_is_borne));
	return suite;
}
