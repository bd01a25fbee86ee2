/* SPDX-License-Identifier: MIT */
/* test_manifest_write.c: tests of lib/package/manifest_write.c. */
#include "package/manifest_write.h"

#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "harness/assert.h"
#include "harness/suite.h"
#include "harness/temp.h"
#include "ledger/ledger.h"
#include "package/ledgers.h"

#define FILES(...) (const char *const[]){__VA_ARGS__, NULL}

static const char sm3[] = "cccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccccc";
static struct taizhang_error err;
static struct taizhang_ledger *ledger;
static struct tz_payload payload;
static struct tz_manifest manifest;
static struct tz_buffer out;
static char producer[64];

static void set_up(void)
{
	taizhang_error_clear(&err);
	ledger = make_ledger("包头市", "市教育局");
	add_record(ledger, 0, FILES("1.jpg", "2.jpg", "3.jpg"));
	add_record(ledger, 1, FILES("方案&.docx"));
	payload = (struct tz_payload)TZ_PAYLOAD_INIT;
	tz_assert_ok(tz_payload_make(&payload, ledger, false, &err), &err);
	strcpy(producer, "某系统 <2.1> & \"x\"");
	manifest = (struct tz_manifest){.root = strdup(payload.root), .producer = producer, .time = 1520242201, .digests = TAIZHANG_DIGEST_SHA256,
					.files = 4, .bytes = 27};
	memset(manifest.id, 'b', 64);
	out = (struct tz_buffer)TZ_BUFFER_INIT;
}

static void tear_down(void)
{
	temp_remove();
	manifest.producer = NULL;
	tz_manifest_free(&manifest);
	tz_payload_free(&payload);
	taizhang_ledger_free(ledger);
	tz_buffer_free(&out);
}

static void write_manifest(void)
{
	tz_assert_ok(tz_manifest_write(ledger, &manifest, &payload, &out, &err), &err);
}

static void assert_has(const char *text)
{
	ck_assert_msg(strstr(tz_buffer_text(&out), text) != NULL, "no %s in:\n%s", text, tz_buffer_text(&out));
}

static void assert_lacks(const char *text)
{
	ck_assert_msg(strstr(tz_buffer_text(&out), text) == NULL, "%s in:\n%s", text, tz_buffer_text(&out));
}

/* By the schema as it was built, in the eyes of another program. */
static void assert_valid(void)
{
	const char *document = temp_write("manifest.xml", out.data, out.size);
	const char *top = getenv("top_builddir");

	ck_assert_int_eq(temp_shell("xmllint --noout --nonet --schema '%s/data/schema/manifest.xsd' '%s' 2>/dev/null",
				    top ? top : "..", document), 0);
}

START_TEST(the_package_speaks_of_itself)
{
	write_manifest();
	assert_has("<manifest xmlns=\"urn:taizhang:manifest:1\" version=\"1.0\" city=\"包头市\" year=\"2017\" unit=\"市教育局\"");
	assert_has("root=\"包头市-2017-市教育局\" time=\"2018-03-05T09:30:01Z\" "
		   "producer=\"某系统 &lt;2.1&gt; &amp; &quot;x&quot;\" files=\"4\" bytes=\"27\" digests=\"sha256\"/>");
	assert_lacks("incomplete");
	assert_lacks("sm3");
	assert_valid();
}
END_TEST

START_TEST(each_file_has_its_place_in_the_package)
{
	write_manifest();
	assert_has("media-type=\"image/jpeg\" package-path=\"data/I-1-1-1-1/01-01-1.jpg\"");
	assert_has("package-path=\"data/I-1-1-1-2/01-方案&amp;.docx\"");
	assert_valid();
}
END_TEST

START_TEST(sm3_stands_beside_sha256)
{
	manifest.digests |= TAIZHANG_DIGEST_SM3;
	for (size_t i = 0; i < payload.num_files; i++)
		tz_assert_ok(tz_set_string(&payload.files[i].sm3, sm3, &err), &err);
	write_manifest();
	assert_has("digests=\"sha256 sm3\"");
	assert_has(" sm3=\"cccccccc");
	assert_valid();
}
END_TEST

START_TEST(a_file_that_is_not_in_the_package_is_missing_and_the_others_keep_their_places)
{
	memmove(&payload.files[1], &payload.files[2], 2 * sizeof *payload.files);
	payload.num_files--;
	write_manifest();
	assert_has("package-path=\"data/I-1-1-1-1/01-01-1.jpg\"");
	assert_has("package-path=\"data/I-1-1-1-1/01-03-3.jpg\"");
	assert_has("package-path=\"data/I-1-1-1-2/01-方案&amp;.docx\"");
	assert_lacks("01-02-2.jpg");
	assert_has("missing=\"yes\" media-type=\"image/jpeg\"/>");
	assert_valid();
}
END_TEST

