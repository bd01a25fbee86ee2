# SPDX-License-Identifier: MIT
# stage.sh: what run.sh and scale.sh share: the programs, the work folder, the material, and how a sample is taken.
#
# From the caller's environment: TAIZHANG, CORPUS, MEASURE (programs), WORK (where to work), BAGIT (a command), SETTLE
# (seconds between making material and measuring on it).

LC_ALL=C.UTF-8 TZ=UTC
export LC_ALL TZ
unset SOURCE_DATE_EPOCH
tab=$(printf '\t')

die() {
	echo "${0##*/}: $*" >&2
	exit 2
}

# stage KIB: a work folder with that much room, in memory where there is any; removed at the end with all in it.
stage() {
	room=$1 place=${WORK:-}
	for program in "${TAIZHANG:?}" "${CORPUS:?}" "${MEASURE:?}"; do
		[ -x "$program" ] || die "$program: not there; make bench builds it"
	done
	if [ -z "$place" ]; then
		place=${TMPDIR:-/tmp}
		[ ! -w /dev/shm ] || [ "$(free_kib /dev/shm)" -lt "$room" ] || place=/dev/shm
	fi
	[ -d "$place" ] || die "$place: no folder"
	[ "$(free_kib "$place")" -ge "$room" ] || die "$place: needs $((room / 1024)) MiB; name another place by WORK"
	work=$(mktemp -d "$place/taizhang-bench.XXXXXX")
	trap 'rm -rf "$work"' EXIT
	trap 'exit 130' HUP INT TERM
	samples=$work/samples info=$work/info
	: >"$samples"
	: >"$info"
	copy_program
	describe_machine "$place"
}

# What can be written there; a file system in memory has no more than the memory that is free.
free_kib() {
	free=$(df -Pk "$1" | awk 'NR == 2 { print $4 }')
	memory=$(awk '/^MemAvailable/ { print $2 }' /proc/meminfo 2>/dev/null || true)
	if [ "$(df -Pk "$1" | awk 'NR == 2 { print $1 }')" = tmpfs ] && [ "${memory:-$free}" -lt "$free" ]; then
		free=$memory
	fi
	echo "$free"
}

# The program itself and its library, apart: libtool's script would be measured with it, and a build may go on meanwhile.
copy_program() {
	taizhang=$work/bin/taizhang built=$(dirname "$TAIZHANG")
	mkdir "$work/bin"
	if [ -e "$built/.libs/taizhang" ]; then
		cp "$built/.libs/taizhang" "$taizhang"
		cp -d "$built"/../lib/.libs/libtaizhang.so* "$work/bin/"
		LD_LIBRARY_PATH=$work/bin${LD_LIBRARY_PATH:+:$LD_LIBRARY_PATH}
		export LD_LIBRARY_PATH
	else
		cp "$TAIZHANG" "$taizhang"
	fi
	"$taizhang" --version >/dev/null || die "$TAIZHANG does not run"
}

tell() { printf '%s\t%s\t%s\n' "$@" >>"$info"; }

describe_machine() {
	cpu=$(sed -n 's/^model name[^:]*: //p' /proc/cpuinfo 2>/dev/null | head -n 1)
	tell machine system "$(uname -srm)"
	tell machine processor "${cpu:-unknown}"
	tell machine cores "$(getconf _NPROCESSORS_ONLN)"
	tell machine "file system" "$(stat -f -c %T "$1")"
	tell machine "load before" "$(cut -d' ' -f1-3 /proc/loadavg 2>/dev/null || echo unknown)"
	tell machine taizhang "$("$taizhang" --version | head -n 1)"
	[ -z "${FLAGS:-}" ] || tell machine "built with" "$FLAGS"
}

# peer NAME COMMAND...: is it here? What it says of its version is told, and what is absent.
peer() {
	name=$1
	shift
	if version=$("$@" 2>&1 </dev/null); then
		tell peer "$name" "$(printf '%s\n' "$version" | grep -m 1 -E '[0-9]\.[0-9]|version [0-9]' | sed 's/ *[(,].*//; s/ : .*//; s/ - .*//')"
	else
		tell absent "$name" ""
		echo "absent: $name"
		return 1
	fi
}

# material NAME FILES BYTES [--genuine]: a ledger of that material in $ledger, scanned, and the ledger before that beside it.
material() {
	corpus=$1 files=$2 bytes=$3 ledger=$work/$1
	"$taizhang" new -q "$ledger" --city 示例市 --year 2017 || die "no ledger"
	"$CORPUS" "$files" "$bytes" "$ledger" ${4:+"$4"} || die "no material"
	# What was written a moment ago may be written again unseen, and so is read again by a scan; let it grow old.
	sleep "${SETTLE:-3}"
	cp "$ledger/ledger.xml" "$work/empty.xml"
	bytes=$(find "$ledger/materials" -type f -printf '%s\n' | awk '{ sum += $1 } END { printf "%.0f", sum }')
	limits=
	[ "$files" -lt 190000 ] || limits="--limits entries=$((files + 1000)),xml=1G"
	printf 'corpus\t%s\t%s\t%s\n' "$corpus" "$files" "$bytes" >>"$info"
}

# sample STEP OUTPUT COMMAND...: one run in the folder $at, as a line of $samples. OUTPUT is what it makes: a file, a
# folder (FOLDER/ where it wants an empty one), or - for nothing. Pages of the file system are touched before runs that
# write. $allowed are the states of success.
at= allowed=0 round=1
sample() {
	step=$1 output=$2 size=0
	shift 2
	set -- -e "$work/errors" "$@"
	if [ "$output" != - ]; then
		rm -rf "$output"
		[ "$output" = "${output%/}" ] || mkdir "$output"
		set -- --touch "$work/touched" "$bytes" "$@"
	fi
	: >"$work/errors"
	taken=$(cd "${at:-$ledger}" && "$MEASURE" "$@") || die "measure: $taken $(cat "$work/errors")"
	case " $allowed " in
	*" ${taken##*"$tab"} "*) ;;
	*)
		why=$(tail -n 1 "$work/errors" | tr '\t"\\' ' ' | cut -c1-200)
		printf 'failed\t%s\t%s\t%s\n' "$corpus" "$step" "status ${taken##*"$tab"}: $why" >>"$info"
		echo "failed: $corpus, $step: status ${taken##*"$tab"}: $why" >&2
		return 0
		;;
	esac
	[ ! -f "$output" ] || size=$(stat -c %s "$output")
	printf '%s\t%s\t%s\t%s\t%s\n' "$corpus" "$step" "$round" "$taken" "$size" >>"$samples"
}

# The scan that reads all: every file is new.
sample_whole_scan() {
	cp "$work/empty.xml" "$ledger/ledger.xml"
	sample scan-all - "$taizhang" scan -q --rehash "$ledger"
}

# After all: were there failures?
finish() {
	if grep -q '^failed' "$info"; then
		exit 1
	fi
}
