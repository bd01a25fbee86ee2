/* SPDX-License-Identifier: MIT */
/* suite.h: what each test program gives to the common main. */
#ifndef TESTS_SUITE_H
#define TESTS_SUITE_H

#include <check.h>

/* Named after the file of lib/ under test. */
Suite *module_suite(void);

/* Adds a tcase: a behaviour and its tests, a list that ends with NULL. Each test's folder is removed after it. */
void suite_add_behaviour(Suite *suite, const char *name, const TTest *const *tests);
#define TESTS(...) ((const TTest *const[]){__VA_ARGS__, NULL})

#endif
