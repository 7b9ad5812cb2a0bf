# measure.sh: what scripts of this folder share that measure and print a page, for them to source from the
# top of the repository. It builds harness, first in PATH, into the folder $dir, which is removed when the
# script ends; HARNESS names one that is built. Sweeps of others have no part in what is printed, whose
# lines have 80 columns.
: "${GO:=go}" "${PYTHON:=/usr/bin/python3}"
dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
if [ -n "${HARNESS:-}" ]; then cp "$HARNESS" "$dir/harness"; else $GO build -trimpath -o "$dir/harness" ./cmd/harness; fi
export PATH="$dir:$PATH" XDG_DATA_HOME="$dir/data" COLUMNS=80 LC_ALL=C.UTF-8

# needs_scipy_and_r ends the script where a Python with scipy or R is missing.
needs_scipy_and_r() {
	if ! "$PYTHON" -c 'import scipy' 2>/dev/null || ! command -v Rscript >/dev/null; then
		echo "$0: needs python3 with scipy, and R (packages python3-scipy and r-base-core" \
			"of Debian and Ubuntu); PYTHON= names another python3" >&2
		exit 1
	fi
}

# sweep NAME OPTIONS… makes a sweep of TIME, by default 40s, and keeps it in docs/sweeps. QUIET is a command
# before it that keeps other work away.
sweep() {
	kept=docs/sweeps/$1.jsonl
	shift
	rm -f "$kept"
	${QUIET:-} harness sweep --quiet --force --max-time "${TIME:-40s}" -o "$kept" "$@" >/dev/null
}

# differences NAME FILE COLUMNS prints a line of a table: the largest differences of the answers in a file,
# of these columns (t,p or t,df,p), from those of ttest to golub, relative to these. It ends the script
# where one is above 1e-10.
differences() {
	[ -e "$dir/ttest.csv" ] || harness run --quiet --data golub --results "$dir/ttest.csv"
	paste -d, "$dir/ttest.csv" "$2" | awk -F, -v script="$1" -v has="$3" '
		function rel(a, b) { return a == b ? 0 : (a > b ? a - b : b - a) / (a > 0 ? a : -a) }
		FNR == 1 { next }
		$1 != $7 { print "rows differ: " $1 " and " $7 >"/dev/stderr"; exit 1 }
		{ n = split(has, name, ","); for (i = 1; i <= n; i++) { d = rel($(name[i] == "t" ? 4 : name[i] == "df" ? 5 : 6), $(7 + i)); if (d > most[name[i]]) most[name[i]] = d } }
		END {
			if (most["t"] > 1e-10 || most["df"] > 1e-10 || most["p"] > 1e-10) { print script " answers something else" >"/dev/stderr"; exit 1 }
			printf "| %s | %.1e | %s | %.1e |\n", script, most["t"], has ~ /df/ ? sprintf("%.1e", most["df"]) : "–", most["p"]
		}'
}

# report SWEEP OPTIONS… prints the report of a kept sweep, with the command above it.
report() {
	kept=docs/sweeps/$1.jsonl
	shift
	printf '\n<!-- $ harness report %s -->\n```text\n' "$* $kept"
	harness report "$@" "$kept"
	printf '```\n'
}
