#!/bin/sh
# SPDX-License-Identifier: MIT
# The table of embedded files gives back every byte of every file, and is one row long where there is none.
set -eu
CC=${CC:-cc}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

mkdir -p "$work/data/a"
i=0
while [ $i -lt 256 ]; do
	# shellcheck disable=SC2059
	printf "\\$(printf %03o $i)"
	i=$((i + 1))
done > "$work/data/a/bytes"
: > "$work/data/empty"
printf '1\0002"?' > "$work/data/-dash name"
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
sh "$abs_top_srcdir/build-aux/embed.sh" ./data/a/bytes ./data/empty "./data/-dash name" > table.c
build
for name in a/bytes empty "-dash name"; do
	./show "$name" | cmp - "data/$name" || { echo "$name is not what was embedded" >&2; exit 1; }
done
sh "$abs_top_srcdir/build-aux/embed.sh" > table.c
build
[ -z "$(./show a/bytes)" ]
if sh "$abs_top_srcdir/build-aux/embed.sh" ./data/missing > table.c 2>/dev/null; then
	echo "a file that is missing is not noticed" >&2
	exit 1
fi
