#!/bin/sh
# SPDX-License-Identifier: MIT
# A reader of packages written from docs/format.md alone, with programs that every system has; the ids in brackets are that page's.
#
#   format_reader.sh PACKAGE     print what the package holds, line by line; status 1 where something in it is wrong
#   format_reader.sh --set PART... [-- BASE...]
#                                judge the parts of a set (or a supplement alone), and the bases that it stands on
#   format_reader.sh             test: read our packages so, and compare with what our library says of them
set -eu
LC_ALL=C.UTF-8
export LC_ALL
tab=$(printf '\t')
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

wrong() {
	printf 'wrong: %s\n' "$*" >&2
	exit 1
}

# The reader

# value DOCUMENT XPATH: a string of an XML document.
value() { xmllint --nonet --xpath "string($2)" "$1"; }
count() { xmllint --nonet --xpath "count($2)" "$1"; }

# The names of all entries, one a line, in the order of the container.
entries() {
	case $1 in
	*.zip) unzip -Z1 "$1" ;;
	*) bsdtar -tf "$1" ;;
	esac
}

unpack() {
	case $1 in
	*.zip) unzip -q "$1" -d "$2" ;;
	*) bsdtar -xf "$1" -C "$2" ;;
	esac
}

# [G-21, R-1, R-2, R-5] from the names of all entries; prints the root.
judge_names() {
	LC_ALL=C awk -F/ '
	function wrong(what) { print "wrong: " what ": " $0 > "/dev/stderr"; bad = 1 }
	/[\001-\037\177\\]/ || /^[A-Za-z]:/ { wrong("character") }
	length($0) > 4000 || NF > 64 { wrong("too long") }
	{ sub(/\/$/, "") }
	{
		for (i = 1; i <= NF; i++)
			if ($i == "" || $i == "." || $i == ".." || length($i) > 255)
				wrong("component")
		if (seen[$0]++)
			wrong("twice")
		if (NR > 1 && $1 != root)
			wrong("outside the root")
		root = $1
	}
	END { print root; exit bad }'
}

# [R-6, R-7, R-8, P-10 to P-16] the package as a bag; run in its root.
judge_bag() {
	printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' | cmp -s - bagit.txt || wrong "bagit.txt"
	find data -type f | LC_ALL=C sort > "$1/there"
	find . -type f ! -path './data/*' ! -name 'tagmanifest-*' | sed 's|^\./||' | LC_ALL=C sort > "$1/tags"
	for manifest in manifest-*.txt; do
		sed 's/^[0-9a-f]\{64\}  //' "$manifest" | LC_ALL=C sort | cmp -s - "$1/there" ||
			wrong "$manifest does not list the payload"
		sed 's/^[0-9a-f]\{64\}  //' "tag$manifest" | LC_ALL=C sort | cmp -s - "$1/tags" ||
			wrong "tag$manifest does not list the tag files"
	done
	# [P-36] an empty manifest is none for sha256sum
	[ ! -s manifest-sha256.txt ] || sha256sum --quiet --strict -c manifest-sha256.txt || wrong "digests"
	sha256sum --quiet --strict -c tagmanifest-sha256.txt || wrong "digests of tag files"
	files=$(awk 'END { print NR }' "$1/there")
	bytes=$(find data -type f -exec cat {} + | wc -c | tr -d ' ')
	[ "$(sed -n 's/^Payload-Oxum: //p' bag-info.txt)" = "$bytes.$files" ] || wrong "Payload-Oxum"
}

# [R-9 to R-12] the documents against their schemas, and the package's identity.
judge_identity() {
	for file in manifest.xml catalog.xml index.html schema/manifest.xsd schema/catalog.xsd; do
		[ -f "$file" ] || wrong "no $file"
	done
	xmllint --nonet --noout --schema schema/manifest.xsd manifest.xml 2> "$1/xml" || wrong "$(cat "$1/xml")"
	xmllint --nonet --noout --schema schema/catalog.xsd catalog.xml 2> "$1/xml" || wrong "$(cat "$1/xml")"
	package='/*/*[local-name()="package"]'
	[ "$(value manifest.xml "$package/@id")" = "$(sha256sum < manifest-sha256.txt | cut -c 1-64)" ] || wrong "id"
	[ "$(value manifest.xml "$package/@root")" = "$(basename "$PWD")" ] || wrong "root"
	[ "$(value manifest.xml "$package/@bytes").$(value manifest.xml "$package/@files")" = "$bytes.$files" ] ||
		wrong "totals"
	[ "$(value manifest.xml "$package/@digests")" = "$(sed -n 's/^Taizhang-Digests: //p' bag-info.txt)" ] ||
		wrong "digests stated"
	[ "$(value manifest.xml '/*/@catalog')" = "$(value catalog.xml '/*/@id')" ] || wrong "catalogue"
}

