package made

import (
	"fmt"
	"strconv"

	"serialfraction/harness/input/plink"
)

// A genotypeSpec describes generated genotypes of cases and controls.
type genotypeSpec struct {
	variants, samples int
	seed              uint64
	odds              float64 // odds ratio, cases to controls, of allele A1 of associated variants
	associated        float64 // probability that a variant is associated
	missing           float64 // probability that a genotype is missing
}

func defaultGenotypes() genotypeSpec {
	return genotypeSpec{variants: 100_000, samples: 1000, seed: 1, odds: 1.5, associated: 0.01, missing: 0.01}
}

// params writes all parameters down, in a form that parseGenotypes reads back.
func (p genotypeSpec) params() string {
	short := func(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
	return fmt.Sprintf("variants=%d,samples=%d,seed=%d,odds=%s,associated=%s,missing=%s",
		p.variants, p.samples, p.seed, short(p.odds), short(p.associated), short(p.missing))
}

// parseGenotypes reads parameters; those not given have their defaults. Errors are
// *harness.FlagError.
func parseGenotypes(params string) (genotypeSpec, error) {
	p := defaultGenotypes()
	if err := parseParams("genotypes", params, p.set); err != nil {
		return genotypeSpec{}, err
	}
	return p, fewSamples("genotypes", params, "samples", p.samples)
}

// variantBytes returns the memory of a row in bytes: its genotypes, its id and its chromosome.
func variantBytes(samples int) int { return plink.Stride(samples) + 48 }

// set sets one parameter. Where ok is false, want describes a valid value.
func (p *genotypeSpec) set(key, value string) (want string, ok bool) {
	switch key {
	case "variants":
		p.variants, ok = parseCount(value, 1)
		return "variants is a whole number, at least 1", ok
	case "samples":
		p.samples, ok = parseCount(value, 2)
		return "samples is a whole number, at least 2; every other sample is a case", ok
	case "seed":
		seed, err := strconv.ParseUint(value, 10, 64)
		p.seed = seed
		return "seed is a whole number from 0 to 2^64-1", err == nil
	case "odds":
		p.odds, ok = parseWithin(value, 0, 1e6)
		return "odds is the odds ratio of associated variants, from 0 to 1e6", ok
	case "associated":
		p.associated, ok = parseWithin(value, 0, 1)
		return "associated is a share from 0 to 1", ok
	case "missing":
		p.missing, ok = parseWithin(value, 0, 1)
		return "missing is a share from 0 to 1", ok
	}
	return "the parameters are key=value with the keys variants, samples, seed, odds, associated, missing", false
}
