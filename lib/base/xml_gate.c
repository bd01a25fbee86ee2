/* SPDX-License-Identifier: MIT */
/* xml_gate.c: what passes to the XML parser: only UTF-8, no DOCTYPE, within the limits; anything else stops before the parser has seen it. */
#include "base/xml_gate.h"

#include <inttypes.h>
#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/error.h"
#include "base/limits.h"
#include "base/text.h"

/* Of an honest one: three attributes and some blanks. */
#define LONGEST_DECLARATION 512

/* Where a byte stands. Only well-formed text has to be followed exactly: the parser stops at anything else. */
enum state {
	IN_TEXT,
	AFTER_LESS,		/* < */
	AFTER_BANG,		/* <! */
	OPENING_COMMENT,	/* <!- */
	IN_COMMENT,
	IN_CDATA,
	IN_INSTRUCTION,
	IN_TAG,
	IN_VALUE
};

static int too_large(struct tz_xml_gate *gate, struct taizhang_error *err)
{
	char detail[40];

	snprintf(detail, sizeof detail, "> %" PRIu64 " B", gate->limit);
	return tz_error_detail(err, TAIZHANG_E_LIMIT, TZ_MSG_XML_LIMIT, gate->input->name, detail);
}

static void start_anew(struct tz_xml_gate *gate)
{
	gate->taken = 0;
	gate->num_carry = 0;
	gate->state = IN_TEXT;
	gate->token = 0;
	gate->line = 1;
}

static int take_coming(struct tz_xml_gate *gate, char *buf, size_t size, size_t *got, struct taizhang_error *err)
{
	int64_t some = 1;

	for (*got = 0; *got < size && some > 0; *got += (size_t)some) {
		some = gate->input->read(gate->input->context, buf + *got, size - *got, err);
		if (some < 0)
			return -1;
	}
	return 0;
}

/* The next bytes as they are. */
static int take(struct tz_xml_gate *gate, void *buf, size_t size, size_t *got,
		struct taizhang_error *err)
{
	if (gate->input->read) {
		if (take_coming(gate, buf, size, got, err) < 0)
			return -1;
	} else if (gate->file.fd >= 0) {
		if (tz_reader_read(&gate->file, buf, size, got, gate->input->path, err) < 0)
			return -1;
	} else {
		*got = gate->size - (size_t)gate->taken;
		if (*got > size)
			*got = size;
		if (*got)
			memcpy(buf, gate->data + gate->taken, *got);
	}
	gate->taken += *got;
	return gate->taken > gate->limit ? too_large(gate, err) : 0;
}

static bool is_blank(char c)
{
	return c == ' ' || c == '\t' || c == '\r' || c == '\n';
}

static char *skip_blanks(char *at)
{
	while (is_blank(*at))
		at++;
	return at;
}

/* The encoding that the XML declaration names, cut out of it in place; NULL where there is none, or the parser will refuse the whole. */
static char *declared_encoding(char *declaration)
{
	char *at = skip_blanks(declaration), *name, *value;
	size_t size;

	while (*at) {
		name = at;
		size = strcspn(at, "= \t\r\n");
		at = skip_blanks(at + size);
		if (*at++ != '=')
			return NULL;
		value = skip_blanks(at);
		if ((*value != '"' && *value != '\'') || !strchr(value + 1, *value))
			return NULL;
		at = strchr(value + 1, *value);
		if (size == sizeof "encoding" - 1 && strncmp(name, "encoding", size) == 0) {
			*at = '\0';
			return value + 1;
		}
		at = skip_blanks(at + 1);
	}
	return NULL;
}

/* What the document says to be in must be what it is read as: another reader would believe it. */
static int check_encoding(const struct tz_xml_gate *gate, char *head, struct taizhang_error *err)
{
	const char *encoding = NULL;
	char *end;

	if (strncmp(head, "\xFF\xFE", 2) == 0 || strncmp(head, "\xFE\xFF", 2) == 0) {
		encoding = "UTF-16";
	} else {
		head += strncmp(head, "\xEF\xBB\xBF", 3) == 0 ? 3 : 0;
		if (strncmp(head, "<?xml", 5) != 0 || !is_blank(head[5]))
			return 0;
		end = strstr(head, "?>");
		if (!end)
			return tz_error_line(err, TAIZHANG_E_LIMIT, TZ_MSG_XML_LIMIT, gate->input->name, 1, "<?xml");
		*end = '\0';
		encoding = declared_encoding(head + 5);
	}
	return encoding && strcasecmp(encoding, "UTF-8") != 0
		? tz_error_detail(err, TAIZHANG_E_XML, TZ_MSG_XML_ENCODING, gate->input->name, encoding) : 0;
}

