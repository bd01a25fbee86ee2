/* SPDX-License-Identifier: MIT */
/* test_pack_base.c: supplements: what they carry, what they say of the rest, and bases that cannot serve. */
#include "package/pack_base.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/entries.h"
#include "package/ledgers.h"

#define KIB 1024u

static const char *const targets[] = {"new.zip", "new.tar", "new.tar.gz", "new.tar.zst"};
#define NUM_TARGETS 4

static struct taizhang_error err;
static struct taizhang_ledger *ledger;
static struct taizhang_pack_options options;
static struct taizhang_pack_result result;
static struct taizhang_findings *findings;
static const char *bases[8];

static void set_up(void)
{
	taizhang_error_clear(&err);
	options = (struct taizhang_pack_options)TAIZHANG_PACK_OPTIONS_INIT;
	options.time = TEST_TIME;
	options.allow_incomplete = true;
	options.bases = bases;
	findings = taizhang_findings_new(&err);
	ledger = make_filled_ledger("ledger");
}

static void tear_down(void)
{
	temp_remove();
	taizhang_ledger_free(ledger);
	taizhang_findings_free(findings);
}

static void add_base(const char *path)
{
	bases[options.num_bases++] = path;
}

static void pack(const char *path)
{
	tz_assert_ok(taizhang_pack(ledger, path, &options, &result, findings, &err), &err);
}

static void refuse(enum taizhang_code code, const char *id)
{
	taizhang_error_clear(&err);
	ck_assert_int_eq(taizhang_pack(ledger, temp_path("new.zip"), &options, &result, findings, &err), -1);
	ck_assert_str_eq(taizhang_error_id(&err), id);
	ck_assert_int_eq((int)err.code, (int)code);
	ck_assert_int_eq(access(temp_path("new.zip"), F_OK), -1);
}

/* The ledger as it is, whole. */
static const char *pack_base(const char *name)
{
	const char *path = temp_path(name);

	pack(path);
	return path;
}

/* One file is new, one has other bytes, one is gone, one is where another was: two are left. */
static void change(void)
{
	put_material(ledger, 0, "补充通知.txt", "补充", 6);
	put_material(ledger, 1, "宣讲情况报告.docx", "PK\3\4 revised", 11);
	temp_shell("cd '%s/materials' && rm I-1-1-2-1*/*.pdf && cd I-1-1-1-2* && mv 附件/照片.jpg 附件/新照片.jpg",
		   taizhang_ledger_directory(ledger));
	put_material(ledger, 2, "制度.pdf", "%PDF-1.5", 8);
	scan_and_save(ledger);
}

/* Unpacks below out/ and enters the bag's root for a command. */
static void in_bag(const char *path, const char *command)
{
	ck_assert_msg(temp_shell("cd '%s' && rm -rf out && mkdir out && LC_ALL=C.UTF-8 bsdtar -xf '%s' -C out && cd out/* && %s",
				 temp_dir(), path, command) == 0, "%s: %s", path, command);
}

static bool has_finding(const char *id)
{
	for (size_t i = 0; i < taizhang_findings_num(findings); i++)
		if (strcmp(taizhang_finding_id(taizhang_findings_get(findings, i)), id) == 0)
			return true;
	return false;
}

START_TEST(only_what_the_base_lacks_is_carried)
{
	const char *path = temp_path(targets[_i]);

	add_base(pack_base("old.zip"));
	change();
	pack(path);
	in_bag(path, "sha256sum --quiet -c manifest-sha256.txt tagmanifest-sha256.txt");
	in_bag(path, "xmllint --noout --nonet --schema schema/manifest.xsd manifest.xml 2>/dev/null");
	in_bag(path, "xmllint --noout --nonet --schema schema/catalog.xsd catalog.xml 2>/dev/null");
	in_bag(path, "test \"$(find data -type f | sort | sed 's,.*/,,' | tr '\\n' ' ')\" = '02-补充通知.txt 01-宣讲情况报告.docx 02-制度.pdf '");
	in_bag(path, "test $(grep -c 'carried=\"base\"' manifest.xml) = 3");
	in_bag(path, "grep -q '<manifest [^>]*version=\"1.1\"' manifest.xml");
	ck_assert_uint_eq(result.files, 3);
	ck_assert_uint_eq(result.bytes, 6 + 11 + 8);
	ck_assert_uint_eq(result.parts, 1);
}
END_TEST

