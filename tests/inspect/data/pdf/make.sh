#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes the PDF documents of the tests, by LibreOffice, Ghostscript and qpdf: sh make.sh, in this folder. Their
# dates and identifiers differ from run to run.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
export LC_ALL=C.UTF-8 HOME="$work"

cat > "$work/report.fodt" <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:fo="urn:oasis:names:tc:opendocument:xmlns:xsl-fo-compatible:1.0" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:meta="urn:oasis:names:tc:opendocument:xmlns:meta:1.0" office:version="1.3"
 office:mimetype="application/vnd.oasis.opendocument.text">
<office:meta><dc:title>示例市创建工作报告</dc:title><meta:initial-creator>示例单位</meta:initial-creator>
<dc:creator>示例单位</dc:creator><dc:subject>创建工作</dc:subject></office:meta>
<office:automatic-styles><style:style style:name="next" style:family="paragraph">
<style:paragraph-properties fo:break-before="page"/></style:style></office:automatic-styles>
<office:body><office:text><text:p>示例市创建工作报告</text:p><text:p>示例市开展志愿服务活动12次。</text:p>
<text:p text:style-name="next">第二页：完成年度任务。</text:p></office:text></office:body></office:document>
END
# to_pdf NAME [OPTIONS]
to_pdf() {
	soffice --headless --convert-to "pdf:writer_pdf_Export${2:+:$2}" --outdir "$work" "$work/report.fodt" > "$work/log" 2>&1
	mv "$work/report.pdf" "$1"
}
to_pdf report.pdf
to_pdf archive-2b.pdf '{"SelectPdfVersion":{"type":"long","value":"2"}}'

# The first page as a scanner sees it: a picture of 150 or 300 dpi, and no text.
scan() {
	gs -q -dBATCH -dNOPAUSE -sDEVICE=pdfimage8 -r"$1" -dLastPage=1 -o "$2" report.pdf
}
scan 150 scan-150.pdf
scan 300 "$work/300.pdf"
# Two pages of different fineness, and one of text.
qpdf --empty --pages "$work/300.pdf" scan-150.pdf report.pdf 1 -- scan-mixed.pdf

# Locked by a password, in each way; and open to all, but not for all.
qpdf --allow-weak-crypto --encrypt a b 40 -- scan-150.pdf locked-40.pdf
qpdf --allow-weak-crypto --encrypt a b 128 -- scan-150.pdf locked-128.pdf
qpdf --allow-weak-crypto --encrypt a b 128 --use-aes=y -- scan-150.pdf locked-aes-128.pdf
qpdf --encrypt a b 256 -- scan-150.pdf locked-aes-256.pdf
qpdf --encrypt '' b 256 --print=none --modify=none --extract=n -- report.pdf guarded.pdf
qpdf --linearize --object-streams=generate scan-150.pdf linear.pdf
printf '附件\n' > "$work/附件.txt"
qpdf scan-150.pdf --add-attachment "$work/附件.txt" -- attached.pdf

# What Ghostscript's marks can put in: a script, comments, a program to be started, another file, properties in UTF-16.
cat > "$work/marks.ps" <<'END'
[ /Title <FEFF6807 9898> /Author (Example) /CreationDate (D:20170805093000+08'00') /DOCINFO pdfmark
[ {Catalog} << /OpenAction << /S /JavaScript /JS (app.alert\(1\);) >> >> /PUT pdfmark
[ /Rect [10 10 60 60] /Contents (a note) /Subtype /Text /ANN pdfmark
[ /Rect [10 70 60 90] /Subtype /Link /Action << /Subtype /Launch /File (start.exe) >> /ANN pdfmark
[ /Rect [10 100 60 120] /Subtype /Link /Action << /Subtype /GoToR /File (other.pdf) /Page 1 /View [/Fit] >> /ANN pdfmark
[ /Rect [10 130 60 150] /Subtype /Link /Action << /Subtype /URI /URI (http://example.invalid/) >> /ANN pdfmark
/Helvetica findfont 12 scalefont setfont 100 700 moveto (marks) show showpage
END
gs -q -dBATCH -dNOPAUSE -dNOSAFER -sDEVICE=pdfwrite -o marked.pdf "$work/marks.ps"

# Signed fields: nobody here holds a key, so the signature itself is made of zeros.
cat > "$work/sign.json" <<'END'
{"qpdf": [{"jsonversion": 2, "pdfversion": "1.7", "pushedinheritedpageresources": false,
 "calledgetallpages": false, "maxobjectid": 9003}, {
 "obj:9001 0 R": {"value": {"/Type": "/Sig", "/Filter": "/Adobe.PPKLite", "/SubFilter": "/adbe.pkcs7.detached",
  "/Name": "u:示例单位", "/M": "u:D:20171101100000+08'00'", "/ByteRange": [0, 1, 2, 1], "/Contents": "b:0000"}},
 "obj:9002 0 R": {"value": {"/FT": "/Sig", "/T": "u:Signature1", "/V": "9001 0 R"}},
 "obj:9003 0 R": {"value": {"/T": "u:group", "/FT": "/Sig", "/Kids": [{"/T": "u:waits"},
  {"/T": "u:time", "/V": {"/Type": "/DocTimeStamp", "/SubFilter": "/ETSI.RFC3161"}}]}},
 "trailer": {"value": {"/Root": "1 0 R"}}}]}
END
root=$(qpdf --json=2 --json-key=qpdf scan-150.pdf | sed -n 's/.*"\/Root": "\([0-9]* 0 R\)".*/\1/p' | head -n 1)
catalog=$(qpdf --json=2 --json-key=qpdf --json-object="${root%% *},0" scan-150.pdf | tr -d '\n' |
	sed 's/.*"value": {\(.*\)}[ ]*}[ ]*}[ ]*\][ ]*}[ ]*$/\1/')
sed -i "s|\"trailer\": .*|\"obj:$root\": {\"value\": {$catalog, \"/AcroForm\": {\"/SigFlags\": 3, \"/Fields\": [\"9002 0 R\", \"9003 0 R\"]}}}}]}|" \
	"$work/sign.json"
qpdf scan-150.pdf --update-from-json="$work/sign.json" signed.pdf
