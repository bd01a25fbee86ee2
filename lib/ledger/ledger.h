/* SPDX-License-Identifier: MIT */
/* ledger.h: the ledger's structs, seen by lib/ledger only; lib/check and lib/render use the public functions,
 * they and lib/package the few tz_ below. */
#ifndef TZ_LEDGER_LEDGER_H
#define TZ_LEDGER_LEDGER_H

#include <limits.h>

#include <taizhang/digest.h>
#include <taizhang/ledger.h>

#include "base/buffer.h"
#include "base/extension.h"
#include "base/index.h"
#include "base/xml_read.h"
#include "base/xml_write.h"
#include "ledger/mark.h"

#define TZ_LEDGER_MATERIALS "materials"
#define TZ_LEDGER_XML "ledger.xml"
#define TZ_LEDGER_CATALOG_XML "catalog.xml"

/* A supplement's file whose bytes a base has. */
#define TZ_CARRIED_BASE UINT_MAX

#define TZ_SHA256_BYTES 32
#define TZ_SM3_BYTES 32

/* What only a package's manifest says of a file. Set as a whole: see tz_file_set_place. */
struct tz_file_place {
	/* where its bytes are: 0 in this package, n in part n of the set, or TZ_CARRIED_BASE */
	unsigned int carried;
	bool has_path, has_sm3;
	char text[];			/* the path and its NUL, then the bytes of sm3 */
};

/* A large ledger is little else than files, so that their size is what a ledger costs. */
struct taizhang_file {
	char *path;			/* below the ledger's folder, UTF-8 */
	/* its bytes where path cannot hold them (not UTF-8, controls, backslash), else NULL */
	char *raw_path;
	struct tz_extensions extensions;
	struct tz_file_place *place;	/* only in a ledger that stands in a package (manifest.xml), else NULL */
	uint64_t size;
	int64_t mtime;
	int32_t mtime_ns;
	uint8_t role;			/* enum taizhang_role */
	bool missing;
	bool has_digest;		/* whether its bytes were ever read */
	unsigned char digest[TZ_SHA256_BYTES];	/* zeros where they were not */
};

struct tz_normative {
	char *number, *issuer;
	struct taizhang_date date;
	enum taizhang_answer sealed, provincial_opinion;
};
struct tz_report {
	char *author, *sources;
	struct taizhang_date date;
	long words;
};
struct tz_image {
	char *caption[TAIZHANG_NUM_CAPTIONS];
	enum taizhang_origin origin;
	struct taizhang_date taken;
	unsigned int width, height;
};
struct tz_table {
	char *period, *statistical_scope, *data_source;
	enum taizhang_answer sealed;
};

/* What people enter of a record beside its title: most records have nothing of it. */
struct tz_record_details {
	char *unit, *evidence, *note;
	struct tz_marks marks;		/* of the title too */
	union {				/* by kind; only the functions of that kind touch it */
		struct tz_normative normative;
		struct tz_report report;
		struct tz_image image;
		struct tz_table table;
	} u;
};

struct taizhang_record {
	const struct taizhang_node *item;
	char *title;
	struct tz_record_details *details;	/* NULL: nothing was ever entered */
	struct tz_extensions extensions;
	/* by path; room for them is made by tz_files_grow alone, and follows from num_files */
	struct taizhang_file *files;
	unsigned int ordinal;
	enum taizhang_kind kind;
	uint32_t num_files;
};

struct taizhang_event {
	int64_t time;
	char *who, *action, *outcome, *note;
	struct tz_extensions extensions;
};

struct tz_assignment {
	char *lead, *co, *owner;
	struct taizhang_date deadline;
	unsigned int review;
	struct tz_extensions extensions;
};

/* What the ledger holds on one item; one for each item of the catalogue, by item index. */
struct tz_ledger_item {
	bool in_scope;
	struct taizhang_record **records;	/* by ordinal */
	size_t num_records, records_capacity;
	struct tz_assignment assignment;
	struct taizhang_event *events;
	size_t num_events, events_capacity;
	struct tz_extensions extensions;
	struct tz_extensions scope_extensions;	/* of <scope><item code=…/> */
};

struct tz_threshold_value {
	char *value, *unit, *reference, *record, *cell;
	struct tz_marks marks;
	struct tz_extensions extensions;
};
struct tz_negative_answer {
	enum taizhang_negative_state state;
	char *note;
	struct tz_extensions extensions;
};

