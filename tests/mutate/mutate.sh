#!/bin/sh
# SPDX-License-Identifier: MIT
# Spoils sound packages of each form by chance and sees what verifying and unpacking make of it: COUNT times each, the same times in every
# run unless SEED says otherwise.
set -eu
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
[ -z "${TAIZHANG_SANITIZED:-}" ] || : "${COUNT:=60}"
"$abs_top_builddir/tests/mutate/mutate" "$work" "${COUNT:-300}" "${SEED:-1}"
