#!/bin/sh
# Prints docs/accuracy.md from what the tests measure. The numbers are the same on
# every machine, so that a test run can compare them.
set -eu
cd "$(dirname "$0")/.."
cat <<'END'
# Accuracy

Written by `docs/accuracy.sh` from the tests that hold it; `make test` fails where
these lines are no longer true.

Largest relative differences from R's `t.test` over all rows, two data sets,
Welch and pooled (`ttest.TestAgainstR`, which allows 1e-12, and 1e-10 for p):

END
go test -count=1 -v -run 'TestAgainstR' ./workloads/ttest |
	sed -n 's/^=== RUN *TestAgainstR\/\(.*\)/\1/p; s/.*largest relative differences: map\[\(.*\)\]/\1/p' |
	awk '/gz\// { name = $0; next } { print "    " name ": " $0 }' | sort
cat <<'END'

Largest relative error of the two-sided p-value against 60-digit arithmetic, df
from 1 to 20,000, p down to 1e-300 (`studentt.TestTwoSidedReference`):

END
go test -count=1 -v -run 'TestTwoSidedReference' ./workloads/studentt | sed -n 's/.*largest relative error: /    /p'
cat <<'END'

Rows per second beside other programs: [peers/ttest.md](peers/ttest.md). Cost of
handing out a chunk beside other pools: [peers/dispatch.md](peers/dispatch.md).
How often the intervals of S hold: [coverage.md](coverage.md).
END
