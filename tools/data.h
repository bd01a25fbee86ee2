/* SPDX-License-Identifier: MIT */
/* data.h: the small JSON objects of verbs whose result the library has no text for. */
#ifndef TOOLS_DATA_H
#define TOOLS_DATA_H

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

struct data {
	FILE *stream;	/* NULL where memory ran out */
	char *text;
	size_t size;
	bool first;
};

void data_begin(struct data *data);
/* value may be NULL: null. Bytes that are not UTF-8 become U+FFFD. */
void data_text(struct data *data, const char *key, const char *value);
void data_number(struct data *data, const char *key, uint64_t value);
void data_boolean(struct data *data, const char *key, bool value);
/* key is NULL inside an array. */
void data_begin_object(struct data *data, const char *key);
void data_begin_array(struct data *data, const char *key);
void data_end(struct data *data, char bracket);
/* The whole object, malloc'd; NULL where memory ran out. */
char *data_finish(struct data *data);

#endif
