/* SPDX-License-Identifier: MIT */
/* xml_version.h: which versions of a document can be read: the number in its namespace and its version attribute. */
#ifndef TZ_BASE_XML_VERSION_H
#define TZ_BASE_XML_VERSION_H

#include <stdbool.h>

enum tz_xml_version {
	TZ_XML_VERSION_KNOWN,		/* ours, an older minor one, or none at all (the schema asks for one) */
	TZ_XML_VERSION_NEWER_MINOR,
	TZ_XML_VERSION_NEWER_MAJOR,
	TZ_XML_VERSION_BAD		/* not "1.0"-like, or of an older major version */
};

enum tz_xml_version tz_xml_version_judge(const char *version, int major, int minor);
/* urn:taizhang:ledger:2 where ours is urn:taizhang:ledger:1. */
bool tz_xml_namespace_is_newer(const char *ns, const char *ours);

#endif
