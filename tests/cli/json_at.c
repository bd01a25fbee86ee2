/* SPDX-License-Identifier: MIT */
/* json_at.c: reads JSON from standard input and prints the value at a path such as findings.0.id; fails where it is no JSON or has no such value. */
#include <jansson.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

int main(int argc, char **argv)
{
	json_error_t error;
	json_t *root = json_loadf(stdin, 0, &error);
	const json_t *value = root;
	char *rest, *text;

	if (argc != 2 || !root) {
		fprintf(stderr, "json_at: line %d: %s\n", error.line, error.text);
		return EXIT_FAILURE;
	}
	for (char *name = strtok_r(argv[1], ".", &rest); name; name = strtok_r(NULL, ".", &rest))
		value = json_is_array(value) ? json_array_get(value, strtoul(name, NULL, 10))
					     : json_object_get(value, name);
	if (!value)
		return EXIT_FAILURE;
	if (json_is_string(value)) {
		puts(json_string_value(value));
	} else {
		text = json_dumps(value, JSON_ENCODE_ANY | JSON_COMPACT);
		puts(text);
		free(text);
	}
	json_decref(root);
	return EXIT_SUCCESS;
}
