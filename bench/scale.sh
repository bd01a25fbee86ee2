#!/bin/sh
# SPDX-License-Identifier: MIT
# scale.sh: how time and memory of taizhang grow with files, with bytes and with threads; prints Markdown.
#
#   scale.sh [--rounds N] [--files "N..."] [--bytes "N..."] [--threads "N..."] [--output FOLDER]
#
# See README.md. The programs come by the environment, as stage.sh says.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/stage.sh"

rounds=3 results=. threads='1 2'
by_files='1000 10000 100000 400000' by_bytes='100000000 1000000000 10000000000'
while [ $# -gt 0 ]; do
	case $1 in
	--rounds) rounds=$2 ;;
	--files) by_files=$2 ;;
	--bytes) by_bytes=$2 ;;
	--threads) threads=$2 ;;
	--output) results=$2 ;;
	*) die "unknown: $1" ;;
	esac
	shift 2
done
stage 65536
mkdir -p "$results"
tell machine rounds "$rounds"

# begin GROUP NAME FILES BYTES: the material, where there is room for it twice and some more.
begin() {
	if [ "$(free_kib "$work")" -lt $(($4 / 1024 * 21 / 10 + 65536)) ]; then
		tell absent "room for $2"
		echo "absent: room for $2 (choose another place by WORK)" >&2
		return 1
	fi
	echo "$2: making $3 files of $(($4 / 1000000)) MB in all" >&2
	material "$2" "$3" "$4"
	printf 'group\t%s\t%s\n' "$2" "$1" >>"$info"
}

# judge [THREADS]: pack and verify.
judge() {
	rm -f "$work/pack.zip"
	# shellcheck disable=SC2086 # one word, or none
	sample pack "$work/pack.zip" "$taizhang" pack -q --allow-incomplete $plain ${1:+--threads "$1"} "$ledger" -o "$work/pack.zip"
	[ -f "$work/pack.zip" ] || return 0
	# shellcheck disable=SC2086 # two words, or none
	sample verify - "$taizhang" verify -q ${1:+--threads "$1"} $limits "$work/pack.zip"
}

grow() {
	begin "$@" || return 0
	for round in $(seq "$rounds"); do
		sample_whole_scan
		sample scan - "$taizhang" scan -q "$ledger"
		allowed='0 1'
		# shellcheck disable=SC2086 # one word, or none
		sample check - "$taizhang" check -q $plain "$ledger"
		allowed=0
		judge
	done
	rm -rf "$ledger"
	at=$work
	for round in $(seq "$rounds"); do
		[ -f "$work/pack.zip" ] || break
		# shellcheck disable=SC2086
		sample unpack "$work/out" "$taizhang" unpack -q $limits "$work/pack.zip" -d "$work/out"
	done
	at=
	rm -rf "$work/out" "$work/pack.zip"
}

thread() {
	begin threads "$1 thread(s)" 1550 995000000 || return 0
	"$taizhang" scan -q "$ledger"
	for round in $(seq "$rounds"); do
		judge "$1"
	done
	rm -rf "$ledger" "$work/pack.zip"
}

plain=
! "$taizhang" pack --help | grep -q -e --no-inspect || plain=--no-inspect
for number in $by_files; do
	grow files "$number files" "$number" $((number * 4000))
done
for number in $by_bytes; do
	grow bytes "$((number / 1000000)) MB" 1550 "$number"
done
if "$taizhang" pack --help | grep -q -e --threads; then
	for number in $threads; do
		thread "$number"
	done
else
	tell absent "option --threads of taizhang"
	echo "absent: option --threads of taizhang" >&2
fi
awk -f "$here/samples.awk" -f "$here/growth.awk" "$info" "$samples" >"$results/scale.md"
cat "$results/scale.md"
finish
