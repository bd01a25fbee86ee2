/* SPDX-License-Identifier: MIT */
/* test_container_read.c: one walk over all forms: what is met, what stops it, what damage does. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/input.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/bag_case.h"
#include "package/container_read.h"

static const enum taizhang_format forms[] = {
	TAIZHANG_FORMAT_ZIP, TAIZHANG_FORMAT_TAR, TAIZHANG_FORMAT_TAR_GZ, TAIZHANG_FORMAT_TAR_ZST,
	TAIZHANG_FORMAT_DIRECTORY,
};
#define NUM_FORMS ((int)(sizeof forms / sizeof forms[0]))

/* What a walk met. */
struct walked {
	char names[4096];
	uint64_t bytes;
	size_t broken;
	bool reads;
};

static int visit(void *context, struct tz_container *c, const struct tz_entry *entry,
		 struct taizhang_error *err)
{
	struct walked *walked = context;
	char buf[1000];
	int64_t got = 0;

	if (entry->is_directory)
		return 0;
	strcat(walked->names, entry->path);
	strcat(walked->names, "\n");
	while (walked->reads && (got = tz_container_read(c, buf, sizeof buf, err)) > 0)
		walked->bytes += (uint64_t)got;
	if (got == TZ_CONTAINER_BROKEN)
		walked->broken++;
	return got == -1 ? -1 : 0;
}

static struct walked walk(struct tz_container *c, bool reads, struct taizhang_findings *findings)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct walked walked = {.reads = reads};

	tz_assert_ok(tz_container_walk(c, visit, &walked, findings, &err), &err);
	return walked;
}

static struct tz_container *open_container(const char *path, const struct taizhang_limits *limits)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	const struct taizhang_input input = tz_input_of_path(path);
	const struct tz_container_options options = {.limits = limits};
	struct tz_container *c = tz_container_open(&input, &options, &err);

	tz_assert_ptr(c, &err);
	return c;
}

static void ids_are(const struct taizhang_findings *findings, const char *expected, const char *what)
{
	char *ids = bag_ids(findings);

	ck_assert_msg(strcmp(ids, expected) == 0, "%s: expected \"%s\", found \"%s\"", what, expected, ids);
	free(ids);
}

/* Three files of 10, 20 and 30 bytes below "根". */
static const char *make(enum taizhang_format format)
{
	temp_write("c/根/a.txt", "0123456789", 10);
	temp_write("c/根/子/b.txt", "01234567890123456789", 20);
	temp_write("c/根/子/c.txt", "012345678901234567890123456789", 30);
	return bag_archive("c", "根", format);
}

START_TEST(each_form_gives_its_files_again_and_again)
{
	enum taizhang_format format = forms[_i];
	struct tz_container *c = open_container(make(format), NULL);
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct walked first = walk(c, format != TAIZHANG_FORMAT_ZIP, findings), second = walk(c, true, findings);

	ck_assert_int_eq(tz_container_format(c), format);
	ck_assert_str_eq(first.names, format == TAIZHANG_FORMAT_DIRECTORY ? "a.txt\n子/b.txt\n子/c.txt\n"
									 : "根/a.txt\n根/子/b.txt\n根/子/c.txt\n");
	ck_assert_str_eq(first.names, second.names);
	ck_assert_uint_eq(second.bytes, 60);
	ck_assert_uint_eq(tz_container_num_entries(c), format == TAIZHANG_FORMAT_DIRECTORY ? 4 : 5);
	ck_assert_ptr_null(tz_container_entry(c, 5));
	ck_assert_int_eq(tz_container_is_seekable(c),
			 format != TAIZHANG_FORMAT_TAR_GZ && format != TAIZHANG_FORMAT_TAR_ZST);
	ids_are(findings, "", taizhang_format_name(format));
	taizhang_findings_free(findings);
	tz_container_close(c);
}
END_TEST

/* The limit at which all passes, and the finding one below it. */
static void limited(enum taizhang_format format, struct taizhang_limits at, struct taizhang_limits below,
		    const char *expected)
{
	const char *path = make(format);
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct tz_container *c = open_container(path, &at);
	struct walked walked = walk(c, true, findings);

	ck_assert_uint_eq(walked.bytes, 60);
	ids_are(findings, "", taizhang_format_name(format));
	ck_assert(!tz_container_is_stopped(c));
	tz_container_close(c);
	c = open_container(path, &below);
	walked = walk(c, true, findings);
	ck_assert_uint_lt(walked.bytes, 60);
	ids_are(findings, expected, taizhang_format_name(format));
	ck_assert(tz_container_is_stopped(c));
	walked = walk(c, true, findings);
	ck_assert_str_eq(walked.names, "");
	ck_assert_uint_eq(taizhang_findings_num(findings), 1);
	tz_container_close(c);
	taizhang_findings_free(findings);
}