int tz_xml_gate_open(struct tz_xml_gate *gate, const struct tz_xml_input *input,
		     struct taizhang_error *err)
{
	char head[LONGEST_DECLARATION + 1];
	size_t got;

	*gate = (struct tz_xml_gate){
		.input = input, .file = TZ_READER_INIT, .data = input->data, .size = input->size, .line = 1,
		.error = TAIZHANG_ERROR_INIT,
		.limit = input->limit ? input->limit : TZ_LIMIT_XML_BYTES,
	};
	if (input->path && tz_reader_open(&gate->file, input->path, err) < 0)
		return -1;
	if (take(gate, head, LONGEST_DECLARATION, &got, err) < 0 || tz_xml_gate_rewind(gate, err) < 0)
		return -1;
	head[got] = '\0';
	return check_encoding(gate, head, err);
}

int tz_xml_gate_rewind(struct tz_xml_gate *gate, struct taizhang_error *err)
{
	if (gate->file.fd >= 0 && tz_reader_seek(&gate->file, 0, SEEK_SET) < 0)
		return tz_error_sys(err, TZ_MSG_FILE_READ, gate->input->path);
	if (gate->input->rewind && gate->input->rewind(gate->input->context, err) < 0)
		return -1;
	start_anew(gate);
	return 0;
}

/* How many bytes at the end of text begin a character that is not whole. */
static size_t cut_character(const unsigned char *text, size_t size)
{
	for (size_t back = 1; back <= 3 && back <= size; back++) {
		unsigned char c = text[size - back];
		size_t wants = c >= 0xF0 ? 4 : c >= 0xE0 ? 3 : c >= 0xC0 ? 2 : 1;

		if (c >= 0x80 && c < 0xC0)
			continue;
		return wants > back ? back : 0;
	}
	return 0;
}

/* Lines are counted only where one is told, and at the end of what was read. */
static void count_lines(struct tz_xml_gate *gate, const char *until)
{
	const char *line = gate->uncounted;

	while (line < until && (line = memchr(line, '\n', (size_t)(until - line)))) {
		gate->line++;
		line++;
	}
	gate->uncounted = until;
}

static int over_limit(struct tz_xml_gate *gate, const char *at, const char *detail)
{
	count_lines(gate, at + 1);
	return tz_error_line(&gate->error, TAIZHANG_E_LIMIT, TZ_MSG_XML_LIMIT, gate->input->name, gate->line, detail);
}

/* Follows a closing mark of one byte twice (or once) and '>'. */
static void follow_end(struct tz_xml_gate *gate, char c, char mark, int times)
{
	if (c == '>' && gate->run >= times)
		gate->state = IN_TEXT;
	gate->run = c == mark ? gate->run + 1 : 0;
}

static int follow_tag(struct tz_xml_gate *gate, const char *at)
{
	char detail[40];

	if (*at == '>') {
		gate->state = IN_TEXT;
	} else if (*at == '"' || *at == '\'') {
		gate->state = IN_VALUE;
		gate->quote = *at;
		if (++gate->num_attributes > TZ_LIMIT_XML_ATTRIBUTES) {
			snprintf(detail, sizeof detail, "> %d @", TZ_LIMIT_XML_ATTRIBUTES);
			return over_limit(gate, at, detail);
		}
	}
	return 0;
}

/* The byte after "<!": a comment, CDATA, or what only a DOCTYPE has. */
static int follow_bang(struct tz_xml_gate *gate, const char *at)
{
	gate->run = 0;
	if (*at != '-' && *at != '[') {
		count_lines(gate, at + 1);
		return tz_error_line(&gate->error, TAIZHANG_E_XML, TZ_MSG_XML_DOCTYPE,
				     gate->input->name, gate->line, NULL);
	}
	gate->state = *at == '-' ? OPENING_COMMENT : IN_CDATA;
	return 0;
}

