#!/bin/sh
# SPDX-License-Identifier: MIT
# taizhang scan --fill and confirm: fields from what files say.
. "$srcdir/cli/cli.sh"

folder() { echo "$1"/materials/"$2"*; }
official="$abs_srcdir/inspect/data/official"

notice() {
	ok new d --city 示例市 --year 2017 --items M001,M014,M018,I-1-4-3-1
	cp "$official/01-red-head.txt" "$(folder d I-1-1-1-1)/意见.txt"
	ok scan d --fill
}

test_a_document_fills_its_record() {
	notice
	out_has "从文件填写 4 个字段"
	out_has "taizhang confirm d"
	ok show d I-1-1-1-1
	out_has "发文字号：示政发〔2017〕12号（提取自 意见.txt，第 3 行，待核对）"
	ok show d I-1-1-1-1 --lang en
	out_has "(extracted from 意见.txt, 第 3 行, to be confirmed)"
	ok show d I-1-1-1-1 --json
	json_is data.item.records.0.fields.date 2017-03-05
	json_is data.item.records.0.extracted.1.field number
	ok list d --csv
	out_has "发文字号（提取自文件 第 3 行，待核对）"
	run check d
	out_has "有 4 个值是从文件中读出的"
}

test_without_fill_nothing_is_filled() {
	ok new d --city 示例市 --year 2017 --items M001
	cp "$official/01-red-head.txt" "$(folder d I-1-1-1-1)/意见.txt"
	ok scan d
	ok confirm d
	out_has "没有待核对的值"
}

test_confirming_keeps_values_and_takes_marks_away() {
	notice
	ok confirm d
	out_has "共 4 个值待核对"
	ok confirm d --json
	json_is data.extracted.0.target I-1-1-1-1/1
	grep -q 'version="1.1"' d/ledger.xml
	ok set d I-1-1-1-1/1 number=示政发〔2017〕12号
	ok confirm d --lang en
	out_has "3 value(s) to be confirmed."
	ok confirm d I-1-1-1-1/1
	out_has "已确认 3 个值"
	grep -q 'version="1.0"' d/ledger.xml
	ok confirm d --all --json
	json_is data.confirmed 0
	ok show d I-1-1-1-1
	out_has "发文字号：示政发〔2017〕12号"
	out_has_not 待核对
}

test_a_wrong_call_changes_nothing() {
	notice
	cp d/ledger.xml before.xml
	run confirm d I-1-1-1-1/1 X-9
	status_is 2
	run confirm d I-1-1-1-1/1 --all
	status_is 2
	cmp before.xml d/ledger.xml
}

test_what_was_entered_is_not_touched() {
	notice
	ok set d I-1-1-1-1/1 number=示政发〔2017〕99号
	ok scan d --fill --json
	json_is data.differing 1
	json_is data.filled 0
	json_is findings.0.id fill-differs
}

test_a_table_fills_a_threshold() {
	ok new d --city 示例市 --year 2017 --items I-1-4-3-1
	printf '2017年志愿服务统计表,,\n指标,单位,数值\n注册志愿者人数占城市建成区常住人口比例,%%,16.2\n' > "$(folder d I-1-4-3-1)/表.csv"
	ok scan d --fill
	ok show d I-1-4-3-1
	out_has "当前值 16.2 %，印证材料 I-1-4-3-1/1 C3（提取自 表.csv，C3，待核对）"
	ok confirm d T004
	out_has "已确认 4 个值"
}

test_marks_travel_with_a_package_and_come_back() {
	notice
	ok pack d -o p.zip --allow-incomplete
	ok show p.zip I-1-1-1-1
	out_has "待核对"
	ok verify p.zip
	ok unpack p.zip -d back --as-ledger
	cmp d/ledger.xml back/ledger.xml
	ok pack back -o again.zip --allow-incomplete
	cmp p.zip again.zip
	ok pack d -o parts.zip --allow-incomplete --max-size 1M
}

run_tests
