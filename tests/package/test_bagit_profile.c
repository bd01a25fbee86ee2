/* SPDX-License-Identifier: MIT */
/* test_bagit_profile.c: holds our packages against data/bagit-profile.json, as a receiver with a BagIt Profile does. */
#include <taizhang/package.h>

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "package/ledgers.h"

static json_t *profile;
static char *bag;	/* the unpacked bag's folder */
static char *info;	/* its bag-info.txt */

static void set_up(void)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_pack_options options = TAIZHANG_PACK_OPTIONS_INIT;
	struct taizhang_pack_result result;
	struct taizhang_ledger *ledger = make_filled_ledger("ledger");
	const char *top = getenv("top_srcdir");
	char path[4096];

	tz_assert_ok(taizhang_ledger_set_contact(ledger, "资料员 0472-1234567", &err), &err);
	options.digests = TAIZHANG_DIGEST_SM3;
	tz_assert_ok(taizhang_pack(ledger, temp_path("a.zip"), &options, &result, NULL, &err), &err);
	taizhang_ledger_free(ledger);
	ck_assert_int_eq(temp_shell("cd '%s' && LC_ALL=C.UTF-8 unzip -q a.zip", temp_dir()), 0);
	bag = strdup(temp_path(result.root));
	snprintf(path, sizeof path, "%s/bag-info.txt", bag);
	info = temp_read(path, NULL);
	snprintf(path, sizeof path, "%s/data/bagit-profile.json", top ? top : "..");
	profile = json_load_file(path, JSON_REJECT_DUPLICATES, NULL);
	ck_assert_ptr_nonnull(profile);
}

static void tear_down(void)
{
	temp_remove();
	json_decref(profile);
	free(info);
	free(bag);
}

/* Counts a label's lines in bag-info.txt; value gets the last one's. */
static int count_label(const char *label, char value[256])
{
	size_t size = strlen(label);
	int count = 0;

	for (const char *line = info; line && *line; line = strchr(line, '\n') ? strchr(line, '\n') + 1 : NULL)
		if (strncmp(line, label, size) == 0 && strncmp(line + size, ": ", 2) == 0) {
			snprintf(value, 256, "%.*s", (int)strcspn(line + size + 2, "\n"), line + size + 2);
			count++;
		}
	return count;
}

static int list_has(const char *key, const char *value)
{
	size_t i;
	json_t *element;

	json_array_foreach(json_object_get(profile, key), i, element)
		if (strcmp(json_string_value(element), value) == 0)
			return 1;
	return 0;
}

static int bag_has(const char *name)
{
	char path[8192];

	snprintf(path, sizeof path, "%s/%s", bag, name);
	return access(path, R_OK) == 0;
}

START_TEST(the_profile_is_one_of_version_1_3)
{
	const json_t *about = json_object_get(profile, "BagIt-Profile-Info");
	static const char *const required[] = {"BagIt-Profile-Identifier", "Source-Organization", "External-Description", "Version"};

	for (size_t i = 0; i < 4; i++)
		ck_assert_ptr_nonnull(json_string_value(json_object_get(about, required[i])));
	ck_assert_str_eq(json_string_value(json_object_get(about, "BagIt-Profile-Version")), "1.3.0");
	ck_assert(list_has("Accept-BagIt-Version", "1.0"));
}
END_TEST

START_TEST(bag_info_has_what_is_required_and_nothing_else)
{
	const char *key;
	json_t *rule;
	char value[256];

	json_object_foreach(json_object_get(profile, "Bag-Info"), key, rule) {
		int count = count_label(key, value);
		json_t *values = json_object_get(rule, "values"), *element;
		size_t i, equal = 0;

		if (count == 0 && !json_is_true(json_object_get(rule, "required")))
			continue;
		ck_assert_msg(count == 1, "%s stands %d times in\n%s", key, count, info);
		json_array_foreach(values, i, element)
			equal += strcmp(json_string_value(element), value) == 0;
		ck_assert_msg(!values || equal == 1, "%s: %s", key, value);
	}
	for (char *line = strtok(info, "\n"); line; line = strtok(NULL, "\n")) {
		line[strcspn(line, ":")] = '\0';
		ck_assert_msg(json_object_get(json_object_get(profile, "Bag-Info"), line) != NULL, "%s", line);
	}
}
END_TEST

START_TEST(the_identifiers_are_equal)
{
	char value[256];

	ck_assert_int_eq(count_label("BagIt-Profile-Identifier", value), 1);
	ck_assert_str_eq(value, json_string_value(json_object_get(
		json_object_get(profile, "BagIt-Profile-Info"), "BagIt-Profile-Identifier")));
}
END_TEST

START_TEST(required_files_are_there)
{
	size_t i;
	json_t *element;
	char name[256];

	json_array_foreach(json_object_get(profile, "Tag-Files-Required"), i, element)
		ck_assert_msg(bag_has(json_string_value(element)), "no %s", json_string_value(element));
	json_array_foreach(json_object_get(profile, "Manifests-Required"), i, element) {
		snprintf(name, sizeof name, "manifest-%s.txt", json_string_value(element));
		ck_assert(bag_has(name));
	}
	json_array_foreach(json_object_get(profile, "Tag-Manifests-Required"), i, element) {
		snprintf(name, sizeof name, "tagmanifest-%s.txt", json_string_value(element));
		ck_assert(bag_has(name));
	}
	ck_assert(!bag_has("fetch.txt"));
}
END_TEST

/* Is a file at the top of the bag, or in schema/, one that the profile knows? */
static int is_allowed(const char *name)
{
	char algorithm[32];

	if (strcmp(name, "bagit.txt") == 0 || strcmp(name, "bag-info.txt") == 0)
		return 1;
	if (sscanf(name, "manifest-%31[^.].txt", algorithm) == 1)
		return list_has("Manifests-Allowed", algorithm);
	if (sscanf(name, "tagmanifest-%31[^.].txt", algorithm) == 1)
		return list_has("Tag-Manifests-Allowed", algorithm);
	return list_has("Tag-Files-Allowed", name);
}

START_TEST(no_file_is_there_that_is_not_allowed)
{
	const char *list = temp_path("list");
	char *names;

	ck_assert_int_eq(temp_shell("cd '%s' && find . -type f ! -path './data/*' | sed 's,^./,,' >'%s'", bag, list), 0);
	names = temp_read(list, NULL);
	for (char *name = strtok(names, "\n"); name; name = strtok(NULL, "\n"))
		ck_assert_msg(is_allowed(name), "%s", name);
	free(names);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("bagit_profile");
	TCase *bags = tcase_create("bags");

	tcase_set_timeout(bags, 60);
	tcase_add_checked_fixture(bags, set_up, tear_down);
	tcase_add_test(bags, the_profile_is_one_of_version_1_3);
	tcase_add_test(bags, bag_info_has_what_is_required_and_nothing_else);
	tcase_add_test(bags, the_identifiers_are_equal);
	tcase_add_test(bags, required_files_are_there);
	tcase_add_test(bags, no_file_is_there_that_is_not_allowed);
	suite_add_tcase(suite, bags);
	return suite;
}
