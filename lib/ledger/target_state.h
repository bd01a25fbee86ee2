/* SPDX-License-Identifier: MIT */
/* target_state.h: what a target held, kept so that a table is taken whole or not at all; giving it back cannot fail. */
#ifndef TZ_LEDGER_TARGET_STATE_H
#define TZ_LEDGER_TARGET_STATE_H

#include "ledger/field.h"

struct tz_target_state {
	struct tz_target target;
	union {
		struct {
			char *city, *unit, *contact, *bounds, *supersedes;
			int year;
			struct taizhang_date from, to;
			unsigned int revision;
		} ledger;
		struct tz_assignment assignment;
		struct taizhang_record record;
		uint8_t role;
		struct tz_threshold_value value;
		struct tz_negative_answer negative;
	} u;
};

/* Copies what people can enter; extensions and files stay where they are. */
int tz_target_state_take(const struct tz_target *target, struct tz_target_state *state, struct taizhang_error *err);
/* Gives it back to the target, and is empty then. */
void tz_target_state_restore(struct tz_target_state *state);
void tz_target_state_free(struct tz_target_state *state);

#endif
