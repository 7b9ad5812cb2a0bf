package analysis

import (
	"math"
	"path/filepath"
	"testing"

	"serialfraction/results"
)

// Files that older versions of harness wrote are read for ever and give the same S. The
// files are cut from longer runs, so the values mean nothing, but they never change. A
// change of the estimator of S changes the numbers here, and its commit explains why.
func TestVintages(t *testing.T) {
	serial := map[string]float64{
		"1-queue-paced.jsonl": 0.0025216061213942215,
		"1-ttest.jsonl":       0.4799204808387972,
		"2-pipe.jsonl":        0.8517277460583248,
		"2-program.jsonl":     1.4115068539240467,
		"2-wait-paced.jsonl":  0.04944701486009907,
		"3-resumed.jsonl":     1.0314833504993752,
		"4-timeline.jsonl":    0.05409261992238139,
		"5-request.jsonl":     0.0032709269575817673,
	}
	paths, err := filepath.Glob("../testdata/vintage/*.jsonl")
	if err != nil || len(paths) != len(serial) {
		t.Fatalf("%d files, %v; want %d", len(paths), err, len(serial))
	}
	for _, path := range paths {
		name := filepath.Base(path)
		t.Run(name, func(t *testing.T) {
			f, err := results.Read(path)
			if err != nil {
				t.Fatal(err)
			}
			a, err := Of(f, Options{})
			if err != nil {
				t.Fatal(err)
			}
			if len(f.Warnings) > 0 {
				t.Errorf("warnings %q", f.Warnings)
			}
			if a.SerialFraction == nil {
				t.Fatalf("no S: %s", a.Verdict)
			}
			if got, want := a.SerialFraction.Value, serial[name]; math.Abs(got-want) > 1e-9 {
				t.Errorf("S is %v, was %v", got, want)
			}
		})
	}
}
