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

test_what_is_classified_is_never_packed_as_incomplete() {
	ledger d
	printf '机密★一年\n关于报送情况的通知\n' > "$(echo d/materials/I-1-1-1-1*)/通知.txt"
	ok scan d
	run pack d -o p.zip --allow-incomplete
	status_is 1
	out_has "[classified-mark]"
	err_has "涉密材料不得报送"
	[ ! -e p.zip ]
	run pack d -o p.zip --allow-incomplete --lang en
	err_has "marked as classified"
	ok pack d -o p.zip --allow-incomplete --no-inspect
	unzip -tq p.zip
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

test_the_number_of_threads_changes_nothing() {
	ledger d
	for format in zip tar.zst; do
		ok pack d -o 1.$format --allow-incomplete --threads 1
		ok pack d -o 3.$format --allow-incomplete --threads 3
		cmp 1.$format 3.$format
		ok verify 1.$format --threads 1
		cp "$dir.out" 1.out
		ok verify 1.$format --threads 3
		cmp "$dir.out" 1.out
		ok unpack 1.$format -d 1.$format.d --threads 1
		ok unpack 1.$format -d 3.$format.d --threads 3
		diff -r 1.$format.d 3.$format.d
	done
}

test_a_number_of_threads_is_from_1_to_64() {
	ledger d
	for number in 0 65 -1 1.5 x ""; do
		run pack d -o p.zip --allow-incomplete "--threads=$number"
		status_is 2
		err_has "--threads 不能是“$number”；可用：1–64"
	done
	ok pack d -o p.zip --allow-incomplete --threads 64
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

# Three files of 300 KB that nothing makes smaller.
big_ledger() {
	ledger "$1"
	for item in I-1-1-1-1 I-1-3-1-1 I-2-1-1-1; do
		for folder in "$1"/materials/$item*; do
			[ ! -d "$folder" ] || openssl rand 300000 > "$folder/大.bin"
		done
	done
	for folder in "$1"/materials/*; do openssl rand 300000 > "$folder/图.jpg"; done
	ok scan "$1" -q
}

test_a_limit_gives_parts_that_other_programs_accept() {
	big_ledger d
	ok pack d -o 包.zip --allow-incomplete --max-size 450K
	out_has "个分卷"
	out_has "包-1of"
	out_has "整组的标识："
	[ ! -e 包.zip ]
	for part in 包-*of*.zip; do
		[ "$(wc -c < "$part")" -le 460800 ]
		LC_ALL=C.UTF-8 unzip -tqq "$part" > /dev/null
		ok verify --bag "$part"
		ok verify "$part"
	done
	LC_ALL=C.UTF-8 unzip -p 包-1of*.zip '*/bag-info.txt' | grep -q '^Bag-Count: 1 of '
}

test_parts_in_json() {
	big_ledger d
	ok pack d -o p.zip --allow-incomplete --max-size 450k --json
	json_is data.packages.0.path "p-1of$("$json_at" data.packages.0.parts < "$dir.out").zip"
	json_is data.packages.0.part 1
	json_is data.packages.1.part 2
	[ "$("$json_at" data.id < "$dir.out")" != "$("$json_at" data.packages.0.id < "$dir.out")" ]
}

test_a_large_limit_gives_one_package() {
	big_ledger d
	ok pack d -o p.zip --allow-incomplete --max-size 1GB
	[ -e p.zip ]
	out_has "包标识："
}

test_a_limit_that_is_none_is_refused() {
	ledger d
	for size in 0 x 5X -5M 10MBB 99999999999999999999 20000000T; do
		run pack d -o p.zip --allow-incomplete --max-size $size
		status_is 2
		err_has "--max-size 不能是“$size”"
	done
	run pack d -o p.zip --allow-incomplete --max-size 10
	status_is 2
	err_has "上限太小"
}

test_older_parts_beside_are_refused_and_with_force_told() {
	big_ledger d
	echo old > p-1of9.zip
	run pack d -o p.zip --allow-incomplete --max-size 450K
	status_is 2
	err_has "p-1of9.zip"
	err_has "--force"
	[ "$(ls p*)" = p-1of9.zip ]
	ok pack d -o p.zip --allow-incomplete --max-size 450K --force
	out_has "[package-beside]"
	[ "$(cat p-1of9.zip)" = old ]
}

test_a_supplement_carries_what_is_new() {
	ledger d
	ok pack d -o old.zip --allow-incomplete -q
	echo 补充 > "$(echo d/materials/I-1-1-1-1*)/补充.txt"
	ok scan d -q
	ok pack d -o new.zip --allow-incomplete --base old.zip
	out_has "新增 1 个文件、修改 0 个、不变 1 个、去掉 0 个；接收方已有的 1 个文件（"
	out_has "[package-supersedes]"
	LC_ALL=C.UTF-8 unzip -l new.zip | grep -q 补充.txt
	! LC_ALL=C.UTF-8 unzip -l new.zip | grep -q 通知.txt
	ok verify --bag new.zip
	ok verify new.zip
	ok pack d -o json.zip --allow-incomplete --base old.zip --json
	json_is data.supplement.added 1
	json_is data.supplement.unchanged 1
}

test_a_chain_may_be_given_whole() {
	ledger d
	ok pack d -o 1.zip --allow-incomplete -q
	for n in 2 3; do
		echo $n > "$(echo d/materials/I-1-1-1-1*)/$n.txt"
		ok scan d -q
		ok pack d -o $n.zip --allow-incomplete --base $((n - 1)).zip -q
	done
	echo 4 > "$(echo d/materials/I-1-1-1-1*)/4.txt"
	ok scan d -q
	ok pack d -o 4.zip --allow-incomplete --base=1.zip --base 3.zip --base 2.zip --json
	json_is data.files 1
	json_is data.supplement.unchanged 3
}

test_nothing_new_makes_no_package() {
	ledger d
	ok pack d -o old.zip --allow-incomplete -q
	run pack d -o new.zip --allow-incomplete --base old.zip
	status_is 1
	err_has "没有任何变化"
	[ ! -e new.zip ]
	ok pack d -o new.zip --allow-incomplete --base old.zip --force
	ok verify --bag new.zip
}

test_a_wrong_base_is_refused() {
	ledger d
	ok new e --city 另一市 --year 2017 --items M001,M014,M018
	echo 通知 > "$(echo e/materials/I-1-1-1-1*)/通知.txt"
	ok scan e -q
	ok pack e -o e.zip --allow-incomplete -q
	run pack d -o new.zip --allow-incomplete --base e.zip
	status_is 2
	err_has "e.zip 不是本台账以前的报送包"
	err_has "另一市"
	[ ! -e new.zip ]
}

run_tests
