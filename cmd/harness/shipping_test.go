package main

import (
	"strings"
	"testing"
	"time"

	"serialfraction/results/prepare"
)

// Before the runs it is printed what a chunk costs to ship and to compute, from which N on the dispatcher
// is the limit, and where shipping costs more, what to type.
func TestShippingWords(t *testing.T) {
	for _, tc := range []struct {
		s    prepare.Shipping
		want string
	}{
		{prepare.Shipping{Rows: 2000, Bytes: 1.6e6, Ship: 2700 * time.Microsecond, Bare: 170 * time.Microsecond, Compute: 300 * time.Microsecond, Handing: time.Millisecond},
			"shipping a chunk of 2,000 rows (1.6 MB) takes about 2.7 ms here, 170 µs if workers have its rows beforehand, and computing it 300 µs: shipping these rows costs more than computing them; type --ship object or path, so"},
		{prepare.Shipping{Rows: 10, Ship: 170 * time.Microsecond, Compute: 2 * time.Microsecond, Handing: 50 * time.Microsecond},
			"handing out a chunk of 10 rows takes about 170 µs here and computing it 2 µs: handing these chunks out costs more than computing them; type --chunk with more rows"},
		{prepare.Shipping{Rows: 8, Bytes: 128, Ship: 150 * time.Microsecond, Bare: 151 * time.Microsecond, Compute: 8 * time.Millisecond, Handing: 40 * time.Microsecond},
			"shipping a chunk of 8 rows (128 B) takes about 150 µs here, 150 µs if workers have its rows beforehand, and computing it 8 ms; the dispatcher is the limit from about N = 204 on"},
	} {
		if got := shippingWords(&tc.s); !strings.HasPrefix(got, tc.want) {
			t.Errorf("got  %s\nwant %s", got, tc.want)
		}
	}
}
