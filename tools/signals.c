/* SPDX-License-Identifier: MIT */
/* signals.c: what SIGINT, SIGTERM and SIGHUP do: long work is asked to stop, short work is waited for. */
#include "signals.h"

#include <signal.h>
#include <stdbool.h>
#include <stddef.h>
#include <string.h>

static const int numbers[] = {SIGINT, SIGTERM, SIGHUP};
#define NUM_SIGNALS (sizeof numbers / sizeof numbers[0])

static volatile sig_atomic_t came;
static volatile sig_atomic_t is_watched[NUM_SIGNALS];

void signals_end(void)
{
	for (size_t i = 0; i < NUM_SIGNALS; i++) {
		if (is_watched[i])
			signal(numbers[i], SIG_DFL);
		is_watched[i] = 0;
	}
}

static void note(int number)
{
	came = number;
	signals_end();
}

void signals_watch(void)
{
	struct sigaction action, before;

	memset(&action, 0, sizeof action);
	action.sa_handler = note;
	sigfillset(&action.sa_mask);
	for (size_t i = 0; i < NUM_SIGNALS; i++) {
		if (sigaction(numbers[i], NULL, &before) != 0 || before.sa_handler == SIG_IGN)
			continue;
		is_watched[i] = 1;
		sigaction(numbers[i], &action, NULL);
	}
}

int signals_came(void)
{
	return came;
}

static void mask(int how)
{
	sigset_t set;

	sigemptyset(&set);
	for (size_t i = 0; i < NUM_SIGNALS; i++)
		sigaddset(&set, numbers[i]);
	sigprocmask(how, &set, NULL);
}

void signals_hold(void)
{
	mask(SIG_BLOCK);
}

void signals_release(void)
{
	mask(SIG_UNBLOCK);
}
