/* SPDX-License-Identifier: MIT */
/* ours.c: what our library makes, says and judges, for the format's tests to compare with programs that were written from docs/format.md.
 *
 *   ours new FOLDER all|unit|items NAME...     make a ledger: of all items, of one department, of these items
 *   ours scan FOLDER [TABLE]                   scan, fill, set the fields of a table, save
 *   ours pack FOLDER PACKAGE [MAX [BASE...]]   with both digests, at a fixed time, errors allowed; in parts of MAX bytes, on bases
 *   ours print FOLDER|PACKAGE                  the ledger in lines
 *   ours verify PACKAGE                        the findings in lines; 0 where the package is valid, else 1
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <taizhang.h>

#define PACKAGE_TIME 1498867200		/* 2017-07-01T00:00:00Z */

static struct taizhang_error err = TAIZHANG_ERROR_INIT;

static int make(const char *folder, const char *scope, char **names, int num_names)
{
	struct taizhang_ledger_options options = TAIZHANG_LEDGER_OPTIONS_INIT;
	struct taizhang_catalog *catalog = taizhang_catalog_builtin(taizhang_catalog_builtin_id(0), &err);
	struct taizhang_ledger *ledger;

	options.city = "示例市";
	options.year = 2017;
	if (strcmp(scope, "unit") == 0)
		options.unit = names[0];
	if (strcmp(scope, "items") == 0) {
		options.items = (const char *const *)names;
		options.num_items = (size_t)num_names;
	}
	ledger = catalog ? taizhang_ledger_create(folder, catalog, &options, &err) : NULL;
	if (!ledger)
		taizhang_catalog_free(catalog);
	taizhang_ledger_free(ledger);
	return ledger ? 0 : 2;
}

static int scan(const char *folder, const char *table, struct taizhang_findings *findings)
{
	struct taizhang_ledger *ledger = taizhang_ledger_open(folder, TAIZHANG_OPEN_WRITE, findings, &err);
	int status = 2;

	if (ledger && taizhang_ledger_scan(ledger, NULL, NULL, findings, &err) == 0 &&
	    taizhang_ledger_fill(ledger, NULL, NULL, findings, &err) == 0 &&
	    (!table || taizhang_ledger_set_from_table(ledger, table, findings, NULL, &err) == 0) &&
	    taizhang_ledger_save(ledger, &err) == 0)
		status = 0;
	taizhang_ledger_free(ledger);
	return status;
}

static int pack(const char *folder, const char *path, const char *max, char **bases, struct taizhang_findings *findings)
{
	struct taizhang_pack_options options = TAIZHANG_PACK_OPTIONS_INIT;
	struct taizhang_ledger *ledger = taizhang_ledger_open(folder, TAIZHANG_OPEN_READ, findings, &err);
	int status;

	options.digests = TAIZHANG_DIGEST_SHA256 | TAIZHANG_DIGEST_SM3;
	options.allow_incomplete = true;
	options.time = PACKAGE_TIME;
	options.max_bytes = max ? strtoull(max, NULL, 10) : 0;
	options.bases = (const char *const *)bases;
	while (max && bases[options.num_bases])
		options.num_bases++;
	status = ledger && taizhang_pack(ledger, path, &options, NULL, findings, &err) == 0 ? 0 : 2;
	taizhang_ledger_free(ledger);
	return status;
}

static void print_record(const char *code, const struct taizhang_record *record)
{
	unsigned int ordinal = taizhang_record_ordinal(record);

	printf("record\t%s\t%u\t%s\t%s\n", code, ordinal,
	       taizhang_list_name(TAIZHANG_LIST_KIND, taizhang_record_kind(record)),
	       taizhang_record_title(record));
	for (size_t i = 0; i < taizhang_record_num_extracted(record); i++) {
		struct taizhang_extracted e;

		if (taizhang_record_get_extracted(record, i, &e) == 0)
			printf("extracted\t%s\t%u\t%s\t%s\t%s\n", code, ordinal, e.field, e.file, e.place);
	}
	for (size_t i = 0; i < taizhang_record_num_files(record); i++) {
		const struct taizhang_file *file = taizhang_record_get_file(record, i);
		char sha256[TAIZHANG_DIGEST_HEX_SIZE], sm3[TAIZHANG_DIGEST_HEX_SIZE];

		printf("file\t%s\t%u\t%s\t%llu\t%s\t%s\t%s\t%s\n", code, ordinal,
		       taizhang_list_name(TAIZHANG_LIST_ROLE, taizhang_file_role(file)),
		       (unsigned long long)taizhang_file_size(file), taizhang_file_digest(file, sha256),
		       taizhang_file_sm3(file, sm3), taizhang_file_package_path(file), taizhang_file_path(file));
	}
}

