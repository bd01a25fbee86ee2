/* SPDX-License-Identifier: MIT */
/* test_ofd.c: what is told of OFD: properties, pages, attachments, and whether signed parts are still what was signed. */
#include <stdlib.h>
#include <string.h>

#include "harness/suite.h"
#include "inspect/office.h"

#define ROOT(more) "<ofd:OFD " OFD_NS " Version=\"1.0\"><ofd:DocBody><ofd:DocRoot>Doc_0/Document.xml</ofd:DocRoot>" more "</ofd:DocBody></ofd:OFD>"

static struct taizhang_facts *facts;

/* A document of one page that is signed with these references. */
static void make(const char *signing)
{
	struct stored_zip zip = {0};
	struct tz_buffer text = TZ_BUFFER_INIT;

	stored_zip_text(&zip, "OFD.xml", ROOT("<ofd:Signatures>/Doc_0/Signatures.xml</ofd:Signatures>"));
	stored_zip_text(&zip, "Doc_0/Document.xml", "<ofd:Document " OFD_NS "><ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"Page.xml\"/></ofd:Pages></ofd:Document>");
	stored_zip_text(&zip, "Doc_0/Page.xml", "abc");
	stored_zip_text(&zip, "Doc_0/Signatures.xml", "<ofd:Signatures " OFD_NS "><ofd:Signature ID=\"1\" Type=\"Sign\" BaseLoc=\"Signature.xml\"/></ofd:Signatures>");
	tz_buffer_printf(&text, "<ofd:Signature " OFD_NS "><ofd:SignedInfo>%s</ofd:SignedInfo></ofd:Signature>", signing);
	stored_zip_text(&zip, "Doc_0/Signature.xml", text.data);
	tz_buffer_free(&text);
	facts = office_zip(&zip);
}

START_TEST(an_official_document_is_read_page_by_page)
{
	facts = office_file("notice.ofd");
	office_is(facts, "whole");
	ck_assert_str_eq(taizhang_facts_format(facts), "ofd");
	office_says(facts, "示例市文明办文件\n示文明办〔2017〕12号\n关于开展志愿服务活动的通知\n各区：\n同一行里 隔开\n示例市文明办\n2017年8月5日\n网址\n");
	ck_assert_str_eq(office_value(facts, "title"), "关于开展志愿服务活动的通知");
	ck_assert_str_eq(office_value(facts, "author"), "示例市文明办");
	ck_assert_str_eq(office_value(facts, "created"), "2017-08-05");
	ck_assert_str_eq(office_value(facts, "modified"), "2017-08-06");
	ck_assert_str_eq(office_value(facts, "producer"), "示例程序 1.0");
	ck_assert_str_eq(office_value(facts, "format-version"), "1.1");
	ck_assert_str_eq(office_value(facts, "pages"), "3");
	ck_assert_str_eq(office_value(facts, "scanned-pages"), "1");
	ck_assert_str_eq(office_value(facts, "words"), "53");
	ck_assert_str_eq(office_value(facts, "embedded-file"), "名单");
	ck_assert_str_eq(office_value(facts, "comments"), "1");
	ck_assert_uint_eq(taizhang_facts_count(facts, "forbids"), 2);
	ck_assert_str_eq(office_place(facts, "external-link"), "hyperlink");
	ck_assert_str_eq(office_value(facts, "signature"), "Seal, 示例签章 1.0 示例单位, 1.2.156.10197.1.501, 20170806100000Z");
	ck_assert_str_eq(office_place(facts, "signature"), "Doc_0/Signs/Sign_0/Signature.xml");
	ck_assert_uint_eq(taizhang_facts_count(facts, "signature-differs"), 0);
}
END_TEST

