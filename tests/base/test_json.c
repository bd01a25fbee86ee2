/* SPDX-License-Identifier: MIT */
/* test_json.c: the JSON we write. */
#include "base/json.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"

static struct taizhang_error err;

static struct tz_json *begin(void)
{
	struct tz_json *j;

	taizhang_error_clear(&err);
	j = tz_json_new(&err);
	tz_assert_ptr(j, &err);
	return j;
}

static void assert_json(struct tz_json *j, const char *expected)
{
	char *text = tz_json_finish(j, &err);

	tz_assert_ptr(text, &err);
	ck_assert_str_eq(text, expected);
	free(text);
}

static void assert_refused(struct tz_json *j, int code, const char *detail)
{
	ck_assert_ptr_null(tz_json_finish(j, &err));
	tz_assert_code(&err, code);
	ck_assert_str_eq(taizhang_error_id(&err), "json");
	ck_assert_str_eq(err.detail, detail);
}

START_TEST(members_keep_their_order_and_their_types)
{
	struct tz_json *j = begin();

	tz_json_text(j, "z", "包头市 \"<>\\\n\x01");
	tz_json_integer(j, "a", INT64_MIN);
	tz_json_boolean(j, "m", true);
	tz_json_boolean(j, "b", false);
	tz_json_null(j, "n");
	tz_json_text(j, "t", NULL);
	assert_json(j, "{\n  \"z\": \"包头市 \\\"<>\\\\\\n\\u0001\",\n  \"a\": -9223372036854775808,\n"
		    "  \"m\": true,\n  \"b\": false,\n  \"n\": null,\n  \"t\": null\n}\n");
}
END_TEST

START_TEST(objects_and_arrays_nest)
{
	struct tz_json *j = begin();

	tz_json_begin_array(j, "items");
	tz_json_begin_object(j, NULL);
	tz_json_begin_array(j, "of");
	tz_json_text(j, NULL, "x");
	tz_json_integer(j, NULL, 1);
	tz_json_null(j, NULL);
	tz_json_end(j);
	tz_json_end(j);
	tz_json_begin_object(j, NULL);
	tz_json_end(j);
	tz_json_end(j);
	tz_json_integer(j, "last", 2);
	assert_json(j, "{\n  \"items\": [\n    {\n      \"of\": [\n        \"x\",\n        1,\n        null\n      ]\n    },\n"
		    "    {}\n  ],\n  \"last\": 2\n}\n");
}
END_TEST

START_TEST(an_empty_text_can_be_left_out)
{
	struct tz_json *j = begin();

	tz_json_text_if(j, "a", NULL);
	tz_json_text_if(j, "b", "");
	tz_json_text_if(j, "c", "d");
	tz_json_text(j, "e", "");
	assert_json(j, "{\n  \"c\": \"d\",\n  \"e\": \"\"\n}\n");
}
END_TEST

START_TEST(other_json_goes_in_as_it_is)
{
	struct tz_json *j = begin();

	tz_json_raw(j, "a", "{\"y\":[1,\"二\"],\"x\":{}}");
	tz_json_raw(j, "b", "3");
	assert_json(j, "{\n  \"a\": {\n    \"y\": [\n      1,\n      \"二\"\n    ],\n    \"x\": {}\n  },\n  \"b\": 3\n}\n");
}
END_TEST

START_TEST(text_that_is_not_utf8_is_refused)
{
	struct tz_json *j = begin();

	tz_json_text(j, "a", "\xB0\xFC");
	tz_json_text(j, "b", "good");
	assert_refused(j, TAIZHANG_E_FORMAT, "UTF-8");
	j = begin();
	tz_json_text(j, "\xB0\xFC", "a");
	assert_refused(j, TAIZHANG_E_FORMAT, "UTF-8");
}
END_TEST

START_TEST(the_first_failure_sticks)
{
	struct tz_json *j = begin();

	tz_json_raw(j, "a", "{broken");
	tz_json_text(j, "b", "\xB0");
	tz_json_begin_object(j, NULL);
	assert_refused(j, TAIZHANG_E_FORMAT, "raw");
}
END_TEST

START_TEST(keys_belong_to_objects_and_to_nothing_else)
{
	struct tz_json *j = begin();

	tz_json_integer(j, NULL, 1);
	assert_refused(j, TAIZHANG_E_STATE, "no key in an object");
	j = begin();
	tz_json_begin_array(j, "a");
	tz_json_integer(j, "b", 1);
	tz_json_end(j);
	assert_refused(j, TAIZHANG_E_STATE, "a key in an array");
}
END_TEST

START_TEST(begin_and_end_must_pair)
{
	struct tz_json *j = begin();

	tz_json_end(j);
	assert_refused(j, TAIZHANG_E_STATE, "nothing to end");
	j = begin();
	tz_json_begin_array(j, "a");
	assert_refused(j, TAIZHANG_E_STATE, "something is still open");
	j = begin();
	tz_json_begin_array(j, "a");
	for (int i = 0; i < 40; i++)
		tz_json_begin_array(j, NULL);
	assert_refused(j, TAIZHANG_E_STATE, "nested too deep");
}
END_TEST

START_TEST(a_document_can_be_given_up)
{
	struct tz_json *j = begin();

	tz_json_begin_array(j, "a");
	tz_json_text(j, NULL, "b");
	tz_json_free(j);
	tz_json_free(NULL);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("json");

	suite_add_behaviour(suite, "writes", TESTS(members_keep_their_order_and_their_types, objects_and_arrays_nest,
		an_empty_text_can_be_left_out, other_json_goes_in_as_it_is));
	suite_add_behaviour(suite, "refuses", TESTS(text_that_is_not_utf8_is_refused, the_first_failure_sticks,
		keys_belong_to_objects_and_to_nothing_else, begin_and_end_must_pair, a_document_can_be_given_up));
	return suite;
}
