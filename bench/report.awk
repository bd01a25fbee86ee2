# SPDX-License-Identifier: MIT
# report.awk: the samples of run.sh and inspect.sh, which samples.awk has read, as Markdown to its output and as JSON to the file `json`.
BEGIN {
	# id, text, step above, step below, what is compared, wanted of a whole city, wanted of small files
	row("pack", "pack ÷ bsdtar, zip stored", "pack", "bsdtar-stored", "wall", "≤ 1.8", "≤ 1.8")
	row("size", "size of the package ÷ zip -6", "pack", "zip", "size", "≤ 1.002", "")
	row("pipeline", "bagit-python, then zip -6 ÷ pack", "pipeline", "pack", "wall", "≥ 12", "≥ 5")
	row("zip", "zip -6 ÷ pack", "zip", "pack", "wall", "", "")
	row("7z", "7z -mx1 ÷ pack", "7z", "pack", "wall", "", "")
	row("verify-openssl", "verify ÷ openssl dgst, two at once", "verify", "openssl", "wall", "≤ 1.25", "")
	row("verify-bsdtar", "verify ÷ bsdtar -xO", "verify", "bsdtar-contents", "wall", "", "≤ 1.0")
	row("pipeline-back", "unzip, then bagit-python ÷ verify", "pipeline-back", "verify", "wall", "≥ 7", "≥ 10")
	row("unpack", "unpack ÷ bsdtar -x", "unpack", "bsdtar-extract", "wall", "≤ 1.0", "≤ 1.0")
	row("scan", "scan, nothing changed ÷ find -printf", "scan", "find", "wall", "", "≤ 4")
	row("check", "check, digests remembered ÷ xmllint", "check", "xmllint", "wall", "", "≤ 3")
	row("scan-all", "scan, all files new ÷ openssl dgst, two at once", "scan-all", "openssl", "wall", "", "")
	row("read", "pack ÷ read everything", "pack", "read", "wall", "", "")
	row("threads-pack", "pack, 1 thread ÷ 2 threads", "pack-1", "pack-2", "wall", "≥ 1.6", "≥ 1.4")
	row("threads-verify", "verify, 1 thread ÷ 2 threads", "verify-1", "verify-2", "wall", "≥ 1.6", "≥ 1.4")
	row("peak-pack", "peak memory of pack", "pack", "", "peak", "≤ 40 MiB", "≤ 56 MiB")
	row("peak-verify", "peak memory of verify", "verify", "", "peak", "≤ 40 MiB", "≤ 56 MiB")
	row("peak-unpack", "peak memory of unpack", "unpack", "", "peak", "≤ 40 MiB", "≤ 56 MiB")
	# of inspect.sh
	row("inspect", "check that looks into all files ÷ openssl dgst, two at once", "inspect", "digest", "wall", "", "")
	wanted["inspect", "genuine"] = "≤ 3"
	row("inspect-decode", "the same ÷ djpeg of the photographs alone, two at once", "inspect", "decode", "wall", "", "")
	row("inspect-again", "check, facts remembered ÷ check --no-inspect", "again", "plain", "wall", "", "")
	row("threads-inspect", "check that looks into all files, 1 thread ÷ 2 threads", "inspect-1", "inspect", "wall", "", "")
	row("peak-inspect", "peak memory of check that looks into all files", "inspect", "", "peak", "", "")
	wanted["peak-inspect", "genuine"] = "≤ 96 MiB"
}

function row(id, text, above, below, what, city, small) {
	ids[++num_rows] = id
	texts[id] = text
	aboves[id] = above
	belows[id] = below
	whats[id] = what
	wanted[id, "city"] = city
	wanted[id, "small"] = small
}

function show(corpus, step, what) {
	if (step == "")
		return "–"
	if (what == "wall")
		return sprintf("%.3f s", median(corpus, step, what) / 1e9)
	if (what == "size")
		return sprintf("%.2f MB", median(corpus, step, what) / 1e6)
	return sprintf("%.1f MiB", peak(corpus, step) / 1024)
}

function quote(text) {
	gsub(/\\/, "\\\\", text)
	gsub(/"/, "\\\"", text)
	gsub(/[\001-\037]/, " ", text)
	return "\"" text "\""
}

