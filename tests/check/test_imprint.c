/* SPDX-License-Identifier: MIT */
/* test_imprint.c: what a picture looks like and how a report reads, and finding it again. */
#include "check/imprint.h"

#include <stdlib.h>
#include <string.h>

#include "check/facts_maker.h"
#include "ledger/small.h"

#define LONG "全市二〇一七年建成社区志愿服务站点一百二十个，覆盖率为百分之九十八；注册志愿者占常住人口的百分之十五，" \
	"全年开展活动三千余次。"

static struct taizhang_imprints *imprints;

static void begin(void)
{
	small_begin_official();
	small_write(REPORT, "报告.docx", "a");
	small_write(REPORT, "附图.jpg", "b");
	small_write(PICTURES, "一.jpg", "c");
	small_write(PICTURES, "二.jpg", "d");
	small_scan();
	imprints = taizhang_imprints_new(&small.err);
	tz_assert_ptr(imprints, &small.err);
}

static void end(void)
{
	taizhang_imprints_free(imprints);
	made_end();
	small_end();
}

static struct tz_imprint picture(uint64_t hash)
{
	struct tz_imprint imprint = TZ_IMPRINT_INIT;

	imprint.is_picture = true;
	imprint.hash = hash;
	return imprint;
}

static struct tz_imprint text(const char *text)
{
	struct taizhang_facts *facts = made_facts(TZ_FORMAT_DOCX);
	struct taizhang_record *record = small_record(REPORT, 1);
	const struct tz_survey_file file = {record, taizhang_record_get_file(record, 0), facts};
	struct tz_imprint imprint;

	made_text(facts, text);
	tz_assert_ok(tz_imprint_take(&imprint, &file, &small.err), &small.err);
	imprint.digest = NULL;
	return imprint;
}

static void keep(struct tz_imprint imprint, const struct taizhang_record *record, const char *name)
{
	tz_assert_ok(tz_imprints_add(imprints, &imprint, record, name, &small.err), &small.err);
}

static bool find(struct tz_imprint imprint, const struct taizhang_record *but, struct tz_imprint_match *match)
{
	bool found = tz_imprints_find(imprints, &imprint, but, match);

	tz_imprint_clear(&imprint);
	return found;
}

START_TEST(pictures_are_found_up_to_the_limit_of_bits_and_not_beyond)
{
	const uint64_t hash = 0x0123456789abcdef;
	/* The differing bits in all quarters, and all in one. */
	const uint64_t near[] = {0, 1, 0x8000000000000001, 0x0003000300010001, 0x3f, 0x3f00000000000000};
	const uint64_t far[] = {0x7f, 0x0003000300030001, 0x7f00000000000000, UINT64_MAX};
	struct tz_imprint_match match;

	ck_assert(!find(picture(hash), NULL, &match));
	keep(picture(hash), NULL, "甲");
	for (size_t i = 0; i < sizeof near / sizeof near[0]; i++) {
		ck_assert_msg(find(picture(hash ^ near[i]), NULL, &match), "%zu", i);
		ck_assert_str_eq(match.name, "甲");
		ck_assert_uint_eq(match.differ, (unsigned int)__builtin_popcountll(near[i]));
		ck_assert(!match.same_bytes);
	}
	for (size_t i = 0; i < sizeof far / sizeof far[0]; i++)
		ck_assert_msg(!find(picture(hash ^ far[i]), NULL, &match), "%zu", i);
}
END_TEST

START_TEST(the_nearest_is_found_and_of_equals_the_first)
{
	struct tz_imprint_match match;

	keep(picture(0xff00ff00ff00ff07), NULL, "远");
	keep(picture(0xff00ff00ff00ff01), NULL, "近");
	keep(picture(0xff00ff00ff00ff01), NULL, "后");
	ck_assert(find(picture(0xff00ff00ff00ff00), NULL, &match));
	ck_assert_str_eq(match.name, "近");
	ck_assert_uint_eq(match.differ, 1);
}
END_TEST

