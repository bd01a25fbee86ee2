/* SPDX-License-Identifier: MIT */
/**
 * @file package.h
 * 报送包: packing, verifying and unpacking submission packages; the receipt.
 *
 * A package is a BagIt 1.0 bag (RFC 8493) in a zip or tar, with manifest.xml (urn:taizhang:manifest:1), the
 * catalogue, the schemas and a page for people; docs/format.md is its description. All that is read is
 * hostile until checked: the limits below hold, names cannot leave the target, links are refused.
 *
 * Thread rule: each call works on its own objects; different packages may be worked on in different threads.
 */
#ifndef TAIZHANG_PACKAGE_H
#define TAIZHANG_PACKAGE_H

#include <taizhang/check.h>
#include <taizhang/digest.h>
#include <taizhang/finding.h>
#include <taizhang/input.h>
#include <taizhang/ledger.h>
#include <taizhang/progress.h>
#include <taizhang/render.h>

#ifdef __cplusplus
extern "C" {
#endif

/** Containers of a package. */
enum taizhang_format {
	TAIZHANG_FORMAT_NONE = 0,
	TAIZHANG_FORMAT_ZIP,
	TAIZHANG_FORMAT_TAR,
	TAIZHANG_FORMAT_TAR_GZ,
	TAIZHANG_FORMAT_TAR_ZST,
	/** Only read: a bag that is a folder. */
	TAIZHANG_FORMAT_DIRECTORY
};

/** @brief Tell a format's name: "zip", "tar", "tar.gz", "tar.zst", "directory". @return A static string, or NULL. */
const char *taizhang_format_name(enum taizhang_format format);
/** @brief Find a format by name. @return The format, or NONE. */
enum taizhang_format taizhang_format_value(const char *name);
/** @brief Find the format that a file's name asks for (.zip, .tar, .tar.gz, .tgz, .tar.zst). @return The format, or NONE. */
enum taizhang_format taizhang_format_of_path(const char *path);

/** Limits on what is read; 0 takes the default. Set size by the _INIT macro. */
struct taizhang_limits {
	size_t size;
	/** Entries of the container; 200,000. */
	uint64_t entries;
	/** Unpacked bytes in all; 200 GiB. */
	uint64_t total_bytes;
	/** Unpacked bytes of one file; 50 GiB. */
	uint64_t file_bytes;
	/** Unpacked to packed bytes, judged beyond 16 MiB; 200. */
	uint64_t ratio;
	/** Lines of one BagIt manifest; 1,000,000. */
	uint64_t manifest_lines;
	/** Bytes of one XML document; 128 MiB. */
	uint64_t xml_bytes;
	/** Depth of elements in XML; 64, and never more than 200. */
	uint64_t xml_depth;
};
#define TAIZHANG_LIMITS_INIT {sizeof(struct taizhang_limits), 0, 0, 0, 0, 0, 0, 0}

/** How names inside a container are read that do not say their encoding. */
enum taizhang_names {
	/** As UTF-8 where all of them are valid UTF-8, otherwise as GB18030 where all that are not can be that, which is told. */
	TAIZHANG_NAMES_AUTO = 0,
	TAIZHANG_NAMES_UTF8,
	/** GB18030, of which GBK and GB2312 are parts: Chinese Windows. */
	TAIZHANG_NAMES_GB18030
};

/** @name Packing @{ */

/** One package that was written: the only one, or a part of a set. The texts are valid during the call. */
struct taizhang_packed {
	const char *path;
	/** The one root folder in it. */
	const char *root;
	/** 包标识: SHA-256 of its manifest-sha256.txt. */
	char id[TAIZHANG_DIGEST_HEX_SIZE];
	/** Part 1 of 3; 0 of 0 where there are no parts. */
	unsigned int part, parts;
	/** Its payload. */
	uint64_t files, bytes;
	/** Bytes of the package itself. */
	uint64_t package_bytes;
};

/**
 * Told of each package, in the order of the parts, when all of them are in place.
 * @param data The caller's own.
 */
typedef void (*taizhang_packed_fn)(void *data, const struct taizhang_packed *packed);

/** How to pack. Set size by the _INIT macro. */
struct taizhang_pack_options {
	size_t size;
	/** NONE: by the target's name, else zip. */
	enum taizhang_format format;
	/** Set of ::TAIZHANG_DIGEST_SHA256 and ::TAIZHANG_DIGEST_SM3; SHA-256 is always there. */
	unsigned int digests;
	/** Pack although the check finds errors; the package says so. What inspection finds marked as classified is refused all the same. */
	bool allow_incomplete;
	/** Replace a target that exists. */
	bool force;
	/** Every time in the package and the "today" of its check, seconds since 1970 UTC; -1: the ledger's last change. */
	int64_t time;
	/** The program that packs and its version ("某系统 2.1"); NULL: this library. */
	const char *producer;
	struct taizhang_progress progress;
	/** 分卷: most bytes of one package, 0 for no limit. Where it takes several, they are named after path: "name-1of3.zip" and so on. */
	uint64_t max_bytes;
	/** 增补: paths of the packages (all parts) that the receiver has already; only what they lack is carried. NULL and 0 for none. */
	const char *const *bases;
	size_t num_bases;
	/** Told of each package that was written; may be NULL. */
	taizhang_packed_fn packed;
	void *packed_data;
	/** Threads to work with, the caller's counted; 0: as many as there are cores. What comes out does not depend on it. */
	unsigned int threads;
	/**
	 * Look into the files too (see inspect.h), and refuse where what they say is an error. What is found so is told, and never written into the
	 * package, which states the plain check: it must not depend on what libraries and programs the machine has.
	 */
	bool inspect;
};
#define TAIZHANG_PACK_OPTIONS_INIT {sizeof(struct taizhang_pack_options), TAIZHANG_FORMAT_NONE, \
	TAIZHANG_DIGEST_SHA256, false, false, -1, NULL, {NULL, NULL, NULL}, 0, NULL, 0, NULL, NULL, 0, false}

