package logs

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"serialfraction/harness/golden"
	"serialfraction/results/tasklog"
)

// kinds are the names of the remarks in the golden files.
var kinds = []string{"cut", "unread", "no end", "unended", "running", "lost", "compacted", "full", "hidden", "cached", "unstarted", "clipped", "backwards", "builds", "pools", "wide", "inferred", "rounded", "between", "spans", "clocks changed", "clocks back", "together"}

// textLogs are logs of text, in the order of their names.
func textLogs(t testing.TB, patterns ...string) (paths []string) {
	t.Helper()
	for _, p := range patterns {
		found, err := filepath.Glob(p)
		if err != nil || len(found) == 0 {
			t.Fatalf("%s: %v", p, err)
		}
		paths = append(paths, found...)
	}
	return paths
}

// TestText reads logs of programs, and odd ones that people may have, without an option.
func TestText(t *testing.T) {
	var b strings.Builder
	for _, path := range textLogs(t, "../testdata/ninja/*", "../testdata/gotest/*", "../testdata/nextflow/*", "../testdata/snakemake/*", "../testdata/parallel/twostage-j4-r1.joblog", "testdata/odd/*") {
		run, err := Read(path, Options{})
		describe(&b, filepath.Base(path), run, err)
	}
	golden.File(t, "testdata/text.golden", []byte(b.String()))
}

func describe(b *strings.Builder, name string, run *tasklog.Run, err error) {
	fmt.Fprintln(b, name)
	if err != nil {
		fmt.Fprintf(b, "  %s\n", strings.ReplaceAll(err.Error(), "testdata/odd/", ""))
		var u *Unclear
		if errors.As(err, &u) {
			fmt.Fprintf(b, "  setting %d, such as %q\n", u.By, u.Example)
		}
		return
	}
	busy, unused, wide := int64(0), 0, int32(0)
	for _, t := range run.Tasks {
		busy += t.Length() * int64(t.Weight)
		if t.Unused {
			unused++
		}
		wide = max(wide, t.Weight)
	}
	first := run.Tasks[0]
	fmt.Fprintf(b, "  %s: %d tasks, %d unused, up to %d slots each; %d stages; wall %.6f s, busy %.6f s, step %g s\n", run.Format, len(run.Tasks), unused, wide, len(run.Stages), float64(run.To-run.From)/1e9, float64(busy)/1e9, float64(run.Quantum)/1e9)
	fmt.Fprintf(b, "  the first: %q in stage %q, %.6f to %.6f s, ", first.Key, run.Stages[first.Stage].Name, float64(first.Start-run.From)/1e9, float64(first.End-run.From)/1e9)
	if first.Ready == tasklog.Unknown {
		b.WriteString("ready with its stage")
	} else {
		fmt.Fprintf(b, "ready at %.6f s", float64(first.Ready-run.From)/1e9)
	}
	if first.CPU != tasklog.Unknown {
		fmt.Fprintf(b, ", CPU %.6f s", float64(first.CPU)/1e9)
	}
	b.WriteByte('\n')
	for _, s := range run.Slots {
		fmt.Fprintf(b, "  %d slots\n", s.Count)
	}
	if run.Pools != nil {
		fmt.Fprintf(b, "  pools %q\n", run.Pools)
	}
	if run.Shared {
		b.WriteString("  a cluster's slots\n")
	}
	for _, r := range run.Remarks {
		fmt.Fprintf(b, "  remark: %s, %d of %d %s\n", kinds[r.Kind], r.Count, r.Of, r.Text)
	}
}

// A log of text that is cut anywhere gives what is whole of it, with a remark where it is cut within a
// line: never fewer tasks than one that is cut before. What begins it may be too short to know it.
func TestCutText(t *testing.T) {
	for _, path := range textLogs(t, "../testdata/ninja/*", "../testdata/gotest/gotest-p4.json", "../testdata/nextflow/*", "../testdata/snakemake/*", "../testdata/parallel/*-j4-r1.joblog",
		"testdata/odd/*.csv", "testdata/odd/*.tsv", "testdata/odd/*.sacct", "testdata/odd/*.txt") {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		whole, err := Read(path, Options{})
		if err != nil {
			continue
		}
		step := 97
		if len(text) < 2000 {
			step = 1
		}
		tasks := 0
		for at := 0; at < len(text); at += step {
			run, err := ReadFrom("x", bytes.NewReader(text[:at]), Options{From: whole.Format})
			if err != nil {
				if strings.Contains(err.Error(), "\n") || tasks > 0 {
					t.Errorf("%s cut at %d: error %v", path, at, err)
				}
				continue
			}
			wellFormedText(t, run)
			if len(run.Tasks) < tasks {
				t.Errorf("%s cut at %d: %d tasks; cut before it had %d", path, at, len(run.Tasks), tasks)
			}
			if tasks = len(run.Tasks); text[at-1] != '\n' && run.Remarks == nil {
				t.Errorf("%s cut at %d: no remark", path, at)
			}
		}
		if len(whole.Tasks) < tasks {
			t.Errorf("%s: %d tasks; cut before its end it had %d", path, len(whole.Tasks), tasks)
		}
	}
}

// wellFormedText holds what a run is to whoever reads it.
func wellFormedText(t *testing.T, r *tasklog.Run) {
	t.Helper()
	if len(r.Tasks) == 0 || len(r.Stages) == 0 || r.Quantum < 1 || r.To < r.From {
		t.Fatalf("%d tasks in %d stages, a step of %d ns, from %d to %d", len(r.Tasks), len(r.Stages), r.Quantum, r.From, r.To)
	}
	for _, x := range r.Tasks {
		if x.Start < r.From || x.End < x.Start || r.To < x.End || x.Stage < 0 || int(x.Stage) >= len(r.Stages) || x.Weight < 1 || x.CPU < tasklog.Unknown ||
			x.Pool < 0 || int(x.Pool) >= max(1, len(r.Pools)) {
			t.Fatalf("from %d to %d: a task %+v", r.From, r.To, x)
		}
	}
	if _, err := r.Account(0); err != nil {
		t.Fatal(err)
	}
}
