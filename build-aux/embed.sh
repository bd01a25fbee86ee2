#!/bin/sh
# SPDX-License-Identifier: MIT
# Writes the C table of the files that are compiled into the library: embed.sh FILE... Each is named by its path below data/.
set -eu
echo '/* Made by embed.sh; do not edit. */'
echo '#include "base/embedded.h"'
echo
i=0
for file in "$@"; do
	# A pipe hides the failure of its first command.
	[ -r "$file" ] || { echo "$0: cannot read $file" >&2; exit 1; }
	echo "static const unsigned char file_$i[] ="
	# Three octal digits a byte: no byte can run into the one after it.
	od -An -v -to1 -- "$file" | sed 's/ \([0-7][0-7][0-7]\)/\\\1/g; s/^/	"/; s/$/"/'
	echo '	"";'
	echo
	i=$((i + 1))
done
echo 'const struct tz_embedded tz_embedded_files[] = {'
i=0
for file in "$@"; do
	echo "	{\"${file##*/data/}\", file_$i, sizeof file_$i - 1},"
	i=$((i + 1))
done
echo '	{0, 0, 0}'
echo '};'
