/* SPDX-License-Identifier: MIT */
/* suite.h: what each test program gives to the common main. */
#ifndef TESTS_SUITE_H
#define TESTS_SUITE_H

#include <check.h>

/* Named after the file of lib/ under test. */
Suite *module_suite(void);

#endif
