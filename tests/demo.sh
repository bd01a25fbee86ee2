#!/bin/sh
# SPDX-License-Identifier: MIT
# The demo that ./bootstrap demo shows, in a folder of its own.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
LC_ALL=C sh "$abs_top_srcdir/examples/demo.sh" "$abs_top_builddir/tools/taizhang" "$abs_top_srcdir/examples/materials" \
	"$work/demo" >"$work/out" 2>&1 || { cat "$work/out"; exit 1; }
has() { grep -qF -e "$1" "$work/out" || { cat "$work/out"; echo "the demo does not show: $1"; exit 1; }; }
# The gaps that the material has on purpose, and no more.
has "错误 1 个，警告 5 个，提示 "
for id in item-empty page-missing number-irregular item-too-few field-missing negative-undeclared owner-missing; do
	has "[$id]"
done
# Good files give no alarm; what this build or machine cannot read is no alarm.
for id in $(sed -n '/^\/\* what the files say/,/^\/\* packages and bags/s/^FINDING([A-Z_]*, "\([a-z-]*\)".*/\1/p' "$abs_top_srcdir/lib/finding/finding.def"); do
	[ "$id" = content-unread ] || ! grep -F -e "[$id]" "$work/out" || { echo "the demo's good files are told of: $id"; exit 1; }
done
# Nothing is left of them.
has "错误 0 个，警告 0 个"
has "核验结论：有效"
has "演示完成"
