/* SPDX-License-Identifier: MIT */
/* mutate.c: mutate FOLDER COUNT [SEED [FORM]]: spoils sound packages of each form COUNT times by chance. What is then found valid must
 * hold the files of the sound one, byte for byte; nothing may crash, take more than 256 MiB, or ten seconds. */
#include <errno.h>
#include <fcntl.h>
#include <inttypes.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/time.h>
#include <taizhang/package.h>
#include <unistd.h>

#include "base/file.h"
#include "base/folder.h"
#include "fuzz/sample.h"
#include "mutate/mutation.h"
#include "mutate/plain.h"

#define MOST_MEMORY (256u << 20)
#define MOST_SECONDS 10
/* What anyone's bag must list. It needs no tag manifest: where the name of one no longer says that it is one, it may be any file. */
#define LISTED "/data/"
/* Unpacking writes files: it is tried on each that is valid, and on one of so many that are not. */
#define UNPACKED_OF 16

/* The forms: containers of anyone's bag and of a package of ours. */
static const struct form {
	const char *name;
	enum taizhang_format format;
	bool is_package;
	bool theirs;		/* made by bsdtar */
	const char *part;	/* the other part of a set of two; only the first is spoilt */
} forms[] = {
	{"bag.zip", TAIZHANG_FORMAT_ZIP, false, false, NULL},
	{"bag.tar", TAIZHANG_FORMAT_TAR, false, false, NULL},
	{"bag.tar.gz", TAIZHANG_FORMAT_TAR_GZ, false, false, NULL},
	{"bag.tar.zst", TAIZHANG_FORMAT_TAR_ZST, false, false, NULL},
	{"package.zip", TAIZHANG_FORMAT_ZIP, true, false, NULL},
	{"package.tar", TAIZHANG_FORMAT_TAR, true, false, NULL},
	{"package.tar.gz", TAIZHANG_FORMAT_TAR_GZ, true, false, NULL},
	{"package.tar.zst", TAIZHANG_FORMAT_TAR_ZST, true, false, NULL},
	{"set-1of2.zip", TAIZHANG_FORMAT_ZIP, true, false, "set-2of2.zip"},
	{"set-1of2.tar.gz", TAIZHANG_FORMAT_TAR_GZ, true, false, "set-2of2.tar.gz"},
	/* sizes and checksums behind the data */
	{"descriptors.zip", TAIZHANG_FORMAT_ZIP, false, true, NULL},
};
#define NUM_FORMS (sizeof forms / sizeof forms[0])

enum verdict { VALID, REFUSED, UNREADABLE, NUM_VERDICTS };

struct run {
	const struct form *form;
	const char *folder;
	struct bytes source, other;	/* the sound one, and one to take pieces from */
	struct plain files;		/* of the sound one */
	struct plain unpacked_files;	/* and what it unpacks to, with its other part */
	char part[4096];
	const char *parts[1];
	struct random random;
	uint64_t seed;
	size_t number;
	bool limited;			/* memory is */
	size_t counts[NUM_MUTATIONS][NUM_VERDICTS];
	size_t unpacked;
};

/* What is tried at the moment, for the handler of signals. */
static struct run *running;
static struct bytes trying;

static const char *path_in(const char *folder, const char *name)
{
	static char paths[4][4096];
	static unsigned int turn;
	char *path = paths[turn++ % 4];

	snprintf(path, sizeof paths[0], "%s/%s", folder, name);
	return path;
}

/* Tells what went wrong, keeps the input, and ends. Also from a handler, where the program is lost anyway. */
static void fail(const char *what, const char *detail)
{
	int file = open("mutate-failed", O_WRONLY | O_CREAT | O_TRUNC, 0666);

	if (file >= 0 && write(file, trying.data, trying.size) == (ssize_t)trying.size)
		close(file);
	fprintf(stderr, "%s: seed %" PRIu64 ", number %zu: %s %s; the input is in mutate-failed\n", running->form->name,
		running->seed, running->number, what, detail);
	_exit(1);
}

static void on_signal(int number)
{
	fail(number == SIGPROF ? "took over ten seconds" : "crashed:", strsignal(number));
}

static struct bytes read_whole(const char *path)
{
	struct tz_buffer buffer = TZ_BUFFER_INIT;
	struct bytes bytes = {NULL, 0};

	if (tz_file_read(path, 16u << 20, &buffer, NULL) == 0) {
		bytes.size = buffer.size;
		bytes.data = (unsigned char *)tz_buffer_take(&buffer, NULL);
	}
	return bytes;
}

