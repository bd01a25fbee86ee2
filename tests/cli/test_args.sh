#!/bin/sh
# SPDX-License-Identifier: MIT
# The command line itself: verbs, options, languages, help.
. "$srcdir/cli/cli.sh"

test_no_verb_gives_help_and_fails() {
	run
	status_is 2
	out_has "taizhang help"
}

test_an_unknown_verb_is_guessed() {
	run chek x
	status_is 2
	err_has "taizhang: 没有命令“chek”；是不是 check？"
	run 检查 x
	err_has "没有命令“检查”；可用的命令见 taizhang help"
}

test_an_unknown_option_is_guessed() {
	run new d --citty x
	status_is 2
	err_has "是不是 --city？"
	run check d --seve
	err_has "是不是 --severity？"
	run check d --frobnicate --lang en
	err_has 'check has no option "--frobnicate"'
	run scan d -x
	err_has "scan 没有选项“-x”"
}

test_a_value_is_not_taken_from_the_next_option() {
	run new d --city --year 2017
	status_is 2
	err_has "选项“--city”后面要写值"
	run pack d -o
	err_has "选项“-o”后面要写值"
	run scan d --prune=yes
	err_has "选项“--prune=yes”不带值"
}

test_missing_and_surplus_operands_show_the_usage() {
	run scan
	status_is 2
	err_has "参数不够；用法：taizhang scan 台账文件夹"
	run scan a b --lang en
	err_has '"b" is one argument too many; usage: taizhang scan DIR'
}

test_options_may_stand_anywhere_and_be_joined() {
	ledger d
	ok -q scan d -v
	out_is_empty
	ok scan -qv d
	out_is_empty
	ok --lang=en scan d
	out_has "Recorded 1 records"
}

test_two_dashes_end_the_options() {
	ok new --city 示例市 --year 2017 --items M001 -- -台账
	echo x > ./-file.txt
	ok add -- -台账 M001 -file.txt
	[ -e ./-台账/materials/I-1-1-1-1*/-file.txt ]
	ok check --severity error --no-inspect -- -台账
}

test_the_language_follows_option_then_environment() {
	LC_ALL=en_US.UTF-8 "$taizhang" help | grep -q "^Usage"
	LC_ALL='' LANG=de_DE.UTF-8 "$taizhang" help | grep -q "^Usage"
	LC_ALL='' LC_MESSAGES=zh_CN.GBK LANG=en_US "$taizhang" help | grep -q "^用法"
	for locale in '' C POSIX C.UTF-8 zh_TW; do LC_ALL=$locale "$taizhang" help | grep -q "^用法"; done
	LC_ALL=zh_CN.UTF-8 "$taizhang" help --lang en | grep -q "^Usage"
	run help --lang fr
	status_is 2
	err_has "--lang 只能是 zh 或 en，不能是“fr”"
}

test_help_of_each_verb_has_options_and_an_example() {
	for verb in new add scan set list show status check pack verify unpack catalog help; do
		ok help $verb
		out_has "用法：taizhang $verb"
		out_has "例：taizhang $verb"
		ok $verb --help --lang en
		out_has "Usage: taizhang $verb"
		out_has "Example: taizhang $verb"
	done
	run help nothing
	status_is 2
}

test_the_version_names_the_libraries() {
	ok --version
	out_has "taizhang "
	for library in libarchive libxml2 libcrypto zlib jansson; do out_has $library; done
	# What inspection stands on, whether it is there or not.
	for name in libmagic libqpdf libjpeg libpng libtiff libwebp giflib libexif pdftotext catdoc catppt; do
		out_has $name
	done
	ok --version --lang en
	out_has "with libarchive"
}

test_errors_are_one_json_object_too() {
	run check nowhere --json
	status_is 2
	err_is_empty
	json_is verb check
	json_is ok false
	json_is exit 2
	json_is error.code io
	json_is data null
	run check --json --frob
	json_is error.id usage
	run nothing --json
	json_is error.id usage
}

test_control_characters_do_not_reach_the_terminal() {
	run check "$(printf 'a\033[31mb')"
	status_is 2
	not grep -q "$(printf '\033')" "$dir.err" "$dir.out"
	run "$(printf 'a\033[31mb\302\233\342\200\256')"
	err_has "$(printf 'a\357\277\275[31mb\357\277\275\357\277\275')"
	ok new "$(printf 'a"\\\033\377')" --city 示例市 --year 2017 --items M001 --json
	json_is data.directory "$(printf 'a"\\\357\277\275\357\277\275')"
}

test_a_full_disk_is_told() {
	[ -w /dev/full ] || return 0
	status=0
	"$taizhang" help > /dev/full 2> "$dir.err" || status=$?
	status_is 2
	err_has "无法输出"
}

run_tests
