//go:build !race

// What reads and words command lines starts no goroutine.

package main

import (
	"errors"
	"io"
	"os"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/urfave/cli/v2"

	"serialfraction/harness/machine"
	"serialfraction/results"
	"serialfraction/results/advice"
	"serialfraction/results/analysis"
	"serialfraction/results/compare"
	"serialfraction/results/prepare"
	"serialfraction/workloads"
)

// writtenFiles makes a folder with the files that the sweeps of writingWords write, and
// makes it the current one.
func writtenFiles(t *testing.T) {
	t.Helper()
	t.Chdir(t.TempDir())
	for _, folder := range []string{"out", "kept"} {
		if err := os.Mkdir(folder, 0o777); err != nil {
			t.Fatal(err)
		}
	}
	for path, text := range map[string]string{"p.csv": "row,t\n", "results.csv": "row,t\n", "out/p.tsv.gz": "", "c.out": "\x1f\x8b", "t.out": "go 1.26",
		"kept/0001-n1.out": "", "A-more.jsonl": "{}\n"} {
		if err := os.WriteFile(path, []byte(text), 0o666); err != nil {
			t.Fatal(err)
		}
	}
}

// writingWords are command lines of sweeps, most of which write files or name conditions.
var writingWords = [][]string{
	nil,
	{"--data", "my.csv", "--groups", "g.csv", "--results", "p.csv", "--cpuprofile", "c.out", "--trace", "t.out"},
	{"--results", "out/p.tsv.gz", "--schedule", "queue", "--control"},
	{"--results", "gone/p.csv", "--trace", "gone/t.out", "--repeats", "2"},
	{"--engine", "serial", "--results", "p.csv", "--check", "T1<1s"},
	{"--engine", "sim", "--workload", "wait", "--plant", "0.05", "--max-workers", "8", "--fail-if", "efficiency@8<50%"},
	{"--workers", "8", "--check", "speedup@8>6", "--fail-if", "load>0.1", "--strict"},
	{"--workload", "pipe", "--results", "p.csv", "--check", "S<0.1", "--", "score", "it's\n"},
	{"--workload", "command", "--keep-output", "kept", "--env", "A=x\ny", "--check", "speedup@2>1", "--strict", "--", "xz", "-T{workers}"},
}

// allNeeds returns needs of every kind, alone and together.
var allNeeds = []advice.Need{
	{Workers: []float64{1, 2, 4}}, {Workers: []float64{1, 16, 1e6}}, {Workers: []float64{1, 4, 8}, Repeats: 5}, {MaxWorkers: 1}, {MaxWorkers: 2}, {Repeats: 20},
	{Repeats: 20, Control: true}, {Tile: 43}, {Pace: 250 * time.Microsecond, MaxWorkers: 16, Repeats: 5}, {Schedule: "dynamic"}, {Pin: "cores", MaxWorkers: 2}, {CPUs: "0-1"}, {Store: true}, {Again: true}, {Setting: "var", Value: "equal", Store: true},
}

// admit makes all checks of a sweep that come before it reads its rows, for a machine.
func admit(words []string, m machine.Description) (r results.Request, err error) {
	verb := sweepVerb()
	verb.OnUsageError = func(_ *cli.Context, err error, _ bool) error { return err }
	verb.Action = func(c *cli.Context) error {
		show, err := newShow(c)
		if err != nil {
			return err
		}
		if r, err = requestOf(c); err != nil {
			return err
		}
		_, err = prepare.Stop(r)
		if err := errors.Join(err, checkPaths(r, c.String("output"), false), checkProfiles(r, c.String("output"))); err != nil {
			return err
		}
		grid, err := prepare.Workers(r, m)
		if err != nil {
			return err
		}
		if prepare.EngineOf(r).OneWorker && len(grid) > 1 {
			return errors.New("the plain loop has no N but 1")
		}
		if err := checkScope(r, show.scope); err != nil {
			return err
		}
		if w, err := workloads.Lookup(r.Workload); err == nil && w.Program != nil {
			engine, err := w.Program(r.Settings, r.Program)
			if err != nil {
				return err
			}
			if held, ok := engine.(io.Closer); ok {
				defer held.Close()
			}
		}
		return show.gates.fit(grid, show.scope)
	}
	app := &cli.App{Name: "harness", Commands: []*cli.Command{verb}, Writer: io.Discard, ErrWriter: io.Discard, ExitErrHandler: func(*cli.Context, error) {}}
	return r, app.Run(words)
}

