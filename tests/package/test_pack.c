/* SPDX-License-Identifier: MIT */
/* test_pack.c: tests of lib/package/pack.c and pack_write.c; other programs judge what they write. */
#include <taizhang/package.h>

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "ledger/ledger.h"
#include "package/ledgers.h"

/* 2018-03-05 09:30:01 UTC. */
#define TIME 1520242201

static const char *const targets[] = {"out.zip", "out.tar", "out.tar.gz", "out.tar.zst"};
#define NUM_TARGETS 4

static struct taizhang_error err;
static struct taizhang_ledger *ledger;
static struct taizhang_pack_options options;
static struct taizhang_pack_result result;
static struct taizhang_findings *findings;

static void set_up(void)
{
	taizhang_error_clear(&err);
	options = (struct taizhang_pack_options)TAIZHANG_PACK_OPTIONS_INIT;
	options.time = TIME;
	findings = taizhang_findings_new(&err);
	ledger = make_filled_ledger("ledger");
}

static void tear_down(void)
{
	temp_remove();
	taizhang_ledger_free(ledger);
	taizhang_findings_free(findings);
}

static void pack(const char *path)
{
	tz_assert_ok(taizhang_pack(ledger, path, &options, &result, findings, &err), &err);
}

/* Nothing but the ledger and the files named is in the tests' folder: no half-made package either. */
static void assert_only(const char *names)
{
	ck_assert_msg(temp_shell("cd '%s' && test \"$(ls -A | sort | tr '\\n' ' ')\" = '%s '", temp_dir(), names) == 0,
		      "there is more than %s in %s", names, temp_dir());
}

/* Unpacks below out/ and enters the bag's root for a command. */
static int in_bag(const char *path, const char *command)
{
	return temp_shell("cd '%s' && rm -rf out && mkdir out && LC_ALL=C.UTF-8 bsdtar -xf '%s' -C out && cd out/* && %s",
			  temp_dir(), path, command);
}

START_TEST(the_result_tells_what_was_packed)
{
	const char *path = temp_path("a.zip");
	struct stat status;
	char id[TAIZHANG_DIGEST_HEX_SIZE], *manifest;
	size_t size;

	pack(path);
	ck_assert_str_eq(result.root, "包头市-2017-市教育局");
	ck_assert_uint_eq(result.files, 5);
	ck_assert_uint_eq(result.bytes, 72 + 15 + 4 + 4 + 8);
	ck_assert_int_eq(stat(path, &status), 0);
	ck_assert_uint_eq(result.package_bytes, (uint64_t)status.st_size);
	ck_assert_int_eq(in_bag(path, "true"), 0);
	manifest = temp_read(temp_path("out/包头市-2017-市教育局/manifest-sha256.txt"), &size);
	tz_assert_ok(tz_digest_bytes(TAIZHANG_DIGEST_SHA256, manifest, size, id, &err), &err);
	ck_assert_str_eq(result.id, id);
	free(manifest);
}
END_TEST

START_TEST(options_result_and_findings_may_be_absent)
{
	tz_assert_ok(taizhang_pack(ledger, temp_path("a"), NULL, NULL, NULL, &err), &err);
	ck_assert_int_eq(temp_shell("unzip -tqq '%s' >/dev/null", temp_path("a")), 0);
}
END_TEST

START_TEST(entries_stand_in_the_order_of_the_format)
{
	static const char expected[] =
		"bagit.txt bag-info.txt data/I-1-1-1-1/01-关于学习宣传的通知.txt data/I-1-1-1-2/01-宣讲情况报告.docx "
		"data/I-1-1-1-2/02-01-名单.xlsx data/I-1-1-1-2/02-02-照片.jpg data/I-1-1-2-1/01-考核制度.pdf "
		"manifest-sha256.txt manifest-sm3.txt manifest.xml catalog.xml schema/catalog.xsd schema/manifest.xsd "
		"index.html tagmanifest-sha256.txt tagmanifest-sm3.txt ";
	const char *path = temp_path(targets[_i]);

	options.digests = TAIZHANG_DIGEST_SM3;
	pack(path);
	ck_assert_int_eq(temp_shell("test \"$(LC_ALL=C.UTF-8 bsdtar -tf '%s' | sed 's,^包头市-2017-市教育局/,,' | tr '\\n' ' ')\" = '%s'",
				    path, expected), 0);
}
END_TEST

