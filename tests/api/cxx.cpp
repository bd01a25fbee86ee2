// SPDX-License-Identifier: MIT
// cxx.cpp: the public headers compile as C++ and link against the shared library.
#include <taizhang.h>

int main()
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;

	taizhang_error_clear(&err);
	return taizhang_version()[0] == '\0' || err.code != TAIZHANG_OK;
}
