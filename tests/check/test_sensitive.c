/* SPDX-License-Identifier: MIT */
/* test_sensitive.c: markings of classification and numbers of persons in text. */
#include "check/sensitive.h"

#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"

/* Numbers that hold their check digits and are nobody's: there is no county 110000. */
#define ID "110000190001010012"
#define CARD "6200000000000005"
#define CARD_19 "6200000000000000000"

static struct tz_sensitive found[16];
static size_t num;
static struct taizhang_error err;

static int take(void *context, const struct tz_sensitive *one, struct taizhang_error *error)
{
	(void)context;
	(void)error;
	ck_assert_uint_lt(num, sizeof found / sizeof found[0]);
	found[num++] = *one;
	return 0;
}

static size_t scan(const char *text, enum tz_sensitive_where where)
{
	num = 0;
	tz_assert_ok(tz_sensitive_scan(text, strlen(text), where, take, NULL, &err), &err);
	return num;
}

static void finds(const char *text, enum tz_sensitive_where where, enum tz_sensitive_sort sort, const char *shown)
{
	ck_assert_msg(scan(text, where) == 1, "%s: %zu", text, num);
	ck_assert_msg(found[0].sort == sort, "%s: sort %d", text, found[0].sort);
	ck_assert_str_eq(found[0].text, shown);
}

static void finds_none(const char *text, enum tz_sensitive_where where)
{
	ck_assert_msg(scan(text, where) == 0, "%s: %s", text, found[0].text);
}

START_TEST(a_mark_with_its_star_is_one_wherever_its_line_stands)
{
	char late[1024] = "";

	finds("机密★1年\n关于某事的通知\n", TZ_SENSITIVE_LINES, TZ_SENSITIVE_CLASSIFIED, "机密★1年");
	finds("000001\n　　绝 密 ★ 长 期\n", TZ_SENSITIVE_LINES, TZ_SENSITIVE_CLASSIFIED, "绝密★长期");
	ck_assert_uint_eq(found[0].line, 2);
	finds("000012 秘密★", TZ_SENSITIVE_LINES, TZ_SENSITIVE_CLASSIFIED, "秘密★");
	finds("密级：机密★10年　特急", TZ_SENSITIVE_LINES, TZ_SENSITIVE_CLASSIFIED, "机密★10年特急");
	for (size_t i = 0; i < 30; i++)
		strcat(late, "正文\n");
	strcat(late, "秘密★3年\n");
	finds(late, TZ_SENSITIVE_LINES, TZ_SENSITIVE_CLASSIFIED, "秘密★3年");
	ck_assert_uint_eq(found[0].line, 31);
}
END_TEST

START_TEST(a_mark_without_a_star_stands_alone_at_the_top)
{
	finds("机  密\n示例市人民政府文件", TZ_SENSITIVE_LINES, TZ_SENSITIVE_CLASSIFIED, "机密");
	finds("【秘密】\n", TZ_SENSITIVE_LINES, TZ_SENSITIVE_CLASSIFIED, "秘密】");
	finds("密级：秘密\r\n", TZ_SENSITIVE_LINES, TZ_SENSITIVE_CLASSIFIED, "秘密");
	finds("绝密级 特急\n", TZ_SENSITIVE_LINES, TZ_SENSITIVE_CLASSIFIED, "绝密级特急");
	finds("\n\n1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n秘密\n", TZ_SENSITIVE_LINES, TZ_SENSITIVE_CLASSIFIED, "秘密");
	finds_none("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n秘密\n", TZ_SENSITIVE_LINES);
}
END_TEST

START_TEST(words_in_a_sentence_are_no_marks)
{
	static const char *const texts[] = {
		"保密\n", "商业秘密\n", "保守国家秘密，人人有责\n", "机密性\n", "秘密级事项共三项\n", "机密文件管理制度\n",
		"秘密是指关系国家安全和利益的事项\n", "公文应当标注“机密★1年”字样\n", "密级：公开\n", "密级：\n", "开展保密检查，未发现涉及机密★的材料\n",
		"机密★以下是一段很长的文字用来说明这一行并不是版头上的密级标志而是在正文里面讲到的格式要求\n", "内部资料管理办法\n", "内部文件流转单\n", "",
	};

	for (size_t i = 0; i < sizeof texts / sizeof texts[0]; i++)
		finds_none(texts[i], TZ_SENSITIVE_LINES);
}
END_TEST

START_TEST(internal_material_is_marked_as_such_at_the_top)
{
	finds("内部资料\n", TZ_SENSITIVE_LINES, TZ_SENSITIVE_INTERNAL, "内部资料");
	finds("（内部资料 注意保存）\n", TZ_SENSITIVE_LINES, TZ_SENSITIVE_INTERNAL, "内部资料注意保存）");
	finds("内部文件，不得外传\n", TZ_SENSITIVE_LINES, TZ_SENSITIVE_INTERNAL, "内部文件，不得外传");
	finds_none("1\n2\n3\n4\n5\n6\n7\n8\n9\n10\n11\n12\n内部资料\n", TZ_SENSITIVE_LINES);
}
END_TEST

