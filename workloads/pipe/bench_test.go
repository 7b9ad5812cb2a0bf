package pipe

import (
	"testing"

	"serialfraction/harness"
)

// BenchmarkRow measures the cost of writing a row of 100 columns and reading its answer, with a
// program that answers without looking at its rows.
func BenchmarkRow(b *testing.B) {
	const rowsPerChunk = 1000
	d := &harness.Dataset{Name: "noise", Cols: 100, Values: make([]float64, rowsPerChunk*100)}
	for i := range d.Values {
		d.Values[i] = float64(i%1999)/7 - 100
	}
	for _, f := range frames {
		if f.Name == "arrow" { // the cost of a library
			continue
		}
		b.Run("encode/"+f.Name, func(b *testing.B) {
			e := f.encoder(discard{}, d)
			for b.Loop() {
				if err := e.encode(whole(d)); err != nil {
					b.Fatal(err)
				}
			}
			b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/rowsPerChunk, "ns/row")
		})
	}
	for _, x := range []struct{ name, mode string }{{"csv/flushed once", "one"}, {"csv/each flushed", "one=1"}, {"f8/flushed once", "f8/one"}, {"f8/each flushed", "f8/one=1"}} {
		b.Run("exchange/"+x.name, func(b *testing.B) { benchmarkExchange(b, d, x.mode) })
	}
}

func benchmarkExchange(b *testing.B, d *harness.Dataset, mode string) {
	p := programOf(b, d, mode)
	if err := p.Try(b.Context()); err != nil {
		b.Fatal(err)
	}
	w, err := p.NewWorker(b.Context())
	if err != nil {
		b.Fatal(err)
	}
	dst := make([]float64, d.NumRows())
	for b.Loop() {
		if err := w.Kernel(dst, whole(d)); err != nil {
			b.Fatal(err)
		}
	}
	b.ReportMetric(float64(b.Elapsed().Nanoseconds())/float64(b.N)/float64(d.NumRows()), "ns/row")
	if err := w.Close(); err != nil {
		b.Fatal(err)
	}
}

type discard struct{}

func (discard) Write(b []byte) (int, error) { return len(b), nil }
