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

test_standard_input_may_be_a_pipe_or_a_file() {
	ledger d
	for format in zip tar tar.gz tar.zst; do
		ok pack d -o "p.$format" --allow-incomplete -q
		"$taizhang" verify - -q < "p.$format" || fail "$format from a file"
		cat "p.$format" | "$taizhang" verify - -q || fail "$format from a pipe"
		head -c 3000 "p.$format" > cut
		cat cut | "$taizhang" verify - -q > /dev/null 2>&1 && fail "$format cut off"
		mkfifo "pipe.$format"
		cat "p.$format" > "pipe.$format" &
		ok verify "pipe.$format" -q
	done
	echo x > -
	run verify ./-
	status_is 2
}

test_the_receipt_of_a_stream_has_its_digest() {
	package
	cat p.zip | "$taizhang" verify - --receipt r -q || fail "not valid"
	digest=$(sha256sum < p.zip)
	grep -q "\"sha256\": \"${digest%% *}\"" r.json || fail "no digest"
	"$taizhang" verify - --receipt s -q < p.zip || fail "not valid"
	grep -q "\"sha256\": \"${digest%% *}\"" s.json || fail "no digest"
}

test_names_are_read_as_asked() {
	package
	for names in auto utf-8 gbk gb18030; do
		ok verify p.zip --names "$names" -q
	done
	run verify p.zip --names big5
	status_is 2
	err_has gb18030
}

test_limits_are_taken_from_a_list() {
	package
	ok verify p.zip --limits entries=1000,total=10G,file=1g,ratio=500 --limits manifest-lines=9,xml=1M,depth=20
	run verify p.zip --limits entries=3
	status_is 1
	out_has entries=
	run verify p.zip --limits total=1K
	status_is 1
	run verify p.zip --limits file=5
	status_is 1
	for wrong in entries entries= entries=x entries=0 entries=1K total=1Q ratio=1.5 size=3 "entries=5," ,; do
		run verify p.zip --limits "$wrong"
		status_is 2
		err_has manifest-lines
	done
}

# A ledger of four larger files, packed in parts of 300 KiB, and a supplement on them.
parted() {
	ok new l --city 示例市 --year 2017 --items M001,M003
	for i in 1 2; do
		head -c 90000 /dev/urandom > "$(echo l/materials/I-1-1-1-1*)/通知$i.pdf"
		head -c 90000 /dev/urandom > "$(echo l/materials/I-1-1-2-1*)/考核$i.pdf"
	done
	ok scan l -q
	ok pack l -o x.zip --allow-incomplete --max-size 300K
	[ -e x-1of2.zip ] && [ -e x-2of2.zip ]
}

test_a_part_alone_and_all_together() {
	parted
	ok verify x-2of2.zip --lang en
	out_has "the set also has: x-1of2.zip"
	out_has "Verdict: this package is valid, but is only a part of the material"
	ok verify x-2of2.zip x-1of2.zip --lang en
	out_has "Verdict: valid (all packages are there"
	ok verify x-1of2.zip x-2of2.zip --json --receipt r
	json_is data.package.part 1
	json_is data.package.whole_files 4
	json_is data.package.judged together
	grep -q '"judged": "together"' r.json
	run verify x-1of2.zip x-1of2.zip
	status_is 1
	out_has "缺少分卷 x-2of2.zip"
	out_has "x-1of2.zip 与 x-1of2.zip 重复：都是分卷 1/2"
	run verify x-1of2.zip x-2of2.zip --bag
	status_is 2
	err_has "--bag 一次只核验一个包"
}

test_a_supplement_and_its_base() {
	parted
	echo 后来 > "$(echo l/materials/I-1-1-1-1*)/后来.pdf"
	ok scan l -q
	ok pack l -o y.tar.gz --allow-incomplete --base x-1of2.zip --base x-2of2.zip
	ok verify y.tar.gz
	out_has "这是增补包，不是全部材料；另有 4 个文件在基础包里"
	ok verify y.tar.gz --base x-2of2.zip --base=x-1of2.zip
	run verify y.tar.gz --base x-1of2.zip --lang en
	status_is 1
	out_has "the base 示例市-2017-2of2 is missing"
}

test_files_of_a_package_are_looked_into_where_it_is_wanted() {
	ledger d
	printf '\377\330\377\340 and no more' > "$(echo d/materials/I-1-4-2-1*)/照片.jpg"
	ok scan d -q
	ok pack d -o p.zip --allow-incomplete --no-inspect -q
	ok verify p.zip
	out_has_not "[content-"
	run verify p.zip --inspect
	status_is 1
	out_has "核验结论：有效"
	out_has "文件的内容："
	out_has "[content-"
	run verify p.zip --inspect --lang en --threads 1
	status_is 1
	out_has "What the files say:"
	run verify p.zip --inspect -q
	status_is 1
	out_is_empty
	run verify p.zip --inspect --json --receipt r
	status_is 1
	json_is counts.errors 0
	[ "$("$json_at" data.contents.counts.errors < "$dir.out")" -gt 0 ] || fail "no errors in contents"
	not grep -q content- r.json
	status=0
	"$taizhang" verify - --inspect < p.zip > "$dir.out" 2> "$dir.err" || status=$?
	status_is 1
	out_has "[content-"
	run verify p.zip --inspect --bag
	status_is 2
	err_has "--bag 和 --inspect 不能一起用"
	ok unpack p.zip -d u -q
	run verify u/示例市-2017 --inspect
	status_is 1
	run verify nowhere.zip --inspect
	status_is 2
}

run_tests
