/* SPDX-License-Identifier: MIT */
/* facts_maker.h: facts as doors would give them, for the tests of rules that judge them: no file stands behind them. */
#ifndef TESTS_CHECK_FACTS_MAKER_H
#define TESTS_CHECK_FACTS_MAKER_H

#include "check/check.h"
#include "inspect/survey.h"

/* Facts of that format; add what else there is, then let them be checked. They are freed with the others. */
struct taizhang_facts *made_facts(enum tz_format format);
/* The same for a file of the small ledger, which the survey then gives for it. */
struct taizhang_facts *made_for(const char *item, const char *name, enum tz_format format);
void made_text(struct taizhang_facts *facts, const char *text);
void made_fact(struct taizhang_facts *facts, enum tz_fact_id id, const char *value);
void made_fact_at(struct taizhang_facts *facts, enum tz_fact_id id, const char *value, const char *place);
void made_number(struct taizhang_facts *facts, enum tz_fact_id id, int64_t number);
void made_cell(struct taizhang_facts *facts, uint32_t row, uint32_t column, const char *text);
/* Checks the small ledger by what was made; files of which nothing was made are passed over. against may be NULL. */
void made_check(const struct taizhang_imprints *against);
/* Forgets all of them. */
void made_end(void);

#endif