START_TEST(the_result_counts_what_changed)
{
	add_base(pack_base("old.zip"));
	ck_assert_uint_eq(result.added + result.changed + result.unchanged + result.removed + result.base_files, 0);
	change();
	pack(temp_path("new.zip"));
	ck_assert_uint_eq(result.added, 3);
	ck_assert_uint_eq(result.changed, 1);
	ck_assert_uint_eq(result.unchanged, 2);
	ck_assert_uint_eq(result.removed, 2);
	ck_assert_uint_eq(result.base_files, 3);
	ck_assert_uint_eq(result.base_bytes, 72 + 4 + 4);
}
END_TEST

START_TEST(the_base_is_named_by_its_digests)
{
	const char *base = pack_base("old.zip");
	char command[512], base_id[TAIZHANG_DIGEST_HEX_SIZE];

	strcpy(base_id, result.id);
	add_base(base);
	change();
	pack(temp_path("new.zip"));
	snprintf(command, sizeof command,
		 "grep -q \"<base id=\\\"%s\\\" tags=\\\"$(LC_ALL=C.UTF-8 bsdtar -xOf '%s' '*/tagmanifest-sha256.txt' | sha256sum | cut -c1-64)\\\" "
		 "root=\\\"包头市-2017-市教育局\\\"/>\" manifest.xml", base_id, base);
	in_bag(temp_path("new.zip"), command);
	in_bag(temp_path("new.zip"), "grep -q '本包是增补包' index.html && grep -q '在先前报送的包中' index.html");
}
END_TEST

START_TEST(the_whole_is_the_package_that_carries_all)
{
	char whole[TAIZHANG_DIGEST_HEX_SIZE], command[256];

	add_base(pack_base("old.zip"));
	change();
	pack(temp_path("new.zip"));
	options.num_bases = 0;
	pack(temp_path("full.zip"));
	strcpy(whole, result.id);
	snprintf(command, sizeof command, "grep -q 'whole=\"%s\" whole-files=\"6\" whole-bytes=\"105\"' manifest.xml", whole);
	in_bag(temp_path("new.zip"), command);
	in_bag(temp_path("full.zip"), "! grep -qe whole= -e carried= -e '<base' manifest.xml");
}
END_TEST

START_TEST(a_supplement_that_carries_nothing_has_its_data_folder)
{
	const char *path = temp_path(targets[_i]);

	add_base(pack_base("old.zip"));
	if (_i % 2)
		temp_shell("rm '%s'/materials/I-1-1-2-1*/*", taizhang_ledger_directory(ledger));
	else
		tz_assert_ok(taizhang_ledger_set_contact(ledger, "资料员 0472-1234567", &err), &err);
	scan_and_save(ledger);
	pack(path);
	ck_assert_uint_eq(result.files, 0);
	in_bag(path, "test -d data && test -z \"$(ls -A data)\" && test ! -s manifest-sha256.txt && test -f manifest-sha256.txt");
	in_bag(path, "sha256sum --quiet -c tagmanifest-sha256.txt && grep -qx 'Payload-Oxum: 0.0' bag-info.txt");
	in_bag(path, "test \"$(stat -c %a data)\" = 755");
	if (_i == 0)
		ck_assert_int_eq(temp_shell("LC_ALL=C.UTF-8 unzip -tqq '%s' >/dev/null", path), 0);
}
END_TEST

START_TEST(nothing_new_is_no_package_unless_forced)
{
	add_base(pack_base("old.zip"));
	refuse(TAIZHANG_E_REFUSED, "pack-nothing-new");
	taizhang_error_clear(&err);
	options.force = true;
	pack(temp_path("new.zip"));
	ck_assert_uint_eq(result.files, 0);
	ck_assert_uint_eq(result.unchanged, 5);
}
END_TEST

START_TEST(a_ledger_that_does_not_say_what_it_supersedes_is_told)
{
	add_base(pack_base("old.zip"));
	change();
	pack(temp_path("new.zip"));
	ck_assert(has_finding("package-supersedes"));
}
END_TEST

START_TEST(a_ledger_that_says_it_is_not)
{
	add_base(pack_base("old.zip"));
	change();
	tz_assert_ok(taizhang_ledger_set_revision(ledger, 2, result.id, &err), &err);
	pack(temp_path("new.zip"));
	ck_assert(!has_finding("package-supersedes"));
}
END_TEST

