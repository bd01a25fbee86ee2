/* SPDX-License-Identifier: MIT */
/* scanning.c: what scan and add tell of what they saw. */
#include "scanning.h"

#include "data.h"
#include "progress.h"

struct taizhang_scan_options scanning_options(const struct session *session)
{
	struct taizhang_scan_options options = TAIZHANG_SCAN_OPTIONS_INIT;

	options.progress = progress_begin(session->quiet || session->json);
	options.rehash = session_has(session, OPT_REHASH);
	options.prune = session_has(session, OPT_PRUNE);
	options.threads = session->threads;
	return options;
}

static char *summary_data(const char *directory, const struct taizhang_scan_summary *summary, const struct taizhang_fill_summary *filled)
{
	struct data data;

	data_begin(&data);
	data_text(&data, "directory", directory);
	data_number(&data, "records", summary->records);
	data_number(&data, "files", summary->files);
	data_number(&data, "bytes", summary->bytes);
	data_number(&data, "new_files", summary->new_files);
	data_number(&data, "changed_files", summary->changed_files);
	data_number(&data, "moved_files", summary->moved_files);
	data_number(&data, "missing_files", summary->missing_files);
	data_number(&data, "same_files", summary->same_files);
	data_number(&data, "left_out", summary->left_out);
	data_number(&data, "unclaimed", summary->unclaimed);
	data_number(&data, "new_records", summary->new_records);
	data_number(&data, "dropped_records", summary->dropped_records);
	if (filled) {
		data_number(&data, "filled", filled->filled);
		data_number(&data, "updated", filled->updated);
		data_number(&data, "differing", filled->differing);
	}
	return data_finish(&data);
}

int scanning_tell(struct session *session, const char *directory, const struct taizhang_scan_summary *summary,
		  const struct taizhang_fill_summary *filled)
{
	if (session->json) {
		session->data = summary_data(directory, summary, filled);
		return 0;
	}
	if (session->quiet)
		return 0;
	if (taizhang_findings_num(session->findings) && session_give_findings(session, 0) != 0)
		return -1;
	say(stdout, SCAN_DONE, message_number(summary->records), message_number(summary->files),
	    message_bytes(summary->bytes));
	say(stdout, SCAN_COUNTS, message_number(summary->new_files), message_number(summary->changed_files),
	    message_number(summary->moved_files), message_number(summary->missing_files),
	    message_number(summary->left_out), message_number(summary->unclaimed));
	if (filled)
		say(stdout, FILL_DONE, message_number(filled->filled), message_number(filled->updated), message_number(filled->differing));
	if (filled && filled->filled + filled->updated > 0)
		say(stdout, FILL_NEXT, directory);
	else
		say(stdout, SCAN_NEXT, directory);
	return 0;
}
