/* SPDX-License-Identifier: MIT */
/* test_csv.c: tables as people's programs write them, and as spreadsheets must read them. */
#include "base/csv.h"

#include <stdlib.h>
#include <string.h>

#include "base/encoding.h"
#include "base/limits.h"
#include "harness/assert.h"
#include "harness/suite.h"

static struct taizhang_error err;

struct told {
	size_t num;
	size_t row[16], column[16];
	enum tz_csv_fault fault[16];
};

static void note(void *context, size_t row, size_t column, enum tz_csv_fault fault)
{
	struct told *told = context;

	ck_assert_uint_lt(told->num, 16);
	told->row[told->num] = row;
	told->column[told->num] = column;
	told->fault[told->num++] = fault;
}

static struct tz_csv *read_bytes(const void *data, size_t size, struct told *told)
{
	struct tz_csv *csv;

	memset(told, 0, sizeof *told);
	taizhang_error_clear(&err);
	csv = tz_csv_read(data, size, "表.csv", note, told, &err);
	tz_assert_ptr(csv, &err);
	return csv;
}

static struct tz_csv *read_text(const char *text, struct told *told)
{
	return read_bytes(text, strlen(text), told);
}

static void assert_fault(const struct told *told, size_t i, size_t row, size_t column,
			 enum tz_csv_fault fault)
{
	ck_assert_uint_gt(told->num, i);
	ck_assert_uint_eq(told->row[i], row);
	ck_assert_uint_eq(told->column[i], column);
	ck_assert_int_eq((int)told->fault[i], (int)fault);
}

START_TEST(fields_stand_under_their_columns)
{
	struct told told;
	struct tz_csv *csv = read_text("serial,code,title\nM001,I-2-1-1-1,义务教育\nM002,I-2-1-1-2,\n", &told);

	ck_assert_uint_eq(tz_csv_num_rows(csv), 2);
	ck_assert_uint_eq(tz_csv_num_columns(csv), 3);
	ck_assert_str_eq(tz_csv_column_name(csv, 1), "code");
	ck_assert_str_eq(tz_csv_field(csv, 0, 2), "义务教育");
	ck_assert_str_eq(tz_csv_field(csv, 1, 0), "M002");
	ck_assert_str_eq(tz_csv_field(csv, 1, 2), "");
	ck_assert_uint_eq(tz_csv_row_number(csv, 0), 2);
	ck_assert_uint_eq(told.num, 0);
	tz_csv_free(csv);
}
END_TEST

START_TEST(what_is_out_of_range_is_empty)
{
	struct told told;
	struct tz_csv *csv = read_text("a,b\n1,2\n", &told);

	ck_assert_str_eq(tz_csv_field(csv, 0, (size_t)-1), "");
	ck_assert_str_eq(tz_csv_field(csv, 0, 2), "");
	ck_assert_str_eq(tz_csv_field(csv, 1, 0), "");
	ck_assert_str_eq(tz_csv_column_name(csv, 2), "");
	ck_assert_uint_eq(tz_csv_row_number(csv, 1), 0);
	tz_csv_free(csv);
	tz_csv_free(NULL);
}
END_TEST

START_TEST(columns_are_found_trimmed_and_without_case)
{
	struct told told;
	struct tz_csv *csv = read_text(" Serial ,CODE,\xE3\x80\x80标题\n1,2,3\n", &told);

	ck_assert_uint_eq(tz_csv_column(csv, "serial"), 0);
	ck_assert_uint_eq(tz_csv_column(csv, "code"), 1);
	ck_assert_uint_eq(tz_csv_column(csv, "标题"), 2);
	ck_assert(tz_csv_column(csv, "cod") == (size_t)-1);
	ck_assert(tz_csv_column(csv, "codes") == (size_t)-1);
	tz_csv_free(csv);
}
END_TEST

