/* SPDX-License-Identifier: MIT */
/* pedantic.c: the public headers alone compile as plain C99, each on its own, without a warning. */
#include HEADER

int main(void)
{
	return 0;
}
