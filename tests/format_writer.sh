#!/bin/sh
# SPDX-License-Identifier: MIT
# A writer of packages and of ledgers that was made from docs/format.md alone; our library must take what it writes, and must see each way
# to break it. The ids in brackets are that page's.
set -eu
LC_ALL=C.UTF-8
export LC_ALL
for program in zip bsdtar sha256sum zstd; do
	command -v $program > /dev/null || { echo "no $program" >&2; exit 77; }
done
ours=$PWD/format/ours
schema=$(cd "${top_builddir:-..}/data/schema" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cd "$work"
root=示例市-2017-市教育局

fail() {
	printf '%s\n' "$*" >&2
	exit 1
}
digest() { sha256sum < "$1" | cut -c 1-64; }
size() { wc -c < "$1" | tr -d ' '; }

# [section 5] the least that a catalogue can be, with a code as official books write it
write_catalog() {
	cat << 'XML'
<?xml version="1.0" encoding="UTF-8"?>
<catalog xmlns="urn:taizhang:catalog:1" version="1.0" id="demo" title-zh="示例测评体系" edition="2017" class="prefecture">
  <block code="Ⅰ" title-zh="版块">
    <project code="Ⅰ-1" title-zh="项目">
      <indicator code="Ⅰ-1-1" title-zh="指标">
        <content code="Ⅰ-1-1-1" title-zh="内容">
          <standard code="Ⅰ-1-1-1-1" title-zh="教育通知" methods="material" kind="normative" unit="市教育局"/>
          <standard code="Ⅰ-1-1-1-2" title-zh="现场" methods="site"/>
        </content>
      </indicator>
    </project>
  </block>
</catalog>
XML
}

# [sections 4, 6.3] write_manifest PAYLOAD-FILE
write_manifest() {
	cat << XML
<?xml version="1.0" encoding="UTF-8"?>
<manifest xmlns="urn:taizhang:manifest:1" xmlns:v="urn:example:vendor" version="1.0" city="示例市" year="2017" unit="市教育局" catalog="demo">
  <scope type="unit" unit="市教育局"/>
  <item code="Ⅰ-1-1-1-1">
    <record ordinal="1" kind="normative" title="通知" number="示教发〔2017〕9号" issuer="市教育局" date="2017-03" v:score="5">
      <file path="materials/I-1-1-1-1 教育通知/通知 95%.txt" role="body" size="$(size "$1")" sha256="$(digest "$1")" package-path="$1"/>
    </record>
    <v:review>另一命名空间的内容</v:review>
  </item>
  <package id="$(digest manifest-sha256.txt)" root="$root" time="2017-07-01T00:00:00Z" producer="某系统 2.1" files="1" bytes="$(size "$1")" digests="sha256"/>
</manifest>
XML
}

# The tag files behind the payload, in their order.
tags="manifest-sha256.txt manifest.xml catalog.xml schema/catalog.xsd schema/manifest.xsd index.html"

# [P-14] the tag manifest; again after each change of a tag file
seal() {
	# shellcheck disable=SC2086 # a list of names
	(cd $root && sha256sum bagit.txt bag-info.txt $tags > tagmanifest-sha256.txt)
}

# [section 6] a package as a folder
write_package() {
	rm -rf $root
	mkdir -p $root/data/I-1-1-1-1 $root/schema
	(
		cd $root
		file='data/I-1-1-1-1/01-通知 95％.txt'
		printf '通知\n' > "$file"
		printf 'BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n' > bagit.txt
		{
			echo 'Source-Organization: 市教育局'
			echo 'External-Description: 示例'
			echo 'Bagging-Date: 2017-07-01'
			echo "Payload-Oxum: $(size "$file").1"
			echo 'Bag-Software-Agent: 某系统 2.1'
			echo 'BagIt-Profile-Identifier: urn:taizhang:bagit-profile:1'
			echo 'Taizhang-Digests: sha256'
		} > bag-info.txt
		sha256sum "$file" > manifest-sha256.txt
		write_manifest "$file" > manifest.xml
		write_catalog > catalog.xml
		cp "$schema/catalog.xsd" "$schema/manifest.xsd" schema/
		echo '<!DOCTYPE html><meta charset="utf-8"><a href="data/I-1-1-1-1/01-%E9%80%9A%E7%9F%A5%2095%EF%BC%85.txt">通知</a>' > index.html
	)
	seal
}

# All entries in their order [P-5].
list() {
	echo $root/bagit.txt
	echo $root/bag-info.txt
	find $root/data -type f
	for tag in $tags tagmanifest-sha256.txt; do echo "$root/$tag"; done
}

zip_package() {
	rm -f package.zip
	list | zip -q -X -UN=UTF8 package.zip -@
}

# judged PACKAGE STATUS [FINDING]...: what our library says, and nothing else.
judged() {
	package=$1 status=$2
	shift 2
	got=0
	"$ours" verify "$package" > said || got=$?
	cut -d ' ' -f 2 said | sort -u | tr '\n' ' ' > ids
	wanted=$(for id in "$@"; do echo "$id"; done | sort -u | tr '\n' ' ')
	[ "$got" = "$status" ] || fail "$package: status $got instead of $status: $(cat said)"
	[ "$(cat ids)" = "$wanted" ] || fail "$package: found $(cat said) instead of: $wanted"
}

# What is lawful is taken without a word, in every container [P-1, R-17].
write_package
zip_package
judged package.zip 0
"$ours" print package.zip > said
[ "$(cut -f 1,2 said | tail -n 3 | tr '\t\n' '  ')" = "item Ⅰ-1-1-1-1 record Ⅰ-1-1-1-1 file Ⅰ-1-1-1-1 " ] || fail "$(cat said)"
judged $root 0
list > names
bsdtar --format ustar -cf package.tar -T names
judged package.tar 0
gzip -n -c package.tar > package.tar.gz
judged package.tar.gz 0
zstd -q package.tar -o package.tar.zst
judged package.tar.zst 0
rm -f package.zip
zip -q -r -UN=UTF8 package.zip $root
judged package.zip 0
# a zip with data descriptors
# shellcheck disable=SC2094 # written to a pipe, so that zip cannot go back
list | zip -q -X -UN=UTF8 - -@ | cat > package.zip
judged package.zip 0
rm -rf unpacked && mkdir unpacked && bsdtar -xf package.zip -C unpacked
judged unpacked/$root 0

# Values that were read from files, and bounds, make it 1.2 [G-9, L-13].
write_package
sed -i -e 's/version="1.0" city/version="1.2" bounds="40.2,109.2,42.7,111.4" city/' \
	-e "s|\(package-path=\"data.*\"/>\)|\1\n      <extracted field=\"number\" sha256=\"$(sed -n 's/ .*//p' $root/manifest-sha256.txt)\" place=\"第 2 行\"/>|" $root/manifest.xml
grep -q '<extracted field="number" sha256="[0-9a-f]\{64\}"' $root/manifest.xml
seal
zip_package
judged package.zip 0
"$ours" print package.zip > said
[ "$(grep extracted said | tr '\t' ' ')" = "extracted Ⅰ-1-1-1-1 1 number materials/I-1-1-1-1 教育通知/通知 95%.txt 第 2 行" ] || fail "$(cat said)"
sed -i 's/sha256="[0-9a-f]*" place/sha256="12" place/' $root/manifest.xml
seal
zip_package
judged package.zip 1 package-xml xml-schema

# A newer minor version is read, with what it has more [G-11].
write_package
sed -i 's/version="1.0" city/version="1.7" future="1" city/' $root/manifest.xml
seal
zip_package
judged package.zip 0 xml-newer xml-unknown

# An incomplete package says so and is valid [P-19, P-20, R-15].
write_package
sed -i -e 's|^\( *\)</record>|  <file path="materials/I-1-1-1-1 教育通知/附件.txt" role="attachment" size="3" missing="yes"/></record>|' \
	-e 's|^</manifest>|<incomplete><declared item="Ⅰ-1-1-1-1" id="file-missing" severity="error" count="1"/></incomplete></manifest>|' \
	$root/manifest.xml
seal
zip_package
judged package.zip 0 package-incomplete

# Each way to break it is seen. breaks IDS COMMAND...: the command runs in the root, then the tag manifest is made again.
breaks() {
	ids=$1
	shift
	write_package
	(cd $root && "$@")
	seal
	zip_package
	# shellcheck disable=SC2086 # a list of ids
	judged package.zip 1 $ids
}
in_manifest() { sed -i "$1" manifest.xml; }
append() { printf '%s' "$1" >> "$2"; }
payload='data/I-1-1-1-1/01-通知 95％.txt'

breaks "bag-digest bag-oxum package-count package-file-size" append x "$payload"
breaks "bag-file-unlisted bag-oxum package-count package-file-undescribed" append x data/另.txt
breaks "bag-declaration" append 'X: 1' bagit.txt
breaks "package-id" in_manifest 's/package id="[0-9a-f]\{4\}/package id="0000/'
breaks "package-root" in_manifest 's/root="示例市/root="他市/'
breaks "package-file-digest" in_manifest 's/sha256="[0-9a-f]\{4\}/sha256="0000/'
breaks "package-file-missing package-file-undescribed" in_manifest 's|package-path="data/I|package-path="data/J|'
breaks "package-digests" in_manifest 's/digests="sha256"/digests="sha256 sm3"/'
breaks "package-catalog-other" in_manifest 's/catalog="demo"/catalog="other"/'
breaks "package-xml-newer" in_manifest 's/urn:taizhang:manifest:1/urn:taizhang:manifest:2/'
breaks "package-xml-newer" in_manifest 's/version="1.0" city/version="2.0" city/'
breaks "package-xml-doctype" in_manifest 's/^<manifest/<!DOCTYPE manifest><manifest/'
breaks "package-xml" in_manifest 's/item code="Ⅰ-1-1-1-1"/item code="Ⅰ-1-1-1-2"/'
breaks "xml-schema xml-unknown" in_manifest 's/city=/colour="红" city=/'
breaks "package-xml xml-schema" in_manifest 's/date="2017-03"/date="2017-13"/'
breaks "package-xml" in_manifest 's/date="2017-03"/period="2017"/'

# [G-21, R-1, R-2] names and types that no container may bring
write_package
zip_package
ln -s package.zip link
{ cat names; echo link; } > again
bsdtar -cf package.tar -T again
judged package.tar 1 entry-link
{ cat names; echo $root/bagit.txt; } > again
bsdtar -cf package.tar -T again
judged package.tar 1 entry-duplicate
bsdtar -cf package.tar -P -s '|^.*/index.html|../index.html|' -T names
judged package.tar 1 entry-dot package-tag-none bag-tag-missing

# A ledger made by hand [section 3] is opened, scanned and packed; folders are known by their codes alone.
mkdir -p "ledger/materials/Ⅰ—1—1—1—1）任意的名称" ledger/materials/杂物
write_catalog > ledger/catalog.xml
cat > ledger/ledger.xml << 'XML'
<?xml version="1.0" encoding="UTF-8"?>
<ledger xmlns="urn:taizhang:ledger:1" xmlns:v="urn:example:vendor" version="1.0" city="示例市" year="2017" catalog="demo" v:kept="是">
  <scope type="all"/>
</ledger>
XML
printf '通知\n' > "ledger/materials/Ⅰ—1—1—1—1）任意的名称/通知.docx"
printf '红头\n' > "ledger/materials/Ⅰ—1—1—1—1）任意的名称/通知（红头页）.jpg"
printf '杂\n' > ledger/materials/杂物/杂.txt
"$ours" scan ledger
"$ours" print ledger > said
[ "$(grep -c '^record' said)" = 1 ] || fail "$(cat said)"
grep -q '^file.*	redhead	.*通知（红头页）.jpg' said || fail "$(cat said)"
if grep -q 杂 said; then fail "$(cat said)"; fi
grep -q 'kept="是"' ledger/ledger.xml || fail "an extension was lost"
"$ours" pack ledger ledger.zip
judged ledger.zip 0
