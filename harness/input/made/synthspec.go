package made

import (
	"fmt"
	"math"
	"strconv"
)

// A spec describes a generated data set.
type spec struct {
	rows, cols int
	seed       uint64
	effect     float64 // added to group a in the changed rows, in standard deviations
	changed    float64 // share of rows that are changed, each by chance
	missing    float64 // share of values that are missing, each by chance
}

func defaultSpec() spec {
	return spec{rows: 200_000, cols: 100, seed: 1, effect: 0.5, changed: 0.05}
}

// params writes all parameters down, in a form that parseSpec reads back.
func (p spec) params() string {
	short := func(v float64) string { return strconv.FormatFloat(v, 'g', -1, 64) }
	s := fmt.Sprintf("rows=%d,cols=%d,seed=%d,effect=%s,changed=%s", p.rows, p.cols, p.seed, short(p.effect), short(p.changed))
	if p.missing > 0 {
		s += ",missing=" + short(p.missing)
	}
	return s
}

// parseSpec reads parameters; those not given have their defaults. Errors are
// *harness.FlagError.
func parseSpec(params string) (spec, error) {
	p, err := parseUsed(params)
	if err == nil {
		err = fewSamples("synth", params, "cols", p.cols)
	}
	return p, err
}

// parseUsed reads the parameters of rows that need no memory, so that there may be any number.
func parseUsed(params string) (spec, error) {
	p := defaultSpec()
	if err := parseParams("synth", params, p.set); err != nil {
		return spec{}, err
	}
	return p, nil
}

// set sets one parameter. Where ok is false, want describes a valid value.
func (p *spec) set(key, value string) (want string, ok bool) {
	switch key {
	case "rows":
		p.rows, ok = parseCount(value, 1)
		return "rows is a whole number, at least 1", ok
	case "cols":
		p.cols, ok = parseCount(value, 2)
		return "cols is a whole number, at least 2; the first half of the columns is group a", ok
	case "seed":
		seed, err := strconv.ParseUint(value, 10, 64)
		p.seed = seed
		return "seed is a whole number from 0 to 2^64-1", err == nil
	case "effect":
		p.effect, ok = parseWithin(value, -math.MaxFloat64, math.MaxFloat64)
		return "effect is a number of standard deviations", ok
	case "changed":
		p.changed, ok = parseWithin(value, 0, 1)
		return "changed is a share from 0 to 1", ok
	case "missing":
		p.missing, ok = parseWithin(value, 0, 1)
		return "missing is a share from 0 to 1", ok
	}
	return "the parameters are key=value with the keys rows, cols, seed, effect, changed, missing", false
}
