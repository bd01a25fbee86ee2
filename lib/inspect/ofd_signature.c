/* SPDX-License-Identifier: MIT */
/* ofd_signature.c: the signatures of an OFD document, and whether the parts they sign are still what was signed.
 *
 * The digests alone are checked, each against the part's bytes: not the value of the signature over them, nor its certificate or seal, which
 * need the algorithms and the trust of whoever issued them. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/array.h"
#include "base/digest.h"
#include "base/limits.h"
#include "base/text.h"
#include "inspect/ofd.h"

#define MOST_REFERENCES 100000

enum { LISTED = 1, PROVIDER, METHOD, TIME, REFERENCES, REFERENCE, CHECK_VALUE };

static const struct tz_tag tags[] = {
	{TZ_NS_OFD, "Signature", LISTED},
	{TZ_NS_OFD, "Provider", PROVIDER},
	{TZ_NS_OFD, "SignatureMethod", METHOD},
	{TZ_NS_OFD, "SignatureDateTime", TIME},
	{TZ_NS_OFD, "References", REFERENCES},
	{TZ_NS_OFD, "Reference", REFERENCE},
	{TZ_NS_OFD, "CheckValue", CHECK_VALUE},
	{TZ_NS_NONE, NULL, 0},
};

/* The object identifiers and names under which documents write digests. */
static const struct {
	const char *name;
	unsigned int digest;
} methods[] = {
	{"1.2.156.10197.1.401", TAIZHANG_DIGEST_SM3},
	{"1.2.156.10197.1.401.1", TAIZHANG_DIGEST_SM3},
	{"SM3", TAIZHANG_DIGEST_SM3},
	{"2.16.840.1.101.3.4.2.1", TAIZHANG_DIGEST_SHA256},
	{"SHA256", TAIZHANG_DIGEST_SHA256},
	{"SHA-256", TAIZHANG_DIGEST_SHA256},
};

struct reference {
	const char *part;		/* as written, of the arena */
	char value[100];		/* its digest in Base64 */
};

struct signing {
	struct tz_ofd *ofd;
	const char *part;		/* Signature.xml */
	const char *type;		/* "Seal" or "Sign", of the list */
	const struct tz_part *list;	/* the list of signatures */
	bool is_last;			/* of the list */
	char provider[256], method[64], time[64], check[64];
	int open;
	struct tz_buffer text;
	struct reference *references;
	size_t num, capacity;
	struct {
		const char *part, *type;
	} *listed;			/* signatures, while the list is read */
	size_t num_listed, listed_capacity;
};

static void copy(char *out, size_t room, const char *text)
{
	size_t size = tz_text_cut(text ? text : "", room - 1);

	memcpy(out, text ? text : "", size);
	out[size] = '\0';
}

static int sextet(char c)
{
	static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
	const char *at = c ? strchr(letters, c) : NULL;

	return at ? (int)(at - letters) : -1;
}

/* Exactly size bytes of Base64, blanks within it allowed. */
static bool read_base64(const char *text, unsigned char *out, size_t size)
{
	uint32_t bits = 0;
	int have = 0;
	size_t used = 0;

	for (; *text && *text != '='; text++) {
		int value = sextet(*text);

		if (strchr(" \t\r\n", *text))
			continue;
		if (value < 0)
			return false;
		bits = bits << 6 | (uint32_t)value;
		have += 6;
		if (have < 8)
			continue;
		have -= 8;
		if (used == size)
			return false;
		out[used++] = (unsigned char)(bits >> have);
	}
	return used == size;
}

static int list_signature(struct signing *s, struct tz_markup *m, struct taizhang_error *err)
{
	const char *base = tz_markup_attribute(m, TZ_NS_NONE, "BaseLoc"), *type;

	/* The root of Signature.xml has the same name, and no place. */
	if (!base || s->num_listed >= TZ_LIMIT_FACTS_OF_NAME)
		return 0;
	if (tz_array_grow(&s->listed, s->num_listed, &s->listed_capacity, sizeof *s->listed, err) != 0)
		return -1;
	s->listed[s->num_listed].part = tz_arena_strdup(&s->ofd->arena, base, err);
	if (!s->listed[s->num_listed].part)
		return -1;
	type = tz_markup_attribute(m, TZ_NS_NONE, "Type");
	s->listed[s->num_listed++].type = type && strcmp(type, "Sign") == 0 ? "Sign" : "Seal";
	return 0;
}

