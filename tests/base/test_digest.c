/* SPDX-License-Identifier: MIT */
/* test_digest.c: digests and their names. */
#include "base/digest.h"

#include <stdlib.h>
#include <string.h>

#include "harness/assert.h"
#include "harness/suite.h"

#define ALL ((1u << TAIZHANG_NUM_DIGESTS) - 1)

/* Of "abc": FIPS 180-4, RFC 1321 and GB/T 32905-2016 print these. */
static const struct {
	enum taizhang_digest digest;
	const char *name, *abc;
} known[] = {
	{TAIZHANG_DIGEST_MD5, "md5", "900150983cd24fb0d6963f7d28e17f72"},
	{TAIZHANG_DIGEST_SHA1, "sha1", "a9993e364706816aba3e25717850c26c9cd0d89d"},
	{TAIZHANG_DIGEST_SHA224, "sha224", "23097d223405d8228642a477bda255b32aadbce4bda0b3f7e36c9da7"},
	{TAIZHANG_DIGEST_SHA256, "sha256",
	 "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"},
	{TAIZHANG_DIGEST_SHA384, "sha384",
	 "cb00753f45a35e8bb5a03d699ac65007272c32ab0eded1631a8b605a43ff5bed"
	 "8086072ba1e7cc2358baeca134c825a7"},
	{TAIZHANG_DIGEST_SHA512, "sha512",
	 "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a"
	 "2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e2a9ac94fa54ca49f"},
	{TAIZHANG_DIGEST_SM3, "sm3", "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"},
};

static struct taizhang_error err;

static void setup(void)
{
	taizhang_error_clear(&err);
}

START_TEST(every_algorithm_gives_the_value_of_its_standard)
{
	char hex[TAIZHANG_DIGEST_HEX_SIZE];

	for (size_t i = 0; i < TAIZHANG_NUM_DIGESTS; i++) {
		tz_assert_ok(tz_digest_bytes(known[i].digest, "abc", 3, hex, &err), &err);
		ck_assert_str_eq(hex, known[i].abc);
	}
}
END_TEST

START_TEST(all_digests_come_out_of_one_read)
{
	struct tz_digest *d = tz_digest_new(ALL, &err);
	struct tz_digest_values values;

	tz_assert_ptr(d, &err);
	tz_assert_ok(tz_digest_update(d, "a", 1, &err), &err);
	tz_assert_ok(tz_digest_update(d, "", 0, &err), &err);
	tz_assert_ok(tz_digest_update(d, NULL, 0, &err), &err);
	tz_assert_ok(tz_digest_update(d, "bc", 2, &err), &err);
	tz_assert_ok(tz_digest_final(d, &values, &err), &err);
	for (size_t i = 0; i < TAIZHANG_NUM_DIGESTS; i++)
		ck_assert_str_eq(values.hex[tz_digest_slot(known[i].digest)], known[i].abc);
	tz_digest_free(d);
}
END_TEST

