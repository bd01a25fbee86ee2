/* SPDX-License-Identifier: MIT */
/* stored_zip.c: a zip made in memory of members that are stored as they are, sound or not. */
#include "harness/stored_zip.h"

#include <string.h>

static void put(struct tz_buffer *out, uint32_t value, size_t size)
{
	unsigned char bytes[4];

	for (size_t i = 0; i < size; i++)
		bytes[i] = (unsigned char)(value >> 8 * i);
	tz_buffer_add(out, bytes, size);
}

static uint32_t crc_of(const unsigned char *data, size_t size)
{
	uint32_t crc = 0xFFFFFFFFu;

	for (size_t i = 0; i < size; i++) {
		crc ^= data[i];
		for (int bit = 0; bit < 8; bit++)
			crc = crc >> 1 ^ (crc & 1 ? 0xEDB88320u : 0);
	}
	return ~crc;
}

/* What a local header and one in the directory have alike. */
static void put_common(struct tz_buffer *out, const struct stored_zip *zip, const char *name, uint32_t crc, size_t size)
{
	put(out, 20, 2);
	put(out, 0x800u | zip->locked, 2);
	put(out, 0, 2);
	put(out, 0x21 << 16, 4);
	put(out, crc, 4);
	put(out, (uint32_t)size, 4);
	put(out, (uint32_t)size, 4);
	put(out, (uint32_t)strlen(name), 2);
	put(out, 0, 2);
}

void stored_zip_add(struct stored_zip *zip, const char *name, const void *data, size_t size)
{
	uint32_t crc = crc_of(data, size), offset = (uint32_t)zip->bytes.size;

	put(&zip->bytes, 0x04034B50, 4);
	put_common(&zip->bytes, zip, name, crc, size);
	tz_buffer_text_add(&zip->bytes, name);
	tz_buffer_add(&zip->bytes, data, size);
	put(&zip->directory, 0x02014B50, 4);
	put(&zip->directory, 20, 2);
	put_common(&zip->directory, zip, name, crc, size);
	put(&zip->directory, 0, 4);
	put(&zip->directory, 0, 2);
	put(&zip->directory, 0, 4);
	put(&zip->directory, offset, 4);
	tz_buffer_text_add(&zip->directory, name);
	zip->count++;
}

void stored_zip_text(struct stored_zip *zip, const char *name, const char *text)
{
	stored_zip_add(zip, name, text, strlen(text));
}

void stored_zip_end(struct stored_zip *zip)
{
	uint32_t offset = (uint32_t)zip->bytes.size;

	if (zip->directory.size)
		tz_buffer_add(&zip->bytes, zip->directory.data, zip->directory.size);
	put(&zip->bytes, 0x06054B50, 4);
	put(&zip->bytes, 0, 4);
	put(&zip->bytes, zip->count, 2);
	put(&zip->bytes, zip->count, 2);
	put(&zip->bytes, (uint32_t)zip->directory.size, 4);
	put(&zip->bytes, offset, 4);
	put(&zip->bytes, 0, 2);
}

void stored_zip_free(struct stored_zip *zip)
{
	tz_buffer_free(&zip->bytes);
	tz_buffer_free(&zip->directory);
	zip->count = 0;
}
