/* SPDX-License-Identifier: MIT */
/* test_threads.c: the thread rule of the headers: different objects in different threads, and one that nobody changes read by several. */
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <taizhang.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/ledgers.h"

#define NUM_THREADS 4
#define ROUNDS 2

/* What a thread works on, and what came of it; only the test's own thread asserts. */
struct work {
	unsigned int number;
	void (*run)(struct work *work);
	pthread_barrier_t *start;	/* all begin at once */
	char folder[4096];
	const struct taizhang_ledger *ledger;	/* shared, only read */
	const char *package;			/* shared */
	const char *failed;			/* the step that failed, or NULL */
	struct taizhang_error err;
	char *text;			/* what was rendered */
	char id[TAIZHANG_DIGEST_HEX_SIZE];	/* of what was packed */
};

/* Ends the thread's work at the first call that fails. */
#define STEP(work, call) do { \
	if (!(call)) { \
		(work)->failed = #call; \
		goto out; \
	} \
} while (0)

static void *run_thread(void *argument)
{
	struct work *work = argument;

	pthread_barrier_wait(work->start);
	work->run(work);
	return NULL;
}

static void run_all(struct work works[NUM_THREADS], void (*run)(struct work *work))
{
	pthread_t threads[NUM_THREADS];
	pthread_barrier_t start;

	ck_assert_int_eq(pthread_barrier_init(&start, NULL, NUM_THREADS), 0);
	for (unsigned int i = 0; i < NUM_THREADS; i++) {
		works[i].number = i;
		works[i].run = run;
		works[i].start = &start;
		snprintf(works[i].folder, sizeof works[i].folder, "%s/%u", temp_dir(), i);
		ck_assert_int_eq(pthread_create(&threads[i], NULL, run_thread, &works[i]), 0);
	}
	for (unsigned int i = 0; i < NUM_THREADS; i++)
		pthread_join(threads[i], NULL);
	pthread_barrier_destroy(&start);
	for (unsigned int i = 0; i < NUM_THREADS; i++)
		if (works[i].failed) {
			char text[TAIZHANG_ERROR_TEXT];

			taizhang_error_text(&works[i].err, TAIZHANG_LANG_EN, text, sizeof text);
			ck_abort_msg("thread %u: %s: %s", i, works[i].failed, text);
		}
}

static void free_texts(struct work works[NUM_THREADS])
{
	for (unsigned int i = 0; i < NUM_THREADS; i++)
		taizhang_text_free(works[i].text);
}

/* Appends a rendered text, which is freed; false where there is none. */
static bool keep(struct work *work, char *text)
{
	size_t before = work->text ? strlen(work->text) : 0;
	char *both = text ? realloc(work->text, before + strlen(text) + 1) : NULL;

	if (both) {
		work->text = both;
		strcpy(both + before, text);
	}
	taizhang_text_free(text);
	return both != NULL;
}

static struct taizhang_ledger *make(struct work *work, const char *folder)
{
	static const char *const items[] = {"M001", "M002"}, *const names[] = {"通知.txt", "报告.txt"};
	struct taizhang_ledger_options options = TAIZHANG_LEDGER_OPTIONS_INIT;
	struct taizhang_ledger *ledger;

	options.city = "包头市";
	options.year = 2014 + (int)work->number;
	options.items = items;
	options.num_items = 2;
	ledger = taizhang_ledger_create(folder, taizhang_catalog_builtin("ncc-2017-reconstructed", &work->err),
					&options, &work->err);
	for (size_t i = 0; ledger && i < 2; i++) {
		char path[8192];
		const char *paths[] = {path};
		FILE *file;

		snprintf(path, sizeof path, "%s/%s", folder, names[i]);
		file = fopen(path, "w");
		if (!file || fprintf(file, "线程 %u 的第 %zu 份材料\n", work->number, i) < 0 || fclose(file) != 0 ||
		    taizhang_ledger_add(ledger, items[i], paths, 1, NULL, NULL, NULL, &work->err) < 0) {
			taizhang_ledger_free(ledger);
			return NULL;
		}
		remove(path);
	}
	return ledger;
}

