#!/bin/sh
# SPDX-License-Identifier: MIT
# Replays each fuzzer's seeds and all that it ever found, without libFuzzer: they pass in every build, with every compiler.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
programs=$abs_top_builddir/tests/fuzz

mkdir "$work/seeds"
"$programs/seeds" "$work/seeds"
for source in "$abs_srcdir"/fuzz/fuzz_*.c; do
	name=$(basename "$source" .c)
	name=${name#fuzz_}
	set --
	[ ! -d "$abs_srcdir/fuzz/corpus/$name" ] || set -- "$abs_srcdir/fuzz/corpus/$name"
	[ ! -d "$abs_srcdir/inspect/data/$name" ] || set -- "$@" "$abs_srcdir/inspect/data/$name"
	[ ! -d "$abs_srcdir/inspect/data/picture/$name" ] || set -- "$@" "$abs_srcdir/inspect/data/picture/$name"
	case $name in container | tar_scan | unpacker | zip_directory) set -- "$@" "$work/seeds" ;; esac
	case $name in csv | html | ole | plain | rtf | xls) set -- "$@" "$abs_srcdir/inspect/data/ole" ;; esac
	case $name in docx | xlsx | pptx | odf | ofd) set -- "$@" "$abs_srcdir/inspect/data/zipdoc" ;; esac
	"$programs/fuzz_$name" "$@"
done
