package output

import (
	"strings"
	"testing"

	"serialfraction/harness"
)

// Whatever is read has only rows of the data, no more than lines.
func FuzzRead(f *testing.F) {
	for _, text := range []string{"row,t,p\ng1,1,2\n", "row,t,p\n\"g1\",NaN,-Inf\ng2,0x1p-2,1e999\n", "row,t,p\ng1,1", "row,t,p\r\ng2,1,2\r\n\n", "row\n"} {
		f.Add(text)
	}
	d := &harness.Dataset{Rows: []string{"g1", "g2", ""}}
	f.Fuzz(func(t *testing.T, text string) {
		h := &harness.Held{Answer: make([]float64, 6), Has: make([]bool, 3)}
		err := layout{comma: ','}.read(strings.NewReader(text), d, []string{"t", "p"}, h)
		if err == nil && h.Rows() > strings.Count(text, "\n") {
			t.Errorf("%q: %+v", text, h)
		}
	})
}
