package enginetest

import (
	"fmt"
	"math"
	"testing"

	"serialfraction/harness"
)

// answer checks that the result is that of a plain loop over plain rows, bit for bit, for any
// N, any sizes and any holding of the rows, and that each serial step is done once, before or
// after the rows.
func answer(t *testing.T, e harness.Engine) {
	for _, size := range [][3]int{{1000, 3, 7}, {5, 2, 1}, {5, 2, 100}, {1, 1, 1}, {64, 0, 4}} {
		want, err := harness.Answer(t.Context(), Job(size[0], size[1], size[2]))
		if err != nil {
			t.Fatal(err)
		}
		for _, held := range holdings {
			t.Run(fmt.Sprintf("%dx%d %s by %d", size[0], size[1], held.name, size[2]), func(t *testing.T) {
				j := Job(size[0], size[1], size[2])
				held.hold(j)
				try(t, e, j, func(n int, dst []float64, _ harness.Timing) {
					for i := range want {
						if math.Float64bits(dst[i]) != math.Float64bits(want[i]) {
							t.Fatalf("N = %d: place %d is %v, want %v", n, i, dst[i], want[i])
						}
					}
				})
			})
		}
	}
}
