/* SPDX-License-Identifier: MIT */
/* manifest.c: what a package says of itself in manifest.xml, in memory. */
#include "package/package.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/error.h"

void tz_manifest_free(struct tz_manifest *manifest)
{
	for (size_t i = 0; i < manifest->num_declared; i++) {
		free(manifest->declared[i].item);
		free(manifest->declared[i].id);
	}
	for (size_t i = 0; i < manifest->num_bases; i++)
		free(manifest->bases[i].root);
	free(manifest->bases);
	free(manifest->declared);
	free(manifest->root);
	free(manifest->producer);
	memset(manifest, 0, sizeof *manifest);
}

int tz_manifest_declare(struct tz_manifest *manifest, const char *item, const char *id,
			enum taizhang_severity severity, size_t count, struct taizhang_error *err)
{
	struct tz_declared *declared;

	if (tz_array_grow(&manifest->declared, manifest->num_declared, &manifest->declared_capacity,
			  sizeof *declared, err) != 0)
		return -1;
	declared = &manifest->declared[manifest->num_declared];
	*declared = (struct tz_declared){tz_strdup(item, err), tz_strdup(id, err), severity, count};
	if (!declared->item || !declared->id) {
		free(declared->item);
		free(declared->id);
		return -1;
	}
	manifest->num_declared++;
	return 0;
}

int tz_manifest_add_base(struct tz_manifest *manifest, const char *id, const char *tags, const char *root,
			 struct taizhang_error *err)
{
	struct tz_base *base;

	if (tz_array_grow(&manifest->bases, manifest->num_bases, &manifest->bases_capacity, sizeof *base, err) != 0)
		return -1;
	base = &manifest->bases[manifest->num_bases];
	snprintf(base->id, sizeof base->id, "%s", id);
	snprintf(base->tags, sizeof base->tags, "%s", tags);
	base->root = tz_strdup(root, err);
	if (!base->root)
		return -1;
	manifest->num_bases++;
	return 0;
}

/* Findings of one item, id and severity: the first of them, and how many. */
struct group {
	const struct taizhang_finding *finding;
	size_t first, count;
};

static int compare_kind(const void *a, const void *b)
{
	const struct group *x = a, *y = b;
	int order = strcmp(taizhang_finding_item(x->finding), taizhang_finding_item(y->finding));

	if (order == 0)
		order = strcmp(taizhang_finding_id(x->finding), taizhang_finding_id(y->finding));
	if (order == 0)
		order = (int)taizhang_finding_severity(x->finding) -
			(int)taizhang_finding_severity(y->finding);
	return order;
}

static int compare(const void *a, const void *b)
{
	const struct group *x = a, *y = b;
	int order = compare_kind(a, b);

	return order ? order : (x->first > y->first) - (x->first < y->first);
}

static int compare_first(const void *a, const void *b)
{
	const struct group *x = a, *y = b;

	return (x->first > y->first) - (x->first < y->first);
}

/* Joins the groups of one finding each; returns how many are left, by their first findings. */
static size_t join(struct group *groups, size_t num)
{
	size_t joined = 0;

	qsort(groups, num, sizeof *groups, compare);
	for (size_t i = 0; i < num; i++) {
		if (joined > 0 && compare_kind(&groups[joined - 1], &groups[i]) == 0)
			groups[joined - 1].count++;
		else
			groups[joined++] = groups[i];
	}
	qsort(groups, joined, sizeof *groups, compare_first);
	return joined;
}

int tz_manifest_declare_findings(struct tz_manifest *manifest,
				 const struct taizhang_findings *findings, size_t from,
				 struct taizhang_error *err)
{
	size_t total = taizhang_findings_num(findings), num = 0;
	struct group *groups = calloc(total - from + 1, sizeof *groups);
	int result = 0;

	if (!groups)
		return tz_error_nomem(err);
	for (size_t i = from; i < total; i++) {
		const struct taizhang_finding *finding = taizhang_findings_get(findings, i);

		if (taizhang_finding_severity(finding) >= TAIZHANG_WARNING)
			groups[num++] = (struct group){finding, i, 1};
	}
	num = join(groups, num);
	for (size_t i = 0; i < num && result == 0; i++)
		result = tz_manifest_declare(manifest, taizhang_finding_item(groups[i].finding),
					     taizhang_finding_id(groups[i].finding),
					     taizhang_finding_severity(groups[i].finding),
					     groups[i].count, err);
	free(groups);
	return result;
}
