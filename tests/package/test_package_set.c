/* SPDX-License-Identifier: MIT */
/* test_package_set.c: packages that are given together: do they belong together, and are they all? */
#include "package/package_set.h"

#include <string.h>
#include <taizhang/scan.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/set_case.h"

#define P(n) packed[n].path

/* A change of manifest.xml of one part. */
static void change(size_t index, const char *text, const char *with)
{
	const struct bag_edit edits[BAG_MAX_EDITS] = {{BAG_REPLACE, "manifest.xml", text, with}};

	set_change(index, edits, TAIZHANG_FORMAT_ZIP);
}

/* Some finding says this. */
static void assert_says(const char *words)
{
	char text[2048];

	for (size_t i = 0; i < taizhang_findings_num(findings); i++) {
		taizhang_finding_text(taizhang_findings_get(findings, i), TAIZHANG_LANG_EN, text, sizeof text);
		if (strstr(text, words))
			return;
	}
	ck_abort_msg("no finding says: %s", words);
}

START_TEST(all_parts_in_any_order_are_whole)
{
	static const size_t orders[][3] = {{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}};
	const size_t *order = orders[_i];

	set_split("set.zip");
	set_verify(P(order[0]), SET_PATHS(P(order[1]), P(order[2])), NULL, "");
}
END_TEST

START_TEST(a_part_alone_is_sound_and_says_what_else_there_is)
{
	set_split("set.zip");
	set_verify(P(1), NULL, NULL, "set-part-alone");
	assert_says("part 2/3 only");
	assert_says("set-1of3.zip、set-3of3.zip");
}
END_TEST

START_TEST(a_part_under_another_name_knows_its_root)
{
	set_split("set.zip");
	ck_assert_int_eq(temp_shell("mv '%s' '%s'", P(0), temp_path("收到的.zip")), 0);
	set_verify(temp_path("收到的.zip"), NULL, NULL, "set-part-alone");
	assert_says(SET_ROOT "-2of3、" SET_ROOT "-3of3");
}
END_TEST

START_TEST(a_missing_part_is_named_wherever_it_is)
{
	char name[64];

	set_split("set.zip");
	set_verify(P((_i + 1) % 3), SET_PATHS(P((_i + 2) % 3)), NULL, "set-part-missing");
	snprintf(name, sizeof name, "missing parts: set-%dof3.zip", _i + 1);
	assert_says(name);
}
END_TEST

START_TEST(a_part_twice_is_told)
{
	set_split("set.zip");
	set_verify(P(0), SET_PATHS(P(1), P(2), P(1)), NULL, "set-part-twice");
	assert_says("both are part 2/3");
	set_verify(P(0), SET_PATHS(P(0), P(1)), NULL, "set-part-missing set-part-twice");
}
END_TEST

START_TEST(parts_of_different_sets_are_no_set)
{
	set_split("set.zip");
	set_put(0, "后来的.pdf", 1000, 99);
	tz_assert_ok(taizhang_ledger_scan(ledger, NULL, NULL, NULL, &err), &err);
	tz_assert_ok(taizhang_ledger_save(ledger, &err), &err);
	set_pack("later.zip", 230 * 1024, NULL);
	set_verify(P(0), SET_PATHS(P(1), P(5)), NULL, "set-mixed set-part-missing");
	assert_says("later-3of3.zip (" SET_ROOT "-3of3) and set-1of3.zip are not parts of one set");
}
END_TEST

START_TEST(an_ordinary_package_has_no_parts_and_no_bases)
{
	set_pack("one.zip", 0, NULL);
	set_pack("other.zip", 0, NULL);
	set_verify(P(0), SET_PATHS(P(1)), NULL, "set-mixed");
	set_verify(P(0), NULL, SET_PATHS(P(1)), "base-wrong");
}
END_TEST

START_TEST(parts_that_describe_another_whole_disagree)
{
	set_split("set.zip");
	change(1, " city=\"包头市\"", " city=\"包头\"");
	set_verify(P(0), SET_PATHS(P(1), P(2)), NULL, "set-disagree");
	assert_says("set-2of3.zip and set-1of3.zip describe the whole differently");
}
END_TEST