# The items in scope [section 4, scope].
scope_size() {
	material='//*[local-name()="standard"][contains(concat(" ", normalize-space(@methods), " "), " material ")]'
	case $(value manifest.xml '/*/*[local-name()="scope"]/@type') in
	all) count catalog.xml "$material" ;;
	unit) count catalog.xml "${material}[@unit = \"$(value manifest.xml '/*/*[local-name()="scope"]/@unit')\"]" ;;
	items) count manifest.xml '/*/*[local-name()="scope"]/*[local-name()="item"]' ;;
	esac
}

# [R-13, P-18, P-19] file CODE ORDINAL XPATH
print_file() {
	line=$(value manifest.xml "concat($3/@role, '$tab', $3/@size, '$tab', $3/@sha256, '$tab', $3/@sm3, '$tab', $3/@package-path, '$tab', $3/@path)")
	printf 'file\t%s\t%s\t%s\n' "$1" "$2" "$line"
	path=$(value manifest.xml "$3/@package-path")
	if [ -z "$path" ]; then
		[ "$(value manifest.xml "$3/@missing")" = yes ] || wrong "no path of $line"
		return
	fi
	[ "$(wc -c < "$path" | tr -d ' ')" = "$(value manifest.xml "$3/@size")" ] || wrong "size of $path"
	grep -qxF "$(value manifest.xml "$3/@sha256")  $path" manifest-sha256.txt || wrong "digest of $path"
	[ ! -f manifest-sm3.txt ] || grep -qxF "$(value manifest.xml "$3/@sm3")  $path" manifest-sm3.txt ||
		wrong "SM3 of $path"
	echo "$path" >> "$paths"
}

# numbers N: 1 to N
numbers() { awk -v n="$1" 'BEGIN { for (i = 1; i <= n; i++) print i }'; }

