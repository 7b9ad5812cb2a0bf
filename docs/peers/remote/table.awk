# Makes the tables of docs/peers/remote.md from the lines of the program remote.
function median(list, n,   a, i, j, t) {
	n = split(list, a, " ")
	for (i = 2; i <= n; i++) for (j = i; j > 1 && a[j] + 0 < a[j-1] + 0; j--) { t = a[j]; a[j] = a[j-1]; a[j-1] = t }
	return (a[int((n + 1) / 2)] + a[int(n / 2) + 1]) / 2
}
function cell(way, bytes, kind, workers,   key) {
	key = way " " bytes " " kind " " workers
	return sprintf("%.0f (%.0f)", median(cost[key]), median(rate[key]))
}
function starts(verb, command) {
	printf "| %s, ms (median of %d pairs; CPU time) | %.1f (%.1f) | %.1f (%.1f) | as fast |\n", command, split(start["before " verb], all, " "), \
		median(start["before " verb]), median(used["before " verb]), median(start["after " verb]), median(used["after " verb])
}
$1 == "joined" { joined[$2] = joined[$2] " " $3; next }
$1 == "memory" { memory[$2] = $NF; next }
$1 == "start" { start[$2 " " $3] = start[$2 " " $3] " " $4; used[$2 " " $3] = used[$2 " " $3] " " $5; next }
$1 == "size" { size[$2] = $3; next }
{ key = $1 " " $2 " " $3 " " $4; cost[key] = cost[key] " " $5; rate[key] = rate[key] " " $6 }
END {
	split("harness gRPC-plain gRPC-reused TCP", ways, " ")
	title["harness"] = "harness, JetStream: redelivery, codes, checksums, all times"
	title["gRPC-plain"] = "gRPC stream, codec of bytes"
	title["gRPC-reused"] = "gRPC stream, codec that reuses its memory"
	title["TCP"] = "TCP connection, length before each message"
	print "| | 8 KB shipped, W = 1 | W = 2 | 8 KB resident, W = 1 | W = 2 | 1.6 MB shipped, W = 1 | W = 2 | 1.6 MB resident, W = 1 | W = 2 |"
	print "|---|---:|---:|---:|---:|---:|---:|---:|---:|"
	for (i = 1; i <= 4; i++) {
		line = "| " title[ways[i]] " |"
		for (b = 8000; b <= 1600000; b *= 200) {
			line = line " " cell(ways[i], b, "shipped", 1) " | " cell(ways[i], b, "shipped", 2) " |"
			line = line " " cell(ways[i], b, "resident", 1) " | " cell(ways[i], b, "resident", 2) " |"
		}
		print line
	}
	print "\nharness beside gRPC, and resident beside shipped:\n"
	print "| | W = 1 | W = 2 | goal |"
	print "|---|---:|---:|---:|"
	for (b = 8000; b <= 1600000; b *= 200) for (i = 2; i <= 3; i++) {
		line = "| " (b == 8000 ? "8 KB" : "1.6 MB") " shipped, times " title[ways[i]] " |"
		for (w = 1; w <= 2; w++) line = line sprintf(" %.2f |", median(cost["harness " b " shipped " w]) / median(cost[ways[i] " " b " shipped " w]))
		print line (b == 8000 ? " 2 |" : " 1.3 |")
	}
	line = "| 1.6 MB resident, times shipped |"
	for (w = 1; w <= 2; w++) line = line sprintf(" %.3f |", median(cost["harness 1600000 resident " w]) / median(cost["harness 1600000 shipped " w]))
	print line " 0.1 |"
	print "\n## Joining, memory, sizes\n"
	print "| | harness worker | worker alone |"
	print "|---|---:|---:|"
	printf "| 64 processes of this machine have joined after, s (median of 5) | %.2f | %.2f |\n", median(joined["harness"]), median(joined["worker"])
	printf "| memory of the largest worker of 64 after chunks of 1.6 MB (VmHWM), MiB | %d | %d |\n", memory["harness"], memory["worker"]
	printf "| the program, MB | %.1f | %.1f |\n", size["harness"] / 1e6, size["worker"] / 1e6
	printf "\nThe coordinator of these had %d MiB (VmHWM), its 205 MB of rows and the server included.\n", memory["coordinator"]
	print "\n## What it costs those who do not use it\n"
	print "| | before | after | goal |"
	print "|---|---:|---:|---:|"
	printf "| harness, MB | %.1f | %.1f | 17 more |\n", size["before"] / 1e6, size["harness"] / 1e6
	starts("version", "harness version")
	starts("run", "harness run --data golub --workers 2")
	starts("sweep", "harness sweep --data golub --max-workers 2 --repeats 1")
}
