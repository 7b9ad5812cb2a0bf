package parquet_test

import (
	"slices"
	"testing"
)

// TestStoredTogether reads halves and decimals, in every kind of column that holds them, from two row groups
// at once. The decimals have two digits after the point.
func TestStoredTogether(t *testing.T) {
	rows := [][5]float64{
		{1.5, 0, 46116860184273879.04, 46116860184273879.04, 46116860184273879.04},
		{-0.75, 0, -23058430092136939.52, -23058430092136939.52, -23058430092136939.52},
		{0.5625, 0, 17293822569102704.64, 17293822569102704.64, 17293822569102704.64},
		{0, 51.20, 53687091.20, 53687091.20, 53687091.20},
		{0, -0.14, -146800.64, -146800.64, -146800.64},
	}
	d := load(t, "testdata/stored.parquet")
	if d.NumRows() != 2*len(rows) {
		t.Fatalf("%d rows", d.NumRows())
	}
	for i := range d.NumRows() {
		if want := rows[i%len(rows)]; !slices.Equal(d.Row(i), want[:]) {
			t.Errorf("row %d is %v, want %v", i, d.Row(i), want)
		}
	}
}