struct taizhang_ledger {
	char *directory;		/* NULL in a package */
	int lock;			/* descriptor, or -1 */
	struct taizhang_catalog *catalog;
	char *city, *unit, *contact, *bounds, *supersedes;
	int year;
	struct taizhang_date from, to;
	unsigned int revision;
	int64_t changed;
	enum taizhang_scope scope;
	char *scope_unit;		/* SCOPE_UNIT: the department by the catalogue */
	size_t num_scope;
	const struct taizhang_node **scope_items;	/* catalogue order */
	size_t num_items, num_values, num_negatives;	/* of the catalogue */
	struct tz_ledger_item *items;	/* by item index of the catalogue */
	struct tz_threshold_value *values;	/* by index in the catalogue */
	struct tz_negative_answer *negatives;	/* by index in the catalogue */
	struct tz_extensions extensions, scope_extensions;
	/* of the version as read: what a newer program added goes back under its own version */
	int minor;
	/* of ledger.xml as we would have written it when it was last read or written: is there anything to save? */
	char saved_digest[TAIZHANG_DIGEST_HEX_SIZE];
	struct tz_ledger_copy *copies;	/* see copies.h */
	size_t num_copies, copies_capacity;
};

/* A ledger with nothing in it and nothing in scope; catalog stays the caller's until it is put in. NULL with NOMEM. */
struct taizhang_ledger *tz_ledger_alloc(const struct taizhang_catalog *catalog, struct taizhang_error *err);
/* Marks what in_scope says (or all, or scope_unit's) and fills the list in the order of the catalogue. */
int tz_ledger_finish_scope(struct taizhang_ledger *ledger, struct taizhang_error *err);
/* A text that a field may hold: UTF-8 that XML can carry. Sets *slot (NULL or "" clears), or -1 with the slot as
 * it was. */
int tz_ledger_check_text(const char *text, const char *name, struct taizhang_error *err);
int tz_ledger_set_text(char **slot, const char *text, const char *name, struct taizhang_error *err);
/* A ledger without a folder. Takes ownership of catalog on success. */
struct taizhang_ledger *tz_ledger_new(struct taizhang_catalog *catalog,
				      const struct taizhang_ledger_options *options, struct taizhang_error *err);
/* NULL where item is no item of the ledger's catalogue. */
struct tz_ledger_item *tz_ledger_item(const struct taizhang_ledger *ledger, const struct taizhang_node *item);
void tz_assignment_clear(struct tz_assignment *assignment);
void tz_event_clear(struct taizhang_event *event);
void tz_value_clear(struct tz_threshold_value *value);
void tz_negative_clear(struct tz_negative_answer *negative);
void tz_record_free(struct taizhang_record *record);
/* The record's fields to be written, made where it has none yet; NULL with NOMEM. */
struct tz_record_details *tz_record_details(struct taizhang_record *record, struct taizhang_error *err);
/* Each sets one of them, at offset in struct tz_record_details; clearing what is not there makes nothing. */
int tz_record_set_text(struct taizhang_record *record, size_t offset, const char *text, const char *name,
		       struct taizhang_error *err);
int tz_record_set_date(struct taizhang_record *record, size_t offset, const struct taizhang_date *date,
		       const char *name, struct taizhang_error *err);
int tz_record_set_answer(struct taizhang_record *record, size_t offset, enum taizhang_answer answer,
			 const char *name, struct taizhang_error *err);
/* Whether the title is what a scan makes of the name of a file of the record, or empty: 1 or 0; -1. */
int tz_record_has_file_title(const struct taizhang_record *record, struct taizhang_error *err);
/* The fields that people enter, of the kind and of all kinds; files and extensions are left alone. A copy has
 * neither. Moving frees what record held. */
void tz_record_clear_fields(struct taizhang_record *record);
int tz_record_copy_fields(const struct taizhang_record *record, struct taizhang_record *out, struct taizhang_error *err);
void tz_record_move_fields(struct taizhang_record *from, struct taizhang_record *record);
/* Where record is not of this kind: -1 with STATE. field is the setter's field. */
int tz_record_expect(const struct taizhang_record *record, enum taizhang_kind kind, const char *field,
		     struct taizhang_error *err);
/* "no date" for NULL; -1 with INVAL for a date that does not exist. */
int tz_ledger_set_date(struct taizhang_date *slot, const struct taizhang_date *date, const char *name,
		       struct taizhang_error *err);
int tz_ledger_set_answer(enum taizhang_answer *slot, enum taizhang_answer answer, const char *name,
			 struct taizhang_error *err);
/* A new record with the next ordinal (or the given one, if not 0). Borrowed. */
struct taizhang_record *tz_ledger_add_record(struct taizhang_ledger *ledger, const struct taizhang_node *item,
					     unsigned int ordinal, enum taizhang_kind kind, struct taizhang_error *err);
/* For who adds many in any order: behind the others, whatever its ordinal, which must be new; then they are sorted. */
struct taizhang_record *tz_item_append_record(struct tz_ledger_item *held, const struct taizhang_node *item,
					      unsigned int ordinal, enum taizhang_kind kind,
					      struct taizhang_error *err);
