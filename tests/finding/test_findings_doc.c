/* SPDX-License-Identifier: MIT */
/* test_findings_doc.c: docs/findings.md and the table of findings say the same. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "finding/finding.h"
#include "harness/suite.h"
#include "harness/temp.h"

/* The next row "| `id` | severity | aspect |…" from *text on; 0 at the end. */
static int next_row(char **text, char id[64], char severity[16], char aspect[16])
{
	char *row;

	while ((row = strstr(*text, "\n| `"))) {
		*text = row + 1;
		if (sscanf(row, "\n| `%63[^`]` | %15[^ ] | %15[^ ] |", id, severity, aspect) == 3)
			return 1;
		ck_abort_msg("a row that cannot be read: %.60s", row + 1);
	}
	return 0;
}

START_TEST(each_id_has_one_row_in_the_order_of_the_table_with_its_severity_and_aspect)
{
	const char *top = getenv("abs_top_srcdir");
	struct taizhang_findings *findings = taizhang_findings_new(NULL);
	char path[4096], id[64], severity[16], aspect[16];
	char *text, *position;
	size_t row = 0;

	ck_assert_ptr_nonnull(findings);
	snprintf(path, sizeof path, "%s/docs/findings.md", top ? top : "../..");
	text = temp_read(path, NULL);
	position = text;
	while (next_row(&position, id, severity, aspect)) {
		const struct taizhang_finding *finding;

		ck_assert_msg(row < taizhang_finding_num_ids(), "%s is no finding", id);
		ck_assert_str_eq(id, taizhang_finding_get_id(row));
		tz_findings_add(findings, (enum tz_finding_id)row, &(struct tz_place_found){.line = 1}, NULL);
		finding = taizhang_findings_get(findings, row);
		ck_assert_msg(strcmp(severity, taizhang_severity_name(taizhang_finding_severity(finding))) == 0,
			      "%s: severity", id);
		ck_assert_msg(strcmp(aspect, taizhang_aspect_name(taizhang_finding_aspect(finding))) == 0,
			      "%s: aspect", id);
		row++;
	}
	ck_assert_msg(row == taizhang_finding_num_ids(), "%s has no row",
		      taizhang_finding_get_id(row));
	free(text);
	taizhang_findings_free(findings);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("findings_doc");
	TCase *agrees = tcase_create("agrees");

	tcase_add_test(agrees, each_id_has_one_row_in_the_order_of_the_table_with_its_severity_and_aspect);
	suite_add_tcase(suite, agrees);
	return suite;
}
