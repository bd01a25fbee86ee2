#!/bin/sh
# SPDX-License-Identifier: MIT
# taizhang diff: ledgers and packages in any mix.
. "$srcdir/cli/cli.sh"

test_the_same_is_0_in_any_mix() {
	ledger d
	ok pack d -o p.zip --allow-incomplete -q
	ok pack d -o p.tar.gz --allow-incomplete -q
	ok unpack p.zip -d back --as-ledger -q
	for a in d p.zip p.tar.gz back; do
		for b in d p.zip p.tar.gz back; do
			ok diff "$a" "$b"
			out_has "两边登记的内容相同"
		done
	done
	ok diff d p.zip --json
	json_is data.same true
}

test_what_differs_is_told_and_gives_1() {
	ledger d
	ok pack d -o old.zip --allow-incomplete -q
	ok set d I-1-1-1-1/1 title=新通知 -q
	echo 报告 > "$(echo d/materials/I-1-3-1-4*)/报告.txt"
	ok scan d -q
	run diff old.zip d
	status_is 1
	out_has "修改  材料  I-1-1-1-1/1  标题：通知 → 新通知"
	out_has "新增  材料  I-1-3-1-4/1  报告"
	out_has "新增  文件  I-1-3-1-4/1/报告.txt"
	out_has "共 3 处不同，新增 2，修改 1"
	run diff d old.zip --lang en
	status_is 1
	out_has "removed  record  I-1-3-1-4/1  报告"
	run diff old.zip d --json
	status_is 1
	json_is verb diff
	json_is data.changes.0.field title
	json_is data.changes.0.after 新通知
	json_is data.changes_by_type.added 2
	run diff old.zip d -q
	status_is 1
	out_is_empty
}

test_what_is_no_ledger_is_2_and_named() {
	ledger d
	echo x > x
	run diff d x
	status_is 2
	err_has x
	run diff d nowhere
	status_is 2
	err_has nowhere
	run diff nowhere d
	status_is 2
	err_has nowhere
	run diff d
	status_is 2
	err_has "参数不够"
}

run_tests
