/* SPDX-License-Identifier: MIT */
/* zip_scan.c: reading at an offset, little-endian numbers, telling faults and walking extra fields, for the files that judge a zip's structure. */
#include "package/zip_scan.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>

#include "base/path.h"
#include "base/text.h"
#include "package/deflate.h"

#define ID_ZIP64 0x0001
#define ID_UNICODE_PATH 0x7075

tz_zip_step tz_zip_fetch(struct tz_zip_scan *scan, uint64_t offset, void *buf, size_t size)
{
	const struct tz_zip_file *file = scan->file;
	unsigned char *next = buf;
	int64_t got;

	while (size > 0) {
		got = file->read_at(file->context, offset, next, size, scan->err);
		if (got < 0)
			return -1;
		if (got == 0) {
			scan->faulty = true;
			return tz_find(scan->findings, CONTAINER_CHANGED, scan->err,
				       .file = tz_path_base(file->name));
		}
		next += got;
		offset += (uint64_t)got;
		size -= (size_t)got;
	}
	return 1;
}

uint16_t tz_zip_get16(const unsigned char *at)
{
	return (uint16_t)(at[0] | at[1] << 8);
}

uint32_t tz_zip_get32(const unsigned char *at)
{
	return tz_zip_get16(at) | (uint32_t)tz_zip_get16(at + 2) << 16;
}

uint64_t tz_zip_get64(const unsigned char *at)
{
	return tz_zip_get32(at) | (uint64_t)tz_zip_get32(at + 4) << 32;
}

static const struct {
	const char *zh, *en;
} parts[] = {
	[TZ_ZIP_PART_SIGNATURE] = {"标记", "the signature"},
	[TZ_ZIP_PART_COUNT] = {"条目数", "the number of entries"},
	[TZ_ZIP_PART_LENGTH] = {"长度", "the length"},
	[TZ_ZIP_PART_OFFSET] = {"位置", "the offset"},
	[TZ_ZIP_PART_DISK] = {"盘号", "the disk number"},
	[TZ_ZIP_PART_NAME] = {"名称", "the name"},
	[TZ_ZIP_PART_FLAGS] = {"标志位", "the flags"},
	[TZ_ZIP_PART_METHOD] = {"压缩方法", "the method"},
	[TZ_ZIP_PART_CRC] = {"CRC-32", "the CRC-32"},
	[TZ_ZIP_PART_SIZE] = {"大小", "the size"},
	[TZ_ZIP_PART_PACKED_SIZE] = {"压缩后的大小", "the packed size"},
	[TZ_ZIP_PART_EXTRA] = {"扩展字段", "an extra field"},
	[TZ_ZIP_PART_ZIP64] = {"zip64 扩展字段", "the zip64 field"},
	[TZ_ZIP_PART_UNICODE] = {"Unicode 名称字段", "the Unicode name field"},
	[TZ_ZIP_PART_DESCRIPTOR] = {"数据描述符", "the data descriptor"},
	[TZ_ZIP_PART_SECTOR] = {"附加数据区", "the extensible data sector"},
};

static int tell(struct tz_zip_scan *scan, enum tz_finding_id id, const char *file, enum tz_zip_part part,
		uint64_t at, struct tz_place_found *place)
{
	char zh[96], en[96];

	snprintf(zh, sizeof zh, "%s（第 %" PRIu64 " 字节处）", parts[part].zh, at);
	snprintf(en, sizeof en, "%s (at byte %" PRIu64 ")", parts[part].en, at);
	place->file = file ? file : tz_path_base(scan->file->name);
	place->label = zh;
	place->field = en;
	scan->faulty = true;
	return tz_findings_add(scan->findings, id, place, scan->err);
}

int tz_zip_tell(struct tz_zip_scan *scan, enum tz_finding_id id, const char *file, enum tz_zip_part part, uint64_t at)
{
	return tell(scan, id, file, part, at, &(struct tz_place_found){0});
}

static void write_number(char out[24], enum tz_zip_part part, uint64_t number)
{
	if (part == TZ_ZIP_PART_CRC)
		snprintf(out, 24, "%08" PRIx64, number);
	else
		snprintf(out, 24, "%" PRIu64, number);
}

int tz_zip_tell_differs(struct tz_zip_scan *scan, enum tz_finding_id id, const char *file, enum tz_zip_part part,
			uint64_t at, uint64_t expected, uint64_t found)
{
	char right[24], wrong[24];

	write_number(right, part, expected);
	write_number(wrong, part, found);
	return tell(scan, id, file, part, at, &(struct tz_place_found){.expected = right, .found = wrong});
}

int tz_zip_tell_bytes(struct tz_zip_scan *scan, enum tz_finding_id id, uint64_t at, uint64_t count)
{
	char place[24];

	snprintf(place, sizeof place, "%" PRIu64, at);
	scan->faulty = true;
	return tz_findings_add(scan->findings, id, &(struct tz_place_found){
		.file = tz_path_base(scan->file->name), .found = place, .count = (int64_t)count}, scan->err);
}

bool tz_zip_extra_read(struct tz_zip_extra *extra, const unsigned char *bytes, size_t size, enum tz_zip_part *part)
{
	*extra = (struct tz_zip_extra){0};
	*part = TZ_ZIP_PART_EXTRA;
	while (size > 0) {
		const unsigned char **field = NULL;
		size_t *field_size = NULL;
		size_t length;

		if (size < 4 || (length = tz_zip_get16(bytes + 2)) > size - 4)
			return false;
		if (tz_zip_get16(bytes) == ID_ZIP64) {
			field = &extra->zip64;
			field_size = &extra->zip64_size;
			*part = TZ_ZIP_PART_ZIP64;
		} else if (tz_zip_get16(bytes) == ID_UNICODE_PATH) {
			field = &extra->unicode;
			field_size = &extra->unicode_size;
			*part = TZ_ZIP_PART_UNICODE;
		}
		if (field && *field)
			return false;
		if (field) {
			*field = bytes + 4;
			*field_size = length;
			*part = TZ_ZIP_PART_EXTRA;
		}
		bytes += 4 + length;
		size -= 4 + length;
	}
	return true;
}

enum tz_zip_unicode tz_zip_extra_unicode(const struct tz_zip_extra *extra, const char *name, size_t name_size,
					 const char **text, size_t *size)
{
	const unsigned char *field = extra->unicode;

	if (!field)
		return TZ_ZIP_UNICODE_NONE;
	if (extra->unicode_size < 1)
		return TZ_ZIP_UNICODE_BAD;
	if (field[0] != 1)
		return TZ_ZIP_UNICODE_NONE;
	if (extra->unicode_size < 5)
		return TZ_ZIP_UNICODE_BAD;
	if (tz_zip_get32(field + 1) != tz_crc32(0, name, name_size))
		return TZ_ZIP_UNICODE_STALE;
	*text = (const char *)field + 5;
	*size = extra->unicode_size - 5;
	return tz_text_is_utf8(*text, *size) ? TZ_ZIP_UNICODE_FITS : TZ_ZIP_UNICODE_BAD;
}
