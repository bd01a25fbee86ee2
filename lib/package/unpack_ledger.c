/* SPDX-License-Identifier: MIT */
/* unpack_ledger.c: giving the ledger back out of an unpacked bag: original names and times, ledger.xml, catalog.xml. */
#include "package/unpack_ledger.h"

#include <stdlib.h>
#include <string.h>

#include "base/error.h"
#include "base/path.h"
#include "catalog/catalog.h"
#include "ledger/ledger.h"

#define MATERIALS "materials/"

/* To the bytes that its name had on disk, also where they are not UTF-8. They come from outside: the reader of the manifest refuses
 * what leaves the ledger's folder, and so does t. */
static int move_file(struct tz_unpack_target *t, const struct taizhang_file *file, const char *bag,
		     const char *folder, struct taizhang_error *err)
{
	const char *original = file->raw_path ? file->raw_path : file->path;
	struct taizhang_error why = TAIZHANG_ERROR_INIT;
	char *from, *to;
	int result = -1;

	if (strncmp(original, MATERIALS, strlen(MATERIALS)) != 0)
		return tz_error_set(err, TAIZHANG_E_UNSAFE, TZ_MSG_UNPACK_ORIGINAL, file->path);
	from = tz_path_join(bag, tz_file_package_path(file), err);
	to = tz_path_join(folder, original, err);
	if (from && to)
		result = tz_unpack_target_move(t, from, to, &why);
	if (why.code == TAIZHANG_E_STATE || why.code == TAIZHANG_E_UNSAFE)
		tz_error_set(err, TAIZHANG_E_UNSAFE, TZ_MSG_UNPACK_ORIGINAL, file->path);
	else if (why.code)
		tz_error_pass(err, &why);
	free(from);
	free(to);
	return result;
}

/* An item with files has its folder, perhaps under a title of its own; the others get theirs. */
static int give_item_back(struct tz_unpack_target *t, const struct taizhang_ledger *ledger,
			  const struct taizhang_node *node, const char *bag, const char *folder,
			  struct taizhang_error *err)
{
	const struct tz_ledger_item *item = tz_ledger_item(ledger, node);
	char *name, *path = NULL;
	size_t moved = 0;
	int result = -1;

	for (size_t i = 0; i < item->num_records; i++)
		for (size_t j = 0; j < item->records[i]->num_files; j++) {
			const struct taizhang_file *file = &item->records[i]->files[j];

			if (!tz_file_package_path(file))
				continue;
			if (move_file(t, file, bag, folder, err) < 0)
				return -1;
			moved++;
		}
	if (moved || !item->in_scope)
		return 0;
	name = tz_ledger_item_folder(node, err);
	if (name)
		path = tz_path_join(folder, name, err);
	if (path)
		result = tz_unpack_target_make_folder(t, path, err);
	free(name);
	free(path);
	return result;
}

static int take(void *context, const void *data, size_t size, struct taizhang_error *err)
{
	return tz_unpack_target_write(context, data, size, err);
}

/* ledger.xml, or the catalogue where there is no ledger; written as it is made. */
static int put_document(struct tz_unpack_target *t, const char *folder, const char *name,
			const struct taizhang_ledger *ledger, const struct taizhang_catalog *catalog,
			struct taizhang_error *err)
{
	struct tz_drain drain = {.take = take, .context = t};
	struct tz_buffer xml = TZ_BUFFER_INIT;
	char *path = tz_path_join(folder, name, err);
	int result = -1;

	xml.drain = &drain;
	if (path && tz_unpack_target_begin(t, path, err) == 0 &&
	    (ledger ? tz_ledger_write(ledger, &xml, err) : tz_catalog_write(catalog, &xml, err)) == 0) {
		tz_buffer_drain(&xml);
		if (tz_buffer_check(&xml, err) == 0)
			result = tz_unpack_target_end(t, err);
	}
	tz_buffer_free(&xml);
	free(path);
	return result;
}

int tz_unpack_ledger(struct tz_unpack_target *t, const struct taizhang_ledger *ledger, const char *bag,
		     const char *folder, struct taizhang_error *err)
{
	const struct taizhang_catalog *catalog = taizhang_ledger_catalog(ledger);
	char *materials = tz_path_join(folder, "materials", err);
	int result = -1;

	if (!materials || tz_unpack_target_make_folder(t, materials, err) < 0)
		goto out;
	for (size_t i = 0; i < taizhang_catalog_num_items(catalog); i++)
		if (give_item_back(t, ledger, taizhang_catalog_get_item(catalog, i), bag, folder, err) < 0)
			goto out;
	if (put_document(t, folder, TZ_CATALOG_XML, NULL, catalog, err) < 0 ||
	    put_document(t, folder, TZ_LEDGER_XML, ledger, NULL, err) < 0)
		goto out;
	result = 0;
out:
	free(materials);
	return result;
}