START_TEST(quoted_fields_hold_separators_lines_and_quotes)
{
	struct told told;
	struct tz_csv *csv = read_text("a,b,c\n\"1,2\",\"两行\r\n文字\",\"他说\"\"好\"\"\"\n\"\",\"\"\"\",x\n", &told);

	ck_assert_uint_eq(tz_csv_num_rows(csv), 2);
	ck_assert_str_eq(tz_csv_field(csv, 0, 0), "1,2");
	ck_assert_str_eq(tz_csv_field(csv, 0, 1), "两行\r\n文字");
	ck_assert_str_eq(tz_csv_field(csv, 0, 2), "他说\"好\"");
	ck_assert_str_eq(tz_csv_field(csv, 1, 0), "");
	ck_assert_str_eq(tz_csv_field(csv, 1, 1), "\"");
	ck_assert_uint_eq(told.num, 0);
	tz_csv_free(csv);
}
END_TEST

START_TEST(every_line_end_ends_a_row)
{
	static const char *const texts[] = {"a,b\n1,2\n3,4\n", "a,b\r\n1,2\r\n3,4\r\n", "a,b\r1,2\r3,4\r", "a,b\n1,2\r\n3,4"};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		struct told told;
		struct tz_csv *csv = read_text(texts[i], &told);

		ck_assert_uint_eq(tz_csv_num_rows(csv), 2);
		ck_assert_str_eq(tz_csv_field(csv, 1, 1), "4");
		tz_csv_free(csv);
	}
}
END_TEST

START_TEST(blank_rows_are_skipped_but_counted)
{
	struct told told;
	struct tz_csv *csv = read_text("\r\n a,b\n\n , \n,,,,\n1,2\n\n", &told);

	ck_assert_str_eq(tz_csv_column_name(csv, 0), "a");
	ck_assert_uint_eq(tz_csv_num_rows(csv), 1);
	ck_assert_str_eq(tz_csv_field(csv, 0, 0), "1");
	ck_assert_uint_eq(tz_csv_row_number(csv, 0), 6);
	ck_assert_uint_eq(told.num, 0);
	tz_csv_free(csv);
}
END_TEST

START_TEST(line_breaks_in_fields_do_not_count_as_rows)
{
	struct told told;
	struct tz_csv *csv = read_text("a\n\"1\n2\n3\"\nx\n", &told);

	ck_assert_uint_eq(tz_csv_row_number(csv, 0), 2);
	ck_assert_uint_eq(tz_csv_row_number(csv, 1), 3);
	tz_csv_free(csv);
}
END_TEST

START_TEST(semicolon_and_tab_separate_where_the_header_has_no_comma)
{
	struct told told;
	struct tz_csv *csv = read_text("a;b\n1,5;2\n", &told);

	ck_assert_str_eq(tz_csv_field(csv, 0, 0), "1,5");
	ck_assert_str_eq(tz_csv_field(csv, 0, 1), "2");
	tz_csv_free(csv);
	csv = read_text("a\tb;c\n1\t2;3\n", &told);
	ck_assert_uint_eq(tz_csv_num_columns(csv), 2);
	ck_assert_str_eq(tz_csv_field(csv, 0, 1), "2;3");
	tz_csv_free(csv);
	csv = read_text("\"a,b\";c\n1;2\n", &told);
	ck_assert_str_eq(tz_csv_column_name(csv, 0), "a,b");
	ck_assert_uint_eq(tz_csv_num_columns(csv), 2);
	tz_csv_free(csv);
	csv = read_text("只有一列\n一;二\n", &told);
	ck_assert_uint_eq(tz_csv_num_columns(csv), 1);
	ck_assert_str_eq(tz_csv_field(csv, 0, 0), "一;二");
	tz_csv_free(csv);
}
END_TEST

START_TEST(short_rows_are_padded)
{
	struct told told;
	struct tz_csv *csv = read_text("a,b,c\n1\n", &told);

	ck_assert_str_eq(tz_csv_field(csv, 0, 0), "1");
	ck_assert_str_eq(tz_csv_field(csv, 0, 2), "");
	ck_assert_uint_eq(told.num, 0);
	tz_csv_free(csv);
}
END_TEST

START_TEST(byte_order_marks_are_no_part_of_the_header)
{
	struct told told;
	struct tz_csv *csv = read_text("\xEF\xBB\xBF" "code,b\n1,2\n", &told);

	ck_assert_uint_eq(tz_csv_column(csv, "code"), 0);
	tz_csv_free(csv);
	csv = read_bytes("\xFF\xFE" "a\0\n\0\x2D\x4E\n\0", 10, &told);
	ck_assert_uint_eq(tz_csv_column(csv, "a"), 0);
	ck_assert_str_eq(tz_csv_field(csv, 0, 0), "中");
	tz_csv_free(csv);
}
END_TEST

