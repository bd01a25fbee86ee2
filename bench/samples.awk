# SPDX-License-Identifier: MIT
# samples.awk: reads what was noted of the machine and the samples that were taken, and answers with medians.
# Input: the file of information, then the samples: corpus, step, round, wall ns, CPU ns, peak KiB, status, bytes.
BEGIN { FS = "\t" }

FNR == NR && $1 == "machine" { machine[++num_machine] = $2; machine_is[$2] = $3 }
FNR == NR && $1 == "peer" { peers[++num_peers] = $2; peer_is[$2] = $3 }
FNR == NR && $1 == "absent" { absent[++num_absent] = $2 }
FNR == NR && $1 == "corpus" { corpora[++num_corpora] = $2; files[$2] = $3; bytes[$2] = $4 }
FNR == NR && $1 == "failed" {
	if (!(($2, $3) in failed))
		failures[++num_failures] = $2 ", " $3 ": " $4
	failed[$2, $3] = 1
}
FNR < NR {
	if (!(($1, $2) in count))
		steps[$1, ++num_steps[$1]] = $2
	k = ++count[$1, $2]
	value[$1, $2, "wall", k] = $4
	value[$1, $2, "cpu", k] = $5
	value[$1, $2, "peak", k] = $6
	value[$1, $2, "size", k] = $8
}

# What a step was asked for took place, each time.
function have(corpus, step) { return step == "" || ((corpus, step) in count && !((corpus, step) in failed)) }

# The median of what stands in list[1..n].
function middle(n,    i, j, kept) {
	for (i = 2; i <= n; i++) {
		kept = list[i]
		for (j = i - 1; j >= 1 && list[j] > kept; j--)
			list[j + 1] = list[j]
		list[j + 1] = kept
	}
	return n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
}

function median(corpus, step, what,    i, n) {
	n = count[corpus, step]
	for (i = 1; i <= n; i++)
		list[i] = value[corpus, step, what, i] + 0
	return middle(n)
}

# The largest peak of all rounds.
function peak(corpus, step,    i, most) {
	for (i = 1; i <= count[corpus, step]; i++)
		if (value[corpus, step, "peak", i] + 0 > most)
			most = value[corpus, step, "peak", i] + 0
	return most
}

# The median of the ratios of each round.
function ratio(corpus, above, below, what,    i, n) {
	n = count[corpus, above] < count[corpus, below] ? count[corpus, above] : count[corpus, below]
	for (i = 1; i <= n; i++)
		list[i] = value[corpus, above, what, i] / (value[corpus, below, what, i] > 0 ? value[corpus, below, what, i] : 1)
	return middle(n)
}

# What ran where, as a list.
function tell_machine(    i) {
	for (i = 1; i <= num_machine; i++)
		printf "- %s: %s\n", machine[i], machine_is[machine[i]]
	for (i = 1; i <= num_peers; i++)
		printf "- %s: %s\n", peers[i], peer_is[peers[i]]
	for (i = 1; i <= num_absent; i++)
		printf "- absent: %s\n", absent[i]
	for (i = 1; i <= num_failures; i++)
		printf "- failed: %s\n", failures[i]
}
