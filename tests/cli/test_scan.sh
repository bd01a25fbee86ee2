#!/bin/sh
# SPDX-License-Identifier: MIT
# taizhang scan and add: files into the ledger.
. "$srcdir/cli/cli.sh"

folder() { echo "$1"/materials/"$2"*; }

test_new_changed_moved_and_gone_files_are_told() {
	ledger d
	echo a > "$(folder d I-1-3-1-4)/情况 一.docx"
	ok scan d
	out_has "新增 1，修改 0，移动 0，消失 0"
	out_has "taizhang check d"
	mv "$(folder d I-1-3-1-4)/情况 一.docx" "$(folder d I-1-3-1-4)/情况二.docx"
	echo longer > "$(folder d I-1-1-1-1)/通知.txt"
	ok scan d
	out_has "修改 1，移动 1，消失 0"
	rm "$(folder d I-1-3-1-4)/情况二.docx"
	ok scan d
	out_has "消失 1"
	ok scan d --prune --json
	json_is data.records 1
	json_is data.dropped_records 1
}

test_what_is_remembered_may_be_lost_or_ignored() {
	ledger d
	echo a > "$(folder d I-1-3-1-4)/情况.docx"
	ok scan d --threads 2
	[ -f d/.taizhang-digests ]
	cp d/ledger.xml before.xml
	rm d/.taizhang-digests
	ok scan d
	out_has "新增 0，修改 0，移动 0，消失 0"
	echo nonsense > d/.taizhang-digests
	ok scan d
	out_has "新增 0，修改 0，移动 0，消失 0"
	before=$(ls -i d/.taizhang-digests)
	ok scan d --rehash
	out_has "新增 0，修改 0，移动 0，消失 0；未登记：无关的 0，无法归项的 0"
	[ "$before" != "$(ls -i d/.taizhang-digests)" ]
	cmp before.xml d/ledger.xml
	# it is no material, and goes nowhere
	run check d --item M014
	! grep -q taizhang-digests out
	ok pack d -o p.zip --allow-incomplete
	! unzip -l p.zip | grep -q taizhang-digests
	ok diff d p.zip
}

test_junk_and_strangers_are_said() {
	ledger d
	echo x > "$(folder d I-1-1-1-1)/Thumbs.db"
	echo x > d/materials/散放.txt
	ok scan d
	out_has Thumbs.db
	out_has 散放.txt
	out_has "无关的 1，无法归项的 1"
}

test_names_in_gbk_are_kept_and_said() {
	ledger d
	name=$(printf '\267\275\260\270.txt')
	echo gbk > "$(folder d I-1-3-1-4)/$name" 2> /dev/null || return 0
	ok scan d
	out_has "方案.txt"
	out_has "[scan-name-encoding]"
	ok list d
	out_has "/1  方案"
	run check d --severity error --item M014
	[ -e "$(folder d I-1-3-1-4)/$name" ]
}

test_add_copies_and_records() {
	ledger d
	echo a > "a b.docx"
	echo b > ./-b.docx
	ok add d Ⅰ-1-3-1-4 "a b.docx" ./-b.docx
	[ -e "$(folder d I-1-3-1-4)/a b.docx" ] && [ -e "a b.docx" ]
	out_has "新增 2"
	ok add d M014 "a b.docx" --json
	json_is data.new_files 0
}

test_add_refuses_what_is_not_there_as_a_whole() {
	ledger d
	echo a > a.docx
	run add d M014 a.docx missing.docx
	status_is 2
	err_has missing.docx
	[ ! -e "$(folder d I-1-3-1-4)/a.docx" ]
	run add d M999 a.docx
	status_is 2
	err_has M999
}

test_quiet_says_nothing() {
	ledger d
	ok scan d -q
	out_is_empty
	err_is_empty
}

test_no_bar_in_a_pipe() {
	ledger d
	ok scan d --rehash
	err_is_empty
	ok scan d --rehash --json
	err_is_empty
	json_is data.same_files 1
}

test_a_folder_that_is_no_ledger_is_refused() {
	mkdir d
	run scan d
	status_is 2
	err_has d
	run scan nowhere
	status_is 2
	err_has nowhere
}

run_tests
