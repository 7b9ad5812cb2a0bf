package text

import (
	"bytes"
	"math"
	"testing"

	"serialfraction/harness"
)

// TestWrittenText pins the text: the fewest digits, NA, quotes where they are needed.
func TestWrittenText(t *testing.T) {
	d := &harness.Dataset{Cols: 3, Samples: []string{"id", "a,b", ` c"`}, Rows: []string{"r 1", ""},
		Values: []float64{0.1, math.NaN(), math.Inf(1), -1e-300, math.Copysign(0, -1), math.Inf(-1)}}
	for comma, want := range map[byte]string{
		',':  "id_,id,\"a,b\",\" c\"\"\"\nr 1,0.1,NA,Inf\n,-1e-300,-0,-Inf\n",
		'\t': "id_\tid\ta,b\t\" c\"\"\"\nr 1\t0.1\tNA\tInf\n\t-1e-300\t-0\t-Inf\n",
	} {
		var text bytes.Buffer
		if err := writeDelimited(t.Context(), &text, d, comma, func(float64) {}); err != nil || text.String() != want {
			t.Errorf("%v\n%s, want\n%s", err, text.String(), want)
		}
	}
}
