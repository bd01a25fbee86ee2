/* SPDX-License-Identifier: MIT */
/* html_token.h: a web page or XML in its pieces: runs of text, tags with their attributes. */
#ifndef TZ_INSPECT_HTML_TOKEN_H
#define TZ_INSPECT_HTML_TOKEN_H

#include <stdbool.h>

#include "base/buffer.h"

enum tz_html_kind { TZ_HTML_END, TZ_HTML_TEXT, TZ_HTML_OPEN, TZ_HTML_CLOSE };

/* Comments, processing instructions and declarations are left out; what is a tag that nothing ends is text. */
struct tz_html {
	const char *at, *end;
	bool unquoted;		/* a quote that nothing closes has been met: quotes mean nothing from there on, or each tag would be looked through to the end */
	bool ended;		/* no tag ends any more */
	/* The token: a text as it is written; or the name of a tag and its attributes. */
	const char *text;
	size_t size;
	char name[24];		/* in small letters, cut */
	const char *attributes;
	size_t attributes_size;
};

enum tz_html_kind tz_html_next(struct tz_html *html);
/* Goes on behind the end tag of that name: what is between is no text of the page. */
void tz_html_skip(struct tz_html *html, const char *name);
/* The value of an attribute of the tag, its entities resolved; false where it has none. Empties out first. */
bool tz_html_attribute(const struct tz_html *html, const char *name, struct tz_buffer *out);
/* Text with its entities resolved; blanks become one, as a browser shows them, where one is not there already (*blank). */
void tz_html_resolve(const char *text, size_t size, bool *blank, struct tz_buffer *out);

#endif
