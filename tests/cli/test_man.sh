#!/bin/sh
# SPDX-License-Identifier: MIT
# The man page names every verb and every option that the command has.
. "$srcdir/cli/cli.sh"

page=$abs_top_srcdir/man/taizhang.1

test_every_verb_is_there() {
	ok help
	verbs=$(sed -n 's/^  \([a-z]*\)  .*/\1/p' "$dir.out")
	[ "$(echo "$verbs" | wc -l)" -ge 13 ]
	for verb in $verbs; do
		grep -q "^\\\\fB$verb\\\\fR" "$page" || fail "man page lacks the verb $verb"
	done
}

test_every_option_is_there() {
	ok help
	for verb in $(sed -n 's/^  \([a-z]*\)  .*/\1/p' "$dir.out"); do
		ok help "$verb"
		for option in $(sed -n 's/^  .* --\([a-z-]*\).*/\1/p' "$dir.out" | sort -u); do
			escaped=$(echo "$option" | sed 's/-/\\-/g')
			grep -qF -e "\\-\\-$escaped" "$page" || fail "man page lacks --$option of $verb"
		done
	done
}

test_no_option_is_there_that_the_command_lacks() {
	ok help
	for verb in $(sed -n 's/^  \([a-z]*\)  .*/\1/p' "$dir.out"); do
		"$taizhang" help "$verb"
	done > all
	for option in $(sed 's/\\f[BIR]//g; s/\\//g' "$page" | grep -o -e '--[a-z-]*' | sed 's/^--//' | sort -u); do
		[ -n "$option" ] && [ "$option" != version ] || continue
		grep -qF -e "--$option" all || fail "the command lacks --$option of the man page"
	done
}

test_the_page_has_no_fault() {
	command -v groff > /dev/null || return 0
	[ -z "$(groff -k -man -Tutf8 -ww -z "$page" 2>&1)" ]
}

run_tests
