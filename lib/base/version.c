/* SPDX-License-Identifier: MIT */
/* version.c: the version of this library, and of the foreign ones as they are at run time. */
#include <taizhang/version.h>

#include <pthread.h>
#include <stdio.h>

#include "api.h"
#include "base/digest.h"
#include "base/json.h"
#include "base/member.h"
#include "base/text.h"
#include "base/xml_read.h"

static char details[256];

static void make_details(void)
{
	snprintf(details, sizeof details,
		 "libarchive %s, zlib %s, libxml2 %s, libcrypto %s, jansson %s, utf8proc %s",
		 tz_member_library_version(), tz_member_zlib_version(), tz_xml_library_version(),
		 tz_digest_library_version(), tz_json_library_version(), tz_text_library_version());
}

TAIZHANG_API const char *taizhang_version(void)
{
	return TAIZHANG_VERSION;
}

TAIZHANG_API const char *taizhang_version_details(void)
{
	static pthread_once_t once = PTHREAD_ONCE_INIT;

	pthread_once(&once, make_details);
	return details;
}