START_TEST(entries_may_be_as_many_as_the_limit)
{
	struct taizhang_limits at = TAIZHANG_LIMITS_INIT, below = at;

	at.entries = forms[_i] == TAIZHANG_FORMAT_DIRECTORY ? 4 : 5;
	below.entries = at.entries - 1;
	limited(forms[_i], at, below, "container-entries");
}
END_TEST

START_TEST(bytes_in_all_may_be_as_many_as_the_limit)
{
	struct taizhang_limits at = TAIZHANG_LIMITS_INIT, below = at;

	at.total_bytes = 60;
	below.total_bytes = 59;
	limited(forms[_i], at, below, "container-bytes");
}
END_TEST

START_TEST(bytes_of_one_file_may_be_as_many_as_the_limit)
{
	struct taizhang_limits at = TAIZHANG_LIMITS_INIT, below = at;

	at.file_bytes = 30;
	below.file_bytes = 29;
	limited(forms[_i], at, below, "container-file-bytes");
}
END_TEST

START_TEST(a_bomb_is_stopped_by_its_ratio)
{
	enum taizhang_format format = forms[_i];
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct tz_container *c;
	struct walked walked;

	/* no holes: tar would make a sparse file of them */
	temp_write_text("c/根/a.txt", "");
	ck_assert_int_eq(temp_shell("head -c 64M /dev/zero > '%s'", temp_path("c/根/a.txt")), 0);
	c = open_container(bag_archive("c", "根", format), &(struct taizhang_limits){.size = sizeof(struct taizhang_limits), .ratio = 100});
	walked = walk(c, true, findings);
	if (format == TAIZHANG_FORMAT_DIRECTORY || format == TAIZHANG_FORMAT_TAR) {
		ck_assert_uint_eq(walked.bytes, 64 << 20);
		ids_are(findings, "", taizhang_format_name(format));
	} else {
		ck_assert_uint_lt(walked.bytes, 24 << 20);
		ids_are(findings, "container-ratio", taizhang_format_name(format));
	}
	tz_container_close(c);
	taizhang_findings_free(findings);
}
END_TEST

START_TEST(a_sparse_file_is_refused)
{
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct tz_container *c;
	const char *path = temp_path("sparse.tar");

	/* Each way of GNU's, where its tar is at hand. */
	static const char *const ways[] = {"--format=gnu", "--format=pax --sparse-version=0.0",
					   "--format=pax --sparse-version=0.1", "--format=pax --sparse-version=1.0"};

	ck_assert_int_eq(temp_shell("mkdir -p '%s' && cd '%s' && echo x >b && truncate -s 1M a", temp_path("s"), temp_path("s")), 0);
	if (temp_shell("cd '%s' && tar --sparse %s -cf '%s' a b", temp_path("s"), ways[_i], path) == 0) {
		c = open_container(path, NULL);
		ck_assert_uint_eq(walk(c, true, findings).bytes, 2);
		ids_are(findings, "entry-sparse", ways[_i]);
		tz_container_close(c);
	}
	taizhang_findings_free(findings);
}
END_TEST

START_TEST(a_cut_container_is_told_and_what_was_read_is_kept)
{
	enum taizhang_format format = forms[_i];
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct tz_container *c;
	const char *path;
	struct stat st;

	if (format == TAIZHANG_FORMAT_ZIP || format == TAIZHANG_FORMAT_DIRECTORY) {
		taizhang_findings_free(findings);
		return;
	}
	temp_write_text("c/根/a.txt", "a");
	ck_assert_int_eq(temp_shell("head -c 300000 /dev/urandom > '%s'", temp_path("c/根/b.txt")), 0);
	path = bag_archive("c", "根", format);
	ck_assert_int_eq(stat(path, &st), 0);
	ck_assert_int_eq(truncate(path, st.st_size / 2), 0);
	c = open_container(path, NULL);
	walk(c, true, findings);
	ids_are(findings, "container-damaged", taizhang_format_name(format));
	ck_assert_uint_ge(tz_container_num_entries(c), 2);
	if (tz_container_is_seekable(c)) {
		size_t told = taizhang_findings_num(findings);

		walk(c, false, findings);
		ck_assert_uint_eq(taizhang_findings_num(findings), told);
	}
	tz_container_close(c);
	taizhang_findings_free(findings);
}
END_TEST

