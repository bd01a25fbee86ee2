# SPDX-License-Identifier: MIT
# cli.sh: runs the command in a fresh folder for each test_… function of the script that reads this, under LC_ALL=C.
taizhang=$abs_top_builddir/tools/taizhang
json_at=$abs_top_builddir/tests/cli/json_at
data=$abs_srcdir/cli/data
unset LC_MESSAGES LANG SOURCE_DATE_EPOCH
LC_ALL=C TZ=UTC
export LC_ALL TZ

fail() { echo "  $*"; echo "  status $status; output:"; sed 's/^/  | /' "$dir.out"; echo "  errors:"; sed 's/^/  | /' "$dir.err"; exit 1; }
run() { status=0; "$taizhang" "$@" > "$dir.out" 2> "$dir.err" < /dev/null || status=$?; }
status_is() { [ "$status" -eq "$1" ] || fail "status is not $1"; }
out_has() { grep -qF -e "$1" "$dir.out" || fail "output lacks: $1"; }
out_has_not() { ! grep -qF -e "$1" "$dir.out" || fail "output has: $1"; }
out_is_empty() { [ ! -s "$dir.out" ] || fail "there is output"; }
err_has() { grep -qF -e "$1" "$dir.err" || fail "errors lack: $1"; }
err_is_empty() { [ ! -s "$dir.err" ] || fail "there are errors"; }
json_is() { [ "$("$json_at" "$1" < "$dir.out")" = "$2" ] || fail "JSON at $1 is not: $2"; }
# not COMMAND: it must fail.
not() { if "$@"; then fail "should fail: $*"; fi; }
same_tree() { diff -r "$1" "$2" || fail "$1 and $2 differ"; }
# ok ARGS: runs and must end with 0.
ok() { run "$@"; status_is 0; }
# A ledger of three items with a file in the first.
ledger() {
	ok new "$1" --city 示例市 --year 2017 --items M001,M014,M018
	echo 通知 > "$(echo "$1"/materials/I-1-1-1-1*)/通知.txt"
	ok scan "$1" -q
}

# run_tests: each function test_… of the script in its own folder and process; the folder stays where it failed.
run_tests() {
	work=$(mktemp -d) failed=0
	for name in $(sed -n 's/^\(test_[a-z0-9_]*\)().*/\1/p' "$0"); do
		dir=$work/$name status=0
		mkdir "$dir"
		: > "$dir.out"
		: > "$dir.err"
		# Not inside an if: there set -e would not hold.
		(set -e; cd "$dir"; "$name")
		if [ $? -eq 0 ]; then echo "ok $name"; else echo "FAILED $name"; failed=1; fi
	done
	[ $failed -ne 0 ] || { chmod -R u+rwx "$work"; rm -rf "$work"; }
	exit $failed
}