START_TEST(heads_of_columns_are_no_marks)
{
	finds_none("秘密", TZ_SENSITIVE_CELL);
	finds_none("机密级", TZ_SENSITIVE_CELL);
	finds_none("内部资料", TZ_SENSITIVE_CELL);
	finds("秘密★5年", TZ_SENSITIVE_CELL, TZ_SENSITIVE_CLASSIFIED, "秘密★5年");
	finds("密级：机密", TZ_SENSITIVE_CELL, TZ_SENSITIVE_CLASSIFIED, "机密");
	finds("（内部资料）", TZ_SENSITIVE_CELL, TZ_SENSITIVE_INTERNAL, "内部资料）");
}
END_TEST

START_TEST(names_are_marked_by_star_brackets_or_at_their_beginning)
{
	finds("（机密）关于某事的通知", TZ_SENSITIVE_NAME, TZ_SENSITIVE_CLASSIFIED, "机密");
	finds("关于某事的通知【秘密级】", TZ_SENSITIVE_NAME, TZ_SENSITIVE_CLASSIFIED, "秘密级");
	finds("关于某事的通知 秘密★1年", TZ_SENSITIVE_NAME, TZ_SENSITIVE_CLASSIFIED, "秘密★");
	finds("绝密-工作方案", TZ_SENSITIVE_NAME, TZ_SENSITIVE_CLASSIFIED, "绝密");
	finds("机密 工作方案", TZ_SENSITIVE_NAME, TZ_SENSITIVE_CLASSIFIED, "机密");
	finds("秘密", TZ_SENSITIVE_NAME, TZ_SENSITIVE_CLASSIFIED, "秘密");
	finds("内部资料_汇编", TZ_SENSITIVE_NAME, TZ_SENSITIVE_INTERNAL, "内部资料");
	finds_none("保守国家秘密教育情况", TZ_SENSITIVE_NAME);
	finds_none("机密文件管理制度", TZ_SENSITIVE_NAME);
	finds_none("商业秘密保护（试行）", TZ_SENSITIVE_NAME);
	finds_none("内部资料管理办法", TZ_SENSITIVE_NAME);
}
END_TEST

START_TEST(identity_numbers_hold_their_check_digit_a_day_and_a_province)
{
	finds("身份证号：" ID "。", TZ_SENSITIVE_LINES, TZ_SENSITIVE_IDENTITY, "110***********0012");
	finds(ID, TZ_SENSITIVE_CELL, TZ_SENSITIVE_IDENTITY, "110***********0012");
	finds("110000 19000101 0012", TZ_SENSITIVE_LINES, TZ_SENSITIVE_IDENTITY, "110***********0012");
	finds("１１００００１９０００１０１００１２", TZ_SENSITIVE_LINES, TZ_SENSITIVE_IDENTITY, "110***********0012");
	finds_none("110000190001010013", TZ_SENSITIVE_LINES);	/* check digit */
	finds_none("110000190013010019", TZ_SENSITIVE_LINES);	/* month 13 */
	finds_none("990000190001010016", TZ_SENSITIVE_LINES);	/* no province */
	finds_none("A" ID, TZ_SENSITIVE_LINES);
	finds_none(ID "0", TZ_SENSITIVE_LINES);
	finds_none("91110000190001010012", TZ_SENSITIVE_LINES);
}
END_TEST

START_TEST(an_x_ends_an_identity_number_in_either_case)
{
	static const char digits[] = "0123456789";
	char text[32];
	size_t hits = 0;

	/* One of ten serials has X for its check digit. */
	for (size_t i = 0; i < 10; i++) {
		snprintf(text, sizeof text, "1100001900010101%cx", digits[i]);
		hits += scan(text, TZ_SENSITIVE_LINES);
		snprintf(text, sizeof text, "1100001900010102%cX", digits[i]);
		hits += scan(text, TZ_SENSITIVE_LINES);
	}
	ck_assert_uint_ge(hits, 1);
	ck_assert_uint_le(hits, 2);
	finds_none("1100001900010100X2", TZ_SENSITIVE_LINES);
	finds_none("11000X 19000101 0012", TZ_SENSITIVE_LINES);
}
END_TEST

START_TEST(old_identity_numbers_are_known_by_a_word_before_them)
{
	finds("身份证110000000101001", TZ_SENSITIVE_LINES, TZ_SENSITIVE_IDENTITY, "110********1001");
	finds_none("编号110000000101001", TZ_SENSITIVE_LINES);
	finds_none("身份证110000001301001", TZ_SENSITIVE_LINES);
}
END_TEST

