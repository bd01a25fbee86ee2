#!/bin/sh
# SPDX-License-Identifier: MIT
# taizhang list and show: of a ledger and of a package.
. "$srcdir/cli/cli.sh"

test_a_list_has_items_and_records() {
	ledger d
	ok list d
	out_has "I-1-1-1-1  "
	out_has "规范文件  /1  通知"
	out_has "（没有材料）"
	ok list d -v
	out_has "通知.txt  正文"
	ok list d --lang en
	out_has "normative document  /1"
	ok list d --json
	json_is data.items.0.records.0.files.0.role body
}

test_a_package_lists_as_its_ledger_does() {
	ledger d
	ok pack d -o p.zip --allow-incomplete -q
	ok list d
	cp "$dir.out" list
	ok list p.zip
	cmp list "$dir.out"
	ok show p.zip M001
	out_has "通知.txt"
	ok show p.zip
	out_has "示例市"
	ok show p.zip --json
	json_is verb show
}

test_csv_and_json_exclude_each_other() {
	ledger d
	run list d --csv --json
	status_is 2
	json_is error.id usage
}

test_show_takes_codes_as_people_write_them() {
	ledger d
	for code in I-1-3-1-4 Ⅰ-1-3-1-4 'I—1—3—1—4' M014 m014; do
		ok show d "$code"
		out_has "T001 道德讲堂每年场次"
	done
	run show d I-9
	status_is 2
	err_has "没有审核项“I-9”"
	run show d I-1
	status_is 2
	run show d
	status_is 2
	err_has "参数不够"
}

test_a_foreign_bag_has_no_items() {
	mkdir -p bag/data
	printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' > bag/bagit.txt
	echo x > bag/data/x
	(cd bag && sha256sum data/x > manifest-sha256.txt)
	run list bag
	status_is 2
	err_has bag
}

test_nothing_there_is_told() {
	run list nowhere
	status_is 2
	err_has nowhere
	echo x > file
	run list file
	status_is 2
	err_has file
}

run_tests