/** What was packed. */
struct taizhang_pack_result {
	/** 包标识: SHA-256 of manifest-sha256.txt; of a set, that of the whole package that its parts make. */
	char id[TAIZHANG_DIGEST_HEX_SIZE];
	/** The one root folder in the package; of a set, that of the whole. */
	char root[512];
	/** Payload that was written, of all parts together. */
	uint64_t files, bytes;
	/** Bytes of the package itself, of all parts together. */
	uint64_t package_bytes;
	/** Packages written. */
	uint64_t parts;
	/** 增补: files of the full state by their paths in the ledger, against that of the bases: new, with other bytes, as they were, and gone. */
	uint64_t added, changed, unchanged, removed;
	/** Files that a base has, which were not written, and their bytes. */
	uint64_t base_files, base_bytes;
	uint64_t reserved[4];
};

/**
 * @brief Check a ledger and pack it. The ledger's folder is only read.
 *
 * Equal ledgers give equal bytes. Each file is read once; one that is not as it was scanned is an error, and
 * the target stays as it was. The target is written beside itself, synced and renamed.
 * @param ledger A ledger with a folder, saved.
 * @param path The target.
 * @param options May be NULL.
 * @param result Set on success; may be NULL.
 * @param findings Filled with what the check found; may be NULL.
 * @return 0; or -1: ::TAIZHANG_E_REFUSED where the check found errors and allow_incomplete is not set, ::TAIZHANG_E_STATE where the
 * target exists and force is not set.
 */
int taizhang_pack(const struct taizhang_ledger *ledger, const char *path,
		  const struct taizhang_pack_options *options, struct taizhang_pack_result *result,
		  struct taizhang_findings *findings, struct taizhang_error *err);
/** @} */

/** @name Packages that are there @{ */

/** A package read: its identity and what its manifest says. */
struct taizhang_package;

/**
 * @brief Read what a package says of itself, without checking its payload.
 * @param path A package, or a bag that is a folder.
 * @param limits May be NULL.
 * @param findings Filled with what is wrong in manifest.xml or catalog.xml; may be NULL.
 * @return The package, or NULL: ::TAIZHANG_E_FORMAT where it is none of ours. The returned object must be freed by the caller using ::taizhang_package_free.
 */
struct taizhang_package *taizhang_package_open(const char *path, const struct taizhang_limits *limits,
					       struct taizhang_findings *findings, struct taizhang_error *err);