START_TEST(a_file_that_the_scan_knew_as_missing_says_so_once)
{
	ledger->items[0].records[0]->files[1].missing = true;
	memmove(&payload.files[1], &payload.files[2], 2 * sizeof *payload.files);
	payload.num_files--;
	write_manifest();
	assert_has("missing=\"yes\" media-type=\"image/jpeg\"/>");
	assert_valid();
}
END_TEST

START_TEST(what_the_sender_declares_is_listed)
{
	tz_assert_ok(tz_manifest_declare(&manifest, "I-1-1-1-1", "item-empty", TAIZHANG_ERROR, 2, &err), &err);
	tz_assert_ok(tz_manifest_declare(&manifest, "", "owner-missing", TAIZHANG_WARNING, 1, &err), &err);
	write_manifest();
	assert_has("<declared item=\"I-1-1-1-1\" id=\"item-empty\" severity=\"error\" count=\"2\"/>");
	assert_has("<declared id=\"owner-missing\" severity=\"warning\" count=\"1\"/>");
	assert_valid();
}
END_TEST

/* The first two files are here, in part 1 of 2, the third in part 2, the last in a base. */
static void make_part(void)
{
	memset(manifest.whole, 'd', 64);
	manifest.whole_files = 4;
	manifest.whole_bytes = 27;
	manifest.part = 1;
	manifest.parts = 2;
	payload.files[0].part = payload.files[1].part = 1;
	payload.files[2].part = 2;
	payload.files[3].part = TZ_CARRIED_BASE;
}

START_TEST(a_part_tells_what_it_is_part_of_and_where_the_other_files_are)
{
	make_part();
	manifest.files = 2;
	manifest.bytes = 10;
	manifest.digests |= TAIZHANG_DIGEST_SM3;
	for (size_t i = 0; i < payload.num_files; i++)
		tz_assert_ok(tz_set_string(&payload.files[i].sm3, sm3, &err), &err);
	write_manifest();
	assert_has("<manifest xmlns=\"urn:taizhang:manifest:1\" version=\"1.1\"");
	assert_has("files=\"2\" bytes=\"10\" digests=\"sha256 sm3\" whole=\"dddd");
	assert_has("\" whole-files=\"4\" whole-bytes=\"27\" part=\"1\" parts=\"2\"/>");
	assert_has("package-path=\"data/I-1-1-1-1/01-02-2.jpg\" sm3=\"cccc");
	assert_has("package-path=\"data/I-1-1-1-1/01-03-3.jpg\" carried=\"2\"/>");
	assert_has("package-path=\"data/I-1-1-1-2/01-方案&amp;.docx\" carried=\"base\"/>");
	assert_valid();
}
END_TEST

START_TEST(a_supplement_names_its_bases)
{
	char id[65] = "", tags[65] = "";

	memset(id, 'e', 64);
	memset(tags, 'f', 64);
	make_part();
	manifest.part = manifest.parts = 0;
	payload.files[0].part = payload.files[1].part = payload.files[2].part = 0;
	tz_assert_ok(tz_manifest_add_base(&manifest, id, tags, "包头市-2017-1of2", &err), &err);
	tz_assert_ok(tz_manifest_add_base(&manifest, tags, id, "包头市-2017-2of2", &err), &err);
	write_manifest();
	assert_has("version=\"1.1\"");
	assert_has("<base id=\"eeee");
	assert_has("\" tags=\"ffff");
	assert_has("\" root=\"包头市-2017-2of2\"/>\n  </package>");
	assert_lacks("part=");
	assert_has("carried=\"base\"/>");
	assert_valid();
}
END_TEST

START_TEST(a_producer_that_xml_cannot_hold_is_an_error)
{
	producer[0] = '\x01';
	ck_assert_int_eq(tz_manifest_write(ledger, &manifest, &payload, &out, &err), -1);
	ck_assert_int_ne(err.code, TAIZHANG_OK);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("manifest_write");
	TCase *writes = tcase_create("writes");

	tcase_add_checked_fixture(writes, set_up, tear_down);
	tcase_add_test(writes, the_package_speaks_of_itself);
	tcase_add_test(writes, each_file_has_its_place_in_the_package);
	tcase_add_test(writes, sm3_stands_beside_sha256);
	tcase_add_test(writes, a_file_that_is_not_in_the_package_is_missing_and_the_others_keep_their_places);
	tcase_add_test(writes, a_file_that_the_scan_knew_as_missing_says_so_once);
	tcase_add_test(writes, what_the_sender_declares_is_listed);
	tcase_add_test(writes, a_part_tells_what_it_is_part_of_and_where_the_other_files_are);
	tcase_add_test(writes, a_supplement_names_its_bases);
	tcase_add_test(writes, a_producer_that_xml_cannot_hold_is_an_error);
	suite_add_tcase(suite, writes);
	return suite;
}
