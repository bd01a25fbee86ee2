/* SPDX-License-Identifier: MIT */
/* terminal.h: text that cannot drive a terminal, and its width there. */
#ifndef TOOLS_TERMINAL_H
#define TOOLS_TERMINAL_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>

/* Columns of the terminal behind a stream, 0 where there is none. */
unsigned int terminal_width(FILE *stream);
/* Writes text; controls, marks that turn the direction of writing and bytes that are not UTF-8 are shown as U+FFFD. */
void terminal_put(FILE *stream, const char *text);
/* The same with a backslash before each of the ASCII characters in escaped. */
void terminal_put_escaped(FILE *stream, const char *text, const char *escaped);
/* The columns that terminal_put needs. */
size_t terminal_columns(const char *text);
/* Writes the end of text that fits in columns, with "…" before it where it was cut; returns the columns used. */
size_t terminal_put_end(FILE *stream, const char *text, size_t columns);

#endif
