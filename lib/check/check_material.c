/* SPDX-License-Identifier: MIT */
/* check_material.c: is there material, enough and not too much, of the right kind and format, numbered without gaps. */
#include <stdio.h>
#include <string.h>

#include "base/path.h"
#include "check/check.h"
#include "ledger/media_type.h"

/* Pieces are records; where pictures are counted, a record of several pictures is as many pieces. */
static long count_pieces(const struct taizhang_record *record)
{
	long pictures = 0;

	if (taizhang_record_kind(record) != TAIZHANG_KIND_IMAGE)
		return 1;
	for (size_t i = 0; i < taizhang_record_num_files(record); i++) {
		const struct taizhang_file *file = taizhang_record_get_file(record, i);

		pictures += taizhang_file_role(file) == TAIZHANG_ROLE_BODY &&
			    !taizhang_file_is_missing(file);
	}
	return pictures > 0 ? pictures : 1;
}

static long count_kind(const struct tz_check *c, enum taizhang_kind kind)
{
	long pieces = 0;

	for (size_t i = 0; i < c->num_records; i++)
		if (taizhang_record_kind(tz_check_record(c, i)) == kind)
			pieces += count_pieces(tz_check_record(c, i));
	return pieces;
}

static const char *kind_name(enum taizhang_kind kind)
{
	return taizhang_list_name(TAIZHANG_LIST_KIND, kind);
}

static const char *kind_label(enum taizhang_kind kind)
{
	return taizhang_list_label(TAIZHANG_LIST_KIND, kind, TAIZHANG_LANG_ZH);
}

static int check_count(struct tz_check *c, const struct taizhang_requirement *requirement,
		       struct taizhang_error *err)
{
	enum taizhang_kind kind = taizhang_requirement_kind(requirement);
	long least = taizhang_requirement_least(requirement),
	     most = taizhang_requirement_most(requirement);
	long pieces = count_kind(c, kind);
	char expected[24], found[24];

	/* What an item asks for without a number, it asks for once. */
	least = least < 0 ? 1 : least;
	snprintf(found, sizeof found, "%ld", pieces);
	if (pieces < least) {
		snprintf(expected, sizeof expected, "%ld", least);
		return tz_check_find(c, ITEM_TOO_FEW, err, .field = kind_name(kind),
				     .label = kind_label(kind), .expected = expected,
				     .found = found, .at_most = tz_check_basis(requirement));
	}
	if (most >= 0 && pieces > most) {
		snprintf(expected, sizeof expected, "%ld", most);
		return tz_check_find(c, ITEM_TOO_MANY, err, .field = kind_name(kind),
				     .label = kind_label(kind), .expected = expected,
				     .found = found, .at_most = tz_check_basis(requirement));
	}
	return 0;
}

static bool wants_kind(const struct tz_check *c, enum taizhang_kind kind)
{
	return kind == taizhang_node_kind(c->item) || tz_check_requirement(c, kind);
}

static bool has_format(const struct taizhang_requirement *requirement, const char *path)
{
	for (size_t i = 0; i < taizhang_requirement_num_formats(requirement); i++)
		if (tz_path_has_extension(path, taizhang_requirement_get_format(requirement, i)))
			return true;
	return false;
}

static void list_formats(const struct taizhang_requirement *requirement, char *out, size_t size)
{
	size_t used = 0;

	for (size_t i = 0; i < taizhang_requirement_num_formats(requirement) && used + 1 < size;
	     i++) {
		int n = snprintf(out + used, size - used, "%s%s", i ? " " : "",
				 taizhang_requirement_get_format(requirement, i));

		used += n > 0 ? (size_t)n : 0;
	}
}

/* Formats that the item states decide; where it states none, only what cannot be such material is said. */
static int check_format(struct tz_check *c, struct tz_check_batch *batch,
			const struct taizhang_record *record, const struct taizhang_file *file,
			struct taizhang_error *err)
{
	enum taizhang_kind kind = taizhang_record_kind(record);
	const struct taizhang_requirement *requirement = tz_check_requirement(c, kind);
	const char *path = taizhang_file_path(file);
	unsigned int ordinal = taizhang_record_ordinal(record);
	char formats[256] = "";

	if (requirement && taizhang_requirement_num_formats(requirement)) {
		if (has_format(requirement, path))
			return 0;
		list_formats(requirement, formats, sizeof formats);
		return tz_check_gather(batch, FILE_FORMAT, err, .record = ordinal, .file = path,
				       .expected = formats, .found = tz_path_extension(path),
				       .at_most = tz_check_basis(requirement));
	}
	if (tz_media_suits(path, kind))
		return 0;
	return tz_check_gather(batch, FILE_TYPE, err, .record = ordinal, .file = path,
			       .label = kind_label(kind), .expected = kind_name(kind),
			       .found = tz_path_extension(path));
}

static int check_record(struct tz_check *c, struct tz_check_batch *batch,
			const struct taizhang_record *record, struct taizhang_error *err)
{
	enum taizhang_kind kind = taizhang_record_kind(record),
			   wanted = taizhang_node_kind(c->item);
	unsigned int ordinal = taizhang_record_ordinal(record);

	if (!wants_kind(c, kind) &&
	    tz_check_gather(batch, RECORD_WRONG_KIND, err, .record = ordinal,
			    .label = kind_label(wanted), .expected = kind_name(wanted),
			    .found = kind_name(kind)) != 0)
		return -1;
	if (!taizhang_record_num_files(record))
		return tz_check_gather(batch, RECORD_NO_FILE, err, .record = ordinal);
	for (size_t i = 0; i < taizhang_record_num_files(record); i++) {
		const struct taizhang_file *file = taizhang_record_get_file(record, i);

		if (taizhang_file_role(file) == TAIZHANG_ROLE_BODY &&
		    check_format(c, batch, record, file, err) != 0)
			return -1;
	}
	return 0;
}

static int check_ordinals(struct tz_check *c, struct taizhang_error *err)
{
	struct tz_check_names names = {"", 0};
	unsigned int last = 0, gaps = 0;
	char range[32];

	for (size_t i = 0; i < c->num_records; i++) {
		unsigned int ordinal = taizhang_record_ordinal(tz_check_record(c, i));

		if (ordinal > last + 1) {
			snprintf(range, sizeof range, ordinal > last + 2 ? "%u-%u" : "%u", last + 1,
				 ordinal - 1);
			tz_check_name(&names, range);
			gaps += ordinal - last - 1;
		}
		last = ordinal;
	}
	return gaps ? tz_check_find(c, ORDINAL_GAP, err, .count = gaps, .found = names.text) : 0;
}

int tz_check_material(struct tz_check *c, struct taizhang_error *err)
{
	struct tz_check_batch batch = {NULL, 0, 0};
	int result = 0;

	if (!c->num_records)
		return tz_check_find(c, ITEM_EMPTY, err,
				     .expected = kind_name(taizhang_node_kind(c->item)),
				     .label = kind_label(taizhang_node_kind(c->item)));
	for (size_t i = 0; i < taizhang_node_num_requirements(c->item); i++)
		if (check_count(c, taizhang_node_get_requirement(c->item, i), err) != 0)
			return -1;
	for (size_t i = 0; i < c->num_records && result == 0; i++)
		result = check_record(c, &batch, tz_check_record(c, i), err);
	if (tz_check_flush(c, &batch, result, err) != 0)
		return -1;
	return check_ordinals(c, err);
}
