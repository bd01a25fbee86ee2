/* SPDX-License-Identifier: MIT */
/* locked.c: a docx, xlsx or pptx with a password: an OLE file around encrypted bytes, which tells how they are encrypted and no more. */
#include <stdio.h>
#include <string.h>

#include "inspect/little.h"
#include "inspect/ole.h"

#define MOST_INFO (64u << 10)

/* The value of an attribute where it stands first, for the key that locks the document comes before those of people. */
static const char *attribute(const char *xml, const char *name, char *buf, size_t size)
{
	const char *at = strstr(xml, name);
	size_t length = 0;

	if (at) {
		at += strlen(name);
		length = strcspn(at, "\"<>");
	}
	snprintf(buf, size, "%.*s", (int)(length < size ? length : size - 1), at ? at : "");
	return buf;
}

static void name_agile(const char *xml, char *value, size_t size)
{
	char cipher[16], bits[8], hash[16];

	snprintf(value, size, "agile %s-%s %s", attribute(xml, " cipherAlgorithm=\"", cipher, sizeof cipher),
		 attribute(xml, " keyBits=\"", bits, sizeof bits), attribute(xml, " hashAlgorithm=\"", hash, sizeof hash));
}

static void name_standard(const unsigned char *data, size_t size, char *value, size_t value_size)
{
	static const struct {
		uint32_t id;
		const char *name;
	} ciphers[] = {{0x660e, " AES-128"}, {0x660f, " AES-192"}, {0x6610, " AES-256"}, {0x6801, " RC4"}};
	uint32_t id = size >= 24 ? tz_little32(data + 20) : 0;
	const char *name = "";

	for (size_t i = 0; i < sizeof ciphers / sizeof ciphers[0]; i++)
		if (ciphers[i].id == id)
			name = ciphers[i].name;
	snprintf(value, value_size, "standard%s", name);
}

/* By its version: 4.4 is agile, x.3 extensible, x.2 standard. */
static void name_encryption(const struct tz_buffer *info, char *value, size_t size)
{
	const unsigned char *data = (const unsigned char *)info->data;
	unsigned int minor = info->size >= 8 ? tz_little16(data + 2) : 0;

	if (minor == 4)
		name_agile(info->data + 8, value, size);
	else if (minor == 2)
		name_standard(data, info->size, value, size);
	else
		snprintf(value, size, "%s", minor == 3 ? "extensible" : info->size ? "unknown" : "rights management");
}

int tz_inspect_locked(struct tz_inspection *inspection, struct taizhang_error *err)
{
	struct taizhang_facts *facts = inspection->facts;
	struct tz_compound compound;
	struct tz_buffer info = TZ_BUFFER_INIT;
	uint32_t entry;
	char value[64];
	int result = tz_ole_open(inspection, &compound, err);

	if (result <= 0)
		return result;
	entry = tz_compound_find(&compound, 0, "EncryptionInfo");
	result = entry ? tz_compound_load(&compound, entry, MOST_INFO, &info, err) : 0;
	if (result == 0) {
		name_encryption(&info, value, sizeof value);
		result = tz_facts_add(facts, TZ_FACT_ENCRYPTION, value, "EncryptionInfo", err);
	}
	if (result == 0)
		result = tz_facts_worsen(facts, TAIZHANG_FACTS_ENCRYPTED, NULL, NULL, err);
	tz_buffer_free(&info);
	tz_compound_free(&compound);
	return result;
}
