/* SPDX-License-Identifier: MIT */
/* corpus.c: fills the item folders of a ledger with made-up material, the same for the same seed. */
#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include "content.h"
#include "genuine.h"
#include "random.h"
#include "words.h"

/* What there is of each kind, and how far sizes spread: of a weight of 1024 in the middle. */
struct mix {
	const char *name;
	const char *kinds;	/* a letter a file, over and over */
	unsigned least, spread;
	uint64_t files, bytes;
};

static const struct mix mixes[] = {
	/* 60 % photographs, 30 % documents, 10 % that shrinks; ten files an item */
	{"city", "JJJPJJDJXT" "JJJPJJDJXC" "JJJPJJDJXB", 128, 1792, 1550, 995000000},
	/* half text; 2 to 6 KB each */
	{"small", "TJCPTDTX", 512, 1024, 100000, 400000000},
};
#define SMALL_BELOW 65536	/* bytes a file, on an average, from which it is the mix of the city */

struct plan {
	const struct mix *mix;
	uint64_t files, bytes, seed;
	const char *folder;
	bool genuine;	/* pictures and documents are such throughout */
};

struct items {
	char **names;
	size_t num;
};

static const time_t begin = 1483408800, span = 300 * 86400;	/* from 3 January 2017 */

static bool __attribute__((format(printf, 1, 2))) complain(const char *format, ...)
{
	va_list args;

	va_start(args, format);
	fputs("corpus: ", stderr);
	vfprintf(stderr, format, args);
	fputs("\n", stderr);
	va_end(args);
	return false;
}

static int by_bytes(const void *left, const void *right)
{
	return strcmp(*(char *const *)left, *(char *const *)right);
}

static bool items_add(struct items *items, const char *name)
{
	char **names = realloc(items->names, (items->num + 1) * sizeof *names);
	char *copy = strdup(name);

	if (names)
		items->names = names;
	if (!names || !copy) {
		free(copy);
		return complain("out of memory");
	}
	items->names[items->num++] = copy;
	return true;
}

static void items_free(struct items *items)
{
	for (size_t i = 0; i < items->num; i++)
		free(items->names[i]);
	free(items->names);
}

/* The folders that `taizhang new` made, in the order of their bytes. */
static bool items_list(struct items *items, const char *materials)
{
	DIR *dir = opendir(materials);
	struct dirent *entry;
	bool done = dir != NULL;

	while (done && (entry = readdir(dir)))
		if (entry->d_name[0] != '.')
			done = items_add(items, entry->d_name);
	if (dir)
		closedir(dir);
	if (!done || items->num == 0)
		return complain("%s: no folders of items; make the ledger first: taizhang new", materials);
	qsort(items->names, items->num, sizeof *items->names, by_bytes);
	return true;
}

/* A name as cameras, phones and clerks give it. The number in the folder or the time keeps it apart from the others. */
static void name_file(char *name, size_t size, char kind, unsigned number, const struct tm *when,
		      struct random *random)
{
	static const char *const cameras[] = {"IMG_", "微信图片_", "mmexport"};
	static const struct {
		const char *before, *between, *after;
	} papers[] = {
		{"", "-关于印发《", "实施方案》的通知.pdf"}, {"文明办〔2017〕", "号 关于", "工作的报告.pdf"},
		{"", " ", "工作总结（2017年）.docx"}, {"", "、", "活动方案.docx"},
		{"", "-", "情况统计表.xlsx"}, {"2017年第", "期", "数据汇总.xlsx"},
		{"", " ", "会议记录.txt"}, {"第", "次", "工作例会纪要.txt"},
		{"", "-", "问题台账.csv"}, {"", " ", "明细.csv"},
	};
	static const char kinds[] = "PDXTC";
	const char *of = strchr(kinds, kind), *theme = words_theme(random);
	const unsigned form = random_below(random, 2);
	char moment[32];

	strftime(moment, sizeof moment, "%Y%m%d%H%M%S", when);
	if (of)
		snprintf(name, size, "%s%02u%s%s%s", papers[2 * (of - kinds) + form].before, number,
			 papers[2 * (of - kinds) + form].between, theme, papers[2 * (of - kinds) + form].after);
	else if (kind == 'B')
		snprintf(name, size, "%s扫描%04u.bmp", theme, number);
	else if (form == 0)
		snprintf(name, size, "%s%s.jpg", cameras[random_below(random, 3)], moment);
	else if (random_below(random, 2) == 0)
		snprintf(name, size, "DSC%05u.JPG", number);
	else
		snprintf(name, size, "%s活动现场%02u.jpg", theme, number);
}

static bool write_file(const char *path, const unsigned char *bytes, size_t size, time_t when)
{
	const struct timespec times[2] = {{.tv_sec = when}, {.tv_sec = when}};
	int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
	bool done = file >= 0;

	while (done && size > 0) {
		ssize_t written = write(file, bytes, size);

		done = written > 0;
		bytes += written;
		size -= done ? (size_t)written : 0;
	}
	done = done && futimens(file, times) == 0;
	if (file >= 0 && close(file) != 0)
		done = false;
	return done || complain("%s: %s", path, strerror(errno));
}