/** @brief Read what a package says of itself, from any input; otherwise as ::taizhang_package_open. */
struct taizhang_package *taizhang_package_open_input(const struct taizhang_input *input,
						     const struct taizhang_limits *limits,
						     struct taizhang_findings *findings,
						     struct taizhang_error *err);
/** @brief Free a package. @param package May be NULL. */
void taizhang_package_free(struct taizhang_package *package);
/** @brief Tell the container. */
enum taizhang_format taizhang_package_format(const struct taizhang_package *package);
/** @brief Tell the name of the root folder. Texts are valid as long as the package object and must not be freed by the caller. */
const char *taizhang_package_root(const struct taizhang_package *package);
/** @brief Tell the package id as computed from what was read: SHA-256 of manifest-sha256.txt; "" for a foreign bag without one. */
const char *taizhang_package_id(const struct taizhang_package *package);
/** @brief Tell the producer that manifest.xml names, or "". */
const char *taizhang_package_producer(const struct taizhang_package *package);
/** @brief Tell the version of the format that manifest.xml names ("1.0"), or "". */
const char *taizhang_package_version(const struct taizhang_package *package);
/** @brief Tell the package's own time, seconds since 1970 UTC, or -1. */
int64_t taizhang_package_time(const struct taizhang_package *package);
/** @brief Tell the algorithms of its payload manifests, a set of enum taizhang_digest. */
unsigned int taizhang_package_digests(const struct taizhang_package *package);
/** @brief Count the payload files. */
uint64_t taizhang_package_files(const struct taizhang_package *package);
/** @brief Tell the bytes of the payload. */
uint64_t taizhang_package_bytes(const struct taizhang_package *package);
/** @brief Tell the BagIt version of bagit.txt, or "". */
const char *taizhang_package_bagit_version(const struct taizhang_package *package);
/** @brief Get what manifest.xml holds, as a ledger without a folder; NULL for a foreign bag. Valid as long as the package object. */
const struct taizhang_ledger *taizhang_package_ledger(const struct taizhang_package *package);
/** @brief Tell the SHA-256 of its tagmanifest-sha256.txt, by which a supplement names its bases; "" without one. */
const char *taizhang_package_tags(const struct taizhang_package *package);
/** @brief Tell which part of a set (分卷) it is, from 1; 0 where it is none. */
unsigned int taizhang_package_part(const struct taizhang_package *package);
/** @brief Tell of how many parts its set is; 0 where it is no part. */
unsigned int taizhang_package_parts(const struct taizhang_package *package);
/** @brief Tell the id of the whole package that a part or a supplement (增补包) stands for, as manifest.xml states it; "" for a package that is whole. */
const char *taizhang_package_whole(const struct taizhang_package *package);
/** @brief Count the files of that whole; 0 for a package that is whole itself. */
uint64_t taizhang_package_whole_files(const struct taizhang_package *package);
/** @brief Tell the bytes of the files of that whole; 0 for a package that is whole itself. */
uint64_t taizhang_package_whole_bytes(const struct taizhang_package *package);
/** @brief Count the packages (基础包) that a supplement stands on directly. */
size_t taizhang_package_num_bases(const struct taizhang_package *package);
/**
 * @brief Get one of them.
 * @param id Set to its package id; may be NULL, as may the others.
 * @param tags Set to the SHA-256 of its tagmanifest-sha256.txt.
 * @param root Set to the name of its root folder.
 * @return 0, or -1 where index is out of range. The texts are valid as long as the package object.
 */
int taizhang_package_get_base(const struct taizhang_package *package, size_t index, const char **id,
			      const char **tags, const char **root);
/** @brief Count the findings (per item and id) that the sender declared when packing incomplete material. */
size_t taizhang_package_num_declared(const struct taizhang_package *package);
/**
 * @brief Get one of them.
 * @param item Set to the item's code, "" for the whole; may be NULL, as may the others.
 * @return 0, or -1 where index is out of range.
 */
int taizhang_package_get_declared(const struct taizhang_package *package, size_t index, const char **item,
				  const char **id, enum taizhang_severity *severity, size_t *count);
