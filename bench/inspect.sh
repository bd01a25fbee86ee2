#!/bin/sh
# SPDX-License-Identifier: MIT
# inspect.sh: measures what looking into all files of a ledger costs, beside reading and digesting them; prints Markdown.
#
#   inspect.sh [--full] [--rounds N] [--output FOLDER]
#
# See README.md. The programs come by the environment, as stage.sh says.
set -eu
here=$(cd "$(dirname "$0")" && pwd)
. "$here/stage.sh"

rounds=5 results=. files=240 bytes=30000000
while [ $# -gt 0 ]; do
	case $1 in
	--full) files=1550 bytes=995000000 ;;
	--rounds) rounds=$2 && shift ;;
	--output) results=$2 && shift ;;
	*) die "unknown: $1" ;;
	esac
	shift
done
stage $((bytes / 1024 * 2 + 65536))
mkdir -p "$results"
peer openssl openssl version || die "openssl is what it is measured beside"
djpeg=
! peer djpeg djpeg -version || djpeg=yes

echo "making $files files of $((bytes / 1000000)) MB in all" >&2
material genuine "$files" "$bytes" --genuine
"$taizhang" scan -q "$ledger"
cache=$ledger/.taizhang-facts
for round in $(seq "$rounds"); do
	echo "round $round of $rounds" >&2
	sample digest - sh -c 'find materials -type f -print0 | xargs -0 -P2 -n 64 openssl dgst -sha256'
	allowed='0 1'
	sample plain - "$taizhang" check -q --no-inspect "$ledger"
	rm -rf "$cache"
	sample inspect - "$taizhang" check -q "$ledger"
	sample again - "$taizhang" check -q "$ledger"
	rm -rf "$cache"
	sample inspect-1 - "$taizhang" check -q --threads 1 "$ledger"
	allowed=0
	# What any program must do that wants to know whether each photograph is whole.
	[ -z "$djpeg" ] || sample decode - sh -c \
		'find materials -iname "*.jpg" -print0 | xargs -0 -P2 -n 1 djpeg -scale 1/8 -grayscale -dct fast -nosmooth -outfile /dev/null'
done
awk -v json="$results/inspect.json" -f "$here/samples.awk" -f "$here/report.awk" "$info" "$samples" >"$results/inspect.md"
cat "$results/inspect.md"
finish