static int step(struct tz_xml_gate *gate, const char *at)
{
	switch ((enum state)gate->state) {
	case IN_TEXT:
		if (*at == '<')
			gate->state = AFTER_LESS;
		return 0;
	case AFTER_LESS:
		gate->state = *at == '!' ? AFTER_BANG : *at == '?' ? IN_INSTRUCTION : IN_TAG;
		gate->run = 0;
		gate->num_attributes = 0;
		return 0;
	case AFTER_BANG:
		return follow_bang(gate, at);
	case OPENING_COMMENT:
		gate->state = IN_COMMENT;
		return 0;
	case IN_COMMENT:
		follow_end(gate, *at, '-', 2);
		return 0;
	case IN_CDATA:
		follow_end(gate, *at, ']', 2);
		return 0;
	case IN_INSTRUCTION:
		follow_end(gate, *at, '?', 1);
		return 0;
	case IN_TAG:
		return follow_tag(gate, at);
	case IN_VALUE:
		if (*at == gate->quote)
			gate->state = IN_TAG;
		return 0;
	}
	return 0;
}

/* How many bytes leave the state as it is: nearly all of a document is text, or values of attributes and their names. */
static size_t dull_bytes(const struct tz_xml_gate *gate, const char *at, size_t size)
{
	const char *stop = at;

	if (gate->state == IN_TEXT || gate->state == IN_VALUE) {
		stop = memchr(at, gate->state == IN_TEXT ? '<' : gate->quote, size);
		return stop ? (size_t)(stop - at) : size;
	}
	if (gate->state == IN_TAG)
		while (stop < at + size && *stop != '>' && *stop != '"' && *stop != '\'')
			stop++;
	return (size_t)(stop - at);
}

/* What is outside of a text is one tag, comment or the like. */
static int follow(struct tz_xml_gate *gate, const char *at, size_t size)
{
	char detail[40];

	while (size) {
		const uint64_t left = TZ_LIMIT_XML_TOKEN + 1 - gate->token;
		const bool in_text = gate->state == IN_TEXT;
		size_t pass = dull_bytes(gate, at, size);

		if (pass > left)
			pass = (size_t)left;
		if (pass) {
			gate->token += pass;
		} else {
			pass = 1;
			if (step(gate, at) < 0)
				return -1;
			gate->token = in_text == (gate->state == IN_TEXT) ? gate->token + 1 : 0;
		}
		at += pass;
		size -= pass;
		if (gate->token > TZ_LIMIT_XML_TOKEN) {
			snprintf(detail, sizeof detail, "> %u B", TZ_LIMIT_XML_TOKEN);
			return over_limit(gate, at - 1, detail);
		}
	}
	return 0;
}

/* Finds the line at fault. */
static int refuse_encoding(struct tz_xml_gate *gate, const char *text, size_t size)
{
	const char *end = memchr(text, '\n', size);

	while (end && tz_text_is_utf8(text, (size_t)(end - text))) {
		gate->line++;
		size -= (size_t)(end - text) + 1;
		text = end + 1;
		end = memchr(text, '\n', size);
	}
	return tz_error_line(&gate->error, TAIZHANG_E_XML, TZ_MSG_NOT_UTF8, gate->input->name,
			     gate->line, NULL);
}

/* Takes whole characters only, and some unless the end is reached: nothing would tell the parser of the end. */
static int take_whole(struct tz_xml_gate *gate, unsigned char *text, size_t size, size_t *whole)
{
	size_t got, all, cut;

	do {
		memcpy(text, gate->carry, gate->num_carry);
		if (take(gate, text + gate->num_carry, size - gate->num_carry, &got,
			 &gate->error) < 0)
			return -1;
		all = gate->num_carry + got;
		cut = got ? cut_character(text, all) : 0;
		*whole = all - cut;
		memcpy(gate->carry, text + *whole, cut);
		gate->num_carry = cut;
	} while (*whole == 0 && got > 0);
	return 0;
}

int tz_xml_gate_read(struct tz_xml_gate *gate, char *buf, int size)
{
	size_t whole;

	if (gate->error.code ||
	    take_whole(gate, (unsigned char *)buf, (size_t)size, &whole) < 0)
		return -1;
	if (!tz_text_is_utf8(buf, whole))
		return refuse_encoding(gate, buf, whole);
	gate->uncounted = buf;
	if (follow(gate, buf, whole) < 0)
		return -1;
	count_lines(gate, buf + whole);
	return (int)whole;
}

void tz_xml_gate_close(struct tz_xml_gate *gate)
{
	tz_reader_close(&gate->file);
}
