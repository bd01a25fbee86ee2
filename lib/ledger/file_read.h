/* SPDX-License-Identifier: MIT */
/* file_read.h: reading a <file> of a record from XML. */
#ifndef TZ_LEDGER_FILE_READ_H
#define TZ_LEDGER_FILE_READ_H

#include "ledger/ledger.h"

/* Adds the file of the open element to the record. Paths that could leave their folder make the document unusable. */
int tz_ledger_read_file(struct taizhang_record *record, struct tz_xml_reader *x, struct taizhang_error *err);
/* -1 with FORMAT: the document cannot be used because of this attribute (or element, where value is NULL), with file and line. */
int tz_ledger_refuse(struct tz_xml_reader *x, const char *what, const char *value, struct taizhang_error *err);

#endif
