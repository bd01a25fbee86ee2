/* SPDX-License-Identifier: MIT */
/* test_ability.c: what inspection stands on is told with its name, what it is for, and whether it is there. */
#include <string.h>
#include <taizhang/inspect.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "inspect/program.h"

START_TEST(each_has_a_name_of_its_own_and_labels)
{
	struct taizhang_ability ability, other;

	ck_assert_uint_gt(taizhang_inspect_num_abilities(), 0);
	for (size_t i = 0; i < taizhang_inspect_num_abilities(); i++) {
		ck_assert_int_eq(taizhang_inspect_get_ability(i, &ability), 0);
		ck_assert(*ability.name && *ability.label_zh && *ability.label_en && ability.version);
		for (size_t k = 0; k < i; k++) {
			taizhang_inspect_get_ability(k, &other);
			ck_assert_str_ne(ability.name, other.name);
		}
	}
}
END_TEST

static struct taizhang_ability named(const char *name)
{
	struct taizhang_ability ability;

	for (size_t i = 0; taizhang_inspect_get_ability(i, &ability) == 0; i++)
		if (strcmp(ability.name, name) == 0)
			return ability;
	ck_abort_msg("there is no %s", name);
}

START_TEST(a_library_that_is_built_in_tells_its_version)
{
#if HAVE_LIBMAGIC
	ck_assert(named("libmagic").available && strchr(named("libmagic").version, '.'));
#else
	ck_assert(!named("libmagic").available && !*named("libmagic").version);
#endif
#if HAVE_LIBQPDF
	ck_assert(named("libqpdf").available && strchr(named("libqpdf").version, '.'));
#else
	ck_assert(!named("libqpdf").available && !*named("libqpdf").version);
#endif
	ck_assert(!named("libqpdf").program);
}
END_TEST

START_TEST(a_program_is_there_where_it_is_installed)
{
	static const char *const names[] = {"pdftotext", "catdoc", "catppt"};

	for (size_t i = 0; i < sizeof names / sizeof names[0]; i++) {
		ck_assert(named(names[i]).program);
		ck_assert_int_eq(named(names[i]).available, tz_program_is_there(names[i]));
	}
}
END_TEST

START_TEST(beyond_the_last_there_is_none)
{
	struct taizhang_ability ability;

	ck_assert_int_eq(taizhang_inspect_get_ability(taizhang_inspect_num_abilities(), &ability), -1);
	ck_assert_int_eq(taizhang_inspect_get_ability(0, NULL), -1);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("ability");

	suite_add_behaviour(suite, "abilities",
			    TESTS(each_has_a_name_of_its_own_and_labels, a_library_that_is_built_in_tells_its_version,
				  a_program_is_there_where_it_is_installed, beyond_the_last_there_is_none));
	return suite;
}
