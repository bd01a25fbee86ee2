/* SPDX-License-Identifier: MIT */
/* test_receipt.c: tests of lib/package/receipt.c and receipt_page.c: what the receiver answers, for programs and for people. */
#include "package/receipt.h"

#include <jansson.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "finding/finding.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "ledger/ledger.h"
#include "package/bag_case.h"
#include "package/ledgers.h"

#define ROOT "包头市-2017-市教育局"
/* 2018-03-05 09:30:01 UTC. */
#define TIME 1520242201

static struct taizhang_error err;
static struct taizhang_receipt_options options;
static struct taizhang_findings *findings;
static struct taizhang_package *package;
static char path[4096];
static json_t *json;

static void set_up(void)
{
	taizhang_error_clear(&err);
	options = (struct taizhang_receipt_options)TAIZHANG_RECEIPT_OPTIONS_INIT;
	options.time = TIME;
	options.path = path;
	findings = taizhang_findings_new(&err);
	package = NULL;
	json = NULL;
}

static void tear_down(void)
{
	json_decref(json);
	taizhang_findings_free(findings);
	taizhang_package_free(package);
	temp_remove();
}

static void pack(const char *name, bool with_gap)
{
	struct taizhang_pack_options packing = TAIZHANG_PACK_OPTIONS_INIT;
	struct taizhang_ledger *ledger = make_filled_ledger("in/ledger");

	if (with_gap)
		ck_assert_int_eq(temp_shell("rm '%s'/in/ledger/materials/I-1-1-2-1*/*", temp_dir()), 0);
	packing.time = TIME - 86400;
	packing.allow_incomplete = with_gap;
	snprintf(path, sizeof path, "%s", temp_path(name));
	tz_assert_ok(taizhang_pack(ledger, path, &packing, NULL, NULL, &err), &err);
	taizhang_ledger_free(ledger);
}

static void make_folder(void)
{
	ck_assert_int_eq(mkdir(temp_path("in"), 0777), 0);
}

static void verify(bool bag_only)
{
	struct taizhang_verify_options verifying = TAIZHANG_VERIFY_OPTIONS_INIT;

	verifying.bag_only = bag_only;
	tz_assert_ok(taizhang_verify(path, &verifying, findings, &package, &err), &err);
}

/* Writes both forms; other programs find the page well formed, and jansson the JSON. */
static void write_receipt(void)
{
	json_error_t why;

	tz_assert_ok(taizhang_receipt_write(package, findings, &options, temp_path("r.json"), temp_path("r.html"), &err), &err);
	json = json_load_file(temp_path("r.json"), JSON_REJECT_DUPLICATES, &why);
	ck_assert_msg(json != NULL, "%s, line %d", why.text, why.line);
	ck_assert_int_eq(temp_shell("cd '%s' && test -z \"$(xmllint --html --noout r.html 2>&1)\" && ! grep -q '{{\\|<!--' r.html", temp_dir()), 0);
}

/* The text at a path of members: "package.id"; "" where there is none. */
static const char *text_at(const char *members)
{
	char name[64];
	const json_t *at = json;

	while (at && *members) {
		size_t size = strcspn(members, ".");

		snprintf(name, sizeof name, "%.*s", (int)size, members);
		at = json_object_get(at, name);
		members += size + (members[size] == '.');
	}
	return at && json_is_string(at) ? json_string_value(at) : "";
}

static json_int_t number_at(const char *object, const char *name)
{
	const json_t *at = json_object_get(json_object_get(json, object), name);

	ck_assert_msg(json_is_integer(at), "no number %s.%s", object, name);
	return json_integer_value(at);
}

static void assert_page_has(const char *text)
{
	char *page = temp_read(temp_path("r.html"), NULL);

	ck_assert_msg(strstr(page, text) != NULL, "the page has no %s", text);
	free(page);
}

static void assert_page_lacks(const char *text)
{
	char *page = temp_read(temp_path("r.html"), NULL);

	ck_assert_msg(strstr(page, text) == NULL, "the page has %s", text);
	free(page);
}

