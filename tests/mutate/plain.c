/* SPDX-License-Identifier: MIT */
/* plain.c: what files a container or a folder holds, past all of our readers. */
#include "mutate/plain.h"

#include <archive.h>
#include <archive_entry.h>
#include <dirent.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>

static void *need(void *memory)
{
	if (!memory)
		abort();
	return memory;
}

static void add(struct plain *plain, const char *path, unsigned char *data, size_t size)
{
	struct plain_file *file;

	plain->files = need(realloc(plain->files, (plain->num_files + 1) * sizeof *plain->files));
	file = &plain->files[plain->num_files++];
	*file = (struct plain_file){need(strdup(path)), data, size};
}

static int compare(const void *a, const void *b)
{
	return strcasecmp(((const struct plain_file *)a)->path, ((const struct plain_file *)b)->path);
}

static void sort(struct plain *plain)
{
	if (plain->num_files)
		qsort(plain->files, plain->num_files, sizeof *plain->files, compare);
}

/* false where the entry cannot be read to its end. */
static bool read_entry(struct archive *a, struct archive_entry *entry, struct plain *plain)
{
	unsigned char block[4096], *data = NULL;
	const char *path = archive_entry_pathname(entry);
	size_t size = 0;
	la_ssize_t got;

	if (archive_entry_filetype(entry) == AE_IFDIR)
		return true;
	while ((got = archive_read_data(a, block, sizeof block)) > 0) {
		data = need(realloc(data, size + (size_t)got));
		memcpy(data + size, block, (size_t)got);
		size += (size_t)got;
	}
	add(plain, path ? path : "", data, size);
	return got == 0;
}

bool plain_read(const void *data, size_t size, struct plain *plain)
{
	locale_t utf8 = newlocale(LC_CTYPE_MASK, "C.UTF-8", (locale_t)0), before;
	struct archive *a = need(archive_read_new());
	struct archive_entry *entry;
	bool sound = true;
	int result = ARCHIVE_OK;

	*plain = (struct plain){NULL, 0};
	before = uselocale(utf8);
	archive_read_support_filter_gzip(a);
	archive_read_support_filter_zstd(a);
	archive_read_support_format_tar(a);
	archive_read_support_format_zip(a);
	result = archive_read_open_memory(a, data, size);
	/* a warning is about an attribute that nobody reads, or a path that will not compare as equal */
	while (result == ARCHIVE_OK && (result = archive_read_next_header(a, &entry)) >= ARCHIVE_WARN &&
	       result != ARCHIVE_EOF) {
		result = ARCHIVE_OK;
		sound = read_entry(a, entry, plain) && sound;
	}
	archive_read_free(a);
	uselocale(before);
	freelocale(utf8);
	sort(plain);
	return sound && result == ARCHIVE_EOF;
}

static void read_file(const char *path, const char *name, struct plain *plain)
{
	FILE *file = need(fopen(path, "rb"));
	unsigned char block[4096], *data = NULL;
	size_t size = 0, got;

	while ((got = fread(block, 1, sizeof block, file)) > 0) {
		data = need(realloc(data, size + got));
		memcpy(data + size, block, got);
		size += got;
	}
	fclose(file);
	add(plain, name, data, size);
}

static void walk(const char *folder, size_t top, struct plain *plain)
{
	DIR *dir = need(opendir(folder));
	struct dirent *entry;
	struct stat st;

	while ((entry = readdir(dir))) {
		size_t length = strlen(folder) + strlen(entry->d_name) + 2;
		char *path;

		if (!strcmp(entry->d_name, ".") || !strcmp(entry->d_name, ".."))
			continue;
		path = need(malloc(length));
		snprintf(path, length, "%s/%s", folder, entry->d_name);
		if (lstat(path, &st) == 0 && S_ISDIR(st.st_mode))
			walk(path, top, plain);
		else
			read_file(path, path + top, plain);
		free(path);
	}
	closedir(dir);
}

void plain_read_folder(const char *folder, struct plain *plain)
{
	*plain = (struct plain){NULL, 0};
	walk(folder, strlen(folder) + 1, plain);
	sort(plain);
}

void plain_keep(struct plain *plain, const char *part)
{
	size_t kept = 0;

	for (size_t i = 0; i < plain->num_files; i++) {
		if (strstr(plain->files[i].path, part)) {
			plain->files[kept++] = plain->files[i];
			continue;
		}
		free(plain->files[i].path);
		free(plain->files[i].data);
	}
	plain->num_files = kept;
}

const char *plain_differs(const struct plain *a, const struct plain *b, bool any_case)
{
	for (size_t i = 0; i < a->num_files || i < b->num_files; i++) {
		const struct plain_file *one = i < a->num_files ? &a->files[i] : NULL;
		const struct plain_file *other = i < b->num_files ? &b->files[i] : NULL;

		if (!one || !other)
			return one ? one->path : other->path;
		if ((any_case ? strcasecmp(one->path, other->path) : strcmp(one->path, other->path)) != 0 ||
		    one->size != other->size ||
		    (one->size && memcmp(one->data, other->data, one->size) != 0))
			return one->path;
	}
	return NULL;
}

void plain_free(struct plain *plain)
{
	for (size_t i = 0; i < plain->num_files; i++) {
		free(plain->files[i].path);
		free(plain->files[i].data);
	}
	free(plain->files);
	*plain = (struct plain){NULL, 0};
}
