/* SPDX-License-Identifier: MIT */
/* file_read.c: reads a <file> of a record from XML; what it names may come from a hostile package. */
#include "ledger/ledger_reader.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/date.h"
#include "base/error.h"
#include "base/path.h"

static bool is_path(const char *path)
{
	return tz_path_check(path, strlen(path)) == TZ_PATH_OK && path[strlen(path) - 1] != '/';
}

/* The same for bytes that are not UTF-8: relative, and every component a name. */
static bool is_raw_path(const char *path)
{
	for (const char *start = path;; start = strchr(start, '/') + 1) {
		size_t size = strcspn(start, "/");

		if (!size || (size == 1 && *start == '.') ||
		    (size == 2 && !strncmp(start, "..", 2)))
			return false;
		if (!start[size])
			return true;
	}
}

static int hex_digit(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

/* The bytes of hexadecimal digits, malloc'd; NULL where they are none or hold a NUL, or with NOMEM. */
static char *from_hex(const char *hex, struct taizhang_error *err)
{
	size_t size = strlen(hex);
	char *bytes;

	if (!size || size % 2)
		return NULL;
	bytes = malloc(size / 2 + 1);
	if (!bytes) {
		tz_error_nomem(err);
		return NULL;
	}
	for (size_t i = 0; i < size / 2; i++) {
		int high = hex_digit(hex[2 * i]), low = high < 0 ? -1 : hex_digit(hex[2 * i + 1]);

		if (low < 0 || (high == 0 && low == 0)) {
			free(bytes);
			return NULL;
		}
		bytes[i] = (char)(high * 16 + low);
	}
	bytes[size / 2] = '\0';
	return bytes;
}

static bool is_digest(const char *hex)
{
	size_t size = 0;

	while (hex_digit(hex[size]) >= 0)
		size++;
	return size == 64 && !hex[size];
}

static bool parse_size(const char *text, uint64_t *size)
{
	*size = 0;
	for (const char *p = text; *p; p++) {
		if (*p < '0' || *p > '9' || *size > (UINT64_MAX - (uint64_t)(*p - '0')) / 10)
			return false;
		*size = *size * 10 + (uint64_t)(*p - '0');
	}
	return *text != '\0';
}

static int read_raw_path(struct taizhang_file *file, struct tz_xml_reader *x,
			 struct taizhang_error *err)
{
	const char *value = tz_xml_attribute(x, "raw-path");
	struct taizhang_error local = TAIZHANG_ERROR_INIT;

	if (!value)
		return 0;
	file->raw_path = from_hex(value, &local);
	if (local.code)
		return tz_error_nomem(err);
	if (!file->raw_path || !is_raw_path(file->raw_path))
		return tz_ledger_refuse(x, "file raw-path", value, err);
	return 0;
}

static int read_digest(char out[65], const char *name, struct tz_xml_reader *x,
		       struct taizhang_error *err)
{
	const char *value = tz_xml_attribute(x, name);

	if (!value)
		return 0;
	if (!is_digest(value))
		return tz_ledger_refuse(x, name, value, err);
	memcpy(out, value, 65);
	return 0;
}

/* How the file was when it was last scanned. */
static int read_state(struct taizhang_file *file, struct tz_xml_reader *x,
		      struct taizhang_error *err)
{
	const char *value = tz_xml_attribute(x, "size");

	if (value && !parse_size(value, &file->size))
		return tz_ledger_refuse(x, "file size", value, err);
	value = tz_xml_attribute(x, "changed");
	if (value && tz_time_ns_parse(value, &file->mtime, &file->mtime_ns, NULL) < 0)
		return tz_ledger_refuse(x, "file changed", value, err);
	value = tz_xml_attribute(x, "missing");
	if (value && strcmp(value, "yes") != 0 && strcmp(value, "no") != 0)
		return tz_ledger_refuse(x, "file missing", value, err);
	file->missing = value && !strcmp(value, "yes");
	return 0;
}

static int read_role(struct taizhang_file *file, struct tz_xml_reader *x,
		     struct taizhang_error *err)
{
	const char *value = tz_xml_attribute(x, "role");
	unsigned int role =
		value ? taizhang_list_value(TAIZHANG_LIST_ROLE, value) : TAIZHANG_ROLE_BODY;

	if (!role)
		return tz_ledger_refuse(x, "file role", value, err);
	file->role = (enum taizhang_role)role;
	return 0;
}

/* Which part of a set carries the file: decimal, from 1; or the word for a base. */
static bool parse_carried(const char *text, unsigned int *carried)
{
	uint64_t number;

	*carried = TZ_CARRIED_BASE;
	if (strcmp(text, "base") == 0)
		return true;
	if (!parse_size(text, &number) || number == 0 || number >= TZ_CARRIED_BASE)
		return false;
	*carried = (unsigned int)number;
	return true;
}

/* What only a package's manifest says; the media type follows from the name. */
static int read_package_part(struct taizhang_file *file, struct tz_xml_reader *x,
			     struct taizhang_error *err)
{
	const char *value, *carried;

	tz_xml_attribute(x, "media-type");
	if (read_digest(file->sm3, "sm3", x, err) < 0)
		return -1;
	value = tz_xml_attribute(x, "package-path");
	if (value && !is_path(value))
		return tz_ledger_refuse(x, "file package-path", value, err);
	carried = tz_xml_attribute(x, "carried");
	if (carried && !parse_carried(carried, &file->carried))
		return tz_ledger_refuse(x, "file carried", carried, err);
	return tz_set_string(&file->package_path, value, err);
}

int tz_ledger_start_file(void *context, struct tz_xml_reader *x, struct taizhang_error *err)
{
	struct taizhang_record *record = ((struct tz_ledger_reader *)context)->record;
	const char *path = tz_xml_attribute(x, "path");
	struct taizhang_file *file;

	if (!path || !is_path(path))
		return tz_ledger_refuse(x, "file path", path ? path : "", err);
	file = tz_record_add_file(record, path, err);
	if (!file || read_raw_path(file, x, err) < 0 || read_role(file, x, err) < 0 ||
	    read_state(file, x, err) < 0 || read_digest(file->digest, "sha256", x, err) < 0)
		return -1;
	return read_package_part(file, x, err);
}