// checkCommand checks that harness sweep accepts a command and that the command names no
// existing file to be written.
func checkCommand(t *testing.T, command string, m machine.Description) {
	t.Helper()
	if strings.ContainsAny(command, "\n\t") {
		t.Errorf("%q is not of one line", command)
	}
	words := unquoted(t, command)
	if words[0] == "taskset" {
		m, words = held(m, words[2]), words[3:]
	}
	r, err := admit(words, m)
	if err != nil {
		t.Errorf("%s: %v", command, err)
	}
	for _, a := range asks {
		for _, path := range a.values(&r) {
			if _, err := os.Lstat(path); a.writes && err == nil {
				t.Errorf("%s writes over %s", command, path)
			}
		}
	}
	if at := slices.Index(words, "-o"); at > 0 {
		if _, err := os.Lstat(words[at+1]); err == nil {
			t.Errorf("%s keeps its runs in %s, which is there", command, words[at+1])
		}
	}
}

// For any need and any sweep, harness accepts the command that is printed, and the command
// overwrites no file.
func TestCommandsOfWrittenFiles(t *testing.T) {
	writtenFiles(t)
	eight := machine.Description{EffectiveCPUs: 8}
	for _, words := range writingWords {
		r := asked(t, words...)
		h := &results.Header{Request: &r, Machine: eight}
		for _, need := range allNeeds {
			for _, scope := range []analysis.Scope{analysis.Steady, analysis.Compute, analysis.Pipeline, analysis.EndToEnd} {
				command := sweepAgain(h, need, scope)
				unheard := need.Setting != "" && r.Workload != "ttest" // a setting of another workload
				switch impossible := slices.Contains(need.Workers, 1e6) || unheard; {
				case command != "":
					checkCommand(t, command, eight)
				case !impossible && r.Program == nil:
					t.Errorf("%q: no command for %+v", words, need)
				}
			}
		}
		for _, command := range longer([]compare.Longer{{Name: "A", Repeats: 40, Header: h}}, analysis.EndToEnd) {
			checkCommand(t, command, eight)
		}
	}
}

// The same holds for the advice on every result file in this repository.
func TestCommandsOfOldFiles(t *testing.T) {
	files := oldFiles(t)
	writtenFiles(t)
	checked := 0
	for path, f := range files {
		for _, scope := range []analysis.Scope{analysis.Pipeline, analysis.EndToEnd} {
			if scope == analysis.EndToEnd && f.Header.Load == nil && f.Store == nil {
				continue // it has no report
			}
			a, err := analysis.Of(f, analysis.Options{Scope: scope})
			if err != nil {
				t.Errorf("%s: %v", path, err)
				continue
			}
			commands(a.Advice, &f.Header, scope)
			for _, item := range a.Advice {
				if item.Command != "" {
					checkCommand(t, item.Command, f.Header.Machine)
					checked++
				}
			}
		}
	}
	if checked < len(files) {
		t.Errorf("%d commands of %d files", checked, len(files))
	}
}

// Result rows are stored beside those of the first sweep, in a file of their own.
func TestUnusedRows(t *testing.T) {
	writtenFiles(t)
	for asked, want := range map[string]string{"": "results-2.csv", "p.csv": "p-2.csv", "q.v1.tsv": "q.v1-2.tsv", "out/p.tsv.gz": "out/p-2.tsv.gz", "gone/p.csv": "results-2.csv", "p.csv/q.csv": "results-2.csv"} {
		if got := unusedRows(asked); got != want {
			t.Errorf("after %q: %s, want %s", asked, got, want)
		}
	}
}
