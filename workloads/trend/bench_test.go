package trend

import (
	"testing"

	"serialfraction/harness"
	"serialfraction/workloads/spec"
	"serialfraction/workloads/workloadtest"
)

func TestTrendAllocates(t *testing.T) {
	ds := workloadtest.Genotypes(50, 61, 300)
	w, err := New(ds, nil)
	if err != nil {
		t.Fatal(err)
	}
	dst := make([]float64, 300*len(w.Outputs))
	c := harness.Chunk{Rows: 300, Cols: ds.Cols, Packed: ds.Store.Packed}
	if n := testing.AllocsPerRun(20, func() { w.Kernel(dst, c) }); n != 0 {
		t.Errorf("the kernel allocates %v times a chunk", n)
	}
}

// The stages of the kernel on 100,000 variants of 1000 samples, 25 MB, and the whole.

func benchTrendData() *harness.Dataset {
	ds := workloadtest.Genotypes(500, 500, 1000)
	once := ds.Store.Packed
	ds.Store.Rows, ds.Store.Packed = 100_000, nil
	for range 100 {
		ds.Store.Packed = append(ds.Store.Packed, once...)
	}
	return ds
}

func BenchmarkTrend(b *testing.B) {
	for _, test := range tests {
		for _, path := range workloadtest.Paths {
			b.Run(test+"/"+path.Name, func(b *testing.B) {
				workloadtest.Need(b, path.Set)
				ds := benchTrendData()
				w, err := newOn(path.Set, ds, spec.Args{"test": {test}})
				if err != nil {
					b.Fatal(err)
				}
				dst := make([]float64, ds.NumRows()*len(w.Outputs))
				c := harness.Chunk{Rows: ds.NumRows(), Cols: ds.Cols, Packed: ds.Store.Packed}
				b.SetBytes(int64(len(ds.Store.Packed)))
				for b.Loop() {
					w.Kernel(dst, c)
				}
				b.ReportMetric(float64(ds.NumRows())*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
			})
		}
	}
}

func BenchmarkCount(b *testing.B) {
	for _, path := range workloadtest.Paths {
		b.Run(path.Name, func(b *testing.B) {
			workloadtest.Need(b, path.Set)
			ds := benchTrendData()
			groups := deal(1000, func() int { return 0 })
			for s := range 500 {
				groups[1] = append(groups[1], s)
			}
			m := newMasks(250, groups[0][500:], groups[1])
			dst := make([]bitCounts, blockRows)
			b.SetBytes(int64(len(ds.Store.Packed)))
			for b.Loop() {
				for p := ds.Store.Packed; len(p) >= blockRows*250; p = p[blockRows*250:] {
					count(path.Set, dst, p, 250, &m)
				}
			}
			b.ReportMetric(1e5*float64(b.N)/b.Elapsed().Seconds(), "rows/s")
		})
	}
}
