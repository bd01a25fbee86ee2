/* SPDX-License-Identifier: MIT */
/* ability.c: what inspection stands on: libraries that are built in, programs that are installed. */
#include <taizhang/inspect.h>

#include "api.h"

TAIZHANG_API size_t taizhang_inspect_num_abilities(void)
{
	return 0;
}

TAIZHANG_API int taizhang_inspect_get_ability(size_t index, struct taizhang_ability *ability)
{
	(void)index;
	(void)ability;
	return -1;
}
