package made_test

import (
	"math"
	"runtime"
	"testing"

	"serialfraction/harness/input"
)

// TestGenotypesBits pins the bits, as TestSynthBits does.
func TestGenotypesBits(t *testing.T) {
	for _, tt := range []struct{ data, digest string }{
		{"genotypes:variants=1500,samples=7,seed=3", "66d0b3cfc621f2bb2ab027651b82e57328da8506357709973580a91b581a6aa3"},
		{"genotypes:variants=1500,samples=8,seed=3,odds=2,associated=1,missing=0", "56c546977dff807b2c4b9105e232c60307839ab34ec9ce8b9deeb20b1082826a"},
	} {
		for _, procs := range []int{1, 3} {
			old := runtime.GOMAXPROCS(procs)
			got := load(t, input.Source{Data: tt.data}).Digest()
			runtime.GOMAXPROCS(old)
			if got != tt.digest {
				t.Errorf("%s on %d CPUs: %s, want %s", tt.data, procs, got, tt.digest)
			}
		}
	}
}

// TestGenotypesMoments checks frequencies, equilibrium, effect and missing values
// against the parameters, each within five standard errors.
func TestGenotypesMoments(t *testing.T) {
	const variants, samples, odds, missing = 2000, 400, 3, 0.05
	d := load(t, input.Source{Data: "genotypes:variants=2000,samples=400,seed=5,odds=3,associated=0.25,missing=0.05"})
	if d.Groups.Names != [2]string{"case", "control"} || d.Groups.Sizes != [2]int{200, 200} || d.Samples[1] != "s3" {
		t.Fatalf("%+v, %v", d.Groups, d.Samples[:3])
	}
	var lost, shifted, logOdds, excess, expected, sum float64
	for row := range variants {
		values := d.Block(nil, row, row+1)
		var copies, n, hets [2]float64
		for i, v := range values {
			g := i / 200
			if math.IsNaN(v) {
				lost++
				continue
			}
			n[g]++
			copies[g] += v
			if v == 1 {
				hets[g]++
			}
		}
		a, b := copies[0]/(2*n[0]), copies[1]/(2*n[1])
		sum += b
		excess += hets[1] - 2*n[1]*b*(1-b)
		expected += hets[1]
		if l := math.Log(a / (1 - a) * (1 - b) / b); b > 0.1 && l > math.Log(odds)/2 {
			shifted, logOdds = shifted+1, logOdds+l
		}
	}
	for _, tt := range []struct {
		name             string
		got, want, error float64
	}{
		{"missing", lost / (variants * samples), missing, math.Sqrt(missing * (1 - missing) / (variants * samples))},
		{"mean frequency", sum / variants, 0.255, 0.49 / math.Sqrt(12*variants)},
		{"heterozygotes above expectation", excess / expected, 0, 1 / math.Sqrt(expected)},
		{"associated", shifted / variants, 0.25 * 0.4 / 0.49, math.Sqrt(0.2 * 0.8 / variants)},
		{"log odds ratio", logOdds / shifted, math.Log(odds), 0.01},
	} {
		if math.Abs(tt.got-tt.want) > 5*tt.error {
			t.Errorf("%s %.4f, want %.4f within %.4f", tt.name, tt.got, tt.want, 5*tt.error)
		}
	}
}
