/* SPDX-License-Identifier: MIT */
/**
 * @file catalog.h
 * 测评体系: one edition of an assessment system for one class of city, as data.
 *
 * A catalogue is a tree of five levels (block, project, indicator, content,
 * standard) with the rules that hang on it: what material a standard wants,
 * thresholds, negative entries. An *item* is a standard whose methods include
 * material. Codes are opaque: a parent is known by nesting, never by cutting
 * a code; they are compared after folding digits, dashes and brackets only.
 *
 * Life: a catalogue is loaded whole (built in, XML or tables) and then never
 * changes. Thread rule: it may be shared and read by many threads at once.
 */
#ifndef TAIZHANG_CATALOG_H
#define TAIZHANG_CATALOG_H

#include <stdbool.h>
#include <stddef.h>
#include <taizhang/date.h>
#include <taizhang/error.h>
#include <taizhang/finding.h>
#include <taizhang/kind.h>

#ifdef __cplusplus
extern "C" {
#endif

struct taizhang_catalog;
/** A node of the tree: a block, project, indicator, content or standard. */
struct taizhang_node;
/** 材料要求: one thing that an item wants. */
struct taizhang_requirement;
/** 指标阈值 */
struct taizhang_threshold;
/** 负面清单条目 */
struct taizhang_negative;
/** A document on which entries rest. */
struct taizhang_source;

/** The five levels: 版块, 测评项目, 测评指标, 测评内容, 测评标准. */
enum taizhang_level {
	TAIZHANG_LEVEL_BLOCK = 1,
	TAIZHANG_LEVEL_PROJECT,
	TAIZHANG_LEVEL_INDICATOR,
	TAIZHANG_LEVEL_CONTENT,
	TAIZHANG_LEVEL_STANDARD
};

/** What an edition says of itself. */
enum taizhang_catalog_status {
	/** The text of the assessing authority. */
	TAIZHANG_STATUS_OFFICIAL = 1,
	/** Rebuilt from other documents; not official. */
	TAIZHANG_STATUS_RECONSTRUCTED,
	/** A city's own table. */
	TAIZHANG_STATUS_LOCAL
};

/** @name Loading and saving @{ */

/** @brief Count the editions that are compiled in. */
size_t taizhang_catalog_num_builtin(void);
/** @brief Get the id of one of them. @return A static string, or NULL where index is out of range. */
const char *taizhang_catalog_builtin_id(size_t index);

/**
 * @brief Load an edition that is compiled in.
 * @param id Its id, such as "ncc-2017-reconstructed".
 * @param err May be NULL.
 * @return The catalogue, or NULL. The returned object must be freed by the caller using ::taizhang_catalog_free.
 */
struct taizhang_catalog *taizhang_catalog_builtin(const char *id, struct taizhang_error *err);

/**
 * @brief Load a catalogue from an XML file or from a folder of CSV tables.
 *
 * All that is wrong with it is told in one run as findings (ids catalog-…, xml-…),
 * with file, line or row, and column.
 * @param path A file in urn:taizhang:catalog:1, or a folder with at least catalog.csv, blocks.csv, projects.csv, indicators.csv,
 * contents.csv and items.csv (UTF-8 with or without BOM, or GB18030).
 * @param findings Filled. May be NULL; a catalogue with errors is then refused with ::TAIZHANG_E_FORMAT.
 * @param err May be NULL.
 * @return The catalogue, which is usable only where findings holds no error; or NULL where it cannot be read at all. The returned object
 * must be freed by the caller using ::taizhang_catalog_free.
 */
struct taizhang_catalog *taizhang_catalog_load(const char *path, struct taizhang_findings *findings,
					       struct taizhang_error *err);

/** @brief Free a catalogue. @param catalog May be NULL. */
void taizhang_catalog_free(struct taizhang_catalog *catalog);

/**
 * @brief Write a catalogue as XML (urn:taizhang:catalog:1). Equal catalogues give equal bytes.
 * @param path The file; replaced atomically.
 * @return 0, or -1.
 */
int taizhang_catalog_save(const struct taizhang_catalog *catalog, const char *path,
			  struct taizhang_error *err);

/**
 * @brief Write a catalogue as a folder of CSV tables (UTF-8 with BOM, CRLF: as office programs open them).
 *
 * Loading them gives the same catalogue, but for additions of other namespaces, which only XML can hold.
 * @param directory Made where it is missing; no table in it may exist yet.
 * @return 0, or -1.
 */
int taizhang_catalog_save_tables(const struct taizhang_catalog *catalog, const char *directory,
				 struct taizhang_error *err);
/** @} */

/** @name The edition; borrowed texts are valid as long as the catalog object @{ */
const char *taizhang_catalog_id(const struct taizhang_catalog *catalog);
/** @brief Tell the title; the Chinese one where there is no English one. */
const char *taizhang_catalog_title(const struct taizhang_catalog *catalog, enum taizhang_lang lang);
/** @brief Tell the edition (the year) as the catalogue gives it: "2017". */
const char *taizhang_catalog_edition(const struct taizhang_catalog *catalog);
/** @brief Tell the class of city: "prefecture" (地级). */
const char *taizhang_catalog_class(const struct taizhang_catalog *catalog);
enum taizhang_catalog_status taizhang_catalog_status(const struct taizhang_catalog *catalog);
/** @brief Tell the revision of the catalogue's own text. */
const char *taizhang_catalog_version(const struct taizhang_catalog *catalog);
/** @brief Tell the statistical scope: 市区. */
const char *taizhang_catalog_statistical_scope(const struct taizhang_catalog *catalog);
/** @brief Tell the share of the score that material carries, as an exact decimal in per cent ("73"), or "". */
const char *taizhang_catalog_material_share(const struct taizhang_catalog *catalog);
/** @brief Tell the share that site visits and questionnaires carry ("27"), or "". */
const char *taizhang_catalog_field_share(const struct taizhang_catalog *catalog);
/** @brief Count the years of a cycle that have a weight. */
size_t taizhang_catalog_num_years(const struct taizhang_catalog *catalog);
/** @brief Tell the weight of one year of the cycle, from 0, in per cent ("15"), or "". */
const char *taizhang_catalog_year_weight(const struct taizhang_catalog *catalog, size_t index);
/**
 * @brief Tell the caveat that users of this edition must see: that it is a reconstruction, or local.
 * @return UTF-8, static; "" for an official edition.
 */
const char *taizhang_catalog_caveat(const struct taizhang_catalog *catalog, enum taizhang_lang lang);
/** @brief Tell a count that the edition declares ("blocks", "material_items"…). @return The count, or -1 where it declares none. */
long taizhang_catalog_declared(const struct taizhang_catalog *catalog, const char *key);
/** @} */

/** @name The tree @{ */
size_t taizhang_catalog_num_nodes(const struct taizhang_catalog *catalog, enum taizhang_level level);
/** @brief Get one node of a level, in the order of the catalogue; NULL where index is out of range. */
const struct taizhang_node *taizhang_catalog_get_node(const struct taizhang_catalog *catalog,
						      enum taizhang_level level, size_t index);
size_t taizhang_catalog_num_items(const struct taizhang_catalog *catalog);
/** @brief Get one item, in the order of the catalogue; NULL where index is out of range. */
const struct taizhang_node *taizhang_catalog_get_item(const struct taizhang_catalog *catalog,
						      size_t index);

/**
 * @brief Find a node by its code, as people write it, or by its serial (M001, F01).
 *
 * Ⅰ/Ⅱ/Ⅲ and I/II/III, half- and full-width digits, - — － –, `2)` `2）` and `2` are the same.
 * @return The node, or NULL. The pointer is valid as long as the catalog object and must not be freed by the caller.
 */
const struct taizhang_node *taizhang_catalog_find(const struct taizhang_catalog *catalog,
						  const char *code);

/** A condition on items; fields left 0 or NULL ask nothing. */
struct taizhang_item_filter {
	enum taizhang_kind kind;
	/** Set of enum taizhang_method, all of which the item must have. */
	unsigned int methods;
	/** The department that the catalogue names, exactly. */
	const char *unit;
};

/**
 * @brief Collect the items that meet a condition, in the order of the catalogue; costs what it gives.
 * @param nodes Where to write at most size pointers, or NULL.
 * @return How many items meet the condition.
 */
size_t taizhang_catalog_select(const struct taizhang_catalog *catalog,
			       const struct taizhang_item_filter *filter,
			       const struct taizhang_node **nodes, size_t size);
/** @brief Count the departments that items name. */
size_t taizhang_catalog_num_units(const struct taizhang_catalog *catalog);
/** @brief Get one department's name, in the order of first mention; NULL where index is out of range. */
const char *taizhang_catalog_get_unit(const struct taizhang_catalog *catalog, size_t index);

enum taizhang_level taizhang_node_level(const struct taizhang_node *node);
/** @brief Tell the code as the catalogue writes it. */
const char *taizhang_node_code(const struct taizhang_node *node);
/** @brief Tell the canonical ASCII code, as paths use it: Ⅲ-1-2) gives III-1-2. */
const char *taizhang_node_path_code(const struct taizhang_node *node);
/** @brief Tell the title; the Chinese one where there is no English one. */
const char *taizhang_node_title(const struct taizhang_node *node, enum taizhang_lang lang);
/** @brief Get the parent; NULL for a block. */
const struct taizhang_node *taizhang_node_parent(const struct taizhang_node *node);
/** @brief Get the ancestor at a level (the node itself at its own), or NULL. */
const struct taizhang_node *taizhang_node_ancestor(const struct taizhang_node *node,
						   enum taizhang_level level);
size_t taizhang_node_num_children(const struct taizhang_node *node);
const struct taizhang_node *taizhang_node_get_child(const struct taizhang_node *node, size_t index);
/** @brief Tell the key of the source on which the entry rests ("zhanjiang-2018"), or "". */
const char *taizhang_node_source(const struct taizhang_node *node);
/** @brief Tell the passage in that source ("四(一)1"), or "". */
const char *taizhang_node_locator(const struct taizhang_node *node);
/** @brief Tell further passages, as the catalogue gives them, or "". */
const char *taizhang_node_also_refs(const struct taizhang_node *node);
/** @brief Tell the edition that the source itself rests on (NCC2017), or "". */
const char *taizhang_node_source_edition(const struct taizhang_node *node);
/** @brief Tell a standard's serial (M001, F01), or "". */
const char *taizhang_node_serial(const struct taizhang_node *node);
/** @brief Tell a standard's methods as a set of enum taizhang_method; 0 for other levels. */
unsigned int taizhang_node_methods(const struct taizhang_node *node);
/** @brief Tell whether a node is an item: a standard with method material. */
bool taizhang_node_is_item(const struct taizhang_node *node);
/** @brief Tell an item's main kind; NONE for other nodes. */
enum taizhang_kind taizhang_node_kind(const struct taizhang_node *node);
/** @brief Tell the department that the catalogue names for an item, or "". */
const char *taizhang_node_unit(const struct taizhang_node *node);
/** @brief Tell an item's place in the order of items, from 0; (size_t)-1 for other nodes. */
size_t taizhang_node_item_index(const struct taizhang_node *node);
/** @} */

/** @name Requirements of an item @{ */
size_t taizhang_node_num_requirements(const struct taizhang_node *node);
const struct taizhang_requirement *taizhang_node_get_requirement(const struct taizhang_node *node,
								 size_t index);
enum taizhang_kind taizhang_requirement_kind(const struct taizhang_requirement *requirement);
/** @brief Tell the least count of pieces (pictures, for images), or -1 where none is stated. */
long taizhang_requirement_least(const struct taizhang_requirement *requirement);
/** @brief Tell the most pieces, or -1 where none is stated. */
long taizhang_requirement_most(const struct taizhang_requirement *requirement);
/** @brief Tell the word limit in 字, or -1 where none is stated. */
long taizhang_requirement_word_limit(const struct taizhang_requirement *requirement);
/** @brief Tell the caption's elements as a set of enum taizhang_caption. */
unsigned int taizhang_requirement_captions(const struct taizhang_requirement *requirement);
/** @brief Tell the wanted page roles as a set of enum taizhang_role. */
unsigned int taizhang_requirement_roles(const struct taizhang_requirement *requirement);
/** @brief Tell whether all of those roles are wanted ("redhead seal") or one of them ("redhead|seal"). */
bool taizhang_requirement_all_roles(const struct taizhang_requirement *requirement);
/** @brief Count the accepted formats; 0 means that none are stated. */
size_t taizhang_requirement_num_formats(const struct taizhang_requirement *requirement);
/** @brief Get one format: an extension in lower case without a dot; NULL where index is out of range. */
const char *taizhang_requirement_get_format(const struct taizhang_requirement *requirement, size_t index);
/** @brief Tell the first date of the window ("no date" where it is open). */
struct taizhang_date taizhang_requirement_from(const struct taizhang_requirement *requirement);
/** @brief Tell the last date of the window ("no date" where it is open). */
struct taizhang_date taizhang_requirement_to(const struct taizhang_requirement *requirement);
/** @brief Tell the basis: "source" where a document states it, "default" for a working value; findings on a default are at most warnings. */
const char *taizhang_requirement_basis(const struct taizhang_requirement *requirement);
/** @} */

/** @name Thresholds @{ */
size_t taizhang_catalog_num_thresholds(const struct taizhang_catalog *catalog);
const struct taizhang_threshold *taizhang_catalog_get_threshold(
	const struct taizhang_catalog *catalog, size_t index);
/** @brief Find a threshold by its id (T001), or NULL. */
const struct taizhang_threshold *taizhang_catalog_find_threshold(
	const struct taizhang_catalog *catalog, const char *id);
size_t taizhang_node_num_thresholds(const struct taizhang_node *node);
const struct taizhang_threshold *taizhang_node_get_threshold(const struct taizhang_node *node, size_t index);
const char *taizhang_threshold_id(const struct taizhang_threshold *threshold);
/** @brief Tell the metric; the Chinese one where there is no English one. */
const char *taizhang_threshold_metric(const struct taizhang_threshold *threshold, enum taizhang_lang lang);
/** @brief Tell the comparator: ">=", ">", "<=", "<" or "==". */
const char *taizhang_threshold_comparator(const struct taizhang_threshold *threshold);
/** @brief Tell the value as an exact decimal, or "" where the threshold is relative. */
const char *taizhang_threshold_value(const struct taizhang_threshold *threshold);
/** @brief Tell what a relative threshold is measured against (全省平均水平), or "". */
const char *taizhang_threshold_reference(const struct taizhang_threshold *threshold);
const char *taizhang_threshold_unit(const struct taizhang_threshold *threshold);
struct taizhang_date taizhang_threshold_due(const struct taizhang_threshold *threshold);
bool taizhang_threshold_is_active(const struct taizhang_threshold *threshold);
/** @brief Get the standard on which it hangs. */
const struct taizhang_node *taizhang_threshold_standard(const struct taizhang_threshold *threshold);
const char *taizhang_threshold_source(const struct taizhang_threshold *threshold);
const char *taizhang_threshold_locator(const struct taizhang_threshold *threshold);
const char *taizhang_threshold_source_edition(const struct taizhang_threshold *threshold);
const char *taizhang_threshold_note(const struct taizhang_threshold *threshold);
/** @} */

/** @name Negative entries @{ */
size_t taizhang_catalog_num_negatives(const struct taizhang_catalog *catalog);
const struct taizhang_negative *taizhang_catalog_get_negative(const struct taizhang_catalog *catalog,
							      size_t index);
/** @brief Find a negative entry by its id (N01), or NULL. */
const struct taizhang_negative *taizhang_catalog_find_negative(const struct taizhang_catalog *catalog,
							       const char *id);
const char *taizhang_negative_id(const struct taizhang_negative *negative);
const char *taizhang_negative_title(const struct taizhang_negative *negative, enum taizhang_lang lang);
/** @brief Get the indicator it belongs to, or NULL. */
const struct taizhang_node *taizhang_negative_indicator(const struct taizhang_negative *negative);
/** @brief Tell how firmly the source speaks: "explicit", "prohibit", "sanction". */
const char *taizhang_negative_strength(const struct taizhang_negative *negative);
const char *taizhang_negative_source(const struct taizhang_negative *negative);
const char *taizhang_negative_locator(const struct taizhang_negative *negative);
const char *taizhang_negative_source_edition(const struct taizhang_negative *negative);
const char *taizhang_negative_also_refs(const struct taizhang_negative *negative);
/** @} */

/** @name Sources @{ */
size_t taizhang_catalog_num_sources(const struct taizhang_catalog *catalog);
const struct taizhang_source *taizhang_catalog_get_source(const struct taizhang_catalog *catalog, size_t index);
/** @brief Find a source by its key ("zhanjiang-2018"), or NULL. */
const struct taizhang_source *taizhang_catalog_find_source(const struct taizhang_catalog *catalog,
							   const char *key);
const char *taizhang_source_key(const struct taizhang_source *source);
const char *taizhang_source_title(const struct taizhang_source *source, enum taizhang_lang lang);
/** @brief Tell the edition that the source rests on (a key of the editions table), or "". */
const char *taizhang_source_edition(const struct taizhang_source *source);
/** @brief Tell how complete the text at hand is, as the catalogue says. */
const char *taizhang_source_completeness(const struct taizhang_source *source);
/** @} */

#ifdef __cplusplus
}
#endif
#endif
