/* SPDX-License-Identifier: MIT */
/* sample.c: sound packages, small and the same in every run, of a few files that deflating makes smaller or not. */
#include "fuzz/sample.h"

#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <taizhang/ledger.h>
#include <taizhang/scan.h>
#include <unistd.h>

#include "base/buffer.h"
#include "base/digest.h"
#include "base/file.h"
#include "base/folder.h"
#include "fuzz/fuzz.h"
#include "harness/put_entry.h"
#include "ledger/ledger.h"

#define ROOT "包"
#define TIME 1520242201
/* Of a set: two files of such a size, and parts that have room for one of them beside what each part holds anyway. */
#define SET_FILE 40000
#define SET_BYTES 80000

static void must(bool done, const struct taizhang_error *err)
{
	char text[TAIZHANG_ERROR_TEXT];

	if (done)
		return;
	taizhang_error_text(err, TAIZHANG_LANG_EN, text, sizeof text);
	fprintf(stderr, "no sample: %s\n", text);
	exit(1);
}

struct bag {
	struct tz_container_writer *writer;
	struct tz_buffer tags;		/* lines of the tag manifest */
	struct tz_buffer payload;	/* and of the payload's */
	struct taizhang_error err;
};

static void put(struct bag *bag, const char *path, const void *data, size_t size)
{
	struct tz_buffer *list = strncmp(path, "data/", 5) == 0 ? &bag->payload : &bag->tags;
	char name[256], hex[TAIZHANG_DIGEST_HEX_SIZE];

	snprintf(name, sizeof name, ROOT "/%s", path);
	must(put_entry(bag->writer, name, data, size, &bag->err) == 0, &bag->err);
	must(tz_digest_bytes(TAIZHANG_DIGEST_SHA256, data, size, hex, &bag->err) == 0, &bag->err);
	tz_buffer_printf(list, "%s  %s\n", hex, path);
}

static void put_text(struct bag *bag, const char *path, const char *text)
{
	put(bag, path, text, strlen(text));
}

void sample_bag(const char *path, enum taizhang_format format)
{
	static const char text[] = "义务教育经费投入说明,义务教育经费投入说明,义务教育经费投入说明,义务教育经费投入说明\n";
	struct bag bag = {.tags = TZ_BUFFER_INIT, .payload = TZ_BUFFER_INIT, .err = TAIZHANG_ERROR_INIT};
	struct tz_file_sink file = {.fd = open(path, O_RDWR | O_CREAT | O_TRUNC, 0666), .name = path};
	struct tz_sink sink = tz_sink_of_file(&file);
	unsigned char noise[700];
	char info[128];
	uint32_t state = 1;
	uint64_t bytes;

	for (size_t i = 0; i < sizeof noise; i++) {
		state = state * 1664525u + 1013904223u;
		noise[i] = (unsigned char)(state >> 24);
	}
	bag.writer = tz_container_writer_new(format, &sink, path, TIME, &bag.err);
	must(bag.writer != NULL, &bag.err);
	put_text(&bag, "bagit.txt", "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
	snprintf(info, sizeof info, "Source-Organization: 市教育局\nPayload-Oxum: %zu.3\n", sizeof text - 1 + sizeof noise);
	put_text(&bag, "bag-info.txt", info);
	put_text(&bag, "data/说明.txt", text);
	put(&bag, "data/图片/一号.jpg", noise, sizeof noise);
	put_text(&bag, "data/图片/二号.jpg", "");
	put(&bag, "manifest-sha256.txt", tz_buffer_text(&bag.payload), bag.payload.size);
	put(&bag, "tagmanifest-sha256.txt", tz_buffer_text(&bag.tags), bag.tags.size);
	must(tz_container_finish(bag.writer, &bytes, &bag.err) == 0, &bag.err);
	tz_container_free(bag.writer);
	tz_buffer_free(&bag.tags);
	tz_buffer_free(&bag.payload);
	close(file.fd);
}

/* A file of these bytes comes into the folder of an item by way of the ledger's own. Its time goes with it. */
static void add(struct taizhang_ledger *ledger, const char *item, const char *name, const void *data, size_t size)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	static const struct timespec times[2] = {{.tv_sec = TIME}, {.tv_sec = TIME}};
	char path[4096];
	const char *paths[] = {path};

	snprintf(path, sizeof path, "%s/%s", taizhang_ledger_directory(ledger), name);
	must(tz_file_replace(path, data, size, &err) == 0 && utimensat(AT_FDCWD, path, times, 0) == 0, &err);
	must(taizhang_ledger_add(ledger, item, paths, 1, NULL, NULL, NULL, &err) == 0, &err);
	unlink(path);
}

static void pack(const char *path, enum taizhang_format format, const char *folder, uint64_t max_bytes)
{
	struct taizhang_ledger_options options = TAIZHANG_LEDGER_OPTIONS_INIT;
	struct taizhang_pack_options packing = TAIZHANG_PACK_OPTIONS_INIT;
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_ledger *ledger;
	static const char figures[] = "指标,数值\r\n覆盖率,95\r\n覆盖率,95\r\n覆盖率,95\r\n";
	static unsigned char noise[SET_FILE];
	const bool is_set = max_bytes > 0;
	char catalog[4096];
	uint32_t state = 7;

	for (size_t i = 0; i < sizeof noise; i++) {
		state = state * 1664525u + 1013904223u;
		noise[i] = (unsigned char)(state >> 24);
	}
	snprintf(catalog, sizeof catalog, "%s.catalog.xml", folder);
	must(tz_file_replace(catalog, fuzz_catalog, strlen(fuzz_catalog), &err) == 0, &err);
	options.city = "包头市";
	options.year = 2020;
	ledger = taizhang_ledger_create(folder, taizhang_catalog_load(catalog, NULL, &err), &options, &err);
	must(ledger != NULL, &err);
	unlink(catalog);
	add(ledger, "M1", "通知.pdf", noise, is_set ? SET_FILE : 1000);
	add(ledger, "M2", "照片.jpg", noise, is_set ? SET_FILE - 1 : 3000);
	add(ledger, "M3", "统计表.csv", figures, strlen(figures));
	must(taizhang_ledger_save(ledger, &err) == 0, &err);
	ledger->changed = TIME;
	packing.format = format;
	packing.allow_incomplete = true;
	packing.force = true;
	packing.time = TIME;
	packing.max_bytes = max_bytes;
	must(taizhang_pack(ledger, path, &packing, NULL, NULL, &err) == 0, &err);
	taizhang_ledger_free(ledger);
	tz_folder_remove(folder);
}

void sample_package(const char *path, enum taizhang_format format, const char *folder)
{
	pack(path, format, folder, 0);
}

void sample_set(const char *path, enum taizhang_format format, const char *folder)
{
	pack(path, format, folder, SET_BYTES);
}
