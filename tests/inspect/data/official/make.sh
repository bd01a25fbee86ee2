#!/bin/sh
# SPDX-License-Identifier: MIT
# Makes the docx and the pdf of some of the documents, in this folder, with LibreOffice (and a font that has Chinese).
set -eu
cd "$(dirname "$0")"
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT
for name in 01-red-head 02-joint 03-letter 05-forwarded 06-scheme 08-square-brackets 10-upward 18-letter-right 23-fullwidth 27-notice-board; do
	for format in docx pdf; do
		soffice "-env:UserInstallation=file://$profile" --headless --infilter='Text (encoded):UTF8,LF,,,' \
			--convert-to "$format" --outdir . "$name.txt" > /dev/null
	done
done
