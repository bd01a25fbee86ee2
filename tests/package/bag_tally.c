/* SPDX-License-Identifier: MIT */
/* bag_tally.c: counts the cases that were accepted and refused as they should be, and keeps their folders for other validators. */
#include "package/bag_tally.h"

#include <check.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "harness/temp.h"

/* Shared with the processes in which Check runs the tests, which run one after the other. */
static struct {
	const char *name;
	pid_t parent;
	unsigned int accepted, refused;
} *tally;

static void tell(void)
{
	if (getpid() == tally->parent)
		printf("%s: %u cases accepted, %u refused, for the right reason\n", tally->name, tally->accepted,
		       tally->refused);
}

void bag_tally_begin(const char *name)
{
	tally = mmap(NULL, sizeof *tally, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (tally == MAP_FAILED)
		abort();
	tally->name = name;
	tally->parent = getpid();
	if (atexit(tell) != 0)
		abort();
}

static void keep(const char *name, const char *verdict, const char *folder)
{
	const char *cases = getenv("BAG_CASES");
	char safe[128];

	if (!cases)
		return;
	snprintf(safe, sizeof safe, "%s", name);
	for (char *at = strpbrk(safe, "'/"); at; at = strpbrk(at, "'/"))
		*at = '_';
	ck_assert_int_eq(temp_shell("to='%s/%s/%s %s' && rm -rf \"$to\" && mkdir -p \"${to%%/*}\" && "
				    "cp -a -- '%s' \"$to\"", cases, verdict, tally->name, safe, folder), 0);
}

void bag_tally_add(const char *name, bool accepted, const char *folder)
{
	++*(accepted ? &tally->accepted : &tally->refused);
	keep(name, accepted ? "accepted" : "refused", folder);
}
