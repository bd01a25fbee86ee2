#!/bin/sh
# SPDX-License-Identifier: MIT
# taizhang verify: packages and bags, and the receipt.
. "$srcdir/cli/cli.sh"

package() {
	ledger d
	ok pack d -o p.zip --allow-incomplete -q
}

test_a_sound_package_is_valid() {
	package
	ok verify p.zip
	out_has 示例市
	ok verify p.zip --json
	json_is ok true
	json_is counts.errors 0
	ok verify p.zip --lang en
	ok verify p.zip -q
	out_is_empty
}

test_an_unpacked_package_is_valid_too() {
	package
	ok unpack p.zip -d u -q
	ok verify u/示例市-2017
}

test_a_changed_byte_is_found() {
	package
	ok unpack p.zip -d u -q
	echo changed > u/示例市-2017/data/I-1-1-1-1/*.txt
	run verify u/示例市-2017
	status_is 1
	out_has "data/I-1-1-1-1/"
	run verify u/示例市-2017 --json
	status_is 1
	json_is ok false
}

test_what_is_no_package_cannot_be_judged() {
	echo x > file.zip
	run verify file.zip
	[ $status -ne 0 ]
	run verify nowhere.zip
	status_is 2
	err_has nowhere.zip
}

test_a_bag_of_another_program() {
	mkdir -p bag/data
	printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' > bag/bagit.txt
	echo x > bag/data/x
	(cd bag && sha256sum data/x > manifest-sha256.txt)
	ok verify bag --bag
	run verify bag
	status_is 1
	echo y > bag/data/x
	run verify bag --bag
	status_is 1
	out_has data/x
}

test_a_receipt_answers() {
	package
	ok verify p.zip --receipt 回执
	out_has "回执.json"
	"$json_at" "" < 回执.json > /dev/null
	grep -q "<html" 回执.html
	SOURCE_DATE_EPOCH=1501925400
	export SOURCE_DATE_EPOCH
	ok verify p.zip --receipt r.json -q
	grep -q 2017-08-05T09:30:00Z r.json
	[ -e r.html ]
}

run_tests
