#!/bin/sh
# SPDX-License-Identifier: MIT
# taizhang catalog: list, show, check, export.
. "$srcdir/cli/cli.sh"

test_the_built_in_one_is_listed_with_its_caveat() {
	ok catalog list
	out_has ncc-2017-reconstructed
	out_has "并非官方文本"
	ok catalog list --json
	json_is data.catalogs.0.items 155
}

test_a_tree_a_node_an_item() {
	ok catalog show
	out_has "155 个材料审核项"
	out_has "注意："
	ok catalog show M001
	out_has "材料要求"
	ok catalog show ncc-2017-reconstructed Ⅰ-1-1
	out_has "下级"
	ok catalog show F01 --lang en
	out_has "methods: questionnaire"
	ok catalog show M001 --json
	json_is data.node.code I-1-1-1-1
	run catalog show I-99
	status_is 2
	err_has "没有“I-99”"
}

test_what_is_exported_is_valid_and_comes_back_the_same() {
	ok catalog export ncc-2017-reconstructed --format xml -o c.xml
	ok catalog check c.xml
	out_has "没有错误"
	ok catalog export c.xml --format csv -o tables
	ok catalog check tables
	ok catalog export tables --format xml -o d.xml
	ok catalog check d.xml
	ok catalog show c.xml
	cp "$dir.out" show
	ok catalog show tables
	cmp show "$dir.out"
}

test_an_export_does_not_overwrite() {
	echo mine > c.xml
	run catalog export ncc-2017-reconstructed --format xml -o c.xml
	status_is 2
	[ "$(cat c.xml)" = mine ]
	ok catalog export ncc-2017-reconstructed --format xml -o c.xml --force
	run catalog export ncc-2017-reconstructed --format pdf -o x
	status_is 2
	err_has "--format 不能是“pdf”；可用：xml, csv"
}

test_all_faults_of_a_table_are_told_in_one_run() {
	ok catalog export ncc-2017-reconstructed --format csv -o tables
	sed '2s/,M001,/,M002,/; 4s/normative/paper/' tables/items.csv > x
	mv x tables/items.csv
	run catalog check tables
	status_is 1
	out_has items.csv
	out_has M002
	out_has paper
	run catalog check tables --json
	status_is 1
	json_is ok false
}

test_wrong_calls_are_told() {
	run catalog frobnicate
	status_is 2
	err_has "可用：list、show、check、export"
	run catalog check
	status_is 2
	run catalog check nowhere
	status_is 2
	err_has nowhere
	run catalog list more
	status_is 2
}

run_tests
