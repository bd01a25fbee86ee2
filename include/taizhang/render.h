/* SPDX-License-Identifier: MIT */
/**
 * @file render.h
 * Texts for people and JSON for programs: findings, status, lists, single items, catalogues.
 *
 * Every function gives one UTF-8 text to be freed by ::taizhang_text_free. JSON texts are whole objects, indented, in the
 * shape that docs/json.md describes; texts for people are lines for a terminal, aligned by the width of characters.
 */
#ifndef TAIZHANG_RENDER_H
#define TAIZHANG_RENDER_H

#include <taizhang/catalog.h>
#include <taizhang/check.h>
#include <taizhang/finding.h>
#include <taizhang/inspect.h>
#include <taizhang/ledger.h>

#ifdef __cplusplus
extern "C" {
#endif

/** How a text is made. Set size by the _INIT macro. */
struct taizhang_render_options {
	size_t size;
	/** JSON instead of a text for people. */
	bool json;
	enum taizhang_lang lang;
	/** Columns of the terminal; 0: do not cut lines. */
	unsigned int width;
	/** More detail. */
	bool verbose;
};
#define TAIZHANG_RENDER_OPTIONS_INIT {sizeof(struct taizhang_render_options), false, TAIZHANG_LANG_ZH, 0, false}

/** Which findings to show; fields left 0 or NULL ask nothing. */
struct taizhang_finding_filter {
	size_t size;
	/** The item's code, as written by the catalogue. */
	const char *item;
	const char *unit;
	/** This severity and above. */
	enum taizhang_severity severity;
	enum taizhang_aspect aspect;
	const char *id;
};
#define TAIZHANG_FINDING_FILTER_INIT {sizeof(struct taizhang_finding_filter), NULL, NULL, (enum taizhang_severity)0, (enum taizhang_aspect)0, NULL}

/** @brief Tell whether a finding meets a filter. @param filter NULL takes all. */
bool taizhang_finding_matches(const struct taizhang_finding *finding, const struct taizhang_finding_filter *filter);

/** @brief Render findings as a list: severity, place, sentence, remedy; JSON: {"findings": […], "counts": {…}}. */
char *taizhang_render_findings(const struct taizhang_findings *findings,
			       const struct taizhang_finding_filter *filter,
			       const struct taizhang_render_options *options, struct taizhang_error *err);
/**
 * @brief Render a check of a ledger: by project with counts, the findings, and the next thing to do.
 *
 * The JSON holds the ledger and its counts; findings stand beside it, see ::taizhang_render_outcome.
 */
char *taizhang_render_check(const struct taizhang_ledger *ledger, const struct taizhang_findings *findings,
			    const struct taizhang_status *status, const struct taizhang_finding_filter *filter,
			    const struct taizhang_render_options *options, struct taizhang_error *err);
/**
 * @brief Render the report of the four natures (四性): authenticity, integrity, usability, security, each check in the order of DA/T 70, whether it was
 * made, on how many items, records or files, and how many passed; why it was not made.
 * @param findings What ::taizhang_check gave.
 * @param made The options that it was called with; NULL: the defaults.
 */
char *taizhang_render_aspects(const struct taizhang_ledger *ledger, const struct taizhang_findings *findings,
			      const struct taizhang_check_options *made, const struct taizhang_render_options *options,
			      struct taizhang_error *err);
/** @brief Render a status: totals, by project, kind and unit, coverage, share at risk. */
char *taizhang_render_status(const struct taizhang_ledger *ledger, const struct taizhang_status *status,
			     const struct taizhang_render_options *options, struct taizhang_error *err);
/** @brief Render the items in scope with their records and files. */
char *taizhang_render_list(const struct taizhang_ledger *ledger,
			   const struct taizhang_render_options *options, struct taizhang_error *err);
/** @brief Render one item: what it wants, its records with all fields and files, thresholds with values, assignment, events. */
char *taizhang_render_item(const struct taizhang_ledger *ledger, const struct taizhang_node *item,
			   const struct taizhang_render_options *options, struct taizhang_error *err);
/** @brief Render the values that were read from files and await confirmation; JSON: {"extracted": […]}. */
char *taizhang_render_extracted(const struct taizhang_ledger *ledger,
				const struct taizhang_render_options *options, struct taizhang_error *err);
/** @brief Render a catalogue as a tree with counts and its caveat. */
char *taizhang_render_catalog(const struct taizhang_catalog *catalog,
			      const struct taizhang_render_options *options, struct taizhang_error *err);
/** @brief Render one node of a catalogue with all that hangs on it and where it comes from. */
char *taizhang_render_node(const struct taizhang_catalog *catalog, const struct taizhang_node *node,
			   const struct taizhang_render_options *options, struct taizhang_error *err);
/**
 * @brief Render the facts of a file: its format and state, each fact with its place; with verbose the beginning of its text and its first cells,
 * in JSON all of both.
 * @param name What the file is called; may be NULL.
 */
char *taizhang_render_facts(const struct taizhang_facts *facts, const char *name,
			    const struct taizhang_render_options *options, struct taizhang_error *err);
/** @brief Render an error; JSON: {"error": {…}}. */
char *taizhang_render_error(const struct taizhang_error *error,
			    const struct taizhang_render_options *options, struct taizhang_error *err);

/** How a whole piece of work ended, for one JSON object. Set size by the _INIT macro. */
struct taizhang_outcome {
	size_t size;
	/** The work: "check"; wanted. */
	const char *verb;
	/** 0 done and valid, 1 judged not valid, 2 could not be done. */
	int exit_status;
	/** Why it could not be done; NULL or no error otherwise. */
	const struct taizhang_error *error;
	/** What was wrong with the call itself, in the caller's own words; takes the place of error. NULL otherwise. */
	const char *complaint;
	/** What was found; may be NULL, as may the filter. */
	const struct taizhang_findings *findings;
	const struct taizhang_finding_filter *filter;
	/** What the work gave: a JSON object that a function of this header made, or any other; may be NULL. */
	const char *data;
};
#define TAIZHANG_OUTCOME_INIT {sizeof(struct taizhang_outcome), NULL, 0, NULL, NULL, NULL, NULL, NULL}

/**
 * @brief Render an outcome as the JSON object that every verb of the command gives:
 * {"verb", "ok", "exit", "error", "findings", "counts", "data"}.
 * @return The object, to be freed by ::taizhang_text_free; or NULL.
 */
char *taizhang_render_outcome(const struct taizhang_outcome *outcome,
			      const struct taizhang_render_options *options, struct taizhang_error *err);

#ifdef __cplusplus
}
#endif
#endif
