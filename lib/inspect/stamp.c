/* SPDX-License-Identifier: MIT */
/* stamp.c: which inspection it was: what gives other facts of the same bytes has another stamp. */
#include "inspect/stamp.h"

#include <string.h>
#include <taizhang/version.h>

#include "base/digest.h"
#include "inspect/facts.h"

/* With its NUL, so that no two lists read alike. */
static int add(struct tz_digest *digest, const char *text, struct taizhang_error *err)
{
	return tz_digest_update(digest, text, strlen(text) + 1, err);
}

static int add_tables(struct tz_digest *digest, struct taizhang_error *err)
{
	struct taizhang_facts facts = {.state = TAIZHANG_FACTS_WHOLE};

	for (size_t i = 0; i < taizhang_fact_num_names(); i++)
		if (add(digest, taizhang_fact_get_name(i), err) != 0)
			return -1;
	for (size_t i = 0; i < TZ_NUM_FORMATS; i++) {
		facts.format = (enum tz_format)i;
		if (add(digest, taizhang_facts_format(&facts), err) != 0)
			return -1;
	}
	return 0;
}

static int add_abilities(struct tz_digest *digest, bool programs, struct taizhang_error *err)
{
	struct taizhang_ability ability;

	for (size_t i = 0; taizhang_inspect_get_ability(i, &ability) == 0; i++)
		if (add(digest, ability.name, err) != 0 || add(digest, ability.version, err) != 0 ||
		    add(digest, ability.available && (programs || !ability.program) ? "yes" : "no", err) != 0)
			return -1;
	return 0;
}

int tz_inspect_stamp(bool programs, unsigned char stamp[TZ_INSPECT_STAMP_SIZE], struct taizhang_error *err)
{
	const unsigned char version[] = {TZ_INSPECT_VERSION, programs};
	struct tz_digest *digest = tz_digest_new(TAIZHANG_DIGEST_SHA256, err);
	int result = -1;

	if (digest && tz_digest_update(digest, version, sizeof version, err) == 0 && add(digest, taizhang_version(), err) == 0 &&
	    add_tables(digest, err) == 0 && add_abilities(digest, programs, err) == 0)
		result = tz_digest_final_bytes(digest, stamp, err);
	tz_digest_free(digest);
	return result;
}
