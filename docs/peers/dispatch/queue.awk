# Prints the half of docs/peers/dispatch.md about the length of a chunk, from lines "round build benchmark …"
# of BenchmarkHandOver.
{
	split($3, part, "/")
	for (i = 2; i <= 5; i++) sub(/^[a-z]*=/, "", part[i])
	sub(/-[0-9]+$/, "", part[5])
	job = part[3] " | " part[4] " | " part[5]
	if (!(job in workers)) { jobs[++count] = job; workers[job] = part[3] }
	if ($1 + 0 > last) last = $1 + 0
	for (i = 4; i < NF; i++) if ($(i + 1) ~ /-ns$/) value[$1, $2, part[2], job, $(i + 1)] = $i
}
function of(round, build, schedule, what) { return value[round, build, schedule, job, what] + 0 }
# handover is what queue loses beyond dynamic, and beyond the copies where these take the CPU of a worker.
function handover(round,   taken) {
	taken = workers[job] >= cpus ? of(round, "now", "queue", "copy-ns") : 0
	return of(round, "now", "queue", "lost-ns") - of(round, "now", "dynamic", "lost-ns") - taken
}
function middle(n,   i, j, t) {
	for (i = 2; i <= n; i++) for (j = i; j > 1 && v[j - 1] > v[j]; j--) { t = v[j]; v[j] = v[j - 1]; v[j - 1] = t }
	return sprintf("%.0f", (v[int((n + 1) / 2)] + v[int(n / 2) + 1]) / 2)
}
function median(build, schedule, what,   r) {
	for (r = 1; r <= last; r++) v[r] = of(r, build, schedule, what)
	return middle(last)
}
END {
	print "## By the length of a chunk\n"
	print "Each chunk is one row of so many columns, which the coordinator of `queue` copies; the kernel is arithmetic\nand takes the time of its column. The numbers are medians of " rounds " rounds, in which revision " old " (before)\nand this one (now) take turns, on " model ", " cpus " CPUs. Each run is the second of its pool, so that memory\nis there. The copy is what the schedule is about, a coordinator that passes all rows on, and is made also where a\nworker could read them where they lie, as in `dynamic`.\n"
	print "### What is lost\n"
	print "Worker-nanoseconds a chunk beyond its kernel: the time of N workers less K kernels, over K. What else takes\ntheir CPUs is in it, and that a kernel is slower than at its fastest, which makes long kernels lose more in\nevery schedule. *The copy* is what one thread takes to copy the row with nothing beside it. *Hand-over* is\nwhat `queue` loses more than `dynamic` in the same round, less the copy at N = " cpus ", where the coordinator has no\nCPU of its own and takes that of a worker for it: below 0 where the kernels of that round were slower in\n`dynamic`, which of long ones is more than any hand-over takes."
	print "\n| N | kernel | columns | dynamic | queue, before | now | the copy | hand-over |\n|---:|---:|---:|---:|---:|---:|---:|---:|"
	for (k = 1; k <= count; k++) {
		job = jobs[k]
		line = "| " job " | " median("now", "dynamic", "lost-ns") " | " median("before", "queue", "lost-ns") " | " median("now", "queue", "lost-ns") " | " median("now", "queue", "copy-ns")
		for (r = 1; r <= last; r++) v[r] = handover(r)
		print line " | " middle(last) " |"
	}
	print "\n### What the accounts have\n"
	print "*Dispatch* is what the accounts of the workers have between two chunks, in nanoseconds a chunk: to pick one up,\nor to wait for it; at N = " cpus " that is also for the CPU on which the coordinator copies. *End* is the time from the\nend of the last worker to that of the run, and in `queue` includes that the answers are put in row order, of which\nthe last column has what a thread takes to copy those that it has written itself, where with two workers half lie\nin the cache of the other core; all three are for the whole run. In revision " old " the coordinator is woken for it."
	print "\n| N | kernel | columns | dispatch, dynamic | queue, before | now | end, dynamic | queue, before | now | row order |\n|---:|---:|---:|---:|---:|---:|---:|---:|---:|---:|"
	for (k = 1; k <= count; k++) {
		job = jobs[k]
		print "| " job " | " median("now", "dynamic", "claim-ns") " | " median("before", "queue", "claim-ns") " | " median("now", "queue", "claim-ns") " | " median("now", "dynamic", "end-ns") " | " median("before", "queue", "end-ns") " | " median("now", "queue", "end-ns") " | " median("now", "queue", "gather-ns") " |"
	}
}
