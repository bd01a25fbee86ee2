#!/bin/sh
# SPDX-License-Identifier: MIT
# run.sh: measures taizhang and the programs that cities use today, taking turns; prints Markdown, writes JSON.
#
#   run.sh [--full] [--rounds N] [--city FILES BYTES] [--small FILES BYTES] [--only NAME] [--output FOLDER]
#
# See README.md. The programs come by the environment, as stage.sh says.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/stage.sh"

rounds=5 results=. only=
city='240 30000000' small='3000 12000000'
while [ $# -gt 0 ]; do
	case $1 in
	--full) city='1550 995000000' small='100000 400000000' ;;
	--rounds) rounds=$2 && shift ;;
	--city) city="$2 $3" && shift 2 ;;
	--small) small="$2 $3" && shift 2 ;;
	--only) only=$2 && shift ;;
	--output) results=$2 && shift ;;
	*) die "unknown: $1" ;;
	esac
	shift
done
most=$(printf '%s\n%s\n' "${city#* }" "${small#* }" | sort -n | tail -n 1)
# The ledger, a bag of it, two packages, and one of them unpacked or a copy of it touched; with some air.
stage $((most / 1024 * 6 + 65536))
mkdir -p "$results"

find_bagit() {
	if [ -n "${BAGIT:-}" ]; then
		bagit=$BAGIT
	elif command -v bagit.py >/dev/null; then
		bagit=bagit.py
	elif command -v bagit >/dev/null; then
		bagit=bagit
	else
		bagit="python3 -m bagit"
	fi
	peer bagit-python sh -c "$bagit --help" || bagit=
}

find_peers() {
	zip= unzip= sevenzip= bsdtar= openssl= xmllint=
	! peer zip zip -v || zip=zip
	! peer unzip unzip -v || unzip=unzip
	! peer 7z 7z i || sevenzip=7z
	! peer bsdtar bsdtar --version || bsdtar=bsdtar
	! peer openssl openssl version || openssl=openssl
	! peer xmllint xmllint --version || xmllint=xmllint
	find_bagit
	# Nobody else looks into the files: inspect.sh measures that.
	plain=
	! "$taizhang" pack --help | grep -q -e --no-inspect || plain=--no-inspect
	threads=
	if ! "$taizhang" pack --help | grep -q -e --threads; then
		tell absent "option --threads of taizhang" ""
		echo "absent: option --threads of taizhang"
	elif [ "$(getconf _NPROCESSORS_ONLN)" -lt 2 ]; then
		tell absent "a second core" ""
		echo "absent: a second core"
	else
		threads=yes
	fi
}

pack() {
	# shellcheck disable=SC2086 # one word, or none
	sample "$1" "$2" "$taizhang" pack -q --allow-incomplete $plain ${3:+--threads "$3"} "$ledger" -o "$2"
}

# Each writes one zip of the same files.
pack_steps() {
	pack pack "$work/pack.zip"
	[ -z "$bsdtar" ] || sample bsdtar-stored "$work/out.zip" \
		bsdtar -c --format zip --options zip:compression=store -f "$work/out.zip" materials
	[ -z "$zip" ] || sample zip "$work/out.zip" zip -q -6 -r "$work/out.zip" materials
	[ -z "$sevenzip" ] || sample 7z "$work/out.zip" 7z a -bd -tzip -mx1 -mmt2 "$work/out.zip" materials
	if [ -n "$threads" ]; then
		pack pack-1 "$work/out.zip" 1
		pack pack-2 "$work/out.zip" 2
	fi
	rm -f "$work/out.zip"
}

# What is done without us: bagit-python makes a bag of a copy in its place, zip packs it; and back again.
pipeline_steps() {
	[ -n "$bagit" ] && [ -n "$zip" ] || return 0
	rm -rf "$work/bag"
	cp -a "$ledger/materials" "$work/bag"
	at=$work
	sample pipeline "$work/bag.zip" \
		sh -c "$bagit --quiet --processes 2 --sha256 bag && exec zip -q -6 -r bag.zip bag"
	rm -rf "$work/bag"
	[ -z "$unzip" ] || sample pipeline-back "$work/bag" \
		sh -c "unzip -q bag.zip && exec $bagit --quiet --processes 2 --validate bag"
	at=
	rm -rf "$work/bag" "$work/bag.zip"
}

verify_steps() {
	sample verify - "$taizhang" verify -q $limits "$work/pack.zip"
	[ -z "$openssl" ] || sample openssl - \
		sh -c 'find materials -type f -print0 | xargs -0 -P2 -n 64 openssl dgst -sha256'
	[ -z "$bsdtar" ] || sample bsdtar-contents - bsdtar -xOf "$work/pack.zip"
	[ -z "$threads" ] || sample verify-1 - "$taizhang" verify -q --threads 1 $limits "$work/pack.zip"
	[ -z "$threads" ] || sample verify-2 - "$taizhang" verify -q --threads 2 $limits "$work/pack.zip"
	sample read - sh -c 'find materials -type f -print0 | xargs -0 cat'
}

unpack_steps() {
	sample unpack "$work/out" "$taizhang" unpack -q $limits "$work/pack.zip" -d "$work/out"
	[ -z "$bsdtar" ] || sample bsdtar-extract "$work/out/" bsdtar -x -C "$work/out" -f "$work/pack.zip"
	rm -rf "$work/out"
}

ledger_steps() {
	sample scan - "$taizhang" scan -q "$ledger"
	sample find - find materials -type f -printf '%s %T@\n'
	allowed='0 1'
	# shellcheck disable=SC2086 # one word, or none
	sample check - "$taizhang" check -q $plain "$ledger"
	allowed=0
	[ -z "$xmllint" ] || sample xmllint - xmllint --noout ledger.xml
}

measure_corpus() {
	[ -z "$only" ] || [ "$only" = "$1" ] || return 0
	echo "$1: making $2 files of $(($3 / 1000000)) MB in all" >&2
	material "$1" "$2" "$3"
	for round in $(seq "$rounds"); do
		echo "$1: round $round of $rounds" >&2
		sample_whole_scan
		pack_steps
		pipeline_steps
		verify_steps
		unpack_steps
		ledger_steps
	done
	rm -rf "$ledger" "$work/pack.zip"
}

find_peers
tell machine rounds "$rounds"
# shellcheck disable=SC2086 # two words each
measure_corpus city $city
# shellcheck disable=SC2086
measure_corpus small $small
awk -v json="$results/bench.json" -f "$here/samples.awk" -f "$here/report.awk" "$info" "$samples" >"$results/bench.md"
cat "$results/bench.md"
finish
