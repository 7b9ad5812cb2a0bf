//go:build !race

package main

import (
	"bytes"
	"encoding/json"
	"io/fs"
	"math"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/harness/machine"
	"serialfraction/harness/meter"
	"serialfraction/results"
	"serialfraction/results/analysis"
	"serialfraction/results/timings/curves"
)

// A fitResult is the fit of a result file as report or fit prints it.
type fitResult struct {
	Workers []float64     `json:"fitted_workers"`
	S       *fit.Interval `json:"serial_fraction"`
	T1      *fit.Interval `json:"t1_seconds"`
	Model   string        `json:"chosen_model"`
	Most    *fit.Interval `json:"max_speedup"`
}

// sameFit checks that report and fit have the same N and the same S, or that neither can
// tell. T1 must be equal too, unless the runs support a law that S is not read from, such as
// that with a knee alone: fit then prints the T1 of that law.
func sameFit(t *testing.T, report, fitted fitResult) {
	t.Helper()
	if !slices.Equal(report.Workers, fitted.Workers) {
		t.Errorf("report fits N = %v, fit N = %v", report.Workers, fitted.Workers)
	}
	if report.Model != fitted.Model {
		t.Errorf("the law is %s in report, %s in fit", report.Model, fitted.Model)
	}
	other := !slices.Contains([]string{"", fit.AmdahlLaw.Name, fit.USL.Name, fit.Capped.Name}, report.Model)
	for _, of := range []struct {
		name string
		a, b *fit.Interval
	}{{"S", report.S, fitted.S}, {"T1", report.T1, fitted.T1}, {"the largest speed-up", report.Most, fitted.Most}} {
		switch {
		case of.name == "T1" && other:
		case of.a == nil && of.b == nil:
		case of.a == nil || of.b == nil:
			t.Errorf("%s is %v in report, %v in fit", of.name, of.a, of.b)
		case !same(of.a.Value, of.b.Value) || !same(of.a.Lo, of.b.Lo) || !same(of.a.Hi, of.b.Hi):
			t.Errorf("%s is %+v in report, %+v in fit", of.name, *of.a, *of.b)
		}
	}
}

// same reports whether two numbers differ by rounding at most, or both are null in JSON.
func same(a, b float64) bool {
	return a == b || math.Abs(a-b) <= 1e-12*math.Abs(a) || math.IsNaN(a) && math.IsNaN(b)
}

// printed runs a command that prints JSON.
func printed(t *testing.T, into any, args ...string) {
	t.Helper()
	var out, errs bytes.Buffer
	if code := run(t.Context(), args, &out, &errs); code != 0 {
		t.Fatalf("%v: exit code %d: %s", args, code, errs.String())
	}
	if err := json.Unmarshal(out.Bytes(), into); err != nil {
		t.Fatal(err)
	}
}

