/* SPDX-License-Identifier: MIT */
/* bag.h: a BagIt bag as it is read: its files with their digests, its tag files, its manifests. */
#ifndef TZ_PACKAGE_BAG_H
#define TZ_PACKAGE_BAG_H

#include <stdbool.h>
#include <stdint.h>
#include <taizhang/package.h>
#include <taizhang/progress.h>

#include "base/digest.h"
#include "base/index.h"
#include "base/xml_read.h"
#include "package/container_read.h"
#include "package/tag_text.h"

/* One file of the bag. */
struct tz_bag_file {
	const char *path;	/* below the bag's root; borrowed from the container */
	uint64_t size;		/* as read; by its header while it was not */
	/* In the order of slots: those of set, as computed; before, where a manifest was read, what that expects. NULL where there is no room for any. */
	unsigned char *digests;
	uint32_t entry;		/* its number in a container that can be walked again */
	uint32_t claims;	/* the last of the claims on it, from 1; 0 for none */
	uint8_t set;		/* the digests computed; 0 where its bytes were not read to the end */
	uint8_t expected;	/* the digests that a manifest expects, in the place of those to be computed */
	uint8_t listed;		/* the algorithms whose payload manifests name it */
	uint8_t tag_listed;	/* the algorithms whose tag manifests name it */
	bool broken : 1;	/* it could not be read, which has been told */
	bool described : 1;	/* manifest.xml names it */
};

/* A line whose path is not quite that of a file, or of none. */
struct tz_bag_odd {
	char *path;		/* below the bag's root, decoded */
	char *hex;		/* in lower case */
	size_t file;		/* its number, or TZ_INDEX_NONE */
};
/* A line of a manifest is the number of its file, or with this bit the number of an odd one: most are held by four bytes. */
#define TZ_BAG_ODD 0x80000000u

struct tz_bag_manifest {
	const char *name;	/* manifest-sha256.txt */
	enum taizhang_digest digest;
	bool of_tags;
	uint32_t *lines;
	size_t num_lines, lines_capacity;
	struct tz_bag_odd *odd;
	size_t num_odd, odd_capacity;
	bool whole;		/* read to its end; where it is not, that has been told */
};

/* A digest that a manifest expects and that is kept by itself: it differs from the one computed, or from what another manifest expects, or
 * there is nothing yet to compare it with. */
struct tz_bag_claim {
	size_t manifest;	/* TZ_INDEX_NONE: whichever manifest was first to expect it */
	enum taizhang_digest digest;
	uint32_t before;	/* the one before on the same file, from 1 */
	char *hex;
};

/* A tag file whose bytes are kept. */
struct tz_bag_kept {
	size_t file;
	char *bytes;
	size_t size;
};

#define TZ_BAG_MAX_KEPT 24

struct tz_bag {
	char *root;		/* name of the root folder */
	size_t prefix;		/* bytes before the path of a file in its entry's: root and '/' in an archive, 0 in a folder */
	bool has_root;		/* known by now */
	const char *outside;	/* the last entry told as standing outside the root */
	bool bag_only;		/* no package of ours is expected: some rules are softer */
	struct tz_bag_file *files;
	size_t num_files, files_capacity;
	struct tz_index index;	/* by path */
	struct tz_bag_kept kept[TZ_BAG_MAX_KEPT];
	size_t num_kept;
	uint64_t kept_bytes;
	const struct taizhang_limits *limits;	/* the container's */
	unsigned int digests;	/* to compute of the payload */
	unsigned char *slots;	/* for the digests of all files, where they are known beforehand; else each has its own */
	struct tz_bag_claim *claims;
	size_t num_claims, claims_capacity;
	bool has_data;
	uint64_t payload_files, payload_bytes;
	size_t errors_before;	/* findings of severity error before this bag was read */
	bool oxum_differs;	/* bag-info.txt states another sum, which has been told */
	/* bagit.txt */
	char version[16];
	int minor;		/* 0.93 to 0.97 as 93 to 97, 1.0 as 100; 0 where it is none of them */
	enum tz_charset charset;
	struct tz_bag_manifest *manifests;
	size_t num_manifests, manifests_capacity;
	struct tz_index missing;	/* paths that payload manifests list and that are not there: number of the first such manifest */
};

/* Who wants the bytes of files while they pass: unpacking. */
struct tz_bag_sink {
	void *context;
	/* Its functions may be called on several threads at once, for several files. Else on the caller's, for one file after another. */
	bool on_any_thread;
	/* 1: wants this file's bytes, and *state is its own for it; 0: does not; -1: stop, err set. */
	int (*begin)(void *context, const struct tz_bag_file *file, void **state, struct taizhang_error *err);
	int (*write)(void *state, const void *data, size_t size, struct taizhang_error *err);
	/* The bytes have come, as far as they could be read; state is done with, also where it fails. */
	int (*end)(void *state, struct taizhang_error *err);
	/* Instead of end, where the work failed. May be NULL. */
	void (*drop)(void *state);
};

