/* SPDX-License-Identifier: MIT */
/* check_normative.c: number, issuer, date and pages of normative documents. */
#include <string.h>

#include "base/error.h"
#include "base/text.h"
#include "check/check.h"

static bool has_role(const struct taizhang_record *record, enum taizhang_role role)
{
	for (size_t i = 0; i < taizhang_record_num_files(record); i++) {
		const struct taizhang_file *file = taizhang_record_get_file(record, i);

		if (taizhang_file_role(file) == role && !taizhang_file_is_missing(file))
			return true;
	}
	return false;
}

/* The roles that are there; a document that people call sealed has its seal, on whatever page. */
static unsigned int find_roles(const struct taizhang_record *record)
{
	unsigned int roles = 0;

	for (unsigned int i = 0; i < TAIZHANG_NUM_ROLES; i++)
		if (has_role(record, (enum taizhang_role)(1u << i)))
			roles |= 1u << i;
	if (taizhang_normative_sealed(record) == TAIZHANG_YES)
		roles |= TAIZHANG_ROLE_SEAL;
	return roles;
}

static int say_pages(struct tz_check_batch *batch, const struct taizhang_record *record,
		     unsigned int lacking, bool all, enum taizhang_severity at_most,
		     struct taizhang_error *err)
{
	struct tz_place_found place = {.record = taizhang_record_ordinal(record),
				       .at_most = at_most};
	struct tz_check_missing pages = {"", ""};

	for (unsigned int i = 0; i < TAIZHANG_NUM_ROLES; i++)
		tz_check_missing(
			&pages, lacking & 1u << i, taizhang_list_name(TAIZHANG_LIST_ROLE, 1u << i),
			taizhang_list_label(TAIZHANG_LIST_ROLE, 1u << i, TAIZHANG_LANG_ZH));
	place.field = pages.names;
	place.label = pages.labels;
	return tz_check_add(batch, all ? TZ_F_PAGES_MISSING : TZ_F_PAGE_MISSING, &place, err);
}

static int check_pages(struct tz_check *c, struct tz_check_batch *batch,
		       const struct taizhang_record *record, struct taizhang_error *err)
{
	const struct taizhang_requirement *requirement =
		tz_check_requirement(c, TAIZHANG_KIND_NORMATIVE);
	unsigned int roles = find_roles(record), wanted;

	/* The operation manual asks for both with a provincial opinion, whatever the item says. */
	wanted = TAIZHANG_ROLE_REDHEAD | TAIZHANG_ROLE_SEAL;
	if (taizhang_normative_provincial_opinion(record) == TAIZHANG_YES &&
	    (roles & wanted) != wanted)
		return say_pages(batch, record, wanted & ~roles, true, TAIZHANG_ERROR, err);
	wanted = requirement ? taizhang_requirement_roles(requirement) : 0;
	if (!wanted)
		return 0;
	if (taizhang_requirement_all_roles(requirement) && (roles & wanted) != wanted)
		return say_pages(batch, record, wanted & ~roles, true, tz_check_basis(requirement),
				 err);
	if (!(roles & wanted))
		return say_pages(batch, record, wanted, false, tz_check_basis(requirement), err);
	return 0;
}

static int check_number(struct tz_check *c, const struct taizhang_record *record,
			struct taizhang_error *err)
{
	const char *text = taizhang_normative_number(record);
	struct taizhang_date date = taizhang_normative_date(record);
	struct taizhang_error own = TAIZHANG_ERROR_INIT;
	struct taizhang_document_number number;
	unsigned int ordinal = taizhang_record_ordinal(record);
	char regular[256], when[TAIZHANG_DATE_SIZE];

	if (tz_text_is_blank(text))
		return 0;
	if (taizhang_document_number_parse(text, &number, &own) != 0 &&
	    own.code == TAIZHANG_E_NOMEM)
		return tz_error_pass(err, &own);
	if (own.code)
		return tz_check_find(c, NUMBER_MALFORMED, err, .record = ordinal, .found = text);
	taizhang_document_number_format(&number, regular, sizeof regular);
	if (!number.regular && tz_check_find(c, NUMBER_IRREGULAR, err, .record = ordinal,
					     .found = text, .expected = regular) != 0)
		return -1;
	if (date.year && date.year != number.year)
		return tz_check_find(c, NUMBER_YEAR, err, .record = ordinal, .found = text,
				     .expected = taizhang_date_format(&date, when));
	return 0;
}

static int check_record(struct tz_check *c, struct tz_check_batch *batch,
			const struct taizhang_record *record, struct taizhang_error *err)
{
	struct tz_check_missing missing = {"", ""};

	tz_check_missing(&missing, tz_text_is_blank(taizhang_record_title(record)), "title",
			 "标题");
	tz_check_missing(&missing, tz_text_is_blank(taizhang_normative_number(record)), "number",
			 "发文字号");
	tz_check_missing(&missing, tz_text_is_blank(taizhang_normative_issuer(record)), "issuer",
			 "发文机关");
	tz_check_missing(&missing, !taizhang_normative_date(record).year, "date", "成文日期");
	if (tz_check_add_missing(batch, &missing, taizhang_record_ordinal(record), err) != 0)
		return -1;
	return check_pages(c, batch, record, err) == 0 && check_number(c, record, err) == 0 ? 0
											    : -1;
}

int tz_check_normative(struct tz_check *c, struct taizhang_error *err)
{
	struct tz_check_batch batch = {NULL, 0, 0};
	int result = 0;

	for (size_t i = 0; i < c->num_records && result == 0; i++)
		if (taizhang_record_kind(tz_check_record(c, i)) == TAIZHANG_KIND_NORMATIVE)
			result = check_record(c, &batch, tz_check_record(c, i), err);
	return tz_check_flush(c, &batch, result, err);
}
