/* SPDX-License-Identifier: MIT */
/* test_digest_cache.c: digests are remembered as long as a file is surely as it was, and a cache that is spoilt is only forgotten. */
#include "ledger/digest_cache.h"

#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/digest.h"
#include "harness/assert.h"
#include "harness/memory.h"
#include "harness/suite.h"
#include "harness/temp.h"

#define SECOND INT64_C(1000000000)
#define NOW (1500000000 * SECOND)
/* What the file is made of, by its description. */
#define MARK "taizhang digests 1\n"
#define MARK_SIZE (sizeof MARK - 1)
#define ENTRY 64
#define SUM 64

static struct tz_digest_cache cache;
static unsigned char found[TZ_DIGEST_CACHE_BYTES];

static void setup(void)
{
	tz_digest_cache_load(&cache, temp_dir(), NOW);
}

static void teardown(void)
{
	memory_fail_at(SIZE_MAX);
	tz_digest_cache_free(&cache);
	temp_remove();
}

static void load(int64_t now)
{
	tz_digest_cache_free(&cache);
	tz_digest_cache_load(&cache, temp_dir(), now);
}

static void save(void)
{
	tz_digest_cache_save(&cache, temp_dir());
}

/* A file that was left alone for a minute. */
static struct tz_tree_stamp stamp_of(uint64_t inode)
{
	return (struct tz_tree_stamp){inode, 1000 + inode, NOW - 60 * SECOND - (int64_t)inode, NOW - 60 * SECOND};
}

static const unsigned char *digest_of(uint64_t inode)
{
	static unsigned char digest[TZ_DIGEST_CACHE_BYTES];

	for (size_t i = 0; i < sizeof digest; i++)
		digest[i] = (unsigned char)(inode * (2 * i + 1) >> i % 7);
	return digest;
}

static void put(uint64_t inode)
{
	struct tz_tree_stamp stamp = stamp_of(inode);

	tz_digest_cache_put(&cache, &stamp, digest_of(inode));
}

static enum tz_digest_known find(uint64_t inode)
{
	struct tz_tree_stamp stamp = stamp_of(inode);

	return tz_digest_cache_find(&cache, &stamp, found);
}

static enum tz_digest_known find_stamp(struct tz_tree_stamp stamp)
{
	return tz_digest_cache_find(&cache, &stamp, found);
}

static const char *cache_path(void)
{
	return temp_path(TZ_DIGEST_CACHE_NAME);
}

static bool is_there(void)
{
	return access(cache_path(), F_OK) == 0;
}

/* Puts files 1 to num, whose inodes come in no order. */
static void fill(uint64_t num)
{
	for (uint64_t i = 0; i < num; i++)
		put(i * 7919 % num + 1);
	save();
	load(NOW);
}

START_TEST(nothing_is_known_at_first)
{
	ck_assert_int_eq(find(1), TZ_DIGEST_UNKNOWN);
	save();
	ck_assert(!is_there());
}
END_TEST

START_TEST(what_was_put_is_known_the_next_time)
{
	fill(3000);
	for (uint64_t i = 1; i <= 3000; i++) {
		ck_assert_int_eq(find(i), TZ_DIGEST_KNOWN);
		ck_assert_mem_eq(found, digest_of(i), sizeof found);
	}
	ck_assert_int_eq(find(0), TZ_DIGEST_UNKNOWN);
	ck_assert_int_eq(find(3001), TZ_DIGEST_UNKNOWN);
	ck_assert_int_eq(find(UINT64_MAX), TZ_DIGEST_UNKNOWN);
}
END_TEST

START_TEST(each_part_of_what_the_system_says_counts)
{
	struct tz_tree_stamp stamp = stamp_of(5);

	fill(9);
	ck_assert_int_eq(find_stamp(stamp), TZ_DIGEST_KNOWN);
	stamp.size++;
	ck_assert_int_eq(find_stamp(stamp), TZ_DIGEST_TOUCHED);
	stamp = stamp_of(5);
	stamp.mtime++;
	ck_assert_int_eq(find_stamp(stamp), TZ_DIGEST_TOUCHED);
	stamp = stamp_of(5);
	stamp.mtime--;
	ck_assert_int_eq(find_stamp(stamp), TZ_DIGEST_TOUCHED);
	/* Bytes that changed behind a time that was put back. */
	stamp = stamp_of(5);
	stamp.ctime++;
	ck_assert_int_eq(find_stamp(stamp), TZ_DIGEST_TOUCHED);
	/* Another file under an old name. */
	stamp = stamp_of(5);
	stamp.inode = 10;
	ck_assert_int_eq(find_stamp(stamp), TZ_DIGEST_UNKNOWN);
}
END_TEST