START_TEST(a_wrong_checksum_breaks_one_entry_only)
{
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct tz_container *c;
	struct walked walked;
	const char *path;

	temp_write_text("c/根/a.txt", "MARK-A");
	temp_write_text("c/根/b.txt", "MARK-B");
	ck_assert_int_eq(temp_shell("cd '%s' && zip -q0r 根.zip 根 && sed -i s/MARK-A/MARK-X/ 根.zip",
				    temp_path("c")), 0);
	path = temp_path("c/根.zip");
	c = open_container(path, NULL);
	walked = walk(c, true, findings);
	ck_assert_uint_eq(walked.broken, 1);
	ids_are(findings, "container-damaged", "zip");
	ck_assert_str_eq(taizhang_finding_field(taizhang_findings_get(findings, 0)), "根/a.txt");
	ck_assert_uint_eq(tz_container_num_entries(c), 3);
	tz_container_close(c);
	taizhang_findings_free(findings);
}
END_TEST

START_TEST(a_container_that_changes_between_walks_is_told)
{
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct tz_container *c = open_container(make(forms[_i]), NULL);

	walk(c, false, findings);
	temp_write_text("c/根/aa.txt", "new");
	bag_archive("c", "根", forms[_i]);
	walk(c, true, findings);
	ids_are(findings, "container-changed", taizhang_format_name(forms[_i]));
	ck_assert(tz_container_is_stopped(c));
	tz_container_close(c);
	taizhang_findings_free(findings);
}
END_TEST

START_TEST(an_encrypted_entry_is_refused)
{
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct tz_container *c;

	temp_write_text("c/根/a.txt", "secret");
	ck_assert_int_eq(temp_shell("cd '%s' && zip -q -r -P word 根.zip 根", temp_path("c")), 0);
	c = open_container(temp_path("c/根.zip"), NULL);
	ck_assert_str_eq(walk(c, true, findings).names, "");
	ids_are(findings, "entry-encrypted", "zip");
	tz_container_close(c);
	taizhang_findings_free(findings);
}
END_TEST

/* Root may read all, so that a missing permission cannot be had in every test: a link in the place of the file does the same. */
START_TEST(a_file_that_cannot_be_read_is_told)
{
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct tz_container *c = open_container(make(TAIZHANG_FORMAT_DIRECTORY), NULL);

	ck_assert_int_eq(tz_container_walk(c, NULL, NULL, findings, NULL), 0);
	ck_assert_int_eq(temp_shell("ln -sf /etc/passwd '%s'", temp_path("c/根/a.txt")), 0);
	ck_assert_uint_eq(walk(c, true, findings).broken, 1);
	ids_are(findings, "entry-unreadable", "directory");
	ck_assert_str_eq(taizhang_finding_file(taizhang_findings_get(findings, 0)), "a.txt");
	tz_container_close(c);
	taizhang_findings_free(findings);
}
END_TEST

START_TEST(a_leading_dot_slash_is_no_part_of_a_name)
{
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct tz_container *c;

	make(TAIZHANG_FORMAT_DIRECTORY);
	ck_assert_int_eq(temp_shell("cd '%s' && tar -cf ../x.tar .", temp_path("c")), 0);
	ck_assert_int_eq(temp_shell("cd '%s' && tar -cf ../y.tar ./根/a.txt", temp_path("c")), 0);
	c = open_container(temp_path("y.tar"), NULL);
	ck_assert_str_eq(walk(c, true, findings).names, "根/a.txt\n");
	tz_container_close(c);
	c = open_container(temp_path("x.tar"), NULL);
	ck_assert_ptr_nonnull(strstr(walk(c, true, findings).names, "根/子/c.txt\n"));
	tz_container_close(c);
	ids_are(findings, "", "tar");
	taizhang_findings_free(findings);
}
END_TEST

static const struct {
	const char *names, *in_zip, *in_tar;
} crafted[] = {
	{"../evil", "entry-dot", "entry-dot"},
	{"a/../../evil", "entry-dot", "entry-dot"},
	{"/etc/evil", "entry-absolute", "entry-absolute"},
	{"C:/evil", "entry-absolute", "entry-absolute"},
	{"a\\..\\evil", "entry-backslash", "entry-backslash"},
	{"a/b a/b", "entry-duplicate", "entry-duplicate"},
	{"a a/b", "entry-conflict", "entry-conflict"},
};

