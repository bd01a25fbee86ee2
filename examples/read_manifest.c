/* SPDX-License-Identifier: MIT */
/* read_manifest.c: prints what a package says of its material: items, records, files. Usage: read_manifest PACKAGE */
#include <stdio.h>

#include <taizhang.h>

static void print_item(const struct taizhang_ledger *ledger, const struct taizhang_node *item)
{
	printf("%s %s\n", taizhang_node_code(item), taizhang_node_title(item, TAIZHANG_LANG_ZH));
	for (size_t i = 0; i < taizhang_ledger_num_records(ledger, item); i++) {
		const struct taizhang_record *record = taizhang_ledger_get_record(ledger, item, i);

		printf("  %u. %s [%s]\n", taizhang_record_ordinal(record),
		       taizhang_record_title(record),
		       taizhang_list_label(TAIZHANG_LIST_KIND, taizhang_record_kind(record),
					   TAIZHANG_LANG_ZH));
		for (size_t j = 0; j < taizhang_record_num_files(record); j++) {
			const struct taizhang_file *file = taizhang_record_get_file(record, j);
			char hex[TAIZHANG_DIGEST_HEX_SIZE];

			printf("     %s  %.12s…  %llu\n", taizhang_file_package_path(file),
			       taizhang_file_digest(file, hex),
			       (unsigned long long)taizhang_file_size(file));
		}
	}
}

int main(int argc, char **argv)
{
	struct taizhang_error err = TAIZHANG_ERROR_INIT;
	struct taizhang_package *package;
	const struct taizhang_ledger *ledger;
	char text[1024];

	if (argc != 2)
		return 2;
	package = taizhang_package_open(argv[1], NULL, NULL, &err);
	if (!package) {
		taizhang_error_text(&err, TAIZHANG_LANG_ZH, text, sizeof text);
		fprintf(stderr, "%s\n", text);
		return 2;
	}
	ledger = taizhang_package_ledger(package);
	printf("%s %d %s\n", taizhang_ledger_city(ledger), taizhang_ledger_year(ledger),
	       taizhang_ledger_unit(ledger));
	for (size_t i = 0; i < taizhang_ledger_num_items(ledger); i++)
		print_item(ledger, taizhang_ledger_get_item(ledger, i));
	taizhang_package_free(package);
	return 0;
}
