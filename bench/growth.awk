# SPDX-License-Identifier: MIT
# growth.awk: the samples of scale.sh, which samples.awk has read, as Markdown: a table a group, and how much each row is
# of the one above.
BEGIN {
	num_asked = split("scan-all scan check pack verify unpack", asked, " ")
}

FNR == NR && $1 == "group" {
	if (group_of[corpora[num_corpora - 1]] != $3)
		groups[++num_groups] = $3
	group_of[$2] = $3
}

function cell(corpus, step, what) {
	if (!((corpus, step) in count) || !have(corpus, step))
		return "–"
	return what == "wall" ? sprintf("%.3f", median(corpus, step, what) / 1e9) : sprintf("%.1f", peak(corpus, step) / 1024)
}

function line(text, cells,    i) {
	printf "| %s |", text
	for (i = 1; i <= num_asked; i++)
		printf " %s |", cells[i]
	print ""
}

function table(group, what, title,    i, j, corpus, cells, before, times) {
	printf "\n**%s**: %s\n\n| |", group, title
	for (j = 1; j <= num_asked; j++)
		printf " %s |", asked[j]
	printf "\n|---|"
	for (j = 1; j <= num_asked; j++)
		printf "--:|"
	print ""
	for (i = 1; i <= num_corpora; i++) {
		corpus = corpora[i]
		if (group_of[corpus] != group)
			continue
		for (j = 1; j <= num_asked; j++) {
			cells[j] = cell(corpus, asked[j], what)
			times[j] = before[j] > 0 && cells[j] > 0 ? sprintf("× %.2f", cells[j] / before[j]) : ""
			if (before[j] != "")
				shown = 1
			before[j] = cells[j] == "–" ? 0 : cells[j]
		}
		if (shown)
			line("", times)
		line(corpus, cells)
	}
	shown = 0
}

END {
	tell_machine()
	for (g = 1; g <= num_groups; g++) {
		table(groups[g], "wall", "wall time, s")
		table(groups[g], "peak", "peak memory, MiB")
	}
}
