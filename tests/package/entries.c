/* SPDX-License-Identifier: MIT */
/* entries.c: containers made of a few entries, for the tests of their writers. */
#include "package/entries.h"

#include <archive.h>
#include <archive_entry.h>
#include <fcntl.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/error.h"
#include "base/limits.h"
#include "harness/assert.h"
#include "harness/put_entry.h"
#include "harness/temp.h"

static const char text[] =
	"创建全国文明城市,创建全国文明城市,创建全国文明城市,创建全国文明城市,创建全国文明城市。";

const struct entry awkward_entries[] = {
	{"包头市-2017/data/I-2-1-1-1/01-完成率95%.txt", text, sizeof text - 1},
	{"包头市-2017/data/I-2-1-1-1/02-空.txt", "", 0},
	{"包头市-2017/data/I-2-1-1-1/03-a b'\"&$(x)`.txt", "x", 1},
	{"包头市-2017/data/I-2-1-1-1/04-😀𠮷.txt", "emoji", 5},
	{"包头市-2017/data/I-2-1-1-1/05--rf", "dash", 4},
	{"包头市-2017/data/I-2-1-1-1/06-"
	 "文明城市文明城市文明城市文明城市文明城市文明城市文明城市文明城市文明城市文明城市"
	 "文明城市文明城市文明城市文明城市文明城市文明城市文明城市文明城市文明城市.txt",
	 "long", 4},
	{"plain", "ascii", 5},
	{NULL, NULL, 0}
};

void fill_random(void *data, size_t size, unsigned int seed)
{
	unsigned char *next = data;
	uint64_t state = seed * 2654435761u + 88172645463325252u;

	for (size_t i = 0; i < size; i++) {
		state ^= state << 13;
		state ^= state >> 7;
		state ^= state << 17;
		next[i] = (unsigned char)(state >> 32);
	}
}

const char *write_container(const char *name, enum taizhang_format format, int64_t time,
			    const struct entry *entries)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	const char *path = temp_path(name);
	struct tz_file_sink file = {open(path, O_RDWR | O_CREAT | O_TRUNC, 0666), path};
	struct tz_sink sink = tz_sink_of_file(&file);
	struct tz_container_writer *w;
	uint64_t bytes = 0;

	ck_assert_int_ge(file.fd, 0);
	w = tz_container_writer_new(format, &sink, path, time, &err);
	tz_assert_ptr(w, &err);
	for (; entries->name; entries++)
		tz_assert_ok(put_entry(w, entries->name, entries->data, entries->size, &err), &err);
	tz_assert_ok(tz_container_finish(w, &bytes, &err), &err);
	tz_container_free(w);
	ck_assert_int_eq(lseek(file.fd, 0, SEEK_END), (off_t)bytes);
	close(file.fd);
	return path;
}

static void assert_entry(struct archive *archive, struct archive_entry *found, const struct entry *entry)
{
	char *data = malloc(entry->size + 1);

	ck_assert_str_eq(archive_entry_pathname_utf8(found), entry->name);
	ck_assert_int_eq(archive_entry_filetype(found), AE_IFREG);
	ck_assert_int_eq(archive_entry_perm(found), 0644);
	ck_assert_int_eq(archive_entry_size(found), (la_int64_t)entry->size);
	ck_assert_int_eq(archive_read_data(archive, data, entry->size + 1), (la_ssize_t)entry->size);
	ck_assert_mem_eq(data, entry->data, entry->size);
	free(data);
}

void assert_container_holds(const char *path, const struct entry *entries)
{
	locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0), before = uselocale(utf8);
	struct archive *archive = archive_read_new();
	struct archive_entry *found;

	archive_read_support_format_all(archive);
	archive_read_support_filter_all(archive);
	ck_assert_int_eq(archive_read_open_filename(archive, path, 65536), ARCHIVE_OK);
	for (; entries->name; entries++) {
		ck_assert_msg(archive_read_next_header(archive, &found) == ARCHIVE_OK, "no %s: %s",
			      entries->name, archive_error_string(archive));
		assert_entry(archive, found, entries);
	}
	ck_assert_int_eq(archive_read_next_header(archive, &found), ARCHIVE_EOF);
	archive_read_free(archive);
	uselocale(before);
	freelocale(utf8);
}

static int64_t read_at(void *context, uint64_t offset, void *buf, size_t size, struct taizhang_error *err)
{
	(void)err;
	return pread(*(const int *)context, buf, size, (off_t)offset);
}

struct tz_zip_directory read_sound_zip(const char *path)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_findings *findings = taizhang_findings_new(&err);
	struct tz_zip_directory directory;
	int fd = open(path, O_RDONLY);
	const struct tz_zip_file file = {read_at, &fd, (uint64_t)lseek(fd, 0, SEEK_END), path};

	ck_assert_int_eq(tz_zip_directory_read(&directory, &file, TZ_LIMIT_ENTRIES, findings, &err), 1);
	ck_assert_uint_eq(taizhang_findings_num(findings), 0);
	taizhang_findings_free(findings);
	close(fd);
	return directory;
}

static int fail_in_time(void *context, uint64_t at, const void *data, size_t size,
			struct taizhang_error *err)
{
	struct failing_sink *failing = context;

	(void)at;
	(void)data;
	(void)size;
	if (failing->writes_left-- > 0)
		return 0;
	return tz_error_set(err, TAIZHANG_E_IO, TZ_MSG_FILE_WRITE, "sink");
}

void failing_sink_init(struct failing_sink *failing, int writes)
{
	failing->sink = (struct tz_sink){fail_in_time, failing};
	failing->writes_left = writes;
}
