#!/bin/sh
# SPDX-License-Identifier: MIT
# Proves the layers: which folder includes which, which file is the door of which foreign library, and that no
# foreign header stands in a header of ours.
set -eu
cd "$top_srcdir"
fail=0

complain() {
	echo "$*" >&2
	fail=1
}

# A folder may include itself and those before it.
layers="base finding catalog ledger inspect check render package"
below=
for layer in $layers; do
	below="$below $layer"
	[ -d "lib/$layer" ] || continue
	for used in $(grep -ho '#include "[a-z]*/' lib/"$layer"/*.[ch] | sed 's/.*"\(.*\)\//\1/' | sort -u); do
		case " $below " in
		*" $used "*) ;;
		*) complain "lib/$layer includes lib/$used, which is a later layer: $(grep -l "\"$used/" lib/"$layer"/*.[ch] | tr '\n' ' ')" ;;
		esac
	done
done

# door NAME PATTERN FILE...: only these files include it.
door() {
	name=$1 pattern=$2
	shift 2
	for file in $(grep -lE "#include <($pattern)" lib/*/*.[ch] lib/*.[ch] tools/*.[ch] || true); do
		case " $* " in
		*" $file "*) ;;
		*) complain "$file includes $name past its door ($*)" ;;
		esac
	done
}
door libxml2 'libxml/' lib/base/xml_cursor.c
door libcrypto 'openssl/' lib/base/digest.c
door libarchive 'archive(_entry)?\.h' lib/base/member.c lib/base/unzstd.c lib/package/tar_write.c
door zlib 'zlib\.h' lib/base/gunzip.c lib/package/deflate.c
door jansson 'jansson\.h' lib/base/json.c
door utf8proc 'utf8proc\.h' lib/base/text.c
door iconv 'iconv\.h' lib/base/encoding.c
door libmagic 'magic\.h' lib/inspect/magic.c
door libqpdf 'qpdf/' lib/inspect/pdf_file.c
door libjpeg 'jpeglib\.h|jerror\.h' lib/inspect/jpeg.c
door libpng 'png\.h' lib/inspect/png.c
door libtiff 'tiffio\.h' lib/inspect/tiff.c lib/inspect/tiff_notes.c lib/inspect/tiff_page.c
door libwebp 'webp/' lib/inspect/webp.c
door giflib 'gif_lib\.h' lib/inspect/gif.c
door libexif 'libexif/' lib/inspect/exif.c

foreign='<(libxml|openssl|archive|zlib|jansson|utf8proc|iconv|jpeglib|jerror|png|tiffio|webp|gif_lib|libexif|qpdf|magic)'
files=$(grep -lE "#include $foreign" include/*.h include/taizhang/*.h lib/*/*.h || true)
[ -z "$files" ] || complain "foreign headers in headers of ours: $files"

# The command stands on the public headers only.
files=$(grep -lE '#include "(base|finding|catalog|ledger|inspect|check|render|package)/' tools/*.[ch] || true)
[ -z "$files" ] || complain "the command uses hidden headers: $files"

# A good guest changes nothing of its process. (uselocale is thread-local and allowed.)
guest='(^|[^a-z_])(setlocale|setenv|putenv|unsetenv|chdir|fchdir|umask|signal|sigaction|exit|_exit|abort|printf|puts|perror|xmlSetGenericErrorFunc|xmlSetStructuredErrorFunc|xmlCleanupParser|xmlSetExternalEntityLoader)\('
files=$(grep -nE "$guest" lib/*/*.c | grep -v '^[^:]*:[0-9]*:[[:space:]]*\*' || true)
[ -z "$files" ] || complain "not a good guest: $files"

# Every file says its licence and its job.
for file in lib/*/*.[ch] tools/*.[ch] include/*.h include/taizhang/*.h; do
	[ -e "$file" ] || continue
	head -n 1 "$file" | grep -q 'SPDX-License-Identifier: MIT' || complain "$file: no SPDX line"
done
files=$(ls lib/*/ | grep -E '^(util|utils|misc|common|helpers?)\.' || true)
[ -z "$files" ] || complain "a file without a concept: $files"

exit $fail
