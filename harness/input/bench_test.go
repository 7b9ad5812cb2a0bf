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
	benchmarkRead(b, "csv", roundTripText(b, 20_000, 100))
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

// BenchmarkReadGCT and BenchmarkReadGEO read the rows of BenchmarkReadCSV.
func BenchmarkReadGCT(b *testing.B) {
	rows := strings.ReplaceAll(roundTripText(b, 20_000, 100), ",", "\t")
	rows = strings.ReplaceAll(strings.TrimPrefix(rows, "id\t"), "\nr", "\nr\tna\t") // ids are r, descriptions na, and a number more
	benchmarkRead(b, "gct", "#1.3\n20000\t100\t2\t0\nid\tDescription\tnumber\t"+rows)
}

func BenchmarkReadGEO(b *testing.B) {
	rows := strings.ReplaceAll(roundTripText(b, 20_000, 100), ",", "\t")
	benchmarkRead(b, "geo", "!Series_title\n"+geoBegin+"\n"+rows+geoEnd+"\n")
}

func benchmarkRead(b *testing.B, format, text string) {
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		if _, err := Read(context.Background(), "x", strings.NewReader(text), format); err != nil {
			b.Fatal(err)
		}
	}
}