START_TEST(sha256sum_and_xmllint_agree)
{
	const char *path = temp_path(targets[_i]);

	pack(path);
	ck_assert_int_eq(in_bag(path, "sha256sum --quiet -c manifest-sha256.txt tagmanifest-sha256.txt"), 0);
	ck_assert_int_eq(in_bag(path, "xmllint --noout --nonet --schema schema/manifest.xsd manifest.xml 2>/dev/null"), 0);
	ck_assert_int_eq(in_bag(path, "xmllint --noout --nonet --schema schema/catalog.xsd catalog.xml 2>/dev/null"), 0);
	ck_assert_int_eq(in_bag(path, "test \"$(cut -c67- manifest-sha256.txt | sort)\" = \"$(find data -type f | sort)\""), 0);
	ck_assert_int_eq(in_bag(path, "test \"$(cut -c67- tagmanifest-sha256.txt | sort)\" = \"$(find . -type f | sed 's,^./,,' | grep -v -e ^data -e ^tagmanifest | sort)\""), 0);
	ck_assert_int_eq(in_bag(path, "grep -qx \"Payload-Oxum: $(cat $(find data -type f) | wc -c | tr -d ' ').$(find data -type f | wc -l | tr -d ' ')\" bag-info.txt"), 0);
}
END_TEST

START_TEST(openssl_agrees_with_the_sm3)
{
	const char *path = temp_path("a.zip");

	options.digests = TAIZHANG_DIGEST_SM3;
	pack(path);
	ck_assert_int_eq(in_bag(path, "for m in manifest tagmanifest; do while read -r hex file; do "
				"test \"$(openssl dgst -sm3 -r \"$file\" | cut -c1-64)\" = $hex || exit 1; done <$m-sm3.txt || exit 1; done"), 0);
	ck_assert_int_eq(in_bag(path, "grep -q \"sm3=\\\"$(head -n 1 manifest-sm3.txt | cut -c1-64)\" manifest.xml"), 0);
}
END_TEST

START_TEST(desktop_programs_find_no_fault)
{
	const char *zip = temp_path("a.zip"), *tar = temp_path("a.tgz");

	pack(zip);
	ck_assert_int_eq(temp_shell("LC_ALL=C.UTF-8 unzip -tqq '%s' >/dev/null", zip), 0);
	ck_assert_int_eq(temp_shell("LC_ALL=C.UTF-8 7z t '%s' >/dev/null", zip), 0);
	pack(tar);
	ck_assert_int_eq(temp_shell("tar -tf '%s' >/dev/null", tar), 0);
}
END_TEST

START_TEST(the_options_choose_the_container_before_the_name_does)
{
	options.format = TAIZHANG_FORMAT_TAR_ZST;
	pack(temp_path("a.zip"));
	ck_assert_int_eq(temp_shell("zstd -tq '%s'", temp_path("a.zip")), 0);
}
END_TEST

START_TEST(the_time_of_the_package_is_that_of_the_options)
{
	const char *path = temp_path("a.tar");

	pack(path);
	ck_assert_int_eq(in_bag(path, "grep -qx 'Bagging-Date: 2018-03-05' bag-info.txt"), 0);
	ck_assert_int_eq(in_bag(path, "grep -q '<package .*time=\"2018-03-05T09:30:01Z\"' manifest.xml"), 0);
	ck_assert_int_eq(in_bag(path, "test -z \"$(find . -type f ! -newermt '2018-03-05 09:30:00Z')\""), 0);
	ck_assert_int_eq(in_bag(path, "test -z \"$(find . -type f -newermt '2018-03-05 09:30:01Z')\""), 0);
}
END_TEST