function table_of_rows(corpus,    i, id, above, below, what, wants) {
	print "| row | above | below | ratio | of CPU | wanted |\n|---|--:|--:|--:|--:|--:|"
	for (i = 1; i <= num_rows; i++) {
		id = ids[i]
		above = aboves[id]
		below = belows[id]
		what = whats[id]
		if (!have(corpus, above) || !have(corpus, below))
			continue
		wants = wanted[id, corpus] == "" ? "–" : wanted[id, corpus]
		printf "| %s | %s | %s | %s | %s | %s |\n", texts[id], show(corpus, above, what), show(corpus, below, what), \
			below == "" ? "–" : sprintf(what == "size" ? "%.4f" : "%.2f", ratio(corpus, above, below, what)), \
			what == "wall" ? sprintf("%.2f", ratio(corpus, above, below, "cpu")) : "–", wants
	}
}

function table_of_steps(corpus,    i, step, size) {
	print "\n| step | wall s | CPU s | peak MiB | output MB |\n|---|--:|--:|--:|--:|"
	for (i = 1; i <= num_steps[corpus]; i++) {
		step = steps[corpus, i]
		if (!have(corpus, step))
			continue
		size = median(corpus, step, "size")
		printf "| %s | %.3f | %.3f | %.1f | %s |\n", step, median(corpus, step, "wall") / 1e9, \
			median(corpus, step, "cpu") / 1e9, peak(corpus, step) / 1024, size ? sprintf("%.2f", size / 1e6) : "–"
	}
}

function markdown(    i) {
	tell_machine()
	for (i = 1; i <= num_corpora; i++) {
		printf "\n**%s**: %d files, %.0f MB\n\n", corpora[i], files[corpora[i]], bytes[corpora[i]] / 1e6
		table_of_rows(corpora[i])
		table_of_steps(corpora[i])
	}
}

function put(text) { printf "%s", text > json }

function json_list(name, items, num,    i) {
	put("  " quote(name) ": [")
	for (i = 1; i <= num; i++)
		put((i == 1 ? "" : ", ") quote(items[i]))
	put("],\n")
}

function json_map(name, keys, values, num,    i) {
	put("  " quote(name) ": {")
	for (i = 1; i <= num; i++)
		put((i == 1 ? "" : ", ") quote(keys[i]) ": " quote(values[keys[i]]))
	put("},\n")
}

function json_rows(corpus,    i, id, above, below, sep) {
	put("     \"rows\": [")
	for (i = 1; i <= num_rows; i++) {
		id = ids[i]
		above = aboves[id]
		below = belows[id]
		if (!have(corpus, above) || !have(corpus, below))
			continue
		put(sprintf("%s\n      {\"id\": %s, \"what\": %s, \"above\": %s", sep, quote(id), quote(whats[id]), quote(above)))
		if (below == "")
			put(sprintf(", \"kib\": %.0f", peak(corpus, above)))
		else
			put(sprintf(", \"below\": %s, \"ratio\": %.6f", quote(below), ratio(corpus, above, below, whats[id])))
		if (whats[id] == "wall")
			put(sprintf(", \"cpu_ratio\": %.6f", ratio(corpus, above, below, "cpu")))
		put(sprintf(", \"wanted\": %s}", quote(wanted[id, corpus])))
		sep = ","
	}
	put("],\n")
}

function json_steps(corpus,    i, j, step, sep) {
	put("     \"steps\": [")
	for (i = 1; i <= num_steps[corpus]; i++) {
		step = steps[corpus, i]
		if (!have(corpus, step))
			continue
		put(sprintf("%s\n      {\"step\": %s, \"wall_ns\": %.0f, \"cpu_ns\": %.0f, \"peak_kib\": %.0f, \"bytes\": %.0f, \"walls_ns\": [", \
			sep, quote(step), median(corpus, step, "wall"), median(corpus, step, "cpu"), peak(corpus, step), \
			median(corpus, step, "size")))
		for (j = 1; j <= count[corpus, step]; j++)
			put(sprintf("%s%.0f", j == 1 ? "" : ", ", value[corpus, step, "wall", j]))
		put("]}")
		sep = ","
	}
	put("]")
}

END {
	markdown()
	put("{\n")
	json_map("machine", machine, machine_is, num_machine)
	json_map("peers", peers, peer_is, num_peers)
	json_list("absent", absent, num_absent)
	json_list("failed", failures, num_failures)
	put("  \"corpora\": [")
	for (c = 1; c <= num_corpora; c++) {
		put(sprintf("%s\n    {\"name\": %s, \"files\": %.0f, \"bytes\": %.0f,\n", c == 1 ? "" : ",", quote(corpora[c]), \
			files[corpora[c]], bytes[corpora[c]]))
		json_rows(corpora[c])
		json_steps(corpora[c])
		put("}")
	}
	put("]\n}\n")
}