START_TEST(a_valid_package_is_answered_whole)
{
	make_folder();
	pack("in/报送.zip", false);
	verify(false);
	options.receiver = "市文明办";
	write_receipt();
	ck_assert_str_eq(text_at("receipt"), "1.0");
	ck_assert_str_eq(text_at("verdict"), "valid");
	ck_assert_str_eq(text_at("time"), "2018-03-05T09:30:01Z");
	ck_assert_str_eq(text_at("receiver"), "市文明办");
	ck_assert_str_eq(text_at("package.id"), taizhang_package_id(package));
	ck_assert_uint_eq(strlen(text_at("package.id")), 64);
	ck_assert_str_eq(text_at("package.root"), ROOT);
	ck_assert_str_eq(text_at("package.format"), "zip");
	ck_assert_str_eq(text_at("package.version"), "1.0");
	ck_assert_str_eq(text_at("package.time"), "2018-03-04T09:30:01Z");
	ck_assert_str_eq(text_at("package.file"), "报送.zip");
	ck_assert_int_eq(number_at("package", "payload_files"), 5);
	ck_assert_int_eq(number_at("package", "payload_bytes"), 103);
	ck_assert(json_is_false(json_object_get(json_object_get(json, "package"), "declared_incomplete")));
	ck_assert_str_eq(text_at("ledger.city"), "包头市");
	ck_assert_str_eq(text_at("ledger.unit"), "市教育局");
	ck_assert_str_eq(text_at("ledger.catalog"), "ncc-2017-reconstructed");
	ck_assert_int_eq(number_at("ledger", "year"), 2017);
	ck_assert_int_eq(number_at("ledger", "items"), 3);
	ck_assert_int_eq(number_at("counts", "error"), 0);
	ck_assert_uint_eq(json_array_size(json_object_get(json, "findings")), 0);
	assert_page_has("核验合格");
	assert_page_has("没有发现问题");
	assert_page_has("市文明办");
	assert_page_has(taizhang_package_id(package));
	assert_page_lacks("核验不合格");
	assert_page_lacks("声明材料不完整");
}
END_TEST

START_TEST(sha256sum_agrees_with_the_digest_of_the_file)
{
	make_folder();
	pack("in/a.tar.gz", false);
	verify(false);
	write_receipt();
	ck_assert_int_eq(temp_shell("test \"$(sha256sum <'%s' | cut -c1-64)\" = '%s'", path, text_at("package.sha256")), 0);
	ck_assert_int_eq(temp_shell("test \"$(wc -c <'%s')\" -eq %lld", path, (long long)number_at("package", "bytes")), 0);
	assert_page_has(text_at("package.sha256"));
}
END_TEST

START_TEST(without_the_path_the_file_is_not_named)
{
	make_folder();
	pack("in/a.zip", false);
	verify(false);
	options.path = NULL;
	write_receipt();
	ck_assert_str_eq(text_at("package.file"), "");
	ck_assert_str_eq(text_at("package.sha256"), "");
	ck_assert_ptr_null(json_object_get(json_object_get(json, "package"), "bytes"));
	ck_assert_ptr_null(json_object_get(json, "receiver"));
	assert_page_lacks("SHA-256 of the file");
}
END_TEST

START_TEST(findings_are_counted_by_id_and_errors_come_first)
{
	const json_t *list, *row;

	make_folder();
	pack("in/a.zip", false);
	verify(false);
	for (int i = 0; i < 3; i++)
		tz_find(findings, BAG_SYSTEM_FILE, &err, .file = "data/Thumbs.db");
	for (int i = 0; i < 10002; i++)
		tz_find(findings, BAG_DIGEST, &err, .file = "data/a", .expected = "1", .found = "2");
	tz_find(findings, BAG_DIGEST_WEAK, &err, .file = "manifest-md5.txt");
	write_receipt();
	ck_assert_str_eq(text_at("verdict"), "not-valid");
	ck_assert_int_eq(number_at("counts", "error"), 10002);
	ck_assert_int_eq(number_at("counts", "warning"), 3);
	ck_assert_int_eq(number_at("counts", "note"), 1);
	list = json_object_get(json, "findings");
	ck_assert_uint_eq(json_array_size(list), 3);
	row = json_array_get(list, 0);
	ck_assert_str_eq(json_string_value(json_object_get(row, "id")), "bag-digest");
	ck_assert_str_eq(json_string_value(json_object_get(row, "severity")), "error");
	ck_assert_str_eq(json_string_value(json_object_get(row, "aspect")), "integrity");
	ck_assert_int_eq(json_integer_value(json_object_get(row, "count")), 10002);
	ck_assert_ptr_nonnull(strstr(json_string_value(json_object_get(row, "first")), "data/a"));
	row = json_array_get(list, 1);
	ck_assert_str_eq(json_string_value(json_object_get(row, "id")), "bag-system-file");
	ck_assert_int_eq(json_integer_value(json_object_get(row, "count")), 3);
	ck_assert_str_eq(json_string_value(json_object_get(json_array_get(list, 2), "id")), "bag-digest-weak");
	assert_page_has("核验不合格");
	assert_page_has("<td class=\"number\">10002</td>");
}
END_TEST

