package trend

import (
	"math"

	"serialfraction/harness"
)

// The reasons why a variant has no test. untestable alone decides which of them holds.
var (
	noGenotype = harness.Reason{Code: "all-missing", Text: "no sample has a genotype"}
	emptyGroup = harness.Reason{Code: "empty-group", Text: "one group has no genotype"}
	oneAllele  = harness.Reason{Code: "one-allele", Text: "all alleles are the same"}

	// Of the trend, which is over samples with two alleles.
	noPairs    = harness.Reason{Code: "no-pairs", Text: "no sample has two alleles there, and the trend is over 0, 1 and 2 copies"}
	emptyPairs = harness.Reason{Code: "empty-group", Text: "one group has no genotype of two alleles, and the trend is over 0, 1 and 2 copies"}
	oneCount   = harness.Reason{Code: "one-count", Text: "all samples have as many copies of the allele"}
)

// untestable returns the reason why a test has no chi-square: pairs means that it counts the
// samples of two alleles alone, alike is the reason where both groups have some.
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

// questions returns those of the tests that are made.
func (k *tester) questions() (list []harness.Question) {
	ask := func(name string, chisq int, pairs bool, alike *harness.Reason) {
		list = append(list, harness.Question{Name: name, Outputs: []string{name}, Why: func(c harness.Chunk) *harness.Reason {
			var b block
			k.statistics(&b, c.Row, c.Packed, 1)
			if !math.IsNaN(b.chisq[chisq]) {
				return nil
			}
			return b.alleles[0].untestable(pairs, alike)
		}})
	}
	if k.allelic {
		ask("p_allelic", 0, false, &oneAllele)
	}
	if k.trend {
		ask("p_trend", blockRows, true, &oneCount)
	}
	return list
}
