#!/bin/sh
# SPDX-License-Identifier: MIT
# taizhang check and status: judging a ledger.
. "$srcdir/cli/cli.sh"

# A ledger of one item that has no error.
sound() {
	ok new "$1" --city 示例市 --year 2017 --items M014
	for i in 1 2 3 4; do echo "$i" > "$(echo "$1"/materials/I-1-3-1-4*)/情况$i.docx"; done
	ok scan "$1" -q
}

test_errors_give_one_and_the_next_thing() {
	ledger d
	run check d
	status_is 1
	out_has "[item-empty]"
	out_has "注意："
	out_has "下一步：先处理 I-1-3-1-4"
	out_has "I-1 思想道德基础建设  3 项："
}

test_no_error_gives_zero_and_the_packing_line() {
	sound d
	ok check d --no-inspect
	out_has "可以打包"
	out_has "taizhang pack d -o"
	run check d --no-inspect --strict
	status_is 1
}

test_filters_narrow_what_is_listed_and_judged() {
	ledger d
	run check d --item Ⅰ-1-3-1-4 --json
	status_is 1
	json_is findings.0.item I-1-3-1-4
	json_is counts.shown "$("$json_at" findings < "$dir.out" | grep -o '"id"' | wc -l)"
	run check d --id item-empty --lang en
	status_is 1
	out_has "[item-empty]"
	out_has_not "[owner-missing]"
	run check d --severity 错误
	status_is 1
	out_has_not "警告  "
	ok check d --aspect security
	run check d --unit 市文明办
	status_is 1
	out_has I-1-3-1-4
	out_has_not "  I-1-4-2-1"
}

test_hiding_errors_does_not_make_them_good() {
	ledger d
	ok check d --id owner-missing
	sound e
	run check e --no-inspect --severity error --strict
	status_is 1
}

test_filters_that_cannot_be_are_refused() {
	ledger d
	run check d --severity bad
	status_is 2
	err_has "--severity 不能是“bad”"
	run check d --aspect bad
	status_is 2
	run check d --id no-such-id
	status_is 2
	run check d --item I-9-9
	status_is 2
	err_has "没有审核项“I-9-9”"
	run check d --date 2017-02-30
	status_is 2
	err_has 2017-02-30
}

test_deadlines_are_judged_at_the_date() {
	ledger d
	ok set d M014 deadline=2017-10-31
	run check d --date 2017-10-31
	out_has_not "[item-overdue]"
	run check d --date 2017-11-01
	out_has "[item-overdue]"
	ok status d --date 2017-11-01 --json
	json_is data.total.overdue 1
}

test_a_package_is_checked_like_its_ledger() {
	ledger d
	ok pack d -o p.zip --allow-incomplete -q
	run check d --no-inspect --json --date 2017-12-01
	"$json_at" findings < "$dir.out" > findings
	run check p.zip --json --date 2017-12-01
	status_is 1
	"$json_at" findings < "$dir.out" | cmp - findings
}

test_a_status_sums_up() {
	ledger d
	ok status d
	out_has "按测评项目"
	out_has "覆盖：审核项 1/3"
	ok status d --lang en
	out_has "By project"
	ok status d --json
	json_is data.coverage.items '{"covered":1,"of":3}'
	json_is data.kinds.0.items 1
}

test_files_are_looked_into_unless_it_is_not_wanted() {
	ledger d
	printf '\377\330\377\340 and no more' > "$(echo d/materials/I-1-3-1-4*)/照片.jpg"
	ok scan d -q
	run check d --item M014 --json
	status_is 1
	grep -q '"content-' "$dir.out"
	[ -f d/.taizhang-facts ]
	[ "$(stat -c %a d/.taizhang-facts)" = 600 ]
	cp "$dir.out" first
	# remembered, spoilt and gone: nothing of it shows
	run check d --item M014 --json
	cmp "$dir.out" first
	echo nonsense > d/.taizhang-facts
	run check d --item M014 --json --threads 3
	cmp "$dir.out" first
	rm d/.taizhang-facts
	run check d --item M014 --json --no-inspect
	not grep -q '"content-' "$dir.out"
	[ ! -e d/.taizhang-facts ]
	ok status d
	[ ! -e d/.taizhang-facts ]
	ok pack d -o p.zip --allow-incomplete
	[ ! -e d/.taizhang-facts ]
	not sh -c 'unzip -l p.zip | grep -q taizhang-facts'
}

test_material_of_another_year_is_found_again() {
	ledger d
	cp -r d last
	run check d --against last --no-inspect
	status_is 2
	err_has "--against 和 --no-inspect 不能一起用"
	run check d --against nowhere
	status_is 2
	err_has nowhere
	run check d --against
	status_is 2
	run check d --against last --lang en
	status_is 1
	err_is_empty
}

test_packing_refuses_what_the_files_say_and_states_the_plain_check() {
	sound d
	run pack d -o p.zip
	status_is 1
	err_has "--allow-incomplete"
	out_has "[content-"
	[ ! -e p.zip ]
	ok pack d -o plain.zip --no-inspect
	ok pack d -o p.zip --allow-incomplete
	cmp p.zip plain.zip
	run pack d -o p.zip --force --json
	status_is 1
	json_is counts.errors 1
}

test_a_changed_file_is_seen() {
	sound d
	rm d/materials/I-1-3-1-4*/情况1.docx
	run check d --no-inspect
	status_is 1
	out_has 情况1.docx
}

test_the_four_natures_are_reported_with_what_was_not_made() {
	ledger d
	run check d --aspects
	status_is 1
	out_has 四性检测报告
	out_has "未做：本程序不查杀病毒"
	out_has_not "没有看文件的内容"
	run check d --aspects --no-inspect --lang en
	status_is 1
	out_has "not made: the files were not looked into"
	run check d --aspects --json
	status_is 1
	json_is data.aspects.0.aspect authenticity
	json_is data.aspects.0.made true
	run check d --aspects --item I-1-3-1-4
	status_is 2
	err_has "--aspects 和 --item 不能一起用"
	sound e
	ok check e --aspects --no-inspect
	out_has_not "不通过："
}

run_tests
