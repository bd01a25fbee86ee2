/* SPDX-License-Identifier: MIT */
/* assignment.c: 责任分解: who answers for an item, and until when. */
#include <stdlib.h>
#include <string.h>

#include "api.h"
#include "base/array.h"
#include "base/buffer.h"
#include "base/error.h"
#include "base/text.h"
#include "ledger/ledger.h"

/* What people put between the names of units. */
static const char *const separators[] = {";", ",", "\n", "\uFF1B", "\uFF0C", "\u3001"};

static struct tz_assignment *assignment_of(const struct taizhang_ledger *ledger,
					   const struct taizhang_node *item)
{
	struct tz_ledger_item *held = tz_ledger_item(ledger, item);

	return held ? &held->assignment : NULL;
}

static int expect_item(const struct taizhang_ledger *ledger, const struct taizhang_node *item,
		       struct taizhang_error *err)
{
	if (assignment_of(ledger, item))
		return 0;
	return tz_error_inval(err, ledger ? "item" : "ledger");
}

void tz_assignment_clear(struct tz_assignment *assignment)
{
	free(assignment->lead);
	free(assignment->co);
	free(assignment->owner);
	tz_extensions_free(&assignment->extensions);
	memset(assignment, 0, sizeof *assignment);
}

TAIZHANG_API const char *taizhang_assignment_lead(const struct taizhang_ledger *ledger,
						  const struct taizhang_node *item)
{
	const struct tz_assignment *a = assignment_of(ledger, item);

	return a && a->lead ? a->lead : "";
}

TAIZHANG_API int taizhang_assignment_set_lead(struct taizhang_ledger *ledger,
					      const struct taizhang_node *item, const char *lead,
					      struct taizhang_error *err)
{
	if (expect_item(ledger, item, err) < 0)
		return -1;
	return tz_ledger_set_text(&assignment_of(ledger, item)->lead, lead, "lead", err);
}

TAIZHANG_API const char *taizhang_assignment_co(const struct taizhang_ledger *ledger,
						const struct taizhang_node *item)
{
	const struct tz_assignment *a = assignment_of(ledger, item);

	return a && a->co ? a->co : "";
}

/* Bytes of the separator that text begins with, 0 for none. */
static size_t separator_at(const char *text)
{
	for (size_t i = 0; i < sizeof separators / sizeof *separators; i++)
		if (!strncmp(text, separators[i], strlen(separators[i])))
			return strlen(separators[i]);
	return 0;
}

/* Adds one name, trimmed; nothing where it is blank. */
static int add_name(struct tz_buffer *out, const char *start, size_t size,
		    struct taizhang_error *err)
{
	char *name = tz_strndup(start, size, err), *trimmed;

	if (!name)
		return -1;
	trimmed = tz_text_trim(name);
	if (*trimmed && out->size)
		tz_buffer_text_add(out, ";");
	tz_buffer_text_add(out, trimmed);
	free(name);
	return 0;
}

TAIZHANG_API int taizhang_assignment_set_co(struct taizhang_ledger *ledger,
					    const struct taizhang_node *item, const char *co,
					    struct taizhang_error *err)
{
	struct tz_buffer names = TZ_BUFFER_INIT;
	const char *start = co ? co : "", *p = start;
	int result;

	if (expect_item(ledger, item, err) < 0 || tz_ledger_check_text(co, "co", err) < 0)
		return -1;
	for (bool more = true; more;) {
		size_t separator = separator_at(p);

		more = *p != '\0';
		if (more && !separator) {
			p++;
			continue;
		}
		if (add_name(&names, start, (size_t)(p - start), err) < 0) {
			tz_buffer_free(&names);
			return -1;
		}
		p += separator;
		start = p;
	}
	result = names.failed ? tz_error_nomem(err)
			      : tz_set_string(&assignment_of(ledger, item)->co,
					      tz_buffer_text(&names), err);
	tz_buffer_free(&names);
	return result;
}

TAIZHANG_API const char *taizhang_assignment_owner(const struct taizhang_ledger *ledger,
						   const struct taizhang_node *item)
{
	const struct tz_assignment *a = assignment_of(ledger, item);

	return a && a->owner ? a->owner : "";
}

TAIZHANG_API int taizhang_assignment_set_owner(struct taizhang_ledger *ledger,
					       const struct taizhang_node *item, const char *owner,
					       struct taizhang_error *err)
{
	if (expect_item(ledger, item, err) < 0)
		return -1;
	return tz_ledger_set_text(&assignment_of(ledger, item)->owner, owner, "owner", err);
}

TAIZHANG_API struct taizhang_date taizhang_assignment_deadline(const struct taizhang_ledger *ledger,
							       const struct taizhang_node *item)
{
	const struct tz_assignment *a = assignment_of(ledger, item);

	return a ? a->deadline : (struct taizhang_date){0, 0, 0};
}

TAIZHANG_API int taizhang_assignment_set_deadline(struct taizhang_ledger *ledger,
						  const struct taizhang_node *item,
						  const struct taizhang_date *deadline,
						  struct taizhang_error *err)
{
	if (expect_item(ledger, item, err) < 0)
		return -1;
	return tz_ledger_set_date(&assignment_of(ledger, item)->deadline, deadline, "deadline",
				  err);
}

TAIZHANG_API unsigned int taizhang_assignment_review(const struct taizhang_ledger *ledger,
						     const struct taizhang_node *item)
{
	const struct tz_assignment *a = assignment_of(ledger, item);

	return a ? a->review : 0;
}

TAIZHANG_API int taizhang_assignment_set_review(struct taizhang_ledger *ledger,
						const struct taizhang_node *item, unsigned int days,
						struct taizhang_error *err)
{
	if (expect_item(ledger, item, err) < 0)
		return -1;
	assignment_of(ledger, item)->review = days;
	return 0;
}
