package made

import (
	"context"
	"strconv"

	"serialfraction/harness"
	"serialfraction/harness/input/plink"
	"serialfraction/harness/machine"
)

// loadGenotypes generates the genotypes that the parameters describe, packed as in a
// .bed file.
func loadGenotypes(ctx context.Context, params string, room machine.Room) (*harness.Dataset, []string, error) {
	p, err := parseGenotypes(params)
	if err == nil {
		err = fits(room, "genotypes", params, "variants", p.variants, p.samples, variantBytes(p.samples))
	}
	if err != nil {
		return nil, nil, err
	}
	d, err := p.generate(ctx)
	return d, nil, err
}

func sizeOfGenotypes(params string) (Size, error) {
	p, err := parseGenotypes(params)
	return Size{Rows: p.variants, Cols: p.samples, Row: int64(variantBytes(p.samples)), Packed: true}, err
}

// autosomes is the number of chromosomes; variants are spread over them in order.
const autosomes = 22

// generate returns genotypes in Hardy–Weinberg equilibrium within each group. The
// frequency of allele A1 in controls is uniform from 1 % to 50 % over the variants.
// Every other sample is a case, the first among them. A genotype is a function of the
// seed, its row and its column alone, as in the data of synth.
func (p genotypeSpec) generate(ctx context.Context) (*harness.Dataset, error) {
	stride := plink.Stride(p.samples)
	packed := make([]byte, p.variants*stride)
	d := &harness.Dataset{
		Name:    "genotypes:" + p.params(),
		Cols:    p.samples,
		Rows:    make([]string, p.variants),
		Samples: make([]string, p.samples),
		Store:   plink.Store(packed, p.variants, p.samples),
	}
	phenotypes, sexes := make([]string, p.samples), make([]string, p.samples)
	for i := range d.Samples {
		d.Samples[i] = "s" + strconv.Itoa(i+1)
		phenotypes[i] = [2]string{plink.Case, plink.Control}[i%2]
		sexes[i] = [2]string{"male", "female"}[i/2%2]
	}
	d.Fields = []harness.Field{plink.Phenotypes(phenotypes), {Name: "sex", Values: sexes}}
	chromosomes := make([]string, p.variants)
	var names [autosomes]string
	for i := range names {
		names[i] = strconv.Itoa(i + 1)
	}
	for row := range chromosomes {
		chromosomes[row] = names[row*autosomes/p.variants]
	}
	d.RowFields = []harness.Field{{Name: "chromosome", Values: chromosomes}}
	err := eachGrain(ctx, p.variants, func(lo, hi int) {
		p.rowsInto(packed[lo*stride:hi*stride], stride, lo, hi)
		numberRows(d.Rows, lo, hi)
	})
	if err != nil {
		return nil, err
	}
	return d, nil
}

// rowsInto generates rows [lo, hi) into packed.
func (p genotypeSpec) rowsInto(packed []byte, stride, lo, hi int) {
	draw, frequency, associated := newKey(p.seed, 4), newKey(p.seed, 5), newKey(p.seed, 6)
	for row := lo; row < hi; row++ {
		f := 0.01 + float64(0.49*frequency.uniform(row))
		of := [2]cuts{p.cuts(f), p.cuts(f)}
		if associated.uniform(row) < p.associated {
			up := float64(p.odds * f)
			of[0] = p.cuts(up / (1 - f + up))
		}
		bytes, k := packed[(row-lo)*stride:(row-lo+1)*stride], draw.sub(row)
		for i := range p.samples {
			bytes[i>>2] |= of[i&1].genotype(k.at(i)) << (2 * (i & 3))
		}
	}
}

// cuts splits the range of 53-bit numbers into missing, two, one and no copies of allele
// A1.
type cuts [3]uint64

// cuts returns the cuts of an allele of frequency f.
func (p genotypeSpec) cuts(f float64) cuts {
	const all = 1 << 53
	two := p.missing + float64((1-p.missing)*float64(f*f))
	one := two + float64((1-p.missing)*float64(2*float64(f*(1-f))))
	return cuts{uint64(p.missing * all), uint64(two * all), uint64(one * all)}
}

// genotype returns the two bits of the genotype of a random number.
func (c *cuts) genotype(random uint64) byte {
	u := random >> 11
	switch {
	case u < c[0]:
		return 1
	case u < c[1]:
		return 0
	case u < c[2]:
		return 2
	}
	return 3
}
