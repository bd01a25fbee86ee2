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
has "错误 1 个，警告 5 个，提示 2 个"
for id in item-empty page-missing number-irregular item-too-few field-missing negative-undeclared owner-missing; do
	has "[$id]"
done
# Nothing is left of them.
has "错误 0 个，警告 0 个"
has "核验结论：有效"
has "演示完成"
