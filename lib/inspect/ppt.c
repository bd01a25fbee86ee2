/* SPDX-License-Identifier: MIT */
/* ppt.c: PowerPoint 97 to 2003 and WPS's dps: whether it is locked, macros, pictures; its text by catppt. */
#include "inspect/little.h"
#include "inspect/ole.h"

#define LOCKED 0xf3d1c4dfu		/* what the stream of the current user begins with, behind eight bytes and four */
#define MOST_RECORDS 100000
#define VBA_INFO 0x0400

/* Records with a head of eight bytes, one after another: those of one type, or all. */
static int count_records(const struct tz_compound *compound, const char *name, unsigned int type, size_t *num, struct taizhang_error *err)
{
	uint32_t entry = tz_compound_find(compound, 0, name);
	struct tz_compound_stream stream;
	unsigned char head[8];
	int64_t got = 0;

	*num = 0;
	if (!entry)
		return 0;
	tz_compound_begin(compound, entry, &stream);
	for (size_t i = 0; i < MOST_RECORDS && (got = tz_compound_read(&stream, head, sizeof head, err)) == sizeof head; i++) {
		uint32_t length = tz_little32(head + 4);

		if (!type || tz_little16(head + 2) == type)
			++*num;
		/* A container's records follow its head. */
		if ((head[0] & 0x0f) == 0x0f)
			continue;
		if (tz_compound_read(&stream, NULL, length, err) < 0)
			return -1;
	}
	return got < 0 ? -1 : 0;
}

static int is_locked(const struct tz_compound *compound, bool *locked, struct taizhang_error *err)
{
	uint32_t entry = tz_compound_find(compound, 0, "Current User");
	struct tz_buffer data = TZ_BUFFER_INIT;
	int result = entry ? tz_compound_load(compound, entry, 64, &data, err) : 0;

	*locked = data.size >= 16 && tz_little32((unsigned char *)data.data + 12) == LOCKED;
	tz_buffer_free(&data);
	return result;
}

static int look(struct tz_inspection *inspection, const struct tz_compound *compound, struct taizhang_error *err)
{
	static const char *const catppt[] = {"catppt", "-d", "utf-8", NULL};
	struct taizhang_facts *facts = inspection->facts;
	bool locked;
	size_t num;

	if (is_locked(compound, &locked, err) != 0)
		return -1;
	if (locked) {
		if (tz_facts_add(facts, TZ_FACT_ENCRYPTION, "RC4 CryptoAPI", "Current User", err) != 0)
			return -1;
		return tz_facts_worsen(facts, TAIZHANG_FACTS_ENCRYPTED, NULL, NULL, err);
	}
	if (count_records(compound, "Pictures", 0, &num, err) != 0 ||
	    (num && tz_facts_add_number(facts, TZ_FACT_PICTURES, (int64_t)num, NULL, err) != 0))
		return -1;
	if (count_records(compound, "PowerPoint Document", VBA_INFO, &num, err) != 0 ||
	    (num && tz_facts_add(facts, TZ_FACT_MACROS, "VBA", "PowerPoint Document", err) != 0))
		return -1;
	return tz_ole_add_text(inspection, catppt, err);
}

int tz_inspect_ppt(struct tz_inspection *inspection, struct taizhang_error *err)
{
	struct tz_compound compound;
	int result = tz_ole_open(inspection, &compound, err);

	if (result <= 0)
		return result;
	result = look(inspection, &compound, err);
	tz_compound_free(&compound);
	return result;
}