START_TEST(a_part_that_says_a_file_is_elsewhere_than_the_others_say_disagrees)
{
	set_split("set.zip");
	/* so that nobody carries it, or nobody says so */
	change(0, " carried=\"3\"", " carried=\"2\"");
	set_verify(P(2), SET_PATHS(P(0), P(1)), NULL, "set-disagree");
}
END_TEST

START_TEST(each_finding_names_its_package)
{
	const struct bag_edit edits[BAG_MAX_EDITS] = {{BAG_APPEND, "index.html", "x", NULL}, {BAG_REPLACE, "bag-info.txt", "Payload-Oxum: ", "Payload-Oxum: 9"}};

	set_split("set.zip");
	set_change(1, edits, TAIZHANG_FORMAT_TAR);
	set_verify(P(0), SET_PATHS(P(1), P(2)), NULL, "bag-oxum bag-oxum-alone");
	assert_says("set-2of3.tar");
	for (size_t i = 0; i < taizhang_findings_num(findings); i++)
		if (strcmp(taizhang_finding_id(taizhang_findings_get(findings, i)), "bag-oxum") == 0)
			ck_assert_str_eq(taizhang_finding_file(taizhang_findings_get(findings, i)), "set-2of3.tar/bag-info.txt");
}
END_TEST

START_TEST(what_cannot_be_read_is_not_called_missing)
{
	set_split("set.zip");
	change(2, "<manifest ", "<manifest");
	set_verify(P(0), SET_PATHS(P(1), P(2)), NULL, "package-xml");
}
END_TEST

START_TEST(a_supplement_alone_is_sound_and_names_its_base)
{
	set_chain();
	set_verify(P(1), NULL, NULL, "supplement-alone");
	assert_says("7 more files are in its bases: " SET_ROOT);
}
END_TEST

START_TEST(a_chain_is_whole_with_all_its_bases_in_any_order_and_form)
{
	set_chain();
	set_verify(P(1), NULL, SET_PATHS(P(0)), "");
	set_verify(P(2), NULL, SET_PATHS(P(1), P(0)), "");
	set_change(0, NULL, TAIZHANG_FORMAT_DIRECTORY);
	set_change(1, NULL, TAIZHANG_FORMAT_TAR_ZST);
	set_verify(P(2), NULL, SET_PATHS(P(0), P(1)), "");
}
END_TEST

START_TEST(a_base_of_a_base_is_wanted_too)
{
	set_chain();
	set_verify(P(2), NULL, SET_PATHS(P(1)), "base-missing");
	set_verify(P(2), NULL, SET_PATHS(P(0)), "base-wrong");
	set_verify(P(1), SET_PATHS(P(0)), NULL, "base-missing set-mixed");
}
END_TEST

START_TEST(a_wrong_base_is_refused_and_the_right_one_named)
{
	struct taizhang_package *package;
	char wanted[256];

	set_chain();
	/* the same material at another time: equal payload and id, but another package */
	taizhang_ledger_set_contact(ledger, "李四", &err);
	set_pack("other.zip", 0, NULL);
	set_verify(P(1), NULL, SET_PATHS(P(3)), "base-wrong");
	package = taizhang_package_open(P(0), NULL, NULL, &err);
	tz_assert_ptr(package, &err);
	snprintf(wanted, sizeof wanted, "; " SET_ROOT " %s is", taizhang_package_id(package));
	taizhang_package_free(package);
	assert_says(wanted);
	set_verify(P(1), NULL, SET_PATHS(P(0), P(3)), "base-wrong");
	set_verify(P(2), NULL, SET_PATHS(P(1), P(0), P(2)), "base-wrong");
	set_verify(P(1), NULL, SET_PATHS(P(0), P(0)), "set-part-twice");
}
END_TEST