START_TEST(without_a_time_it_is_the_last_change_of_the_ledger)
{
	const char *path = temp_path("a.tar");

	options.time = -1;
	ledger->changed = TIME + 86400;
	pack(path);
	ck_assert_int_eq(in_bag(path, "grep -qx 'Bagging-Date: 2018-03-06' bag-info.txt"), 0);
}
END_TEST

static size_t count_overdue(void)
{
	size_t count = 0;

	for (size_t i = 0; i < taizhang_findings_num(findings); i++)
		count += strcmp(taizhang_finding_id(taizhang_findings_get(findings, i)), "item-overdue") == 0;
	return count;
}

START_TEST(deadlines_are_judged_on_the_day_of_the_package)
{
	const struct taizhang_node *item = taizhang_ledger_get_item(ledger, 2);
	const struct taizhang_date deadline = {2018, 3, 5};

	/* Without material, so that it can be overdue. */
	temp_shell("rm '%s'/materials/I-1-1-2-1*/*", taizhang_ledger_directory(ledger));
	tz_assert_ok(taizhang_assignment_set_deadline(ledger, item, &deadline, &err), &err);
	options.allow_incomplete = true;
	pack(temp_path("a.zip"));
	ck_assert_uint_eq(count_overdue(), 0);
	options.time += 86400;
	pack(temp_path("b.zip"));
	ck_assert_uint_eq(count_overdue(), 1);
}
END_TEST

START_TEST(the_producer_is_named)
{
	const char *path = temp_path("a.tar");

	options.producer = "某系统 2.1";
	pack(path);
	ck_assert_int_eq(in_bag(path, "grep -qx 'Bag-Software-Agent: 某系统 2.1' bag-info.txt"), 0);
	ck_assert_int_eq(in_bag(path, "grep -q 'producer=\"某系统 2.1\"' manifest.xml"), 0);
}
END_TEST

START_TEST(awkward_names_arrive_safe_and_the_old_ones_are_kept_in_the_manifest)
{
	const char *path = temp_path("a.zip");

	put_material(ledger, 0, "完成率95%.txt", "1", 1);
	put_material(ledger, 0, "CON.txt", "2", 1);
	put_material(ledger, 0, "点....", "3", 1);
	put_material(ledger, 0, "😀.txt", "4", 1);
	put_material(ledger, 0, "A.txt", "5", 1);
	put_material(ledger, 0, "a.TXT", "6", 1);
	put_material(ledger, 0, "通知\xB0\xFC.txt", "7", 1);
	put_material(ledger, 0, "-rf \"x\" & <y>.txt", "8", 1);
	scan_and_save(ledger);
	pack(path);
	ck_assert_uint_eq(result.files, 13);
	ck_assert_int_eq(temp_shell("LC_ALL=C.UTF-8 unzip -tqq '%s' >/dev/null", path), 0);
	ck_assert_int_eq(in_bag(path, "sha256sum --quiet -c manifest-sha256.txt"), 0);
	ck_assert_int_eq(in_bag(path, "xmllint --noout --nonet --schema schema/manifest.xsd manifest.xml 2>/dev/null"), 0);
	ck_assert_int_eq(in_bag(path, "grep -q '/完成率95%.txt\"' manifest.xml && grep -q '/CON.txt\"' manifest.xml"), 0);
	ck_assert_int_eq(in_bag(path, "! find data | grep '[%:*?\"<>|\\\\]'"), 0);
}
END_TEST

START_TEST(a_file_of_many_blocks_arrives_whole)
{
	const size_t size = (3 << 18) + 17;
	char *data = malloc(size);
	const char *path = temp_path(targets[_i]);

	for (size_t i = 0; i < size; i++)
		data[i] = (char)(i * i >> 7);
	put_material(ledger, 0, "大.bin", data, size);
	put_material(ledger, 0, "一块.bin", data, 1 << 18);
	scan_and_save(ledger);
	pack(path);
	ck_assert_int_eq(in_bag(path, "sha256sum --quiet -c manifest-sha256.txt"), 0);
	free(data);
}
END_TEST

static void assert_equal_packages(const char *a, const char *b)
{
	ck_assert_msg(temp_shell("cmp '%s' '%s'", a, b) == 0, "%s and %s differ", a, b);
}

