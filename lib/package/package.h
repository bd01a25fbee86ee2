/* SPDX-License-Identifier: MIT */
/* package.h: names and structs that the files of lib/package share. */
#ifndef TZ_PACKAGE_PACKAGE_H
#define TZ_PACKAGE_PACKAGE_H

#include <taizhang/package.h>

#include "base/buffer.h"
#include "base/digest.h"
#include "base/xml_read.h"

/* The form of a package that this version writes, and that of a part or a supplement; docs/format.md. */
#define TZ_PACKAGE_VERSION "1.0"
#define TZ_PACKAGE_VERSION_WHOLE "1.1"
/* Either, whose ledger has values that await confirmation, or bounds. */
#define TZ_PACKAGE_VERSION_MARKS "1.2"
#define TZ_BAGIT_TXT "bagit.txt"
#define TZ_BAG_INFO_TXT "bag-info.txt"
#define TZ_MANIFEST_XML "manifest.xml"
#define TZ_CATALOG_XML "catalog.xml"
#define TZ_INDEX_HTML "index.html"
#define TZ_SCHEMA_DIR "schema/"
#define TZ_DATA_DIR "data/"
/* In bag-info.txt, before the payload, so that a stream can be digested as it passes: "sha256 sm3". */
#define TZ_BAG_INFO_DIGESTS "Taizhang-Digests"

/* What <package> in manifest.xml says. */
struct tz_manifest {
	char version[16];			/* of the root element */
	char id[TAIZHANG_DIGEST_HEX_SIZE];
	char *root, *producer;
	int64_t time;
	unsigned int digests;
	uint64_t files, bytes;
	/* Of the package that this one is a part of or stands for: its id, "" where this one is whole itself. */
	char whole[TAIZHANG_DIGEST_HEX_SIZE];
	uint64_t whole_files, whole_bytes;
	unsigned int part, parts;		/* part 1 of 3; 0 of 0 where it is not split */
	struct tz_base {			/* <base id tags root/>: the packages that a supplement stands on */
		char id[TAIZHANG_DIGEST_HEX_SIZE];
		char tags[TAIZHANG_DIGEST_HEX_SIZE];	/* SHA-256 of its tagmanifest-sha256.txt */
		char *root;
	} *bases;
	size_t num_bases, bases_capacity;
	struct tz_declared {			/* <incomplete><declared item id severity count/> */
		char *item, *id;
		enum taizhang_severity severity;
		size_t count;
	} *declared;
	size_t num_declared, declared_capacity;
};
void tz_manifest_free(struct tz_manifest *manifest);	/* what it points to, not itself */
int tz_manifest_declare(struct tz_manifest *manifest, const char *item, const char *id,
			enum taizhang_severity severity, size_t count, struct taizhang_error *err);
int tz_manifest_add_base(struct tz_manifest *manifest, const char *id, const char *tags, const char *root,
			 struct taizhang_error *err);
/* Declares the errors and warnings among findings, those from index `from` on, counted by item, id and severity, in the order of
 * the first of each. */
int tz_manifest_declare_findings(struct tz_manifest *manifest,
				 const struct taizhang_findings *findings, size_t from,
				 struct taizhang_error *err);

struct taizhang_package {
	enum taizhang_format format;
	char stream_digest[TAIZHANG_DIGEST_HEX_SIZE];	/* SHA-256 of the package itself, where it came as a stream */
	uint64_t stream_bytes;
	char *root;
	char id[TAIZHANG_DIGEST_HEX_SIZE];	/* as computed */
	char tags[TAIZHANG_DIGEST_HEX_SIZE];	/* SHA-256 of its tagmanifest-sha256.txt, "" without one */
	char bagit_version[16];
	unsigned int digests;
	uint64_t files, bytes;
	struct tz_manifest manifest;
	struct taizhang_ledger *ledger;		/* NULL for a foreign bag */
	enum tz_judged { TZ_NOT_JUDGED, TZ_JUDGED_ALONE, TZ_JUDGED_TOGETHER } judged;	/* with the rest of its set, and its bases */
};

/* manifest.xml: <manifest xmlns="urn:taizhang:manifest:1" version="1.0" …identity attributes as in ledger.xml…> the body of the ledger, then
 * <package id root time producer files bytes digests/> and, where errors were allowed, <incomplete><declared …/>…</incomplete>. A part or
 * a supplement is of version 1.1: <package … whole whole-files whole-bytes part parts> with a <base id tags root/> each. catalog is taken
 * over, also on failure. */
int tz_manifest_read(const struct tz_xml_input *input, struct taizhang_catalog *catalog,
		     struct tz_manifest *manifest, struct taizhang_ledger **ledger,
		     struct taizhang_findings *findings, struct taizhang_error *err);

struct tz_bag;
struct tz_bag_sink;
struct tz_container;
struct tz_container_options;

/* package.c: what a bag that was read says of itself, without manifest.xml; then that, with what is wrong in it told. */
struct taizhang_package *tz_package_of_bag(const struct tz_bag *bag, const struct tz_container *c,
					   struct taizhang_error *err);
/* An empty one. */
struct taizhang_package *tz_package_new(struct taizhang_error *err);
/* Moves what manifest.xml says from one to the other. */
void tz_package_take_manifest(struct taizhang_package *to, struct taizhang_package *from);
/* streamed is manifest.xml as it passes, or NULL where the bag has kept it. */
int tz_package_read_manifest(struct taizhang_package *package, struct tz_bag *bag, const struct tz_xml_input *streamed,
			     struct taizhang_findings *findings, struct taizhang_error *err);

/* Calls visit for each file that manifest.xml lists, in the order of the payload, until one returns -1. */
typedef int (*tz_package_visit)(void *context, const struct taizhang_record *record, struct taizhang_file *file,
				struct taizhang_error *err);
int tz_package_each_file(const struct taizhang_package *package, tz_package_visit visit, void *context,
			 struct taizhang_error *err);

/* taizhang_package_open_input, the input taken (tz_input_take) and options perhaps NULL; of progress only cancel is of use: a stream is read to its end. progress may be NULL. */
struct taizhang_package *tz_package_open(const struct taizhang_input *input,
					 const struct tz_container_options *options,
					 const struct taizhang_progress *progress,
					 struct taizhang_findings *findings, struct taizhang_error *err);

/* verify.c: taizhang_verify_input, the input taken, with the bytes of the files going to sink (may be NULL) while they pass. A sink that writes must
 * throw away what it wrote where findings hold an error in the end. */
int tz_verify(const struct taizhang_input *input, const struct taizhang_verify_options *options,
	      const struct tz_bag_sink *sink, struct taizhang_findings *findings,
	      struct taizhang_package **package, struct taizhang_error *err);
/* The same without reading the payload: of its files only names and sizes are judged. */
int tz_verify_tags(const struct taizhang_input *input, const struct taizhang_verify_options *options,
		   struct taizhang_findings *findings, struct taizhang_package **package, struct taizhang_error *err);

#endif
