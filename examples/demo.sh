#!/bin/sh
# SPDX-License-Identifier: MIT
# 全程演示：建账、放入材料、扫描、检查、补缺、打包、核验、解包、还原。
# The whole way on the example material: demo.sh TAIZHANG MATERIALS [FOLDER]
set -eu
taizhang=$1
examples=$(cd "$(dirname "$2")" && pwd)
work=${3:-$PWD/demo}
case $taizhang in /*) ;; *) taizhang=$PWD/$taizhang ;; esac
rm -rf "$work"
mkdir -p "$work"
cd "$work"

# 演示中的“今天”是 2018 年 1 月 15 日。The demo's "today".
today=2018-01-15
SOURCE_DATE_EPOCH=1515974400
export SOURCE_DATE_EPOCH

bold= plain=
[ ! -t 1 ] || { bold=$(printf '\033[1m') plain=$(printf '\033[0m'); }
step() { printf '\n%s— %s%s\n' "$bold" "$*" "$plain"; }
fail() {
	echo "演示失败：$* / the demo failed" >&2
	exit 1
}
# Shows a command and runs it. expect STATUS COMMAND: it must end with that status.
expect() {
	wanted=$1 status=0
	shift
	printf '\n$ taizhang'
	printf ' %s' "$@"
	printf '\n'
	"$taizhang" "$@" || status=$?
	[ "$status" = "$wanted" ] || fail "taizhang $1 的退出码是 $status，应为 $wanted"
}
run() { expect 0 "$@"; }

# Puts each folder of $1, named by an item's code, into the ledger's folder of that item.
put() {
	for folder in "$1"/*/; do
		code=$(basename "$folder")
		cp -p "$folder"* 台账/materials/"$code "*/
	done
}

step "一、建一本台账，每个审核项一个文件夹 Make a ledger: one folder an item"
run new 台账 --city 示例市 --year 2017 --window 2017-01..2017-12

step "二、放入材料，扫描登记，再填报表里的信息 Put the material in, scan it, fill in what people know"
put "$examples/materials"
run scan 台账
cp "$examples/fields.csv" 填报.csv
run set 台账 --from 填报.csv

step "三、检查：还缺什么；有错误时不能打包 Check: what is missing; packing refuses"
expect 1 check 台账 --date $today
expect 1 pack 台账 -o 示例市-2017.zip
[ ! -e 示例市-2017.zip ] || fail "不应留下报送包"

step "四、补缺，再检查 Mend the gaps and check again"
put "$examples/mend"
run scan 台账
cp "$examples/mend.csv" 补缺.csv
run set 台账 --from 补缺.csv
run check 台账 --date $today --severity error
run status 台账 --date $today

step "五、打包 Pack"
run pack 台账 -o 示例市-2017.zip --digest sha256,sm3

step "六、收件方核验，并出具回执 The receiver verifies and answers"
run verify 示例市-2017.zip --receipt 回执

step "七、解包；不用本程序也能核对 Unpack; any program can compare the digests"
run unpack 示例市-2017.zip -d 解包
printf '\n$ sha256sum --quiet -c manifest-sha256.txt\n'
(cd 解包/示例市-2017 && sha256sum --quiet -c manifest-sha256.txt tagmanifest-sha256.txt) || fail "摘要不符"
echo "全部相符 all of them agree"

step "八、还原成台账，重新打包，逐字节相同 Give the ledger back, pack it again: the same bytes"
run unpack 示例市-2017.zip -d 还原 --as-ledger
run pack 还原 -o 再打包.zip --digest sha256,sm3
cmp 示例市-2017.zip 再打包.zip || fail "两次打包不同"
echo "两个报送包逐字节相同 both packages are the same, byte for byte"

printf '\n演示完成，结果在 The results are in: %s\n' "$work"
echo "用浏览器打开 Open in a browser: $work/解包/示例市-2017/index.html"
