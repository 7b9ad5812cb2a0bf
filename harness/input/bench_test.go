package input

import (
	"context"
	"fmt"
	"strconv"
	"strings"
	"testing"
)

// roundTripText writes generated rows as CSV in round-trip digits.
func roundTripText(b *testing.B, rows, cols int) string {
	d := load(b, Source{Data: fmt.Sprintf("synth:rows=%d,cols=%d", rows, cols)})
	var text strings.Builder
	text.WriteString("id," + strings.Join(d.Samples, ",") + "\n")
	var num []byte
	for i, id := range d.Rows {
		text.WriteString(id)
		for _, v := range d.Row(i) {
			num = strconv.AppendFloat(append(num[:0], ','), v, 'g', -1, 64)
			text.Write(num)
		}
		text.WriteByte('\n')
	}
	return text.String()
}

func BenchmarkReadCSV(b *testing.B) {
	text := roundTripText(b, 20_000, 100)
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := Read(context.Background(), "x", strings.NewReader(text), "csv"); err != nil {
			b.Fatal(err)
		}
	}
}

func BenchmarkScanFloat(b *testing.B) {
	text := []byte("7.4794453457028816,")
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, _, ok := scanFloat(text); !ok {
			b.Fatal("left to strconv")
		}
	}
}

func BenchmarkSynth(b *testing.B) {
	for b.Loop() {
		load(b, Source{Data: "synth"})
	}
}
