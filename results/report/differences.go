package report

import (
	"strconv"
	"strings"

	"serialfraction/results/compare"
	"serialfraction/results/number"
	"serialfraction/results/report/draw"
)

// mostShown is the width, in columns, from which on a value is cut.
const mostShown = 48

// A headerWord is how a report names a key of a header, and writes its value. The value of an
// absent key is "".
type headerWord struct {
	name  string
	value func(string) string // nil = as it is in the file
}

// headerWords has the keys that a reader of a report meets there under another name. A key of
// the machine or of the settings that is not here stands without its first part.
var headerWords = map[string]headerWord{
	"pace_ns":                {"pace of a row", paceText},
	"chunk_rows":             {"rows of a chunk", nil},
	"pin":                    {"workers bound to CPUs", nil},
	"pin_cpus":               {"CPUs of the workers", nil},
	"gomaxprocs":             {"GOMAXPROCS", nil},
	"machine.cpu_model":      {"CPU", nil},
	"machine.logical_cpus":   {"CPUs of the machine", nil},
	"machine.affinity_cpus":  {"CPUs that the process may run on", nil},
	"machine.effective_cpus": {"CPUs that the process may use", nil},
	"machine.quota_cpus":     {"quota of CPUs", quotaText},
	"machine.memory_bytes":   {"memory", bytesText},
	"machine.go_version":     {"Go", nil},
	"machine.hostname":       {"host", nil},
}

// differenceText writes a difference: "pace of a row: 250µs → 500µs".
func differenceText(d compare.Difference) string {
	word, ok := headerWords[d.Key]
	if !ok {
		word.name = d.Key
		for _, first := range []string{"machine.", "args.", "request.settings.", "request."} {
			word.name = strings.TrimPrefix(word.name, first)
		}
	}
	old, now := d.Old, d.New
	if word.value != nil {
		old, now = word.value(old), word.value(now)
	}
	a, b := valueText(old), valueText(now)
	if a == b { // cut before they differ
		old, now = fromDifference(old, now)
		a, b = "…"+valueText(old), "…"+valueText(now)
	}
	return draw.Clean(word.name) + ": " + a + " → " + b
}

// fromDifference returns two values from a little before the place where they begin to differ.
func fromDifference(a, b string) (string, string) {
	x, y := []rune(a), []rune(b)
	i := 0
	for i < min(len(x), len(y)) && x[i] == y[i] {
		i++
	}
	i = max(0, i-mostShown/4)
	return string(x[i:]), string(y[i:])
}

// valueText cuts a value that is long.
func valueText(v string) string {
	if v = draw.Clean(v); v == "" {
		return number.None
	}
	if head, tail := draw.Cut(v, mostShown); tail != "" {
		return head + "…"
	}
	return v
}

func paceText(v string) string {
	ns, err := strconv.ParseInt(v, 10, 64)
	switch {
	case v == "" || err == nil && ns == 0:
		return "not paced"
	case err != nil:
		return v
	}
	return number.Nanoseconds(ns)
}

func quotaText(v string) string {
	if v == "" || v == "0" {
		return "none"
	}
	return v
}

func bytesText(v string) string {
	n, err := strconv.ParseInt(v, 10, 64)
	if err != nil {
		return v
	}
	return number.Bytes(n)
}