START_TEST(gb18030_of_a_chinese_windows_is_read)
{
	struct tz_buffer bytes = TZ_BUFFER_INIT;
	struct told told;
	struct tz_csv *csv;

	tz_assert_ok(tz_encoding_to_gb18030("编号,牵头单位\r\nM001,市教育局\r\n", &bytes, &err), &err);
	csv = read_bytes(bytes.data, bytes.size, &told);
	ck_assert_str_eq(tz_csv_column_name(csv, 1), "牵头单位");
	ck_assert_str_eq(tz_csv_field(csv, 0, tz_csv_column(csv, "牵头单位")), "市教育局");
	tz_csv_free(csv);
	tz_buffer_free(&bytes);
}
END_TEST

START_TEST(unclosed_quote_loses_one_line_only)
{
	struct told told;
	struct tz_csv *csv = read_text("a,b\n1,2\n\"3,4\n5,6\n7,8\n", &told);

	ck_assert_uint_eq(told.num, 1);
	assert_fault(&told, 0, 3, 1, TZ_CSV_UNCLOSED);
	ck_assert_uint_eq(tz_csv_num_rows(csv), 4);
	ck_assert_str_eq(tz_csv_field(csv, 1, 0), "3");
	ck_assert_str_eq(tz_csv_field(csv, 1, 1), "4");
	ck_assert_str_eq(tz_csv_field(csv, 3, 1), "8");
	tz_csv_free(csv);
	csv = read_text("a,b\n1,\"2", &told);
	assert_fault(&told, 0, 2, 2, TZ_CSV_UNCLOSED);
	ck_assert_str_eq(tz_csv_field(csv, 0, 1), "2");
	tz_csv_free(csv);
	csv = read_text("a,b\n1,\"2\"\"", &told);
	assert_fault(&told, 0, 2, 2, TZ_CSV_UNCLOSED);
	ck_assert_str_eq(tz_csv_field(csv, 0, 1), "2\"\"");
	tz_csv_free(csv);
}
END_TEST

START_TEST(text_after_a_quote_is_kept_and_told)
{
	struct told told;
	struct tz_csv *csv = read_text("a,b\n\"1\"x,2\n\"3\"  ,\"4\"", &told);

	ck_assert_uint_eq(told.num, 1);
	assert_fault(&told, 0, 2, 1, TZ_CSV_AFTER_QUOTE);
	ck_assert_str_eq(tz_csv_field(csv, 0, 0), "1x");
	ck_assert_str_eq(tz_csv_field(csv, 0, 1), "2");
	ck_assert_str_eq(tz_csv_field(csv, 1, 0), "3");
	ck_assert_str_eq(tz_csv_field(csv, 1, 1), "4");
	tz_csv_free(csv);
}
END_TEST

START_TEST(more_fields_than_the_header_are_told_once_a_row)
{
	struct told told;
	struct tz_csv *csv = read_text("a,b\n1,2,3,4\n5,6,,\n7,8\n", &told);

	ck_assert_uint_eq(told.num, 1);
	assert_fault(&told, 0, 2, 3, TZ_CSV_TOO_MANY);
	ck_assert_str_eq(tz_csv_field(csv, 0, 2), "");
	ck_assert_str_eq(tz_csv_field(csv, 1, 1), "6");
	ck_assert_str_eq(tz_csv_field(csv, 2, 0), "7");
	tz_csv_free(csv);
}
END_TEST

START_TEST(every_fault_is_told_in_one_run)
{
	struct told told;
	struct tz_csv *csv = read_text("a,b\n\"1\"x,2\n1,2,3\n\"4,5\n", &told);

	ck_assert_uint_eq(told.num, 3);
	assert_fault(&told, 0, 2, 1, TZ_CSV_AFTER_QUOTE);
	assert_fault(&told, 1, 3, 3, TZ_CSV_TOO_MANY);
	assert_fault(&told, 2, 4, 1, TZ_CSV_UNCLOSED);
	tz_csv_free(csv);
	csv = tz_csv_read("a\n\"", 3, "x", NULL, NULL, &err);
	tz_assert_ptr(csv, &err);
	tz_csv_free(csv);
}
END_TEST

