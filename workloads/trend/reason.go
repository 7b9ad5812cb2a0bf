package trend

import "serialfraction/harness"

// Why a variant has no test. Which of them holds is decided where its chi-square is
// computed, by untestable alone.
var (
	noGenotype = harness.Reason{Code: "all-missing", Text: "no sample has a genotype"}
	emptyGroup = harness.Reason{Code: "empty-group", Text: "one group has no genotype"}
	oneAllele  = harness.Reason{Code: "one-allele", Text: "all alleles are the same"}

	// Of the trend, which is over samples with two alleles.
	noPairs    = harness.Reason{Code: "no-pairs", Text: "no sample has two alleles there, and the trend is over 0, 1 and 2 copies"}
	emptyPairs = harness.Reason{Code: "empty-group", Text: "one group has no genotype of two alleles, and the trend is over 0, 1 and 2 copies"}
	oneCount   = harness.Reason{Code: "one-count", Text: "all samples have as many copies of the allele"}
)

// untestable returns why a test has no statistic: pairs says that it counts the samples of
// two alleles alone, alike is the reason where both groups have some.
func (d *alleles) untestable(pairs bool, alike *harness.Reason) *harness.Reason {
	switch {
	case d.samples == 0:
		return &noGenotype
	case d.all[0] == 0 || d.all[1] == 0:
		return &emptyGroup
	case pairs && d.diploid == [2]int64{}:
		return &noPairs
	case pairs && (d.diploid[0] == 0 || d.diploid[1] == 0):
		return &emptyPairs
	}
	return alike
}

// questions are those of the tests that are made.
func (k *tester) questions() (list []harness.Question) {
	ask := func(name string, test func(d *alleles) (float64, *harness.Reason)) {
		list = append(list, harness.Question{Name: name, Outputs: []string{name}, Why: func(c harness.Chunk) *harness.Reason {
			var counts [1]bitCounts
			count(k.vectors, counts[:], c.Packed, k.stride, &k.ploidies.diploid)
			d := k.alleles(&counts[0], c.Row, c.Packed)
			_, why := test(&d)
			return why
		}})
	}
	if k.allelic {
		ask("p_allelic", (*alleles).allelicChisq)
	}
	if k.trend {
		ask("p_trend", (*alleles).trendChisq)
	}
	return list
}