# [L-13] extracted CODE ORDINAL RECORD XPATH: the file of the record with these bytes, or none
print_extracted() {
	[ -n "$(value manifest.xml "$3/@*[local-name() = string($4/@field)]")" ] || return 0
	[ "$(value manifest.xml '/*/@version')" = 1.2 ] || wrong "version with marks"
	printf 'extracted\t%s\t%s\t%s\n' "$1" "$2" "$(value manifest.xml \
		"concat($4/@field, '$tab', $3/*[local-name()='file'][@sha256 = $4/@sha256]/@path, '$tab', $4/@place)")"
}

print_item() {
	code=$(value manifest.xml "$1/@code")
	records=$(count manifest.xml "$1/*[local-name()='record']")
	[ "$records" -gt 0 ] || return 0
	printf 'item\t%s\t%s\n' "$code" "$(value catalog.xml "//*[local-name()='standard'][@code = '$code']/@title-zh")"
	for r in $(numbers "$records"); do
		record="$1/*[local-name()='record'][$r]"
		ordinal=$(value manifest.xml "$record/@ordinal")
		printf 'record\t%s\t%s\t%s\n' "$code" "$ordinal" \
			"$(value manifest.xml "concat($record/@kind, '$tab', $record/@title)")"
		for e in $(numbers "$(count manifest.xml "$record/*[local-name()='extracted']")"); do
			print_extracted "$code" "$ordinal" "$record" "$record/*[local-name()='extracted'][$e]"
		done
		for f in $(numbers "$(count manifest.xml "$record/*[local-name()='file']")"); do
			print_file "$code" "$ordinal" "$record/*[local-name()='file'][$f]"
		done
	done
}

print_declared() {
	for d in $(numbers "$(count manifest.xml '/*/*[local-name()="incomplete"]/*')"); do
		declared="/*/*[local-name()='incomplete']/*[$d]"
		printf 'declared\t%s\n' "$(value manifest.xml \
			"concat($declared/@item, '$tab', $declared/@id, '$tab', $declared/@severity, '$tab', $declared/@count)")"
	done
}

read_package() (
	at=$(mktemp -d "$work/read.XXXXXX")
	paths=$at/paths
	: > "$paths"
	root=$(entries "$1" | judge_names) || exit 1
	mkdir "$at/out"
	unpack "$1" "$at/out"
	cd "$at/out/$root"
	judge_bag "$at"
	judge_identity "$at"
	printf 'package\t%s\t%s\t%s\t%s\n' "$(value manifest.xml "$package/@id")" "$root" "$files" "$bytes"
	printf 'ledger\t%s\t%s\n' "$(value manifest.xml "concat(/*/@city, '$tab', /*/@year, '$tab', /*/@unit, '$tab', /*/@catalog)")" \
		"$(scope_size)"
	for i in $(numbers "$(count manifest.xml '/*/*[local-name()="item"]')"); do
		print_item "/*/*[local-name()='item'][$i]"
	done
	print_declared
	LC_ALL=C sort "$paths" | cmp -s - "$at/there" || wrong "payload that manifest.xml does not describe"
)

# The files that have a place, in document order: "<digest>  <path>", a tab, and where the bytes are.
print_state() {
	for f in $(numbers "$(count manifest.xml '//*[local-name()="file"][@package-path]')"); do
		at_file="(//*[local-name()='file'][@package-path])[$f]"
		printf '%s\n' "$(value manifest.xml "concat($at_file/@sha256, '  ', $at_file/@package-path, '$tab', $at_file/@carried)")"
	done
}

# open_bag PACKAGE FOLDER: unpacks it there and judges it as a bag; prints its root.
open_bag() {
	root=$(entries "$1" | judge_names) || exit 1
	mkdir "$2"
	unpack "$1" "$2/.."
	mv "$2/../$root" "$2"
	(cd "$2/$root" && judge_bag "$at" && judge_identity "$at") || exit 1
	echo "$root"
}

# [P-28 to P-32] one part, in its root
judge_part() {
	case $(value manifest.xml '/*/@version') in 1.1 | 1.2) ;; *) wrong "version of a part" ;; esac
	print_state > state
	cut -f 1 state > lines
	[ "$(sha256sum < lines | cut -c 1-64)" = "$(value manifest.xml "$package/@whole")" ] || wrong "whole"
	[ "$(awk 'END { print NR }' lines)" = "$(value manifest.xml "$package/@whole-files")" ] || wrong "whole-files"
	awk -F '\t' '$2 == "" { print $1 }' state | cmp -s - manifest-sha256.txt || wrong "files that are here"
	part=$(value manifest.xml "$package/@part")
	parts=$(value manifest.xml "$package/@parts")
	awk -F '\t' -v part="$part" '$2 == "" { print part "\t" $1 }' state >> "$at/own"
	awk -F '\t' '$2 != "" && $2 != "base" { print $2 "\t" $1 }' state >> "$at/elsewhere"
	awk -F '\t' '$2 == "base" { print substr($1, 1, 64) }' state >> "$at/wanted"
	value manifest.xml "concat($package/@whole, ' ', $package/@parts, ' ', $package/@time)" >> "$at/same"
	for b in $(numbers "$(count manifest.xml "$package/*[local-name()='base']")"); do
		value manifest.xml "concat($package/*[local-name()='base'][$b]/@id, ' ', $package/*[local-name()='base'][$b]/@tags)"
	done > "$at/bases.new"
	[ ! -f "$at/bases" ] || cmp -s "$at/bases" "$at/bases.new" || wrong "parts name other bases"
	mv "$at/bases.new" "$at/bases"
	[ -n "$parts" ] || return 0
	[ "$(basename "$PWD" | sed "s/.*-0*\([0-9]*of[0-9]*\)\$/\1/")" = "${part}of$parts" ] || wrong "root of a part"
	grep -qx "Bag-Count: $part of $parts" bag-info.txt || wrong "Bag-Count"
	grep -qx "Bag-Group-Identifier: $(value manifest.xml "$package/@whole")" bag-info.txt || wrong "Bag-Group-Identifier"
}

# [P-33 to P-35, R-22] the parts, then "--" and the bases
read_set() (
	at=$(mktemp -d "$work/set.XXXXXX")
	package='/*/*[local-name()="package"]'
	num=0
	: > "$at/elsewhere"
	while [ $# -gt 0 ] && [ "$1" != -- ]; do
		num=$((num + 1))
		root=$(open_bag "$1" "$at/$num")
		cd "$at/$num/$root"
		judge_part
		cd "$OLDPWD"
		shift
	done
	[ "$(sort -u "$at/same" | wc -l)" -eq 1 ] || wrong "parts of different sets"
	[ "$num" -eq "$(cut -d ' ' -f 2 "$at/same" | sed -n '1s/^$/1/; 1p')" ] || wrong "a part is missing"
	[ -z "$(cut -f 2 "$at/own" | sort | uniq -d)" ] || wrong "a file in two parts"
	sort -u "$at/elsewhere" > "$at/claimed"
	sort "$at/own" | comm -13 - "$at/claimed" | grep -q . && wrong "a file that is not in the part that was said"
	: > "$at/given"
	: > "$at/has"
	while [ $# -gt 1 ]; do
		shift
		num=$((num + 1))
		root=$(open_bag "$1" "$at/$num")
		cut -c 1-64 "$at/$num/$root/manifest-sha256.txt" >> "$at/has"
		echo "$(sha256sum < "$at/$num/$root/manifest-sha256.txt" | cut -c 1-64) $(sha256sum < "$at/$num/$root/tagmanifest-sha256.txt" | cut -c 1-64)" >> "$at/given"
	done
	sort "$at/given" > "$at/given.sorted"
	sort "$at/bases" | comm -23 - "$at/given.sorted" | grep -q . && wrong "a base is missing"
	sort -u "$at/has" > "$at/has.sorted"
	sort -u "$at/wanted" | comm -23 - "$at/has.sorted" | grep -q . && wrong "a file that no base has"
	sed -n 1p "$at/same"
)

if [ "${1:-}" = --set ]; then
	shift
	read_set "$@"
	exit
fi
if [ $# -gt 0 ]; then
	read_package "$1"
	exit
fi

# The test

for program in unzip bsdtar xmllint sha256sum; do
	command -v $program > /dev/null || { echo "no $program" >&2; exit 77; }
done
ours=$PWD/format/ours
schema=$(cd "${top_builddir:-..}/data/schema" && pwd)

# folder LEDGER CODE: the item's folder
folder() { find "$1/materials" -maxdepth 1 -name "$2 *"; }

# [P-5] our own order of entries
judge_order() {
	entries "$1" | cut -d / -f 2 | uniq | tr '\n' ' ' > "$work/order"
	echo "bagit.txt bag-info.txt data manifest-sha256.txt manifest-sm3.txt manifest.xml catalog.xml schema index.html tagmanifest-sha256.txt tagmanifest-sm3.txt " |
		tr -d '\n' | cmp -s - "$work/order" || wrong "order of $1: $(cat "$work/order")"
}

# [P-6, P-8] our own names; these codes are their own path codes. FNR == NR: the first of two readings, for the number of files.
judge_paths() {
	awk -F '\t' '
	$1 != "file" { next }
	FNR == NR { files[$2 "/" $3]++; next }
	{
		n = ++seen[$2 "/" $3]
		start = sprintf("data/%s/%02d-%s", $2, $3, files[$2 "/" $3] > 1 ? sprintf("%02d-", n) : "")
		if ($8 != "" && (index($8, start) != 1 || substr($8, length(start) + 1) ~ /[%\\\/:*?"<>|]/)) {
			print "not " start "...: " $8 > "/dev/stderr"
			exit 1
		}
	}' "$1" "$1" || wrong "a payload path"
	awk -F '\t' '$1 == "package" { root = $3 }
	$1 == "ledger" { exit root != $2 "-" $3 ($4 == "" ? "" : "-" $4) }' "$1" || wrong "root"
}

compare() {
	"$ours" print "$1" > "$work/ours"
	read_package "$1" > "$work/theirs"
	diff "$work/ours" "$work/theirs" || wrong "our library and the reader differ on $1"
	judge_order "$1"
	judge_paths "$work/theirs"
}

cd "$work"

# A ledger with names that try the rules: reserved characters, a device, a long name, roles, markup, a folder, a name in GBK, a lost file.
"$ours" new all all
f=$(folder all I-1-1-1-1)
printf '通知\n' > "$f/完成率95% & <第1稿>.txt"
# what is read from it is marked
printf '示例市教育局文件\n示教发〔2017〕5号\n关于印发方案的通知\n各区教育局：\n现印发给你们。\n示例市教育局\n2017年3月5日\n' > "$f/来文.txt"
printf '红头\n' > "$f/完成率95% & <第1稿>-红头页.jpg"
printf '盖章\n' > "$f/完成率95% & <第1稿>-盖章页.jpg"
f=$(folder all I-1-1-1-2)
printf '报告\n' > "$f/CON.docx"
printf '长\n' > "$f/$(awk 'BEGIN { for (i = 0; i < 76; i++) printf "名" }').docx"
mkdir "$f/扫描页"
printf '1\n' > "$f/扫描页/1.jpg"
printf '2\n' > "$f/扫描页/2.jpg"
f=$(folder all I-1-2-2-1)
printf '图\n' > "$f/现场①🎉.jpg"
printf '丢失\n' > "$f/丢失.jpg"
f=$(folder all I-2-1-1-1)
printf '1,2\n' > "$f/$(printf '\261\355').csv"
"$ours" scan all
rm "$(folder all I-1-2-2-1)/丢失.jpg"
"$ours" scan all
for format in zip tar tar.gz tar.zst; do
	"$ours" pack all "all.$format"
	compare "all.$format"
done
grep -q '95％ & ＜第1稿＞-红头页.jpg' ours || wrong "a name that should be safe"
grep -q '/01-ＣＯＮ.docx' ours || wrong "a device's name that should be safe"
grep -q '表.csv' ours || wrong "a name in GBK"
grep -q "^declared$tab$tab" ours || wrong "what was declared of the whole"
grep -q "^declared${tab}I-" ours || wrong "what was declared of an item"
bsdtar -xf all.tar
cmp 示例市-2017/schema/manifest.xsd "$schema/manifest.xsd"
cmp 示例市-2017/schema/catalog.xsd "$schema/catalog.xsd"

# Other scopes.
"$ours" new unit unit 市教育局
printf '1\n' > "$(folder unit I-2-1-1-1)/投入表.xlsx"
"$ours" scan unit
"$ours" pack unit unit.zip
compare unit.zip
"$ours" new items items Ⅰ-2-1-1-1 M002
printf '1\n' > "$(folder items I-2-1-1-1)/投入表.xlsx"
"$ours" scan items
"$ours" pack items items.tar.zst
compare items.tar.zst

# The reader is no yes-man: each of these must be told.
refused() {
	(cd broken && bsdtar -cf ../broken.tar 示例市-2017)
	if read_package broken.tar > /dev/null 2>&1; then wrong "the reader does not see $1"; fi
	rm -rf broken
	mkdir broken
	bsdtar -xf all.tar -C broken
}
mkdir broken
bsdtar -xf all.tar -C broken
printf 'x' >> broken/示例市-2017/data/I-1-1-1-2/01-ＣＯＮ.docx
refused "a changed file"
: > broken/示例市-2017/data/另.txt
refused "a file too many"
rm broken/示例市-2017/data/I-1-1-1-2/01-ＣＯＮ.docx
refused "a missing file"
sed 's/示例市/他市/' broken/示例市-2017/manifest.xml > m && mv m broken/示例市-2017/manifest.xml
refused "a changed manifest.xml"

# Sets and supplements: three parts; a supplement on them; a second one on the first, of which the last change is only that a file went.
"$ours" new set items Ⅰ-1-1-1-1 M002 M003
for f in set/materials/*; do head -c 90000 /dev/urandom > "$f/大.bin"; done
"$ours" scan set
"$ours" pack set set.zip 150000
set -- set-1of3.zip set-2of3.zip set-3of3.zip
"$ours" pack set whole.zip
[ "$(read_set "$@" | cut -d ' ' -f 1)" = "$(read_package whole.zip | sed -n "s/^package$tab\([0-9a-f]*\).*/\1/p")" ] || wrong "the whole"
printf '新\n' > "$(folder set I-1-1-1-1)/新.txt"
"$ours" scan set
"$ours" pack set second.tar 0 "$@"
read_set second.tar -- "$@" > second
rm "$(folder set I-1-1-1-1)/新.txt"
"$ours" scan set
"$ours" pack set third.zip 0 second.tar
read_set third.zip -- second.tar "$@" > third
if read_set set-1of3.zip set-3of3.zip > /dev/null 2>&1; then wrong "the reader does not see that a part is missing"; fi
if read_set second.tar -- set-1of3.zip set-2of3.zip > /dev/null 2>&1; then wrong "the reader does not see that a base is missing"; fi
if read_set third.zip -- second.tar > /dev/null 2>&1; then wrong "the reader does not see that a base's base is missing"; fi
