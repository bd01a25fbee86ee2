#!/bin/sh
# SPDX-License-Identifier: MIT
# The bench: its material is the same for the same seed, its runners tell what they measured; how fast anything is, no test says.
. "$srcdir/cli/cli.sh"

bench=$abs_top_builddir/bench
MAKEFLAGS= make -s -C "$bench" corpus measure >/dev/null
unset BAGIT FLAGS
TAIZHANG=$taizhang CORPUS=$bench/corpus MEASURE=$bench/measure SETTLE=0
export TAIZHANG CORPUS MEASURE SETTLE

# program NAME ARGS: runs one of the bench's as `run` runs the command.
program() {
	command=$taizhang taizhang=$1
	shift
	run "$@"
	taizhang=$command
}

# material FOLDER ARGS: a ledger's folder with material of 200 files.
material() {
	ok new "$1" --city 示例市 --year 2017
	folder=$1
	shift
	program "$CORPUS" 200 2000K "$folder" "$@"
	status_is 0
}

listed() { (cd "$1" && find . -type f -printf '%p %s %T@\n' | sort); }

test_the_same_seed_gives_the_same_material() {
	material a
	material b
	same_tree a/materials b/materials
	[ "$(listed a/materials)" = "$(listed b/materials)" ]
	[ "$(listed a/materials | wc -l)" -eq 200 ]
	[ "$(listed a/materials | awk '{ sum += $(NF - 1) } END { print sum }')" -eq 2000000 ]
	material c --seed 2
	! diff -rq a/materials c/materials >"$dir.diff" || fail "another seed gives the same"
}

test_every_file_can_be_recorded_and_packed() {
	material a
	ok scan a --json
	json_is data.new_records 200
	json_is data.left_out 0
	ok pack a -o a.zip --allow-incomplete
	ok verify a.zip
	find a/materials -name '*.docx' -o -name '*.xlsx' | head -n 4 >office
	[ -s office ]
	while read -r file; do unzip -tqq "$file"; done <office
}

test_material_that_cannot_be_made_is_refused() {
	mkdir empty
	program "$CORPUS" 10 100K empty
	status_is 2
	err_has "taizhang new"
	ok new a --city 示例市 --year 2017
	program "$CORPUS" 100 100K a
	status_is 2
	program "$CORPUS" town a
	status_is 2
	err_has usage
	[ -z "$(find a/materials -type f)" ]
}

test_measure_tells_times_memory_and_status() {
	program "$MEASURE" -o said sh -c 'echo said; exit 3'
	status_is 0
	grep -qE '^[0-9]+	[0-9]+	[1-9][0-9]*	3$' "$dir.out" || fail "no line of four fields"
	[ "$(cat said)" = said ]
	program "$MEASURE" --touch touched 100000 -e why ./nothing
	grep -q '	127$' "$dir.out" || fail "status is not 127"
	grep -q nothing why
	[ ! -e touched ]
}

# bench_run SCRIPT ARGS: in a work folder of its own.
bench_run() {
	mkdir -p work
	script=$1
	shift
	WORK=$PWD/work program sh "$abs_top_srcdir/bench/$script" --rounds 1 "$@"
	[ -z "$(ls work)" ] || fail "the work folder is not empty: $(ls work)"
}

# has_row CORPUS ID and has_no_row: in the JSON of the runner; a corpus and its rows are one line each.
rows_of() { awk -v corpus="\"name\": \"$1\"" 'index($0, "\"name\": ") { inside = index($0, corpus) } inside' bench.json; }
has_row() { rows_of "$1" | grep -qF "\"id\": \"$2\"" || fail "$1 has no row $2"; }
has_no_row() { ! rows_of "$1" | grep -qF "\"id\": \"$2\"" || fail "$1 has a row $2"; }
own_rows="peak-pack peak-verify peak-unpack scan read"

test_the_runner_measures_beside_the_programs_that_are_here() {
	bench_run run.sh --city 40 1000000 --small 40 160000
	status_is 0
	"$json_at" corpora.1.name <bench.json >name
	[ "$(cat name)" = small ]
	for corpus in city small; do
		for row in $own_rows; do has_row $corpus "$row"; done
		if command -v bsdtar >/dev/null; then has_row $corpus unpack; else has_no_row $corpus unpack; fi
	done
	grep -q '^| peak memory of pack |' bench.md
}

test_a_program_that_is_absent_is_said_and_its_rows_left_out() {
	mkdir bin
	for name in zip unzip 7z bsdtar openssl xmllint bagit.py; do
		printf '#!/bin/sh\nexit 1\n' >bin/$name
		chmod +x bin/$name
	done
	PATH=$PWD/bin:$PATH
	bench_run run.sh --only small --small 40 160000
	status_is 0
	for name in zip unzip 7z bsdtar openssl xmllint bagit-python; do
		out_has "absent: $name"
	done
	[ "$("$json_at" absent.0 <bench.json)" = zip ]
	for row in $own_rows; do has_row small "$row"; done
	for row in pack size pipeline verify-openssl unpack check; do has_no_row small $row; done
}

test_a_command_that_fails_is_said_and_gives_no_row() {
	mkdir bin
	printf '#!/bin/sh\ncase $1 in --version) echo bsdtar 1.0 ;; *) echo broken >&2; exit 7 ;; esac\n' >bin/bsdtar
	chmod +x bin/bsdtar
	PATH=$PWD/bin:$PATH
	bench_run run.sh --only small --small 40 160000
	status_is 1
	err_has "failed: small, bsdtar-stored: status 7: broken"
	out_has "- failed: small, bsdtar-extract"
	has_no_row small unpack
	has_row small peak-pack
}

test_growth_is_told_row_by_row() {
	bench_run scale.sh --files "20 40" --bytes "4000000" --threads ""
	status_is 0
	grep -q '^| 20 files | 0' scale.md
	grep -q '^| 40 files | 0' scale.md
	grep -q '^| 4 MB | 0' scale.md
	[ "$(grep -c '^|  | × ' scale.md)" -eq 3 ]
}

run_tests
