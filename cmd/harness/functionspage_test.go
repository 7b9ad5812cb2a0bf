//go:build !race

package main

import (
	"bytes"
	"encoding/csv"
	"math"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"testing"

	"serialfraction/results"
	"serialfraction/workloads/spec"
)

// The sweeps that docs/functions.md shows are of the scripts that it shows.
func TestFunctionSweeps(t *testing.T) {
	page, err := os.ReadFile("../../docs/functions.md")
	if err != nil {
		t.Fatal(err)
	}
	for name, script := range map[string]string{"call-welch": "welch.py", "call-welch-r": "welch.R", "call-bootstrap": "bootstrap.py", "call-tone": "tone.py"} {
		f, err := results.Read("../../docs/sweeps/" + name + ".jsonl")
		if err != nil {
			t.Fatal(err)
		}
		sum, err := spec.SumOf("../../docs/functions/" + script)
		if err != nil {
			t.Fatal(err)
		}
		if of := f.Header.Script; of == nil || of.SHA256 != sum || of.Interpreter == "" {
			t.Errorf("%s is of another script than %s: run docs/functions/run.sh", name, script)
		}
		if !strings.Contains(string(page), "<!-- docs/functions/"+script+" -->") {
			t.Errorf("docs/functions.md does not show %s", script)
		}
	}
}

// The functions of docs/functions answer what ttest does, to the 1e-10 that the page names, relative to
// its answers.
func TestWelchFunctions(t *testing.T) {
	t.Chdir("../..")
	answers := func(name string, args ...string) [][]string {
		path := filepath.Join(t.TempDir(), name+".csv")
		var out, errs bytes.Buffer
		words := slices.Concat([]string{"harness", "run", "--quiet", "--data", "golub", "--workers", "1", "--results", path}, args)
		if code := run(t.Context(), words, &out, &errs); code != 0 {
			t.Fatalf("%s: exit code %d: %s", name, code, errs.String())
		}
		f, err := os.Open(path)
		if err != nil {
			t.Fatal(err)
		}
		defer f.Close()
		rows, err := csv.NewReader(f).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		return rows
	}
	want := answers("ttest")
	for workload, script := range map[string]string{"python": "welch.py", "r": "welch.R"} {
		t.Run(script, func(t *testing.T) {
			if exec.Command(map[string]string{"python": "python3", "r": "Rscript"}[workload], "-e", "0").Err != nil ||
				workload == "python" && exec.Command("python3", "-c", "import scipy").Run() != nil {
				t.Skip("no python3 with scipy, or no R, is installed here: its answers are not compared")
			}
			got := answers(workload, "--workload", workload, "--call", "docs/functions/"+script+":welch")
			for column, name := range got[0] {
				at := slices.Index(want[0], name)
				if at < 0 || len(got) != len(want) {
					t.Fatalf("column %s of %d rows, want one of %v of %d", name, len(got), want[0], len(want))
				}
				for i := range want[1:] {
					x, errX := strconv.ParseFloat(got[i+1][column], 64)
					y, errY := strconv.ParseFloat(want[i+1][at], 64)
					if same := got[i+1][column] == want[i+1][at]; !same && (errX != nil || errY != nil || !(math.Abs(x-y) <= 1e-10*math.Abs(y))) {
						t.Fatalf("%s of row %s is %s, want %s", name, want[i+1][0], got[i+1][column], want[i+1][at])
					}
				}
			}
		})
	}
}
