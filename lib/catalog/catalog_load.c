/* SPDX-License-Identifier: MIT */
/* catalog_load.c: loads a catalogue from a path, whatever stands there, and saves it as XML. */
#include <sys/stat.h>

#include "api.h"
#include "base/error.h"
#include "base/file.h"
#include "catalog/catalog.h"

static struct taizhang_catalog *load(const char *path, struct taizhang_findings *findings,
				     struct taizhang_error *err)
{
	const struct tz_xml_input input = {.name = path, .path = path};
	struct stat status;

	if (stat(path, &status) != 0) {
		tz_error_sys(err, TZ_MSG_FILE_OPEN, path);
		return NULL;
	}
	return S_ISDIR(status.st_mode) ? tz_tables_read(path, false, findings, err) :
					 tz_catalog_read(&input, findings, err);
}

TAIZHANG_API struct taizhang_catalog *taizhang_catalog_load(const char *path,
							    struct taizhang_findings *findings,
							    struct taizhang_error *err)
{
	struct taizhang_findings *own;
	struct taizhang_catalog *catalog;
	size_t errors;

	if (!path) {
		tz_error_inval(err, "path");
		return NULL;
	}
	if (findings)
		return load(path, findings, err);
	/* Nobody listens, and a catalogue with errors must not pass for a good one. */
	own = taizhang_findings_new(err);
	if (!own)
		return NULL;
	catalog = load(path, own, err);
	errors = taizhang_findings_count(own, TAIZHANG_ERROR);
	taizhang_findings_free(own);
	if (catalog && errors > 0) {
		taizhang_catalog_free(catalog);
		catalog = NULL;
		tz_error_number(err, TAIZHANG_E_FORMAT, TZ_MSG_CATALOG_INVALID, path, (int64_t)errors);
	}
	return catalog;
}

TAIZHANG_API int taizhang_catalog_save(const struct taizhang_catalog *catalog, const char *path,
				       struct taizhang_error *err)
{
	struct tz_buffer out = TZ_BUFFER_INIT;
	int result;

	if (!catalog)
		return tz_error_inval(err, "catalog");
	if (!path)
		return tz_error_inval(err, "path");
	result = tz_catalog_write(catalog, &out, err);
	if (result == 0)
		result = tz_file_replace(path, out.data, out.size, err);
	tz_buffer_free(&out);
	return result;
}
