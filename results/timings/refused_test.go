package timings

import (
	"strings"
	"testing"
)

// An efficiency is read neither as a time nor as a speed-up, also where it is named for one, and
// is left aside where there is something else.
func TestEfficiency(t *testing.T) {
	const want = `column "efficiency" is an efficiency, which is neither a time nor a speed-up: write the speed-ups, efficiency x N, in a column called speedup`
	for text, o := range map[string]Options{
		"threads,efficiency\n1,1\n2,0.9\n4,0.8\n":  {},
		"threads,efficiency\n1,1\n2,0.9\n4,0.81\n": {Y: "efficiency", YIs: string(Time)},
		"threads\tefficiency\n1\t1\n2\t0.9\n":      {YIs: string(Speedup)},
		"n,efficiency,ipc\n1,1,2\n2,0.9,1.9\n":     {},
	} {
		if _, err := Read("x.csv", strings.NewReader(text), o); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
	all, err := Read("x.csv", strings.NewReader("threads,seconds,efficiency\n1,8,1\n2,5,0.8\n"), Options{})
	if err != nil || len(all) != 1 || all[0].Quantity != Time || all[0].Readings[1].Seconds != 5 {
		t.Errorf("beside times: %+v, %v", all, err)
	}
}

// What is no number is named for what it is.
func TestNamedFaults(t *testing.T) {
	for text, want := range map[string]string{
		"threads,bandwidth\n1,900 MB/s\n2,1.7 GB/s\n":                                 `line 3, column "bandwidth": found "1.7 GB/s", whose unit is not the "MB/s" of line 2: write all in one unit`,
		`{"results":[{"command":"x","times":[null,1],"parameters":{"threads":"1"}}]}`: "found null where a time above 0 should be",
		"\xff\xfe{\x00}\x00\n\x00":                                                    "UTF-16 text",
		"<!DOCTYPE html>\n<table><tr><td>1</td></tr></table>":                         "this is HTML or XML: write its table as CSV",
		"runs:\n  - threads: 1\n    seconds: 10\n":                                    "this is YAML: write its table as CSV",
		"\\begin{tabular}{rr}\nthreads & s \\\\\n1 & 10 \\\\\n":                       "this is LaTeX: write its table as CSV",
		strings.Repeat("\x00", 600):                                                   "it begins with NUL bytes, as a file does that was not written to its end",
	} {
		if _, err := Read("x.jsonl", strings.NewReader(text), Options{}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: %v", text, err)
		}
	}
}
