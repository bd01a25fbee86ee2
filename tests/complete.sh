#!/bin/sh
# SPDX-License-Identifier: MIT
# Every public function is called by a test, and every finding id stands in some test's expectations.
set -eu
cd "$top_srcdir"
fail=0
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

find tests -name '*.[ch]' -o -name '*.sh' -o -name '*.cpp' | grep -v complete.sh | xargs cat | sed 's/\\n/ /g' > "$work/tests"
# whole words of the tests, once each
tr -cs 'A-Za-z0-9_' '\n' < "$work/tests" | LC_ALL=C sort -u > "$work/words"
tr -cs 'a-z0-9-' '\n' < "$work/tests" | LC_ALL=C sort -u > "$work/ids"

for function in $(cat include/taizhang/*.h include/taizhang/*.h.in |
	sed -n 's/^[a-z].*[ *]\(taizhang_[a-z0-9_]*\)(.*/\1/p' | grep -v '_fn$'); do
	grep -qx "$function" "$work/words" || { echo "no test calls $function" >&2; fail=1; }
done
sed -n 's/^FINDING(\([A-Z0-9_]*\), "\([a-z0-9-]*\)".*/\1 \2/p' lib/finding/finding.def > "$work/findings"
[ -s "$work/findings" ]
while read -r name id; do
	grep -qx "TZ_F_$name" "$work/words" || grep -qx -e "$id" "$work/ids" ||
		{ echo "no test provokes the finding $id" >&2; fail=1; }
done < "$work/findings"
exit $fail
