#!/bin/sh
# SPDX-License-Identifier: MIT
# taizhang new: a ledger and its folders.
. "$srcdir/cli/cli.sh"

test_a_city_has_a_folder_for_each_item() {
	ok new 台账 --city 示例市 --year 2017
	out_has "155 个审核项"
	out_has "taizhang scan 台账"
	[ "$(ls 台账/materials | wc -l)" -eq 155 ]
	[ -f 台账/ledger.xml ] && [ -f 台账/catalog.xml ]
}

test_a_unit_has_its_own_items() {
	ok new d --city 示例市 --year 2017 --unit 市教育局 --window 2016-08..2017-07
	out_has "17 个审核项"
	ok list d
	out_has "示例市 2017 年 · 市教育局 · 17 项 · 材料时限 2016-08..2017-07"
}

test_items_are_a_list_as_people_write_it() {
	ok new d --city 示例市 --year 2017年 --items 'Ⅰ-1-1-1-1，M014；III—11—3—3—1'
	[ "$(ls d/materials | wc -l)" -eq 3 ]
}

test_items_are_a_file_with_one_a_line() {
	printf '\357\273\277# 我们的\nI-1-1-1-1 方案\r\n\n  M014,情况\nM018' > 编号.txt
	ok new d --city 示例市 --year 2017 --items 编号.txt
	[ "$(ls d/materials | wc -l)" -eq 3 ]
	printf '\n# nothing\n' > 空.txt
	run new e --city 示例市 --year 2017 --items 空.txt
	status_is 2
	err_has "空.txt 中没有审核项编号"
}

test_what_is_missing_is_named() {
	run new d --year 2017
	status_is 2
	err_has "缺少 --city"
	run new d --city 示例市 --lang en
	err_has "--year is missing"
	[ ! -e d ]
}

test_what_cannot_be_is_refused_and_leaves_nothing() {
	run new d --city 示例市 --year 二〇一七
	status_is 2
	run new d --city 示例市 --year 17
	status_is 2
	err_has "--year 不能是“17”；可用：1949..9999"
	run new d --city '' --year 2017
	status_is 2
	err_has "缺少 --city"
	run new d --city 示例市 --year 2017 --items M001,M999
	status_is 2
	err_has M999
	run new d --city 示例市 --year 2017 --unit 没有的局
	status_is 2
	run new d --city 示例市 --year 2017 --window 2017
	err_has "--window 不能是“2017”"
	run new d --city 示例市 --year 2017 --window 2017-13..
	status_is 2
	run new d --city 示例市 --year 2017 --catalog nothing
	err_has "没有内置测评体系“nothing”"
	[ ! -e d ]
}

test_a_folder_with_something_in_it_is_refused() {
	mkdir d
	echo x > d/x
	run new d --city 示例市 --year 2017
	status_is 2
	err_has "不是空的"
	mkdir e
	ok new e --city 示例市 --year 2017 --items M001
}

test_json_tells_how_many() {
	ok new d --city 示例市 --year 2017 --items M001 --json
	json_is verb new
	json_is data.items 1
	json_is data.directory d
}

test_an_own_catalogue_is_used() {
	ok catalog export ncc-2017-reconstructed --format csv -o tables
	ok new d --city 示例市 --year 2017 --items M001 --catalog tables
	rm tables/items.csv
	run new e --city 示例市 --year 2017 --catalog tables
	status_is 2
	err_has "测评体系 tables 有错误，不能使用"
	out_has items.csv
	[ ! -e e ]
}

run_tests
