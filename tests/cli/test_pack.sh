#!/bin/sh
# SPDX-License-Identifier: MIT
# taizhang pack: the submission package.
. "$srcdir/cli/cli.sh"

test_errors_refuse_and_are_listed() {
	ledger d
	run pack d -o p.zip
	status_is 1
	out_has "[item-empty]"
	err_has "没有打包"
	[ ! -e p.zip ]
	run pack d -o p.zip --json
	status_is 1
	json_is ok false
	json_is error.id usage
}

test_an_incomplete_package_says_so() {
	ledger d
	ok pack d -o p.zip --allow-incomplete
	out_has "包标识："
	out_has "包内已声明不完整"
	unzip -tq p.zip
	unzip -p p.zip '*/index.html' | grep -q "本包不完整"
}

test_an_existing_target_stays() {
	ledger d
	echo precious > p.zip
	run pack d -o p.zip --allow-incomplete
	status_is 2
	err_has "要替换请加 --force"
	[ "$(cat p.zip)" = precious ]
	ok pack d -o p.zip --allow-incomplete --force
	unzip -tq p.zip
}

test_formats_by_name_and_by_option() {
	ledger d
	for name in p.zip p.tar p.tar.gz p.tar.zst; do
		ok pack d -o $name --allow-incomplete -q
		LC_ALL=C.UTF-8 bsdtar tf $name > /dev/null
	done
	ok pack d -o package --format tar --allow-incomplete -q
	tar tf package > /dev/null
	run pack d -o q --format rar --allow-incomplete
	status_is 2
	err_has "--format 不能是“rar”；可用：zip, tar, tar.gz, tar.zst"
	run pack d -o q --digest md5 --allow-incomplete
	status_is 2
	err_has "--digest 不能是“md5”"
}

test_both_digests() {
	ledger d
	ok pack d -o p.zip --digest sha256,sm3 --allow-incomplete -q
	unzip -l p.zip | grep -q manifest-sm3.txt
}

test_equal_ledgers_give_equal_bytes() {
	ledger d
	ok pack d -o a.zip --allow-incomplete -q
	(umask 077 && TZ=Asia/Shanghai LC_ALL=C.UTF-8 "$taizhang" pack d -o b.zip --allow-incomplete -q)
	cmp a.zip b.zip
	SOURCE_DATE_EPOCH=1501925400 "$taizhang" pack d -o c.zip --allow-incomplete -q
	unzip -p c.zip '*/index.html' | grep -q 2017-08-05T09:30:00Z
	SOURCE_DATE_EPOCH=today
	export SOURCE_DATE_EPOCH
	run pack d -o e.zip --allow-incomplete
	status_is 2
	err_has SOURCE_DATE_EPOCH
}

test_json_tells_the_identity() {
	ledger d
	ok pack d -o 包.zip --allow-incomplete --json
	json_is data.root 示例市-2017
	json_is data.path 包.zip
	json_is data.files 1
	json_is data.incomplete true
	[ "$("$json_at" data.id < "$dir.out" | wc -c)" -eq 65 ]
}

test_the_output_must_be_named() {
	ledger d
	run pack d
	status_is 2
	err_has "缺少 --output"
}

test_a_changed_file_stops_packing() {
	ledger d
	echo "changed since" > "$(echo d/materials/I-1-1-1-1*)/通知.txt"
	run pack d -o p.zip --allow-incomplete
	[ $status -ne 0 ]
	[ ! -e p.zip ]
}

run_tests
