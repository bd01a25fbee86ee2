/* SPDX-License-Identifier: MIT */
/* bag_stream.c: manifest.xml as it passes: digested, written and parsed in one reading, of which nothing is kept. */
#include <string.h>

#include "base/error.h"
#include "package/bag_reading.h"
#include "package/package.h"

/* Whoever reads XML looks at its root before it reads it all. */
#define MOST_REPLAYED (1u << 20)

struct stream {
	struct tz_bag_take *take;
	int (*feed)(void *context, struct taizhang_error *err);
	void *context;
	const char *block;		/* the rest of it */
	size_t left;
	int64_t got;			/* what the last one was: > 0 while more may come */
	struct taizhang_error error;	/* for -1 */
	struct tz_buffer replay;	/* all that came, while it is no more than MOST_REPLAYED */
	size_t replayed;		/* of it, since the last rewind */
	uint64_t passed;
};

static int64_t read_replay(struct stream *s, void *buf, size_t size)
{
	size_t left = s->replay.size - s->replayed;

	size = size < left ? size : left;
	memcpy(buf, s->replay.data + s->replayed, size);
	s->replayed += size;
	return (int64_t)size;
}

static void next_block(struct stream *s)
{
	const void *block = NULL;

	s->got = s->feed(s->context, &s->error) < 0 ? -1 : tz_bag_take_next(s->take, &block, &s->error);
	s->block = block;
	s->left = s->got > 0 ? (size_t)s->got : 0;
}

static void keep_for_replay(struct stream *s, size_t size)
{
	s->passed += size;
	if (s->passed <= MOST_REPLAYED)
		tz_buffer_add(&s->replay, s->block, size);
	else
		tz_buffer_free(&s->replay);
	s->replayed = s->replay.size;
}

static int64_t read_on(void *context, void *buf, size_t size, struct taizhang_error *err)
{
	struct stream *s = context;

	if (s->replayed < s->replay.size)
		return read_replay(s, buf, size);
	if (s->left == 0 && s->got > 0)
		next_block(s);
	if (s->got == TZ_CONTAINER_BROKEN)
		return tz_error_set(err, TAIZHANG_E_IO, TZ_MSG_FILE_READ, TZ_MANIFEST_XML);
	if (s->got < 0)
		return tz_error_pass(err, &s->error);
	if (s->left == 0)
		return 0;
	size = size < s->left ? size : s->left;
	memcpy(buf, s->block, size);
	keep_for_replay(s, size);
	s->block += size;
	s->left -= size;
	return tz_buffer_check(&s->replay, err) < 0 ? -1 : (int64_t)size;
}

static int rewind_replay(void *context, struct taizhang_error *err)
{
	struct stream *s = context;

	if (s->passed > MOST_REPLAYED)
		return tz_error_set(err, TAIZHANG_E_LIMIT, TZ_MSG_XML_LIMIT, TZ_MANIFEST_XML);
	s->replayed = 0;
	return 0;
}

int tz_bag_stream(struct tz_bag_take *t, int (*feed)(void *context, struct taizhang_error *err), void *context,
		  struct taizhang_error *err)
{
	const struct tz_bag_options *options = t->r->options;
	const struct taizhang_limits *limits = t->r->bag->limits;
	struct stream s = {.take = t, .feed = feed, .context = context, .got = 1, .error = TAIZHANG_ERROR_INIT, .replay = TZ_BUFFER_INIT};
	const struct tz_xml_input input = {
		.name = TZ_MANIFEST_XML, .read = read_on, .rewind = rewind_replay, .context = &s,
		.limit = limits->xml_bytes, .depth = limits->xml_depth,
	};
	int result = tz_bag_take_begin(t, err);

	if (result == 0)
		result = options->manifest(options->listener, t->r->bag, &input, err);
	/* what the reader of XML had no eyes for is digested all the same */
	while (result == 0 && s.got > 0)
		next_block(&s);
	tz_buffer_free(&s.replay);
	if (result == 0 && s.got == -1)
		result = tz_error_pass(err, &s.error);
	if (tz_bag_take_end(t, result < 0 ? -1 : s.got, err) < 0)
		return -1;
	return result;
}
