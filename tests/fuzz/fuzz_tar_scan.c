/* SPDX-License-Identifier: MIT */
/* fuzz_tar_scan.c: the headers of a tar, as its bytes pass; how they come in pieces makes no difference. */
#include <stdlib.h>
#include <string.h>

#include "base/tar_scan.h"
#include "fuzz/fuzz.h"

/* Takes all of data in pieces of a size. Returns what the last take returned. */
static int take(struct tz_tar_scan *scan, const uint8_t *data, size_t size, size_t piece, struct taizhang_error *err)
{
	int result = 0;

	for (size_t at = 0; at < size && result == 0; at += piece)
		result = tz_tar_scan_take(scan, data + at, size - at < piece ? size - at : piece, err);
	return result;
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT, other_err = TAIZHANG_ERROR_INIT;
	struct tz_tar_scan whole = {0}, pieces = {0};
	int result = take(&whole, data, size, size ? size : 1, &err);

	fuzz_outcome(result == 0, &err);
	fuzz_holds(take(&pieces, data, size, 97, &other_err) == result);
	fuzz_outcome(result == 0, &other_err);
	fuzz_holds(err.message == other_err.message);
	fuzz_holds(result < 0 || whole.num_members == pieces.num_members);
	for (size_t i = 0; result == 0 && i < whole.num_members; i++) {
		fuzz_holds(whole.members[i].start == pieces.members[i].start);
		fuzz_holds(whole.members[i].sparse == pieces.members[i].sparse);
		fuzz_holds(whole.members[i].start + TZ_TAR_BLOCK <= size);
	}
	if (result == 0) {
		result = tz_tar_scan_end(&whole, size, &err);
		fuzz_outcome(result == 0, &err);
		fuzz_holds(tz_tar_scan_end(&pieces, size, NULL) == result);
	}
	tz_tar_scan_free(&whole);
	tz_tar_scan_free(&pieces);
	return 0;
}