static int begin_reference(struct signing *s, struct tz_markup *m, struct taizhang_error *err)
{
	const char *part = tz_markup_attribute(m, TZ_NS_NONE, "FileRef");

	if (s->num >= MOST_REFERENCES)
		return tz_facts_worsen(s->ofd->facts, TAIZHANG_FACTS_LIMITED, NULL, NULL, err);
	if (tz_array_grow(&s->references, s->num, &s->capacity, sizeof *s->references, err) != 0)
		return -1;
	s->references[s->num].part = tz_arena_strdup(&s->ofd->arena, part ? part : "", err);
	if (!s->references[s->num].part)
		return -1;
	*s->references[s->num++].value = '\0';
	return 0;
}

static int on_begin(void *context, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	struct signing *s = context;
	char version[64], company[128];

	s->open = tag;
	s->text.size = 0;
	switch (tag) {
	case LISTED:
		return list_signature(s, m, err);
	case PROVIDER:
		copy(version, sizeof version, tz_markup_attribute(m, TZ_NS_NONE, "Version"));
		copy(company, sizeof company, tz_markup_attribute(m, TZ_NS_NONE, "Company"));
		copy(s->provider, 64, tz_markup_attribute(m, TZ_NS_NONE, "ProviderName"));
		snprintf(s->provider + strlen(s->provider), sizeof s->provider - strlen(s->provider), "%s%s%s%s", *version ? " " : "", version,
			 *company ? " " : "", company);
		return 0;
	case REFERENCES:
		/* Where it is not said, the standard says MD5. */
		copy(s->check, sizeof s->check, tz_markup_attribute(m, TZ_NS_NONE, "CheckMethod"));
		if (!*s->check)
			copy(s->check, sizeof s->check, "MD5");
		return 0;
	case REFERENCE:
		return begin_reference(s, m, err);
	default:
		return 0;
	}
}

static int on_text(void *context, struct tz_markup *m, const char *text, struct taizhang_error *err)
{
	struct signing *s = context;

	(void)m;
	if (s->text.size > 1024)
		return 0;
	tz_buffer_text_add(&s->text, text);
	return tz_buffer_check(&s->text, err);
}

static int on_end(void *context, struct tz_markup *m, int tag, struct taizhang_error *err)
{
	struct signing *s = context;
	const char *text = tz_buffer_text(&s->text);

	(void)m;
	(void)err;
	if (s->open != tag)
		return 0;
	if (tag == METHOD)
		copy(s->method, sizeof s->method, text);
	else if (tag == TIME)
		copy(s->time, sizeof s->time, text);
	else if (tag == CHECK_VALUE && s->num)
		copy(s->references[s->num - 1].value, sizeof s->references[0].value, text);
	s->open = 0;
	return 0;
}

static const struct tz_markup_reader reader = {tags, on_begin, on_end, on_text};

static int tell_differs(struct signing *s, const struct reference *reference, struct taizhang_error *err)
{
	return tz_facts_add(s->ofd->facts, TZ_FACT_SIGNATURE_DIFFERS, *reference->part ? reference->part : "?", s->part, err);
}

/* The digest of a part: 0; 1 where the part cannot be read, which is told; -1. */
static int digest_part(struct signing *s, struct tz_digest *digest, const struct tz_part *part, struct tz_digest_values *values,
		       struct taizhang_error *err)
{
	struct taizhang_error fault = TAIZHANG_ERROR_INIT;
	struct tz_part_stream stream;
	unsigned char block[16384];
	int64_t got = tz_part_open(&stream, &s->ofd->parts, part, &fault) == 0 ? 1 : -1;
	int result = 0;

