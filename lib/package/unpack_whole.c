/* SPDX-License-Identifier: MIT */
/* unpack_whole.c: writes the tag files of the whole that several packages are together, as packing would have written them. */
#include "package/unpack_whole.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"
#include "base/path.h"
#include "ledger/ledger.h"
#include "package/container_write.h"
#include "package/pack_write.h"
#include "package/unpack.h"

/* A container that is the folder of what was unpacked. */
struct folder {
	struct tz_container_writer base;
	struct tz_unpack_target *target;
};

static int begin(struct tz_container_writer *w, const char *name, uint64_t size, enum tz_coding coding,
		 struct taizhang_error *err)
{
	struct folder *folder = (struct folder *)w;
	const char *below = strchr(name, '/');
	char *path;
	int result;

	(void)size;
	(void)coding;
	path = tz_path_join(TZ_UNPACK_BAG, below ? below + 1 : name, err);
	if (!path)
		return -1;
	result = tz_unpack_target_begin(folder->target, path, err);
	free(path);
	return result;
}

static int write_bytes(struct tz_container_writer *w, const void *data, size_t size, struct taizhang_error *err)
{
	return tz_unpack_target_write(((struct folder *)w)->target, data, size, err);
}

static int end(struct tz_container_writer *w, uint32_t crc, uint64_t size, struct taizhang_error *err)
{
	(void)crc;
	(void)size;
	return tz_unpack_target_end(((struct folder *)w)->target, err);
}

static const struct tz_container_ops ops = {.begin = begin, .write = write_bytes, .end = end};

/* What the package would have declared: where there were errors, all of them and the warnings. */
static int declare(struct tz_pack *pack, const struct tz_manifest *manifest, struct taizhang_error *err)
{
	for (size_t i = 0; i < manifest->num_declared; i++) {
		const struct tz_declared *declared = &manifest->declared[i];

		if (tz_manifest_declare(&pack->manifest, declared->item, declared->id, declared->severity,
					declared->count, err) < 0)
			return -1;
		if (declared->severity == TAIZHANG_ERROR)
			pack->errors += declared->count;
		else if (declared->severity == TAIZHANG_WARNING)
			pack->warnings += declared->count;
	}
	return 0;
}

static int list_files(struct tz_payload *payload, const struct tz_set *set, struct taizhang_error *err)
{
	payload->files = calloc(set->num_files + 1, sizeof *payload->files);
	if (!payload->files)
		return tz_error_nomem(err);
	for (size_t i = 0; i < set->num_files; i++) {
		const struct tz_set_file *file = &set->files[i];
		struct tz_payload_file *listed = &payload->files[i];
		char hex[TAIZHANG_DIGEST_HEX_SIZE];

		*listed = (struct tz_payload_file){.record = file->record, .file = file->file,
						   .path = tz_arena_strdup(&payload->paths, tz_file_package_path(file->file), err)};
		payload->num_files++;
		if (!listed->path || tz_set_string(&listed->sm3, file->sm3 ? file->sm3 : taizhang_file_sm3(file->file, hex), err) < 0)
			return -1;
		payload->bytes += file->file->size;
	}
	return 0;
}

static int make_pack(struct tz_pack *pack, const struct tz_set *set, struct taizhang_error *err)
{
	const struct tz_set_member *first = &set->members[0];
	const struct tz_manifest *manifest = &first->package->manifest;

	pack->ledger = first->package->ledger;
	pack->target = first->input.name;
	pack->payload = (struct tz_payload)TZ_PAYLOAD_INIT;
	pack->manifest.time = manifest->time;
	pack->manifest.digests = manifest->digests;
	pack->manifest.files = manifest->whole_files;
	pack->manifest.bytes = manifest->whole_bytes;
	if (tz_set_string(&pack->manifest.producer, manifest->producer, err) < 0 ||
	    tz_set_string(&pack->manifest.root, first->whole_root, err) < 0 ||
	    tz_set_string(&pack->payload.root, first->whole_root, err) < 0)
		return -1;
	if (declare(pack, manifest, err) < 0)
		return -1;
	return list_files(&pack->payload, set, err);
}

int tz_unpack_whole(struct tz_unpack_target *target, const struct tz_set *set, struct taizhang_error *err)
{
	struct folder folder = {{.ops = &ops}, target};
	struct tz_pack *pack = calloc(1, sizeof *pack);
	int result = -1;

	if (!pack)
		return tz_error_nomem(err);
	if (make_pack(pack, set, err) == 0)
		result = tz_pack_write_tags(pack, &folder.base, err);
	tz_payload_free(&pack->payload);
	tz_manifest_free(&pack->manifest);
	free(pack);
	return result;
}
