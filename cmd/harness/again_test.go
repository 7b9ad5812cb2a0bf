//go:build !race

// What reads and words command lines starts no goroutine.

package main

import (
	"errors"
	"fmt"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"
	"github.com/urfave/cli/v2"

	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/harness/machinelock"
	"serialfraction/results"
	"serialfraction/results/advice"
	"serialfraction/results/analysis"
	"serialfraction/results/compare"
	"serialfraction/results/export"
	"serialfraction/results/timings"
)

// The command of a need changes the request of the user by just that need. The same holds
// for a file without a request.
func TestSweepAgain(t *testing.T) {
	t.Chdir(t.TempDir())
	const mine, sorted = "--data my.csv --groups g.csv --repeats 5 --check S<0.1", "--workload command --repeats 3 --max-workers 8 -- sort --repeats {n}"
	for _, tt := range []struct {
		words string
		need  advice.Need
		want  string
	}{
		{mine, advice.Need{Repeats: 20}, "harness sweep --data my.csv --groups g.csv --repeats 20 --check 'S<0.1'"},
		{mine, advice.Need{Workers: []float64{1, 2, 4}}, "harness sweep --data my.csv --groups g.csv --workers 1,2,4 --repeats 5 --check 'S<0.1'"},
		{mine, advice.Need{Tile: 26}, "harness sweep --data my.csv --groups g.csv --tile 26 --repeats 5 --check 'S<0.1'"},
		{mine, advice.Need{Store: true}, "harness sweep --data my.csv --groups g.csv --repeats 5 --results results.csv --check 'S<0.1'"},
		{mine + " --results p.csv", advice.Need{Store: true}, "harness sweep --data my.csv --groups g.csv --repeats 5 --results p-2.csv --check 'S<0.1'"},
		{mine + " --results p.csv", advice.Need{Setting: "var", Value: "equal", Store: true}, "harness sweep --data my.csv --groups g.csv --var equal --repeats 5 --results p-2.csv --check 'S<0.1'"},
		{"--workload invert", advice.Need{Setting: "var", Value: "equal"}, ""},
		{mine + " --results p.csv --trace t.out", advice.Need{Pace: time.Millisecond, MaxWorkers: 4}, "harness sweep --data my.csv --groups g.csv --pace 1ms --max-workers 4 --repeats 5 --check 'S<0.1'"},
		{mine + " --results p.csv", advice.Need{Again: true}, "harness sweep --data my.csv --groups g.csv --repeats 5 --check 'S<0.1'"},
		{mine + " --check speedup@8>6 --strict", advice.Need{MaxWorkers: 2}, "harness sweep --data my.csv --groups g.csv --max-workers 2 --repeats 5 --check 'S<0.1' --strict"},
		{"--workers 8 --check speedup@8>6 --strict", advice.Need{Workers: []float64{1, 2}}, "harness sweep --data synth:rows=2000000,cols=100,seed=1,effect=0.5,changed=0.05 --workers 1,2"},
		{"--workload command --keep-output kept -- xz {workers}", advice.Need{Repeats: 5}, "harness sweep --workload command --repeats 5 -- xz '{workers}'"},
		{"--workload command -- xz {workers}", advice.Need{Tile: 7}, ""},
		{"", advice.Need{Workers: []float64{1, 5000}}, ""},
		{mine, advice.Need{CPUs: "0-7"}, "taskset -c 0-7 harness sweep --data my.csv --groups g.csv --repeats 5 --check 'S<0.1'"},
		{"--control --repeats 40", advice.Need{Pace: 250 * time.Microsecond, MaxWorkers: 16, Repeats: 5}, "harness sweep --pace 250us --control --max-workers 16 --repeats 5"},
		{mine, advice.Need{}, ""},
		{"--precision=0.1 --max-time=2m", advice.Need{Repeats: 40}, "harness sweep --repeats 40"},
		{"--workers 1,2 --schedule queue", advice.Need{MaxWorkers: 4}, "harness sweep --data synth:rows=500000,cols=100,seed=1,effect=0.5,changed=0.05 --schedule queue --max-workers 4"},
		{"--max-workers 8 --schedule queue", advice.Need{Workers: []float64{1, 64}, Schedule: "dynamic"}, "harness sweep --data synth:rows=2000000,cols=100,seed=1,effect=0.5,changed=0.05 --workers 1,64"},
		{"--engine serial --repeats 2", advice.Need{Workers: []float64{1, 2, 4}}, "harness sweep --data synth:rows=200000,cols=100,seed=1,effect=0.5,changed=0.05 --workers 1,2,4 --repeats 2"},
		{"--control", advice.Need{Repeats: 20, Control: true}, "harness sweep --control --repeats 20"},
		{"--repeats 30", advice.Need{Workers: []float64{1, 2, 4}, Repeats: 5}, "harness sweep --data synth:rows=200000,cols=100,seed=1,effect=0.5,changed=0.05 --workers 1,2,4 --repeats 30"},
		{"--repeats 2", advice.Need{Workers: []float64{1, 2, 4}, Repeats: 5}, "harness sweep --data synth:rows=200000,cols=100,seed=1,effect=0.5,changed=0.05 --workers 1,2,4 --repeats 5"},
		{"--precision 0.01", advice.Need{Workers: []float64{1, 2, 4}, Repeats: 5}, "harness sweep --data synth:rows=200000,cols=100,seed=1,effect=0.5,changed=0.05 --workers 1,2,4 --precision 0.01"},
		{"--data my.csv --tile 20 --max-time 5s", advice.Need{Pace: 250 * time.Microsecond, MaxWorkers: 16, Repeats: 5}, "harness sweep --data my.csv --pace 250us --max-workers 16 --repeats 5"},
		{sorted, advice.Need{Repeats: 10}, "harness sweep --workload command --max-workers 8 --repeats 10 -- sort --repeats '{n}'"},
	} {
		r := asked(t, strings.Fields(tt.words)...)
		before := asked(t, strings.Fields(tt.words)...)
		two := machine.Description{EffectiveCPUs: 2} // on one CPU no sweep without --workers decides S<0.1
		h := results.Header{Request: &r, Machine: two}
		if got := sweepAgain(&h, tt.need, analysis.Pipeline); got != tt.want {
			t.Errorf("%s\n got %s\nwant %s", tt.words, got, tt.want)
		}
		if diff := cmp.Diff(before, r); diff != "" {
			t.Errorf("%s: the request was changed:\n%s", tt.words, diff)
		}
		old := results.Header{Machine: two, Command: append([]string{"/bin/harness", "sweep"}, strings.Fields(tt.words)...)}
		// older versions made the same rows for every N
		want := strings.NewReplacer("rows=2000000,", "rows=200000,", "rows=500000,", "rows=200000,").Replace(tt.want)
		if got := sweepAgain(&old, tt.need, analysis.Pipeline); got != want {
			t.Errorf("%s, of an old file\n got %s\nwant %s", tt.words, got, want)
		}
	}
	program := results.Header{Command: []string{"score.test", "-test.bench=."}}
	if got := sweepAgain(&program, advice.Need{Repeats: 20}, analysis.Pipeline); got != "" {
		t.Errorf("of a program that imports the packages: %s", got)
	}
	if got := newSweep(advice.Need{Pace: time.Millisecond, MaxWorkers: 16}); got != "harness sweep --pace 1ms --max-workers 16" {
		t.Errorf("a new sweep: %s", got)
	}
}