START_TEST(a_base_whose_payload_was_changed_is_not_taken)
{
	const struct bag_edit edits[BAG_MAX_EDITS] = {{BAG_APPEND, "data/I-1-1-1-2/01-宣讲情况报告.pdf", "!", NULL}};

	set_chain();
	set_change(0, edits, TAIZHANG_FORMAT_ZIP);
	set_verify(P(1), NULL, SET_PATHS(P(0)), "bag-digest bag-oxum package-count package-file-size");
	assert_says("one.zip/data/I-1-1-1-2/01-宣讲情况报告.pdf");
}
END_TEST

START_TEST(a_base_whose_description_was_changed_is_another_package)
{
	set_chain();
	change(0, " city=\"包头市\"", " city=\"包头\"");
	set_verify(P(1), NULL, SET_PATHS(P(0)), "base-wrong");
}
END_TEST

START_TEST(a_file_that_no_base_has_is_named)
{
	struct taizhang_package *one, *small;
	struct taizhang_scan_options options = TAIZHANG_SCAN_OPTIONS_INIT;
	struct bag_edit edits[BAG_MAX_EDITS] = {{BAG_REPLACE, "manifest.xml", NULL, NULL}, {BAG_REPLACE, "manifest.xml", NULL, NULL}};

	set_chain();
	ck_assert_int_eq(temp_shell("rm '%s'/ledger/materials/*/考核办法.pdf", temp_dir()), 0);
	options.prune = true;
	tz_assert_ok(taizhang_ledger_scan(ledger, &options, NULL, NULL, &err), &err);
	tz_assert_ok(taizhang_ledger_save(ledger, &err), &err);
	set_pack("small.zip", 0, NULL);
	one = taizhang_package_open(P(0), NULL, NULL, &err);
	small = taizhang_package_open(P(3), NULL, NULL, &err);
	tz_assert_ptr(one, &err);
	tz_assert_ptr(small, &err);
	/* the supplement says that it stands on a package that has too little */
	edits[0].text = taizhang_package_id(one);
	edits[0].with = taizhang_package_id(small);
	edits[1].text = taizhang_package_tags(one);
	edits[1].with = taizhang_package_tags(small);
	set_change(1, edits, TAIZHANG_FORMAT_ZIP);
	set_verify(P(1), NULL, SET_PATHS(P(3)), "base-file-missing");
	assert_says("data/I-1-1-2-1/03-考核办法.pdf should be in a base");
	taizhang_package_free(one);
	taizhang_package_free(small);
}
END_TEST

START_TEST(split_supplements_stand_on_split_bases)
{
	set_split("one.zip");
	set_revise(1);
	set_put(0, "大.pdf", 100 * 1024, 300);
	set_put(1, "大.pdf", 100 * 1024, 301);
	tz_assert_ok(taizhang_ledger_scan(ledger, NULL, NULL, NULL, &err), &err);
	tz_assert_ok(taizhang_ledger_save(ledger, &err), &err);
	set_pack("two.zip", 230 * 1024, SET_PATHS(P(0), P(1), P(2)));
	ck_assert_uint_eq(num_packed, 5);
	set_verify(P(3), NULL, NULL, "set-part-alone supplement-alone");
	set_verify(P(4), SET_PATHS(P(3)), SET_PATHS(P(2), P(1), P(0)), "");
	set_verify(P(4), SET_PATHS(P(3)), NULL, "base-missing");
	set_verify(P(4), SET_PATHS(P(3)), SET_PATHS(P(2), P(1)), "base-missing");
	assert_says("the base " SET_ROOT "-1of3 is missing");
	set_verify(P(4), NULL, SET_PATHS(P(2), P(1), P(0)), "set-part-missing");
}
END_TEST

