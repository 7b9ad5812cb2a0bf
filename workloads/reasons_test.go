package workloads

import (
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/workloads/invert"
	"serialfraction/workloads/spec"
	"serialfraction/workloads/trend"
	"serialfraction/workloads/workloadtest"
)

// oddRows are rows of 3 + 3 values, and of a system of 2, in which much is missing,
// infinite or equal.
func oddRows(rows int) []float64 {
	rng := rand.New(rand.NewPCG(61, 62))
	x := make([]float64, rows*6)
	for i := range x {
		row := i / 6
		x[i] = float64(rng.IntN(1 + row%3))
		if rng.IntN(7) < row%7 {
			x[i] = []float64{math.NaN(), math.NaN(), math.Inf(1), -3}[rng.IntN(2+row%3)]
		}
	}
	return x
}

// TestEveryNaNHasAReason runs every workload on rows that it has no answer to: p and q, and
// all that a question is about, are NaN only where the question has a reason with words.
func TestEveryNaNHasAReason(t *testing.T) {
	tried := 0
	for _, s := range All {
		if s.New == nil {
			continue // a program answers what it likes
		}
		for _, args := range []spec.Args{nil, {"var": {"equal"}, "adjust": {"bh"}}, {"method": {"diagonal"}}, {"permutations": {"0"}, "permute": {"values"}}, {"adjust": {"maxt"}}, {"test": {"trend"}, "adjust": {"holm"}}} {
			ds := workloadtest.Matrix(3, 3, oddRows(400))
			if s.Name == trend.Spec.Name {
				ds = workloadtest.Genotypes(2, 3, 400)
			}
			w, err := s.New(ds, args)
			if err != nil {
				continue // of another workload
			}
			tried += len(w.Questions)
			job := &harness.Job{Data: ds, Workload: w, ChunkRows: 7}
			answer, err := harness.Answer(t.Context(), job)
			if err != nil {
				t.Fatal(err)
			}
			asked := []string{}
			rows := map[string]int{}
			for _, u := range job.Unanswered(answer, 2) {
				if u.Reason == nil || u.Reason.Code == "" || u.Reason.Text == "" || strings.Contains(u.Reason.Text, "--") || u.Rows < 1 {
					t.Fatalf("%s %v: %+v", s.Name, args, u)
				}
				rows[u.Question] += u.Rows
			}
			for _, q := range w.Questions {
				asked = append(asked, q.Outputs...)
				if rows[q.Name] == 0 {
					t.Errorf("%s %v: every row has an answer to %s: the test has no force", s.Name, args, q.Name)
				}
			}
			table := &harness.Table{Columns: w.Outputs, Values: answer}
			for _, name := range w.Outputs {
				missing := 0
				for _, v := range workloadtest.Column(table, name) {
					if math.IsNaN(v) {
						missing++
					}
				}
				if name == "q" && rows[w.Questions[len(w.Questions)-1].Name] != missing {
					t.Errorf("%s %v: %d rows without q, and %v without an answer", s.Name, args, missing, rows)
				}
				if missing > 0 && (strings.HasPrefix(name, "p") || s.Name == invert.Spec.Name) && !slices.Contains(asked, name) {
					t.Errorf("%s %v: %s is NaN in %d rows, and no question is about it", s.Name, args, name, missing)
				}
			}
		}
	}
	if tried < 10 {
		t.Errorf("%d questions: the test has no force", tried)
	}
}