// harness accepts every command that the report of an old file advises.
func TestAdvisedCommands(t *testing.T) {
	made := map[advice.Code]bool{}
	for path, f := range oldFiles(t) {
		a, err := analysis.Of(f, analysis.Options{})
		if err != nil {
			t.Errorf("%s: %v", path, err)
			continue
		}
		commands(a.Advice, &f.Header, analysis.Pipeline)
		for _, item := range a.Advice {
			if item.Need.Settles() != (item.Command != "") {
				t.Errorf("%s: %s needs %+v, and its command is %q", path, item.Code, item.Need, item.Command)
			}
			if item.Command == "" {
				continue
			}
			made[item.Code] = true
			r, err := askedBy(unquoted(t, item.Command))
			if err != nil {
				t.Errorf("%s: %s: %s: %v", path, item.Code, item.Command, err)
			} else if diff := cmp.Diff(withNeed(r, item.Need), r); diff != "" {
				t.Errorf("%s: %s: %s does not have all that is needed:\n%s", path, item.Code, item.Command, diff)
			}
		}
	}
	if len(made) < 4 {
		t.Errorf("commands of %d codes only", len(made))
	}
}

// Sweeps to compare are made again with the same request, into new files.
func TestLonger(t *testing.T) {
	r := asked(t, "--data", "a b.csv", "--repeats", "3")
	got := longer([]compare.Longer{{Name: "A", Repeats: 40, Header: &results.Header{Request: &r}}, {Name: "B", Repeats: 40, Header: &results.Header{}}}, analysis.EndToEnd)
	want := []string{"harness sweep --data 'a b.csv' --repeats 40 --scope end-to-end -o A-more.jsonl", "harness sweep … --repeats 40 -o B-more.jsonl, with what else B was made with"}
	if !slices.Equal(got, want) {
		t.Errorf("%q, want %q", got, want)
	}
	if got := longer(nil, analysis.Pipeline); got == nil || len(got) != 0 {
		t.Errorf("of nothing %v, which JSON would write as null", got)
	}
}

