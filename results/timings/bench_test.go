package timings

import (
	"fmt"
	"strings"
	"testing"
)

// BenchmarkTable reads a million rows: of one curve, and of four with a label column.
func BenchmarkTable(b *testing.B) {
	const rows = 1_000_000
	for _, shape := range []struct{ name, header, row string }{
		{"plain", "workers,seconds\n", "%[1]d,%[2]g\n"},
		{"labels", "job,n,rep,time_ns\n", "job%[3]d,%[1]d,7,%[2]g\n"},
	} {
		var text strings.Builder
		text.WriteString(shape.header)
		for i := range rows {
			fmt.Fprintf(&text, shape.row, 1<<(i%7), 12.345678+float64(i)/rows, i/7%4)
		}
		b.Run(shape.name, func(b *testing.B) {
			b.SetBytes(int64(text.Len()))
			for b.Loop() {
				if _, err := Read("t.csv", strings.NewReader(text.String()), Options{}); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
