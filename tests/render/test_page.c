/* SPDX-License-Identifier: MIT */
/* test_page.c: the offline page: lib/render/page.c and data/page/index.html. */
#include "render/page.h"

#include <stdlib.h>
#include <string.h>

#include "base/digest.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "render/fixture.h"
#include "render/template.h"

static struct taizhang_ledger *ledger;
static struct taizhang_error err;
static struct tz_buffer out;
static struct tz_page_file files[8];
static const struct taizhang_file *listed[8];
static size_t num_files, asked;
static unsigned int part, parts;
static const char *base;

/* All files of the fixture under package paths, those that are missing left out. */
static void setup(void)
{
	static char paths[8][256];

	ledger = fixture_ledger();
	num_files = 0;
	part = parts = 0;
	base = NULL;
	for (size_t i = 0; i < taizhang_ledger_num_items(ledger); i++) {
		const struct taizhang_node *item = taizhang_ledger_get_item(ledger, i);

		for (size_t k = 0; k < taizhang_ledger_num_records(ledger, item); k++) {
			const struct taizhang_record *record = taizhang_ledger_get_record(ledger, item, k);

			for (size_t n = 0; n < taizhang_record_num_files(record); n++) {
				const struct taizhang_file *file = taizhang_record_get_file(record, n);

				if (taizhang_file_is_missing(file))
					continue;
				snprintf(paths[num_files], sizeof paths[0], "data/%s/01-%s", taizhang_node_path_code(item),
					 strrchr(taizhang_file_path(file), '/') + 1);
				files[num_files] = (struct tz_page_file){paths[num_files], 0};
				listed[num_files] = file;
				num_files++;
			}
		}
	}
}

static void teardown(void)
{
	tz_buffer_free(&out);
	taizhang_ledger_free(ledger);
	temp_remove();
}

/* Files are asked for in the order in which they were listed. */
static const struct tz_page_file *find(void *context, const struct taizhang_file *file)
{
	ck_assert_ptr_eq(context, &asked);
	if (asked >= num_files || listed[asked] != file) {
		ck_assert(taizhang_file_is_missing(file));
		return NULL;
	}
	return &files[asked++];
}

static const struct tz_page_file *find_nothing(void *context, const struct taizhang_file *file)
{
	(void)context;
	(void)file;
	return NULL;
}

static const char *render(bool incomplete)
{
	struct tz_page_info info = {1501925400, "某系统 <2.1>", "示例市-2017-市文明办", 3, 2, incomplete, part, parts, base};

	tz_buffer_free(&out);
	taizhang_error_clear(&err);
	asked = 0;
	tz_assert_ok(tz_page_render(ledger, find, &asked, &info, &out, &err), &err);
	ck_assert_uint_eq(asked, num_files);
	return tz_buffer_text(&out);
}

START_TEST(whose_ledger_it_is_stands_at_the_head)
{
	const char *page = render(false);

	assert_has(page, "<html lang=\"zh-CN\">");
	assert_has(page, "<h1>示例市 2017 年文明城市台账 · 市文明办</h1>");
	assert_has(page, "2016-08..2017-07");
	assert_has(page, "指定的审核项 · 4 项");
	assert_has(page, "2017-08-05T09:30:00Z");
	assert_has(page, "示例市-2017-市文明办");
}
END_TEST

START_TEST(a_part_lists_all_and_says_in_which_part_the_rest_is)
{
	const char *page;

	ck_assert_uint_ge(num_files, 2);
	part = 1;
	parts = 3;
	files[1].part = 3;
	page = render(false);
	assert_has(page, "共 3 卷，这是第 1 卷");
	assert_has(page, "this is part 1 of 3");
	assert_has(page, "在第 3 卷 <span class=\"en\" lang=\"en\">in part 3</span>");
	assert_has(page, strrchr(files[0].path, '.'));
	for (size_t i = 0; i < num_files; i++) {
		struct tz_buffer link = TZ_BUFFER_INIT;

		tz_buffer_text_add(&link, "<a href=\"");
		tz_template_url(&link, files[i].path);
		tz_buffer_text_add(&link, "\"><bdi>");
		if (i == 1)
			assert_has_not(page, tz_buffer_text(&link));
		else
			assert_has(page, tz_buffer_text(&link));
		tz_buffer_free(&link);
	}
}
END_TEST