// More sweeps of both sides are made by turns where one machine makes them.
func TestByTurns(t *testing.T) {
	before, after := asked(t, "--data", "a.csv"), asked(t, "--data", "a.csv", "--schedule", "queue")
	one, two := results.Header{Request: &before}, results.Header{Request: &after}
	sides := []compare.Longer{{Name: "old-*", Sweeps: 3, Header: &one}, {Name: "x 1 and 4 more", Sweeps: 2, Header: &two}}
	first, second := `harness sweep --data a.csv -o "old-more-$i.jsonl"`, `harness sweep --data a.csv --schedule queue -o "x-more-$i.jsonl"`
	for host, want := range map[string][]string{
		"":    {"for i in $(seq 3); do " + first + "; " + second + "; done"},
		"two": {"for i in $(seq 3); do " + first + "; done", "for i in $(seq 3); do " + second + "; done"},
	} {
		two.Machine.Hostname = host
		if got := longer(sides, analysis.Pipeline); !slices.Equal(got, want) {
			t.Errorf("%q, want %q", got, want)
		}
	}
	two.Engine = "sim"
	if got := longer(sides, analysis.Pipeline); got == nil || len(got) > 0 {
		t.Errorf("simulated: %q", got)
	}
}

// The error of an analysis without an answer ends with the command of a sweep that has one.
func TestSettled(t *testing.T) {
	r := asked(t, "--data", "my.csv")
	h := results.Header{Request: &r, Workers: []int{1, 2}}
	for _, c := range []struct {
		file *results.File
		want string
	}{
		{&results.File{Header: results.Header{Request: &r, Workers: []int{2, 4}}}, "; sweep again, with N = 1 among the others; type harness sweep --data my.csv --scope end-to-end"},
		{&results.File{Header: h, End: &results.End{Stopped: "done"}}, "; sweep again; type harness sweep --data my.csv --scope end-to-end"},
		{&results.File{Header: h, Warnings: []string{"line 2 was cut short"}}, ": the sweep was cut off, or is still running; continue it; line 2 was cut short; type harness sweep --resume 'a b.jsonl'"},
	} {
		_, err := analysis.Of(c.file, analysis.Options{})
		got := settled(err, c.file, "a b.jsonl", analysis.EndToEnd)
		if text := got.Error(); !errors.Is(got, err) || !strings.HasPrefix(text, "result file a b.jsonl: cannot tell: ") || !strings.HasSuffix(text, c.want) {
			t.Errorf("%s\nwant … %s", text, c.want)
		}
		if got := settled(os.ErrNotExist, c.file, "a b.jsonl", analysis.Pipeline); got != os.ErrNotExist {
			t.Errorf("of another fault: %v", got)
		}
	}
}