void tz_item_sort_records(struct tz_ledger_item *held);
/* The same for events, as taizhang_ledger_add_event otherwise. */
int tz_ledger_append_event(struct taizhang_ledger *ledger, const struct taizhang_node *item, int64_t time,
			   const char *who, const char *action, const char *outcome, const char *note,
			   struct taizhang_error *err);
int tz_item_sort_events(struct tz_ledger_item *item, struct taizhang_error *err);
void tz_ledger_remove_record(struct taizhang_ledger *ledger, struct taizhang_record *record);
/* Room for one more file behind num; the new one is not filled in. */
int tz_files_grow(struct taizhang_file **files, size_t num, struct taizhang_error *err);
/* A new empty file of a record; borrowed until the next call. */
struct taizhang_file *tz_record_add_file(struct taizhang_record *record, const char *path, struct taizhang_error *err);
void tz_record_sort_files(struct taizhang_record *record);	/* by path bytes */
/* frees what it holds and zeroes it; the record's array keeps its place */
void tz_file_clear(struct taizhang_file *file);
/* Sets the digest from lower-case hexadecimal, "" for none; false for anything else. */
bool tz_file_set_digest(struct taizhang_file *file, const char *hex);
/* Its TZ_SHA256_BYTES, or NULL where it was never read. */
const unsigned char *tz_file_digest(const struct taizhang_file *file);
/* Whether both were read and have the same bytes, or neither was ever read. */
bool tz_file_same_bytes(const struct taizhang_file *a, const struct taizhang_file *b);
/* Size, times and digest. */
void tz_file_copy_state(struct taizhang_file *to, const struct taizhang_file *from);
/* The file's place in its package anew. path: below the bag's root ("data/I-2-1-1-1/01-投入表.xlsx"), or NULL; sm3: in
 * hexadecimal, or NULL. With neither and carried 0, it has no place. */
int tz_file_set_place(struct taizhang_file *file, const char *path, unsigned int carried, const char *sm3,
		      struct taizhang_error *err);
const char *tz_file_package_path(const struct taizhang_file *file);	/* NULL where it has none */
unsigned int tz_file_carried(const struct taizhang_file *file);
const char *tz_file_sm3(const struct taizhang_file *file, char hex[TAIZHANG_DIGEST_HEX_SIZE]);	/* "" where it has none */
/* "materials/<code> <title>", the title made safe and cut. Malloc'd. */
char *tz_ledger_item_folder(const struct taizhang_node *item, struct taizhang_error *err);

/* The body that ledger.xml and manifest.xml share (identity, scope, items with assignments, events, records,
 * files; values; negatives): the writer puts it inside the open root element. file_more (may be NULL) adds
 * attributes to each open <file>: the manifest's package-path, media-type and sm3. What fails sticks to w. */
typedef void (*tz_ledger_file_more)(void *context, struct tz_xml_writer *w, const struct taizhang_file *file);
void tz_ledger_write_body(struct tz_xml_writer *w, const struct taizhang_ledger *ledger,
			  tz_ledger_file_more file_more, void *context);

/* Whether version 1.0 of the body holds all that the ledger says. */
bool tz_ledger_is_plain(const struct taizhang_ledger *ledger);

/* ledger.xml as a whole document, appended to out. Equal ledgers give equal bytes. */
int tz_ledger_write(const struct taizhang_ledger *ledger, struct tz_buffer *out, struct taizhang_error *err);

/* The SHA-256 of it, without having it in memory. */
int tz_ledger_digest(const struct taizhang_ledger *ledger, char hex[TAIZHANG_DIGEST_HEX_SIZE],
		     struct taizhang_error *err);

/* Reads a whole document (ledger.xml or manifest.xml) whose root holds the body. document gives ns, root,
 * version and schema; the rest is filled in here. catalog: taken over on success. more: rows of the caller's own
 * for what else stands under the root (parent TZ_LEDGER_STATE_ROOT, states from TZ_LEDGER_STATE_FREE on), ends
 * with name NULL, may be NULL; their handlers get a context of ours, of which tz_ledger_reader_more gives the
 * caller's more_context. Extensions inside them are dropped. */
#define TZ_LEDGER_STATE_ROOT 1
#define TZ_LEDGER_STATE_FREE 100
struct taizhang_ledger *tz_ledger_read(const struct tz_xml_document *document,
				       const struct tz_xml_input *input, struct taizhang_catalog *catalog,
				       const struct tz_xml_element *more, void *more_context,
				       struct taizhang_findings *findings, struct taizhang_error *err);
void *tz_ledger_reader_more(void *context);
/* What ledger.xml is, for tz_ledger_read. */
extern const struct tz_xml_document tz_ledger_document;

#endif