/* The digests of "abc" are those of the algorithms' standards. */
START_TEST(signed_parts_are_held_against_their_digests)
{
	make("<ofd:References CheckMethod=\"1.2.156.10197.1.401\"><ofd:Reference FileRef=\"/Doc_0/Page.xml\"><ofd:CheckValue>Zsfw9GLu7dnR8tRr3BDk4kFnxId"
	     "c8veiKX2gK49LqOA=</ofd:CheckValue></ofd:Reference></ofd:References>");
	ck_assert_uint_eq(taizhang_facts_count(facts, "signature"), 1);
	ck_assert_uint_eq(taizhang_facts_count(facts, "signature-differs"), 0);
	make("<ofd:References CheckMethod=\"SHA-256\"><ofd:Reference FileRef=\"Page.xml\"><ofd:CheckValue>ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=</ofd:CheckValue>"
	     "</ofd:Reference></ofd:References>");
	ck_assert_uint_eq(taizhang_facts_count(facts, "signature-differs"), 0);
	make("<ofd:References CheckMethod=\"1.2.156.10197.1.401\"><ofd:Reference FileRef=\"/Doc_0/Page.xml\"><ofd:CheckValue>ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0="
	     "</ofd:CheckValue></ofd:Reference><ofd:Reference FileRef=\"/不见了.xml\"><ofd:CheckValue/></ofd:Reference><ofd:Reference FileRef=\"/OFD.xml\"><ofd:CheckValue>!"
	     "</ofd:CheckValue></ofd:Reference></ofd:References>");
	ck_assert_uint_eq(taizhang_facts_count(facts, "signature-differs"), 3);
	ck_assert_str_eq(office_value(facts, "signature-differs"), "/Doc_0/Page.xml");
	ck_assert_str_eq(office_place(facts, "signature-differs"), "Doc_0/Signature.xml");
}
END_TEST

START_TEST(digests_that_prove_nothing_are_said_to_be_unread)
{
	make("<ofd:References><ofd:Reference FileRef=\"/OFD.xml\"><ofd:CheckValue>AA==</ofd:CheckValue></ofd:Reference></ofd:References>");
	ck_assert_str_eq(office_value(facts, "not-read"), "no-reader");
	ck_assert_str_eq(office_place(facts, "not-read"), "signature");
	ck_assert_uint_eq(taizhang_facts_count(facts, "signature-differs"), 0);
}
END_TEST

START_TEST(a_changed_page_differs_from_what_was_signed)
{
	size_t size;
	char *data = office_read("notice.ofd", &size), *at = NULL;

	/* The attachment's CRC in both headers and its first byte would have to be right: its name alone is changed in the directory and before it. */
	for (size_t i = 0; i + 10 < size; i++)
		if (memcmp(data + i, "\xe5\x90\x8d\xe5\x8d\x95.txt", 10) == 0) {
			data[i + 7] = 'T';
			at = data + i;
		}
	ck_assert_ptr_nonnull(at);
	facts = office_bytes(data, size);
	ck_assert_uint_eq(taizhang_facts_count(facts, "signature-differs"), 0);
	for (size_t i = 0; i + 10 < size; i++)
		if (memcmp(data + i, "\xe5\x90\x8d\xe5\x8d\x95.Txt", 10) == 0)
			data[i] = 'x';
	facts = office_bytes(data, size);
	ck_assert_str_eq(office_value(facts, "signature-differs"), "/Doc_0/Attachs/名单.txt");
	free(data);
}
END_TEST

START_TEST(what_is_missing_or_sealed_is_told)
{
	struct stored_zip zip = {0};

	stored_zip_text(&zip, "OFD.xml", ROOT("<ofd:Signatures>没有.xml</ofd:Signatures>"));
	stored_zip_text(&zip, "Doc_0/Document.xml", "<ofd:Document " OFD_NS "><ofd:Pages><ofd:Page ID=\"1\" BaseLoc=\"没有.xml\"/></ofd:Pages></ofd:Document>");
	facts = office_zip(&zip);
	office_is(facts, "damaged");
	ck_assert_uint_eq(taizhang_facts_count(facts, "damage"), 2);
	ck_assert_str_eq(office_value(facts, "pages"), "1");
	stored_zip_text(&zip, "OFD.xml", ROOT(""));
	facts = office_zip(&zip);
	office_is(facts, "unreadable");
	stored_zip_text(&zip, "OFD.xml", ROOT(""));
	stored_zip_text(&zip, "Encryptions.xml", "<a/>");
	facts = office_zip(&zip);
	office_is(facts, "encrypted");
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("ofd");

	suite_add_behaviour(suite, "reads", TESTS(an_official_document_is_read_page_by_page));
	suite_add_behaviour(suite, "checks", TESTS(signed_parts_are_held_against_their_digests, digests_that_prove_nothing_are_said_to_be_unread,
						   a_changed_page_differs_from_what_was_signed));
	suite_add_behaviour(suite, "tells", TESTS(what_is_missing_or_sealed_is_told));
	return suite;
}