START_TEST(one_object_serves_file_after_file)
{
	struct tz_digest *d = tz_digest_new(TAIZHANG_DIGEST_SHA256, &err);
	struct tz_digest_values first, empty, again;

	tz_assert_ok(tz_digest_update(d, "abc", 3, &err), &err);
	tz_assert_ok(tz_digest_final(d, &first, &err), &err);
	tz_assert_ok(tz_digest_final(d, &empty, &err), &err);
	tz_assert_ok(tz_digest_update(d, "abc", 3, &err), &err);
	tz_assert_ok(tz_digest_final(d, &again, &err), &err);
	ck_assert_mem_eq(&first, &again, sizeof first);
	ck_assert_str_eq(empty.hex[tz_digest_slot(TAIZHANG_DIGEST_SHA256)],
			 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	tz_digest_free(d);
}
END_TEST

START_TEST(what_was_not_asked_is_empty)
{
	struct tz_digest *d = tz_digest_new(TAIZHANG_DIGEST_SM3 | TAIZHANG_DIGEST_MD5, &err);
	struct tz_digest_values values;

	tz_assert_ok(tz_digest_final(d, &values, &err), &err);
	for (size_t i = 0; i < TAIZHANG_NUM_DIGESTS; i++)
		ck_assert_int_eq(values.hex[i][0] != '\0',
				 known[i].digest == TAIZHANG_DIGEST_SM3 ||
				 known[i].digest == TAIZHANG_DIGEST_MD5);
	tz_digest_free(d);
}
END_TEST

START_TEST(a_set_beyond_the_list_is_refused)
{
	char hex[TAIZHANG_DIGEST_HEX_SIZE];

	ck_assert_ptr_null(tz_digest_new(1u << TAIZHANG_NUM_DIGESTS, &err));
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	taizhang_error_clear(&err);
	ck_assert_int_eq(tz_digest_bytes(TAIZHANG_DIGEST_MD5 | TAIZHANG_DIGEST_SM3, "", 0, hex, &err), -1);
	tz_assert_code(&err, TAIZHANG_E_INVAL);
	tz_digest_free(NULL);
}
END_TEST

START_TEST(names_and_lengths_agree_with_the_values)
{
	for (size_t i = 0; i < TAIZHANG_NUM_DIGESTS; i++) {
		ck_assert_str_eq(taizhang_digest_name(known[i].digest), known[i].name);
		ck_assert_uint_eq(taizhang_digest_from_name(known[i].name), known[i].digest);
		ck_assert_uint_eq(taizhang_digest_hex_length(known[i].digest), strlen(known[i].abc));
		ck_assert_uint_eq(tz_digest_slot(known[i].digest), i);
	}
}
END_TEST

START_TEST(names_are_read_in_any_case_with_or_without_a_dash)
{
	ck_assert_uint_eq(taizhang_digest_from_name("SHA-256"), TAIZHANG_DIGEST_SHA256);
	ck_assert_uint_eq(taizhang_digest_from_name("Sha512"), TAIZHANG_DIGEST_SHA512);
	ck_assert_uint_eq(taizhang_digest_from_name("SM3"), TAIZHANG_DIGEST_SM3);
	ck_assert_uint_eq(taizhang_digest_from_name("MD5"), TAIZHANG_DIGEST_MD5);
}
END_TEST

START_TEST(what_is_no_algorithm_has_no_name)
{
	ck_assert_uint_eq(taizhang_digest_from_name(NULL), 0);
	ck_assert_uint_eq(taizhang_digest_from_name(""), 0);
	ck_assert_uint_eq(taizhang_digest_from_name("sha"), 0);
	ck_assert_uint_eq(taizhang_digest_from_name("sha2-256"), 0);
	ck_assert_uint_eq(taizhang_digest_from_name("sha256 "), 0);
	ck_assert_ptr_null(taizhang_digest_name(0));
	ck_assert_ptr_null(taizhang_digest_name(TAIZHANG_DIGEST_MD5 | TAIZHANG_DIGEST_SM3));
	ck_assert_uint_eq(taizhang_digest_hex_length(1 << TAIZHANG_NUM_DIGESTS), 0);
}
END_TEST

START_TEST(hexadecimal_is_read_as_it_is_written_and_not_otherwise)
{
	static const char *const refused[] = {"00ff1", "00ff1A", "00ff1g", "00ff1a0", "00ff1a00", "", "zz0000", "00 f1a"};
	unsigned char bytes[3] = {0};
	char hex[7];

	ck_assert(tz_digest_from_hex("00ff1a", bytes, 3));
	ck_assert_mem_eq(bytes, "\x00\xFF\x1A", 3);
	tz_digest_to_hex(bytes, 3, hex);
	ck_assert_str_eq(hex, "00ff1a");
	for (size_t i = 0; i < sizeof refused / sizeof *refused; i++)
		ck_assert_msg(!tz_digest_from_hex(refused[i], bytes, 3), "%s", refused[i]);
}
END_TEST

START_TEST(as_bytes_they_stand_one_after_another)
{
	const unsigned int set = TAIZHANG_DIGEST_SM3 | TAIZHANG_DIGEST_MD5 | TAIZHANG_DIGEST_SHA256;
	struct tz_digest *d = tz_digest_new(set, NULL);
	unsigned char bytes[16 + 32 + 32];
	char hex[TAIZHANG_DIGEST_HEX_SIZE], alone[TAIZHANG_DIGEST_HEX_SIZE];

	ck_assert_uint_eq(tz_digest_size(set), sizeof bytes);
	ck_assert_uint_eq(tz_digest_size(0), 0);
	ck_assert_uint_eq(tz_digest_place(set, TAIZHANG_DIGEST_MD5), 0);
	ck_assert_uint_eq(tz_digest_place(set, TAIZHANG_DIGEST_SHA256), 16);
	ck_assert_uint_eq(tz_digest_place(set, TAIZHANG_DIGEST_SM3), 48);
	for (int i = 0; i < 2; i++) {
		ck_assert_int_eq(tz_digest_update(d, "abc", 3, NULL), 0);
		ck_assert_int_eq(tz_digest_final_bytes(d, bytes, NULL), 0);
		ck_assert_int_eq(tz_digest_bytes(TAIZHANG_DIGEST_SM3, "abc", 3, alone, NULL), 0);
		tz_digest_to_hex(bytes + 48, 32, hex);
		ck_assert_str_eq(hex, alone);
	}
	tz_digest_free(d);
}
END_TEST

START_TEST(the_library_in_use_tells_its_version)
{
	ck_assert_int_ge(tz_digest_library_version()[0], '3');
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("digest");
	TCase *digests = tcase_create("digests"), *names = tcase_create("names");

	tcase_add_checked_fixture(digests, setup, NULL);
	tcase_add_test(digests, every_algorithm_gives_the_value_of_its_standard);
	tcase_add_test(digests, all_digests_come_out_of_one_read);
	tcase_add_test(digests, one_object_serves_file_after_file);
	tcase_add_test(digests, what_was_not_asked_is_empty);
	tcase_add_test(digests, a_set_beyond_the_list_is_refused);
	tcase_add_test(digests, hexadecimal_is_read_as_it_is_written_and_not_otherwise);
	tcase_add_test(digests, as_bytes_they_stand_one_after_another);
	tcase_add_test(digests, the_library_in_use_tells_its_version);
	suite_add_tcase(suite, digests);
	tcase_add_test(names, names_and_lengths_agree_with_the_values);
	tcase_add_test(names, names_are_read_in_any_case_with_or_without_a_dash);
	tcase_add_test(names, what_is_no_algorithm_has_no_name);
	suite_add_tcase(suite, names);
	return suite;
}
