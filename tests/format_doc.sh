#!/bin/sh
# SPDX-License-Identifier: MIT
# docs/format.md keeps up with what it describes: its requirements are numbered without gaps, each element and attribute of the schemas is
# named, each finding that it names exists, and so does each requirement that a test or a finding cites.
set -eu
cd "$top_srcdir"
page=docs/format.md
fail=0

complain() {
	echo "$page: $*" >&2
	fail=1
}

# The rows that state requirements, in their order for each letter.
sed -n 's/^| \*\*\([A-Z]\)-\([0-9]*\)\*\* .*/\1 \2/p' $page | awk '
	$2 != ++last[$1] { print $1 "-" $2 " follows " $1 "-" last[$1] - 1; bad = 1 }
	END { exit bad || NR < 50 }' >&2 || complain "requirements are not numbered one after another"

for name in $(sed -n 's/.*<xs:\(element\|attribute\) name="\([^"]*\)".*/\2/p' data/schema/*.xsd.in | sort -u); do
	grep -Eq "[\`/<(* ]${name}[\`?*]" $page || complain "does not say what $name is"
done

for id in $(grep -o '`[a-z]*-[a-z-]*`' $page | tr -d '`' | grep -E '^(entry|container|bag|package|xml|catalog)-' | sort -u); do
	case $id in
	bag-info | package-path) continue ;;
	esac
	grep -q "\"$id\"" lib/finding/finding.def || complain "no finding is called $id"
done

for id in $({ grep -oh '\[[GLCPRA]-[0-9][^]]*\]' tests/format_*.sh; grep '^| `' docs/findings.md; } |
	grep -oE '(^|[^A-Z])[GLCPRA]-[0-9]+' | grep -o '[A-Z].*' | sort -u); do
	grep -q "^| \*\*$id\*\* " $page || complain "$id is cited, but is no requirement"
done

exit $fail
