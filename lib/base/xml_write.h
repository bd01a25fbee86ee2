/* SPDX-License-Identifier: MIT */
/* xml_write.h: writing XML: UTF-8, indented by two, escaped; the first failure sticks. */
#ifndef TZ_BASE_XML_WRITE_H
#define TZ_BASE_XML_WRITE_H

#include <stdbool.h>
#include <stdint.h>
#include <taizhang/error.h>

#include "base/buffer.h"

struct tz_xml_writer;

/* Writes into out (appends), which must outlive the writer. */
struct tz_xml_writer *tz_xml_writer_new(struct tz_buffer *out, struct taizhang_error *err);
/* The first begin also declares the default namespace: begin_root. */
void tz_xml_begin_root(struct tz_xml_writer *w, const char *name, const char *ns, const char *version);
void tz_xml_begin(struct tz_xml_writer *w, const char *name);	/* name must live until the element ends */
void tz_xml_end(struct tz_xml_writer *w);
void tz_xml_put_attribute(struct tz_xml_writer *w, const char *name, const char *value);	/* NULL or "" writes nothing */
void tz_xml_put_integer(struct tz_xml_writer *w, const char *name, int64_t value);
/* name="{uri}local": an extension's attribute as tz_xml_read gave it; a prefix is made and declared. A bare name stays bare. */
void tz_xml_put_foreign(struct tz_xml_writer *w, const char *name, const char *value);
void tz_xml_put_text(struct tz_xml_writer *w, const char *text);
void tz_xml_put_element(struct tz_xml_writer *w, const char *name, const char *text);	/* NULL or "" writes nothing */
/* An extension's element as tz_xml_read gave it. */
void tz_xml_put_raw(struct tz_xml_writer *w, const char *xml);
/* Ends all that is open and frees w; -1 where anything had failed (text not UTF-8, a character XML cannot hold, memory). */
int tz_xml_writer_finish(struct tz_xml_writer *w, const char *where, struct taizhang_error *err);
/* What stands for a byte in text or in a value; NULL where it stands for itself. */
const char *tz_xml_escape(char c, bool in_attribute);
void tz_xml_writer_free(struct tz_xml_writer *w);	/* gives up */

#endif