/* false where another program is wanted that is not there. */
static bool make_sound(struct run *run)
{
	const char *path = path_in(run->folder, run->form->name);
	char command[8192];

	if (run->form->theirs) {
		sample_bag(path_in(run->folder, "bag.tar"), TAIZHANG_FORMAT_TAR);
		snprintf(command, sizeof command, "cd '%s' && LC_ALL=C.UTF-8 bsdtar --format zip -cf %s @bag.tar",
			 run->folder, run->form->name);
		if (system(command) != 0)
			return false;
	} else if (run->form->part) {
		snprintf(command, sizeof command, "%s/set%s", run->folder, strchr(run->form->name, '.'));
		sample_set(command, run->form->format, path_in(run->folder, "ledger"));
		snprintf(run->part, sizeof run->part, "%s/%s", run->folder, run->form->part);
		run->parts[0] = run->part;
	} else if (run->form->is_package) {
		sample_package(path, run->form->format, path_in(run->folder, "ledger"));
	} else {
		sample_bag(path, run->form->format);
	}
	run->source = read_whole(path);
	return run->source.size > 0;
}

static enum verdict verify(const struct run *run, const struct taizhang_input *input)
{
	struct taizhang_verify_options options = TAIZHANG_VERIFY_OPTIONS_INIT;
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	enum verdict verdict;

	options.bag_only = !run->form->is_package;
	options.parts = run->parts;
	options.num_parts = run->form->part ? 1 : 0;
	if (!findings)
		fail("no memory", "");
	if (taizhang_verify_input(input, &options, findings, NULL, &err) == 0)
		verdict = taizhang_findings_count(findings, TAIZHANG_ERROR) ? REFUSED : VALID;
	else
		verdict = UNREADABLE;
	taizhang_findings_free(findings);
	if (verdict == UNREADABLE && err.code != TAIZHANG_E_FORMAT && err.code != TAIZHANG_E_LIMIT)
		fail("is an error that bytes cannot cause:", taizhang_error_code_name(err.code));
	return verdict;
}

static bool is_there(const char *path)
{
	struct stat st;

	return lstat(path, &st) == 0;
}

/* Valid is what unpacks, and gives the files of the sound one; what is refused leaves nothing. */
static void unpack(struct run *run, const struct taizhang_input *input, bool valid)
{
	const char *out = path_in(run->folder, "out");
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	const char *differs;
	struct plain files;
	struct taizhang_unpack_options options = TAIZHANG_UNPACK_OPTIONS_INIT;
	int result;

	options.parts = run->parts;
	options.num_parts = run->form->part ? 1 : 0;
	result = taizhang_unpack_input(input, out, &options, NULL, NULL, &err);

	run->unpacked++;
	if ((result == 0) != valid)
		fail("unpacks otherwise than it is verified:", taizhang_error_code_name(err.code));
	if (result < 0) {
		if (is_there(out))
			fail("leaves something behind", out);
		return;
	}
	plain_read_folder(out, &files);
	differs = plain_differs(&run->unpacked_files, &files, false);
	if (differs)
		fail("unpacks something else:", differs);
	plain_free(&files);
	tz_folder_remove(out);
}

/* A package unpacks to what it holds; a set holds more than its first part, which other tests judge. */
static void unpack_sound(struct run *run, const struct taizhang_input *input)
{
	const char *out = path_in(run->folder, "out");
	struct taizhang_unpack_options options = TAIZHANG_UNPACK_OPTIONS_INIT;

	options.parts = run->parts;
	options.num_parts = run->form->part ? 1 : 0;
	if (taizhang_unpack_input(input, out, &options, NULL, NULL, NULL) < 0)
		fail("does not unpack before anything is changed", "");
	plain_read_folder(out, &run->unpacked_files);
	tz_folder_remove(out);
	if (!run->form->part && plain_differs(&run->files, &run->unpacked_files, false))
		fail("unpacks something else before anything is changed", "");
}

static void judge(struct run *run, enum mutation_kind kind)
{
	struct taizhang_input input = TAIZHANG_INPUT_INIT;
	const char *differs;
	struct plain files;
	enum verdict verdict;

	input.data = trying.data;
	input.data_size = trying.size;
	verdict = verify(run, &input);
	run->counts[kind][verdict]++;
	if (verdict == VALID) {
		if (!plain_read(trying.data, trying.size, &files))
			fail("is found valid, but libarchive cannot read it", "");
		if (!run->form->is_package)
			plain_keep(&files, LISTED);
		/* in anyone's bag a name in another case is told, and found all the same */
		differs = plain_differs(&run->files, &files, !run->form->is_package);
		if (differs)
			fail("is found valid with other files:", differs);
		plain_free(&files);
	}
	if (run->form->is_package && (verdict == VALID || run->number % UNPACKED_OF == 0))
		unpack(run, &input, verdict == VALID);
}

