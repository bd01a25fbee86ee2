#!/bin/sh
# SPDX-License-Identifier: MIT
# taizhang merge: units' packages become the city's ledger; conflicts, --take, --dry-run.
. "$srcdir/cli/cli.sh"

# unit NAME UNIT ITEM FILE TEXT: a unit's ledger and its package NAME.zip.
unit() {
	ok new "$1" --city 示例市 --year 2017 --unit "$2" --items M001,M002
	printf '%s' "$5" > "$(echo "$1"/materials/"$3"*)/$4"
	ok scan "$1" -q
	ok pack "$1" -o "$1.zip" --allow-incomplete -q
}
city() {
	ok new city --city 示例市 --year 2017 -q
}

test_two_units_become_one_ledger() {
	city
	unit a 甲局 I-1-1-1-1 甲.txt 一
	unit b 乙局 I-1-1-1-2 乙.txt 二
	ok merge city a.zip b.zip
	out_has "已合并到 city"
	out_has "合计"
	out_has "taizhang check city"
	ok list city
	out_has "共 2 件材料，2 个文件"
	ok show city M001
	out_has "报送包 示例市-2017-甲局"
	cp -a city before
	ok merge city a.zip b.zip
	out_has "没有改动"
	same_tree before city
}

test_a_conflict_changes_nothing_until_it_is_settled() {
	city
	unit a 甲局 I-1-1-1-1 甲.txt 一
	unit b 乙局 I-1-1-1-1 乙.txt 二
	cp -a city before
	run merge city a.zip b.zip
	status_is 1
	out_has "[merge-record]"
	err_has "没有合并"
	same_tree before city
	ok merge city a.zip b.zip --take 都 --dry-run
	out_has "只是预演"
	same_tree before city
	ok merge city a.zip b.zip --take LAST
	out_has "city/未采用"
	[ -f city/未采用/示例市-2017-甲局/I-1-1-1-1-1/甲.txt ]
	grep -q 甲 city/未采用/示例市-2017-甲局/未采用.csv
}

test_words_apply_in_turn() {
	city
	unit a 甲局 I-1-1-1-1 甲.txt 一
	unit b 乙局 I-1-1-1-1 乙.txt 二
	ok set a T001 value=95 -q
	ok set b T001 value=96 -q
	ok pack a -o a.zip --allow-incomplete --force -q
	ok pack b -o b.zip --allow-incomplete --force -q
	run merge city a.zip b.zip --take BOTH
	status_is 1
	out_has "[merge-field]"
	out_has_not "[merge-record]"
	ok merge city a.zip b.zip --take BOTH --take 乙局 --json
	json_is verb merge
	json_is data.total.added 2
	json_is data.total.not_taken 1
	json_is data.saved true
	json_is data.packages.1.unit 乙局
}

test_what_cannot_be_is_said() {
	city
	unit a 甲局 I-1-1-1-1 甲.txt 一
	run merge city a.zip --take 丙局
	status_is 2
	err_has "--take 不能是“丙局”"
	run merge nowhere a.zip
	status_is 2
	run merge city
	status_is 2
	err_has "参数不够"
	ok new other --city 别的市 --year 2017 -q
	run merge other a.zip --lang en
	status_is 1
	out_has '[merge-other-ledger]'
	err_has "Nothing was merged"
	run merge other a.zip --json
	status_is 1
	json_is ok false
	json_is data.packages.0.left_out true
}

test_the_time_can_be_set() {
	city
	unit a 甲局 I-1-1-1-1 甲.txt 一
	SOURCE_DATE_EPOCH=1500000000 "$taizhang" merge city a.zip -q
	grep -q 'time="2017-07-14T02:40:00Z" who="甲局" action="merged"' city/ledger.xml
}

run_tests
