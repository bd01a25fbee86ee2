/* SPDX-License-Identifier: MIT */
/* mark.c: which values of a record or a threshold were read from files and await confirmation. */
#include "ledger/mark.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"

static size_t index_of(const struct tz_marks *marks, const char *field)
{
	size_t i = 0;

	while (i < marks->num && strcmp(marks->list[i].field, field) != 0)
		i++;
	return i;
}

int tz_marks_put(struct tz_marks *marks, const char *field, const unsigned char *digest, const char *place,
		 struct taizhang_error *err)
{
	struct tz_mark mark = {.field = field};
	size_t at = index_of(marks, field);

	if (tz_set_string(&mark.place, place, err) < 0)
		return -1;
	if (at == marks->num) {
		if (tz_array_grow(&marks->list, marks->num, &marks->capacity, sizeof *marks->list, err) < 0) {
			free(mark.place);
			return -1;
		}
		marks->num++;
	} else {
		free(marks->list[at].place);
	}
	memcpy(mark.digest, digest, sizeof mark.digest);
	marks->list[at] = mark;
	return 0;
}

const struct tz_mark *tz_marks_find(const struct tz_marks *marks, const char *field)
{
	size_t at = marks ? index_of(marks, field) : 0;

	return marks && at < marks->num ? &marks->list[at] : NULL;
}

bool tz_marks_drop(struct tz_marks *marks, const char *field)
{
	size_t at = index_of(marks, field);

	if (at == marks->num)
		return false;
	free(marks->list[at].place);
	marks->num--;
	memmove(marks->list + at, marks->list + at + 1, (marks->num - at) * sizeof *marks->list);
	return true;
}

int tz_marks_copy(const struct tz_marks *marks, struct tz_marks *out, struct taizhang_error *err)
{
	*out = (struct tz_marks){NULL, 0, 0};
	for (size_t i = 0; i < marks->num; i++)
		if (tz_marks_put(out, marks->list[i].field, marks->list[i].digest, marks->list[i].place, err) < 0)
			return -1;
	return 0;
}

void tz_marks_free(struct tz_marks *marks)
{
	for (size_t i = 0; i < marks->num; i++)
		free(marks->list[i].place);
	free(marks->list);
	*marks = (struct tz_marks){NULL, 0, 0};
}