/** @brief Tell the path inside the package of one file of taizhang_package_ledger: "data/…", or "". */
const char *taizhang_file_package_path(const struct taizhang_file *file);
/** What ::taizhang_file_carried tells of a file whose bytes are in a base. */
#define TAIZHANG_CARRIED_BASE ((unsigned int)-1)
/** @brief Tell where the bytes of one file of taizhang_package_ledger are: 0 in this package, n in part n of its set, or ::TAIZHANG_CARRIED_BASE. */
unsigned int taizhang_file_carried(const struct taizhang_file *file);
/** @brief Tell the SM3 of one file of taizhang_package_ledger, or "". @param hex Where it is written. @return hex. */
const char *taizhang_file_sm3(const struct taizhang_file *file, char hex[TAIZHANG_DIGEST_HEX_SIZE]);
/** @} */

/** @name Verifying @{ */

/** How to verify. Set size by the _INIT macro. */
struct taizhang_verify_options {
	size_t size;
	/** Judge any BagIt bag (0.97 and 1.0; 0.93 to 0.96 with a warning) by RFC 8493 alone, without our manifest. */
	bool bag_only;
	/** NULL: the defaults. */
	const struct taizhang_limits *limits;
	struct taizhang_progress progress;
	enum taizhang_names names;
	/** Paths of the other parts of a set, in any order; NULL and 0 for none. */
	const char *const *parts;
	size_t num_parts;
	/** Paths of the packages that a supplement stands on, with those that they stand on, in any order; NULL and 0 for none. */
	const char *const *bases;
	size_t num_bases;
	/** Threads to work with, the caller's counted; 0: as many as there are cores. What comes out does not depend on it. */
	unsigned int threads;
	/**
	 * Look into the files of the payload as well (see inspect.h), and tell here what is wrong in what they say, apart from what is wrong with the
	 * package. Each is held in memory for that, at most 256 MiB of it, and nothing is written to disk; a file that is not in the
	 * packages at hand is not judged. NULL, and with bag_only: they are not looked into.
	 */
	struct taizhang_findings *contents;
};
#define TAIZHANG_VERIFY_OPTIONS_INIT {sizeof(struct taizhang_verify_options), false, NULL, {NULL, NULL, NULL}, \
	TAIZHANG_NAMES_AUTO, NULL, 0, NULL, 0, 0, NULL}

/**
 * @brief Verify a package inside its archive, without unpacking: structure, completeness, sizes, digests, manifest against schema
 * and payload, catalogue against its declared edition. Every problem is told in one run.
 * @param path A zip, tar, tar.gz, tar.zst, or a folder that is a bag.
 * @param options May be NULL.
 * @param findings Filled; wanted. The package is valid where no finding is of severity error.
 * @param package Set to what could be read of it, to be freed by ::taizhang_package_free; may be NULL. Set to NULL on failure.
 * @return 0 when it could be judged, whatever the judgment; or -1.
 */
int taizhang_verify(const char *path, const struct taizhang_verify_options *options,
		    struct taizhang_findings *findings, struct taizhang_package **package,
		    struct taizhang_error *err);
/**
 * @brief Verify a package from any input; otherwise as ::taizhang_verify.
 *
 * A stream is judged as wholly as a file. Of a zip the headers are kept while they pass (64 MiB at most), since its directory, which they are held
 * against, comes last.
 * @param input A package.
 */
int taizhang_verify_input(const struct taizhang_input *input, const struct taizhang_verify_options *options,
			  struct taizhang_findings *findings, struct taizhang_package **package,
			  struct taizhang_error *err);
/** @} */

/**
 * @brief Look into the files of a package, such as last year's, and keep the imprints of its pictures and reports; see ::taizhang_imprints_new.
 * @param path A package, or a folder that is a bag.
 * @param options threads, programs and progress are used. May be NULL.
 * @return 0; or -1, ::TAIZHANG_E_FORMAT where it is none of ours, and then some of its imprints may have been added.
 */
int taizhang_imprints_add_package(struct taizhang_imprints *imprints, const char *path,
				  const struct taizhang_check_options *options, struct taizhang_error *err);

