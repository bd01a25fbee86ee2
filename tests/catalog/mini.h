/* SPDX-License-Identifier: MIT */
/* mini.h: a small catalogue as tables, sound in itself, to be spoilt by one table at a time. */
#ifndef TESTS_CATALOG_MINI_H
#define TESTS_CATALOG_MINI_H

#include <taizhang/catalog.h>

/* Writes its tables into a fresh folder below temp_dir(); returns the folder. */
const char *mini_tables(void);
/* Replaces one table ("items") by text, or removes it where text is NULL. */
void mini_replace(const char *table, const char *text);
/* The text of one of its tables, "" where it has none. */
const char *mini_text(const char *table);
/* Loads the folder; findings may be NULL. Aborts the test where it cannot be read at all. */
struct taizhang_catalog *mini_load(struct taizhang_findings *findings);
/* All that findings hold, a line each: "id table:line column found|expected". Static. */
const char *mini_said(const struct taizhang_findings *findings);

#endif