static enum tz_digest_known known_after(struct tz_tree_stamp stamp, int64_t read_at, int64_t asked_at)
{
	load(read_at);
	tz_digest_cache_put(&cache, &stamp, digest_of(stamp.inode));
	save();
	load(asked_at);
	return find_stamp(stamp);
}

START_TEST(what_was_touched_within_two_seconds_before_it_was_read_is_read_again)
{
	struct tz_tree_stamp stamp = stamp_of(1);
	const int64_t later = NOW + 3600 * SECOND;

	stamp.mtime = NOW - 2 * SECOND;
	ck_assert_int_eq(known_after(stamp, NOW, later), TZ_DIGEST_TOUCHED);
	stamp.mtime = NOW - 2 * SECOND - 1;
	ck_assert_int_eq(known_after(stamp, NOW, later), TZ_DIGEST_KNOWN);
	stamp.ctime = NOW - 2 * SECOND;
	ck_assert_int_eq(known_after(stamp, NOW, later), TZ_DIGEST_TOUCHED);
	stamp.ctime = NOW - 2 * SECOND - 1;
	ck_assert_int_eq(known_after(stamp, NOW, later), TZ_DIGEST_KNOWN);
}
END_TEST

START_TEST(a_file_from_the_future_is_read_again)
{
	struct tz_tree_stamp stamp = stamp_of(1);

	stamp.mtime = NOW + 1;
	ck_assert_int_eq(known_after(stamp, NOW, NOW + SECOND), TZ_DIGEST_TOUCHED);
	stamp.mtime = INT64_MAX;
	ck_assert_int_eq(known_after(stamp, NOW, INT64_MAX), TZ_DIGEST_TOUCHED);
}
END_TEST

START_TEST(a_clock_that_was_set_back_vouches_for_nothing)
{
	struct tz_tree_stamp stamp = stamp_of(1);

	ck_assert_int_eq(known_after(stamp, NOW, stamp.ctime + 2 * SECOND + 1), TZ_DIGEST_KNOWN);
	ck_assert_int_eq(known_after(stamp, NOW, stamp.ctime + 2 * SECOND), TZ_DIGEST_TOUCHED);
	ck_assert_int_eq(known_after(stamp, NOW, 0), TZ_DIGEST_TOUCHED);
	ck_assert_int_eq(known_after(stamp, NOW, INT64_MIN + 3 * SECOND), TZ_DIGEST_TOUCHED);
}
END_TEST

START_TEST(files_from_before_1970_are_known_too)
{
	struct tz_tree_stamp stamp = stamp_of(1);

	stamp.mtime = -5 * SECOND;
	ck_assert_int_eq(known_after(stamp, NOW, NOW), TZ_DIGEST_KNOWN);
}
END_TEST

START_TEST(what_is_neither_found_nor_put_is_forgotten)
{
	fill(5);
	ck_assert_int_eq(find(2), TZ_DIGEST_KNOWN);
	ck_assert_int_eq(find(4), TZ_DIGEST_KNOWN);
	put(6);
	save();
	load(NOW);
	ck_assert_uint_eq(cache.num_old, 3);
	for (uint64_t i = 1; i <= 6; i++)
		ck_assert_int_eq(find(i), i == 2 || i == 4 || i == 6 ? TZ_DIGEST_KNOWN : TZ_DIGEST_UNKNOWN);
}
END_TEST

START_TEST(what_was_put_takes_the_place_of_what_was_known)
{
	struct tz_tree_stamp stamp = stamp_of(3);

	fill(5);
	stamp.ctime++;
	tz_digest_cache_put(&cache, &stamp, digest_of(99));
	save();
	load(NOW);
	ck_assert_int_eq(find_stamp(stamp), TZ_DIGEST_KNOWN);
	ck_assert_mem_eq(found, digest_of(99), sizeof found);
}
END_TEST

START_TEST(two_names_of_one_file_are_one)
{
	put(1);
	put(1);
	save();
	load(NOW);
	ck_assert_uint_eq(cache.num_old, 1);
	ck_assert_int_eq(find(1), TZ_DIGEST_KNOWN);
	ck_assert_int_eq(find(1), TZ_DIGEST_KNOWN);
	ck_assert_uint_eq(cache.num_kept, 1);
}
END_TEST

