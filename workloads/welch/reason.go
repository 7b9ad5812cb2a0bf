package welch

import "serialfraction/harness"

// The reasons why a row has no t. robustRow alone decides which of them holds.
var (
	infiniteValue = harness.Reason{Code: "infinite", Text: "a value is infinite"}
	allMissing    = harness.Reason{Code: "all-missing", Text: "all values are missing"}
	emptyGroup    = harness.Reason{Code: "empty-group", Text: "one group has no value"}
	oneValue      = harness.Reason{Code: "one-value", Text: "one group has a single value, which has no variance of its own: Welch's t needs two, the pooled t does not",
		Setting: Setting.Name, Value: variances[1]}
	tooFew   = harness.Reason{Code: "too-few", Text: "each group has a single value, so that there is no variance"}
	constant = harness.Reason{Code: "constant", Text: "all values are equal, or would be but for rounding"}

	// separated is the reason where t is infinite, see Test.Separates.
	separated = harness.Reason{Code: "constant-groups", Text: "each group is constant and they differ, so that t is infinite: a permutation test (permtest) has a p"}
)

// Why returns the reason why a row has no t, or nil where it has one.
func (k *Test) Why(row []float64) *harness.Reason {
	_, why := robustRow(row, k.design)
	return why
}

// Question is what a workload is asked of a row that it tests by k: p, whose reasons are
// those of t.
func (k *Test) Question() harness.Question {
	return harness.Question{Name: "p", Outputs: []string{"p"}, Why: func(c harness.Chunk) *harness.Reason { return k.Why(c.Values) }}
}

// Separates reports whether a row has no t because it is infinite: each group is constant,
// and they differ by more than rounding.
func (k *Test) Separates(row []float64) bool { return k.Why(row) == &separated }

// tooFewValues returns the reason why groups of na and nb values have no t, or nil where there
// are enough values.
func tooFewValues(pooled bool, na, nb int) *harness.Reason {
	switch least, most := min(na, nb), max(na, nb); {
	case most == 0:
		return &allMissing
	case least == 0:
		return &emptyGroup
	case most == 1:
		return &tooFew
	case least == 1 && !pooled:
		return &oneValue
	}
	return nil
}

// noVariance returns the reason why a row has no t where its standard error is 0, or so small
// by R's rule that it is only rounding. diff is the difference of the means of all n values,
// larger the larger mean, both as magnitudes. t is infinite where the difference is more than
// n times the rounding, and so large that sums in float64 distinguish it (see separatedBy).
func noVariance(standardError, diff, larger float64, n int) *harness.Reason {
	if diff > float64(2*n)*constantRow*larger && diff >= separatedBy*standardError {
		return &separated
	}
	return &constant
}