	while (got > 0 && result == 0) {
		got = tz_part_read(&stream, block, sizeof block, &fault);
		if (got > 0)
			result = tz_digest_update(digest, block, (size_t)got, err);
	}
	tz_part_close(&stream);
	if (result != 0 || tz_digest_final(digest, values, err) != 0)
		return -1;
	if (got == 0)
		return 0;
	return tz_part_tell(s->ofd->facts, part->name, &fault, err) == 0 ? 1 : -1;
}

static int check_reference(struct signing *s, struct tz_digest *digest, unsigned int method, const struct reference *reference,
			   struct taizhang_error *err)
{
	const struct tz_part *part = tz_ofd_find(s->ofd, s->part, reference->part);
	struct tz_digest_values values;
	unsigned char expected[64];
	char hex[TAIZHANG_DIGEST_HEX_SIZE];
	size_t size = tz_digest_size(method);
	int read;

	/* The list grows with each later signature, and is not what was signed. */
	if (part == s->list && !s->is_last)
		return 0;
	if (!part || !read_base64(reference->value, expected, size))
		return tell_differs(s, reference, err);
	read = digest_part(s, digest, part, &values, err);
	if (read != 0)
		return read < 0 ? -1 : 0;
	tz_digest_to_hex(expected, size, hex);
	return strcmp(hex, values.hex[tz_digest_slot((enum taizhang_digest)method)]) == 0 ? 0 : tell_differs(s, reference, err);
}

static unsigned int method_of(const char *name)
{
	for (size_t i = 0; i < sizeof methods / sizeof methods[0]; i++)
		if (strcmp(methods[i].name, name) == 0)
			return methods[i].digest;
	return 0;
}

static int check_references(struct signing *s, struct taizhang_error *err)
{
	unsigned int method = method_of(s->check);
	struct tz_digest *digest;
	int result = 0;

	if (!s->num)
		return 0;
	/* Digests that can be forged prove nothing, and others are not known here. */
	if (!method)
		return tz_facts_add(s->ofd->facts, TZ_FACT_NOT_READ, TZ_REASON_NO_READER, "signature", err);
	digest = tz_digest_new(method, err);
	if (!digest)
		return -1;
	for (size_t i = 0; i < s->num && result == 0; i++)
		result = check_reference(s, digest, method, &s->references[i], err);
	tz_digest_free(digest);
	return result;
}

/* "Seal, gomain_eseal 2.0 BW, 1.2.156.10197.1.501, 20201010151120" */
static int tell_signature(struct signing *s, struct taizhang_error *err)
{
	const char *const words[] = {s->provider, s->method, s->time};
	char value[512];
	size_t used = (size_t)snprintf(value, sizeof value, "%s", s->type);

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++)
		if (*words[i])
			used += (size_t)snprintf(value + used, sizeof value - used, ", %s", words[i]);
	return tz_facts_add(s->ofd->facts, TZ_FACT_SIGNATURE, value, s->part, err);
}

static int read_signature(struct signing *s, const struct tz_part *list, size_t which, struct taizhang_error *err)
{
	const struct tz_part *part = tz_ofd_find(s->ofd, list->name, s->listed[which].part);

	*s->provider = *s->method = *s->time = *s->check = '\0';
	s->num = 0;
	s->open = 0;
	s->type = s->listed[which].type;
	s->list = list;
	s->is_last = which + 1 == s->num_listed;
	s->part = part ? part->name : s->listed[which].part;
	if (!part)
		return tz_facts_add(s->ofd->facts, TZ_FACT_SIGNATURE_DIFFERS, s->part, list->name, err);
	if (tz_markup_walk(&s->ofd->parts, part, &reader, s, s->ofd->facts, err) < 0 || tell_signature(s, err) != 0)
		return -1;
	return check_references(s, err);
}

int tz_ofd_signatures_read(struct tz_ofd *o, const struct tz_part *list, struct taizhang_error *err)
{
	struct signing s = {.ofd = o, .text = TZ_BUFFER_INIT};
	int result = tz_markup_walk(&o->parts, list, &reader, &s, o->facts, err) < 0 ? -1 : 0;

	for (size_t i = 0; i < s.num_listed && result == 0; i++)
		result = read_signature(&s, list, i, err);
	tz_buffer_free(&s.text);
	free(s.references);
	free(s.listed);
	return result;
}
