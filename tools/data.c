/* SPDX-License-Identifier: MIT */
/* data.c: writes small JSON objects. */
#include "data.h"

#include <inttypes.h>
#include <stdlib.h>

#include "terminal.h"

void data_begin(struct data *data)
{
	data->text = NULL;
	data->size = 0;
	data->first = true;
	data->stream = open_memstream(&data->text, &data->size);
	if (data->stream)
		fputc('{', data->stream);
}

/* No control character is left; only these two remain to be escaped. */
static void put_string(FILE *stream, const char *text)
{
	fputc('"', stream);
	terminal_put_escaped(stream, text, "\"\\");
	fputc('"', stream);
}

static bool put_key(struct data *data, const char *key)
{
	if (!data->stream)
		return false;
	if (!data->first)
		fputc(',', data->stream);
	data->first = false;
	if (key) {
		put_string(data->stream, key);
		fputc(':', data->stream);
	}
	return true;
}

void data_text(struct data *data, const char *key, const char *value)
{
	if (!put_key(data, key))
		return;
	if (value)
		put_string(data->stream, value);
	else
		fputs("null", data->stream);
}

void data_number(struct data *data, const char *key, uint64_t value)
{
	if (put_key(data, key))
		fprintf(data->stream, "%" PRIu64, value);
}

void data_boolean(struct data *data, const char *key, bool value)
{
	if (put_key(data, key))
		fputs(value ? "true" : "false", data->stream);
}

void data_begin_object(struct data *data, const char *key)
{
	if (put_key(data, key))
		fputc('{', data->stream);
	data->first = true;
}

void data_begin_array(struct data *data, const char *key)
{
	if (put_key(data, key))
		fputc('[', data->stream);
	data->first = true;
}

void data_end(struct data *data, char bracket)
{
	if (data->stream)
		fputc(bracket, data->stream);
	data->first = false;
}

char *data_finish(struct data *data)
{
	if (!data->stream)
		return NULL;
	fputc('}', data->stream);
	if (fclose(data->stream) != 0) {
		free(data->text);
		return NULL;
	}
	return data->text;
}
