/* SPDX-License-Identifier: MIT */
/* judging.h: the check that check and status begin with. */
#ifndef TOOLS_JUDGING_H
#define TOOLS_JUDGING_H

#include "source.h"

/* Opens what the first operand names, checks it at --date, with inspect looks into its files too, sums it up. Returns 0, or an exit status. */
int judging_begin(struct session *session, bool inspect, struct source *source, struct taizhang_status **status);

#endif
