/* SPDX-License-Identifier: MIT */
/* progress.c: the bar, redrawn some ten times a second, and the question whether a signal came. */
#include "progress.h"

#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "message.h"
#include "signals.h"
#include "terminal.h"

#define BAR_WIDTH 24
#define REDRAW_NS 100000000
/* Before the name: the bar, its brackets, the percentage, both sizes. */
#define FIXED_WIDTH (BAR_WIDTH + 28)

static struct {
	bool drawn;
	struct timespec last;
} bar;

static bool is_time(bool at_end)
{
	struct timespec now;
	int64_t passed;

	clock_gettime(CLOCK_MONOTONIC, &now);
	passed = (int64_t)(now.tv_sec - bar.last.tv_sec) * 1000000000 + now.tv_nsec - bar.last.tv_nsec;
	if (bar.drawn && passed < REDRAW_NS && !at_end)
		return false;
	bar.last = now;
	return true;
}

static void draw(void *data, uint64_t done, uint64_t total, const char *current)
{
	bool at_end = total && done >= total;
	unsigned int width = terminal_width(stderr);
	/* Of two huge sizes the last digits do not show in a bar. */
	unsigned int percent = !total ? 0 : at_end ? 100 : (unsigned int)((double)done * 100 / (double)total);
	unsigned int filled = percent * BAR_WIDTH / 100;

	(void)data;
	if (!is_time(at_end))
		return;
	bar.drawn = true;
	fputs("\r\033[K[", stderr);
	for (unsigned int i = 0; i < BAR_WIDTH; i++)
		fputc(i < filled ? '#' : '.', stderr);
	if (total)
		fprintf(stderr, "] %3u%% %s/%s ", percent, message_bytes(done), message_bytes(total));
	else
		fprintf(stderr, "] %s ", message_bytes(done));
	if (current && !at_end && width > FIXED_WIDTH)
		terminal_put_end(stderr, current, width - FIXED_WIDTH);
	fflush(stderr);
}

static int should_stop(void *data)
{
	(void)data;
	return signals_came() != 0;
}

struct taizhang_progress progress_begin(bool quiet)
{
	struct taizhang_progress progress = {NULL, should_stop, NULL};
	const char *terminal = getenv("TERM");

	signals_watch();
	memset(&bar, 0, sizeof bar);
	if (!quiet && terminal_width(stderr) && !(terminal && strcmp(terminal, "dumb") == 0))
		progress.progress = draw;
	return progress;
}

void progress_end(void)
{
	signals_end();
	if (bar.drawn)
		fputc('\n', stderr);
	bar.drawn = false;
}
