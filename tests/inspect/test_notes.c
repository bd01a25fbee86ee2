/* SPDX-License-Identifier: MIT */
/* test_notes.c: times, coordinates and texts as cameras and programs really write them, and as nobody should. */
#include "inspect/notes.h"

#include <stdio.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"

static struct taizhang_error err;
static struct tz_notes notes;
static struct taizhang_facts *facts;

static void set(enum tz_note note, const char *text)
{
	notes.texts[note].data = text;
	notes.texts[note].size = strlen(text) + 1;
}

/* The facts stay until the next call. */
static const char *tell(const char *name)
{
	struct tz_inspection inspection = {NULL, NULL, false};

	taizhang_facts_free(facts);
	facts = tz_facts_new(&err);
	tz_assert_ptr(facts, &err);
	inspection.facts = facts;
	tz_assert_ok(tz_notes_tell(&notes, &inspection, &err), &err);
	tz_facts_finish(facts);
	return taizhang_fact_value(taizhang_facts_find(facts, name));
}

static void setup(void)
{
	notes = (struct tz_notes){.latitude = {-1, -1, -1}, .longitude = {-1, -1, -1}};
}

static void teardown(void)
{
	taizhang_facts_free(facts);
	facts = NULL;
}

static const struct {
	const char *time, *fraction, *offset, *told;
} times[] = {
	{"2017:05:03 10:11:12", NULL, NULL, "2017-05-03T10:11:12"},
	{"2017:05:03 10:11:12", "34", "+08:00", "2017-05-03T10:11:12.34+08:00"},
	{"2017:05:03 10:11:12", "007  ", "-03:30", "2017-05-03T10:11:12.007-03:30"},
	{"2017:05:03 10:11:12", "", "Z", "2017-05-03T10:11:12Z"},
	{"2017:05:03 10:11:12", "x", "   :  ", "2017-05-03T10:11:12"},
	{"2017:05:03 10:11:12", NULL, "+99:00", "2017-05-03T10:11:12"},
	{"2017-05-03 10:11:12", NULL, NULL, "2017-05-03T10:11:12"},
	{"2017/05/03T10.11.12", NULL, NULL, "2017-05-03T10:11:12"},
	{"2016:02:29 23:59:59", NULL, NULL, "2016-02-29T23:59:59"},
	{"2017:02:29 10:11:12", NULL, NULL, ""},
	{"0000:00:00 00:00:00", NULL, NULL, ""},
	{"    :  :     :  :  ", NULL, NULL, ""},
	{"2017:13:03 10:11:12", NULL, NULL, ""},
	{"2017:05:03 24:00:00", NULL, NULL, ""},
	{"2017:05:03 10:60:00", NULL, NULL, ""},
	{"2017:05:03 10:11", NULL, NULL, ""},
	{"", NULL, NULL, ""},
};

START_TEST(a_time_is_told_as_exactly_as_it_was_noted)
{
	set(TZ_NOTE_TAKEN, times[_i].time);
	if (times[_i].fraction)
		set(TZ_NOTE_TAKEN_FRACTION, times[_i].fraction);
	if (times[_i].offset)
		set(TZ_NOTE_TAKEN_OFFSET, times[_i].offset);
	ck_assert_str_eq(tell("taken"), times[_i].told);
}
END_TEST

START_TEST(where_no_time_of_taking_is_that_of_digitizing_is_and_never_that_of_changing)
{
	set(TZ_NOTE_MODIFIED, "2018:01:01 00:00:00");
	ck_assert_str_eq(tell("taken"), "");
	ck_assert_str_eq(tell("modified"), "2018-01-01T00:00:00");
	set(TZ_NOTE_DIGITIZED, "2017:05:03 10:11:12");
	ck_assert_str_eq(tell("taken"), "2017-05-03T10:11:12");
	ck_assert_str_eq(taizhang_fact_place(taizhang_facts_find(facts, "taken")), "Exif DateTimeDigitized");
	set(TZ_NOTE_TAKEN, "2017:05:01 10:11:12");
	ck_assert_str_eq(tell("taken"), "2017-05-01T10:11:12");
}
END_TEST

static const struct {
	double latitude[3], longitude[3];
	char north, east;
	const char *told;
} positions[] = {
	{{40, 39, 26.64}, {109, 50, 25.08}, 'N', 'E', "40.657400,109.840300"},
	{{40.6574, 0, 0}, {109.8403, 0, 0}, 'N', 'E', "40.657400,109.840300"},
	{{33, 30, 0}, {0, 0, 1.8}, 'S', 'W', "-33.500000,-0.000500"},
	{{90, 0, 0}, {180, 0, 0}, 'N', 'E', "90.000000,180.000000"},
	{{90, 0, 1}, {100, 0, 0}, 'N', 'E', ""},
	{{30, 0, 0}, {180, 0, 1}, 'N', 'E', ""},
	{{30, 60, 0}, {100, 0, 0}, 'N', 'E', ""},
	{{30, 0, 60}, {100, 0, 0}, 'N', 'E', ""},
	{{30, -1, 0}, {100, 0, 0}, 'N', 'E', ""},
	{{0, 0, 0}, {0, 0, 0}, 'N', 'E', ""},
	{{30, 0, 0}, {100, 0, 0}, 0, 'E', ""},
	{{30, 0, 0}, {100, 0, 0}, 'N', '?', ""},
	{{1e300, 0, 0}, {100, 0, 0}, 'N', 'E', ""},
};

