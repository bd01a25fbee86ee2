#!/bin/sh
# SPDX-License-Identifier: MIT
# taizhang set: fields by target and by table.
. "$srcdir/cli/cli.sh"

test_fields_of_every_target_are_set_and_shown() {
	ledger d
	ok set d . contact='张三 0472-1234567' city=示例市
	out_has "已填写 2 个字段"
	ok set d I-1-1-1-1 lead=市委宣传部 owner=李四 deadline=2017-10-31 review=30
	ok set d Ⅰ-1-1-1-1/① number='示创发〔2017〕9号' date=2017年3月5日 title='a=b 与 “引号”'
	ok set d M001/1/通知.txt role=redhead
	ok set d T001 value=12 unit=次/年
	ok set d N01 state=none note=无
	ok show d M001
	out_has "牵头单位：市委宣传部"
	out_has "发文字号：示创发〔2017〕9号"
	out_has "成文日期：2017-03-05"
	out_has "a=b 与 “引号”"
	out_has "红头页"
	ok show d M014
	out_has "当前值 12"
}

test_an_empty_value_clears() {
	ledger d
	ok set d M001 lead=某局
	ok set d M001 lead=
	ok show d M001 --json
	json_is data.item.assignment '{}'
}

test_a_wrong_field_leaves_all_as_it_was() {
	ledger d
	cp d/ledger.xml before
	run set d M001/1 title=新 date=2017-02-30
	status_is 2
	err_has 2017-02-30
	cmp before d/ledger.xml
	run set d M001/1 colour=red
	status_is 2
	err_has number
	run set d M001/9 title=x
	status_is 2
	run set d M001/1 title
	status_is 2
	err_has "“title”不是 字段=值 的形式"
	run set d M001
	status_is 2
	cmp before d/ledger.xml
}

test_a_table_goes_out_and_in() {
	ledger d
	ok list d --csv
	cp "$dir.out" t.csv
	sed 's/^I-1-1-1-1\/1,number,,/I-1-1-1-1\/1,number,示创发〔2017〕9号,/' t.csv > u.csv
	not cmp -s t.csv u.csv
	ok set d --from u.csv
	ok show d M001
	out_has "示创发〔2017〕9号"
	iconv -f UTF-8 -t GB18030 u.csv | sed '1s/^\xef\xbb\xbf//' > gbk.csv
	ok set d --from gbk.csv
}

test_all_bad_rows_of_a_table_are_told_and_none_is_set() {
	ledger d
	cp d/ledger.xml before
	printf 'target,field,value\nM001,lead,某局\nM999,lead,x\nM001/1,date,2017-02-30\n' > t.csv
	run set d --from t.csv
	status_is 2
	out_has M999
	out_has 2017-02-30
	cmp before d/ledger.xml
	run set d --from missing.csv
	status_is 2
	err_has missing.csv
	run set d M001 lead=x --from t.csv
	status_is 2
	err_has "--from 不能和"
}

test_json_counts_the_fields() {
	ledger d
	ok set d M001 lead=甲 owner=乙 --json
	json_is data.set 2
	run set d M999 lead=甲 --json
	status_is 2
	json_is error.code not-found
}

run_tests
