//go:build !race

package main

import (
	"bytes"
	"encoding/json"
	"strings"
	"testing"

	"serialfraction/results"
)

// forecastOf runs harness predict from the top of the repository.
func forecastOf(t *testing.T, typed string) (code int, stdout, stderr string) {
	t.Helper()
	var out, errs bytes.Buffer
	code = run(t.Context(), append([]string{"harness", "predict"}, strings.Fields(typed)...), &out, &errs)
	return code, out.String(), errs.String()
}

// What cannot be forecast is one line that says what to type.
func TestPredictRefuses(t *testing.T) {
	t.Chdir("../..")
	t.Setenv("XDG_DATA_HOME", t.TempDir())
	const timed, bare, whole = "docs/sweeps/plan/ask-400.jsonl", "docs/sweeps/wait-plant-05.jsonl", "docs/sweeps/engines/xz.jsonl"
	for _, c := range []struct {
		typed string
		code  int
		words []string
	}{
		{"", exitUsage, []string{"no file: type harness predict FILE --workers 1000"}},
		{timed, exitUsage, []string{"no workers: type --workers LIST"}},
		{timed + " --workers 0", exitUsage, []string{`--workers "0": type whole numbers from 1 to 1,000,000,000`}},
		{timed + " --workers 1e12", exitUsage, []string{`--workers "1e12": type whole numbers from 1 to 1,000,000,000`}},
		{timed + " --workers 10,ten", exitUsage, []string{`--workers "ten"`}},
		{"nosuch.jsonl --workers 10", exitFailed, []string{"no file of that name here"}},
		{"no/such.jsonl --workers 10", exitFailed, []string{"no such file: correct the path"}},
		{bare + " --workers 10", exitUsage, []string{"it has no chunk times of a run at N = 1; type harness sweep ", " to have them"}},
		{whole + " --workers 10 --chunk 10", exitUsage, []string{"has no chunks to simulate; leave the changes out, for the law alone"}},
		{whole + " --workers 10 --without inflation", exitUsage, []string{"has no chunks to simulate; leave the changes out, for the law alone"}},
		{timed + " --workers 10 --without merging", exitUsage, []string{`--without`, "merging", "type causes of split, spawn, dispatch"}},
		{timed + " --workers 10 --schedule fast", exitUsage, []string{"--schedule", "dynamic, static, guided, queue"}},
		{timed + " --workers 1e7 --schedule static", exitUsage, []string{"at most 1,048,576 workers"}},
		{timed + " --workers 10 --chunk 0", exitUsage, []string{"--chunk 0: type the rows of a chunk"}},
		{timed + " --workers 10 --chunks 1e12", exitUsage, []string{"the job would take one worker more than 50 years: type fewer --chunks"}},
		{timed + " --workers 10 --memory-workers doctor", exitUsage, []string{"has no figures of the memory: type a number, or sweep without --no-doctor"}},
		{timed + " --workers 10 --chunks 0.5", exitUsage, []string{`--chunks "0.5": type a number from 1`}},
		{timed + " --workers 10 --row-cost 0", exitUsage, []string{"--row-cost 0: type a time above 0"}},
		{timed + " --workers 10 --stragglers 2", exitUsage, []string{`--stragglers "2": type a number from 0 to 1`}},
		{timed + " --workers 10 --memory-workers many", exitUsage, []string{`--memory-workers "many": type a number`}},
		{timed + " --workers 10 --format xml", exitUsage, []string{"--format", "table, json, md"}},
		{timed + " " + bare + " --workers 10", exitUsage, []string{"takes one file at a time"}},
	} {
		code, stdout, stderr := forecastOf(t, c.typed)
		if code != c.code || stdout != "" || strings.Count(stderr, "\n") != 1 {
			t.Errorf("%s: exit code %d, want %d, and one line: %q%q", c.typed, code, c.code, stdout, stderr)
		}
		for _, words := range c.words {
			if !strings.Contains(stderr, words) {
				t.Errorf("%s: %q lacks %q", c.typed, stderr, words)
			}
		}
	}
}

// A program that is timed whole is forecast by the law alone, which says why, and so does a machine that was
// busy: neither is a failure.
func TestPredictWhole(t *testing.T) {
	t.Chdir("../..")
	const typed = "docs/sweeps/predict/command.jsonl --workers 32,1000"
	code, stdout, stderr := forecastOf(t, typed)
	said := strings.Join(strings.Fields(stdout), " ")
	for _, words := range []string{"by no simulation, for it has no chunk times.", "the law alone, without a simulation: a program that is timed whole has no chunks to simulate",
		"the forecast is of a machine as busy as it was, and a quiet one may take less"} {
		if code != 0 || stderr != "" || !strings.Contains(said, words) {
			t.Errorf("exit code %d, or no %q: %s%s", code, words, stdout, stderr)
		}
	}
	for _, words := range []string{"simulated", "speed-up", " 0 s"} {
		if strings.Contains(stdout, words) {
			t.Errorf("%q in\n%s", words, stdout)
		}
	}
	if _, stdout, _ = forecastOf(t, typed+" --format json"); strings.Count(stdout, `"simulation": null`) != 2 || strings.Count(stdout, `"simulation_speedup": null`) != 2 {
		t.Errorf("no null simulation:\n%s", stdout)
	}
}

// What harness doctor measured of the memory is how many workers it serves.
func TestMemoryOfDoctor(t *testing.T) {
	p := &results.Probe{Memory: &results.MemoryProbe{Points: []results.MemoryPoint{
		{Threads: 1, Read: results.Middle{Value: 10e9}}, {Threads: 8, Read: results.Middle{Value: 35e9}}}}}
	if w, err := memoryWorkers(byDoctor, p, "f"); err != nil || w != 3.5 {
		t.Errorf("%g, %v", w, err)
	}
}

// Other programs read these keys; the same question has the same answer.
func TestPredictJSON(t *testing.T) {
	t.Chdir("../..")
	const typed = "docs/sweeps/plan/ask-400.jsonl --workers 1e4,4,64 --format json"
	code, stdout, stderr := forecastOf(t, typed)
	if code != 0 || stderr != "" {
		t.Fatalf("exit code %d: %s", code, stderr)
	}
	type interval struct{ Value, Lo, Hi, Level *float64 }
	var got struct {
		Schema      int
		Predictions []struct {
			Workers         int
			Law, Simulation *interval
		}
	}
	if err := json.Unmarshal([]byte(stdout), &got); err != nil {
		t.Fatal(err)
	}
	if got.Schema != 1 || len(got.Predictions) != 3 {
		t.Fatalf("%+v", got)
	}
	for i, n := range []int{4, 64, 1e4} {
		p := got.Predictions[i]
		if p.Workers != n || p.Law == nil || p.Simulation == nil || *p.Simulation.Level != 0.95 || *p.Simulation.Lo > *p.Simulation.Value || *p.Simulation.Value > *p.Simulation.Hi {
			t.Errorf("N = %d: %+v", n, p)
		}
	}
	if _, again, _ := forecastOf(t, typed); again != stdout {
		t.Error("the same question has another answer")
	}
}