START_TEST(what_is_of_the_same_record_is_no_other)
{
	struct taizhang_record *own = small_record(PICTURES, 1);
	struct tz_imprint_match match;

	keep(picture(0x1234), own, "同");
	ck_assert(!find(picture(0x1234), own, &match));
	ck_assert(find(picture(0x1234), small_record(PICTURES, 2), &match));
	ck_assert(find(picture(0x1234), NULL, &match));
}
END_TEST

START_TEST(the_same_bytes_are_told_as_such_whatever_they_look_like)
{
	unsigned char digest[32] = {1, 2, 3}, other[32] = {4};
	struct tz_imprint imprint = picture(0x1234), again = picture(0xffff00000000ffff);
	struct tz_imprint_match match;

	imprint.digest = again.digest = digest;
	keep(imprint, NULL, "甲");
	digest[31] = 9;
	ck_assert(!find(again, NULL, &match));
	digest[31] = 0;
	ck_assert(find(again, NULL, &match));
	ck_assert(match.same_bytes);
	again.digest = other;
	ck_assert(!find(again, NULL, &match));
}
END_TEST

START_TEST(reports_are_found_by_what_they_say)
{
	struct tz_imprint_match match;

	keep(text("开头不同的另一份报告，" LONG LONG "结尾也全不一样，讲的是完全不同的一件事情，没有多少相同之处。"), NULL, "旁");
	keep(text(LONG), NULL, "甲");
	ck_assert(find(text("  " LONG "\n"), NULL, &match));
	ck_assert_str_eq(match.name, "甲");
	ck_assert_uint_eq(match.percent, 100);
	ck_assert(find(text(LONG "完。"), NULL, &match));
	ck_assert_uint_ge(match.percent, TZ_IMPRINT_PERCENT);
	ck_assert_uint_lt(match.percent, 100);
	ck_assert(!find(text("今年以来，全市共整治背街小巷八十六条，改造老旧小区四十二个，新建口袋公园十九处，群众满意度比上年提高两个百分点以上。"),
			NULL, &match));
}
END_TEST

START_TEST(the_same_characters_in_another_order_are_no_hundred_percent)
{
	struct tz_imprint_match match;

	/* Both have the same runs, and one of them has them twice. */
	keep(text(LONG LONG), NULL, "甲");
	ck_assert(find(text(LONG LONG LONG), NULL, &match));
	ck_assert_uint_eq(match.percent, 99);
}
END_TEST

START_TEST(only_bodies_of_pictures_and_reports_leave_an_imprint)
{
	struct taizhang_record *record = small_record(PICTURES, 1);
	struct taizhang_facts *facts = made_facts(TZ_FORMAT_JPEG);
	const struct tz_survey_file file = {record, taizhang_record_get_file(record, 0), facts};
	const struct tz_survey_file gone = {record, taizhang_record_get_file(record, 0), NULL};
	struct tz_imprint imprint;

	tz_assert_ok(tz_imprint_take(&imprint, &gone, &small.err), &small.err);
	ck_assert(tz_imprint_is_empty(&imprint));
	tz_assert_ok(tz_imprint_take(&imprint, &file, &small.err), &small.err);
	ck_assert(tz_imprint_is_empty(&imprint));
	made_fact(facts, TZ_FACT_PERCEPTUAL_HASH, "00000000000000ff");
	tz_assert_ok(tz_imprint_take(&imprint, &file, &small.err), &small.err);
	ck_assert(imprint.is_picture);
	ck_assert_uint_eq(imprint.hash, 0xff);
	tz_assert_ok(taizhang_record_set_role(record, 0, TAIZHANG_ROLE_ATTACHMENT, &small.err), &small.err);
	tz_assert_ok(tz_imprint_take(&imprint, &file, &small.err), &small.err);
	ck_assert(tz_imprint_is_empty(&imprint));
	imprint = text("太短");
	ck_assert(tz_imprint_is_empty(&imprint));
}
END_TEST