/* Packs, verifies, opens and unpacks; round chooses how. */
static void carry(struct work *work, const struct taizhang_ledger *ledger, unsigned int round)
{
	static const enum taizhang_format formats[] = {
		TAIZHANG_FORMAT_ZIP, TAIZHANG_FORMAT_TAR, TAIZHANG_FORMAT_TAR_GZ, TAIZHANG_FORMAT_TAR_ZST,
	};
	struct taizhang_findings *findings = taizhang_findings_new(&work->err);
	struct taizhang_pack_options packing = TAIZHANG_PACK_OPTIONS_INIT;
	struct taizhang_unpack_options unpacking = TAIZHANG_UNPACK_OPTIONS_INIT;
	struct taizhang_package *package = NULL;
	struct taizhang_pack_result result;
	char path[4200], target[4200];

	packing.allow_incomplete = true;
	packing.digests = TAIZHANG_DIGEST_SHA256 | TAIZHANG_DIGEST_SM3;
	packing.format = formats[(round + work->number) % 4];
	unpacking.as_ledger = round % 2;
	snprintf(path, sizeof path, "%s-%u.package", work->folder, round);
	snprintf(target, sizeof target, "%s-%u", work->folder, round);
	STEP(work, findings != NULL);
	STEP(work, taizhang_pack(ledger, path, &packing, &result, NULL, &work->err) == 0);
	strcpy(work->id, result.id);
	STEP(work, taizhang_verify(path, NULL, findings, &package, &work->err) == 0);
	STEP(work, taizhang_findings_count(findings, TAIZHANG_ERROR) == 0);
	STEP(work, strcmp(taizhang_package_id(package), work->id) == 0);
	taizhang_package_free(package);
	package = taizhang_package_open(path, NULL, NULL, &work->err);
	STEP(work, package != NULL);
	STEP(work, keep(work, taizhang_package_text(package, NULL, NULL, &work->err)));
	STEP(work, taizhang_unpack(path, target, &unpacking, NULL, NULL, &work->err) == 0);
out:
	taizhang_package_free(package);
	taizhang_findings_free(findings);
}

/* Makes a ledger, scans, saves and checks it, and sends it through all formats. */
static void live(struct work *work)
{
	struct taizhang_findings *findings = taizhang_findings_new(&work->err);
	struct taizhang_ledger *ledger = NULL;
	char folder[4200];

	snprintf(folder, sizeof folder, "%s-ledger", work->folder);
	ledger = make(work, folder);
	STEP(work, findings && ledger);
	STEP(work, taizhang_ledger_scan(ledger, NULL, NULL, findings, &work->err) == 0);
	STEP(work, taizhang_ledger_save(ledger, &work->err) == 0);
	STEP(work, taizhang_check(ledger, NULL, findings, &work->err) == 0);
	STEP(work, keep(work, taizhang_render_findings(findings, NULL, NULL, &work->err)));
	for (unsigned int i = 0; i < 4 * ROUNDS && !work->failed; i++)
		carry(work, ledger, i);
out:
	taizhang_ledger_free(ledger);
	taizhang_findings_free(findings);
}

START_TEST(different_ledgers_live_their_lives_in_different_threads)
{
	struct work works[NUM_THREADS] = {{.err = TAIZHANG_ERROR_INIT}};

	temp_dir();
	run_all(works, live);
	for (unsigned int i = 1; i < NUM_THREADS; i++)
		ck_assert_str_ne(works[0].id, works[i].id);
	free_texts(works);
}
END_TEST

/* Scans with threads of its own a folder with more files than one job takes. */
static void scan_many(struct work *work)
{
	struct taizhang_scan_options options = TAIZHANG_SCAN_OPTIONS_INIT;
	struct taizhang_ledger *ledger = make(work, work->folder);
	struct taizhang_scan_summary summary;
	const struct taizhang_node *item;
	const char *path;

	STEP(work, ledger != NULL);
	item = taizhang_catalog_find(taizhang_ledger_catalog(ledger), "M001");
	path = taizhang_file_path(taizhang_record_get_file(taizhang_ledger_get_record(ledger, item, 0), 0));
	for (int i = 0; i < 200; i++) {
		char name[8192];
		FILE *file;

		snprintf(name, sizeof name, "%s/%.*s%03d.txt", work->folder, (int)(strrchr(path, '/') + 1 - path), path, i);
		file = fopen(name, "w");
		STEP(work, file && fprintf(file, "%d\n", i) > 0 && fclose(file) == 0);
	}
	options.threads = 3;
	STEP(work, taizhang_ledger_scan(ledger, &options, &summary, NULL, &work->err) == 0);
	STEP(work, summary.new_files == 200 && summary.same_files == 2);
out:
	taizhang_ledger_free(ledger);
}

START_TEST(a_scan_reads_with_several_threads_in_each_of_several)
{
	struct work works[NUM_THREADS] = {{.err = TAIZHANG_ERROR_INIT}};

	temp_dir();
	run_all(works, scan_many);
}
END_TEST

/* Judges and renders; round chooses how. */
static void look(struct work *work, unsigned int round)
{
	const struct taizhang_catalog *catalog = taizhang_ledger_catalog(work->ledger);
	struct taizhang_render_options options = TAIZHANG_RENDER_OPTIONS_INIT;
	struct taizhang_findings *findings = taizhang_findings_new(&work->err);
	struct taizhang_status *status = NULL;

	options.json = round % 2;
	options.lang = round < ROUNDS ? TAIZHANG_LANG_ZH : TAIZHANG_LANG_EN;
	STEP(work, findings != NULL);
	STEP(work, taizhang_check(work->ledger, NULL, findings, &work->err) == 0);
	status = taizhang_status_new(work->ledger, findings, NULL, &work->err);
	STEP(work, status != NULL);
	STEP(work, keep(work, taizhang_render_check(work->ledger, findings, status, NULL, &options, &work->err)));
	STEP(work, keep(work, taizhang_render_status(work->ledger, status, &options, &work->err)));
	STEP(work, keep(work, taizhang_render_list(work->ledger, &options, &work->err)));
	STEP(work, keep(work, taizhang_render_catalog(catalog, &options, &work->err)));
	STEP(work, taizhang_catalog_find(catalog, "M001") != NULL);
out:
	taizhang_status_free(status);
	taizhang_findings_free(findings);
}

