#!/bin/sh
# SPDX-License-Identifier: MIT
# Compares the functions that <taizhang.h> declares with what the shared library shows: both lists must be the same.
set -eu
lib=.libs/libtaizhang.so
[ -e "$lib" ] || { echo "no shared library in this build"; exit 77; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
sed -n 's,^#include <\(taizhang/[a-z]*\.h\)>,\1,p' "$top_srcdir/include/taizhang.h" | while read -r header; do
	cat "$top_srcdir/include/$header" 2>/dev/null || cat "$top_builddir/include/$header"
done |
	sed -n 's/^[a-z].*[ *]\(taizhang_[a-z0-9_]*\)(.*/\1/p' | grep -v '_fn$' | LC_ALL=C sort -u > "$work/declared"
nm -D --defined-only "$lib" | awk '$2 == "T" || $2 == "D" || $2 == "R" || $2 == "B" {print $3}' |
	sed 's/@.*//' | LC_ALL=C sort -u > "$work/shown"
if ! diff "$work/declared" "$work/shown"; then
	echo "'<' is declared in a header but not shown by the library, '>' is shown but not declared" >&2
	exit 1
fi
