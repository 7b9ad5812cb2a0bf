package made

import (
	"serialfraction/harness/machine"
	"strings"
	"testing"
)

func TestParseGenotypes(t *testing.T) {
	for _, tt := range []struct{ params, want string }{
		{"", "variants=100000,samples=1000,seed=1,odds=1.5,associated=0.01,missing=0.01"},
		{"samples=3,variants=2,missing=0", "variants=2,samples=3,seed=1,odds=1.5,associated=0.01,missing=0"},
	} {
		if p, err := parseGenotypes(tt.params); err != nil || p.params() != tt.want {
			t.Errorf("%q: %s, %v", tt.params, p.params(), err)
		}
	}
	for _, tt := range []struct{ params, want string }{
		{"variants=0", `"variants=0": variants is a whole number, at least 1`},
		{"samples=1", `"samples=1": samples is a whole number, at least 2; every other sample is a case`},
		{"seed=x", `"seed=x": seed is a whole number from 0 to 2^64-1`},
		{"odds=-1", `"odds=-1": odds is the odds ratio of associated variants, from 0 to 1e6`},
		{"associated=2", `"associated=2": associated is a share from 0 to 1`},
		{"missing=NaN", `"missing=NaN": missing is a share from 0 to 1`},
		{"rows=1", `"rows=1": the parameters are key=value with the keys variants, samples, seed, odds, associated, missing`},
		{"seed=1,seed=2", "seed is given twice"},
		{"variants=1,samples=60000000000", "60000000000 samples take more than 64 GiB: type at most samples=1000000000"},
		{"variants=1000000000,samples=1000000", "1000000000 variants of 1000000 values take more than 64 GiB: type at most variants=270000"},
	} {
		_, _, err := loadGenotypes(t.Context(), tt.params, machine.Room{})
		if err == nil || !strings.HasSuffix(err.Error(), tt.want) {
			t.Errorf("%q: %v, want %s", tt.params, err, tt.want)
		}
	}
}
