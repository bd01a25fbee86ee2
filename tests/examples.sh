#!/bin/sh
# SPDX-License-Identifier: MIT
# The example programs, on a small ledger of the example material.
. "$srcdir/cli/cli.sh"

# example NAME ARGS: runs one of them as `run` runs the command.
example() {
	command=$taizhang taizhang=$abs_top_builddir/examples/$1
	shift
	run "$@"
	taizhang=$command
}

# A ledger of two items with their material: a normative document with its red-head page, and four reports.
small_ledger() {
	ok new "$1" --city 示例市 --year 2017 --items I-1-1-1-1,I-1-3-1-4
	for code in I-1-1-1-1 I-1-3-1-4; do
		cp "$abs_top_srcdir/examples/materials/$code"/* "$1/materials/$code "*/
	done
}

package() {
	small_ledger d
	example pack_folder d p.zip
	status_is 0
}

test_pack_folder_scans_and_packs() {
	package
	out_has "示例市-2017: 6 files, id "
	err_is_empty
	unzip -tqq p.zip
	id=$(unzip -p p.zip 示例市-2017/manifest-sha256.txt | sha256sum | cut -c1-64)
	out_has "$id"
	ok verify p.zip
	example pack_folder d p.tar.zst
	status_is 0
	zstd -tq p.tar.zst
}

test_pack_folder_packs_with_gaps_and_tells_them_by_its_status() {
	small_ledger d
	rm d/materials/I-1-1-1-1*/*
	example pack_folder d p.zip
	status_is 1
	ok verify p.zip
	out_has package-incomplete
}

test_pack_folder_says_why_it_cannot() {
	example pack_folder nothing p.zip
	status_is 2
	err_has nothing
	example pack_folder
	status_is 2
	[ ! -e p.zip ]
}

test_verify_package_finds_nothing_in_a_sound_one() {
	package
	example verify_package p.zip
	status_is 0
	[ "$(wc -l <"$dir.out")" -eq 1 ]
	out_has "valid $(unzip -p p.zip 示例市-2017/manifest-sha256.txt | sha256sum | cut -c1-64)"
}

test_verify_package_prints_each_finding() {
	package
	LC_ALL=C.UTF-8 bsdtar -xf p.zip
	echo more >>"$(echo 示例市-2017/data/I-1-1-1-1/*.docx)"
	example verify_package 示例市-2017
	status_is 1
	out_has "error bag-digest: "
	out_has "not valid"
	example verify_package d/ledger.xml
	status_is 2
	err_has ledger.xml
}

test_read_manifest_lists_items_records_and_files() {
	package
	example read_manifest p.zip
	status_is 0
	[ "$(head -n 1 "$dir.out")" = "示例市 2017 " ]
	out_has "I-1-3-1-4 道德讲堂活动情况报告"
	out_has "  4. 2017年4季度道德讲堂活动情况报告 [说明报告]"
	[ "$(grep -c '^     data/' "$dir.out")" -eq 6 ]
	example read_manifest nothing.zip
	status_is 2
	err_has nothing.zip
}

test_walk_catalog_prints_the_whole_tree() {
	example walk_catalog
	status_is 0
	[ "$(tail -n 1 "$dir.out")" = "155 items" ]
	[ "$(grep -c '≥' "$dir.out")" -ge 155 ]
	out_has "I-1-1-1-1 党的十九大精神学习宣传工作方案"
	out_has "重构"
}

run_tests