static void print_ledger(const struct taizhang_ledger *ledger)
{
	printf("ledger\t%s\t%d\t%s\t%s\t%zu\n", taizhang_ledger_city(ledger), taizhang_ledger_year(ledger),
	       taizhang_ledger_unit(ledger), taizhang_catalog_id(taizhang_ledger_catalog(ledger)),
	       taizhang_ledger_num_items(ledger));
	for (size_t i = 0; i < taizhang_ledger_num_items(ledger); i++) {
		const struct taizhang_node *item = taizhang_ledger_get_item(ledger, i);
		size_t num = taizhang_ledger_num_records(ledger, item);

		if (num)
			printf("item\t%s\t%s\n", taizhang_node_code(item),
			       taizhang_node_title(item, TAIZHANG_LANG_ZH));
		for (size_t j = 0; j < num; j++)
			print_record(taizhang_node_code(item), taizhang_ledger_get_record(ledger, item, j));
	}
}

static void print_package(const struct taizhang_package *package)
{
	printf("package\t%s\t%s\t%llu\t%llu\n", taizhang_package_id(package), taizhang_package_root(package),
	       (unsigned long long)taizhang_package_files(package),
	       (unsigned long long)taizhang_package_bytes(package));
	print_ledger(taizhang_package_ledger(package));
	for (size_t i = 0; i < taizhang_package_num_declared(package); i++) {
		enum taizhang_severity severity;
		const char *item, *id;
		size_t count;

		taizhang_package_get_declared(package, i, &item, &id, &severity, &count);
		printf("declared\t%s\t%s\t%s\t%zu\n", item, id, taizhang_severity_name(severity), count);
	}
}

static int print(const char *path, struct taizhang_findings *findings)
{
	struct taizhang_ledger *ledger = taizhang_ledger_open(path, TAIZHANG_OPEN_READ, findings, NULL);
	struct taizhang_package *package = ledger ? NULL : taizhang_package_open(path, NULL, findings, &err);

	if (ledger)
		print_ledger(ledger);
	if (package)
		print_package(package);
	taizhang_ledger_free(ledger);
	taizhang_package_free(package);
	return ledger || package ? 0 : 2;
}

static int verify(const char *path, struct taizhang_findings *findings)
{
	if (taizhang_verify(path, NULL, findings, NULL, &err) < 0)
		return 2;
	for (size_t i = 0; i < taizhang_findings_num(findings); i++) {
		const struct taizhang_finding *finding = taizhang_findings_get(findings, i);
		char text[1024];

		taizhang_finding_text(finding, TAIZHANG_LANG_EN, text, sizeof text);
		printf("%s %s %s\n", taizhang_severity_name(taizhang_finding_severity(finding)),
		       taizhang_finding_id(finding), text);
	}
	return taizhang_findings_count(findings, TAIZHANG_ERROR) ? 1 : 0;
}

int main(int argc, char **argv)
{
	struct taizhang_findings *findings = taizhang_findings_new(&err);
	const char *verb = argc > 2 ? argv[1] : "";
	int status = 2;

	if (strcmp(verb, "new") == 0 && argc > 3)
		status = make(argv[2], argv[3], argv + 4, argc - 4);
	else if (strcmp(verb, "scan") == 0)
		status = scan(argv[2], argv[3], findings);
	else if (strcmp(verb, "pack") == 0 && argc > 3)
		status = pack(argv[2], argv[3], argv[4], argv + (argc > 4 ? 5 : 4), findings);
	else if (strcmp(verb, "print") == 0)
		status = print(argv[2], findings);
	else if (strcmp(verb, "verify") == 0)
		status = verify(argv[2], findings);
	if (status == 2) {
		char text[1024];

		taizhang_error_text(&err, TAIZHANG_LANG_EN, text, sizeof text);
		fprintf(stderr, "%s\n", text);
	}
	taizhang_findings_free(findings);
	return status;
}
