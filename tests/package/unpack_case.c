/* SPDX-License-Identifier: MIT */
/* unpack_case.c: a package of a small ledger, to be changed and unpacked. */
#include "package/unpack_case.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness/assert.h"
#include "harness/temp.h"
#include "package/ledgers.h"

const enum taizhang_format formats[NUM_FORMATS] = {
	TAIZHANG_FORMAT_ZIP, TAIZHANG_FORMAT_TAR, TAIZHANG_FORMAT_TAR_GZ, TAIZHANG_FORMAT_TAR_ZST,
};

struct taizhang_error err;
struct taizhang_unpack_options options;
struct taizhang_unpack_result result;
struct taizhang_findings *findings;
char package[4096];

struct taizhang_pack_result pack_again(enum taizhang_format format)
{
	struct taizhang_pack_options packing = TAIZHANG_PACK_OPTIONS_INIT;
	struct taizhang_pack_result packed;
	struct taizhang_ledger *ledger = taizhang_ledger_open(temp_path("in/ledger"), TAIZHANG_OPEN_WRITE, NULL, &err);

	tz_assert_ptr(ledger, &err);
	scan_and_save(ledger);
	packing.format = format;
	packing.allow_incomplete = packing.force = true;
	snprintf(package, sizeof package, "%s", temp_path("in/package"));
	tz_assert_ok(taizhang_pack(ledger, package, &packing, &packed, NULL, &err), &err);
	taizhang_ledger_free(ledger);
	return packed;
}

static void set_up(void)
{
	taizhang_error_clear(&err);
	options = (struct taizhang_unpack_options)TAIZHANG_UNPACK_OPTIONS_INIT;
	memset(&result, 'x', sizeof result);
	findings = taizhang_findings_new(&err);
	ck_assert_int_eq(mkdir(temp_path("in"), 0777), 0);
	taizhang_ledger_free(make_filled_ledger("in/ledger"));
	pack_again(TAIZHANG_FORMAT_ZIP);
}

static void tear_down(void)
{
	taizhang_findings_free(findings);
	temp_remove();
}

void unpack(void)
{
	tz_assert_ok(taizhang_unpack(package, temp_path("out"), &options, &result, findings, &err), &err);
}

void assert_fails(const char *directory, int code)
{
	taizhang_error_clear(&err);
	ck_assert_int_eq(taizhang_unpack(package, directory, &options, &result, findings, &err), -1);
	tz_assert_code(&err, code);
}

void assert_fails_and_leaves_nothing(int code)
{
	assert_fails(temp_path("out"), code);
	ck_assert_int_eq(access(temp_path("out"), F_OK), -1);
	ck_assert_int_eq(mkdir(temp_path("out"), 0777), 0);
	assert_fails(temp_path("out"), code);
	temp_assert_holds("out", "");
	ck_assert_int_eq(rmdir(temp_path("out")), 0);
}

void assert_found(const char *ids)
{
	char *found = bag_ids(findings);

	ck_assert_str_eq(found, ids);
	free(found);
}

void assert_finds(const char *id)
{
	char *found = bag_ids(findings);

	ck_assert_msg(strstr(found, id) != NULL, "%s is not among %s", id, found);
	free(found);
}

void edit_package(const struct bag_edit *edits, enum taizhang_format format)
{
	ck_assert_int_eq(temp_shell("mkdir -p '%s' && LC_ALL=C.UTF-8 bsdtar -xf '%s' -C '%s'", temp_path("in/case"), package,
				    temp_path("in/case")), 0);
	bag_edit(temp_path("in/case/" ROOT), edits);
	bag_list_tags(temp_path("in/case/" ROOT), "sha256");
	snprintf(package, sizeof package, "%s", bag_archive("in/case", ROOT, format));
}

TCase *add_behaviour(Suite *suite, const char *name)
{
	TCase *tcase = tcase_create(name);

	tcase_add_checked_fixture(tcase, set_up, tear_down);
	suite_add_tcase(suite, tcase);
	return tcase;
}
