package made

import (
	"context"
	"fmt"
	"strconv"

	"serialfraction/harness"
	"serialfraction/harness/machine"
)

// A systems describes generated linear systems, one in each row.
type systems struct {
	rows, k int
	seed    uint64
	off     float64 // bound of the values beside the diagonal, from 0 to 1
}

func defaultSystems() systems { return systems{rows: 100_000, k: 16, seed: 1, off: 0.05} }

func (p systems) params() string {
	return fmt.Sprintf("rows=%d,k=%d,seed=%d,off=%s", p.rows, p.k, p.seed, strconv.FormatFloat(p.off, 'g', -1, 64))
}

// parseSystems reads parameters; those not given have their defaults. Errors are
// *harness.FlagError.
func parseSystems(params string) (systems, error) {
	p := defaultSystems()
	if err := parseParams("spd", params, p.set); err != nil {
		return systems{}, err
	}
	return p, nil
}

// set sets one parameter. Where ok is false, want describes a valid value.
func (p *systems) set(key, value string) (want string, ok bool) {
	switch key {
	case "rows":
		p.rows, ok = parseCount(value, 1)
		return "rows is a whole number, at least 1", ok
	case "k":
		p.k, ok = parseCount(value, 1)
		return "k is a whole number from 1 to 1000: the matrix of a row is k x k", ok && p.k <= 1000
	case "seed":
		seed, err := strconv.ParseUint(value, 10, 64)
		p.seed = seed
		return "seed is a whole number from 0 to 2^64-1", err == nil
	case "off":
		p.off, ok = parseWithin(value, 0, 1)
		return "off is a number from 0 (diagonal) to 1", ok
	}
	return "the parameters are key=value with the keys rows, k, seed, off", false
}

// loadSPD generates symmetric positive definite systems: values beside the diagonal
// are uniform in (−off, off), the diagonal is 1 more than the sum of their sizes in
// its row, so that the matrix dominates on its diagonal, and the right-hand side is
// uniform in (−1, 1). A row holds the matrix, row-major, and then the right-hand side.
func loadSPD(ctx context.Context, params string, room machine.Room) (*harness.Dataset, []string, error) {
	p, err := parseSystems(params)
	cols := p.k * (p.k + 1)
	if err == nil {
		err = fits(room, "spd", params, "rows", p.rows, cols, rowBytes(cols))
	}
	if err != nil {
		return nil, nil, err
	}
	d := &harness.Dataset{Name: "spd:" + p.params(), Cols: cols,
		Values: make([]float64, p.rows*cols), Rows: make([]string, p.rows)}
	for i := range p.k {
		for j := range p.k {
			d.Samples = append(d.Samples, fmt.Sprintf("a%d_%d", i+1, j+1))
		}
	}
	for i := range p.k {
		d.Samples = append(d.Samples, fmt.Sprintf("b%d", i+1))
	}
	key := newKey(p.seed, 4)
	for row := range p.rows {
		if row%grain == 0 && ctx.Err() != nil {
			return nil, nil, ctx.Err()
		}
		p.systemInto(d.Row(row), key.sub(row))
	}
	numberRows(d.Rows, 0, p.rows)
	return d, nil, nil
}

func sizeOfSPD(params string) (Size, error) {
	p, err := parseSystems(params)
	cols := p.k * (p.k + 1)
	return Size{Rows: p.rows, Cols: cols, Row: int64(rowBytes(cols))}, err
}

// systemInto generates one system.
func (p systems) systemInto(x []float64, of key) {
	k := p.k
	for i := range k {
		for j := range i {
			v := p.off * (2*of.uniform(i*k+j) - 1)
			x[i*k+j], x[j*k+i] = v, v
		}
		x[k*k+i] = 2*of.uniform(k*k+i) - 1
	}
	for i := range k {
		sum := 1.0
		for j := range k {
			if j != i {
				sum += max(x[i*k+j], -x[i*k+j])
			}
		}
		x[i*(k+1)] = sum
	}
}