START_TEST(a_supplement_names_what_it_stands_on)
{
	const char *page;

	base = "示例市-2017-<旧>";
	files[0].part = TZ_PAGE_IN_BASE;
	page = render(false);
	assert_has(page, "本包是增补包");
	assert_has(page, "示例市-2017-&lt;旧&gt;");
	assert_has(page, "在先前报送的包中");
}
END_TEST

START_TEST(a_whole_package_speaks_of_no_others)
{
	const char *page = render(false);

	assert_has_not(page, "分卷");
	assert_has_not(page, "增补包");
	assert_has_not(page, "先前报送");
}
END_TEST

START_TEST(the_caveat_of_the_edition_is_shown_in_both_languages)
{
	const struct taizhang_catalog *catalog = taizhang_ledger_catalog(ledger);
	const char *page = render(false);

	assert_has(page, taizhang_catalog_caveat(catalog, TAIZHANG_LANG_ZH));
	assert_has(page, "class=\"caveat\"");
}
END_TEST

START_TEST(only_an_incomplete_package_says_so)
{
	assert_has_not(render(false), "本包不完整");
	assert_has(render(true), "错误 3 个、警告 2 个");
}
END_TEST

START_TEST(items_stand_by_project_with_their_fields)
{
	const char *page = render(false);

	assert_has(page, "<a href=\"#I-1\">I-1 思想道德基础建设</a> <small>4 项</small>");
	assert_has(page, "包创发〔2017〕9号");
	assert_has(page, "<dt>成文日期 <span class=\"en\" lang=\"en\">date</span></dt><dd>2017-03-05</dd>");
	assert_has(page, "昆都仑区");
	assert_has(page, "<dt>图片来源 <span class=\"en\" lang=\"en\">origin</span></dt><dd>实景</dd>");
	assert_has(page, "当前值 12 次/年");
	assert_has(page, "<p class=\"empty\">没有材料");
	assert_has(page, "（未命名）");
}
END_TEST

START_TEST(files_are_encoded_links_and_text_is_escaped)
{
	const char *page = render(false);

	assert_has_not(page, "<b>");
	assert_has(page, "通知 &lt;b&gt;&amp;&quot;&#39;%");
	assert_has(page, "href=\"data/I-1-1-1-1/01-%E9%80%9A%E7%9F%A5%20%3Cb%3E%26%22%27%25.docx\"");
	assert_has(page, "某系统 &lt;2.1&gt;");
	assert_has(page, "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa");
}
END_TEST

START_TEST(pictures_have_a_thumbnail)
{
	const char *page = render(false);

	assert_has(page, "<img loading=\"lazy\" src=\"data/I-1-4-2-1/01-%E7%AB%99%E7%82%B9%231.png\"");
	assert_has(page, "-%E7%BA%A2%E5%A4%B4%E9%A1%B5.JPG\" alt=");
	assert_has_not(page, ".docx\" alt=");
}
END_TEST

START_TEST(a_file_that_is_not_packed_is_marked_missing)
{
	const char *page = render(false), *name = strstr(page, "情况.docx");

	ck_assert_ptr_nonnull(name);
	ck_assert_ptr_nonnull(strstr(name, "class=\"missing\""));
	assert_has_not(page, "%E6%83%85%E5%86%B5.docx");
}
END_TEST

