/* SPDX-License-Identifier: MIT */
/* describe.h: the JSON of single objects, the same wherever they stand; docs/json.md is their description. */
#ifndef TZ_RENDER_DESCRIBE_H
#define TZ_RENDER_DESCRIBE_H

#include <taizhang/check.h>
#include <taizhang/ledger.h>
#include <taizhang/render.h>

#include "base/json.h"

/* key is NULL inside an array. */
void tz_describe_catalog(struct tz_json *j, const char *key, const struct taizhang_catalog *catalog,
			 enum taizhang_lang lang);
void tz_describe_node(struct tz_json *j, const char *key, const struct taizhang_node *node);
/* The members of a node's object, without its braces, so that a caller can add its own. */
void tz_describe_node_members(struct tz_json *j, const struct taizhang_node *node);
void tz_describe_requirements(struct tz_json *j, const char *key, const struct taizhang_node *node);
/* The members of a threshold's object; the caller adds the ledger's value. */
void tz_describe_threshold_members(struct tz_json *j, const struct taizhang_threshold *threshold);
void tz_describe_negative_members(struct tz_json *j, const struct taizhang_negative *negative);

void tz_describe_ledger(struct tz_json *j, const char *key, const struct taizhang_ledger *ledger,
			enum taizhang_lang lang);
void tz_describe_record(struct tz_json *j, const char *key, const struct taizhang_record *record);
void tz_describe_assignment(struct tz_json *j, const char *key, const struct taizhang_ledger *ledger,
			    const struct taizhang_node *item);
void tz_describe_status_row(struct tz_json *j, const char *key, const struct taizhang_status_row *row);
/* "findings": those that the filter takes, and "counts": of all. */
void tz_describe_findings(struct tz_json *j, const struct taizhang_findings *findings,
			  const struct taizhang_finding_filter *filter, enum taizhang_lang lang);

#endif
