package input

import (
	"math"
	"runtime"
	"strings"
	"testing"
)

// TestGenotypesBits pins the bits, as TestSynthBits does.
func TestGenotypesBits(t *testing.T) {
	for _, tt := range []struct{ data, digest string }{
		{"genotypes:variants=1500,samples=7,seed=3", "66d0b3cfc621f2bb2ab027651b82e57328da8506357709973580a91b581a6aa3"},
		{"genotypes:variants=1500,samples=8,seed=3,odds=2,associated=1,missing=0", "56c546977dff807b2c4b9105e232c60307839ab34ec9ce8b9deeb20b1082826a"},
	} {
		for _, procs := range []int{1, 3} {
			old := runtime.GOMAXPROCS(procs)
			got := load(t, Source{Data: tt.data}).Digest()
			runtime.GOMAXPROCS(old)
			if got != tt.digest {
				t.Errorf("%s on %d CPUs: %s, want %s", tt.data, procs, got, tt.digest)
			}
		}
	}
}

// TestGenotypesMoments checks frequencies, equilibrium, effect and missing values
// against what was asked for, each within five standard errors.
func TestGenotypesMoments(t *testing.T) {
	const variants, samples, odds, missing = 2000, 400, 3, 0.05
	d := load(t, Source{Data: "genotypes:variants=2000,samples=400,seed=5,odds=3,associated=0.25,missing=0.05"})
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

func TestParseStudy(t *testing.T) {
	for _, tt := range []struct{ params, want string }{
		{"", "variants=100000,samples=1000,seed=1,odds=1.5,associated=0.01,missing=0.01"},
		{"samples=3,variants=2,missing=0", "variants=2,samples=3,seed=1,odds=1.5,associated=0.01,missing=0"},
	} {
		if p, err := parseStudy(tt.params); err != nil || p.params() != tt.want {
			t.Errorf("%q: %s, %v", tt.params, p.params(), err)
		}
	}
	for _, tt := range []struct{ params, want string }{
		{"variants=0", `"variants=0": variants is a whole number, at least 1`},
		{"samples=1", `"samples=1": samples is a whole number, at least 2, of which every other is a case`},
		{"seed=x", `"seed=x": seed is a whole number from 0 to 2^64-1`},
		{"odds=-1", `"odds=-1": odds is the odds ratio of associated variants, from 0 to 1e6`},
		{"associated=2", `"associated=2": associated is a share from 0 to 1`},
		{"missing=NaN", `"missing=NaN": missing is a share from 0 to 1`},
		{"rows=1", `"rows=1": the parameters are key=value with the keys variants, samples, seed, odds, associated, missing`},
		{"seed=1,seed=2", "seed is given twice"},
		{"variants=1,samples=60000000000", "1 variants of 60000000000 samples take more than 64 GiB: give less"},
		{"variants=1000000000,samples=1000000", "1000000000 variants of 1000000 samples take more than 64 GiB: give less"},
	} {
		_, err := parseStudy(tt.params)
		if err == nil || !strings.HasSuffix(err.Error(), tt.want) {
			t.Errorf("%q: %v, want %s", tt.params, err, tt.want)
		}
	}
}
