# SPDX-License-Identifier: MIT
# growth.awk: the samples of scale.sh, which samples.awk has read, as Markdown: tables of each group, with how much each row
# is of the one above.
BEGIN {
	num_all = split("scan-all scan check pack verify unpack", all, " ")
}

FNR == NR && $1 == "group" {
	if (!($3 in known))
		groups[++num_groups] = $3
	known[$3] = 1
	group_of[$2] = $3
}

# The steps that anything of the group was asked for.
function choose_steps(group,    i, j) {
	num_asked = 0
	for (j = 1; j <= num_all; j++) {
		for (i = 1; i <= num_corpora; i++)
			if (group_of[corpora[i]] == group && (corpora[i], all[j]) in count)
				break
		if (i <= num_corpora)
			asked[++num_asked] = all[j]
	}
}

function cell(corpus, step, what) {
	if (!have(corpus, step))
		return ""
	return what == "peak" ? sprintf("%.1f", peak(corpus, step) / 1024) : sprintf("%.3f", median(corpus, step, what) / 1e9)
}

function line(text, cells,    i) {
	printf "| %s |", text
	for (i = 1; i <= num_asked; i++)
		printf " %s |", cells[i] == "" ? "–" : cells[i]
	print ""
}

function head(group, title,    j) {
	printf "\n**%s**: %s\n\n| |", group, title
	for (j = 1; j <= num_asked; j++)
		printf " %s |", asked[j]
	printf "\n|---|"
	for (j = 1; j <= num_asked; j++)
		printf "--:|"
	print ""
}

function table(group, what, title,    i, j, cells, before, times, rows) {
	head(group, title)
	for (i = 1; i <= num_corpora; i++) {
		if (group_of[corpora[i]] != group)
			continue
		for (j = 1; j <= num_asked; j++) {
			cells[j] = cell(corpora[i], asked[j], what)
			times[j] = before[j] + 0 > 0 && cells[j] + 0 > 0 ? sprintf("× %.2f", cells[j] / before[j]) : ""
			before[j] = cells[j]
		}
		if (rows++ > 0)
			line("", times)
		line(corpora[i], cells)
	}
}

END {
	tell_machine()
	for (g = 1; g <= num_groups; g++) {
		choose_steps(groups[g])
		table(groups[g], "wall", "wall time, s")
		table(groups[g], "cpu", "CPU time, s")
		table(groups[g], "peak", "peak memory, MiB")
	}
}
