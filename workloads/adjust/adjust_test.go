package adjust

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"serialfraction/harness"
	"serialfraction/workloads/workloadtest"
)

// adjusted returns the column q for the p-values given.
func adjusted(name string, p []float64) []float64 {
	m := Methods[slices.Index(Names(), name)]
	out := tableOf(p)
	m.Finish("p")(out)
	q := make([]float64, len(p))
	for i := range q {
		q[i] = out.Values[2*i+1]
	}
	return q
}

// tableOf returns a result with the columns p and q, q still to be filled.
func tableOf(p []float64) *harness.Table {
	out := &harness.Table{Columns: []string{"p", "q"}}
	for _, v := range p {
		out.Values = append(out.Values, v, 0)
	}
	return out
}

// TestAdjustPublished has the 15 p-values of Benjamini & Hochberg 1995, section
// 3.2, and a row with ties and a missing value; q is R's p.adjust.
func TestAdjustPublished(t *testing.T) {
	published := []float64{0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459,
		0.3240, 0.4262, 0.5719, 0.6528, 0.7590, 1.000}
	ties := []float64{0.01, 0.02, 0.03, 0.04, 0.05, math.NaN(), 0.001, 0.9, 0.04}
	for _, c := range []struct {
		name string
		p, q []float64
	}{
		{"bh", published, []float64{0.0015, 0.003, 0.0095, 0.035624999999999997, 0.060299999999999999,
			0.063857142857142862, 0.063857142857142862, 0.064500000000000002, 0.076500000000000012,
			0.48599999999999999, 0.58118181818181813, 0.71487499999999993, 0.75323076923076926, 0.81321428571428567, 1}},
		{"holm", published, []float64{0.0015, 0.0056, 0.0247, 0.11399999999999999, 0.22109999999999999,
			0.27799999999999997, 0.27799999999999997, 0.27799999999999997, 0.32130000000000003, 1, 1, 1, 1, 1, 1}},
		{"bh", ties, []float64{0.04, 0.05333333333333333, 0.05333333333333333, 0.05333333333333333,
			0.057142857142857141, math.NaN(), 0.008, 0.9, 0.05333333333333333}},
		{"holm", ties, []float64{0.070000000000000007, 0.12, 0.14999999999999999, 0.16, 0.16, math.NaN(), 0.008, 0.9, 0.16}},
		{"bonferroni", ties, []float64{0.08, 0.16, 0.23999999999999999, 0.32, 0.4, math.NaN(), 0.008, 1, 0.32}},
	} {
		for i, q := range adjusted(c.name, c.p) {
			if !workloadtest.SameNumber(q, c.q[i]) {
				t.Errorf("%s of %v: q = %v, want %v", c.name, c.p[i], q, c.q[i])
			}
		}
	}
}

// slowAdjusted is each definition as a sentence, in m² steps: of all p at least
// (BH) or at most (Holm) as large as this one, the extreme of p times its factor.
func slowAdjusted(name string, p []float64) []float64 {
	q := slices.Repeat([]float64{math.NaN()}, len(p))
	m := 0.0
	for _, v := range p {
		if !math.IsNaN(v) {
			m++
		}
	}
	rank := func(v float64, orEqual bool) float64 {
		n := 0.0
		for _, w := range p {
			if w < v || orEqual && w == v {
				n++
			}
		}
		return n
	}
	for i, v := range p {
		if math.IsNaN(v) {
			continue
		}
		switch name {
		case "bonferroni":
			q[i] = min(1, m*v)
		case "bh":
			q[i] = 1
			for _, w := range p {
				if w >= v {
					q[i] = min(q[i], m/rank(w, true)*w)
				}
			}
		case "holm":
			q[i] = 0
			for _, w := range p {
				if w <= v {
					q[i] = min(1, max(q[i], (m-rank(w, false))*w))
				}
			}
		}
	}
	return q
}

func TestAdjustAgainstDefinition(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		p := rapid.SliceOfN(rapid.OneOf(
			rapid.Float64Range(0, 1),
			rapid.Float64Range(0.5, 0.5000001), // alike in the digits that are sorted first
			rapid.SampledFrom([]float64{0, 5e-324, 1e-300, 0.04, 0.5, 1, math.NaN()}),
		), 0, 60).Draw(t, "p")
		for _, name := range Names()[1:] {
			got, want := adjusted(name, p), slowAdjusted(name, p)
			for i := range got {
				if !workloadtest.SameNumber(got[i], want[i]) {
					t.Fatalf("%s of %v: q = %v, want %v", name, p[i], got[i], want[i])
				}
			}
		}
	})
}

func TestSortRanked(t *testing.T) {
	rng := rand.New(rand.NewPCG(13, 14))
	for _, draw := range []func() float64{rng.Float64, func() float64 { return 0.3 + rng.Float64()*1e-9 }, func() float64 { return math.Exp(-700 * rng.Float64()) }} {
		a := make([]ranked, 20_000)
		for i := range a {
			a[i] = ranked{math.Float64bits(draw()), int32(i)}
		}
		want := slices.Clone(a)
		slices.SortFunc(want, func(x, y ranked) int {
			if x.p() < y.p() {
				return -1
			}
			return 1
		})
		if sorted, _ := sortRanked(a, make([]ranked, len(a))); !slices.Equal(sorted, want) {
			t.Error("not sorted")
		}
	}
}

func TestFinishAllocatesOnce(t *testing.T) {
	rng := rand.New(rand.NewPCG(15, 16))
	p := make([]float64, 3000)
	for i := range p {
		p[i] = rng.Float64()
	}
	for _, m := range Methods[1:] {
		out, finish := tableOf(p), m.Finish("p")
		finish(out)
		if n := testing.AllocsPerRun(5, func() { finish(out) }); n != 0 {
			t.Errorf("%s allocates %v times after its first use", m.Name, n)
		}
	}
}