/* All that only reads a ledger and its catalogue. */
static void read_ledger(struct work *work)
{
	struct taizhang_pack_options packing = TAIZHANG_PACK_OPTIONS_INIT;
	struct taizhang_pack_result result;
	char path[4200];

	for (unsigned int i = 0; i < 2 * ROUNDS && !work->failed; i++)
		look(work, i);
	packing.allow_incomplete = true;
	packing.time = 1520242201;
	snprintf(path, sizeof path, "%s.zip", work->folder);
	STEP(work, taizhang_pack(work->ledger, path, &packing, &result, NULL, &work->err) == 0);
	strcpy(work->id, result.id);
out:
	return;
}

START_TEST(one_ledger_and_its_catalogue_are_read_by_several_threads)
{
	struct work works[NUM_THREADS] = {{.err = TAIZHANG_ERROR_INIT}};
	struct taizhang_ledger *ledger = make_filled_ledger("ledger");

	for (unsigned int i = 0; i < NUM_THREADS; i++)
		works[i].ledger = ledger;
	run_all(works, read_ledger);
	for (unsigned int i = 1; i < NUM_THREADS; i++) {
		ck_assert_str_eq(works[0].text, works[i].text);
		ck_assert_str_eq(works[0].id, works[i].id);
	}
	free_texts(works);
	taizhang_ledger_free(ledger);
}
END_TEST

static void verify_shared(struct work *work)
{
	struct taizhang_findings *findings = taizhang_findings_new(&work->err);
	struct taizhang_package *package = NULL;

	STEP(work, findings != NULL);
	STEP(work, taizhang_verify(work->package, NULL, findings, &package, &work->err) == 0);
	STEP(work, keep(work, taizhang_package_text(package, findings, NULL, &work->err)));
out:
	taizhang_package_free(package);
	taizhang_findings_free(findings);
}

START_TEST(one_package_is_verified_by_several_threads_at_once)
{
	struct work works[NUM_THREADS] = {{.err = TAIZHANG_ERROR_INIT}};
	struct taizhang_ledger *ledger = make_filled_ledger("ledger");
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_pack_options packing = TAIZHANG_PACK_OPTIONS_INIT;

	packing.allow_incomplete = true;
	tz_assert_ok(taizhang_pack(ledger, temp_path("one.tar.gz"), &packing, NULL, NULL, &err), &err);
	taizhang_ledger_free(ledger);
	for (unsigned int i = 0; i < NUM_THREADS; i++)
		works[i].package = temp_path("one.tar.gz");
	run_all(works, verify_shared);
	for (unsigned int i = 1; i < NUM_THREADS; i++)
		ck_assert_str_eq(works[0].text, works[i].text);
	free_texts(works);
}
END_TEST

/* What is prepared at the first call of a process is prepared once, whoever comes first. */
static void call_first(struct work *work)
{
	struct taizhang_catalog *catalog = taizhang_catalog_builtin("ncc-2017-reconstructed", &work->err), *again = NULL;
	struct taizhang_error missing = TAIZHANG_ERROR_INIT;
	char path[4200], text[TAIZHANG_ERROR_TEXT];

	STEP(work, catalog != NULL);
	STEP(work, *taizhang_version_details());
	snprintf(path, sizeof path, "%s.xml", work->folder);
	STEP(work, taizhang_catalog_save(catalog, path, &work->err) == 0);
	again = taizhang_catalog_load(path, NULL, &work->err);
	STEP(work, again != NULL);
	STEP(work, taizhang_catalog_load("/nonexistent", NULL, &missing) == NULL);
	STEP(work, taizhang_error_text(&missing, TAIZHANG_LANG_ZH, text, sizeof text) > 0);
out:
	taizhang_catalog_free(catalog);
	taizhang_catalog_free(again);
}

START_TEST(the_first_calls_of_a_process_may_be_made_at_once)
{
	struct work works[NUM_THREADS] = {{.err = TAIZHANG_ERROR_INIT}};

	temp_dir();
	run_all(works, call_first);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("threads");
	/* the first in order, where tests share a process */
	TCase *first = tcase_create("first"), *own = tcase_create("own"), *shared = tcase_create("shared");

	tcase_add_checked_fixture(first, NULL, temp_remove);
	tcase_add_checked_fixture(own, NULL, temp_remove);
	tcase_add_checked_fixture(shared, NULL, temp_remove);
	tcase_add_test(first, the_first_calls_of_a_process_may_be_made_at_once);
	tcase_add_test(own, different_ledgers_live_their_lives_in_different_threads);
	tcase_add_test(own, a_scan_reads_with_several_threads_in_each_of_several);
	tcase_add_test(shared, one_ledger_and_its_catalogue_are_read_by_several_threads);
	tcase_add_test(shared, one_package_is_verified_by_several_threads_at_once);
	suite_add_tcase(suite, first);
	suite_add_tcase(suite, own);
	suite_add_tcase(suite, shared);
	return suite;
}
