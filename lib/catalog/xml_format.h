/* SPDX-License-Identifier: MIT */
/* xml_format.h: the name and version of the catalogue's XML. */
#ifndef TZ_CATALOG_XML_FORMAT_H
#define TZ_CATALOG_XML_FORMAT_H

#define TZ_CATALOG_NS "urn:taizhang:catalog:1"
#define TZ_CATALOG_MAJOR 1
#define TZ_CATALOG_MINOR 0
#define TZ_CATALOG_VERSION "1.0"

#endif