// sweepFiles are the result files below a folder.
func sweepFiles(t *testing.T, folder string) []string {
	t.Helper()
	var files []string
	err := filepath.WalkDir(folder, func(path string, d fs.DirEntry, err error) error {
		if err == nil && filepath.Ext(path) == ".jsonl" {
			files = append(files, path)
		}
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	if len(files) < 5 {
		t.Fatalf("%s has %d result files only", folder, len(files))
	}
	return files
}

// The first series of fit has the same results as report of the same file, and gives the same
// advice about its N, with the same command. Neither requests an N above the CPUs.
func TestFitAgreesWithReport(t *testing.T) {
	type printedResult struct {
		fitResult
		advices
	}
	seen := map[string]int{}
	for _, file := range append(sweepFiles(t, "../../docs/sweeps"), sweepFiles(t, "../../results/testdata")...) {
		t.Run(file, func(t *testing.T) {
			var report printedResult
			var fitted struct{ Series []printedResult }
			printed(t, &report, "harness", "report", "--format", "json", file)
			printed(t, &fitted, "harness", "fit", "--format", "json", file)
			sameFit(t, report.fitResult, fitted.Series[0].fitResult)
			for _, code := range []string{"two-n-only", "too-few-n"} {
				message, command := report.about(code)
				text, typed := fitted.Series[0].about(code)
				if text != message || typed != command {
					t.Errorf("report: %q, %q\nfit: %q, %q", message, command, text, typed)
				}
				if command != "" {
					seen[code]++
				}
			}
		})
	}
	if seen["two-n-only"] < 2 {
		t.Errorf("commands seen: %v", seen)
	}
}

// swept returns a sweep of 5 blocks in which a run at N takes law(N) seconds, on 16 CPUs.
func swept(law func(n float64) float64, change func(*results.File, *harness.Run)) *results.File {
	f := &results.File{Header: results.Header{Workload: "ttest", Engine: "pool", Schedule: "dynamic", Workers: []int{1, 2, 4, 8, 16, 32},
		Machine: machine.Description{EffectiveCPUs: 16}}, End: &results.End{}}
	noise := []float64{1, 1.002, 0.999, 1.001, 0.998}
	for block := range noise {
		for i, n := range f.Header.Workers {
			d := time.Duration(law(float64(n)) * noise[(block+i)%len(noise)] * 1e9)
			workers := make([]harness.WorkerTiming, n)
			for w := range workers {
				workers[w] = harness.WorkerTiming{Chunks: 1, Busy: d, Sched: &meter.SchedTiming{CPU: d / 4}}
			}
			r := harness.Run{Engine: "pool", Block: block, Workers: n, Timing: harness.Timing{Wall: d, Parallel: d, Workers: workers}}
			if change != nil {
				change(f, &r)
			}
			f.Runs = append(f.Runs, r)
		}
	}
	return f
}

// fit agrees with report whatever law the runs follow, and whatever excludes an N from the
// fit.
func TestFitAgreesOnAnyLaw(t *testing.T) {
	amdahl := func(n float64) float64 { return 0.02 + 0.98/n }
	for _, c := range []struct {
		name   string
		law    func(n float64) float64
		change func(*results.File, *harness.Run)
		model  string // that the runs decide for
		fitted int    // how many N
	}{
		{"amdahl", amdahl, nil, "amdahl", 5},
		{"overhead", func(n float64) float64 { return 1/n + 0.002*(n-1) }, nil, "overhead", 5},
		{"a knee", func(n float64) float64 { return amdahl(min(n, 4)) }, nil, "capped", 5},
		{"a knee alone", func(n float64) float64 { return 1 / min(n, 4) }, nil, "saturation", 5},
		{"a coordinator", amdahl, func(f *results.File, _ *harness.Run) { f.Header.Schedule = "queue" }, "amdahl", 4},
		{"GOMAXPROCS", amdahl, func(f *results.File, _ *harness.Run) { f.Header.GOMAXPROCS = 8 }, "amdahl", 4},
		{"paced, and late", amdahl, func(f *results.File, r *harness.Run) {
			f.Header.Pace, r.Timing.Late = time.Microsecond, time.Millisecond
		}, "amdahl", 6},
		{"a program that waits", amdahl, func(f *results.File, r *harness.Run) {
			f.Header.Engine, r.Engine, f.Header.Workload, f.Header.Machine.EffectiveCPUs = "command", "command", "command", 2
			r.Timing.Workers, r.Timing.Process = nil, &harness.ProcessTiming{CPUUse: meter.CPUUse{User: 200 * time.Millisecond}}
		}, "amdahl", 4},
		{"faster beyond the CPUs than the ceiling", func(n float64) float64 {
			if n == 2 {
				return 0.75
			}
			return amdahl(n)
		}, func(f *results.File, _ *harness.Run) { f.Header.Machine.EffectiveCPUs = 2 }, "amdahl", 2},
		{"one CPU", amdahl, func(f *results.File, _ *harness.Run) { f.Header.Machine.EffectiveCPUs = 1 }, "", 0},
		{"less than a CPU", amdahl, func(f *results.File, _ *harness.Run) { f.Header.Machine.EffectiveCPUs = 0.5 }, "", 0},
	} {
		t.Run(c.name, func(t *testing.T) {
			f := swept(c.law, c.change)
			a, err := analysis.Of(f, analysis.Options{})
			if err != nil {
				t.Fatal(err)
			}
			all, err := analysis.SeriesOf(f)
			if err != nil {
				t.Fatal(err)
			}
			b, err := curves.Analyze(curves.Series{Quantity: curves.Time, Readings: fit.Readings(all[0].Runs), Sweep: sweepOf(&all[0])},
				curves.Options{Method: fit.Default})
			if err != nil {
				t.Fatal(err)
			}
			report := fitResult{S: a.SerialFraction, T1: a.T1Seconds, Model: a.ChosenModel, Most: a.MaxSpeedup, Workers: []float64{}}
			for _, n := range a.FittedWorkers {
				report.Workers = append(report.Workers, float64(n))
			}
			sameFit(t, report, fitResult{b.FittedWorkers, b.SerialFraction, b.T1Seconds, b.ChosenModel, b.MaxSpeedup})
			if a.ChosenModel != c.model || len(a.FittedWorkers) != c.fitted {
				t.Errorf("%s of %v, want %s of %d N", a.ChosenModel, a.FittedWorkers, c.model, c.fitted)
			}
		})
	}
}

// A fit of a sweep does not print that its causes were not measured.
func TestFitKnowsASweep(t *testing.T) {
	for _, format := range []string{"table", "md"} {
		var out, errs bytes.Buffer
		if code := run(t.Context(), []string{"harness", "fit", "--format", format, "../../docs/sweeps/pipe-python.jsonl"}, &out, &errs); code != 0 {
			t.Fatalf("exit code %d: %s", code, errs.String())
		}
		text := strings.Join(strings.Fields(out.String()), " ")
		if strings.Contains(text, "not measured: one time per run") || !strings.Contains(text, "harness report shows the causes that this sweep measured") {
			t.Errorf("%s: %s", format, text)
		}
	}
}

// advices holds the advice that report or fit prints about a result file.
type advices struct {
	Advice []struct{ Code, Message, Command string } `json:"advice"`
}

// about returns the advice with a code, "" if there is none.
func (a advices) about(code string) (message, command string) {
	for _, item := range a.Advice {
		if item.Code == code {
			return item.Message, item.Command
		}
	}
	return "", ""
}

// A doubtful prediction from a result file ends with the command that would settle it, which is of
// the rows as they are: where nearer N do not fit on the CPUs, no sweep of slower rows settles it.
func TestFitDrawsCommandsOfAnswers(t *testing.T) {
	for file, want := range map[string]string{
		"compare/fast": "measure nearer, for example N = 23 type: harness sweep --data golub --pace 250us --workers 1,2,4,8,23 \\ --repeats 12 causes ",
		"ttest-2cpu":   "to measure nearer, sweep on a machine with more CPUs causes ",
	} {
		var out, errs bytes.Buffer
		if code := run(t.Context(), []string{"harness", "fit", "--predict", "64", "../../docs/sweeps/" + file + ".jsonl"}, &out, &errs); code != 0 {
			t.Fatalf("exit code %d: %s", code, errs.String())
		}
		if text := strings.Join(strings.Fields(out.String()), " "); !strings.Contains(text, want) {
			t.Errorf("%s, want %s", text, want)
		}
	}
}