START_TEST(coordinates_are_told_where_they_are_possible)
{
	memcpy(notes.latitude, positions[_i].latitude, sizeof notes.latitude);
	memcpy(notes.longitude, positions[_i].longitude, sizeof notes.longitude);
	notes.north = positions[_i].north;
	notes.east = positions[_i].east;
	ck_assert_str_eq(tell("gps"), positions[_i].told);
}
END_TEST

START_TEST(a_maker_is_not_named_twice)
{
	ck_assert_str_eq(tell("camera"), "");
	set(TZ_NOTE_MAKE, "ExampleCam   ");
	ck_assert_str_eq(tell("camera"), "ExampleCam");
	set(TZ_NOTE_MODEL, "X1");
	ck_assert_str_eq(tell("camera"), "ExampleCam X1");
	set(TZ_NOTE_MODEL, "ExampleCam X1");
	ck_assert_str_eq(tell("camera"), "ExampleCam X1");
}
END_TEST

START_TEST(texts_come_in_every_encoding)
{
	set(TZ_NOTE_ARTIST, "\xca\xbe\xc0\xfd\xb5\xa5\xce\xbb");
	ck_assert_str_eq(tell("owner"), "示例单位");
	set(TZ_NOTE_ARTIST, "示例单位");
	ck_assert_str_eq(tell("owner"), "示例单位");
	notes.texts[TZ_NOTE_ARTIST].data = NULL;
	notes.texts[TZ_NOTE_XP_AUTHOR].data = "\x3a\x79\x8b\x4f\0\0";
	notes.texts[TZ_NOTE_XP_AUTHOR].size = 6;
	ck_assert_str_eq(tell("owner"), "示例");
	notes.texts[TZ_NOTE_XP_AUTHOR].size = 5;
	ck_assert_str_eq(tell("owner"), "示例");
	notes.texts[TZ_NOTE_XP_AUTHOR].data = "\x00\xd8\x41\x00";
	notes.texts[TZ_NOTE_XP_AUTHOR].size = 4;
	tell("owner");
}
END_TEST

static const struct {
	const char *data;
	size_t size;
	bool big_endian;
	const char *told;
} comments[] = {
	{"ASCII\0\0\0square", 14, false, "square"},
	{"\0\0\0\0\0\0\0\0示例", 14, false, "示例"},
	{"UNICODE\0\x3a\x79\x8b\x4f", 12, false, "示例"},
	{"UNICODE\0\x79\x3a\x4f\x8b", 12, true, "示例"},
	{"JIS\0\0\0\0\0\x1b$B", 11, false, ""},
	{"ASCII\0\0\0", 8, false, ""},
	{"ASC", 3, false, ""},
};

START_TEST(a_comment_says_first_how_it_is_written)
{
	notes.texts[TZ_NOTE_USER_COMMENT].data = comments[_i].data;
	notes.texts[TZ_NOTE_USER_COMMENT].size = comments[_i].size;
	notes.big_endian = comments[_i].big_endian;
	ck_assert_str_eq(tell("description"), comments[_i].told);
}
END_TEST

START_TEST(orientation_and_resolution_are_told_where_they_mean_something)
{
	notes.orientation = 9;
	notes.across = notes.down = 300;
	tell("orientation");
	ck_assert_uint_eq(taizhang_facts_num(facts), 0);
	notes.orientation = 8;
	notes.unit = 2;
	ck_assert_str_eq(tell("orientation"), "8");
	ck_assert_str_eq(tell("resolution"), "300");
	notes.unit = 3;
	ck_assert_str_eq(tell("resolution"), "762");
}
END_TEST

START_TEST(a_text_without_end_is_cut)
{
	static char endless[70000];

	memset(endless, 'a', sizeof endless);
	notes.texts[TZ_NOTE_SOFTWARE].data = endless;
	notes.texts[TZ_NOTE_SOFTWARE].size = sizeof endless;
	ck_assert_uint_eq(strlen(tell("software")), 1024);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("notes");
	TCase *tcase = tcase_create("notes");

	tcase_add_checked_fixture(tcase, setup, teardown);
	suite_add_tcase(suite, tcase);
	tcase_add_loop_test(tcase, a_time_is_told_as_exactly_as_it_was_noted, 0, sizeof times / sizeof times[0]);
	tcase_add_test(tcase, where_no_time_of_taking_is_that_of_digitizing_is_and_never_that_of_changing);
	tcase_add_loop_test(tcase, coordinates_are_told_where_they_are_possible, 0, sizeof positions / sizeof positions[0]);
	tcase_add_test(tcase, a_maker_is_not_named_twice);
	tcase_add_test(tcase, texts_come_in_every_encoding);
	tcase_add_loop_test(tcase, a_comment_says_first_how_it_is_written, 0, sizeof comments / sizeof comments[0]);
	tcase_add_test(tcase, orientation_and_resolution_are_told_where_they_mean_something);
	tcase_add_test(tcase, a_text_without_end_is_cut);
	return suite;
}
