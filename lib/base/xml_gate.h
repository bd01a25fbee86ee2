/* SPDX-License-Identifier: MIT */
/* xml_gate.h: what passes to the XML parser: only UTF-8, no DOCTYPE, within the limits; anything else stops before the parser has seen it. */
#ifndef TZ_BASE_XML_GATE_H
#define TZ_BASE_XML_GATE_H

#include <stdbool.h>
#include <stdint.h>
#include <taizhang/error.h>

#include "base/reader.h"
#include "base/xml_read.h"

/* libxml2 expands entities in attributes while it reads a DOCTYPE's document, compares attributes pairwise, calls a long text a lack of
 * memory, and reports broken encodings to a global handler that prints. A look at the bytes on their way in settles all of them. */
struct tz_xml_gate {
	const struct tz_xml_input *input;
	struct tz_reader file;		/* where it is not open: data, or input's own */
	const unsigned char *data;
	size_t size;
	uint64_t taken, limit;
	unsigned char carry[4];		/* the beginning of a character cut by the last read */
	size_t num_carry;
	int state;
	int run;			/* bytes of the closing mark seen, in comments, CDATA and instructions */
	char quote;
	int num_attributes;
	uint64_t token;			/* bytes of the text, tag, comment, … at work */
	int64_t line;
	const char *uncounted;		/* of what was read: where the line is that of */
	struct taizhang_error error;	/* why tz_xml_gate_read returned -1 */
};

/* gate may be passed to close after a failure. */
int tz_xml_gate_open(struct tz_xml_gate *gate, const struct tz_xml_input *input,
		     struct taizhang_error *err);
/* At least 4 bytes of room; returns what was put there, 0 at the end, -1 with gate->error. */
int tz_xml_gate_read(struct tz_xml_gate *gate, char *buf, int size);
int tz_xml_gate_rewind(struct tz_xml_gate *gate, struct taizhang_error *err);
void tz_xml_gate_close(struct tz_xml_gate *gate);

#endif
