#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes the documents beside this script anew, by LibreOffice headless: sh make.sh. The sources are the flat ODF files that stand here too;
# what is locked is stored by a Basic macro, since no option of the command line can.
set -eu
cd "$(dirname "$0")"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
office="timeout 60 soffice -env:UserInstallation=file://$work/profile --headless"

convert() {
	$office --convert-to "$2" --outdir "$work" "$1" > /dev/null 2>&1
}
convert report.fodt 'doc:MS Word 97' && cp "$work/report.doc" report.doc
convert report.fodt 'rtf:Rich Text Format' && cp "$work/report.rtf" report.rtf
convert report.fodt 'html:HTML (StarWriter)' && cp "$work/report.html" report.html
convert table.fods 'xls:MS Excel 97' && cp "$work/table.xls" table.xls
# separator, quote, encoding: 76 UTF-8, 65535 UTF-16, 85 GB18030
convert table.fods 'csv:Text - txt - csv (StarCalc):44,34,76,1' && cp "$work/table.csv" table-utf8.csv
convert table.fods 'csv:Text - txt - csv (StarCalc):59,34,85,1' && cp "$work/table.csv" table-gb18030.csv
convert table.fods 'csv:Text - txt - csv (StarCalc):9,34,65535,1' && cp "$work/table.csv" table-utf16.csv

basic=$work/profile/user/basic/Standard
mkdir -p "$basic"
cat > "$basic/script.xlb" <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard" library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Lock"/>
</library:library>
END
cat > "$basic/Lock.xba" <<'END'
<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Lock" script:language="StarBasic">
Sub Store(source As String, target As String, filter As String)
	Dim opened(0) As New com.sun.star.beans.PropertyValue
	Dim stored(1) As New com.sun.star.beans.PropertyValue
	opened(0).Name = "Hidden"
	opened(0).Value = True
	document = StarDesktop.loadComponentFromURL(ConvertToURL(source), "_blank", 0, opened())
	stored(0).Name = "FilterName"
	stored(0).Value = filter
	stored(1).Name = "EncryptionData"
	stored(1).Value = CreateUnoValue("[]com.sun.star.beans.NamedValue", Array(Named("STD97EncryptionKey", Bytes), Named("STD97UniqueID", Bytes)))
	document.storeToURL(ConvertToURL(target), stored())
	document.close(True)
End Sub
Function Named(name As String, value)
	pair = CreateUnoStruct("com.sun.star.beans.NamedValue")
	pair.Name = name
	pair.Value = value
	Named = pair
End Function
Function Bytes()
	Bytes = CreateUnoValue("[]byte", Array(1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16))
End Function
</script:module>
END
lock() {
	$office "macro:///Standard.Lock.Store($PWD/$1,$work/$2,$3)" > /dev/null 2>&1
	cp "$work/$2" "$2"
}
lock report.fodt locked.doc 'MS Word 97'
lock table.fods locked.xls 'MS Excel 97'
