/* SPDX-License-Identifier: MIT */
/* test_facts_doc.c: docs/facts.md and the tables of facts and states say the same. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "harness/suite.h"
#include "harness/temp.h"
#include "inspect/facts.h"

static char *page(void)
{
	const char *top = getenv("abs_top_srcdir");
	char path[4096];

	snprintf(path, sizeof path, "%s/docs/facts.md", top ? top : "../..");
	return temp_read(path, NULL);
}

START_TEST(each_fact_has_one_row_in_the_order_of_the_table_with_its_type)
{
	char *text = page(), *row = text;
	size_t num = 0;

	while ((row = strstr(row, "\n| `"))) {
		char name[64], type[8] = "";
		struct taizhang_fact fact = {.id = (enum tz_fact_id)num};

		row++;
		/* States have no column of that width. */
		if (sscanf(row, "| `%63[^`]` | %7[a-z] |", name, type) != 2)
			continue;
		ck_assert_msg(num < taizhang_fact_num_names(), "%s is no fact", name);
		ck_assert_str_eq(name, taizhang_fact_get_name(num));
		ck_assert_msg(strcmp(type, taizhang_fact_is_number(&fact) ? "number" : "text") == 0, "%s is no %s", name, type);
		num++;
	}
	ck_assert_msg(num == taizhang_fact_num_names(), "%s has no row", taizhang_fact_get_name(num));
	free(text);
}
END_TEST

START_TEST(each_state_has_a_row_with_its_label)
{
	char *text = page();

	for (int i = TAIZHANG_FACTS_WHOLE; i <= TAIZHANG_FACTS_UNINSPECTED; i++) {
		enum taizhang_facts_state state = (enum taizhang_facts_state)i;
		char row[128];

		snprintf(row, sizeof row, "\n| `%s` %s |", taizhang_facts_state_name(state),
			 taizhang_facts_state_label(state, TAIZHANG_LANG_ZH));
		ck_assert_msg(strstr(text, row) != NULL, "no row of %s", taizhang_facts_state_name(state));
	}
	free(text);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("facts_doc");

	suite_add_behaviour(suite, "agrees", TESTS(each_fact_has_one_row_in_the_order_of_the_table_with_its_type,
						   each_state_has_a_row_with_its_label));
	return suite;
}