START_TEST(a_picture_of_one_colour_or_without_a_proper_hash_has_none)
{
	static const char *const bad[] = {"0000000000000000", "ffffffffffffffff", "00ff", "00000000000000fg", "000000000000000ff"};
	struct taizhang_record *record = small_record(PICTURES, 1);

	for (size_t i = 0; i < sizeof bad / sizeof bad[0]; i++) {
		struct taizhang_facts *facts = made_facts(TZ_FORMAT_JPEG);
		const struct tz_survey_file file = {record, taizhang_record_get_file(record, 0), facts};
		struct tz_imprint imprint;

		made_fact(facts, TZ_FACT_PERCEPTUAL_HASH, bad[i]);
		tz_assert_ok(tz_imprint_take(&imprint, &file, &small.err), &small.err);
		ck_assert_msg(tz_imprint_is_empty(&imprint), "%s", bad[i]);
	}
}
END_TEST

START_TEST(a_survey_leaves_the_imprints_of_all_its_files)
{
	struct tz_survey_plan plan = {.ledger = small.ledger};
	struct tz_survey *survey = tz_survey_new(&plan, &small.err);
	struct tz_imprint_match match;

	made_fact(made_for(PICTURES, "二.jpg", TZ_FORMAT_JPEG), TZ_FACT_PERCEPTUAL_HASH, "00000000000000ff");
	made_text(made_for(REPORT, "报告.docx", TZ_FORMAT_DOCX), LONG);
	tz_assert_ok(tz_imprints_add_survey(imprints, small.ledger, survey, &small.err), &small.err);
	ck_assert(find(picture(0xfe), NULL, &match));
	ck_assert_str_eq(match.name, "2017 " PICTURES "/2");
	ck_assert(find(text(LONG), NULL, &match));
	ck_assert_str_eq(match.name, "2017 " REPORT "/1");
	tz_survey_free(survey);
}
END_TEST

START_TEST(a_ledger_is_wanted_that_has_a_folder)
{
	struct taizhang_check_options options = TAIZHANG_CHECK_OPTIONS_INIT;

	options.programs = options.remember = false;
	tz_assert_ok(taizhang_imprints_add_ledger(imprints, small.ledger, &options, &small.err), &small.err);
	tz_assert_ok(taizhang_imprints_add_ledger(imprints, small.ledger, NULL, &small.err), &small.err);
	ck_assert_int_eq(taizhang_imprints_add_ledger(NULL, small.ledger, NULL, &small.err), -1);
	tz_assert_code(&small.err, TAIZHANG_E_INVAL);
	ck_assert_int_eq(taizhang_imprints_add_ledger(imprints, NULL, NULL, NULL), -1);
	options.size = 0;
	ck_assert_int_eq(taizhang_imprints_add_ledger(imprints, small.ledger, &options, NULL), -1);
	taizhang_imprints_free(NULL);
}
END_TEST

Suite *module_suite(void)
{
	const TTest *const tests[] = {
		pictures_are_found_up_to_the_limit_of_bits_and_not_beyond, the_nearest_is_found_and_of_equals_the_first,
		what_is_of_the_same_record_is_no_other, the_same_bytes_are_told_as_such_whatever_they_look_like,
		reports_are_found_by_what_they_say, the_same_characters_in_another_order_are_no_hundred_percent,
		only_bodies_of_pictures_and_reports_leave_an_imprint,
		a_picture_of_one_colour_or_without_a_proper_hash_has_none, a_survey_leaves_the_imprints_of_all_its_files,
		a_ledger_is_wanted_that_has_a_folder,
	};
	Suite *suite = suite_create("imprint");
	TCase *imprinting = tcase_create("imprints");

	tcase_add_checked_fixture(imprinting, begin, end);
	for (size_t i = 0; i < sizeof tests / sizeof tests[0]; i++)
		tcase_add_test(imprinting, tests[i]);
	suite_add_tcase(suite, imprinting);
	return suite;
}
