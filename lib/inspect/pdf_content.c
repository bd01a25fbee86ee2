/* SPDX-License-Identifier: MIT */
/* pdf_content.c: what the drawing commands of a page do: where they put pictures, and whether they write text. */
#include "inspect/pdf_content.h"

#include <string.h>

#define MOST_NUMBERS 6
#define MOST_STATES 64
#define MOST_NAME 128
#define INVISIBLE 3	/* the mode of text that lies under a scan for searching */

struct state {
	struct tz_pdf_matrix matrix;
	int mode;
};

struct reader {
	struct tz_pdf_content *content;
	const char *at, *end;
	double numbers[MOST_NUMBERS];	/* the last ones before a command */
	size_t num_numbers;
	char name[MOST_NAME];		/* the last one, without its slash */
	struct state states[MOST_STATES];
	size_t depth;			/* may pass MOST_STATES; then the uppermost stands for all above it */
};

struct tz_pdf_matrix tz_pdf_matrix_join(const struct tz_pdf_matrix *inner, const struct tz_pdf_matrix *outer)
{
	return (struct tz_pdf_matrix){
		inner->a * outer->a + inner->b * outer->c,
		inner->a * outer->b + inner->b * outer->d,
		inner->c * outer->a + inner->d * outer->c,
		inner->c * outer->b + inner->d * outer->d,
		inner->e * outer->a + inner->f * outer->c + outer->e,
		inner->e * outer->b + inner->f * outer->d + outer->f,
	};
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\n' || c == '\r' || c == '\t' || c == '\f' || c == 0;
}

static bool is_regular(char c)
{
	return !is_blank(c) && !strchr("()<>[]{}/%", c);
}

static struct state *top(struct reader *r)
{
	return &r->states[(r->depth < MOST_STATES ? r->depth : MOST_STATES) - 1];
}

static void skip_string(struct reader *r)
{
	int depth = 1;

	for (r->at++; r->at < r->end && depth; r->at++) {
		if (*r->at == '\\' && r->end - r->at > 1)
			r->at++;
		else if (*r->at == '(')
			depth++;
		else if (*r->at == ')')
			depth--;
	}
}

static void skip_to(struct reader *r, const char *stops)
{
	while (r->at < r->end && (!*r->at || !strchr(stops, *r->at)))
		r->at++;
}

/* "\nEI " ends the bytes of a picture; they may hold the letters by chance, but hardly between blanks. */
static void skip_inline(struct reader *r)
{
	r->content->paints_inline = true;
	for (; r->end - r->at >= 4; r->at++)
		if (is_blank(r->at[0]) && r->at[1] == 'E' && r->at[2] == 'I' && is_blank(r->at[3])) {
			r->at += 3;
			return;
		}
	r->at = r->end;
}

static void take_name(struct reader *r)
{
	const char *start = ++r->at;
	size_t size;

	while (r->at < r->end && is_regular(*r->at))
		r->at++;
	size = (size_t)(r->at - start);
	if (size >= sizeof r->name)
		size = 0;
	memcpy(r->name, start, size);
	r->name[size] = 0;
}

static bool parse_number(const char *text, size_t size, double *number)
{
	bool negative = size && *text == '-', point = false, digits = false;
	double value = 0, unit = 1;

	for (size_t i = negative || (size && *text == '+') ? 1 : 0; i < size; i++) {
		if (text[i] == '.' && !point) {
			point = true;
		} else if (text[i] >= '0' && text[i] <= '9') {
			digits = true;
			value = value * 10 + (text[i] - '0');
			unit *= point ? 10 : 1;
		} else {
			return false;
		}
	}
	*number = (negative ? -value : value) / unit;
	return digits;
}

static void transform(struct reader *r)
{
	const double *n = r->numbers;
	struct tz_pdf_matrix inner = {n[0], n[1], n[2], n[3], n[4], n[5]};

	if (r->num_numbers == MOST_NUMBERS)
		top(r)->matrix = tz_pdf_matrix_join(&inner, &top(r)->matrix);
}

static void save(struct reader *r)
{
	if (r->depth < MOST_STATES)
		r->states[r->depth] = *top(r);
	r->depth++;
}

/* false ends the reading. */
static bool run(struct reader *r, const char *command, size_t size)
{
	static const char *const writing[] = {"Tj", "TJ", "'", "\""};
	bool go_on = true;

#define IS(text) (size == sizeof text - 1 && memcmp(command, text, sizeof text - 1) == 0)
	if (IS("q"))
		save(r);
	else if (IS("Q"))
		r->depth -= r->depth > 1;
	else if (IS("cm"))
		transform(r);
	else if (IS("Tr") && r->num_numbers)
		top(r)->mode = r->numbers[r->num_numbers - 1] == INVISIBLE ? INVISIBLE : 0;
	else if (IS("Do"))
		go_on = r->content->draw(r->content->context, r->name, &top(r)->matrix);
	else if (IS("ID"))
		skip_inline(r);
#undef IS
	for (size_t i = 0; i < sizeof writing / sizeof writing[0]; i++)
		if (strlen(writing[i]) == size && memcmp(command, writing[i], size) == 0 && top(r)->mode != INVISIBLE)
			r->content->writes = true;
	r->num_numbers = 0;
	return go_on;
}

/* A number, or a command. */
static bool take_word(struct reader *r)
{
	const char *start = r->at;
	size_t size;
	double number;

	while (r->at < r->end && is_regular(*r->at))
		r->at++;
	size = (size_t)(r->at - start);
	if (!parse_number(start, size, &number))
		return run(r, start, size);
	if (r->num_numbers == MOST_NUMBERS)
		memmove(r->numbers, r->numbers + 1, (MOST_NUMBERS - 1) * sizeof r->numbers[0]);
	else
		r->num_numbers++;
	r->numbers[r->num_numbers - 1] = number;
	return true;
}

void tz_pdf_content_read(struct tz_pdf_content *content, const char *data, size_t size, const struct tz_pdf_matrix *start)
{
	struct reader r = {.content = content, .at = data, .end = data + size, .depth = 1};

	r.states[0].matrix = *start;
	while (r.at < r.end) {
		if (is_regular(*r.at)) {
			if (!take_word(&r))
				return;
		} else if (*r.at == '/') {
			take_name(&r);
		} else if (*r.at == '(') {
			skip_string(&r);
		} else if (*r.at == '%') {
			skip_to(&r, "\r\n");
		} else if (*r.at == '<' && r.end - r.at > 1 && r.at[1] != '<') {
			skip_to(&r, ">");
		} else {
			r.at++;
		}
	}
}