static void judge_memory(const struct run *run)
{
	struct rusage usage;

	if (run->limited && getrusage(RUSAGE_SELF, &usage) == 0 && usage.ru_maxrss > (long)(MOST_MEMORY >> 10))
		fail("took more than 256 MiB", "");
}

static void try_all(struct run *run, size_t count)
{
	static const struct itimerval most = {{0, 0}, {MOST_SECONDS, 0}}, none = {{0, 0}, {0, 0}};

	running = run;
	for (run->number = 0; run->number < count; run->number++) {
		enum mutation_kind kind = NUM_MUTATIONS;

		random_seed(&run->random, run->seed * 1000003 + run->number);
		trying = mutate(&run->random, &run->source, &run->other, &kind);
		setitimer(ITIMER_PROF, &most, NULL);
		judge(run, kind);
		setitimer(ITIMER_PROF, &none, NULL);
		free(trying.data);
	}
	judge_memory(run);
}

static void report(const struct run *run, size_t count)
{
	size_t sums[NUM_VERDICTS] = {0};

	for (size_t i = 0; i < NUM_MUTATIONS; i++)
		for (size_t j = 0; j < NUM_VERDICTS; j++)
			sums[j] += run->counts[i][j];
	printf("%-16s %zu mutations: %zu valid with all files right, %zu refused, %zu no container; %zu unpacked\n", run->form->name,
	       count, sums[VALID], sums[REFUSED], sums[UNREADABLE], run->unpacked);
	for (size_t i = 0; i < NUM_MUTATIONS; i++)
		printf("  %-10s %zu %zu %zu\n", mutation_names[i], run->counts[i][VALID], run->counts[i][REFUSED],
		       run->counts[i][UNREADABLE]);
	fflush(stdout);
}

static void run_form(const struct form *form, const char *folder, size_t count, uint64_t seed, bool limited)
{
	struct run run = {.form = form, .folder = folder, .seed = seed, .limited = limited};
	struct taizhang_input input = TAIZHANG_INPUT_INIT;

	if (!make_sound(&run)) {
		printf("%-16s left out: the program that makes it is not there\n", form->name);
		return;
	}
	/* pieces come from a container of the other sort, and so of other lengths */
	run.other = read_whole(path_in(folder, form->is_package ? "bag.zip" : "bag.tar"));
	if (!run.other.data) {
		sample_bag(path_in(folder, "bag.tar"), TAIZHANG_FORMAT_TAR);
		run.other = read_whole(path_in(folder, "bag.tar"));
	}
	running = &run;
	trying = run.source;
	if (!plain_read(run.source.data, run.source.size, &run.files))
		fail("is not sound from the beginning", "");
	if (!run.form->is_package)
		plain_keep(&run.files, LISTED);
	input.data = run.source.data;
	input.data_size = run.source.size;
	if (verify(&run, &input) != VALID)
		fail("is not found valid before anything is changed", "");
	if (form->is_package)
		unpack_sound(&run, &input);
	try_all(&run, count);
	report(&run, count);
	plain_free(&run.files);
	plain_free(&run.unpacked_files);
	free(run.source.data);
	free(run.other.data);
}

/* A sanitizer needs memory of its own, and says itself where something crashed. */
static bool guard(void)
{
	const struct rlimit memory = {MOST_MEMORY, MOST_MEMORY};

	signal(SIGPROF, on_signal);
	if (getenv("TAIZHANG_SANITIZED"))
		return false;
	signal(SIGSEGV, on_signal);
	signal(SIGBUS, on_signal);
	signal(SIGFPE, on_signal);
	signal(SIGILL, on_signal);
	signal(SIGABRT, on_signal);
	return setrlimit(RLIMIT_AS, &memory) == 0;
}

int main(int argc, char **argv)
{
	bool limited;

	if (argc < 3) {
		fprintf(stderr, "mutate FOLDER COUNT [SEED [FORM]]\n");
		return 2;
	}
	limited = guard();
	for (size_t i = 0; i < NUM_FORMS; i++)
		if (argc < 5 || strcmp(argv[4], forms[i].name) == 0)
			run_form(&forms[i], argv[1], strtoul(argv[2], NULL, 10), argc > 3 ? strtoull(argv[3], NULL, 10) : 1,
				 limited);
	return 0;
}
