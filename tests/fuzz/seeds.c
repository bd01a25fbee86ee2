/* SPDX-License-Identifier: MIT */
/* seeds.c: writes the seeds of the fuzzers that eat whole containers: seeds FOLDER. */
#include <stdio.h>
#include <sys/stat.h>

#include "fuzz/sample.h"

int main(int argc, char **argv)
{
	char path[4096], folder[4096];

	if (argc != 2)
		return 2;
	for (enum taizhang_format format = TAIZHANG_FORMAT_ZIP; format <= TAIZHANG_FORMAT_TAR_ZST; format++) {
		snprintf(path, sizeof path, "%s/bag.%s", argv[1], taizhang_format_name(format));
		sample_bag(path, format);
		snprintf(folder, sizeof folder, "%s/.ledger", argv[1]);
		snprintf(path, sizeof path, "%s/package.%s", argv[1], taizhang_format_name(format));
		sample_package(path, format, folder);
	}
	return 0;
}
