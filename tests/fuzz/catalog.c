/* SPDX-License-Identifier: MIT */
/* catalog.c: the small catalogue that the fuzzers' ledgers answer to. */
#include "fuzz/fuzz.h"

const char fuzz_catalog[] =
	"<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	"<catalog xmlns=\"urn:taizhang:catalog:1\" version=\"1.0\" id=\"mini\" title-zh=\"小目录\" edition=\"2020\" class=\"county\">\n"
	"<block code=\"A\" title-zh=\"甲\"><project code=\"A-1\" title-zh=\"甲一\">"
	"<indicator code=\"A-1-1\" title-zh=\"甲一一\"><content code=\"A-1-1-1\" title-zh=\"甲一一一\">\n"
	"<standard code=\"A-1-1-1-1\" title-zh=\"方案\" methods=\"material\" kind=\"normative\" serial=\"M1\" unit=\"教育局\"/>\n"
	"<standard code=\"A-1-1-1-2\" title-zh=\"照片\" methods=\"material site\" kind=\"image\" serial=\"M2\"/>\n"
	"<standard code=\"A-1-1-1-3\" title-zh=\"统计表\" methods=\"material\" kind=\"table\" serial=\"M3\">"
	"<threshold id=\"T1\" metric-zh=\"覆盖率\" comparator=\"&gt;=\" value=\"90\" unit=\"%\" active=\"true\"/></standard>\n"
	"</content></indicator></project></block>\n"
	"<negative id=\"N1\" title-zh=\"重大事故\" indicator=\"A-1-1\" strength=\"explicit\"/>\n"
	"</catalog>\n";
