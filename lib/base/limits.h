/* SPDX-License-Identifier: MIT */
/* limits.h: the limits on what comes from outside, each with its reason; the public ones are defaults a caller may raise. */
#ifndef TZ_BASE_LIMITS_H
#define TZ_BASE_LIMITS_H

#define TZ_LIMIT_COMPONENT 255			/* bytes of one name: ext4, NTFS, APFS */
#define TZ_LIMIT_PATH 4000			/* bytes of a path, below Linux's PATH_MAX with room for a prefix */
#define TZ_LIMIT_DEPTH 64			/* components of a path */
#define TZ_LIMIT_XML_BYTES (128u << 20)		/* 100,000 records take some 60 MB */
#define TZ_LIMIT_LEDGER_BYTES (1u << 30)	/* of one's own ledger.xml, which is never written larger: some 3,000,000 files */
#define TZ_LIMIT_XML_DEPTH 64			/* our documents nest below 12 */
#define TZ_LIMIT_XML_DEPTH_MOST 200		/* whoever raises it: libxml2 stops at 256, and reads ahead */
#define TZ_LIMIT_XML_TOKEN (8u << 20)		/* bytes of one text, tag, comment: libxml2 runs out of memory, so it says, at 10,000,000 */
#define TZ_LIMIT_XML_ATTRIBUTES 256		/* of one element, namespaces counted: libxml2 compares each with each */
#define TZ_LIMIT_CSV_BYTES (64u << 20)
#define TZ_LIMIT_CSV_FIELD (1u << 20)
#define TZ_LIMIT_TAG_FILE (64u << 20)		/* all tag files, which are kept in memory: 20,000 files take some 25 MB */
#define TZ_LIMIT_MANIFEST_LINES 1000000		/* of one manifest of a bag: twice the entries */
#define TZ_LIMIT_ENTRIES 200000			/* entries of an archive: a city has 20,000, and each takes some 500 bytes of memory */
#define TZ_LIMIT_ZIP_COMMENT 16362		/* bytes of a zip's comment: libarchive looks for the end in the last 16 KiB */
#define TZ_LIMIT_ZIP_DIRECTORY (64u << 20)	/* bytes of a zip's directory: 200,000 entries of 330 bytes */
#define TZ_LIMIT_TAR_EXTENSION (1u << 20)	/* bytes of the extended headers of one member of a tar */
#define TZ_LIMIT_ZIP_TRAIL (64u << 20)		/* bytes of the headers and the directory of a zip in a stream: 200,000 entries */
#define TZ_LIMIT_TOTAL_BYTES (200ull << 30)	/* unpacked bytes of an archive: a city has 50 GB at most */
#define TZ_LIMIT_FILE_BYTES (50ull << 30)
#define TZ_LIMIT_RATIO 200			/* unpacked to packed, judged past TZ_LIMIT_RATIO_FROM bytes: material is packed already, tables pack 30 to 1 */
#define TZ_LIMIT_RATIO_FROM (16u << 20)
#define TZ_LIMIT_INSPECT_SPOOL (256u << 20)	/* bytes of a file in a package or a stream, which is held in memory to be inspected */
#define TZ_LIMIT_INSPECT_TEXT (4u << 20)	/* bytes of a document's text that are kept: the longest report has some 100 KB */
#define TZ_LIMIT_INSPECT_CELLS 100000		/* filled cells of a workbook that are kept */
#define TZ_LIMIT_INSPECT_PART (64u << 20)	/* unpacked bytes of one XML part of an office document */
#define TZ_LIMIT_INSPECT_UNPACKED (256u << 20)	/* unpacked bytes of all parts of an office document that are read, some twice; opening one counts for 32 KiB */
#define TZ_LIMIT_INSPECT_PARTS 20000		/* parts of an office document: one of 500 slides has some 3,000 */
#define TZ_LIMIT_INSPECT_STRINGS (8u << 20)	/* bytes of a workbook's shared texts that are kept while its cells are read */
#define TZ_LIMIT_INSPECT_PIXELS 400000000	/* pixels of a picture that is decoded: 20,000 by 20,000 */
#define TZ_LIMIT_COMPOUND_SECTORS (4u << 20)	/* sectors of an OLE file, whose table is kept in memory: 16 MiB for 2 GiB */
#define TZ_LIMIT_COMPOUND_ENTRIES 16384		/* streams and storages of an OLE file */
#define TZ_LIMIT_INSPECT_SIDE 1000000		/* pixels of a row or a column of it */
#define TZ_LIMIT_INSPECT_HELD (72u << 20)	/* bytes of a picture that does not come row by row: 24 megapixels of a progressive JPEG */
#define TZ_LIMIT_INSPECT_PLANE (24u << 20)	/* pixels of one whose rows come in no order, a byte each */
#define TZ_LIMIT_INSPECT_FRAMES 10000		/* frames or pages of a picture that are counted */
#define TZ_LIMIT_INSPECT_SECONDS 20		/* that another program may take, of its own time and of the clock's */
#define TZ_LIMIT_INSPECT_PDF (1u << 30)		/* bytes of a PDF: what is broken is read from end to end */
#define TZ_LIMIT_PDF_PAGES 5000			/* pages of a PDF that are looked at; more are only counted */
#define TZ_LIMIT_PDF_NODES 20000		/* nodes of a PDF's trees, also where branches grow together and are met again: a form has some hundred fields */
#define TZ_LIMIT_PDF_OBJECTS 2000000		/* objects looked up in a PDF: some 30 a page, and its lists may go round in circles */
#define TZ_LIMIT_PROGRAM_MEMORY (1u << 30)	/* address space of another program: pdftotext takes some 300 MB for a long document with fonts of Chinese */
#define TZ_LIMIT_INSPECT_STORE (512u << 20)	/* bytes of remembered facts in memory, where no file can be had: 20,000 files have some 250 MB */
#define TZ_LIMIT_INSPECT_ITEM (48u << 20)	/* bytes of texts and cells of one item's files that are in memory together */
#define TZ_LIMIT_FACT_VALUE 1024		/* bytes of a fact's value, and of a cell's text */
#define TZ_LIMIT_FACTS_OF_NAME 100		/* facts of one name that are kept; more are only counted */
#define TZ_LIMIT_FINDINGS 10000			/* findings kept of one id; more are only counted */

#endif
