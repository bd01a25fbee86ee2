/* SPDX-License-Identifier: MIT */
/* cmd_inspect.c: says what files really are. */
#include <stdlib.h>

#include "session.h"

/* One JSON object a file, joined to one. */
struct joined {
	FILE *stream;
	char *text;
	size_t size;
};

static bool is_sound(const struct taizhang_facts *facts)
{
	switch (taizhang_facts_state(facts)) {
	case TAIZHANG_FACTS_DAMAGED:
	case TAIZHANG_FACTS_ENCRYPTED:
	case TAIZHANG_FACTS_UNREADABLE:
	case TAIZHANG_FACTS_EMPTY:
		return false;
	default:
		return true;
	}
}

static int tell(struct session *session, const struct taizhang_facts *facts, size_t index, struct joined *joined)
{
	struct taizhang_render_options options = session_render_options(session);
	char *text = taizhang_render_facts(facts, session_operand(session, index), &options, &session->err);

	if (!text)
		return EXIT_UNDONE;
	if (session->json)
		fprintf(joined->stream, "%s%s", index ? "," : "", text);
	else if (!session->quiet)
		printf("%s%s", index ? "\n" : "", text);
	taizhang_text_free(text);
	return 0;
}

/* Sets *status to EXIT_INVALID where the file is of no use. */
static int inspect(struct session *session, size_t index, struct joined *joined, int *status)
{
	struct taizhang_input input = TAIZHANG_INPUT_INIT;
	struct taizhang_facts *facts;
	int result;

	input.path = session_operand(session, index);
	facts = taizhang_inspect(&input, NULL, &session->err);
	if (!facts)
		return EXIT_UNDONE;
	if (!is_sound(facts))
		*status = EXIT_INVALID;
	result = tell(session, facts, index, joined);
	taizhang_facts_free(facts);
	return result;
}

int cmd_inspect(struct session *session)
{
	struct joined joined = {NULL, NULL, 0};
	int status = EXIT_VALID, result = 0;

	joined.stream = open_memstream(&joined.text, &joined.size);
	if (!joined.stream)
		return session_complain(session, NO_MEMORY, NULL);
	fputs("{\"files\": [", joined.stream);
	for (size_t i = 0; i < session->args->num_operands && result == 0; i++)
		result = inspect(session, i, &joined, &status);
	fputs("]}", joined.stream);
	if (fclose(joined.stream) != 0)
		result = session_complain(session, NO_MEMORY, NULL);
	else if (session->json)
		session->data = joined.text;
	if (!session->json)
		free(joined.text);
	return result == 0 ? status : EXIT_UNDONE;
}