/* Names that no tool writes from a disk, by Python's own writers. */
START_TEST(a_crafted_archive_is_refused_for_the_right_reason)
{
	static const char *const makers[] = {
		"import sys, zipfile, warnings; warnings.simplefilter('ignore')\n"
		"z = zipfile.ZipFile(sys.argv[1], 'w')\n"
		"for n in sys.argv[2].split(' '):\n"
		"  i = zipfile.ZipInfo('x'); i.filename = n; z.writestr(i, 'x')\n"
		"z.close()\n",
		"import sys, tarfile, io\n"
		"t = tarfile.open(sys.argv[1], 'w')\n"
		"for n in sys.argv[2].split(' '):\n"
		"  i = tarfile.TarInfo(n); i.size = 1; t.addfile(i, io.BytesIO(b'x'))\n"
		"t.close()\n",
	};
	if (temp_shell("python3 -c '' 2>/dev/null") != 0)
		return;
	for (size_t i = 0; i < 2; i++) {
		struct taizhang_findings *findings = taizhang_findings_new(NULL);
		struct tz_container *c;

		temp_write_text("make.py", makers[i]);
		ck_assert_int_eq(temp_shell("python3 '%s' '%s' '%s'", temp_path("make.py"), temp_path("x"),
					    crafted[_i].names), 0);
		c = open_container(temp_path("x"), NULL);
		walk(c, true, findings);
		ids_are(findings, i == 0 ? crafted[_i].in_zip : crafted[_i].in_tar, crafted[_i].names);
		tz_container_close(c);
		taizhang_findings_free(findings);
	}
}
END_TEST

static void not_opened(const char *path, int code)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	const struct taizhang_input input = tz_input_of_path(path);

	ck_assert_ptr_null(tz_container_open(&input, NULL, &err));
	tz_assert_code(&err, code);
}

START_TEST(an_endless_stream_of_zeros_is_no_tar)
{
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct tz_container *c = open_container("/dev/zero", NULL);

	ck_assert_str_eq(walk(c, true, findings).names, "");
	ids_are(findings, "container-damaged", "tar");
	tz_container_close(c);
	taizhang_findings_free(findings);
}
END_TEST

START_TEST(what_is_no_container_is_an_error)
{
	not_opened(temp_path("none"), TAIZHANG_E_IO);
	not_opened(temp_write_text("x", "neither zip nor tar"), TAIZHANG_E_FORMAT);
	not_opened("/dev/null", TAIZHANG_E_FORMAT);
	not_opened("", TAIZHANG_E_INVAL);
	tz_container_close(NULL);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("container_read");
	TCase *walks = tcase_create("walks"), *limits = tcase_create("limits"), *refuses = tcase_create("refuses");

	tcase_add_checked_fixture(walks, NULL, temp_remove);
	tcase_add_checked_fixture(limits, NULL, temp_remove);
	tcase_add_checked_fixture(refuses, NULL, temp_remove);
	tcase_set_timeout(limits, 60);
	tcase_add_loop_test(walks, each_form_gives_its_files_again_and_again, 0, NUM_FORMS);
	tcase_add_test(walks, a_leading_dot_slash_is_no_part_of_a_name);
	tcase_add_loop_test(limits, entries_may_be_as_many_as_the_limit, 0, NUM_FORMS);
	tcase_add_loop_test(limits, bytes_in_all_may_be_as_many_as_the_limit, 0, NUM_FORMS);
	tcase_add_loop_test(limits, bytes_of_one_file_may_be_as_many_as_the_limit, 0, NUM_FORMS);
	tcase_add_loop_test(refuses, a_sparse_file_is_refused, 0, 4);
	tcase_add_loop_test(limits, a_bomb_is_stopped_by_its_ratio, 0, NUM_FORMS);
	tcase_add_loop_test(refuses, a_cut_container_is_told_and_what_was_read_is_kept, 0, NUM_FORMS);
	tcase_add_test(refuses, a_wrong_checksum_breaks_one_entry_only);
	tcase_add_loop_test(refuses, a_container_that_changes_between_walks_is_told, 0, NUM_FORMS);
	tcase_add_test(refuses, an_encrypted_entry_is_refused);
	tcase_add_test(refuses, a_file_that_cannot_be_read_is_told);
	tcase_add_loop_test(refuses, a_crafted_archive_is_refused_for_the_right_reason, 0,
			    sizeof crafted / sizeof crafted[0]);
	tcase_add_test(refuses, an_endless_stream_of_zeros_is_no_tar);
	tcase_add_test(refuses, what_is_no_container_is_an_error);
	suite_add_tcase(suite, walks);
	suite_add_tcase(suite, limits);
	suite_add_tcase(suite, refuses);
	return suite;
}