START_TEST(faults_have_a_text_in_both_languages)
{
	for (int fault = TZ_CSV_UNCLOSED; fault <= TZ_CSV_TOO_LONG; fault++) {
		const char *zh = tz_csv_fault_text((enum tz_csv_fault)fault, TAIZHANG_LANG_ZH);
		const char *en = tz_csv_fault_text((enum tz_csv_fault)fault, TAIZHANG_LANG_EN);

		ck_assert_str_ne(zh, en);
		ck_assert_uint_gt(strlen(en), 5);
	}
}
END_TEST

START_TEST(nothing_but_blanks_is_refused)
{
	static const char *const texts[] = {"", "\n\n", " , ,\r\n", "\xEF\xBB\xBF"};

	for (size_t i = 0; i < sizeof texts / sizeof *texts; i++) {
		taizhang_error_clear(&err);
		ck_assert_ptr_null(tz_csv_read(texts[i], strlen(texts[i]), "空.csv", NULL, NULL, &err));
		tz_assert_code(&err, TAIZHANG_E_FORMAT);
		ck_assert_str_eq(taizhang_error_id(&err), "csv-empty");
		ck_assert_str_eq(err.where, "空.csv");
	}
}
END_TEST

START_TEST(bytes_that_are_no_text_are_refused)
{
	ck_assert_ptr_null(tz_csv_read("a,\xFF\xFF\n", 5, "x", NULL, NULL, &err));
	tz_assert_code(&err, TAIZHANG_E_FORMAT);
	taizhang_error_clear(&err);
	ck_assert_ptr_null(tz_csv_read("a,b\n1,\0\n", 8, "x", NULL, NULL, &err));
	tz_assert_code(&err, TAIZHANG_E_FORMAT);
	taizhang_error_clear(&err);
	ck_assert_ptr_null(tz_csv_read("\xFF\xFE" "a\0\n\0\0\0", 8, "x", NULL, NULL, &err));
	tz_assert_code(&err, TAIZHANG_E_FORMAT);
}
END_TEST

static void assert_field_limit(size_t size, size_t kept, size_t faults)
{
	char *text = malloc(size + 8);
	struct told told;
	struct tz_csv *csv;

	ck_assert_ptr_nonnull(text);
	memcpy(text, "a\n", 2);
	memset(text + 2, 'x', size);
	csv = read_bytes(text, size + 2, &told);
	ck_assert_uint_eq(strlen(tz_csv_field(csv, 0, 0)), kept);
	ck_assert_uint_eq(told.num, faults);
	if (faults)
		assert_fault(&told, 0, 2, 1, TZ_CSV_TOO_LONG);
	tz_csv_free(csv);
	free(text);
}

START_TEST(a_field_over_the_limit_is_cut)
{
	assert_field_limit(TZ_LIMIT_CSV_FIELD, TZ_LIMIT_CSV_FIELD, 0);
	assert_field_limit(TZ_LIMIT_CSV_FIELD + 1, TZ_LIMIT_CSV_FIELD, 1);
}
END_TEST

START_TEST(a_quote_open_past_the_limit_is_unclosed)
{
	size_t size = TZ_LIMIT_CSV_FIELD + 8;
	char *text = malloc(size);
	struct told told;
	struct tz_csv *csv;

	ck_assert_ptr_nonnull(text);
	memset(text, '\n', size);
	memcpy(text, "a\n\"1", 4);
	text[size - 1] = '"';
	csv = read_bytes(text, size, &told);
	assert_fault(&told, 0, 2, 1, TZ_CSV_UNCLOSED);
	ck_assert_str_eq(tz_csv_field(csv, 0, 0), "1");
	tz_csv_free(csv);
	free(text);
}
END_TEST

START_TEST(a_table_over_the_limit_is_refused)
{
	char *text = malloc(TZ_LIMIT_CSV_BYTES + 1);
	struct tz_csv *csv;

	ck_assert_ptr_nonnull(text);
	memset(text, 'x', TZ_LIMIT_CSV_BYTES + 1);
	for (size_t i = 0; i < TZ_LIMIT_CSV_BYTES; i += TZ_LIMIT_CSV_FIELD)
		text[i] = '\n';
	csv = tz_csv_read(text, TZ_LIMIT_CSV_BYTES, "x", NULL, NULL, &err);
	tz_assert_ptr(csv, &err);
	tz_csv_free(csv);
	ck_assert_ptr_null(tz_csv_read(text, TZ_LIMIT_CSV_BYTES + 1, "x", NULL, NULL, &err));
	tz_assert_code(&err, TAIZHANG_E_LIMIT);
	free(text);
}
END_TEST

