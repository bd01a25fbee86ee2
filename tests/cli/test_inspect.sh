#!/bin/sh
# SPDX-License-Identifier: MIT
# taizhang inspect: what files really are.
. "$srcdir/cli/cli.sh"

broken() { printf '\377\330\377\340 and no more' > "$1"; }
text() { printf '关于开展活动的通知\n第二段\n' > "$1"; }

test_facts_are_told_in_both_languages() {
	text 通知.txt
	ok inspect 通知.txt
	out_has 通知.txt
	out_has "格式"
	out_has "状态"
	ok inspect 通知.txt --lang en
	out_has "format"
	out_has "state"
	err_is_empty
	ok inspect -q 通知.txt
	out_is_empty
}

test_with_verbose_the_text_begins_to_show() {
	text 通知.txt
	ok inspect 通知.txt
	out_has_not 第二段
	ok inspect --verbose 通知.txt
	out_has 第二段
	ok inspect --verbose --json 通知.txt
	grep -q 第二段 "$dir.out"
}

test_what_is_of_no_use_gives_one() {
	broken 照片.jpg
	text 通知.txt
	: > 空.docx
	run inspect 通知.txt 照片.jpg
	status_is 1
	out_has 通知.txt
	out_has 照片.jpg
	run inspect 空.docx
	status_is 1
	out_has 空文件
	run inspect -q 照片.jpg
	status_is 1
	out_is_empty
}

test_an_extension_that_lies_is_told() {
	broken 表.xlsx
	run inspect 表.xlsx
	status_is 1
	out_has "扩展名所称的格式"
}

test_several_files_are_one_json_object() {
	text 一.txt
	broken 二.jpg
	run inspect 一.txt 二.jpg --json
	status_is 1
	json_is verb inspect
	json_is data.files.0.file 一.txt
	json_is data.files.1.format jpeg
	json_is error null
	run inspect 一.txt nowhere --json
	status_is 2
	json_is error.code io
	err_is_empty
}

test_what_cannot_be_done_is_refused() {
	run inspect
	status_is 2
	err_has "参数不够"
	run inspect nowhere.txt
	status_is 2
	err_has nowhere.txt
	mkdir folder
	run inspect folder
	status_is 2
	err_has folder
	text 通知.txt
	run inspect 通知.txt --item M001
	status_is 2
	err_has "没有选项"
	run inspect 通知.txt --json=yes
	status_is 2
	run inspect 通知.txt --lang fr
	status_is 2
}

test_names_that_begin_with_a_dash_or_hold_controls_are_files_too() {
	text ./-x.txt
	ok inspect -- -x.txt
	name=$(printf 'a\033[31mb.txt')
	text "$name"
	ok inspect "$name"
	not grep -q "$(printf '\033')" "$dir.out"
}

test_a_pipe_is_read() {
	text 通知.txt
	status=0
	cat 通知.txt | "$taizhang" inspect /dev/stdin > "$dir.out" 2> "$dir.err" || status=$?
	status_is 0
}

run_tests