static ino_t inode_of_cache(void)
{
	struct stat status;

	ck_assert_int_eq(stat(cache_path(), &status), 0);
	return status.st_ino;
}

START_TEST(it_is_written_only_where_there_is_news)
{
	struct tz_tree_stamp racy = stamp_of(4);
	ino_t before;

	racy.mtime = NOW;
	put(1);
	tz_digest_cache_put(&cache, &racy, digest_of(4));
	save();
	before = inode_of_cache();
	load(NOW);
	ck_assert_int_eq(find(1), TZ_DIGEST_KNOWN);
	/* Read again, and still too young. */
	ck_assert_int_eq(find_stamp(racy), TZ_DIGEST_TOUCHED);
	tz_digest_cache_put(&cache, &racy, digest_of(4));
	save();
	ck_assert_uint_eq(inode_of_cache(), before);
	/* A file that is gone is news. */
	load(NOW);
	ck_assert_int_eq(find(1), TZ_DIGEST_KNOWN);
	save();
	load(NOW);
	ck_assert_uint_eq(cache.num_old, 1);
}
END_TEST

/* Spoilt */

static void write_cache(const void *bytes, size_t size)
{
	temp_write(TZ_DIGEST_CACHE_NAME, bytes, size);
	load(NOW);
}

static void assert_forgotten(const char *why, size_t where)
{
	ck_assert_msg(cache.num_old == 0 && find(1) == TZ_DIGEST_UNKNOWN, "%s %zu", why, where);
}

START_TEST(a_cache_cut_short_or_longer_is_forgotten)
{
	size_t size;
	char *bytes;

	fill(3);
	bytes = temp_read(cache_path(), &size);
	ck_assert_uint_eq(size, MARK_SIZE + 3 * ENTRY + SUM);
	bytes = realloc(bytes, size + ENTRY);
	memset(bytes + size, 0, ENTRY);
	for (size_t i = 0; i <= size + ENTRY; i++) {
		write_cache(bytes, i);
		if (i != size)
			assert_forgotten("cut at", i);
	}
	free(bytes);
}
END_TEST

START_TEST(a_cache_with_one_other_bit_is_forgotten)
{
	size_t size;
	char *bytes;

	fill(2);
	bytes = temp_read(cache_path(), &size);
	for (size_t i = 0; i < size * 8; i++) {
		bytes[i / 8] = (char)(bytes[i / 8] ^ 1 << i % 8);
		write_cache(bytes, size);
		assert_forgotten("bit", i);
		bytes[i / 8] = (char)(bytes[i / 8] ^ 1 << i % 8);
	}
	free(bytes);
}
END_TEST

/* With a sum that is right, as only somebody writes it who means to. */
static void write_signed(char *bytes, size_t size)
{
	char sum[TAIZHANG_DIGEST_HEX_SIZE];

	ck_assert_int_eq(tz_digest_bytes(TAIZHANG_DIGEST_SHA256, bytes, size - SUM, sum, NULL), 0);
	memcpy(bytes + size - SUM, sum, SUM);
	write_cache(bytes, size);
}

START_TEST(a_cache_made_by_hand_is_bounded)
{
	size_t size;
	char *bytes;

	fill(2);
	bytes = temp_read(cache_path(), &size);
	/* of another version */
	bytes[MARK_SIZE - 2] = '2';
	write_signed(bytes, size);
	assert_forgotten("version", 2);
	bytes[MARK_SIZE - 2] = '1';
	/* one inode twice, and out of order */
	memcpy(bytes + MARK_SIZE + ENTRY, bytes + MARK_SIZE, ENTRY);
	write_signed(bytes, size);
	assert_forgotten("twice", 0);
	bytes[MARK_SIZE] = 9;
	write_signed(bytes, size);
	assert_forgotten("order", 0);
	/* whatever else stands in it is a file that is not there */
	memset(bytes + MARK_SIZE, 0xFF, ENTRY);
	memset(bytes + MARK_SIZE, 0, 8);
	memset(bytes + MARK_SIZE + ENTRY, 0xFF, ENTRY);
	write_signed(bytes, size);
	ck_assert_uint_eq(cache.num_old, 2);
	ck_assert_int_eq(find(0), TZ_DIGEST_TOUCHED);
	ck_assert_int_eq(find(UINT64_MAX), TZ_DIGEST_TOUCHED);
	free(bytes);
}
END_TEST

