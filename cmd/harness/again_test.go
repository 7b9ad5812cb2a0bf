package main

import (
	"fmt"
	"os"
	"slices"
	"testing"
	"time"

	"serialfraction/harness"
	"serialfraction/results"
	"serialfraction/results/advice"
	"serialfraction/results/export"
)

// TestSweepAgain keeps of a command line all that a need does not change, but for the
// files that are of one sweep alone.
func TestSweepAgain(t *testing.T) {
	mine := []string{"bin/harness", "sweep", "--data", "a b.csv", "--groups", "g.csv", "--repeats", "5", "-o", "x.jsonl", "--quiet"}
	program := []string{"harness", "sweep", "--repeats", "3", "--workload", "command", "--", "sort", "--parallel={n}", "--repeats", "it's"}
	for _, tt := range []struct {
		argv   []string
		need   advice.Need
		output string
		want   string
	}{
		{mine, advice.Need{Repeats: 20}, "", "harness sweep --data 'a b.csv' --groups g.csv --quiet --repeats 20"},
		{mine, advice.Need{Repeats: 20}, "A more.jsonl", "harness sweep --data 'a b.csv' --groups g.csv --quiet --repeats 20 -o 'A more.jsonl'"},
		{mine, advice.Need{Workers: []float64{1, 2, 4}}, "", "harness sweep --data 'a b.csv' --groups g.csv --repeats 5 --quiet --workers 1,2,4"},
		{mine, advice.Need{Tile: 26}, "", "harness sweep --data 'a b.csv' --groups g.csv --repeats 5 --quiet --tile 26"},
		{mine, advice.Need{Store: true}, "", "harness sweep --data 'a b.csv' --groups g.csv --repeats 5 --quiet --results results.csv"},
		{mine, advice.Need{CPUs: "0-7"}, "", "taskset -c 0-7 harness sweep --data 'a b.csv' --groups g.csv --repeats 5 --quiet"},
		{mine, advice.Need{Data: "golub", Pace: 250 * time.Microsecond, MaxWorkers: 16}, "", "harness sweep --repeats 5 --quiet --data golub --pace 250us --max-workers 16"},
		{mine, advice.Need{}, "", ""},
		{[]string{"harness", "sweep", "--precision=0.1", "--max-time=1m", "-repeats=3"}, advice.Need{Repeats: 40}, "", "harness sweep --repeats 40"},
		{[]string{"harness", "sweep", "--workers", "1,2", "--schedule=queue"}, advice.Need{MaxWorkers: 4}, "", "harness sweep --schedule=queue --max-workers 4"},
		{[]string{"harness", "sweep", "--max-workers=8", "--schedule=queue"}, advice.Need{Workers: []float64{1, 64}, Schedule: "dynamic"}, "", "harness sweep --schedule dynamic --workers 1,64"},
		{[]string{"harness", "sweep", "--control"}, advice.Need{Repeats: 20, Control: true}, "", "harness sweep --control --repeats 20"},
		{[]string{"harness", "sweep"}, advice.Need{Repeats: 20, Control: true}, "", "harness sweep --repeats 20 --control"},
		{[]string{"harness", "sweep", "--resume", "x.jsonl"}, advice.Need{Repeats: 20}, "", "harness sweep --repeats 20"},
		{program, advice.Need{Repeats: 10}, "", `harness sweep --workload command --repeats 10 -- sort '--parallel={n}' --repeats 'it'\''s'`},
		{nil, advice.Need{Repeats: 10}, "", ""},
	} {
		before := slices.Clone(tt.argv)
		if got := sweepAgain(tt.argv, tt.need, tt.output); got != tt.want {
			t.Errorf("%q\n got %s\nwant %s", tt.argv, got, tt.want)
		}
		if !slices.Equal(tt.argv, before) {
			t.Errorf("the command line has become %q", tt.argv)
		}
	}
}

// Only a sweep of the command line has one.
func TestArgvOf(t *testing.T) {
	for _, command := range [][]string{nil, {"harness"}, {"score.test", "-test.bench=."}} {
		if argv := argvOf(&results.Header{Command: command}); argv != nil {
			t.Errorf("of %q: %q", command, argv)
		}
	}
	h := &results.Header{Command: []string{"harness", "sweep", "--repeats", "3"}}
	if got := resumeAgain(h, "a b.jsonl", 8); got != "harness sweep --resume 'a b.jsonl' --repeats 8" {
		t.Error(got)
	}
	if got := resumeAgain(h, "", 8); got != "" {
		t.Errorf("of no file: %s", got)
	}
}

// The command of every setting that a need has is one that sweep takes.
func TestSettingsAreFlags(t *testing.T) {
	var flags []string
	for _, f := range sweepVerb().Flags {
		flags = append(flags, f.Names()...)
	}
	for _, s := range settings {
		for _, name := range append(append([]string{s.flag}, s.drops...), single...) {
			if !slices.Contains(flags, name) {
				t.Errorf("sweep has no --%s", name)
			}
		}
	}
}

// Two sweeps to compare are both made again, the algorithms of one sweep together.
func TestSettling(t *testing.T) {
	file := func(at int, command ...string) *results.File {
		return &results.File{Header: results.Header{Command: command, Time: time.Unix(int64(at), 0)}}
	}
	a, b, library := file(1, "harness", "sweep", "--data", "a.csv"), file(2, "harness", "sweep", "--data", "b.csv"), file(3)
	names := []string{"A", "B"}
	for _, tt := range []struct {
		a, b    *results.File
		repeats int
		want    []string
	}{
		{a, b, 40, []string{"harness sweep --data a.csv --repeats 40 -o A-more.jsonl", "harness sweep --data b.csv --repeats 40 -o B-more.jsonl"}},
		{a, a, 40, []string{"harness sweep --data a.csv --repeats 40 -o A-more.jsonl"}},
		{a, b, 0, nil},
		{a, library, 40, []string{"harness sweep --data a.csv --repeats 40 -o A-more.jsonl", "harness sweep … --repeats 40 -o B-more.jsonl, with what else B was made with"}},
	} {
		if got := settling(tt.a, tt.b, names, tt.repeats); !slices.Equal(got, tt.want) {
			t.Errorf("%q, want %q", got, tt.want)
		}
	}
}

// An error of a package that names no flag ends with what is to be typed.
func TestRemedy(t *testing.T) {
	full := &results.WriteError{Path: "a b.jsonl", Err: os.ErrPermission}
	for _, tt := range []struct {
		err  error
		want string
	}{
		{&results.BusyError{}, ", or type --force to go on anyway"},
		{fmt.Errorf("export: %w", &export.ExistsError{Path: "x.csv"}), ", or replace it with --force"},
		{fmt.Errorf("sweep: %w", full), "; when that is mended, go on with harness sweep --resume 'a b.jsonl'"},
		{&results.WriteError{Path: "x.jsonl", Err: os.ErrNotExist, Gone: true}, ""},
		{&harness.FlagError{Flag: "pace"}, ""},
	} {
		if got := remedy(tt.err); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.err, got, tt.want)
		}
	}
}