// A need of more repeats alone continues the file of a sweep that was interrupted; no other
// command and no other file is changed.
func TestContinued(t *testing.T) {
	r := asked(t, "--data", "my.csv")
	made := func() []advice.Advice {
		return []advice.Advice{
			{Command: "harness sweep --repeats 40", Need: advice.Need{Repeats: 40}},
			{Command: "harness sweep --max-workers 8", Need: advice.Need{Repeats: 40, MaxWorkers: 8}},
			{Need: advice.Need{Repeats: 40}},
		}
	}
	for _, c := range []struct {
		end  *results.End
		want string
	}{
		{nil, "harness sweep --resume a.jsonl --repeats 40"},
		{&results.End{Interrupted: true}, "harness sweep --resume a.jsonl --repeats 40"},
		{&results.End{Stopped: "done"}, "harness sweep --repeats 40"},
	} {
		all := made()
		continued(all, &results.File{Header: results.Header{Request: &r}, End: c.end}, "a.jsonl")
		if all[0].Command != c.want || all[1].Command != made()[1].Command || all[2].Command != "" {
			t.Errorf("%+v: %q, %q, %q", c.end, all[0].Command, all[1].Command, all[2].Command)
		}
	}
}

func TestResuming(t *testing.T) {
	h := &results.Header{Command: []string{"harness", "sweep", "--repeats", "3"}}
	if got := resuming(h, "a b.jsonl", 8); got != "harness sweep --resume 'a b.jsonl' --repeats 8" {
		t.Error(got)
	}
	gone := &results.Header{Command: []string{"harness", "sweep", "--no-such-flag"}}
	if got := resuming(h, "", 8) + resuming(&results.Header{}, "a.jsonl", 8) + resuming(gone, "a.jsonl", 8); got != "" {
		t.Errorf("of no file, of no sweep, and of a command that this version does not know: %s", got)
	}
}

// An error of a package that names no flag ends with what to type.
func TestRemedy(t *testing.T) {
	for _, tt := range []struct {
		err  error
		want string
	}{
		{&machinelock.BusyError{}, ", or type --force to go on anyway"},
		{fmt.Errorf("export: %w", &export.ExistsError{Path: "x.csv"}), ", or replace it with --force"},
		{fmt.Errorf("sweep: %w", &results.WriteError{Path: "a b.jsonl", Err: os.ErrPermission}), "; once that is repaired, continue with harness sweep --resume 'a b.jsonl'"},
		{&timings.Unclear{What: "a file", Choices: []timings.Choice{timings.ByX}}, ", with --x"},
		{&timings.Unclear{What: "a file", Choices: []timings.Choice{timings.ByY, timings.ByYIs}, Example: []string{"die Zeit", "time"}}, ", with --y and --y-is, such as --y 'die Zeit' --y-is time"},
		{&results.DestinationError{Err: os.ErrExist}, " with -o FILE"},
		{&results.WriteError{Path: "x.jsonl", Err: os.ErrNotExist, Gone: true}, ""},
		{&harness.FlagError{Flag: "pace"}, ""},
	} {
		if got := remedy(tt.err); got != tt.want {
			t.Errorf("%v: %q, want %q", tt.err, got, tt.want)
		}
	}
}

// Without an earlier sweep, harness run prints the command of one of the same work.
func TestSweepOfRun(t *testing.T) {
	writtenFiles(t)
	two := machine.Description{EffectiveCPUs: 2}
	for _, c := range []struct {
		words []string
		want  string
	}{
		{nil, "harness sweep"},
		{[]string{"--data", "a b.csv", "--groups", "g.csv", "--schedule", "queue", "--var", "equal"}, "harness sweep --data 'a b.csv' --groups g.csv --var equal --schedule queue"},
		{[]string{"--workload", "permtest", "--data", "golub"}, "harness sweep --workload permtest --data golub"},
		{[]string{"--workload", "pipe", "--data", "golub", "--", "sort", "--seed", "it's"}, `harness sweep --workload pipe --data golub -- sort --seed 'it'\''s'`},
	} {
		var got string
		verb := runVerb()
		verb.Action = func(c *cli.Context) error {
			r, err := requestOf(c)
			got = sweepOfRun(r)
			return err
		}
		app := &cli.App{Name: "harness", Commands: []*cli.Command{verb}, Writer: io.Discard, ErrWriter: io.Discard, ExitErrHandler: func(*cli.Context, error) {}}
		if err := app.Run(slices.Concat([]string{"harness", "run", "--results", "new.csv"}, c.words)); err != nil {
			t.Errorf("%q: %v", c.words, err)
		}
		if got != c.want {
			t.Errorf("%q: %s, want %s", c.words, got, c.want)
		}
		checkCommand(t, got, two)
	}
}
