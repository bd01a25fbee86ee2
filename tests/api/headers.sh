#!/bin/sh
# SPDX-License-Identifier: MIT
# Each public header alone is C99, C11 and C++ without a warning, and a C++ program links with the shared library.
set -eu
CC=${CC:-cc}
CXX=${CXX:-c++}
include="-I$abs_top_srcdir/include -I$abs_top_builddir/include"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

cd "$abs_top_srcdir/include"
for header in taizhang.h taizhang/*.h; do
	for std in c99 c11; do
		# shellcheck disable=SC2086
		$CC -std=$std -pedantic -Wall -Wextra -Werror $include -DHEADER="<$header>" \
			-fsyntax-only "$abs_srcdir/api/pedantic.c" || { echo "$header is not clean as $std" >&2; exit 1; }
	done
done
command -v "$CXX" >/dev/null 2>&1 || { echo "no C++ compiler"; exit 77; }
for header in taizhang.h taizhang/*.h; do
	printf '#include <%s>\nint main() { return 0; }\n' "$header" > "$work/one.cpp"
	# shellcheck disable=SC2086
	$CXX -std=c++11 -pedantic -Wall -Wextra -Werror $include -fsyntax-only "$work/one.cpp"
done
library="$abs_top_builddir/lib/.libs/libtaizhang.so"
if [ -e "$library" ] && [ -z "${TAIZHANG_SANITIZED:-}" ]; then
	# shellcheck disable=SC2086
	$CXX -std=c++11 $include "$abs_srcdir/api/cxx.cpp" -o "$work/cxx" "$library" -Wl,-rpath,"$(dirname "$library")"
	"$work/cxx"
fi