START_TEST(equal_ledgers_give_equal_bytes_anywhere)
{
	const char *first = temp_path(targets[_i]), *second, *copy = temp_path("elsewhere/copied ledger");
	char cwd[4096];
	mode_t mask;

	pack(first);
	ck_assert_int_eq(temp_shell("mkdir '%s' && cp -a '%s' '%s'", temp_path("elsewhere"), taizhang_ledger_directory(ledger), copy), 0);
	second = temp_path("elsewhere/second");
	taizhang_ledger_free(ledger);
	ck_assert_ptr_nonnull(getcwd(cwd, sizeof cwd));
	ck_assert_int_eq(chdir(temp_path("elsewhere")), 0);
	setenv("TZ", "America/New_York", 1);
	setenv("LC_ALL", "zh_CN.GB18030", 1);
	mask = umask(077);
	ledger = taizhang_ledger_open("copied ledger", TAIZHANG_OPEN_READ, NULL, &err);
	tz_assert_ptr(ledger, &err);
	options.format = taizhang_format_of_path(first);
	pack("second");
	umask(mask);
	ck_assert_int_eq(chdir(cwd), 0);
	unsetenv("TZ");
	unsetenv("LC_ALL");
	assert_equal_packages(first, second);
}
END_TEST

/* Names, sizes, modes, times and bytes of all that is in the ledger's folder. */
static const char *list_ledger(const char *name)
{
	const char *list = temp_path(name);

	ck_assert_int_eq(temp_shell("cd '%s' && { find . -printf '%%p %%s %%m %%T@ %%C@\n' && find . -type f -exec sha256sum {} +; } | sort >'%s'",
				    taizhang_ledger_directory(ledger), list), 0);
	return list;
}

START_TEST(the_ledger_is_only_read)
{
	const char *before = list_ledger("before");

	pack(temp_path("a.zip"));
	ck_assert_int_eq(temp_shell("cmp '%s' '%s'", before, list_ledger("after")), 0);
}
END_TEST

