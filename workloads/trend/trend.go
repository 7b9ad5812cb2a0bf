package trend

import (
	"fmt"
	"math"
	"slices"
	"time"

	"serialfraction/harness"
	"serialfraction/workloads/adjust"
	"serialfraction/workloads/spec"
	"serialfraction/workloads/studentt"
	"serialfraction/workloads/vector"
)

const summary = "Cochran–Armitage trend and allelic tests of every variant"

// usual are the genotypes of the default of --data.
var usual = spec.Data{Source: "genotypes:variants=%d,samples=1000,seed=1", Rows: 100_000,
	Memory: 440, Cost: spec.Takes(45 * time.Nanosecond)}

// Spec is the entry of the workload in the table.
var Spec = spec.Workload{
	Name:    "trend",
	Summary: summary,
	Bound:   "CPU and memory bandwidth",
	Data:    usual,
	Params:  params,
	Example: "--adjust bh",
	New:     New,
	Takes: func(args spec.Args, _ spec.Rows) spec.Memory {
		s := spec.Read(params, args)
		outputs := len(alleleColumns) + 2
		if s.Choice("test", tests...) == 0 {
			outputs += 2
		}
		return adjust.Read(s).Memory(spec.Memory{Outputs: outputs, Packed: true})
	},
}

// tests are the tests of which one or both are made.
var tests = []string{"both", "trend", "allelic"}

var params = []spec.Param{
	{Name: "test", Default: "both", Usage: "the `TEST`: trend (Cochran–Armitage), allelic, or both"},
	adjust.Setting,
}

// alleleColumns come first in every result row: samples with a genotype, the
// frequency of allele A1 in group a and in group b, and the odds ratio of A1.
var alleleColumns = []string{"n", "f_a", "f_b", "or"}

// New returns the tests of every variant of ds, whose rows are genotypes as PLINK packs them.
// The outputs are alleleColumns, then the chi-square and p of each test, then q where p is
// adjusted; q is that of p_trend where both tests are made. Group a is the cases. The rules
// for chromosomes other than autosomes are those of ploidy.
func New(ds *harness.Dataset, args spec.Args) (harness.Workload, error) {
	return newOn(vector.Native(), ds, args)
}

func newOn(v vector.Set, ds *harness.Dataset, args spec.Args) (harness.Workload, error) {
	s := spec.Read(params, args)
	test := s.Choice("test", tests...)
	correction := adjust.Read(s)
	if s.Err() != nil {
		return harness.Workload{}, s.Err()
	}
	if err := checkGenotypes(ds); err != nil {
		return harness.Workload{}, err
	}
	k := &tester{vectors: v, trend: test != 2, allelic: test != 1, stride: ds.Store.Stride, ploidies: newPloidies(ds)}
	w := harness.Workload{Name: "trend", Summary: summary, Packed: true, Kernel: k.kernel, Outputs: slices.Clone(alleleColumns)}
	p := "p_trend"
	if k.allelic {
		w.Outputs = append(w.Outputs, "chisq_allelic", "p_allelic")
	}
	if k.trend {
		w.Outputs = append(w.Outputs, "chisq_trend", "p_trend")
	} else {
		p = "p_allelic"
	}
	if w.Finish = correction.Finish(p); w.Finish != nil {
		w.Outputs = append(w.Outputs, "q")
	}
	k.outputs, w.Questions = len(w.Outputs), k.questions()
	return w, nil
}

// checkGenotypes returns an error, with what to type, where ds cannot be tested.
func checkGenotypes(ds *harness.Dataset) error {
	if ds.Store == nil || ds.Store.Packing != harness.PackedPLINK {
		return &harness.FlagError{Flag: "data", Value: ds.Name, Want: "trend counts genotypes: type --data FILE.bed (of PLINK 1, with its .bim and .fam) or --data " + usual.Usual()}
	}
	na, nb := ds.Groups.Sizes[0], ds.Groups.Sizes[1]
	if na > 0 && nb > 0 && na+nb == ds.Cols {
		return nil
	}
	for _, f := range ds.Fields {
		for i, v := range f.Values {
			if f.Name == "phenotype" && v != "" && v != "case" && v != "control" {
				return &harness.FlagError{Flag: "groups", Want: fmt.Sprintf("trend compares cases with controls, but the phenotypes of %s are quantitative, such as %s of sample %s: "+
					"use a .fam file with 1 for a control and 2 for a case, or type --groups FILE (lines of sample,group)", ds.Name, v, ds.Samples[i])}
			}
		}
	}
	return &harness.FlagError{Flag: "groups", Want: fmt.Sprintf("trend compares cases with controls and the phenotypes of %s do not name both: "+
		"use a .fam file with 1 for a control and 2 for a case, type --phenotype-01 if they are 0 and 1, or --groups FILE (lines of sample,group)", ds.Name)}
}

// A tester tests variants. It is read-only.
type tester struct {
	vectors         vector.Set
	trend, allelic  bool
	stride, outputs int
	ploidies        *ploidies
}

// blockRows is the number of rows that each stage of the kernel passes to the next at a time.
const blockRows = 32

// block is what each stage of the kernel passes to the next: columns of 2·blockRows values,
// first those of the allelic test and then those of the trend test.
type block struct {
	counts   [blockRows]bitCounts
	alleles  [blockRows]alleles
	chisq, p [2 * blockRows]float64
}

// kernel tests the rows of one chunk, a block of rows at a time so that each stage
// runs over many: counts, then chi-squares, then p.
func (k *tester) kernel(dst []float64, c harness.Chunk) {
	var b block
	for row := 0; row < c.Rows; row += blockRows {
		rows := min(blockRows, c.Rows-row)
		k.statistics(&b, c.Row+row, c.Packed[row*k.stride:], rows)
		if k.allelic {
			studentt.ChiSquare(k.vectors, b.p[:rows], b.chisq[:rows])
		}
		if k.trend {
			studentt.ChiSquare(k.vectors, b.p[blockRows:][:rows], b.chisq[blockRows:][:rows])
		}
		k.write(dst[row*k.outputs:], &b, rows)
	}
}

// statistics counts the first rows of packed, up to blockRows of them, and sets their
// alleles and chi-squares; first is the number of the first row in the dataset.
func (k *tester) statistics(b *block, first int, packed []byte, rows int) {
	count(k.vectors, b.counts[:rows], packed, k.stride, &k.ploidies.diploid)
	for i := range rows {
		d := diploidAlleles(&b.counts[i], &k.ploidies.diploid)
		if special := k.ploidies.of(first + i); special != nil {
			d = special.alleles(packed[i*k.stride:(i+1)*k.stride], k.stride)
		}
		b.alleles[i] = d
		b.chisq[i], b.chisq[blockRows+i] = d.allelicChisq(), d.trendChisq()
	}
}

// write puts the first rows of b into dst.
func (k *tester) write(dst []float64, b *block, rows int) {
	for i := range rows {
		out := dst[i*k.outputs : (i+1)*k.outputs]
		d := &b.alleles[i]
		out[0], out[1], out[2], out[3] = float64(d.samples), d.frequency(0), d.frequency(1), d.oddsRatio()
		at := len(alleleColumns)
		if k.allelic {
			out[at], out[at+1] = b.chisq[i], b.p[i]
			at += 2
		}
		if k.trend {
			out[at], out[at+1] = b.chisq[blockRows+i], b.p[blockRows+i]
			at += 2
		}
		if at < len(out) {
			out[at] = math.NaN() // the last step fills it
		}
	}
}
