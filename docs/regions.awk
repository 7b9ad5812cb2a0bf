# Adds up the regions of a trace: go tool trace -d=parsed FILE | awk -f regions.awk
{
	delete is
	for (i = 1; i <= NF; i++) if (n = index($i, "=")) is[substr($i, 1, n - 1)] = substr($i, n + 1)
	gsub(/"/, "", is["Type"])
}
/ TaskBegin / { task[is["ID"]] = is["Type"] }
/ RegionBegin / { since[is["G"], is["Type"]] = is["Time"] }
/ RegionEnd / {
	at = task[is["Task"]] " " is["Type"]
	if (!(at in count)) order[++kinds] = at
	count[at]++
	total[at] += is["Time"] - since[is["G"], is["Type"]]
}
END {
	printf "%-10s  %-8s  %7s  %9s\n", "task", "region", "times", "ms in all"
	for (i = 1; i <= kinds; i++) {
		split(order[i], name, " ")
		printf "%-10s  %-8s  %7d  %9.3f\n", name[1], name[2], count[order[i]], total[order[i]] / 1e6
	}
}
