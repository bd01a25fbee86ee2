#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs taizhang verify --bag over a checkout of the BagIt conformance suite of the Library of Congress, and prints a line for each of its bags.
# Usage: tests/conformance.sh DIR [taizhang]
# What must come out: valid bags are accepted, those of 0.93 to 0.96 with a warning of their version; those of "warning" are accepted with a
# warning; all others are refused, those of "windows-only" and "linux-only" on every system.
set -eu
LC_ALL=C
export LC_ALL
[ $# -ge 1 ] && [ -d "$1/v1.0" ] || { echo "usage: $0 DIR [taizhang]: DIR is a checkout of the suite" >&2; exit 2; }
suite=$1
taizhang=${2:-taizhang}
command -v "$taizhang" > /dev/null || { echo "$0: there is no $taizhang" >&2; exit 2; }
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

# Git never took the suite's data/.DS_Store, an empty file that its manifest lists: it is put back, in a copy.
whole() {
	listed=$1/manifest-sha512.txt
	if [ -e "$listed" ] && grep -q '  data/\.DS_Store$' "$listed" && ! [ -e "$1/data/.DS_Store" ]; then
		rm -rf "$work/bag"
		cp -R "$1" "$work/bag"
		: > "$work/bag/data/.DS_Store"
		echo "$work/bag"
	else
		echo "$1"
	fi
}

# "severity:id" of each finding, once.
findings() {
	awk -F '"' '$2 == "id" { id = $4 } $2 == "severity" { print $4 ":" id }' | sort -u | tr '\n' ' '
}

# Is this outcome the one that the category asks for?
as_asked() {
	case $1 in
	v0.9[3-6]/valid) [ "$2" = accepted ] && case $3 in *warning:bag-version-old*) true ;; *) false ;; esac ;;
	*/valid) [ "$2" = accepted ] ;;
	*/warning) [ "$2" = accepted ] && case $3 in *warning:*) true ;; *) false ;; esac ;;
	*) [ "$2" = refused ] ;;
	esac
}

good=0
bad=0
for bag in "$suite"/v*/*/*/; do
	bag=${bag%/}
	category=${bag#"$suite"/}
	category=${category%/*}
	status=0
	"$taizhang" verify --bag --json "$(whole "$bag")" > "$work/out" 2>&1 || status=$?
	case $status in
	0) verdict=accepted ;;
	1) verdict=refused ;;
	*) verdict="not judged" ;;
	esac
	ids=$(findings < "$work/out")
	if as_asked "$category" "$verdict" "$ids"; then
		good=$((good + 1))
		mark=ok
	else
		bad=$((bad + 1))
		mark=WRONG
	fi
	printf '%-5s %-18s %-75s %-8s %s\n' "$mark" "$category" "${bag##*/}" "$verdict" "$ids"
done
echo "$good as the suite asks, $bad not"
[ "$good" -gt 0 ] && [ "$bad" -eq 0 ]
