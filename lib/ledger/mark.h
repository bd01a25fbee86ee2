/* SPDX-License-Identifier: MIT */
/* mark.h: which values of a record or a threshold were read from files and await confirmation. */
#ifndef TZ_LEDGER_MARK_H
#define TZ_LEDGER_MARK_H

#include <stdbool.h>
#include <stddef.h>
#include <taizhang/error.h>

#define TZ_MARK_DIGEST_BYTES 32

/* One value. The file is known by its bytes: so the mark stays right when the file is renamed, moved or packed. */
struct tz_mark {
	const char *field;		/* a name of the table of fields, which is static */
	unsigned char digest[TZ_MARK_DIGEST_BYTES];
	char *place;			/* where in the file, or NULL */
};
struct tz_marks {
	struct tz_mark *list;		/* in the order of the fields where XML is written */
	size_t num, capacity;
};

/* In place of the mark that the field has. */
int tz_marks_put(struct tz_marks *marks, const char *field, const unsigned char *digest, const char *place,
		 struct taizhang_error *err);
const struct tz_mark *tz_marks_find(const struct tz_marks *marks, const char *field);
/* A person has set the field. */
bool tz_marks_drop(struct tz_marks *marks, const char *field);
/* Makes out a copy; also where it fails, what was copied is its own. */
int tz_marks_copy(const struct tz_marks *marks, struct tz_marks *out, struct taizhang_error *err);
void tz_marks_free(struct tz_marks *marks);

#endif
