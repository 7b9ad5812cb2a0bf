package trend

import "math"

// alleles holds the counts in the two groups that the tests of a variant need.
type alleles struct {
	samples int64    // with a genotype
	a1, all [2]int64 // alleles A1, and all alleles, in each group

	// Of the samples with two chromosomes: their number in each group, their alleles A1 in
	// each group, and the numbers in both groups together with one copy and with two.
	diploid, copies [2]int64
	one, two        int64
}

// diploidAlleles returns the counts where every sample has two chromosomes.
func diploidAlleles(c *bitCounts, m *masks) (d alleles) {
	for g := range 2 {
		t := c.genotypes(m, g)
		n, copies := t.samples(), t.copies()
		d.samples += n
		d.a1[g], d.all[g] = copies, 2*n
		d.diploid[g], d.copies[g] = n, copies
		d.one += t.one
		d.two += t.two
	}
	return d
}

// frequency returns the frequency of A1 in group g, NaN where the group has no genotypes.
func (d *alleles) frequency(g int) float64 { return float64(d.a1[g]) / float64(d.all[g]) }

// oddsRatio returns the odds of A1 in group a over those in group b, NaN where A2 is
// absent from a, or A1 from b.
func (d *alleles) oddsRatio() float64 {
	below := float64(d.all[0]-d.a1[0]) * float64(d.a1[1])
	if below == 0 {
		return math.NaN()
	}
	return float64(d.a1[0]) * float64(d.all[1]-d.a1[1]) / below
}

// allelicChisq returns Pearson's statistic of the 2 x 2 table of alleles by groups,
//
//	T·(a·d − b·c)² / (row a · row b · column A1 · column A2)
//
// with one degree of freedom (K. Pearson, Phil. Mag. 50 (1900) 157–175). It is NaN
// where a row or a column is empty.
func (d *alleles) allelicChisq() float64 {
	t, x := float64(d.all[0]+d.all[1]), float64(d.a1[0]+d.a1[1])
	ra, rb := float64(d.all[0]), float64(d.all[1])
	return ratioOrNaN(float64(d.a1[0])*t-ra*x, t, ra*rb, x*(t-x))
}

// trendChisq returns the statistic of the trend of a group's share over 0, 1 and 2
// copies of A1: with N samples, R of them in group a, whose copies are x and those of
// all samples X, and Q the sum of their squares,
//
//	N·(N·x − R·X)² / (R·(N−R)·(N·Q − X²))
//
// (W. G. Cochran, Biometrics 10 (1954) 417–451; P. Armitage, Biometrics 11 (1955)
// 375–386). It is NaN where a group is empty or all samples have the same number.
func (d *alleles) trendChisq() float64 {
	n, r := float64(d.diploid[0]+d.diploid[1]), float64(d.diploid[0])
	x := float64(d.copies[0] + d.copies[1])
	q := float64(d.one + 4*d.two)
	return ratioOrNaN(n*float64(d.copies[0])-r*x, n, r*float64(d.diploid[1]), n*q-x*x)
}

// ratioOrNaN returns diff²·n/(p·q). Up to 2^25 samples all four arguments are exact whole
// numbers, so that only the last few operations round.
func ratioOrNaN(diff, n, p, q float64) float64 {
	below := p * q
	if below == 0 {
		return math.NaN()
	}
	return diff * diff * n / below
}
