/* SPDX-License-Identifier: MIT */
/* test_unpack_hostile.c: tests of lib/package/unpack.c on packages that are damaged, forged or too large: nothing is left. */
#include "package/unpack_case.h"

#include <stddef.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"

/* The bytes of the package in a file of their own, to be changed. */
static void change_bytes(const char *command)
{
	ck_assert_int_eq(temp_shell("cd '%s' && cp package changed && f=changed && size=$(wc -c <changed) && { %s; }", temp_path("in"), command), 0);
	strcpy(package, temp_path("in/changed"));
}

START_TEST(a_package_cut_off_leaves_nothing)
{
	pack_again(formats[_i % NUM_FORMATS]);
	change_bytes(_i < NUM_FORMATS ? "truncate -s $((size / 2)) $f" : "truncate -s $((size - 700)) $f");
	ck_assert_int_eq(taizhang_unpack(package, temp_path("out"), &options, &result, findings, &err), -1);
	ck_assert(err.code == TAIZHANG_E_REFUSED || err.code == TAIZHANG_E_FORMAT);
	assert_fails_and_leaves_nothing(err.code);
}
END_TEST

/* Every so many bytes one is changed: whatever it hits, nothing is left, or it was a byte that nobody reads. */
START_TEST(a_changed_byte_leaves_nothing_or_changes_nothing)
{
	enum { TRIES = 24 };
	char *data, *sound;
	size_t size, refused = 0;

	pack_again(formats[_i]);
	unpack();
	ck_assert_int_eq(rename(temp_path("out"), temp_path("sound")), 0);
	data = temp_read(package, &size);
	sound = temp_read(package, &size);
	for (size_t i = 0; i < TRIES; i++) {
		size_t at = i * size / TRIES + i % 7;

		data[at] = (char)(data[at] ^ 0x55);
		strcpy(package, temp_write("in/changed", data, size));
		data[at] = sound[at];
		taizhang_error_clear(&err);
		if (taizhang_unpack(package, temp_path("out"), &options, &result, NULL, &err) < 0) {
			refused++;
			ck_assert_msg(access(temp_path("out"), F_OK) < 0, "byte %zu left something", at);
		} else {
			ck_assert_msg(temp_shell("diff -r '%s' '%s' && rm -r '%s'", temp_path("sound"), temp_path("out"), temp_path("out")) == 0,
				      "byte %zu changed something", at);
		}
	}
	ck_assert_uint_gt(refused, TRIES / 2);
	free(data);
	free(sound);
}
END_TEST

START_TEST(a_changed_file_leaves_nothing)
{
	struct bag_edit change[] = {{BAG_REPLACE, "data/I-1-1-2-1/01-考核制度.pdf", "1.4", "1.5"}, {BAG_NO_EDIT, NULL, NULL, NULL}};

	edit_package(change, formats[_i]);
	assert_fails_and_leaves_nothing(TAIZHANG_E_REFUSED);
	ck_assert_int_gt(err.number, 0);
	assert_found("bag-digest package-file-digest");
	/* a part that was not asked for has to be right too: the package is one */
	options.item = "M001";
	assert_fails_and_leaves_nothing(TAIZHANG_E_REFUSED);
}
END_TEST

START_TEST(a_bag_that_is_not_ours_leaves_nothing)
{
	bag_make("in/case", ROOT, &(struct bag_case){.name = "foreign"});
	snprintf(package, sizeof package, "%s", bag_archive("in/case", ROOT, formats[_i]));
	assert_fails_and_leaves_nothing(TAIZHANG_E_REFUSED);
	assert_found("package-manifest-none");
	options.item = "M001";
	assert_fails_and_leaves_nothing(TAIZHANG_E_FORMAT);
}
END_TEST

/* What a writer of ours would never make: a tar or zip with one more entry of an evil name or type. */
START_TEST(hostile_entries_leave_nothing)
{
	static const struct {
		const char *command, *found;
	} cases[] = {
		{"ln -s /etc/passwd " ROOT "/data/link", "entry-link"},
		{"ln -s .. " ROOT "/data/I-1-1-1-1/up", "entry-link"},
		{"ln " ROOT "/bagit.txt " ROOT "/data/hard", "entry-link"},
		{"mkfifo " ROOT "/data/fifo", "entry-special"},
		{"echo evil >../evil; set -- \"$@\" ../evil", "entry-dot"},
		{"echo evil >'" ROOT "/data/..\\evil'", "entry-backslash"},
		{"echo evil >'C:evil'; set -- \"$@\" C:evil", "entry-absolute"},
	};

	ck_assert_int_eq(temp_shell("mkdir -p '%s' && cd '%s' && LC_ALL=C.UTF-8 bsdtar -xf '%s' && set -- " ROOT " && { %s; } && "
				    "LC_ALL=C.UTF-8 bsdtar -P -c --format pax -f ../hostile \"$@\"", temp_path("in/case"), temp_path("in/case"),
				    package, cases[_i].command), 0);
	strcpy(package, temp_path("in/hostile"));
	assert_fails_and_leaves_nothing(TAIZHANG_E_REFUSED);
	assert_finds(cases[_i].found);
	ck_assert_int_eq(access(temp_path("evil"), F_OK), -1);
}
END_TEST

