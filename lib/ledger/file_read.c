/* SPDX-License-Identifier: MIT */
/* file_read.c: reads a <file> of a record from XML; what it names may come from a hostile package. */
#include "ledger/ledger_reader.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/date.h"
#include "base/digest.h"
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

/* The bytes of hexadecimal digits, malloc'd; NULL where they are none or hold a NUL, or with NOMEM. */
static char *from_hex(const char *hex, struct taizhang_error *err)
{
	const size_t size = strlen(hex) / 2;
	char *bytes;

	if (!size)
		return NULL;
	bytes = malloc(size + 1);
	if (!bytes) {
		tz_error_nomem(err);
		return NULL;
	}
	if (!tz_digest_from_hex(hex, (unsigned char *)bytes, size) || memchr(bytes, 0, size)) {
		free(bytes);
		return NULL;
	}
	bytes[size] = '\0';
	return bytes;
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

static int read_digest(struct taizhang_file *file, struct tz_xml_reader *x, struct taizhang_error *err)
{
	const char *value = tz_xml_attribute(x, "sha256");

	/* "" would clear it, but is no digest */
	if (value && (!*value || !tz_file_set_digest(file, value)))
		return tz_ledger_refuse(x, "sha256", value, err);
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
	file->role = (uint8_t)role;
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
	unsigned char bytes[TZ_SM3_BYTES];
	const char *value, *path;
	unsigned int carried = 0;
	char sm3[2 * TZ_SM3_BYTES + 1] = "";

	tz_xml_attribute(x, "media-type");
	value = tz_xml_attribute(x, "sm3");
	if (value && !tz_digest_from_hex(value, bytes, sizeof bytes))
		return tz_ledger_refuse(x, "sm3", value, err);
	if (value)
		memcpy(sm3, value, sizeof sm3);
	value = tz_xml_attribute(x, "carried");
	if (value && !parse_carried(value, &carried))
		return tz_ledger_refuse(x, "file carried", value, err);
	path = tz_xml_attribute(x, "package-path");
	if (path && !is_path(path))
		return tz_ledger_refuse(x, "file package-path", path, err);
	return tz_file_set_place(file, path, carried, *sm3 ? sm3 : NULL, err);
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
	    read_state(file, x, err) < 0 || read_digest(file, x, err) < 0)
		return -1;
	return read_package_part(file, x, err);
}
