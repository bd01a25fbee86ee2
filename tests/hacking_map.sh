#!/bin/sh
# SPDX-License-Identifier: MIT
# The map in HACKING.md has every file of lib/ and tools/, each with the sentence that the file itself opens with, and none that is gone.
# With --update it is written anew: sh tests/hacking_map.sh --update
set -eu
cd "${top_srcdir:-$(dirname "$0")/..}"
start='<!-- The map. tests/hacking_map.sh --update writes it from the first lines of the files. -->'
end='<!-- End of the map. -->'

# sentence FILE: what its opening comment says, up to the end of its first sentence.
sentence() {
	awk -v name="$(basename "$1")" '
	NR > 1 {
		line = $0
		sub(/^[\/ ]\*+ ?/, "", line)
		last = sub(/ ?\*\/.*/, "", line)
		text = text (text == "" ? "" : " ") line
	}
	last || NR == 9 {
		if (index(text, name ": ") != 1) {
			print "does not open with its name" > "/dev/stderr"
			exit 1
		}
		text = substr(text, length(name) + 3)
		if (match(text, /\. /))
			text = substr(text, 1, RSTART)
		sub(/\.$/, "", text)
		gsub(/<[^>]*>/, "`&`", text)
		gsub(/\|/, "\\|", text)
		print text
		exit
	}' "$1"
}

# rows FOLDER: a row for each stem, which the .c speaks for, or else the header.
rows() {
	for file in "$1"/*.c "$1"/*.h "$1"/*.def; do
		[ ! -e "$file" ] || echo "$file"
	done | LC_ALL=C sort | while read -r file; do
		case $file in
		*.h) [ ! -e "${file%h}c" ] || continue ;;
		esac
		names=\`$(basename "$file")\`
		case $file in
		*.c) [ ! -e "${file%c}h" ] || names="$names \`.h\`" ;;
		esac
		echo "| $names | $(sentence "$file") |"
	done
}

map() {
	for folder in lib lib/base lib/finding lib/catalog lib/ledger lib/inspect lib/check lib/render lib/package tools; do
		[ -n "$(rows $folder)" ] || continue
		printf '\n**%s/**\n\n| file | job |\n|---|---|\n' $folder
		rows $folder
	done
	echo
}

if [ "${1:-}" = --update ]; then
	new=$(mktemp)
	sed "\\,^$start,q" HACKING.md > "$new"
	map >> "$new"
	sed -n "\\,^$end,,\$p" HACKING.md >> "$new"
	cat "$new" > HACKING.md
	rm "$new"
	exit
fi

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
map > "$work/files"
sed -n "\\,^$start,,\\,^$end,p" HACKING.md | sed '1d;$d' > "$work/map"
for folder in lib/*/; do
	grep -qF "**$folder**" "$work/files" || { echo "$folder is in no list of this test" >&2; exit 1; }
done
diff "$work/map" "$work/files" || { echo "HACKING.md: the map differs from the files (>); sh tests/hacking_map.sh --update" >&2; exit 1; }
