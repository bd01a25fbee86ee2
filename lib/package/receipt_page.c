/* SPDX-License-Identifier: MIT */
/* receipt_page.c: the receipt as a page to print: what stands at each place of data/page/receipt.html. */
#include <stdio.h>

#include "base/embedded.h"
#include "base/error.h"
#include "package/package_whole.h"
#include "package/receipt.h"
#include "render/template.h"

struct page {
	struct tz_template template_;
	const struct tz_receipt *receipt;
	const struct tz_receipt_row *row;
	const char *label_zh, *label_en, *value;
};

static void fill(struct page *page, const char *block, struct tz_buffer *out);

#define TEXT_PLACE(function, expression) \
	static void function(void *context, struct tz_buffer *out) \
	{ \
		const struct page *page = context; \
		tz_template_text(out, (expression)); \
	}

TEXT_PLACE(root, page->receipt->root)
TEXT_PLACE(label_zh, page->label_zh)
TEXT_PLACE(label_en, page->label_en)
TEXT_PLACE(value, page->value)
TEXT_PLACE(first, page->row->text)
TEXT_PLACE(id, taizhang_finding_id(page->row->first))
TEXT_PLACE(severity, taizhang_severity_name(taizhang_finding_severity(page->row->first)))
TEXT_PLACE(severity_zh, taizhang_severity_label(taizhang_finding_severity(page->row->first), TAIZHANG_LANG_ZH))

static void count(void *context, struct tz_buffer *out)
{
	const struct page *page = context;

	tz_buffer_printf(out, "%zu", page->row->count);
}

static void verdict(void *context, struct tz_buffer *out)
{
	struct page *page = context;

	fill(page, page->receipt->valid ? "valid" : "not-valid", out);
}

static void declared(void *context, struct tz_buffer *out)
{
	struct page *page = context;

	if (taizhang_package_num_declared(page->receipt->package))
		fill(page, "incomplete", out);
}

static void rows(void *context, struct tz_buffer *out)
{
	struct page *page = context;

	if (page->receipt->num_rows == 0)
		fill(page, "none", out);
	for (size_t i = 0; i < page->receipt->num_rows; i++) {
		page->row = &page->receipt->rows[i];
		fill(page, "row", out);
	}
}

/* A fact that is not known has no row. */
static void fact(struct page *page, struct tz_buffer *out, const char *zh, const char *en, const char *text)
{
	if (!text || !*text)
		return;
	page->label_zh = zh;
	page->label_en = en;
	page->value = text;
	fill(page, "fact", out);
}

static void number(struct page *page, struct tz_buffer *out, const char *zh, const char *en, uint64_t n)
{
	char text[24];

	snprintf(text, sizeof text, "%llu", (unsigned long long)n);
	fact(page, out, zh, en, text);
}

static void ledger_facts(struct page *page, struct tz_buffer *out)
{
	const struct taizhang_ledger *ledger = taizhang_package_ledger(page->receipt->package);

	if (!ledger)
		return;
	fact(page, out, "城市", "city", taizhang_ledger_city(ledger));
	number(page, out, "年度", "year", (uint64_t)taizhang_ledger_year(ledger));
	fact(page, out, "报送单位", "unit", taizhang_ledger_unit(ledger));
	number(page, out, "报送版次", "revision", taizhang_ledger_revision(ledger));
	fact(page, out, "替代的包标识", "supersedes", taizhang_ledger_supersedes(ledger));
	fact(page, out, "测评体系", "catalogue",
	     taizhang_catalog_title(taizhang_ledger_catalog(ledger), TAIZHANG_LANG_ZH));
	number(page, out, "材料审核项", "items", taizhang_ledger_num_items(ledger));
}

static void whole_facts(struct page *page, struct tz_buffer *out)
{
	const struct taizhang_package *package = page->receipt->package;
	char part[32];

	if (!tz_package_is_partial(package))
		return;
	snprintf(part, sizeof part, "%u/%u", package->manifest.part, package->manifest.parts);
	fact(page, out, "分卷", "part", package->manifest.parts ? part : NULL);
	fact(page, out, "完整包标识", "id of the whole", package->manifest.whole);
	number(page, out, "完整包文件数", "files of the whole", package->manifest.whole_files);
	number(page, out, "完整包字节数", "bytes of the whole", package->manifest.whole_bytes);
	for (size_t i = 0; i < package->manifest.num_bases; i++)
		fact(page, out, "基础包标识", "id of a base", package->manifest.bases[i].id);
	fact(page, out, "核验范围", "judged", package->judged == TZ_JUDGED_TOGETHER
	     ? "与其余分卷、基础包一并核验 together with all that belongs to it" : "只核验本包 this package alone");
}

static void facts(void *context, struct tz_buffer *out)
{
	struct page *page = context;
	const struct tz_receipt *receipt = page->receipt;
	const struct taizhang_package *package = receipt->package;

	ledger_facts(page, out);
	fact(page, out, "包标识", "package id", taizhang_package_id(package));
	fact(page, out, "根文件夹", "root folder", receipt->root);
	fact(page, out, "文件名", "file", receipt->file);
	fact(page, out, "文件摘要", "SHA-256 of the file", receipt->file_digest);
	if (receipt->file_digest[0])
		number(page, out, "文件字节数", "bytes of the file", receipt->file_bytes);
	number(page, out, "材料文件数", "payload files", taizhang_package_files(package));
	number(page, out, "材料字节数", "payload bytes", taizhang_package_bytes(package));
	whole_facts(page, out);
	number(page, out, "错误", "errors", taizhang_findings_count(receipt->findings, TAIZHANG_ERROR));
	number(page, out, "警告", "warnings", taizhang_findings_count(receipt->findings, TAIZHANG_WARNING));
	number(page, out, "提示", "notes", taizhang_findings_count(receipt->findings, TAIZHANG_NOTE));
	fact(page, out, "核验时间（UTC）", "judged at", receipt->time);
	fact(page, out, "收件单位", "receiver", receipt->receiver);
}

static const struct tz_template_place places[] = {
	{"root", root}, {"verdict", verdict}, {"declared", declared}, {"facts", facts}, {"rows", rows},
	{"label-zh", label_zh}, {"label-en", label_en}, {"value", value},
	{"severity", severity}, {"severity-zh", severity_zh}, {"id", id}, {"count", count}, {"first", first},
	{NULL, NULL},
};

static void fill(struct page *page, const char *block, struct tz_buffer *out)
{
	tz_template_fill(&page->template_, block, page, out);
}

int tz_receipt_page(const struct tz_receipt *receipt, struct tz_buffer *out, struct taizhang_error *err)
{
	struct page page = {.receipt = receipt};

	tz_template_read(&page.template_, (const char *)tz_embedded_find("page/receipt.html")->data, places);
	fill(&page, "page", out);
	return out->failed ? tz_error_nomem(err) : 0;
}
