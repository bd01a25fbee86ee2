/* SPDX-License-Identifier: MIT */
/* judging.h: the check that check and status begin with. */
#ifndef TOOLS_JUDGING_H
#define TOOLS_JUDGING_H

#include "source.h"

/* Opens what the first operand names, checks it at --date, sums it up. Of options, inspect is the caller's; the others say in the end how it was
 * checked. Returns 0, or an exit status. */
int judging_begin(struct session *session, struct taizhang_check_options *options, struct source *source, struct taizhang_status **status);

#endif
