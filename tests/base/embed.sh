#!/bin/sh
# SPDX-License-Identifier: MIT
# The table of embedded files gives back every byte of every file, and is one row long where there is none.
set -eu
CC=${CC:-cc}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

i=0
while [ $i -lt 256 ]; do
	# shellcheck disable=SC2059
	printf "\\$(printf %03o $i)"
	i=$((i + 1))
done > "$work/bytes"
: > "$work/empty"
printf '1\0002"?' > "$work/-dash name"
cat > "$work/main.c" <<'MAIN'
#include <stdio.h>
#include <string.h>
#include "base/embedded.h"
int main(int argc, char **argv)
{
	for (const struct tz_embedded *file = tz_embedded_files; file->name; file++)
		if (argc > 1 && strcmp(file->name, argv[1]) == 0)
			fwrite(file->data, 1, file->size, stdout);
	return 0;
}
MAIN
build() {
	# shellcheck disable=SC2086
	$CC -I"$abs_top_srcdir/lib" "$work/main.c" "$work/table.c" -o "$work/show"
}
cd "$work"
sh "$abs_top_srcdir/build-aux/embed.sh" a/bytes=bytes b/empty=empty "c=./-dash name" > table.c
build
for pair in a/bytes=bytes b/empty=empty "c=-dash name"; do
	./show "${pair%%=*}" | cmp - "./${pair#*=}" || { echo "${pair%%=*} is not what was embedded" >&2; exit 1; }
done
sh "$abs_top_srcdir/build-aux/embed.sh" > table.c
build
[ -z "$(./show a/bytes)" ]
if sh "$abs_top_srcdir/build-aux/embed.sh" x=missing > table.c 2>/dev/null; then
	echo "a file that is missing is not noticed" >&2
	exit 1
fi
