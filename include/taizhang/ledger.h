/* SPDX-License-Identifier: MIT */
/**
 * @file ledger.h
 * 台账: one city's or unit's working set against one catalogue for one year.
 *
 * On disk a ledger is a folder: ledger.xml (urn:taizhang:ledger:1), catalog.xml (the
 * edition it answers to, copied in) and materials/<code> <title>/… with the
 * files. Whatever is not in its *scope* does not concern it: folders, check, status and
 * packages speak of the items in scope only.
 *
 * Life: created or opened, changed, saved, freed. A ledger opened for writing
 * holds a lock on its folder until it is freed; the lock dies with the process. Thread
 * rule: one ledger belongs to one thread at a time; different ledgers are independent.
 */
#ifndef TAIZHANG_LEDGER_H
#define TAIZHANG_LEDGER_H

#include <taizhang/catalog.h>
#include <taizhang/date.h>
#include <taizhang/finding.h>
#include <taizhang/record.h>

#ifdef __cplusplus
extern "C" {
#endif

struct taizhang_ledger;
/** 审核记录: who did what to an item, when, with what outcome. */
struct taizhang_event;

/** 责任范围: what a ledger answers for. */
enum taizhang_scope {
	/** All items of the catalogue. */
	TAIZHANG_SCOPE_ALL = 1,
	/** The items of one department, by the catalogue. */
	TAIZHANG_SCOPE_UNIT,
	/** A list of items. */
	TAIZHANG_SCOPE_ITEMS
};

/** Whether a negative entry happened. */
enum taizhang_negative_state {
	TAIZHANG_NEGATIVE_UNDECLARED = 0,
	TAIZHANG_NEGATIVE_NONE,
	TAIZHANG_NEGATIVE_OCCURRED
};

/** What a new ledger is. Set size by the _INIT macro. */
struct taizhang_ledger_options {
	size_t size;
	/** The city (包头市); wanted. */
	const char *city;
	/** The year it answers for; wanted. */
	int year;
	/** The unit whose ledger it is, or NULL for the whole city. Without items, the scope is this unit's items by the catalogue. */
	const char *unit;
	/** Codes or serials of the items in scope, or NULL. */
	const char *const *items;
	size_t num_items;
	/** 材料时限: the window of the material, or "no date". */
	struct taizhang_date from, to;
};
#define TAIZHANG_LEDGER_OPTIONS_INIT {sizeof(struct taizhang_ledger_options), NULL, 0, NULL, NULL, 0, {0, 0, 0}, {0, 0, 0}}

/** @name Life @{ */

/**
 * @brief Make a ledger: its folder, one folder for each item in scope, ledger.xml and catalog.xml.
 * @param directory Must not exist, or be an empty folder.
 * @param catalog The edition. On success the ledger takes ownership of catalog; on failure the caller still owns it.
 * @param options What it is.
 * @return The ledger, open for writing, or NULL: ::TAIZHANG_E_NOT_FOUND for a unit or item that the catalogue lacks (err names all of one
 * call's first), ::TAIZHANG_E_STATE where the folder is not empty. The returned object must be freed by the caller using ::taizhang_ledger_free.
 */
struct taizhang_ledger *taizhang_ledger_create(const char *directory, struct taizhang_catalog *catalog,
					       const struct taizhang_ledger_options *options,
					       struct taizhang_error *err);

/** How to open. */
enum taizhang_open {
	TAIZHANG_OPEN_READ = 0,
	/** Takes the lock; ::TAIZHANG_E_STATE where another has it. */
	TAIZHANG_OPEN_WRITE
};

/**
 * @brief Open a ledger's folder.
 * @param findings Filled with what is suspicious in ledger.xml or catalog.xml (newer version, unknown parts); may be NULL.
 * @return The ledger, or NULL. The returned object must be freed by the caller using ::taizhang_ledger_free.
 */
struct taizhang_ledger *taizhang_ledger_open(const char *directory, enum taizhang_open how,
					     struct taizhang_findings *findings, struct taizhang_error *err);

/**
 * @brief Save ledger.xml atomically. Where nothing changed, nothing is written; otherwise the time of last change becomes now.
 * @return 0; or -1, with the file on disk untouched.
 */
int taizhang_ledger_save(struct taizhang_ledger *ledger, struct taizhang_error *err);

/** @brief Free a ledger without saving, and give up its lock. @param ledger May be NULL. */
void taizhang_ledger_free(struct taizhang_ledger *ledger);
/** @} */

/** @name The ledger itself @{ */
/** @brief Tell the folder, or NULL where the ledger was read from a package. */
const char *taizhang_ledger_directory(const struct taizhang_ledger *ledger);
const struct taizhang_catalog *taizhang_ledger_catalog(const struct taizhang_ledger *ledger);
const char *taizhang_ledger_city(const struct taizhang_ledger *ledger);
int taizhang_ledger_set_city(struct taizhang_ledger *ledger, const char *city, struct taizhang_error *err);
int taizhang_ledger_year(const struct taizhang_ledger *ledger);
/** @param year 1949 to 9999. */
int taizhang_ledger_set_year(struct taizhang_ledger *ledger, int year, struct taizhang_error *err);
/** @brief Tell the unit, or "" for a whole city's ledger. */
const char *taizhang_ledger_unit(const struct taizhang_ledger *ledger);
/** @brief Rename the unit; the scope stays. */
int taizhang_ledger_set_unit(struct taizhang_ledger *ledger, const char *unit, struct taizhang_error *err);
/** @brief Tell the contact (person, telephone), or "". */
const char *taizhang_ledger_contact(const struct taizhang_ledger *ledger);
int taizhang_ledger_set_contact(struct taizhang_ledger *ledger, const char *contact, struct taizhang_error *err);
struct taizhang_date taizhang_ledger_from(const struct taizhang_ledger *ledger);
struct taizhang_date taizhang_ledger_to(const struct taizhang_ledger *ledger);
/** @brief Set the window; NULL leaves an end open. @return 0, or -1 where from is after to. */
int taizhang_ledger_set_window(struct taizhang_ledger *ledger, const struct taizhang_date *from,
			       const struct taizhang_date *to, struct taizhang_error *err);
/** A box of coordinates, in degrees; south and west are negative. */
struct taizhang_bounds {
	double south, west, north, east;
};
/**
 * @brief Read a box: "south,west,north,east" in decimal degrees.
 * @return 0; or -1 with ::TAIZHANG_E_INVAL where it is none, lies outside the globe, or is empty.
 */
int taizhang_bounds_parse(const char *text, struct taizhang_bounds *bounds, struct taizhang_error *err);
/** @brief Tell the box in which the city lies (地理范围) as ::taizhang_bounds_parse reads it, or "". */
const char *taizhang_ledger_bounds(const struct taizhang_ledger *ledger);
/** @param bounds "40.2,109.2,42.7,111.4"; NULL or "" clears. */
int taizhang_ledger_set_bounds(struct taizhang_ledger *ledger, const char *bounds, struct taizhang_error *err);
/** @brief Tell the revision of what is submitted, from 1. */
unsigned int taizhang_ledger_revision(const struct taizhang_ledger *ledger);
/** @param supersedes The id of the package that this revision replaces, or NULL. */
int taizhang_ledger_set_revision(struct taizhang_ledger *ledger, unsigned int revision,
				 const char *supersedes, struct taizhang_error *err);
const char *taizhang_ledger_supersedes(const struct taizhang_ledger *ledger);
/** @brief Tell the time of the last change of content, in seconds since 1970 UTC. */
int64_t taizhang_ledger_changed(const struct taizhang_ledger *ledger);
enum taizhang_scope taizhang_ledger_scope(const struct taizhang_ledger *ledger);
/** @brief Count the items in scope. */
size_t taizhang_ledger_num_items(const struct taizhang_ledger *ledger);
/** @brief Get one item in scope, in the order of the catalogue; NULL where index is out of range. */
const struct taizhang_node *taizhang_ledger_get_item(const struct taizhang_ledger *ledger, size_t index);
bool taizhang_ledger_has_item(const struct taizhang_ledger *ledger, const struct taizhang_node *item);
/** @} */

/** @name Records @{ */
size_t taizhang_ledger_num_records(const struct taizhang_ledger *ledger, const struct taizhang_node *item);
/** @brief Get one record of an item, in the order of ordinals; NULL where index is out of range. */
struct taizhang_record *taizhang_ledger_get_record(const struct taizhang_ledger *ledger,
						   const struct taizhang_node *item, size_t index);
/** @brief Find a record by its ordinal, or NULL. */
struct taizhang_record *taizhang_ledger_find_record(const struct taizhang_ledger *ledger,
						    const struct taizhang_node *item, unsigned int ordinal);
/** @} */

/** @name 责任分解: who answers for an item. Texts "" and dates "no date" where nothing was assigned. @{ */
const char *taizhang_assignment_lead(const struct taizhang_ledger *ledger, const struct taizhang_node *item);
int taizhang_assignment_set_lead(struct taizhang_ledger *ledger, const struct taizhang_node *item, const char *lead, struct taizhang_error *err);
/** @brief Tell the co-units, ';' between. */
const char *taizhang_assignment_co(const struct taizhang_ledger *ledger, const struct taizhang_node *item);
/** @param co Names with ';', '；', '、' or ',' between. */
int taizhang_assignment_set_co(struct taizhang_ledger *ledger, const struct taizhang_node *item, const char *co, struct taizhang_error *err);
const char *taizhang_assignment_owner(const struct taizhang_ledger *ledger, const struct taizhang_node *item);
int taizhang_assignment_set_owner(struct taizhang_ledger *ledger, const struct taizhang_node *item, const char *owner, struct taizhang_error *err);
struct taizhang_date taizhang_assignment_deadline(const struct taizhang_ledger *ledger, const struct taizhang_node *item);
int taizhang_assignment_set_deadline(struct taizhang_ledger *ledger, const struct taizhang_node *item, const struct taizhang_date *deadline, struct taizhang_error *err);
/** @brief Tell the review interval (定期审查) in days, or 0. */
unsigned int taizhang_assignment_review(const struct taizhang_ledger *ledger, const struct taizhang_node *item);
int taizhang_assignment_set_review(struct taizhang_ledger *ledger, const struct taizhang_node *item, unsigned int days, struct taizhang_error *err);
/** @} */

/** @name 审核记录 @{ */
size_t taizhang_ledger_num_events(const struct taizhang_ledger *ledger, const struct taizhang_node *item);
/** @brief Get one event of an item, oldest first; NULL where index is out of range. */
const struct taizhang_event *taizhang_ledger_get_event(const struct taizhang_ledger *ledger,
						       const struct taizhang_node *item, size_t index);
/**
 * @brief Add an event.
 * @param time Seconds since 1970 UTC.
 * @param who The person or unit; wanted.
 * @param action What was done ("submitted", "returned", "reviewed"); wanted.
 * @param outcome May be NULL.
 * @param note May be NULL.
 * @return 0, or -1.
 */
int taizhang_ledger_add_event(struct taizhang_ledger *ledger, const struct taizhang_node *item, int64_t time,
			      const char *who, const char *action, const char *outcome, const char *note,
			      struct taizhang_error *err);
int64_t taizhang_event_time(const struct taizhang_event *event);
const char *taizhang_event_who(const struct taizhang_event *event);
const char *taizhang_event_action(const struct taizhang_event *event);
const char *taizhang_event_outcome(const struct taizhang_event *event);
const char *taizhang_event_note(const struct taizhang_event *event);
/** @} */

/** @name Values of thresholds. id is the threshold's (T001); "" where nothing was entered. @{ */
const char *taizhang_ledger_value(const struct taizhang_ledger *ledger, const char *id);
/** @brief Tell the unit in which the value was entered. */
const char *taizhang_ledger_value_unit(const struct taizhang_ledger *ledger, const char *id);
/** @brief Tell the reference's own value, for a relative threshold. */
const char *taizhang_ledger_value_reference(const struct taizhang_ledger *ledger, const char *id);
/** @brief Tell the record that proves the value ("I-1-1-1-1/2"). */
const char *taizhang_ledger_value_record(const struct taizhang_ledger *ledger, const char *id);
/** @brief Tell the cell or passage in that record ("Sheet1!C5"). */
const char *taizhang_ledger_value_cell(const struct taizhang_ledger *ledger, const char *id);
/** @brief Tell the state of a negative entry. id is the entry's (N01). */
enum taizhang_negative_state taizhang_ledger_negative(const struct taizhang_ledger *ledger, const char *id);
const char *taizhang_ledger_negative_note(const struct taizhang_ledger *ledger, const char *id);
/** @} */

/** @name Setting by name: one verb for all fields @{ */
/**
 * @brief Set one field of one target, as `taizhang set` does.
 *
 * Targets: "." (city, year, unit, window, contact, revision, supersedes); an item (lead, co, owner, deadline, review); ITEM/ORDINAL (kind and the record's
 * fields by their names: title, number, issuer, date, caption elements …); ITEM/ORDINAL/FILE (role); a threshold T001 (value, unit, reference,
 * record, cell); a negative entry N01 (state=none|occurred, note).
 * @param target As people write it; FILE is the file's name or its path below the item's folder.
 * @param field The field's name.
 * @param value UTF-8; "" clears.
 * @return 0; or -1: ::TAIZHANG_E_NOT_FOUND for an unknown target or field (detail lists the fields there are), ::TAIZHANG_E_INVAL for a value that cannot be.
 */
int taizhang_ledger_set(struct taizhang_ledger *ledger, const char *target, const char *field,
			const char *value, struct taizhang_error *err);

/**
 * @brief Set many fields from a table with the columns target, field, value (CSV in UTF-8 or GB18030).
 *
 * All or nothing: where a row cannot be set, all bad rows are told as findings (ids set-…) and the ledger stays as it was.
 * @param path The file.
 * @param num_set Set to the rows taken; may be NULL.
 * @return 0; or -1: ::TAIZHANG_E_REFUSED with findings, or the file cannot be read.
 */
int taizhang_ledger_set_from_table(struct taizhang_ledger *ledger, const char *path,
				   struct taizhang_findings *findings, size_t *num_set,
				   struct taizhang_error *err);

/**
 * @brief Write the table that ::taizhang_ledger_set_from_table reads: every field of every target in scope, the empty ones too; a fourth
 * column, about, says in words what each is, and is passed over on reading.
 * @return CSV, UTF-8 with BOM, to be freed by ::taizhang_text_free; or NULL.
 */
char *taizhang_ledger_table(const struct taizhang_ledger *ledger, struct taizhang_error *err);
/** @} */

/** @brief Free a text that a function of this library made. @param text May be NULL. */
void taizhang_text_free(char *text);

#ifdef __cplusplus
}
#endif
#endif
