#!/bin/sh
# SPDX-License-Identifier: MIT
# 全程演示：建账、放入材料、扫描、检查、补缺、打包、核验、解包。
# The whole way on the example material: demo.sh TAIZHANG MATERIALS [FOLDER]
set -eu
taizhang=$1
examples=$(cd "$(dirname "$2")" && pwd)
work=${3:-$PWD/demo}
case $taizhang in /*) ;; *) taizhang=$PWD/$taizhang ;; esac
rm -rf "$work"
mkdir -p "$work"
cd "$work"

step() { printf '\n\033[1m— %s\033[0m\n' "$*"; }
run() {
	printf '$ taizhang'
	printf ' %s' "$@"
	printf '\n'
	"$taizhang" "$@"
}

# Puts each folder of $1, named by an item's code, into the ledger's folder of that item.
put() {
	for folder in "$1"/*/; do
		code=$(basename "$folder")
		cp -p "$folder"* 台账/materials/"$code "*/
	done
}

step "1. 建一本台账，得到每项一个文件夹 Make a ledger: one folder an item"
run new 台账 --city 示例市 --year 2017 --window 2017-01..2017-12

step "2. 放入材料并扫描 Put the material in and scan"
put "$examples/materials"
run scan 台账 -q
run set 台账 --from "$examples/fields.csv"

step "3. 检查：还缺什么 Check: what is missing"
run check 台账 --date 2018-01-15 --severity error && { echo "应当发现缺口 gaps should have been found" >&2; exit 1; }
run pack 台账 -o 示例市-2017.zip && { echo "应当拒绝打包 packing should have been refused" >&2; exit 1; }

step "4. 补缺 Mend the gaps"
put "$examples/mend"
run scan 台账 -q
run set 台账 --from "$examples/mend.csv"
run check 台账 --date 2018-01-15 --severity error
run status 台账 --date 2018-01-15

step "5. 打包 Pack"
run pack 台账 -o 示例市-2017.zip --digest sha256,sm3
ls -l 示例市-2017.zip

step "6. 收件方核验，出具回执 The receiver verifies and answers"
run verify 示例市-2017.zip --receipt 回执

step "7. 解包，再还原成台账，重新打包得到同样的字节 Unpack, restore the ledger, pack again: the same bytes"
run unpack 示例市-2017.zip -d 解包
run verify 解包/示例市-2017
run unpack 示例市-2017.zip -d 还原 --as-ledger
run pack 还原 -o 再打包.zip --digest sha256,sm3
cmp 示例市-2017.zip 再打包.zip
echo "两次打包逐字节相同 both packages are the same, byte for byte"

printf '\n演示完成，结果在 The results are in: %s\n' "$work"
echo "用浏览器打开 open in a browser: $work/解包/示例市-2017/index.html"
