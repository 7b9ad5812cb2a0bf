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
		word.name = strings.TrimPrefix(strings.TrimPrefix(d.Key, "machine."), "args.")
	}
	text := func(v string) string {
		if word.value != nil {
			v = word.value(v)
		}
		return valueText(v)
	}
	return draw.Clean(word.name) + ": " + text(d.Old) + " → " + text(d.New)
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
