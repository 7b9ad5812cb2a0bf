package export

import (
	"bytes"
	"encoding/csv"
	"os"
	"os/exec"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"testing"

	"serialfraction/fit"
	"serialfraction/harness"
	"serialfraction/results/timings"
	"serialfraction/results/timings/curves"

	"github.com/google/go-cmp/cmp"
)

// Lines are those of golang.org/design/14313: configuration, or a name without
// spaces, a count, and pairs of a number and a unit.
func TestBenchfmtLines(t *testing.T) {
	config := regexp.MustCompile(`^[a-z][^A-Z\s:]*:( \S.*)?$`)
	result := regexp.MustCompile(`^Benchmark[A-Z]\S*/workers=\d+ 1 \d+ ns/op$`)
	for _, s := range append(sweeps(t), hostile(t)) {
		runs := 0
		for line := range strings.Lines(written(t, "benchfmt", Options{}, s)) {
			line = strings.TrimSuffix(line, "\n")
			switch {
			case line == "":
			case result.MatchString(line):
				runs++
			case !config.MatchString(line):
				t.Errorf("%s: %q", s.Name, line)
			}
		}
		if want := len(slices.DeleteFunc(slices.Clone(s.File.Runs), func(r harness.Run) bool { return r.Warmup })); runs != want {
			t.Errorf("%s: %d lines for %d timed runs", s.Name, runs, want)
		}
	}
}

// harness fit reads the same times, and the same S, from an export as from the file.
func TestBenchfmtRoundTrip(t *testing.T) {
	for _, path := range []string{"../testdata/amdahl.jsonl", "../../docs/sweeps/wait-plant-05.jsonl", "../../docs/sweeps/golub-queue-paced.jsonl"} {
		s := read(t, path)
		back, err := timings.Read("export", strings.NewReader(written(t, "benchfmt", Options{}, s)), timings.Options{})
		if err != nil {
			t.Fatal(err)
		}
		want := readings(s)
		if len(back) != 1 {
			t.Fatalf("%s: %d series", s.Name, len(back))
		}
		slices.SortStableFunc(want, func(a, b fit.Reading) int { return int(a.Load - b.Load) })
		if diff := cmp.Diff(want, back[0].Readings); diff != "" {
			t.Errorf("%s: readings (-file +export)\n%s", s.Name, diff)
		}
		if diff := cmp.Diff(analysed(t, readings(s)).SerialFraction, analysed(t, back[0].Readings).SerialFraction); diff != "" {
			t.Errorf("%s: S (-file +export)\n%s", s.Name, diff)
		}
	}
}

func readings(s Sweep) (all []fit.Reading) {
	for _, r := range s.File.Runs {
		if !r.Warmup && r.Engine == s.File.Header.Engine {
			all = append(all, fit.Reading{Load: float64(r.Workers), Seconds: r.Timing.Wall.Seconds()})
		}
	}
	return all
}

func analysed(t *testing.T, all []fit.Reading) *curves.Analysis {
	t.Helper()
	a, err := curves.Analyze(curves.Series{Name: "s", Quantity: curves.Quantity(timings.Time), Readings: all}, curves.Options{Method: fit.Default})
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// A value that the next sweep lacks is written as empty.
func TestBenchfmtConfiguration(t *testing.T) {
	one, two := read(t, "../testdata/amdahl.jsonl"), read(t, "../testdata/amdahl.jsonl")
	two.File.Header.Schedule, two.File.Header.Engine = "", "serial"
	text := written(t, "benchfmt", Options{}, one, two)
	if strings.Count(text, "goos:") != 1 || !strings.Contains(text, "\nengine: serial\nschedule:\n") {
		t.Errorf("the second sweep has the wrong configuration:\n%s", text)
	}
}

// The real benchstat reads an export: it prints a column for each N, the least first, with
// the medians of the runs, and no warning.
func TestBenchstat(t *testing.T) {
	s := read(t, "../../docs/sweeps/golub-queue-paced.jsonl")
	cmd := exec.CommandContext(t.Context(), "go", "tool", "benchstat", "-format", "csv", "-col", "/workers", "-")
	cmd.Stdin = strings.NewReader(written(t, "benchfmt", Options{}, s))
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil {
		t.Fatalf("benchstat: %v: %s", err, &errs)
	}
	r := csv.NewReader(bytes.NewReader(out))
	r.FieldsPerRecord = -1
	rows, err := r.ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	byN := map[int][]float64{}
	for _, run := range s.File.Runs {
		if !run.Warmup {
			byN[run.Workers] = append(byN[run.Workers], run.Timing.Wall.Seconds())
		}
	}
	var heads []string
	var medians []float64
	for i, row := range rows {
		if row[0] == "Sweep/workload=ttest" {
			for k, head := range rows[i-2] {
				if head != "" {
					heads = append(heads, head)
					x, err := strconv.ParseFloat(row[k], 64)
					if err != nil {
						t.Fatal(err)
					}
					medians = append(medians, x)
				}
			}
		}
	}
	if diff := cmp.Diff([]string{"1", "2", "4", "8", "16", "32", "64"}, heads); diff != "" {
		t.Fatalf("columns (-want +benchstat)\n%s\n%s", diff, out)
	}
	for i, head := range heads {
		n, _ := strconv.Atoi(head)
		if want := median(byN[n]); medians[i] < want*(1-1e-6) || medians[i] > want*(1+1e-6) {
			t.Errorf("N = %d: median %v, want %v", n, medians[i], want)
		}
	}
}

// The docs show what benchstat prints.
func TestBenchstatInDocs(t *testing.T) {
	page, err := os.ReadFile("../../docs/export.md")
	if err != nil {
		t.Fatal(err)
	}
	cmd := exec.CommandContext(t.Context(), "go", "tool", "benchstat", "-col", "/workers", "-filter", "/workers:(1 OR 8 OR 64)", "-")
	cmd.Stdin = strings.NewReader(written(t, "benchfmt", Options{}, read(t, "../../docs/sweeps/wait-plant-05.jsonl")))
	var errs bytes.Buffer
	cmd.Stderr = &errs
	out, err := cmd.Output()
	if err != nil || errs.Len() > 0 {
		t.Fatalf("benchstat: %v: %s", err, &errs)
	}
	if !bytes.Contains(page, append([]byte("```text\n"), append(out, "```"...)...)) {
		t.Errorf("docs/export.md does not show what benchstat prints:\n%s", out)
	}
}

func median(x []float64) float64 {
	x = slices.Sorted(slices.Values(x))
	return (x[(len(x)-1)/2] + x[len(x)/2]) / 2
}