START_TEST(equal_ledgers_and_bases_give_equal_bytes)
{
	const char *old = pack_base("old.zip"), *older = temp_path("older.zip");

	change();
	pack(older);
	put_material(ledger, 2, "又一份.txt", "x", 1);
	scan_and_save(ledger);
	add_base(old);
	add_base(older);
	pack(temp_path("a.zip"));
	options.num_bases = 0;
	add_base(older);
	add_base(old);
	add_base(older);
	pack(temp_path("b.zip"));
	ck_assert_int_eq(temp_shell("cmp '%s' '%s'", temp_path("a.zip"), temp_path("b.zip")), 0);
	ck_assert_uint_eq(result.files, 1);
}
END_TEST

/* The next state: one more file. Gives how many files its supplement carries, standing on what bases says. */
static uint64_t pack_more(const char *name, const char *material)
{
	put_material(ledger, 2, material, material, strlen(material));
	scan_and_save(ledger);
	pack(temp_path(name));
	return result.files;
}

START_TEST(a_chain_of_three_works_with_the_last_alone_or_with_all)
{
	add_base(pack_base("1.zip"));
	ck_assert_uint_eq(pack_more("2.zip", "二.txt"), 1);
	options.num_bases = 0;
	add_base(temp_path("2.zip"));
	ck_assert_uint_eq(pack_more("3.zip", "三.txt"), 1);
	ck_assert_uint_eq(result.unchanged, 6);
	in_bag(temp_path("3.zip"), "test $(grep -c '<base ' manifest.xml) = 1 && test $(grep -c 'carried=\"base\"' manifest.xml) = 6");
	add_base(temp_path("1.zip"));
	pack(temp_path("3all.zip"));
	ck_assert_uint_eq(result.files, 1);
	ck_assert_uint_eq(result.unchanged, 6);
	in_bag(temp_path("3all.zip"), "test $(grep -c '<base ' manifest.xml) = 2");
}
END_TEST

START_TEST(a_split_base_is_wanted_whole)
{
	char *data = malloc(200 * KIB);

	for (size_t i = 0; i < 3; i++) {
		fill_random(data, 200 * KIB, (unsigned int)i + 1);
		put_material(ledger, i, "大.bin", data, 200 * KIB);
	}
	free(data);
	scan_and_save(ledger);
	options.max_bytes = 400 * KIB;
	pack(temp_path("old.zip"));
	ck_assert_uint_eq(result.parts, 3);
	options.max_bytes = 0;
	put_material(ledger, 1, "新.txt", "new", 3);
	scan_and_save(ledger);
	add_base(temp_path("old-3of3.zip"));
	refuse(TAIZHANG_E_STATE, "base-parts");
	ck_assert_str_eq(err.detail, "1, 2");
	ck_assert_int_eq(err.number, 3);
	taizhang_error_clear(&err);
	add_base(temp_path("old-1of3.zip"));
	add_base(temp_path("old-2of3.zip"));
	pack(temp_path("new.zip"));
	ck_assert_uint_eq(result.files, 1);
	ck_assert_uint_eq(result.unchanged, 8);
	in_bag(temp_path("new.zip"), "test $(grep -c '<base ' manifest.xml) = 3");
}
END_TEST

START_TEST(a_supplement_may_be_split)
{
	char *data = malloc(200 * KIB);

	add_base(pack_base("old.zip"));
	for (size_t i = 0; i < 3; i++) {
		fill_random(data, 200 * KIB, (unsigned int)i + 1);
		put_material(ledger, i, "大.bin", data, 200 * KIB);
	}
	free(data);
	scan_and_save(ledger);
	options.max_bytes = 400 * KIB;
	pack(temp_path("new.zip"));
	ck_assert_uint_eq(result.parts, 3);
	ck_assert_uint_eq(result.files, 3);
	ck_assert_uint_eq(result.base_files, 5);
	in_bag(temp_path("new-2of3.zip"), "test $(grep -c 'carried=\"base\"' manifest.xml) = 5 && test $(grep -c 'carried=\"[13]\"' manifest.xml) = 2");
	in_bag(temp_path("new-2of3.zip"), "xmllint --noout --nonet --schema schema/manifest.xsd manifest.xml 2>/dev/null");
	in_bag(temp_path("new-2of3.zip"), "test $(grep -c '<base ' manifest.xml) = 1");
}
END_TEST

