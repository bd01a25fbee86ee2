/* SPDX-License-Identifier: MIT */
/* bag_write.c: writes the tag files of a BagIt 1.0 bag (RFC 8493). */
#include "package/bag_write.h"

#include <inttypes.h>

#include "base/date.h"

void tz_bag_write_declaration(struct tz_buffer *out)
{
	tz_buffer_text_add(out, "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n");
}

/* A line break inside a value would begin another element, so controls become blanks. */
static void put_element(struct tz_buffer *out, const char *label, const char *value)
{
	if (!value || !*value)
		return;
	tz_buffer_text_add(out, label);
	tz_buffer_text_add(out, ": ");
	for (; *value; value++)
		tz_buffer_add(out, (unsigned char)*value < ' ' ? " " : value, 1);
	tz_buffer_text_add(out, "\n");
}

static void put_description(struct tz_buffer *out, const struct taizhang_ledger *ledger)
{
	const struct taizhang_catalog *catalog = taizhang_ledger_catalog(ledger);
	struct tz_buffer text = TZ_BUFFER_INIT;

	tz_buffer_printf(&text, "%s %d 年测评材料报送包，依据《%s》", taizhang_ledger_city(ledger),
			 taizhang_ledger_year(ledger), taizhang_catalog_title(catalog, TAIZHANG_LANG_ZH));
	if (text.failed)
		out->failed = text.failed;
	put_element(out, "External-Description", tz_buffer_text(&text));
	tz_buffer_free(&text);
}

void tz_bag_write_info(struct tz_buffer *out, const struct taizhang_ledger *ledger,
		       const struct tz_manifest *manifest)
{
	const char *unit = taizhang_ledger_unit(ledger);
	struct taizhang_date date = tz_date_of_time(manifest->time);
	char text[TAIZHANG_DATE_SIZE];

	put_element(out, "Source-Organization", *unit ? unit : taizhang_ledger_city(ledger));
	put_element(out, "Contact-Name", taizhang_ledger_contact(ledger));
	put_description(out, ledger);
	put_element(out, "Bagging-Date", taizhang_date_format(&date, text));
	tz_buffer_printf(out, "Payload-Oxum: %" PRIu64 ".%" PRIu64 "\n", manifest->bytes, manifest->files);
	if (manifest->parts > 0) {
		put_element(out, "Bag-Group-Identifier", manifest->whole);
		tz_buffer_printf(out, "Bag-Count: %u of %u\n", manifest->part, manifest->parts);
	}
	put_element(out, "Bag-Software-Agent", manifest->producer);
	put_element(out, "BagIt-Profile-Identifier", TZ_BAG_PROFILE);
	put_element(out, TZ_BAG_INFO_DIGESTS,
		    manifest->digests & TAIZHANG_DIGEST_SM3 ? "sha256 sm3" : "sha256");
}

void tz_bag_write_line(struct tz_buffer *out, const char *hex, const char *path)
{
	tz_buffer_text_add(out, hex);
	tz_buffer_text_add(out, "  ");
	tz_buffer_text_add(out, path);
	tz_buffer_text_add(out, "\n");
}
