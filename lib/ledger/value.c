/* SPDX-License-Identifier: MIT */
/* value.c: the values entered for thresholds, and the answers to negative entries. */
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/error.h"
#include "catalog/catalog.h"
#include "ledger/ledger.h"

void tz_value_clear(struct tz_threshold_value *value)
{
	free(value->value);
	free(value->unit);
	free(value->reference);
	free(value->record);
	free(value->cell);
	tz_marks_free(&value->marks);
	tz_extensions_free(&value->extensions);
	memset(value, 0, sizeof *value);
}

void tz_negative_clear(struct tz_negative_answer *negative)
{
	free(negative->note);
	tz_extensions_free(&negative->extensions);
	memset(negative, 0, sizeof *negative);
}

static const struct tz_threshold_value *value_of(const struct taizhang_ledger *ledger,
						 const char *id)
{
	const struct taizhang_threshold *threshold = ledger && id
		? taizhang_catalog_find_threshold(ledger->catalog, id) : NULL;

	return threshold ? &ledger->values[tz_threshold_index(threshold)] : NULL;
}

static const struct tz_negative_answer *negative_of(const struct taizhang_ledger *ledger,
						    const char *id)
{
	const struct taizhang_negative *negative = ledger && id
		? taizhang_catalog_find_negative(ledger->catalog, id) : NULL;

	return negative ? &ledger->negatives[tz_negative_index(negative)] : NULL;
}

TAIZHANG_API const char *taizhang_ledger_value(const struct taizhang_ledger *ledger, const char *id)
{
	const struct tz_threshold_value *v = value_of(ledger, id);

	return v && v->value ? v->value : "";
}

TAIZHANG_API const char *taizhang_ledger_value_unit(const struct taizhang_ledger *ledger,
						    const char *id)
{
	const struct tz_threshold_value *v = value_of(ledger, id);

	return v && v->unit ? v->unit : "";
}

TAIZHANG_API const char *taizhang_ledger_value_reference(const struct taizhang_ledger *ledger,
							 const char *id)
{
	const struct tz_threshold_value *v = value_of(ledger, id);

	return v && v->reference ? v->reference : "";
}

TAIZHANG_API const char *taizhang_ledger_value_record(const struct taizhang_ledger *ledger,
						      const char *id)
{
	const struct tz_threshold_value *v = value_of(ledger, id);

	return v && v->record ? v->record : "";
}

TAIZHANG_API const char *taizhang_ledger_value_cell(const struct taizhang_ledger *ledger,
						    const char *id)
{
	const struct tz_threshold_value *v = value_of(ledger, id);

	return v && v->cell ? v->cell : "";
}

TAIZHANG_API enum taizhang_negative_state
taizhang_ledger_negative(const struct taizhang_ledger *ledger, const char *id)
{
	const struct tz_negative_answer *n = negative_of(ledger, id);

	return n ? n->state : TAIZHANG_NEGATIVE_UNDECLARED;
}

TAIZHANG_API const char *taizhang_ledger_negative_note(const struct taizhang_ledger *ledger,
						       const char *id)
{
	const struct tz_negative_answer *n = negative_of(ledger, id);

	return n && n->note ? n->note : "";
}