struct tz_bag_options {
	bool bag_only;
	bool tags_only;		/* the payload is not read */
	unsigned int threads;	/* as tz_crew_threads */
	const struct tz_bag_sink *sink;	/* may be NULL */
	struct taizhang_progress progress;
	/* For a container that keeps its entries apart, where the payload is read as well. When the tag files are known, and nothing else yet; may be NULL. */
	int (*tags_known)(void *listener, struct tz_bag *bag, struct taizhang_error *err);
	/* manifest.xml while it passes, with the files of the bag being read beside it: instead of keeping it. May be NULL. */
	int (*manifest)(void *listener, struct tz_bag *bag, const struct tz_xml_input *input, struct taizhang_error *err);
	void *listener;
};

/* bag_read.c */

/* Reads the container: its files with their digests, the tag files kept. Tag files first where the container can be walked by its
 * headers. Zero-initialised bag. -1 only where the work failed. */
int tz_bag_read(struct tz_bag *bag, struct tz_container *c, const struct tz_bag_options *options,
		struct taizhang_findings *findings, struct taizhang_error *err);

/* bag_root.c */

/* Looks through all entries; in a folder, the folder itself is the root. */
int tz_bag_find_root(struct tz_bag *bag, const struct tz_container *c, struct taizhang_error *err);
/* In a stream the first entry that tells decides. */
int tz_bag_guess_root(struct tz_bag *bag, const struct tz_entry *entry, struct taizhang_error *err);
int tz_bag_judge_root(struct tz_bag *bag, const struct tz_container *c, struct taizhang_findings *findings,
		      struct taizhang_error *err);
/* The path of an entry below the root, "" for the root itself, NULL for what is none of the bag's. */
const char *tz_bag_below_root(const struct tz_bag *bag, const char *path);
/* One finding for all that stands beside the root under one name. */
int tz_bag_tell_outside(struct tz_bag *bag, const char *path, struct taizhang_findings *findings,
			struct taizhang_error *err);

/* bag.c */

void tz_bag_free(struct tz_bag *bag);
struct tz_bag_file *tz_bag_find(const struct tz_bag *bag, const char *path);	/* NULL where there is none */
/* The hexadecimal of one digest that was computed in buf; "" where it was not computed. */
const char *tz_bag_digest(const struct tz_bag_file *file, enum taizhang_digest digest,
			  char buf[TAIZHANG_DIGEST_HEX_SIZE]);
/* The bytes of a kept tag file, or NULL. */
struct tz_bag_kept *tz_bag_kept(struct tz_bag *bag, const char *name);
bool tz_bag_is_payload(const char *path);
/* manifest-sha256.txt, tagmanifest-md5.txt: its algorithm as written, or NULL. */
const char *tz_bag_manifest_algorithm(const char *name, bool *of_tags);

/* Is the bag held to the letter of 1.0? One of an unknown version is, too. */
bool tz_bag_is_strict(const struct tz_bag *bag);
/* What a breach of a rule that only 1.0 has amounts to, for .at_most. */
enum taizhang_severity tz_bag_from_1_0(const struct tz_bag *bag);

/* Readers of tag files; what is wrong in them is told. Each is called once, after tz_bag_read. */
int tz_bag_read_declaration(struct tz_bag *bag, struct taizhang_findings *findings,
			    struct taizhang_error *err);				/* bagit_txt.c */
int tz_bag_read_info(struct tz_bag *bag, struct taizhang_findings *findings, struct taizhang_error *err);	/* bag_info.c */
int tz_bag_read_manifests(struct tz_bag *bag, struct taizhang_findings *findings,
			  struct taizhang_error *err);				/* bag_manifest.c */
int tz_bag_read_fetch(struct tz_bag *bag, struct taizhang_findings *findings, struct taizhang_error *err);	/* bag_fetch.c */

/* The value of a label in the text of bag-info.txt, or NULL; malloc'd. */
char *tz_bag_info_value(const char *bytes, size_t size, const char *label, struct taizhang_error *err);

/* bag_expect.c */

/* Makes room for the digests of all files. */
int tz_bag_make_slots(struct tz_bag *bag, struct taizhang_error *err);

/* A line of a manifest expects this digest, in hexadecimal, of a file. */
int tz_bag_expect(struct tz_bag *bag, size_t manifest, size_t file, const char *hex, struct taizhang_error *err);
/* What it expected, in buf; "" where it does not. */
const char *tz_bag_expected(const struct tz_bag *bag, size_t manifest, size_t file, char buf[TAIZHANG_DIGEST_HEX_SIZE]);
/* The digests of a file have been computed, in the order of slots: 1 where all are as expected, and they are taken; 0 where some are not, and
 * tz_bag_dispute is to be called, on the thread that has the bag. */
bool tz_bag_compare(struct tz_bag_file *file, unsigned int set, const unsigned char *computed);
int tz_bag_dispute(struct tz_bag *bag, struct tz_bag_file *file, unsigned int set, const unsigned char *computed,
		   struct taizhang_error *err);

/* bag_percent.c */

/* %0A, %0D and %25 in a listed path, in place. */
void tz_bag_decode_percent(char *path);
/* Has a per cent sign that begins none of the three, though by 1.0 it must be encoded itself. */
bool tz_bag_has_bare_percent(const char *path);

/* bag_check.c: is the bag complete, and is it valid, in the sense of RFC 8493? */
int tz_bag_check(struct tz_bag *bag, struct taizhang_findings *findings, struct taizhang_error *err);

#endif
