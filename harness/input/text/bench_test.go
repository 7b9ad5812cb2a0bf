package text

import (
	"context"
	"fmt"
	"math/rand/v2"
	"strconv"
	"strings"
	"testing"

	"serialfraction/harness"
	"serialfraction/harness/input/content"
)

// roundTripText writes random rows as CSV in round-trip digits.
func roundTripText(rows, cols int) string {
	random := rand.New(rand.NewPCG(1, 0))
	var text strings.Builder
	text.WriteString("id")
	for col := range cols {
		fmt.Fprintf(&text, ",s%d", col+1)
	}
	var num []byte
	for row := range rows {
		fmt.Fprintf(&text, "\nr%d", row+1)
		for range cols {
			num = strconv.AppendFloat(append(num[:0], ','), random.NormFloat64(), 'g', -1, 64)
			text.Write(num)
		}
	}
	return text.String() + "\n"
}

func BenchmarkReadCSV(b *testing.B) {
	benchmarkRead(b, ReadCSV, roundTripText(20_000, 100))
}

// BenchmarkReadGCT and BenchmarkReadGEO read the rows of BenchmarkReadCSV.
func BenchmarkReadGCT(b *testing.B) {
	rows := strings.ReplaceAll(roundTripText(20_000, 100), ",", "\t")
	rows = strings.ReplaceAll(strings.TrimPrefix(rows, "id\t"), "\nr", "\nr\tna\t") // ids are r, descriptions na, and a number more
	benchmarkRead(b, ReadGCT, "#1.3\n20000\t100\t2\t0\nid\tDescription\tnumber\t"+rows)
}

func BenchmarkReadGEO(b *testing.B) {
	rows := strings.ReplaceAll(roundTripText(20_000, 100), ",", "\t")
	benchmarkRead(b, ReadGEO, "!Series_title\n"+geoBegin+"\n"+rows+geoEnd+"\n")
}

func benchmarkRead(b *testing.B, read func(context.Context, *content.Stream, Layout) (*harness.Dataset, error), text string) {
	b.SetBytes(int64(len(text)))
	for b.Loop() {
		s, err := content.NewStream("x", strings.NewReader(text))
		if err != nil {
			b.Fatal(err)
		}
		if _, err := read(b.Context(), s, Layout{}); err != nil {
			b.Fatal(err)
		}
	}
}
