package logs

import (
	"bytes"
	"fmt"
	"runtime"
	"testing"
)

// A table of short rows: what reading it allocates, and what is kept of each row.
func BenchmarkTable(b *testing.B) {
	const rows = 100_000
	var text bytes.Buffer
	text.WriteString("start,end,name\n")
	for i := range rows {
		fmt.Fprintf(&text, "%d.%03d,%d.%03d,t%d\n", i/32, i%1000, i/32+1, i%997, i)
	}
	b.SetBytes(int64(text.Len()))
	b.ReportAllocs()
	kept := uint64(0)
	for b.Loop() {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		r, err := ReadFrom("tasks.csv", bytes.NewReader(text.Bytes()), Options{})
		if err != nil || len(r.Tasks) != rows {
			b.Fatal(err)
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		kept = after.HeapAlloc - before.HeapAlloc
		runtime.KeepAlive(r)
	}
	b.ReportMetric(float64(kept)/rows, "kept-B/row")
}