START_TEST(an_enormous_cache_is_not_read)
{
	ck_assert_int_eq(temp_shell("truncate -s 64000148 '%s'", cache_path()), 0);
	load(NOW);
	assert_forgotten("size", 0);
}
END_TEST

START_TEST(whatever_stands_in_its_place_does_no_harm)
{
	ck_assert_int_eq(temp_shell("mkdir '%s'", cache_path()), 0);
	load(NOW);
	assert_forgotten("folder", 0);
	put(1);
	save();
	ck_assert_int_eq(temp_shell("rmdir '%s' && mkfifo '%s'", cache_path(), cache_path()), 0);
	load(NOW);
	assert_forgotten("pipe", 0);
	put(1);
	save();
	ck_assert_int_eq(temp_shell("rm '%s' && ln -s '%s' '%s'", cache_path(), cache_path(), cache_path()), 0);
	load(NOW);
	assert_forgotten("link", 0);
	put(1);
	save();
	load(NOW);
	ck_assert_int_eq(find(1), TZ_DIGEST_KNOWN);
}
END_TEST

START_TEST(a_folder_that_cannot_be_written_is_no_error)
{
	tz_digest_cache_free(&cache);
	tz_digest_cache_load(&cache, temp_path("none"), NOW);
	put(1);
	tz_digest_cache_save(&cache, temp_path("none"));
	temp_assert_holds("", "");
}
END_TEST

START_TEST(without_memory_less_is_remembered_and_nothing_wrong)
{
	const char *directory = temp_dir();
	struct tz_tree_stamp stamps[3] = {stamp_of(1), stamp_of(2), stamp_of(3)};
	unsigned char digests[3][TZ_DIGEST_CACHE_BYTES];
	bool reached = true;

	for (size_t i = 0; i < 3; i++)
		memcpy(digests[i], digest_of(i + 1), sizeof digests[i]);
	for (size_t n = 0; reached; n++) {
		tz_digest_cache_free(&cache);
		memory_fail_at(n);
		tz_digest_cache_load(&cache, directory, NOW);
		for (size_t i = 0; i < 3; i++)
			if (tz_digest_cache_find(&cache, &stamps[i], found) != TZ_DIGEST_KNOWN)
				tz_digest_cache_put(&cache, &stamps[i], digests[i]);
		tz_digest_cache_save(&cache, directory);
		reached = memory_has_failed();
		memory_fail_at(SIZE_MAX);
		load(NOW);
		for (uint64_t i = 1; i <= 3; i++)
			if (find(i) == TZ_DIGEST_KNOWN)
				ck_assert_mem_eq(found, digest_of(i), sizeof found);
	}
	ck_assert_uint_eq(cache.num_old, 3);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("digest_cache");
	TCase *remembers = tcase_create("remembers"), *spoilt = tcase_create("spoilt");

	tcase_add_checked_fixture(remembers, setup, teardown);
	tcase_add_test(remembers, nothing_is_known_at_first);
	tcase_add_test(remembers, what_was_put_is_known_the_next_time);
	tcase_add_test(remembers, each_part_of_what_the_system_says_counts);
	tcase_add_test(remembers, what_was_touched_within_two_seconds_before_it_was_read_is_read_again);
	tcase_add_test(remembers, a_file_from_the_future_is_read_again);
	tcase_add_test(remembers, a_clock_that_was_set_back_vouches_for_nothing);
	tcase_add_test(remembers, files_from_before_1970_are_known_too);
	tcase_add_test(remembers, what_is_neither_found_nor_put_is_forgotten);
	tcase_add_test(remembers, what_was_put_takes_the_place_of_what_was_known);
	tcase_add_test(remembers, two_names_of_one_file_are_one);
	tcase_add_test(remembers, it_is_written_only_where_there_is_news);
	tcase_add_checked_fixture(spoilt, setup, teardown);
	tcase_add_test(spoilt, a_cache_cut_short_or_longer_is_forgotten);
	tcase_add_test(spoilt, a_cache_with_one_other_bit_is_forgotten);
	tcase_add_test(spoilt, a_cache_made_by_hand_is_bounded);
	tcase_add_test(spoilt, an_enormous_cache_is_not_read);
	tcase_add_test(spoilt, whatever_stands_in_its_place_does_no_harm);
	tcase_add_test(spoilt, a_folder_that_cannot_be_written_is_no_error);
	tcase_add_test(spoilt, without_memory_less_is_remembered_and_nothing_wrong);
	suite_add_tcase(suite, remembers);
	suite_add_tcase(suite, spoilt);
	return suite;
}
