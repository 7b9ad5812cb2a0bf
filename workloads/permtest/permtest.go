package permtest

import (
	"context"
	"math"
	"time"

	"serialfraction/harness"
	"serialfraction/workloads/adjust"
	"serialfraction/workloads/spec"
	"serialfraction/workloads/vector"
	"serialfraction/workloads/welch"
)

const summary = "permutation t-test of every row, two-sided"

// Spec is the entry of the workload in the table.
var Spec = spec.Workload{
	Name:    "permtest",
	Summary: summary,
	Bound:   "CPU",
	Data: spec.Data{Source: "synth:rows=%d,cols=40,seed=1,effect=1,changed=0.05", Rows: 20_000,
		Memory: 450, Cost: cost},
	Params:  params,
	Example: "--permutations 10000",
	New:     New,
	Takes:   takes,
}

// permutes are what is dealt anew of a row with missing values.
var permutes = []string{"samples", "values"}

var params = []spec.Param{
	welch.Setting,
	{Name: "permutations", Default: "1000", Usage: "`NUMBER` of random arrangements of the samples for each row; 0 = every arrangement there is, once"},
	{Name: "permute", Default: permutes[0], Usage: "what of a row with missing values is dealt to the groups anew: `WHAT` is samples (a missing place goes with its sample, so that the sizes of the groups vary, as in multtest) or values (those that are there, to groups of the sizes that they have, as where the missing samples are left out first)"},
	{Name: "perm-seed", Default: "1", Usage: "`SEED` of the random arrangements"},
	{Name: "adjust", Default: "none", Usage: "adjust p by `METHOD` for the number of rows, as a last serial step: none, bh, holm, bonferroni, or maxt (step-down by the largest |t|, with the same arrangements for all rows)"},
}

// cost returns the time of a row with these settings: 40 ns for each arrangement. All that
// there are, for 0, depend on the row.
func cost(args spec.Args) time.Duration {
	count := spec.Read(params, args).Whole("permutations", mostPermutations)
	return time.Duration(count) * 40 * time.Nanosecond
}

// adjustments returns the values of the setting adjust.
func adjustments() []string { return append(adjust.Names(), "maxt") }

// mostPermutations, like mostMemory, limits requests made by mistake.
const mostPermutations = 1_000_000_000

// New returns the permutation test of every row of ds, group a against group b, with the
// outputs t and p, and q where p is adjusted. t is the statistic of ttest, to the last bit.
// Where ttest has no t because each group is constant and they differ, t is infinite: no
// arrangement is more extreme, and p is that of the arrangements that separate the values in
// the same way. With B permutations, b of which have |t*| ≥ |t|,
//
//	p = (b + 1) / (B + 1)
//
// (B. Phipson and G. K. Smyth, Stat. Appl. Genet. Mol. Biol. 9 (2010) 39). Where all
// arrangements are enumerated, p is the exact share of them. Equality allows for rounding, see
// score.observe.
//
// An arrangement assigns samples to group a at random, as many as group a has; all
// assignments are equally likely. For a row with missing values the setting permute decides
// what is assigned:
//
//   - samples: a sample whose value is missing is assigned too, so the row's group sizes vary.
//     An arrangement that leaves a group with too few values for t does not count among the
//     row's B. It is the definition of multtest (mt.maxT), and the one that maxT needs: all
//     rows have the same arrangements.
//   - values: only the values that are not missing are assigned, to groups of the sizes that
//     the row has, as if the samples without a value were left out for this row. It is the
//     definition of a test of the row alone, such as scipy's permutation_test.
//
// Rows without missing values have the same p by both. Where a row has no t by the rules of
// welch.Test, t, p and q are NaN.
//
// The arrangements of a row depend on perm-seed and the number of the row in ds alone. With
// maxt they are the same for all rows (see maxima.finish).
func New(ds *harness.Dataset, args spec.Args) (harness.Workload, error) {
	return newOn(vector.Native(), ds, args)
}

func newOn(v vector.Set, ds *harness.Dataset, args spec.Args) (harness.Workload, error) {
	s := spec.Read(params, args)
	pooled := welch.Pooled(s)
	count, seed := s.Whole("permutations", mostPermutations), s.Whole("perm-seed", math.MaxUint64)
	names := adjustments()
	adjustment := s.Choice("adjust", names...)
	values, maxT := s.Choice("permute", permutes...) == 1, names[adjustment] == "maxt"
	if values && maxT {
		s.Fail("permute", permutes[1], "adjust maxt holds all rows against the same arrangements of the samples, and values that are missing in one row are there in another: type --permute samples, or adjust by holm")
	}
	if s.Err() != nil {
		return harness.Workload{}, s.Err()
	}
	na, nb, err := welch.GroupSizes("permtest", ds)
	if err != nil {
		return harness.Workload{}, err
	}
	w := harness.Workload{Name: "permtest", Summary: summary, Outputs: []string{"t", "p"}}
	if adjustment > 0 {
		w.Outputs = append(w.Outputs, "q")
	}
	test := newPermuter(v, pooled, na, nb, int(count), seed)
	test.outputs, test.values = len(w.Outputs), values
	w.Questions = []harness.Question{test.ttest.Question()}
	if err := test.share(maxT, ds.NumRows()); err != nil {
		return harness.Workload{}, err
	}
	if maxT {
		w.Finish, w.Gathers = test.maxima.finish, true
	} else {
		w.Finish = adjust.Methods[adjustment].Finish("p")
	}
	w.NewWorker = func(ctx context.Context) (harness.Worker, error) { return test.newWorker(ctx), nil }
	return w, nil
}