/**
 * @brief Render a package's identity and counts, what its sender declared, and the verdict with the findings where they are given.
 * @param findings What ::taizhang_verify found, or NULL.
 * @param options May be NULL.
 * @return UTF-8, to be freed by ::taizhang_text_free; or NULL.
 */
char *taizhang_package_text(const struct taizhang_package *package, const struct taizhang_findings *findings,
			    const struct taizhang_render_options *options, struct taizhang_error *err);

/** @name Unpacking @{ */

/** How to unpack. Set size by the _INIT macro. */
struct taizhang_unpack_options {
	size_t size;
	/** Only the files of this item (code or serial), or NULL. */
	const char *item;
	/** Only the files of this kind, or NONE. */
	enum taizhang_kind kind;
	/** Give the ledger back: ledger.xml, catalog.xml and materials/ with the original names. */
	bool as_ledger;
	/** NULL: the defaults. */
	const struct taizhang_limits *limits;
	struct taizhang_progress progress;
	/** As for verifying. */
	enum taizhang_names names;
	const char *const *parts;
	size_t num_parts;
	const char *const *bases;
	size_t num_bases;
	/** As for verifying. */
	unsigned int threads;
};
#define TAIZHANG_UNPACK_OPTIONS_INIT {sizeof(struct taizhang_unpack_options), NULL, TAIZHANG_KIND_NONE, false, \
	NULL, {NULL, NULL, NULL}, TAIZHANG_NAMES_AUTO, NULL, 0, NULL, 0, 0}

/** What was unpacked. */
struct taizhang_unpack_result {
	/** Payload files written, and their bytes. */
	uint64_t files, bytes;
	/** The folder that was made below the target, or "" with as_ledger. */
	char root[512];
	uint64_t reserved[4];
};

/**
 * @brief Verify a package and unpack it in the same pass. All of it arrives, or nothing is left.
 * @param path A zip, tar, tar.gz or tar.zst.
 * @param directory Made where it is missing, otherwise it must be empty. The bag's root lands in it; with as_ledger it becomes the ledger.
 * @param options May be NULL.
 * @param result Set on success; may be NULL.
 * @param findings Filled with what verifying finds; may be NULL.
 * @return 0; or -1: ::TAIZHANG_E_REFUSED where verifying finds errors, ::TAIZHANG_E_STATE where directory is not empty.
 */
int taizhang_unpack(const char *path, const char *directory, const struct taizhang_unpack_options *options,
		    struct taizhang_unpack_result *result, struct taizhang_findings *findings,
		    struct taizhang_error *err);
/**
 * @brief Verify and unpack a package from any input; otherwise as ::taizhang_unpack.
 * @param input A package. A part of it (item, kind) is only found by reading twice: not from a stream (::TAIZHANG_E_INVAL).
 */
int taizhang_unpack_input(const struct taizhang_input *input, const char *directory,
			  const struct taizhang_unpack_options *options, struct taizhang_unpack_result *result,
			  struct taizhang_findings *findings, struct taizhang_error *err);
/** @} */

/** @name 回执: the receiver's answer @{ */

/** What the receipt says beside the judgment. Set size by the _INIT macro. */
struct taizhang_receipt_options {
	size_t size;
	/** The package's file, whose SHA-256 the receipt names; NULL: that of the stream that was read, and for all else none. */
	const char *path;
	/** When it was judged, seconds since 1970 UTC. */
	int64_t time;
	/** Who received it, or NULL. */
	const char *receiver;
};
#define TAIZHANG_RECEIPT_OPTIONS_INIT {sizeof(struct taizhang_receipt_options), NULL, 0, NULL}

/**
 * @brief Write a receipt: package id and digest, identity, counts, verdict, findings by id, time; as JSON and as a page to print.
 * @param package What ::taizhang_verify gave.
 * @param findings What it found.
 * @param json_path The JSON file, or NULL; replaced atomically.
 * @param page_path The HTML file, or NULL; replaced atomically.
 * @return 0, or -1.
 */
int taizhang_receipt_write(const struct taizhang_package *package, const struct taizhang_findings *findings,
			   const struct taizhang_receipt_options *options, const char *json_path,
			   const char *page_path, struct taizhang_error *err);
/** @} */

#ifdef __cplusplus
}
#endif
#endif