START_TEST(another_ledgers_package_is_no_base)
{
	const char *base = pack_base("old.zip");

	taizhang_ledger_free(ledger);
	ledger = make_filled_ledger("other");
	switch (_i) {
	case 0:
		tz_assert_ok(taizhang_ledger_set_city(ledger, "呼和浩特市", &err), &err);
		break;
	case 1:
		tz_assert_ok(taizhang_ledger_set_unit(ledger, "市民政局", &err), &err);
		break;
	default:
		tz_assert_ok(taizhang_ledger_set_year(ledger, 2018, &err), &err);
	}
	add_base(base);
	refuse(TAIZHANG_E_STATE, "base-other");
	ck_assert_str_eq(err.where, base);
	ck_assert_ptr_nonnull(strstr(err.detail, "包头市 2017 市教育局"));
}
END_TEST

START_TEST(what_is_no_sound_package_of_ours_is_no_base)
{
	const char *base = pack_base("old.tar");

	change();
	switch (_i) {
	case 0:
		add_base(temp_write_text("old.txt", "nothing"));
		refuse(TAIZHANG_E_FORMAT, "container-format");
		break;
	case 1:
		add_base(temp_path("nowhere.zip"));
		refuse(TAIZHANG_E_IO, "file-open");
		break;
	case 2:
		/* Its manifest.xml is not the one that its tag manifest lists. */
		temp_shell("sed 's/role=\"body\"/role=\"seal\"/' '%s' >'%s'", base, temp_path("bad.tar"));
		add_base(temp_path("bad.tar"));
		refuse(TAIZHANG_E_FORMAT, "base-invalid");
		ck_assert_int_gt(err.number, 0);
		break;
	default:
		ck_assert_int_eq(temp_shell("cd '%s' && mkdir -p bag/data && echo x >bag/data/a && printf 'BagIt-Version: 1.0\\nTag-File-Character-Encoding: UTF-8\\n' >bag/bagit.txt "
					    "&& cd bag && sha256sum data/a >manifest-sha256.txt", temp_dir()), 0);
		add_base(temp_path("bag"));
		refuse(TAIZHANG_E_FORMAT, "not-a-package");
	}
}
END_TEST

START_TEST(wrong_arguments_are_refused)
{
	options.num_bases = 1;
	bases[0] = _i ? "" : NULL;
	refuse(TAIZHANG_E_INVAL, "argument");
	options.bases = NULL;
	refuse(TAIZHANG_E_INVAL, "argument");
}
END_TEST

static void add(Suite *suite, const char *name, TCase **tcase)
{
	*tcase = tcase_create(name);
	tcase_set_timeout(*tcase, 120);
	tcase_add_checked_fixture(*tcase, set_up, tear_down);
	suite_add_tcase(suite, *tcase);
}

Suite *module_suite(void)
{
	Suite *suite = suite_create("pack_base");
	TCase *carries, *stands, *refuses;

	add(suite, "carries", &carries);
	tcase_add_loop_test(carries, only_what_the_base_lacks_is_carried, 0, NUM_TARGETS);
	tcase_add_test(carries, the_result_counts_what_changed);
	tcase_add_test(carries, the_whole_is_the_package_that_carries_all);
	tcase_add_loop_test(carries, a_supplement_that_carries_nothing_has_its_data_folder, 0, NUM_TARGETS);
	tcase_add_test(carries, nothing_new_is_no_package_unless_forced);
	tcase_add_test(carries, equal_ledgers_and_bases_give_equal_bytes);
	tcase_add_test(carries, a_supplement_may_be_split);
	add(suite, "stands on", &stands);
	tcase_add_test(stands, the_base_is_named_by_its_digests);
	tcase_add_test(stands, a_ledger_that_does_not_say_what_it_supersedes_is_told);
	tcase_add_test(stands, a_ledger_that_says_it_is_not);
	tcase_add_test(stands, a_chain_of_three_works_with_the_last_alone_or_with_all);
	tcase_add_test(stands, a_split_base_is_wanted_whole);
	add(suite, "refuses", &refuses);
	tcase_add_loop_test(refuses, another_ledgers_package_is_no_base, 0, 3);
	tcase_add_loop_test(refuses, what_is_no_sound_package_of_ours_is_no_base, 0, 4);
	tcase_add_loop_test(refuses, wrong_arguments_are_refused, 0, 2);
	return suite;
}
