/* SPDX-License-Identifier: MIT */
/* main.c: runs one module's suite; CK_FORK, CK_RUN_CASE and the rest of Check's environment work. */
#include <stdlib.h>

#include "harness/suite.h"
#include "harness/temp.h"

void suite_add_behaviour(Suite *suite, const char *name, const TTest *const *tests)
{
	TCase *tcase = tcase_create(name);

	tcase_add_checked_fixture(tcase, NULL, temp_remove);
	for (; *tests; tests++)
		tcase_add_test(tcase, *tests);
	suite_add_tcase(suite, tcase);
}

int main(void)
{
	SRunner *runner = srunner_create(module_suite());
	int failed;

	srunner_run_all(runner, CK_ENV);
	failed = srunner_ntests_failed(runner);
	srunner_free(runner);
	return failed ? EXIT_FAILURE : EXIT_SUCCESS;
}
