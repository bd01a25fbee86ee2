/* SPDX-License-Identifier: MIT */
/* test_pack_change.c: a file that changes while it is packed is named, in every format, and the old package stays. */
#include <string.h>

#include <taizhang/package.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/ledgers.h"

/* The second is long enough that there is much left to read when its first bytes are in the package. */
#define SIZE 1500000
#define LONG_SIZE 15000000

static const char *const targets[] = {"a.zip", "a.tar", "a.tar.gz", "a.tar.zst"};
#define NUM_TARGETS (int)(sizeof targets / sizeof targets[0])

/* What happens to the folder of the second file when the work is told for the at-th time to be at the named one. */
static struct change {
	const char *while_at;
	int at;
	const char *command;
	const char *id;		/* of the error */
} change;
static int seen;
static const char *folder;

static void happen(void *data, uint64_t done, uint64_t total, const char *current)
{
	(void)data;
	(void)done;
	(void)total;
	if (current && strstr(current, change.while_at) && ++seen == change.at)
		ck_assert_int_eq(temp_shell("cd '%s' && %s", folder, change.command), 0);
}

static void assert_seen(const char *name)
{
	static char bytes[LONG_SIZE];
	struct taizhang_pack_options options = TAIZHANG_PACK_OPTIONS_INIT;
	struct taizhang_ledger *ledger = make_folder_ledger("ledger");
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	const char *path;
	char place[512];

	memset(bytes, 'a', sizeof bytes);
	put_material(ledger, 0, "first.pdf", bytes, SIZE);
	path = put_material(ledger, 1, "second.pdf", bytes, sizeof bytes);
	snprintf(place, sizeof place, "%.*s", (int)(strrchr(path, '/') - path), path);
	folder = place;
	scan_and_save(ledger);
	path = temp_write_text(name, "old");
	seen = 0;
	options.allow_incomplete = options.force = true;
	options.threads = 2;
	options.progress.progress = happen;
	ck_assert_int_eq(taizhang_pack(ledger, path, &options, NULL, NULL, &err), -1);
	ck_assert_str_eq(taizhang_error_id(&err), change.id);
	ck_assert_ptr_nonnull(strstr(err.where, "second.pdf"));
	ck_assert_int_eq(temp_shell("test \"$(cat '%s')\" = old && test -z \"$(find '%s' -name '.taizhang-tmp-*')\"", path,
				    temp_dir()), 0);
	taizhang_ledger_free(ledger);
	temp_remove();
}

START_TEST(while_it_is_read)
{
	static const struct change changes[] = {
		/* the same size, the same time */
		{"second", 2, "touch -r second.pdf ../t && printf X | dd of=second.pdf conv=notrunc bs=1 seek=14900000 2>/dev/null && "
			      "touch -r ../t second.pdf && rm ../t", "pack-file-changed"},
		{"second", 2, "printf more >> second.pdf", "pack-file-changed"},
		{"second", 2, "truncate -s 1000000 second.pdf", "pack-file-changed"},
		{"second", 2, "truncate -s 0 second.pdf", "pack-file-changed"},
	};

	for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
		change = changes[i];
		assert_seen(targets[_i]);
	}
}
END_TEST

START_TEST(before_it_is_opened)
{
	static const struct change changes[] = {
		{"first", 1, "rm second.pdf", "file-open"},
		{"first", 1, "mv second.pdf other && ln -s other second.pdf", "path-link"},
		{"first", 1, "rm second.pdf && mkdir second.pdf", "not-a-file"},
		{"first", 1, "rm second.pdf && mkfifo second.pdf", "not-a-file"},
		{"first", 1, "head -c 1500000 /dev/zero > new && mv new second.pdf", "pack-file-changed"},
	};

	for (size_t i = 0; i < sizeof changes / sizeof changes[0]; i++) {
		change = changes[i];
		assert_seen(targets[_i]);
	}
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("pack_change");
	TCase *changes = tcase_create("changes");

	tcase_add_checked_fixture(changes, NULL, temp_remove);
	tcase_add_loop_test(changes, while_it_is_read, 0, NUM_TARGETS);
	tcase_add_loop_test(changes, before_it_is_opened, 0, NUM_TARGETS);
	suite_add_tcase(suite, changes);
	return suite;
}