static bool write_genuine(const char *path, enum content content, size_t size, struct tm *when, struct random *random)
{
	unsigned char *bytes;
	const size_t made = genuine_make(content, size, when, random, &bytes);
	const bool done = bytes ? write_file(path, bytes, made, timegm(when)) : complain("out of memory");

	free(bytes);
	return done;
}

static unsigned weight(const struct plan *plan, uint64_t file)
{
	struct random random = random_begin(~plan->seed, file);

	return plan->mix->least + random_below(&random, plan->mix->spread + 1);
}

/* bytes * part / whole, rounded down, without leaving 64 bits. */
static uint64_t share(uint64_t bytes, uint64_t part, uint64_t whole)
{
	return bytes / whole * part + bytes % whole * part / whole;
}

static bool make_file(const struct plan *plan, const struct items *items, uint64_t file,
		      unsigned char *bytes, size_t size)
{
	static const char letters[] = "JPDXTCB";	/* in the order of enum content */
	struct random random = random_begin(plan->seed, file);
	const char kind = plan->mix->kinds[file % strlen(plan->mix->kinds)];
	const uint64_t item = share(items->num, file, plan->files);
	const uint64_t first = (item * plan->files + items->num - 1) / items->num;
	const time_t moment = begin + (time_t)share((uint64_t)span, file, plan->files);
	char name[256], path[4096];
	struct tm when;

	gmtime_r(&moment, &when);
	name_file(name, sizeof name, kind, (unsigned)(file - first) + 1, &when, &random);
	if (snprintf(path, sizeof path, "%s/materials/%s/%s", plan->folder, items->names[item], name) >=
	    (int)sizeof path)
		return complain("%s: too long", plan->folder);
	if (plan->genuine)
		return write_genuine(path, (enum content)(strchr(letters, kind) - letters), size, &when, &random);
	content_fill((enum content)(strchr(letters, kind) - letters), bytes, size, &when, &random);
	return write_file(path, bytes, size, moment);
}

static bool make_files(const struct plan *plan, const struct items *items)
{
	const uint64_t most = plan->mix->least + plan->mix->spread;
	uint64_t whole = 0, part = 0, begun = 0;
	unsigned char *bytes;
	bool done = true;

	for (uint64_t i = 0; i < plan->files; i++)
		whole += weight(plan, i);
	bytes = malloc(share(plan->bytes, most, whole) + most + 1);
	if (!bytes)
		return complain("out of memory");
	for (uint64_t i = 0; done && i < plan->files; i++) {
		uint64_t end;

		part += weight(plan, i);
		end = share(plan->bytes, part, whole);
		done = make_file(plan, items, i, bytes, (size_t)(end - begun));
		begun = end;
	}
	free(bytes);
	return done;
}

static bool read_number(const char *text, uint64_t *number)
{
	static const char units[] = "KMG";
	char *end;
	const char *unit;

	errno = 0;
	*number = strtoull(text, &end, 10);
	if (errno != 0 || end == text || *text == '-')
		return false;
	unit = *end ? strchr(units, *end) : NULL;
	if (unit)
		end++;
	for (ptrdiff_t times = unit ? unit - units + 1 : 0; times > 0; times--)
		*number *= 1000;
	return *end == '\0';
}

static bool read_plan(int argc, char **argv, struct plan *plan)
{
	if (argc > 2 && strcmp(argv[argc - 1], "--genuine") == 0) {
		plan->genuine = true;
		argc--;
	}
	if (argc > 3 && strcmp(argv[argc - 2], "--seed") == 0) {
		if (!read_number(argv[argc - 1], &plan->seed))
			return false;
		argc -= 2;
	}
	plan->folder = argv[argc - 1];
	if (argc == 4) {
		if (!read_number(argv[1], &plan->files) || !read_number(argv[2], &plan->bytes) ||
		    plan->files == 0)
			return false;
		plan->mix = &mixes[plan->bytes / plan->files < SMALL_BELOW];
		return true;
	}
	for (size_t i = 0; argc == 3 && i < sizeof mixes / sizeof *mixes; i++)
		if (strcmp(argv[1], mixes[i].name) == 0) {
			plan->mix = &mixes[i];
			plan->files = mixes[i].files;
			plan->bytes = mixes[i].bytes;
		}
	return plan->mix != NULL;
}

int main(int argc, char **argv)
{
	struct plan plan = {.seed = 1};
	struct items items = {0};
	char materials[4096];
	bool done;

	if (!read_plan(argc, argv, &plan)) {
		fputs("usage: corpus city|small|FILES BYTES LEDGER [--seed N] [--genuine]\n"
		      "fills LEDGER/materials/, as taizhang new made it; BYTES may end with K, M or G (of 1000)\n",
		      stderr);
		return 2;
	}
	if (share(plan.bytes / plan.files, plan.mix->least, 1024) < CONTENT_LEAST) {
		complain("less than %u bytes a file would not hold a document",
			 CONTENT_LEAST * 1024 / plan.mix->least);
		return 2;
	}
	if (plan.genuine && !genuine_is_there()) {
		complain("built without libjpeg, which makes the pictures");
		return 2;
	}
	snprintf(materials, sizeof materials, "%s/materials", plan.folder);
	done = items_list(&items, materials) && make_files(&plan, &items);
	items_free(&items);
	return done ? 0 : 2;
}
