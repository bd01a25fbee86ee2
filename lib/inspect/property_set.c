/* SPDX-License-Identifier: MIT */
/* property_set.c: the properties of an old office document: title, author, times. */
#include "inspect/property_set.h"

#include "base/date.h"
#include "base/limits.h"
#include "inspect/code_page.h"
#include "inspect/little.h"

/* The first bytes of the identifiers of the two sets. */
#define SUMMARY 0xf29f85e0u
#define DOCUMENT 0xd5cdd502u

#define MOST_PROPERTIES 1024
#define TICKS 10000000			/* a second has so many of a FILETIME, */
#define EPOCH INT64_C(11644473600)	/* which counts from 1601 */

enum { VT_I2 = 2, VT_I4 = 3, VT_BSTR = 8, VT_LPSTR = 30, VT_LPWSTR = 31, VT_FILETIME = 64 };

static const struct {
	uint32_t set, id;
	enum tz_fact_id fact;
} known[] = {
	{SUMMARY, 2, TZ_FACT_TITLE}, {SUMMARY, 3, TZ_FACT_SUBJECT}, {SUMMARY, 4, TZ_FACT_AUTHOR},
	{SUMMARY, 8, TZ_FACT_LAST_AUTHOR}, {SUMMARY, 12, TZ_FACT_CREATED}, {SUMMARY, 13, TZ_FACT_MODIFIED},
	{SUMMARY, 14, TZ_FACT_PAGES}, {SUMMARY, 18, TZ_FACT_PRODUCER},
	{DOCUMENT, 7, TZ_FACT_PAGES}, {DOCUMENT, 15, TZ_FACT_COMPANY},
};

/* One section of the stream: the bytes, and what its texts are written in. */
struct set {
	const unsigned char *data;
	size_t size;
	uint32_t kind;
	unsigned int page;
};

static int add_text(struct taizhang_facts *facts, enum tz_fact_id fact, unsigned int page, const unsigned char *data, size_t size,
		    struct taizhang_error *err)
{
	struct tz_buffer text = TZ_BUFFER_INIT;
	size_t most = 4u * TZ_LIMIT_FACT_VALUE;
	int result;

	if (page == TZ_CODE_PAGE_UTF16)
		size -= size % 2;
	result = tz_code_page_decode(page, data, size < most ? size : most, &text, err);
	if (result == 0)
		/* What follows the NUL that ends it is nobody's. */
		result = tz_facts_add(facts, fact, tz_buffer_text(&text), NULL, err);
	tz_buffer_free(&text);
	return result;
}

static int add_time(struct taizhang_facts *facts, enum tz_fact_id fact, uint64_t ticks, struct taizhang_error *err)
{
	int64_t seconds = (int64_t)(ticks / TICKS) - EPOCH;
	char text[TZ_TIME_SIZE];

	/* Programs that do not know a time write 1601, or how long somebody has worked on it. */
	if (seconds <= 0 || seconds >= INT64_C(253402300800))
		return 0;
	return tz_facts_add(facts, fact, tz_time_format(seconds, text), NULL, err);
}

static int add_property(struct taizhang_facts *facts, enum tz_fact_id fact, const struct set *set, size_t offset, struct taizhang_error *err)
{
	const unsigned char *at = set->data + offset;
	size_t left = set->size - offset;
	uint64_t size = tz_little32(at + 4);
	unsigned int type = tz_little16(at);
	bool time = fact == TZ_FACT_CREATED || fact == TZ_FACT_MODIFIED, number = fact == TZ_FACT_PAGES;

	if (type == VT_FILETIME && time && left >= 12)
		return add_time(facts, fact, tz_little64(at + 4), err);
	if (type == VT_I4 && number)
		return size && size < 1000000 ? tz_facts_add_number(facts, fact, (int64_t)size, NULL, err) : 0;
	if (time || number)
		return 0;
	if (type == VT_LPWSTR)
		size *= 2;
	else if (type != VT_LPSTR && type != VT_BSTR)
		return 0;
	if (size > left - 8)
		size = left - 8;
	return add_text(facts, fact, type == VT_LPWSTR ? TZ_CODE_PAGE_UTF16 : set->page, at + 8, (size_t)size, err);
}

/* Where the value of the section's property at that index begins, with room for its type and four bytes; 0 where it does not. */
static size_t value_at(const struct set *set, size_t index)
{
	size_t offset = tz_little32(set->data + 8 + index * 8 + 4);

	return offset >= 8 && offset <= set->size && set->size - offset >= 8 ? offset : 0;
}

static int add_set(struct taizhang_facts *facts, struct set *set, struct taizhang_error *err)
{
	size_t num = tz_little32(set->data + 4), offset;

	if (num > (set->size - 8) / 8)
		num = (set->size - 8) / 8;
	if (num > MOST_PROPERTIES)
		num = MOST_PROPERTIES;
	for (size_t i = 0; i < num; i++)
		if (tz_little32(set->data + 8 + i * 8) == 1 && (offset = value_at(set, i)) && set->data[offset] == VT_I2)
			set->page = tz_little16(set->data + offset + 4);
	for (size_t i = 0; i < num; i++)
		for (size_t k = 0; k < sizeof known / sizeof known[0]; k++)
			if (set->kind == known[k].set && tz_little32(set->data + 8 + i * 8) == known[k].id &&
			    (offset = value_at(set, i)) && !tz_facts_has(facts, known[k].fact) &&
			    add_property(facts, known[k].fact, set, offset, err) != 0)
				return -1;
	return 0;
}

int tz_property_set_add(struct taizhang_facts *facts, const void *data, size_t size, struct taizhang_error *err)
{
	const unsigned char *at = data;
	struct set set = {NULL, 0, 0, TZ_CODE_PAGE_GBK};
	size_t offset;

	/* The user's own properties, which follow in a second section, are none of ours. */
	if (size < 48 || tz_little16(at) != 0xfffe)
		return 0;
	offset = tz_little32(at + 44);
	if (offset > size || size - offset < 8)
		return 0;
	set.kind = tz_little32(at + 28);
	set.data = at + offset;
	set.size = size - offset;
	return add_set(facts, &set, err);
}
