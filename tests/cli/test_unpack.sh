#!/bin/sh
# SPDX-License-Identifier: MIT
# taizhang unpack: the bag, a part of it, or the ledger.
. "$srcdir/cli/cli.sh"

package() {
	ledger d
	echo 情况 > "$(echo d/materials/I-1-3-1-4*)/情况.docx"
	ok scan d -q
	ok pack d -o p.zip --allow-incomplete -q
}

test_the_bag_lands_in_the_folder() {
	package
	ok unpack p.zip -d 收到
	out_has "在 收到/示例市-2017"
	(cd 收到/示例市-2017 && sha256sum -c --quiet manifest-sha256.txt)
	ok unpack p.zip -d u --json
	json_is data.root 示例市-2017
	json_is data.files 2
	same_tree u 收到
}

test_the_ledger_comes_back_and_packs_to_the_same_bytes() {
	package
	ok unpack p.zip -d 还原 --as-ledger
	out_has "已还原台账 还原"
	ok pack 还原 -o q.zip --allow-incomplete -q
	cmp p.zip q.zip
}

test_one_item_or_one_kind() {
	package
	ok unpack p.zip -d a --item M014
	[ "$(find a -path '*/data/*' -type f | wc -l)" -eq 1 ]
	ok unpack p.zip -d b --kind 规范文件
	[ "$(find b -path '*/data/*' -type f | wc -l)" -eq 1 ]
	run unpack p.zip -d c --kind 视频
	status_is 2
	err_has "--kind 不能是“视频”"
	run unpack p.zip -d c --item M999
	status_is 2
	run unpack p.zip -d c --item M014 --as-ledger
	status_is 2
	err_has "不能一起用"
	[ ! -e c ]
}

test_a_folder_with_something_in_it_is_refused() {
	package
	mkdir u
	echo mine > u/x
	run unpack p.zip -d u
	status_is 2
	err_has "不是空的"
	[ "$(ls u)" = x ]
	run unpack p.zip
	status_is 2
	err_has "缺少 --directory"
}

test_a_damaged_package_leaves_nothing() {
	package
	ok unpack p.zip -d u -q
	echo changed > "$(echo u/示例市-2017/data/I-1-1-1-1/*)"
	(cd u && LC_ALL=C.UTF-8 bsdtar --format zip -cf ../bad.zip 示例市-2017)
	run unpack bad.zip -d v
	status_is 1
	err_has "没有解包"
	out_has "[bag-"
	[ ! -e v ]
}

# Taken apart and zipped again as Chinese Windows does it: the names in GBK, and nothing that says so.
test_warnings_come_with_what_was_unpacked() {
	package
	ok unpack p.zip -d u -q
	out_is_empty
	(cd u && LC_ALL=C.UTF-8 bsdtar --format zip --options hdrcharset=GBK -cf ../gbk.zip 示例市-2017)
	ok unpack gbk.zip -d v
	sed -n '1p' "$dir.out" | grep -qF "在 v/示例市-2017" || fail "it does not begin with what was done"
	out_has "[entry-encoding-guessed]"
	same_tree u v
	ok unpack gbk.zip -d w --names gbk
	out_has_not "[entry-"
	same_tree u w
	ok unpack gbk.zip -d x -q
	out_is_empty
	ok unpack gbk.zip -d y --json
	json_is findings.0.id entry-encoding-guessed
	run unpack gbk.zip -d z --names utf-8
	status_is 1
	out_has "[entry-encoding]"
	[ ! -e z ]
}

test_standard_input_is_unpacked() {
	ledger d
	for format in zip tar.gz; do
		ok pack d -o "p.$format" --allow-incomplete -q
		cat "p.$format" | "$taizhang" unpack - -d "out.$format" -q || fail "$format"
		ok unpack "p.$format" -d "file.$format" -q
		diff -r "out.$format" "file.$format" || fail "$format differs"
		cat "p.$format" | "$taizhang" unpack - -d "again.$format" --as-ledger -q || fail "$format as a ledger"
		cmp "again.$format/ledger.xml" d/ledger.xml
	done
	# a part wants two passes: a file can be read twice, a pipe cannot
	ok unpack p.zip -d part --item M001 -q
	"$taizhang" unpack - -d part2 --item M001 -q < p.zip || fail "a file on standard input"
	cat p.zip | "$taizhang" unpack - -d part3 --item M001 > "$dir.out" 2>&1 && fail "a part of a stream"
	[ ! -e part3 ]
}

run_tests