START_TEST(errors_of_the_check_refuse_and_are_told)
{
	temp_shell("rm '%s'/materials/I-1-1-2-1*/*", taizhang_ledger_directory(ledger));
	ck_assert_int_eq(taizhang_pack(ledger, temp_path("a.zip"), &options, NULL, findings, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_REFUSED);
	ck_assert_int_eq(err.number, (int64_t)taizhang_findings_count(findings, TAIZHANG_ERROR));
	ck_assert_uint_gt(taizhang_findings_count(findings, TAIZHANG_ERROR), 0);
	assert_only("ledger");
}
END_TEST

START_TEST(an_incomplete_package_says_what_is_missing)
{
	const char *path = temp_path("a.zip");

	temp_shell("rm '%s'/materials/I-1-1-2-1*/*", taizhang_ledger_directory(ledger));
	options.allow_incomplete = true;
	pack(path);
	ck_assert_uint_eq(result.files, 4);
	ck_assert_uint_eq(result.bytes, 72 + 15 + 4 + 4);
	ck_assert_int_eq(in_bag(path, "sha256sum --quiet -c manifest-sha256.txt"), 0);
	ck_assert_int_eq(in_bag(path, "xmllint --noout --nonet --schema schema/manifest.xsd manifest.xml 2>/dev/null"), 0);
	ck_assert_int_eq(in_bag(path, "grep -qx 'Payload-Oxum: 95.4' bag-info.txt"), 0);
	ck_assert_int_eq(in_bag(path, "grep -q '<file path=\"materials/I-1-1-2-1 [^\"]*/考核制度.pdf\".* missing=\"yes\"' manifest.xml"), 0);
	ck_assert_int_eq(in_bag(path, "grep -q '<declared item=\"I-1-1-2-1\" id=\"file-missing\" severity=\"error\" count=\"1\"/>' manifest.xml"), 0);
}
END_TEST

START_TEST(a_complete_ledger_gives_the_same_package_when_errors_are_allowed)
{
	const char *first = temp_path("a.zip"), *second = temp_path("b.zip");

	pack(first);
	options.allow_incomplete = true;
	pack(second);
	assert_equal_packages(first, second);
	ck_assert_int_eq(in_bag(second, "! grep -q incomplete manifest.xml"), 0);
}
END_TEST

START_TEST(an_empty_file_is_packed_when_errors_are_allowed)
{
	const char *path = temp_path(targets[_i]);

	put_material(ledger, 2, "空.txt", "", 0);
	scan_and_save(ledger);
	options.allow_incomplete = true;
	pack(path);
	ck_assert_uint_eq(result.files, 6);
	ck_assert_int_eq(in_bag(path, "sha256sum --quiet -c manifest-sha256.txt && test -n \"$(find data -empty)\""), 0);
}
END_TEST

/* Changes a file after the scan and asserts that packing stops with its name. */
static void assert_change_is_seen(const char *change)
{
	const char *target = temp_path("a.zip");

	temp_write_text("a.zip", "old");
	ck_assert_int_eq(temp_shell("cd '%s'/materials/I-1-1-1-1* && %s", taizhang_ledger_directory(ledger), change), 0);
	options.allow_incomplete = true;
	options.force = true;
	ck_assert_int_eq(taizhang_pack(ledger, target, &options, NULL, findings, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_STATE);
	ck_assert_str_eq(taizhang_error_id(&err), "pack-file-changed");
	ck_assert_ptr_nonnull(strstr(err.where, "关于学习宣传的通知.txt"));
	ck_assert_int_eq(temp_shell("test \"$(cat '%s')\" = old", target), 0);
	assert_only("a.zip ledger");
}

START_TEST(a_file_changed_after_the_scan_stops_the_work)
{
	static const char *const changes[] = {
		"touch -r * ../ref && printf X | dd of=\"$(echo *)\" conv=notrunc bs=1 2>/dev/null && touch -r ../ref * && rm ../ref",
		"printf more >>\"$(echo *)\"",
		"printf less >\"$(echo *)\"",
		": >\"$(echo *)\"",
	};

	assert_change_is_seen(changes[_i]);
}
END_TEST

START_TEST(a_record_of_another_size_than_its_file_stops_the_work)
{
	const struct taizhang_node *item = taizhang_ledger_get_item(ledger, 0);

	taizhang_ledger_get_record(ledger, item, 0)->files[0].size += _i ? 1 : (uint64_t)-1;
	options.allow_incomplete = true;
	ck_assert_int_eq(taizhang_pack(ledger, temp_path("a.zip"), &options, NULL, findings, &err), -1);
	ck_assert_str_eq(taizhang_error_id(&err), "pack-file-changed");
	assert_only("ledger");
}
END_TEST

START_TEST(a_link_in_the_place_of_a_file_is_not_followed)
{
	ck_assert_int_eq(temp_shell("cd '%s'/materials/I-1-1-1-1* && mv * ../../../kept && ln -s ../../../kept '关于学习宣传的通知.txt'",
				    taizhang_ledger_directory(ledger)), 0);
	options.allow_incomplete = true;
	ck_assert_int_eq(taizhang_pack(ledger, temp_path("a.zip"), &options, NULL, findings, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_UNSAFE);
	assert_only("kept ledger");
}
END_TEST

START_TEST(a_target_that_exists_is_kept_unless_forced)
{
	const char *target = temp_write_text("a.zip", "old");

	ck_assert_int_eq(taizhang_pack(ledger, target, &options, NULL, findings, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_STATE);
	ck_assert_str_eq(taizhang_error_id(&err), "file-exists");
	ck_assert_int_eq(temp_shell("test \"$(cat '%s')\" = old", target), 0);
	taizhang_error_clear(&err);
	options.force = true;
	pack(target);
	ck_assert_int_eq(temp_shell("unzip -tqq '%s' >/dev/null", target), 0);
	assert_only("a.zip ledger");
}
END_TEST

START_TEST(a_target_in_a_folder_that_is_not_there_is_an_error)
{
	ck_assert_int_eq(taizhang_pack(ledger, temp_path("nowhere/a.zip"), &options, NULL, findings, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_IO);
	ck_assert_ptr_nonnull(strstr(err.where, "nowhere/a.zip"));
}
END_TEST

START_TEST(the_ledger_itself_is_no_place_for_the_package)
{
	static const char *const places[] = {
		"ledger/materials/a.zip", "ledger/materials/I-1-1-1-1 x/../a.zip", "ledger/ledger.xml", "ledger/catalog.xml", "link/a.zip",
	};
	const char *target = temp_path(places[_i]);

	temp_shell("mkdir -p '%s'; ln -s ledger/materials '%s'", temp_path("ledger/materials/I-1-1-1-1 x"), temp_path("link"));
	options.force = true;
	ck_assert_int_eq(taizhang_pack(ledger, target, &options, NULL, findings, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	ck_assert_str_eq(taizhang_error_id(&err), "pack-inside-ledger");
	ck_assert_int_eq(temp_shell("test -s '%s' && test -s '%s'", temp_path("ledger/ledger.xml"), temp_path("ledger/catalog.xml")), 0);
}
END_TEST

START_TEST(beside_the_materials_there_is_room)
{
	const char *target = temp_path("ledger/a.zip");

	pack(target);
	ck_assert_int_eq(temp_shell("unzip -tqq '%s' >/dev/null", target), 0);
}
END_TEST

START_TEST(wrong_arguments_are_refused)
{
	const char *path = temp_path("a.zip");

	ck_assert_int_eq(taizhang_pack(NULL, path, &options, NULL, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&err);
	ck_assert_int_eq(taizhang_pack(ledger, NULL, &options, NULL, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&err);
	ck_assert_int_eq(taizhang_pack(ledger, "", &options, NULL, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&err);
	options.digests = TAIZHANG_DIGEST_MD5;
	ck_assert_int_eq(taizhang_pack(ledger, path, &options, NULL, NULL, &err), -1);
	ck_assert_str_eq(err.where, "digests");
	taizhang_error_clear(&err);
	options.digests = 0;
	options.format = TAIZHANG_FORMAT_DIRECTORY;
	ck_assert_int_eq(taizhang_pack(ledger, path, &options, NULL, NULL, NULL), -1);
	ck_assert_int_eq(taizhang_pack(ledger, path, &options, NULL, NULL, &err), -1);
	ck_assert_str_eq(err.where, "format");
	assert_only("ledger");
}
END_TEST

START_TEST(a_ledger_without_a_folder_or_without_material_is_refused)
{
	struct taizhang_ledger *other = make_ledger("包头市", NULL);

	ck_assert_int_eq(taizhang_pack(other, temp_path("a.zip"), &options, NULL, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_STATE);
	ck_assert_str_eq(taizhang_error_id(&err), "pack-no-folder");
	taizhang_ledger_free(other);
	taizhang_error_clear(&err);
	other = make_folder_ledger("empty");
	options.allow_incomplete = true;
	ck_assert_int_eq(taizhang_pack(other, temp_path("a.zip"), &options, NULL, NULL, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_STATE);
	ck_assert_str_eq(taizhang_error_id(&err), "pack-empty");
	taizhang_ledger_free(other);
	assert_only("empty ledger");
}
END_TEST

struct watch {
	uint64_t last, total, at_total;
	int calls, cancel_after;
};

static void watch_progress(void *data, uint64_t done, uint64_t total, const char *current)
{
	struct watch *watch = data;

	ck_assert_uint_ge(done, watch->last);
	ck_assert_uint_le(done, total);
	ck_assert(done == total || current != NULL);
	watch->last = done;
	watch->total = total;
	watch->at_total += done == total;
	watch->calls++;
}

static int watch_cancel(void *data)
{
	struct watch *watch = data;

	return watch->cancel_after >= 0 && watch->calls >= watch->cancel_after;
}

START_TEST(progress_grows_and_ends_once_at_the_known_total)
{
	struct watch watch = {.cancel_after = -1};

	/* An empty file at the end begins when all bytes are done already. */
	put_material(ledger, 2, "空.txt", "", 0);
	scan_and_save(ledger);
	options.allow_incomplete = true;
	options.progress = (struct taizhang_progress){watch_progress, watch_cancel, &watch};
	pack(temp_path("a.zip"));
	ck_assert_uint_eq(watch.last, 103);
	ck_assert_uint_eq(watch.total, 103);
	ck_assert_uint_eq(watch.at_total, 1);
	ck_assert_int_ge(watch.calls, 6);
}
END_TEST

START_TEST(a_cancelled_pack_leaves_nothing)
{
	struct watch watch = {.cancel_after = _i};

	options.progress = (struct taizhang_progress){watch_progress, watch_cancel, &watch};
	options.format = _i % 2 ? TAIZHANG_FORMAT_TAR_GZ : TAIZHANG_FORMAT_ZIP;
	ck_assert_int_eq(taizhang_pack(ledger, temp_path("a.zip"), &options, &result, findings, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_CANCELLED);
	assert_only("ledger");
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
	Suite *suite = suite_create("pack");
	TCase *packs, *others, *equal, *incomplete, *refuses, *progress;

	add(suite, "packs", &packs);
	tcase_add_test(packs, the_result_tells_what_was_packed);
	tcase_add_test(packs, options_result_and_findings_may_be_absent);
	tcase_add_loop_test(packs, entries_stand_in_the_order_of_the_format, 0, NUM_TARGETS);
	tcase_add_test(packs, the_options_choose_the_container_before_the_name_does);
	tcase_add_test(packs, the_time_of_the_package_is_that_of_the_options);
	tcase_add_test(packs, without_a_time_it_is_the_last_change_of_the_ledger);
	tcase_add_test(packs, deadlines_are_judged_on_the_day_of_the_package);
	tcase_add_test(packs, the_producer_is_named);
	tcase_add_test(packs, awkward_names_arrive_safe_and_the_old_ones_are_kept_in_the_manifest);
	tcase_add_loop_test(packs, a_file_of_many_blocks_arrives_whole, 0, NUM_TARGETS);
	tcase_add_test(packs, the_ledger_is_only_read);
	tcase_add_test(packs, beside_the_materials_there_is_room);
	add(suite, "other programs", &others);
	tcase_add_loop_test(others, sha256sum_and_xmllint_agree, 0, NUM_TARGETS);
	tcase_add_test(others, openssl_agrees_with_the_sm3);
	tcase_add_test(others, desktop_programs_find_no_fault);
	add(suite, "equal bytes", &equal);
	tcase_add_loop_test(equal, equal_ledgers_give_equal_bytes_anywhere, 0, NUM_TARGETS);
	tcase_add_test(equal, a_complete_ledger_gives_the_same_package_when_errors_are_allowed);
	add(suite, "incomplete", &incomplete);
	tcase_add_test(incomplete, errors_of_the_check_refuse_and_are_told);
	tcase_add_test(incomplete, an_incomplete_package_says_what_is_missing);
	tcase_add_loop_test(incomplete, an_empty_file_is_packed_when_errors_are_allowed, 0, NUM_TARGETS);
	add(suite, "refuses", &refuses);
	tcase_add_loop_test(refuses, a_file_changed_after_the_scan_stops_the_work, 0, 4);
	tcase_add_loop_test(refuses, a_record_of_another_size_than_its_file_stops_the_work, 0, 2);
	tcase_add_test(refuses, a_link_in_the_place_of_a_file_is_not_followed);
	tcase_add_test(refuses, a_target_that_exists_is_kept_unless_forced);
	tcase_add_test(refuses, a_target_in_a_folder_that_is_not_there_is_an_error);
	tcase_add_loop_test(refuses, the_ledger_itself_is_no_place_for_the_package, 0, 5);
	tcase_add_test(refuses, wrong_arguments_are_refused);
	tcase_add_test(refuses, a_ledger_without_a_folder_or_without_material_is_refused);
	add(suite, "progress", &progress);
	tcase_add_test(progress, progress_grows_and_ends_once_at_the_known_total);
	tcase_add_loop_test(progress, a_cancelled_pack_leaves_nothing, 0, 6);
	return suite;
}
