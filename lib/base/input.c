/* SPDX-License-Identifier: MIT */
/* input.c: the caller's input: taken with its defaults, or refused. */
#include "base/input.h"

#include <string.h>
#include <sys/stat.h>

#include "base/error.h"

int tz_input_take(struct taizhang_input *out, const struct taizhang_input *input, struct taizhang_error *err)
{
	*out = (struct taizhang_input)TAIZHANG_INPUT_INIT;
	if (!input)
		return tz_error_inval(err, "input");
	memcpy(out, input, input->size < sizeof *out ? input->size : sizeof *out);
	if (out->path && !*out->path)
		return tz_error_inval(err, "path");
	if (!!out->path + !!out->data + !!out->read + !!out->read_at != 1)
		return tz_error_inval(err, "input");
	if (!out->name)
		out->name = out->path ? out->path : "-";
	return 0;
}

struct taizhang_input tz_input_of_path(const char *path)
{
	struct taizhang_input input = TAIZHANG_INPUT_INIT;

	input.path = path ? path : "";
	return input;
}

bool tz_input_is_stream(const struct taizhang_input *input)
{
	struct stat st;

	if (!input->path)
		return input->read != NULL;
	return stat(input->path, &st) == 0 && !S_ISREG(st.st_mode) && !S_ISDIR(st.st_mode);
}
