#!/bin/sh
# SPDX-License-Identifier: MIT
# Runs each fuzzer that was built, for so many seconds, on its seeds: sh run.sh SECONDS FOLDER-OF-FUZZERS. Says how many
# inputs each has tried; fails where one found something, which then stands in the current folder.
set -eu
seconds=$1
programs=$2
here=$(cd "$(dirname "$0")" && pwd)
only=${FUZZERS:-}
fail=0

mkdir -p seeds
"$programs/seeds" seeds
for program in "$programs"/fuzz_*; do
	[ -x "$program" ] && [ ! -d "$program" ] || continue
	name=$(basename "$program")
	name=${name#fuzz_}
	case $name in *.*) continue ;; esac
	[ -z "$only" ] || case " $only " in *" $name "*) ;; *) continue ;; esac
	mkdir -p "corpus/$name" "found/$name"
	set -- "corpus/$name"
	[ ! -d "$here/corpus/$name" ] || set -- "$@" "$here/corpus/$name"
	# The files of a door's own tests are its seeds.
	[ ! -d "$here/../inspect/data/$name" ] || set -- "$@" "$here/../inspect/data/$name"
	[ ! -d "$here/../inspect/data/picture/$name" ] || set -- "$@" "$here/../inspect/data/picture/$name"
	words=$name size=16384
	case $name in
	names) words=text size=1024 ;;
	text) size=256 ;;
	csv | html | ole | plain | rtf | xls) set -- "$@" "$here/../inspect/data/ole" ;;
	docx | xlsx | pptx | odf | ofd) set -- "$@" "$here/../inspect/data/zipdoc"; words=container size=65536 ;;
	container | tar_scan | unpacker | zip_directory) set -- "$@" seeds; words=container size=65536 ;;
	esac
	[ ! -f "$here/$words.dict" ] || set -- "-dict=$here/$words.dict" "$@"
	# -timeout: one input may not take ten seconds; -rss_limit_mb: nor 512 MB, the sanitizer's own included
	if "$program" -max_total_time="$seconds" -max_len=$size -timeout=10 -rss_limit_mb=512 -print_final_stats=1 \
		-artifact_prefix="found/$name/" "$@" > "$name.log" 2>&1; then
		state=ok
	else
		state=FOUND fail=1
		grep -E 'SUMMARY|does not hold' "$name.log" >&2 || tail -n 20 "$name.log" >&2
	fi
	printf '%-12s %-6s %12s inputs  %s\n' "$name" "$state" \
		"$(sed -n 's/^stat::number_of_executed_units: *//p' "$name.log")" \
		"$(sed -n 's/.* \(cov: [0-9]* ft: [0-9]*\).*/\1/p' "$name.log" | tail -n 1)"
done
exit $fail