START_TEST(an_incomplete_package_is_valid_and_says_so)
{
	make_folder();
	pack("in/a.zip", true);
	verify(false);
	write_receipt();
	ck_assert_str_eq(text_at("verdict"), "valid");
	ck_assert(json_is_true(json_object_get(json_object_get(json, "package"), "declared_incomplete")));
	ck_assert_int_gt(number_at("counts", "warning"), 0);
	assert_page_has("核验合格");
	assert_page_has("声明材料不完整");
}
END_TEST

START_TEST(a_folder_and_any_bag_have_an_answer_too)
{
	make_folder();
	bag_make("in/case", "一号", &(struct bag_case){.name = "foreign"});
	snprintf(path, sizeof path, "%s", temp_path("in/case/一号"));
	verify(true);
	write_receipt();
	ck_assert_str_eq(text_at("verdict"), "valid");
	ck_assert_str_eq(text_at("package.format"), "directory");
	ck_assert_str_eq(text_at("package.file"), "一号");
	ck_assert_str_eq(text_at("package.root"), "一号");
	ck_assert_uint_eq(strlen(text_at("package.id")), 64);
	ck_assert_str_eq(text_at("package.sha256"), "");
	ck_assert_ptr_null(json_object_get(json, "ledger"));
	ck_assert_ptr_null(json_object_get(json_object_get(json, "package"), "version"));
	ck_assert_ptr_null(json_object_get(json_object_get(json, "package"), "time"));
	ck_assert_int_eq(number_at("package", "payload_files"), 3);
	assert_page_lacks("catalogue");
}
END_TEST

START_TEST(what_is_no_package_of_ours_is_answered_with_a_refusal)
{
	make_folder();
	bag_make("in/case", "一号", &(struct bag_case){.name = "foreign"});
	snprintf(path, sizeof path, "%s", bag_archive("in/case", "一号", TAIZHANG_FORMAT_ZIP));
	verify(false);
	write_receipt();
	ck_assert_str_eq(text_at("verdict"), "not-valid");
	assert_page_has("package-manifest-none");
}
END_TEST

START_TEST(hostile_text_is_text)
{
	static const char evil[] = "\"><script>alert('1')</script>&amp; {{rows}} <!--[row]-->\n\x01";
	char *page, *label;

	make_folder();
	pack("in/\"><script>alert(1)<x>'&.zip", false);
	verify(false);
	options.receiver = evil;
	tz_find(findings, BAG_DIGEST, &err, .file = "data/<img src=x onerror=alert(1)>", .expected = evil, .found = evil);
	tz_assert_ok(taizhang_receipt_write(package, findings, &options, temp_path("r.json"), temp_path("r.html"), &err), &err);
	json = json_load_file(temp_path("r.json"), JSON_REJECT_DUPLICATES, NULL);
	ck_assert_ptr_nonnull(json);
	ck_assert_str_eq(text_at("receiver"), evil);
	ck_assert_str_eq(text_at("package.file"), "\"><script>alert(1)<x>'&.zip");
	page = temp_read(temp_path("r.html"), NULL);
	ck_assert_ptr_null(strstr(page, "<script"));
	ck_assert_ptr_null(strstr(page, "<img"));
	ck_assert_ptr_null(strstr(page, "\x01"));
	ck_assert_ptr_nonnull(strstr(page, "&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&amp;amp; {{rows}} &lt;!--[row]--&gt;"));
	label = strstr(page, "onerror");
	ck_assert_ptr_nonnull(label);
	free(page);
	ck_assert_int_eq(temp_shell("test -z \"$(xmllint --html --noout '%s' 2>&1)\"", temp_path("r.html")), 0);
}
END_TEST

START_TEST(names_in_another_encoding_are_told_in_utf8)
{
	make_folder();
	if (_i) {
		bag_make("in/case", "a", &(struct bag_case){.name = "foreign"});
		ck_assert_int_eq(rename(temp_path("in/case/a"), temp_path("in/\xCD\xA8\xD6\xAA.zip")), 0);
		snprintf(path, sizeof path, "%s", temp_path("in/\xCD\xA8\xD6\xAA.zip"));
	} else {
		pack("in/\xCD\xA8\xD6\xAA.zip", false);
	}
	verify(_i != 0);
	write_receipt();
	ck_assert_str_eq(text_at("package.file"), "通知.zip");
	ck_assert_str_eq(text_at("package.root"), _i ? "通知.zip" : ROOT);
}
END_TEST

START_TEST(either_form_can_be_left_out)
{
	make_folder();
	pack("in/a.zip", false);
	verify(false);
	tz_assert_ok(taizhang_receipt_write(package, findings, NULL, NULL, NULL, &err), &err);
	tz_assert_ok(taizhang_receipt_write(package, findings, NULL, temp_path("out.json"), NULL, &err), &err);
	tz_assert_ok(taizhang_receipt_write(package, findings, &options, NULL, temp_path("out.html"), NULL), &err);
	ck_assert_int_eq(temp_shell("cd '%s' && test \"$(ls -A | tr '\\n' ' ')\" = 'in out.html out.json ' && "
				    "grep -q '\"time\": \"1970-01-01T00:00:00Z\"' out.json", temp_dir()), 0);
}
END_TEST