START_TEST(a_file_that_is_not_there_is_an_error_and_no_finding)
{
	struct taizhang_verify_options options = TAIZHANG_VERIFY_OPTIONS_INIT;

	set_split("set.zip");
	options.parts = SET_PATHS(P(1), temp_path("none.zip"));
	options.num_parts = 2;
	ck_assert_int_eq(taizhang_verify(P(0), &options, findings, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	ck_assert_ptr_nonnull(strstr(err.where, "none.zip"));
}
END_TEST

START_TEST(bad_arguments_are_refused)
{
	struct taizhang_verify_options options = TAIZHANG_VERIFY_OPTIONS_INIT;

	set_split("set.zip");
	options.parts = SET_PATHS(P(1), "");
	options.num_parts = 2;
	ck_assert_int_eq(taizhang_verify(P(0), &options, findings, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&err);
	options.num_parts = 1;
	options.bag_only = true;
	ck_assert_int_eq(taizhang_verify(P(0), &options, findings, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
}
END_TEST

struct seen {
	uint64_t last, total;
};

static void see(void *data, uint64_t done, uint64_t total, const char *current)
{
	struct seen *seen = data;

	(void)current;
	ck_assert_uint_le(done, total);
	ck_assert_uint_ge(done, seen->last);
	ck_assert(seen->total == 0 || seen->total == total);
	seen->last = done;
	seen->total = total;
}

static int stop_late(void *data)
{
	const struct seen *seen = data;

	return seen->last > seen->total / 2;
}

START_TEST(progress_goes_once_from_front_to_end_and_can_be_stopped)
{
	struct taizhang_verify_options options = TAIZHANG_VERIFY_OPTIONS_INIT;
	struct seen seen = {0, 0};

	set_split("set.zip");
	set_change(1, NULL, TAIZHANG_FORMAT_TAR_GZ);
	options.parts = SET_PATHS(P(1), P(2));
	options.num_parts = 2;
	options.progress = (struct taizhang_progress){see, NULL, &seen};
	tz_assert_ok(taizhang_verify(P(0), &options, findings, NULL, &err), &err);
	ck_assert_uint_gt(seen.total, 300 * 1024);
	ck_assert_uint_eq(seen.last, seen.total);
	seen = (struct seen){0, 0};
	options.progress.cancel = stop_late;
	ck_assert_int_eq(taizhang_verify(P(0), &options, findings, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_CANCELLED);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("package_set");
	TCase *sets = add_behaviour(suite, "sets"), *bases = add_behaviour(suite, "bases"), *calls = add_behaviour(suite, "calls");

	tcase_add_loop_test(sets, all_parts_in_any_order_are_whole, 0, 6);
	tcase_add_test(sets, a_part_alone_is_sound_and_says_what_else_there_is);
	tcase_add_test(sets, a_part_under_another_name_knows_its_root);
	tcase_add_loop_test(sets, a_missing_part_is_named_wherever_it_is, 0, 3);
	tcase_add_test(sets, a_part_twice_is_told);
	tcase_add_test(sets, parts_of_different_sets_are_no_set);
	tcase_add_test(sets, an_ordinary_package_has_no_parts_and_no_bases);
	tcase_add_test(sets, parts_that_describe_another_whole_disagree);
	tcase_add_test(sets, a_part_that_says_a_file_is_elsewhere_than_the_others_say_disagrees);
	tcase_add_test(sets, each_finding_names_its_package);
	tcase_add_test(sets, what_cannot_be_read_is_not_called_missing);
	tcase_add_test(bases, a_supplement_alone_is_sound_and_names_its_base);
	tcase_add_test(bases, a_chain_is_whole_with_all_its_bases_in_any_order_and_form);
	tcase_add_test(bases, a_base_of_a_base_is_wanted_too);
	tcase_add_test(bases, a_wrong_base_is_refused_and_the_right_one_named);
	tcase_add_test(bases, a_base_whose_payload_was_changed_is_not_taken);
	tcase_add_test(bases, a_base_whose_description_was_changed_is_another_package);
	tcase_add_test(bases, a_file_that_no_base_has_is_named);
	tcase_add_test(bases, split_supplements_stand_on_split_bases);
	tcase_add_test(calls, a_file_that_is_not_there_is_an_error_and_no_finding);
	tcase_add_test(calls, bad_arguments_are_refused);
	tcase_add_test(calls, progress_goes_once_from_front_to_end_and_can_be_stopped);
	return suite;
}
