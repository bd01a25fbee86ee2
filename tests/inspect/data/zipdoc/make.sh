#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes the documents of this folder anew from the flat ones, with LibreOffice (writer, calc, impress), and the OFD with Python.
set -eu
cd "$(dirname "$0")"
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
convert() {
	soffice "-env:UserInstallation=file://$profile" --headless --convert-to "$2" --outdir . "$1" > /dev/null
}
for format in docx odt; do convert report.fodt $format; done
for format in xlsx ods; do convert table.fods $format; done
for format in pptx odp; do convert slides.fodp $format; done
python3 ofd.py notice.ofd