START_TEST(equal_answers_are_equal_bytes)
{
	make_folder();
	pack("in/a.zip", true);
	verify(false);
	write_receipt();
	tz_assert_ok(taizhang_receipt_write(package, findings, &options, temp_path("s.json"), temp_path("s.html"), &err), &err);
	ck_assert_int_eq(temp_shell("cd '%s' && cmp r.json s.json && cmp r.html s.html", temp_dir()), 0);
}
END_TEST

START_TEST(old_receipts_are_replaced_or_kept)
{
	make_folder();
	pack("in/a.zip", false);
	verify(false);
	temp_write_text("r.json", "old");
	temp_write_text("r.html", "old");
	/* nothing is replaced where something cannot be made */
	options.path = temp_path("in/gone.zip");
	ck_assert_int_eq(taizhang_receipt_write(package, findings, &options, temp_path("r.json"), temp_path("r.html"), &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	ck_assert_int_eq(temp_shell("cd '%s' && test \"$(cat r.json r.html)\" = oldold && test \"$(ls -A | wc -l)\" -eq 3", temp_dir()), 0);
	taizhang_error_clear(&err);
	options.path = path;
	ck_assert_int_eq(taizhang_receipt_write(package, findings, &options, temp_path("no/r.json"), temp_path("r.html"), &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	ck_assert_int_eq(temp_shell("cd '%s' && test \"$(cat r.html)\" = old", temp_dir()), 0);
	taizhang_error_clear(&err);
	write_receipt();
	ck_assert_int_eq(temp_shell("test \"$(ls -A '%s' | tr '\\n' ' ')\" = 'in r.html r.json '", temp_dir()), 0);
}
END_TEST

START_TEST(options_of_an_older_caller_are_shorter)
{
	make_folder();
	pack("in/a.zip", false);
	verify(false);
	options.size = offsetof(struct taizhang_receipt_options, receiver);
	options.receiver = "not to be read";
	write_receipt();
	ck_assert_str_eq(text_at("time"), "2018-03-05T09:30:01Z");
	ck_assert_ptr_null(json_object_get(json, "receiver"));
}
END_TEST

START_TEST(wrong_arguments_are_refused)
{
	make_folder();
	pack("in/a.zip", false);
	verify(false);
	ck_assert_int_eq(taizhang_receipt_write(NULL, findings, &options, NULL, NULL, &err), -1);
	ck_assert_str_eq(err.where, "package");
	taizhang_error_clear(&err);
	ck_assert_int_eq(taizhang_receipt_write(package, NULL, &options, NULL, NULL, &err), -1);
	ck_assert_str_eq(err.where, "findings");
	taizhang_error_clear(&err);
	options.receiver = "\xFF";
	ck_assert_int_eq(taizhang_receipt_write(package, findings, &options, NULL, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_str_eq(err.where, "receiver");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("receipt");
	TCase *answers = tcase_create("answers"), *escapes = tcase_create("escapes"), *files = tcase_create("files");

	tcase_add_checked_fixture(answers, set_up, tear_down);
	tcase_add_test(answers, a_valid_package_is_answered_whole);
	tcase_add_test(answers, sha256sum_agrees_with_the_digest_of_the_file);
	tcase_add_test(answers, without_the_path_the_file_is_not_named);
	tcase_add_test(answers, findings_are_counted_by_id_and_errors_come_first);
	tcase_add_test(answers, an_incomplete_package_is_valid_and_says_so);
	tcase_add_test(answers, a_folder_and_any_bag_have_an_answer_too);
	tcase_add_test(answers, what_is_no_package_of_ours_is_answered_with_a_refusal);
	suite_add_tcase(suite, answers);
	tcase_add_checked_fixture(escapes, set_up, tear_down);
	tcase_add_test(escapes, hostile_text_is_text);
	tcase_add_loop_test(escapes, names_in_another_encoding_are_told_in_utf8, 0, 2);
	suite_add_tcase(suite, escapes);
	tcase_add_checked_fixture(files, set_up, tear_down);
	tcase_add_test(files, either_form_can_be_left_out);
	tcase_add_test(files, equal_answers_are_equal_bytes);
	tcase_add_test(files, old_receipts_are_replaced_or_kept);
	tcase_add_test(files, options_of_an_older_caller_are_shorter);
	tcase_add_test(files, wrong_arguments_are_refused);
	suite_add_tcase(suite, files);
	return suite;
}