START_TEST(nothing_can_be_loaded_or_run)
{
	const char *page = render(false);

	assert_has(page, "default-src 'none'");
	assert_has_not(page, "<script");
	assert_has_not(page, "http:");
	assert_has_not(page, "https:");
	assert_has_not(page, "{{");
}
END_TEST

/* The policy lets exactly this style in; a changed style needs its new digest there. */
START_TEST(the_policy_names_the_style)
{
	static const char base64[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *page = render(false), *style = strstr(page, "<style>") + strlen("<style>");
	char hex[TAIZHANG_DIGEST_HEX_SIZE], wanted[64] = "sha256-";
	unsigned char bytes[33] = {0};
	size_t end = strlen(wanted);

	tz_assert_ok(tz_digest_bytes(TAIZHANG_DIGEST_SHA256, style, (size_t)(strstr(style, "</style>") - style),
				     hex, &err), &err);
	for (size_t i = 0; i < 32; i++) {
		char digits[3] = {hex[2 * i], hex[2 * i + 1], '\0'};

		bytes[i] = (unsigned char)strtoul(digits, NULL, 16);
	}
	for (size_t i = 0; i < 33; i += 3) {
		unsigned int group = (unsigned int)(bytes[i] << 16 | bytes[i + 1] << 8 | bytes[i + 2]);

		for (int shift = 18; shift >= 0; shift -= 6)
			wanted[end++] = base64[group >> shift & 63];
	}
	/* 32 bytes leave two in the last group. */
	wanted[end - 1] = '=';
	wanted[end] = '\0';
	assert_has(page, wanted);
}
END_TEST

/* Tags that are opened are closed: written as XML, the page is well-formed but for its void elements. */
START_TEST(the_markup_is_well_formed)
{
	const char *path;

	if (temp_shell("command -v xmllint >/dev/null") != 0)
		return;
	render(true);
	path = temp_write("page.html", out.data, out.size);
	ck_assert_int_eq(temp_shell("sed 's/<meta\\([^>]*\\)>/<meta\\1\\/>/; s/<br>/<br\\/>/g; s/<img\\([^>]*\\)>/<img\\1\\/>/g; "
				    "s/<!DOCTYPE html>//' '%s' | xmllint --noout -", path), 0);
}
END_TEST

START_TEST(a_package_without_files_has_a_page)
{
	struct tz_page_info info = {.producer = "x", .root = "y"};

	tz_assert_ok(tz_page_render(ledger, find_nothing, NULL, &info, &out, &err), &err);
	assert_has(tz_buffer_text(&out), "1970-01-01T00:00:00Z");
	assert_has_not(tz_buffer_text(&out), "<img");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("page");
	TCase *says = tcase_create("says"), *safe = tcase_create("safe");

	tcase_add_checked_fixture(says, setup, teardown);
	tcase_add_test(says, whose_ledger_it_is_stands_at_the_head);
	tcase_add_test(says, a_part_lists_all_and_says_in_which_part_the_rest_is);
	tcase_add_test(says, a_supplement_names_what_it_stands_on);
	tcase_add_test(says, a_whole_package_speaks_of_no_others);
	tcase_add_test(says, the_caveat_of_the_edition_is_shown_in_both_languages);
	tcase_add_test(says, only_an_incomplete_package_says_so);
	tcase_add_test(says, items_stand_by_project_with_their_fields);
	tcase_add_test(says, pictures_have_a_thumbnail);
	tcase_add_test(says, a_file_that_is_not_packed_is_marked_missing);
	tcase_add_test(says, a_package_without_files_has_a_page);
	suite_add_tcase(suite, says);
	tcase_add_checked_fixture(safe, setup, teardown);
	tcase_add_test(safe, files_are_encoded_links_and_text_is_escaped);
	tcase_add_test(safe, nothing_can_be_loaded_or_run);
	tcase_add_test(safe, the_policy_names_the_style);
	tcase_add_test(safe, the_markup_is_well_formed);
	suite_add_tcase(suite, safe);
	return suite;
}