static void assert_written(const char *text, bool guard, const char *expected)
{
	struct tz_buffer out = TZ_BUFFER_INIT;

	tz_csv_write_field(&out, text, true, guard);
	ck_assert_str_eq(tz_buffer_text(&out), expected);
	tz_buffer_free(&out);
}

START_TEST(only_what_needs_quotes_gets_them)
{
	assert_written(NULL, false, "");
	assert_written("", false, "");
	assert_written("义务教育 经费", false, "义务教育 经费");
	assert_written("a,b", false, "\"a,b\"");
	assert_written("a\"b", false, "\"a\"\"b\"");
	assert_written("a\nb", false, "\"a\nb\"");
	assert_written("a\rb", false, "\"a\rb\"");
	assert_written(" a", false, "\" a\"");
	assert_written("a ", false, "\"a \"");
}
END_TEST

START_TEST(formulas_are_guarded_and_numbers_are_not)
{
	assert_written("=1+1", true, "\"'=1+1\"");
	assert_written("@SUM(A1)", true, "\"'@SUM(A1)\"");
	assert_written("-cmd", true, "\"'-cmd\"");
	assert_written("+\"x\"", true, "\"'+\"\"x\"\"\"");
	assert_written("-3.5", true, "-3.5");
	assert_written("+1,234", true, "\"+1,234\"");
	assert_written("=1+1", false, "=1+1");
	assert_written("a=1", true, "a=1");
}
END_TEST

START_TEST(what_is_written_reads_back)
{
	static const char *const fields[] = {"标题", "a,b;c\td", "两\r\n行", "\"", " 空 格 ", "x"};
	struct tz_buffer out = TZ_BUFFER_INIT;
	struct told told;
	struct tz_csv *csv;
	size_t num = sizeof fields / sizeof *fields;

	for (int row = 0; row < 2; row++) {
		for (size_t i = 0; i < num; i++)
			tz_csv_write_field(&out, fields[i], i == 0, false);
		tz_csv_write_end(&out);
	}
	csv = read_bytes(out.data, out.size, &told);
	ck_assert_uint_eq(told.num, 0);
	for (size_t i = 0; i < num; i++)
		ck_assert_str_eq(tz_csv_field(csv, 0, i), fields[i]);
	ck_assert_ptr_nonnull(strstr(out.data, ",x\r\n"));
	tz_csv_free(csv);
	tz_buffer_free(&out);
}
END_TEST

Suite *module_suite(void)
{
	Suite *suite = suite_create("csv");

	suite_add_behaviour(suite, "reads", TESTS(fields_stand_under_their_columns, what_is_out_of_range_is_empty,
		columns_are_found_trimmed_and_without_case, quoted_fields_hold_separators_lines_and_quotes,
		every_line_end_ends_a_row, blank_rows_are_skipped_but_counted, line_breaks_in_fields_do_not_count_as_rows,
		semicolon_and_tab_separate_where_the_header_has_no_comma, short_rows_are_padded));
	suite_add_behaviour(suite, "encodings", TESTS(byte_order_marks_are_no_part_of_the_header,
		gb18030_of_a_chinese_windows_is_read));
	suite_add_behaviour(suite, "faults", TESTS(unclosed_quote_loses_one_line_only, text_after_a_quote_is_kept_and_told,
		more_fields_than_the_header_are_told_once_a_row, every_fault_is_told_in_one_run,
		faults_have_a_text_in_both_languages));
	suite_add_behaviour(suite, "refuses", TESTS(nothing_but_blanks_is_refused, bytes_that_are_no_text_are_refused,
		a_field_over_the_limit_is_cut, a_quote_open_past_the_limit_is_unclosed,
		a_table_over_the_limit_is_refused));
	suite_add_behaviour(suite, "writes", TESTS(only_what_needs_quotes_gets_them, formulas_are_guarded_and_numbers_are_not,
		what_is_written_reads_back));
	return suite;
}
