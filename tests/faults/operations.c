/* SPDX-License-Identifier: MIT */
/* operations.c: the runs of the command in which each call fails in turn. */
#include "faults/operations.h"

#define LEDGER "cp -a \"$base/d\" d"
/* One thread makes its calls in the same order each time. */
#define ALONE "--threads", "1"
/* What is in the files is no matter here; reading them twice would be. */
#define PACK(to) "pack", "d", "-o", to, "--allow-incomplete", "--no-inspect", ALONE

const struct operation operations[] = {
	{"save", LEDGER, "ledger.xml", true, false, {"set", "d", "M001/1", "title=新标题"}},
	{"save a table", LEDGER " && cp \"$base/fields.csv\" .", "ledger.xml", false, true, {"set", "d", "--from", "fields.csv"}},
	{"new", "cp -a \"$base/mini\" .", "上级/新台账", true, false,
	 {"new", "上级/新台账", "--city", "示例市", "--year", "2017", "--catalog", "mini"}},
	{"new in an empty folder", "cp -a \"$base/mini\" . && mkdir n", "n", false, true,
	 {"new", "n", "--city", "示例市", "--year", "2017", "--catalog", "mini"}},
	{"scan", "cp -a \"$base/待扫描\" d", "ledger.xml", false, false, {"scan", "d", ALONE}},
	{"scan again", "cp -a \"$base/改过\" d", "ledger.xml", true, false, {"scan", "d", ALONE}},
	{"add", LEDGER " && cp -a \"$base/in\" .", "d/", true, false, {"add", "d", "M002", "in/照片.jpg", "in/说明.txt"}},
	{"add where no folder is", LEDGER " && cp -a \"$base/in\" . && rm -r d/materials/I-1-1-1-2*", "d/", false, true,
	 {"add", "d", "M002", "in/照片.jpg"}},
	{"pack zip", LEDGER, "包.zip", true, false, {PACK("包.zip")}},
	{"pack zip over another", LEDGER " && echo old > 包.zip && chmod 600 包.zip", "包.zip", true, true,
	 {PACK("包.zip"), "--force"}},
	{"pack tar", LEDGER, "包.tar", false, true, {PACK("包.tar")}},
	{"pack tar over another", LEDGER " && echo old > 包.tar", "包.tar", false, true, {PACK("包.tar"), "--force"}},
	{"pack tar.gz", LEDGER, "包.tar.gz", false, true, {PACK("包.tar.gz")}},
	{"pack tar.zst", LEDGER, "包.tar.zst", false, true, {PACK("包.tar.zst"), "--digest", "sm3"}},
	{"pack in parts", LEDGER, "包-", true, true, {PACK("包.zip"), "--max-size", "1M"}},
	{"pack in parts over others", LEDGER " && echo old > 包-1of2.zip && echo old > 包-2of2.zip", "包-", false, true,
	 {PACK("包.zip"), "--max-size", "1M", "--force"}},
	{"pack a supplement", "cp -a \"$base/补过\" d && cp \"$base/包.zip\" 旧.zip", "包.zip", false, true,
	 {PACK("包.zip"), "--base", "旧.zip"}},
	{"unpack zip", "cp \"$base/包.zip\" .", "u", false, false, {"unpack", "包.zip", "-d", "u", ALONE}},
	{"unpack zip into an empty folder", "cp \"$base/包.zip\" . && mkdir u", "u", false, true,
	 {"unpack", "包.zip", "-d", "u", ALONE, "--item", "M001"}},
	{"unpack tar", "cp \"$base/包.tar\" .", "u", false, true, {"unpack", "包.tar", "-d", "u", ALONE}},
	{"unpack tar.gz", "cp \"$base/包.tar.gz\" .", "u", false, true, {"unpack", "包.tar.gz", "-d", "u", ALONE}},
	{"unpack tar.zst", "cp \"$base/包.tar.zst\" .", "u", false, true, {"unpack", "包.tar.zst", "-d", "u", ALONE}},
	{"unpack as ledger", "cp \"$base/包.zip\" .", "u", false, true, {"unpack", "包.zip", "-d", "u", ALONE, "--as-ledger"}},
	{"merge", "cp -a \"$base/市\" d && cp \"$base/包.zip\" .", "d/", true, true, {"merge", "d", "包.zip"}},
	{"receipt", "cp \"$base/包.zip\" .", "回执", true, false, {"verify", "包.zip", ALONE, "--receipt", "回执"}},
	{"receipt over another", "cp \"$base/包.zip\" . && echo old > 回执.json && echo old > 回执.html", "回执", false, true,
	 {"verify", "包.zip", ALONE, "--receipt", "回执"}},
	{"export a catalogue", "cp -a \"$base/mini\" .", "c.xml", true, false,
	 {"catalog", "export", "mini", "--format", "xml", "-o", "c.xml"}},
	{"export tables", "cp -a \"$base/mini\" .", "表", true, false,
	 {"catalog", "export", "mini", "--format", "csv", "-o", "表"}},
};
const size_t num_operations = sizeof operations / sizeof operations[0];