START_TEST(a_zip_that_climbs_or_links_leaves_nothing)
{
	/* names of equal length are put into the stored names; the checksums of the entries stay right */
	static const char *const commands[] = {
		"sed -i 's,case/climb,../../limb,g' hostile.zip",
		"sed -i 's,case/climb,/tmp/climb,g' hostile.zip",
		"rm hostile.zip && cd case && ln -s /etc/passwd " ROOT "/data/link && zip -qry ../hostile.zip " ROOT,
	};
	static const char *const found[] = {"entry-dot", "entry-absolute", "entry-link"};

	ck_assert_int_eq(temp_shell("mkdir -p '%s' && cd '%s' && LC_ALL=C.UTF-8 bsdtar -xf '%s' && echo evil >climb && cd .. && "
				    "(cd case && zip -qr ../hostile.zip " ROOT ") && zip -qr0 hostile.zip case/climb && { %s; }",
				    temp_path("in/case"), temp_path("in/case"), package, commands[_i]), 0);
	strcpy(package, temp_path("in/hostile.zip"));
	assert_fails_and_leaves_nothing(TAIZHANG_E_REFUSED);
	assert_finds(found[_i]);
	ck_assert_int_eq(temp_shell("test ! -e /tmp/climb && test ! -e '%s/limb' && test ! -e '%s/in/limb'", temp_dir(), temp_dir()), 0);
}
END_TEST

START_TEST(tag_files_cannot_crowd_the_manifest_out)
{
	/* every spelling of an algorithm is a manifest, and each manifest is kept */
	ck_assert_int_eq(temp_shell("mkdir -p '%s' && cd '%s' && LC_ALL=C.UTF-8 bsdtar -xf '%s' && cd " ROOT " && "
				    "for a in s S; do for b in h H; do for c in a A; do for d in '' -; do "
				    "cp -n manifest-sha256.txt manifest-$a$b$c${d}256.txt; cp -n tagmanifest-sha256.txt tagmanifest-$a$b$c${d}256.txt; "
				    "done; done; done; done; mv manifest.xml x; mv x manifest.xml", temp_path("in/case"), temp_path("in/case"), package), 0);
	bag_list_tags(temp_path("in/case/" ROOT), "sha256");
	ck_assert_int_eq(temp_shell("cd '%s' && LC_ALL=C.UTF-8 bsdtar -c --format pax -f ../crowded " ROOT "/bagit.txt " ROOT "/*manifest-* " ROOT "/data "
				    ROOT "/bag-info.txt " ROOT "/catalog.xml " ROOT "/schema " ROOT "/index.html " ROOT "/manifest.xml", temp_path("in/case")), 0);
	strcpy(package, temp_path("in/crowded"));
	assert_fails_and_leaves_nothing(TAIZHANG_E_REFUSED);
	assert_finds("bag-tag-too-large");
}
END_TEST

START_TEST(limits_of_the_options_hold)
{
	static const struct taizhang_limits limits[] = {
		{.size = sizeof(struct taizhang_limits), .entries = 5},
		{.size = sizeof(struct taizhang_limits), .total_bytes = 10},
		{.size = sizeof(struct taizhang_limits), .file_bytes = 10},
	};
	static const char *const found[] = {"container-entries", "container-bytes", "container-file-bytes"};

	options.limits = &limits[_i % 3];
	pack_again(formats[_i / 3]);
	assert_fails_and_leaves_nothing(TAIZHANG_E_REFUSED);
	assert_found(found[_i % 3]);
	options.item = "M001";
	assert_fails(temp_path("out"), TAIZHANG_E_FORMAT);
}
END_TEST

START_TEST(the_ratio_of_the_options_holds)
{
	struct taizhang_limits limits = TAIZHANG_LIMITS_INIT;

	ck_assert_int_eq(temp_shell("truncate -s 20M '%s'/in/ledger/materials/I-1-1-2-1*/考核制度.pdf '%s'/in/ledger/materials/I-1-1-1-1*/*.txt",
				    temp_dir(), temp_dir()), 0);
	pack_again(formats[_i]);
	limits.ratio = 20;
	options.limits = &limits;
	if (formats[_i] == TAIZHANG_FORMAT_TAR) {
		unpack();
		return;
	}
	assert_fails_and_leaves_nothing(TAIZHANG_E_REFUSED);
	assert_found("container-ratio");
}
END_TEST

START_TEST(limits_of_an_older_caller_are_shorter)
{
	struct taizhang_limits limits = {.size = offsetof(struct taizhang_limits, total_bytes), .entries = 1000, .total_bytes = 1,
					 .file_bytes = 1, .ratio = 1};

	options.limits = &limits;
	unpack();
	limits.size = 0;
	limits.entries = 1;
	ck_assert_int_eq(temp_shell("rm -r '%s'", temp_path("out")), 0);
	unpack();
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("unpack_hostile");
	TCase *damaged = add_behaviour(suite, "damaged"), *hostile = add_behaviour(suite, "hostile"), *limits = add_behaviour(suite, "limits");

	tcase_add_loop_test(damaged, a_package_cut_off_leaves_nothing, 0, 2 * NUM_FORMATS);
	tcase_add_loop_test(damaged, a_changed_byte_leaves_nothing_or_changes_nothing, 0, NUM_FORMATS);
	tcase_add_loop_test(damaged, a_changed_file_leaves_nothing, 0, NUM_FORMATS);
	tcase_add_loop_test(damaged, a_bag_that_is_not_ours_leaves_nothing, 0, NUM_FORMATS);
	tcase_add_loop_test(hostile, hostile_entries_leave_nothing, 0, 7);
	tcase_add_loop_test(hostile, a_zip_that_climbs_or_links_leaves_nothing, 0, 3);
	tcase_add_test(hostile, tag_files_cannot_crowd_the_manifest_out);
	tcase_add_loop_test(limits, limits_of_the_options_hold, 0, 3 * NUM_FORMATS);
	tcase_add_loop_test(limits, the_ratio_of_the_options_holds, 0, NUM_FORMATS);
	tcase_add_test(limits, limits_of_an_older_caller_are_shorter);
	return suite;
}