START_TEST(mobile_numbers_stand_for_themselves)
{
	finds("电话 13000000000", TZ_SENSITIVE_LINES, TZ_SENSITIVE_MOBILE, "130****0000");
	finds("+8613000000000", TZ_SENSITIVE_LINES, TZ_SENSITIVE_MOBILE, "130****0000");
	finds("+86 130-0000-0000", TZ_SENSITIVE_LINES, TZ_SENSITIVE_MOBILE, "130****0000");
	finds("手机130 0000 0000（办）", TZ_SENSITIVE_LINES, TZ_SENSITIVE_MOBILE, "130****0000");
	finds_none("12000000000", TZ_SENSITIVE_LINES);
	finds_none("130000000000", TZ_SENSITIVE_LINES);
	finds_none("0130000000001", TZ_SENSITIVE_LINES);
	finds_none("8613000000000", TZ_SENSITIVE_LINES);
	finds_none("0472-5150000", TZ_SENSITIVE_LINES);
	finds_none("010-88880000-8001", TZ_SENSITIVE_LINES);
	finds_none("2017-05-12", TZ_SENSITIVE_LINES);
	finds_none("产值13000000000元", TZ_SENSITIVE_LINES);
	finds_none("产值13000000000 万元", TZ_SENSITIVE_LINES);
	finds_none("13000000000.25", TZ_SENSITIVE_CELL);
	finds_none("0.13000000000", TZ_SENSITIVE_CELL);
	finds_none("SN13000000000", TZ_SENSITIVE_LINES);
}
END_TEST

START_TEST(bank_cards_hold_luhns_digit_and_begin_as_cards_or_are_called_so)
{
	finds(CARD, TZ_SENSITIVE_LINES, TZ_SENSITIVE_CARD, "620*********0005");
	finds("6200 0000 0000 0000 000", TZ_SENSITIVE_LINES, TZ_SENSITIVE_CARD, "620************0000");
	finds(CARD_19, TZ_SENSITIVE_LINES, TZ_SENSITIVE_CARD, "620************0000");
	finds("4000000000000002", TZ_SENSITIVE_LINES, TZ_SENSITIVE_CARD, "400*********0002");
	finds("账号：9000000000000001", TZ_SENSITIVE_LINES, TZ_SENSITIVE_CARD, "900*********0001");
	finds_none("9000000000000001", TZ_SENSITIVE_LINES);
	finds_none("6200000000000006", TZ_SENSITIVE_LINES);
	finds_none("账号：620000000000005", TZ_SENSITIVE_LINES);
	finds_none("5600000000000009", TZ_SENSITIVE_LINES);
}
END_TEST

START_TEST(all_of_a_line_are_found_in_their_order)
{
	ck_assert_uint_eq(scan("一\n" ID "、13000000000；" CARD "\n13000000001", TZ_SENSITIVE_LINES), 4);
	ck_assert_int_eq(found[0].sort, TZ_SENSITIVE_IDENTITY);
	ck_assert_int_eq(found[1].sort, TZ_SENSITIVE_MOBILE);
	ck_assert_int_eq(found[2].sort, TZ_SENSITIVE_CARD);
	ck_assert_uint_eq(found[2].line, 2);
	ck_assert_uint_eq(found[3].line, 3);
}
END_TEST

static int refuse(void *context, const struct tz_sensitive *one, struct taizhang_error *error)
{
	(void)one;
	(void)error;
	++*(int *)context;
	return -1;
}

START_TEST(who_takes_them_may_stop)
{
	int calls = 0;

	ck_assert_int_eq(tz_sensitive_scan("机密★\n机密★", 19, TZ_SENSITIVE_LINES, refuse, &calls, NULL), -1);
	ck_assert_int_eq(tz_sensitive_scan("13000000000、13000000000", 25, TZ_SENSITIVE_LINES, refuse, &calls, NULL), -1);
	ck_assert_int_eq(calls, 2);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("sensitive");

	suite_add_behaviour(suite, "marks", TESTS(a_mark_with_its_star_is_one_wherever_its_line_stands,
						  a_mark_without_a_star_stands_alone_at_the_top, words_in_a_sentence_are_no_marks,
						  internal_material_is_marked_as_such_at_the_top, heads_of_columns_are_no_marks,
						  names_are_marked_by_star_brackets_or_at_their_beginning));
	suite_add_behaviour(suite, "numbers", TESTS(identity_numbers_hold_their_check_digit_a_day_and_a_province,
						    an_x_ends_an_identity_number_in_either_case,
						    old_identity_numbers_are_known_by_a_word_before_them,
						    mobile_numbers_stand_for_themselves,
						    bank_cards_hold_luhns_digit_and_begin_as_cards_or_are_called_so));
	suite_add_behaviour(suite, "scanning", TESTS(all_of_a_line_are_found_in_their_order, who_takes_them_may_stop));
	return suite;
}
